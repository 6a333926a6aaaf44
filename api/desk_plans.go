package api

import (
	"context"
	"crypto/sha256"
	"encoding/base32"
	"strings"

	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// ValidateRequest is a plan that is to be checked with all that a run of it would have. One of PlanID and Source names it.
type ValidateRequest struct {
	PlanID  string
	Source  []byte // YAML or JSON
	Inputs  map[string]any
	Sandbox bool
}

// Compile turns a prompt into a plan, which is kept, or into questions. Its digest is the plan's; what is started has one of its own, which
// Validate gives.
func (d *Desk) Compile(ctx context.Context, r CompileRequest) (Draft, error) {
	if err := d.may(ReadPlans); err != nil {
		return Draft{}, err
	}
	s, err := d.with(ctx, nil)
	if err != nil {
		return Draft{}, err
	}
	draft, err := s.Compile(ctx, r)
	if err != nil || draft.Status != compile.StatusPlan {
		return draft, err
	}
	return d.kept(ctx, draft)
}

// Validate checks a plan together with its inputs, the connections that it would act through and the policy. The digest of a good one is what
// Start takes. A good plan is kept.
func (d *Desk) Validate(ctx context.Context, r ValidateRequest) (Draft, error) {
	if err := d.may(ReadPlans); err != nil {
		return Draft{}, err
	}
	source, err := d.source(ctx, r.PlanID, r.Source)
	if err != nil {
		return Draft{}, err
	}
	draft, _, err := d.freeze(ctx, source, r.Inputs, r.Sandbox)
	return draft, err
}

// Revise changes a plan's text as a person asks, and keeps what comes of it.
func (d *Desk) Revise(ctx context.Context, r ReviseRequest) (Revised, error) {
	if err := d.may(ReadPlans); err != nil {
		return Revised{}, err
	}
	source, err := d.source(ctx, r.PlanID, r.Source)
	if err != nil {
		return Revised{}, err
	}
	r.Source = source
	p, _ := plan.Parse(source)
	s, err := d.with(ctx, p)
	if err != nil {
		return Revised{}, err
	}
	revised, err := s.Revise(ctx, r)
	if err != nil || revised.Status != compile.StatusPlan {
		return revised, err
	}
	revised.PlanID, err = d.keep(ctx, []byte(revised.Source), revised.Digest)
	return revised, err
}

// Plan gives a plan that was compiled or checked.
func (d *Desk) Plan(ctx context.Context, id string) (StoredPlan, error) {
	if err := d.may(ReadPlans); err != nil {
		return StoredPlan{}, err
	}
	return d.plan(ctx, id)
}

// PlanOf gives the plan that a run carries out, as it was frozen, and keeps it.
func (d *Desk) PlanOf(ctx context.Context, run string) (StoredPlan, error) {
	if err := d.may(ReadRuns); err != nil {
		return StoredPlan{}, err
	}
	if _, err := d.service.describe(ctx, run); err != nil {
		return StoredPlan{}, err
	}
	start, err := d.service.startOf(ctx, run)
	if err != nil {
		return StoredPlan{}, err
	}
	text, err := plan.Marshal(&start.Frozen.Plan)
	if err != nil {
		return StoredPlan{}, err
	}
	id, err := d.keep(ctx, text, plan.Digest(&start.Frozen.Plan))
	if err != nil {
		return StoredPlan{}, err
	}
	return d.plan(ctx, id)
}

func (d *Desk) plan(ctx context.Context, id string) (StoredPlan, error) {
	p, err := d.service.Library.Plan(ctx, d.caller.Workspace, id)
	if isNotFound(err) {
		return p, d.missing("no_plan", "there is no plan %s", "es gibt keinen Plan %s", id)
	}
	return p, err
}

// source gives the text of a plan that is named in one of two ways.
func (d *Desk) source(ctx context.Context, id string, text []byte) ([]byte, error) {
	switch {
	case (id == "") == (len(text) == 0):
		return nil, d.invalid("which_plan", "name the plan by its id, or give its text", "nenne die Kennung des Plans oder gib seinen Text an")
	case id == "":
		return text, nil
	}
	p, err := d.plan(ctx, id)
	return []byte(p.Source), err
}

// freeze checks a plan's text for good. The frozen plan is nil where it has problems that are errors; a good one is kept.
func (d *Desk) freeze(ctx context.Context, source []byte, inputs map[string]any, inSandbox bool) (Draft, *plan.Frozen, error) {
	p, problems := plan.Parse(source)
	s, err := d.with(ctx, p)
	if err != nil {
		return Draft{}, nil, err
	}
	if p == nil || plan.HasErrors(problems) {
		return s.Draft(p, problems), nil, nil
	}
	frozen, found, err := s.Freeze(ctx, p, inputs, Scope{Sandbox: inSandbox})
	if err != nil {
		return Draft{}, nil, err
	}
	draft := s.Draft(p, append(problems, found...))
	if frozen == nil {
		return draft, nil, nil
	}
	if draft.PlanID, err = d.keep(ctx, source, plan.Digest(p)); err != nil {
		return draft, nil, err
	}
	draft.Effects, draft.Digest = frozen.Preview(draft.Lang), frozen.Digest
	return draft, frozen, nil
}

// kept keeps a draft's plan.
func (d *Desk) kept(ctx context.Context, draft Draft) (Draft, error) {
	text, err := plan.Marshal(draft.Plan)
	if err != nil {
		return draft, err
	}
	draft.PlanID, err = d.keep(ctx, text, draft.Digest)
	return draft, err
}

func (d *Desk) keep(ctx context.Context, source []byte, digest string) (id string, err error) {
	p := StoredPlan{ID: planID(source), Source: string(source), Digest: digest, By: d.caller.by(), At: d.service.now().UTC()}
	return p.ID, d.service.Library.KeepPlan(ctx, d.caller.Workspace, p)
}

// planID names a plan by its text.
func planID(source []byte) string {
	sum := sha256.Sum256(source)
	return "plan_" + strings.ToLower(base32.StdEncoding.EncodeToString(sum[:15]))
}
