package api

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"sayso/activities"
	"sayso/connectors"
	"sayso/connectors/sandbox"
)

// ConnectionStore keeps what connections are made of.
type ConnectionStore interface {
	Put(ctx context.Context, spec connectors.Spec) error
	Get(ctx context.Context, id string) (connectors.Spec, error)
	List(ctx context.Context) ([]connectors.Spec, error) // without secrets
	Delete(ctx context.Context, id string) (bool, error)
	// Renew replaces the secrets of a connection where they are still those that are given first, and reports whether they were.
	Renew(ctx context.Context, id string, from, to map[string]connectors.Secret) (bool, error)
}

// Vault opens connections: those that were stored, those of the sandbox, and those that built-in apps have without being connected.
// It is the adapter of [activities.Vault].
type Vault struct {
	Registry *connectors.Registry
	Store    ConnectionStore // nil where nothing was ever connected
	Sandbox  *sandbox.Sandbox
	Pauses   PauseStore // nil where nothing can be paused

	mu   sync.Mutex
	open map[string]opened
}

// opened is a connection in use, with what it was made of: when that changes, a new one is made.
type opened struct {
	spec connectors.Spec
	conn *connectors.Connection
}

// The names of connections that nobody makes.
const (
	sandboxName = "sandbox" // "salesforce/sandbox"
	defaultName = "default" // "invoice/default", of a built-in app
)

// Open opens a connection, unless it is paused. The same one is given as long as it isn't changed, so that a renewed token serves all.
func (v *Vault) Open(ctx context.Context, id string) (*connectors.Connection, error) {
	if err := v.refusePaused(ctx, id); err != nil {
		return nil, err
	}
	spec, err := v.spec(ctx, id)
	if err != nil {
		return nil, err
	}
	v.mu.Lock()
	defer v.mu.Unlock()
	o, ok := v.open[id]
	if ok && same(o.spec, spec) {
		return o.conn, nil
	}
	if ok { // it may have been renewed just after it was read
		if spec, err = v.spec(ctx, id); err != nil {
			return nil, err
		}
		if same(o.spec, spec) {
			return o.conn, nil
		}
	}
	conn, err := connectors.NewConnection(spec)
	if err != nil {
		return nil, err
	}
	if v.open == nil {
		v.open = map[string]opened{}
	}
	v.open[id] = opened{spec, conn}
	return conn, nil
}

func same(a, b connectors.Spec) bool {
	return a.URL == b.URL && a.Environment == b.Environment && a.Identity == b.Identity && a.AllowPrivate == b.AllowPrivate &&
		maps.Equal(a.Settings, b.Settings) && maps.Equal(a.Secrets, b.Secrets)
}

func (v *Vault) spec(ctx context.Context, id string) (connectors.Spec, error) {
	_, local := split(id)
	app, name, ok := strings.Cut(local, "/")
	c, known := v.Registry.App(app)
	if !ok || !known || c.Declared {
		return connectors.Spec{}, connectors.Errorf(connectors.NotFound, "there is no connection %q", local)
	}
	if name == sandboxName {
		return v.sandboxSpec(c, id)
	}
	spec, err := v.stored(ctx, id)
	spec.Keep = func(ctx context.Context, from, to map[string]connectors.Secret) error {
		return v.renewed(ctx, id, from, to)
	}
	if connectors.KindOf(err) == connectors.NotFound && name == defaultName && c.BuiltIn() {
		defaults := ConnectRequest{App: app}
		if err := complete(c, &defaults); err != nil {
			return connectors.Spec{}, err
		}
		spec, err = connectors.Spec{ID: id, App: app, Environment: defaults.Environment, Identity: app, URL: defaults.URL, Settings: defaults.Settings}, nil
	}
	spec.Auth = c.Auth
	return spec, err
}

