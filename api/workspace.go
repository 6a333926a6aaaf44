package api

import (
	"context"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"go.temporal.io/api/workflow/v1"
	"go.temporal.io/sdk/converter"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// Workspaces are tenants of one installation. Each has its own connections, plans, workflows, pauses, policy, members, keys and runs, and sees
// nothing of another's. What all of them keep in one place (connections, pauses, idempotency keys) carries the workspace in front of its
// name, but for the default one, so that a folder from before there were workspaces is that one.

// DefaultWorkspace is the one that a fresh installation has.
const DefaultWorkspace = "default"

// Workspace is a tenant.
type Workspace struct {
	Name string    `json:"name"`
	At   time.Time `json:"at"` // when it was made
}

// WorkspaceStore keeps the workspaces.
type WorkspaceStore interface {
	// PutWorkspace makes one, and reports whether it wasn't there.
	PutWorkspace(ctx context.Context, w Workspace) (fresh bool, err error)
	// Workspaces lists them by name.
	Workspaces(ctx context.Context) ([]Workspace, error)
}

// workspaceName leaves out what would not survive in a name in front of others.
var workspaceName = regexp.MustCompile(`^[a-z0-9][a-z0-9-]{0,39}$`)

// CreateWorkspace makes a workspace. Only whoever has the data folder may, so no caller is asked for.
func (s *Service) CreateWorkspace(ctx context.Context, name string) (Workspace, error) {
	w := Workspace{Name: name, At: s.now().UTC()}
	if !workspaceName.MatchString(name) {
		return w, &connectors.Error{Kind: connectors.Invalid, Code: "bad_workspace", Message: fmt.Sprintf(
			"%q can't be the name of a workspace; choose up to 40 small letters, digits and hyphens", name)}
	}
	fresh, err := s.Tenants.PutWorkspace(ctx, w)
	if err == nil && !fresh {
		err = &connectors.Error{Kind: connectors.Conflict, Code: "workspace_exists", Message: "there is a workspace " + name + " already"}
	}
	return w, err
}

// HasWorkspace says that there is no such workspace, nil where there is.
func (s *Service) HasWorkspace(ctx context.Context, name string) error {
	list, err := s.Tenants.Workspaces(ctx)
	if err == nil && !slices.ContainsFunc(list, func(w Workspace) bool { return w.Name == name }) {
		err = &connectors.Error{Kind: connectors.NotFound, Code: "no_workspace", Message: "there is no workspace " + name + "; `sayso workspace create` makes one"}
	}
	return err
}

// in gives the use cases as they are in a workspace. It shares all with s but what a workspace has of its own.
func (s *Service) in(workspace string) *Service {
	root := s.root()
	return &Service{Registry: s.Registry, Compiler: s.Compiler, Model: s.Model, Vault: s.Vault, Effects: s.Effects, Policy: s.Policy, PolicyOf: s.PolicyOf,
		Pauses: s.Pauses, Temporal: s.Temporal, Namespace: s.Namespace, RunURL: s.RunURL, Now: s.Now,
		Workspace: workspace, Library: s.Library, Workflows: s.Workflows, Keys: s.Keys, Members: s.Members, Tenants: s.Tenants, Audit: s.Audit, Requests: s.Requests,
		DecideURL: s.DecideURL, ConnectURL: s.ConnectURL, whole: root}
}

// root is the Service that all workspaces share.
func (s *Service) root() *Service {
	if s.whole != nil {
		return s.whole
	}
	return s
}

func (s *Service) workspace() string { return firstOf(s.Workspace, DefaultWorkspace) }

// inside gives a name of this workspace as the whole installation knows it.
func (s *Service) inside(name string) string { return within(s.workspace(), name) }

func within(workspace, name string) string {
	if workspace == DefaultWorkspace {
		return name
	}
	return workspace + ":" + name
}

// split gives the workspace that a name of the installation belongs to, and its name there.
func split(id string) (workspace, name string) {
	if w, rest, ok := strings.Cut(id, ":"); ok {
		return w, rest
	}
	return DefaultWorkspace, id
}

// PausesHere lists what is paused in this workspace.
func (s *Service) PausesHere(ctx context.Context) ([]activities.Pause, error) {
	here := []activities.Pause{}
	if s.Pauses == nil {
		return here, nil
	}
	list, err := s.Pauses.Pauses(ctx)
	for _, p := range list {
		if w, name := split(p.Name); w == s.workspace() {
			p.Name = name
			here = append(here, p)
		}
	}
	return here, err
}

// describe reads what the engine knows of a run. A run of another workspace doesn't exist.
func (s *Service) describe(ctx context.Context, id string) (*workflow.WorkflowExecutionInfo, error) {
	if len(id) > maxRunID || !utf8.ValidString(id) || strings.ContainsFunc(id, unicode.IsControl) {
		return nil, noRun(strings.ToValidUTF8(cut(id, maxRunID), "?"), nil) // the engine takes no such id
	}
	d, err := s.Temporal.DescribeWorkflowExecution(ctx, id, "")
	if err != nil {
		return nil, runError(id, err)
	}
	info := d.GetWorkflowExecutionInfo()
	if memoText(info, memoWorkspace, DefaultWorkspace) != s.workspace() {
		return nil, noRun(id, nil)
	}
	return info, nil
}

// maxRunID is above the length that any run's id has, in bytes.
const maxRunID = 255

// memoText reads a text of a run's memo. What can't be read is nobody's.
func memoText(info *workflow.WorkflowExecutionInfo, name, missing string) (text string) {
	p := info.GetMemo().GetFields()[name]
	if p == nil {
		return missing
	}
	_ = converter.GetDefaultDataConverter().FromPayload(p, &text)
	return text
}

// here is the condition of a query for the runs of this workspace. Those from before there were workspaces say nothing of theirs.
func (s *Service) here() string {
	name := workflows.SearchWorkspace.GetName()
	if s.workspace() == DefaultWorkspace {
		return fmt.Sprintf("(%s = '%s' OR %s IS NULL)", name, DefaultWorkspace, name)
	}
	return fmt.Sprintf("%s = '%s'", name, s.workspace())
}

// policy gives the rules of this workspace.
func (s *Service) policy(ctx context.Context) (*plan.Policy, error) {
	if s.PolicyOf == nil {
		return s.Policy, nil
	}
	return s.PolicyOf(ctx, s.workspace())
}
