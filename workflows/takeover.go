package workflows

import (
	"slices"

	"sayso/activities"
	"sayso/workflows/plan"
)

// Past is a run that is over, as far as another can take it over.
type Past struct {
	Identity activities.Identity // without a path
	Start    Start
	Steps    []StepOutcome
	Done     []Done // what it left that can be undone, in order of doing

	// Effects are the ledger's rows: of each run whose effects it had taken over itself, in the order of its seed, and its own last.
	Effects [][]activities.Effect
}

// TakeOver makes the seed for a run that goes on from a past one. An effect of which nobody can tell whether it stands can't be taken
// over: those are given as doubts, and with any of them the seed is of no use.
func TakeOver(p Past) (seed *Seed, doubts []activities.Effect) {
	seed = &Seed{}
	if p.Start.Seed != nil {
		seed.Runs = slices.Clone(p.Start.Seed.Runs)
	}
	says := map[string]string{}
	for _, o := range p.Steps {
		if o.Says != "" {
			says[o.ID] = o.Says
		}
	}
	seed.Runs = append(seed.Runs, Earlier{Identity: p.Identity, Frozen: p.Start.Frozen, Says: says})
	g := gathering{seed: seed, left: map[string]Done{}, input: map[string]string{}}
	for _, d := range p.Done {
		d = rebased(d, len(seed.Runs))
		g.left[g.key(d)] = d
	}
	var others []Seeded
	for i, rows := range p.Effects {
		others = append(others, g.gather(i+1, rows)...)
	}
	for _, d := range p.Done {
		d = rebased(d, len(seed.Runs))
		if input, stands := g.input[g.key(d)]; stands {
			seed.Steps = append(seed.Steps, Seeded{Done: d, Input: input, Undo: true})
		}
	}
	seed.Steps = append(seed.Steps, others...)
	return seed, g.doubts
}

// rebased says of an effect what it said in its own run, where that is the last of so many.
func rebased(d Done, runs int) Done {
	if d.Of == 0 {
		d.Of = runs
	}
	if d.In == 0 {
		d.In = runs
	}
	return d
}

// gathering holds the ledger's rows against what the past run says it left.
type gathering struct {
	seed   *Seed
	left   map[string]Done   // by key: what the run left that can be undone
	input  map[string]string // by key: the fingerprints of those of them that stand
	doubts []activities.Effect
}

func (g *gathering) key(d Done) string { return g.seed.Effect(d).Key() }

// gather goes through the rows of one run. It notes what stands of that which can be undone, and gives the other finished steps: reads, and
// what can't be undone.
func (g *gathering) gather(of int, rows []activities.Effect) (others []Seeded) {
	var nodes []*node
	frozen := g.seed.Runs[of-1].Frozen
	plant(&nodes, "", frozen.Plan.Steps, frozen.Steps)
	own := of == len(g.seed.Runs)
	happened := map[string]bool{}
	for _, row := range rows {
		happened[row.Path] = happened[row.Path] || row.State == activities.Confirmed || row.State == activities.Reconciled
	}
	for _, row := range rows {
		n := nodeAt(nodes, row.Path)
		d := Done{Path: row.Path, Of: of, In: of}
		if n == nil || n.Do != row.Action || !g.date(&d, row.Key) { // an undo that the plan names, or a note about the run
			continue
		}
		d.Node = n.index
		_, left := g.left[row.Key]
		switch row.State {
		case activities.Sent, activities.Unknown, activities.Undoing:
			// Where a person had the step done anew, they have said that it hadn't happened.
			if left || own && !happened[row.Path] {
				g.doubts = append(g.doubts, row)
			}
		case activities.Confirmed, activities.Reconciled:
			switch undoable := n.undoable(); {
			case left:
				g.input[row.Key] = row.Fingerprint
			case !undoable:
				others = append(others, Seeded{Done: d, Input: row.Fingerprint})
			case own && (n.Undo == nil || n.Undo.Do == ""): // a lost task did it, and the run didn't come to know
				others = append(others, Seeded{Done: d, Input: row.Fingerprint, Undo: true})
			}
		}
	}
	return others
}

// date finds the epoch of an effect: how often a person decided to have the step done anew. It reports whether the key is that step's.
func (g *gathering) date(d *Done, key string) bool {
	for d.Epoch = range maxEpoch {
		if g.key(*d) == key {
			return true
		}
	}
	return false
}

// maxEpoch is more often than anybody has a step done anew.
const maxEpoch = 64

// Steps finds the steps of a frozen plan by their paths.
type Steps struct{ nodes []*node }

// StepsOf makes the steps of a frozen plan findable, those of the plans it calls too.
func StepsOf(f plan.Frozen) Steps {
	var s Steps
	plant(&s.nodes, "", f.Plan.Steps, f.Steps)
	return s
}

// At finds the step that a path, with or without the numbers of items, leads to.
func (s Steps) At(path string) (plan.Step, plan.FrozenStep, bool) {
	if n := nodeAt(s.nodes, path); n != nil {
		return n.Step, n.frozen, true
	}
	return plan.Step{}, plan.FrozenStep{}, false
}
