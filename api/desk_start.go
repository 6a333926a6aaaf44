package api

import (
	"context"
	"strconv"

	"sayso/workflows"
	"sayso/workflows/plan"
)

// StartRequest says what is to be run. One of PlanID, Source and Workflow names the plan.
type StartRequest struct {
	PlanID   string
	Source   []byte
	Workflow string
	Version  int // of the workflow; 0 for the latest
	Inputs   map[string]any
	Digest   string // what Validate gave and somebody read. It may be left out for a workflow: whoever saved that has read it
	Key      string // an idempotency key: starting again with it gives the run that was started first; "" for none
	Sandbox  bool
}

// Start begins a run, and gives it as it is at its beginning. The run goes on whether or not anybody watches. Approvals that policy asks for
// are opened by the start only where a person who may approve has just pressed the button; otherwise the run asks for them.
func (d *Desk) Start(ctx context.Context, r StartRequest) (Run, error) {
	if err := d.may(StartRuns); err != nil {
		return Run{}, err
	}
	source, err := d.startable(ctx, r)
	if err != nil {
		return Run{}, err
	}
	draft, frozen, err := d.freeze(ctx, source, r.Inputs, r.Sandbox)
	switch {
	case err != nil:
		return Run{}, err
	case frozen == nil:
		return Run{}, d.badPlan(draft)
	}
	if r.Key != "" { // first of all: what may have changed since the first attempt is not this one's concern
		id, err := d.service.Started(ctx, frozen, r.Key, nil)
		if err != nil {
			return Run{}, err
		}
		if id != "" {
			return d.get(ctx, id)
		}
	}
	return d.startFrozen(ctx, r, frozen)
}

func (d *Desk) startFrozen(ctx context.Context, r StartRequest, frozen *plan.Frozen) (Run, error) {
	switch {
	case r.Digest == "" && r.Workflow == "":
		return Run{}, d.invalid("digest_required", "say with its digest which plan was read; checking the plan gives it",
			"sage mit seinem Digest, welcher Plan gelesen wurde; die Prüfung des Plans gibt ihn")
	case r.Digest != "":
		if err := Approve(frozen, r.Digest); err != nil {
			return Run{}, err
		}
	}
	if err := d.keptFrozen(ctx, frozen); err != nil {
		return Run{}, err
	}
	if err := d.service.refusePaused(ctx, frozen, firstOf(d.caller.Lang, frozen.Plan.Language)); err != nil {
		return Run{}, err
	}
	o := StartOptions{By: d.caller.by(), Key: r.Key, ID: d.service.RunID(frozen.Plan.Name, r.Key), Approved: d.caller.Human && d.may(Decide) == nil}
	detail := map[string]string{"plan": frozen.Plan.Name, "sandbox": strconv.FormatBool(r.Sandbox)}
	if err := d.record(ctx, "run.start", o.ID, frozen.Digest, detail); err != nil {
		return Run{}, err
	}
	id, err := d.service.begin(ctx, frozen, o)
	if err != nil {
		return Run{}, err
	}
	run := Run{RunID: id, Plan: frozen.Plan.Name, Lang: frozen.Plan.Language, State: workflows.Running, Steps: []workflows.StepOutcome{},
		Prompt: frozen.Plan.Says, Started: d.service.now().UTC()}
	if d.service.RunURL != nil {
		run.Links.Temporal = d.service.RunURL(id, "")
	}
	return run, nil
}

// startable gives the text of the plan that is to be started.
func (d *Desk) startable(ctx context.Context, r StartRequest) ([]byte, error) {
	if r.Workflow == "" {
		return d.source(ctx, r.PlanID, r.Source)
	}
	if r.PlanID != "" || len(r.Source) > 0 {
		return nil, d.invalid("which_plan", "name a workflow or a plan, not both", "nenne einen Arbeitsablauf oder einen Plan, nicht beides")
	}
	w, err := d.version(ctx, r.Workflow, r.Version)
	switch {
	case err != nil:
		return nil, err
	case !w.Enabled:
		return nil, d.conflict("workflow_disabled", "workflow %s is switched off", "der Arbeitsablauf %s ist ausgeschaltet", w.Name)
	}
	return []byte(w.Source), nil
}
