package workflows

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// step carries out one step, with everything a person may have to say about it. It gives nil where the run goes on.
func (r *run) step(ctx workflow.Context, i int) *stop {
	s := r.start.Frozen.Plan.Steps[i]
	if s.If != "" {
		yes, err := expr.True(s.If, r.scope)
		if err != nil {
			return r.failed(ctx, i, invalid(err))
		}
		if !yes {
			r.keep(i, nil)
			r.mark(ctx, i, StepSkipped)
			return nil
		}
	}
	if s.Approve != nil {
		return r.approve(ctx, i)
	}
	return r.do(ctx, i)
}

// do fills in a step's arguments, passes its gates and carries out its action, until it is done or the run ends.
func (r *run) do(ctx workflow.Context, i int) *stop {
	s, f := r.start.Frozen.Plan.Steps[i], r.start.Frozen.Steps[i]
	with, err := r.arguments(s.With)
	if err != nil {
		return r.failed(ctx, i, invalid(err))
	}
	r.steps[i].Says = f.Sentence(r.lang, r.shown(s.With, with))
	if halt := r.pass(ctx, i, with); halt != nil {
		return halt
	}
	for {
		r.mark(ctx, i, StepRunning)
		result, err := r.carryOut(ctx, i, s.Do, f, with)
		if err == nil {
			r.steps[i].Attempts += max(result.Attempt, 1)
			r.succeeded(ctx, i, f, result.Output)
			return nil
		}
		if temporal.IsCanceledError(err) {
			r.mark(ctx, i, StepFailed)
			return &stop{state: Undone, cancel: true}
		}
		halt, again := r.afterFailure(ctx, i, activities.FailureOf(err))
		if !again {
			return halt
		}
	}
}

func (r *run) arguments(with map[string]any) (map[string]any, error) {
	if len(with) == 0 {
		return map[string]any{}, nil
	}
	filled, err := expr.Fill(with, r.scope, expr.Lang(r.lang))
	if err != nil {
		return nil, err
	}
	out, _ := filled.(map[string]any)
	for _, name := range workflow.DeterministicKeys(out) {
		if out[name] == nil { // an optional value that an earlier step didn't give
			delete(out, name)
		}
	}
	return out, nil
}

// shown gives the arguments as a person wants to read them: a record that an earlier step found is called by its name, not its id.
func (r *run) shown(written, with map[string]any) map[string]any {
	shown := maps.Clone(with)
	for _, arg := range workflow.DeterministicKeys(shown) {
		text, _ := written[arg].(string)
		step, isID := strings.CutSuffix(strings.TrimPrefix(text, "${"), ".id}")
		record, _ := r.scope[step].(map[string]any)
		if name, ok := record["name"].(string); isID && ok && name != "" {
			shown[arg] = name
		}
	}
	return shown
}

// carryOut runs the step's activity. What must be undone is pushed before the call, for a lost answer must not be a lost undo.
func (r *run) carryOut(ctx workflow.Context, i int, action string, f plan.FrozenStep, with map[string]any) (activities.Result, error) {
	raw, err := json.Marshal(with)
	if err != nil {
		return activities.Result{}, err
	}
	step := activities.Step{Identity: r.identity(ctx, i), Connection: f.Connection, Account: f.Identity, With: raw, Lang: r.lang, Says: r.steps[i].Says}
	if f.Effect == connectors.Write && f.CanUndo && !r.keeps(i) {
		r.push(Done{Step: step, Action: action, Index: i})
	}
	id := step.Path
	if step.Epoch > 0 {
		id += "#" + strconv.Itoa(step.Epoch+1)
	}
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{
		ActivityID:             id,
		StartToCloseTimeout:    f.Timeout,
		ScheduleToCloseTimeout: week,
		HeartbeatTimeout:       activities.HeartbeatTimeout,
		WaitForCancellation:    true,
		RetryPolicy:            retryPolicy(f.Retry),
		Summary:                step.Says,
	})
	var result activities.Result
	err = workflow.ExecuteActivity(ctx, action, step).Get(ctx, &result)
	return result, err
}

func retryPolicy(p plan.RetryPolicy) *temporal.RetryPolicy {
	return &temporal.RetryPolicy{InitialInterval: p.First, BackoffCoefficient: 2, MaximumInterval: p.Max, MaximumAttempts: int32(p.Attempts)} //nolint:gosec // Check bounds attempts
}

func (r *run) keeps(i int) bool {
	u := r.start.Frozen.Plan.Steps[i].Undo
	return u != nil && u.Keep
}

// push notes an effect to undo; a step that is done anew replaces its earlier note only where that one certainly did not happen.
func (r *run) push(d Done) {
	if n := len(r.done); n > 0 && r.done[n-1].Identity == d.Identity {
		r.done = r.done[:n-1]
	}
	r.done = append(r.done, d)
}

func (r *run) succeeded(ctx workflow.Context, i int, f plan.FrozenStep, output json.RawMessage) {
	r.keep(i, output)
	if f.Effect == connectors.Irreversible {
		r.pivoted = r.steps[i].Says
	}
	if n := len(r.done); n > 0 && r.done[n-1].Index == i {
		r.done[n-1].Undone = r.sayUndone(r.done[n-1], f, output)
	}
	r.steps[i].Error = ""
	r.mark(ctx, i, StepDone)
}

// afterFailure decides what follows on a step that failed after all its attempts. again means that a person wants it tried again;
// otherwise the run goes on where halt is nil.
func (r *run) afterFailure(ctx workflow.Context, i int, f activities.Failure) (halt *stop, again bool) {
	unknown := f.Kind == connectors.Unknown && r.start.Frozen.Steps[i].Effect != connectors.Read
	onFailure := r.start.Frozen.Plan.Steps[i].OnFailure
	if !unknown {
		r.drop(i)
	}
	switch {
	case unknown:
		r.fail(ctx, i, StepUnknown, f)
		return r.decide(ctx, i, f, AskUnknown)
	case onFailure == plan.OnFailureContinue:
		r.keep(i, nil)
		r.fail(ctx, i, StepFailed, f)
		return nil, false
	case onFailure == plan.OnFailurePark, r.pivoted != "":
		r.fail(ctx, i, StepFailed, f)
		return r.decide(ctx, i, f, AskFailed)
	}
	return r.failed(ctx, i, f), false
}

// drop forgets to undo a step that certainly did not happen.
func (r *run) drop(i int) {
	if n := len(r.done); n > 0 && r.done[n-1].Index == i {
		r.done = r.done[:n-1]
	}
}

func (r *run) fail(ctx workflow.Context, i int, state StepState, f activities.Failure) {
	r.steps[i].Error = f.Message
	r.mark(ctx, i, state)
}

// failed ends the run because of a step.
func (r *run) failed(ctx workflow.Context, i int, f activities.Failure) *stop {
	r.fail(ctx, i, StepFailed, f)
	return &stop{state: Undone, failure: &f}
}

func invalid(err error) activities.Failure {
	return activities.Failure{Kind: connectors.Invalid, Code: string(connectors.Invalid), Message: err.Error()}
}

// appOf gives the app of an action's full name.
func appOf(action string) string {
	app, _, _ := strings.Cut(action, ".")
	return app
}
