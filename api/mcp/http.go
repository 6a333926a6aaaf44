package mcp

import (
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Handler serves both doors by Streamable HTTP, without sessions. Whoever mounts it checks credentials before, and puts the caller into the
// request with [WithCaller].
func (s *Server) Handler() http.Handler {
	behind := func(server *sdk.Server) http.Handler {
		return sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return server }, &sdk.StreamableHTTPOptions{
			Stateless: true, PropagateRequestCancellation: true, Logger: s.Log,
			// The SDK's own protection knows only loopback, and refuses whoever comes through a proxy beside us. Ours is at the door.
			DisableLocalhostProtection: true,
		})
	}
	doors := http.NewServeMux()
	doors.Handle(Door, behind(s.full))
	doors.Handle(ReadOnly, behind(s.readOnly))
	return s.known(doors)
}

// known lets only requests through that are meant for this server and come from no page of another, so that a page in a browser can't talk
// to a server on the same machine by way of a name that it controls.
func (s *Server) known(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if !s.ours(r.Host) {
			http.Error(w, "Forbidden: this server isn't reached under that name", http.StatusForbidden)
			return
		}
		if origin := r.Header.Get("Origin"); origin != "" {
			if u, err := url.Parse(origin); err != nil || !s.ours(u.Host) {
				http.Error(w, "Forbidden: pages of other servers have no access", http.StatusForbidden)
				return
			}
		}
		next.ServeHTTP(w, r)
	})
}

// ours reports whether a host, with or without a port, is this server.
func (s *Server) ours(host string) bool {
	name := host
	if without, _, err := net.SplitHostPort(host); err == nil {
		name = without
	}
	name = strings.ToLower(strings.Trim(name, "[]"))
	a, err := netip.ParseAddr(name)
	return name == "localhost" || err == nil && a.IsLoopback() || name != "" && slices.Contains(s.Hosts, name)
}
