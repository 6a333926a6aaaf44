package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

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
