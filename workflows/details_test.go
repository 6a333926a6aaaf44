package workflows_test

import (
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/sdk/v1"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// details is what Temporal UI shows as the run's current details.
func (s *stage) details(t *testing.T) string {
	t.Helper()
	value, err := s.QueryWorkflow("__temporal_workflow_metadata")
	require.NoError(t, err)
	var metadata sdk.WorkflowMetadata
	require.NoError(t, value.Get(&metadata))
	return metadata.GetCurrentDetails()
}

// What comes from outside is shown as it is: it makes no heading, no link, no picture, and doesn't end the list.
func TestDetailsShowForeignTextAsItIs(t *testing.T) {
	s := newStage(t)
	a := do("a", "toy.a")
	a.OnFailure = plan.OnFailurePark
	s.fails["toy.a"] = []error{fault(connectors.Invalid, "no\n\n# such <img src=x> [link](http://x) ![p](y) `code` *thing*")}
	var parked string
	s.RegisterDelayedCallback(func() { parked = s.details(t) }, time.Second)
	s.decide(t, time.Minute, workflows.Undo, nil)
	s.play(t, frozen(a))
	require.Contains(t, parked, "no \\# such \\<img src=x\\> \\[link\\](http://x) !\\[p\\](y) \\`code\\` \\*thing\\*.")
}

// While a run takes back what it did, that is what is next, and no further step is.
func TestDetailsOfARunThatUndoes(t *testing.T) {
	s := newStage(t)
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no")}
	s.fails["undo toy.b"] = []error{fault(connectors.Invalid, "locked")}
	var parked string
	s.RegisterDelayedCallback(func() { parked = s.details(t) }, time.Second)
	s.decide(t, time.Minute, workflows.Skip, nil)
	s.play(t, frozen(do("a", "toy.a"), do("b", "toy.b"), do("c", "toy.c"), do("d", "toy.d")))
	for _, part := range []string{
		"left standing: toy.b. Reason: locked.", "**Needed from you**\n\n- `sayso retry default-test-workflow-id` – do it again\n",
		"**So far**\n\n- ✓ **a**", "- ! **b** `toy.b` toy.b – locked.\n- ✗ **c** `toy.c` toy.c – no.\n",
		"**Next**\n\n- ↶ **b** Undo: toy.b\n- ↶ **a** Undo: toy.a\n", "**Not begun**\n\n- ○ **d**",
	} {
		require.Contains(t, parked, part)
	}
	over := s.details(t)
	require.True(t, strings.HasPrefix(over, "**Step c (toy.c) failed: no."), over)
	require.NotContains(t, over, "Next")
	require.NotContains(t, over, "Needed")
}

// However long the texts are, Temporal takes what it is given.
func TestDetailsAreBounded(t *testing.T) {
	s := newStage(t)
	var steps []plan.Step
	for range 200 {
		steps = append(steps, do("s"+strings.Repeat("ü", 60), "toy.a"))
	}
	s.fails["toy.a"] = []error{nil, fault(connectors.Invalid, strings.Repeat("lang ", 3000))}
	s.play(t, frozen(steps...))
	require.Less(t, len(s.details(t)), 20_000)
}
