package rules

import "slices"

// A record may be made for a company that was only spoken of before: "They want the big one: open an opportunity on their account", "leg bei der Firma
// einen Kontakt an".

// theirs gives a record the company that its clause points at.
func (b *builder) theirs(s *step) {
	if s.from == nil || s.t.op == nil || !s.t.effect() {
		return
	}
	defer func() { // what is charged to an account that no argument is for
		for i := s.c.from; i < s.from.end; i++ {
			s.from.mark(i, i+phraseAt(toAccount, b.items, i, s.from.end), soft)
		}
	}()
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if sl.role != roleOrg || sl.required || s.with[sl.name] != nil {
			continue
		}
		from, to := b.pointer(s, sl)
		if to == 0 {
			continue
		}
		if name := b.orgBefore(s); name != "" && b.keeps(s.t.app, sl.name) {
			s.with[sl.name] = name
			s.from.mark(from, to, valued)
			b.origin(s.id+"."+sl.name, from, to)
		}
	}
}

// toAccount are the phrases by which something is put to somebody's account.
var toAccount = phrases(`on their account, on his account, on her account, to their account, auf deren konto, auf ihr konto, auf sein konto`)

// keeps reports whether an app has records that an argument names, which it can change or make.
func (b *builder) keeps(app, name string) bool {
	return slices.ContainsFunc(b.targets, func(t *target) bool { return t.app == app && t.op != nil && t.effect() && t.noun() == name })
}

// pointer finds the words by which a clause points at a company: "their account", "der Firma", "for them", "darauf"; to is 0 where there are none.
func (b *builder) pointer(s *step, sl *slot) (from, to int) {
	for i := s.c.from; i < s.from.end; i++ {
		it := b.items[i]
		if !it.word() || s.from.taken[i] == valued {
			continue
		}
		if it.Is("darauf", "drauf") {
			return i, i + 1
		}
		if i == s.c.from || !b.items[i-1].word() {
			continue
		}
		before := b.items[i-1]
		if it.Is("them", "ihnen", "denen", "it") && before.Is("for", "on", "with", "für", "bei", "mit") || determiners[before.Lower] && !before.Is("a", "an", "ein", "eine", "einen") && b.callsArgument(it, sl) {
			return i - 1, i + 1
		}
	}
	return 0, 0
}
