package oauth_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/access"
	"sayso/api/apitest"
	"sayso/api/oauth"
	"sayso/connectors"
)

const providerSecret = "provider-secret-c4n4ry"

// idp is an OpenID provider that signs in whoever comes, as whom it is told.
type idp struct {
	w      *world
	served *httptest.Server
	key    key
	claims map[string]any // of the next ID token, over the usual ones
	asked  url.Values     // of the last authorization request
	wrong  bool           // it signs with a key that nobody knows
}

func newIDP(t *testing.T) *idp {
	t.Helper()
	p := &idp{key: newKey(t), claims: map[string]any{}}
	mux := http.NewServeMux()
	p.served = httptest.NewTLSServer(mux)
	t.Cleanup(p.served.Close)
	mux.HandleFunc("GET /.well-known/openid-configuration", func(w http.ResponseWriter, _ *http.Request) {
		_ = json.NewEncoder(w).Encode(map[string]any{"issuer": p.served.URL, "authorization_endpoint": p.served.URL + "/authorize", "token_endpoint": p.served.URL + "/token",
			"jwks_uri": p.served.URL + "/keys", "id_token_signing_alg_values_supported": []string{"ES256"}})
	})
	mux.HandleFunc("GET /keys", func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte(p.key.set(t))) })
	mux.HandleFunc("POST /token", func(w http.ResponseWriter, r *http.Request) {
		_ = r.ParseForm()
		id, secret, _ := r.BasicAuth()
		if id != "sayso" || secret != providerSecret || r.Form.Get("code") != "code" || challenge(r.Form.Get("code_verifier")) != p.asked.Get("code_challenge") {
			http.Error(w, `{"error":"invalid_grant"}`, http.StatusBadRequest)
			return
		}
		now := p.w.clock().Unix()
		claims := map[string]any{"iss": p.served.URL, "sub": "anna-1", "aud": "sayso", "iat": now, "exp": now + 300, "nonce": p.asked.Get("nonce"),
			"email": "anna@example.com", "email_verified": true}
		maps.Copy(claims, p.claims)
		k := p.key
		if p.wrong {
			k = key{newKey(t).private, k.id}
		}
		w.Header().Set("Content-Type", "application/json")
		_ = json.NewEncoder(w).Encode(map[string]any{"access_token": "x", "token_type": "Bearer",
			"id_token": sign(t, jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: k.private, KeyID: k.id}}, claims)})
	})
	return p
}

func (p *idp) on(o *oauth.Options) {
	o.Provider = &access.Provider{Name: "Acme", Issuer: p.served.URL, ClientID: "sayso", Secret: connectors.NewSecret(providerSecret)}
	o.ToProvider = p.served.Client()
}

// begin sends a browser to the provider, and notes what it was asked.
func (p *idp) begin(b *browser, to string) {
	p.w.t.Helper()
	_, p.asked = b.Get("/oauth/provider?" + url.Values{"to": {to}}.Encode()).Location(p.w.t)
}

// end brings a browser back from the provider.
func (p *idp) end(b *browser, edits ...string) apitest.Reply {
	p.w.t.Helper()
	answer := url.Values{"code": {"code"}, "state": p.asked["state"]}
	for i := 0; i < len(edits); i += 2 {
		answer.Set(edits[i], edits[i+1])
	}
	return b.Get("/oauth/callback?" + answer.Encode())
}

// withProvider is a world with a provider, and with an account for the address of the person that it knows.
func withProvider(t *testing.T) (*world, *idp, access.Account) {
	t.Helper()
	p := newIDP(t)
	w := newWorld(t, p.on)
	p.w = w
	a, err := w.People.Add(t.Context(), "anna@example.com", "Anna")
	require.NoError(t, err)
	w.member(a, "default", api.Approver)
	return w, p, a
}

// The request carries S256, a nonce and a state; the answer signs the browser in and sends it where it wanted to go.
func TestSigningInWithAProvider(t *testing.T) {
	w, p, a := withProvider(t)
	b := w.browser()
	client := w.client(redirect)
	require.Contains(t, b.Get("/oauth/signin").Text, "Sign in with Acme")
	p.begin(b, "/oauth/authorize?"+w.request(client).Encode())
	require.Equal(t, "S256", p.asked.Get("code_challenge_method"))
	require.Equal(t, w.url+"/oauth/callback", p.asked.Get("redirect_uri"))
	require.NotEmpty(t, p.asked.Get("nonce"))
	r := p.end(b, "iss", p.served.URL)
	require.Equal(t, http.StatusSeeOther, r.StatusCode, r.Text+w.logs.String())
	page := b.Get(r.Header.Get("Location"))
	require.Contains(t, page.Text, "Test Assistant")
	require.Contains(t, page.Text, "Anna")

	p.claims["email"] = "anna.smith@example.com"
	again := w.browser()
	p.begin(again, "")
	require.Equal(t, http.StatusOK, p.end(again).StatusCode, "known by the subject from now on")
	known, _, err := w.options.Store.FindAccount(t.Context(), access.Who{Issuer: p.served.URL, Subject: "anna-1"})
	require.NoError(t, err)
	require.Equal(t, a.ID, known.ID)
}

