package email

import (
	"bytes"
	"io"
	"net/mail"
	"slices"
	"strings"
	"testing"
	"time"

	gomail "github.com/emersion/go-message/mail"
	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/connectors"
	"sayso/connectors/connectortest"
)

// texts are what a stranger might try.
var texts = []string{
	"", "Invoice 4711", "Grüße aus Köln", "a\r\nBcc: evil@x.example", "a\nSubject: b", "a\rb", "a\u2028b\u0085c", "=?utf-8?q?Bcc:=0D=0A?=", "=?UTF-8?b?QQ==?= =?UTF-8?b?Qg==?=",
	strings.Repeat("long", 100), strings.Repeat("ü", 300), strings.Repeat(" ", 400) + "x" + strings.Repeat("\t", 80), "\x00\x1b[31m", "\xff\xfe", "🙂‍↔️ \u202egnp.exe", `"quoted" \ back`,
	"\r\n\r\n.\r\n", "..\n.\n", "--sayso-0123456789abcdef0123456789abcdef--", "--sayso-0123456789abcdef0123456789abcdefx\r\n\r\nhidden",
}

// A letter is what it was made of, whatever the texts hold: no header that wasn't meant, no recipient in it that wasn't, nothing lost.
func FuzzLetter(f *testing.F) {
	for i, text := range texts {
		f.Add(text, texts[(i+1)%len(texts)], texts[(i+2)%len(texts)], texts[(i+3)%len(texts)], texts[(i+4)%len(texts)])
	}
	f.Fuzz(holds)
}

func TestLetterHoldsWhatItWasMadeOf(t *testing.T) {
	text := rapid.OneOf(rapid.SampledFrom(texts), rapid.String())
	rapid.Check(t, func(r *rapid.T) {
		holds(t, text.Draw(r, "subject"), text.Draw(r, "body"), text.Draw(r, "file"), text.Draw(r, "media type"), text.Draw(r, "sender"))
	})
}

func holds(t *testing.T, subjectText, bodyText, file, mediaType, name string) {
	files := connectortest.NewFiles()
	bodyText = strings.ToValidUTF8(bodyText, "\uFFFD") // as JSON gives it
	kept, err := files.Put(t.Context(), file, mediaType, []byte("content\r\n.\r\n"+file))
	require.NoError(t, err)
	from := mail.Address{Name: displayName(name), Address: "you@firm.example"}
	in := sendIn{To: []connectors.Email{"a@x.example"}, CC: []connectors.Email{"c@x.example"}, BCC: []connectors.Email{"hidden@x.example"}, ReplyTo: "r@x.example",
		Subject: subjectText, Body: connectors.Text(bodyText), Attachments: []connectors.File{kept}}
	call := connectors.Call[sendIn]{In: in, Key: "0123456789abcdef0123456789abcdef", Files: files, Now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
	l, err := compose(t.Context(), call, from)
	if err != nil {
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%v", err)
		require.Greater(t, len(oneLine(subjectText)), maxSubject, "%v", err)
		return
	}
	again, err := compose(t.Context(), call, from)
	require.NoError(t, err)
	require.Equal(t, l, again, "the same call gives the same bytes")
	require.Equal(t, []string{"a@x.example", "c@x.example", "hidden@x.example"}, l.to)
	travels(t, l.raw)

	r, err := gomail.CreateReader(bytes.NewReader(l.raw))
	require.NoError(t, err)
	var names []string
	for fields := r.Header.Fields(); fields.Next(); {
		names = append(names, fields.Key())
	}
	slices.Sort(names)
	require.Equal(t, []string{"Cc", "Content-Type", "Date", "From", "Message-Id", "Mime-Version", "Reply-To", "Subject", "To"}, names)
	subject, err := r.Header.Subject()
	require.NoError(t, err)
	require.Equal(t, oneLine(subjectText), subject)
	sender, err := r.Header.AddressList("From")
	require.NoError(t, err)
	require.Equal(t, []*gomail.Address{{Name: from.Name, Address: from.Address}}, sender)

	part, err := r.NextPart()
	require.NoError(t, err)
	got, err := io.ReadAll(part.Body)
	require.NoError(t, err)
	require.Equal(t, lines(bodyText), lines(string(got)))
	part, err = r.NextPart()
	require.NoError(t, err)
	attachment, ok := part.Header.(*gomail.AttachmentHeader)
	require.True(t, ok)
	gotName, err := attachment.Filename()
	require.NoError(t, err)
	require.Equal(t, fileName(file), gotName)
	got, err = io.ReadAll(part.Body)
	require.NoError(t, err)
	require.Equal(t, "content\r\n.\r\n"+file, string(got))
	_, err = r.NextPart()
	require.ErrorIs(t, err, io.EOF)
}

// travels checks what every server asks of the bytes: lines of at most 998 bytes, ended by CR and LF and nothing else, in ASCII.
func travels(t *testing.T, raw []byte) {
	t.Helper()
	for line := range bytes.SplitSeq(raw, []byte("\r\n")) {
		require.LessOrEqual(t, len(line), 998)
		require.NotContains(t, string(line), "\r")
		require.NotContains(t, string(line), "\n")
	}
	require.True(t, ascii(string(raw)))
	require.NotContains(t, string(raw), "hidden@")
}

// lines is a text with its line breaks made one kind.
func lines(text string) string {
	return strings.NewReplacer("\r\n", "\n", "\r", "\n").Replace(text)
}

func TestFileName(t *testing.T) {
	for name, want := range map[string]string{
		"Rechnung für Müller.pdf":         "Rechnung für Müller.pdf",
		"../../etc/passwd":                "passwd",
		`C:\Windows\system.ini`:           "system.ini",
		"":                                "attachment",
		"=?utf-8?q?a?=":                   "=_utf-8_q_a_=",
		"..":                              "attachment",
		"=?utf-8?q?a?= Q4: <ok>":          "=_utf-8_q_a_= Q4_ _ok_",
		"/":                               "attachment",
		"a\r\nb.pdf":                      "a b.pdf",
		"photo\u202egnp.exe":              "photognp.exe",
		strings.Repeat("ü", 200) + ".pdf": strings.Repeat("ü", 96) + "….pdf",
		".pdf":                            ".pdf",
	} {
		require.Equal(t, want, fileName(name), "%q", name)
	}
}

func TestMessageIDNeedsAKey(t *testing.T) {
	for _, key := range []string{"", "a b", "a\r\nBcc: x", "a>@x", strings.Repeat("a", 41)} {
		_, err := messageID(key, mail.Address{Address: "you@firm.example"})
		require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%q", key)
	}
}
