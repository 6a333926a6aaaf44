package api

import (
	"context"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// Scope says which connections a plan may use.
type Scope struct {
	Sandbox bool     // those of the sandbox, and no others
	Apps    []string // only these apps; nil for all
}

// CompileRequest is a prompt and what is known of its author.
type CompileRequest struct {
	Prompt   string
	Lang     string
	Answers  map[string]string
	Scope    Scope
	Timezone string
	Planner  Planner
}

// Planner says what makes a plan of a prompt.
type Planner string

// The planners.
const (
	PlannerAuto     Planner = "auto"     // a model where one is set up, else the embedded compiler; so is ""
	PlannerEmbedded Planner = "embedded" // the embedded compiler, without a network
	PlannerModel    Planner = "llm"      // a model
)

// compiler gives the one that a request is for.
func (s *Service) compiler(p Planner) (compile.Compiler, error) {
	switch p {
	case "", PlannerAuto:
		if s.Model != nil {
			return s.Model, nil
		}
		return s.Compiler, nil
	case PlannerEmbedded:
		return s.Compiler, nil
	case PlannerModel:
		if s.Model == nil {
			return nil, connectors.Errorf(connectors.Invalid, "no model is set up; SAYSO_LLM_MODEL names one, and SAYSO_LLM_BASE_URL and SAYSO_LLM_KEY say where it is and open it")
		}
		return s.Model, nil
	}
	return nil, connectors.Errorf(connectors.Invalid, "%q is not a planner; there are: auto, embedded, llm", p)
}

// Draft is what came of a prompt or of a plan's text: the contract of `plan --json`.
type Draft struct {
	Status    compile.Status     `json:"status"`
	PlanID    string             `json:"plan_id,omitempty"` // under which a desk keeps it
	Lang      string             `json:"lang,omitempty"`
	Plan      *plan.Plan         `json:"plan,omitempty"`
	Questions []compile.Question `json:"questions"`
	Problems  []plan.Problem     `json:"problems"`
	Effects   []plan.EffectLine  `json:"effects"`
	Digest    string             `json:"digest,omitempty"`
	Why       []compile.Origin   `json:"why,omitempty"`
	Model     *compile.Usage     `json:"model,omitempty"` // what asking a model took; nil where none was asked
}

// Compile turns a prompt into a checked plan with its effects, or into questions. It changes nothing and needs no engine.
func (s *Service) Compile(ctx context.Context, r CompileRequest) (Draft, error) {
	compiler, err := s.compiler(r.Planner)
	if err != nil {
		return Draft{}, err
	}
	apps := r.Scope.Apps
	if apps == nil {
		if apps, err = s.connectedApps(ctx, r.Scope.Sandbox); err != nil {
			return Draft{}, err
		}
	}
	result, err := compiler.Compile(ctx, compile.Request{Prompt: r.Prompt, Lang: r.Lang, Connected: apps, Answers: r.Answers,
		Now: s.now(), Timezone: r.Timezone})
	if err != nil {
		return Draft{}, err
	}
	d := Draft{Status: result.Status, Lang: result.Lang, Plan: result.Plan, Questions: result.Questions, Problems: result.Problems, Why: result.Why,
		Model: result.Model}
	s.forbid(&d)
	if d.Plan != nil {
		d.Effects = s.Policy.Preview(s.Registry, d.Plan, d.Lang)
		if d.Status == compile.StatusPlan {
			d.Digest = plan.Digest(d.Plan)
		}
	}
	return d.whole(), nil
}

// forbid notes what the policy denies of a plan that was compiled, for a compiler knows no policy.
func (s *Service) forbid(d *Draft) {
	if s.Policy == nil || d.Plan == nil || d.Status != compile.StatusPlan {
		return
	}
	for _, p := range plan.Check(s.Registry, d.Plan, plan.CheckOptions{Language: d.Lang, Plans: s.Plans, Policy: s.Policy}) {
		if p.Code == plan.CodePolicy {
			d.Problems, d.Status = append(d.Problems, p), compile.StatusUnsupported
		}
	}
}

// Check reads a plan's text and checks it.
func (s *Service) Check(text []byte) Draft {
	p, problems := plan.Parse(text)
	if p != nil && !plan.HasErrors(problems) {
		problems = append(problems, plan.Check(s.Registry, p, plan.CheckOptions{Plans: s.Plans, Policy: s.Policy})...)
	}
	return s.Draft(p, problems)
}

// Draft puts a plan and what was found wrong with it together with its effects.
func (s *Service) Draft(p *plan.Plan, problems []plan.Problem) Draft {
	d := Draft{Status: compile.StatusPlan, Plan: p, Problems: problems}
	if p != nil {
		d.Lang = p.Language
	}
	if p == nil || plan.HasErrors(problems) {
		d.Status = compile.StatusUnsupported
		return d.whole()
	}
	d.Effects = s.Policy.Preview(s.Registry, p, p.Language)
	d.Digest = plan.Digest(p)
	return d.whole()
}

// whole makes empty lists of missing ones, for programs that read the JSON.
func (d Draft) whole() Draft {
	if d.Questions == nil {
		d.Questions = []compile.Question{}
	}
	if d.Problems == nil {
		d.Problems = []plan.Problem{}
	}
	if d.Effects == nil {
		d.Effects = []plan.EffectLine{}
	}
	return d
}

// connectedApps lists the apps that a prompt may mean: the connected ones, or all where nothing is connected yet, so that a first plan
// can be read before anything is.
func (s *Service) connectedApps(ctx context.Context, inSandbox bool) ([]string, error) {
	known, err := s.Vault.Known(ctx, s.workspace(), inSandbox)
	if err != nil {
		return nil, err
	}
	var apps []string
	made := inSandbox
	for _, k := range known {
		apps = append(apps, k.App)
		made = made || !k.given
	}
	if !made {
		return nil, nil
	}
	return apps, nil
}
