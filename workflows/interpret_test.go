package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

func TestStepsRunInOrderAndPassOutputsOn(t *testing.T) {
	s := newStage(t)
	s.outputs["toy.read"] = `{"id": "a1", "tags": ["x"]}`
	second := do("two", "toy.make")
	second.With = map[string]any{"about": "${one.id}", "text": "id ${one.id}!", "n": 3.0}
	o := s.play(t, frozen(do("one", "toy.read"), second))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.read", "toy.make"}, s.calls)
	require.Equal(t, map[string]any{"about": "a1", "text": "id a1!", "n": 3.0}, s.inputs["toy.make"])
	require.Len(t, o.Done, 1, "what can be undone later")
}

func TestConditions(t *testing.T) {
	s := newStage(t)
	s.outputs["toy.read"] = `{"total": {"amount": "900.00", "currency": "EUR"}}`
	big := do("big", "toy.make")
	big.If = "one.total.amount > 1000"
	o := s.play(t, frozen(do("one", "toy.read"), big, do("three", "toy.other")))
	require.Equal(t, []workflows.StepState{workflows.StepDone, workflows.StepSkipped, workflows.StepDone}, states(o))
	require.Equal(t, []string{"toy.read", "toy.other"}, s.calls)
}

func TestAFailureUndoesInReverse(t *testing.T) {
	s := newStage(t)
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no such thing")}
	o := s.play(t, frozen(do("a", "toy.a"), do("b", "toy.b"), do("c", "toy.c"), do("d", "toy.d")))
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.a", "toy.b", "toy.c", "undo toy.b", "undo toy.a"}, s.calls)
	require.Equal(t, []workflows.StepState{workflows.StepUndone, workflows.StepUndone, workflows.StepFailed, workflows.StepPending}, states(o))
	for _, part := range []string{"Step c", "no such thing.", "Undone: toy.b", "toy.a"} {
		require.Contains(t, o.Says, part)
	}
	require.Equal(t, connectors.Invalid, o.Failure.Kind)
}

func TestAnOptionalValueThatIsMissingIsLeftOut(t *testing.T) {
	s := newStage(t)
	b := do("b", "toy.b")
	b.With = map[string]any{"x": "${a.nothing}", "y": 1.0}
	o := s.play(t, frozen(do("a", "toy.a"), b))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, map[string]any{"y": 1.0}, s.inputs["toy.b"])
}

func TestAnExpressionThatFailsFailsTheStep(t *testing.T) {
	s := newStage(t)
	b := do("b", "toy.b")
	b.With = map[string]any{"x": "${1 / (2 - 2)}"}
	o := s.play(t, frozen(do("a", "toy.a"), b))
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.a", "undo toy.a"}, s.calls)
}

func TestOnFailure(t *testing.T) {
	s := newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.Denied, "not yours")}
	b := do("b", "toy.b")
	b.OnFailure = plan.OnFailureContinue
	o := s.play(t, frozen(do("a", "toy.a"), b, do("c", "toy.c")))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.a", "toy.b", "toy.c"}, s.calls)

	s = newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.Denied, "not yours"), nil}
	b.OnFailure = plan.OnFailurePark
	s.decide(t, time.Minute, workflows.Retry, nil)
	o = s.play(t, frozen(do("a", "toy.a"), b))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.a", "toy.b", "toy.b"}, s.calls)
}

// TestRetryWithOtherArguments has the question say what failed, and the decision replace all of it.
func TestRetryWithOtherArguments(t *testing.T) {
	for name, other := range map[string]map[string]any{"others": {"x": "good", "z": 1.0}, "none at all": {}} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.fails["toy.b"] = []error{fault(connectors.Invalid, "no such x"), nil}
			b := with(do("b", "toy.b"), map[string]any{"x": "${inputs.x}", "y": 2.0})
			b.OnFailure = plan.OnFailurePark
			f := frozen(b)
			f.Inputs = map[string]any{"x": "bad"}
			s.RegisterDelayedCallback(func() {
				value, err := s.QueryWorkflow(workflows.QueryView)
				require.NoError(t, err)
				var o workflows.Outcome
				require.NoError(t, value.Get(&o))
				require.Equal(t, map[string]any{"x": "bad", "y": 2.0}, o.Question.With)
			}, time.Minute)
			s.decide(t, time.Hour, workflows.Retry, func(d *workflows.Decision) { d.With = other })
			o := s.play(t, f)
			require.Equal(t, workflows.Completed, o.State)
			require.Equal(t, other, s.inputs["toy.b"])
			require.Equal(t, 1, s.latest.Epoch, "another input is another effect")
		})
	}
}

// TestUnknownOutcomesAskAPerson has each decision taken on a step of which nobody can tell whether it was done.
func TestUnknownOutcomesAskAPerson(t *testing.T) {
	for choice, want := range map[workflows.Choice]struct {
		state workflows.State
		calls []string
	}{
		workflows.Retry: {workflows.Completed, []string{"toy.a", "toy.final", "toy.final"}},
		workflows.Skip:  {workflows.Completed, []string{"toy.a", "toy.final"}},
		workflows.Undo:  {workflows.Failed, []string{"toy.a", "toy.final", "undo toy.a"}}, // it may be standing
		workflows.Stop:  {workflows.Failed, []string{"toy.a", "toy.final"}},
	} {
		t.Run(string(choice), func(t *testing.T) {
			s := newStage(t)
			s.fails["toy.final"] = []error{fault(connectors.Unknown, "the answer was lost"), nil}
			f := frozen(do("a", "toy.a"), do("b", "toy.final"))
			f.Steps[1].Doubt = connectors.Doc{En: "I don't know whether it was sent"}
			s.RegisterDelayedCallback(func() {
				value, err := s.QueryWorkflow(workflows.QueryView)
				require.NoError(t, err)
				var o workflows.Outcome
				require.NoError(t, value.Get(&o))
				require.Equal(t, workflows.Parked, o.State)
				require.Contains(t, o.Question.Says, "I don't know whether it was sent")
			}, time.Hour)
			s.decide(t, 24*time.Hour, choice, nil)
			o := s.play(t, f)
			require.Equal(t, want.state, o.State)
			require.Equal(t, want.calls, s.calls)
		})
	}
}

