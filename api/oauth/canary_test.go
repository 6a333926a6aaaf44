package oauth_test

import (
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors"
)

// Everything that opens a door is looked for where it must not be: in the database, beside it, in the log and in what programs are told when
// something fails.
func TestSecretsStayWhereTheyAre(t *testing.T) {
	a := &approvals{}
	p := newIDP(t)
	w := newWorld(t, a.on, p.on, (&desks{}).on)
	p.w = w
	anna := w.person("anna", api.Admin)
	b := w.browser()
	b.SignIn("anna")
	tk := w.connect(b, "")
	m := w.refresh(tk).JSON(t)
	k := newKey(t)
	client := w.keyClient(k)
	_, pending := b.allow(w.request(client))
	assertion := k.assert(t, w, client, nil)
	link := w.decideLink(t)
	b.Submit(b.Get(link), "/oauth/decide", "decision", "approve")
	toConnect := w.connectLink(t, anna)
	const refused = "a-token-that-no-app-takes"
	page := b.Submit(b.Get(toConnect), "/oauth/connect", "need url", "https://acme.example", "need user", "anna", "need token", refused)
	require.Equal(t, http.StatusUnprocessableEntity, page.StatusCode)
	require.Equal(t, http.StatusOK, b.Submit(page, "/oauth/connect", "need token", goodToken).StatusCode)
	p.begin(b, "")
	u, err := url.Parse(w.url)
	require.NoError(t, err)

	secrets := map[string]string{"password": password, "code": tk.code, "access token": tk.access, "refresh token": tk.refresh, "the next access token": m["access_token"].(string),
		"the next refresh token": m["refresh_token"].(string), "a code that waits": pending.Get("code"), "verifier": verifier, "assertion": assertion,
		"link": strings.TrimPrefix(link, w.url+"/oauth/decide?link="), "the provider's secret": providerSecret,
		"connect link": strings.TrimPrefix(toConnect, w.url+"/oauth/connect?link="), "an app's token": refused, "an app's good token": goodToken}
	for _, c := range b.Client.Jar.Cookies(u) {
		secrets["cookie "+c.Name] = c.Value
	}
	var told strings.Builder
	told.WriteString(strings.ReplaceAll(page.Text, toConnect[strings.Index(toConnect, "=")+1:], "")) // the form brings the link back
	for name, secret := range secrets {                                                              // everything in every wrong place
		for _, field := range []string{"code", "refresh_token", "code_verifier", "client_assertion", "client_id", "scope", "grant_type", "resource", "redirect_uri", "token"} {
			form := url.Values{"grant_type": {"authorization_code"}, "client_id": {tk.client}, "client_assertion_type": {assertionType}}
			form.Set(field, secret)
			told.WriteString(w.post("/oauth/token", form).Text + w.post("/oauth/revoke", form).Text)
		}
		r := w.program(http.MethodGet, "/mcp", "", "", "Authorization", "Bearer "+secret)
		told.WriteString(r.Text + r.Header.Get("WWW-Authenticate"))
		_, err := w.caller("/mcp", secret)
		if err != nil {
			told.WriteString(err.Error())
		}
		_, err = w.People.SignIn(t.Context(), secret, connectors.NewSecret(secret), "127.0.0.1")
		require.Error(t, err, name)
		told.WriteString(err.Error())
		told.WriteString(w.browser().Get("/oauth/authorize?"+w.request(secret).Encode()).Text + w.browser().Get("/oauth/welcome?link="+url.QueryEscape(secret)).Text)
	}
	require.NoError(t, w.db.Close())
	files, err := os.ReadDir(filepath.Dir(w.file))
	require.NoError(t, err)
	for name, secret := range secrets {
		require.Greater(t, len(secret), 15, name)
		require.NotContains(t, told.String(), secret, name)
		require.NotContains(t, w.logs.String(), secret, name)
		for _, f := range files {
			raw, err := os.ReadFile(filepath.Join(filepath.Dir(w.file), f.Name()))
			require.NoError(t, err)
			require.NotContains(t, string(raw), secret, "%s in %s", name, f.Name())
		}
	}
}
