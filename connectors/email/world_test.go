package email_test

import (
	"encoding/json"
	"maps"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/email"
	"sayso/connectors/sandbox"
)

// world is a fresh mail provider and a connection to it.
func world(t *testing.T, c *connectors.Connector, o sandbox.MailOptions) *connectortest.World {
	t.Helper()
	w, _ := worldIn(t, c, t.TempDir(), o)
	return w
}

func worldIn(t *testing.T, c *connectors.Connector, dir string, o sandbox.MailOptions) (*connectortest.World, *sandbox.Sandbox) {
	t.Helper()
	_, err := connectors.NewRegistry(c) // which tells the actions their app
	require.NoError(t, err)
	box, err := sandbox.Open(dir)
	require.NoError(t, err)
	t.Cleanup(box.Close)
	endpoint, err := box.Mail(o)
	require.NoError(t, err)
	return &connectortest.World{Connector: c, Files: connectortest.NewFiles(), Faults: box.Faults(), Endpoint: &endpoint,
		State: func() ([]byte, error) {
			state, err := sandbox.State(dir, "email")
			if err != nil {
				return nil, err
			}
			return json.Marshal(state)
		},
		Effects: func() ([]sandbox.Effect, error) { return sandbox.Effects(dir) },
		Conn:    connection(t, endpoint, nil),
	}, box
}

// connection connects to a simulator, with some settings changed.
func connection(t testing.TB, e sandbox.Endpoint, changed map[string]string) *connectors.Connection {
	t.Helper()
	spec := connectors.Spec{ID: "email/test", App: "email", Environment: "sandbox", URL: e.URL, Settings: maps.Clone(e.Settings), Secrets: e.Secrets, AllowPrivate: true}
	maps.Copy(spec.Settings, changed)
	conn, err := connectors.NewConnection(spec)
	require.NoError(t, err)
	return conn
}

const key = "0123456789abcdef0123456789abcdef"

// call is a call of an action with this input.
func call(t testing.TB, conn *connectors.Connection, files connectors.Files, in any) connectors.RawCall {
	t.Helper()
	return connectors.RawCall{In: json.RawMessage(asJSON(t, in)), Conn: conn, Key: key, Lang: "en", Files: files,
		Now: time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)}
}

// operation is an action of the connector.
func operation(t testing.TB, name string) *connectors.Operation {
	t.Helper()
	r, err := connectors.NewRegistry(email.New())
	require.NoError(t, err)
	o, ok := r.Action("email." + name)
	require.True(t, ok)
	return o
}

func asJSON(t testing.TB, v any) string {
	t.Helper()
	raw, err := json.Marshal(v)
	require.NoError(t, err)
	return string(raw)
}
