package api_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/connectors"
)

func TestConnect(t *testing.T) {
	for _, app := range []string{"email", "jira", "salesforce", "slack"} {
		t.Run(app, func(t *testing.T) {
			w := newWorld(t)
			request := w.request(t, app, "prod")
			known, err := w.Connect(t.Context(), request)
			require.NoError(t, err)
			require.Equal(t, app+"/prod", known.ID)
			require.Equal(t, "production", known.Environment, "what isn't said to be anything else is production")
			require.NotEmpty(t, known.Identity, "as whom it is signed in")

			kept, err := w.Vault.Store.Get(t.Context(), known.ID)
			require.NoError(t, err)
			require.Equal(t, request.Secrets, kept.Secrets)
			require.Equal(t, known.Identity, kept.Identity)
			require.True(t, kept.AllowPrivate)
		})
	}
}

// Settings that have a default are kept as they were on the day of connecting, and the caller's are left alone.
func TestConnectFillsDefaultsIn(t *testing.T) {
	w := newWorld(t)
	settings := map[string]string{"name": "Musterfirma GmbH", "address": "Musterstraße 1, 10115 Berlin", "tax_number": "27/123/45678"}
	known, err := w.Connect(t.Context(), api.ConnectRequest{App: "invoice", Name: "büro", Environment: "test", Settings: settings})
	require.NoError(t, err)
	require.Equal(t, "test", known.Environment)
	require.Equal(t, "14", known.Settings["payment_days"])
	require.Len(t, settings, 3)
}

func TestConnectRefuses(t *testing.T) {
	secret := map[string]connectors.Secret{"token": connectors.NewSecret("xoxb-1")}
	jira := map[string]string{"user": "anna@example.com"}
	for _, test := range []struct {
		name    string
		request api.ConnectRequest
		says    string
	}{
		{"an app nobody knows", api.ConnectRequest{App: "teams", Name: "prod"}, `there is no app "teams"; there are: ai, airflow, asana`},
		{"an app that can't be reached yet", api.ConnectRequest{App: "postgres", Name: "prod"}, "Sayso knows PostgreSQL and can't reach it yet."},
		{"no app", api.ConnectRequest{Name: "prod"}, `there is no app ""`},
		{"no name", api.ConnectRequest{App: "slack", Secrets: secret}, "can't be the name"},
		{"the sandbox's name", api.ConnectRequest{App: "slack", Name: "sandbox", Secrets: secret}, "can't be the name"},
		{"a name with a slash", api.ConnectRequest{App: "slack", Name: "a/b", Secrets: secret}, "can't be the name"},
		{"a name with a blank", api.ConnectRequest{App: "slack", Name: "a b", Secrets: secret}, "can't be the name"},
		{"a name with a line break", api.ConnectRequest{App: "slack", Name: "a\nb", Secrets: secret}, "can't be the name"},
		{"a name with an escape", api.ConnectRequest{App: "slack", Name: "a\x1b[2J", Secrets: secret}, "can't be the name"},
		{"a name of dots", api.ConnectRequest{App: "slack", Name: "..", Secrets: secret}, "can't be the name"},
		{"a name without end", api.ConnectRequest{App: "slack", Name: strings.Repeat("a", 64), Secrets: secret}, "can't be the name"},
		{"an environment that is nearly one", api.ConnectRequest{App: "slack", Name: "prod", Environment: "prod", Secrets: secret}, `"prod" is not an environment; there are: production`},
		{"an account passed off as the sandbox", api.ConnectRequest{App: "slack", Name: "prod", Environment: "sandbox", Secrets: secret}, "not an environment"},
		{"no secret", api.ConnectRequest{App: "slack", Name: "prod"}, "connecting Slack also needs: token"},
		{"an empty secret", api.ConnectRequest{App: "slack", Name: "prod", Secrets: map[string]connectors.Secret{"token": {}}}, "also needs: token"},
		{"all of it", api.ConnectRequest{App: "jira", Name: "prod"}, "connecting Jira also needs: url, user, token"},
		{"no address", api.ConnectRequest{App: "jira", Name: "prod", Settings: jira, Secrets: secret}, "also needs: url"},
		{"a setting nobody knows", api.ConnectRequest{App: "jira", Name: "prod", Settings: map[string]string{"usr": "anna"}, Secrets: secret}, `Jira has no setting "usr"; there are: user`},
		{"a secret nobody knows", api.ConnectRequest{App: "slack", Name: "prod", Secrets: map[string]connectors.Secret{"tokn": connectors.NewSecret("x")}}, `Slack has no secret "tokn"; there are: token`},
		{"a secret that isn't kept one", api.ConnectRequest{App: "slack", Name: "prod", Settings: map[string]string{"token": "xoxb-1"}}, "Slack keeps token secret"},
		{"an address among the settings", api.ConnectRequest{App: "slack", Name: "prod", Settings: map[string]string{"url": "https://evil.example"}, Secrets: secret}, "the address of Slack is not one of its settings"},
		{"an address for what has none", api.ConnectRequest{App: "invoice", Name: "prod", URL: "https://example.com", Settings: map[string]string{"name": "A", "address": "B"}}, "Invoices takes no address"},
		{"an address in clear", api.ConnectRequest{App: "jira", Name: "prod", URL: "http://jira.example", Settings: jira, Secrets: secret}, "use https"},
		{"an address with a password", api.ConnectRequest{App: "jira", Name: "prod", URL: "https://anna:xoxb-1@jira.example", Settings: jira, Secrets: secret}, "leave user and password out"},
	} {
		t.Run(test.name, func(t *testing.T) {
			w := newWorld(t)
			_, err := w.Connect(t.Context(), test.request)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%v", err)
			require.ErrorContains(t, err, test.says)
			require.NotContains(t, err.Error(), "xoxb-1")
			if test.request.URL == "" || test.request.App == "invoice" { // of addresses the SDK speaks
				test.request.Lang = "de"
				_, err = w.Connect(t.Context(), test.request)
				require.Error(t, err)
				require.NotContains(t, err.Error(), test.says, "in German it is said in German")
			}
			w.nothingIsKept(t)
		})
	}
}

