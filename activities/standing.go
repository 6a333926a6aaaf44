package activities

import (
	"context"
	"encoding/json"

	"sayso/connectors"
)

// StandingName is the activity that lists the effects of a run which stand, or may stand.
const StandingName = "sayso.standing"

// Standing is an effect that the ledger knows of.
type Standing struct {
	Path string `json:"p"`
	Key  string `json:"k"`

	Final  bool   `json:"f,omitempty"` // it can't be taken back
	Unsure bool   `json:"u,omitempty"` // of a final one: it may not have happened
	Says   string `json:"s,omitempty"` // of a final one, in words
}

// Standing lists the effects of a run that happened or may have happened, and were not undone, in the order in which they were begun. A
// run asks for it before it undoes: a workflow task that was lost, with the quick steps in it, may have done what the run doesn't
// know of, where something else came first when the task was done again. From then on the run begins nothing any more.
func (a *Activities) Standing(ctx context.Context, run Identity) ([]Standing, error) {
	over := Effect{Key: run.ending(), Run: run.Workflow, Action: StandingName, Input: json.RawMessage(`{}`), State: Undone, Attempt: 1, Begun: a.now()}
	if _, _, err := a.Ledger.Take(ctx, over); err != nil {
		return nil, failure(notRecorded(err))
	}
	rows, err := a.Ledger.OfRun(ctx, run.Workflow)
	if err != nil {
		return nil, failure(notRecorded(err))
	}
	list := []Standing{}
	for _, row := range rows {
		op, known := a.Registry.Action(row.Action)
		if !known || row.State == Claimed || row.State == Failed || row.State == Undone {
			continue
		}
		switch {
		case op.Undo != nil:
			list = append(list, Standing{Path: row.Path, Key: row.Key})
		case op.Effect == connectors.Irreversible:
			list = append(list, Standing{Path: row.Path, Key: row.Key, Final: true, Unsure: !row.State.Settled(), Says: row.Says})
		}
	}
	return list, nil
}
