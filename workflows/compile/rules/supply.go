package rules

import "slices"

// What a model is to read may be named as records that have to be looked up first: "summarize the open tickets", "Die offenen Incidents sollen
// zusammengefasst werden".

// supplies reads such records before the clause that names them, and takes them out of it.
func (b *builder) supplies(c *clause) {
	if c.negated || c.kind != request || c.verb < 0 || b.loop != nil || !b.readsAnything(b.items[c.verb]) {
		return
	}
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for noun := c.from; noun < end; noun++ {
		it := b.items[noun]
		if !it.word() || noun == c.verb || len(it.nouns) == 0 || summaries[it.Lower] {
			continue
		}
		noun = b.lastNoun(noun, end, c.verb)
		from := noun
		for from > c.from && from-1 != c.verb && !singles[b.items[from-1].Lower] && b.narrowsBefore(from-1) {
			from--
		}
		head := *c
		head.from, head.to, head.verb, head.message = from, b.narrowed(*c, noun+1), -1, -1
		cand, _ := b.lister(head)
		if cand == nil || len(cand.got) == 0 || from > c.from && singles[b.items[from-1].Lower] {
			continue
		}
		n := head.to - head.from
		b.hoist(c, pause{from: head.from, to: head.to})
		head.from, head.to = c.from-n, c.from
		b.relist(cand, head)
		b.place(cand, head)
		return
	}
}

// readsAnything reports whether a verb asks for something that takes whatever there is to be read.
func (b *builder) readsAnything(it item) bool {
	return slices.ContainsFunc(it.verbs, func(h hit) bool {
		return slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(i int) bool {
			t := b.targets[i]
			return t.readsAnything() && b.allowed[t.app]
		})
	})
}

// readsAnything reports whether a target is a read that takes whatever there is to be read, of any app.
func (t *target) readsAnything() bool {
	return t.op != nil && !t.effect() && slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && s.role == roleAny && s.name == "input" })
}
