package activities

import (
	"context"
	"errors"
	"fmt"
	"time"

	"sayso/connectors"
)

// Pausable is what can be paused.
type Pausable string

// What can be paused.
const (
	OfConnection Pausable = "connection" // no step sends anything through it; those that come to it wait
	OfPlan       Pausable = "plan"       // no run of it is begun; those under way go on
)

// The codes of the error of a [Paused].
const (
	CodeConnectionPaused = "connection_paused"
	CodePlanPaused       = "plan_paused"
)

// Pause says what was paused by whom and why.
type Pause struct {
	Of    Pausable  `json:"of"`
	Name  string    `json:"name"` // "salesforce/prod", "invoice-and-confirm"
	Since time.Time `json:"since"`
	By    string    `json:"by"`
	Why   string    `json:"why,omitempty"`
}

// Says is the pause as a sentence without its full stop.
func (p Pause) Says(lang string) string {
	since := p.Since.UTC().Format("2006-01-02 15:04 MST")
	what := connectors.Doc{}
	if p.Of == OfPlan {
		what = connectors.Doc{En: "plan ", De: "der Plan "}
	}
	says := fmt.Sprintf(connectors.Doc{En: "%s%s is paused since %s by %s", De: "%s%s ist seit %s von %s angehalten"}.In(lang), what.In(lang), connectors.ConnectionName(p.Name), since, p.By)
	if p.Why != "" {
		says += ": " + p.Why
	}
	return says
}

// Refusal is the error of whoever comes to what is paused: nothing was sent. It is of kind Conflict, so that nothing is tried again by
// itself.
func (p Pause) Refusal(lang string) *connectors.Error {
	code := CodeConnectionPaused
	if p.Of == OfPlan {
		code = CodePlanPaused
	}
	return &connectors.Error{Kind: connectors.Conflict, Code: code, Message: p.Says(lang), Err: &Paused{p}}
}

// Paused is the pause behind an error, for those who say it in a language of their own.
type Paused struct{ Pause }

func (p *Paused) Error() string { return p.Says("en") }

// inWords says in the language of a run that its connection is paused; any other error it gives as it is.
func inWords(err error, lang string) error {
	if p, ok := errors.AsType[*Paused](err); ok {
		return p.Refusal(lang)
	}
	return err
}

// whilePaused is what a step comes to whose connection is paused. One that was done before the pause, in a workflow task that was lost, has
// what it gave; one whose answer was lost gets the error as of kind Unknown, for it may have been done; any other gets the error.
func (a *Activities) whilePaused(ctx context.Context, action string, s Step, cause error) (Result, error) {
	if _, paused := errors.AsType[*Paused](cause); !paused {
		return Result{}, cause
	}
	row, ok, err := a.Ledger.Get(ctx, s.Key())
	switch {
	case err != nil:
		return Result{}, notRecorded(err)
	case !ok || row.Fingerprint != s.fingerprint(action):
		return Result{}, cause
	case row.State == Confirmed || row.State == Reconciled:
		return Result{Output: row.Output}, nil
	case row.State == Sent || row.State == Unknown:
		doubt := *connectors.AsError(cause)
		doubt.Kind = connectors.Unknown
		return Result{}, &doubt
	}
	return Result{}, cause
}
