package rest

import (
	"context"
	"encoding/json"
	"net/http"
	"time"

	"sayso/api"
	"sayso/workflows"
)

type run struct{ api.Run }

func (r run) location() string { return "/v1/runs/" + r.RunID }

func asRun(r api.Run, err error) (run, error) { return run{r}, err }

type runPath struct {
	ID string `in:"path" name:"id" doc:"of the run"`
}

type startBody struct {
	PlanID   string         `json:"plan_id,omitempty" jsonschema:"of a plan that was checked; one of plan_id, source and workflow"`
	Source   string         `json:"source,omitempty" jsonschema:"a plan's text"`
	Workflow string         `json:"workflow,omitempty" jsonschema:"the name of a saved workflow"`
	Version  int            `json:"version,omitempty" jsonschema:"of the workflow; the latest where it is left out"`
	Inputs   map[string]any `json:"inputs,omitempty" jsonschema:"what the run is given"`
	Digest   string         `json:"digest,omitempty" jsonschema:"that of the check which somebody read; may be left out for a workflow"`
	Sandbox  bool           `json:"sandbox,omitempty" jsonschema:"use the simulated apps and no others"`
}

type startIn struct {
	Key  string `in:"header" name:"Idempotency-Key" required:"yes" doc:"the same key starts the same run once, however often it is sent"`
	Body startBody
}

type runsIn struct {
	Plan   string    `in:"query" name:"plan" doc:"only runs of this plan"`
	State  string    `in:"query" name:"state" enum:"running,parked,completed,undone,denied,failed" doc:"only runs in this state"`
	Since  time.Time `in:"query" name:"since" doc:"only runs that began then or later"`
	Until  time.Time `in:"query" name:"until" doc:"only runs that began before"`
	Cursor string    `in:"query" name:"cursor" doc:"next of the page before; the first page without one"`
	Limit  int       `in:"query" name:"limit" doc:"how many at most, 1 to 100; 20 where it is left out"`
}

type decideBody struct {
	Choice string          `json:"choice" jsonschema:"approve, reject, retry, skip, undo or stop; approve and reject take a person"`
	Step   string          `json:"step,omitempty" jsonschema:"the question's step; whatever the run asks now where it is left out"`
	Digest string          `json:"digest,omitempty" jsonschema:"of the question that was read; the question as it stands now where it is left out"`
	Output json.RawMessage `json:"output,omitempty" jsonschema:"for skip: what the step is taken to have put out"`
	With   map[string]any  `json:"with,omitempty" jsonschema:"for retry: arguments in place of all those that failed"`
}

type decideIn struct {
	ID   string `in:"path" name:"id" doc:"of the run"`
	Key  string `in:"header" name:"Idempotency-Key" doc:"sent again with the same key, the request does nothing and is answered as the first time, for a week"`
	Body decideBody
}

type retryBody struct {
	With map[string]any `json:"with,omitempty" jsonschema:"arguments for the step in place of all it had"`
}

type retryIn struct {
	ID   string    `in:"path" name:"id" doc:"of the run"`
	Key  string    `in:"header" name:"Idempotency-Key" doc:"sent again with the same key, the request does nothing and is answered as the first time, for a week"`
	Body retryBody `optional:"yes"`
}

type cancelBody struct {
	Keep bool `json:"keep,omitempty" jsonschema:"leave what was done as it stands, instead of undoing it"`
}

type undoIn struct {
	ID  string `in:"path" name:"id" doc:"of the run"`
	Key string `in:"header" name:"Idempotency-Key" doc:"sent again with the same key, the request does nothing and is answered as the first time, for a week"`
}

type cancelIn struct {
	ID   string     `in:"path" name:"id" doc:"of the run"`
	Key  string     `in:"header" name:"Idempotency-Key" doc:"sent again with the same key, the request does nothing and is answered as the first time, for a week"`
	Body cancelBody `optional:"yes"`
}

type repairBody struct {
	PlanID  string         `json:"plan_id,omitempty" jsonschema:"of the changed plan; this or source"`
	Source  string         `json:"source,omitempty" jsonschema:"the changed plan's text; this or plan_id"`
	Inputs  map[string]any `json:"inputs,omitempty" jsonschema:"of the new run; those that are missing are the old run's"`
	Dropped string         `json:"dropped,omitempty" jsonschema:"undo or keep: what becomes of effects that the changed plan has no steps for"`
	Digest  string         `json:"digest,omitempty" jsonschema:"of the preview that was read; a preview takes none"`
}

