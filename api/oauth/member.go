package oauth

import (
	"context"

	"sayso/api"
	"sayso/api/audit"
	"sayso/connectors"
)

// Members tells who is what in which workspace; it is what package api keeps of them.
type Members interface {
	Member(ctx context.Context, workspace, account string) (api.Member, error)
}

// Workspaces lists the workspaces there are, beside the default one.
type Workspaces interface {
	Workspaces(ctx context.Context) ([]api.Workspace, error)
}

// membership is what a person is in a workspace.
type membership struct {
	Workspace string
	Role      api.Role
}

// member gives what an account is in a workspace; it has no role where it is no member.
func (s *Server) member(ctx context.Context, account, workspace string) (api.Member, error) {
	m, err := s.Members.Member(ctx, workspace, account)
	if connectors.KindOf(err) == connectors.NotFound {
		return api.Member{}, nil
	}
	return m, err
}

// memberships lists what an account is, by workspace.
func (s *Server) memberships(ctx context.Context, account string) ([]membership, error) {
	names := []string{api.DefaultWorkspace}
	all, err := s.Workspaces.Workspaces(ctx)
	if err != nil {
		return nil, err
	}
	for _, w := range all {
		if w.Name != api.DefaultWorkspace {
			names = append(names, w.Name)
		}
	}
	var list []membership
	for _, name := range names {
		m, err := s.member(ctx, account, name)
		if err != nil {
			return nil, err
		}
		if m.Role != "" {
			list = append(list, membership{name, m.Role})
		}
	}
	return list, nil
}

// codeNoMember is the code of the error of somebody who has an account and no workspace.
const codeNoMember = "no_member"

func noMember() error {
	return &connectors.Error{Kind: connectors.Denied, Code: codeNoMember, Message: "this account is no member of that workspace"}
}

// Record is the record of who changed what.
type Record interface {
	Record(ctx context.Context, e audit.Entry) error
}

// record writes a line of the record. What can't be recorded isn't done.
func (s *Server) record(ctx context.Context, e audit.Entry) error {
	if s.Audit == nil {
		return nil
	}
	e.At, e.Surface = s.Now().UTC(), string(api.SurfaceConsole)
	return s.Audit.Record(ctx, e)
}
