package activities

import "sayso/connectors"

// A ledger that was put back from a backup knows nothing of what was done after it. A run that was under way then does it once more, with
// the same keys, and must find out first: a row that is new to the ledger is one whose answer was lost, and a row that says that an attempt failed
// knows nothing of the attempt that followed.

// forgotten reports whether a step that the ledger doesn't know may have been done before the ledger was put back.
func (a *Activities) forgotten(s Step) bool {
	return !s.RunBegun.IsZero() && s.RunBegun.Before(a.Restored)
}

// doubted gives a row as it is to be taken where it was written before the ledger was put back.
func (a *Activities) doubted(s Step, row Effect) Effect {
	written := row.Begun
	if row.SentAt.After(written) {
		written = row.SentAt
	}
	if !a.forgotten(s) || row.State.Settled() || !written.Before(a.Restored) {
		return row
	}
	if row.State == Claimed || row.State == Failed {
		row.State, row.Error = Sent, lostAnswer(true)
	}
	row.SentAt = a.Restored
	return row
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