type previewRepairIn struct {
	ID   string `in:"path" name:"id" doc:"of the run"`
	Body repairBody
}

type repairIn struct {
	ID   string `in:"path" name:"id" doc:"of the run"`
	Key  string `in:"header" name:"Idempotency-Key" doc:"sent again with the same key, the request does nothing and is answered as the first time, for a week"`
	Body repairBody
}

func (b repairBody) request(run string) api.RepairRequest {
	return api.RepairRequest{Run: run, PlanID: b.PlanID, Source: []byte(b.Source), Inputs: b.Inputs, Dropped: workflows.Dropped(b.Dropped), Digest: b.Digest}
}

func runRoutes() []route {
	const base = "/v1/runs"
	read, start := needs(api.ReadRuns), needs(api.StartRuns)
	return grouped("Runs",
		on(http.MethodPost, base, "start_run", "Start a run. It goes on whether or not anybody watches.", http.StatusCreated, start,
			func(ctx context.Context, d *api.Desk, in startIn) (run, error) {
				b := in.Body
				return asRun(d.Start(ctx, api.StartRequest{PlanID: b.PlanID, Source: []byte(b.Source), Workflow: b.Workflow, Version: b.Version,
					Inputs: b.Inputs, Digest: b.Digest, Key: in.Key, Sandbox: b.Sandbox}))
			}),
		on(http.MethodGet, base, "list_runs", "Runs, newest first, without their steps.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in runsIn) (listOf[api.Run], error) {
				return asList(d.Runs(ctx, api.RunFilter{Plan: in.Plan, State: workflows.State(in.State), Since: in.Since, Until: in.Until},
					api.Page{Cursor: in.Cursor, Limit: in.Limit}))
			}),
		on(http.MethodGet, base+"/:id", "get_run", "How a run stands.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in runPath) (run, error) { return asRun(d.Run(ctx, in.ID)) }),
		eventsRoute(base+"/:id/events", read),
		on(http.MethodPost, base+"/:id/decide", "decide", "Decide what a run asks. Approvals are a person's to give: a program is told where.",
			http.StatusOK, needs(api.Decide, api.StartRuns), decide),
		on(http.MethodPost, base+"/:id/retry", "retry_run", "Do the step anew that a run waits with, or start a run again that left nothing standing.",
			http.StatusOK, start, func(ctx context.Context, d *api.Desk, in retryIn) (run, error) {
				return asRun(d.Retry(ctx, in.ID, in.Body.With))
			}),
		on(http.MethodGet, base+"/:id/undo", "preview_undo", "What undoing a run would take back, and what would stay.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in runPath) (api.UndoPreview, error) {
				return d.UndoPreview(ctx, in.ID)
			}),
		on(http.MethodPost, base+"/:id/undo", "undo_run", "Take back what a run did. The answer is the run to watch.", http.StatusOK, start,
			func(ctx context.Context, d *api.Desk, in undoIn) (run, error) { return asRun(d.Undo(ctx, in.ID)) }),
		on(http.MethodPost, base+"/:id/cancel", "cancel_run", "End a run, and take back what it did unless that is to be kept.", http.StatusOK, start,
			func(ctx context.Context, d *api.Desk, in cancelIn) (run, error) {
				return asRun(d.Cancel(ctx, in.ID, in.Body.Keep))
			}),
		on(http.MethodPost, base+"/:id/repair/preview", "preview_repair", "What going on with a run under a changed plan would do.", http.StatusOK, read,
			func(ctx context.Context, d *api.Desk, in previewRepairIn) (api.Change, error) {
				return d.RepairPreview(ctx, in.Body.request(in.ID))
			}),
		on(http.MethodPost, base+"/:id/repair", "repair_run", "Go on with a run under a changed plan, as its preview showed. The answer is the new run.",
			http.StatusOK, start, func(ctx context.Context, d *api.Desk, in repairIn) (run, error) {
				return asRun(d.Repair(ctx, in.Body.request(in.ID)))
			}),
	)
}

func decide(ctx context.Context, d *api.Desk, in decideIn) (run, error) {
	b := in.Body
	err := d.Decide(ctx, api.DecideRequest{Run: in.ID, Step: b.Step, Choice: workflows.Choice(b.Choice), Digest: b.Digest, Output: b.Output, With: b.With})
	if err != nil {
		return run{}, err
	}
	return asRun(d.Run(ctx, in.ID))
}
