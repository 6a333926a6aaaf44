package plan

import (
	"strings"

	"sayso/workflows/expr"
)

// node is a step in the tree of a plan: where it stands, and what checking it found out.
type node struct {
	step  *Step
	path  string    // as problems name it: "steps.remind.steps.post"
	up    *node     // the control step it stands in; nil for none
	way   string    // the condition of the branch it stands in; "" for none
	list  []*node   // the list it stands in, itself among them
	place int       // in the list
	inner [][]*node // the lists inside it, one for each branch, one for an each

	// begin and end count through the plan: what ends before another begins is done by then.
	begin, end int

	normal *Step     // its normal form
	out    expr.Type // of what it puts out
	// steered is how far the least trusted value can be trusted that steers it: that fills anything but free text.
	steered expr.Trust
	called  *checker // of a run step: the plan that it calls
}

// plant makes nodes of a list of steps and of all that stands inside them.
func (c *checker) plant(steps []Step, path string, up *node, way string) []*node {
	list := make([]*node, len(steps))
	for i := range steps {
		c.count++
		n := &node{step: &steps[i], up: up, way: way, list: list, place: i, begin: c.count, steered: expr.Yours}
		list[i] = n
		id := steps[i].ID
		if _, taken := c.index[id]; taken || !idPattern.MatchString(id) {
			id = ""
		} else {
			c.index[id] = n
		}
		n.path = stepPath(path, id, i)
		for _, l := range lists(n.step) {
			n.inner = append(n.inner, c.plant(l.steps, join(n.path, l.key), n, l.when))
		}
		c.count++
		n.end = c.count
	}
	return list
}

// within is a list of steps inside a control step.
type within struct {
	key   string // "steps", "choose[0].steps"
	when  string // of a branch of choose
	steps []Step
}

// lists gives the lists inside a step, in order.
func lists(s *Step) []within {
	var out []within
	for i, b := range s.Choose {
		out = append(out, within{join(branchPath("choose", i), "steps"), b.When, b.Steps})
	}
	if s.Each != nil {
		out = append(out, within{"steps", "", s.Steps})
	}
	for i, b := range s.Parallel {
		out = append(out, within{join(branchPath("parallel", i), "steps"), "", b.Steps})
	}
	return out
}

// size counts steps, with those inside them.
func size(steps []Step) int {
	n := len(steps)
	for i := range steps {
		for _, l := range lists(&steps[i]) {
			n += size(l.steps)
		}
	}
	return n
}

// before reports whether a step is done when another begins.
func (n *node) before(other *node) bool { return n.end < other.begin }

// around reports whether another step stands inside this one, however deep.
func (n *node) around(other *node) bool { return n.begin < other.begin && other.end < n.end }

// conditions lists what is known to hold while a step runs: its own if, and those of the steps and branches around it.
func (n *node) conditions() []string {
	var all []string
	for ; n != nil; n = n.up {
		for _, condition := range []string{n.step.If, n.way} {
			if condition = strings.TrimSpace(condition); condition != "" {
				all = append(all, condition)
			}
		}
	}
	return all
}

// unsure tells of a step that may have no output for another one to use: the step, or the one around it, that may be skipped or may
// fail while the other runs. It is nil where there is none.
func (n *node) unsure(user *node) *node {
	holds := user.conditions()
	for at := n; at != nil && !at.around(user); at = at.up {
		if s := at.step; s.mayFail() || s.If != "" && !sameCondition(s.If, holds) || at.optional(user, holds) {
			return at
		}
	}
	return nil
}

// mayFail reports whether the plan goes on without what a step puts out. An each tells even then how many of its items failed.
func (s *Step) mayFail() bool { return s.OnFailure == OnFailureContinue && s.Each == nil }

// optional reports whether a step stands in a branch that may not be taken while another step runs, the choose being over by then.
// Only the first branch is known by its condition: the others also need that none before them was taken.
func (n *node) optional(user *node, holds []string) bool {
	choose := n.up
	if choose == nil || len(choose.step.Choose) == 0 || choose.around(user) {
		return false
	}
	first := choose.inner[0]
	return len(first) == 0 || first[0] != n.list[0] || !sameCondition(n.way, holds)
}

// earlier visits the steps that are over whenever a step begins and ran whenever it runs, but for their conditions: those before it
// in its list, then those before the step around it, and so on outwards; nearest first. visit says whether to go on.
func (n *node) earlier(visit func(*node) bool) {
	for at := n; at != nil; at = at.up {
		for i := at.place - 1; i >= 0; i-- {
			if !visit(at.list[i]) {
				return
			}
		}
	}
}
