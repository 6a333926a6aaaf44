package rest

import (
	"context"
	"net/http"

	"sayso/api"
	"sayso/api/problem"
)

// appLine is an app in the list, without the schemas of its actions.
type appLine struct {
	App     string   `json:"app"`
	Title   string   `json:"title"`
	Doc     string   `json:"doc"`
	NotYet  bool     `json:"not_yet,omitempty" jsonschema:"plans can be made over it, and not run"`
	Actions []string `json:"actions" jsonschema:"by name"`
}

type appPath struct {
	App string `in:"path" name:"app" doc:"the app"`
}

type actionsIn struct {
	Query string `in:"query" name:"query" required:"yes" doc:"what is to be done, in words"`
	Limit int    `in:"query" name:"limit" doc:"how many at most, 1 to 100; 20 where it is left out"`
}

func catalogueRoutes() []route {
	read := needs(api.ReadPlans)
	return grouped("Apps",
		on(http.MethodGet, "/v1/apps", "list_apps", "The apps that plans can use.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, _ struct{}) (listOf[appLine], error) {
				apps, err := d.Apps(ctx)
				list := listOf[appLine]{Items: []appLine{}}
				for _, a := range apps {
					line := appLine{a.App, a.Title, a.Doc, a.NotYet, []string{}}
					for _, action := range a.Actions {
						line.Actions = append(line.Actions, action.Action)
					}
					list.Items = append(list.Items, line)
				}
				return list, err
			}),
		on(http.MethodGet, "/v1/apps/:app", "get_app", "An app: what connecting it takes, and its actions with their schemas.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in appPath) (api.App, error) {
				apps, err := d.Apps(ctx)
				if err != nil {
					return api.App{}, err
				}
				for _, a := range apps {
					if a.App == in.App {
						return a, nil
					}
				}
				return api.App{}, problem.New("no_app", "there is no app %s", in.App)
			}),
		on(http.MethodGet, "/v1/actions", "find_actions", "The actions that suit a wish best, best first.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in actionsIn) (listOf[api.Action], error) {
				actions, err := d.Actions(ctx, in.Query, in.Limit)
				return listOf[api.Action]{Items: actions}, err
			}),
	)
}
