package activities_test

import (
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/connectors"
)

// TestAfterARestore has a step done, takes the ledger back to a time before that, and has it done again.
func TestAfterARestore(t *testing.T) {
	for name, c := range map[string]struct {
		once   connectors.Once
		done   bool // before the ledger was put back
		failed bool // and ahead of it, an attempt that failed, of which the ledger still knows
		later  bool // the run was begun after that
		state  activities.State
		code   string
		sends  int // after the ledger was put back
	}{
		"it is found":                                          {once: connectors.OnceFind, done: true, state: activities.Reconciled},
		"it is not found, so it was not done":                  {once: connectors.OnceFind, state: activities.Confirmed, sends: 1},
		"the vendor knows the key":                             {once: connectors.OnceKey, done: true, state: activities.Confirmed, sends: 1},
		"nobody can tell":                                      {once: connectors.OnceNone, done: true, state: activities.Unknown, code: activities.CodeAsk},
		"Sayso's own store forgot it, too":                     {once: connectors.OnceTx, done: true, state: activities.Unknown, code: activities.CodeAsk},
		"it is found where the ledger says that it failed":     {once: connectors.OnceFind, done: true, failed: true, state: activities.Reconciled},
		"nobody can tell where the ledger says that it failed": {once: connectors.OnceNone, done: true, failed: true, state: activities.Unknown, code: activities.CodeAsk},
		"it failed, and was not done":                          {once: connectors.OnceFind, failed: true, state: activities.Confirmed, sends: 1},
		"a run that was begun after the backup":                {once: connectors.OnceNone, later: true, state: activities.Confirmed, sends: 1},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, c.once, 0)
			s := step
			s.RunBegun = b.now
			if c.failed {
				b.refuse = connectors.Errorf(connectors.Unavailable, "busy")
				_, err := b.acts.Do(t.Context(), "toy.make", s)
				require.Error(t, err)
				b.refuse = nil
			}
			backup := maps.Clone(b.rows)
			if c.done {
				_, err := b.acts.Do(t.Context(), "toy.make", s)
				require.NoError(t, err)
			}
			b.rows = backup
			b.sends = 0
			b.acts.Restored = b.now.Add(time.Hour)
			b.now = b.now.Add(2 * time.Hour)
			if c.later {
				s.RunBegun = b.now
			}
			for range 2 { // the second attempt after a crash that followed on the first
				_, err := b.acts.Do(t.Context(), "toy.make", s)
				if c.code == "" {
					require.NoError(t, err)
				} else {
					require.Equal(t, c.code, connectors.AsError(err).Code)
					require.ErrorContains(t, err, "it may have been done before Sayso was put back from a backup")
				}
				require.Equal(t, c.state, b.row().State)
			}
			require.Equal(t, c.sends, b.sends)
			require.LessOrEqual(t, b.made[step.Key()], 1, "it was done once")
		})
	}
}

// TestAnUndoAfterARestore takes a step back that the ledger doesn't know, where it was put back since the run began and where it was not.
func TestAnUndoAfterARestore(t *testing.T) {
	for name, c := range map[string]struct {
		once    connectors.Once
		done    bool // before the ledger was put back
		later   bool // the run was begun after that
		unknown bool // what the step was given
		failed  bool // an attempt ahead of that failed, of which the ledger still knows
		nothing bool // there was nothing to take back
		state   activities.State
		asks    bool
	}{
		"it is found":                                      {once: connectors.OnceFind, done: true, state: activities.Undone},
		"it is not found, so it was not done":              {once: connectors.OnceFind, nothing: true, state: activities.Undone},
		"it is found where the ledger says that it failed": {once: connectors.OnceFind, done: true, failed: true, unknown: true, state: activities.Undone},
		"there is nothing to look for it with":             {once: connectors.OnceFind, done: true, unknown: true, state: activities.Unknown, asks: true},
		"the vendor can't be asked":                        {once: connectors.OnceKey, done: true, state: activities.Unknown, asks: true},
		"Sayso's own store forgot it, too":                 {once: connectors.OnceTx, done: true, state: activities.Unknown, asks: true},
		"the run was begun later, and the step not":        {once: connectors.OnceKey, later: true, nothing: true, state: activities.Undone},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, c.once, 0)
			s := step
			s.RunBegun = b.now
			if c.failed {
				b.refuse = connectors.Errorf(connectors.Unavailable, "busy")
				_, err := b.acts.Do(t.Context(), "toy.make", s)
				require.Error(t, err)
				b.refuse = nil
			}
			backup := maps.Clone(b.rows)
			if c.done {
				_, err := b.acts.Do(t.Context(), "toy.make", s)
				require.NoError(t, err)
			}
			b.rows = backup
			b.acts.Restored = b.now.Add(time.Hour)
			b.now = b.now.Add(2 * time.Hour)
			if c.later {
				s.RunBegun = b.now
			}
			if c.unknown {
				s.With = nil
			}
			for range 2 { // the second attempt after a crash that followed on the first, or as a person wants it
				got, err := b.acts.Undo(t.Context(), "toy.make", s)
				if c.asks {
					require.Equal(t, activities.CodeAsk, connectors.AsError(err).Code)
					require.ErrorContains(t, err, "it may have been done before Sayso was put back from a backup")
				} else {
					require.NoError(t, err)
					require.Equal(t, c.nothing, got.Nothing)
				}
				require.Equal(t, c.state, b.row().State)
			}
			require.Equal(t, c.asks, b.made[step.Key()] > 0, "it stands only where somebody is asked about it")
		})
	}
}
