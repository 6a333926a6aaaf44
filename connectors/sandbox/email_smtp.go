package sandbox

import (
	"crypto/subtle"
	"fmt"
	"io"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"
)

// smtpSession is one line over which mail comes in.
type smtpSession struct {
	mail     *mail
	conn     *smtp.Conn
	signedIn bool

	from  string
	to    []string
	fault *Fault // what struck the present message early
}

// AuthMechanisms lists the ways to sign in.
func (s *smtpSession) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth signs in.
func (s *smtpSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != mailUser || subtle.ConstantTimeCompare([]byte(password), []byte(mailPassword)) != 1 || s.mail.expired() {
			return reply(535, smtp.EnhancedCode{5, 7, 8}, "Username and password not accepted")
		}
		s.signedIn = true
		return nil
	}), nil
}

// Mail begins a message. A fault strikes once a message: here, where a server of that fault would refuse before it saw the message,
// and else when the message is there.
func (s *smtpSession) Mail(from string, _ *smtp.MailOptions) error {
	if !s.signedIn {
		return reply(530, smtp.EnhancedCode{5, 7, 0}, "Authentication required")
	}
	next, err := s.mail.faults.Next("email.send")
	if err == nil && next != nil && early(*next) {
		s.fault, err = s.mail.faults.Strike("email.send")
	}
	switch {
	case err != nil:
		return reply(451, smtp.EnhancedCode{4, 3, 0}, "The sandbox's faults can't be read")
	case s.fault == nil:
	case s.fault.Kind == FaultExpireToken:
		s.signedIn = false
		return reply(530, smtp.EnhancedCode{5, 7, 0}, "Your sign-in has expired")
	case s.fault.Kind == FaultRateLimit:
		return reply(451, smtp.EnhancedCode{4, 7, 1}, "Too many messages, slow down")
	case s.fault.Status == 421:
		return refusal(421)
	}
	s.from = from
	return nil
}

// early tells whether a fault shows before the message itself.
func early(f Fault) bool {
	switch f.Kind {
	case FaultExpireToken, FaultRateLimit:
		return true
	case FaultStatus:
		return f.Status == 421 || aboutRecipient(f.Status)
	}
	return false
}

// aboutRecipient tells whether a status is how servers refuse one recipient.
func aboutRecipient(status int) bool {
	switch status {
	case 450, 550, 551, 553:
		return true
	}
	return false
}

// Rcpt names a recipient. A recipient that doesn't exist is refused here.
func (s *smtpSession) Rcpt(to string, _ *smtp.RcptOptions) error {
	if s.fault != nil && aboutRecipient(s.fault.Status) {
		return refusal(s.fault.Status)
	}
	s.to = append(s.to, to)
	return nil
}

// Data takes the message.
func (s *smtpSession) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	fault, err := s.mail.faults.Strike("email.send")
	switch {
	case err != nil:
		return reply(451, smtp.EnhancedCode{4, 3, 0}, "The sandbox's faults can't be read")
	case fault != nil && fault.Kind == FaultStatus:
		return refusal(fault.Status)
	case fault != nil && fault.Kind == FaultTimeout:
		_, _ = io.Copy(io.Discard, s.conn.Conn()) // until the client leaves
		return refusal(421)
	}
	if err := s.mail.accept(s.from, s.to, raw); err != nil {
		return reply(452, smtp.EnhancedCode{4, 3, 1}, "The message can't be kept: "+err.Error())
	}
	if fault != nil && fault.Kind == FaultDropAfter {
		_ = s.conn.Conn().Close()
	}
	return nil
}

// Reset forgets the message.
func (s *smtpSession) Reset() { s.from, s.to, s.fault = "", nil, nil }

// Logout ends the session.
func (s *smtpSession) Logout() error { return nil }

func reply(code int, enhanced smtp.EnhancedCode, text string) error {
	return &smtp.SMTPError{Code: code, EnhancedCode: enhanced, Message: text}
}

// refusal is the answer of a status, in words that servers use.
func refusal(status int) error {
	known := map[int]*smtp.SMTPError{
		421: {EnhancedCode: smtp.EnhancedCode{4, 3, 2}, Message: "Service not available, closing transmission channel"},
		450: {EnhancedCode: smtp.EnhancedCode{4, 2, 1}, Message: "Mailbox temporarily unavailable"},
		451: {EnhancedCode: smtp.EnhancedCode{4, 3, 0}, Message: "Local error in processing"},
		452: {EnhancedCode: smtp.EnhancedCode{4, 3, 1}, Message: "Insufficient system storage"},
		550: {EnhancedCode: smtp.EnhancedCode{5, 1, 1}, Message: "No such user here"},
		552: {EnhancedCode: smtp.EnhancedCode{5, 3, 4}, Message: "Message size exceeds fixed limit"},
		554: {EnhancedCode: smtp.EnhancedCode{5, 7, 1}, Message: "Message refused by policy"},
	}
	e, ok := known[status]
	if !ok {
		e = &smtp.SMTPError{EnhancedCode: smtp.EnhancedCode{status / 100, 0, 0}, Message: fmt.Sprintf("The server refuses with %d", status)}
	}
	e.Code = status
	return e
}
