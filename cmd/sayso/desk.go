package main

import (
	"context"
	"time"

	"sayso/api"
	"sayso/api/audit"
	"sayso/connectors"
)

// owner is whoever has the data folder: the command line may all that an administrator may.
func (s *session) owner(workspace string) api.Caller {
	return api.Caller{Workspace: workspace, Account: "cli:" + s.who(), Name: s.who(), Role: api.Admin, Surface: api.SurfaceCLI, Human: true, Lang: "en"}
}

// desk is that of whoever is at the terminal, so that what they change is on the record.
func (s *session) desk(h *home) *api.Desk { return h.For(s.owner(api.DefaultWorkspace)) }

// record puts on the record what is about to be done past the desk: a plan's file may call others beside it, of which a desk knows nothing.
func (s *session) record(ctx context.Context, h *home, action, target, digest string) error {
	err := h.audit.Record(ctx, audit.Entry{At: time.Now().UTC(), Workspace: api.DefaultWorkspace, Actor: s.owner("").Account, Surface: string(api.SurfaceCLI),
		Action: action, Target: target, Digest: digest})
	if err != nil {
		return &connectors.Error{Kind: connectors.Unavailable, Code: "not_recorded", Message: "nothing was done, because it can't be recorded: " + err.Error(), Err: err}
	}
	return nil
}
