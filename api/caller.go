package api

import (
	"fmt"
	"slices"

	"sayso/connectors"
)

// Permission is one thing that a caller may do. The same words are the scopes of OAuth tokens and of API keys.
type Permission string

// The permissions.
const (
	ReadPlans        Permission = "plans:read"        // compile and check plans, read workflows and the catalogue of apps
	WritePlans       Permission = "plans:write"       // save, enable, disable and delete workflows
	ReadRuns         Permission = "runs:read"         // look at runs
	StartRuns        Permission = "runs:write"        // start, retry, undo and cancel runs
	Decide           Permission = "approvals:write"   // approve and reject
	ReadConnections  Permission = "connections:read"  // see which connections there are
	WriteConnections Permission = "connections:write" // connect, disconnect, pause and resume
	ReadAudit        Permission = "audit:read"        // read the record
	Administer       Permission = "admin"             // API keys, members, settings
)

// Permissions lists them all, weakest first.
func Permissions() []Permission {
	return []Permission{ReadPlans, ReadRuns, ReadConnections, StartRuns, WritePlans, Decide, WriteConnections, ReadAudit, Administer}
}

// Role is a set of permissions that a member of a workspace has.
type Role string

// The roles.
const (
	Viewer   Role = "viewer"   // reads plans, runs and connections
	Runner   Role = "runner"   // a viewer who starts runs
	Editor   Role = "editor"   // a runner who saves workflows
	Approver Role = "approver" // a viewer who decides approvals
	Admin    Role = "admin"    // everything
)

// Roles lists them all.
func Roles() []Role { return []Role{Viewer, Runner, Editor, Approver, Admin} }

// Permissions are what a role allows. An unheard-of role allows nothing.
func (r Role) Permissions() []Permission {
	reads := []Permission{ReadPlans, ReadRuns, ReadConnections}
	switch r {
	case Viewer:
		return reads
	case Runner:
		return append(reads, StartRuns)
	case Editor:
		return append(reads, StartRuns, WritePlans)
	case Approver:
		return append(reads, Decide)
	case Admin:
		return Permissions()
	}
	return nil
}

// Surface is where a request came in.
type Surface string

// The surfaces.
const (
	SurfaceCLI     Surface = "cli"
	SurfaceREST    Surface = "rest"
	SurfaceMCP     Surface = "mcp"
	SurfaceConsole Surface = "console"
)

// Caller is who asks. A surface makes it from a credential that it has checked, never from what a request claims of itself.
type Caller struct {
	Workspace string       // the tenant; DefaultWorkspace on a fresh installation
	Account   string       // stable id of the person or API key
	Name      string       // for the record and for people; no two accounts of a workspace share one, for four eyes go by it
	Role      Role         // in the workspace
	Scopes    []Permission // what the credential was narrowed to; nil: all that the role allows
	Surface   Surface
	Human     bool   // a signed-in person pressed a button for this very request, on a signed page or a terminal, and so may decide approvals
	Lang      string // "en" or "de": the language of what they are told
}

// Codes of refusals.
const (
	CodeRole        = "role_lacks_permission" // the role doesn't allow it; another credential of the same person can't help
	CodeScope       = "insufficient_scope"    // the role does, and the credential was narrowed; a wider one helps
	CodeNeedsPerson = "needs_person"          // a person has to do it
)

// NeedsScope is what a wider credential would have to hold. It is found in an error with [errors.As].
type NeedsScope struct{ Permission Permission }

func (n *NeedsScope) Error() string { return "needs the scope " + string(n.Permission) }

// May tells whether the caller may do something. The error is of kind Denied, its code CodeRole or CodeScope.
func (c Caller) May(p Permission) error {
	if !slices.Contains(c.Role.Permissions(), p) {
		return c.denied(CodeRole, nil, "the role %s doesn't allow this; it takes %s", "die Rolle %s erlaubt das nicht; dazu braucht es %s", c.Role, p)
	}
	if c.Scopes != nil && !slices.Contains(c.Scopes, p) {
		return c.denied(CodeScope, &NeedsScope{p}, "this access is narrowed and lacks %s", "dieser Zugang ist eingeschränkt, ihm fehlt %s", p)
	}
	return nil
}

func (c Caller) denied(code string, cause error, en, de string, args ...any) error {
	return &connectors.Error{Kind: connectors.Denied, Code: code, Message: c.say(en, de, args...), Err: cause}
}

// say fills a text in the caller's language.
func (c Caller) say(en, de string, args ...any) string {
	return fmt.Sprintf(connectors.Doc{En: en, De: de}.In(c.Lang), args...)
}

// by is how the caller is called on the record.
func (c Caller) by() string { return firstOf(c.Name, c.Account) }
