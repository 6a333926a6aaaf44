package mcp

import (
	"net/http"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
)

// Handler serves both doors by Streamable HTTP, without sessions. Whoever mounts it looks before at the host and the page that a request comes
// from, checks its credential, and puts the caller into it with [WithCaller].
func (s *Server) Handler() http.Handler {
	behind := func(server *sdk.Server) http.Handler {
		return sdk.NewStreamableHTTPHandler(func(*http.Request) *sdk.Server { return server }, &sdk.StreamableHTTPOptions{
			Stateless: true, PropagateRequestCancellation: true, Logger: s.Log,
			// The SDK's own protection knows only loopback, and refuses whoever comes through a proxy beside us. Ours is the site's.
			DisableLocalhostProtection: true,
		})
	}
	doors := http.NewServeMux()
	doors.Handle(Door, behind(s.full))
	doors.Handle(ReadOnly, behind(s.readOnly))
	return widening(doors)
}
