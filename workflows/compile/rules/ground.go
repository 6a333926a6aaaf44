package rules

// Why something is done may stand behind it without any "because": "cancel RE-2026-0101, wrong tax rate", "löse INC0041234 – Ursache war ein loses
// Kabel". Where an action takes a reason, that is it.

// reasoned are the arguments that say why or how something was done.
var reasoned = words(`reason resolution comment`)

// givesReason fills such an argument of a step with the words behind the last comma or dash of its clause, where nothing else was made of any of them.
func (b *builder) givesReason(s *step) bool {
	if s.t.op == nil || !s.t.effect() || s.c.message >= 0 {
		return false
	}
	var sl *slot
	for i := range s.t.slots {
		if o := &s.t.slots[i]; o.role == roleText && reasoned[o.name] && s.with[o.name] == nil {
			sl = o
		}
	}
	from, f := s.c.from, s.from
	for i := s.c.from + 1; i < f.end; i++ {
		if b.items[i].mark() && b.items[i].Is(",", "–", "—", "-") {
			from = i + 1
		}
	}
	if sl == nil || from == s.c.from || !b.explains(f.filling, from) {
		return false
	}
	b.say(s, sl, from, f.end)
	return true
}

// explains reports whether the words from an item to the end of a clause may be a reason: they say something, ask for nothing and restrict nothing.
func (b *builder) explains(f *filling, from int) bool {
	said := 0
	for i := from; i < f.end; i++ {
		it := b.items[i]
		switch {
		case f.taken[i] >= cue, it.ent != nil && !it.ent.Weak, it.word() && (restrictions[it.Lower] || quantifiers[it.Lower] || courtesies[it.Lower]),
			i == from && it.word() && conjunctions[it.Lower]:
			return false
		case f.taken[i] == free && it.content():
			said++
		}
	}
	return said > 0 && f.end-from > 1
}
