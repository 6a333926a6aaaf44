package eval

import (
	"slices"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// Verdict is how far a plan is the right one.
type Verdict struct {
	Exact bool `json:"exact"` // trigger, writes, their order up to independence, control, and the reads that were asked for
	Hit   int  `json:"hit"`   // arguments that are right
	Given int  `json:"given"` // arguments of the right plan that the plan has some value for
	Total int  `json:"total"` // arguments of the right plan
	Wrong int  `json:"wrong"` // writes that nobody asked for

	Found  int      `json:"found"`            // actions that are in both
	Missed []string `json:"missed,omitempty"` // actions that are not in the plan
	Extra  []string `json:"extra,omitempty"`  // writes that are not in the right plan, and so the actions of Wrong
}

// judge holds a plan against the plans that are right and gives the best verdict: an exact one, then one with the fewest wrong writes,
// then one with the most arguments right.
func judge(reg *connectors.Registry, gold []Gold, p *plan.Plan) Verdict {
	var best Verdict
	got := shapeOf(p)
	for i, g := range gold {
		if v := against(reg, g.shape(), got); i == 0 || v.better(best) {
			best = v
		}
	}
	return best
}

func (v Verdict) better(than Verdict) bool {
	if v.Exact != than.Exact {
		return v.Exact
	}
	if v.Wrong != than.Wrong {
		return v.Wrong < than.Wrong
	}
	return v.Hit*max(1, than.Total) > than.Hit*max(1, v.Total)
}

// against holds one shape against another.
func against(reg *connectors.Registry, gold, got shape) Verdict {
	wants, has := writes(reg, gold.acts), writes(reg, got.acts)
	v := Verdict{Exact: sameTrigger(gold.trigger, got.trigger) && gold.control == got.control}
	v.Missed = minus(does(gold.acts), does(got.acts))
	v.Found = len(gold.acts) - len(v.Missed)
	v.Extra = minus(has, wants)
	v.Wrong = len(v.Extra)
	missing := minus(wants, has)
	v.Exact = v.Exact && v.Wrong == 0 && len(missing) == 0
	if !slices.ContainsFunc(gold.acts, func(a act) bool { return a.beside }) {
		v.Exact = v.Exact && slices.Equal(wants, has)
	}
	v.fields(gold.trigger.With, got.trigger.With)
	used := make([]bool, len(got.acts))
	for _, want := range gold.acts {
		v.Exact = v.Exact && (!want.need || slices.Contains(does(got.acts), want.do))
		i := nearest(want, got.acts, used)
		if i < 0 {
			v.Total += len(want.with)
			continue
		}
		used[i] = true
		v.fields(want.with, got.acts[i].with)
		v.Exact = v.Exact && (!want.conditional || got.acts[i].conditional)
	}
	return v
}

// nearest gives the unused action that is what is wanted, with the most arguments right; -1 for none.
func nearest(want act, acts []act, used []bool) int {
	best, most := -1, -1
	for i, a := range acts {
		if a.do != want.do || used[i] {
			continue
		}
		var v Verdict
		if v.fields(want.with, a.with); v.Hit > most {
			best, most = i, v.Hit
		}
	}
	return best
}

// fields counts the arguments that are right.
func (v *Verdict) fields(gold, got map[string]any) {
	v.Total += len(gold)
	for name, value := range gold {
		if got[name] != nil && got[name] != "" {
			v.Given++
		}
		if same(value, got[name]) {
			v.Hit++
		}
	}
}

func sameTrigger(gold, got GoldTrigger) bool {
	switch {
	case gold.Type != got.Type:
		return false
	case gold.Type == "event":
		return gold.Event == got.Event
	case gold.Type == "schedule":
		return sameCron(gold.Cron, got.Cron)
	}
	return true
}

// writes lists the actions that change something. One that nobody knows counts as such.
func writes(reg *connectors.Registry, acts []act) []string {
	var names []string
	for _, a := range acts {
		if op, ok := reg.Action(a.do); !ok || op.Effect != connectors.Read {
			names = append(names, a.do)
		}
	}
	return names
}

// minus gives what is in one list and not in another, each entry as often as it is more there.
func minus(list, other []string) (rest []string) {
	left := map[string]int{}
	for _, name := range other {
		left[name]++
	}
	for _, name := range list {
		if left[name] > 0 {
			left[name]--
			continue
		}
		rest = append(rest, name)
	}
	return rest
}
