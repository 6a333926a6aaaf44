package plan

import (
	"time"

	"sayso/connectors"
)

// Frozen is a checked plan with all that the interpreter needs to know of the catalogue, so that a run is not changed by a newer
// version of a connector. Its Digest identifies it, together with the inputs and the connections' identities; an approval binds to it.
type Frozen struct {
	Plan   Plan           `json:"plan"`
	Inputs map[string]any `json:"inputs,omitempty"` // with defaults filled in
	Steps  []FrozenStep   `json:"steps"`            // one for each of Plan.Steps, in order, and so on within
	Digest string         `json:"digest"`           // "sha256:" and 64 hex digits
}

// FrozenStep is what freezing adds to a step.
type FrozenStep struct {
	Connection string `json:"connection,omitempty"` // "salesforce/prod"; empty where the app needs none
	Identity   string `json:"identity,omitempty"`   // as whom it is signed in
	// Environment is the connection's: "sandbox", "test" or "production".
	Environment string `json:"environment,omitempty"`
	// UndoConnection is that of the action which Undo.Do of the step names.
	UndoConnection string `json:"undo_connection,omitempty"`
	UndoIdentity   string `json:"undo_identity,omitempty"`

	Effect  connectors.Effect   `json:"effect,omitempty"`
	CanUndo bool                `json:"can_undo,omitempty"`
	UndoBy  string              `json:"undo_by,omitempty"`
	Undone  connectors.Sentence `json:"undone,omitzero"` // how Sayso says that it was taken back; may be empty
	Doubt   connectors.Doc      `json:"doubt,omitzero"`  // how Sayso says that its outcome is unknown; may be empty
	Long    bool                `json:"long,omitempty"`
	Says    connectors.Sentence `json:"says"`
	Timeout time.Duration       `json:"timeout"` // of one attempt, or of an approval
	Retry   RetryPolicy         `json:"retry,omitzero"`
	Gates   []Gate              `json:"gates,omitempty"`
	// Latent are gates that the step as it is written doesn't meet, but might with arguments that a person gives it during the run.
	Latent []Gate `json:"latent,omitempty"`

	// Inner are the steps within, one list for each branch of a choose or parallel, one list for an each; Called is the plan that a run
	// step names, frozen with its steps and its inputs' defaults.
	Inner  [][]FrozenStep `json:"inner,omitempty"`
	Called *Frozen        `json:"called,omitempty"`
}

// Ways in which an effect is not undone, beside those in which it is, which the catalogue names.
const (
	UndoNone = "none" // it can't be
	UndoKeep = "keep" // the plan says so
)

// RetryPolicy is a Retry with its defaults filled in.
type RetryPolicy struct {
	Attempts int           `json:"attempts"`
	First    time.Duration `json:"first"`
	Max      time.Duration `json:"max"`
}

// What a step is given where the plan doesn't say.
const (
	StepTimeout     = time.Minute      // of one attempt
	LongTimeout     = 30 * time.Minute // of one attempt at an action that is declared long
	ApprovalTimeout = 30 * time.Minute // then it is denied
	RetryAttempts   = 5
	RetryFirst      = time.Second // pause before the second attempt, then doubling
	RetryMax        = time.Minute // longest pause
)
