package rules

import (
	"slices"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

// every reads a request that is about all records of a kind: "close all open tickets in WEB", "alle offenen Vorgänge kommentieren". The words
// that narrow the list are taken out of the clause; its verb and its noun stay.
func (b *builder) every(c *clause) {
	i, noun := b.quantified(*c)
	if noun < 0 {
		return
	}
	to := b.narrowed(*c, noun+1)
	plain, rest, head := b.items, *c, *c
	head.from, head.to, head.verb, head.message = len(plain), len(plain)+to-i, -1, -1
	b.items = slices.Concat(plain, plain[i:to])
	if n := to - noun - 1; n > 0 {
		b.hoist(&rest, pause{from: noun + 1, to: to})
		noun, i = noun+n, i+n
	}
	if noun > i+1 {
		b.hoist(&rest, pause{from: i + 1, to: noun})
	}
	best := b.unaimed(rest)
	cand, field := b.lister(head)
	if best == nil || cand == nil || cand.t.app != best.t.app || len(cand.got) == 0 {
		b.items = plain
		return
	}
	if b.open(*c, to) {
		b.leftOut(to, c.to)
	}
	*c = rest
	b.openLoop(cand, head, field)
	b.loop.brief = true
}

// open reports whether what stands behind the name of some records may say which of them are meant: "that are older than a week", "about
// logins". A list is narrowed by what its app can search for, and by nothing else; what is done to too many can't be undone.
func (b *builder) open(c clause, i int) bool {
	marked := false
	for ; i < c.to && b.items[i].mark(); i++ {
		marked = true
	}
	if i >= c.to || i == c.verb || b.items[i].ent != nil {
		return false
	}
	it := b.items[i]
	switch {
	case it.Is("with", "mit"):
		return !slices.ContainsFunc(b.items[i+1:min(i+4, c.to)], func(it item) bool { return it.ent != nil && it.ent.Type == entity.Quote || it.Is(":") })
	case it.Is("to", "as", "auf", "zu", "als", "an", "einzeln", "jeweils", "individually", "separately"), musts[it.Lower], !marked && articles[it.Lower] && b.lang == "de", conjunctions[it.Lower]:
		return false
	case b.lang == "de" && !marked:
		return !it.Capital() && len(it.verbs) == 0
	}
	return true
}

// relatives begin what says more of a noun.
var relatives = words(`that which who whose where older newer than without created opened due deren welche welcher ohne älter except
	außer before vor not nicht about über`)

// sorts are the words for one sort of record, which a list can't be narrowed to by its noun.
var sorts = words(`bug bugs story stories epic epics fehler bugfixes subtask subtasks`)

// goesOn reports whether a relative clause stands at an item: "that are stale", ", die veraltet sind".
func (b *builder) goesOn(i int) bool {
	marked := false
	for ; i < len(b.items) && b.items[i].mark() && b.items[i].Is(","); i++ {
		marked = true
	}
	if i >= len(b.items) || !b.items[i].word() {
		return false
	}
	if relatives[b.items[i].Lower] || b.items[i].Is("that") {
		return true
	}
	if !marked || !articles[b.items[i].Lower] || b.lang != "de" {
		return false
	}
	for i < len(b.items) && !b.items[i].mark() {
		i++
	}
	return passive[b.items[i-1].Lower] || tellers[b.items[i-1].Lower]
}

// loose reports whether the words for a list say more of its records than it can be searched by; of which sort they are counts only where it is said.
func (b *builder) loose(list *step, sorted bool) bool {
	for i := list.c.from; i < list.c.to; i++ {
		it := b.items[i]
		if it.word() && list.from.taken[i] < cue && (sorted && sorts[it.Lower] || (relatives[it.Lower] || i > 0 && b.items[i-1].mark() && articles[it.Lower]) && !b.narrowing(list, i)) {
			return true
		}
	}
	return false
}

// narrowing reports whether a relative clause says where the records of a list are, and nothing that the list wasn't narrowed by: "…, die im Bucket
// rohdaten liegen".
func (b *builder) narrowing(list *step, i int) bool {
	said := false
	for k := i + 1; k < list.c.to && !b.items[k].Is(","); k++ {
		if list.from.taken[k] == valued {
			said = true
		} else if it := b.items[k]; it.content() && list.from.taken[k] < act && !lies[it.Lower] {
			return false
		}
	}
	return said
}

// unaimed gives the action that a clause asks for, where it changes a record that the clause doesn't name. What can't be had back is never done
// to all of a list.
func (b *builder) unaimed(c clause) *candidate {
	if c.verb < 0 || !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && (quantifiers[it.Lower] || found[it.Lower]) }) {
		return nil
	}
	list := b.candidates(c, nil, false)
	if len(list) == 0 {
		return nil
	}
	best := list[0]
	key := best.recordSlot()
	if key == nil || !best.t.effect() || best.t.op.Destructive || best.t.op.Effect == connectors.Irreversible {
		return nil
	}
	if _, named := best.got[key.name]; named {
		return nil
	}
	return best
}

