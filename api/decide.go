package api

import (
	"cmp"
	"context"
	"encoding/json"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/converter"

	"sayso/connectors"
	"sayso/workflows"
)

// DecideRequest is a person's decision on what a run asks.
type DecideRequest struct {
	Run    string
	Step   string // "" for whatever the run asks now
	Choice workflows.Choice
	Digest string // of the question that was read; "" to take the question as it stands now
	By     string
	Output json.RawMessage // for Skip
	With   map[string]any  // for Retry: arguments in place of all those that failed
}

// Decide gives a decision to a run that waits for one. A run that doesn't, or asks something else by now, refuses in words. However many
// decide at once, each gets its turn.
func (s *Service) Decide(ctx context.Context, r DecideRequest) error {
	done, err := s.root().deciding.take(ctx)
	if err != nil {
		return err
	}
	defer done()
	if _, err := s.describe(ctx, r.Run); err != nil {
		return err
	}
	if r.Step == "" || r.Digest == "" { // who has the question before them need not have it read again
		if r, err = s.read(ctx, r); err != nil {
			return err
		}
	}
	err = s.tell(ctx, r)
	if connectors.KindOf(err) == connectors.NotFound { // it ended between the question and the decision
		if now, getErr := s.Get(ctx, r.Run); getErr == nil && now.Ended != nil {
			return notWaiting(now)
		}
	}
	return err
}

// read completes a decision on whatever the run asks now, by reading the question.
func (s *Service) read(ctx context.Context, r DecideRequest) (DecideRequest, error) {
	run, err := s.Get(ctx, r.Run)
	if err != nil {
		return r, err
	}
	if run.Question == nil {
		return r, notWaiting(run)
	}
	q := *run.Question
	for _, other := range run.Asked {
		if other.Step == r.Step {
			q = other
		}
	}
	if r.Digest == "" {
		r.Digest = q.Digest
	}
	if r.Step == "" {
		r.Step = q.Step
	}
	return r, nil
}

// tell hands a decision to its run.
func (s *Service) tell(ctx context.Context, r DecideRequest) error {
	handle, err := whenReady(ctx, readyWithin, func(ctx context.Context) (client.WorkflowUpdateHandle, error) {
		return s.Temporal.UpdateWorkflow(ctx, client.UpdateWorkflowOptions{
			WorkflowID: r.Run, UpdateName: workflows.UpdateDecide, WaitForStage: client.WorkflowUpdateStageCompleted,
			Args: []any{workflows.Decision{Step: r.Step, Choice: r.Choice, Digest: r.Digest, By: r.By, Output: r.Output, With: r.With}},
		})
	})
	if err == nil {
		err = handle.Get(ctx, nil)
	}
	if err == nil {
		return nil
	}
	return runError(r.Run, err)
}

func notWaiting(r Run) error {
	return &connectors.Error{Kind: connectors.Conflict, Code: "not_waiting", Message: "run " + r.RunID + " isn't waiting for a decision; it is " + string(r.State)}
}

// Cancel ends a run. What it did is undone, unless keep leaves it standing. It needs no worker: the run hears of it as soon as there is one.
func (s *Service) Cancel(ctx context.Context, id string, keep bool) error {
	info, err := s.describe(ctx, id)
	if err != nil {
		return err
	}
	if run := s.summary(info); run.Ended != nil {
		return &connectors.Error{Kind: connectors.Conflict, Code: "run_over", Message: "run " + id + " is over; it is " + string(run.State)}
	}
	if keep {
		if err := s.Temporal.SignalWorkflow(ctx, id, "", workflows.SignalKeep, nil); err != nil {
			return runError(id, err)
		}
	}
	if err := s.Temporal.CancelWorkflow(ctx, id, ""); err != nil {
		return runError(id, err)
	}
	return nil
}

// Retry does the step anew that a run waits with, or starts the same plan again where the run is over and did not complete. with, where
// it is given, are the arguments for the step in place of all it had; they are checked as a plan's are, and EditedInput shows what they change.
func (s *Service) Retry(ctx context.Context, id string, with map[string]any, by string) (string, error) {
	run, err := s.Get(ctx, id)
	switch {
	case err != nil:
		return "", err
	case run.Ended == nil:
		if err := s.checkArguments(run, with); err != nil {
			return "", err
		}
		return id, s.Decide(ctx, DecideRequest{Run: id, Choice: workflows.Retry, By: by, With: with})
	case with != nil:
		return "", &connectors.Error{Kind: connectors.Invalid, Code: "run_over", Message: "run " + id + " is over; other arguments go into its plan"}
	case run.State == workflows.Completed:
		return "", &connectors.Error{Kind: connectors.Conflict, Code: "completed", Message: "run " + id + " is completed; start its plan again with `sayso run`"}
	case len(run.Done) > 0:
		return "", &connectors.Error{Kind: connectors.Conflict, Code: "still_standing", Message: "run " + id + " left something standing; undo it first, so that nothing is done twice"}
	}
	if h, err := s.heirOf(ctx, run.identity); err != nil || h.Run != "" && !h.Undo {
		return "", cmp.Or(err, takenOver(run.Lang, id, h))
	}
	start, err := s.startOf(ctx, id)
	if err != nil {
		return "", err
	}
	return s.begin(ctx, &start.Frozen, StartOptions{By: by, Approved: start.Approved})
}

// startOf reads a run's input from its history.
func (s *Service) startOf(ctx context.Context, id string) (start workflows.Start, err error) {
	events := s.Temporal.GetWorkflowHistory(ctx, id, "", false, enums.HISTORY_EVENT_FILTER_TYPE_ALL_EVENT)
	first, err := events.Next()
	if err != nil {
		return start, runError(id, err)
	}
	input := first.GetWorkflowExecutionStartedEventAttributes().GetInput()
	return start, converter.GetDefaultDataConverter().FromPayloads(input, &start)
}
