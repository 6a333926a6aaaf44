package drills_test

import (
	"context"
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// TestAnEventWhileARunFailsRepeatsNothing has an event come within the workflow task in which a run fails. Temporal then does the task
// again, with all quick steps in it: the run still fails for the reason it had, and what it did is done once and undone once.
func TestAnEventWhileARunFailsRepeatsNothing(t *testing.T) {
	for name, steps := range map[string][]plan.Step{
		"the whole run": {post("note", "hello"), doing("bill", "invoice.create", "customer", "ACME Corp", "amount", "120 EUR", "description", "x"), impossible()},
		"an item": {{ID: "loop", Each: []any{"red"}, OnFailure: plan.OnFailureContinue, Steps: []plan.Step{post("note", "hello"),
			doing("bill", "invoice.create", "customer", "ACME Corp", "amount", "120 EUR", "description", "x"), impossible()}}},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			w.seed(t)
			b := w.before(t)
			begun := make(chan string, 1)
			op, ok := w.Registry.Action("jira.get_issue")
			require.True(t, ok)
			do := op.Do
			op.Do = func(ctx context.Context, c connectors.RawCall) (json.RawMessage, error) {
				run := <-begun
				w.happens(t, run, workflows.Event{Event: "x"})
				begun <- run
				return do(ctx, c)
			}
			run := w.begin(t, &plan.Plan{Name: "repeat", Steps: steps})
			begun <- run
			end := w.finish(t, run, nil)
			var did []string
			for _, e := range w.effects(t)[b.effects:] {
				did = append(did, e.Action)
			}
			require.Equal(t, []string{"slack.post_message", "invoice.create", "undo invoice.create", "undo slack.post_message"}, did)
			for _, step := range end.Steps {
				require.NotContains(t, step.Error, "already undone", step.ID)
			}
			if end.State != workflows.Completed {
				require.Equal(t, workflows.Undone, end.State)
				require.Contains(t, end.Says, "Issue does not exist")
				require.Contains(t, end.Says, "credit note")
			}
			for app, held := range w.states(t) {
				require.Empty(t, changes(b.states[app], held), app)
			}
		})
	}
}

// impossible is a step that no attempt can do.
func impossible() plan.Step { return doing("impossible", "jira.get_issue", "issue", "OPS-99999") }
