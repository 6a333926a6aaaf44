package rest

import (
	"context"
	"net/http"

	"sayso/activities"
	"sayso/api"
	"sayso/connectors"
)

type connectionsIn struct {
	Sandbox bool `in:"query" name:"sandbox" doc:"those of the simulated apps instead"`
}

type connectBody struct {
	App          string            `json:"app" jsonschema:"which app: salesforce"`
	Name         string            `json:"name" jsonschema:"what the connection is called: prod makes it salesforce/prod"`
	Environment  string            `json:"environment,omitempty" jsonschema:"production, staging, test or development; production where it is left out"`
	URL          string            `json:"url,omitempty" jsonschema:"the app's address, where it has one of its own"`
	Settings     map[string]string `json:"settings,omitempty" jsonschema:"what the app needs to know and is no secret"`
	Secrets      map[string]string `json:"secrets,omitempty" jsonschema:"what the app needs to know and is a secret; nothing shows it again"`
	AllowPrivate bool              `json:"allow_private,omitempty" jsonschema:"let the connection reach its host on a private network; takes an administrator"`
}

type connectIn struct{ Body connectBody }

type connectionPath struct {
	App  string `in:"path" name:"app" doc:"the app"`
	Name string `in:"path" name:"name" doc:"what the connection is called"`
}

func (p connectionPath) id() string { return p.App + "/" + p.Name }

type pauseBody struct {
	Why string `json:"why,omitempty" jsonschema:"the reason; who waits for it reads it"`
}

type pauseIn struct {
	App  string    `in:"path" name:"app" doc:"the app"`
	Name string    `in:"path" name:"name" doc:"what the connection is called"`
	Body pauseBody `optional:"yes"`
}

type connection struct{ api.Known }

func (c connection) location() string { return "/v1/connections/" + c.ID }

func connectionRoutes() []route {
	const base = "/v1/connections"
	read, write := needs(api.ReadConnections), needs(api.WriteConnections)
	return grouped("Connections",
		on(http.MethodGet, base, "list_connections", "The connections that plans may use.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in connectionsIn) (listOf[api.Known], error) {
				list, err := d.Connections(ctx, in.Sandbox)
				return listOf[api.Known]{Items: list}, err
			}),
		on(http.MethodPost, base, "connect", "Sign in to an app once and, where that works, keep the connection.", http.StatusCreated, write, connect),
		on(http.MethodDelete, base+"/:app/:name", "disconnect", "Forget a connection and its secrets.", http.StatusNoContent, write,
			func(ctx context.Context, d *api.Desk, in connectionPath) (none, error) {
				return none{}, d.Disconnect(ctx, in.id())
			}),
		on(http.MethodPost, base+"/:app/:name/pause", "pause_connection", "Send nothing more through a connection; runs that come to it wait.", http.StatusOK, write,
			func(ctx context.Context, d *api.Desk, in pauseIn) (activities.Pause, error) {
				return d.Pause(ctx, api.PauseRequest{Of: activities.OfConnection, Name: in.App + "/" + in.Name, Why: in.Body.Why})
			}),
		on(http.MethodPost, base+"/:app/:name/resume", "resume_connection", "End a pause; the runs that wait go on.", http.StatusOK, write,
			func(ctx context.Context, d *api.Desk, in connectionPath) (api.Resumed, error) {
				return d.Resume(ctx, api.PauseRequest{Of: activities.OfConnection, Name: in.id()})
			}),
	)
}

func connect(ctx context.Context, d *api.Desk, in connectIn) (connection, error) {
	b := in.Body
	secrets := map[string]connectors.Secret{}
	for name, text := range b.Secrets {
		secrets[name] = connectors.NewSecret(text)
	}
	known, err := d.Connect(ctx, api.ConnectRequest{App: b.App, Name: b.Name, Environment: b.Environment, URL: b.URL, Settings: b.Settings,
		Secrets: secrets, AllowPrivate: b.AllowPrivate})
	return connection{known}, err
}
