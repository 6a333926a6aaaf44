package activities

import (
	"context"
	"encoding/json"

	"sayso/connectors"
)

// Undo takes back what a step did. What certainly did not happen needs no undo, and what was undone is not undone again.
func (a *Activities) Undo(ctx context.Context, action string, s Step) (Result, error) {
	row, ok, err := a.Ledger.Get(ctx, s.Key())
	if err != nil {
		return Result{}, notRecorded(err)
	}
	switch {
	case !ok || row.State == Claimed || row.State == Failed:
		return Result{Nothing: true}, nil
	case row.State == Undone: // by an attempt whose answer was lost
		return Result{Undone: a.sayUndone(row)}, nil
	}
	s.With, s.Lang = row.Input, row.Lang
	b, err := a.bind(ctx, action, s, row.Begun)
	if err != nil {
		return Result{}, err
	}
	if row.State == Sent || row.State == Unknown {
		there, err := a.lookBeforeUndo(ctx, b, &row)
		if err != nil {
			return Result{}, err
		}
		if !there {
			row.State = Failed
			return Result{Nothing: true}, a.record(ctx, row)
		}
	}
	if b.op.Undo == nil {
		return Result{Nothing: true}, a.record(ctx, with(row, Undone)) // UndoBy: none_needed
	}
	if err := a.record(ctx, with(row, Undoing)); err != nil {
		return Result{}, err
	}
	if err := b.op.Undo(b.trace(ctx, "undo"), connectors.RawUndoing{Call: b.call, Out: row.Output, Before: row.Before}); err != nil {
		return Result{}, err
	}
	return Result{Undone: a.sayUndone(row)}, a.record(context.WithoutCancel(ctx), with(row, Undone))
}

// sayUndone says in the action's own words that it was taken back.
func (a *Activities) sayUndone(row Effect) string {
	op, ok := a.Registry.Action(row.Action)
	if !ok || op.Undone.En == "" {
		return ""
	}
	args := map[string]any{}
	_ = json.Unmarshal(row.Input, &args) // both are JSON objects, or there is nothing to tell of them
	_ = json.Unmarshal(row.Output, &args)
	return op.Undone.Render(row.Lang, args)
}

// lookBeforeUndo finds out whether an effect of unknown outcome is there to be undone. Putting an old value back is harmless in
// either case; deleting what was never made is not possible, and cancelling what may not exist is a guess.
func (a *Activities) lookBeforeUndo(ctx context.Context, b bound, row *Effect) (there bool, err error) {
	if b.op.Find != nil {
		out, found, err := b.op.Find(b.trace(ctx, "find"), b.call)
		if err != nil {
			return false, stillUnknown(err)
		}
		switch found {
		case connectors.FoundYes:
			row.Output = out
			return true, nil
		case connectors.FoundNo:
			if wait := a.lookAgain(b, *row); wait > 0 {
				return false, notYet(wait, nil)
			}
			return false, nil
		}
	}
	if len(row.Before) > 0 {
		return true, nil
	}
	return false, &connectors.Error{Kind: connectors.Unknown, Code: CodeAsk, Message: "nobody can tell whether it was done, so it can't be undone"}
}

func with(row Effect, s State) Effect { row.State = s; return row }

// record writes a row whatever attempt it is of: an undo is the interpreter's own, and nothing else runs beside it.
func (a *Activities) record(ctx context.Context, row Effect) error {
	if _, err := a.Ledger.Update(ctx, row); err != nil {
		return notRecorded(err)
	}
	return nil
}
