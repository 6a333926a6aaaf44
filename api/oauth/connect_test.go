package oauth_test

import (
	"context"
	"net/http"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/oauth"
	"sayso/connectors"
)

// desks are the desks of who connects apps: they take one token, and note what came.
type desks struct {
	mu  sync.Mutex
	got []api.ConnectRequest
	by  []api.Caller
}

type connectDesk struct {
	*desks

	caller api.Caller
}

const goodToken = "the-token-that-the-app-takes"

func (d connectDesk) Connecting(_ context.Context, app string) (api.Connecting, error) {
	if err := d.caller.May(api.WriteConnections); err != nil {
		return api.Connecting{}, err
	}
	return api.Connecting{App: app, Title: "Jira", Environments: []string{"production", "test"}, Taken: []string{"old"}, Needs: []api.Need{
		{Name: "url", Doc: "Address"}, {Name: "user", Doc: "<Account>"}, {Name: "token", Doc: "Token", Secret: true}, {Name: "field", Optional: true, Default: "key"}}}, nil
}

func (d connectDesk) Connect(_ context.Context, r api.ConnectRequest) (api.Known, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	switch r.Secrets["token"].Reveal() {
	case goodToken:
	case "too slow for us":
		return api.Known{}, connectors.Errorf(connectors.Unknown, "Jira took too long")
	default:
		return api.Known{}, connectors.Errorf(connectors.Expired, "Jira doesn't know this token")
	}
	d.got, d.by = append(d.got, r), append(d.by, d.caller)
	return api.Known{ID: r.App + "/" + r.Name, Identity: "anna@example.com"}, nil
}

func (d *desks) on(o *oauth.Options) {
	o.Connects = func(c api.Caller) oauth.Connects { return connectDesk{d, c} }
}

func (w *world) connectLink(t *testing.T, a access.Account) string {
	t.Helper()
	link, err := w.ConnectURL(t.Context(), api.Caller{Workspace: "default", Account: a.ID}, "jira")
	require.NoError(t, err)
	require.NotEmpty(t, link)
	return link
}

// A person follows the link, signs in, enters what the app needs, tries again where it was wrong, and is connected; then the link is used up.
func TestConnectingAnApp(t *testing.T) {
	for lang, says := range map[string][3]string{
		"en": {"Connect Jira", "the link is still good", "jira/prod is connected as anna@example.com. Go back to your assistant."},
		"de": {"Jira verbinden", "der Link gilt weiter", "jira/prod ist verbunden als anna@example.com. Geh zurück zu deinem Assistenten."},
	} {
		d := &desks{}
		w := newWorld(t, d.on)
		link := w.connectLink(t, w.person("anna", api.Admin))
		b := w.browser()
		b.Lang = lang
		page := b.Open(link, "anna")
		require.Equal(t, http.StatusOK, page.StatusCode, page.Text)
		require.Contains(t, page.Text, "<h1>"+says[0]+"</h1>")
		require.Contains(t, page.Text, "&lt;Account&gt;")
		require.Empty(t, d.got, "a look connects nothing")

		for _, wrong := range []string{"wrong-token-of-anna", "too slow for us"} {
			page = b.Submit(page, "/oauth/connect", "need url", " https://acme.example ", "need user", "anna", "need token", wrong)
			require.Equal(t, http.StatusUnprocessableEntity, page.StatusCode)
			require.Contains(t, page.Text, says[1])
			require.Contains(t, page.Text, "Jira ")
			require.NotContains(t, page.Text, wrong, "a secret is never shown again")
			require.Equal(t, "https://acme.example", strings.TrimSpace(page.Fields().Get("need url")), "all else is")
		}
		done := b.Submit(page, "/oauth/connect", "need token", goodToken)
		require.Equal(t, http.StatusOK, done.StatusCode, done.Text)
		require.Contains(t, done.Text, says[2])
		require.Equal(t, []api.ConnectRequest{{App: "jira", Name: "prod", Environment: "production", URL: "https://acme.example",
			Settings: map[string]string{"user": "anna", "field": "key"}, Secrets: map[string]connectors.Secret{"token": connectors.NewSecret(goodToken)}}}, d.got)
		require.Equal(t, api.SurfaceConsole, d.by[0].Surface)
		require.Equal(t, lang, d.by[0].Lang)

		require.Equal(t, http.StatusForbidden, b.Get(link).StatusCode)
		require.Equal(t, http.StatusForbidden, b.Submit(page, "/oauth/connect", "need token", goodToken).StatusCode)
		require.Len(t, d.got, 1)
		require.NotContains(t, w.logs.String(), goodToken)
	}
}

// The link is for one person, for one purpose and for half an hour, and lets nobody in.
func TestWhoMayNotConnect(t *testing.T) {
	d := &desks{}
	w := newWorld(t, d.on)
	anna, vera := w.person("anna", api.Admin), w.person("vera", api.Viewer)
	w.person("berta", api.Admin)
	link := w.connectLink(t, anna)
	text := strings.TrimPrefix(link, w.url+"/oauth/connect?link=")
	form := url.Values{"link": {text}, "name": {"prod"}, "need token": {goodToken}}

	b := w.browser()
	tried := func(b *browser, form url.Values) int {
		form.Set("token", b.Get("/oauth/signin").Fields().Get("token"))
		return b.Post("/oauth/connect", form).StatusCode
	}
	require.Equal(t, http.StatusForbidden, tried(b, form), "nobody is signed in")
	b.SignIn("berta")
	other := b.Get(link)
	require.Equal(t, http.StatusForbidden, other.StatusCode)
	require.Contains(t, other.Text, "somebody else")
	require.Equal(t, http.StatusForbidden, tried(b, form))
	viewer := w.browser()
	viewer.SignIn("vera")
	require.Equal(t, http.StatusForbidden, viewer.Get(w.connectLink(t, vera)).StatusCode, "the role is asked on the page")

	owner := w.browser()
	owner.SignIn("anna")
	tk := w.connect(owner, "connections:write")
	program := w.program(http.MethodPost, "/oauth/connect", "application/x-www-form-urlencoded", form.Encode(), "Authorization", "Bearer "+tk.access)
	require.Equal(t, http.StatusForbidden, program.StatusCode, "an assistant's token presses no button")
	require.Equal(t, http.StatusForbidden, owner.Get("/oauth/decide?link="+text).StatusCode, "nor does it decide")
	require.Equal(t, http.StatusForbidden, owner.Get(link+"x").StatusCode)
	w.later(30 * time.Minute)
	require.Equal(t, http.StatusForbidden, owner.Get(link).StatusCode)
	require.Empty(t, d.got)

	none, err := w.ConnectURL(t.Context(), api.Caller{Workspace: "default", Account: "key_1"}, "jira")
	require.NoError(t, err)
	require.Empty(t, none, "a key is no person")
}
