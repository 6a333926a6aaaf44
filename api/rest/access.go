package rest

import (
	"context"
	"net/http"

	"sayso/api"
	"sayso/api/audit"
)

// me is who calls.
type me struct {
	Workspace   string           `json:"workspace"`
	Account     string           `json:"account"`
	Name        string           `json:"name"`
	Role        api.Role         `json:"role"`
	Permissions []api.Permission `json:"permissions" jsonschema:"what this credential may do"`
}

type keyBody struct {
	Name      string           `json:"name" jsonschema:"for people and for the record"`
	Role      api.Role         `json:"role" jsonschema:"viewer, runner, editor, approver or admin"`
	Scopes    []api.Permission `json:"scopes,omitempty" jsonschema:"what the key is narrowed to; all that the role allows where it is left out"`
	ExpiresIn string           `json:"expires_in,omitempty" jsonschema:"90d, 12h; until it is revoked where it is left out"`
}

type keyIn struct{ Body keyBody }

type keyPath struct {
	ID string `in:"path" name:"id" doc:"of the key"`
}

type newKey struct{ api.NewKey }

func (k newKey) location() string { return "/v1/tokens/" + k.ID }

type memberPath struct {
	Account string `in:"path" name:"account" doc:"of the member"`
}

type memberBody struct {
	Name string   `json:"name" jsonschema:"unique in the workspace"`
	Role api.Role `json:"role" jsonschema:"viewer, runner, editor, approver or admin"`
}

type memberIn struct {
	Account string `in:"path" name:"account" doc:"of the member"`
	Body    memberBody
}

func accessRoutes() []route {
	admin := needs(api.Administer)
	return grouped("Access",
		on(http.MethodGet, "/v1/me", "get_me", "Who calls, and what they may do.", http.StatusOK, nil,
			func(_ context.Context, d *api.Desk, _ struct{}) (me, error) {
				c := d.Caller()
				who := me{c.Workspace, c.Account, c.Name, c.Role, []api.Permission{}}
				for _, p := range api.Permissions() {
					if c.May(p) == nil {
						who.Permissions = append(who.Permissions, p)
					}
				}
				return who, nil
			}),
		on(http.MethodGet, "/v1/tokens", "list_tokens", "The API keys of the workspace, newest first, without their secrets.", http.StatusOK, admin,
			func(ctx context.Context, d *api.Desk, in page) (listOf[api.Key], error) {
				return asList(d.APIKeys(ctx, in.page()))
			}),
		on(http.MethodPost, "/v1/tokens", "create_token", "Make an API key. Its secret is shown this once.", http.StatusCreated, admin,
			func(ctx context.Context, d *api.Desk, in keyIn) (newKey, error) {
				r := api.KeyRequest{Name: in.Body.Name, Role: in.Body.Role, Scopes: in.Body.Scopes}
				if in.Body.ExpiresIn != "" {
					var err error
					if r.For, err = api.Span(in.Body.ExpiresIn); err != nil {
						return newKey{}, err
					}
				}
				k, err := d.CreateKey(ctx, r)
				return newKey{k}, err
			}),
		on(http.MethodDelete, "/v1/tokens/:id", "revoke_token", "End an API key at once.", http.StatusNoContent, admin,
			func(ctx context.Context, d *api.Desk, in keyPath) (none, error) {
				return none{}, d.RevokeKey(ctx, in.ID)
			}),
		on(http.MethodGet, "/v1/members", "list_members", "The members of the workspace.", http.StatusOK, admin,
			func(ctx context.Context, d *api.Desk, in page) (listOf[api.Member], error) {
				return asList(d.MembersHere(ctx, in.page()))
			}),
		on(http.MethodPut, "/v1/members/:account", "set_member", "Give somebody a role in the workspace.", http.StatusOK, admin,
			func(ctx context.Context, d *api.Desk, in memberIn) (api.Member, error) {
				return d.SetMember(ctx, api.Member{Account: in.Account, Name: in.Body.Name, Role: in.Body.Role})
			}),
		on(http.MethodDelete, "/v1/members/:account", "remove_member", "End somebody's membership.", http.StatusNoContent, admin,
			func(ctx context.Context, d *api.Desk, in memberPath) (none, error) {
				return none{}, d.RemoveMember(ctx, in.Account)
			}),
	)
}

type auditIn struct {
	Target string `in:"query" name:"target" doc:"only what concerns this run, workflow, connection or key"`
	Cursor string `in:"query" name:"cursor" doc:"next of the page before; the first page without one"`
	Limit  int    `in:"query" name:"limit" doc:"how many at most, 1 to 100; 20 where it is left out"`
}

func auditRoutes() []route {
	return grouped("Record",
		on(http.MethodGet, "/v1/audit", "list_audit", "Who did what, newest first.", http.StatusOK, needs(api.ReadAudit),
			func(ctx context.Context, d *api.Desk, in auditIn) (listOf[audit.Record], error) {
				return asList(d.Audit(ctx, in.Target, api.Page{Cursor: in.Cursor, Limit: in.Limit}))
			}),
	)
}
