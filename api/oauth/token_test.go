package oauth_test

import (
	"net/http"
	"net/url"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
)

// signedIn is a world with a person at a browser.
func signedIn(t *testing.T) (*world, *browser) {
	t.Helper()
	w := newWorld(t)
	w.person("anna", api.Admin)
	b := w.browser()
	b.SignIn("anna")
	return w, b
}

// RFC 6749, 5.1.
func TestTokens(t *testing.T) {
	w, b := signedIn(t)
	client := w.client(redirect)
	_, answer := b.allow(w.request(client))
	r := w.post("/oauth/token", w.redemption(client, answer.Get("code")))
	require.Equal(t, http.StatusOK, r.StatusCode)
	require.Equal(t, "application/json", r.Header.Get("Content-Type"))
	require.Equal(t, "no-store", r.Header.Get("Cache-Control"))
	m := r.JSON(t)
	require.Equal(t, "Bearer", m["token_type"])
	require.Equal(t, "plans:read runs:read runs:write", m["scope"])
	require.NotEmpty(t, m["refresh_token"])
	c, err := w.caller("/mcp", m["access_token"].(string))
	require.NoError(t, err)
	require.Equal(t, []api.Permission{api.ReadPlans, api.ReadRuns, api.StartRuns}, c.Scopes)
	require.Equal(t, api.Admin, c.Role)
	require.Equal(t, "anna", c.Name)
	require.Equal(t, "default", c.Workspace)
	require.Equal(t, api.SurfaceMCP, c.Surface)
	require.False(t, c.Human, "a program is no person, whoever sent it")
}

// A token that can change something is good for a quarter of an hour, another for an hour.
func TestLifetimes(t *testing.T) {
	w, b := signedIn(t)
	for scope, life := range map[string]time.Duration{
		"plans:read": time.Hour, "plans:read runs:read connections:read audit:read": time.Hour,
		"runs:write": 15 * time.Minute, "plans:read plans:write": 15 * time.Minute, "admin": 15 * time.Minute, "approvals:write": 15 * time.Minute,
	} {
		tk := w.connect(b, scope)
		w.later(life - time.Second)
		require.True(t, w.good(tk.access), scope)
		w.later(time.Second)
		require.False(t, w.good(tk.access), scope)
	}
}

// A code is good for its client, its address, its verifier and its resource, for a minute.
func TestCodesThatAreRefused(t *testing.T) {
	w, b := signedIn(t)
	client, other := w.client(redirect), w.client(redirect)
	for name, c := range map[string]struct {
		edit func(url.Values)
		code string
	}{
		"no code":             {func(v url.Values) { v.Del("code") }, "invalid_grant"},
		"another code":        {func(v url.Values) { v.Set("code", "oac_guess") }, "invalid_grant"},
		"another client":      {func(v url.Values) { v.Set("client_id", other) }, "invalid_grant"},
		"no client":           {func(v url.Values) { v.Del("client_id") }, "invalid_client"},
		"an unknown client":   {func(v url.Values) { v.Set("client_id", "client_x") }, "invalid_client"},
		"a secret":            {func(v url.Values) { v.Set("client_secret", "x") }, "invalid_client"},
		"no verifier":         {func(v url.Values) { v.Del("code_verifier") }, "invalid_grant"},
		"a wrong verifier":    {func(v url.Values) { v.Set("code_verifier", verifier+"x") }, "invalid_grant"},
		"the challenge":       {func(v url.Values) { v.Set("code_verifier", challenge(verifier)) }, "invalid_grant"},
		"a short verifier":    {func(v url.Values) { v.Set("code_verifier", "short") }, "invalid_grant"},
		"another redirect":    {func(v url.Values) { v.Set("redirect_uri", redirect+"/") }, "invalid_grant"},
		"another resource":    {func(v url.Values) { v.Set("resource", w.url+"/v1") }, "invalid_target"},
		"a foreign resource":  {func(v url.Values) { v.Set("resource", "https://elsewhere.example") }, "invalid_target"},
		"no grant type":       {func(v url.Values) { v.Del("grant_type") }, "invalid_request"},
		"another grant type":  {func(v url.Values) { v.Set("grant_type", "password") }, "unsupported_grant_type"},
		"client credentials":  {func(v url.Values) { v.Set("grant_type", "client_credentials") }, "unsupported_grant_type"},
		"the code twice":      {func(v url.Values) { v.Add("code", "x") }, "invalid_request"},
		"a code as a refresh": {func(v url.Values) { v.Set("grant_type", "refresh_token"); v.Set("refresh_token", v.Get("code")) }, "invalid_grant"},
	} {
		t.Run(name, func(t *testing.T) {
			_, answer := b.allow(w.request(client))
			form := w.redemption(client, answer.Get("code"))
			c.edit(form)
			r := w.post("/oauth/token", form)
			require.Equal(t, c.code, r.JSON(t)["error"], r.Text)
			require.NotContains(t, r.Text, "access_token")
			want := http.StatusBadRequest
			if c.code == "invalid_client" {
				want = http.StatusUnauthorized
			}
			require.Equal(t, want, r.StatusCode)
			require.Equal(t, http.StatusOK, w.post("/oauth/token", w.redemption(client, answer.Get("code"))).StatusCode, "it wasn't used up")
		})
	}
	_, answer := b.allow(w.request(client))
	w.later(time.Minute)
	require.Equal(t, "invalid_grant", w.post("/oauth/token", w.redemption(client, answer.Get("code"))).JSON(t)["error"], "it is over")
}

