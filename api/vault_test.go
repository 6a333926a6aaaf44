package api_test

import (
	"context"
	"io"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors"
	"sayso/connectors/sandbox"
)

func TestVaultOpensTheSandbox(t *testing.T) {
	w := newWorld(t)
	for _, app := range w.Registry.Apps() {
		id := app.App + "/sandbox"
		if app.Declared {
			_, err := w.Vault.Open(t.Context(), id)
			require.Equal(t, connectors.NotFound, connectors.KindOf(err), id)
			continue
		}
		c, err := w.Vault.Open(t.Context(), id)
		require.NoError(t, err, id)
		require.Equal(t, id, c.ID)
		require.Equal(t, sandbox.Environment, c.Environment)
		if app.Check != nil {
			_, err = app.Check(t.Context(), c)
			require.NoError(t, err, "%s signs in", id)
		}
		again, err := w.Vault.Open(t.Context(), id)
		require.NoError(t, err)
		require.Same(t, c, again)
	}
}

func TestVaultOpensWhatWasConnected(t *testing.T) {
	w := newWorld(t)
	known := w.connect(t, "slack", "prod")
	c, err := w.Vault.Open(t.Context(), "slack/prod")
	require.NoError(t, err)
	require.Equal(t, known.Identity, c.Identity)
	require.Equal(t, "production", c.Environment)
	app, _ := w.Registry.App("slack")
	_, err = app.Check(t.Context(), c)
	require.NoError(t, err, "it carries the credential")
}

// The same connection serves all, so that a session that one step renewed serves the others. What is connected anew is another.
func TestVaultKeepsConnections(t *testing.T) {
	w := newWorld(t)
	w.connect(t, "salesforce", "prod")
	first, err := w.Vault.Open(t.Context(), "salesforce/prod")
	require.NoError(t, err)
	first.SetSecret("token", connectors.NewSecret("renewed"))

	var all sync.WaitGroup
	opened := make([]*connectors.Connection, 16)
	for i := range opened {
		all.Go(func() { opened[i], _ = w.Vault.Open(context.WithoutCancel(t.Context()), "salesforce/prod") })
	}
	all.Wait()
	for _, c := range opened {
		require.Same(t, first, c)
	}

	for name, change := range map[string]func(*connectors.Spec){
		"a secret":          func(s *connectors.Spec) { s.Secrets["token"] = connectors.NewSecret("new") },
		"a setting":         func(s *connectors.Spec) { s.Settings["currency"] = "CHF" },
		"the address":       func(s *connectors.Spec) { s.URL += "/" },
		"the identity":      func(s *connectors.Spec) { s.Identity = "somebody else" },
		"the environment":   func(s *connectors.Spec) { s.Environment = "test" },
		"the private allow": func(s *connectors.Spec) { s.AllowPrivate = !s.AllowPrivate; s.URL = "https://crm.example" },
	} {
		before, err := w.Vault.Open(t.Context(), "salesforce/prod")
		require.NoError(t, err)
		spec, err := w.Vault.Store.Get(t.Context(), "salesforce/prod")
		require.NoError(t, err)
		if spec.Settings == nil {
			spec.Settings = map[string]string{}
		}
		change(&spec)
		require.NoError(t, w.Vault.Store.Put(t.Context(), spec))
		after, err := w.Vault.Open(t.Context(), "salesforce/prod")
		require.NoError(t, err)
		require.NotSame(t, before, after, name)
		require.NotEqual(t, "renewed", after.Secret("token").Reveal(), name)
		spec, err = w.Vault.Store.Get(t.Context(), "salesforce/prod")
		require.NoError(t, err)
		again, err := w.Vault.Open(t.Context(), spec.ID)
		require.NoError(t, err)
		require.Same(t, after, again, name)
	}
}

// What a connection in use renews is stored, and it stays in use; what somebody connected meanwhile is theirs.
func TestVaultStoresWhatIsRenewed(t *testing.T) {
	w := newWorld(t)
	w.connect(t, "salesforce", "prod")
	c, err := w.Vault.Open(t.Context(), "salesforce/prod")
	require.NoError(t, err)
	app, _ := w.Registry.App("salesforce")
	c.SetSecret("token", connectors.NewSecret("ended"))
	_, err = app.Check(t.Context(), c)
	require.NoError(t, err, "it signs in anew")
	spec, err := w.Vault.Store.Get(t.Context(), "salesforce/prod")
	require.NoError(t, err)
	require.Equal(t, c.Secret("token"), spec.Secrets["token"])
	again, err := w.Vault.Open(t.Context(), "salesforce/prod")
	require.NoError(t, err)
	require.Same(t, c, again)

	spec.Secrets["token"] = connectors.NewSecret("of somebody who connected it anew")
	require.NoError(t, w.Vault.Store.Put(t.Context(), spec))
	c.SetSecret("token", connectors.NewSecret("ended"))
	_, err = app.Check(t.Context(), c)
	require.NoError(t, err)
	now, err := w.Vault.Store.Get(t.Context(), "salesforce/prod")
	require.NoError(t, err)
	require.Equal(t, spec.Secrets["token"], now.Secrets["token"])
}

