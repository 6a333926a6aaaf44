package oauth

import (
	"encoding/json"
	"net/http"

	"sayso/api"
)

// resourceDocument is the metadata of RFC 9728.
type resourceDocument struct {
	Resource string   `json:"resource"`
	Servers  []string `json:"authorization_servers"`
	Scopes   []string `json:"scopes_supported"`
	Methods  []string `json:"bearer_methods_supported"`
	Name     string   `json:"resource_name"`
}

// serverDocument is the metadata of RFC 8414, with what RFC 7591, 9207 and the draft on client-id metadata documents add.
type serverDocument struct {
	Issuer            string   `json:"issuer"`
	Authorize         string   `json:"authorization_endpoint"`
	Token             string   `json:"token_endpoint"`
	Register          string   `json:"registration_endpoint"`
	Revoke            string   `json:"revocation_endpoint"`
	JWKS              string   `json:"jwks_uri"`
	Scopes            []string `json:"scopes_supported"`
	ResponseTypes     []string `json:"response_types_supported"`
	ResponseModes     []string `json:"response_modes_supported"`
	GrantTypes        []string `json:"grant_types_supported"`
	AuthMethods       []string `json:"token_endpoint_auth_methods_supported"`
	AuthAlgorithms    []string `json:"token_endpoint_auth_signing_alg_values_supported"`
	RevokeAuthMethods []string `json:"revocation_endpoint_auth_methods_supported"`
	RevokeAlgorithms  []string `json:"revocation_endpoint_auth_signing_alg_values_supported"`
	ChallengeMethods  []string `json:"code_challenge_methods_supported"`
	Iss               bool     `json:"authorization_response_iss_parameter_supported"`
	ClientDocuments   bool     `json:"client_id_metadata_document_supported"`
	Languages         []string `json:"ui_locales_supported"`

	// Without these, readers of OpenID Connect's metadata take the document for a broken one. They say that no ID token is given.
	SubjectTypes []string `json:"subject_types_supported"`
	IDTokens     []string `json:"id_token_signing_alg_values_supported"`
}

func (s *Server) serveServerMetadata(w http.ResponseWriter, _ *http.Request) {
	var scopes []api.Permission
	for _, w := range scopeWords {
		scopes = append(scopes, w.scope)
	}
	methods := []string{authNone, authKey}
	metadata(w, serverDocument{
		Issuer: s.Issuer, Authorize: s.Issuer + authorizePath, Token: s.Issuer + tokenPath, Register: s.Issuer + registerPath,
		Revoke: s.Issuer + revokePath, JWKS: s.Issuer + jwksPath, Scopes: convert[string](scopes),
		ResponseTypes: []string{"code"}, ResponseModes: []string{"query"}, GrantTypes: []string{grantCode, grantRefresh},
		AuthMethods: methods, AuthAlgorithms: convert[string](algorithms), RevokeAuthMethods: methods, RevokeAlgorithms: convert[string](algorithms),
		ChallengeMethods: []string{methodS256}, Iss: true, ClientDocuments: true, Languages: api.Languages(),
		SubjectTypes: []string{"public"}, IDTokens: []string{},
	})
}

// serveJWKS gives the keys that tokens of ours are signed with: none, for they are opaque.
func (s *Server) serveJWKS(w http.ResponseWriter, _ *http.Request) {
	metadata(w, map[string][]string{"keys": {}})
}

// metadataPaths are where the metadata of resources is: with the resource's path behind the well-known one (RFC 9728, 3.1), and without a
// path the first one's, for clients that look nowhere else.
func (s *Server) metadataPaths() map[string]Resource {
	paths := map[string]Resource{resourceMetadata: s.Resources[0]}
	for _, r := range s.Resources {
		paths[resourceMetadata+r.Path] = r
	}
	return paths
}

func (s *Server) serveResourceMetadata(r Resource) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		metadata(w, resourceDocument{Resource: s.identifier(r), Servers: []string{s.Issuer}, Scopes: convert[string](r.Scopes),
			Methods: []string{"header"}, Name: r.Name})
	}
}

func metadata(w http.ResponseWriter, document any) {
	w.Header().Set("Content-Type", "application/json")
	w.Header().Set("Cache-Control", "public, max-age=300")
	_ = json.NewEncoder(w).Encode(document) //nolint:errchkjson // the reader went away, and nobody is left to be told
}

func pathOf(pattern string) string {
	for i := range pattern {
		if pattern[i] == '/' {
			return pattern[i:]
		}
	}
	return pattern
}
