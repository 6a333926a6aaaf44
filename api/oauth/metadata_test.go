package oauth_test

import (
	"net/http"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/oauth"
)

// RFC 8414: the document is where the issuer's address leads to, and says the very same issuer. OpenID Connect's path has it too.
func TestServerMetadata(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/.well-known/oauth-authorization-server", "/.well-known/openid-configuration"} {
		r := w.program(http.MethodGet, path, "", "")
		require.Equal(t, http.StatusOK, r.StatusCode)
		require.Equal(t, "application/json", r.Header.Get("Content-Type"))
		require.Equal(t, "*", r.Header.Get("Access-Control-Allow-Origin"))
		m := r.JSON(t)
		require.Equal(t, w.url, m["issuer"])
		for name, path := range map[string]string{"authorization_endpoint": "authorize", "token_endpoint": "token", "revocation_endpoint": "revoke",
			"registration_endpoint": "register", "jwks_uri": "jwks"} {
			require.Equal(t, w.url+"/oauth/"+path, m[name])
		}
		require.Equal(t, []any{"code"}, m["response_types_supported"])
		require.Equal(t, []any{"authorization_code", "refresh_token"}, m["grant_types_supported"])
		require.Equal(t, []any{"S256"}, m["code_challenge_methods_supported"], "not plain")
		require.Equal(t, []any{"none", "private_key_jwt"}, m["token_endpoint_auth_methods_supported"])
		require.NotContains(t, m["token_endpoint_auth_signing_alg_values_supported"], "none")
		require.Equal(t, true, m["authorization_response_iss_parameter_supported"], "RFC 9207")
		require.Equal(t, true, m["client_id_metadata_document_supported"])
		require.Contains(t, m["scopes_supported"], "runs:write")
	}
}

// RFC 9728: each resource has its metadata behind the well-known path, and says the very identifier that a token's audience has.
func TestResourceMetadata(t *testing.T) {
	w := newWorld(t)
	for path, resource := range map[string]string{"": "/mcp", "/mcp": "/mcp", "/mcp/readonly": "/mcp/readonly", "/v1": "/v1"} {
		r := w.program(http.MethodGet, "/.well-known/oauth-protected-resource"+path, "", "")
		require.Equal(t, http.StatusOK, r.StatusCode)
		m := r.JSON(t)
		require.Equal(t, w.url+resource, m["resource"])
		require.Equal(t, []any{w.url}, m["authorization_servers"])
		require.Equal(t, []any{"header"}, m["bearer_methods_supported"])
	}
	readonly := w.program(http.MethodGet, "/.well-known/oauth-protected-resource/mcp/readonly", "", "").JSON(t)
	require.Equal(t, []any{"plans:read", "runs:read"}, readonly["scopes_supported"])
}

// What a script of another site may ask for, and what not.
func TestScriptsOfOtherSites(t *testing.T) {
	w := newWorld(t)
	for _, path := range []string{"/oauth/token", "/oauth/register", "/oauth/revoke", "/.well-known/oauth-authorization-server"} {
		r := w.program(http.MethodOptions, path, "", "", "Origin", "https://inspector.example", "Access-Control-Request-Method", "POST")
		require.Equal(t, "*", r.Header.Get("Access-Control-Allow-Origin"), path)
		require.Empty(t, r.Header.Get("Access-Control-Allow-Credentials"), "cookies never go along")
	}
	for _, path := range []string{"/oauth/signin", "/oauth/authorize"} {
		r := w.program(http.MethodGet, path, "", "", "Origin", "https://inspector.example")
		require.Empty(t, r.Header.Get("Access-Control-Allow-Origin"), path)
	}
}

func TestAddressesOfTheServer(t *testing.T) {
	w := newWorld(t)
	for issuer, ok := range map[string]bool{
		"https://sayso.example.com": true, "https://sayso.example.com:8443": true, "http://127.0.0.1:8080": true, "http://localhost:8080": true,
		"http://sayso.example.com": false, "https://sayso.example.com/": false, "https://sayso.example.com/x": false, "sayso.example.com": false,
		"https://user@sayso.example.com": false, "": false, "https://": false,
	} {
		o := w.options
		o.Issuer = issuer
		_, err := oauth.New(o)
		require.Equal(t, ok, err == nil, "%s: %v", issuer, err)
	}
}
