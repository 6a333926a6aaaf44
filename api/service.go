package api

import (
	"context"
	"time"

	"go.temporal.io/sdk/client"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// Service is the use cases over what they need. Those that start or touch a run need Temporal; the others work without.
type Service struct {
	Registry  *connectors.Registry
	Compiler  compile.Compiler
	Model     compile.Compiler // asks a language model; nil where none is set up
	Vault     *Vault
	Effects   EffectLog
	Plans     map[string]*plan.Plan // those that run steps may call, by name
	Policy    *plan.Policy          // nil: the built-in rules alone
	Pauses    PauseStore            // nil where nothing can be paused; the vault needs it too
	Temporal  client.Client
	Namespace string                            // of Temporal
	RunURL    func(workflow, run string) string // where Temporal UI shows a run; nil where there is no UI
	Now       func() time.Time

	// What a desk needs beyond it. Each may be nil where nothing asks for it.
	Workspace string // the tenant whose use cases these are; "" for the default one
	Library   PlanStore
	Workflows WorkflowStore
	Keys      KeyStore
	Members   MemberStore
	Tenants   WorkspaceStore
	Audit     AuditLog
	Requests  RequestStore
	PolicyOf  func(ctx context.Context, workspace string) (*plan.Policy, error) // the rules of a workspace; nil: Policy everywhere
	DecideURL func(workspace, run string) string                                // where a person decides what a run asks; nil: on the command line

	// ConnectURL gives a link to the page on which the person who calls connects an app; "" where they are no person, or nil where there is no page.
	ConnectURL func(ctx context.Context, c Caller, app string) (string, error)

	whole              *Service // that this is the view of one workspace on; nil for the whole
	starting, deciding turns
	watched            watches
	catalogue          actionIndex
}

// EffectLog answers questions about past effects. It is the ledger, as the use cases see it.
type EffectLog interface {
	// Connected reports whether any effect was ever carried out through a connection.
	Connected(ctx context.Context, connection string) (bool, error)
	// OfRun gives the effects of a run in order.
	OfRun(ctx context.Context, run string) ([]activities.Effect, error)
	// Get reads a row; ok is false where there is none.
	Get(ctx context.Context, key string) (row activities.Effect, ok bool, err error)
	// Claim writes a row if its key is new, and gives the one that there is.
	Claim(ctx context.Context, e activities.Effect) (row activities.Effect, fresh bool, err error)
}

func (s *Service) now() time.Time {
	if s.Now != nil {
		return s.Now()
	}
	return time.Now()
}
