package main

import (
	"context"
	"errors"
	"os"
	"path/filepath"

	"github.com/prometheus/client_golang/prometheus"

	"sayso/api"
	"sayso/api/meter"
	"sayso/api/store"
	"sayso/connectors"
	"sayso/connectors/all"
	"sayso/connectors/sandbox"
	"sayso/workflows/compile"
	"sayso/workflows/compile/llm"
	"sayso/workflows/compile/rules"
)

// home is an open data folder with the use cases over it.
type home struct {
	*api.Service
	dir      string
	db       *store.DB
	ledger   *store.Ledger
	audit    *store.Audit
	files    *store.Files
	settings *store.Settings
	sandbox  *sandbox.Sandbox
	engine   *engine // nil until it is needed
	metrics  *prometheus.Registry
	meter    *meter.Meter
}

// open opens the data folder, which is made where it is missing, without the engine.
func (s *session) open(ctx context.Context) (_ *home, err error) {
	if err := os.MkdirAll(s.data, 0o700); err != nil {
		return nil, usage{connectors.Errorf(connectors.Invalid, "the data folder %s can't be made: %w; choose another with --data", s.data, err)}
	}
	h := &home{dir: s.data}
	defer func() {
		if err != nil {
			_ = h.close()
		}
	}()
	if h.db, err = store.Open(ctx, filepath.Join(s.data, databaseFile)); err != nil {
		return nil, err
	}
	if h.files, err = store.NewFiles(filepath.Join(s.data, "files")); err != nil {
		return nil, err
	}
	if h.sandbox, err = sandbox.Open(filepath.Join(s.data, "sandbox")); err != nil {
		return nil, err
	}
	keyFile := filepath.Join(s.data, secretsKey)
	connections, err := store.NewConnections(h.db, keyFile)
	if err != nil {
		return nil, err
	}
	if h.settings, err = store.NewSettings(h.db, keyFile); err != nil {
		return nil, err
	}
	registry, err := all.Registry(all.Needs{Invoices: store.NewInvoices(h.db)})
	if err != nil {
		return nil, err
	}
	if registry, err = h.sandbox.Inject(registry); err != nil {
		return nil, err
	}
	if h.audit, err = store.NewAudit(ctx, h.db, filepath.Join(s.data, auditKeyFile), filepath.Join(s.data, auditHeads)); err != nil {
		return nil, err
	}
	h.ledger = store.NewLedger(h.db).Audited(h.audit)
	pauses, tenants := store.NewPauses(h.db), store.NewWorkspaces(h.db)
	h.Service = &api.Service{Registry: registry, Effects: h.ledger, Pauses: pauses,
		Vault:   &api.Vault{Registry: registry, Store: connections, Sandbox: h.sandbox, Pauses: pauses},
		Library: store.NewPlans(h.db), Workflows: store.NewWorkflows(h.db), Keys: store.NewKeys(h.db), Requests: store.NewRequests(h.db), Members: tenants, Tenants: tenants, Audit: h.audit}
	h.metrics = prometheus.NewRegistry()
	h.meter = meter.New(h.metrics)
	h.usePlanners(ctx, s.data)
	return h, nil
}

// close ends what was opened, the engine first.
func (h *home) close() error {
	var errs []error
	if h.engine != nil {
		errs = append(errs, h.engine.stop())
	}
	if h.sandbox != nil {
		h.sandbox.Close()
	}
	if h.ledger != nil {
		errs = append(errs, h.ledger.Close())
	}
	if h.audit != nil {
		errs = append(errs, h.audit.Close())
	}
	if h.db != nil {
		errs = append(errs, h.db.Close())
	}
	return errors.Join(errs...)
}

// withHome runs fn over the open data folder.
func (s *session) withHome(ctx context.Context, fn func(*home) error) (err error) {
	h, err := s.open(ctx)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, h.close()) }()
	return fn(h)
}

// withLibrary runs fn over the use cases that need no engine. A data folder that doesn't exist yet is not made for it: whoever only
// reads a plan leaves no trace.
func (s *session) withLibrary(ctx context.Context, fn func(*home) error) error {
	if exists(filepath.Join(s.data, databaseFile)) {
		return s.withHome(ctx, fn)
	}
	registry, err := all.Registry(all.Needs{})
	if err != nil {
		return err
	}
	h := &home{Service: &api.Service{Registry: registry, Vault: &api.Vault{Registry: registry}}}
	h.usePlanners(ctx, s.data)
	return fn(h)
}

// usePlanners sets up the embedded compiler and, where a model is set up, the one that asks it. A model's answers were paid for: they
// are kept in the data folder, also where there is nothing else in it yet.
func (h *home) usePlanners(ctx context.Context, data string) {
	embedded := rules.New(h.Registry)
	h.Compiler = embedded
	m, err := h.model(ctx)
	if err != nil {
		h.Model = misconfigured{err}
		return
	}
	settings, configured, err := llm.ReadSettings(m.settings)
	switch {
	case err != nil:
		h.Model = misconfigured{err}
	case configured:
		h.Model = llm.New(h.Registry, embedded, settings, llm.NewFolder(filepath.Join(data, "answers")))
	}
}

// misconfigured stands for a model whose settings are wrong, which is said to those who need it and to nobody else.
type misconfigured struct{ err error }

// Compile says what is wrong.
func (m misconfigured) Compile(context.Context, compile.Request) (compile.Result, error) {
	return compile.Result{}, usage{m.err}
}

const (
	databaseFile = "sayso.db"
	auditKeyFile = "audit.key"
	auditHeads   = "audit"
)

// withEngine runs fn over the open data folder with an engine: that of another process on the folder, or one of our own.
func (s *session) withEngine(ctx context.Context, fn func(*home) error) error {
	return s.withHome(ctx, func(h *home) error {
		if err := h.start(ctx, engineOptions{}); err != nil {
			return err
		}
		return fn(h)
	})
}
