package apitest

import (
	"context"
	"path/filepath"
	"slices"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/audit"
	"sayso/api/store"
	"sayso/connectors/all"
	"sayso/connectors/sandbox"
	"sayso/workflows/compile/rules"
)

// World is the use cases over what the program gives them.
type World struct {
	*api.Service

	DB      *store.DB
	Engine  *Engine
	Sandbox *sandbox.Sandbox
	Audit   *Audit
}

// New makes a world that ends with the test. It has the workspaces default and other.
func New(t testing.TB) *World {
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
	ledger, pauses, tenants := store.NewLedger(db), store.NewPauses(db), store.NewWorkspaces(db)
	t.Cleanup(func() { _ = ledger.Close() })
	w := &World{DB: db, Engine: NewEngine(), Sandbox: box, Audit: &Audit{}}
	w.Service = &api.Service{
		Registry: registry, Compiler: rules.New(registry), Effects: ledger, Pauses: pauses, Temporal: w.Engine,
		Vault:   &api.Vault{Registry: registry, Store: connections, Sandbox: box, Pauses: pauses},
		Library: store.NewPlans(db), Workflows: store.NewWorkflows(db), Keys: store.NewKeys(db), Requests: store.NewRequests(db), Members: tenants, Tenants: tenants, Audit: w.Audit,
	}
	_, err = w.CreateWorkspace(t.Context(), "other")
	require.NoError(t, err)
	return w
}

// Caller is somebody with a role in a workspace.
func Caller(workspace string, role api.Role) api.Caller {
	return api.Caller{Workspace: workspace, Account: "acc_" + workspace + "_" + string(role), Name: string(role) + " of " + workspace, Role: role, Surface: api.SurfaceREST}
}

// Audit is a record in memory.
type Audit struct {
	mu      sync.Mutex
	records []audit.Record
	err     error
}

// Record keeps an entry, or fails where it was told to.
func (a *Audit) Record(_ context.Context, e audit.Entry) error {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.err != nil {
		return a.err
	}
	var last audit.Record
	for _, r := range a.records {
		if r.Workspace == e.Workspace {
			last = r
		}
	}
	r, err := last.After(e)
	a.records = append(a.records, r)
	return err
}

// Latest gives records, newest first.
func (a *Audit) Latest(_ context.Context, workspace, target string, ahead int64, limit int) (list []audit.Record, err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, r := range slices.Backward(a.records) {
		e, err := r.Entry()
		if err != nil {
			return nil, err
		}
		if r.Workspace == workspace && (target == "" || e.Target == target) && (ahead == 0 || r.Seq < ahead) && len(list) < limit {
			list = append(list, r)
		}
	}
	return list, nil
}

// Fail makes the record fail from now on; nil makes it work again.
func (a *Audit) Fail(err error) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.err = err
}

// Actions are those of what was recorded.
func (a *Audit) Actions() (list []string) {
	for _, e := range a.Entries() {
		list = append(list, e.Action)
	}
	return list
}

// Entries are what was recorded.
func (a *Audit) Entries() (list []audit.Entry) {
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, r := range a.records {
		if e, err := r.Entry(); err == nil {
			list = append(list, e)
		}
	}
	return list
}
