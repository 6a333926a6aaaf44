package connectors

import (
	"net"
	"net/http"
	"net/http/httptest"
	"sync/atomic"
	"testing"

	"github.com/stretchr/testify/require"
)

// What a stranger names reaches nothing private, whatever a name resolves to, and nothing in clear.
func TestThePublicClientStaysOutside(t *testing.T) {
	var reached atomic.Int64
	inside := httptest.NewUnstartedServer(http.NotFoundHandler())
	inside.Config.ConnState = func(net.Conn, http.ConnState) { reached.Add(1) }
	inside.StartTLS()
	t.Cleanup(inside.Close)
	_, port, err := net.SplitHostPort(inside.Listener.Addr().String())
	require.NoError(t, err)
	for address, code := range map[string]string{
		"https://127.0.0.1:" + port + "/": "private_address", "https://localhost:" + port + "/": "private_address", "https://[::ffff:127.0.0.1]:" + port: "private_address",
		"https://169.254.169.254/": "private_address", "https://10.0.0.1/": "private_address",
		"http://127.0.0.1:" + port: "in_clear", "http://93.184.215.14/": "in_clear",
	} {
		req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, address, nil)
		require.NoError(t, err)
		_, err = NewPublicClient().Do(req)
		require.Equal(t, code, AsError(err).Code, address)
	}
	require.Zero(t, reached.Load())
}

// A redirect is handed back as it is.
func TestThePublicClientFollowsNothing(t *testing.T) {
	var asked atomic.Int64
	vendor := httptest.NewTLSServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked.Add(1)
		http.Redirect(w, r, "/elsewhere", http.StatusFound)
	}))
	t.Cleanup(vendor.Close)
	c := NewPublicClient()
	c.Transport = vendor.Client().Transport
	req, err := http.NewRequestWithContext(t.Context(), http.MethodGet, vendor.URL, nil)
	require.NoError(t, err)
	resp, err := c.Do(req)
	require.NoError(t, err)
	defer resp.Body.Close()
	require.Equal(t, http.StatusFound, resp.StatusCode)
	require.EqualValues(t, 1, asked.Load())
}
