package connectortest

import (
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/sandbox"
)

// signIn checks that a connection can be tried out: it tells as whom it is signed in, and a wrong credential is told as such.
func signIn(t *testing.T, s Suite) {
	w := s.Open(t, s.New())
	if w.Connector.Check == nil {
		require.Nil(t, w.Conn, "an app that is connected needs a Check")
		return
	}
	identity, err := w.Connector.Check(t.Context(), w.Conn)
	require.NoError(t, err)
	require.NotEmpty(t, identity, "the Check doesn't tell as whom it is signed in")
	if w.Endpoint == nil || len(w.Endpoint.Secrets) == 0 {
		return
	}
	wrong := sandbox.Endpoint{URL: w.Endpoint.URL, Settings: w.Endpoint.Settings, Secrets: map[string]connectors.Secret{}}
	for name := range w.Endpoint.Secrets {
		wrong.Secrets[name] = connectors.NewSecret("wrong-" + name)
	}
	_, err = w.Connector.Check(t.Context(), connect(t, w.Connector, wrong))
	require.Equal(t, connectors.Expired, connectors.KindOf(err), "a wrong credential: %v", err)
	require.NotContains(t, err.Error(), "wrong-", "the error holds the secret")
}
