package main

import (
	"context"
	"errors"
	"path/filepath"

	"sayso/api"
	"sayso/api/rest"
	"sayso/api/site"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// mount puts the surfaces on a site. Each is given what it needs and knows none of the others.
func (s *session) mount(h *home, at *site.Site, o serving) error {
	h.PolicyOf = s.policyOf(h)
	return rest.Mount(at.Engine().Group("/", at.OwnPages), rest.Options{Service: h.Service, PublicURL: o.public, Closing: at.Closing(), Log: h.engine.log})
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
