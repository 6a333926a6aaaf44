package email_test

import (
	"bufio"
	"context"
	"encoding/base64"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// script is an SMTP server that answers by a script what a well-behaved server never would, or not when a test needs it. It gives for the
// beginning of a command its answer; "drop" at its end hangs up. "" is the greeting, "." the end of the message, "in the message"
// the middle of it.
type script map[string]string

// heard are the commands that a scripted server got.
type heard struct {
	mu  sync.Mutex
	all []string
}

func (h *heard) add(line string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.all = append(h.all, line)
}

func (h *heard) list() []string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return append([]string(nil), h.all...)
}

// serve runs the script for one client and gives a connection to it.
func (s script) serve(t *testing.T) (*connectors.Connection, *heard) {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	h := &heard{}
	go func() {
		c, err := l.Accept()
		if err != nil {
			return
		}
		defer func() { _ = c.Close() }()
		s.play(c, h)
	}()
	conn, err := connectors.NewConnection(connectors.Spec{ID: "email/script", App: "email", URL: "smtp://" + l.Addr().String(), AllowPrivate: true,
		Settings: map[string]string{"from": "you@firm.example", "user": "you", "tls": "off"}, Secrets: map[string]connectors.Secret{"token": connectors.NewSecret("pass-9f2c")}})
	require.NoError(t, err)
	return conn, h
}

func (s script) play(c net.Conn, h *heard) {
	usual := script{"": "220 mail", "EHLO": "250-mail\r\n250 AUTH PLAIN LOGIN", "AUTH": "235 2.7.0 in", "MAIL": "250 ok", "RCPT": "250 ok", "DATA": "354 go", ".": "250 2.0.0 queued", "RSET": "250 ok", "QUIT": "221 bye"}
	answer := func(command string) bool {
		text, longest := "", -1
		for _, from := range []script{usual, s} {
			for prefix, reply := range from {
				if (prefix == command || prefix != "" && strings.HasPrefix(command, prefix)) && len(prefix) >= longest {
					text, longest = reply, len(prefix)
				}
			}
		}
		text, hangUp := strings.CutSuffix(text, "drop")
		if text != "" || !hangUp {
			text += "\r\n"
		}
		_, err := c.Write([]byte(text))
		return err == nil && !hangUp
	}
	r := bufio.NewReaderSize(c, 1024)
	if !answer("") {
		return
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		h.add(line)
		if !answer(line) {
			return
		}
		if line != "DATA" || s["DATA"] != "" && !strings.HasPrefix(s["DATA"], "354") {
			continue
		}
		for line != "." {
			if s["in the message"] == "drop" {
				return
			}
			if line, err = r.ReadString('\n'); err != nil {
				return
			}
			line = strings.TrimRight(line, "\r\n")
		}
		h.add(".")
		if !answer(".") {
			return
		}
	}
}