func TestAfterThePivotRecoveryGoesForward(t *testing.T) {
	s := newStage(t)
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no"), nil}
	s.decide(t, time.Hour, workflows.Retry, nil)
	o := s.play(t, frozen(do("a", "toy.a"), do("b", "toy.final"), do("c", "toy.c")))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.a", "toy.final", "toy.c", "toy.c"}, s.calls)

	s = newStage(t)
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no")}
	s.decide(t, time.Hour, workflows.Undo, nil)
	o = s.play(t, frozen(do("a", "toy.a"), do("b", "toy.final"), do("c", "toy.c")))
	require.Equal(t, workflows.Failed, o.State, "what can't be undone is left standing, and named")
	require.Contains(t, o.Says, "Still standing: toy.final")
}

func TestApproval(t *testing.T) {
	may := plan.Step{ID: "may", Approve: &plan.Approve{By: "finance", Text: "Go on?"}}
	t.Run("given", func(t *testing.T) {
		s := newStage(t)
		s.decide(t, time.Minute, workflows.Approve, nil)
		late := s.decide(t, 2*time.Minute, workflows.Reject, nil)
		c := do("c", "toy.c")
		wait := temporal.NewApplicationErrorWithOptions("wait", "limited", temporal.ApplicationErrorOptions{NextRetryDelay: time.Hour})
		s.fails["toy.c"] = []error{wait, wait}
		o := s.play(t, frozen(do("a", "toy.a"), may, c))
		require.Equal(t, workflows.Completed, o.State)
		require.ErrorContains(t, *late, "isn't waiting")
	})
	t.Run("refused", func(t *testing.T) {
		s := newStage(t)
		s.decide(t, time.Minute, workflows.Reject, nil)
		o := s.play(t, frozen(do("a", "toy.a"), may, do("c", "toy.c")))
		require.Equal(t, workflows.Denied, o.State)
		require.Equal(t, []string{"toy.a", "undo toy.a"}, s.calls)
		require.Contains(t, o.Says, "anna refused")
	})
	t.Run("too late", func(t *testing.T) {
		s := newStage(t)
		o := s.play(t, frozen(do("a", "toy.a"), may, do("c", "toy.c")))
		require.Equal(t, workflows.Denied, o.State)
		require.Equal(t, []string{"toy.a", "undo toy.a"}, s.calls)
	})
	t.Run("of something else", func(t *testing.T) {
		s := newStage(t)
		refused := s.decide(t, time.Minute, workflows.Approve, func(d *workflows.Decision) { d.Digest = "sha256:other" })
		o := s.play(t, frozen(may, do("c", "toy.c")))
		require.Equal(t, workflows.Denied, o.State)
		require.ErrorContains(t, *refused, "look at it again")
		require.Empty(t, s.calls)
	})
}

// TestCancelKeeps has the word to keep everything come together with the cancellation.
func TestCancelKeeps(t *testing.T) {
	s := newStage(t)
	s.RegisterDelayedCallback(func() {
		s.SignalWorkflow(workflows.SignalKeep, nil)
		s.CancelWorkflow()
	}, time.Minute)
	o := s.play(t, frozen(do("a", "toy.a"), plan.Step{ID: "may", Approve: &plan.Approve{}}))
	require.Equal(t, workflows.Failed, o.State)
	require.Equal(t, []string{"toy.a"}, s.calls)
	require.Equal(t, []string{"a"}, paths(o.Done))
}

func TestCancelUndoes(t *testing.T) {
	s := newStage(t)
	s.RegisterDelayedCallback(s.CancelWorkflow, time.Minute)
	o := s.play(t, frozen(do("a", "toy.a"), plan.Step{ID: "may", Approve: &plan.Approve{}}))
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.a", "undo toy.a"}, s.calls)
	require.Contains(t, o.Says, "Cancelled.")
}

func TestAnUndoThatFailsAsksAndNamesWhatStands(t *testing.T) {
	s := newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.Invalid, "no")}
	s.fails["undo toy.a"] = []error{fault(connectors.Denied, "not allowed to delete")}
	s.decide(t, time.Hour, workflows.Skip, nil)
	o := s.play(t, frozen(do("z", "toy.z"), do("a", "toy.a"), do("b", "toy.b")))
	require.Equal(t, workflows.Failed, o.State)
	require.Equal(t, []string{"toy.z", "toy.a", "toy.b", "undo toy.a", "undo toy.z"}, s.calls, "the rest is undone")
	require.Contains(t, o.Says, "Still standing: toy.a")
}

func TestTheWordsAreInThePlansLanguage(t *testing.T) {
	s := newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.NotFound, "nichts gefunden")}
	f := frozen(do("a", "toy.a"), do("b", "toy.b"))
	f.Plan.Language = "de"
	o := s.play(t, f)
	require.Contains(t, o.Says, "Schritt b")
	require.Contains(t, o.Says, "Rückgängig gemacht: toy.a – wieder gelöscht.")
}
