package api_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/connectors"
)

// world is the use cases over what the program gives them, on a day that tests know.
type world struct{ *apitest.World }

func newWorld(t *testing.T) world {
	t.Helper()
	w := world{apitest.New(t)}
	w.Now = func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
	return w
}

// request is what a person would give to connect the simulator of an app.
func (w world) request(t *testing.T, app, name string) api.ConnectRequest {
	t.Helper()
	e, err := w.Sandbox.Endpoint(app)
	require.NoError(t, err)
	return api.ConnectRequest{App: app, Name: name, URL: e.URL, Settings: e.Settings, Secrets: e.Secrets, AllowPrivate: true}
}

func (w world) connect(t *testing.T, app, name string) api.Known {
	t.Helper()
	known, err := w.Connect(t.Context(), w.request(t, app, name))
	require.NoError(t, err)
	return known
}

func ids(list []api.Known) []string {
	out := make([]string, 0, len(list))
	for _, k := range list {
		out = append(out, k.ID)
	}
	return out
}

// with is a registry with one more app.
func with(t *testing.T, w world, app *connectors.Connector) *connectors.Registry {
	t.Helper()
	r, err := connectors.NewRegistry(append(w.Registry.Apps(), app)...)
	require.NoError(t, err)
	return r
}
