package workflows_test

import (
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/mock"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/temporal"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// onHold is what an activity returns whose connection is paused.
func onHold(kind connectors.Kind) error {
	return temporal.NewApplicationErrorWithOptions("toy/test is paused since 2026-11-20 09:04 UTC by anna: new token", string(kind),
		temporal.ApplicationErrorOptions{NonRetryable: true, Details: []any{
			activities.Failure{Kind: kind, Code: activities.CodeConnectionPaused, Message: "toy/test is paused since 2026-11-20 09:04 UTC by anna: new token"}}})
}

// question reads what the run asks at some time.
func (s *stage) question(t *testing.T, after time.Duration) *workflows.Outcome {
	t.Helper()
	o := &workflows.Outcome{}
	s.RegisterDelayedCallback(func() {
		value, err := s.QueryWorkflow(workflows.QueryView)
		require.NoError(t, err)
		require.NoError(t, value.Get(o))
	}, after)
	return o
}

// Whatever a step's on_failure says, it waits at a paused connection, and goes on under the same key.
func TestAStepWaitsForItsConnection(t *testing.T) {
	for _, onFailure := range []plan.OnFailure{"", plan.OnFailureUndo, plan.OnFailurePark, plan.OnFailureContinue} {
		for choice, want := range map[workflows.Choice]struct {
			state workflows.State
			calls []string
			says  string
		}{
			workflows.Retry: {workflows.Completed, []string{"toy.a", "toy.b", "toy.b", "toy.c"}, ""},
			workflows.Undo:  {workflows.Undone, []string{"toy.a", "toy.b", "undo toy.a"}, "Step b (toy.b) failed: toy/test is paused since"},
			workflows.Stop:  {workflows.Failed, []string{"toy.a", "toy.b"}, "Still standing: toy.a."},
		} {
			t.Run(string(onFailure)+" "+string(choice), func(t *testing.T) {
				s := newStage(t)
				b := do("b", "toy.b")
				b.OnFailure = onFailure
				s.fails["toy.b"] = []error{onHold(connectors.Conflict), nil}
				parked := s.question(t, time.Hour)
				skipped := s.decide(t, 2*time.Hour, workflows.Skip, nil)
				other := s.decide(t, 3*time.Hour, workflows.Retry, func(d *workflows.Decision) { d.With = map[string]any{"x": 1} })
				s.decide(t, 24*time.Hour, choice, nil)
				o := s.play(t, frozen(do("a", "toy.a"), b, do("c", "toy.c")))
				require.Equal(t, workflows.Parked, parked.State)
				require.Equal(t, []workflows.StepState{workflows.StepDone, workflows.StepWaiting, workflows.StepPending}, states(*parked))
				q := parked.Question
				require.Equal(t, []any{workflows.AskPaused, "toy/test"}, []any{q.Kind, q.Paused})
				require.Equal(t, "Step b (toy.b) waits: toy/test is paused since 2026-11-20 09:04 UTC by anna: new token. It goes on after: sayso resume toy/test", q.Says)
				require.ErrorContains(t, *skipped, "retry, undo, stop")
				require.ErrorContains(t, *other, "can't be given other arguments")
				require.Equal(t, want.state, o.State)
				require.Equal(t, want.calls, s.calls)
				require.Contains(t, o.Says, want.says)
				require.NotContains(t, o.Says, "Look at the record", "nothing is wrong with a record")
			})
		}
	}
}

// Where an attempt ahead of the pause was lost on its way, its effect may stand: it is taken back too, and named.
func TestAWaitInDoubt(t *testing.T) {
	for choice, want := range map[workflows.Choice]string{workflows.Undo: "Undone: toy.b", workflows.Stop: "Still standing: toy.b."} {
		s := newStage(t)
		s.fails["toy.b"] = []error{onHold(connectors.Unknown)}
		s.decide(t, time.Hour, choice, nil)
		o := s.play(t, frozen(do("b", "toy.b")))
		require.Contains(t, o.Says, want)
	}
}

// What is tried again after a pause has all its attempts, and the key it had.
func TestAWaitBurnsNoAttempts(t *testing.T) {
	s := newStage(t)
	again := temporal.NewApplicationError("try later", string(connectors.Unavailable), activities.Failure{Kind: connectors.Unavailable})
	s.fails["toy.b"] = []error{again, onHold(connectors.Conflict), onHold(connectors.Conflict), again, again, nil}
	before := s.question(t, 30*time.Minute)
	s.decide(t, time.Hour, workflows.Retry, nil)
	s.decide(t, 2*time.Hour, workflows.Retry, nil)
	o := s.play(t, frozen(do("b", "toy.b")))
	require.NotNil(t, before.Question)
	require.Equal(t, workflows.Completed, o.State)
	require.Len(t, s.calls, 6)
	require.Equal(t, []any{"b", 0}, []any{s.latest.Path, s.latest.Epoch})
}

// An undo through a paused connection isn't given up: it waits, and says what is still standing.
func TestAnUndoWaitsForItsConnection(t *testing.T) {
	s := newStage(t)
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no")}
	s.fails["undo toy.b"] = []error{onHold(connectors.Conflict), nil}
	parked := s.question(t, time.Hour)
	s.decide(t, 24*time.Hour, workflows.Retry, nil)
	o := s.play(t, frozen(do("a", "toy.a"), do("b", "toy.b"), do("c", "toy.c")))
	require.Equal(t, []any{workflows.AskPaused, "toy/test"}, []any{parked.Question.Kind, parked.Question.Paused})
	require.Contains(t, parked.Question.Says, "Undoing step b waits, so this is still standing: toy.b. toy/test is paused since")
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.a", "toy.b", "toy.c", "undo toy.b", "undo toy.b", "undo toy.a"}, s.calls)
}

// A run that waits for two connections is found by either, as long as it waits for it.
func TestARunIsFoundByTheConnectionsItWaitsFor(t *testing.T) {
	s := newStage(t)
	s.fails["toy.a"], s.fails["toy.b"] = []error{onHold(connectors.Conflict)}, []error{onHold(connectors.Conflict)}
	f := frozen(plan.Step{ID: "both", Parallel: []plan.Branch{{Steps: []plan.Step{do("a", "toy.a")}}, {Steps: []plan.Step{do("b", "toy.b")}}}})
	f.Steps[0].Inner[1][0].Connection = "toy/other"
	var found [][]string
	s.OnUpsertTypedSearchAttributes(mock.MatchedBy(func(a temporal.SearchAttributes) bool {
		list, _ := a.GetKeywordList(workflows.SearchPaused)
		if len(found) == 0 || !slices.Equal(found[len(found)-1], list) {
			found = append(found, list)
		}
		return true
	})).Return(nil)
	s.decide(t, time.Hour, workflows.Retry, nil)
	s.decide(t, 3*time.Hour, workflows.Retry, nil)
	o := s.play(t, f)
	require.Equal(t, workflows.Completed, o.State)
	require.Len(t, found, 4)
	require.ElementsMatch(t, []string{"toy/test", "toy/other"}, found[1])
	require.Equal(t, [][]string{found[1][:1], found[1], found[1][1:], nil}, found, "the oldest question was answered first")
}
