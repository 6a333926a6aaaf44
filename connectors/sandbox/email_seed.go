package sandbox

import (
	"fmt"
	"mime"
	"strconv"
	"strings"
	"time"
)

// seed lays a few mails into the user's inbox when the sandbox is new: plain and HTML, read and unread, English and German.
func (m *mail) seed() error {
	if m.journal.count(mailReceived) > 0 {
		return nil
	}
	now := time.Now().UTC().Truncate(time.Second)
	for i, s := range []struct {
		from, address, subject, kind, text string
		age                                time.Duration
		seen                               bool
	}{
		{"ACME Newsroom", "news@acme.example", "The ACME autumn catalogue", "text/html",
			"<html><head><style>p{color:red}</style></head><body><h1>Autumn catalogue</h1><p>Three new anvils &amp; one rocket.</p><ul><li>Anvil 40 kg</li><li>Anvil 80 kg</li></ul></body></html>", 6 * 24 * time.Hour, true},
		{"Buchhaltung Müller GmbH", "buchhaltung@mueller.example", "Rückfrage zur Rechnung", "text/plain",
			"Guten Tag,\n\nauf welches Konto sollen wir die 1.200 € überweisen?\n\nViele Grüße\nJürgen Müller", 50 * time.Hour, false},
		{"Anna Berg", "anna@acme.example", "Order 4711", "text/plain",
			"Hello,\n\nplease confirm order 4711 for two anvils by Friday.\n\nBest regards\nAnna", 3 * time.Hour, false},
	} {
		at := now.Add(-s.age)
		raw := fmt.Sprintf("From: %s\nTo: <%s>\nSubject: %s\nDate: %s\nMessage-ID: <seed-%d@%s>\nMIME-Version: 1.0\nContent-Type: %s; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n%s\n",
			mime.QEncoding.Encode("utf-8", s.from)+" <"+s.address+">", mailUser, mime.QEncoding.Encode("utf-8", s.subject), at.Format(time.RFC1123Z), i+1, s.address[strings.IndexByte(s.address, '@')+1:], s.kind, s.text)
		record := storedMail{ID: strconv.Itoa(i + 1), From: s.address, To: []string{mailUser}, At: at, Seen: s.seen, Raw: []byte(strings.ReplaceAll(raw, "\n", "\r\n"))}
		if err := m.journal.put(mailReceived, record.ID, record, nil); err != nil {
			return err
		}
	}
	return nil
}
