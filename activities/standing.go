package activities

import "context"

// StandingName is the activity that lists the effects of a run which stand, or may stand.
const StandingName = "sayso.standing"

// Standing is an effect that the ledger knows of.
type Standing struct {
	Path string `json:"p"`
	Key  string `json:"k"`
}

// Standing lists the effects of a run that happened or may have happened, and were not undone, in the order in which they were begun. A
// run asks for it before it undoes: a workflow task that was lost, with the quick steps in it, may have done what the run doesn't
// know of, where something else came first when the task was done again.
func (a *Activities) Standing(ctx context.Context, run string) ([]Standing, error) {
	rows, err := a.Ledger.OfRun(ctx, run)
	if err != nil {
		return nil, failure(notRecorded(err))
	}
	list := []Standing{}
	for _, row := range rows {
		op, known := a.Registry.Action(row.Action)
		if !known || op.Undo == nil || row.State == Claimed || row.State == Failed || row.State == Undone {
			continue
		}
		list = append(list, Standing{Path: row.Path, Key: row.Key})
	}
	return list, nil
}
