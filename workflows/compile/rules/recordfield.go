package rules

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// A message may tell what a record has that nobody read yet: "tell #billing the status of invoice 2026-0088", "weis es Karla zu und schick ihr den Link".
// The record is read before it.

// recordField reads the record of which a message tells something, and gives the message that.
func (b *builder) recordField(s *step) {
	sl := s.textSlot()
	if s.from == nil || sl == nil || !s.t.carriesMessages() || s.c.message >= 0 || b.loop != nil {
		return
	}
	for i := s.c.from; i < s.from.end; i++ {
		names, last := outputsCalled(b.items[i]), i
		if two := b.twofoldAt(i, s.from.end); two != nil {
			names, last = two, i+1
		}
		if names == nil || s.from.taken[i] >= valued || i == s.c.verb {
			continue
		}
		read, from := b.readOf(s, names, i, last)
		if read == nil || s.with[sl.name] != nil && (from < 0 || s.with[sl.name] != valueOf(b.items[from])) {
			continue
		}
		read.id = b.name(read)
		b.steps = slices.Insert(b.steps, max(0, slices.Index(b.steps, s)), read)
		s.with[sl.name] = fieldOfFirst([]owner{{id: read.id, out: read.t.out}}, names)
		b.origin(s.id+"."+sl.name, i, i+1)
		s.from.mark(i, max(from, last)+1, valued)
		return
	}
}

// outputsCalled gives the names of the outputs that a word stands for, nil where it stands for none.
func outputsCalled(it item) []string {
	if !it.word() || messages[it.Lower] {
		return nil
	}
	for _, n := range outputNouns {
		if n.words[it.Lower] && n.names != nil && n.use == told {
			return n.names
		}
	}
	return holdings[it.Lower]
}

// readOf gives the one read that tells an output of the record that stands behind its name, "the status of invoice 7", with the item of the record; or of
// the record that the step before is about, where none stands there.
func (b *builder) readOf(s *step, names []string, i, last int) (read *step, from int) {
	record := antecedent{at: -1}
	if last+1 < s.from.end && b.items[last+1].Is("of", "from", "von", "vom", "der", "des", "zu", "zum", "zur") {
		for _, m := range b.antecedentsIn(s.c) {
			if m.at > last && m.at <= last+maxChain {
				record = m
				break
			}
		}
		if record.at < 0 {
			return nil, -1
		}
	} else if i == s.c.from || !determiners[b.items[i-1].Lower] {
		return nil, -1
	}
	before := b.steps[:max(0, slices.Index(b.steps, s))]
	for _, t := range b.targets {
		if t.op == nil || t.effect() || t.waits() || !b.allowed[t.app] || len(t.slots) == 0 || !t.slots[0].required || len(t.slots) > 1 && t.slots[1].required ||
			!slices.ContainsFunc(names, func(n string) bool { return outputOf(t, n, nil) != "" }) {
			continue
		}
		key := &t.slots[0]
		var value any
		switch {
		case record.at >= 0 && b.isRecord(record, t, key):
			value = valueOf(b.items[record.at])
		case record.at < 0 && len(before) > 0 && before[len(before)-1].t != nil && before[len(before)-1].t.app == t.app:
			value = before[len(before)-1].with[key.name]
		}
		if value == nil || value == "" {
			continue
		}
		if read != nil {
			return nil, -1
		}
		read = &step{t: t, with: map[string]any{key.name: value}, c: s.c, cond: s.cond}
	}
	return read, record.at
}

// isRecord reports whether an antecedent is what a read takes: by its key, or by its name beside the word for what it is.
func (b *builder) isRecord(m antecedent, t *target, key *slot) bool {
	if b.means(m, t, key) {
		return true
	}
	return m.noun >= 0 && b.items[m.at].Kind == text.Quoted && (key.role == roleTitle || key.role == roleOrg || key.role == rolePerson) && slices.ContainsFunc(b.items[m.noun].nouns, func(h hit) bool { return b.serves(h.lexeme, t) })
}
