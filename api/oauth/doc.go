// Package oauth is the OAuth 2.1 authorization server of this one product, with the pages on which people sign in and consent, and the
// check of the bearer that REST and MCP put before what they serve.
//
// It is small because it has one profile: authorization code with PKCE S256, rotating refresh tokens, opaque access tokens, clients that
// authenticate with a key or not at all. There is no implicit grant, no password grant, no client secret and no ID token.
//
// The rules of grants and accounts are in api/access; here is what the protocol adds: which requests are answered, where a browser may be
// sent, and what a person sees. It refuses to know what a permission lets anybody do: that is asked of package api.
package oauth
