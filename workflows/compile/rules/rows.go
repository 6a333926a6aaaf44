package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// A request may go through a list whose entries have values of their own: lines behind a colon, "INV-1 – 20 EUR and INV-2 – 30 EUR", "4410 and 4412
// go to Mo and Ana respectively". The action is done for each entry, with what is said of all of them.

// minRows is how many entries make a list.
const minRows = 2

// rows gives a candidate the entries of the list that its clause goes through, and takes the clauses that they were read as.
func (b *builder) rows(best *candidate, c clause) {
	if best.t.op == nil || !best.t.effect() || best.t.op.Destructive || b.loop != nil {
		return
	}
	if list := b.lines(c); len(list) >= minRows {
		b.fromLines(best, list)
		return
	}
	for _, kind := range []entity.Type{entity.Money, entity.Email} {
		if list := b.partsWith(kind, best); len(list) >= minRows {
			b.fromParts(best, list)
			break
		}
	}
	best.respective()
}

// lines lists the lines with a mark of a list that stand behind a clause.
func (b *builder) lines(c clause) (rows []clause) {
	i := c.to
	if i+1 < len(b.items) && b.items[i].Is(",") && sharedAt(b.items, i+1, len(b.items)) > 0 { // "tasks in project Move, all due on Friday: …"
		for i < len(b.items) && !b.items[i].Is(":") && b.items[i].Kind != text.Break {
			i++
		}
	}
	for i < len(b.items) && b.items[i].Is(":", ".") {
		i++
	}
	for i < len(b.items) && b.items[i].Kind == text.Break {
		for i+1 < len(b.items) && b.items[i+1].Kind == text.Break {
			i++
		}
		from := marker(b.items, i+1)
		if from == i+1 {
			break
		}
		to := 0
		for i = from; i < len(b.items) && b.items[i].Kind != text.Break; i++ {
			if to == 0 && b.items[i].Is(",", "(", "–") && sharedAt(b.items, i+1, len(b.items)) > 0 {
				to = i // what follows is said of all
			}
		}
		if to == 0 {
			to = i
		}
		rows = append(rows, clause{from: from, to: to, sentence: c.sentence, verb: -1, message: -1, gapped: true})
	}
	return rows
}

// unmade are the undos of what makes something.
var unmade = []string{"delete", "cancel", "void", "trash", "archive", "close"}

// announced gives the candidate for a clause without a verb behind which a list says what is to be made: "New leads: …"; nil elsewhere.
func (b *builder) announced(c clause) *candidate {
	if c.verb >= 0 || c.negated || len(b.lines(c)) < minRows {
		return nil
	}
	_, nouns := b.evidence(c, nil)
	var best *candidate
	for i, t := range b.targets {
		if nouns[i] < 0.8 || t.op == nil || !slices.Contains(unmade, t.op.UndoBy) || !b.allowed[t.app] {
			continue
		}
		if cand := (&candidate{filling: b.fill(b.items, c, t, b.lang, b.small, b.around), noun: nouns[i]}); cand.makes() && (best == nil || cand.noun > best.noun) {
			best = cand
		}
	}
	return best
}

// fromLines makes entries of lines, if each of them says something that the request needs and doesn't have.
func (b *builder) fromLines(best *candidate, lines []clause) {
	title := best.title()
	var entries []*candidate
	for _, line := range lines {
		entry := &candidate{filling: b.fill(b.items, line, best.t, b.lang, b.small, b.around)}
		if title != nil && (!best.has(title) || best.counts(title)) {
			entry.entitle(title)
		}
		entry.inOrder()
		needed := slices.ContainsFunc(best.t.slots, func(s slot) bool {
			return s.required && entry.has(&s) && (!best.has(&s) || &s == title || best.counts(&s))
		})
		if !needed || !b.used(entry) {
			return
		}
		entries = append(entries, entry)
	}
	for i := range b.clauses {
		if cl := &b.clauses[i]; cl.from >= lines[0].from && cl.to <= lines[len(lines)-1].to {
			cl.kind = entry
		}
	}
	best.enter(entries)
}

// title gives the argument that says what a new record is called, nil where the target makes none.
func (c *candidate) title() *slot {
	if !c.t.titled() {
		return nil
	}
	for i := range c.t.slots {
		if s := &c.t.slots[i]; s.required && s.role == roleTitle {
			return s
		}
	}
	return nil
}

// counts reports whether what a slot was given only says how many things are meant: "two channels".
func (c *candidate) counts(s *slot) bool {
	v, ok := c.got[s.name]
	if !ok {
		return false
	}
	e := c.items[v.from].ent
	return e != nil && e.Type == entity.Number
}

// entitle makes the words that an entry begins with its title.
func (c *candidate) entitle(s *slot) {
	to := c.c.from
	for to < c.c.to && (!c.items[to].mark() || c.items[to].Glued) && c.taken[to] != cue && (c.taken[to] < valued || c.items[to].ent == nil) {
		to++
	}
	if v, ok := c.got[s.name]; ok && v.quoted || to == c.c.from {
		return
	}
	for name, v := range c.got {
		if v.from < to {
			delete(c.got, name)
		}
	}
	c.got[s.name] = filled{slot: s, value: c.words(c.c.from, to), from: c.c.from, to: to}
	c.mark(c.c.from, to, valued)
}

