package connectors

import (
	"context"
	"encoding/json"
	"time"
)

// Effect says what an action does to the world. The zero value is refused by [NewRegistry].
type Effect string

// The three effects.
const (
	Read         Effect = "read"         // changes nothing
	Write        Effect = "write"        // changes something, and Undo puts it back
	Irreversible Effect = "irreversible" // can't be taken back: the pivot of a saga
)

// Once says what keeps a second attempt from doing the thing twice.
type Once string

// The ways, strongest first. Only OnceNone can't be attempted again after its outcome was lost.
const (
	OnceTx          Once = "tx"   // the effect and its key are committed in one transaction
	OnceKey         Once = "key"  // the vendor honours our idempotency key
	OnceID          Once = "id"   // we name the record, or the same value set twice is the same
	OnceConditional Once = "cond" // a conditional write; the second one is refused
	OnceFind        Once = "find" // a marker goes out with the write and is looked for before it is sent again
	OnceNone        Once = "none" // nothing does: at most once, and a lost answer is a question to a person
)

// Resend reports whether the same call may simply be sent again after its answer was lost.
func (o Once) Resend() bool {
	switch o {
	case OnceTx, OnceKey, OnceID, OnceConditional:
		return true
	}
	return false
}

// Found is the answer of a look-up for an effect whose outcome is not known.
type Found string

// The answers of Find.
const (
	FoundYes        Found = "yes"
	FoundNo         Found = "no"
	FoundCannotTell Found = "cannot_tell"
)

// Action is one thing an app can do. Do is mandatory; a Write has Undo, a OnceFind has Find. Those of a [Connector] that is only
// declared have none of the functions.
type Action[In, Out any] struct {
	Name        string   // unique within the app: "update_account"
	Doc         Doc      // one sentence for people who choose an action
	Asks        Phrases  // how people ask for it
	Says        Sentence // how Sayso says what it will do: "Set {account} to {status}"
	Effect      Effect
	Once        Once
	UndoBy      string   // how Undo takes it back: "restore", "delete", "cancel" …
	Undone      Sentence // how Sayso says that it was taken back, from input and output: "invoice {number} cancelled"; may be empty
	Doubt       Doc      // how Sayso says that its outcome is unknown: "I don't know whether it was sent"; may be empty
	Destructive bool     // destroys data of a person: needs an approval
	OneOf       []string // at least one of these arguments is needed
	Long        bool     // may take over ten seconds: it is never run in the quick lane

	// Announces says that Do calls Call.Announce itself, right ahead of the one request that counts, as after a long
	// introduction. Until then nothing can have happened, so that a crash leaves less in doubt.
	Announces bool

	// Lag is how long after a write Find may still miss it, as with a search index. A "no" within Lag is no proof.
	Lag time.Duration

	// Do carries the action out. With the same Key it may be called again, as Once says.
	Do func(context.Context, Call[In]) (Out, error)
	// Before reads what Do will overwrite. It is saved ahead of Do and handed to Undo.
	Before func(context.Context, Call[In]) (json.RawMessage, error)
	// Undo takes back what Do did. It may be called again, and must then succeed again.
	Undo func(context.Context, Undoing[In, Out]) error
	// Find looks for the effect of an earlier Do with the same Key.
	Find func(context.Context, Call[In]) (Out, Found, error)
	// Preview reads what Do would change, without changing it.
	Preview func(context.Context, Call[In]) ([]Change, error)
}

// Call is what an action is called with.
type Call[In any] struct {
	In    In
	Conn  *Connection
	Key   string // 32 hex digits; the same for every attempt at one effect
	Lang  string // "en" or "de": the language of the person who asked
	Files Files
	Now   time.Time // when the step was first attempted; the same for every attempt

	// Sending records that the effect is about to happen; set where the action announces it. Call it through Announce.
	Sending func(context.Context) error
}

// Announce says that what follows may take effect. An error means that it must not be sent: return it.
func (c Call[In]) Announce(ctx context.Context) error {
	if c.Sending == nil {
		return nil
	}
	return c.Sending(ctx)
}

// Undoing is what an undo is called with.
type Undoing[In, Out any] struct {
	Call[In]
	Out    Out             // what Do returned
	Before json.RawMessage // what Before returned; empty where the action has no Before
}

// Change is one difference an action would make, as read before it is made.
type Change struct {
	Of     string `json:"of"`     // the record, in words: "Account ACME Corp"
	Field  string `json:"field"`  // the vendor's field name
	Before string `json:"before"` // "" where there was nothing
	After  string `json:"after"`
}
