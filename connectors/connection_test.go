package connectors_test

import (
	"net"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

// A connection that may reach private addresses reaches them at the hosts it was made with, and at no other.
func TestDialReachesOwnPrivateHostsOnly(t *testing.T) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	t.Cleanup(func() { _ = l.Close() })
	_, port, err := net.SplitHostPort(l.Addr().String())
	require.NoError(t, err)

	for _, test := range []struct {
		name         string
		url          string
		settings     map[string]string
		allowPrivate bool
		host         string
		denied       bool
	}{
		{"the host of the URL", "smtp://127.0.0.1:25", nil, true, "127.0.0.1", false},
		{"the host of an address among the settings", "smtp://mail.example:25", map[string]string{"imap": "imap://127.0.0.1:143"}, true, "127.0.0.1", false},
		{"a host written otherwise", "smtp://LocalHost:25", nil, true, "localhost", false},
		{"a setting that is no address", "smtp://mail.example:25", map[string]string{"note": "127.0.0.1"}, true, "127.0.0.1", true},
		{"a foreign host", "smtp://mail.example:25", map[string]string{"imap": "imap://imap.example:143"}, true, "127.0.0.1", true},
		{"no private address was allowed", "smtp://127.0.0.1:25", map[string]string{"imap": "imap://127.0.0.1:143"}, false, "127.0.0.1", true},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, err := connectors.NewConnection(connectors.Spec{ID: "email/test", App: "email", URL: test.url, Settings: test.settings, AllowPrivate: test.allowPrivate})
			require.NoError(t, err)
			conn, err := c.Dial(t.Context(), "tcp", net.JoinHostPort(test.host, port))
			if test.denied {
				require.Equal(t, connectors.Denied, connectors.KindOf(err), "%v", err)
				return
			}
			require.NoError(t, err)
			require.NoError(t, conn.Close())
		})
	}
}
