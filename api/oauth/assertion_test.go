package oauth_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"encoding/json"
	"maps"
	"net/http"
	"net/url"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/stretchr/testify/require"
)

const assertionType = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"

// key is what a client proves itself with.
type key struct {
	private *ecdsa.PrivateKey
	id      string
}

func newKey(t *testing.T) key {
	t.Helper()
	private, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	require.NoError(t, err)
	return key{private, rand.Text()}
}

func (k key) set(t *testing.T) string {
	t.Helper()
	raw, err := json.Marshal(jose.JSONWebKeySet{Keys: []jose.JSONWebKey{{Key: k.private.Public(), KeyID: k.id, Algorithm: "ES256", Use: "sig"}}})
	require.NoError(t, err)
	return string(raw)
}

// assert makes an assertion as it should be, but for what edit does to its claims.
func (k key) assert(t *testing.T, w *world, client string, edit func(map[string]any)) string {
	t.Helper()
	now := w.clock().Unix()
	claims := map[string]any{"iss": client, "sub": client, "aud": w.url, "iat": now, "exp": now + 60, "jti": rand.Text()}
	if edit != nil {
		edit(claims)
	}
	return sign(t, jose.SigningKey{Algorithm: jose.ES256, Key: jose.JSONWebKey{Key: k.private, KeyID: k.id}}, claims)
}

func sign(t *testing.T, with jose.SigningKey, claims map[string]any) string {
	t.Helper()
	signer, err := jose.NewSigner(with, (&jose.SignerOptions{}).WithType("JWT"))
	require.NoError(t, err)
	raw, err := json.Marshal(claims)
	require.NoError(t, err)
	signed, err := signer.Sign(raw)
	require.NoError(t, err)
	text, err := signed.CompactSerialize()
	require.NoError(t, err)
	return text
}

// keyClient registers a client with a key.
func (w *world) keyClient(k key) string {
	w.t.Helper()
	r := w.program(http.MethodPost, "/oauth/register", "application/json",
		`{"redirect_uris":["`+redirect+`"],"grant_types":["authorization_code","refresh_token"],"token_endpoint_auth_method":"private_key_jwt","jwks":`+k.set(w.t)+`}`)
	require.Equal(w.t, http.StatusCreated, r.StatusCode, r.Text)
	return r.JSON(w.t)["client_id"].(string)
}

// RFC 7523, 3: an assertion is the client's own, for us alone, for a few minutes, and good once.
func TestClientsWithAKey(t *testing.T) {
	w, b := signedIn(t)
	k := newKey(t)
	client := w.keyClient(k)
	_, answer := b.allow(w.request(client))
	form := w.redemption(client, answer.Get("code"))
	used := k.assert(t, w, client, nil)
	first := url.Values{"client_assertion_type": {assertionType}, "client_assertion": {used}, "token": {"x"}}
	require.Equal(t, http.StatusOK, w.post("/oauth/revoke", first).StatusCode, "it needs no client_id, and serves the revocation endpoint too")

	secret := []byte("0123456789abcdef0123456789abcdef")
	now := w.clock().Unix()
	for name, assertion := range map[string]string{
		"none":             "",
		"used before":      used,
		"no token":         "x.y.z",
		"another key":      newKey(t).assert(t, w, client, nil),
		"the same key id":  key{newKey(t).private, k.id}.assert(t, w, client, nil),
		"another issuer":   k.assert(t, w, client, func(c map[string]any) { c["iss"] = "client_x" }),
		"another subject":  k.assert(t, w, client, func(c map[string]any) { c["sub"] = "client_x" }),
		"another audience": k.assert(t, w, client, func(c map[string]any) { c["aud"] = "https://elsewhere.example" }),
		"two audiences":    k.assert(t, w, client, func(c map[string]any) { c["aud"] = []string{w.url, "https://elsewhere.example"} }),
		"no audience":      k.assert(t, w, client, func(c map[string]any) { delete(c, "aud") }),
		"no end":           k.assert(t, w, client, func(c map[string]any) { delete(c, "exp") }),
		"over":             k.assert(t, w, client, func(c map[string]any) { c["exp"] = now - 60 }),
		"an end far off":   k.assert(t, w, client, func(c map[string]any) { c["exp"] = now + 3600 }),
		"not yet":          k.assert(t, w, client, func(c map[string]any) { c["nbf"] = now + 120 }),
		"no jti":           k.assert(t, w, client, func(c map[string]any) { delete(c, "jti") }),
		"a shared secret":  sign(t, jose.SigningKey{Algorithm: jose.HS256, Key: secret}, map[string]any{"iss": client, "sub": client, "aud": w.url, "exp": now + 60, "jti": "1"}),
		"unsigned":         "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.",
	} {
		t.Run(name, func(t *testing.T) {
			try := maps.Clone(form)
			if assertion != "" {
				try.Set("client_assertion_type", assertionType)
				try.Set("client_assertion", assertion)
			}
			r := w.post("/oauth/token", try)
			require.Equal(t, http.StatusUnauthorized, r.StatusCode)
			require.Equal(t, "invalid_client", r.JSON(t)["error"])
		})
	}
	form.Set("client_assertion", k.assert(t, w, client, func(c map[string]any) { c["aud"] = w.url + "/oauth/token" }))
	form.Set("client_assertion_type", "urn:something")
	require.Equal(t, "invalid_client", w.post("/oauth/token", form).JSON(t)["error"])
	form.Set("client_assertion_type", assertionType)
	require.Equal(t, http.StatusOK, w.post("/oauth/token", form).StatusCode, "the code waited for its client")
}

