package slack_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors/connectortest"
	"sayso/connectors/slack"
)

func TestConformance(t *testing.T) {
	connectortest.Run(t, connectortest.Suite{New: slack.New, Cases: cases()})
}

func cases() []connectortest.Case {
	return []connectortest.Case{
		{Action: "post_message", In: `{"channel": "#ops", "text": "The deployment is done & <!channel> knows"}`},
		{Action: "post_message", Name: "in a thread", Setup: func(t *testing.T, w *connectortest.World) string {
			return fmt.Sprintf(`{"channel": "ops", "text": "Well done", "thread": %q}`, posted(t, w))
		}},
		{Action: "send_dm", In: `{"user": "Anna", "text": "The contract is signed"}`},
		{Action: "update_message", Setup: func(t *testing.T, w *connectortest.World) string {
			return fmt.Sprintf(`{"channel": "#ops", "message": %q, "text": "Done > half"}`, posted(t, w))
		}},
		{Action: "delete_message", Setup: func(t *testing.T, w *connectortest.World) string {
			return fmt.Sprintf(`{"channel": "#ops", "message": %q}`, posted(t, w))
		}},
		{Action: "upload_file", Setup: func(t *testing.T, w *connectortest.World) string {
			file, err := w.Files.Put(t.Context(), "Invoice 7.pdf", "application/pdf", []byte("%PDF-1.7"))
			require.NoError(t, err)
			raw, err := json.Marshal(map[string]any{"channel": "#finance", "file": file, "comment": "October"})
			require.NoError(t, err)
			return string(raw)
		}},
		{Action: "create_channel", In: `{"name": "#Launch Party 2027!"}`, Undone: archived},
		{Action: "add_reaction", In: `{"channel": "#general", "message": "1760000000.000100", "emoji": "🎉"}`, Out: `{"id": "1760000000.000100"}`},
	}
}

// posted puts a message of ours into #ops and gives its id.
func posted(t *testing.T, w *connectortest.World) string {
	t.Helper()
	var out struct{ ID string }
	require.NoError(t, json.Unmarshal(w.Do(t, "post_message", `{"channel": "#ops", "text": "Work in progress"}`), &out))
	return out.ID
}

// archived tells that an undone channel is archived.
func archived(t *testing.T, w *connectortest.World, out json.RawMessage) {
	t.Helper()
	var made struct{ ID string }
	require.NoError(t, json.Unmarshal(out, &made))
	state, err := w.State()
	require.NoError(t, err)
	var records struct {
		Channel map[string]struct {
			Archived bool `json:"is_archived"`
		}
	}
	require.NoError(t, json.Unmarshal(state, &records))
	require.True(t, records.Channel[made.ID].Archived)
}
