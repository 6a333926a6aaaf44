package activities_test

import (
	"context"
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/connectors"
)

func TestIntentIsRecordedBeforeTheEffect(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	b.during = func(_ context.Context, key string) { require.Equal(t, activities.Sent, b.rows[key].State) }
	got, err := b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.JSONEq(t, `{"id":"`+step.Key()+`"}`, string(got.Output))
	require.Equal(t, []activities.State{activities.Sent, activities.Confirmed}, b.log, "two commits, no more")

	b = newBench(t, connectors.OnceKey, 0)
	b.broken = true
	_, err = b.acts.Do(t.Context(), "toy.make", step)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	require.Zero(t, b.sends, "what can't be recorded is not done")
}

func TestAConfirmedEffectIsNotDoneAgain(t *testing.T) {
	b := newBench(t, connectors.OnceNone, 0)
	first, err := b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	again, err := b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.Equal(t, first.Output, again.Output)
	require.Equal(t, 1, b.sends)

	other := step
	other.With = json.RawMessage(`{"name":"other"}`)
	_, err = b.acts.Do(t.Context(), "toy.make", other)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err), "a key can't stand for another input")
}

// An approval is for an account. A connection that was signed in anew as somebody else in the meantime serves no run that was begun
// before: neither to act nor to undo.
func TestAnotherAccount(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	bound := step
	bound.Account = "Anna"
	_, err := b.acts.Do(t.Context(), "toy.make", bound)
	require.NoError(t, err)

	b.vault.account = "Berta"
	_, err = b.acts.Undo(t.Context(), "toy.make", bound)
	require.Equal(t, connectors.Denied, connectors.KindOf(err))
	require.ErrorContains(t, err, "toy/test is signed in as Berta by now, and the run was begun for Anna")
	require.Len(t, b.made, 1)
	bound.Path = "next"
	_, err = b.acts.Do(t.Context(), "toy.make", bound)
	require.Equal(t, connectors.Denied, connectors.KindOf(err))
	require.False(t, connectors.KindOf(err).Rule().Retry)
	require.Equal(t, 1, b.sends)

	b.vault.account = "Anna"
	_, err = b.acts.Do(t.Context(), "toy.make", bound)
	require.NoError(t, err)
}

// TestLostAnswer loses the answer of an effect that happened, and has the step attempted until it stops.
func TestLostAnswer(t *testing.T) {
	for _, tc := range []struct {
		once  connectors.Once
		find  connectors.Found
		state activities.State
		ask   bool
	}{
		{once: connectors.OnceKey, state: activities.Confirmed},
		{once: connectors.OnceFind, state: activities.Reconciled},
		{once: connectors.OnceFind, find: connectors.FoundCannotTell, state: activities.Unknown, ask: true},
		{once: connectors.OnceNone, state: activities.Unknown, ask: true},
	} {
		t.Run(string(tc.once)+string(tc.find), func(t *testing.T) {
			b := newBench(t, tc.once, 0)
			b.find, b.answer = tc.find, lost
			var err error
			for attempt := 1; attempt <= 3; attempt++ {
				if _, err = b.acts.Do(t.Context(), "toy.make", step); err == nil {
					break
				}
				b.answer = nil
			}
			require.Equal(t, 1, b.made[step.Key()], "once")
			require.Equal(t, tc.state, b.row().State)
			require.Equal(t, tc.ask, err != nil && connectors.AsError(err).Code == activities.CodeAsk)
		})
	}
}

// TestCrashAfterTheSend lets the process die between the send and the record of its outcome: the effect did or didn't happen.
func TestCrashAfterTheSend(t *testing.T) {
	for _, once := range []connectors.Once{connectors.OnceKey, connectors.OnceFind, connectors.OnceNone} {
		for _, landed := range []bool{true, false} {
			b := newBench(t, once, 0)
			b.rows[step.Key()] = activities.Effect{Key: step.Key(), Fingerprint: fingerprintOf(t, once), Action: "toy.make", State: activities.Sent,
				Attempt: 1, Input: step.With, Begun: b.now, SentAt: b.now.Add(-time.Second)}
			if landed {
				b.made[step.Key()] = 1
			}
			_, err := b.acts.Do(t.Context(), "toy.make", step)
			if once == connectors.OnceNone {
				require.Equal(t, activities.CodeAsk, connectors.AsError(err).Code)
				require.Zero(t, b.sends, "never again by itself")
				continue
			}
			require.NoError(t, err)
			require.Equal(t, 1, b.made[step.Key()], "%s landed=%v", once, landed)
		}
	}
}