// quantified finds "all", "every" and the noun behind it; noun is -1 where there is none.
func (b *builder) quantified(c clause) (i, noun int) {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i = c.from; i < end; i++ {
		if !b.items[i].word() || !quantifiers[b.items[i].Lower] || b.apiece(i) {
			continue
		}
		for n := i + 1; n < min(i+5, end) && b.items[n].word() && !b.items[n].Is("but", "bis", "except", "außer"); n++ {
			if len(b.items[n].nouns) == 0 || n == c.verb {
				continue
			}
			for n+1 < end && n+1 != c.verb && b.items[n+1].word() && len(b.items[n+1].nouns) > 0 { // "open tickets" is one name
				n++
			}
			return i, n
		}
	}
	return 0, -1
}

// apiece reports whether a word only says that the amount before it is the price of one: "at 480 EUR each".
func (b *builder) apiece(i int) bool { return i > 0 && typeOf(b.items[i-1]) == entity.Money }

// windowAt gives the item behind a stretch of time, with its article, that stands at an item; 0 where none does.
func (b *builder) windowAt(i, end int) int {
	i = pastDeterminers(b.items, i, end)
	if i < end && b.items[i].ent != nil && b.items[i].ent.Type == entity.Window {
		return i + 1
	}
	return 0
}

// narrowed gives the item behind what narrows a list behind its noun: "in WEB", "with status Waiting", "der letzten Woche", ", höchstens 20,".
func (b *builder) narrowed(c clause, i int) int {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i < end {
		j := b.limited(i, end)
		switch it := b.items[i]; {
		case it.since, it.ent != nil && it.ent.Type == entity.Window: // "… der letzten 7 Tage"
			j = i + 1
		case !it.word() || i+1 >= end:
		case it.Is("with", "mit", "having"):
			j = b.labelled(i+1, end)
		case it.Is("from", "by", "von") && typeOf(b.items[i+1]) == entity.Email:
			j = i + 2 // "die Mails von kim@orchid.example"
		case it.Is("from", "of", "in", "aus", "von") && b.windowAt(i+1, end) > 0:
			j = b.windowAt(i+1, end)
		case narrows[it.Lower]:
			if j = b.toldBehind(c, i+1, end); j <= i+1 {
				j = 0
			}
		case it.Is("for", "für", "nach", "about", "containing") && b.items[i+1].ent != nil && b.items[i+1].ent.Type == entity.Quote:
			j = i + 2
		}
		if j <= i {
			break
		}
		i = j
	}
	return max(i, b.described(i, end))
}

