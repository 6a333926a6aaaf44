package rules

import (
	"maps"
)

// repeat adds a step for each record that a clause is about: those it names, or, where it says "both" or "all of them", those
// named before.
func (b *builder) repeat(cand *candidate, c clause) {
	key := cand.recordSlot()
	if key == nil {
		b.place(cand, c)
		return
	}
	if _, ok := cand.got[key.name]; !ok && b.mentions(c, plurals...) && len(b.keys) > 0 {
		for i, k := range b.keys {
			v := filled{slot: key, value: k}
			if i == 0 {
				cand.got[key.name] = v
				continue
			}
			cand.also = append(cand.also, v)
		}
		for i := c.from; i < c.to; i++ {
			if b.items[i].Is(plurals...) {
				cand.mark(i, i+1, valued)
			}
		}
	}
	b.place(cand, c)
	first := b.steps[len(b.steps)-1]
	for _, o := range cand.also {
		s := &step{t: cand.t, with: maps.Clone(first.with), c: c, cond: first.cond}
		s.with[key.name] = o.value
		s.id = b.name(s)
		b.steps = append(b.steps, s)
		b.origin(s.id, c.from, c.to)
	}
}

// plurals are the words for several records that were named before.
var plurals = []string{"both", "them", "these", "those", "all", "beide", "beiden", "alle"}

// recordSlot gives the argument that says which record an action is done to.
func (c *candidate) recordSlot() *slot {
	for i := range c.t.slots {
		if s := &c.t.slots[i]; (s.role == roleKey || s.role == roleRecord) && s.required {
			return s
		}
	}
	return nil
}
