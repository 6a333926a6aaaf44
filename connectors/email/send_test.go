package email_test

import (
	"encoding/json"
	"net/url"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/email"
	"sayso/connectors/sandbox"
)

var hello = map[string]any{"to": []string{"a@x.example"}, "subject": "Hello", "body": "Good morning"}

// arrived reads what the provider of a folder took in, of which there has to be one.
func arrived(t *testing.T, dir string) sandbox.Message {
	t.Helper()
	all, err := sandbox.Messages(dir)
	require.NoError(t, err)
	require.Len(t, all, 1)
	return all[0]
}

func TestSendArrivesWhole(t *testing.T) {
	dir := t.TempDir()
	w, _ := worldIn(t, email.New(), dir, sandbox.MailOptions{})
	pdf, err := w.Files.Put(t.Context(), "Rechnung für Müller & Söhne.pdf", "application/pdf", []byte("%PDF-1.7\n…"))
	require.NoError(t, err)
	csv, err := w.Files.Put(t.Context(), "list.csv", "text/csv; charset=utf-8", []byte("a;b\n1;2\n"))
	require.NoError(t, err)
	body := "Guten Tag,\n\nanbei die Rechnung über 1.200 €.\n.\n..\nFrom here on — Grüße"

	out, err := operation(t, "send").Do(t.Context(), call(t, w.Conn, w.Files, map[string]any{
		"to": []string{"billing@acme.example", "vertrieb@müller.example"}, "cc": []string{"boss@firm.example"},
		"bcc": []string{"audit@firm.example", "billing@ACME.example"}, "reply_to": "office@firm.example",
		"subject": "Rechnung für Müller & Söhne – bitte bis Freitag prüfen, sonst wird es bis Weihnachten nichts mehr damit", "body": body,
		"attachments": []connectors.File{pdf, csv},
	}))
	require.NoError(t, err)
	require.JSONEq(t, `{"message_id": "<`+key+`@sandbox.example>"}`, string(out))

	m := arrived(t, dir)
	require.Equal(t, "<"+key+"@sandbox.example>", m.MessageID)
	require.Equal(t, "you@sandbox.example", m.From)
	require.Equal(t, []string{"billing@acme.example", "vertrieb@xn--mller-kva.example", "boss@firm.example", "audit@firm.example"}, m.To, "each recipient once")
	require.Equal(t, "Rechnung für Müller & Söhne – bitte bis Freitag prüfen, sonst wird es bis Weihnachten nichts mehr damit", m.Subject)
	require.Equal(t, body, m.Text)
	require.Equal(t, []sandbox.Attachment{
		{Name: "Rechnung für Müller & Söhne.pdf", MediaType: "application/pdf", Content: []byte("%PDF-1.7\n…")},
		{Name: "list.csv", MediaType: "text/csv", Content: []byte("a;b\n1;2\n")},
	}, m.Attachments)
	require.NotContains(t, string(m.Raw), "audit@", "a blind copy is told to nobody")
	connectortest.Golden(t, "testdata/letter.eml", []byte(strings.ReplaceAll(string(m.Raw), "\r\n", "\n")))

	effects, err := w.Effects()
	require.NoError(t, err)
	require.Len(t, effects, 1)
	require.Equal(t, "email.send", effects[0].Action)
	require.Equal(t, key, effects[0].Key)
	require.Equal(t, `Mail to billing@acme.example, vertrieb@xn--mller-kva.example, boss@firm.example, audit@firm.example: subject "Rechnung für Müller & Söhne`+
		` – bitte bis Freitag prüfen, sonst wird es bis Weihnachten nichts mehr damit", attachments Rechnung für Müller & Söhne.pdf, list.csv`, effects[0].Says)
}