// A connection that doesn't work is not kept, whatever is wrong with it.
func TestConnectThatDoesntWork(t *testing.T) {
	t.Run("a wrong credential", func(t *testing.T) {
		w := newWorld(t)
		for _, app := range []string{"jira", "slack"} {
			request := w.request(t, app, "prod")
			request.Secrets = map[string]connectors.Secret{"token": connectors.NewSecret("wrong")}
			_, err := w.Connect(t.Context(), request)
			require.Equal(t, connectors.Expired, connectors.KindOf(err), "%s: %v", app, err)
		}
		w.nothingIsKept(t)
	})
	t.Run("a private address", func(t *testing.T) {
		w := newWorld(t)
		server := httptest.NewTLSServer(http.NotFoundHandler())
		t.Cleanup(server.Close)
		_, err := w.Connect(t.Context(), api.ConnectRequest{App: "jira", Name: "prod", URL: server.URL, Settings: map[string]string{"user": "anna@example.com"},
			Secrets: map[string]connectors.Secret{"token": connectors.NewSecret("x")}})
		require.Equal(t, connectors.Denied, connectors.KindOf(err), "%v", err)
		require.ErrorContains(t, err, "--allow-private")
		w.nothingIsKept(t)
	})
	t.Run("what was connected before stays", func(t *testing.T) {
		w := newWorld(t)
		w.connect(t, "slack", "prod")
		request := w.request(t, "slack", "prod")
		request.Secrets = map[string]connectors.Secret{"token": connectors.NewSecret("wrong")}
		_, err := w.Connect(t.Context(), request)
		require.Error(t, err)
		kept, err := w.Vault.Store.Get(t.Context(), "slack/prod")
		require.NoError(t, err)
		require.NotEqual(t, "wrong", kept.Secrets["token"].Reveal())
	})
}

func TestConnectWithNowhereToKeepIt(t *testing.T) {
	w := newWorld(t)
	w.Vault.Store = nil
	_, err := w.Connect(t.Context(), w.request(t, "slack", "prod"))
	require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%v", err)
}

func (w world) nothingIsKept(t *testing.T) {
	t.Helper()
	kept, err := w.Vault.Store.List(t.Context())
	require.NoError(t, err)
	require.Empty(t, kept)
}

// A link to connect an app is for who may by their role, however narrow the credential is that they ask with: on the page it is they who act.
func TestConnectURL(t *testing.T) {
	w := apitest.New(t)
	w.ConnectURL = func(_ context.Context, c api.Caller, app string) (string, error) {
		return "/" + c.Account + "/" + app, nil
	}
	admin, viewer := apitest.Caller(api.DefaultWorkspace, api.Admin), apitest.Caller(api.DefaultWorkspace, api.Viewer)
	narrow := admin
	narrow.Scopes = []api.Permission{api.ReadConnections}
	for _, test := range []struct {
		who       api.Caller
		app, link string
	}{
		{admin, "slack", "/" + admin.Account + "/slack"}, {narrow, "slack", "/" + admin.Account + "/slack"}, {viewer, "slack", ""}, {admin, "sayso", ""},
	} {
		link, err := w.For(test.who).ConnectURL(t.Context(), test.app)
		require.Equal(t, test.link, link, "%s: %s", test.who.Role, test.app)
		require.Equal(t, test.app == "sayso", err != nil, "there is no such app")
	}
	_, err := w.For(admin).ConnectURL(t.Context(), "postgres")
	require.Equal(t, connectors.CodeNotYet, connectors.AsError(err).Code)
}