// An assertion that was used stays used over a restart.
func TestAReplayedAssertion(t *testing.T) {
	w := newWorld(t)
	k := newKey(t)
	client := w.keyClient(k)
	form := url.Values{"token": {"x"}, "client_assertion_type": {assertionType}, "client_assertion": {k.assert(t, w, client, nil)}}
	require.Equal(t, http.StatusOK, w.post("/oauth/revoke", form).StatusCode)
	require.NoError(t, w.Sweep(t.Context()))
	w.restart()
	require.Equal(t, http.StatusUnauthorized, w.post("/oauth/revoke", form).StatusCode)
}

// A client that has a key can't be played by one that only knows its name; one without a key gets nowhere with one.
func TestAKeyIsNoChoice(t *testing.T) {
	w, b := signedIn(t)
	k := newKey(t)
	client, open := w.keyClient(k), w.client(redirect)
	_, answer := b.allow(w.request(client))
	require.Equal(t, "invalid_client", w.post("/oauth/token", w.redemption(client, answer.Get("code"))).JSON(t)["error"])
	form := url.Values{"token": {"x"}, "client_assertion_type": {assertionType}, "client_assertion": {k.assert(t, w, open, nil)}}
	require.Equal(t, "invalid_client", w.post("/oauth/revoke", form).JSON(t)["error"])
}

// A client that publishes its keys may change them: what isn't known is looked at once more, but not as often as somebody likes.
func TestPublishedKeysMayChange(t *testing.T) {
	internet := &web{}
	w := newWorld(t, internet.on(t))
	const keys = "https://assistant.example/keys"
	first, second := newKey(t), newKey(t)
	internet.publish(keys, first.set(t), "Cache-Control", "max-age=86400")
	internet.publish(clientDocument, `{"client_id":"`+clientDocument+`","redirect_uris":["`+redirect+`"],"token_endpoint_auth_method":"private_key_jwt","jwks_uri":"`+keys+`"}`)
	try := func(k key) int {
		form := url.Values{"token": {"x"}, "client_assertion_type": {assertionType}, "client_assertion": {k.assert(t, w, clientDocument, nil)}}
		return w.post("/oauth/revoke", form).StatusCode
	}
	require.Equal(t, http.StatusOK, try(first))
	require.Equal(t, http.StatusUnauthorized, try(second))
	internet.publish(keys, second.set(t))
	w.later(2 * time.Minute)
	require.Equal(t, http.StatusOK, try(second))
	require.Equal(t, http.StatusUnauthorized, try(first))
	before := internet.count(keys)
	for range 10 {
		try(newKey(t))
	}
	require.LessOrEqual(t, internet.count(keys)-before, 1)
}
