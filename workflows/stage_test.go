package workflows_test

import (
	"context"
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/testsuite"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// stage runs plans against activities that do as the test says.
type stage struct {
	*testsuite.TestWorkflowEnvironment
	mu       sync.Mutex                // items done at once call at once
	calls    []string                  // names of the activities, in order
	inputs   map[string]map[string]any // arguments by name of the activity
	outputs  map[string]string         // JSON by name
	latest   activities.Identity       // of the latest step
	since    time.Time                 // before which the latest step certainly was not done
	standing []activities.Standing     // what the ledger knows of
	fails    map[string][]error        // by name, one for each call; nil for success
}

func newStage(t *testing.T) *stage {
	t.Helper()
	var suite testsuite.WorkflowTestSuite
	s := &stage{TestWorkflowEnvironment: suite.NewTestWorkflowEnvironment(), inputs: map[string]map[string]any{},
		outputs: map[string]string{}, fails: map[string][]error{}}
	s.RegisterDynamicWorkflow(workflows.Interpret, workflow.DynamicRegisterOptions{})
	s.RegisterDynamicActivity(func(ctx context.Context, args converter.EncodedValues) (activities.Result, error) {
		var step activities.Step
		if err := args.Get(&step); err != nil {
			return activities.Result{}, err
		}
		return s.act(ctx, step)
	}, activity.DynamicRegisterOptions{})
	s.RegisterActivityWithOptions(func(context.Context, activities.Identity) ([]activities.Standing, error) { return s.standing, nil }, activity.RegisterOptions{Name: activities.StandingName})
	for name := range strings.FieldsSeq("a b c d z first read make other final pay small medium count bad good beside long never use before deep behind last") {
		s.RegisterActivityWithOptions(s.act, activity.RegisterOptions{Name: "toy." + name})
		s.RegisterActivityWithOptions(s.act, activity.RegisterOptions{Name: activities.UndoPrefix + "toy." + name})
	}
	return s
}

func (s *stage) act(ctx context.Context, step activities.Step) (activities.Result, error) {
	name := activity.GetInfo(ctx).ActivityType.Name
	if step.Workflow == earlierRun {
		name += " of earlier"
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.calls = append(s.calls, name)
	s.latest, s.since = step.Identity, step.RunBegun
	var with map[string]any
	if len(step.With) > 0 {
		if err := json.Unmarshal(step.With, &with); err != nil {
			return activities.Result{}, err
		}
	}
	s.inputs[name] = with
	if list := s.fails[name]; len(list) > 0 {
		s.fails[name] = list[1:]
		if list[0] != nil {
			return activities.Result{}, list[0]
		}
	}
	out := s.outputs[name]
	if out == "" {
		out = `{}`
	}
	return activities.Result{Output: json.RawMessage(out), Attempt: int(activity.GetInfo(ctx).Attempt)}, nil
}

// fault is what an activity returns for an error of a kind.
func fault(kind connectors.Kind, message string) error {
	return temporal.NewApplicationErrorWithOptions(message, string(kind), temporal.ApplicationErrorOptions{
		NonRetryable: true, Details: []any{activities.Failure{Kind: kind, Code: string(kind), Message: message}},
	})
}

// frozen freezes a plan by hand: "toy.read" reads, "toy.final" can't be undone, all other actions can.
func frozen(steps ...plan.Step) plan.Frozen {
	return plan.Frozen{Plan: plan.Plan{Name: "test", Says: "do it", Steps: steps}, Digest: "sha256:test", Steps: freeze(steps)}
}

func freeze(steps []plan.Step) (list []plan.FrozenStep) {
	for _, s := range steps {
		fs := plan.FrozenStep{Timeout: time.Minute, Retry: plan.RetryPolicy{Attempts: 3, First: time.Second, Max: time.Minute},
			Says: connectors.Sentence{En: s.Do, De: s.Do}, Connection: "toy/test"}
		switch {
		case s.Approve != nil || s.Wait != nil:
			fs.Timeout = 30 * time.Minute
		case s.Each != nil:
			fs.Inner = [][]plan.FrozenStep{freeze(s.Steps)}
		case s.Do == "":
			for _, b := range append(s.Choose, s.Parallel...) {
				fs.Inner = append(fs.Inner, freeze(b.Steps))
			}
		case s.Do == "toy.read":
			fs.Effect = connectors.Read
		case s.Do == "toy.final":
			fs.Effect = connectors.Irreversible
		default:
			fs.Effect, fs.CanUndo, fs.UndoBy = connectors.Write, true, "delete"
		}
		list = append(list, fs)
	}
	return list
}

func do(id, action string) plan.Step { return plan.Step{ID: id, Do: action} }

// play runs a plan to its end and gives the outcome.
func (s *stage) play(t *testing.T, f plan.Frozen) workflows.Outcome {
	t.Helper()
	return s.playStart(t, workflows.Start{Version: workflows.Version, Frozen: f})
}

// playStart plays what any start of a run begins.
func (s *stage) playStart(t *testing.T, start workflows.Start) workflows.Outcome {
	t.Helper()
	s.ExecuteWorkflow("test", start)
	require.True(t, s.IsWorkflowCompleted())
	var o workflows.Outcome
	err := s.GetWorkflowError()
	if err == nil {
		require.NoError(t, s.GetWorkflowResult(&o))
		return o
	}
	var app *temporal.ApplicationError
	var cancelled *temporal.CanceledError
	switch {
	case errors.As(err, &app):
		require.NoError(t, app.Details(&o))
		require.Equal(t, o.Says, app.Message(), "Temporal UI shows the sentence")
	case errors.As(err, &cancelled):
		require.NoError(t, cancelled.Details(&o))
	default:
		require.NoError(t, err)
	}
	return o
}

// decide gives a decision as soon as the run asks.
func (s *stage) decide(t *testing.T, after time.Duration, choice workflows.Choice, change func(*workflows.Decision)) (refused *error) {
	t.Helper()
	refused = new(error)
	s.RegisterDelayedCallback(func() {
		o := s.view(t)
		d := workflows.Decision{Choice: choice, By: "anna"}
		if o.Question != nil {
			d.Step, d.Digest = o.Question.Step, o.Question.Digest
		}
		if change != nil {
			change(&d)
		}
		s.UpdateWorkflow(workflows.UpdateDecide, "", &testsuite.TestUpdateCallback{
			OnAccept:   func() {},
			OnReject:   func(err error) { *refused = err },
			OnComplete: func(any, error) {},
		}, d)
	}, after)
	return refused
}

// view asks the run how it stands.
func (s *stage) view(t *testing.T) (o workflows.Outcome) {
	t.Helper()
	value, err := s.QueryWorkflow(workflows.QueryView)
	require.NoError(t, err)
	require.NoError(t, value.Get(&o))
	return o
}

func states(o workflows.Outcome) (list []workflows.StepState) {
	for _, s := range o.Steps {
		list = append(list, s.State)
	}
	return list
}
