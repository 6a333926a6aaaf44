package sandbox

import (
	"bytes"
	"crypto/subtle"
	"io"
	"strings"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"
)

// The folders of a mailbox.
const (
	inboxFolder = "INBOX"
	sentFolder  = "Sent"
)

// lay puts a message into the mailboxes of its recipients. The caller holds the lock.
func (m *mail) lay(s storedMail) error {
	to := map[string]bool{}
	for _, address := range s.To {
		if address = strings.ToLower(address); to[address] {
			continue
		}
		to[strings.ToLower(address)] = true
		if err := m.file(address, inboxFolder, s); err != nil {
			return err
		}
	}
	if m.options.SentCopy && s.From != "" {
		s.Seen = true
		return m.file(strings.ToLower(s.From), sentFolder, s)
	}
	return nil
}

func (m *mail) file(address, folder string, s storedMail) error {
	options := &imap.AppendOptions{Time: s.At}
	if s.Seen {
		options.Flags = []imap.Flag{imap.FlagSeen}
	}
	_, err := m.box(address).Append(folder, bytes.NewReader(s.Raw), options)
	return err
}

// box gives the mailbox of an address, a new one where there was none. The caller holds the lock.
func (m *mail) box(address string) *imapmemserver.User {
	if m.boxes[address] == nil {
		user := imapmemserver.NewUser(address, mailPassword)
		_ = user.Create(inboxFolder, nil) // fails only where there is one
		_ = user.Create(sentFolder, nil)
		m.boxes[address] = user
	}
	return m.boxes[address]
}

func imapCaps() imap.CapSet {
	caps := imap.CapSet{}
	for _, c := range []imap.Cap{imap.CapIMAP4rev1, imap.CapNamespace, imap.CapListExtended, imap.CapSpecialUse, imap.CapMove} {
		caps[c] = struct{}{}
	}
	return caps
}

// imapSession is one line over which a mailbox is read. Whoever knows the password may read the mailbox of any address, since all of
// them are kept here.
type imapSession struct {
	*imapmemserver.UserSession // nil until somebody signed in
	mail                       *mail
	conn                       *imapserver.Conn
}

// Login signs in.
func (s *imapSession) Login(user, password string) error {
	if !strings.Contains(user, "@") || subtle.ConstantTimeCompare([]byte(password), []byte(mailPassword)) != 1 || s.mail.expired() {
		return imapserver.ErrAuthFailed
	}
	s.mail.mu.Lock()
	defer s.mail.mu.Unlock()
	s.UserSession = imapmemserver.NewUserSession(s.mail.box(strings.ToLower(user)))
	return nil
}

// Close ends the session.
func (s *imapSession) Close() error { return s.UserSession.Close() }

// List lists the folders, and marks the one of sent mail (RFC 6154) where the provider fills it.
func (s *imapSession) List(w *imapserver.ListWriter, ref string, patterns []string, _ *imap.ListOptions) error {
	for _, folder := range []imap.ListData{{Mailbox: inboxFolder, Delim: '/'}, {Mailbox: sentFolder, Delim: '/'}} {
		if folder.Mailbox == sentFolder && s.mail.options.SentCopy {
			folder.Attrs = []imap.MailboxAttr{imap.MailboxAttrSent}
		}
		for _, p := range patterns {
			if imapserver.MatchList(folder.Mailbox, folder.Delim, ref, p) {
				if err := w.WriteList(&folder); err != nil {
					return err
				}
				break
			}
		}
	}
	return nil
}

// Search looks for messages. It is where the faults of email.search strike; a look-up by Message-ID is no such search.
func (s *imapSession) Search(kind imapserver.NumKind, c *imap.SearchCriteria, o *imap.SearchOptions) (*imap.SearchData, error) {
	for _, h := range c.Header {
		if strings.EqualFold(h.Key, "Message-ID") {
			return s.UserSession.Search(kind, c, o)
		}
	}
	fault, err := s.mail.faults.Strike("email.search")
	if err != nil {
		return nil, err
	}
	if fault != nil {
		return nil, s.fail(*fault)
	}
	return s.UserSession.Search(kind, c, o)
}

// fail is how a fault shows in IMAP, which knows no numbers.
func (s *imapSession) fail(f Fault) error {
	no := func(code imap.ResponseCode, text string) error {
		return &imap.Error{Type: imap.StatusResponseTypeNo, Code: code, Text: text}
	}
	switch f.Kind {
	case FaultExpireToken:
		return no(imap.ResponseCodeExpired, "Your sign-in has expired")
	case FaultRateLimit:
		return no(imap.ResponseCodeLimit, "Too many searches, slow down")
	case FaultTimeout:
		_, _ = io.Copy(io.Discard, s.conn.NetConn()) // until the client leaves
	case FaultDropAfter:
		_ = s.conn.NetConn().Close()
	case FaultStatus:
		switch f.Status {
		case 401:
			return no(imap.ResponseCodeAuthenticationFailed, "Authentication failed")
		case 403:
			return no(imap.ResponseCodeNoPerm, "Access denied")
		case 404:
			return no(imap.ResponseCodeNonExistent, "No such mailbox")
		}
	}
	return no(imap.ResponseCodeUnavailable, "The server is busy")
}
