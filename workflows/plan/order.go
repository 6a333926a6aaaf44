package plan

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// Order moves steps that can't be undone behind those that can, as far as data allows, so that a failure finds as little as
// possible that must be left standing. Nothing moves across an approval, and steps of one app keep their order, since a later one
// may look at what an earlier one did. The plan itself is not changed.
func Order(reg *connectors.Registry, p *Plan) *Plan {
	ordered := *p
	ordered.Steps = make([]Step, 0, len(p.Steps))
	if len(p.Steps) > MaxSteps {
		ordered.Steps = p.Steps
		return &ordered
	}
	needs := dependencies(p)
	done := make([]bool, len(p.Steps))
	for begin := 0; begin < len(p.Steps); {
		end := begin
		for end < len(p.Steps) && p.Steps[end].Approve == nil {
			end++
		}
		ordered.Steps = append(ordered.Steps, arrange(reg, p.Steps, begin, end, needs, done)...)
		if end < len(p.Steps) {
			ordered.Steps, done[end] = append(ordered.Steps, p.Steps[end]), true
		}
		begin = end + 1
	}
	return &ordered
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
			if !irreversible(reg, steps[i]) {
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

func irreversible(reg *connectors.Registry, s Step) bool {
	op, ok := reg.Action(s.Do)
	return ok && op.Effect == connectors.Irreversible
}

// dependencies lists for each step the earlier ones that it must come after.
func dependencies(p *Plan) [][]int {
	index, lastOf := map[string]int{}, map[string]int{}
	needs := make([][]int, len(p.Steps))
	for i, s := range p.Steps {
		for _, root := range roots(s) {
			if on, ok := index[root]; ok {
				needs[i] = append(needs[i], on)
			}
		}
		app, _, _ := strings.Cut(s.Do, ".")
		if on, ok := lastOf[app]; ok && s.Do != "" {
			needs[i] = append(needs[i], on)
		}
		lastOf[app] = i
		if _, taken := index[s.ID]; !taken {
			index[s.ID] = i
		}
	}
	return needs
}

// roots lists the names that a step refers to.
func roots(s Step) []string {
	var names []string
	values := []any{s.With}
	if s.Approve != nil {
		values = append(values, s.Approve.Text)
	}
	if s.Undo != nil {
		values = append(values, s.Undo.With)
	}
	for _, value := range values {
		if v, err := expr.ParseValue(value); err == nil {
			for _, ref := range v.Refs() {
				names = append(names, ref.Path[0])
			}
		}
	}
	if e, err := expr.Parse(s.If); err == nil {
		for _, ref := range e.Refs() {
			names = append(names, ref.Path[0])
		}
	}
	return names
}

// order warns of each step that can't be undone while one after it can still fail: what was done by then can't be taken back as
// a whole any more.
func (c *checker) order() {
	place := map[string]int{}
	for i, s := range Order(c.reg, c.p).Steps {
		place[s.ID] = i
	}
	for i, s := range c.p.Steps {
		if !irreversible(c.reg, s) {
			continue
		}
		j := slices.IndexFunc(c.p.Steps[i+1:], c.endangers)
		if j < 0 {
			return // nor does anything that comes later still
		}
		later := c.p.Steps[i+1+j]
		fix := connectors.Doc{En: "Put " + s.ID + " behind " + later.ID + ".", De: "Setze " + s.ID + " hinter " + later.ID + "."}
		if place[later.ID] > place[s.ID] {
			fix = connectors.Doc{
				En: "It can't go later: " + later.ID + " depends on it or acts in the same app, or an approval stands between. Say with on_failure: park or continue what is to follow if " + later.ID + " fails.",
				De: "Weiter nach hinten geht es nicht: " + later.ID + " hängt davon ab oder betrifft dieselbe App, oder eine Freigabe steht dazwischen. Sage mit on_failure: park oder continue, was geschehen soll, wenn " + later.ID + " scheitert."}
		}
		c.add(CodeOrder, c.stepPath(i), args{"step": s.ID, "later": later.ID, "fix": fix})
	}
}

// endangers reports whether the failure of a step asks for what came before to be taken back. Of steps that can't be undone
// themselves one has to be first, and where the plan says what follows on a failure, it has been thought of.
func (c *checker) endangers(s Step) bool {
	_, known := c.reg.Action(s.Do)
	return known && !irreversible(c.reg, s) && (s.OnFailure == "" || s.OnFailure == OnFailureUndo)
}