// What reaches the token endpoint otherwise than in a form's body isn't read.
func TestFormsOfTheTokenEndpoint(t *testing.T) {
	w, b := signedIn(t)
	client := w.client(redirect)
	_, answer := b.allow(w.request(client))
	form := w.redemption(client, answer.Get("code"))
	for name, r := range map[string]apitest.Reply{
		"in the address": w.program(http.MethodPost, "/oauth/token?"+form.Encode(), apitest.FormType, ""),
		"as JSON":        w.program(http.MethodPost, "/oauth/token", "application/json", `{}`),
		"without a type": w.program(http.MethodPost, "/oauth/token", "", form.Encode()),
		"with Basic":     w.program(http.MethodPost, "/oauth/token", apitest.FormType, form.Encode(), "Authorization", "Basic eDp5"),
		"too much":       w.program(http.MethodPost, "/oauth/token", apitest.FormType, form.Encode()+"&x="+string(make([]byte, 70<<10))),
	} {
		require.GreaterOrEqual(t, r.StatusCode, 400, name)
		require.Less(t, r.StatusCode, 500, name)
	}
	require.Equal(t, http.StatusMethodNotAllowed, w.program(http.MethodGet, "/oauth/token?"+form.Encode(), "", "").StatusCode)
	require.Equal(t, http.StatusOK, w.post("/oauth/token", form).StatusCode)
}

// A client may leave out what it said before (OAuth 2.1), but not the verifier.
func TestWhatNeedNotBeRepeated(t *testing.T) {
	w, b := signedIn(t)
	client := w.client(redirect)
	_, answer := b.allow(w.request(client))
	form := w.redemption(client, answer.Get("code"))
	form.Del("redirect_uri")
	form.Del("resource")
	m := w.post("/oauth/token", form).JSON(t)
	require.True(t, w.good(m["access_token"].(string)))
}

// A code that comes a second time ends all that came of the first (RFC 6749, 4.1.2).
func TestAReplayedCode(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "")
	require.True(t, w.good(tk.access))
	r := w.post("/oauth/token", w.redemption(tk.client, tk.code))
	require.Equal(t, "invalid_grant", r.JSON(t)["error"])
	require.False(t, w.good(tk.access))
	require.Equal(t, "invalid_grant", w.refresh(tk).JSON(t)["error"])
	require.True(t, w.good(w.connect(b, "").access), "another grant is another matter")
}

func TestRefreshing(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "")
	w.later(29 * 24 * time.Hour)
	m := w.refresh(tk).JSON(t)
	next := tokens{client: tk.client, access: m["access_token"].(string), refresh: m["refresh_token"].(string)}
	require.NotEqual(t, tk.refresh, next.refresh, "it is another one each time")
	require.True(t, w.good(next.access))
	w.later(29 * 24 * time.Hour)
	r := w.refresh(next)
	require.Equal(t, http.StatusOK, r.StatusCode, "each use begins thirty days anew")
	next.refresh = r.JSON(t)["refresh_token"].(string)
	w.later(30 * 24 * time.Hour)
	require.Equal(t, "invalid_grant", w.refresh(next).JSON(t)["error"])
}

// A refresh token that comes a second time was stolen, before or after: the family ends (RFC 9700, 4.14.2).
func TestAReplayedRefreshToken(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "")
	m := w.refresh(tk).JSON(t)
	next := tokens{client: tk.client, access: m["access_token"].(string), refresh: m["refresh_token"].(string)}
	require.True(t, w.good(next.access))
	require.Equal(t, "invalid_grant", w.refresh(tk).JSON(t)["error"])
	require.False(t, w.good(tk.access))
	require.False(t, w.good(next.access))
	require.Equal(t, "invalid_grant", w.refresh(next).JSON(t)["error"])
}

// Of two that refresh at once one gets tokens, and what it gets is no good: nobody can say which of the two is the thief.
func TestTwoRefreshesAtOnce(t *testing.T) {
	w, b := signedIn(t)
	for range 5 {
		tk := w.connect(b, "")
		var wait sync.WaitGroup
		replies := make([]apitest.Reply, 8)
		for i := range replies {
			wait.Go(func() { replies[i] = w.refresh(tk) })
		}
		wait.Wait()
		var won []string
		for _, r := range replies {
			if r.StatusCode == http.StatusOK {
				won = append(won, r.JSON(t)["access_token"].(string))
			}
		}
		require.Len(t, won, 1)
		require.False(t, w.good(won[0]))
	}
}

