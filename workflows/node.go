package workflows

import (
	"strconv"
	"strings"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// node is a step of the plan, with what freezing added to it and what is known of it in this run.
type node struct {
	index int // in order of appearance over the whole plan
	plan.Step
	frozen  plan.FrozenStep
	inner   [][]*node // the steps within: a list for each branch, one for an each or a called plan
	outcome *StepOutcome
}

// plant makes the nodes of a list of steps and adds them to all, in order of appearance. path is that of what holds them, "" at the top.
func plant(all *[]*node, path string, steps []plan.Step, frozen []plan.FrozenStep) []*node {
	list := make([]*node, 0, len(steps))
	for i, s := range steps {
		n := &node{index: len(*all), Step: s, frozen: frozen[i]}
		*all = append(*all, n)
		at := join(path, s.ID)
		n.outcome = &StepOutcome{ID: at, Do: kindOf(s), State: StepPending, Undo: undoOf(n)}
		switch {
		case n.frozen.Called != nil:
			n.inner = [][]*node{plant(all, at, n.frozen.Called.Plan.Steps, n.frozen.Called.Steps)}
		case s.Each != nil:
			n.inner = [][]*node{plant(all, at, s.Steps, n.frozen.Inner[0])}
		default:
			for b, branch := range append(s.Choose, s.Parallel...) {
				n.inner = append(n.inner, plant(all, at, branch.Steps, n.frozen.Inner[b]))
			}
		}
		list = append(list, n)
	}
	return list
}

// kindOf says what a step is: its action, or the control step.
func kindOf(s plan.Step) string {
	switch {
	case s.Approve != nil:
		return "approve"
	case s.Choose != nil:
		return "choose"
	case s.Each != nil:
		return "each"
	case s.Parallel != nil:
		return "parallel"
	case s.Wait != nil:
		return "wait"
	case s.Run != "":
		return "run"
	}
	return s.Do
}

// undoOf names how a step is undone, "" for what needs no undo.
func undoOf(n *node) string {
	switch {
	case n.frozen.Effect == connectors.Read || n.frozen.Effect == "":
		return ""
	case n.keeps():
		return plan.UndoKeep
	case n.Undo != nil && n.Undo.Do != "":
		return n.Undo.Do
	case !n.frozen.CanUndo:
		return plan.UndoNone
	}
	return n.frozen.UndoBy
}

// undoable reports whether what the step does is to be taken back when the run fails.
func (n *node) undoable() bool {
	return n.frozen.Effect == connectors.Write && n.frozen.CanUndo && !n.keeps()
}

// alters reports whether the step changes what was there before, so that the order among such steps matters.
func (n *node) alters() bool {
	return n.frozen.UndoBy == "restore" || n.frozen.UndoBy == "undelete"
}

// altersLike reports whether the step alters what another may alter too.
func (n *node) altersLike(other *node) bool {
	return n.alters() && n.frozen.Connection == other.frozen.Connection
}

func (n *node) keeps() bool { return n.Undo != nil && n.Undo.Keep }

// frame is where in a run a list of steps is carried out: its path, and what expressions there can see.
type frame struct {
	path  string // "" at the top, "remind[3]" for an item of a loop
	scope map[string]any
	parks bool // a step around says that the run waits for a person if one of these fails
}

// within is the frame of a list of steps inside the step at the given path.
func (f frame) within(path string, scope map[string]any) frame { return frame{path, scope, f.parks} }

// at is the path of a step in the frame.
func (f frame) at(n *node) string { return join(f.path, n.ID) }

func join(path, id string) string {
	if path == "" {
		return id
	}
	return path + "/" + id
}

func item(path string, i int) string { return path + "[" + strconv.Itoa(i) + "]" }

// nodeAt finds the step that a path, with or without the numbers of items, leads to.
func nodeAt(nodes []*node, path string) *node {
	var plain strings.Builder
	for rest := path; rest != ""; {
		before, after, found := strings.Cut(rest, "[")
		plain.WriteString(before)
		if !found {
			break
		}
		_, rest, _ = strings.Cut(after, "]")
	}
	for _, n := range nodes {
		if n.outcome.ID == plain.String() {
			return n
		}
	}
	return nil
}

// identity says which effect a path is. A run that undoes another speaks of that one's effects.
func (r *run) identity(path string, epoch int) activities.Identity {
	id := r.self
	id.Path, id.Epoch = path, epoch
	return id
}

// put copies a map into another, in the order that workflow code must keep.
func put(into, from map[string]any) {
	for _, name := range workflow.DeterministicKeys(from) {
		into[name] = from[name]
	}
}
