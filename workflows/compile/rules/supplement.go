package rules

import (
	"maps"
	"slices"
)

// A clause may do nothing but carry a value into what was asked for before it: "and put the incident number into the summary".

// puttings are the orders by which a value is put where it belongs.
var puttings = words(`put pass add include use take write set enter copy carry hand fill place pack packe setz setze setzen nimm nehmen schreib schreibe
	schreiben gib geben übergib übergeben übernimm übernehmen füg füge trag trage eintragen verwende verwenden nutze kommt kommen soll steht`)

// supplement gives the step before a clause what the clause says is carried into one of its arguments: "and put the incident number into the
// summary". It reports whether the clause says nothing else.
func (b *builder) supplement(c clause) bool {
	if len(b.steps) == 0 {
		return false
	}
	s := b.steps[len(b.steps)-1]
	if s.t == nil || s.from == nil || s.like != nil || !s.t.effect() || !b.mayCarry(c) || c.verb >= 0 && !puttings[b.items[c.verb].Lower] && !b.light(c) {
		return false
	}
	b.steps = b.steps[:len(b.steps)-1] // what it makes itself is no value for it
	f := b.fill(b.items, c, s.t, b.lang, b.small, b.around)
	b.steps = append(b.steps, s)
	if len(f.carried) < max(1, len(f.got)) {
		return false
	}
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if f.taken[i] < cue && it.content() && (!it.word() || !puttings[it.Lower] && (i != c.verb || f.taken[i] != act)) {
			return false
		}
	}
	for _, name := range f.carried {
		_, fields := f.got[name].value.(map[string]any)
		if _, told := s.from.got[name]; told && !fields {
			return false
		}
	}
	for _, name := range f.carried {
		v := f.got[name]
		s.with[name] = joined(s.with[name], v.value)
		b.origin(s.id+"."+name, v.from, v.to)
	}
	return true
}

// mayCarry reports whether a clause has a word for what a record has.
func (b *builder) mayCarry(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		_, whose := genitive(it.Lower)
		return it.word() && (b.isField(it) || whose || len(it.Parts) > 0 || columnWords[it.Lower] || bearers[it.Lower])
	})
}

// joined adds the fields of an object to those that are there.
func joined(have, value any) any {
	fields, ok := have.(map[string]any)
	more, also := value.(map[string]any)
	if !ok || !also {
		return value
	}
	maps.Copy(fields, more)
	return fields
}

// persons counts the arguments of a target that take somebody.
func (t *target) persons() (n int) {
	for i := range t.slots {
		if t.slots[i].role == rolePerson {
			n++
		}
	}
	return n
}
