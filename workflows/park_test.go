package workflows_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// TestAControlStepParks has something within a control step fail that says park.
func TestAControlStepParks(t *testing.T) {
	denied := fault(connectors.Denied, "no")
	park := func(s plan.Step) plan.Step { s.OnFailure = plan.OnFailurePark; return s }
	goesOn := func(s plan.Step) plan.Step { s.OnFailure = plan.OnFailureContinue; return s }
	for name, c := range map[string]struct {
		steps  []plan.Step
		fails  []error // of toy.b
		choice workflows.Choice
		asked  string // the step that is asked about
		state  workflows.State
		calls  []string
	}{
		"an item, retried": {
			steps: []plan.Step{park(each("loop", list(2), do("a", "toy.a"), do("b", "toy.b")))}, fails: []error{nil, denied}, choice: workflows.Retry,
			asked: "loop[1]/b", state: workflows.Completed, calls: []string{"toy.a", "toy.b", "toy.a", "toy.b", "toy.b"},
		},
		"an item, skipped": {
			steps: []plan.Step{park(each("loop", list(2), do("b", "toy.b")))}, fails: []error{denied}, choice: workflows.Skip,
			asked: "loop[0]/b", state: workflows.Completed, calls: []string{"toy.b", "toy.b"},
		},
		"an item, undone": {
			steps: []plan.Step{do("a", "toy.a"), park(each("loop", list(2), do("b", "toy.b")))}, fails: []error{nil, denied}, choice: workflows.Undo,
			asked: "loop[1]/b", state: workflows.Undone, calls: []string{"toy.a", "toy.b", "toy.b", "undo toy.b", "undo toy.a"},
		},
		"a step that goes on within one that parks": {
			steps: []plan.Step{park(each("loop", list(2), goesOn(do("b", "toy.b"))))}, fails: []error{denied}, choice: workflows.Retry,
			state: workflows.Completed, calls: []string{"toy.b", "toy.b"},
		},
		"undo within a loop that goes on undoes the run": {
			steps: []plan.Step{goesOn(each("loop", list(2), park(do("b", "toy.b"))))}, fails: []error{nil, denied}, choice: workflows.Undo,
			asked: "loop[1]/b", state: workflows.Undone, calls: []string{"toy.b", "toy.b", "undo toy.b"},
		},
		"a loop over what is no list": {
			steps: []plan.Step{do("a", "toy.a"), park(each("loop", "${a.n}", do("b", "toy.b")))}, choice: workflows.Undo,
			asked: "loop", state: workflows.Undone, calls: []string{"toy.a", "undo toy.a"},
		},
		"an event that doesn't come": {
			steps: []plan.Step{park(plan.Step{ID: "reply", Wait: &plan.Wait{Event: "email.received", Timeout: "30m"}}), do("a", "toy.a")}, choice: workflows.Skip,
			asked: "reply", state: workflows.Completed, calls: []string{"toy.a"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := newStage(t)
			s.outputs["toy.a"] = `{"n": 1}`
			s.fails["toy.b"] = c.fails
			var asked string
			s.RegisterDelayedCallback(func() {
				if q := s.view(t).Question; q != nil {
					asked = q.Step
				}
			}, time.Hour)
			s.decide(t, 2*time.Hour, c.choice, nil)
			o := s.play(t, frozen(c.steps...))
			require.Equal(t, c.state, o.State, o.Says)
			require.Equal(t, c.asked, asked)
			require.Equal(t, c.calls, s.calls)
		})
	}
}
