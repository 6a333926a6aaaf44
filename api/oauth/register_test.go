package oauth_test

import (
	"encoding/json"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
)

const publicKeys = `{"keys":[{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}]}`

// RFC 7591, 3.2.
func TestRegistering(t *testing.T) {
	for name, c := range map[string]struct{ body, code string }{
		"all it takes":        {`{"redirect_uris":["https://a.example/cb"]}`, ""},
		"several addresses":   {`{"redirect_uris":["https://a.example/cb","http://127.0.0.1/cb","com.example.app:/cb"],"client_name":"A"}`, ""},
		"unknown fields":      {`{"redirect_uris":["https://a.example/cb"],"software_id":"x","logo_uri":"https://a.example/logo"}`, ""},
		"a key":               {`{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"private_key_jwt","jwks":` + publicKeys + `}`, ""},
		"the address of keys": {`{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"private_key_jwt","jwks_uri":"https://a.example/keys"}`, ""},
		"no JSON":             {`redirect_uris=https://a.example`, "invalid_client_metadata"},
		"no address":          {`{}`, "invalid_redirect_uri"},
		"in clear":            {`{"redirect_uris":["http://a.example/cb"]}`, "invalid_redirect_uri"},
		"one bad address":     {`{"redirect_uris":["https://a.example/cb","http://a.example/cb"]}`, "invalid_redirect_uri"},
		"a fragment":          {`{"redirect_uris":["https://a.example/cb#x"]}`, "invalid_redirect_uri"},
		"an empty fragment":   {`{"redirect_uris":["https://a.example/cb#"]}`, "invalid_redirect_uri"},
		"a relative one":      {`{"redirect_uris":["/cb"]}`, "invalid_redirect_uri"},
		"no host":             {`{"redirect_uris":["https:///cb"]}`, "invalid_redirect_uri"},
		"a script":            {`{"redirect_uris":["javascript:alert(1)"]}`, "invalid_redirect_uri"},
		"a script, hidden":    {`{"redirect_uris":["JavaScript:alert(1)"]}`, "invalid_redirect_uri"},
		"data":                {`{"redirect_uris":["data:text/html,x"]}`, "invalid_redirect_uri"},
		"a file":              {`{"redirect_uris":["file:///etc/passwd"]}`, "invalid_redirect_uri"},
		"a user":              {`{"redirect_uris":["https://a@b.example/cb"]}`, "invalid_redirect_uri"},
		"a directive":         {`{"redirect_uris":["https://a.example;script-src/cb"]}`, "invalid_redirect_uri"},
		"white space":         {`{"redirect_uris":["https://a.example/c b"]}`, "invalid_redirect_uri"},
		"a line break":        {`{"redirect_uris":["https://a.example/cb\r\nSet-Cookie: x=y"]}`, "invalid_redirect_uri"},
		"far too long":        {`{"redirect_uris":["https://a.example/` + strings.Repeat("x", 3000) + `"]}`, "invalid_redirect_uri"},
		"far too many":        {`{"redirect_uris":["https://a.example/1"` + strings.Repeat(`,"https://a.example/1"`, 30) + `]}`, "invalid_redirect_uri"},
		"another grant":       {`{"redirect_uris":["https://a.example/cb"],"grant_types":["client_credentials"]}`, "invalid_client_metadata"},
		"another response":    {`{"redirect_uris":["https://a.example/cb"],"response_types":["token"]}`, "invalid_client_metadata"},
		"another method":      {`{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"tls_client_auth"}`, "invalid_client_metadata"},
		"a key without one":   {`{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"private_key_jwt"}`, "invalid_client_metadata"},
		"both kinds of keys":  {`{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"private_key_jwt","jwks_uri":"https://a.example/keys","jwks":` + publicKeys + `}`, "invalid_client_metadata"},
		"keys in clear":       {`{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"private_key_jwt","jwks_uri":"http://a.example/keys"}`, "invalid_client_metadata"},
		"a shared key":        {`{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"private_key_jwt","jwks":{"keys":[{"kty":"oct","k":"c2VjcmV0"}]}}`, "invalid_client_metadata"},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			r := w.program(http.MethodPost, "/oauth/register", "application/json", c.body)
			m := r.JSON(t)
			if c.code != "" {
				require.Equal(t, http.StatusBadRequest, r.StatusCode)
				require.Equal(t, c.code, m["error"])
				return
			}
			require.Equal(t, http.StatusCreated, r.StatusCode, r.Text)
			require.Equal(t, "no-store", r.Header.Get("Cache-Control"))
			require.NotEmpty(t, m["client_id"])
			require.NotContains(t, m, "client_secret")
			var sent map[string]any
			require.NoError(t, json.Unmarshal([]byte(c.body), &sent))
			require.Equal(t, sent["redirect_uris"], m["redirect_uris"])
		})
	}
}

// Nobody gets a secret. Who asks for one is told that it needs none (RFC 7591, 3.2.1), and gets the name of its host if it has no other.
func TestRegisteringForASecret(t *testing.T) {
	w := newWorld(t)
	m := w.program(http.MethodPost, "/oauth/register", "application/json", `{"redirect_uris":["https://a.example/cb"],"token_endpoint_auth_method":"client_secret_post"}`).JSON(t)
	require.Equal(t, "none", m["token_endpoint_auth_method"])
	require.Equal(t, "a.example", m["client_name"])
	require.Equal(t, []any{"authorization_code"}, m["grant_types"])
}

// One address can't fill the store.
func TestTooManyRegistrations(t *testing.T) {
	w := newWorld(t)
	statuses := map[int]int{}
	for range 40 {
		statuses[w.program(http.MethodPost, "/oauth/register", "application/json", `{"redirect_uris":["https://a.example/cb"]}`).StatusCode]++
	}
	require.Equal(t, map[int]int{http.StatusCreated: 30, http.StatusTooManyRequests: 10}, statuses)
	w.later(time.Hour)
	require.Equal(t, http.StatusCreated, w.program(http.MethodPost, "/oauth/register", "application/json", `{"redirect_uris":["https://a.example/cb"]}`).StatusCode)
}
