package api

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"sayso/connectors"
	"sayso/connectors/sandbox"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// ChangeRequest asks to go on with a run under a changed plan.
type ChangeRequest struct {
	Run     string
	Plan    *plan.Plan
	Inputs  map[string]any    // of the new run; those that are missing are the old run's
	Dropped workflows.Dropped // what becomes of effects that the changed plan has no steps for; "" refuses them
}

// Change is what going on with a run under a changed plan would do. It is approved by its digest, which covers the frozen plan, its inputs
// and connections, and all that is taken over.
type Change struct {
	Run       string         `json:"run_id"` // the old one
	Lang      string         `json:"lang,omitempty"`
	Steps     []ChangedStep  `json:"steps"`
	Dropped   []PastEffect   `json:"dropped"`   // what the changed plan has no steps for, latest first; no more than a person reads
	Unreached []PastEffect   `json:"unreached"` // what is taken back at the end, for the run won't come to it; likewise
	Stands    []PastEffect   `json:"stands"`    // what was done with another input, or has no step any more, and can't be taken back; likewise
	Problems  []plan.Problem `json:"problems"`  // with an error among them nothing can be started
	Digest    string         `json:"digest"`
	PlanID    string         `json:"plan_id,omitempty"` // under which a desk keeps the changed plan

	request ChangeRequest
	frozen  *plan.Frozen
	past    past
}

// ChangedStep is a line of the changed plan's preview, with what becomes of what was done already.
type ChangedStep struct {
	plan.EffectLine
	Then     string              `json:"then,omitempty"` // in words: "Done already, and kept."; "" for a line that is no action
	Foreseen *workflows.Foreseen `json:"foreseen,omitempty"`
}

// Change tells what it would mean to go on with a run under a changed plan. It changes nothing.
func (s *Service) Change(ctx context.Context, r ChangeRequest) (Change, error) {
	past, err := s.past(ctx, r.Run)
	if err != nil {
		return Change{}, err
	}
	if err := past.changeable(); err != nil {
		return Change{}, err
	}
	if !slices.Contains([]workflows.Dropped{"", workflows.DropUndo, workflows.DropKeep}, r.Dropped) {
		return Change{}, connectors.Errorf(connectors.Invalid, "what the changed plan has no steps for is taken back with undo, or stays with keep; not %q", r.Dropped)
	}
	c := Change{Run: r.Run, Lang: r.Plan.Language, Steps: []ChangedStep{}, Dropped: []PastEffect{}, Unreached: []PastEffect{}, Stands: []PastEffect{},
		Problems: []plan.Problem{}, request: r, past: past}
	c.frozen, c.Problems, err = s.Freeze(ctx, r.Plan, past.inputs(r), past.scope())
	if err != nil || c.frozen == nil {
		return c, err
	}
	c.Lang = c.frozen.Plan.Language
	err = c.foresee()
	return c, err
}

// changeable says why a run can't be gone on with under another plan, nil where it can.
func (p past) changeable() error {
	id := p.run.RunID
	no := func(code, en, de string, args ...any) error {
		return conflict(p.run.Lang, code, en, de, append([]any{id}, args...)...)
	}
	switch {
	case p.heir.Run != "":
		return takenOver(p.run.Lang, id, p.heir)
	case len(p.start.Undo) > 0:
		return no("undo_run", "run %s was started to take another back; there is nothing in it to go on with",
			"Lauf %s wurde gestartet, um einen anderen zurückzunehmen; darin gibt es nichts, womit es weitergehen könnte")
	case p.run.Ended == nil && p.run.Question == nil:
		return no("still_running", "run %s goes on by itself; wait for it, or end it with `sayso cancel --keep`",
			"Lauf %s geht von selbst weiter; warte auf ihn oder beende ihn mit `sayso cancel --keep`")
	case p.run.Ended == nil && undoing(*p.run.Question):
		return no("undoing", "run %s is being undone; decide on that first", "Lauf %s wird gerade zurückgenommen; entscheide das zuerst")
	case len(p.doubts) > 0:
		var paths []string
		for _, row := range p.doubts[:min(len(p.doubts), maxPastEffects)] {
			paths = append(paths, row.Path)
		}
		return no("in_doubt", "of run %s nobody can tell whether this was done: %s; undo the run, and start the changed plan by itself",
			"von Lauf %s weiß niemand, ob dies geschehen ist: %s; nimm den Lauf zurück und starte den geänderten Plan für sich", strings.Join(paths, ", "))
	}
	return nil
}

// undoing reports whether a question is about taking back, which can't be taken back itself.
func undoing(q workflows.Question) bool {
	return q.Kind != workflows.AskApproval && !slices.Contains(q.Choices, workflows.Undo)
}

// inputs are those of the new run: what is given, and for the rest what the old one had, as far as the changed plan still asks for it.
func (p past) inputs(r ChangeRequest) map[string]any {
	in := map[string]any{}
	for name := range r.Plan.Inputs {
		if v, ok := p.start.Frozen.Inputs[name]; ok {
			in[name] = v
		}
	}
	maps.Copy(in, r.Inputs)
	return in
}

