package oauth_test

import (
	"net/http"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/oauth"
	"sayso/connectors"
)

// Whether there is such an account is told by nothing that differs.
func TestSignInsThatFail(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	invited, err := w.People.Add(t.Context(), "berta", "")
	require.NoError(t, err)
	require.False(t, invited.CanSignIn())
	var pages []string
	for _, try := range [][2]string{{"anna", "wrong password here"}, {"nobody", password}, {"berta", ""}, {"berta", password}, {"", ""}, {"anna", strings.Repeat("x", 5000)}} {
		b := w.browser()
		page := b.Get("/oauth/signin")
		r := b.Submit(page, "/oauth/signin", "login", try[0], "password", try[1])
		require.Equal(t, http.StatusUnauthorized, r.StatusCode)
		pages = append(pages, strings.ReplaceAll(r.Text, page.Fields().Get("token"), ""))
	}
	for _, p := range pages {
		require.Equal(t, pages[0], p)
	}
	require.Contains(t, pages[0], "fit")
}

// Ten attempts at an account, and fifty from an address, are enough for a quarter of an hour; the right password doesn't help then. An account that
// isn't there is counted too.
func TestTooManyAttempts(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	b := w.browser()
	try := func(login, password string) int {
		return b.Submit(b.Get("/oauth/signin"), "/oauth/signin", "login", login, "password", password).StatusCode
	}
	for _, login := range []string{"anna", "Nobody"} {
		for range 10 {
			require.Equal(t, http.StatusUnauthorized, try(login, "wrong"))
		}
		require.Equal(t, http.StatusTooManyRequests, try(strings.ToLower(login), password))
	}
	w.restart()
	require.Equal(t, http.StatusTooManyRequests, try("anna", password), "over a restart")
	w.later(15*time.Minute + time.Second)
	for i := range 49 {
		require.Equal(t, http.StatusUnauthorized, try("somebody"+string(rune('a'+i%26))+string(rune('a'+i/26)), "x"))
	}
	require.Equal(t, http.StatusOK, try("anna", password))
	require.Equal(t, http.StatusTooManyRequests, try("anna", password))
}

// A sign-in gives the browser a new cookie, that no script reads and no other site sends along with its forms.
func TestCookies(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	b := w.browser()
	page := b.Get("/oauth/signin")
	before := page.Cookies()[0]
	in := b.Submit(page, "/oauth/signin", "login", "anna", "password", password)
	after := in.Cookies()[0]
	for _, c := range []*http.Cookie{before, after} {
		require.Equal(t, "__Host-sayso", c.Name)
		require.True(t, c.HttpOnly && c.Secure && c.Path == "/" && c.Domain == "" && c.SameSite == http.SameSiteLaxMode)
	}
	require.NotEqual(t, before.Value, after.Value, "session fixation")

	again := b.Submit(b.Get("/oauth/signin"), "/oauth/signin", "login", "anna", "password", password)
	require.Equal(t, http.StatusOK, again.StatusCode)
	_, _, ok, err := w.People.SignedIn(t.Context(), after.Value)
	require.NoError(t, err)
	require.False(t, ok, "who was signed in before is out")
	after = again.Cookies()[0]

	client := w.client(redirect)
	require.Equal(t, http.StatusOK, b.Get("/oauth/authorize?"+w.request(client).Encode()).StatusCode)
	out := b.Submit(b.Get("/oauth/signin"), "/oauth/signout")
	require.Equal(t, http.StatusSeeOther, out.StatusCode)
	thief := w.browser()
	u, err := url.Parse(w.url)
	require.NoError(t, err)
	thief.Client.Jar.SetCookies(u, []*http.Cookie{after})
	require.Equal(t, http.StatusSeeOther, thief.Get("/oauth/authorize?"+w.request(client).Encode()).StatusCode, "what was signed out is out")
}

func TestSessionsEnd(t *testing.T) {
	w, b := signedIn(t)
	client := w.client(redirect)
	w.later(12*time.Hour - time.Second)
	require.Equal(t, http.StatusOK, b.Get("/oauth/authorize?"+w.request(client).Encode()).StatusCode)
	w.later(time.Second)
	to, _ := b.Get("/oauth/authorize?" + w.request(client).Encode()).Location(t)
	require.Equal(t, "/oauth/signin", to)

	b.SignIn("anna")
	a, err := w.People.Find(t.Context(), "anna")
	require.NoError(t, err)
	require.NoError(t, w.People.SetPassword(t.Context(), a, connectors.NewSecret(password+"!")))
	to, _ = b.Get("/oauth/authorize?" + w.request(client).Encode()).Location(t)
	require.Equal(t, "/oauth/signin", to, "a new password ends all sessions")
}

