package rules

import "slices"

// event reads a clause as what starts the plan: "when an issue moves to Done".
func (b *builder) event(c clause) bool {
	if b.trigger != nil || b.schedule != nil || len(b.steps) > 0 || b.anaphoric(c) || b.aboutOne(c) {
		return false
	}
	more := b.furthermore(c)
	list := b.candidates(c, nil, true)
	if more.to > 0 && (len(list) == 0 || !list[0].fillsFrom(more.from)) {
		c.to = more.from
		list = b.candidates(c, nil, true)
	} else {
		more = clause{}
	}
	if len(list) == 0 {
		return false
	}
	if rival := b.rival(list); rival != nil {
		if list[0] = b.whichApp(list[0], rival); list[0] == nil {
			return true
		}
	}
	best := list[0]
	b.trigger, b.startedBy = best.t, c
	b.triggered = map[string]any{}
	for _, v := range best.values() {
		b.triggered[v.slot.name] = v.value
		b.origin("trigger."+v.slot.name, v.from, v.to)
	}
	b.origin("trigger", c.from, c.to)
	if cond := b.traits(best); cond != "" {
		b.cond, b.last, b.condIn = cond, cond, throughout
	}
	b.unused("trigger", best)
	if more.to > 0 {
		if b.condition(more); b.cond != "" {
			b.condIn = throughout
		}
	}
	return true
}

// furthermore gives what a clause says more of what happens, as the condition on which it starts the plan: "… and it is urgent".
func (b *builder) furthermore(c clause) clause {
	for i := c.from + 2; i+2 < c.to; i++ {
		if b.items[i].word() && b.items[i].Is("and", "und", "but", "aber") && b.items[i+1].word() &&
			(pronouns[b.items[i+1].Lower] || determiners[b.items[i+1].Lower] || restraints[b.items[i+1].Lower] || b.bears(i+1, c.to)) {
			more := c
			more.from, more.kind, more.verb = i, condition, -1
			return more
		}
	}
	return clause{}
}

// bears reports whether it is told of what a row or a call has, from an item on: "im Body bestand …", "steht in der Zeile …".
func (b *builder) bears(i, end int) bool {
	if provisos[b.items[i].Lower] || standsIn[b.items[i].Lower] {
		i++
	}
	if i >= end || !b.items[i].Is("in", "im") {
		return false
	}
	k := pastDeterminers(b.items, i+1, end)
	return k < end && b.items[k].word() && bearers[b.items[k].Lower]
}

// fillsFrom reports whether an argument has its value from an item on.
func (c *candidate) fillsFrom(i int) bool {
	return slices.ContainsFunc(c.values(), func(v filled) bool { return v.from >= i })
}
