package rules

import (
	"slices"

	"sayso/connectors"
)

// A message may be to tell one thing of a record that it names in passing: "post the stage of the opportunity 'Harbour Lights' in #deals", "DM Ann
// Rita Sommer's phone number", "tell #billing the status of invoice 2026-0088". The record is read first.

// particular reads the record, and takes the words for it and for what is told of it out of the clause.
func (b *builder) particular(c *clause) *digest {
	for i := c.from; i < c.to; i++ {
		names := b.fieldNames(b.items[i])
		if len(names) == 0 || i == c.verb {
			continue
		}
		from, to := b.whoseField(*c, i)
		if to == 0 || c.verb >= from && c.verb < to || !b.sends(*c, from, to) {
			continue
		}
		head := clause{from: from, to: to, sentence: c.sentence, verb: -1, message: -1}
		t, name := b.readerOf(head, names)
		if t == nil {
			continue
		}
		n := to - from
		b.hoist(c, pause{from: from, to: to})
		head.from, head.to = c.from-n, c.from
		b.place(&candidate{filling: b.fill(b.items, head, t, b.lang, b.small, b.around)}, head)
		return &digest{from: head.from, to: head.to, text: "${" + b.steps[len(b.steps)-1].id + "." + name + "}", one: true}
	}
	return nil
}

// fieldNames gives the names that apps have for what a word says a record has; none where it says no such thing.
func (b *builder) fieldNames(it item) []string {
	if !it.word() {
		return nil
	}
	names := holdings[it.Lower]
	for _, n := range outputNouns {
		if n.words[it.Lower] && n.format == "" {
			names = slices.Concat(names, n.names)
		}
	}
	return names
}

// whoseField gives the items that say what is told of a record and which: "the current stage of the opportunity X", "Rita Sommer's phone number"; to is 0 where
// the word at an item has no record with it.
func (b *builder) whoseField(c clause, i int) (from, to int) {
	from = i
	if _, whose := genitive(b.items[max(i-1, c.from)].Lower); whose && i > c.from {
		for from = i - 1; from > c.from && from-1 != c.verb && b.items[from-1].word() && (b.items[from-1].Capital() || articles[b.items[from-1].Lower]); from-- {
		}
		to = i + 1
		for to < c.to && b.items[to].word() && tailNouns[b.items[to].Lower] {
			to++
		}
		return from, to
	}
	if i+2 >= c.to || !b.items[i+1].word() || !b.items[i+1].Is("of", "von", "vom", "des", "der") {
		return 0, 0
	}
	for from > c.from && from-1 != c.verb && b.items[from-1].word() && (articles[b.items[from-1].Lower] || qualities[b.items[from-1].Lower] != "") {
		from--
	}
	for to = i + 2; to < c.to && to != c.verb && !b.endsPhrase(c, to); to++ {
	}
	return from, to
}

// endsPhrase reports whether the words for a record end before an item: where the message goes, or what is to happen with it.
func (b *builder) endsPhrase(c clause, i int) bool {
	it := b.items[i]
	switch {
	case it.mark() || addressed(it):
		return true
	case !it.word():
		return false
	case towards[it.Lower]:
		k := pastDeterminers(b.items, i+1, c.to)
		return k >= c.to || len(b.items[k].apps)+len(b.items[k].kinds) == 0 || it.Is("per", "via")
	}
	return conjunctions[it.Lower] || duties[it.Lower] || tellers[it.Lower] || passive[it.Lower]
}

// sends reports whether a clause says outside of some items that something is told to somebody.
func (b *builder) sends(c clause, from, to int) bool {
	for i := c.from; i < c.to; i++ {
		if (i < from || i >= to) && addressed(b.items[i]) {
			return true
		}
	}
	return c.verb >= 0 && (c.verb < from || c.verb >= to) && slices.ContainsFunc(b.items[c.verb].verbs, func(h hit) bool {
		return slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool { return b.allowed[b.targets[t].app] && b.targets[t].carriesMessages() })
	})
}

// readerOf gives the read that tells one of some things of the record that some words name, and what it calls it; nil where none does, or several apps do.
func (b *builder) readerOf(head clause, names []string) (best *target, name string) {
	_, nouns := b.evidence(head, nil)
	named, most, tied := b.namedApps(head), 0.0, false
	for k, t := range b.targets {
		if t.op == nil || t.op.Effect != connectors.Read || !b.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) || listOf(t) != "" || openList(t) != "" || t.waits() {
			continue
		}
		has := slices.IndexFunc(names, func(name string) bool { return outputOf(t, name, nil) != "" })
		if has < 0 {
			continue
		}
		cand := &candidate{filling: b.fill(b.items, head, t, b.lang, b.small, b.around), noun: nouns[k]}
		if slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && !cand.has(&s) }) || !b.used(cand) {
			continue
		}
		cand.weigh(b.reading, head, len(named) > 0)
		if cand.noun == 0 && len(named) == 0 && !cand.typed() {
			continue
		}
		switch {
		case cand.total > most:
			best, name, most, tied = t, names[has], cand.total, false
		case cand.total == most && t.app != best.app:
			tied = true
		}
	}
	if tied {
		return nil, ""
	}
	return best, name
}

// typed reports whether what a candidate is about is called by a key or number of the very kind that it takes, or by somebody's name.
func (c *candidate) typed() bool {
	return slices.ContainsFunc(c.values(), func(v filled) bool {
		e := c.items[v.from].ent
		return v.slot.required && (e != nil && records[e.Type] && v.slot.fits(*e) == 1 || v.slot.takesName(c.items[v.from]) == 1 || v.slot.role == rolePerson && c.person(v.from, v.to))
	})
}

// tellOne gives the message that was asked for what is told of one record as its text.
func (b *builder) tellOne(d *digest) {
	last := b.steps[len(b.steps)-1]
	var text *slot
	if last.t != nil && last.from != nil && last.t.effect() {
		text = last.textSlot()
	}
	if text == nil || last.with[text.name] != nil && last.with[text.name] != d.text {
		b.leftOut(d.from, d.to)
		return
	}
	last.with[text.name] = d.text
	b.origin(last.id+"."+text.name, d.from, d.to)
	b.entitle(last, d)
	for i := range last.t.slots { // one thing is told, and no document sent
		if sl := &last.t.slots[i]; sl.role == roleFile && sl.list && !slices.ContainsFunc(b.items[last.c.from:last.c.to], fileWord) {
			delete(last.with, sl.name)
		}
	}
}
