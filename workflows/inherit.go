package workflows

import (
	"encoding/json"
	"slices"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// sow takes the seed over, at the start of a run or where it goes on.
func (r *run) sow() {
	seed := r.start.Seed
	if seed == nil {
		return
	}
	for _, e := range seed.Runs {
		var all []*node
		plant(&all, "", e.Frozen.Plan.Steps, e.Frozen.Steps)
		for _, n := range all {
			n.outcome.Says = e.Says[n.outcome.ID]
		}
		r.past = append(r.past, all)
	}
	if len(r.start.Undo) > 0 { // which takes back what it is told to
		return
	}
	r.seeds = map[string][]Seeded{}
	for _, s := range seed.Steps {
		r.seeds[s.Path] = append(r.seeds[s.Path], s)
		n := r.nodeOf(s.Done)
		if s.Undo {
			r.done = append(r.done, s.Done)
		}
		if n.frozen.Effect == connectors.Irreversible {
			r.pivoted = what(n)
		}
	}
}

// unsown is what is left of the seed for a run that is continued.
func (r *run) unsown() *Seed {
	if r.start.Seed == nil {
		return nil
	}
	left := *r.start.Seed
	left.Steps = slices.DeleteFunc(slices.Clone(left.Steps), func(s Seeded) bool { return !slices.Contains(r.seeds[s.Path], s) })
	return &left
}

// forward carries out the plan, and deals with what of the seed it has no use for. It gives nil where all is done.
func (r *run) forward(ctx workflow.Context, first bool) *stop {
	if first {
		r.takeBackDropped(ctx)
	}
	halt := r.list(ctx, frame{scope: r.scope}, r.top)
	if halt == nil {
		halt = r.takeBackUnreached(ctx)
	}
	return halt
}

// inherit looks for what an earlier run did at a step as the same account and with the very same input, nil for nothing. From then on it is
// this run's: undone as its plan says, or kept. What was only read is read anew once this run has changed anything, for it may have
// changed just that.
func (r *run) inherit(f frame, n *node, with map[string]any) *Seeded {
	path := f.at(n)
	seeds := r.seeds[path]
	raw, err := json.Marshal(with)
	if len(seeds) == 0 || err != nil {
		return nil
	}
	if n.frozen.Effect == connectors.Read && r.touched {
		return nil
	}
	input := activities.Fingerprint(n.Do, n.frozen.Connection, raw)
	i := slices.IndexFunc(seeds, func(s Seeded) bool {
		return s.Input == input && r.nodeOf(s.Done).frozen.Identity == n.frozen.Identity && (!s.Undo || r.stands(s.Done) >= 0 && !r.leaving[named(s.Done)])
	})
	if i < 0 {
		return nil
	}
	s := seeds[i]
	r.seeds[path] = slices.Delete(slices.Clone(seeds), i, i+1)
	n.outcome.From = r.identityOf(s.Done).Workflow
	at := r.stands(s.Done)
	switch {
	case at < 0:
	case n.undoable():
		r.done[at].In, r.done[at].Node, r.done[at].Custom = 0, n.index, nil
	default: // the changed plan leaves it standing
		r.done = slices.Delete(r.done, at, at+1)
	}
	return &s
}

// supersede takes back what earlier runs did at a step with another input, before it is done anew. What can't be taken back stands.
func (r *run) supersede(ctx workflow.Context, n *node, path string) {
	if r.start.Seed == nil {
		return
	}
	r.touched = r.touched || n.frozen.Effect != connectors.Read
	r.takeBackEarlier(ctx, r.inTheWay(n, path))
}

// inTheWay tells which effects of earlier runs can't stand when a step is done anew: what they did at it with another input, and, where it
// alters a record, all alterations through its connection that this run hasn't come to yet. They may be of the same record, and would be
// overwritten; so they are taken back, and done anew behind it.
func (r *run) inTheWay(n *node, path string) func(Done) bool {
	return func(d Done) bool { return d.Path == path || n.alters() && r.nodeOf(d).altersLike(n) }
}

// withLater adds to what is to be taken back all later alterations through the same connections: an alteration can't be taken back from under
// another.
func (r *run) withLater(meant func(Done) bool) func(Done) bool {
	var altered []*node
	for _, d := range r.done {
		if n := r.nodeOf(d); d.In > 0 && n.alters() && meant(d) && !slices.ContainsFunc(altered, n.altersLike) {
			altered = append(altered, n)
		}
	}
	return func(d Done) bool { return meant(d) || slices.ContainsFunc(altered, r.nodeOf(d).altersLike) }
}

// named is what names an effect, and no more.
func named(d Done) Done { return Done{Path: d.Path, Epoch: d.Epoch, Of: d.Of} }

// stands finds an effect of an earlier run among what is to be undone, -1 where it was taken back.
func (r *run) stands(d Done) int {
	return slices.IndexFunc(r.done, func(o Done) bool { return o.Path == d.Path && o.Epoch == d.Epoch && o.Of == d.Of && o.In == d.In })
}

// takeBackDropped takes back what the changed plan has no steps for, where a person said so.
func (r *run) takeBackDropped(ctx workflow.Context) {
	if r.start.Seed != nil && r.start.Seed.Dropped == DropUndo {
		r.takeBackEarlier(ctx, r.dropped)
	}
}

// takeBackUnreached takes back at the end what earlier runs did and this one didn't come to, latest first. It gives nil when all is done.
func (r *run) takeBackUnreached(ctx workflow.Context) *stop {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	unreached := func(d Done) bool { return d.In > 0 && !r.dropped(d) }
	if slices.ContainsFunc(r.done, unreached) {
		r.settle(ctx)
	}
	begun := len(r.done)
	for i := begun - 1; i >= 0; i-- {
		if !unreached(r.done[i]) {
			continue
		}
		if len(r.done) < begun && r.full(ctx) {
			r.stand(Position{Path: listOf(""), Next: len(r.top)})
			return &stop{again: true}
		}
		if r.takeBack(ctx, r.done[i]) {
			r.done = slices.Delete(r.done, i, i+1)
		}
	}
	return nil
}

// takeBackEarlier undoes those effects of earlier runs that were not inherited and are meant, latest first.
func (r *run) takeBackEarlier(ctx workflow.Context, meant func(Done) bool) {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	all := r.withLater(meant)
	for _, d := range r.done {
		if d.In > 0 && all(d) {
			r.leaving[named(d)], r.touched = true, true
		}
	}
	if r.turn.Lock(ctx) != nil { // which only a cancellation could keep from it, and none reaches here
		return
	}
	defer r.turn.Unlock()
	r.takeBackThose(ctx, func(d Done) bool { return d.In > 0 && all(d) })
}

// dropped reports whether the changed plan has no such step any more.
func (r *run) dropped(d Done) bool {
	n := nodeAt(r.nodes, d.Path)
	return n == nil || n.Do == ""
}

// finalBefore names what earlier runs did that can't be undone, or is to be kept, and that this run didn't take over.
func (r *run) finalBefore() (list []string) {
	if r.start.Seed == nil || r.seeds == nil {
		return nil
	}
	for _, s := range r.start.Seed.Steps {
		n := r.nodeOf(s.Done)
		stays := n.outcome.Undo == plan.UndoNone || n.keeps() && n.frozen.Effect != connectors.Read
		if stays && len(list) < maxNamed && slices.Contains(r.seeds[s.Path], s) {
			list = append(list, r.whatAt(s.Done))
		}
	}
	return list
}

// leftBefore names what an undo was given up of.
func (r *run) leftBefore() (list []string) {
	for _, d := range r.done {
		if d.In > 0 && r.nodeOf(d).outcome.State == StepStanding {
			list = append(list, r.whatAt(d))
		}
	}
	return list
}

// nodeOf is the step that an effect is of, in the plan of whichever run that was.
func (r *run) nodeOf(d Done) *node {
	if d.In > 0 {
		return r.past[d.In-1][d.Node]
	}
	return r.nodes[d.Node]
}

// identityOf says which effect is meant, of whichever run.
func (r *run) identityOf(d Done) activities.Identity {
	if d.Of == 0 {
		return r.identity(d.Path, d.Epoch)
	}
	return r.start.Seed.Effect(d)
}
