package main

import (
	"context"
	"errors"
	"net/http"
	"path/filepath"

	"github.com/gin-gonic/gin"

	"sayso/api"
	"sayso/api/mcp"
	"sayso/api/oauth"
	"sayso/api/rest"
	"sayso/api/site"
	"sayso/api/store"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// mount puts the surfaces on a site: sign-in first, which the others ask who calls. Each is given what it needs and knows none of the others.
func (s *session) mount(ctx context.Context, h *home, at *site.Site, o serving) (*oauth.Server, error) {
	h.PolicyOf = s.policyOf(h)
	gate, err := h.signIn(ctx, o.public, h.engine.log)
	if err != nil {
		return nil, err
	}
	for _, path := range gate.Paths() {
		at.Engine().Any(path, gin.WrapH(gate))
	}
	if err := h.mountAssistants(at, gate); err != nil {
		return nil, err
	}
	return gate, rest.Mount(at.Engine().Group("/", at.OwnPages), rest.Options{Service: h.Service, PublicURL: o.public, Closing: at.Closing(), Log: h.engine.log,
		Authenticate: func(r *http.Request) (api.Caller, error) { return gate.Caller(r, "/v1") },
		Challenge: func(err error) string {
			if refused, ok := errors.AsType[*oauth.Challenge](err); ok {
				return refused.Header
			}
			if narrow, ok := errors.AsType[*api.NeedsScope](err); ok {
				return gate.NeedsScope("/v1", api.Caller{}, narrow.Permission).Header
			}
			return ""
		}})
}

// mountAssistants lets assistants in at both doors.
func (h *home) mountAssistants(at *site.Site, gate *oauth.Server) error {
	seal, err := store.DeriveKey(filepath.Join(h.dir, secretsKey), "assistants")
	if err != nil {
		return err
	}
	server := mcp.New(mcp.Options{Service: h.Service, Version: connectors.Version, Seal: seal, Log: h.engine.log,
		Challenge: func(door string, c api.Caller, lacks api.Permission) string {
			return gate.NeedsScope(door, c, lacks).Header
		}})
	for _, door := range []string{mcp.Door, mcp.ReadOnly} {
		at.Engine().Any(door, at.OwnPages, gin.WrapH(gate.Guard(door, mcp.WithCaller)(server.Handler())))
	}
	return nil
}

// policyOf reads the policy of a workspace: that of --policy or the data folder for the default one, that of workspaces/NAME in the data folder
// for any other. It is read for each request, so that what somebody corrects holds from then on.
func (s *session) policyOf(h *home) func(context.Context, string) (*plan.Policy, error) {
	return func(_ context.Context, workspace string) (*plan.Policy, error) {
		file := s.policyInForce()
		if workspace != api.DefaultWorkspace {
			file = existing(filepath.Join(s.data, "workspaces", workspace, policyFile))
		}
		if file == "" {
			return nil, nil
		}
		p, problems, err := s.readPolicy(h, file)
		if err == nil && p == nil {
			err = errors.New("it isn't sound")
			if len(problems) > 0 {
				err = errors.New(problems[0].String())
			}
		}
		if err != nil {
			return nil, &connectors.Error{Kind: connectors.Unavailable, Code: "bad_policy", Message: "the policy can't be used, so nothing is planned and nothing runs: " + err.Error()}
		}
		return p, nil
	}
}
