package workflows

import (
	"slices"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
)

// isPaused reports whether a step came to a paused connection: nothing was sent, so nothing has failed.
func isPaused(f activities.Failure) bool { return f.Code == activities.CodeConnectionPaused }

// hold parks the run until the step's connection is resumed, whatever on_failure says. The step is then done under the same key, for an
// attempt ahead of the pause may have been lost on its way; where one was, what undoes it stays noted.
func (r *run) hold(ctx workflow.Context, f frame, n *node, failure activities.Failure) (*Decision, *stop) {
	n.outcome.Error = failure.Message
	r.mark(ctx, n, StepWaiting)
	d := r.ask(ctx, Question{Step: f.at(n), Kind: AskPaused, Says: r.sayPaused(n, failure), Choices: []Choice{Retry, Undo, Stop},
		Paused: n.frozen.Connection}, 0, n)
	if d != nil && d.Choice == Retry {
		n.outcome.Error = ""
		return d, nil
	}
	if failure.Kind != connectors.Unknown {
		r.drop(f.at(n))
	}
	r.fail(ctx, n, StepFailed, failure)
	halt := &stop{state: Undone, failure: &failure, node: n, decided: true}
	switch {
	case d == nil:
		halt.cancel = true
	case d.Choice == Stop:
		halt.state, halt.keep = Failed, true
	}
	return d, halt
}

// undoneThrough is the connection that an effect is taken back through.
func undoneThrough(n *node, d Done) string {
	if d.Custom != nil {
		return n.frozen.UndoConnection
	}
	return n.frozen.Connection
}

// pausedConnections lists the connections that the run waits for, each once.
func (r *run) pausedConnections() (list []string) {
	for _, p := range r.pending {
		if p.Kind == AskPaused && !slices.Contains(list, p.Paused) {
			list = append(list, p.Paused)
		}
	}
	return list
}

func (r *run) sayPaused(n *node, f activities.Failure) string {
	return r.say("Step %s (%s) waits: %s It goes on after: sayso resume %s",
		"Schritt %s (%s) wartet: %s Es geht weiter nach: sayso resume %s", n.outcome.ID, what(n), sentence(f.Message), connectors.ConnectionName(n.frozen.Connection))
}

func (r *run) sayUndoPaused(d Done, f activities.Failure) string {
	return r.say("Undoing step %s waits, so this is still standing: %s. %s It goes on after: sayso resume %s",
		"Das Rückgängigmachen von Schritt %s wartet, also besteht noch: %s. %s Es geht weiter nach: sayso resume %s",
		d.Path, r.whatAt(d), sentence(f.Message), connectors.ConnectionName(undoneThrough(r.nodeOf(d), d)))
}
