package oauth

import (
	"net/url"
	"slices"
	"strings"

	"sayso/api"
)

// Resource is one of the doors of this product: what a token is good for (RFC 8707).
type Resource struct {
	Path    string // "/mcp"; with the issuer before it, it is the resource's identifier
	Name    string // for people
	Surface api.Surface
	Scopes  []api.Permission // that can be granted for it
	First   []api.Permission // that are asked for where a client asks for none; few, for more are a step-up away
}

// identifier is what a token's audience says.
func (s *Server) identifier(r Resource) string { return s.Issuer + r.Path }

// resource finds the resource that a client names. Scheme and host may be in upper case and a slash may end it (RFC 3986, 6.2.2.1 and
// 6.2.3); nothing else is forgiven, so that a token is never good for more than one door.
func (s *Server) resource(name string) (Resource, bool) {
	u, err := url.Parse(name)
	if err != nil || u.RawQuery != "" || u.ForceQuery || u.User != nil || strings.Contains(name, "#") { // RFC 8707, 2: no fragment
		return Resource{}, false
	}
	plain := strings.ToLower(u.Scheme) + "://" + strings.ToLower(u.Host) + strings.TrimSuffix(u.EscapedPath(), "/")
	for _, r := range s.Resources {
		if plain == s.identifier(r) {
			return r, true
		}
	}
	return Resource{}, false
}

// offered picks the scopes that a resource has.
func (r Resource) offered(asked []api.Permission) []api.Permission {
	return slices.DeleteFunc(slices.Clone(asked), func(p api.Permission) bool { return !slices.Contains(r.Scopes, p) })
}
