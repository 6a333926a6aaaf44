package rest

import (
	"context"
	"net/http"

	"sayso/api"
	"sayso/connectors"
)

type planPath struct {
	ID string `in:"path" name:"id" doc:"of the plan"`
}

type compileBody struct {
	Prompt   string            `json:"prompt,omitempty" jsonschema:"what should happen, in English or German; this or source"`
	Source   string            `json:"source,omitempty" jsonschema:"a plan's text, YAML or JSON; this or prompt"`
	Answers  map[string]string `json:"answers,omitempty" jsonschema:"answers to the questions of an earlier attempt, by their id"`
	Inputs   map[string]any    `json:"inputs,omitempty" jsonschema:"of a source: what a run would be given"`
	Sandbox  bool              `json:"sandbox,omitempty" jsonschema:"use the simulated apps and no others"`
	Apps     []string          `json:"apps,omitempty" jsonschema:"of a prompt: the apps that it may mean; all connected ones where it is left out"`
	Lang     string            `json:"lang,omitempty" jsonschema:"en or de, where the prompt doesn't tell"`
	Timezone string            `json:"timezone,omitempty" jsonschema:"what the prompt's times are in, Europe/Berlin; UTC where it is left out"`
	Planner  string            `json:"planner,omitempty" jsonschema:"auto, embedded or llm"`
}

type compileIn struct {
	Body compileBody
}

type validateBody struct {
	Inputs  map[string]any `json:"inputs,omitempty" jsonschema:"what the run will be given"`
	Sandbox bool           `json:"sandbox,omitempty" jsonschema:"use the simulated apps and no others"`
}

type validateIn struct {
	ID   string       `in:"path" name:"id" doc:"of the plan"`
	Body validateBody `optional:"yes"`
}

type reviseBody struct {
	Ask      string            `json:"ask" jsonschema:"what should be different: also tell #ops, every Monday at 9"`
	Answers  map[string]string `json:"answers,omitempty" jsonschema:"answers to the questions of an earlier attempt, by their id"`
	Sandbox  bool              `json:"sandbox,omitempty" jsonschema:"use the simulated apps and no others"`
	Lang     string            `json:"lang,omitempty" jsonschema:"en or de, where the words don't tell"`
	Timezone string            `json:"timezone,omitempty" jsonschema:"what times are in, Europe/Berlin; UTC where it is left out"`
}

type reviseIn struct {
	ID   string `in:"path" name:"id" doc:"of the plan"`
	Body reviseBody
}

// storedPlan never changes, so its id is all that its ETag needs.
type storedPlan struct{ api.StoredPlan }

func (p storedPlan) etag() string { return `"` + p.ID + `"` }

func planRoutes() []route {
	return grouped("Plans",
		on(http.MethodPost, "/v1/plans", "create_plan", "Turn a prompt into a plan, or check a plan's text. It changes nothing; a good plan is kept under its plan_id.",
			http.StatusOK, needs(api.ReadPlans), createPlan),
		on(http.MethodGet, "/v1/plans/:id", "get_plan", "A plan's text.", http.StatusOK, needs(api.ReadPlans),
			func(ctx context.Context, d *api.Desk, in planPath) (storedPlan, error) {
				p, err := d.Plan(ctx, in.ID)
				return storedPlan{p}, err
			}),
		on(http.MethodPost, "/v1/plans/:id/validate", "validate_plan",
			"Check a plan with its inputs, connections and the policy. The digest of the answer is what a run is started with.",
			http.StatusOK, needs(api.ReadPlans), func(ctx context.Context, d *api.Desk, in validateIn) (api.Draft, error) {
				return d.Validate(ctx, api.ValidateRequest{PlanID: in.ID, Inputs: in.Body.Inputs, Sandbox: in.Body.Sandbox})
			}),
		on(http.MethodPost, "/v1/plans/:id/revise", "revise_plan", "Change a plan by talking. The answer has the new text and what changed.",
			http.StatusOK, needs(api.ReadPlans), func(ctx context.Context, d *api.Desk, in reviseIn) (api.Revised, error) {
				return d.Revise(ctx, api.ReviseRequest{PlanID: in.ID, Ask: in.Body.Ask, Answers: in.Body.Answers, Lang: in.Body.Lang,
					Timezone: in.Body.Timezone, Scope: api.Scope{Sandbox: in.Body.Sandbox}})
			}),
	)
}

func createPlan(ctx context.Context, d *api.Desk, in compileIn) (api.Draft, error) {
	b := in.Body
	switch {
	case (b.Prompt == "") == (b.Source == ""):
		return api.Draft{}, &connectors.Error{Kind: connectors.Invalid, Code: "which_plan", Message: "give a prompt or a plan's source, and not both"}
	case b.Source != "":
		return d.Validate(ctx, api.ValidateRequest{Source: []byte(b.Source), Inputs: b.Inputs, Sandbox: b.Sandbox})
	}
	return d.Compile(ctx, api.CompileRequest{Prompt: b.Prompt, Lang: b.Lang, Answers: b.Answers, Timezone: b.Timezone,
		Planner: api.Planner(b.Planner), Scope: api.Scope{Sandbox: b.Sandbox, Apps: b.Apps}})
}
