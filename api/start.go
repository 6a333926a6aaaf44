package api

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"maps"
	"slices"
	"strings"

	"go.temporal.io/api/enums/v1"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// Freeze checks a plan for good, against the connections it will use, and gives what a person approves and the engine runs. A nil
// result comes with problems that are errors.
func (s *Service) Freeze(ctx context.Context, p *plan.Plan, inputs map[string]any, scope Scope) (*plan.Frozen, []plan.Problem, error) {
	known, err := s.Vault.Known(ctx, s.workspace(), scope.Sandbox)
	if err != nil {
		return nil, nil, err
	}
	options := plan.FreezeOptions{Inputs: inputs, Plans: s.Plans, Policy: s.Policy, Connections: map[string][]plan.Connection{}}
	for _, k := range known {
		if scope.Apps != nil && !slices.Contains(scope.Apps, k.App) {
			continue
		}
		used, err := s.Effects.Connected(ctx, k.id)
		if err != nil {
			return nil, nil, err
		}
		options.Connections[k.App] = append(options.Connections[k.App],
			plan.Connection{ID: k.id, Name: k.ID, Identity: k.Identity, Environment: k.Environment, WrittenBefore: used})
	}
	if scope.Sandbox { // whatever the plan names: in the sandbox nothing outside is reached
		copied := *p
		copied.Connections = nil
		p = &copied
	}
	frozen, problems := plan.Freeze(s.Registry, p, options)
	return frozen, problems, nil
}

// Approve tells whether a say-so that was given for a digest is one for what would run. Where it isn't, the plan, its inputs, its
// connections or the policy changed since, and the error is a Conflict.
func Approve(f *plan.Frozen, digest string) error {
	if f.Intact() && f.Digest == digest {
		return nil
	}
	says := connectors.Doc{
		En: "what was approved is not what would run: the plan, its inputs, its connections or the policy changed since, or it was never this one; read it again " +
			"with `sayso run --preview` and approve " + f.Digest,
		De: "was freigegeben wurde, ist nicht das, was laufen würde: Der Plan, seine Eingaben, seine Verbindungen oder die Richtlinie haben sich seitdem geändert, " +
			"oder es war nie dieser; lies ihn mit `sayso run --preview` neu und gib " + f.Digest + " frei"}
	return &connectors.Error{Kind: connectors.Conflict, Code: "digest_changed", Message: says.In(f.Plan.Language)}
}

// StartOptions say who starts a run and what for.
type StartOptions struct {
	By       string
	ID       string           // of the run, where it was given out before; "" for a new one
	Key      string           // an idempotency key: starting again with it gives the run that was started first; "" for none
	Approved bool             // the say-so for the frozen plan's digest was given
	Undo     []workflows.Done // makes it a run that takes back what UndoOf did
	UndoOf   activities.Identity
	Seed     *workflows.Seed // what it takes over from earlier runs
	Trigger  map[string]any  // what the plan's trigger brought
}

// Start begins a run and gives its id. The run goes on whether or not anybody watches. A plan that is paused, or that calls one that is, is
// refused.
func (s *Service) Start(ctx context.Context, f *plan.Frozen, o StartOptions) (string, error) {
	if o.Key != "" {
		if id, err := s.Started(ctx, f, o.Key, o.Trigger); id != "" || err != nil {
			return id, err
		}
	}
	if err := s.refusePaused(ctx, f, f.Plan.Language); err != nil {
		return "", err
	}
	return s.begin(ctx, f, o)
}

