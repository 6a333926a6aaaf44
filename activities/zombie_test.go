package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/connectors"
)

// TestAnAttemptThatStoodStill lets an attempt stand still between its claim and its send, as on a machine that is suspended, while something
// else happens to the row.
func TestAnAttemptThatStoodStill(t *testing.T) {
	for _, tc := range []struct {
		name  string
		still time.Duration
		then  func(t *testing.T, b *bench)
		sends int
	}{
		{"nothing happened", time.Minute, func(*testing.T, *bench) {}, 1},
		{"a newer attempt has it", time.Minute, func(t *testing.T, b *bench) {
			_, _, err := b.Claim(t.Context(), b.row())
			require.NoError(t, err)
		}, 0},
		{"it was undone as nothing", time.Minute, func(t *testing.T, b *bench) {
			got, err := b.acts.Undo(t.Context(), "toy.make", step)
			require.NoError(t, err)
			require.True(t, got.Nothing)
		}, 0},
	} {
		t.Run(tc.name, func(t *testing.T) {
			b := newBench(t, connectors.OnceFind, 0)
			b.acts.Ledger = &suspended{ledger: b.ledger, then: func() {
				b.now = b.now.Add(tc.still)
				tc.then(t, b)
			}}
			_, err := b.acts.Do(t.Context(), "toy.make", step)
			require.Equal(t, tc.sends, b.sends)
			require.Equal(t, tc.sends == 0, err != nil)
		})
	}
}

// suspended is a ledger behind whose first claim the machine stands still.
type suspended struct {
	*ledger
	then func()
}

func (s *suspended) Claim(ctx context.Context, e activities.Effect) (activities.Effect, bool, error) {
	row, fresh, err := s.ledger.Claim(ctx, e)
	if then := s.then; then != nil {
		s.then = nil
		then()
	}
	return row, fresh, err
}

// TestALateConfirmationOfWhatWasUndone has an attempt that was given up confirm what another has found and taken back.
func TestALateConfirmationOfWhatWasUndone(t *testing.T) {
	b := newBench(t, connectors.OnceFind, 0)
	b.during = func(ctx context.Context, key string) {
		b.during = nil
		b.made[key]++ // the send of the first attempt, whose answer is late
		_, err := b.acts.Do(ctx, "toy.make", step)
		require.NoError(t, err)
		_, err = b.acts.Undo(ctx, "toy.make", step)
		require.NoError(t, err)
		require.Equal(t, activities.Undone, b.row().State)
	}
	_, _ = b.acts.Do(t.Context(), "toy.make", step)
	require.Equal(t, activities.Undone, b.row().State, "the ledger still says that it was taken back")
}

// TestAnUndoThatIsOvertaken lets an undo stand still while another one is through with it: it must not put an old value back a second time.
func TestAnUndoThatIsOvertaken(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	_, err := b.acts.Do(t.Context(), "toy.set", step)
	require.NoError(t, err)
	b.acts.Ledger = &late{ledger: b.ledger, then: func() {
		b.acts.Ledger = b.ledger
		b.now = b.now.Add(time.Minute)
		_, err := b.acts.Undo(t.Context(), "toy.set", step)
		require.NoError(t, err)
		b.value = "somebody's since"
	}}
	_, err = b.acts.Undo(t.Context(), "toy.set", step)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	require.Equal(t, "somebody's since", b.value)
	_, err = b.acts.Undo(t.Context(), "toy.set", step)
	require.NoError(t, err, "the next attempt finds that it was done")
}

// late is a ledger behind whose first update the machine stands still.
type late struct {
	*ledger
	then func()
}

func (l *late) Update(ctx context.Context, e activities.Effect) (bool, error) {
	mine, err := l.ledger.Update(ctx, e)
	if then := l.then; then != nil {
		l.then = nil
		then()
	}
	return mine, err
}

// TestAnAttemptThatComesBackAfterTheEnd has an attempt stand still ahead of its claim while its run is cancelled.
func TestAnAttemptThatComesBackAfterTheEnd(t *testing.T) {
	for name, undone := range map[string]bool{"its step was undone": true, "its step can't be undone": false} {
		t.Run(name, func(t *testing.T) {
			b := newBench(t, connectors.OnceNone, 0)
			b.refuse = connectors.Errorf(connectors.Unavailable, "busy")
			_, err := b.acts.Do(t.Context(), "toy.make", step)
			require.Error(t, err)
			b.refuse = nil
			_, err = b.acts.Standing(t.Context(), step.Identity)
			require.NoError(t, err)
			if undone {
				for range 2 {
					got, err := b.acts.Undo(t.Context(), "toy.make", step)
					require.NoError(t, err)
					require.True(t, got.Nothing)
				}
			}
			_, err = b.acts.Do(t.Context(), "toy.make", activities.HandedOut(step, b.now.Add(-time.Minute)))
			require.Equal(t, connectors.Conflict, connectors.KindOf(err))
			require.Equal(t, 1, b.sends)
		})
	}
}

// TestARowThatIsGone has the ledger lose a row while its effect happens, as where its file is put back: nothing can be recorded, and that is said.
func TestARowThatIsGone(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	b.during = func(_ context.Context, key string) { delete(b.rows, key) }
	_, err := b.acts.Do(t.Context(), "toy.make", step)
	require.Equal(t, connectors.Unknown, connectors.KindOf(err))
	require.ErrorContains(t, err, "its row is gone")
}
