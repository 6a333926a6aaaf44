package workflows

import (
	"encoding/json"
	"slices"
	"time"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/workflows/plan"
)

// recover takes back what was done, latest first, on a context that a cancellation of the run doesn't reach. It gives the stop with
// the state that came of it.
func (r *run) recover(ctx workflow.Context, halt *stop) *stop {
	if halt.keep {
		halt.state = Failed
		return halt
	}
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	var standing []Done
	for len(r.done) > 0 {
		last := r.done[len(r.done)-1]
		if !r.takeBack(ctx, last) {
			standing = append(standing, last)
		}
		r.done = r.done[:len(r.done)-1]
	}
	slices.Reverse(standing)
	r.done = standing
	if (len(standing) > 0 || r.pivoted != "") && halt.state == Undone {
		halt.state = Failed
	}
	return halt
}

// takeBack undoes one effect. Where that fails for good it asks a person; false means that it is left standing.
func (r *run) takeBack(ctx workflow.Context, d Done) bool {
	for {
		result, err := r.undo(ctx, d)
		if err == nil && result.Nothing {
			return true
		}
		if err == nil {
			r.undone = append(r.undone, r.sayTakenBack(d))
			r.mark(ctx, d.Index, StepUndone)
			return true
		}
		f := activities.FailureOf(err)
		r.fail(ctx, d.Index, StepStanding, f)
		decision := r.ask(ctx, Question{
			Step: r.steps[d.Index].ID, Kind: AskUndoFailed, Says: r.sayUndoFailed(d, f), Choices: []Choice{Retry, Skip, Stop},
		}, 0)
		if decision == nil || decision.Choice != Retry {
			return false
		}
	}
}

// undo runs the activity that takes an effect back: the action's own undo, or the action that the plan names instead.
func (r *run) undo(ctx workflow.Context, d Done) (result activities.Result, err error) {
	name, step := activities.UndoPrefix+d.Action, d.Step
	if u := r.start.Frozen.Plan.Steps[d.Index].Undo; u != nil && u.Do != "" {
		with, err := r.arguments(u.With)
		if err != nil {
			return result, err
		}
		name, step.Path = u.Do, step.Path+"/undo"
		if step.With, err = json.Marshal(with); err != nil {
			return result, err
		}
		f := r.start.Frozen.Steps[d.Index]
		step.Connection, step.Account = f.UndoConnection, f.UndoIdentity
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ActivityID:             d.Path + "/undo",
		StartToCloseTimeout:    max(r.start.Frozen.Steps[d.Index].Timeout, time.Minute),
		ScheduleToCloseTimeout: week,
		HeartbeatTimeout:       activities.HeartbeatTimeout,
		RetryPolicy:            retryPolicy(undoRetry),
		Summary:                r.sayUndoing(d),
	})
	err = workflow.ExecuteActivity(ctx, name, step).Get(ctx, &result)
	return result, err
}

// undoRetry is more patient than a step's own policy: giving up leaves something standing.
var undoRetry = plan.RetryPolicy{Attempts: 10, First: time.Second, Max: time.Minute}
