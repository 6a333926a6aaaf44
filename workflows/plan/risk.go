package plan

import (
	"slices"

	"sayso/connectors"
)

// order warns of each step that can't be undone while one after it can still fail: what was done by then can't be taken back as
// a whole any more.
func (c *checker) order() { c.orderOf(c.roots) }

// orderOf warns of what stands in a list and inside it, and reports whether it had to.
func (c *checker) orderOf(list []*node) bool {
	warned := false
	for i, n := range list {
		if n.lasting(c) == nil {
			continue
		}
		j := slices.IndexFunc(list[i+1:], func(later *node) bool { return later.risky(c) != nil })
		if j < 0 {
			break // nor does anything that comes later still
		}
		c.warnOfOrder(n, list[i+1+j])
		warned = true
	}
	for _, n := range list {
		for _, inner := range n.inner {
			warned = c.orderOf(inner) || warned
		}
		switch {
		case len(n.inner) > 0 && n.step.Each != nil && !warned:
			warned = c.orderOfItems(n)
		case len(n.step.Parallel) > 0:
			warned = c.orderOfBranches(n) || warned
		}
	}
	return warned
}

func (c *checker) warnOfOrder(n, later *node) {
	id, laterID := n.step.ID, later.step.ID
	fix := connectors.Doc{En: "Put " + id + " behind " + laterID + ".", De: "Setze " + id + " hinter " + laterID + "."}
	if !c.movable(n, later) {
		fix = connectors.Doc{
			En: "It can't go later: " + laterID + " depends on it or acts in the same app, or an approval stands between. Say with on_failure: park or continue what is to follow if " + laterID + " fails.",
			De: "Weiter nach hinten geht es nicht: " + laterID + " hängt davon ab oder betrifft dieselbe App, oder eine Freigabe steht dazwischen. Sage mit on_failure: park oder continue, was geschehen soll, wenn " + laterID + " scheitert."}
	}
	c.add(CodeOrder, n.path, args{"step": n.lasting(c).step.ID, "later": later.risky(c).step.ID, "fix": fix})
}

// movable reports whether Order would put a step behind another one of its list.
func (c *checker) movable(n, later *node) bool {
	steps := make([]Step, len(n.list))
	for i, other := range n.list {
		steps[i] = *other.step
	}
	ordered := arranged(c.reg, steps)
	at := func(id string) int { return slices.IndexFunc(ordered, func(s Step) bool { return s.ID == id }) }
	return at(later.step.ID) < at(n.step.ID)
}

// orderOfItems warns of a loop that does for one item what can't be undone, before it does for the next what can still fail.
func (c *checker) orderOfItems(each *node) bool {
	if each.step.OnFailure != "" && each.step.OnFailure != OnFailureUndo {
		return false
	}
	for _, lasting := range each.inner[0] {
		for _, risky := range each.inner[0] {
			if lasting.lasting(c) == nil || risky.risky(c) == nil {
				continue
			}
			id := lasting.step.ID
			c.add(CodeOrder, lasting.path, args{"step": lasting.lasting(c).step.ID, "later": risky.risky(c).step.ID, "fix": connectors.Doc{
				En: "The next item begins once this one is done: put " + id + " into an each of its own behind " + each.step.ID + ", or say with on_failure of " + each.step.ID + " what is to follow if an item fails.",
				De: "Das nächste Element beginnt nach diesem: Setze " + id + " in ein eigenes each hinter " + each.step.ID + ", oder sage mit on_failure bei " + each.step.ID + ", was geschehen soll, wenn ein Element scheitert."}})
			return true
		}
	}
	return false
}

// orderOfBranches warns of a branch that does what can't be undone while another one can still fail.
func (c *checker) orderOfBranches(parallel *node) bool {
	for i, branch := range parallel.inner {
		for j, other := range parallel.inner {
			lasting := slices.IndexFunc(branch, func(n *node) bool { return n.lasting(c) != nil })
			risky := slices.IndexFunc(other, func(n *node) bool { return n.risky(c) != nil })
			if i == j || lasting < 0 || risky < 0 {
				continue
			}
			n, id := branch[lasting], branch[lasting].step.ID
			c.add(CodeOrder, n.path, args{"step": n.lasting(c).step.ID, "later": other[risky].risky(c).step.ID, "fix": connectors.Doc{
				En: "The branches run at the same time: put " + id + " behind " + parallel.step.ID + ".", De: "Die Zweige laufen gleichzeitig: Setze " + id + " hinter " + parallel.step.ID + "."}})
			return true
		}
	}
	return false
}

// lasting gives the first step, of this one and those inside it and of the plan it calls, that can't be undone; nil for none.
func (n *node) lasting(c *checker) *node {
	if op, ok := c.reg.Action(n.step.Do); ok && op.Effect == connectors.Irreversible {
		return n
	}
	return n.first(func(inner *node) *node { return inner.lasting(c) })
}

// risky gives the first step, likewise, whose failure asks for what came before to be taken back. Of steps that can't be undone
// themselves one has to be first, and where the plan says what follows on a failure, it has been thought of.
func (n *node) risky(c *checker) *node {
	if n.step.OnFailure != "" && n.step.OnFailure != OnFailureUndo {
		return nil
	}
	if op, ok := c.reg.Action(n.step.Do); ok && op.Effect != connectors.Irreversible {
		return n
	}
	return n.first(func(inner *node) *node { return inner.risky(c) })
}

// first gives the first answer of the steps inside this one, and of the plan it calls. That one is answered for by the step itself,
// since its steps have names of their own.
func (n *node) first(of func(*node) *node) *node {
	for _, list := range n.inner {
		for _, inner := range list {
			if found := of(inner); found != nil {
				return found
			}
		}
	}
	if n.called != nil {
		for _, root := range n.called.roots {
			if of(root) != nil {
				return n
			}
		}
	}
	return nil
}
