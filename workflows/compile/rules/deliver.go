package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// What was read or made is passed on by few words: "Antwort in #ops", "result to lea@acme.example", "Gutschrift anschließend an ap@x.example".

// towards are the prepositions of where something goes.
var towards = words(`to in into on an nach ins im for für via per @`)

// delivers gives the item of where a phrase without a verb says that something goes which was read, made, or is to be told; -1 where it says no such
// thing.
func (l *lexicon) delivers(items []item, from, to int) int {
	i := from
	for i < to && (items[i].mark() || items[i].word() && !notes[items[i].Lower] && (conjunctions[items[i].Lower] || fillers[items[i].Lower] || determiners[items[i].Lower] || elsewise[items[i].Lower])) {
		i++
	}
	if i+1 < to && items[i].Is("ab", "her", "off") && items[i+1].Is("damit", "with") { // "und ab damit in #ops"
		i++
	}
	if at := quotedTo(items, i, to); at >= 0 {
		return at
	}
	if i >= to || !items[i].word() || !passable(items[i]) && (i == from || !items[i].Is("damit") || !items[i-1].Is("ab", "her")) {
		return -1
	}
	for k := i + 1; k < to; k++ {
		it := items[k]
		if addressed(it) && items[k-1].word() && (towards[items[k-1].Lower] || articles[items[k-1].Lower] || notes[items[k-1].Lower]) {
			return k
		}
		if it.ent != nil || it.mark() && !it.Is(",", "(") || it.word() && len(it.verbs) > 0 && len(it.nouns) == 0 {
			return -1
		}
	}
	return -1
}

// quotedTo gives the item of the channel where some items say nothing but a text in quotation marks and a channel: "„ok“ in #pay", "in #pay just 'ok'"; -1
// where they say anything else.
func quotedTo(items []item, from, to int) int {
	at, quotes := -1, 0
	for i := from; i < to; i++ {
		switch it := items[i]; {
		case it.Kind == text.Quoted:
			quotes++
		case it.Kind == text.Channel && at < 0:
			at = i
		case it.Kind == text.Channel, !it.mark() && (!it.word() || !function(it.Lower)):
			return -1
		}
	}
	if quotes != 1 {
		return -1
	}
	return at
}

// passable reports whether a word is what people call something that was read or made, or what somebody is told.
func passable(it item) bool {
	last := it.Lower
	if len(it.Parts) > 0 {
		last = it.Parts[len(it.Parts)-1]
	}
	return yields[it.Lower] || len(holdings[it.Lower]) > 0 && !messages[it.Lower] || notes[it.Lower] || gists[it.Lower] || lists[it.Lower] ||
		slices.ContainsFunc(outputNouns, func(n noun) bool { return n.words[it.Lower] || n.words[last] })
}

// passes gives the targets that send something to where a clause without a verb says that it goes.
func (r *reading) passes(c clause) (targets []int) {
	if c.verb >= 0 || c.kind != request || c.to-c.from > maxRun {
		return nil
	}
	at := r.delivers(r.items, c.from, c.to)
	if at < 0 && c.elided && c.to == c.from+1 && addressed(r.items[c.from]) {
		at = c.from // "new incident → #alarm"
	}
	if at < 0 {
		return nil
	}
	e := r.items[at].ent
	for k, t := range r.targets {
		if t.op == nil || !t.effect() || t.op.UndoBy == "restore" || t.recordSlot() != nil || !(&step{t: t}).needsText() {
			continue
		}
		if slices.ContainsFunc(t.slots, func(s slot) bool {
			return s.required && s.fits(*e) == 1 && (s.role == roleChannel && e.Type == entity.Channel || s.role == roleEmail && e.Type == entity.Email)
		}) {
			targets = append(targets, k)
		}
	}
	return targets
}
