package rules

import "slices"

// What was found may be gone through by the clause behind it, without another word for the records: "… and set each of them to solved", "post a message
// for each hit", "schreib zu jedem eine Nachricht", "reassign every one of those".

// overFound makes what a clause asks for with such words a loop over the list that the step before it found, and takes them out of the clause.
func (b *builder) overFound(c *clause, apart bool) {
	if len(b.steps) == 0 {
		return
	}
	last := b.steps[len(b.steps)-1]
	if last.t == nil || last.from == nil || last.t.effect() {
		return
	}
	field := listOf(last.t)
	if field == "" {
		field = openList(last.t)
	}
	if field == "" {
		return
	}
	if best := b.unaimed(*c); best != nil && best.t.app == last.t.app && b.mentions(*c, "them", "their", "each", "these", "those", "ihre", "ihren", "sie", "diese", "ihnen", "jeweils", "jeden", "jedem", "jedes", "jede") {
		b.iterate(last, field, *c)
		return
	}
	p, ok := b.eachFound(*c, last)
	if !ok && !apart {
		return
	}
	head := *c
	if n := p.to - p.from; n > 0 {
		b.hoist(c, p)
		head.from, head.to = c.from-n, c.from
	}
	b.iterate(last, field, head)
	b.loop.found = true
}

// manners say that what is done is done for each of several things by itself.
var manners = phrases(`one by one, one at a time, one after another, one after the other, one each, each on its own, in turn, nacheinander, einen nach dem anderen, eins nach dem anderen, eine nach der anderen,
	der reihe nach, einzeln nacheinander, stück für stück`)

// manner takes such words out of a clause, and reports whether there were any.
func (b *builder) manner(c *clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		if n := phraseAt(manners, b.items, i, end); n > 0 && b.items[i].word() {
			from := i
			if from > c.from && b.items[from-1].Is(",") {
				from--
			}
			b.hoist(c, pause{from: from, to: i + n})
			return true
		}
	}
	return false
}

// eachObject makes a loop of a clause whose verb is done to each of some records of another app: "post each open incident in #itsm".
func (b *builder) eachObject(c *clause) {
	i, noun := b.quantified(*c)
	if noun < 0 || !singles[b.items[i].Lower] || i != c.verb+1 && i != b.opening(*c) || c.verb < 0 {
		return
	}
	for k := i + 1; k < noun; k++ {
		if fresh[b.items[k].Lower] {
			return // what comes in
		}
	}
	head := *c
	head.from, head.to, head.verb, head.message = i, b.narrowed(*c, noun+1), -1, -1
	cand, field := b.lister(head)
	if cand == nil || len(cand.got) == 0 {
		return
	}
	rest := b.candidates(*c, nil, false)
	if len(rest) == 0 || rest[0].t.app == cand.t.app || !rest[0].t.effect() || rest[0].t.op.Destructive {
		return
	}
	n := head.to - head.from
	b.hoist(c, pause{from: head.from, to: head.to})
	head.from, head.to = c.from-n, c.from
	b.relist(cand, head)
	b.openLoop(cand, head, field)
}

// eachFound finds the words by which a clause goes through what a step found: "for each of them", "zu jedem", "every one of those", "jeweils".
func (b *builder) eachFound(c clause, list *step) (pause, bool) {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		it := b.items[i]
		switch {
		case !it.word():
			continue
		case it.Is("jeweils", "einzeln", "individually", "separately"):
			return pause{from: i, to: i + 1}, true
		case everybody[it.Lower] && i+2 < end && b.items[i+1].Is("in", "on", "from", "aus") && b.items[i+2].Is("it", "there", "them", "that", "ihr", "dieser", "der"):
			return pause{from: i, to: i + 3}, true // "send everyone in it a reminder"
		case everybody[it.Lower] && i+1 < end && b.items[i+1].Is("darin", "davon", "there", "dort", "daraus"):
			return pause{from: i, to: i + 2}, true
		case !singles[it.Lower]:
			continue
		}
		from, to := i, i+1
		if from > c.from && b.items[from-1].word() && (leadIn[b.items[from-1].Lower] || b.items[from-1].Is("with", "mit", "on", "an", "about", "über", "dazu")) {
			from--
		}
		for to < end && (b.items[to].word() || b.items[to].Is("one")) && (b.items[to].Is("one", "of", "them", "those", "these", "davon", "einzelne", "einzelnen", "single", "von", "ihnen", "the", "der", "den") || b.ofRead(b.items[to], list)) {
			to++
		}
		switch {
		case to > i+1, to == end, b.items[to].mark():
		case from == i && i == c.verb+1 && prepositions[b.items[to].Lower]: // "kommentier jedes mit …"
		case from < i && (articles[b.items[to].Lower] || to == c.verb || prepositions[b.items[to].Lower]): // "schreib zu jedem eine Nachricht"
		case len(holdings[b.items[to].Lower]) > 0: // "post each key"
			return pause{from: i, to: i + 1}, true
		case b.rowOf(b.items[to], list):
			to++
		default:
			continue
		}
		return pause{from: from, to: to}, true
	}
	return pause{}, false
}

// ofRead reports whether a word names what a read lists, or whatever was found.
func (b *builder) ofRead(it item, list *step) bool {
	return it.word() && (hits[it.Lower] || slices.ContainsFunc(it.nouns, func(h hit) bool { return !h.part && b.serves(h.lexeme, list.t) }))
}

// hits are the words for one of the things that were found.
var hits = words(`hit hits result results match matches finding item items entry entries record records row rows line lines object objects file files treffer ergebnis ergebnisse fund eintrag
	einträge datensatz zeile zeilen datei dateien objekt`)

// rowOf reports whether a word is what the rows of a table are called, as its name tells: "jedem Mitglied" of the table mitglieder.
func (b *builder) rowOf(it item, list *step) bool {
	at := b.namesTable(list.c)
	return at >= 0 && it.word() && len(it.Lower) > 3 && len(b.items[at].Lower) >= len(it.Lower) && b.items[at].Lower[:len(it.Lower)] == it.Lower
}
