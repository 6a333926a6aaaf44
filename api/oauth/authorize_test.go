package oauth_test

import (
	"net/http"
	"net/url"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/connectors"
)

// As long as it isn't certain who asks and where the answer may go, the browser is sent nowhere (RFC 6749, 4.1.2.1; RFC 9700, 4.11).
func TestRequestsThatNeverRedirect(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	client := w.client(redirect)
	b := w.browser()
	b.SignIn("anna")
	for name, edit := range map[string]func(url.Values){
		"no client":                func(v url.Values) { v.Del("client_id") },
		"unknown client":           func(v url.Values) { v.Set("client_id", "client_nobody") },
		"two clients":              func(v url.Values) { v.Add("client_id", client) },
		"another host":             func(v url.Values) { v.Set("redirect_uri", "https://evil.example/callback") },
		"another path":             func(v url.Values) { v.Set("redirect_uri", redirect+"/more") },
		"a query more":             func(v url.Values) { v.Set("redirect_uri", redirect+"?x=1") },
		"a fragment":               func(v url.Values) { v.Set("redirect_uri", redirect+"#x") },
		"another case":             func(v url.Values) { v.Set("redirect_uri", "https://ASSISTANT.example/callback") },
		"a slash more":             func(v url.Values) { v.Set("redirect_uri", redirect+"/") },
		"a port":                   func(v url.Values) { v.Set("redirect_uri", "https://assistant.example:443/callback") },
		"dot segments":             func(v url.Values) { v.Set("redirect_uri", "https://assistant.example/x/../callback") },
		"user info":                func(v url.Values) { v.Set("redirect_uri", "https://assistant.example@evil.example/callback") },
		"a subdomain":              func(v url.Values) { v.Set("redirect_uri", "https://assistant.example.evil.example/callback") },
		"a backslash":              func(v url.Values) { v.Set("redirect_uri", `https://evil.example\@assistant.example/callback`) },
		"http":                     func(v url.Values) { v.Set("redirect_uri", "http://assistant.example/callback") },
		"javascript":               func(v url.Values) { v.Set("redirect_uri", "javascript:alert(1)") },
		"two redirects":            func(v url.Values) { v.Add("redirect_uri", "https://evil.example/callback") },
		"two redirects, bad first": func(v url.Values) { v["redirect_uri"] = []string{"https://evil.example/callback", redirect} },
		"two states":               func(v url.Values) { v.Add("state", "x") },
		"a bad redirect and a bad rest": func(v url.Values) {
			v.Set("redirect_uri", "https://evil.example/")
			v.Del("code_challenge")
		},
	} {
		t.Run(name, func(t *testing.T) {
			request := w.request(client)
			edit(request)
			r := b.Get("/oauth/authorize?" + request.Encode())
			require.Equal(t, http.StatusBadRequest, r.StatusCode)
			require.Empty(t, r.Header.Get("Location"))
			require.NotContains(t, r.Text, "evil.example", "not even as a link")
		})
	}
	r := b.Get("/oauth/authorize?%zz")
	require.Equal(t, http.StatusBadRequest, r.StatusCode)
	require.Empty(t, r.Header.Get("Location"))
}