func TestAnswersOfAProviderThatAreRefused(t *testing.T) {
	for name, c := range map[string]struct {
		claims map[string]any
		edits  []string
		prep   func(*world, *idp)
	}{
		"another state":       {edits: []string{"state", "x"}},
		"no state":            {edits: []string{"state", ""}},
		"another issuer":      {edits: []string{"iss", "https://evil.example"}}, // mixed up, RFC 9207
		"an error":            {edits: []string{"code", "", "error", "access_denied"}},
		"a code that is none": {edits: []string{"code", "x"}},
		"another nonce":       {claims: map[string]any{"nonce": "x"}},
		"another audience":    {claims: map[string]any{"aud": "somebody"}},
		"another issuer's":    {claims: map[string]any{"iss": "https://evil.example"}},
		"it is over":          {claims: map[string]any{"exp": 1}},
		"another key":         {prep: func(_ *world, p *idp) { p.wrong = true }},
		"nobody knows them":   {claims: map[string]any{"sub": "x", "email": "x@example.com"}},
		"an unchecked e-mail": {claims: map[string]any{"email_verified": false}},
		"an account with a password": {prep: func(w *world, _ *idp) {
			a, err := w.People.Find(w.t.Context(), "anna@example.com")
			require.NoError(w.t, err)
			require.NoError(w.t, w.People.SetPassword(w.t.Context(), a, connectors.NewSecret(password)))
		}},
	} {
		t.Run(name, func(t *testing.T) {
			w, p, _ := withProvider(t)
			if c.prep != nil {
				c.prep(w, p)
			}
			if c.claims != nil {
				p.claims = c.claims
			}
			b := w.browser()
			p.begin(b, "")
			r := p.end(b, c.edits...)
			require.Equal(t, http.StatusForbidden, r.StatusCode)
			require.Equal(t, http.StatusSeeOther, b.Get("/oauth/authorize?"+w.request(w.client(redirect)).Encode()).StatusCode, "nobody is signed in")
		})
	}
}

// An answer counts in the browser that began, once.
func TestAnAnswerForAnotherBrowser(t *testing.T) {
	w, p, _ := withProvider(t)
	b, other := w.browser(), w.browser()
	p.begin(b, "")
	require.Equal(t, http.StatusForbidden, p.end(other).StatusCode, "it didn't begin (login CSRF)")
	require.Equal(t, http.StatusOK, p.end(b).StatusCode)
	require.Equal(t, http.StatusForbidden, p.end(b).StatusCode)
	p.begin(b, "https://evil.example/")
	require.Empty(t, p.end(b).Header.Get("Location"))
}

// RFC 8176: what the provider tells of the factors decides whether its person may approve.
func TestFactorsOfAProvider(t *testing.T) {
	for _, c := range []struct {
		claims map[string]any
		want   access.Factor
	}{
		{map[string]any{}, access.FactorUntold},
		{map[string]any{"amr": []string{"pwd"}}, access.FactorOne},
		{map[string]any{"amr": []string{"pwd", "mfa"}}, access.FactorMany},
		{map[string]any{"acr": "phr"}, access.FactorMany},
		{map[string]any{"acr": "0"}, access.FactorOne},
	} {
		w, p, _ := withProvider(t)
		p.claims = c.claims
		b := w.browser()
		p.begin(b, "")
		in := p.end(b)
		require.Equal(t, http.StatusOK, in.StatusCode)
		var cookie string
		for _, c := range in.Cookies() {
			if c.Name == "__Host-sayso" {
				cookie = c.Value
			}
		}
		s, _, ok, err := w.People.SignedIn(t.Context(), cookie)
		require.NoError(t, err)
		require.True(t, ok)
		require.Equal(t, c.want, s.Factor)
	}
}

// Where the provider alone signs people in, there are no passwords.
func TestAProviderAlone(t *testing.T) {
	p := newIDP(t)
	w := newWorld(t, p.on, func(o *oauth.Options) { o.Provider.Only = true })
	w.person("berta", api.Admin)
	b := w.browser()
	page := b.Get("/oauth/signin")
	require.NotContains(t, page.Text, `type="password"`)
	form := url.Values{"token": {b.Get("/oauth/signin").Fields().Get("token")}, "login": {"berta"}, "password": {password}}
	require.NotEqual(t, http.StatusOK, b.Post("/oauth/signin", form).StatusCode)
}

func TestAProviderThatIsDown(t *testing.T) {
	w, p, _ := withProvider(t)
	p.served.Close()
	require.Equal(t, http.StatusForbidden, w.browser().Get("/oauth/provider").StatusCode)
	plain := newWorld(t)
	require.Equal(t, http.StatusNotFound, plain.browser().Get("/oauth/provider").StatusCode)
	require.Equal(t, http.StatusNotFound, plain.browser().Get("/oauth/callback").StatusCode)
}
