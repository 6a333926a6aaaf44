package email

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// letterOf writes a message as it comes from the wire.
func letterOf(lines ...string) []byte { return []byte(strings.Join(lines, "\r\n")) }

func TestParse(t *testing.T) {
	for name, test := range map[string]struct {
		raw  []byte
		want message
	}{
		"plain": {
			letterOf("From: Anna Berg <anna@acme.example>", "To: you@x.example, Bob <bob@x.example>", "Subject: Order", "Message-ID: <1@acme.example>", "", "Hello", "", "two anvils, please."),
			message{From: "anna@acme.example", Name: "Anna Berg", To: []connectors.Email{"you@x.example", "bob@x.example"}, Subject: "Order", MessageID: "<1@acme.example>",
				Snippet: "Hello two anvils, please.", Body: "Hello\n\ntwo anvils, please."}},
		"Latin-1": {
			letterOf("From: =?iso-8859-1?q?J=FCrgen?= <j@x.example>", "Subject: =?windows-1252?q?1=80?=", "Content-Type: text/plain; charset=iso-8859-1", "", "Gr\xfc\xdfe"),
			message{From: "j@x.example", Name: "Jürgen", Subject: "1€", Snippet: "Grüße", Body: "Grüße"}},
		"an unknown character set": {
			letterOf("From: a@x.example", "Content-Type: text/plain; charset=klingon", "", "nuqneH"),
			message{From: "a@x.example", Snippet: "nuqneH", Body: "nuqneH"}},
		"HTML alone": {
			letterOf("From: a@x.example", "Content-Type: text/html; charset=utf-8", "", "<style>p{}</style><p>Hello <b>you</b>,</p><p>3 &lt; 4</p>"),
			message{From: "a@x.example", Snippet: "Hello you, 3 < 4", Body: "Hello you,\n\n3 < 4"}},
		"both kinds, and an attachment": {
			letterOf("From: a@x.example", "Content-Type: multipart/mixed; boundary=m", "", "--m", "Content-Type: multipart/alternative; boundary=a", "", "--a", "Content-Type: text/html", "", "<p>html</p>",
				"--a", "Content-Type: text/plain; charset=utf-8", "Content-Transfer-Encoding: base64", "", "R3LDvMOfZQ==", "--a--", "--m", "Content-Type: text/plain", "Content-Disposition: attachment; filename=notes.txt", "", "not this", "--m--"),
			message{From: "a@x.example", Snippet: "Grüße", Body: "Grüße"}},
		"cut short": {
			letterOf("From: a@x.example", "Content-Type: multipart/mixed; boundary=m", "", "--m", "Content-Type: text/plain", "", "the beginning", "and then"),
			message{From: "a@x.example", Snippet: "the beginning and then", Body: "the beginning\nand then"}},
		"a sender that is none": {
			letterOf("From: undisclosed", "To: undisclosed-recipients:;", "", "x"),
			message{Snippet: "x", Body: "x"}},
		"two senders": {
			letterOf("From: a@x.example, b@x.example", "", "x"),
			message{From: "a@x.example", Snippet: "x", Body: "x"}},
		"a header that hides another": {
			letterOf("From: a@x.example", "Subject: =?utf-8?q?a=0D=0ABcc:_b?=", "", "x"),
			message{From: "a@x.example", Subject: "a Bcc: b", Snippet: "x", Body: "x"}},
		"nothing":    {nil, message{}},
		"rubbish":    {[]byte("\x00\x01\x02 no mail at all"), message{}},
		"no headers": {letterOf("", "x"), message{Snippet: "x", Body: "x"}},
	} {
		t.Run(name, func(t *testing.T) {
			if test.want.To == nil {
				test.want.To = []connectors.Email{}
			}
			require.Equal(t, test.want, parse(test.raw, maxBody))
		})
	}
}

func TestParseIsBounded(t *testing.T) {
	long := strings.Repeat("ü ", 100_000)
	m := parse(letterOf("From: a@x.example", "Subject: "+long[:6000], "Content-Type: text/plain; charset=utf-8", "", long), 1000)
	require.LessOrEqual(t, len(m.Body), 1000)
	require.True(t, strings.HasSuffix(string(m.Body), "…"))
	require.LessOrEqual(t, len(m.Snippet), maxSnippet)
	require.LessOrEqual(t, len(m.Subject), 4*maxSubject)
}

// Whatever arrives, reading it neither fails nor breaks what later steps rely on.
func FuzzParse(f *testing.F) {
	f.Add(letterOf("From: a@x.example", "Content-Type: multipart/mixed; boundary=m", "", "--m", "", "x", "--m--"))
	f.Add(letterOf("From: =?utf-8?b?////?= <a@x.example>", "Content-Transfer-Encoding: base64", "Content-Type: text/html", "", "PGI+eDwvYj4="))
	f.Add([]byte("\r\n\r\n"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		m := parse(raw, 100)
		require.LessOrEqual(t, len(m.Body), 100)
		for _, e := range append(m.To, m.From) {
			if e != "" {
				require.NoError(t, connectors.CheckFormat(connectors.FormatEmail, string(e)))
			}
		}
		require.NotContains(t, m.Subject+m.Name+m.Snippet+m.MessageID, "\n")
	})
}

func TestTextOfHTML(t *testing.T) {
	for source, want := range map[string]string{
		`<p>One</p><p>Two</p>`:                               "One\n\nTwo",
		`a<br>b<br/>c`:                                       "a\nb\nc",
		`<ul><li>one</li><li>two</li></ul>after`:             "- one\n- two\n\nafter",
		`<table><tr><td>a</td><td>b</td></tr><tr><td>c</td>`: "a b\nc",
		`Hello <b>big</b> <i>world</i>!`:                     "Hello big world!",
		`<head><title>t</title></head><body>x</body>`:        "x",
		`<script>alert("<p>no</p>")</script>yes`:             "yes",
		`<a href="https://track.example/?u=1">Click&nbsp;me`: "Click me",
		"<div>\n  spread\n  over   lines\n</div>":            "spread over lines",
		`&lt;p&gt; &amp; &euro;`:                             "<p> & €",
		`<ul><li></ul>after`:                                 "after",
		`<head><title>t</title><body>no end of the head`:     "no end of the head",
		`no markup`: "no markup",
		`<p>a</p>` + strings.Repeat("<div></div>", 50) + `b`:  "a\n\nb",
		strings.Repeat("<div>", 10_000) + "deep":              "deep",
		`<img src=x alt="logo"><!-- no --><svg></svg>picture`: "picture",
	} {
		require.Equal(t, want, textOf(source), source)
	}
}
