package email

import (
	"bytes"
	"context"
	"encoding/base64"
	"fmt"
	"net/mail"
	"regexp"
	"strings"
	"unicode/utf8"

	gomail "github.com/wneessen/go-mail"

	"sayso/connectors"
)

// Bounds of a mail.
const (
	// MaxMessage is the largest message that is sent, in bytes as they travel: what Gmail and Microsoft 365 take, and many others.
	MaxMessage = 25 << 20
	maxSubject = 500 // characters
	maxName    = 200 // bytes of a person's or a file's name
)

// letter is a message ready to go.
type letter struct {
	id   string   // its Message-ID, in angle brackets
	from string   // the envelope's sender
	to   []string // all recipients, those in bcc too, each once
	utf8 bool     // an address needs SMTPUTF8
	raw  []byte
}

// compose writes a message. The same call from the same sender gives the same bytes.
//
// It carries no Auto-Submitted header: service desks set mail with it aside unread, and it is a person who asked for this one.
// What keeps two machines from answering each other is that a trigger on received mail leaves out what is marked so.
func compose(ctx context.Context, call connectors.Call[sendIn], from mail.Address) (letter, error) {
	in := call.In
	id, err := messageID(call.Key, from)
	if err != nil {
		return letter{}, err
	}
	l := letter{id: id, from: from.Address}
	msg := gomail.NewMsg(gomail.WithNoDefaultUserAgent(), gomail.WithBoundary(boundary(call.Key, string(in.Body))))
	msg.FromMailAddress(&from)
	if l.to, err = address(msg, in); err != nil {
		return letter{}, err
	}
	l.utf8 = !ascii(strings.Join(append(l.to, l.from), ""))
	subject, err := subject(in.Subject)
	if err != nil {
		return letter{}, err
	}
	msg.Subject(subject)
	msg.SetMessageIDWithValue(strings.Trim(id, "<>"))
	msg.SetDateWithValue(call.Now.UTC())
	msg.SetBodyString(gomail.TypeTextPlain, string(in.Body))
	if err := attach(ctx, msg, call.Files, in.Attachments); err != nil {
		return letter{}, err
	}
	var raw bytes.Buffer
	if _, err := msg.WriteTo(&raw); err != nil {
		return letter{}, connectors.Errorf(connectors.Invalid, "the mail can't be written: %w", err)
	}
	if raw.Len() > MaxMessage {
		return letter{}, tooLarge(raw.Len(), MaxMessage)
	}
	l.raw = raw.Bytes()
	return l, nil
}

// address sets the headers that name recipients, and gives all recipients.
func address(msg *gomail.Msg, in sendIn) ([]string, error) {
	to, err := mailboxes(in.To)
	if err != nil {
		return nil, err
	}
	if len(to) == 0 {
		return nil, connectors.Errorf(connectors.Invalid, "the mail has no recipient")
	}
	cc, err := mailboxes(in.CC)
	if err != nil {
		return nil, err
	}
	bcc, err := mailboxes(in.BCC) // for the envelope alone
	if err != nil {
		return nil, err
	}
	msg.ToMailAddress(to...)
	if len(cc) > 0 {
		msg.CcMailAddress(cc...)
	}
	if in.ReplyTo != "" {
		replyTo, err := mailboxes([]connectors.Email{in.ReplyTo})
		if err != nil {
			return nil, err
		}
		msg.ReplyToMailAddress(replyTo...)
	}
	all := envelope(to, cc, bcc)
	if len(all) > maxRecipients {
		return nil, connectors.Errorf(connectors.Invalid, "the mail has %d recipients; %d is the most that every server takes", len(all), maxRecipients)
	}
	return all, nil
}

var keyText = regexp.MustCompile(`^[0-9A-Za-z_-]{1,40}$`)

// messageID is the mark by which a mail that may have been sent can be found.
func messageID(key string, from mail.Address) (string, error) {
	if !keyText.MatchString(key) {
		return "", connectors.Errorf(connectors.Invalid, "the call has no key, without which a mail can't be told from its double")
	}
	return "<" + key + from.Address[strings.LastIndexByte(from.Address, '@'):] + ">", nil
}

// boundary parts the body from the attachments. Those are in base64, which has no hyphen; the body may hold anything.
func boundary(key, body string) string {
	b := "sayso-" + key
	for strings.Contains(body, b) {
		b += "x"
	}
	return b
}

// subject makes a text fit for the header: one line, and encoded wherever a reader could take it for something else than itself.
func subject(text string) (string, error) {
	text = oneLine(text)
	if n := utf8.RuneCountInString(text); n > maxSubject {
		return "", connectors.Errorf(connectors.Invalid, "the subject has %d characters; %d is the most", n, maxSubject)
	}
	longest := 0
	for word := range strings.FieldsSeq(text) {
		longest = max(longest, len(word))
	}
	if !ascii(text) || !strings.Contains(text, "=?") && longest < 60 {
		return text, nil // go-mail encodes what isn't ASCII
	}
	var words []string // a line can be folded between encoded words (RFC 2047)
	for len(text) > 0 {
		n := min(len(text), 42)
		words = append(words, "=?UTF-8?b?"+base64.StdEncoding.EncodeToString([]byte(text[:n]))+"?=")
		text = text[n:]
	}
	return strings.Join(words, " "), nil
}

func tooLarge(size, limit int) error {
	return &connectors.Error{Kind: connectors.Invalid, Code: "too_large",
		Message: fmt.Sprintf("the mail is %.1f MB as it travels, and %.1f MB is the most; send fewer or smaller attachments", float64(size)/1e6, float64(limit)/1e6)}
}
