package workflows

import (
	"encoding/json"
	"time"

	"sayso/activities"
	"sayso/workflows/plan"
)

// Version is the interpreter's. It travels in Start, and the interpreter branches on it as data, so that older runs replay.
const Version = 1

// Start is the input of a run.
type Start struct {
	Version int            `json:"version"`
	Frozen  plan.Frozen    `json:"frozen"`
	Trigger map[string]any `json:"trigger,omitempty"`
	By      string         `json:"by,omitempty"` // who started it

	// Approved says that who started it has read the preview and given the say-so for the plan's digest. It opens those gates whose
	// values stand in the plan, and no other.
	Approved bool `json:"approved,omitempty"`

	// Undo, where set, makes this a run that takes back what the run UndoOf did, latest first.
	Undo   []Done              `json:"undo,omitempty"`
	UndoOf activities.Identity `json:"undo_of,omitzero"`

	// Seed, where set, is what earlier runs did that this run of a changed plan takes over. With Undo it only says whose effects those are.
	Seed *Seed `json:"seed,omitempty"`

	// Resume is where a run goes on that was continued as new, to keep its history short.
	Resume *Resume `json:"resume,omitempty"`
}

// State is how a run stands.
type State string

// The states of a run.
const (
	Running   State = "running"
	Parked    State = "parked"    // waits for a person: for an approval, or to decide what happens next
	Completed State = "completed" // all steps done
	Undone    State = "undone"    // failed or cancelled, and everything is as it was before
	Denied    State = "denied"    // an approval was refused or came too late; what had been done is undone
	Failed    State = "failed"    // failed, and something is left standing; the outcome names it
)

// Outcome is what is known of a run: the answer of a query while it goes on, and its result.
type Outcome struct {
	State    State               `json:"state"`
	Lang     string              `json:"lang,omitempty"` // of the texts
	Says     string              `json:"says"`           // one or a few sentences for people
	Steps    []StepOutcome       `json:"steps"`
	Question *Question           `json:"question,omitempty"` // what waits for a person, the oldest first
	Asked    []Question          `json:"asked,omitempty"`    // all questions, where there are several
	Outputs  map[string]any      `json:"outputs,omitempty"`  // of a completed run, as the plan names them
	Failure  *activities.Failure `json:"failure,omitempty"`  // why the run failed
	Done     []Done              `json:"done,omitempty"`     // what stands and can be undone, in order
}

// StepState is how a step stands.
type StepState string

// The states of a step.
const (
	StepPending  StepState = "pending"
	StepRunning  StepState = "running"
	StepWaiting  StepState = "waiting"
	StepDone     StepState = "done"
	StepSkipped  StepState = "skipped"
	StepFailed   StepState = "failed"
	StepUnknown  StepState = "unknown" // nobody can tell whether it was done
	StepUndone   StepState = "undone"
	StepStanding StepState = "standing" // its undo failed, or was given up
)

// StepOutcome is what is known of a step.
type StepOutcome struct {
	ID       string          `json:"id"`           // a path, "remind/post", for a step within another
	Do       string          `json:"do,omitempty"` // the action, or what else the step is: "approve", "each" …
	State    StepState       `json:"state"`
	Attempts int             `json:"attempts"`
	Times    int             `json:"times,omitempty"` // of a step within a loop: how often it was done; the rest tells of the latest
	Says     string          `json:"says,omitempty"`
	Output   json.RawMessage `json:"output,omitempty"`
	From     string          `json:"from,omitempty"` // the run that did it, where this one took it over
	Undo     string          `json:"undo,omitempty"` // how it can be or was undone: "restore", "none" for what can't be
	Error    string          `json:"error,omitempty"`
	Begun    *time.Time      `json:"begun,omitempty"`
	Ended    *time.Time      `json:"ended,omitempty"`
}

// Done is an effect that can be taken back. There may be ten thousand of them, so it holds no more than what names the effect; the
// ledger has the rest.
type Done struct {
	Path   string      `json:"p"`
	Epoch  int         `json:"e,omitempty"`
	Node   int         `json:"n"` // of the step in the plan, in order of appearance
	Custom *CustomUndo `json:"c,omitempty"`

	// Where the run took the effect over: which of the seed's runs did it, and in which one's plan Node is counted. 0 stands for
	// this run, 1 for the first of the seed's.
	Of int `json:"o,omitempty"`
	In int `json:"i,omitempty"`
}

// CustomUndo is the action that a plan names in place of an action's own undo, with its arguments filled in.
type CustomUndo struct {
	Do   string          `json:"do"`
	With json.RawMessage `json:"with"`
}

// Question is what a run asks a person.
type Question struct {
	Step    string     `json:"step"`
	Kind    AskKind    `json:"kind"`
	Says    string     `json:"says"`
	Choices []Choice   `json:"choices"`
	Digest  string     `json:"digest"`          // what a decision binds to
	By      string     `json:"by,omitempty"`    // who is asked; empty: anybody who may
	Until   *time.Time `json:"until,omitempty"` // then it is denied

	FourEyes bool   `json:"four_eyes,omitempty"` // who started the run can't approve
	Paused   string `json:"paused,omitempty"`    // of AskPaused: the connection

	// With is what the step was given that failed, or of which nobody knows: what a Retry with other arguments replaces, all of it.
	With map[string]any `json:"with,omitempty"`
}

// AskKind is why a run asks.
type AskKind string

// The reasons to ask.
const (
	AskApproval   AskKind = "approval"
	AskUnknown    AskKind = "unknown"     // was it done?
	AskFailed     AskKind = "failed"      // it failed; what now?
	AskUndoFailed AskKind = "undo_failed" // it can't be undone; what now?
	AskPaused     AskKind = "paused"      // its connection is paused, and nothing was sent; who resumes it decides for Retry
)

// Choice is an answer.
type Choice string

// The answers.
const (
	Approve Choice = "approve"
	Reject  Choice = "reject"
	Retry   Choice = "retry" // after AskUnknown: it was not done, do it now
	Skip    Choice = "skip"  // after AskUnknown: it was done, go on with the given output
	Undo    Choice = "undo"  // take back what was done
	Stop    Choice = "stop"  // end here and leave everything as it stands
)

// Decision is a person's answer to a question.
type Decision struct {
	Step   string          `json:"step"`
	Choice Choice          `json:"choice"`
	Digest string          `json:"digest"` // of the question that is answered
	By     string          `json:"by"`
	Output json.RawMessage `json:"output,omitempty"` // for Skip
	With   map[string]any  `json:"with,omitzero"`    // for Retry: arguments in place of all those that failed
}

// The names under which a run can be talked to.
const (
	QueryView    = "view"   // → Outcome
	UpdateDecide = "decide" // Decision →
	SignalKeep   = "keep"   // a cancellation that follows leaves everything as it stands
	SignalEvent  = "event"  // Event: something that a wait may be waiting for
)

// Event is what happened in an app.
type Event struct {
	Event   string         `json:"event"` // "jira.issue_transitioned"
	Payload map[string]any `json:"payload"`
}
