package plan

import (
	"slices"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// Order moves steps that can't be undone behind those that can, as far as data allows, so that a failure finds as little as
// possible that must be left standing. Nothing moves across an approval, a wait or another plan, out of the list it stands in, or
// past a step of the same app, since a later one may look at what an earlier one did. A control step moves with all that stands
// inside it. The plan itself is not changed.
func Order(reg *connectors.Registry, p *Plan) *Plan {
	ordered := *p
	if size(p.Steps) <= MaxSteps {
		ordered.Steps = arranged(reg, p.Steps)
	}
	return &ordered
}

// arranged orders a list of steps, and those inside them.
func arranged(reg *connectors.Registry, steps []Step) []Step {
	if steps == nil {
		return nil
	}
	inner := make([]Step, len(steps))
	for i, s := range steps {
		s.Steps, s.Choose, s.Parallel = arranged(reg, s.Steps), arrangedBranches(reg, s.Choose), arrangedBranches(reg, s.Parallel)
		inner[i] = s
	}
	out := make([]Step, 0, len(steps))
	needs, done := dependencies(inner), make([]bool, len(inner))
	for begin := 0; begin < len(inner); {
		end := begin
		for end < len(inner) && !stays(&inner[end]) {
			end++
		}
		out = append(out, arrange(reg, inner, begin, end, needs, done)...)
		if end < len(inner) {
			out, done[end] = append(out, inner[end]), true
		}
		begin = end + 1
	}
	return out
}

func arrangedBranches(reg *connectors.Registry, branches []Branch) []Branch {
	out := slices.Clone(branches)
	for i := range out {
		out[i].Steps = arranged(reg, out[i].Steps)
	}
	return out
}

// stays reports whether nothing may move across a step: it waits for a person or for time, or who knows what it does.
func stays(s *Step) bool {
	return s.Approve != nil || s.Wait != nil || s.Run != "" || slices.ContainsFunc(lists(s), func(l within) bool {
		for i := range l.steps {
			if stays(&l.steps[i]) {
				return true
			}
		}
		return false
	})
}

// arrange orders the steps from begin to end: always the first one that is ready and can be undone; where there is none, the
// first one that is ready.
func arrange(reg *connectors.Registry, steps []Step, begin, end int, needs [][]int, done []bool) []Step {
	var out []Step
	ready := func(i int) bool {
		return !done[i] && !slices.ContainsFunc(needs[i], func(on int) bool { return !done[on] })
	}
	for len(out) < end-begin {
		next := -1
		for i := begin; i < end; i++ {
			if !ready(i) {
				continue
			}
			if !irreversible(reg, &steps[i]) {
				next = i
				break
			}
			if next < 0 {
				next = i
			}
		}
		done[next] = true // the first that isn't done is always ready: it needs only earlier ones
		out = append(out, steps[next])
	}
	return out
}

// irreversible reports whether a step, or one inside it, can't be undone.
func irreversible(reg *connectors.Registry, s *Step) bool {
	if op, ok := reg.Action(s.Do); ok && op.Effect == connectors.Irreversible {
		return true
	}
	return slices.ContainsFunc(lists(s), func(l within) bool {
		for i := range l.steps {
			if irreversible(reg, &l.steps[i]) {
				return true
			}
		}
		return false
	})
}

// dependencies lists for each step of a list the earlier ones that it must come after.
func dependencies(steps []Step) [][]int {
	index, lastOf := map[string]int{}, map[string]int{}
	needs := make([][]int, len(steps))
	for i := range steps {
		var ids []string
		for s := range everyStep(steps[i : i+1]) {
			ids = append(ids, s.ID)
			for _, root := range roots(s) {
				if on, ok := index[root]; ok && on != i {
					needs[i] = append(needs[i], on)
				}
			}
			if s.Do == "" {
				continue
			}
			if on, ok := lastOf[appOf(s.Do)]; ok && on != i {
				needs[i] = append(needs[i], on)
			}
			lastOf[appOf(s.Do)] = i
		}
		for _, id := range ids {
			if _, taken := index[id]; !taken {
				index[id] = i
			}
		}
	}
	return needs
}

// everyStep goes through steps and those inside them, in the order they are written.
func everyStep(steps []Step) func(yield func(*Step) bool) {
	return func(yield func(*Step) bool) { visit(steps, yield) }
}

func visit(steps []Step, yield func(*Step) bool) bool {
	for i := range steps {
		if !yield(&steps[i]) {
			return false
		}
		for _, l := range lists(&steps[i]) {
			if !visit(l.steps, yield) {
				return false
			}
		}
	}
	return true
}

// roots lists the names that a step itself refers to.
func roots(s *Step) []string {
	values, conditions := []any{s.With, s.Each}, []string{s.If}
	if s.Approve != nil {
		values = append(values, s.Approve.Text)
	}
	if s.Wait != nil {
		values = append(values, s.Wait.For, s.Wait.Until, s.Wait.With)
	}
	if s.Undo != nil {
		values = append(values, s.Undo.With)
	}
	for _, b := range s.Choose {
		conditions = append(conditions, b.When)
	}
	var names []string
	for _, value := range values {
		if v, err := expr.ParseValue(value); err == nil {
			for _, ref := range v.Refs() {
				names = append(names, ref.Path[0])
			}
		}
	}
	for _, condition := range conditions {
		if e, err := expr.Parse(condition); err == nil {
			for _, ref := range e.Refs() {
				names = append(names, ref.Path[0])
			}
		}
	}
	return names
}
