package email

import (
	"bufio"
	"io"
	"net"
	"strings"
	"testing"

	"github.com/emersion/go-smtp"
	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// A message whose last bytes couldn't be written was surely not sent, even if the server was already waiting for its end. The line is
// a pipe without a buffer, so that the writing fails at a byte that the test chooses.
func TestLostAtTheVeryEnd(t *testing.T) {
	for name, test := range map[string]struct {
		server func(r *bufio.Reader)
		kind   connectors.Kind
	}{
		"before the end": {func(*bufio.Reader) {}, connectors.Unavailable},
		"in the end":     {func(r *bufio.Reader) { _, _ = io.ReadFull(r, make([]byte, 3)) }, connectors.Unavailable},
		"after the end": {func(r *bufio.Reader) {
			for line := ""; line != ".\r\n"; line, _ = r.ReadString('\n') {
				continue
			}
		}, connectors.Unknown},
	} {
		t.Run(name, func(t *testing.T) {
			ours, theirs := net.Pipe()
			go func() {
				defer func() { _ = theirs.Close() }()
				r := bufio.NewReaderSize(theirs, 16)
				answer := func(text string) { _, _ = io.WriteString(theirs, text+"\r\n") }
				answer("220 mail")
				for range "EMR" { // EHLO, MAIL, RCPT
					_, _ = r.ReadString('\n')
					answer("250 ok")
				}
				_, _ = r.ReadString('\n')
				answer("354 go")
				test.server(r)
			}()
			w := &wire{Conn: ours}
			s := &session{server: server{host: "mail.example", port: "25"}, client: smtp.NewClient(w), wire: w, release: func() {}}
			defer s.abandon()
			require.NoError(t, s.client.Hello("firm.example"))
			err := s.deliver(letter{from: "you@firm.example", to: []string{"a@x.example"}, raw: []byte("Subject: s\r\n\r\n" + strings.Repeat("b", 100) + "\r\n")}, func() error { return nil })
			require.Equal(t, test.kind, connectors.KindOf(err), "%v", err)
		})
	}
}
