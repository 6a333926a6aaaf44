package sandbox

import (
	"crypto/tls"
	"io"
	"log"
	"net"
	"strconv"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
	"github.com/emersion/go-smtp"
)

// The one account that signs in to the simulated mail provider.
const (
	mailUser     = "you@sandbox.example"
	mailName     = "Sayso Sandbox"
	mailPassword = "sandbox-app-password-7f3a" // opens a simulator on this machine and nothing else
)

// maxMail is the largest message that the provider takes, in bytes.
const maxMail = 35 << 20

// mail simulates a mail provider: SMTP to send and IMAP to read. It takes mail for any address and keeps a mailbox for each, so that
// what was sent can be read as its recipients would. A mail sent twice is two mails. As with most providers, nothing of what
// was sent is put in the sender's own folders, so the sender can't look up whether a mail went out; [MailOptions] make it
// one that does.
type mail struct {
	journal *journal
	faults  *Faults
	options MailOptions

	mu    sync.Mutex // held while a message is taken in
	boxes map[string]*imapmemserver.User
}

// MailOptions are the faces of a mail provider that [Sandbox.Endpoint] doesn't show.
type MailOptions struct {
	TLS      MailTLS
	SentCopy bool // puts a copy of each mail in the sender's folder of sent mail, as Gmail does
}

// MailTLS says how the lines to the mail provider are encrypted.
type MailTLS string

// The ways. The certificate is made when the provider starts, and handed out as the setting "ca".
const (
	MailInClear     MailTLS = ""
	MailStartTLS    MailTLS = "starttls"
	MailImplicitTLS MailTLS = "implicit"
)

// storedMail is a message that the provider took in.
type storedMail struct {
	ID   string    `json:"id"`
	From string    `json:"from"` // of the envelope
	To   []string  `json:"to"`   // of the envelope: blind copies too
	At   time.Time `json:"at"`
	Raw  []byte    `json:"raw"`
	Seen bool      `json:"seen,omitempty"`
}

// The kinds of record in the journal.
const (
	mailSent     = "message"  // came in by SMTP
	mailReceived = "received" // was in the user's inbox from the start
)

func newMail(j *journal, f *Faults) simulator {
	return &mail{journal: j, faults: f, boxes: map[string]*imapmemserver.User{}}
}

// Mail starts the mail provider with another face, in place of what Endpoint("email") would start.
func (s *Sandbox) Mail(o MailOptions) (Endpoint, error) {
	return s.run("email", func(j *journal, f *Faults) simulator {
		return &mail{journal: j, faults: f, options: o, boxes: map[string]*imapmemserver.User{}}
	})
}

func (m *mail) start() (Endpoint, func(), error) {
	if err := m.load(); err != nil {
		return Endpoint{}, nil, err
	}
	settings := map[string]string{"from": mailName + " <" + mailUser + ">", "user": mailUser}
	var config *tls.Config
	if m.options.TLS == MailInClear {
		settings["tls"] = "off"
	} else {
		certificate, pem, err := selfSigned()
		if err != nil {
			return Endpoint{}, nil, err
		}
		config = &tls.Config{Certificates: []tls.Certificate{certificate}, MinVersion: tls.VersionTLS12}
		settings["ca"] = pem
	}
	if m.options.SentCopy {
		settings["sent_copy"] = "true"
	}
	out, in := m.smtpServer(config), m.imapServer(config)
	smtpAt, err := m.listen("smtp", config, out.Serve)
	if err != nil {
		return Endpoint{}, nil, err
	}
	if settings["imap"], err = m.listen("imap", config, in.Serve); err != nil {
		_ = out.Close()
		return Endpoint{}, nil, err
	}
	stop := func() { _ = out.Close(); _ = in.Close() }
	return Endpoint{URL: smtpAt, Settings: settings, Secrets: secrets("token", mailPassword)}, stop, nil
}

// listen serves a protocol on a free loopback port and gives its address.
func (m *mail) listen(scheme string, config *tls.Config, serve func(net.Listener) error) (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	if m.options.TLS == MailImplicitTLS {
		scheme += "s"
		l = tls.NewListener(l, config)
	}
	go func() { _ = serve(l) }()
	return scheme + "://" + l.Addr().String(), nil
}

func (m *mail) smtpServer(config *tls.Config) *smtp.Server {
	s := smtp.NewServer(smtp.BackendFunc(func(c *smtp.Conn) (smtp.Session, error) { return &smtpSession{mail: m, conn: c}, nil }))
	s.Domain = "mail.sandbox.example"
	s.MaxMessageBytes = maxMail
	s.MaxRecipients = 100
	s.AllowInsecureAuth = config == nil
	s.TLSConfig = config
	s.EnableSMTPUTF8 = true
	s.ErrorLog = log.New(io.Discard, "", 0)
	return s
}

func (m *mail) imapServer(config *tls.Config) *imapserver.Server {
	return imapserver.New(&imapserver.Options{
		NewSession: func(c *imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return &imapSession{mail: m, conn: c}, nil, nil
		},
		Caps:         imapCaps(),
		TLSConfig:    config,
		InsecureAuth: config == nil,
		Logger:       log.New(io.Discard, "", 0),
	})
}

// expired tells whether the credential is no longer good. A password isn't renewed by itself, so it stays bad until the fault that
// spoilt it is taken away.
func (m *mail) expired() bool {
	all, err := m.faults.List()
	if err != nil {
		return false
	}
	for _, f := range all {
		if (f.Action == "email.send" || f.Action == "email.search") && f.Kind == FaultExpireToken && f.Fired > 0 {
			return true
		}
	}
	return false
}

// accept takes a message in: it is kept, and lies in the mailboxes of its recipients.
func (m *mail) accept(from string, to []string, raw []byte) error {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := storedMail{ID: strconv.Itoa(m.journal.count(mailSent) + 1), From: from, To: to, At: time.Now().UTC(), Raw: raw}
	if err := m.journal.put(mailSent, s.ID, s, s.effect()); err != nil {
		return err
	}
	return m.lay(s)
}

// load puts all that was ever taken in back into the mailboxes.
func (m *mail) load() error {
	if err := m.seed(); err != nil {
		return err
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	for _, kind := range []string{mailReceived, mailSent} {
		for _, s := range list[storedMail](m.journal, kind) {
			if err := m.lay(s); err != nil {
				return err
			}
		}
	}
	return nil
}
