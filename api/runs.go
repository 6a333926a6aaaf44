package api

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"
	"time"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
)

// Run is what is known of a run: the contract of `run --json`.
type Run struct {
	RunID string          `json:"run_id"`
	Plan  string          `json:"plan"`
	Lang  string          `json:"lang,omitempty"`
	State workflows.State `json:"state"`
	Says  string          `json:"says"`

	Steps    []workflows.StepOutcome `json:"steps"`
	Paused   []string                `json:"paused,omitempty"` // the paused connections that it waits for
	Question *workflows.Question     `json:"question,omitempty"`
	Asked    []workflows.Question    `json:"asked,omitempty"`
	Outputs  map[string]any          `json:"outputs,omitempty"`
	Failure  *activities.Failure     `json:"failure,omitempty"`
	Done     []workflows.Done        `json:"-"` // what could be undone
	Links    Links                   `json:"links"`
	Prompt   string                  `json:"prompt,omitempty"`
	Started  time.Time               `json:"started"`
	Ended    *time.Time              `json:"ended,omitempty"`

	identity activities.Identity // of its effects
}

// Links say where more is to be seen.
type Links struct {
	Temporal string `json:"temporal"`
	Console  string `json:"console,omitempty"`
}

// Over reports whether nothing more will happen by itself: the run ended, or it waits for a person.
func (r Run) Over() bool { return r.State != workflows.Running }

// Files lists the files that the run's steps made.
func (r Run) Files() (list []connectors.File) {
	for _, step := range r.Steps {
		var fields map[string]json.RawMessage
		if json.Unmarshal(step.Output, &fields) != nil {
			continue
		}
		for _, name := range slices.Sorted(maps.Keys(fields)) {
			var f connectors.File
			if json.Unmarshal(fields[name], &f) == nil && strings.HasPrefix(f.Ref, "sha256:") && f.Name != "" {
				list = append(list, f)
			}
		}
	}
	return list
}

// Get tells how a run stands.
func (s *Service) Get(ctx context.Context, id string) (Run, error) {
	info, err := s.describe(ctx, id)
	if err != nil {
		return Run{}, err
	}
	run := s.summary(info)
	outcome, err := s.outcome(ctx, id, info.GetStatus())
	if err != nil {
		return run, runError(id, err)
	}
	if outcome.State != "" {
		run.State = outcome.State
	}
	if run.Ended == nil && run.State != workflows.Running && run.State != workflows.Parked { // it ended between the two questions
		if info, err = s.describe(ctx, id); err != nil {
			return run, err
		}
		run.Ended = s.summary(info).Ended
	}
	run.Lang, run.Says, run.Steps, run.Question = outcome.Lang, outcome.Says, outcome.Steps, outcome.Question
	run.Asked, run.Outputs, run.Failure, run.Done = outcome.Asked, outcome.Outputs, outcome.Failure, outcome.Done
	return run, nil
}

// outcome asks a run that goes on, and reads the result of one that ended.
func (s *Service) outcome(ctx context.Context, id string, status enums.WorkflowExecutionStatus) (o workflows.Outcome, err error) {
	if status == enums.WORKFLOW_EXECUTION_STATUS_RUNNING {
		value, err := whenReady(ctx, readyWithin, func(ctx context.Context) (converter.EncodedValue, error) {
			return s.Temporal.QueryWorkflow(ctx, id, "", workflows.QueryView)
		})
		if err != nil {
			return o, err
		}
		return o, value.Get(&o)
	}
	err = s.Temporal.GetWorkflow(ctx, id, "").Get(ctx, &o)
	var app *temporal.ApplicationError
	var cancelled *temporal.CanceledError
	var terminated *temporal.TerminatedError
	switch {
	case err == nil:
		return o, nil
	case errors.As(err, &app):
		if app.HasDetails() && app.Details(&o) == nil && o.State != "" {
			return o, nil
		}
		return workflows.Outcome{State: workflows.Failed, Says: app.Message()}, nil
	case errors.As(err, &cancelled):
		if cancelled.HasDetails() && cancelled.Details(&o) == nil {
			return o, nil
		}
		return workflows.Outcome{State: workflows.Undone}, nil
	case errors.As(err, &terminated):
		return workflows.Outcome{State: workflows.Failed, Says: "Somebody ended the run in Temporal; nothing was undone."}, nil
	}
	return o, err
}