// fingerprintOf learns the fingerprint of the step from a run that went well.
func fingerprintOf(t *testing.T, once connectors.Once) string {
	t.Helper()
	b := newBench(t, once, 0)
	_, err := b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	return b.row().Fingerprint
}

func TestANoWithinTheLagIsNoProof(t *testing.T) {
	b := newBench(t, connectors.OnceFind, time.Minute)
	b.answer, b.find = lost, connectors.FoundNo // it happened, and the index doesn't show it yet
	_, err := b.acts.Do(t.Context(), "toy.make", step)
	require.Equal(t, 4*time.Second, connectors.AsError(err).RetryAfter)
	require.Equal(t, activities.Sent, b.row().State)

	b.now = b.now.Add(10 * time.Second)
	_, err = b.acts.Do(t.Context(), "toy.make", step)
	require.Equal(t, 30*time.Second, connectors.AsError(err).RetryAfter, "the pauses grow, up to the lag")

	b.now, b.find, b.answer = b.now.Add(time.Minute), "", nil
	_, err = b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.Equal(t, 1, b.sends)
	require.Equal(t, activities.Reconciled, b.row().State)
}

func TestARefusalIsCertain(t *testing.T) {
	b := newBench(t, connectors.OnceNone, 0)
	b.refuse = connectors.Errorf(connectors.Unavailable, "try later")
	_, err := b.acts.Do(t.Context(), "toy.make", step)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	require.Equal(t, activities.Failed, b.row().State)

	b.refuse = nil
	_, err = b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.Equal(t, 1, b.made[step.Key()])
}

// TestARefusalAfterALostAnswerIsNoProof loses the answer of an effect that happened and refuses the next attempt: the first may stand.
func TestARefusalAfterALostAnswerIsNoProof(t *testing.T) {
	for _, kind := range []connectors.Kind{connectors.Denied, connectors.Unavailable} {
		b := newBench(t, connectors.OnceKey, 0)
		b.answer = lost
		_, err := b.acts.Do(t.Context(), "toy.make", step)
		require.Equal(t, connectors.Unknown, connectors.KindOf(err))
		b.answer, b.refuse = nil, connectors.Errorf(kind, "no more of that")
		_, err = b.acts.Do(t.Context(), "toy.make", step)
		require.Equal(t, connectors.Unknown, connectors.KindOf(err))
		require.ErrorContains(t, err, "no more of that")
		require.Equal(t, !kind.Rule().Retry, connectors.AsError(err).Code == activities.CodeAsk, "it is attempted again where that may help")
		require.Equal(t, activities.Unknown, b.row().State)

		b.refuse = nil
		_, err = b.acts.Do(t.Context(), "toy.make", step)
		require.NoError(t, err)
		require.Equal(t, 1, b.made[step.Key()])
		require.Equal(t, activities.Confirmed, b.row().State)
	}
}

// TestARefusalThatALaterLookExplains refuses an effect whose first answer was lost: once a look counts, it is certain that it didn't happen.
func TestARefusalThatALaterLookExplains(t *testing.T) {
	b := newBench(t, connectors.OnceKey, time.Minute)
	b.refuse = lost
	_, err := b.acts.Do(t.Context(), "toy.keyed", step)
	require.Equal(t, connectors.Unknown, connectors.KindOf(err))
	b.refuse = connectors.Errorf(connectors.Invalid, "no")
	b.now = b.now.Add(time.Second)
	_, err = b.acts.Do(t.Context(), "toy.keyed", step)
	e := connectors.AsError(err)
	require.Equal(t, connectors.Unknown, e.Kind)
	require.NotEqual(t, activities.CodeAsk, e.Code, "nobody is asked what can be found out")
	require.Equal(t, activities.Unknown, b.row().State)
	b.now = b.now.Add(e.RetryAfter)
	_, err = b.acts.Do(t.Context(), "toy.keyed", step)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
	require.Equal(t, activities.Failed, b.row().State)
}

func TestAnAttemptThatIsOvertakenWhileItReadsSendsNothing(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	b.reading = func() {
		row := b.row()
		row.Attempt = 2
		b.rows[step.Key()] = row
	}
	_, err := b.acts.Do(t.Context(), "toy.set", step)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	require.Zero(t, b.sends)
	require.Equal(t, "old", b.value)
}

// TestAReadInAWorkflowTaskIsKept carries out a quick read twice, as after a crash of the workflow task: what followed on the first was done
// with what it gave.
func TestAReadInAWorkflowTaskIsKept(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	quick := step
	quick.Quick = true
	first, err := b.acts.Do(t.Context(), "toy.get", quick)
	require.NoError(t, err)
	b.value = "changed since"
	again, err := b.acts.Do(t.Context(), "toy.get", quick)
	require.NoError(t, err)
	require.Equal(t, first.Output, again.Output)
	require.Equal(t, 1, b.sends)
}