// Every other mistake is told to the client, with its state and with who tells it (RFC 6749, 4.1.2.1; RFC 9207).
func TestRequestsThatAreTurnedDown(t *testing.T) {
	w := newWorld(t)
	client := w.client(redirect)
	b := w.browser()
	for name, c := range map[string]struct {
		edit func(url.Values)
		code string
	}{
		"no response type":        {func(v url.Values) { v.Del("response_type") }, "invalid_request"},
		"implicit":                {func(v url.Values) { v.Set("response_type", "token") }, "unsupported_response_type"},
		"hybrid":                  {func(v url.Values) { v.Set("response_type", "code id_token") }, "unsupported_response_type"},
		"fragment mode":           {func(v url.Values) { v.Set("response_mode", "fragment") }, "invalid_request"},
		"a request object":        {func(v url.Values) { v.Set("request", "e30.e30.") }, "invalid_request"},
		"no challenge":            {func(v url.Values) { v.Del("code_challenge") }, "invalid_request"},
		"no method":               {func(v url.Values) { v.Del("code_challenge_method") }, "invalid_request"},
		"plain":                   {func(v url.Values) { v.Set("code_challenge_method", "plain") }, "invalid_request"},
		"small letters":           {func(v url.Values) { v.Set("code_challenge_method", "s256") }, "invalid_request"},
		"a short challenge":       {func(v url.Values) { v.Set("code_challenge", "abc") }, "invalid_request"},
		"two challenges":          {func(v url.Values) { v.Add("code_challenge", challenge("x")) }, "invalid_request"},
		"two scopes":              {func(v url.Values) { v.Add("scope", "admin") }, "invalid_request"},
		"unknown scopes alone":    {func(v url.Values) { v.Set("scope", "everything please") }, "invalid_scope"},
		"scopes of another door":  {func(v url.Values) { v.Set("resource", w.url+"/mcp/readonly"); v.Set("scope", "runs:write") }, "invalid_scope"},
		"a foreign resource":      {func(v url.Values) { v.Set("resource", "https://elsewhere.example/mcp") }, "invalid_target"},
		"a path that isn't one":   {func(v url.Values) { v.Set("resource", w.url+"/mcp/more") }, "invalid_target"},
		"the issuer itself":       {func(v url.Values) { v.Set("resource", w.url) }, "invalid_target"},
		"a resource's fragment":   {func(v url.Values) { v.Set("resource", w.url+"/mcp#x") }, "invalid_target"},
		"a resource's query":      {func(v url.Values) { v.Set("resource", w.url+"/mcp?x") }, "invalid_target"},
		"two different resources": {func(v url.Values) { v.Add("resource", w.url+"/v1") }, "invalid_target"},
	} {
		t.Run(name, func(t *testing.T) {
			request := w.request(client)
			c.edit(request)
			to, answer := b.Get("/oauth/authorize?" + request.Encode()).Location(t)
			require.Equal(t, redirect, to)
			require.Equal(t, c.code, answer.Get("error"))
			require.NotEmpty(t, answer.Get("error_description"))
			require.Equal(t, []string{"state of the client"}, answer["state"])
			require.Equal(t, []string{w.url}, answer["iss"])
			require.Empty(t, answer.Get("code"))
		})
	}
}

// A request that is good leads through the sign-in to a page, and only from there, with a person's click, back to the client.
func TestConsent(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	client := w.client(redirect)
	b := w.browser()

	to, query := b.Get("/oauth/authorize?" + w.request(client).Encode()).Location(t)
	require.Equal(t, "/oauth/signin", to)
	in := b.Submit(b.Get(to+"?"+query.Encode()), "/oauth/signin", "login", "anna", "password", password)
	require.Equal(t, http.StatusSeeOther, in.StatusCode, in.Text)
	page := b.Get(in.Header.Get("Location"))
	require.Equal(t, http.StatusOK, page.StatusCode)
	for _, part := range []string{"Test Assistant", "assistant.example", redirect, "MCP", "Start plans for you", "See what ran", "nobody has checked it", "default (admin)"} {
		require.Contains(t, page.Text, part)
	}
	require.NotContains(t, page.Text, "Manage members", "that wasn't asked for")
	require.NotContains(t, page.Text, "<script")
	b.Lang = "de-AT, fr;q=0.5"
	require.Contains(t, b.Get(in.Header.Get("Location")).Text, "Pläne für dich starten")

	to, answer := b.Submit(page, "/oauth/authorize", "decision", "allow", "workspace", "default").Location(t)
	require.Equal(t, redirect, to)
	require.Len(t, answer, 3)
	require.NotEmpty(t, answer.Get("code"))
	require.Equal(t, "state of the client", answer.Get("state"))
	require.Equal(t, w.url, answer.Get("iss"))
	require.Contains(t, w.record.Actions(), "grant.create")

	to, answer = b.Submit(page, "/oauth/authorize", "decision", "deny").Location(t)
	require.Equal(t, redirect, to)
	require.Equal(t, "access_denied", answer.Get("error"))
	require.Equal(t, w.url, answer.Get("iss"))
	require.Equal(t, "state of the client", answer.Get("state"))
}