// The sign-in page leads to the pages that need it, and nowhere else.
func TestTheSignInPageIsNoRedirector(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	for _, to := range []string{"https://evil.example/", "//evil.example/", `/\evil.example`, "/oauth/authorize", "/oauth/authorize@evil.example", "/oauth/authorizeX?x", "javascript:alert(1)",
		" /oauth/authorize?x", "/oauth/signin?to=x", "/oauth/../authorize?x"} {
		b := w.browser()
		page := b.Get("/oauth/signin?" + url.Values{"to": {to}}.Encode())
		require.NotContains(t, page.Text, "evil", to)
		r := b.Submit(page, "/oauth/signin", "login", "anna", "password", password, "to", to)
		require.Equal(t, http.StatusOK, r.StatusCode, to)
		require.Empty(t, r.Header.Get("Location"), to)
	}
}

// A link to set a password is good once, and when one was set all others are void.
func TestSettingAPassword(t *testing.T) {
	w := newWorld(t)
	a, err := w.People.Add(t.Context(), "admin", "")
	require.NoError(t, err)
	w.member(a, "default", api.Admin)
	link, err := w.WelcomeURL(a)
	require.NoError(t, err)
	another, err := w.WelcomeURL(a)
	require.NoError(t, err)

	b := w.browser()
	page := b.Get(link)
	require.Equal(t, http.StatusOK, page.StatusCode, page.Text)
	require.Equal(t, http.StatusOK, w.browser().Get(link).StatusCode, "a look uses nothing up")
	require.Equal(t, http.StatusBadRequest, b.Submit(page, "/oauth/welcome", "password", "short").StatusCode)
	require.Equal(t, http.StatusBadRequest, b.Submit(page, "/oauth/welcome", "password", "admin").StatusCode)
	require.Equal(t, http.StatusForbidden, w.browser().Post("/oauth/welcome", url.Values{"link": {page.Fields().Get("link")}, "password": {password}}).StatusCode)
	require.Equal(t, http.StatusOK, b.Submit(page, "/oauth/welcome", "password", password).StatusCode)
	require.Contains(t, w.record.Actions(), "account.password")

	for _, used := range []string{link, another} {
		require.Equal(t, http.StatusForbidden, b.Get(used).StatusCode)
		form := page.Fields()
		form.Set("password", "something else entirely")
		u, err := url.Parse(used)
		require.NoError(t, err)
		form.Set("link", u.Query().Get("link"))
		form.Set("token", b.Get("/oauth/signin").Fields().Get("token"))
		require.Equal(t, http.StatusForbidden, b.Post("/oauth/welcome", form).StatusCode)
	}
	in := w.browser()
	require.Equal(t, http.StatusOK, in.Submit(in.Get("/oauth/signin"), "/oauth/signin", "login", "Admin ", "password", password).StatusCode)
}

// A link is good for a day, for what it was made for, and as it was made.
func TestLinksThatAreNoGood(t *testing.T) {
	w := newWorld(t)
	a, err := w.People.Add(t.Context(), "anna", "")
	require.NoError(t, err)
	link, err := w.WelcomeURL(a)
	require.NoError(t, err)
	require.Equal(t, http.StatusOK, w.browser().Get(link).StatusCode)
	o := w.options
	o.LinkKey = []byte(strings.Repeat("x", 32))
	other, err := oauth.New(o)
	require.NoError(t, err)
	forged, err := other.WelcomeURL(a)
	require.NoError(t, err)
	base, text, _ := strings.Cut(link, "link=")
	body, mac, _ := strings.Cut(text, ".")
	for name, bad := range map[string]string{
		"another key": forged, "no signature": base + "link=" + body, "another body": base + "link=" + body[:len(body)-4] + "AAAA." + mac, "nothing": base + "link=",
		"for another purpose": strings.Replace(w.decideLink(t), "/oauth/decide", "/oauth/welcome", 1),
	} {
		require.Equal(t, http.StatusForbidden, w.browser().Get(bad).StatusCode, name)
	}
	w.later(24 * time.Hour)
	require.Equal(t, http.StatusForbidden, w.browser().Get(link).StatusCode)
}

// On loopback without https the cookie has another name: browsers take __Host- over https alone.
func TestCookiesOnLoopback(t *testing.T) {
	w := newWorld(t)
	w.options.Issuer = "http://127.0.0.1:8080"
	s, err := oauth.New(w.options)
	require.NoError(t, err)
	w.serve(s)
	r := w.browser().Get("/oauth/signin")
	require.Equal(t, "sayso", r.Cookies()[0].Name)
	require.False(t, r.Cookies()[0].Secure)
	require.Empty(t, r.Header.Get("Strict-Transport-Security"))
}