// scope is the sandbox for a run in the sandbox.
func (p past) scope() Scope { return Scope{Sandbox: inSandbox(p.start.Frozen.Steps)} }

func inSandbox(steps []plan.FrozenStep) bool {
	return slices.ContainsFunc(steps, func(f plan.FrozenStep) bool {
		return f.Environment == sandbox.Environment || f.Called != nil && inSandbox(f.Called.Steps) || slices.ContainsFunc(f.Inner, inSandbox)
	})
}

// maxSeed keeps the start of a run within what Temporal takes as one input, which is 2 MB.
const maxSeed = 1_500_000

// foresee fills in what the run would do with what was done already.
func (c *Change) foresee() error {
	seed := c.past.seed
	seed.Dropped = c.request.Dropped
	seed.Seal(*c.frozen)
	c.Digest = seed.Digest
	raw, err := json.Marshal(seed)
	if err != nil || len(raw) > maxSeed {
		return conflict(c.Lang, "too_much", "run %s did more than a changed plan can take over; undo it, and start the changed plan by itself",
			"Lauf %s hat mehr getan, als ein geänderter Plan übernehmen kann; nimm ihn zurück und starte den geänderten Plan für sich", c.Run)
	}
	outputs := map[string]json.RawMessage{}
	for key, row := range c.past.rows {
		outputs[key] = row.Output
	}
	foresight := workflows.Foresee(workflows.Start{Frozen: *c.frozen, Seed: seed, Trigger: c.past.start.Trigger}, outputs)
	c.Steps = c.lines(foresight.Steps)
	c.Dropped, c.Unreached, c.Stands = c.effects(foresight.Dropped), c.effects(foresight.Unreached), c.effects(foresight.Stands)
	if len(c.Dropped) > 0 && seed.Dropped == "" {
		return c.droppedSteps()
	}
	return nil
}

// droppedSteps is the refusal to start a plan that has no steps for what stands.
func (c *Change) droppedSteps() error {
	var paths []string
	for _, e := range c.Dropped {
		paths = append(paths, e.Step+" ("+e.Says+")")
	}
	says := connectors.Doc{
		En: "the changed plan has no step for what run %s did: %s. Say what becomes of it: --dropped undo takes it back first, --dropped keep leaves it",
		De: "der geänderte Plan hat keinen Schritt für das, was Lauf %s getan hat: %s. Sage, was damit wird: --dropped undo nimmt es vorher zurück, --dropped keep lässt es stehen"}
	return &connectors.Error{Kind: connectors.Invalid, Code: "dropped_steps", Message: fmt.Sprintf(says.In(c.Lang), c.Run, strings.Join(paths, "; "))}
}

// effects says effects that were taken over, as many as a person reads.
func (c *Change) effects(list []workflows.Done) []PastEffect {
	out := []PastEffect{}
	for _, d := range list[:min(len(list), maxPastEffects)] {
		out = append(out, c.past.tell(c.past.rows[c.past.seed.Effect(d).Key()], d.In).PastEffect)
	}
	return out
}

// Approve tells whether a say-so that was given for a digest is one for this change. Where it isn't, something has changed since, and the
// error is a Conflict.
func (c Change) Approve(digest string) error {
	if c.frozen != nil && c.Digest == digest {
		return nil
	}
	return c.changedSince()
}

func (c Change) changedSince() error {
	return conflict(c.Lang, "digest_changed", "run %s, the plan, its connections or the policy have changed since; look at it again",
		"Lauf %s, der Plan, seine Verbindungen oder die Richtlinie haben sich seitdem geändert; sieh es dir neu an", c.Run)
}

// StartChange goes on with a run under a changed plan, as it was shown and approved, and gives the new run's id. A run that waits for a
// person is ended first, and leaves everything as it stands. approved says that whoever starts it may open the gates that policy puts before
// its steps. From then on the old run can't be undone or retried by itself.
func (s *Service) StartChange(ctx context.Context, c Change, by string, approved bool) (string, error) {
	run, err := s.Get(ctx, c.Run)
	if err != nil {
		return "", err
	}
	if run.Ended == nil {
		if err := s.Cancel(ctx, c.Run, true); err != nil {
			return "", err
		}
		if _, err := s.Watch(ctx, c.Run, 100*time.Millisecond, func(Run) {}); err != nil {
			return "", err
		}
	}
	now, err := s.Change(ctx, c.request)
	if err != nil {
		return "", err
	}
	if now.frozen == nil || now.Digest != c.Digest {
		return "", c.changedSince()
	}
	us := heir{Run: firstOf(now.past.promised, newID(now.frozen.Plan.Name))}
	has, err := s.bequeath(ctx, now.past.run.identity, us)
	if err != nil {
		return "", err
	}
	if has != us {
		return "", takenOver(c.Lang, c.Run, has)
	}
	id, err := s.begin(ctx, now.frozen, StartOptions{ID: us.Run, By: by, Approved: approved, Seed: now.past.seed, Trigger: now.past.start.Trigger})
	if begun(err) {
		return "", takenOver(c.Lang, c.Run, us)
	}
	return id, err
}
