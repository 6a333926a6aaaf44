package activities

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// State is how far an effect has come.
type State string

// The states of an effect. UNDOING and UNDONE follow on CONFIRMED, RECONCILED and, where the before-image makes it harmless, UNKNOWN.
const (
	Claimed    State = "CLAIMED"    // intended; nothing was sent
	Sent       State = "SENT"       // on its way: from here on it may have happened
	Confirmed  State = "CONFIRMED"  // happened; the output is stored
	Failed     State = "FAILED"     // certainly did not happen
	Unknown    State = "UNKNOWN"    // may have happened, and nothing can tell
	Reconciled State = "RECONCILED" // happened, as was found out later; the output is stored
	Undoing    State = "UNDOING"    // is being taken back
	Undone     State = "UNDONE"     // was taken back
)

// Settled reports whether the effect's outcome is known for good: doing it again can only give what is stored.
func (s State) Settled() bool {
	return s == Confirmed || s == Reconciled || s == Undoing || s == Undone
}

// Effect is a row of the ledger: one external effect of one run.
type Effect struct {
	Key         string // see Key
	Fingerprint string // of action, connection and input: the same key can't stand for something else

	Run        string // workflow id
	Path       string // step path in the plan
	Action     string // "salesforce.update_account"
	Connection string // "salesforce/prod"
	Says       string // in words, for people
	Lang       string

	Input  json.RawMessage
	Before json.RawMessage // before-image; empty where the action has none
	Output json.RawMessage // set from CONFIRMED on

	State   State
	Attempt int       // counts the claims; whoever holds an older one may no longer send
	Begun   time.Time // when it was first claimed
	SentAt  time.Time // when it was last sent, zero before
	Error   string    // what went wrong last, in words
}

// Ledger keeps effects. Each method is one transaction that is on disk when it returns.
type Ledger interface {
	// Claim writes e, as the first claim, if its key is new. Otherwise it gives the row as it stands, fresh being false, and counts one
	// more claim unless the effect is settled.
	Claim(ctx context.Context, e Effect) (row Effect, fresh bool, err error)
	// Take writes e if its key is new, so that nobody begins it any more. Otherwise it gives the row as it stands, fresh being false, and counts
	// one more claim in any case: whoever holds an older one may no longer send.
	Take(ctx context.Context, e Effect) (row Effect, fresh bool, err error)
	// Note writes e, which nobody else claims, at the latest together with what is claimed next. It may be lost in a crash before that.
	Note(ctx context.Context, e Effect) error
	// Update writes the mutable part of a row (State, Before, Output, SentAt, Error) if the row's Attempt is still e's, and reports
	// whether it was.
	Update(ctx context.Context, e Effect) (bool, error)
	// OfRun gives the effects of a run in the order in which they were begun, without the row that says that it is over.
	OfRun(ctx context.Context, run string) ([]Effect, error)
	// Get reads a row; ok is false where there is none.
	Get(ctx context.Context, key string) (row Effect, ok bool, err error)
}

// Identity says which effect of which run a step is. It survives reset and continue-as-new, for it holds the first run's id.
type Identity struct {
	Namespace string `json:"namespace"`
	Workflow  string `json:"workflow"`
	FirstRun  string `json:"first_run"`
	Path      string `json:"path"`            // of the step, with the numbers of the loops' items around it: "remind[3]/post"
	Epoch     int    `json:"epoch,omitempty"` // counts a person's decisions to do the step anew
}

// Key gives the effect's key: 32 hex digits, the same for each attempt and for no other effect.
func (i Identity) Key() string {
	return digest(i.Namespace, i.Workflow, i.FirstRun, i.Path, strconv.Itoa(i.Epoch))
}

// Fingerprint says what an effect is, whoever does it: an action with its input, through a connection. It has 32 hex digits.
func Fingerprint(action, connection string, input json.RawMessage) string {
	return digest(action, connection, string(input))
}

func (s Step) fingerprint(action string) string { return Fingerprint(action, s.Connection, s.With) }

// ending is the key of the row that says that the run begins nothing any more.
func (i Identity) ending() string { return digest(i.Namespace, i.Workflow, i.FirstRun, "over") }

// digest hashes texts such that no two lists of them give the same input.
func digest(parts ...string) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(strconv.Itoa(len(p)))
		b.WriteByte(':')
		b.WriteString(p)
	}
	sum := sha256.Sum256([]byte(b.String()))
	return hex.EncodeToString(sum[:16])
}