func TestVaultForgetsWhatWasDeleted(t *testing.T) {
	w := newWorld(t)
	w.connect(t, "slack", "prod")
	_, err := w.Vault.Open(t.Context(), "slack/prod")
	require.NoError(t, err)
	_, err = w.Vault.Store.Delete(t.Context(), "slack/prod")
	require.NoError(t, err)
	_, err = w.Vault.Open(t.Context(), "slack/prod")
	require.Equal(t, connectors.NotFound, connectors.KindOf(err), "%v", err)
}

func TestVaultHasNoSuchConnection(t *testing.T) {
	w := newWorld(t)
	for _, id := range []string{"", "slack", "slack/", "/prod", "teams/prod", "slack/prod", "slack/default", "SLACK/prod", "slack/prod/x"} {
		_, err := w.Vault.Open(t.Context(), id)
		require.Equal(t, connectors.NotFound, connectors.KindOf(err), "%q: %v", id, err)
	}
	bare := &api.Vault{Registry: w.Registry}
	for _, id := range []string{"slack/prod", "slack/sandbox"} {
		_, err := bare.Open(t.Context(), id)
		require.Equal(t, connectors.NotFound, connectors.KindOf(err), "%q, with nothing to look it up in: %v", id, err)
	}
}

// clock is a built-in app: it works without being connected, with what its needs have by default.
func clock() *connectors.Connector {
	return &connectors.Connector{App: "clock", Title: "Clock", Needs: []connectors.Need{
		{Name: "url", Default: "https://time.example"}, {Name: "zone", Default: "Europe/Berlin"}, {Name: "token", Secret: true, Optional: true},
	}}
}

func TestVaultOpensBuiltInApps(t *testing.T) {
	w := newWorld(t)
	w.Vault.Registry = with(t, w, clock())
	for _, v := range []*api.Vault{w.Vault, {Registry: w.Vault.Registry}} {
		c, err := v.Open(t.Context(), "clock/default")
		require.NoError(t, err)
		require.Equal(t, "Europe/Berlin", c.Setting("zone"))
		require.Equal(t, "https://time.example", c.URL.String())
		known, err := v.Known(t.Context(), api.DefaultWorkspace, false)
		require.NoError(t, err)
		require.Equal(t, []string{"clock/default"}, ids(known))
		require.Equal(t, c.Environment, known[0].Environment)
	}

	require.NoError(t, w.Vault.Store.Put(t.Context(), connectors.Spec{ID: "clock/office", App: "clock", Environment: "test"}))
	known, err := w.Vault.Known(t.Context(), api.DefaultWorkspace, false)
	require.NoError(t, err)
	require.Equal(t, []string{"clock/office"}, ids(known), "what was made stands for what was given")
}

func TestVaultKnowsConnections(t *testing.T) {
	w := newWorld(t)
	known, err := w.Vault.Known(t.Context(), api.DefaultWorkspace, false)
	require.NoError(t, err)
	require.Empty(t, known)

	w.connect(t, "slack", "prod")
	w.connect(t, "slack", "second")
	w.connect(t, "jira", "prod")
	known, err = w.Vault.Known(t.Context(), api.DefaultWorkspace, false)
	require.NoError(t, err)
	require.Equal(t, []string{"jira/prod", "slack/prod", "slack/second"}, ids(known))

	known, err = w.Vault.Known(t.Context(), api.DefaultWorkspace, true)
	require.NoError(t, err)
	require.Equal(t, []string{"email/sandbox", "invoice/sandbox", "jira/sandbox", "salesforce/sandbox", "slack/sandbox"}, ids(known), "in the sandbox nothing of yours is reached")
	for _, k := range known {
		c, err := w.Vault.Open(t.Context(), k.ID)
		require.NoError(t, err, k.ID)
		require.Equal(t, k.Identity, c.Identity, "what is known of it is what an approval binds to")
		require.Equal(t, k.Environment, c.Environment)
	}
}

// broken is a store whose disk is gone.
type broken struct{ api.ConnectionStore }

func (broken) List(context.Context) ([]connectors.Spec, error) { return nil, io.ErrUnexpectedEOF }
func (broken) Get(context.Context, string) (connectors.Spec, error) {
	return connectors.Spec{}, io.ErrUnexpectedEOF
}

func TestVaultOverABrokenStore(t *testing.T) {
	w := newWorld(t)
	w.Vault.Store = broken{}
	_, err := w.Vault.Known(t.Context(), api.DefaultWorkspace, false)
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, err = w.Vault.Open(t.Context(), "slack/prod")
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, err = w.Compile(t.Context(), api.CompileRequest{Prompt: "Post hello to #general"})
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
	_, _, err = w.Freeze(t.Context(), nil, nil, api.Scope{})
	require.ErrorIs(t, err, io.ErrUnexpectedEOF)
}
