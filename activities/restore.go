package activities

import "sayso/connectors"

// A ledger that was put back from a backup knows nothing of what was done after it. A run that was under way then does it once more, with
// the same keys, and must find out first: a row that is new to the ledger is one whose answer was lost.

// forgotten reports whether a step that the ledger doesn't know may have been done before the ledger was put back.
func (a *Activities) forgotten(s Step) bool {
	return !s.RunBegun.IsZero() && s.RunBegun.Before(a.Restored)
}

// keptHere reports whether an action keeps its records in Sayso's own store, which forgot them together with the ledger.
func (a *Activities) keptHere(op *connectors.Operation) bool {
	c, ok := a.Registry.App(op.App)
	return ok && op.Once == connectors.OnceTx && c.BuiltIn()
}

// lostAnswer is what is said of an effect of which nobody can tell whether it happened.
func lostAnswer(forgotten bool) string {
	if forgotten {
		return "it may have been done before Sayso was put back from a backup"
	}
	return "the answer was lost"
}
