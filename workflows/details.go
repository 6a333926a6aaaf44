package workflows

import (
	"fmt"
	"slices"
	"strings"

	"go.temporal.io/sdk/workflow"
)

// show writes what Temporal UI shows as the run's current details. It adds nothing to the history.
func (r *run) show(ctx workflow.Context) {
	workflow.SetCurrentDetails(ctx, r.details())
}

// details is Markdown: what is needed from a person with the commands to give it, what was done so far, and what is next.
func (r *run) details() string {
	var b strings.Builder
	for _, q := range r.pending {
		var ways []string
		for _, c := range q.Choices {
			ways = append(ways, "`"+Command(r.id, q.Step, c)+"` – "+sayChoices[c].in(r.lang))
		}
		b.WriteString("**" + markdown(q.Says) + "**\n\n")
		section(&b, r.say("Needed from you", "Von dir gebraucht"), ways)
	}
	if r.says != "" {
		b.WriteString("**" + markdown(r.says) + "**\n\n")
	}
	var begun, ahead []string
	for _, n := range r.nodes {
		if n.outcome.State == StepPending {
			ahead = append(ahead, r.line(n, StepPending, r.previewed(n)))
		} else {
			begun = append(begun, r.line(n, n.outcome.State, n.outcome.Says))
		}
	}
	section(&b, r.say("So far", "Bisher"), begun)
	next, never := ahead, []string(nil)
	switch {
	case r.says != "": // it is over
		next, never = nil, ahead
	case r.recovery != nil:
		next, never = r.undoAhead(), ahead
	}
	section(&b, r.say("Next", "Als Nächstes"), next)
	if len(r.start.Undo) == 0 { // a run that undoes another begins no step
		section(&b, r.say("Not begun", "Nicht begonnen"), never)
	}
	text := strings.TrimSuffix(b.String(), "\n")
	if len(text) <= maxDetails {
		return text
	}
	return strings.ToValidUTF8(text[:maxDetails], "") + "…"
}

// maxDetails stays below the 20,000 bytes that Temporal takes.
const maxDetails = 19_000

func section(b *strings.Builder, title string, lines []string) {
	if len(lines) == 0 {
		return
	}
	b.WriteString("**" + title + "**\n\n")
	for _, line := range lines {
		b.WriteString("- " + line + "\n")
	}
	b.WriteString("\n")
}

// line tells of a step: how it stands, its path, its action, and what it does in words.
func (r *run) line(n *node, state StepState, says string) string {
	o := n.outcome
	text := badges[state] + " **" + markdown(o.ID) + "** `" + o.Do + "`"
	if o.Times > 1 {
		text += fmt.Sprintf(" (%d×)", o.Times)
	}
	if says != "" {
		text += " " + markdown(says)
	}
	if o.From != "" {
		text += r.say(" (done by %s)", " (getan von %s)", markdown(o.From))
	}
	if o.Error != "" {
		text += " – " + markdown(sentence(o.Error))
	}
	return text
}

var badges = map[StepState]string{
	StepPending: "○", StepRunning: "▶", StepWaiting: "⏸", StepDone: "✓", StepSkipped: "–", StepFailed: "✗", StepUnknown: "?", StepUndone: "↶", StepStanding: "!",
}

// previewed says a step that isn't begun, as the preview of the plan said it: what it gets from others isn't known yet.
func (r *run) previewed(n *node) string {
	if r.preview == nil {
		r.preview = map[string]string{}
		for _, line := range r.start.Frozen.Preview(r.lang) {
			r.preview[line.Step] = line.Says // an approval that policy asks for comes before its step, and isn't it
		}
	}
	return r.preview[n.outcome.ID]
}

// undoAhead lists what is still to be taken back, latest first.
func (r *run) undoAhead() (list []string) {
	for i, d := range slices.Backward(r.done) {
		if len(list) == maxTally {
			return append(list, r.say("and %d more", "und %d weitere", i+1))
		}
		list = append(list, "↶ **"+markdown(d.Path)+"** "+markdown(r.sayUndo(d)))
	}
	return list
}

// markdown makes a text one line that Markdown shows as it is: what comes from outside must not become a heading, a link or a picture.
func markdown(text string) string {
	return escapes.Replace(strings.Join(strings.Fields(text), " "))
}

var escapes = strings.NewReplacer(`\`, `\\`, "`", "\\`", "*", `\*`, "_", `\_`, "[", `\[`, "]", `\]`, "<", `\<`, ">", `\>`, "#", `\#`, "|", `\|`, "~", `\~`, "&", `\&`)

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
