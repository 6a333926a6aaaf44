package api

import (
	"context"
	"strconv"

	"sayso/workflows/plan"
)

// SaveRequest is a plan that is to be saved as a workflow. One of PlanID and Source names it.
type SaveRequest struct {
	Name   string // that of the plan; "" for just that
	PlanID string
	Source []byte
	Base   int // the version that was read before it was changed; 0 for a new one
}

// SaveWorkflow saves a plan under its name, as a new version. A workflow that somebody else changed since it was read stays as it is.
func (d *Desk) SaveWorkflow(ctx context.Context, r SaveRequest) (Workflow, error) {
	if err := d.may(WritePlans); err != nil {
		return Workflow{}, err
	}
	source, err := d.source(ctx, r.PlanID, r.Source)
	if err != nil {
		return Workflow{}, err
	}
	p, _ := plan.Parse(source)
	s, err := d.with(ctx, p)
	if err != nil {
		return Workflow{}, err
	}
	draft := s.Check(source)
	if p == nil || plan.HasErrors(draft.Problems) {
		return Workflow{}, d.badPlan(draft)
	}
	if r.Name != "" && r.Name != p.Name {
		return Workflow{}, d.invalid("other_name", "the plan is called %s, not %s", "der Plan heißt %s, nicht %s", p.Name, r.Name)
	}
	w := Workflow{Name: p.Name, Enabled: true, Says: p.Says, Digest: draft.Digest, By: d.caller.by(), At: d.service.now().UTC(), Source: string(source)}
	if w.PlanID, err = d.keep(ctx, source, draft.Digest); err != nil {
		return Workflow{}, err
	}
	if err := d.unchanged(ctx, w.Name, r.Base); err != nil {
		return Workflow{}, err
	}
	if err := d.keptPlan(ctx, p); err != nil {
		return Workflow{}, err
	}
	if err := d.record(ctx, "workflow.save", w.Name, w.Digest, map[string]string{"base": strconv.Itoa(r.Base)}); err != nil {
		return Workflow{}, err
	}
	saved, ok, err := d.service.Workflows.SaveWorkflow(ctx, d.caller.Workspace, w, r.Base)
	if err == nil && !ok {
		err = d.stale(w.Name, r.Base)
	}
	return saved, err
}

// unchanged says that a workflow is at another version than the caller believes, nil where it isn't. The store has the last word; this
// keeps what is refused anyway off the record.
func (d *Desk) unchanged(ctx context.Context, name string, base int) error {
	w, err := d.service.Workflows.Workflow(ctx, d.caller.Workspace, name, 0)
	if err != nil && !isNotFound(err) {
		return err
	}
	if w.Version != base {
		return d.stale(name, base)
	}
	return nil
}

func (d *Desk) stale(name string, base int) error {
	if base == 0 {
		return d.conflict("workflow_exists", "there is a workflow %s already; read it, and change it as you read it",
			"es gibt schon einen Arbeitsablauf %s; lies ihn und ändere ihn, wie du ihn gelesen hast", name)
	}
	return d.conflict("stale_version", "workflow %s was changed, made or deleted since you read it; read it again",
		"der Arbeitsablauf %s wurde geändert, angelegt oder gelöscht, seit du ihn gelesen hast; lies ihn neu", name)
}

func (d *Desk) noWorkflow(name string) error {
	return d.missing("no_workflow", "there is no workflow %s, or not this version", "es gibt keinen Arbeitsablauf %s oder nicht diese Version", name)
}

// Workflows lists the saved workflows by name, without their texts.
func (d *Desk) Workflows(ctx context.Context, p Page) (List[Workflow], error) {
	if err := d.may(ReadPlans); err != nil {
		return List[Workflow]{}, err
	}
	return paged(p, func(after string, limit int) ([]Workflow, error) {
		return d.service.Workflows.Workflows(ctx, d.caller.Workspace, after, limit)
	}, func(w Workflow) string { return w.Name })
}

// Workflow gives the latest version of a workflow.
func (d *Desk) Workflow(ctx context.Context, name string) (Workflow, error) {
	return d.Version(ctx, name, 0)
}

// Version gives a version of a workflow, 0 for the latest.
func (d *Desk) Version(ctx context.Context, name string, version int) (Workflow, error) {
	if err := d.may(ReadPlans); err != nil {
		return Workflow{}, err
	}
	return d.version(ctx, name, version)
}

func (d *Desk) version(ctx context.Context, name string, version int) (Workflow, error) {
	w, err := d.service.Workflows.Workflow(ctx, d.caller.Workspace, name, version)
	if isNotFound(err) {
		return w, d.noWorkflow(name)
	}
	return w, err
}

// Versions lists those of a workflow, latest first, without their texts.
func (d *Desk) Versions(ctx context.Context, name string, p Page) (List[Workflow], error) {
	if _, err := d.Version(ctx, name, 0); err != nil {
		return List[Workflow]{}, err
	}
	return paged(p, func(after string, limit int) ([]Workflow, error) {
		before := 0
		if after != "" {
			var err error
			if before, err = strconv.Atoi(after); err != nil || before < 1 {
				return nil, badCursor()
			}
		}
		return d.service.Workflows.Versions(ctx, d.caller.Workspace, name, before, limit)
	}, func(w Workflow) string { return strconv.Itoa(w.Version) })
}

// Enable switches a workflow on or off. One that is off isn't started.
func (d *Desk) Enable(ctx context.Context, name string, on bool) (Workflow, error) {
	if err := d.may(WritePlans); err != nil {
		return Workflow{}, err
	}
	w, err := d.version(ctx, name, 0)
	if err != nil || w.Enabled == on {
		return w, err
	}
	action := "workflow.enable"
	if !on {
		action = "workflow.disable"
	}
	if err := d.keptSaved(ctx, w); err != nil {
		return Workflow{}, err
	}
	if err := d.record(ctx, action, name, w.Digest, nil); err != nil {
		return Workflow{}, err
	}
	there, err := d.service.Workflows.EnableWorkflow(ctx, d.caller.Workspace, name, on)
	if err == nil && !there {
		err = d.noWorkflow(name)
	}
	w.Enabled = on
	return w, err
}

// DeleteWorkflow forgets a workflow that is at a version. Its runs stay, and so do its versions, for the record.
func (d *Desk) DeleteWorkflow(ctx context.Context, name string, base int) error {
	if err := d.may(WritePlans); err != nil {
		return err
	}
	w, err := d.version(ctx, name, 0)
	switch {
	case err != nil:
		return err
	case w.Version != base:
		return d.stale(name, max(base, 1))
	}
	if err := d.keptSaved(ctx, w); err != nil {
		return err
	}
	if err := d.record(ctx, "workflow.delete", name, w.Digest, nil); err != nil {
		return err
	}
	ok, err := d.service.Workflows.DeleteWorkflow(ctx, d.caller.Workspace, name, base)
	if err == nil && !ok {
		err = d.stale(name, max(base, 1))
	}
	return err
}
