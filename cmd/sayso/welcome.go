package main

import (
	"context"
	"slices"

	"sayso/api"
	"sayso/api/oauth"
	"sayso/connectors"
)

// welcome is what whoever comes first needs: a link by which the administrator sets a password, "" where there is one who can sign in.
type welcome struct{ link string }

// welcome makes an administrator where nobody can sign in yet.
func (s *session) welcome(ctx context.Context, h *home, gate *oauth.Server) (welcome, error) {
	u := users{h, gate, s.owner(api.DefaultWorkspace), api.DefaultWorkspace}
	list, err := u.list(ctx)
	if err != nil || gate.Provider != nil || slices.ContainsFunc(list, func(m memberLine) bool { return m.SignsIn && m.Role == api.Admin }) {
		return welcome{}, err
	}
	a, err := gate.People.Find(ctx, firstAdmin)
	if connectors.KindOf(err) == connectors.NotFound {
		if err = u.record(ctx, "account.create", firstAdmin); err == nil {
			a, err = gate.People.Add(ctx, firstAdmin, firstAdmin)
		}
	}
	if err != nil {
		return welcome{}, err
	}
	if _, err := u.For(u.caller).SetMember(ctx, api.Member{Account: a.ID, Name: a.Name, Role: api.Admin}); err != nil {
		return welcome{}, err
	}
	link, err := gate.WelcomeURL(a)
	return welcome{link}, err
}

// firstAdmin is the login of the administrator whom a new installation has.
const firstAdmin = "admin"

func (s *session) writeAddresses(h *home, o serving, w welcome) {
	s.printf("API:         %s/docs\n", o.public)
	s.printf("Assistants:  %s/mcp; ChatGPT: Settings, Connectors, Create · Claude: Settings, Connectors, Add custom · Cursor: {\"mcpServers\": {\"sayso\": {\"url\": \"%s/mcp\"}}}\n",
		o.public, o.public)
	s.printf("Temporal UI: %s\n", h.engine.uiURL)
	if w.link != "" {
		s.printf("Sign-in:     set the password of %s, once: %s\n", firstAdmin, w.link)
	}
}
