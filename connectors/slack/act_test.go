package slack_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/slack"
)

// act is one call of an action, which may fail.
type act struct {
	op   *connectors.Operation
	call connectors.RawCall
}

func prepare(t *testing.T, w *connectortest.World, action, in string) act {
	t.Helper()
	for _, op := range w.Connector.Actions {
		if op.Name == action {
			return act{op, connectors.RawCall{In: json.RawMessage(in), Conn: w.Conn, Key: "0123456789abcdef0123456789abcdef", Files: w.Files, Now: time.Now()}}
		}
	}
	t.Fatalf("no action %s", action)
	return act{}
}

func (a act) do(t *testing.T) (map[string]any, error) {
	t.Helper()
	raw, err := a.op.Do(t.Context(), a.call)
	if err != nil {
		return nil, err
	}
	var out map[string]any
	require.NoError(t, json.Unmarshal(raw, &out))
	return out, nil
}

func (a act) mustDo(t *testing.T) map[string]any {
	t.Helper()
	out, err := a.do(t)
	require.NoError(t, err)
	return out
}

func (a act) before(t *testing.T) json.RawMessage {
	t.Helper()
	raw, err := a.op.Before(t.Context(), a.call)
	require.NoError(t, err)
	return raw
}

func (a act) undo(t *testing.T, out map[string]any, before json.RawMessage) error {
	t.Helper()
	raw, err := json.Marshal(out)
	require.NoError(t, err)
	return a.op.Undo(t.Context(), connectors.RawUndoing{Call: a.call, Out: raw, Before: before})
}

func world(t *testing.T) *connectortest.World {
	t.Helper()
	return connectortest.Simulated(t, slack.New())
}

// text is what the workspace holds of a message of ours, in Slack's escaping.
func text(t *testing.T, w *connectortest.World, channel, ts string) string {
	t.Helper()
	raw, err := w.State()
	require.NoError(t, err)
	var state struct {
		Message map[string]struct{ Text string }
	}
	require.NoError(t, json.Unmarshal(raw, &state))
	return state.Message[channel+"/"+ts].Text
}