func TestSendRefusesBeforeItConnects(t *testing.T) {
	many := make([]string, 101)
	for i := range many {
		many[i] = string(rune('a'+i%26)) + strings.Repeat("x", i/26) + "@x.example"
	}
	with := func(field string, value any) map[string]any {
		in := map[string]any{"to": []string{"a@x.example"}, "subject": "s", "body": "b"}
		in[field] = value
		return in
	}
	w := world(t, email.New(), sandbox.MailOptions{})
	missing := connectors.File{Ref: "sha256:00", Name: "gone.pdf", MediaType: "application/pdf", Size: 3}
	for name, test := range map[string]struct {
		in   map[string]any
		kind connectors.Kind
		says string
	}{
		"no recipient":           {with("to", []string{}), connectors.Invalid, "has no recipient"},
		"an empty recipient":     {with("to", []string{""}), connectors.Invalid, "is empty"},
		"a name for a recipient": {with("to", []string{"Anna"}), connectors.Invalid, `"Anna" is not an e-mail address`},
		"two in one":             {with("to", []string{"a@x.example, b@x.example"}), connectors.Invalid, "is not an e-mail address"},
		"a line break in one":    {with("cc", []string{"a@x.example\r\nBcc: b@x.example"}), connectors.Invalid, "is not an e-mail address"},
		"a domain that can't be": {with("bcc", []string{"a@ü-.example"}), connectors.Invalid, "its domain can't be"},
		"too many recipients":    {with("bcc", many), connectors.Invalid, "101 recipients; 100 is the most"},
		"a subject like a body":  {with("subject", strings.Repeat("word ", 200)), connectors.Invalid, "999 characters; 500 is the most"},
		"a file that is gone":    {with("attachments", []connectors.File{missing}), connectors.NotFound, "attachment gone.pdf can't be read"},
		"a file that is huge":    {with("attachments", []connectors.File{{Ref: "x", Name: "film.mp4", Size: 21 << 20}}), connectors.Invalid, "26.2 MB is the most"},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := operation(t, "send").Do(t.Context(), call(t, w.Conn, w.Files, test.in))
			require.Equal(t, test.kind, connectors.KindOf(err), "%v", err)
			require.Contains(t, err.Error(), test.says)
		})
	}
	effects, err := w.Effects()
	require.NoError(t, err)
	require.Empty(t, effects)
}

// A mail whose attachments are small each, but not together with the body, is refused by what it really weighs.
func TestSendWeighsTheWholeMail(t *testing.T) {
	w := world(t, email.New(), sandbox.MailOptions{})
	_, err := operation(t, "send").Do(t.Context(), call(t, w.Conn, w.Files, map[string]any{"to": []string{"a@x.example"}, "subject": "s", "body": strings.Repeat("ü", 5<<20)}))
	require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%v", err)
	require.Contains(t, err.Error(), "send fewer or smaller attachments")
}

func TestLines(t *testing.T) {
	for name, test := range map[string]struct {
		options sandbox.MailOptions
		change  func(e *sandbox.Endpoint)
		code    string // of the error; "" for none
	}{
		"STARTTLS":                             {sandbox.MailOptions{TLS: sandbox.MailStartTLS}, nil, ""},
		"TLS from the start":                   {sandbox.MailOptions{TLS: sandbox.MailImplicitTLS}, nil, ""},
		"in clear at a private address":        {sandbox.MailOptions{}, nil, ""},
		"a server without STARTTLS is refused": {sandbox.MailOptions{}, func(e *sandbox.Endpoint) { delete(e.Settings, "tls") }, "no_tls"},
		"STARTTLS with an unknown certificate": {sandbox.MailOptions{TLS: sandbox.MailStartTLS}, func(e *sandbox.Endpoint) { delete(e.Settings, "ca") }, "certificate"},
		"TLS with an unknown certificate":      {sandbox.MailOptions{TLS: sandbox.MailImplicitTLS}, func(e *sandbox.Endpoint) { delete(e.Settings, "ca") }, "certificate"},
		"another host's certificate": {sandbox.MailOptions{TLS: sandbox.MailStartTLS}, func(e *sandbox.Endpoint) {
			e.URL = strings.Replace(e.URL, "127.0.0.1", "127.0.0.2", 1)
		}, "unreachable"},
		"TLS where STARTTLS is spoken": {sandbox.MailOptions{TLS: sandbox.MailStartTLS}, func(e *sandbox.Endpoint) {
			e.URL = strings.Replace(e.URL, "smtp:", "smtps:", 1)
		}, "no_tls"},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t, email.New(), test.options)
			if test.change != nil {
				test.change(w.Endpoint)
				w.Conn = connection(t, *w.Endpoint, nil)
			}
			_, err := operation(t, "send").Do(t.Context(), call(t, w.Conn, nil, hello))
			effects, readErr := w.Effects()
			require.NoError(t, readErr)
			if test.code == "" {
				require.NoError(t, err)
				require.Len(t, effects, 1)
				who, err := email.New().Check(t.Context(), w.Conn)
				require.NoError(t, err)
				require.Equal(t, "you@sandbox.example", who)
				return
			}
			require.Equal(t, test.code, connectors.AsError(err).Code, "%v", err)
			require.Empty(t, effects)
		})
	}
}

