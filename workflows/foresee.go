package workflows

import (
	"encoding/json"
	"maps"
	"slices"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// Foreseen is what is known of an action's step ahead of a run that takes others over. Within a loop it counts the items; a step that
// will be skipped counts nothing.
type Foreseen struct {
	Step  string `json:"step"`            // its path, without the numbers of items
	Kept  int    `json:"kept,omitempty"`  // it was done already, and that is kept
	New   int    `json:"new,omitempty"`   // it will be done
	Again int    `json:"again,omitempty"` // of New: it was done before, with another input
	Open  int    `json:"open,omitempty"`  // kept or done anew, which depends on what comes of steps before it
}

// Foresight is what is known ahead of a run that takes others over. The effects are listed latest first.
type Foresight struct {
	Steps     []Foreseen // in order of appearance
	Dropped   []Done     // can be taken back, and the plan has no step for them: the seed says what becomes of them
	Unreached []Done     // can be taken back, and will be at the end, for the run won't come to their steps with any input
	Stands    []Done     // can't be taken back, and the run won't come to the same
}

// Foresee tells what a run with a seed would take over, as far as that can be known: a step whose input depends on one that will be
// done is open. outputs are those of the seeded steps, by key.
func Foresee(start Start, outputs map[string]json.RawMessage) (f Foresight) {
	g := foresight{run: planted(start), outputs: outputs, seen: map[string]*Foreseen{}, shaky: map[string]bool{}}
	for _, n := range g.nodes {
		if n.Do != "" {
			g.seen[n.outcome.ID] = &Foreseen{Step: n.outcome.ID}
		}
	}
	if start.Seed.Dropped == DropUndo && slices.ContainsFunc(g.done, g.dropped) {
		g.touched = true
		along := g.withLater(g.dropped)
		g.done = slices.DeleteFunc(g.done, func(d Done) bool { return along(d) && !g.dropped(d) })
	}
	g.list(view{frame: frame{scope: g.scope}, dark: map[string]bool{}}, g.top)
	for _, n := range g.nodes {
		if seen := g.seen[n.outcome.ID]; seen != nil {
			f.Steps = append(f.Steps, *seen)
		}
	}
	for _, d := range slices.Backward(g.done) {
		switch {
		case d.In == 0:
		case g.dropped(d):
			f.Dropped = append(f.Dropped, d)
		case !g.undecided(d):
			f.Unreached = append(f.Unreached, d)
		}
	}
	for _, s := range slices.Backward(start.Seed.Steps) {
		irreversible := g.nodeOf(s.Done).frozen.Effect == connectors.Irreversible
		if irreversible && slices.Contains(g.seeds[s.Path], s) && (g.dropped(s.Done) || !g.undecided(s.Done)) {
			f.Stands = append(f.Stands, s.Done)
		}
	}
	return f
}

// undecided reports whether it can't be known yet what becomes of an effect that the plan has a step for.
func (g *foresight) undecided(d Done) bool {
	return g.seen[nodeAt(g.nodes, d.Path).outcome.ID].Open > 0
}

// foresight goes through a plan without doing anything. What a step takes over it knows, and what others would give it doesn't.
type foresight struct {
	*run
	outputs map[string]json.RawMessage
	seen    map[string]*Foreseen
	unsure  bool            // whether it will have changed something can't be known any more
	shaky   map[string]bool // nor whether it will have altered something through these connections
}

// view is where a list of steps stands, and what can be seen from there.
type view struct {
	frame
	dark map[string]bool // steps, items and inputs whose values can't be known yet
	open bool            // whether it is done at all can't be known yet
}

// lit reports whether all that is referred to is known.
func (v view) lit(refs []expr.Ref) bool {
	return !slices.ContainsFunc(refs, func(ref expr.Ref) bool { return v.dark[ref.Path[0]] })
}

func (v view) litValue(value any) bool {
	parsed, err := expr.ParseValue(value)
	return err == nil && v.lit(parsed.Refs())
}

// holds evaluates a condition; known is false where that can't be done yet.
func (v view) holds(condition string) (yes, known bool) {
	parsed, err := expr.Parse(condition)
	if err != nil || v.open || !v.lit(parsed.Refs()) {
		return false, false
	}
	yes, err = expr.True(condition, v.scope)
	return yes, err == nil
}

// within is the view from inside a step, with a scope of its own.
func (v view) within(path string, scope map[string]any) view {
	return view{frame: v.frame.within(path, scope), dark: maps.Clone(v.dark), open: v.open}
}

func (g *foresight) list(v view, nodes []*node) {
	for _, n := range nodes {
		g.step(v, n)
	}
}

func (g *foresight) step(v view, n *node) {
	if n.If != "" {
		switch yes, known := v.holds(n.If); {
		case !known:
			v.open = true
		case !yes:
			g.pass(v, n)
			return
		}
	}
	switch {
	case n.Do != "":
		g.action(v, n)
	case n.Choose != nil:
		g.branches(v, n)
	case n.Each != nil:
		g.items(v, n)
	case n.Parallel != nil:
		for _, list := range n.inner {
			g.list(view{v.frame.within(v.at(n), v.scope), v.dark, v.open}, list)
		}
	case n.frozen.Called != nil:
		g.called(v, n)
	case n.Wait != nil && n.Wait.Event != "":
		v.dark[n.ID] = true
	}
	if v.open {
		v.dark[n.ID] = true
	}
}

// pass leaves out a step with all within: it gives nothing.
func (g *foresight) pass(v view, n *node) {
	g.keep(v.frame, n, nil)
	for _, list := range n.inner {
		for _, within := range list {
			g.pass(v, within)
		}
	}
}

func (g *foresight) action(v view, n *node) {
	seen, path := g.seen[n.outcome.ID], v.at(n)
	reads := n.frozen.Effect == connectors.Read
	if v.open || !v.litValue(n.With) || reads && g.unsure && !g.touched || n.alters() && g.shaky[n.frozen.Connection] {
		v.dark[n.ID] = true
		if v.open || len(g.seeds[path]) > 0 {
			seen.Open++
			g.unsure = g.unsure || !reads
			g.shaky[n.frozen.Connection] = g.shaky[n.frozen.Connection] || n.alters()
		} else {
			seen.New++
			g.touched = g.touched || !reads
		}
		return
	}
	with, err := g.arguments(n.With, v.scope)
	if err == nil {
		if s := g.inherit(v.frame, n, with); s != nil {
			seen.Kept++
			g.keep(v.frame, n, g.outputs[g.identityOf(s.Done).Key()])
			return
		}
	}
	v.dark[n.ID] = true
	seen.New++
	g.touched = g.touched || !reads
	if slices.ContainsFunc(g.seeds[path], func(s Seeded) bool { return g.nodeOf(s.Done).frozen.Effect != connectors.Read }) {
		seen.Again++
	}
	along := g.withLater(g.inTheWay(n, path))
	g.done = slices.DeleteFunc(g.done, func(d Done) bool { return d.In > 0 && along(d) })
}

func (g *foresight) branches(v view, n *node) {
	decided := false
	for i, list := range n.inner {
		yes, known := n.Choose[i].When == "", true
		if !yes && !decided {
			yes, known = v.holds(n.Choose[i].When)
		}
		inside := view{v.frame.within(v.at(n), v.scope), v.dark, v.open}
		switch {
		case decided || known && !yes:
			for _, other := range list {
				g.pass(v, other)
			}
			continue
		case !known: // then the branches behind it are open too
			v.open = true
			inside.open = true
		default:
			decided = true
		}
		g.list(inside, list)
	}
	g.keep(v.frame, n, nil)
}

func (g *foresight) items(v view, n *node) {
	as := firstOf(n.As, "item")
	if v.open || !v.litValue(n.Each) {
		inside := v.within(v.at(n), maps.Clone(v.scope))
		inside.open, inside.dark[as] = true, true
		g.list(inside, n.inner[0])
		v.dark[n.ID] = true
		return
	}
	l, failure := g.loopOver(n, v.frame)
	if failure != nil {
		v.dark[n.ID] = true
		return
	}
	for i := range l.items {
		inside := v.within(item(v.at(n), i), maps.Clone(v.scope))
		inside.scope[as] = l.items[i]
		delete(inside.dark, as)
		g.list(inside, n.inner[0])
		l.note(i, g.resultOf(n, inside.scope))
		if len(inside.dark) > len(v.dark) {
			v.dark[n.ID] = true
		}
	}
	if raw, err := l.output(); err == nil {
		g.keep(v.frame, n, raw)
	}
}

func (g *foresight) called(v view, n *node) {
	in := map[string]any{}
	put(in, n.frozen.Called.Inputs)
	inside := view{v.frame.within(v.at(n), map[string]any{"inputs": in, "trigger": nil}), map[string]bool{}, v.open}
	given, err := g.arguments(n.With, v.scope)
	if err != nil || !v.litValue(n.With) {
		inside.dark["inputs"] = true
	}
	put(in, given)
	g.list(inside, n.inner[0])
	out, failure := outputs(n.frozen.Called.Plan.Outputs, inside.scope)
	raw, err := json.Marshal(out)
	if failure != nil || err != nil || len(inside.dark) > 0 {
		v.dark[n.ID] = true
		return
	}
	g.keep(v.frame, n, raw)
}