// begin is Start for a run that belongs to an earlier one, to undo or to retry it: a pause of the plan doesn't keep it.
func (s *Service) begin(ctx context.Context, f *plan.Frozen, o StartOptions) (string, error) {
	name := f.Plan.Name
	if len(o.Undo) > 0 {
		name = undoName(name)
	}
	id := firstOf(o.ID, newID(name))
	memo := map[string]any{memoSays: cut(f.Plan.Says, 2000), memoBegun: s.now().UTC(), memoWorkspace: s.workspace()}
	if o.Key != "" {
		id, memo[memoRequest] = s.keyedID(o.Key), request(f, o.Trigger)
	}
	done, err := s.root().starting.take(ctx)
	if err != nil {
		return "", err
	}
	defer done()
	_, err = s.Temporal.ExecuteWorkflow(ctx, client.StartWorkflowOptions{
		ID:                    id,
		TaskQueue:             workflows.TaskQueue,
		WorkflowTaskTimeout:   workflows.TaskTimeout,
		WorkflowIDReusePolicy: enums.WORKFLOW_ID_REUSE_POLICY_REJECT_DUPLICATE,
		// Without it the client would take a run of the same id for ours.
		WorkflowExecutionErrorWhenAlreadyStarted: true,
		// Where the worker is in this process, the first task comes back with the start.
		EnableEagerStart:      true,
		StaticSummary:         cut(firstOf(f.Plan.Says, f.Plan.Name), 400),
		Memo:                  memo,
		TypedSearchAttributes: temporal.NewSearchAttributes(workflows.SearchPlan.ValueSet(f.Plan.Name), workflows.SearchState.ValueSet(string(workflows.Running)), workflows.SearchWorkspace.ValueSet(s.workspace())),
	}, name, workflows.Start{Version: workflows.Version, Frozen: *f, Trigger: s.brought(f, o.Trigger), By: o.By, Approved: o.Approved,
		Undo: o.Undo, UndoOf: o.UndoOf, Seed: o.Seed})
	var started *serviceerror.WorkflowExecutionAlreadyStarted
	switch {
	case errors.As(err, &started) && o.Key != "": // somebody else was quicker
		return s.Started(ctx, f, o.Key, o.Trigger)
	case err != nil:
		return "", engineError(err)
	}
	return id, nil
}

// brought is what the plan's trigger brought, with the day on which it did: today, where nothing says another.
func (s *Service) brought(f *plan.Frozen, trigger map[string]any) map[string]any {
	if f.Plan.Trigger == nil || trigger[plan.TriggerDay] != nil {
		return trigger
	}
	all := map[string]any{plan.TriggerDay: f.Plan.Trigger.Day(s.now())}
	maps.Copy(all, trigger)
	return all
}

// What a run's memo holds.
const (
	memoSays      = "says"      // the prompt
	memoBegun     = "begun"     // when it was started
	memoWorkspace = "workspace" // which it belongs to; the default one where it says nothing
	memoRequest   = "request"   // the fingerprint of what was asked for, with an idempotency key
)

// RunID gives the id of a run that is about to be started, for the record: a new one, or that which an idempotency key stands for.
func (s *Service) RunID(plan, key string) string {
	if key != "" {
		return s.keyedID(key)
	}
	return newID(plan)
}

func newID(name string) string { return name + "-" + strings.ToLower(randomID()) }

func undoName(plan string) string { return "undo-" + plan }

// randomID is short enough to be typed. With a million runs of one plan kept, one start in a million meets the id of another, and
// is refused.
func randomID() string {
	b := make([]byte, 5)
	_, _ = rand.Read(b) // never fails, as its documentation says
	return base32.StdEncoding.EncodeToString(b)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// cut shortens a text to some bytes without breaking a character.
func cut(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit-len("…")], "") + "…"
}

// engineError says in words why Temporal refused.
func engineError(err error) error {
	var notFound *serviceerror.NotFound
	var app *temporal.ApplicationError
	switch {
	case errors.As(err, &app):
		return &connectors.Error{Kind: connectors.Conflict, Code: app.Type(), Message: app.Message(), Err: err}
	case errors.As(err, &notFound):
		return &connectors.Error{Kind: connectors.NotFound, Code: "no_run", Message: "there is no such run, or it is over", Err: err}
	}
	return &connectors.Error{Kind: connectors.Unavailable, Code: "engine", Message: "the engine doesn't answer: " + err.Error(), Err: err}
}
