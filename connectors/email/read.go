package email

import (
	"bytes"
	"io"
	"strings"

	gomessage "github.com/emersion/go-message"
	_ "github.com/emersion/go-message/charset" // teaches go-message the character sets mail is written in
	"github.com/emersion/go-message/mail"

	"sayso/connectors"
)

// parse reads as much of a message as can be read. What strangers send is never an error: a part that makes no sense is left out.
func parse(raw []byte, longest int) message {
	out := message{To: []connectors.Email{}}
	entity, err := gomessage.Read(bytes.NewReader(raw))
	if entity == nil || err != nil && !gomessage.IsUnknownCharset(err) && !gomessage.IsUnknownEncoding(err) {
		return out
	}
	h := mail.Header{Header: entity.Header}
	out.From, out.Name = firstOf(h, "From")
	out.To = addresses(h, "To")
	subject, err := h.Subject()
	if err != nil {
		subject = h.Get("Subject")
	}
	out.Subject = cut(oneLine(subject), 4*maxSubject)
	if id, err := h.MessageID(); err == nil && id != "" {
		out.MessageID = "<" + cut(oneLine(id), 998) + ">"
	}
	text := body(entity)
	out.Snippet = cut(oneLine(text), maxSnippet)
	out.Body = connectors.Text(cut(text, longest))
	return out
}

func firstOf(h mail.Header, field string) (connectors.Email, string) {
	list, err := h.AddressList(field)
	if err != nil || len(list) == 0 {
		return "", ""
	}
	return wellFormed(list[0].Address), displayName(list[0].Name)
}

func addresses(h mail.Header, field string) []connectors.Email {
	all := []connectors.Email{}
	list, err := h.AddressList(field)
	if err != nil {
		return all
	}
	for _, a := range list[:min(len(list), maxRecipients)] {
		if e := wellFormed(a.Address); e != "" {
			all = append(all, e)
		}
	}
	return all
}

// wellFormed gives an address that passes for one everywhere else, or "".
func wellFormed(address string) connectors.Email {
	if connectors.CheckFormat(connectors.FormatEmail, address) != nil {
		return ""
	}
	return connectors.Email(address)
}

// body gives a message's text: its first plain text, else its first HTML as text.
func body(e *gomessage.Entity) string {
	var plain, html string
	_ = e.Walk(func(_ []int, part *gomessage.Entity, err error) error {
		if err != nil && !gomessage.IsUnknownCharset(err) && !gomessage.IsUnknownEncoding(err) {
			return err // as where the message was cut short; what was read so far counts
		}
		kind, _, _ := part.Header.ContentType()
		disposition, _, _ := part.Header.ContentDisposition()
		if strings.HasPrefix(kind, "multipart/") || disposition == "attachment" {
			return nil
		}
		switch {
		case plain == "" && (kind == "text/plain" || kind == ""):
			plain = all(part.Body)
		case html == "" && kind == "text/html":
			html = all(part.Body)
		}
		return nil
	})
	if strings.TrimSpace(plain) == "" && html != "" {
		plain = textOf(html)
	}
	return strings.TrimSpace(strings.ReplaceAll(plain, "\r\n", "\n"))
}

// all reads what can be read.
func all(r io.Reader) string {
	raw, _ := io.ReadAll(io.LimitReader(r, 4*maxFetched))
	return strings.ToValidUTF8(string(raw), "\uFFFD")
}
