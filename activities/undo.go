package activities

import (
	"context"
	"encoding/json"
	"time"

	"sayso/activities/crash"
	"sayso/connectors"
)

// Undo takes back what a step did. What certainly did not happen needs no undo, and what was undone is not undone again.
func (a *Activities) Undo(ctx context.Context, action string, s Step) (Result, error) {
	row, fresh, err := a.Ledger.Take(ctx, a.notKnown(action, s))
	if err != nil {
		return Result{}, notRecorded(err)
	}
	row = a.doubted(s, row)
	switch {
	case row.State == Undone && (fresh || row.SentAt.IsZero()):
		return Result{Nothing: true}, nil
	case row.State == Claimed || row.State == Failed:
		return a.nothing(ctx, row)
	case row.State == Undone: // by an attempt whose answer was lost
		return Result{Undone: a.sayUndone(row)}, nil
	}
	if row.State == Unknown && row.Fingerprint == "" { // see notKnown: there is nothing to look for it with
		return Result{}, nobodyCanTell(true)
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
			return a.nothing(ctx, row)
		}
	}
	if b.op.Undo == nil {
		return Result{Nothing: true}, a.update(ctx, with(row, Undone)) // UndoBy: none_needed
	}
	row.State = Undoing
	begun := a.now()
	if err := a.update(ctx, row); err != nil {
		return Result{}, err
	}
	crash.At(crash.BeforeUndo, row.Run, row.Path)
	if err := a.fence(ctx, &row, begun); err != nil {
		return Result{}, err
	}
	if err := b.op.Undo(b.trace(ctx, "undo"), connectors.RawUndoing{Call: b.call, Out: row.Output, Before: row.Before}); err != nil {
		return Result{}, err
	}
	crash.At(crash.UndoSent, row.Run, row.Path)
	err = a.update(context.WithoutCancel(ctx), with(row, Undone))
	crash.At(crash.Undone, row.Run, row.Path)
	return Result{Undone: a.sayUndone(row)}, err
}

// sayUndone says in the action's own words that it was taken back.
func (a *Activities) sayUndone(row Effect) string {
	op, ok := a.Registry.Action(row.Action)
	if !ok || op.Undone.En == "" {
		return ""
	}
	args := map[string]any{}
	// Both are JSON objects, or there is nothing to tell of them. What a person wrote, "#general", says more than the id that came of it.
	_ = json.Unmarshal(row.Output, &args)
	_ = json.Unmarshal(row.Input, &args)
	return op.Undone.Render(row.Lang, args)
}

// lookBeforeUndo finds out whether an effect of unknown outcome is there to be undone. Putting an old value back is harmless in
// either case; deleting what was never made is not possible, and cancelling what may not exist is a guess.
func (a *Activities) lookBeforeUndo(ctx context.Context, b bound, row *Effect) (there bool, err error) {
	if b.op.Find != nil {
		out, found, err := b.op.Find(b.trace(ctx, "find"), b.call)
		switch {
		case err != nil:
			return false, stillUnknown(err)
		case found == connectors.FoundYes:
			row.Output = out
			return true, nil
		case found == connectors.FoundNo && (!b.forgotten || !a.keptHere(b.op)):
			if wait := a.lookAgain(b, *row); wait > 0 {
				return false, notYet(wait, nil)
			}
			return false, nil
		}
	}
	if len(row.Before) > 0 {
		return true, nil
	}
	return false, nobodyCanTell(b.forgotten)
}

func nobodyCanTell(forgotten bool) error {
	says := "nobody can tell whether it was done, so it can't be undone"
	if forgotten {
		says = lostAnswer(true) + ": " + says
	}
	return &connectors.Error{Kind: connectors.Unknown, Code: CodeAsk, Message: says}
}

func with(row Effect, s State) Effect { row.State = s; return row }

// nothing records that there was nothing to take back. An attempt that was thought lost, and comes back to life, finds that the step isn't to be
// done any more.
func (a *Activities) nothing(ctx context.Context, row Effect) (Result, error) {
	row.State, row.SentAt = Undone, time.Time{}
	return Result{Nothing: true}, a.update(ctx, row)
}

// notKnown is the row of a step that is undone and that the ledger doesn't know: it was never begun. Where the ledger was put back since, it is
// one of which nobody knows; it has a fingerprint where its input is known, by which it can be looked for.
func (a *Activities) notKnown(action string, s Step) Effect {
	row := Effect{Key: s.Key(), Run: s.Workflow, Path: s.Path, Action: action, Connection: s.Connection, Says: s.Says, Lang: s.Lang, Input: json.RawMessage(`{}`), State: Undone,
		Attempt: 1, Begun: a.now()}
	if !a.forgotten(s) {
		return row
	}
	row.State, row.SentAt, row.Error = Unknown, a.Restored, lostAnswer(true)
	if len(s.With) > 0 {
		row.Input, row.Fingerprint = s.With, s.fingerprint(action)
	}
	return row
}
