package api_test

import (
	"context"
	"io"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api"
	"sayso/connectors"
)

// A paused connection is not opened, from the pause on until it is resumed; it is still listed, with who paused it and why.
func TestVaultOpensNothingThatIsPaused(t *testing.T) {
	w := newWorld(t)
	w.connect(t, "slack", "prod")
	w.connect(t, "slack", "second")
	before, err := w.Vault.Open(t.Context(), "slack/prod")
	require.NoError(t, err)
	r := api.PauseRequest{Of: activities.OfConnection, Name: "slack/prod", By: "anna", Why: " new\n token "}
	p, err := w.Pause(t.Context(), r)
	require.NoError(t, err)
	require.Equal(t, activities.Pause{Of: activities.OfConnection, Name: "slack/prod", Since: w.Now(), By: "anna", Why: "new token"}, p)

	_, err = w.Vault.Open(t.Context(), "slack/prod")
	require.Equal(t, activities.CodeConnectionPaused, connectors.AsError(err).Code)
	require.EqualError(t, err, "slack/prod is paused since 2026-11-20 09:00 UTC by anna: new token")
	_, err = w.Vault.Open(t.Context(), "slack/second")
	require.NoError(t, err)
	known, err := w.Vault.Known(t.Context(), api.DefaultWorkspace, false)
	require.NoError(t, err)
	for _, k := range known {
		require.Equal(t, k.ID == "slack/prod", k.Paused != nil, k.ID)
	}

	second, err := w.Pause(t.Context(), api.PauseRequest{Of: activities.OfConnection, Name: "slack/prod", By: "berta"})
	require.NoError(t, err)
	require.Equal(t, p, second, "it is paused already")

	_, ok, err := w.Pauses.Resume(t.Context(), activities.OfConnection, "slack/prod")
	require.NoError(t, err)
	require.True(t, ok)
	after, err := w.Vault.Open(t.Context(), "slack/prod")
	require.NoError(t, err)
	require.Same(t, before, after, "its session is still good")
}

func TestWhatCanBePaused(t *testing.T) {
	w := newWorld(t)
	for _, test := range []struct {
		of   activities.Pausable
		name string
		kind connectors.Kind
	}{
		{activities.OfConnection, "slack/sandbox", ""},
		{activities.OfConnection, "slack/prod", connectors.NotFound},
		{activities.OfConnection, "teams/prod", connectors.NotFound},
		{activities.OfConnection, "slack", connectors.Invalid},
		{activities.OfConnection, "", connectors.Invalid},
		{activities.OfConnection, "slack/prod' OR 'a' = 'a", connectors.Invalid},
		{activities.OfPlan, "invoice-and-confirm", ""},
		{activities.OfPlan, "", connectors.Invalid},
		{activities.OfPlan, "Not a plan", connectors.Invalid},
	} {
		p, err := w.Pause(t.Context(), api.PauseRequest{Of: test.of, Name: test.name, By: "anna", Why: strings.Repeat("lang ", 1000)})
		require.Equal(t, test.kind, connectors.KindOf(err), "%s: %v", test.name, err)
		require.LessOrEqual(t, len(p.Why), 500)
	}
	bare := &api.Service{Registry: w.Registry, Vault: &api.Vault{Registry: w.Registry}}
	_, err := bare.Pause(t.Context(), api.PauseRequest{Of: activities.OfPlan, Name: "a"})
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
}

// unreadable are pauses on a disk that is gone.
type unreadable struct{ api.PauseStore }

func (unreadable) Paused(context.Context, activities.Pausable, string) (activities.Pause, bool, error) {
	return activities.Pause{}, false, io.ErrUnexpectedEOF
}

// Where nobody can tell whether a connection is paused, nothing is sent through it.
func TestAPauseThatCannotBeRead(t *testing.T) {
	w := newWorld(t)
	w.Vault.Pauses = unreadable{}
	_, err := w.Vault.Open(t.Context(), "slack/sandbox")
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err), "certainly not sent, and tried again")
}