// What an SMTP server says, or doesn't, and what it means for the mail.
func TestOutcome(t *testing.T) {
	huge := strings.Repeat("All work and no play makes Jack a dull boy. ", 300_000)
	for name, test := range map[string]struct {
		script script
		kind   connectors.Kind // "" for a mail that was sent
		says   string
	}{
		"all is well":                      {script{}, "", ""},
		"another success":                  {script{".": "252 will try"}, "", ""},
		"busy at the greeting":             {script{"": "421 4.3.2 too many of you"}, connectors.Unavailable, "it is too busy"},
		"closed to us":                     {script{"": "554 no service here"}, connectors.Invalid, "554 no service here"},
		"no greeting":                      {script{"": "drop"}, connectors.Unavailable, "broke off"},
		"a greeting that is none":          {script{"": "HTTP/1.1 400 Bad Request"}, connectors.Unavailable, ""},
		"lost at hello":                    {script{"EHLO": "drop"}, connectors.Unavailable, "broke off"},
		"no sign-in":                       {script{"EHLO": "250 mail"}, connectors.Invalid, "offers no sign-in"},
		"wrong password":                   {script{"AUTH": "535 5.7.8 Username and Password not accepted"}, connectors.Expired, "sign-in of you: 535 5.7.8 Username and Password not accepted"},
		"sign-in needed first":             {script{"MAIL": "530 5.7.0 Authentication required"}, connectors.Expired, "Authentication required"},
		"an app password needed":           {script{"AUTH": "534 5.7.9 Application-specific password required"}, connectors.Expired, "Application-specific"},
		"sign-in down":                     {script{"AUTH": "454 4.7.0 Temporary authentication failure"}, connectors.Unavailable, "can't check sign-ins"},
		"STARTTLS needed":                  {script{"MAIL": "530 5.7.0 Must issue a STARTTLS command first"}, connectors.Invalid, "STARTTLS"},
		"sender refused":                   {script{"MAIL": "550 5.7.60 not allowed to send as this sender"}, connectors.Invalid, "the sender you@firm.example: 550 5.7.60"},
		"sender put off":                   {script{"MAIL": "451 4.3.0 try later"}, connectors.Unavailable, "trouble of its own"},
		"too many mails":                   {script{"MAIL": "450 4.7.1 Too many messages from you"}, connectors.Limited, "Too many messages"},
		"a rate":                           {script{".": "421 4.7.28 unusual rate of mail"}, connectors.Limited, "unusual rate"},
		"no corporate pun":                 {script{"MAIL": "451 4.3.0 temporarily separated"}, connectors.Unavailable, ""},
		"lost at the sender":               {script{"MAIL": "drop"}, connectors.Unavailable, "broke off"},
		"nobody by that name":              {script{"RCPT": "550 5.1.1 No such user"}, connectors.Invalid, "a@x.example (550 5.1.1 No such user); b@x.example (550"},
		"one of two unknown":               {script{"RCPT TO:<b": "550 5.1.1 No such user"}, connectors.Invalid, "refused b@x.example: 550 5.1.1 No such user; so the mail was sent to nobody"},
		"one of two busy":                  {script{"RCPT TO:<a": "450 4.2.1 mailbox busy"}, connectors.Unavailable, "put off a@x.example"},
		"one busy, one unknown":            {script{"RCPT TO:<a": "450 4.2.1 mailbox busy", "RCPT TO:<b": "550 5.1.1 unknown"}, connectors.Invalid, "a@x.example (450 4.2.1 mailbox busy); b@x.example (550 5.1.1 unknown)"},
		"hung up at a recipient":           {script{"RCPT TO:<a": "421 4.4.2 timeout"}, connectors.Unavailable, "put off a@x.example"},
		"lost at a recipient":              {script{"RCPT TO:<b": "drop"}, connectors.Unavailable, "broke off"},
		"no room":                          {script{"DATA": "452 4.3.1 insufficient storage"}, connectors.Unavailable, "no room"},
		"no data wanted":                   {script{"DATA": "554 5.5.1 no valid recipients"}, connectors.Invalid, "no valid recipients"},
		"lost before the message":          {script{"DATA": "drop"}, connectors.Unavailable, "broke off"},
		"lost in the message":              {script{"in the message": "drop"}, connectors.Unavailable, "broke off"},
		"refused at the end":               {script{".": "554 5.7.1 spam"}, connectors.Invalid, "554 5.7.1 spam"},
		"too large at the end":             {script{".": "552 5.3.4 too big"}, connectors.Invalid, "552 5.3.4 too big"},
		"put off at the end":               {script{".": "451 4.3.0 queue trouble"}, connectors.Unavailable, "queue trouble"},
		"no answer at the end":             {script{".": "drop"}, connectors.Unknown, "gave no answer that says whether it was sent"},
		"rubbish at the end":               {script{".": "yes, thank you"}, connectors.Unknown, "gave no answer that says whether it was sent"},
		"half an answer at the end":        {script{".": "250-queued drop"}, connectors.Unknown, "gave no answer that says whether it was sent"},
		"an answer to something else":      {script{".": "354 go on"}, connectors.Unknown, "gave no answer that says whether it was sent"},
		"a size limit told ahead":          {script{"EHLO": "250-mail\r\n250-SIZE 100\r\n250 AUTH PLAIN"}, connectors.Invalid, "is the most"},
		"the server repeats the password":  {script{"AUTH": "501 5.5.2 can't parse pass-9f2c"}, connectors.Invalid, "501"},
		"the server repeats the command":   {script{"AUTH": "500 unrecognized " + base64.StdEncoding.EncodeToString([]byte("\x00you\x00pass-9f2c"))}, connectors.Invalid, "500"},
		"LOGIN where PLAIN isn't offered":  {script{"EHLO": "250-mail\r\n250 AUTH LOGIN", "AUTH LOGIN": "334 UGFzc3dvcmQ6", base64.StdEncoding.EncodeToString([]byte("pass-9f2c")): "235 in"}, "", ""},
		"an answer of two lines is one":    {script{"MAIL": "550-5.7.1 not today\r\n550 5.7.1 nor tomorrow"}, connectors.Invalid, "not today nor tomorrow"},
		"a line that would break our text": {script{"MAIL": "550 \x1b[31mred" + strings.Repeat("!", 900)}, connectors.Invalid, "[31mred!!!"},
	} {
		t.Run(name, func(t *testing.T) {
			conn, heard := test.script.serve(t)
			in := map[string]any{"to": []string{"a@x.example", "b@x.example"}, "subject": "s", "body": "b"}
			if test.script["in the message"] != "" {
				in["body"] = huge // more than all buffers on the way can hold
			}
			ctx, cancel := context.WithTimeout(t.Context(), 20*time.Second) // no case waits; this ends a hang
			defer cancel()
			_, err := operation(t, "send").Do(ctx, call(t, conn, nil, in))
			if test.kind == "" {
				require.NoError(t, err)
				require.Contains(t, heard.list(), ".")
				return
			}
			require.Equal(t, test.kind, connectors.KindOf(err), "%v", err)
			require.Contains(t, err.Error(), test.says)
			require.NotContains(t, err.Error(), "pass-9f2c")
			require.NotContains(t, err.Error(), base64.StdEncoding.EncodeToString([]byte("\x00you\x00pass-9f2c")))
			require.NotContains(t, err.Error(), "\n")
			require.NotContains(t, err.Error(), "\x1b")
			require.Less(t, len(err.Error()), 500)
			if test.kind != connectors.Unknown && test.script["."] == "" {
				require.NotContains(t, heard.list(), ".", "the mail was sent, although the error says that it surely wasn't")
			}
		})
	}
}

// Where a recipient is refused, the transaction is taken back before a message was begun.
func TestNoHalfSentMail(t *testing.T) {
	conn, heard := script{"RCPT TO:<b": "550 5.1.1 No such user"}.serve(t)
	_, err := operation(t, "send").Do(t.Context(), call(t, conn, nil, map[string]any{"to": []string{"a@x.example", "b@x.example"}, "subject": "s", "body": "b"}))
	require.Error(t, err)
	all := heard.list()
	require.Contains(t, all, "RCPT TO:<a@x.example>")
	require.Contains(t, all, "RSET")
	require.NotContains(t, all, "DATA")
}
