package activities_test

import (
	"context"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/connectors"
)

var pause = activities.Pause{Of: activities.OfConnection, Name: "toy/test", Since: time.Date(2026, 11, 20, 9, 4, 0, 0, time.UTC), By: "anna", Why: "new token"}

// Nothing is sent through a paused connection, neither to do nor to undo, and nothing is noted; later the same step is done under its key.
func TestAPausedConnection(t *testing.T) {
	b := newBench(t, connectors.OnceKey, 0)
	b.vault.paused = &pause
	german := step
	german.Lang = "de"
	_, err := b.acts.Do(t.Context(), "toy.make", german)
	e := connectors.AsError(err)
	require.Equal(t, []any{connectors.Conflict, activities.CodeConnectionPaused}, []any{e.Kind, e.Code})
	require.Equal(t, "toy/test ist seit 2026-11-20 09:04 UTC von anna angehalten: new token", e.Message)
	require.False(t, e.Kind.Rule().Retry, "no attempt is burnt on it")
	_, err = b.acts.Do(t.Context(), "toy.get", step)
	require.EqualError(t, err, "toy/test is paused since 2026-11-20 09:04 UTC by anna: new token")
	require.Zero(t, b.sends)
	require.Empty(t, b.rows)

	b.vault.paused = nil
	_, err = b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.Equal(t, map[string]int{step.Key(): 1}, b.made)

	b.vault.paused = &pause
	_, err = b.acts.Undo(t.Context(), "toy.make", step)
	require.Equal(t, activities.CodeConnectionPaused, connectors.AsError(err).Code)
	require.Equal(t, activities.Confirmed, b.row().State)
	b.vault.paused = nil
	_, err = b.acts.Undo(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.Empty(t, b.made)
}

// A pause that comes while an attempt is under way lets it end. What is done is known to be done, also when a workflow task that was
// lost is carried out again while the pause goes on; what is in doubt stays so, and is looked for later.
func TestAPauseDuringAnAttempt(t *testing.T) {
	b := newBench(t, connectors.OnceFind, time.Minute)
	b.during = func(context.Context, string) { b.vault.paused = &pause }
	first, err := b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	again, err := b.acts.Do(t.Context(), "toy.make", step)
	require.NoError(t, err)
	require.Equal(t, first.Output, again.Output)

	lostStep := step
	lostStep.Path = "lost"
	b.vault.paused, b.answer, b.find = nil, lost, connectors.FoundNo
	_, err = b.acts.Do(t.Context(), "toy.make", lostStep)
	require.Equal(t, connectors.Unknown, connectors.KindOf(err))
	b.answer, b.find = nil, ""
	_, err = b.acts.Do(t.Context(), "toy.make", lostStep)
	e := connectors.AsError(err)
	require.Equal(t, []any{connectors.Unknown, activities.CodeConnectionPaused}, []any{e.Kind, e.Code})
	require.Equal(t, activities.Sent, b.rows[lostStep.Key()].State)
	b.vault.paused = nil
	_, err = b.acts.Do(t.Context(), "toy.make", lostStep)
	require.NoError(t, err)
	require.Equal(t, 2, b.sends, "found, and not sent again")
}
