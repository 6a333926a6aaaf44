package api

import (
	"context"
	"slices"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// PastEffect is what a run did, and what can be done about it.
type PastEffect struct {
	Step   string `json:"step"`
	Action string `json:"action"`
	Way    string `json:"way"`  // how it is taken back: "restore", "delete" …; an action, where the plan names one; "none" or "keep" where it isn't
	Says   string `json:"says"` // what it did: "Update the account ACME Corp: status Invoiced"
	Then   string `json:"then"` // how it is taken back, in words: "Undo puts back what was there."
}

// maxPastEffects is as many as a person reads of ten thousand.
const maxPastEffects = 50

// past is a run with all that is known of what it did: by itself, and by those that it had taken over.
type past struct {
	run   Run
	start workflows.Start
	heir  heir // that has its effects since, zero for none
	// promised is the id of the run of a changed plan that was to be the heir and was never begun, as after a crash. Whatever becomes
	// the heir begins under it, so that there is one even then.
	promised string
	seed     *workflows.Seed
	doubts   []activities.Effect
	rows     map[string]activities.Effect // by key
	steps    []workflows.Steps            // of the seed's runs
}

func (s *Service) past(ctx context.Context, id string) (past, error) {
	p := past{rows: map[string]activities.Effect{}}
	var err error
	if p.run, err = s.Get(ctx, id); err != nil {
		return p, err
	}
	if p.start, err = s.startOf(ctx, id); err != nil {
		return p, err
	}
	if p.heir, err = s.heirOf(ctx, p.run.identity); err != nil {
		return p, err
	}
	if p.heir.Run != "" && !p.heir.Undo {
		if _, err := s.Get(ctx, p.heir.Run); connectors.KindOf(err) == connectors.NotFound {
			p.promised, p.heir = p.heir.Run, heir{}
		}
	}
	from := workflows.Past{Identity: p.run.identity, Start: p.start, Steps: p.run.Steps, Done: p.run.Done}
	if len(p.start.Undo) > 0 { // what it left is what another had done
		from.Identity = p.start.UndoOf
	}
	var runs []activities.Identity
	if p.start.Seed != nil {
		for _, earlier := range p.start.Seed.Runs {
			runs = append(runs, earlier.Identity)
		}
	}
	for _, of := range append(runs, from.Identity) {
		rows, err := s.Effects.OfRun(ctx, of.Workflow)
		if err != nil {
			return p, ledgerError(err)
		}
		from.Effects = append(from.Effects, rows)
		for _, row := range rows {
			p.rows[row.Key] = row
		}
	}
	p.seed, p.doubts = workflows.TakeOver(from)
	for _, earlier := range p.seed.Runs {
		p.steps = append(p.steps, workflows.StepsOf(earlier.Frozen))
	}
	return p, nil
}

// effect is a past effect, and whether it is to be taken back when the run is undone.
type effect struct {
	PastEffect
	undo bool
}

// standing lists what stands of the run's effects, or may stand, latest first. What only read is none.
func (p past) standing() (list []effect) {
	for _, row := range slices.Backward(p.doubts) {
		e := p.tell(row, len(p.seed.Runs))
		e.Then = connectors.Doc{En: "Nobody can tell whether it was done. ", De: "Niemand weiß, ob es geschehen ist. "}.In(p.run.Lang) + e.Then
		list = append(list, e)
	}
	for _, s := range slices.Backward(p.seed.Steps) {
		if e := p.tell(p.rows[p.seed.Effect(s.Done).Key()], s.In); e.Way != "" {
			e.undo = s.Undo
			list = append(list, e)
		}
	}
	return list
}

// tell says a row of the ledger, as the plan of one of the seed's runs has its step. Way is "" for what only read.
func (p past) tell(row activities.Effect, in int) effect {
	f := p.seed.Runs[in-1].Frozen
	s, frozen, _ := p.steps[in-1].At(row.Path)
	e := effect{PastEffect: PastEffect{Step: row.Path, Action: row.Action, Says: row.Says, Then: f.SayUndo(p.run.Lang, s, frozen)}}
	switch {
	case frozen.Effect == connectors.Read || frozen.Effect == "":
		return e
	case s.Undo != nil && s.Undo.Keep:
		e.Way = plan.UndoKeep
	case s.Undo != nil && s.Undo.Do != "":
		e.Way, e.undo = s.Undo.Do, true
	case !frozen.CanUndo:
		e.Way = plan.UndoNone
	default:
		e.Way, e.undo = frozen.UndoBy, true
	}
	return e
}