// A redirect with a query keeps it, and its client gets the answer beside it. A client with one address need not repeat it.
func TestRedirectsWithAQuery(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	client := w.client(redirect + "?tenant=7")
	b := w.browser()
	b.SignIn("anna")
	request := w.request(client)
	request.Del("redirect_uri")
	request.Del("state")
	to, answer := b.allow(request)
	require.Equal(t, redirect, to)
	require.Equal(t, "7", answer.Get("tenant"))
	require.NotEmpty(t, answer.Get("code"))
	require.NotContains(t, answer, "state")
}

// RFC 8252, 7.3: a native app gets its port from the system. Nothing else may differ, and nowhere but on loopback.
func TestPortsOnLoopback(t *testing.T) {
	w := newWorld(t)
	for registered, asked := range map[string]map[string]bool{
		"http://127.0.0.1/callback": {"http://127.0.0.1:49152/callback": true, "http://127.0.0.1/callback": true, "http://127.0.0.1:1/other": false,
			"http://localhost:49152/callback": false, "http://127.0.0.2:80/callback": false, "https://127.0.0.1:49152/callback": false,
			"http://127.0.0.1:49152@evil.example/callback": false, "http://127.0.0.1:49152/callback?x=1": false, "http://127.0.0.1:49152/callback#x": false,
			"http://127.0.0.1.evil.example:1/callback": false},
		"http://localhost:3000/cb": {"http://localhost:5000/cb": true, "http://localhost.evil.example:3000/cb": false},
		"http://[::1]:8080/cb":     {"http://[::1]:9090/cb": true, "http://[::2]:9090/cb": false},
		"cursor://app/cb":          {"cursor://app/cb": true, "cursor://app:1/cb": false},
	} {
		client := w.client(registered)
		for uri, ok := range asked {
			request := w.request(client)
			request.Set("redirect_uri", uri)
			r := w.browser().Get("/oauth/authorize?" + request.Encode())
			if ok {
				require.Equal(t, http.StatusSeeOther, r.StatusCode, uri)
			} else {
				require.Equal(t, http.StatusBadRequest, r.StatusCode, uri)
			}
		}
	}
}

// A form counts only when it comes from our page in the browser that it was made for.
func TestForgedForms(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	client := w.client(redirect)
	b, other := w.browser(), w.browser()
	b.SignIn("anna")
	other.SignIn("anna")
	page := b.Get("/oauth/authorize?" + w.request(client).Encode())
	form := page.Fields()
	form.Set("decision", "allow")
	form.Set("workspace", "default")
	stolen := other.Get("/oauth/authorize?" + w.request(client).Encode()).Fields()
	stolen.Set("decision", "allow")
	stolen.Set("workspace", "default")

	without := url.Values{"request": form["request"], "decision": {"allow"}, "workspace": {"default"}}
	for name, send := range map[string]func() apitest.Reply{
		"no token":             func() apitest.Reply { return b.Post("/oauth/authorize", without) },
		"the token of another": func() apitest.Reply { return b.Post("/oauth/authorize", stolen) },
		"no cookie":            func() apitest.Reply { return w.browser().Post("/oauth/authorize", form) },
		"from another site":    func() apitest.Reply { return b.Post("/oauth/authorize", form, "Sec-Fetch-Site", "cross-site") },
		"from a neighbour":     func() apitest.Reply { return b.Post("/oauth/authorize", form, "Sec-Fetch-Site", "same-site") },
		"of another origin": func() apitest.Reply {
			return b.Post("/oauth/authorize", form, "Sec-Fetch-Site", "", "Origin", "https://evil.example")
		},
		"the token in the address": func() apitest.Reply { return b.Post("/oauth/authorize?"+form.Encode(), without) },
		"a sign-in without a token": func() apitest.Reply {
			return b.Post("/oauth/signin", url.Values{"login": {"anna"}, "password": {password}})
		},
		"a sign-out without a token": func() apitest.Reply { return b.Post("/oauth/signout", url.Values{}) },
	} {
		t.Run(name, func(t *testing.T) {
			r := send()
			require.Equal(t, http.StatusForbidden, r.StatusCode, r.Text)
			require.Empty(t, r.Header.Get("Location"))
		})
	}
	require.Equal(t, http.StatusSeeOther, b.Post("/oauth/authorize", form).StatusCode, "and the form as it is counts")
}

