package rules

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// The records that something is done for each of are named in many places: "for each open ticket in WEB", "each of them should …", "pro Vorgang".

// header finds the words that name the records: "for each open ticket in WEB", "bei jedem Vorgang".
func (b *builder) header(c clause) (pause, bool) {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i+1 < end; i++ {
		if to := b.eachSubject(c, i, end); to > 0 {
			return pause{from: i, to: to}, true
		}
		if to := b.everyoneIn(i, end); to > 0 {
			from := i
			if from > c.from && leadIn[b.items[from-1].Lower] || from > c.from && b.items[from-1].Is("to", "an") {
				from--
			}
			return pause{from: from, to: to}, true
		}
		if n := b.perRecord(c, i, end); n >= 0 {
			return pause{from: i, to: b.headerEnd(c, n, end)}, true
		}
		all := quantifiers[b.items[i].Lower] && i-1 == b.opening(c) && b.mentions(c, "jeweils", "je", "each", "einzeln") // "aus allen Bugs soll jeweils …"
		if !b.items[i].word() || !singles[b.items[i].Lower] && !all || i == c.from || !b.items[i-1].word() || !leadIn[b.items[i-1].Lower] {
			continue
		}
		if i-1 != b.opening(c) { // "post its key in #web for each open issue in WEB"
			q, noun := b.quantified(c)
			if q != i || noun < 0 {
				continue
			}
			from := i - 1
			if from > c.from && b.items[from].Is("of") && b.items[from-1].Is("out") {
				from--
			}
			return pause{from: from, to: b.narrowed(c, noun+1)}, true
		}
		to := b.headerEnd(c, i+1, end)
		return pause{from: i - 1, to: max(to, b.relative(to, end))}, true
	}
	return pause{}, false
}

// eachSubject gives the item behind the records that a clause begins with and says of what becomes of each: "each open ticket in WEB should get …"; 0
// where none stand there.
func (b *builder) eachSubject(c clause, i, end int) int {
	if i != b.opening(c) || !b.items[i].word() || !quantifiers[b.items[i].Lower] || b.asList(c) {
		return 0
	}
	to := b.headerEnd(c, i+1, end)
	if to >= end || !b.items[to].word() || !duties[b.items[to].Lower] {
		return 0
	}
	return to
}

// perRecord gives the noun of "pro Ticket", "one task per open ticket", -1 where none stands at an item.
func (b *builder) perRecord(c clause, i, end int) int {
	one := b.items[i].Is("per") && b.lang == "en" && slices.ContainsFunc(b.items[c.from:i], func(it item) bool { return it.Is("one", "an", "a") }) && i+2 < end && states[b.items[i+1].Lower] != ""
	if !b.items[i].Is("pro") && !one {
		return -1
	}
	for n := i + 1; n < min(i+5, end) && b.items[n].word(); n++ {
		if len(b.items[n].nouns) > 0 {
			return n
		}
	}
	return -1
}

// headerEnd gives the item behind the words that name the records: a mark, the thing that is made, or the verb.
func (b *builder) headerEnd(c clause, i, end int) int {
	noun := false
	for ; i < end; i++ {
		it := b.items[i]
		switch {
		case it.mark() && it.Is(",", ":", "–", "—"):
			return i
		case noun && (i == c.verb || it.word() && duties[it.Lower]):
			return i
		case noun && it.ent == nil && i+1 < end && articles[b.items[i+1].Lower] && slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Imperative != 0 }):
			return i // "for every mail open a ticket"
		case noun && it.word() && i+1 < end && b.giver(i+1) && !prepositions[b.items[i-1].Lower] && len(it.verbs) > 0:
			return i // "for each incident DM Ole …"
		case noun && it.word() && (articles[it.Lower] || it.Is("eine", "einen", "den", "die", "das")) && !prepositions[b.items[i-1].Lower] && len(b.items[i-1].nouns) == 0,
			noun && it.word() && it.Is("a", "an", "ein", "eine", "einen", "einem"):
			return i
		}
		noun = noun || len(it.nouns) > 0
	}
	return end
}

// everybody are the words for all that a table has a row for.
var everybody = words(`everyone everybody jeder jede jeden jedem allen`)

// everyoneIn gives the item behind "everyone in the table signups", "jedem in der Tabelle teilnehmer"; 0 where no such words stand at an item.
func (b *builder) everyoneIn(i, end int) int {
	if !b.items[i].word() || !everybody[b.items[i].Lower] {
		return 0
	}
	k := i + 1
	for k < end && b.items[k].word() && (b.items[k].Is("in", "aus", "from", "of", "on", "auf") || articles[b.items[k].Lower]) {
		k++
	}
	if k == i+1 || b.items[k-1].Is("die") || k+1 >= end || !isTable(b.items[k]) || !identifier.MatchString(b.items[k+1].Text) {
		return 0
	}
	return k + 2
}

// ofSubject takes what says more of the records that a clause begins with for a part of their name, and not for a message: "each ticket that is open
// should …".
func (b *builder) ofSubject(c *clause) {
	i := b.opening(*c)
	if c.message < 0 || !b.items[c.message].Is("that", "which", "who") || i >= c.message || !quantifiers[b.items[i].Lower] || c.verb >= 0 && c.verb < c.message {
		return
	}
	if slices.ContainsFunc(b.items[c.message:c.to], func(it item) bool { return it.word() && duties[it.Lower] }) {
		c.message = -1
	}
}

// asList reports whether a clause says that what it names goes out at once, as a list: "all pending tickets should be mailed as a list to …".
func (b *builder) asList(c clause) bool {
	for i := c.from; i+1 < c.to; i++ {
		if b.items[i].Is("as", "als") && lists[b.items[pastDeterminers(b.items, i+1, c.to-1)].Lower] {
			return true
		}
	}
	return false
}
