package rest

import (
	"context"
	"fmt"
	"net/http"

	"sayso/api"
)

// page is what every list takes.
type page struct {
	Cursor string `in:"query" name:"cursor" doc:"next of the page before; the first page without one"`
	Limit  int    `in:"query" name:"limit" doc:"how many at most, 1 to 100; 20 where it is left out"`
}

func (p page) page() api.Page { return api.Page{Cursor: p.Cursor, Limit: p.Limit} }

// listOf is a part of a list.
type listOf[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty" jsonschema:"the cursor of what follows; missing at the end"`
}

func (l listOf[T]) next() string { return l.Next }

func asList[T any](l api.List[T], err error) (listOf[T], error) { return listOf[T](l), err }

// version is that of a workflow, as an ETag.
type version int

func (v version) etag() string { return fmt.Sprintf(`"v%d"`, int(v)) }

type workflow struct{ api.Workflow }

func (w workflow) etag() string     { return version(w.Version).etag() }
func (w workflow) location() string { return "/v1/workflows/" + w.Name }

func asWorkflow(w api.Workflow, err error) (workflow, error) { return workflow{w}, err }

type workflowPath struct {
	Name string `in:"path" name:"name" doc:"of the workflow"`
}

type versionPath struct {
	Name    string `in:"path" name:"name" doc:"of the workflow"`
	Version int    `in:"path" name:"version" doc:"from 1"`
}

type versionsIn struct {
	Name   string `in:"path" name:"name" doc:"of the workflow"`
	Cursor string `in:"query" name:"cursor" doc:"next of the page before; the first page without one"`
	Limit  int    `in:"query" name:"limit" doc:"how many at most, 1 to 100; 20 where it is left out"`
}

type saveBody struct {
	PlanID string `json:"plan_id,omitempty" jsonschema:"of the plan to save; this or source"`
	Source string `json:"source,omitempty" jsonschema:"the plan's text; this or plan_id"`
}

type createIn struct{ Body saveBody }

type updateIn struct {
	Name  string  `in:"path" name:"name" doc:"of the workflow, which is the plan's"`
	Match version `in:"header" name:"If-Match" required:"yes" doc:"the ETag of the version that was read"`
	Body  saveBody
}

type deleteIn struct {
	Name  string  `in:"path" name:"name" doc:"of the workflow"`
	Match version `in:"header" name:"If-Match" required:"yes" doc:"the ETag of the version that was read"`
}

func workflowRoutes() []route {
	const base = "/v1/workflows"
	read, write := needs(api.ReadPlans), needs(api.WritePlans)
	enable := func(on bool) func(context.Context, *api.Desk, workflowPath) (workflow, error) {
		return func(ctx context.Context, d *api.Desk, in workflowPath) (workflow, error) {
			return asWorkflow(d.Enable(ctx, in.Name, on))
		}
	}
	return grouped("Workflows",
		on(http.MethodGet, base, "list_workflows", "Saved workflows by name.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in page) (listOf[api.Workflow], error) {
				return asList(d.Workflows(ctx, in.page()))
			}),
		on(http.MethodPost, base, "create_workflow", "Save a plan as a workflow under the plan's name.", http.StatusCreated, write,
			func(ctx context.Context, d *api.Desk, in createIn) (workflow, error) {
				return asWorkflow(d.SaveWorkflow(ctx, api.SaveRequest{PlanID: in.Body.PlanID, Source: []byte(in.Body.Source)}))
			}),
		on(http.MethodGet, base+"/:name", "get_workflow", "The latest version of a workflow.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in workflowPath) (workflow, error) {
				return asWorkflow(d.Workflow(ctx, in.Name))
			}),
		on(http.MethodPut, base+"/:name", "update_workflow", "Save a new version of a workflow that nobody changed since it was read.", http.StatusOK, write,
			func(ctx context.Context, d *api.Desk, in updateIn) (workflow, error) {
				return asWorkflow(d.SaveWorkflow(ctx, api.SaveRequest{Name: in.Name, PlanID: in.Body.PlanID, Source: []byte(in.Body.Source), Base: int(in.Match)}))
			}),
		on(http.MethodDelete, base+"/:name", "delete_workflow", "Forget a workflow that nobody changed since it was read. Its runs stay.", http.StatusNoContent, write,
			func(ctx context.Context, d *api.Desk, in deleteIn) (none, error) {
				return none{}, d.DeleteWorkflow(ctx, in.Name, int(in.Match))
			}),
		on(http.MethodGet, base+"/:name/versions", "list_versions", "The versions of a workflow, latest first.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in versionsIn) (listOf[api.Workflow], error) {
				return asList(d.Versions(ctx, in.Name, api.Page{Cursor: in.Cursor, Limit: in.Limit}))
			}),
		on(http.MethodGet, base+"/:name/versions/:version", "get_version", "A version of a workflow.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in versionPath) (workflow, error) {
				return asWorkflow(d.Version(ctx, in.Name, in.Version))
			}),
		on(http.MethodPost, base+"/:name/enable", "enable_workflow", "Switch a workflow on.", http.StatusOK, write, enable(true)),
		on(http.MethodPost, base+"/:name/disable", "disable_workflow", "Switch a workflow off: it isn't started any more.", http.StatusOK, write, enable(false)),
	)
}
