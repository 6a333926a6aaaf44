package api

import (
	"context"
	"time"

	"sayso/workflows/plan"
)

// StoredPlan is a plan's text as it was compiled or checked. It is named by its content, so that it never changes.
type StoredPlan struct {
	ID     string    `json:"id"`     // "plan_" and the hash of the text
	Source string    `json:"source"` // YAML
	Digest string    `json:"digest"` // of the plan's meaning; what is started has a digest of its own, which covers inputs and connections too
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Workflow is a plan that was saved under its name. Each change makes a version.
type Workflow struct {
	Name    string    `json:"name"`
	Version int       `json:"version"` // from 1
	Enabled bool      `json:"enabled"`
	Says    string    `json:"says,omitempty"`
	PlanID  string    `json:"plan_id"`
	Digest  string    `json:"digest"` // of the plan's meaning
	By      string    `json:"by"`     // who made this version
	At      time.Time `json:"at"`
	Source  string    `json:"source,omitempty"` // YAML; left out of lists
}

// PlanStore keeps the plans of workspaces.
type PlanStore interface {
	// KeepPlan keeps a plan; one of the same id stays as it is.
	KeepPlan(ctx context.Context, workspace string, p StoredPlan) error
	// Plan reads one; an unknown id is an error of kind NotFound.
	Plan(ctx context.Context, workspace, id string) (StoredPlan, error)
}

// WorkflowStore keeps the workflows of workspaces.
type WorkflowStore interface {
	// SaveWorkflow writes the next version of a workflow that is at version base, 0 for one that isn't there, and gives it as it is then.
	// Where it is at another version, ok is false.
	SaveWorkflow(ctx context.Context, workspace string, w Workflow, base int) (saved Workflow, ok bool, err error)
	// Workflow reads a version, 0 for the latest; an unknown one is an error of kind NotFound.
	Workflow(ctx context.Context, workspace, name string, version int) (Workflow, error)
	// Workflows lists the latest versions by name, those after a name.
	Workflows(ctx context.Context, workspace, after string, limit int) ([]Workflow, error)
	// Versions lists those of a workflow, latest first, those before a version (0: all).
	Versions(ctx context.Context, workspace, name string, before, limit int) ([]Workflow, error)
	// EnableWorkflow switches one on or off, and reports whether it is there.
	EnableWorkflow(ctx context.Context, workspace, name string, on bool) (bool, error)
	// DeleteWorkflow forgets one that is at version base, and keeps its versions for the record. Where it is at another, ok is false.
	DeleteWorkflow(ctx context.Context, workspace, name string, base int) (ok bool, err error)
}

// called reads the workflows of a workspace that a plan's run steps call, and those that these call, by name. What isn't there is left
// out; whoever calls it is told that there is no such plan.
func (s *Service) called(ctx context.Context, p *plan.Plan) (map[string]*plan.Plan, error) {
	plans := map[string]*plan.Plan{}
	if p == nil || s.Workflows == nil {
		return plans, nil
	}
	for open := p.Calls(); len(open) > 0 && len(plans) < maxCalled; {
		name := open[0]
		open = open[1:]
		if plans[name] != nil {
			continue
		}
		w, err := s.Workflows.Workflow(ctx, s.workspace(), name, 0)
		if isNotFound(err) {
			continue
		}
		if err != nil {
			return nil, err
		}
		if one, problems := plan.Parse([]byte(w.Source)); one != nil && !plan.HasErrors(problems) {
			plans[name] = one
			open = append(open, one.Calls()...)
		}
	}
	return plans, nil
}

// maxCalled bounds what is read for one plan.
const maxCalled = 200
