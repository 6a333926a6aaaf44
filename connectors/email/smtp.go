package email

import (
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"sayso/connectors"
)

// How long a server may take to answer (RFC 5321, 4.5.3.2). The end of a message gets the ten minutes it is due there, because
// whoever hangs up earlier doesn't know whether the mail was sent; the context, which bounds the step, mostly ends before.
const (
	commandTimeout = time.Minute
	messageTimeout = 10 * time.Minute
	quitTimeout    = 2 * time.Second
)

// session is a line to an SMTP server, signed in.
type session struct {
	server  server
	client  *smtp.Client
	wire    *wire
	release func()
}

// signIn connects to the SMTP server and signs in where the account has a user.
func (a account) signIn(ctx context.Context) (*session, error) {
	w, release, err := a.dial(ctx, a.smtp)
	if err != nil {
		return nil, err
	}
	s := &session{server: a.smtp, wire: w, release: release}
	ready := setUp(w)
	defer ready()
	if err := a.greet(ctx, s); err != nil {
		s.abandon()
		return nil, err
	}
	if err := a.authenticate(s); err != nil {
		s.abandon()
		return nil, err
	}
	return s, nil
}

// greet encrypts the line as the account wants it and says hello.
func (a account) greet(ctx context.Context, s *session) error {
	conn, err := a.encrypt(ctx, s.wire, a.smtp)
	if err != nil {
		return err
	}
	if a.smtp.line == startTLS {
		s.client, err = smtp.NewClientStartTLS(conn, a.tlsConfig(a.smtp))
		if err != nil && strings.Contains(err.Error(), "support STARTTLS") {
			return &connectors.Error{Kind: connectors.Invalid, Code: "no_tls", Err: err,
				Message: a.smtp.address() + " offers no STARTTLS, and without it nothing is sent; does it speak smtps:// at port 465?"}
		}
		if err != nil {
			return before(a.smtp, "the connection", err)
		}
	} else {
		s.client = smtp.NewClient(conn)
	}
	s.client.CommandTimeout, s.client.SubmissionTimeout = commandTimeout, messageTimeout
	_, domain, _ := strings.Cut(a.from.Address, "@")
	return orBefore(a.smtp, "the connection", s.client.Hello(domain))
}

// authenticate signs in. What the server says is quoted only if it doesn't hold what it was told.
func (a account) authenticate(s *session) error {
	if a.user == "" {
		return nil
	}
	token := a.conn.Secret("token").Reveal()
	var mechanism sasl.Client
	switch {
	case s.client.SupportsAuth(sasl.Plain):
		mechanism = sasl.NewPlainClient("", a.user, token)
	case s.client.SupportsAuth(sasl.Login):
		mechanism = sasl.NewLoginClient(a.user, token)
	default:
		return &connectors.Error{Kind: connectors.Invalid, Code: "no_auth",
			Message: a.smtp.address() + " offers no sign-in with a password; leave user and password empty, or use another server"}
	}
	err := s.client.Auth(mechanism)
	if refused, ok := errors.AsType[*smtp.SMTPError](err); ok {
		err = &smtp.SMTPError{Code: refused.Code, EnhancedCode: refused.EnhancedCode, Message: withhold(refused.Message, a.user, token)}
	}
	return orBefore(a.smtp, "the sign-in of "+a.user, err)
}

// withhold gives a server's text, or nothing if it repeats the credential, in clear or as it was sent.
func withhold(text, user, token string) string {
	for _, secret := range []string{token, "\x00" + user + "\x00" + token} {
		if token != "" && (strings.Contains(text, secret) || strings.Contains(text, base64.StdEncoding.EncodeToString([]byte(secret)))) {
			return ""
		}
	}
	return text
}

func orBefore(s server, what string, err error) error {
	if err == nil {
		return nil
	}
	return before(s, what, err)
}

// deliver hands a letter over. It goes to all recipients or to none: where one is refused, the transaction is taken back before
// there was a message. The error says exactly whether the letter may have been sent; see [ended]. announce is called right ahead of
// the letter's end, before which a server takes nothing on.
func (s *session) deliver(l letter, announce func() error) error {
	if limit, ok := s.client.MaxMessageSize(); ok && limit > 0 && len(l.raw) > limit {
		return tooLarge(len(l.raw), limit)
	}
	options := &smtp.MailOptions{Size: int64(len(l.raw)), UTF8: l.utf8}
	if ok, _ := s.client.Extension("SMTPUTF8"); l.utf8 && !ok {
		return &connectors.Error{Kind: connectors.Invalid, Code: "no_smtputf8",
			Message: s.server.address() + " takes no address with letters other than a to z before the @"}
	}
	if err := s.client.Mail(l.from, options); err != nil {
		return before(s.server, "the sender "+l.from, err)
	}
	if err := s.recipients(l.to); err != nil {
		return err
	}
	data, err := s.client.Data()
	if err != nil {
		return before(s.server, "the mail", err)
	}
	if _, err := data.Write(l.raw); err != nil {
		return before(s.server, "the mail", err)
	}
	if err := announce(); err != nil {
		return err
	}
	s.wire.end()
	_, err = data.CloseWithResponse()
	return ended(s.server, s.wire.complete(), err)
}

// recipients names all recipients to the server. If it refuses any, the error names each of them with what the server said, and is
// permanent if one refusal is.
func (s *session) recipients(all []string) error {
	var first *connectors.Error
	var said []string
	for _, to := range all {
		err := s.client.Rcpt(to, nil)
		if err == nil {
			continue
		}
		refused, ok := errors.AsType[*smtp.SMTPError](err)
		if !ok {
			return before(s.server, to, err)
		}
		e := refusal(to, refused)
		said = append(said, fmt.Sprintf("%s (%s)", to, answer(refused)))
		if first == nil || first.Kind.Rule().Retry && !e.Kind.Rule().Retry {
			first = e
		}
		if refused.Code == 421 { // the server is about to hang up
			break
		}
	}
	if first == nil {
		return nil
	}
	_ = s.client.Reset() // the line is closed next, which takes the transaction back as well
	if len(said) > 1 {
		first.Message = "the mail server refused some recipients: " + strings.Join(said, "; ")
	}
	if len(all) > 1 {
		first.Message += "; so the mail was sent to nobody"
	}
	return first
}

// end says goodbye and hangs up.
func (s *session) end() {
	s.client.CommandTimeout = quitTimeout
	_ = s.client.Quit() // whatever it answers: the mail was taken over or not by now
	s.abandon()
}

// abandon hangs up.
func (s *session) abandon() {
	s.release()
	_ = s.wire.Close()
}