func (v *Vault) stored(ctx context.Context, id string) (connectors.Spec, error) {
	if v.Store == nil {
		return connectors.Spec{}, connectors.Errorf(connectors.NotFound, "there is no connection %q", connectors.ConnectionName(id))
	}
	return v.Store.Get(ctx, id)
}

// renewed stores the secrets that a connection in use got in place of others. Where somebody has connected it anew meanwhile, it is theirs that
// stay.
func (v *Vault) renewed(ctx context.Context, id string, from, to map[string]connectors.Secret) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	stored, err := v.Store.Renew(ctx, id, from, to)
	if o, ok := v.open[id]; stored && ok && maps.Equal(o.spec.Secrets, from) {
		o.spec.Secrets = to
		v.open[id] = o
	}
	return err
}

func (v *Vault) sandboxSpec(c *connectors.Connector, id string) (connectors.Spec, error) {
	spec := connectors.Spec{ID: id, App: c.App, Environment: sandbox.Environment, Identity: "sandbox",
		Auth: c.Auth, AllowPrivate: true}
	if !slices.Contains(sandbox.Apps(), c.App) {
		spec.Settings = c.Demo
		return spec, nil
	}
	if v.Sandbox == nil {
		return spec, connectors.Errorf(connectors.NotFound, "there is no connection %q; the sandbox isn't open", connectors.ConnectionName(id))
	}
	e, err := v.Sandbox.Endpoint(c.App)
	if err != nil {
		return spec, err
	}
	spec.URL, spec.Settings, spec.Secrets = e.URL, e.Settings, e.Secrets
	return spec, nil
}

// Known is a connection that plans may use.
type Known struct {
	ID          string            `json:"id"`
	App         string            `json:"app"`
	Environment string            `json:"environment"`
	URL         string            `json:"url,omitempty"`
	Identity    string            `json:"identity,omitempty"`
	Settings    map[string]string `json:"settings,omitempty"`
	Paused      *activities.Pause `json:"paused,omitempty"`

	id    string // of the whole installation
	given bool   // a built-in app has it without anybody having made it
}

// Known lists the connections that plans of a workspace may use: of the sandbox alone, or all that were made and the built-in apps' own. What is paused
// is among them, for its runs only wait.
func (v *Vault) Known(ctx context.Context, workspace string, inSandbox bool) ([]Known, error) {
	list, err := v.known(ctx, workspace, inSandbox)
	if err != nil || v.Pauses == nil {
		return list, err
	}
	pauses, err := v.Pauses.Pauses(ctx)
	for _, p := range pauses {
		for i := range list {
			if p.Of == activities.OfConnection && p.Name == list[i].id {
				p.Name = list[i].ID
				list[i].Paused = &p
			}
		}
	}
	return list, err
}

func (v *Vault) known(ctx context.Context, workspace string, inSandbox bool) ([]Known, error) {
	var list []Known
	add := func(k Known) {
		k.id = within(workspace, k.ID)
		list = append(list, k)
	}
	if inSandbox {
		for _, c := range v.Registry.Apps() {
			if slices.Contains(sandbox.Apps(), c.App) || c.Demo != nil || c.BuiltIn() {
				add(Known{ID: c.App + "/" + sandboxName, App: c.App, Environment: sandbox.Environment, Identity: "sandbox"})
			}
		}
		return list, nil
	}
	var specs []connectors.Spec
	if v.Store != nil {
		var err error
		if specs, err = v.Store.List(ctx); err != nil {
			return nil, err
		}
	}
	connected := map[string]bool{}
	for _, s := range specs {
		of, name := split(s.ID)
		if of != workspace {
			continue
		}
		connected[s.App] = true
		add(Known{ID: name, App: s.App, Environment: s.Environment, URL: s.URL, Identity: s.Identity, Settings: s.Settings})
	}
	for _, c := range v.Registry.Apps() {
		if c.BuiltIn() && !connected[c.App] {
			add(Known{ID: c.App + "/" + defaultName, App: c.App, Environment: production, Identity: c.App, given: true})
		}
	}
	return list, nil
}
