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

func TestAddressesOfConnections(t *testing.T) {
	for _, test := range []struct {
		url     string
		private bool
		wrong   string // what the error says; empty where the address is good
	}{
		{"https://crm.example", false, ""},
		{"https://crm.example:8443/api/", false, ""},
		{"HTTPS://crm.example", false, ""},
		{"smtps://mail.example:465", false, ""},
		{"http://crm.intern", true, ""},
		{"", false, ""},
		{"http://crm.example", false, "use https"},
		{"HTTP://crm.example", false, "use https"},
		{"crm.example", false, "not an address"},
		{"https://", false, "not an address"},
		{"https://:443", false, "not an address"},
		{"https:crm.example", false, "not an address"},
		{"https://crm.example?key=1", false, "not an address"},
		{"https://crm.example/#top", false, "not an address"},
		{"https://crm.example:port", false, "not an address"},
		{"https://crm example", false, "not an address"},
		{"https://anna:secret@crm.example", false, "leave user and password out"},
	} {
		t.Run(test.url, func(t *testing.T) {
			c, err := connectors.NewConnection(connectors.Spec{ID: "crm/prod", App: "crm", URL: test.url, AllowPrivate: test.private})
			if test.wrong != "" {
				require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%v", err)
				require.ErrorContains(t, err, test.wrong)
				return
			}
			require.NoError(t, err)
			require.Equal(t, "crm/prod", c.String())
		})
	}
}

// What a connection is made of may be changed afterwards without changing the connection.
func TestConnectionsKeepTheirOwn(t *testing.T) {
	spec := connectors.Spec{ID: "crm/prod", App: "crm", Settings: map[string]string{"user": "anna"}, Secrets: map[string]connectors.Secret{"token": connectors.NewSecret("a")}}
	c, err := connectors.NewConnection(spec)
	require.NoError(t, err)
	spec.Settings["user"], spec.Secrets["token"] = "berta", connectors.NewSecret("b")
	require.Equal(t, "anna", c.Setting("user"))
	require.Equal(t, "a", c.Secret("token").Reveal())
	c.SetSecret("token", connectors.NewSecret("c"))
	require.Equal(t, "c", c.Secret("token").Reveal())
	require.Equal(t, "b", spec.Secrets["token"].Reveal())
	require.Empty(t, c.Setting("unheard-of"))
	require.True(t, c.Secret("unheard-of").Empty())
}
