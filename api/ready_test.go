package api

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"

	"sayso/connectors"
)

// A decision right after the start doesn't fail because the run is too young, but waits for it, and not for ever.
func TestWhenReady(t *testing.T) {
	young, other := serviceerror.NewWorkflowNotReady("no task yet"), errors.New("closed")
	asked := 0
	after := func(n int, then error) func(context.Context) (string, error) {
		asked = 0
		return func(context.Context) (string, error) {
			if asked++; asked <= n {
				return "", young
			}
			return "yes", then
		}
	}
	got, err := whenReady(t.Context(), time.Minute, after(3, nil))
	require.NoError(t, err)
	require.Equal(t, "yes", got)
	require.Equal(t, 4, asked)

	_, err = whenReady(t.Context(), time.Minute, after(1, other))
	require.ErrorIs(t, err, other)
	require.Equal(t, 2, asked, "any other error is an answer")

	_, err = whenReady(t.Context(), 50*time.Millisecond, after(1<<30, nil))
	require.ErrorIs(t, err, young)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(runError("hello-1", err)))

	ended, cancel := context.WithCancel(t.Context())
	cancel()
	_, err = whenReady(ended, time.Minute, after(1<<30, nil))
	require.ErrorIs(t, err, context.Canceled)
}