// TestALateConfirmationIsAFact has an attempt that was given up confirm what it did, after another has claimed the row.
func TestALateConfirmationIsAFact(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	b.during = func(_ context.Context, key string) {
		row := b.rows[key]
		row.Attempt++
		b.rows[key] = row
	}
	_, err := b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.Equal(t, activities.Confirmed, b.row().State)
}

// TestWhatWasNotAnnouncedIsNotInDoubt breaks an action off in its introduction: it can't have happened, whatever its Once.
func TestWhatWasNotAnnouncedIsNotInDoubt(t *testing.T) {
	b := newBench(t, connectors.OnceNone, 0)
	b.during = func(_ context.Context, key string) { require.NotEqual(t, activities.Sent, b.rows[key].State) }
	b.refuse = lost
	_, err := b.acts.Do(t.Context(), "toy.mail", step)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))

	b.refuse = nil
	_, err = b.acts.Do(t.Context(), "toy.mail", step)
	require.NoError(t, err)
	require.Equal(t, 1, b.made[step.Key()])

	b = newBench(t, connectors.OnceNone, 0)
	b.answer = lost
	_, err = b.acts.Do(t.Context(), "toy.mail", step)
	require.Equal(t, activities.CodeAsk, connectors.AsError(err).Code)
	require.Equal(t, activities.Unknown, b.row().State)
}

func TestUndoPutsBackWhatWasThere(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	_, err := b.acts.Do(t.Context(), "toy.set", step)
	require.NoError(t, err)
	require.Equal(t, "new", b.value)
	for range 2 {
		_, err = b.acts.Undo(t.Context(), "toy.set", step)
		require.NoError(t, err)
		require.Equal(t, "old", b.value)
		b.rows[step.Key()] = with(b.row(), activities.Undoing) // as after a crash in the middle
	}
}

func with(e activities.Effect, s activities.State) activities.Effect { e.State = s; return e }

func TestUndoOfWhatNeverHappened(t *testing.T) {
	b := newBench(t, connectors.OnceFind, 0)
	never := step
	never.Path = "never"
	got, err := b.acts.Undo(t.Context(), "toy.make", never)
	require.NoError(t, err)
	require.True(t, got.Nothing)
	_, err = b.acts.Do(t.Context(), "toy.make", never) // by an attempt that was thought lost
	require.Equal(t, connectors.Conflict, connectors.KindOf(err))
	require.Zero(t, b.sends, "what was undone is not begun any more")

	b.refuse = connectors.Errorf(connectors.Invalid, "no")
	_, err = b.acts.Do(t.Context(), "toy.make", step)
	require.Error(t, err)
	got, err = b.acts.Undo(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.True(t, got.Nothing)
}

// TestUndoOfALostAnswer undoes effects whose outcome is not known: it looks first, and asks where looking doesn't help.
func TestUndoOfALostAnswer(t *testing.T) {
	for _, tc := range []struct {
		name string
		find connectors.Found
		ask  bool
	}{{"there", "", false}, {"nobody can tell", connectors.FoundCannotTell, true}} {
		t.Run(tc.name, func(t *testing.T) {
			b := newBench(t, connectors.OnceFind, 0)
			b.find, b.answer = connectors.FoundCannotTell, lost
			_, err := b.acts.Do(t.Context(), "toy.make", step)
			require.Error(t, err)
			b.find = tc.find
			_, err = b.acts.Undo(t.Context(), "toy.make", step)
			require.Equal(t, tc.ask, err != nil)
			if tc.ask {
				require.Equal(t, activities.CodeAsk, connectors.AsError(err).Code)
				return
			}
			require.Empty(t, b.made)
			require.Equal(t, activities.Undone, b.row().State)
		})
	}
}

func TestKeysAreDistinct(t *testing.T) {
	seen := map[string]bool{}
	for _, i := range []activities.Identity{
		{Workflow: "a", Path: "b"}, {Workflow: "ab"}, {Workflow: "a", Path: "b[1]"}, {Workflow: "a", Path: "b", Epoch: 1},
		{Workflow: "a", FirstRun: "b"}, {Namespace: "a", Workflow: "b"},
	} {
		require.Len(t, i.Key(), 32)
		require.False(t, seen[i.Key()], "%+v", i)
		seen[i.Key()] = true
	}
}
