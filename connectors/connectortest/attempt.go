package connectortest

import (
	"context"
	"encoding/json"
	"slices"
	"testing"
	"time"

	"github.com/google/jsonschema-go/jsonschema"
	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// prompt is how soon a call has to return once its context is done.
const prompt = 5 * time.Second

// done checks that the action works: the output fits its schema, a read changes nothing, a write changes something.
func done(t *testing.T, c *call) {
	fits(t, "input", c.op.In, c.raw.In)
	c.before(t)
	state, effects := c.state(t), c.effects(t)
	out, err := c.do(t.Context())
	require.NoError(t, err)
	fits(t, "output", c.op.Out, out)
	if c.want.Out != "" {
		require.JSONEq(t, c.want.Out, string(out))
	}
	if c.op.Effect == connectors.Read {
		require.Equal(t, state, c.state(t), "a read changed something")
		require.Equal(t, effects, c.effects(t), "a read had an effect")
		return
	}
	require.NotEqual(t, state, c.state(t), "the action changed nothing, so that its case proves nothing")
	if c.world.Effects != nil {
		require.Greater(t, c.effects(t), effects, "the app logged no effect")
	}
}

// fits checks a value against the schema that plans are checked with.
func fits(t *testing.T, what string, s *connectors.Schema, raw json.RawMessage) {
	t.Helper()
	resolved, err := s.CloneSchemas().Resolve(&jsonschema.ResolveOptions{})
	require.NoError(t, err)
	var value any
	require.NoError(t, json.Unmarshal(raw, &value))
	require.NoError(t, resolved.Validate(value), "the %s doesn't fit its schema: %s", what, raw)
}

// previewed checks that a preview reads and nothing more.
func previewed(t *testing.T, c *call) {
	state, effects := c.state(t), c.effects(t)
	changes, err := c.op.Preview(c.trace(t.Context(), "preview"), c.raw)
	require.NoError(t, err)
	require.NotEmpty(t, changes, "the preview shows nothing of what the action changes")
	for _, change := range changes {
		require.NotEmpty(t, change.Of)
		require.NotEqual(t, change.Before, change.After, "the preview shows a change that is none")
	}
	require.Equal(t, state, c.state(t), "the preview changed something")
	require.Equal(t, effects, c.effects(t), "the preview had an effect")
}

// secondAttempt checks that what was done once is not done again: by sending it again where that is safe, else by finding it. An
// action that is never attempted again has nothing to show here.
func secondAttempt(t *testing.T, c *call) {
	if c.op.Find != nil {
		_, found, err := c.find(t.Context())
		require.NoError(t, err)
		require.NotEqual(t, connectors.FoundYes, found, "it was found before it was done")
	}
	c.before(t)
	out, err := c.do(t.Context())
	require.NoError(t, err)
	c.again(t, out)
}

// again makes the second attempts at an effect that the app carried out. out is what the first one returned, nil where its
// answer was lost. It gives the output that a run goes on with.
func (c *call) again(t *testing.T, out json.RawMessage) json.RawMessage {
	t.Helper()
	state, effects := c.state(t), c.effects(t)
	check := func(how string, got json.RawMessage) {
		t.Helper()
		fits(t, "output", c.op.Out, got)
		if out != nil {
			require.JSONEq(t, string(out), string(got), "%s gives another output than the first attempt", how)
		}
		require.Equal(t, state, c.state(t), "%s changed something once more", how)
		require.Equal(t, effects, c.effects(t), "%s had a second effect", how)
		out = got
	}
	if c.op.Find != nil {
		got := c.found(t)
		check("finding it", got)
	}
	if c.op.Once.Resend() {
		got, err := c.do(t.Context())
		require.NoError(t, err, "sending it again")
		check("sending it again", got)
	}
	return out
}

// found looks for an effect that is there. Where the action says that the app shows it with a lag, it looks again for a while.
func (c *call) found(t *testing.T) json.RawMessage {
	t.Helper()
	patience := time.NewTimer(min(c.op.Lag, prompt))
	defer patience.Stop()
	again := time.NewTicker(20 * time.Millisecond)
	defer again.Stop()
	for {
		got, found, err := c.find(t.Context())
		require.NoError(t, err)
		if found == connectors.FoundYes {
			return got
		}
		select {
		case <-patience.C:
			t.Fatalf("the effect is there, but was not found: %s", found)
		case <-again.C:
		}
	}
}

// undone checks that an undo takes back what was done, and may come twice.
func undone(t *testing.T, c *call) {
	state := c.state(t)
	c.before(t)
	out, err := c.do(t.Context())
	require.NoError(t, err)
	c.takeBack(t, out, state)
}

// takeBack undoes twice and compares with the state before, or asks the case where the undo leaves traces by its nature.
func (c *call) takeBack(t *testing.T, out json.RawMessage, state string) {
	t.Helper()
	require.NoError(t, c.undo(t.Context(), out), "undo")
	traceless := slices.Contains([]string{"restore", "delete", "undelete", "remove", "reopen"}, c.op.UndoBy)
	switch {
	case c.want.Undone != nil:
		c.want.Undone(t, c.world, out)
	case traceless:
		require.Equal(t, state, c.state(t), "the undo didn't restore what was there before")
	default:
		t.Fatalf("an undo by %q leaves traces: the case has to say with Undone how it is told", c.op.UndoBy)
	}
	after := c.state(t)
	require.NoError(t, c.undo(t.Context(), out), "the second undo")
	require.Equal(t, after, c.state(t), "the second undo changed something")
}

// cancelledBefore checks that a call whose context is done from the beginning does nothing and says so.
func cancelledBefore(t *testing.T, c *call) {
	c.before(t)
	state := c.state(t)
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	started := time.Now()
	_, err := c.do(ctx)
	require.Less(t, time.Since(started), prompt, "the call went on after it was cancelled")
	require.Equal(t, state, c.state(t), "a cancelled call changed something")
	require.Error(t, err, "a cancelled call succeeded")
}
