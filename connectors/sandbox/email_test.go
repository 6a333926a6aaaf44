package sandbox

import (
	"net/url"
	"strings"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"
)

const mailNote = "Subject: Note\r\nMessage-ID: <0123456789abcdef0123456789abcdef@sandbox.example>\r\n\r\nHello\r\n"

// mailProvider starts a mail provider over a folder.
func mailProvider(t *testing.T, dir string, o MailOptions) (Endpoint, *Sandbox) {
	t.Helper()
	box, err := Open(dir)
	require.NoError(t, err)
	t.Cleanup(box.Close)
	e, err := box.Mail(o)
	require.NoError(t, err)
	return e, box
}

// mailSender connects to send, signed in if there is a password.
func mailSender(t *testing.T, e Endpoint, password string) *smtp.Client {
	t.Helper()
	at, err := url.Parse(e.URL)
	require.NoError(t, err)
	c, err := smtp.Dial(at.Host)
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	if password != "" {
		require.NoError(t, c.Auth(sasl.NewPlainClient("", e.Settings["user"], password)))
	}
	return c
}

// mailReader connects to read the mailbox of an address.
func mailReader(t *testing.T, e Endpoint, address string) *imapclient.Client {
	t.Helper()
	at, err := url.Parse(e.Settings["imap"])
	require.NoError(t, err)
	c, err := imapclient.DialInsecure(at.Host, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	require.NoError(t, c.Login(address, e.Secrets["token"].Reveal()).Wait())
	return c
}

func mailCount(t *testing.T, c *imapclient.Client, folder string) int {
	t.Helper()
	data, err := c.Select(folder, nil).Wait()
	require.NoError(t, err)
	return int(data.NumMessages)
}

func smtpStatus(t *testing.T, err error) int {
	t.Helper()
	var answer *smtp.SMTPError
	require.ErrorAs(t, err, &answer)
	return answer.Code
}

func TestMailNeedsSignIn(t *testing.T) {
	e, _ := mailProvider(t, t.TempDir(), MailOptions{})
	require.Equal(t, 530, smtpStatus(t, mailSender(t, e, "").Mail("a@x.example", nil)))
	require.Equal(t, 535, smtpStatus(t, mailSender(t, e, "").Auth(sasl.NewPlainClient("", e.Settings["user"], "wrong"))))
	at, err := url.Parse(e.Settings["imap"])
	require.NoError(t, err)
	c, err := imapclient.DialInsecure(at.Host, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	var answer *imap.Error
	require.ErrorAs(t, c.Login(e.Settings["user"], "wrong").Wait(), &answer)
	require.Equal(t, imap.ResponseCodeAuthenticationFailed, answer.Code)
}

// Mail lies with its recipients, twice if it was sent twice, and with nobody else; also after a restart.
func TestMailLiesWithItsRecipients(t *testing.T) {
	dir := t.TempDir()
	e, box := mailProvider(t, dir, MailOptions{})
	c := mailSender(t, e, e.Secrets["token"].Reveal())
	for range 2 {
		require.NoError(t, c.SendMail("you@sandbox.example", []string{"anna@acme.example", "Bob@acme.example"}, strings.NewReader(mailNote)))
	}
	require.NoError(t, c.SendMail("you@sandbox.example", []string{"bob@acme.example"}, strings.NewReader("Message-ID: <1@elsewhere.example>\r\n\r\nno effect of ours\r\n")))
	for range 2 {
		require.Equal(t, 2, mailCount(t, mailReader(t, e, "anna@acme.example"), "INBOX"))
		require.Equal(t, 3, mailCount(t, mailReader(t, e, "bob@acme.example"), "INBOX"))
		require.Zero(t, mailCount(t, mailReader(t, e, "you@sandbox.example"), "Sent"), "the sender keeps no copy")
		box.Close()
		e, box = mailProvider(t, dir, MailOptions{})
	}

	effects, err := Effects(dir)
	require.NoError(t, err)
	require.Len(t, effects, 3)
	require.Equal(t, "email.send", effects[0].Action)
	require.Equal(t, "0123456789abcdef0123456789abcdef", effects[0].Key)
	require.Equal(t, `Mail to anna@acme.example, Bob@acme.example: subject "Note"`, effects[0].Says)
	require.Empty(t, effects[2].Key, "the mark of somebody else is no key")
}

func TestMailKeepsACopyWhereItIsToldTo(t *testing.T) {
	e, _ := mailProvider(t, t.TempDir(), MailOptions{SentCopy: true})
	require.NoError(t, mailSender(t, e, e.Secrets["token"].Reveal()).SendMail("you@sandbox.example", []string{"anna@acme.example"}, strings.NewReader(mailNote)))
	c := mailReader(t, e, "you@sandbox.example")
	folders, err := c.List("", "*", nil).Collect()
	require.NoError(t, err)
	require.Len(t, folders, 2)
	require.Equal(t, []imap.MailboxAttr{imap.MailboxAttrSent}, folders[1].Attrs)
	require.Equal(t, 1, mailCount(t, c, "Sent"))
}

func TestMessages(t *testing.T) {
	dir := t.TempDir()
	none, err := Messages(dir)
	require.NoError(t, err)
	require.Empty(t, none)
	e, _ := mailProvider(t, dir, MailOptions{})
	c := mailSender(t, e, e.Secrets["token"].Reveal())
	require.NoError(t, c.SendMail("you@sandbox.example", []string{"anna@acme.example"}, strings.NewReader(mailNote)))
	require.NoError(t, c.SendMail("you@sandbox.example", []string{"anna@acme.example"}, strings.NewReader("no mail at all, but taken")))
	all, err := Messages(dir)
	require.NoError(t, err)
	require.Len(t, all, 2, "what was in the inbox from the start is not among what was sent")
	require.Equal(t, "1", all[0].ID)
	require.Equal(t, "<0123456789abcdef0123456789abcdef@sandbox.example>", all[0].MessageID)
	require.Equal(t, "Note", all[0].Subject)
	require.Equal(t, "Hello\n", all[0].Text)
	require.Equal(t, mailNote, string(all[0].Raw))
	require.Empty(t, all[1].Subject)
}

// Each fault of a mail shows where a server of that fault would show it, and leaves nothing behind but where it says so.
func TestMailFaults(t *testing.T) {
	for text, test := range map[string]struct {
		at     string // MAIL, RCPT or the end; where it shows
		status int
	}{
		"email.send=status=550":   {"RCPT", 550},
		"email.send=status=450":   {"RCPT", 450},
		"email.send=status=421":   {"MAIL", 421},
		"email.send=status=452":   {"end", 452},
		"email.send=status=554":   {"end", 554},
		"email.send=status=503":   {"end", 503},
		"email.send=rate-limit":   {"MAIL", 451},
		"email.send=expire-token": {"MAIL", 530},
	} {
		t.Run(text, func(t *testing.T) {
			dir := t.TempDir()
			e, box := mailProvider(t, dir, MailOptions{})
			f, err := ParseFault(text)
			require.NoError(t, err)
			require.NoError(t, box.Faults().Set(f))
			c := mailSender(t, e, e.Secrets["token"].Reveal())
			at := "MAIL"
			err = c.Mail("you@sandbox.example", nil)
			if err == nil {
				at = "RCPT"
				err = c.Rcpt("anna@acme.example", nil)
			}
			if err == nil {
				at = "end"
				data, dataErr := c.Data()
				require.NoError(t, dataErr)
				_, err = data.Write([]byte(mailNote))
				require.NoError(t, err)
				err = data.Close()
			}
			require.Equal(t, test.status, smtpStatus(t, err))
			require.Equal(t, test.at, at)
			faults, err := box.Faults().List()
			require.NoError(t, err)
			require.Equal(t, 1, faults[0].Seen, "a mail is one call")
			effects, err := Effects(dir)
			require.NoError(t, err)
			require.Empty(t, effects)
		})
	}
}
