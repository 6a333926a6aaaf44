package slack_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

const ops, general = "C0SANDBX005", "C0SANDBX001"

func TestWhereAMessageGoes(t *testing.T) {
	for name, c := range map[string]struct {
		channel, thread string
		kind            connectors.Kind // "" where it is posted in #ops
		says            string
	}{
		"name with sign":      {channel: "#ops"},
		"name":                {channel: " Ops "},
		"id":                  {channel: ops},
		"mention":             {channel: "<#" + ops + "|ops>"},
		"link":                {channel: "https://acme-sandbox.slack.com/archives/" + ops},
		"misspelt":            {channel: "#opps", kind: connectors.NotFound, says: `did you mean "#ops"`},
		"name in capitals":    {channel: "CUSTOMERSX", kind: connectors.NotFound, says: `"#customers"`},
		"without the bot":     {channel: "#board", kind: connectors.Denied, says: "/invite"},
		"private, unknown":    {channel: "#merger", kind: connectors.NotFound, says: "no channel"},
		"archived, by id":     {channel: "C0SANDBX034", kind: connectors.Conflict, says: "archived"},
		"unknown id":          {channel: "C0SANDBX999", kind: connectors.NotFound, says: "no such channel"},
		"unknown thread":      {channel: "#ops", thread: "1732090000.000100", kind: connectors.NotFound, says: "no such message"},
		"thread of elsewhere": {channel: "#ops", thread: "https://acme-sandbox.slack.com/archives/" + general + "/p1760000000000100", kind: connectors.Invalid, says: "another channel"},
		"no thread at all":    {channel: "#ops", thread: "yesterday's", kind: connectors.Invalid, says: "timestamp"},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t)
			out, err := w.Prepare(t, "post_message", fmt.Sprintf(`{"channel": %q, "text": "hi", "thread": %q}`, c.channel, c.thread)).Do(t)
			if c.kind == "" {
				require.NoError(t, err)
				require.Equal(t, ops, out["channel"])
				require.Equal(t, "https://acme-sandbox.slack.com/archives/"+ops+"/p"+strings.Replace(out["id"].(string), ".", "", 1), out["url"])
				return
			}
			require.Equal(t, c.kind, connectors.KindOf(err), "%v", err)
			require.ErrorContains(t, err, c.says)
		})
	}
}

func TestAThreadIsFoundByLink(t *testing.T) {
	w := world(t)
	out := w.Prepare(t, "post_message", `{"channel": "#general", "text": "hello", "thread": "https://acme-sandbox.slack.com/archives/`+general+`/p1760000000000100"}`).MustDo(t)
	require.Contains(t, out["url"], "?thread_ts=1760000000.000100&cid="+general)
}

func TestTextsStayWhatTheyAre(t *testing.T) {
	w := world(t)
	post := w.Prepare(t, "post_message", `{"channel": "#ops", "text": "<!channel> & <@U0SANDBOX01> > all"}`)
	out := post.MustDo(t)
	ts := out["id"].(string)
	const escaped = "&lt;!channel&gt; &amp; &lt;@U0SANDBOX01&gt; &gt; all"
	require.Equal(t, escaped, text(t, w, ops, ts))

	update := w.Prepare(t, "update_message", fmt.Sprintf(`{"channel": "#ops", "message": %q, "text": "a < b"}`, ts))
	changes, err := update.Op.Preview(t.Context(), update.Call)
	require.NoError(t, err)
	require.Equal(t, "<!channel> & <@U0SANDBOX01> > all", changes[0].Before)
	before := update.Before(t)
	updated := update.MustDo(t)
	require.Equal(t, "a &lt; b", text(t, w, ops, ts))
	require.NoError(t, update.Undo(t, updated, before))
	require.Equal(t, escaped, text(t, w, ops, ts), "the old text is not escaped twice")
}

func TestOnlyOwnMessagesCanBeChanged(t *testing.T) {
	w := world(t)
	for _, action := range []string{"update_message", "delete_message"} {
		_, err := w.Prepare(t, action, `{"channel": "#general", "message": "1760000000.000100", "text": "x"}`).Do(t)
		require.Equal(t, connectors.Denied, connectors.KindOf(err), "%s: %v", action, err)
		require.ErrorContains(t, err, "own messages")
	}
}

func TestDeletingWhatIsNotThereIsRefusedAhead(t *testing.T) {
	a := world(t).Prepare(t, "delete_message", `{"channel": "#general", "message": "1732090000.000100"}`)
	_, err := a.Op.Before(t.Context(), a.Call)
	require.Equal(t, connectors.NotFound, connectors.KindOf(err), "%v", err)
}

func TestToWhomADirectMessageGoes(t *testing.T) {
	for name, c := range map[string]struct {
		user string
		to   string // the conversation, "" where it fails
		says string
	}{
		"first name":           {user: "Anna", to: "D0SANDBOX01"},
		"full name":            {user: "anna schmidt", to: "D0SANDBOX01"},
		"handle":               {user: "@carmen.ortiz", to: "D0SANDBOX03"},
		"display name":         {user: "benc", to: "D0SANDBOX02"},
		"spelt out umlaut":     {user: "Eva Mueller", to: "D0SANDBOX05"},
		"e-mail":               {user: "Ben.Carter@acme.example", to: "D0SANDBOX02"},
		"id":                   {user: "U0SANDBOX04", to: "D0SANDBOX04"},
		"mention":              {user: "<@U0SANDBOX04>", to: "D0SANDBOX04"},
		"two of the name":      {user: "Chris", says: "Chris Adams (@chris.adams), Chris Baker (@chris.baker)"},
		"misspelt":             {user: "Ana Schmid", says: `did you mean "Anna Schmidt"`},
		"left the company":     {user: "Old Timer", says: "no user"},
		"foreign e-mail":       {user: "who@elsewhere.example", says: "e-mail address"},
		"a name in capitals":   {user: "WOLFGANG", says: "no user"},
		"nobody in particular": {user: "@", says: "no user"},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t)
			out, err := w.Prepare(t, "send_dm", fmt.Sprintf(`{"user": %q, "text": "hi"}`, c.user)).Do(t)
			if c.to == "" {
				require.ErrorContains(t, err, c.says)
				return
			}
			require.NoError(t, err)
			require.Equal(t, "hi", text(t, w, c.to, out["id"].(string)))
		})
	}
}

func TestWhoMayPostButNotReadCannotTell(t *testing.T) {
	a := world(t).Prepare(t, "post_message", `{"channel": "#board", "text": "hi"}`)
	_, found, err := a.Op.Find(t.Context(), a.Call)
	require.NoError(t, err)
	require.Equal(t, connectors.FoundCannotTell, found)
}
