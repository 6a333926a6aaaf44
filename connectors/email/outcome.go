package email

import (
	"errors"
	"fmt"
	"regexp"
	"strings"

	"github.com/emersion/go-smtp"

	"sayso/connectors"
)

// refusal is the error of an SMTP server's answer (RFC 5321, 4.2), whatever it answers to. A 4xx is about this moment, a 5xx about
// the mail itself; neither leaves a doubt, for a server that refuses has not taken the mail over.
func refusal(what string, e *smtp.SMTPError) *connectors.Error {
	out := &connectors.Error{Kind: connectors.Invalid, Code: fmt.Sprintf("smtp_%d", e.Code), Status: e.Code,
		Message: fmt.Sprintf("the mail server refused %s: %s", what, answer(e)), Err: e}
	switch {
	case needsTLS(e):
		out.Code = "no_tls"
	case e.Code == 530 || e.Code == 534 || e.Code == 535:
		out.Kind = connectors.Expired
	case e.Code/100 == 4:
		out.Kind = connectors.Unavailable
		if slowDown.MatchString(e.Message) {
			out.Kind = connectors.Limited
		}
		out.Message = fmt.Sprintf("the mail server put off %s (%s): %s", what, meaning(e.Code), answer(e))
	case e.Code/100 != 5:
		out.Kind = connectors.Unavailable
		out.Message = fmt.Sprintf("the mail server's answer to %s makes no sense: %s", what, answer(e))
	}
	return out
}

// needsTLS tells whether a server refuses because the line isn't encrypted (RFC 3207, RFC 4954).
func needsTLS(e *smtp.SMTPError) bool {
	return e.Code == 523 || e.Code == 538 || e.Code == 530 && strings.Contains(strings.ToUpper(e.Message), "STARTTLS")
}

// slowDown is how servers say that it is the number of mails they mind; SMTP has no code for it.
var slowDown = regexp.MustCompile(`(?i)too many (messages|mails|connections)|\brate\b|throttl|slow down`)

// meaning says what a temporary refusal is about.
func meaning(code int) string {
	switch code {
	case 421:
		return "it is too busy"
	case 450:
		return "the mailbox is busy, or a new sender is let wait"
	case 451:
		return "it has trouble of its own"
	case 452:
		return "it has no room, or there are too many recipients"
	case 454:
		return "it can't check sign-ins now"
	}
	return "for now"
}

// longestAnswer is how much of a server's text is quoted, in bytes.
const longestAnswer = 300

// answer quotes a server in one line.
func answer(e *smtp.SMTPError) string {
	code := fmt.Sprint(e.Code)
	if e.EnhancedCode[0] > 0 {
		code += fmt.Sprintf(" %d.%d.%d", e.EnhancedCode[0], e.EnhancedCode[1], e.EnhancedCode[2])
	}
	return strings.TrimSpace(code + " " + cut(oneLine(e.Message), longestAnswer))
}

// before is the error of what failed while the message was surely not sent yet.
func before(s server, what string, err error) error {
	if refused, ok := errors.AsType[*smtp.SMTPError](err); ok {
		return refusal(what, refused)
	}
	if known, ok := errors.AsType[*connectors.Error](err); ok {
		return known
	}
	return unreachable(s, err)
}

// ended is what became of a message after its end was to be written: nil if the server took it over.
func ended(s server, complete bool, err error) error {
	answered, ok := errors.AsType[*smtp.SMTPError](err)
	switch {
	case err == nil:
		return nil
	case ok:
		switch answered.Code / 100 {
		case 2: // the mail is taken over, whichever success it is called
			return nil
		case 4, 5:
			return refusal("the mail", answered)
		}
	case !complete:
		return unreachable(s, err)
	}
	return &connectors.Error{Kind: connectors.Unknown, Code: "no_answer", Err: err,
		Message: fmt.Sprintf("%s got the whole mail, but gave no answer that says whether it was sent: %s", s.address(), cause(err))}
}
