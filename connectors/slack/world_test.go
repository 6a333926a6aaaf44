package slack_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors/connectortest"
	"sayso/connectors/slack"
)

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