// summary is what Temporal itself knows of a run.
func (s *Service) summary(info *workflow.WorkflowExecutionInfo) Run {
	e := info.GetExecution()
	r := Run{identity: activities.Identity{Namespace: s.Namespace, Workflow: e.GetWorkflowId(), FirstRun: info.GetFirstRunId()}, RunID: e.GetWorkflowId(), Plan: info.GetType().GetName(), Started: info.GetStartTime().AsTime(), Steps: []workflows.StepOutcome{}}
	if t := info.GetCloseTime(); t != nil {
		ended := t.AsTime()
		r.Ended = &ended
	}
	if p := info.GetMemo().GetFields()[memoSays]; p != nil {
		_ = converter.GetDefaultDataConverter().FromPayload(p, &r.Prompt) // without it the run has no prompt to show
	}
	if p := info.GetMemo().GetFields()[memoBegun]; p != nil { // the start time is that of the latest continuation
		_ = converter.GetDefaultDataConverter().FromPayload(p, &r.Started)
	}
	if s.RunURL != nil {
		r.Links.Temporal = s.RunURL(e.GetWorkflowId(), e.GetRunId())
	}
	r.State = workflows.Running
	if p := info.GetSearchAttributes().GetIndexedFields()[workflows.SearchState.GetName()]; p != nil {
		_ = converter.GetDefaultDataConverter().FromPayload(p, &r.State) // as above
	}
	if p := info.GetSearchAttributes().GetIndexedFields()[workflows.SearchPaused.GetName()]; p != nil && r.Ended == nil {
		_ = converter.GetDefaultDataConverter().FromPayload(p, &r.Paused) // as above
	}
	if info.GetStatus() == enums.WORKFLOW_EXECUTION_STATUS_COMPLETED {
		r.State = workflows.Completed
	} else if info.GetStatus() != enums.WORKFLOW_EXECUTION_STATUS_RUNNING && !slices.Contains([]workflows.State{workflows.Undone, workflows.Denied}, r.State) {
		r.State = workflows.Failed
	}
	return r
}

// List gives the latest runs, newest first, without their steps.
func (s *Service) List(ctx context.Context, limit int) ([]Run, error) {
	list, limit := []Run{}, max(limit, 0)
	var page []byte
	for len(list) < limit {
		some, next, err := s.page(ctx, RunFilter{}, min(limit, 500), page)
		if err != nil {
			return nil, err
		}
		if list, page = append(list, some...), next; len(page) == 0 {
			break
		}
	}
	return list[:min(limit, len(list))], nil
}

// Watch calls each with how a run stands, whenever that changes, until it is over or ctx ends. It gives the last state.
func (s *Service) Watch(ctx context.Context, id string, pause time.Duration, each func(Run)) (Run, error) {
	ended := make(chan struct{})
	waiting, enough := context.WithCancel(ctx)
	defer enough()
	go func() { // so that the end is known at once, without asking for it over and over
		_ = s.Temporal.GetWorkflow(waiting, id, "").Get(waiting, nil) // the outcome is read below
		close(ended)
	}()
	tick := time.NewTicker(pause)
	defer tick.Stop()
	for {
		run, err := s.Get(ctx, id)
		if err != nil {
			return run, err
		}
		each(run)
		if run.Over() {
			return run, nil
		}
		select {
		case <-ctx.Done():
			return run, ctx.Err()
		case <-ended:
		case <-tick.C:
		}
	}
}

// runError names the run that an error is about.
func runError(id string, err error) error {
	e := engineError(err)
	if connectors.KindOf(e) == connectors.NotFound {
		return noRun(id, err)
	}
	return e
}

func noRun(id string, cause error) error {
	return &connectors.Error{Kind: connectors.NotFound, Code: "no_run", Message: "there is no run " + id + "; `sayso runs` lists them", Err: cause}
}
