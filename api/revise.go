package api

import (
	"context"

	"sayso/workflows/compile/edit"
	"sayso/workflows/plan"
)

// ReviseRequest is a plan and what should be different about it.
type ReviseRequest struct {
	Source   []byte // YAML
	PlanID   string // in place of Source: a plan that a desk keeps
	Ask      string
	Lang     string
	Answers  map[string]string
	Scope    Scope
	Timezone string
}

// Revised is a plan as it would be: its text, what changed in it, and its draft. With questions or errors the text is as it was.
type Revised struct {
	Draft

	Source string `json:"source"`
	Diff   string `json:"diff"`
}

// Revise changes a plan's text as a person asks. It saves nothing and runs nothing.
func (s *Service) Revise(ctx context.Context, r ReviseRequest) (Revised, error) {
	apps := r.Scope.Apps
	if apps == nil {
		var err error
		if apps, err = s.connectedApps(ctx, r.Scope.Sandbox); err != nil {
			return Revised{}, err
		}
	}
	result, err := edit.New(s.Registry, s.Compiler).Edit(ctx, edit.Request{Source: r.Source, Ask: r.Ask, Lang: r.Lang, Connected: apps, Answers: r.Answers,
		Now: s.now(), Timezone: r.Timezone, Plans: s.Plans, Policy: s.Policy})
	if err != nil {
		return Revised{}, err
	}
	d := Draft{Status: result.Status, Lang: result.Lang, Plan: result.Plan, Questions: result.Questions, Problems: result.Problems}
	if d.Plan != nil {
		d.Effects = s.Policy.Preview(s.Registry, d.Plan, d.Lang)
		d.Digest = plan.Digest(d.Plan)
	}
	return Revised{Draft: d.whole(), Source: result.Source, Diff: result.Diff}, nil
}
