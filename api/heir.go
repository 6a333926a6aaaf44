package api

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"

	"go.temporal.io/api/serviceerror"

	"sayso/activities"
	"sayso/connectors"
)

// heir is the run that has the effects of another since that was over: one that takes them back, or one of a changed plan that goes on with
// them. A run has one heir at most, so that nothing is taken back twice or built upon by two. The ledger holds who it is, in a row beside the
// run's effects: the first to write it is the heir.
type heir struct {
	Run  string `json:"run"`
	Undo bool   `json:"undo,omitempty"`
}

// takeOver is what stands in the ledger in the place of an action.
const takeOver = "sayso.take_over"

// bequeath makes a run the heir of another, unless that has one, and gives the one it has.
func (s *Service) bequeath(ctx context.Context, from activities.Identity, to heir) (heir, error) {
	raw, err := json.Marshal(to)
	if err != nil {
		return heir{}, err
	}
	row, _, err := s.Effects.Claim(ctx, activities.Effect{Key: from.Key(), Run: from.Workflow, Action: takeOver, Says: "Taken over by " + to.Run, Input: raw,
		State: activities.Confirmed, Attempt: 1, Begun: s.now()})
	if err != nil {
		return heir{}, ledgerError(err)
	}
	return heirIn(row)
}

// heirOf gives the run that has another's effects, a zero one where nobody has taken them over.
func (s *Service) heirOf(ctx context.Context, from activities.Identity) (heir, error) {
	row, ok, err := s.Effects.Get(ctx, from.Key())
	if err != nil {
		return heir{}, ledgerError(err)
	}
	if !ok {
		return heir{}, nil
	}
	return heirIn(row)
}

func heirIn(row activities.Effect) (h heir, err error) {
	if err := json.Unmarshal(row.Input, &h); err != nil {
		return h, ledgerError(err)
	}
	return h, nil
}

// begun reports whether a run couldn't be started because somebody else has just started it: whoever comes to an heir that isn't there yet
// starts it.
func begun(err error) bool {
	_, is := errors.AsType[*serviceerror.WorkflowExecutionAlreadyStarted](err)
	return is
}

func ledgerError(err error) error {
	return &connectors.Error{Kind: connectors.Unavailable, Code: "ledger", Message: "the effect ledger doesn't answer: " + err.Error(), Err: err}
}

// takenOver is the refusal to touch a run whose effects another has.
func takenOver(lang, id string, by heir) error {
	if by.Undo {
		return conflict(lang, "undone", "run %s was started to take back what run %s did; look at that one",
			"Lauf %s wurde gestartet, um zurückzunehmen, was Lauf %s getan hat; sieh dir jenen an", by.Run, id)
	}
	return conflict(lang, "taken_over", "run %s has taken over what run %s did; undo or retry that one",
		"Lauf %s hat übernommen, was Lauf %s getan hat; nimm jenen zurück oder wiederhole jenen", by.Run, id)
}

// conflict is a refusal in the language of a run, because of how that stands.
func conflict(lang, code, en, de string, args ...any) error {
	return &connectors.Error{Kind: connectors.Conflict, Code: code, Message: fmt.Sprintf(connectors.Doc{En: en, De: de}.In(lang), args...)}
}
