package activities

import (
	"context"
	"encoding/json"
	"strings"
	"time"

	"go.temporal.io/sdk/activity"
	"go.temporal.io/sdk/converter"

	"sayso/connectors"
)

// Activities holds what steps are carried out with.
type Activities struct {
	Registry *connectors.Registry
	Ledger   Ledger
	Vault    Vault
	Files    connectors.Files
	Now      func() time.Time // nil: time.Now
	Restored time.Time        // when the ledger was last put back from a backup, zero for never

	clock steady
}

// UndoPrefix stands in front of an action's name where it is undone: "undo salesforce.update_account".
const UndoPrefix = "undo "

// HeartbeatTimeout is how long a worker may stay silent before a step counts as lost with it.
const HeartbeatTimeout = 10 * time.Second

// Step is the input of an activity that carries out or undoes an action.
type Step struct {
	Identity
	Connection string          `json:"connection"`
	Account    string          `json:"account,omitempty"` // as whom it was signed in when the plan was frozen; "" for whoever it is
	With       json.RawMessage `json:"with"`
	Lang       string          `json:"lang,omitempty"`
	Says       string          `json:"says,omitempty"`

	// Quick says that the step is carried out within a workflow task. If that breaks off, all its steps are carried out again; so a
	// read gives what it gave before, for what follows was done with it.
	Quick bool `json:"quick,omitempty"`
	// RunBegun is when the step's run was started, or when a person decided to have the step done anew.
	RunBegun time.Time `json:"run_begun,omitzero"`
	// NotBefore is when a step that was tried already may be tried again.
	NotBefore time.Time `json:"not_before,omitzero"`
	// Undoes says that the action is what a plan names to take another one back: it is carried out though the run begins nothing any more.
	Undoes bool `json:"undoes,omitempty"`

	begun time.Time // when the attempt was handed out; zero for just now
}

// Result is what such an activity returns.
type Result struct {
	Output  json.RawMessage `json:"output,omitempty"`
	Attempt int             `json:"attempt,omitempty"`
	Nothing bool            `json:"nothing,omitempty"` // of an undo: there was nothing to take back
	Undone  string          `json:"undone,omitempty"`  // of an undo: how to say that it was taken back; "" where the action has no words for it
}

// Run is the one dynamic activity: its type is the action's name, or that behind UndoPrefix.
func (a *Activities) Run(ctx context.Context, args converter.EncodedValues) (Result, error) {
	var step Step
	if err := args.Get(&step); err != nil {
		return Result{}, failure(connectors.Errorf(connectors.Invalid, "the step's input can't be read: %v", err))
	}
	return a.Carry(ctx, step)
}

// Carry carries a step out, or undoes it, as the name of the activity says.
func (a *Activities) Carry(ctx context.Context, step Step) (Result, error) {
	info := activity.GetInfo(ctx)
	a.clock.look(a.now())
	if wait := step.NotBefore.Sub(a.now()); wait > 0 && info.Attempt == 1 {
		return Result{}, failure(&connectors.Error{Kind: connectors.Unavailable, Code: "waiting", RetryAfter: wait, Message: "waiting to try again"})
	}
	if !info.IsLocalActivity {
		defer beat(ctx)()
	}
	step.begun = info.StartedTime
	action, undo := strings.CutPrefix(info.ActivityType.Name, UndoPrefix)
	call := a.Do
	if undo {
		call = a.Undo
	}
	result, err := call(ctx, action, step)
	result.Attempt = int(info.Attempt)
	return result, failure(err)
}

// beat tells Temporal every few seconds that the worker lives, so that a crash is noticed long before a slow step's time-out. A
// quick step is over before the first beat.
func beat(ctx context.Context) (stop func()) {
	done := make(chan struct{})
	go func() {
		tick := time.NewTicker(HeartbeatTimeout / 4)
		defer tick.Stop()
		for {
			select {
			case <-done:
				return
			case <-ctx.Done():
				return
			case <-tick.C:
				activity.RecordHeartbeat(ctx)
			}
		}
	}()
	return func() { close(done) }
}

// bound is an action with all that one call of it needs.
type bound struct {
	op        *connectors.Operation
	call      connectors.RawCall
	doubtful  bool // an earlier attempt was sent, and nobody knows what came of it
	forgotten bool // it may have been done before the ledger was put back
}

func (a *Activities) bind(ctx context.Context, action string, s Step, begun time.Time) (bound, error) {
	op, ok := a.Registry.Action(action)
	if !ok || op.Declared {
		return bound{}, connectors.Errorf(connectors.Invalid, "this version of Sayso can't carry out %s", action)
	}
	if err := op.Complete(s.With); err != nil {
		return bound{}, err
	}
	conn, err := a.Vault.Open(ctx, s.Connection)
	if err != nil {
		return bound{}, inWords(err, s.Lang)
	}
	if s.Account != "" && s.Account != conn.Identity {
		return bound{}, &connectors.Error{Kind: connectors.Denied, Code: "other_account", Message: connectors.ConnectionName(s.Connection) + " is signed in as " + conn.Identity +
			" by now, and the run was begun for " + s.Account + "; connect it as that account again, or start a new run"}
	}
	return bound{op: op, forgotten: a.forgotten(s), call: connectors.RawCall{In: s.With, Conn: conn, Key: s.Key(), Lang: s.Lang, Files: a.Files, Now: begun}}, nil
}

func (b bound) trace(ctx context.Context, phase string) context.Context {
	return connectors.WithTrace(ctx, connectors.Trace{Action: b.op.Ref(), Phase: phase, Key: b.call.Key})
}

func (a *Activities) now() time.Time {
	if a.Now != nil {
		return a.Now()
	}
	return time.Now().UTC()
}
