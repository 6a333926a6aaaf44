package email_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/email"
	"sayso/connectors/sandbox"
)

type searched struct {
	Messages []struct {
		From, Name, Subject, Snippet, Body string
		MessageID                          string `json:"message_id"`
		Date                               time.Time
		Unread                             bool
	}
	Total int
}

// searchNow searches as of now, since the sandbox's first mails are as old as it is.
func searchNow(t *testing.T, conn *connectors.Connection, in string) (searched, error) {
	t.Helper()
	c := call(t, conn, nil, json.RawMessage(in))
	c.Now = time.Now()
	raw, err := operation(t, "search").Do(t.Context(), c)
	var out searched
	if err == nil {
		require.NoError(t, json.Unmarshal(raw, &out))
	}
	return out, err
}

func TestSearch(t *testing.T) {
	w := world(t, email.New(), sandbox.MailOptions{})
	for name, test := range map[string]struct {
		in       string
		subjects []string // newest first
		total    int
	}{
		"all":                   {`{}`, []string{"Order 4711", "Rückfrage zur Rechnung", "The ACME autumn catalogue"}, 3},
		"by address":            {`{"from": "anna@acme.example"}`, []string{"Order 4711"}, 1},
		"by domain":             {`{"from": "ACME.example"}`, []string{"Order 4711", "The ACME autumn catalogue"}, 2},
		"by name":               {`{"from": "müller"}`, []string{"Rückfrage zur Rechnung"}, 1},
		"by subject":            {`{"subject": "rückfrage"}`, []string{"Rückfrage zur Rechnung"}, 1},
		"by text":               {`{"text": "anvils"}`, []string{"Order 4711", "The ACME autumn catalogue"}, 2},
		"by text with umlauts":  {`{"text": "Jürgen"}`, []string{"Rückfrage zur Rechnung"}, 1},
		"unread":                {`{"unread": true}`, []string{"Order 4711", "Rückfrage zur Rechnung"}, 2},
		"of the last hours":     {`{"since": "4h"}`, []string{"Order 4711"}, 1},
		"of the last days":      {`{"since": "3d"}`, []string{"Order 4711", "Rückfrage zur Rechnung"}, 2},
		"since a day":           {`{"since": "2020-01-01"}`, []string{"Order 4711", "Rückfrage zur Rechnung", "The ACME autumn catalogue"}, 3},
		"since a time":          {`{"since": "2020-01-01T00:00:00+02:00"}`, []string{"Order 4711", "Rückfrage zur Rechnung", "The ACME autumn catalogue"}, 3},
		"since tomorrow":        {`{"since": "2999-01-01"}`, nil, 0},
		"the newest":            {`{"limit": 1}`, []string{"Order 4711"}, 3},
		"all at once":           {`{"from": "acme", "subject": "order", "text": "anvils", "unread": true, "since": "1w"}`, []string{"Order 4711"}, 1},
		"what looks like IMAP":  {`{"subject": "x\" ALL \""}`, nil, 0},
		"a line break in words": {`{"subject": "Order\r\n4711"}`, []string{"Order 4711"}, 1},
	} {
		t.Run(name, func(t *testing.T) {
			out, err := searchNow(t, w.Conn, test.in)
			require.NoError(t, err)
			var subjects []string
			for _, m := range out.Messages {
				subjects = append(subjects, m.Subject)
			}
			require.Equal(t, test.subjects, subjects)
			require.Equal(t, test.total, out.Total)
		})
	}
}

func TestSearchLeavesNoTrace(t *testing.T) {
	w := world(t, email.New(), sandbox.MailOptions{TLS: sandbox.MailImplicitTLS})
	first, err := searchNow(t, w.Conn, `{}`)
	require.NoError(t, err)
	require.True(t, first.Messages[0].Unread)
	require.Equal(t, "Anna Berg", first.Messages[0].Name)
	require.Equal(t, "anna@acme.example", first.Messages[0].From)
	require.Equal(t, "<seed-3@acme.example>", first.Messages[0].MessageID)
	require.WithinDuration(t, time.Now().Add(-3*time.Hour), first.Messages[0].Date, time.Minute)
	require.Contains(t, first.Messages[2].Body, "Autumn catalogue\n\nThree new anvils & one rocket.\n\n- Anvil 40 kg")
	require.False(t, first.Messages[2].Unread)
	again, err := searchNow(t, w.Conn, `{}`)
	require.NoError(t, err)
	require.Equal(t, first, again)
}

func TestSearchRefuses(t *testing.T) {
	w := world(t, email.New(), sandbox.MailOptions{})
	for in, says := range map[string]string{
		`{"limit": -1}`:          "limit is -1; it is a number from 1 to 100",
		`{"limit": 101}`:         "limit is 101",
		`{"since": "yesterday"}`: `since is "yesterday"; write it as 7d`,
	} {
		_, err := searchNow(t, w.Conn, in)
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), in)
		require.Contains(t, err.Error(), says)
	}
	_, err := searchNow(t, connection(t, *w.Endpoint, map[string]string{"imap": ""}), `{}`)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
	require.Contains(t, err.Error(), "has no IMAP server")
}

func TestSearchFailures(t *testing.T) {
	for fault, want := range map[string]connectors.Kind{
		"email.search=status=401":   connectors.Expired,
		"email.search=status=403":   connectors.Denied,
		"email.search=status=404":   connectors.NotFound,
		"email.search=status=500":   connectors.Unavailable,
		"email.search=rate-limit":   connectors.Limited,
		"email.search=expire-token": connectors.Expired,
		"email.search=drop-after":   connectors.Unavailable,
	} {
		t.Run(fault, func(t *testing.T) {
			w := world(t, email.New(), sandbox.MailOptions{})
			f, err := sandbox.ParseFault(fault)
			require.NoError(t, err)
			require.NoError(t, w.Faults.Set(f))
			_, err = searchNow(t, w.Conn, `{}`)
			require.Equal(t, want, connectors.KindOf(err), "%v", err)
		})
	}
}

// What is sent to the sandbox's own address lies in its inbox, also after a restart.
func TestSearchFindsWhatWasSent(t *testing.T) {
	dir := t.TempDir()
	w, box := worldIn(t, email.New(), dir, sandbox.MailOptions{})
	_, err := operation(t, "send").Do(t.Context(), call(t, w.Conn, nil, map[string]any{"to": []string{"you@sandbox.example"}, "subject": "Note to self", "body": strings.Repeat("Wörter ", 3000)}))
	require.NoError(t, err)
	for _, when := range []string{"at once", "after a restart"} {
		out, err := searchNow(t, w.Conn, `{"subject": "note to self"}`)
		require.NoError(t, err, when)
		require.Equal(t, 1, out.Total, when)
		require.Equal(t, "<"+key+"@sandbox.example>", out.Messages[0].MessageID)
		require.Less(t, len(out.Messages[0].Body), 10_001, "a run keeps what was read, so it is shortened")
		box.Close()
		w, box = worldIn(t, email.New(), dir, sandbox.MailOptions{})
	}
}
