package workflows

import (
	"errors"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/workflows/plan"
)

// errand is one call of an activity, in whichever lane.
type errand struct {
	activity string // its name
	id       string // in Temporal UI
	says     string // what it is for, in words
	step     activities.Step
	timeout  time.Duration // of one attempt
	retry    plan.RetryPolicy
	long     bool // not for the quick lane
}

// send has an errand done: its first attempt in the quick lane, and whatever follows in the visible one.
func (r *run) send(ctx workflow.Context, e errand) (activities.Result, error) {
	if e.long {
		return r.visibly(ctx, e)
	}
	result, err := r.quickly(ctx, e)
	again, wait := retryable(err, e.retry)
	if err == nil || !again || ctx.Err() != nil {
		return result, err
	}
	e.step.NotBefore = workflow.Now(ctx).Add(wait)
	if wait > 0 {
		e.retry.Attempts++ // the visible lane's first attempt only waits
	}
	e.retry.Attempts--
	return r.visibly(ctx, e)
}

// maxQuick is how many quick errands are done in one workflow task: that many look into the ledger for what they did when a task is lost
// and done again.
const maxQuick = 50

// quickly is the quick lane: one attempt, in a local activity. There it costs one event instead of six.
func (r *run) quickly(ctx workflow.Context, e errand) (result activities.Result, err error) {
	if r.quick++; r.quick > maxQuick && r.abreast == 0 {
		r.settle(ctx)
		r.quick = 1
	}
	e.step.Quick = true
	// On a context that nothing cancels: a cancelled local activity isn't waited for, and what it does then would come after the undo.
	ctx, done := workflow.NewDisconnectedContext(ctx)
	defer done()
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: e.timeout,
		RetryPolicy:         &temporal.RetryPolicy{MaximumAttempts: 1},
		Summary:             e.says,
	})
	err = workflow.ExecuteLocalActivity(ctx, e.activity, e.step).Get(ctx, &result)
	return result, err
}

// visibly is the visible lane: a regular activity, of which Temporal UI shows each attempt, the failure and when it is tried again.
func (r *run) visibly(ctx workflow.Context, e errand) (result activities.Result, err error) {
	r.quick = 0
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ActivityID:             e.id,
		StartToCloseTimeout:    e.timeout,
		ScheduleToCloseTimeout: week,
		HeartbeatTimeout:       activities.HeartbeatTimeout,
		WaitForCancellation:    true,
		RetryPolicy:            retryPolicy(e.retry),
		Summary:                e.says,
	})
	err = workflow.ExecuteActivity(ctx, e.activity, e.step).Get(ctx, &result)
	return result, err
}

// settle ends the workflow task, so that all that was decided and done so far is durable before anything follows on it. An undo must not
// stand in one task with what it takes back: if that is lost, the step is done again, finds that it was undone, and all goes
// another way than it did.
func (r *run) settle(ctx workflow.Context) {
	_ = workflow.Sleep(ctx, time.Millisecond) // where the run is cancelled meanwhile, the next step sees it
}

// retryable tells whether a failed attempt is followed by another, and after what pause.
func retryable(err error, p plan.RetryPolicy) (again bool, wait time.Duration) {
	if err == nil || p.Attempts == 1 || temporal.IsCanceledError(err) {
		return false, 0
	}
	if app, ok := errors.AsType[*temporal.ApplicationError](err); ok {
		wait := app.NextRetryDelay()
		if wait == 0 {
			wait = p.First
		}
		return !app.NonRetryable(), wait
	}
	return true, p.First // the time was over, or the worker was lost
}

func retryPolicy(p plan.RetryPolicy) *temporal.RetryPolicy {
	return &temporal.RetryPolicy{InitialInterval: p.First, BackoffCoefficient: 2, MaximumInterval: p.Max, MaximumAttempts: int32(p.Attempts)} //nolint:gosec // Check bounds attempts
}
