// Package surfaces puts the surfaces on a site: sign-in first, which the others ask who calls. Each is given what it needs and knows none of the others.
//
// It refuses to decide anything: what it mounts does. It is here, and not in the program, so that tests can go the whole way that a request goes.
package surfaces

import (
	"errors"
	"log/slog"
	"net/http"

	"github.com/gin-gonic/gin"

	"sayso/api"
	"sayso/api/mcp"
	"sayso/api/oauth"
	"sayso/api/rest"
	"sayso/api/site"
	"sayso/connectors"
)

// SignIn makes the part that lets people and programs in, over a service. o says what the service can't know. From then on the desk knows where a
// person can decide and connect.
func SignIn(s *api.Service, o oauth.Options) (*oauth.Server, error) {
	o.Resources, o.Members, o.Workspaces, o.Keys = doors(), s.Members, s.Tenants, s
	o.Approver = func(c api.Caller) oauth.Approver { return s.For(c) }
	if o.Address == nil {
		o.Address = site.Address
	}
	o.Connects = func(c api.Caller) oauth.Connects { return s.For(c) }
	gate, err := oauth.New(o)
	if err != nil {
		return nil, err
	}
	s.DecideURL, s.ConnectURL = gate.DecideURL, gate.ConnectURL
	return gate, nil
}

// doors are what a token can be for, with the scopes that a client gets which asks for none: to look round is enough for a beginning.
func doors() []oauth.Resource {
	reads := api.Viewer.Permissions()
	return []oauth.Resource{
		{Path: mcp.Door, Name: "MCP", Surface: api.SurfaceMCP, Scopes: api.Permissions(), First: reads},
		{Path: mcp.ReadOnly, Name: "MCP (read only)", Surface: api.SurfaceMCP, Scopes: append(reads, api.ReadAudit), First: reads},
		{Path: rest.Door, Name: "REST", Surface: api.SurfaceREST, Scopes: api.Permissions(), First: reads},
	}
}

// Mount puts all surfaces on a site. seal signs what assistants carry for us; nil for a key of this process's own.
func Mount(at *site.Site, s *api.Service, gate *oauth.Server, seal []byte, log *slog.Logger) error {
	for _, path := range gate.Paths() {
		at.Engine().Any(path, gin.WrapH(gate))
	}
	mountAssistants(at, s, gate, seal, log)
	return rest.Mount(at.Engine().Group("/", at.OwnPages), rest.Options{Service: s, PublicURL: gate.Issuer, Closing: at.Closing(), Log: log,
		Authenticate: func(r *http.Request) (api.Caller, error) { return gate.Caller(r, rest.Door) },
		Challenge: func(err error) string {
			if refused, ok := errors.AsType[*oauth.Challenge](err); ok {
				return refused.Header
			}
			if narrow, ok := errors.AsType[*api.NeedsScope](err); ok {
				return gate.NeedsScope(rest.Door, api.Caller{}, narrow.Permission).Header
			}
			return ""
		}})
}

// mountAssistants lets assistants in at both doors.
func mountAssistants(at *site.Site, s *api.Service, gate *oauth.Server, seal []byte, log *slog.Logger) {
	server := mcp.New(mcp.Options{Service: s, Version: connectors.Version, Seal: seal, Log: log,
		Challenge: func(door string, c api.Caller, lacks api.Permission) string {
			return gate.NeedsScope(door, c, lacks).Header
		}})
	for _, door := range []string{mcp.Door, mcp.ReadOnly} {
		at.Engine().Any(door, at.OwnPages, gin.WrapH(gate.Guard(door, mcp.WithCaller)(server.Handler())))
	}
}
