package email

import (
	"maps"
	"net"
	"testing"

	"github.com/emersion/go-imap/v2"
	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestAccount(t *testing.T) {
	for name, test := range map[string]struct {
		url      string
		settings map[string]string
		token    string
		smtp     server
		imap     server
		says     string // of the error; "" for none
	}{
		"STARTTLS by default":      {"smtp://mail.example", nil, "", server{"mail.example", "587", startTLS}, server{}, ""},
		"TLS from the start":       {"smtps://mail.example", map[string]string{"imap": "imaps://imap.example"}, "", server{"mail.example", "465", implicitTLS}, server{"imap.example", "993", implicitTLS}, ""},
		"ports":                    {"smtp://mail.example:2525", map[string]string{"imap": "imap://imap.example:1143"}, "", server{"mail.example", "2525", startTLS}, server{"imap.example", "1143", startTLS}, ""},
		"in clear":                 {"smtp://localhost", map[string]string{"tls": "off", "imap": "imap://localhost"}, "", server{"localhost", "587", inClear}, server{"localhost", "143", inClear}, ""},
		"TLS wins over off":        {"smtps://localhost", map[string]string{"tls": "off"}, "", server{"localhost", "465", implicitTLS}, server{}, ""},
		"no mail server":           {"https://mail.example", nil, "", server{}, server{}, "is not the address of a mail server; write it as smtp://host:587"},
		"no IMAP server":           {"smtp://mail.example", map[string]string{"imap": "imap.example"}, "", server{}, server{}, "write it as imaps://host:993"},
		"another IMAP scheme":      {"smtp://mail.example", map[string]string{"imap": "pop3://imap.example"}, "", server{}, server{}, "write it as imap://host:143 or imaps://host:993"},
		"an address with a secret": {"smtp://mail.example", map[string]string{"imap": "imap://u:p@imap.example"}, "", server{}, server{}, "write it as imaps://host:993"},
		"a TLS nobody knows":       {"smtp://mail.example", map[string]string{"tls": "maybe"}, "", server{}, server{}, "it is required or off"},
		"no sender":                {"smtp://mail.example", map[string]string{"from": ""}, "", server{}, server{}, "write it as Anna Berg <anna@example.com>"},
		"a sender with a break":    {"smtp://mail.example", map[string]string{"from": "A\r\nBcc: x@y.example <a@x.example>"}, "", server{}, server{}, "write it as Anna Berg <anna@example.com>"},
		"a copy nobody knows":      {"smtp://mail.example", map[string]string{"sent_copy": "perhaps"}, "", server{}, server{}, "it is true or false"},
		"a password without user":  {"smtp://mail.example", nil, "secret", server{}, server{}, "it has a password, but no user"},
		"no certificate":           {"smtp://mail.example", map[string]string{"ca": "-----BEGIN"}, "", server{}, server{}, "ca holds no certificate"},
	} {
		t.Run(name, func(t *testing.T) {
			settings := map[string]string{"from": "Jürgen Müller <jm@müller.example>"}
			maps.Copy(settings, test.settings)
			c, err := connectors.NewConnection(connectors.Spec{ID: "email/test", App: "email", URL: test.url, Settings: settings, AllowPrivate: true,
				Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(test.token)}})
			require.NoError(t, err)
			a, err := accountOf(c)
			if test.says != "" {
				require.Equal(t, connectors.Invalid, connectors.KindOf(err))
				require.Contains(t, err.Error(), test.says)
				require.NotContains(t, err.Error(), "\n")
				return
			}
			require.NoError(t, err)
			require.Equal(t, test.smtp, a.smtp)
			require.Equal(t, test.imap, a.imap)
			require.Equal(t, "Jürgen Müller", a.from.Name)
			require.Equal(t, "jm@xn--mller-kva.example", a.from.Address)
		})
	}
	_, err := accountOf(nil)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err), "a plan without a connection")
}

// Only at these addresses may a password travel in clear, and only where the connection says so.
func TestPrivate(t *testing.T) {
	for address, want := range map[string]bool{
		"127.0.0.1:25": true, "[::1]:25": true, "10.1.2.3:25": true, "192.168.0.9:25": true, "[fd00::1]:25": true, "[::ffff:10.0.0.1]:25": true,
		"93.184.216.34:25": false, "[2606:2800:220:1::1]:25": false, "100.64.0.1:25": false,
	} {
		a, err := net.ResolveTCPAddr("tcp", address)
		require.NoError(t, err)
		require.Equal(t, want, private(a), address)
	}
}

func TestNewestNeverUnfoldsASet(t *testing.T) {
	huge := imap.UIDSet{{Start: 1, Stop: 10}, {Start: 100, Stop: 4294967295}, {Start: 20, Stop: 20}, {Start: 0, Stop: 0}, {Start: 9, Stop: 8}}
	uids, total := newest(huge, 3)
	require.Equal(t, []imap.UID{4294967295, 4294967294, 4294967293}, uids)
	require.Equal(t, 4294967295-100+1+10+1, total)
	uids, total = newest(imap.UIDSet{{Start: 1, Stop: 3}, {Start: 7, Stop: 7}}, 10)
	require.Equal(t, []imap.UID{7, 3, 2, 1}, uids)
	require.Equal(t, 4, total)
	uids, total = newest(imap.UIDSet(nil), 10)
	require.Empty(t, uids)
	require.Zero(t, total)
}
