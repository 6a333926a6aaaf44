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
		if n := b.perRecord(c, i, end); n >= 0 {
			return pause{from: i, to: b.headerEnd(c, n, end)}, true
		}
		if !b.items[i].word() || !singles[b.items[i].Lower] || i == c.from || !b.items[i-1].word() || !leadIn[b.items[i-1].Lower] {
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
	if i != b.opening(c) || !b.items[i].word() || !quantifiers[b.items[i].Lower] {
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
	one := b.items[i].Is("per") && b.lang == "en" && b.mentions(c, "one", "an", "a") && i+2 < end && states[b.items[i+1].Lower] != ""
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
