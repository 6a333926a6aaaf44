package api_test

import (
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/store"
	"sayso/connectors"
	"sayso/connectors/all"
	"sayso/connectors/sandbox"
	"sayso/workflows/compile/rules"
)

// world is the use cases over what the program gives them, in a folder of the test's own: all connectors, the compiler, the stores,
// the simulators. There is no engine in it.
type world struct {
	*api.Service

	connections *store.Connections
	ledger      *store.Ledger
	sandbox     *sandbox.Sandbox
}

func newWorld(t *testing.T) world {
	t.Helper()
	dir := t.TempDir()
	db, err := store.Open(t.Context(), filepath.Join(dir, "sayso.db"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	connections, err := store.NewConnections(db, filepath.Join(dir, "key"))
	require.NoError(t, err)
	box, err := sandbox.Open(filepath.Join(dir, "sandbox"))
	require.NoError(t, err)
	t.Cleanup(box.Close)
	registry, err := all.Registry(all.Needs{Invoices: store.NewInvoices(db)})
	require.NoError(t, err)
	w := world{connections: connections, ledger: store.NewLedger(db), sandbox: box}
	pauses := store.NewPauses(db)
	w.Service = &api.Service{
		Registry: registry, Compiler: rules.New(registry), Effects: w.ledger, Pauses: pauses,
		Vault: &api.Vault{Registry: registry, Store: connections, Sandbox: box, Pauses: pauses},
		Now:   func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) },
	}
	return w
}

// request is what a person would give to connect the simulator of an app.
func (w world) request(t *testing.T, app, name string) api.ConnectRequest {
	t.Helper()
	e, err := w.sandbox.Endpoint(app)
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
