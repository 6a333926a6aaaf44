package drills_test

import (
	"regexp"
	"slices"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors/sandbox"
	"sayso/workflows"
)

// before is how the simulated apps stood before a run.
type before struct {
	states  map[string]state
	effects int
	mails   int
}

func (w *world) before(t require.TestingT) before {
	return before{w.states(t), len(w.effects(t)), len(w.mails(t))}
}

func (w *world) mails(t require.TestingT) []sandbox.Message {
	list, err := sandbox.Messages(w.dir)
	require.NoError(t, err)
	return list
}

// stay is what an undo leaves standing because the plan or the app wants it so.
type stay struct {
	record *regexp.Regexp // finds it in a change of the state: its kind, its id, what it was and what it is
	named  string         // the outcome must say this
}

// requireUndone holds what a run left to its promise: the simulated apps hold what they held before, to the byte. Mails can't be taken
// back, so each that went out stands there, and in what the run says; so do credit notes, and what stays. It gives the effects of the run
// and how many mails went out.
func (w *world) requireUndone(t require.TestingT, b before, run api.Run, stays ...stay) (effects []sandbox.Effect, mails int) {
	now := w.states(t)
	for _, app := range sandbox.Apps() {
		if app == "email" {
			continue
		}
		for _, c := range changes(b.states[app], now[app]) {
			i := slices.IndexFunc(stays, func(s stay) bool { return s.record.MatchString(c) })
			require.GreaterOrEqual(t, i, 0, "%s: %s; %s", app, c, run.Says)
			require.Contains(t, run.Says, stays[i].named)
		}
	}
	effects = w.effects(t)[b.effects:]
	for _, e := range effects {
		if e.Action == "undo invoice.create" && run.State != workflows.Completed {
			require.Regexp(t, "credit note|Stornorechnung", run.Says)
		}
	}
	sent := w.mails(t)[b.mails:]
	require.Len(t, changes(b.states["email"], now["email"]), len(sent))
	for _, m := range sent {
		require.Contains(t, run.Says, m.Subject, "a mail that went out is named")
	}
	if len(sent) > 0 {
		require.NotEqual(t, workflows.Undone, run.State, run.Says)
	}
	return effects, len(sent)
}