// What comes back with the form is checked like what came at first: a person's browser isn't believed either.
func TestTheRequestInTheFormIsCheckedAgain(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	client := w.client(redirect)
	b := w.browser()
	b.SignIn("anna")
	page := b.Get("/oauth/authorize?" + w.request(client).Encode())
	request := w.request(client)
	request.Set("redirect_uri", "https://evil.example/")
	r := b.Submit(page, "/oauth/authorize", "decision", "allow", "workspace", "default", "request", request.Encode())
	require.Equal(t, http.StatusBadRequest, r.StatusCode)
	require.Empty(t, r.Header.Get("Location"))
}

// Every page says that it can't be framed, runs no script, and is kept by nobody.
func TestHeadersOfPages(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	client := w.client(redirect)
	b := w.browser()
	b.SignIn("anna")
	for _, path := range []string{"/oauth/signin", "/oauth/authorize?" + w.request(client).Encode(), "/oauth/authorize", "/oauth/welcome?link=x", "/oauth/decide?link=x"} {
		h := b.Get(path).Header
		csp := h.Get("Content-Security-Policy")
		for _, part := range []string{"default-src 'none'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			require.Contains(t, csp, part, path)
		}
		require.NotContains(t, csp, "unsafe", path)
		require.Equal(t, "DENY", h.Get("X-Frame-Options"), path)
		require.Equal(t, "nosniff", h.Get("X-Content-Type-Options"), path)
		require.Equal(t, "no-store", h.Get("Cache-Control"), path)
		require.Equal(t, "same-origin", h.Get("Referrer-Policy"), path)
		require.NotEmpty(t, h.Get("Strict-Transport-Security"), path)
	}
}

// A client can call itself what it likes; the page stays a page.
func TestNamesOfClientsAreText(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	b := w.browser()
	b.SignIn("anna")
	r := w.program(http.MethodPost, "/oauth/register", "application/json",
		`{"client_name":"<b>Sayso</b>\u202e\n says: \"click\"","redirect_uris":["`+redirect+`"]}`)
	page := b.Get("/oauth/authorize?" + w.request(r.JSON(t)["client_id"].(string)).Encode())
	require.NotContains(t, page.Text, "<b>")
	require.Contains(t, page.Text, "&lt;b&gt;Sayso&lt;/b&gt; says: &#34;click&#34;")
}

// What can't be recorded isn't done.
func TestNoGrantWithoutARecord(t *testing.T) {
	w := newWorld(t)
	w.person("anna", api.Admin)
	client := w.client(redirect)
	b := w.browser()
	b.SignIn("anna")
	page := b.Get("/oauth/authorize?" + w.request(client).Encode())
	w.record.Fail(connectors.Errorf(connectors.Unavailable, "the record can't be written"))
	_, answer := b.Submit(page, "/oauth/authorize", "decision", "allow", "workspace", "default").Location(t)
	require.Equal(t, "temporarily_unavailable", answer.Get("error"))
	require.Empty(t, answer.Get("code"))
}
