package workflows

import (
	"encoding/json"
	"strconv"

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
	step := activities.Step{Identity: r.identity(path, epoch), Connection: n.frozen.Connection, With: raw, Lang: r.lang, Says: n.outcome.Says}
	if n.frozen.Effect == connectors.Write && n.frozen.CanUndo && !n.keeps() {
		r.push(Done{Path: path, Epoch: epoch, Node: n.index})
	}
	id := path
	if epoch > 0 {
		id += "#" + strconv.Itoa(epoch+1)
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ActivityID:             id,
		StartToCloseTimeout:    n.frozen.Timeout,
		ScheduleToCloseTimeout: week,
		HeartbeatTimeout:       activities.HeartbeatTimeout,
		WaitForCancellation:    true,
		RetryPolicy:            retryPolicy(n.frozen.Retry),
		Summary:                step.Says,
	})
	var result activities.Result
	err = workflow.ExecuteActivity(ctx, n.Do, step).Get(ctx, &result)
	return result, err
}

func retryPolicy(p plan.RetryPolicy) *temporal.RetryPolicy {
	return &temporal.RetryPolicy{InitialInterval: p.First, BackoffCoefficient: 2, MaximumInterval: p.Max, MaximumAttempts: int32(p.Attempts)} //nolint:gosec // Check bounds attempts
}
