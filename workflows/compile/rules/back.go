package rules

import (
	"sayso/workflows/compile/rules/entity"
)

// What was changed may be changed again, without a verb and without saying of what: "then back up to 3", "dann wieder auf In Arbeit".

var (
	// returns are the words for such a change, backs those that may stand beside them.
	returns = words(`back again wieder zurück`)
	backs   = words(`back again wieder zurück hoch runter herunter rauf up down`)
	// attains are the words before the value that something is brought to.
	attains = words(`to auf on onto zu`)
)

// longestReturn is how many items such a request has at most.
const longestReturn = 10

// returnsTo gives the item of the value that something is brought back to by some words, 0 where they don't say so.
func returnsTo(items []item, from, to int) int {
	i := from
	for i < to && items[i].word() && !returns[items[i].Lower] && !backs[items[i].Lower] {
		i++
	}
	said := false
	for ; i < to && items[i].word() && backs[items[i].Lower]; i++ {
		said = said || returns[items[i].Lower]
	}
	if !said || i+1 >= to || !items[i].word() || !attains[items[i].Lower] {
		return 0
	}
	return i + 1
}

// brings reports whether an atom brings something back to a value.
func (p *parting) brings(a atom, verb int) bool {
	at := returnsTo(p.items, a.from, a.to)
	return at > 0 && a.to-a.from <= longestReturn && (verb < 0 || verb >= at || backs[p.items[verb].Lower]) // which can be a verb: "back up"
}

// backTo reads a clause that brings what an earlier step changed to another value. All of the clause has to be used.
func (b *builder) backTo(c clause) bool {
	at := returnsTo(b.items, c.from, c.to)
	if at == 0 || c.verb >= 0 && c.verb < at && !backs[b.items[c.verb].Lower] {
		return false
	}
	i := len(b.steps) - 1
	for i >= 0 && b.steps[i].wait != nil {
		i--
	}
	if i < 0 || b.steps[i].from == nil || !b.steps[i].t.effect() || b.steps[i].t.op.Destructive {
		return false
	}
	s := b.steps[i]
	cand := b.broughtTo(s, c, at)
	if cand == nil {
		return false
	}
	b.place(cand, c)
	last := b.steps[len(b.steps)-1]
	for name, v := range s.with {
		if last.with[name] == nil {
			last.with[name] = v
		}
	}
	return true
}

// broughtTo gives the candidate that does what a step did with the value at an item, nil where it can't be told what the value is of.
func (b *builder) broughtTo(s *step, c clause, at int) *candidate {
	cand := &candidate{filling: b.fill(b.items, c, s.t, b.lang, b.small, b.around)}
	other := len(cand.got) > 0
	for name, v := range cand.got {
		_, told := s.from.got[name]
		other = other && told && s.with[name] != v.value
	}
	if len(cand.also) > 0 {
		return nil
	}
	if !other {
		changed := s.changed(b.items)
		if changed == nil || changed.slot.role == roleText {
			return nil
		}
		to := at + 1
		for to < c.to && b.items[to].word() && b.items[to-1].Capital() && b.items[to].Capital() { // "In Progress"
			to++
		}
		v := filled{slot: changed.slot, value: cand.value(changed.slot, at, to), from: at, to: to}
		if v.value == "" || v.value == changed.value {
			return nil
		}
		cand.got = map[string]filled{changed.slot.name: v}
		cand.mark(at, to, valued)
	}
	for i := c.from; i < c.to; i++ {
		switch it := b.items[i]; {
		case it.word() && backs[it.Lower]:
			cand.mark(i, i+1, act)
		case cand.taken[i] == free && it.content():
			return nil
		}
	}
	return cand
}

// changed gives the value that a step brings its record to: what stands behind "to", else the one that isn't what the record is called, nil where several
// could be meant.
func (s *step) changed(items []item) (is *filled) {
	one := true
	for _, name := range sortedNames(s.t.in.Properties) {
		v, ok := s.from.got[name]
		switch {
		case !ok || s.t.recordSlot() != nil && s.t.recordSlot().name == name:
		case v.from > 0 && items[v.from-1].word() && attains[items[v.from-1].Lower]:
			return &v
		default:
			one = is == nil
			is = &v
		}
	}
	if !one || is != nil && items[is.from].ent != nil && items[is.from].ent.Type == entity.Quote {
		return nil
	}
	return is
}
