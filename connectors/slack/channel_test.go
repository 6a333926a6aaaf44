package slack_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestNamesOfChannels(t *testing.T) {
	for given, want := range map[string]string{
		"launch":                "launch",
		"#Launch Party 2027!":   "launch-party-2027",
		"  Kunden & Feedback ":  "kunden-feedback",
		"Büro_Köln":             "büro_köln",
		"--a -- b--":            "a-b",
		strings.Repeat("x", 80): strings.Repeat("x", 80),
	} {
		out, err := world(t).Prepare(t, "create_channel", fmt.Sprintf(`{"name": %q}`, given)).Do(t)
		require.NoError(t, err, given)
		require.Equal(t, want, out["name"])
	}
	for given, says := range map[string]string{"#!?": "letters and digits", "": "letters and digits", strings.Repeat("x", 81): "80 characters"} {
		_, err := world(t).Prepare(t, "create_channel", fmt.Sprintf(`{"name": %q}`, given)).Do(t)
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), given)
		require.ErrorContains(t, err, says)
	}
}

func TestATakenNameIsAConflict(t *testing.T) {
	w := world(t)
	for _, name := range []string{"ops", "launch-2025", "merger"} {
		a := w.Prepare(t, "create_channel", fmt.Sprintf(`{"name": %q}`, name))
		_, err := a.Do(t)
		require.Equal(t, connectors.Conflict, connectors.KindOf(err), "%s: %v", name, err)
		_, found, err := a.Op.Find(t.Context(), a.Call)
		require.NoError(t, err)
		require.Equal(t, connectors.FoundNo, found)
	}
}

func TestAReactionThatWasThereStays(t *testing.T) {
	w := world(t)
	const in = `{"channel": "#general", "message": "1760000000.000100", "emoji": "thumbs up"}`
	w.Prepare(t, "add_reaction", in).MustDo(t)
	held, err := w.State()
	require.NoError(t, err)

	again := w.Prepare(t, "add_reaction", in)
	before := again.Before(t)
	require.NoError(t, again.Undo(t, again.MustDo(t), before))
	after, err := w.State()
	require.NoError(t, err)
	require.Equal(t, string(held), string(after))
	require.Contains(t, string(after), `"+1"`)
}

func TestEmojis(t *testing.T) {
	for given, want := range map[string]string{":tada:": "tada", "🎉": "tada", "❤️": "heart", "Daumen hoch": "+1", "bulb": "bulb"} {
		w := world(t)
		w.Prepare(t, "add_reaction", fmt.Sprintf(`{"channel": "#general", "message": "1760000000.000100", "emoji": %q}`, given)).MustDo(t)
		state, err := w.State()
		require.NoError(t, err)
		require.Contains(t, string(state), fmt.Sprintf(`"name": %q`, want))
	}
	_, err := world(t).Prepare(t, "add_reaction", `{"channel": "#general", "message": "1760000000.000100", "emoji": "§§"}`).Do(t)
	require.ErrorContains(t, err, "doesn't know that emoji")
}

func TestUploads(t *testing.T) {
	w := world(t)
	file, err := w.Files.Put(t.Context(), "Invoice 7.pdf", "application/pdf", []byte("%PDF-1.7"))
	require.NoError(t, err)
	in, err := json.Marshal(map[string]any{"channel": "#finance", "file": file, "comment": "for <all>"})
	require.NoError(t, err)
	out := w.Prepare(t, "upload_file", string(in)).MustDo(t)
	require.Equal(t, "https://acme-sandbox.slack.com/files/U0SANDBOX00/"+out["id"].(string)+"/invoice%207.pdf", out["url"])
	state, err := w.State()
	require.NoError(t, err)
	require.Contains(t, string(state), `"title": "Invoice 7.pdf"`, "people see the name and no marker")
	require.Contains(t, string(state), `"text": "for \u0026lt;all\u0026gt;"`)

	empty, err := w.Files.Put(t.Context(), "nothing.txt", "text/plain", nil)
	require.NoError(t, err)
	in, err = json.Marshal(map[string]any{"channel": "#finance", "file": empty})
	require.NoError(t, err)
	_, err = w.Prepare(t, "upload_file", string(in)).Do(t)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
}
