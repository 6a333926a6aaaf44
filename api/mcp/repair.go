package mcp

import (
	"context"
	"fmt"
	"strings"

	"sayso/api"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// RepairIn names a run, and how its plan should be different.
type RepairIn struct {
	RunID   string         `json:"run_id"`
	Change  string         `json:"change,omitempty" jsonschema:"what should be different, in words"`
	Plan    string         `json:"plan,omitempty" jsonschema:"or the corrected plan, YAML"`
	Inputs  map[string]any `json:"inputs,omitempty"`
	Dropped dropped        `json:"dropped,omitempty"`
}

// Repair is what went wrong, and what going on would mean.
type Repair struct {
	State    string    `json:"state"`
	Says     Data      `json:"says,omitempty"`
	PlanID   string    `json:"plan_id"`
	Plan     string    `json:"plan" jsonschema:"YAML, corrected where you asked for it"`
	Diff     string    `json:"diff,omitempty"`
	Digest   string    `json:"digest,omitempty" jsonschema:"what start_run takes, with continues; missing where nothing can be started"`
	Steps    []Then    `json:"steps,omitempty"`
	Undone   []Past    `json:"taken_back,omitempty"`
	Stays    []Past    `json:"stays,omitempty"`
	Problems []Problem `json:"problems,omitempty"`

	run Run
}

// Then is a step of the corrected plan, with what becomes of what was done already.
type Then struct {
	Step string `json:"step"`
	Says string `json:"says"`
	Then string `json:"then,omitempty"`
}

func (r Repair) text() string {
	var b strings.Builder
	b.WriteString(r.run.text() + "\n")
	if r.Diff != "" {
		fmt.Fprintf(&b, "%s\n", r.Diff)
	}
	for i, s := range r.Steps {
		fmt.Fprintf(&b, "%d. %s %s\n", i+1, s.Says, s.Then)
	}
	for _, p := range r.Problems {
		fmt.Fprintf(&b, "! %s: %s %s\n", p.Path, p.Message, p.Fix)
	}
	for _, p := range append(r.Undone, r.Stays...) {
		fmt.Fprintf(&b, "- %s: %s %s\n", p.Step, p.Did, p.Then)
	}
	switch {
	case r.Digest != "":
		fmt.Fprintf(&b, say(r.run.lang, "Digest: %s. start_run with continues goes on after the person's yes.", "Digest: %s. start_run mit continues macht nach dem Ja des Menschen weiter."), r.Digest)
	case len(r.Problems) == 0:
		b.WriteString(say(r.run.lang, "Say with change or plan what should be different. The plan was:\n", "Sage mit change oder plan, was anders sein soll. Der Plan war:\n") + r.Plan)
	}
	return strings.TrimSpace(b.String())
}

func proposeRepairTool() tool[RepairIn, Repair] {
	return tool[RepairIn, Repair]{
		name: "propose_repair", title: "Propose a repair", needs: api.ReadRuns, hints: hints{reads: true, again: true},
		doc: "Shows what went wrong in a run and its plan; with a change, what going on under the corrected plan would keep, undo and do. Changes nothing.",
		do:  propose,
	}
}

func propose(ctx context.Context, c call, in RepairIn) (Repair, error) {
	run, err := c.desk.Run(ctx, in.RunID)
	if err != nil {
		return Repair{}, err
	}
	was, err := c.desk.PlanOf(ctx, in.RunID)
	if err != nil {
		return Repair{}, err
	}
	out := Repair{State: string(run.State), Says: Data(run.Says), run: runOf(run, c.caller.Lang), PlanID: was.ID, Plan: was.Source}
	switch {
	case in.Plan != "":
		out.PlanID, out.Plan = "", in.Plan
	case in.Change != "":
		if more, err := out.revise(ctx, c, in); err != nil || !more {
			return out, err
		}
	default:
		return out, nil
	}
	return out, out.foresee(ctx, c, in)
}

// revise changes the plan as the words say. more is false where that doesn't give a plan.
func (r *Repair) revise(ctx context.Context, c call, in RepairIn) (more bool, err error) {
	revised, err := c.desk.Revise(ctx, api.ReviseRequest{PlanID: r.PlanID, Ask: in.Change, Lang: r.run.lang})
	if err != nil {
		return false, err
	}
	r.Plan, r.Diff, r.PlanID, r.Problems = revised.Source, revised.Diff, revised.PlanID, problemsOf(revised.Problems, r.run.lang)
	for _, q := range revised.Questions {
		r.Problems = append(r.Problems, Problem{Code: "question", Severity: string(plan.Error), Path: q.ID, Message: q.Ask, Fix: strings.Join(q.Options, ", ")})
	}
	return r.PlanID != "", nil
}

// foresee fills in what going on with the run under the plan would mean.
func (r *Repair) foresee(ctx context.Context, c call, in RepairIn) error {
	change, err := c.desk.RepairPreview(ctx, api.RepairRequest{Run: in.RunID, Source: []byte(r.Plan), Inputs: in.Inputs, Dropped: workflows.Dropped(in.Dropped)})
	if err != nil {
		return err
	}
	for _, s := range change.Steps {
		r.Steps = append(r.Steps, Then{s.Step, s.Says, s.Then})
	}
	r.Undone, r.Stays, r.Problems = append(pastOf(change.Dropped), pastOf(change.Unreached)...), pastOf(change.Stands), problemsOf(change.Problems, r.run.lang)
	if plan.HasErrors(change.Problems) {
		return nil
	}
	r.Digest, r.PlanID = change.Digest, change.PlanID
	return nil
}
