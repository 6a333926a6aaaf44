package api

import (
	"context"

	"sayso/connectors"
	"sayso/workflows"
)

// Undo takes back what a run did: at once where it waits, by a new run where it is over. It gives the id of the run to watch. What is
// being taken back already is not taken back twice: then that is the run to watch.
func (s *Service) Undo(ctx context.Context, id, by string) (string, error) {
	run, err := s.Get(ctx, id)
	switch {
	case err != nil:
		return "", err
	case run.Question != nil && run.Question.Kind != workflows.AskApproval:
		return id, s.Decide(ctx, DecideRequest{Run: id, Choice: workflows.Undo, By: by})
	case run.Ended == nil:
		return id, s.Cancel(ctx, id, false)
	case len(run.Done) == 0:
		return "", nothingToUndo(run.Lang, id)
	}
	start, err := s.startOf(ctx, id)
	if err != nil {
		return "", err
	}
	us := heir{Run: newID(undoName(run.Plan)), Undo: true}
	has, err := s.bequeath(ctx, run.identity, us)
	if err != nil {
		return "", err
	}
	if has != us {
		if watch, err := s.undoneBy(ctx, id, has, by); err != nil || watch != "" {
			return watch, err
		}
	}
	o := StartOptions{ID: has.Run, By: by, Approved: true, Undo: run.Done, UndoOf: run.identity, Seed: start.Seed}
	if len(start.Undo) > 0 { // it was to take back another's effects, and these are what it left
		o.UndoOf = start.UndoOf
	}
	watch, err := s.begin(ctx, &start.Frozen, o)
	switch {
	case !begun(err):
		return watch, err
	case !has.Undo:
		return "", takenOver(run.Lang, id, has)
	}
	return has.Run, nil
}

func nothingToUndo(lang, id string) error {
	return conflict(lang, "nothing_to_undo", "run %s left nothing that could be undone", "Lauf %s hat nichts hinterlassen, was sich zurücknehmen ließe", id)
}

func undoneAlready(lang, id string, by heir) error {
	return conflict(lang, "undone", "what run %s did was taken back by run %s", "was Lauf %s getan hat, hat Lauf %s zurückgenommen", id, by.Run)
}

// undoneBy gives the run to watch where another has a run's effects, "" where that one never began: then whoever comes first begins it.
func (s *Service) undoneBy(ctx context.Context, id string, has heir, by string) (string, error) {
	other, err := s.Get(ctx, has.Run)
	switch {
	case connectors.KindOf(err) == connectors.NotFound:
		return "", nil
	case err != nil:
		return "", err
	case !has.Undo:
		return "", takenOver(other.Lang, id, has)
	case other.Ended != nil && len(other.Done) > 0: // it left something
		return s.Undo(ctx, has.Run, by)
	case other.Ended != nil:
		return "", undoneAlready(other.Lang, id, has)
	}
	return has.Run, nil
}

// UndoPreview says what would be taken back if a run were undone.
type UndoPreview struct {
	Run    string         `json:"run_id"`
	Lang   string         `json:"lang,omitempty"`
	Undo   []PastEffect   `json:"undo"`   // latest first, as they would be taken back; no more than a person reads
	Ways   map[string]int `json:"ways"`   // how many of all of them are taken back in which way: {"restore": 2}
	Stands []PastEffect   `json:"stands"` // what can't be undone, or is to be kept, latest first; no more than a person reads
	Stay   int            `json:"stay"`   // how many of those there are in all
}

// Total is how many effects would be taken back.
func (p UndoPreview) Total() (n int) {
	for _, count := range p.Ways {
		n += count
	}
	return n
}

// UndoPreview tells what undoing a run would take back, in reverse, and what would stay. It changes nothing.
func (s *Service) UndoPreview(ctx context.Context, id string) (UndoPreview, error) {
	past, err := s.past(ctx, id)
	if err != nil {
		return UndoPreview{}, err
	}
	p := UndoPreview{Run: id, Lang: past.run.Lang, Undo: []PastEffect{}, Stands: []PastEffect{}, Ways: map[string]int{}}
	if past.heir.Run != "" && !past.heir.Undo {
		return p, takenOver(p.Lang, id, past.heir)
	}
	for _, e := range past.standing() {
		switch {
		case !e.undo:
			if p.Stay++; p.Stay <= maxPastEffects {
				p.Stands = append(p.Stands, e.PastEffect)
			}
		default:
			if p.Ways[e.Way]++; len(p.Undo) < maxPastEffects {
				p.Undo = append(p.Undo, e.PastEffect)
			}
		}
	}
	switch {
	case p.Total() > 0 || past.run.Ended == nil:
		return p, nil
	case past.heir.Undo:
		return p, undoneAlready(p.Lang, id, past.heir)
	}
	return p, nothingToUndo(p.Lang, id)
}
