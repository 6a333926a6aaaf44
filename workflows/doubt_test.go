package workflows_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/activity"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// TestWhatAPersonSaysWasDoneCounts has a person say that a step was done which can't be undone: what follows goes forward, and the end names it.
func TestWhatAPersonSaysWasDoneCounts(t *testing.T) {
	s := newStage(t)
	s.fails["toy.final"] = []error{fault(connectors.Unknown, "the answer was lost")}
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no")}
	s.decide(t, time.Hour, workflows.Skip, nil)
	s.decide(t, 2*time.Hour, workflows.Undo, func(d *workflows.Decision) { require.Equal(t, "c", d.Step, "it asks before it undoes") })
	o := s.play(t, frozen(do("a", "toy.a"), do("b", "toy.final"), do("c", "toy.c")))
	require.Equal(t, workflows.Failed, o.State)
	require.Equal(t, []string{"toy.a", "toy.final", "toy.c", "undo toy.a"}, s.calls)
	require.Contains(t, o.Says, "Still standing: toy.final")
}

// TestWhatTheLedgerKnowsOfIsNamed ends runs that don't know of what can't be undone: it was done in a workflow task that was lost, or nobody
// can tell whether it was done.
func TestWhatTheLedgerKnowsOfIsNamed(t *testing.T) {
	for unsure, says := range map[bool]string{false: "Still standing: the mail.", true: "Still standing: the mail (if it was done)."} {
		s := newStage(t)
		s.play(t, frozen(do("a", "toy.a")))
		mail := s.latest
		mail.Path = "b"

		s = newStage(t)
		s.standing = []activities.Standing{{Path: mail.Path, Key: mail.Key(), Final: true, Unsure: unsure, Says: "the mail"}}
		s.RegisterDelayedCallback(s.CancelWorkflow, time.Minute)
		o := s.play(t, frozen(do("a", "toy.a"), plan.Step{ID: "may", Approve: &plan.Approve{}}, do("b", "toy.final")))
		require.Equal(t, workflows.Failed, o.State)
		require.Contains(t, o.Says, says)
	}
}

// TestWhatAPersonHasDoneAnewIsNew has a person say that a step was not done: from then on it is another effect, of which no backup that was made
// before could know.
func TestWhatAPersonHasDoneAnewIsNew(t *testing.T) {
	s := newStage(t)
	begun := s.Now()
	s.fails["toy.final"] = []error{fault(connectors.Unknown, "the answer was lost")}
	s.RegisterDelayedCallback(func() { require.Less(t, s.since.Sub(begun), time.Minute) }, time.Minute)
	s.decide(t, time.Hour, workflows.Retry, nil)
	o := s.play(t, frozen(do("b", "toy.final")))
	require.Equal(t, workflows.Completed, o.State)
	require.GreaterOrEqual(t, s.since.Sub(begun), time.Hour)
	require.Equal(t, 1, s.latest.Epoch)
}

func TestARunThatIsCancelledBeforeItsFirstStepDoesNothing(t *testing.T) {
	s := newStage(t)
	s.RegisterDelayedCallback(s.CancelWorkflow, 0)
	o := s.play(t, frozen(do("a", "toy.final"), do("b", "toy.b")))
	require.Equal(t, workflows.Undone, o.State)
	require.Empty(t, s.calls)
}

// TestAFailureIsDurableBeforeItsUndo looks at what comes between a quick step that failed and the undo of those before it: a timer, which
// ends the workflow task. Were that lost in the middle of undoing, the failed step would be done again, and might succeed.
func TestAFailureIsDurableBeforeItsUndo(t *testing.T) {
	goesOn := each("loop", list(1), do("b", "toy.b"), do("bad", "toy.bad"))
	goesOn.OnFailure = plan.OnFailureContinue
	for name, steps := range map[string][]plan.Step{
		"run":  {do("b", "toy.b"), do("bad", "toy.bad")},
		"item": {goesOn},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.fails["toy.bad"] = []error{fault(connectors.Invalid, "no")}
			var order []string
			s.SetOnTimerScheduledListener(func(string, time.Duration) { order = append(order, "timer") })
			s.SetOnLocalActivityStartedListener(func(info *activity.Info, _ context.Context, _ []any) {
				order = append(order, info.ActivityType.Name)
			})
			s.play(t, frozen(steps...))
			failed, undone := slices.Index(order, "toy.bad"), slices.Index(order, "undo toy.b")
			require.Positive(t, failed, order)
			require.Contains(t, order[failed:undone], "timer")
		})
	}
}
