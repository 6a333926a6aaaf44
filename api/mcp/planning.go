package mcp

import (
	"context"
	"fmt"

	"sayso/api"
	"sayso/workflows/compile"
)

// CompileIn is a wish.
type CompileIn struct {
	Wish     string            `json:"wish" jsonschema:"what should happen, in the person's own words, English or German"`
	Answers  map[string]string `json:"answers,omitempty" jsonschema:"answers to questions of the last attempt, by their id"`
	Inputs   map[string]any    `json:"inputs,omitempty" jsonschema:"values of the plan's inputs"`
	Timezone string            `json:"timezone,omitempty" jsonschema:"of the person: Europe/Berlin"`
	Sandbox  bool              `json:"sandbox,omitempty" jsonschema:"simulated apps, nothing outside is reached"`
}

func compilePlanTool() tool[CompileIn, Draft] {
	return tool[CompileIn, Draft]{
		name: "compile_plan", title: "Make a plan", needs: api.ReadPlans, hints: hints{reads: true, again: true, outside: true},
		doc: "Turns a wish into a checked plan and tells what it would do, or asks what is missing. Carries nothing out.",
		do:  compilePlan,
	}
}

// compilePlan also checks the plan for good, so that what the person reads can be started without another call.
func compilePlan(ctx context.Context, c call, in CompileIn) (Draft, error) {
	d, err := c.desk.Compile(ctx, api.CompileRequest{Prompt: in.Wish, Lang: "", Answers: in.Answers, Timezone: in.Timezone, Scope: api.Scope{Sandbox: in.Sandbox}})
	if err != nil || d.Status != compile.StatusPlan {
		return draftOf(d, c.caller.Lang), err
	}
	frozen, err := c.desk.Validate(ctx, api.ValidateRequest{PlanID: d.PlanID, Inputs: in.Inputs, Sandbox: in.Sandbox})
	if err != nil {
		return Draft{}, err
	}
	if frozen.PlanID == "" { // it is a plan all the same, and what is missing is said
		frozen.PlanID, frozen.Status, frozen.Effects = d.PlanID, d.Status, d.Effects
	}
	out := frozenOf(frozen, c.caller.Lang)
	kept, err := c.desk.Plan(ctx, d.PlanID)
	out.Plan = kept.Source
	return out, err
}

// ValidateIn is a plan that was compiled, or one that the assistant wrote.
type ValidateIn struct {
	PlanID  string         `json:"plan_id,omitempty"`
	Plan    string         `json:"plan,omitempty" jsonschema:"YAML, in place of plan_id"`
	Inputs  map[string]any `json:"inputs,omitempty"`
	Sandbox bool           `json:"sandbox,omitempty"`
}

func validatePlanTool() tool[ValidateIn, Draft] {
	return tool[ValidateIn, Draft]{
		name: "validate_plan", title: "Check a plan", needs: api.ReadPlans, hints: hints{reads: true, again: true},
		doc: "Checks a plan, also one that you wrote or changed, with its inputs, accounts and the policy. Gives effects and the digest that start_run takes. " +
			"Read the resource sayso://guide before you write one. Example: name: hello\\nsteps:\\n- {id: post, do: slack.post_message, with: {channel: general, text: Hello}}",
		do: func(ctx context.Context, c call, in ValidateIn) (Draft, error) {
			d, err := c.desk.Validate(ctx, api.ValidateRequest{PlanID: in.PlanID, Source: []byte(in.Plan), Inputs: in.Inputs, Sandbox: in.Sandbox})
			return frozenOf(d, c.caller.Lang), err
		},
	}
}

// SaveIn is a plan that is to be kept as a workflow.
type SaveIn struct {
	PlanID string `json:"plan_id"`
	Base   int    `json:"base_version,omitempty" jsonschema:"the version that you read and changed; 0 for a new workflow"`
}

// Saved is a workflow.
type Saved struct {
	Name    string `json:"name"`
	Version int    `json:"version"`
	PlanID  string `json:"plan_id"`
	Enabled bool   `json:"enabled"`

	lang string
}

func (s Saved) text() string {
	return fmt.Sprintf(say(s.lang, "Workflow %s is saved as version %d.", "Der Arbeitsablauf %s ist als Version %d gespeichert."), s.Name, s.Version)
}

func saveWorkflowTool() tool[SaveIn, Saved] {
	return tool[SaveIn, Saved]{
		name: "save_workflow", title: "Save a workflow", needs: api.WritePlans, hints: hints{again: true},
		doc: "Saves a plan under its name, as a new version. Earlier versions stay.",
		do: func(ctx context.Context, c call, in SaveIn) (Saved, error) {
			w, err := c.desk.SaveWorkflow(ctx, api.SaveRequest{PlanID: in.PlanID, Base: in.Base})
			return Saved{w.Name, w.Version, w.PlanID, w.Enabled, c.caller.Lang}, err
		},
	}
}
