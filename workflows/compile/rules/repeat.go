package rules

import (
	"fmt"
	"maps"
	"slices"
)

// repeat adds a step for each record, channel or person that a clause is about: those it names, or, where it says "both" or "all of
// them", the records named before.
func (b *builder) repeat(cand *candidate, c clause) {
	if key := cand.recordSlot(); key != nil && b.loop == nil {
		b.spokenOf(cand, key, c)
	}
	if len(b.steps)+len(cand.also) > maxClauses {
		b.tooLong()
		return
	}
	b.place(cand, c)
	first := b.steps[len(b.steps)-1]
	for _, o := range cand.also {
		if begun := b.steps[len(b.steps)-1]; b.apart && b.waiter(begun) != nil { // "never at the same time"
			b.awaitOne(begun, c)
		}
		s := &step{t: cand.t, with: maps.Clone(first.with), c: c, cond: first.cond, like: first}
		for _, name := range cand.own {
			delete(s.with, name)
		}
		s.with[o.slot.name] = o.value
		for _, v := range o.with {
			s.with[v.slot.name] = v.value
			b.origin(s.id+"."+v.slot.name, v.from, v.to)
		}
		if cand.got["first_name"].value == nil && !slices.ContainsFunc(o.with, func(v filled) bool { return v.slot.name == "first_name" }) {
			delete(s.with, "first_name") // which is a part of the whole name
			splitName(s)
		}
		s.id = b.name(s)
		b.steps = append(b.steps, s)
		b.origin(s.id, c.from, c.to)
		b.origin(s.id+"."+o.slot.name, o.from, o.to)
	}
}

// spokenOf gives a candidate the records named before, where its clause says "both" and names none.
func (b *builder) spokenOf(cand *candidate, key *slot, c clause) {
	records, arrow := b.records(cand.t), c.from > 0 && b.items[c.from-1].Is("→") // "WEB-1 + WEB-2 → Done"
	if stated := b.statedSeveral(cand.t, key, len(records) < 2 || arrow); len(stated) > 0 || arrow {
		records = nil
		for _, v := range stated {
			records = append(records, fmt.Sprint(v.value))
		}
	}
	if len(records) < 2 && !arrow && b.mentions(c, plurals...) {
		records = b.keys
	}
	if _, ok := cand.got[key.name]; ok || !b.several(c) && !arrow {
		return
	}
	for i, k := range records {
		v := filled{slot: key, value: k}
		if i == 0 {
			cand.got[key.name] = v
			continue
		}
		cand.also = append(cand.also, v)
	}
	for i := c.from; i < c.to; i++ {
		if b.items[i].word() && b.items[i].Is(plurals...) {
			cand.mark(i, i+1, valued)
		}
	}
}

// share gives a repeated step what the first one was given since: what was drafted or answered once is meant for all.
func (s *step) share() {
	for name, v := range s.like.with {
		if s.with[name] == nil && name != "first_name" && !slices.Contains(s.like.from.own, name) {
			s.with[name] = v
		}
	}
}

// plurals are the words for several records that were named before.
var plurals = []string{"both", "them", "these", "those", "all", "beide", "beiden", "alle"}

// recordSlot gives the argument that says which record an action is done to.
func (c *candidate) recordSlot() *slot { return c.t.recordSlot() }

func (t *target) recordSlot() *slot {
	for i := range t.slots {
		if s := &t.slots[i]; (s.role == roleKey || s.role == roleRecord) && s.required {
			return s
		}
	}
	return nil
}
