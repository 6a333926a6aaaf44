package workflows

import (
	"encoding/json"
	"errors"
	"strconv"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// carryOut runs the step's activity. What must be undone is pushed before the call, for a lost answer must not be a lost undo.
func (r *run) carryOut(ctx workflow.Context, f frame, n *node, with map[string]any) (activities.Result, error) {
	raw, err := json.Marshal(with)
	if err != nil {
		return activities.Result{}, err
	}
	path := f.at(n)
	epoch := r.epochs[path]
	step := activities.Step{Identity: r.identity(path, epoch), Connection: n.frozen.Connection, Account: n.frozen.Identity,
		With: raw, Lang: r.lang, Says: n.outcome.Says}
	if n.frozen.Effect == connectors.Write && n.frozen.CanUndo && !n.keeps() {
		r.push(Done{Path: path, Epoch: epoch, Node: n.index})
	}
	id := path
	if epoch > 0 {
		id += "#" + strconv.Itoa(epoch+1)
	}
	policy := n.frozen.Retry
	if n.quick() {
		result, err := r.quickly(ctx, n, step)
		again, wait := retryable(err, policy)
		if err == nil || !again || ctx.Err() != nil {
			return result, err
		}
		step.NotBefore = workflow.Now(ctx).Add(wait)
		if wait > 0 {
			policy.Attempts++ // the visible lane's first attempt only waits
		}
		policy.Attempts--
	}
	return r.visibly(ctx, n, id, step, policy)
}

// quick reports whether the step's first attempt is made within the workflow task: there it costs one event instead of six.
func (n *node) quick() bool { return !n.frozen.Long }

// quickly is the quick lane: one attempt, in a local activity.
func (r *run) quickly(ctx workflow.Context, n *node, step activities.Step) (result activities.Result, err error) {
	step.Quick = true
	// On a context that nothing cancels: a cancelled local activity isn't waited for, and what it does then would come after the undo.
	ctx, done := workflow.NewDisconnectedContext(ctx)
	defer done()
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: n.frozen.Timeout,
		RetryPolicy:         &temporal.RetryPolicy{MaximumAttempts: 1},
		Summary:             step.Says,
	})
	err = workflow.ExecuteLocalActivity(ctx, n.Do, step).Get(ctx, &result)
	return result, err
}

// visibly is the visible lane: a regular activity, of which Temporal UI shows each attempt, the failure and when it is tried again.
func (r *run) visibly(ctx workflow.Context, n *node, id string, step activities.Step, policy plan.RetryPolicy) (result activities.Result, err error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ActivityID:             id,
		StartToCloseTimeout:    n.frozen.Timeout,
		ScheduleToCloseTimeout: week,
		HeartbeatTimeout:       activities.HeartbeatTimeout,
		WaitForCancellation:    true,
		RetryPolicy:            retryPolicy(policy),
		Summary:                step.Says,
	})
	err = workflow.ExecuteActivity(ctx, n.Do, step).Get(ctx, &result)
	return result, err
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