// described gives the item behind a relative clause that tells how or where the records of a list are: ", die auf „Offen“ stehen", "that are assigned to
// Ann"; 0 where none stands at an item.
func (b *builder) described(i, end int) int {
	comma := i < end && b.items[i].mark() && b.items[i].Is(",")
	if comma {
		i++
	}
	if i+2 >= end || !b.items[i].word() {
		return 0
	}
	more := func(k int) bool { return k > i && b.items[k].word() && relatives[b.items[k].Lower] }
	switch {
	case b.lang == "de" && comma && b.items[i].Is("die", "welche", "deren"):
		for k := i + 1; k < end && !b.items[k].mark() && !more(k); k++ {
			if lies[b.items[k].Lower] && b.items[k].word() && (k+1 == end || !tellers[b.items[k+1].Lower]) {
				return k + 1
			}
		}
	case b.lang == "en" && b.items[i].Is("that", "which", "who") && b.items[i+1].word() && (lies[b.items[i+1].Lower] || b.items[i+1].Is("have", "sit", "stand")):
		k := i + 2
		for k < end && !b.items[k].mark() && !addressed(b.items[k]) && (!b.items[k].word() || !conjunctions[b.items[k].Lower] && !duties[b.items[k].Lower]) {
			if k++; k < end && more(k) {
				return 0
			}
		}
		return k
	}
	return 0
}

// labelled gives the item behind a label and its value, in either order: "status Waiting", "niedriger Priorität"; 0 where there is no label.
func (b *builder) labelled(i, end int) int {
	for k := i; k < min(i+2, end) && i+1 < end; k++ {
		if b.items[k].Is("status", "state", "priority", "priorität", "stage", "tag", "label", "urgency", "dringlichkeit", "subject", "betreff") {
			return i + 2
		}
	}
	return 0
}

// toldBehind gives the item behind a value that a preposition announces.
func (b *builder) toldBehind(c clause, i, end int) int {
	if quantity(b.items[i]) && i+1 < end && wordUnits[b.items[i+1].Lower] {
		return i // "in 50 words"
	}
	if typeOf(b.items[i]) == entity.Email && b.items[i-1].Is("from", "von") {
		return i + 1
	}
	for j := i; j < end; j++ {
		it := b.items[j]
		switch {
		case j == c.verb || it.mark() || addressed(it), j > i && (it.ent != nil || code.MatchString(b.items[j-1].Text)):
			return j
		case it.word() && (conjunctions[it.Lower] || prepositions[it.Lower] && j > i || len(it.verbs) > 0):
			return j
		}
	}
	return end
}

// through reads "go through all open tickets in WEB": a list for what is asked for next. It reports whether the clause is one.
func (b *builder) through(c clause) bool {
	at := c.from
	for at < c.to && !b.items[at].Is("go", "geh", "gehe") && at < b.opening(c) {
		at++
	}
	if at+1 >= c.to {
		return false
	}
	if last := b.items[c.to-1]; quantifiers[b.items[at].Lower] && last.Is("durchgehen", "durchlaufen", "durchsehen") {
		c.to--
		at--
	}
	goes := at < c.from || b.items[at].Is("go", "geh", "gehe", "loop", "iterate", "walk") && b.mentions(c, "through", "over", "durch") || b.items[at].Is("durchlaufe")
	if takes := at >= c.from && takings[b.items[at].Lower] && quantifiers[b.items[at+1].Lower]; !goes && !takes { // "take every pending ticket and …"
		return false
	}
	head := c
	head.from, head.verb, head.message = at+1, -1, -1
	cand, field := b.lister(head)
	switch {
	case cand == nil:
		return false
	case openList(cand.t) == field || !goes && !singles[b.items[at+1].Lower]: // what is done with its rows is said next
		b.place(cand, head)
	default:
		b.openLoop(cand, head, field)
	}
	return true
}

var (
	// narrows are the prepositions of what narrows a list.
	narrows = words(`in im from of von vom aus der des since seit`)
	// found are the words by which people mean the records that were found before.
	found = words(`their ihre ihren them these those sie diese ihnen jeweils`)
)
