package workflows

import (
	"fmt"
	"strings"

	"go.temporal.io/sdk/workflow"
)

// show writes what Temporal UI shows as the run's current details: what is done, what is next, and what is needed from a person with
// the command to give it. It adds nothing to the history.
func (r *run) show(ctx workflow.Context) {
	workflow.SetCurrentDetails(ctx, r.details(r.id))
}

func (r *run) details(id string) string {
	var b strings.Builder
	for _, q := range r.pending {
		fmt.Fprintf(&b, "**%s**\n\n", q.Says)
		for _, c := range q.Choices {
			fmt.Fprintf(&b, "    %s\n", Command(id, q.Step, c))
		}
		b.WriteString("\n")
	}
	if r.says != "" {
		fmt.Fprintf(&b, "**%s**\n\n", r.says)
	}
	for _, n := range r.nodes {
		s := n.outcome
		fmt.Fprintf(&b, "- %s **%s** %s", badges[s.State], s.ID, s.Do)
		if s.Says != "" {
			b.WriteString(" – " + s.Says)
		}
		if s.Error != "" {
			b.WriteString(": " + s.Error)
		}
		b.WriteString("\n")
	}
	if text := b.String(); len(text) <= maxDetails {
		return text
	}
	return strings.ToValidUTF8(b.String()[:maxDetails], "") + "…"
}

// maxDetails stays below the 20,000 bytes that Temporal takes.
const maxDetails = 19_000

var badges = map[StepState]string{
	StepPending: "○", StepRunning: "▶", StepWaiting: "⏸", StepDone: "✓", StepSkipped: "–", StepFailed: "✗", StepUnknown: "?", StepUndone: "↶", StepStanding: "!",
}

// Command is what a person types to give a decision.
func Command(run, step string, c Choice) string {
	switch c {
	case Approve, Reject:
		return fmt.Sprintf("sayso %s %s %s", c, run, step)
	case Stop:
		return fmt.Sprintf("sayso cancel --keep %s", run)
	}
	return fmt.Sprintf("sayso %s %s", c, run)
}
