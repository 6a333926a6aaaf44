package sandbox

import (
	"bytes"
	"fmt"
	"io"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	gomail "github.com/emersion/go-message/mail"
)

// Message is a message as its recipients see it.
type Message struct {
	ID          string       `json:"id"`
	MessageID   string       `json:"message_id"` // in angle brackets
	From        string       `json:"from"`       // of the envelope
	To          []string     `json:"to"`         // of the envelope: blind copies too
	At          time.Time    `json:"at"`
	Subject     string       `json:"subject"`
	Text        string       `json:"text"`
	Attachments []Attachment `json:"attachments,omitempty"`
	Raw         []byte       `json:"-"`
}

// Attachment is a file that came with a message.
type Attachment struct {
	Name      string `json:"name"`
	MediaType string `json:"media_type"`
	Content   []byte `json:"-"`
}

// Messages reads what the mail provider of a folder took in, oldest first. It may be called while it runs.
func Messages(dir string) ([]Message, error) {
	j := newJournal()
	if _, err := replay(filepath.Join(dir, "email.jsonl"), j.apply); err != nil {
		return nil, err
	}
	all := []Message{}
	for _, s := range list[storedMail](j, mailSent) {
		all = append(all, s.open())
	}
	return all, nil
}

// open takes a message apart. What can't be read of it is left out.
func (s storedMail) open() Message {
	l := Message{ID: s.ID, From: s.From, To: s.To, At: s.At, Raw: s.Raw}
	r, err := gomail.CreateReader(bytes.NewReader(s.Raw))
	if err != nil {
		return l
	}
	l.Subject, _ = r.Header.Subject()
	if id, err := r.Header.MessageID(); err == nil && id != "" {
		l.MessageID = "<" + id + ">"
	}
	for {
		part, err := r.NextPart()
		if err != nil {
			return l
		}
		content, err := io.ReadAll(part.Body)
		if err != nil {
			return l
		}
		switch h := part.Header.(type) {
		case *gomail.AttachmentHeader:
			name, _ := h.Filename()
			kind, _, _ := h.ContentType()
			l.Attachments = append(l.Attachments, Attachment{Name: name, MediaType: kind, Content: content})
		case *gomail.InlineHeader:
			if l.Text == "" {
				l.Text = strings.ReplaceAll(string(content), "\r\n", "\n")
			}
		}
	}
}

// effectKey is what a Message-ID begins with if it was made from an effect's key.
var effectKey = regexp.MustCompile(`^<([0-9a-f]{32})@`)

// effect says what taking the message in was.
func (s storedMail) effect() *Effect {
	l := s.open()
	e := &Effect{Action: "email.send", Says: fmt.Sprintf("Mail to %s: subject %q", strings.Join(l.To, ", "), l.Subject)}
	if m := effectKey.FindStringSubmatch(l.MessageID); m != nil {
		e.Key = m[1]
	}
	if len(l.Attachments) > 0 {
		var names []string
		for _, a := range l.Attachments {
			names = append(names, a.Name)
		}
		e.Says += ", attachments " + strings.Join(names, ", ")
	}
	return e
}
