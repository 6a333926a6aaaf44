package drills_test

import (
	"context"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// TestStartOnce has fifty callers start the same with the same idempotency key, in one moment and after it is over.
func TestStartOnce(t *testing.T) {
	w := newWorld(t)
	p := &plan.Plan{Name: "once", Inputs: map[string]plan.Input{"text": {Type: "string"}}, Steps: []plan.Step{post("tell", "${inputs.text}")}}
	start := func(ctx context.Context, key, text string) (string, error) {
		frozen, problems, err := w.Freeze(ctx, p, map[string]any{"text": text}, api.Scope{Sandbox: true})
		require.NoError(t, err)
		require.NotNil(t, frozen, "%v", problems)
		return w.Start(ctx, frozen, api.StartOptions{Approved: true, Key: key})
	}
	ids := make([]string, 50)
	var wait sync.WaitGroup
	for i := range ids {
		wait.Go(func() {
			id, err := start(t.Context(), "order 17", "hello")
			require.NoError(t, err)
			ids[i] = id
		})
	}
	wait.Wait()
	for _, id := range ids {
		require.Equal(t, ids[0], id)
	}
	require.Equal(t, workflows.Completed, w.finish(t, ids[0], nil).State)
	again, err := start(t.Context(), "order 17", "hello")
	require.NoError(t, err)
	require.Equal(t, ids[0], again)

	_, err = start(t.Context(), "order 17", "something else")
	require.Equal(t, connectors.Conflict, connectors.KindOf(err))
	require.Equal(t, "key_reused", connectors.AsError(err).Code)
	require.ErrorContains(t, err, ids[0])
	for _, key := range []string{" ", "a ", string(make([]byte, api.MaxKey+1))} {
		_, err = start(t.Context(), key, "hello")
		require.Equal(t, "bad_key", connectors.AsError(err).Code)
	}
	other, err := start(t.Context(), "order 18", "hello")
	require.NoError(t, err)
	require.NotEqual(t, ids[0], other)
	w.finish(t, other, nil)
	effects := 0
	for _, e := range w.effects(t) {
		if e.Action == "slack.post_message" {
			effects++
		}
	}
	require.Equal(t, 2, effects, "one for each key")
}
