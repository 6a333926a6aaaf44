package main

import (
	"context"
	"errors"
	"path/filepath"

	"sayso/api"
	"sayso/api/oauth"
	"sayso/api/site"
	"sayso/api/store"
	"sayso/api/surfaces"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// mount puts the surfaces on a site.
func (s *session) mount(ctx context.Context, h *home, at *site.Site, o serving) (*oauth.Server, error) {
	h.PolicyOf = s.policyOf(h)
	gate, err := h.signIn(ctx, o.public, h.engine.log)
	if err != nil {
		return nil, err
	}
	seal, err := store.DeriveKey(filepath.Join(h.dir, secretsKey), "assistants")
	if err != nil {
		return nil, err
	}
	return gate, surfaces.Mount(at, h.Service, gate, seal, h.engine.log)
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