// The promise of "I don't know whether it was sent": the mail went out once, the answer was lost, and a look-up doesn't pretend to know.
func TestLostAnswerStaysADoubt(t *testing.T) {
	send := operation(t, "send")
	for name, test := range map[string]struct {
		options sandbox.MailOptions
		after   connectors.Found
	}{
		"a provider without copies": {sandbox.MailOptions{}, connectors.FoundCannotTell},
		"a provider with copies":    {sandbox.MailOptions{SentCopy: true}, connectors.FoundYes},
	} {
		t.Run(name, func(t *testing.T) {
			w := world(t, email.New(), test.options)
			c := call(t, w.Conn, nil, hello)
			_, found, err := send.Find(t.Context(), c)
			require.NoError(t, err)
			require.Equal(t, connectors.FoundCannotTell, found, "that no copy is there is no proof that it wasn't sent")

			fault, err := sandbox.ParseFault("email.send=drop-after")
			require.NoError(t, err)
			require.NoError(t, w.Faults.Set(fault))
			_, err = send.Do(t.Context(), c)
			require.Equal(t, connectors.Unknown, connectors.KindOf(err), "%v", err)
			require.Contains(t, err.Error(), "gave no answer that says whether it was sent")
			effects, err := w.Effects()
			require.NoError(t, err)
			require.Len(t, effects, 1)

			out, found, err := send.Find(t.Context(), c)
			require.NoError(t, err)
			require.Equal(t, test.after, found)
			if found == connectors.FoundYes {
				require.JSONEq(t, `{"message_id": "<`+key+`@sandbox.example>"}`, string(out))
			}
			other := c
			other.Key = strings.Repeat("f", 32)
			_, found, err = send.Find(t.Context(), other)
			require.NoError(t, err)
			require.Equal(t, connectors.FoundCannotTell, found, "another mail was not meant")
		})
	}
}

// A copy that can't be looked for is no answer either way, and says why.
func TestFindTellsWhyItCannot(t *testing.T) {
	w := world(t, email.New(), sandbox.MailOptions{SentCopy: true})
	imap, err := url.Parse(w.Endpoint.Settings["imap"])
	require.NoError(t, err)
	conn := connection(t, *w.Endpoint, map[string]string{"imap": "imap://127.0.0.3:" + imap.Port()})
	_, found, err := operation(t, "send").Find(t.Context(), call(t, conn, nil, hello))
	require.Equal(t, connectors.FoundCannotTell, found)
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err), "%v", err)
}

// An expired sign-in stays so for every later call, until somebody sets it right.
func TestExpiredStays(t *testing.T) {
	w := world(t, email.New(), sandbox.MailOptions{})
	fault, err := sandbox.ParseFault("email.send=expire-token@2")
	require.NoError(t, err)
	require.NoError(t, w.Faults.Set(fault))
	send := operation(t, "send")
	for i, want := range []connectors.Kind{"", connectors.Expired, connectors.Expired} {
		_, err := send.Do(t.Context(), call(t, w.Conn, nil, hello))
		if want == "" {
			require.NoError(t, err, "call %d", i+1)
			continue
		}
		require.Equal(t, want, connectors.KindOf(err), "call %d: %v", i+1, err)
	}
	_, err = operation(t, "search").Do(t.Context(), call(t, w.Conn, nil, json.RawMessage(`{}`)))
	require.Equal(t, connectors.Expired, connectors.KindOf(err), "it is one account: %v", err)
	require.NoError(t, w.Faults.Set())
	_, err = send.Do(t.Context(), call(t, w.Conn, nil, hello))
	require.NoError(t, err)
}
