package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// TestAnUndoByAnotherActionIsSaidAsSuch doesn't claim that what the plan only answers with something else was taken back.
func TestAnUndoByAnotherActionIsSaidAsSuch(t *testing.T) {
	a := do("a", "toy.a")
	a.Undo = &plan.Undo{Do: "toy.z"}
	s := newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.Invalid, "no")}
	o := s.play(t, frozen(a, do("b", "toy.b")))
	require.Equal(t, []string{"toy.a", "toy.b", "toy.z"}, s.calls)
	require.Contains(t, o.Says, "toy.a – made up for by toy.z")
	require.NotContains(t, o.Says, "deleted")
}

// TestWhatIsKeptIsNamed fails after the only step that did anything, which the plan says is to stay.
func TestWhatIsKeptIsNamed(t *testing.T) {
	a := do("a", "toy.a")
	a.Undo = &plan.Undo{Keep: true}
	s := newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.Invalid, "no")}
	o := s.play(t, frozen(a, do("b", "toy.b")))
	require.Equal(t, []string{"toy.a", "toy.b"}, s.calls)
	require.Contains(t, o.Says, "Still standing: toy.a.")
	require.NotContains(t, o.Says, "Nothing had been changed")
}

// TestWhatMayHaveHappenedForGoodIsNamed has a person decide on a step that can't be undone, and of which nobody knows whether it was done.
func TestWhatMayHaveHappenedForGoodIsNamed(t *testing.T) {
	for choice, says := range map[workflows.Choice]string{
		workflows.Skip: "Still standing: toy.final.", workflows.Undo: "Still standing: toy.final (if it was done).", workflows.Stop: "toy.final (if it was done)",
	} {
		t.Run(string(choice), func(t *testing.T) {
			s := newStage(t)
			s.fails["toy.final"] = []error{fault(connectors.Unknown, "the answer was lost")}
			s.fails["toy.b"] = []error{fault(connectors.Invalid, "no")}
			s.decide(t, time.Minute, choice, nil)
			if choice == workflows.Skip { // it was done, so that recovery goes forward
				s.decide(t, time.Hour, workflows.Undo, nil)
			}
			o := s.play(t, frozen(do("a", "toy.a"), do("final", "toy.final"), do("b", "toy.b")))
			require.Equal(t, workflows.Failed, o.State)
			require.Contains(t, o.Says, says)
		})
	}
}

// TestAFailedItemIsTakenBackWhateverGoesOnBesideIt has items side by side: the first is taken back while the second, which began later,
// is under way and fails after it.
func TestAFailedItemIsTakenBackWhateverGoesOnBesideIt(t *testing.T) {
	for name, width := range map[string]int{"items at once": 2, "one after the other": 1} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			loop := func(id, action string, pause time.Duration) plan.Step {
				l := each(id, list(width), do(id+"_a", action), plan.Step{ID: id + "_wait", Wait: &plan.Wait{For: pause.String()}}, do(id+"_b", "toy.bad"))
				l.AtOnce, l.OnFailure = width, plan.OnFailureContinue
				return l
			}
			no := fault(connectors.Invalid, "no")
			s.fails["toy.bad"] = []error{no, no, no, no}
			o := s.play(t, frozen(parallel("both", []plan.Step{loop("soon", "toy.a", time.Minute)}, []plan.Step{loop("late", "toy.c", time.Hour)})))
			require.Equal(t, workflows.Completed, o.State)
			require.Empty(t, o.Done, "%v", s.calls)
		})
	}
}