func TestTwoRedemptionsAtOnce(t *testing.T) {
	w, b := signedIn(t)
	client := w.client(redirect)
	_, answer := b.allow(w.request(client))
	var wait sync.WaitGroup
	replies := make([]apitest.Reply, 8)
	for i := range replies {
		wait.Go(func() { replies[i] = w.post("/oauth/token", w.redemption(client, answer.Get("code"))) })
	}
	wait.Wait()
	won := 0
	for _, r := range replies {
		if r.StatusCode == http.StatusOK {
			won++
			require.False(t, w.good(r.JSON(t)["access_token"].(string)))
		}
	}
	require.Equal(t, 1, won)
}

func TestRefreshesThatAreRefused(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "plans:read runs:read runs:write")
	other := w.client(redirect)
	for name, c := range map[string]struct {
		edits []string
		code  string
	}{
		"another client":       {[]string{"client_id", other}, "invalid_grant"},
		"more than granted":    {[]string{"scope", "plans:read admin"}, "invalid_scope"},
		"another resource":     {[]string{"resource", w.url + "/v1"}, "invalid_target"},
		"an access token":      {[]string{"refresh_token", tk.access}, "invalid_grant"},
		"a code":               {[]string{"refresh_token", tk.code}, "invalid_grant"},
		"nothing":              {[]string{"refresh_token", ""}, "invalid_grant"},
		"what nobody has seen": {[]string{"refresh_token", "ort_x"}, "invalid_grant"},
	} {
		require.Equal(t, c.code, w.refresh(tk, c.edits...).JSON(t)["error"], name)
	}
	m := w.refresh(tk, "scope", "plans:read").JSON(t)
	require.Equal(t, "plans:read", m["scope"], "less may be asked for")
	tk.refresh = m["refresh_token"].(string)
	require.Equal(t, "plans:read runs:read runs:write", w.refresh(tk).JSON(t)["scope"], "and all of it again the next time (RFC 6749, 6)")
}

// A client that didn't register for refresh tokens gets none.
func TestClientsWithoutRefreshTokens(t *testing.T) {
	w, b := signedIn(t)
	r := w.program(http.MethodPost, "/oauth/register", "application/json", `{"redirect_uris":["`+redirect+`"]}`)
	client := r.JSON(t)["client_id"].(string)
	_, answer := b.allow(w.request(client))
	m := w.post("/oauth/token", w.redemption(client, answer.Get("code"))).JSON(t)
	require.NotContains(t, m, "refresh_token")
	require.Equal(t, "unauthorized_client", w.refresh(tokens{client: client, refresh: "ort_x"}).JSON(t)["error"])
}

// RFC 7009.
func TestRevoking(t *testing.T) {
	w, b := signedIn(t)
	revoke := func(client, token string) int {
		return w.post("/oauth/revoke", url.Values{"client_id": {client}, "token": {token}}).StatusCode
	}
	first, second := w.connect(b, ""), w.connect(b, "")

	require.Equal(t, http.StatusOK, revoke(second.client, first.access), "whose it is isn't told")
	require.Equal(t, http.StatusOK, revoke(second.client, first.refresh))
	require.True(t, w.good(first.access))
	require.Equal(t, http.StatusOK, revoke(first.client, "oat_unknown"))
	require.Equal(t, http.StatusUnauthorized, revoke("client_x", first.access))
	require.Equal(t, http.StatusBadRequest, revoke(first.client, ""))

	require.Equal(t, http.StatusOK, revoke(first.client, first.access))
	require.False(t, w.good(first.access))
	r := w.refresh(first)
	require.Equal(t, http.StatusOK, r.StatusCode, "an access token ends alone")
	require.Equal(t, http.StatusOK, revoke(first.client, r.JSON(t)["refresh_token"].(string)))
	require.False(t, w.good(r.JSON(t)["access_token"].(string)), "a refresh token takes all along")
	require.True(t, w.good(second.access))
}

// Everything survives a restart, what was used up too.
func TestARestart(t *testing.T) {
	w, b := signedIn(t)
	tk := w.connect(b, "")
	pending := w.client(redirect)
	_, answer := b.allow(w.request(pending))
	w.restart()
	require.True(t, w.good(tk.access))
	require.Equal(t, http.StatusOK, w.post("/oauth/token", w.redemption(pending, answer.Get("code"))).StatusCode)
	require.Equal(t, http.StatusOK, b.Get("/oauth/authorize?"+w.request(tk.client).Encode()).StatusCode, "still signed in")
	m := w.refresh(tk).JSON(t)
	w.restart()
	require.Equal(t, "invalid_grant", w.refresh(tk).JSON(t)["error"])
	require.False(t, w.good(m["access_token"].(string)))
}