// inOrder reads the names of an entry that nothing announces in the order in which people give them: a person, and who he works for.
func (c *candidate) inOrder() {
	person := slices.IndexFunc(c.t.slots, func(s slot) bool { return s.required && s.role == rolePerson })
	org := slices.IndexFunc(c.t.slots, func(s slot) bool { return s.required && s.role == roleOrg })
	if person < 0 || org < 0 || len(c.cues) > 0 {
		return
	}
	i := c.c.from
	for _, s := range []*slot{&c.t.slots[person], &c.t.slots[org]} {
		to := i
		for to < c.c.to && c.items[to].word() {
			to++
		}
		if to == i || s.role == rolePerson && (to == c.c.to || !c.items[to].Is(",", "–", "-", "|", "/", "(")) {
			return
		}
		if s.role == rolePerson {
			delete(c.got, "first_name")
		}
		c.got[s.name] = filled{slot: s, value: c.words(i, to), from: i, to: to}
		c.mark(i, to, valued)
		i = to + 1
	}
}

// enter gives a request its entries.
func (c *candidate) enter(entries []*candidate) {
	for i, e := range entries {
		list := e.values()
		if i == 0 {
			for _, v := range list {
				c.got[v.slot.name] = v
				c.own = append(c.own, v.slot.name)
			}
		} else {
			c.also = append(c.also, filled{slot: list[0].slot, value: list[0].value, from: list[0].from, to: list[0].to, with: list[1:]})
		}
	}
	c.missing = slices.DeleteFunc(c.missing, c.has)
	for i := c.c.from; i < c.c.to; i++ {
		if c.items[i].word() && c.items[i].Is(plurals...) {
			c.mark(i, i+1, soft)
		}
	}
}

// partsWith lists the parts of a clause that each hold an amount or an address, where there are several of them: "Miller (400 €) und Brandt (650 €)".
func (b *builder) partsWith(kind entity.Type, c *candidate) (parts []clause) {
	if len(c.also) > 0 || !slices.ContainsFunc(c.values(), func(v filled) bool {
		e := b.items[v.from].ent
		return e != nil && e.Type == kind && !v.slot.list
	}) {
		return nil
	}
	from, split, amounts := c.c.from, -1, 0
	for i := c.c.from; i < c.end; i++ {
		switch it := b.items[i]; {
		case it.Is(",", "and", "und", ";", "sowie", "&") && amounts > len(parts):
			if split < 0 {
				split = i
			}
		case it.ent != nil && it.ent.Type == kind:
			if amounts++; amounts > 1 {
				if split < 0 {
					return nil
				}
				parts = append(parts, clause{from: from, to: split})
				from, split = split+1, -1
			}
		}
	}
	if amounts < minRows {
		return nil
	}
	to := c.end
	for i := c.end - 1; i > from && b.items[i].ent == nil; i-- {
		to = i
	}
	for i := from; i < c.end; i++ {
		if e := b.items[i].ent; e != nil && e.Type == kind {
			to = i + 1
			break
		}
	}
	for to < c.end && b.items[to].Is(")", "]") {
		to++
	}
	return append(parts, clause{from: from, to: to})
}

// fromParts makes entries of such parts, if each names what the first one does. What stands before the first and behind the last is said of all.
func (b *builder) fromParts(best *candidate, parts []clause) {
	var entries []*candidate
	for i, p := range parts {
		p.verb, p.message, p.gapped = -1, -1, i > 0
		if i == 0 {
			p.verb = best.c.verb
		}
		entry := &candidate{filling: b.fill(b.items, p, best.t, b.lang, b.small, b.around)}
		if i > 0 && !entry.within(entries[0]) || len(entry.got) < 2 || !entry.distinct() {
			return
		}
		entries = append(entries, entry)
	}
	for name := range entries[0].got { // what only the first one has stands before it, and is said of all
		if !slices.ContainsFunc(entries[1:], func(e *candidate) bool { return e.got[name].slot != nil }) {
			delete(entries[0].got, name)
		}
	}
	if !entries[0].within(entries[1]) {
		return
	}
	for _, e := range entries {
		for i, t := range e.taken {
			best.taken[i] = max(best.taken[i], t)
		}
	}
	best.enter(entries)
}

// within reports whether an entry names nothing of a kind that another doesn't name.
func (c *candidate) within(other *candidate) bool {
	return !slices.ContainsFunc(c.values(), func(v filled) bool { return !other.has(v.slot) })
}

// distinct reports whether what an entry is about can only be a record or a company: "INV-7", "Brandt GmbH".
func (c *candidate) distinct() bool {
	for _, v := range c.values() {
		if e := c.items[v.from].ent; e != nil && e.Type == entity.Email {
			return true
		}
	}
	for _, v := range c.values() {
		if c.items[v.from].ent == nil && !slices.ContainsFunc(c.items[v.from:v.to], legal) {
			return false
		}
	}
	return true
}
