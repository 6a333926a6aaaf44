package rules

import "slices"

// A record may be made for a company that was only spoken of before: "They want the big one: open an opportunity on their account", "leg bei der Firma
// einen Kontakt an".

// theirs gives a record the company that its clause points at.
func (b *builder) theirs(s *step) {
	if s.from == nil || s.t.op == nil || !s.t.effect() {
		return
	}
	open := false
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if sl.role != roleOrg || sl.required || s.with[sl.name] != nil {
			continue
		}
		from, to := b.pointer(s, sl)
		if to == 0 {
			continue
		}
		if !b.keeps(s.t.app, sl.name) {
			continue
		}
		name := b.orgBefore(s)
		if name == "" {
			name = b.companyTold(s)
		}
		if open = name == ""; !open {
			s.with[sl.name] = name
			s.from.mark(from, to, valued)
			b.origin(s.id+"."+sl.name, from, to)
		}
	}
	for i := s.c.from; i < s.from.end && !open; i++ { // what is put to an account that no argument is for
		s.from.mark(i, i+phraseAt(toAccount, b.items, i, s.from.end), soft)
	}
}

// companyTold gives the company of which something was told before a step: "Elm Textiles rang", "We met Larch Ltd yesterday"; "" where none was.
func (b *builder) companyTold(s *step) string {
	for _, c := range slices.Backward(b.clauses) {
		if c.from >= s.c.from || c.kind != narrative {
			continue
		}
		f := &filling{lexicon: b.lexicon, items: b.items, t: &target{}, lang: b.lang, c: c, end: c.to, taken: make([]claim, len(b.items)), starts: map[int]bool{}}
		first := pastDeterminers(b.items, b.leads(c), c.to)
		for i := first; i < c.to; i++ {
			if !b.items[i].Capital() || !b.items[i].word() || function(b.items[i].Lower) {
				continue
			}
			if to := f.run(i, false); to > i && (f.nameness(i, to) == 1 || i == first && f.capitals(i, to) > 1) {
				return f.words(i, to)
			}
		}
	}
	return ""
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
		if it.Is("them", "ihnen", "denen", "it") && before.Is("for", "on", "with", "für", "bei", "mit") || (determiners[before.Lower] || before.Is("deren", "dessen")) && !before.Is("a", "an", "ein", "eine", "einen") && b.callsArgument(it, sl) {
			return i - 1, i + 1
		}
	}
	return 0, 0
}
