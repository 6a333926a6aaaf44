package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// skip gives the first item of an atom that isn't a filler, a conjunction, a mark or a pause.
func (p *parting) skip(from, to int) int {
	for i := from; i < to; i++ {
		it := p.items[i]
		if it.mark() || it.word() && (fillers[it.Lower] || wishes[it.Lower] || conjunctions[it.Lower] || negators[it.Lower] ||
			it.Is("but", "aber", "sondern", "you", "du", "so", "otherwise", "sonst")) && (len(it.verbs) == 0 || p.wished(i)) {
			continue
		}
		if it.Is("first", "firstly") && i+1 < to && slices.ContainsFunc(p.items[i+1].verbs, func(h hit) bool { return h.form&text.Imperative != 0 }) {
			continue
		}
		if _, end := delayAt(p.items, i, to); end > 0 {
			i = end - 1
			continue
		}
		if n := max(phraseAt(priors, p.items, i, to), phraseAt(sequels, p.items, i, to)); n > 0 && it.word() {
			i += n - 1
			continue
		}
		return i
	}
	return to
}

// wished reports whether a word that may be an order only says that something is wished for: "I'd like …".
func (p *parting) wished(i int) bool {
	return i > 0 && p.items[i].Is("like", "love") && p.items[i-1].Is("i'd", "we'd", "i", "we", "would", "'d")
}

// starts reports whether an atom begins with an order.
func (p *parting) starts(a atom, first int) bool {
	if first >= a.to || first+1 < len(p.items) && p.items[first+1].Is(":") && p.items[first+1].Glued && first > 0 &&
		!p.items[first-1].Is(".", "!", "?") {
		return false // "note: …" announces a value
	}
	if first > 0 && first+1 < a.to && len(p.items[first].apps) > 0 && conjunctions[p.items[first-1].Lower] &&
		p.items[first+1].Is("into", "in", "from", "out", "as", "of") {
		return false // "first name and email into the table"
	}
	if first+1 < a.to && p.items[first+1].Is("is", "was", "has", "ist", "war", "hat", "läuft", "failed", "fails", "works") {
		return false // "deploy is done"
	}
	if p.numbered(first, a.to) {
		return false
	}
	if p.lang == "de" && p.loan(first) {
		return false
	}
	for _, h := range p.items[first].verbs {
		if h.form&text.Imperative != 0 && !h.part {
			return true
		}
	}
	return false
}

// numbered reports whether a word names a record by its number, whatever else it means: "post 812".
func (p *parting) numbered(i, to int) bool {
	if i+1 >= to || p.items[i+1].ent == nil || !records[p.items[i+1].ent.Type] {
		return false
	}
	r, ok := roleOfName[p.items[i].Lower]
	return ok && (r == roleKey || r == roleRecord)
}

// verb finds the main verb of an atom, or -1: an order at its start, an infinitive or participle behind what German puts before
// it, a passive. A word behind an article is a noun.
func (p *parting) verb(a atom) int {
	first := p.skip(a.from, a.to)
	if first+2 == a.to && len(p.items[first].verbs) == 0 && isArgument(p.items[first].Lower, p.lang) && p.items[first+1].word() &&
		(p.lang == "en" || !p.ordersAtEnd(a, first)) {
		return -1 // ", status publish"
	}
	if i := p.nominal(a, first); i >= 0 {
		return i
	}
	if p.starts(a, first) && (p.lang != "de" || !p.items[first].Mended || !p.ordersAtEnd(a, first)) {
		return first
	}
	best := p.behindPlace(a, first)
	for i, behind := first, 0; i < a.to; i++ {
		it := p.items[i]
		if len(it.verbs) == 0 || i < behind || p.wished(i) || passive[it.Lower] || i > 0 && p.items[i-1].word() && (articles[p.items[i-1].Lower] || p.valueOf(i)) {
			continue
		}
		for _, h := range it.verbs {
			if p.main(a, i, h) {
				best, behind = i, max(behind, i+h.width) // "in Rechnung stellen" is one verb
			}
		}
	}
	return best
}

// valueOf reports whether a word is the value of an argument that is called by its name in a terse list: ", Labels crash".
func (p *parting) valueOf(i int) bool {
	return i > 1 && p.items[i-2].mark() && isArgument(p.items[i-1].Lower, p.lang) && (i+1 >= len(p.items) || !p.items[i+1].word() || conjunctions[p.items[i+1].Lower])
}

// loan reports whether a word that begins a German request is a noun there, though English has a verb of that look: "Issue in mint/web anlegen".
func (p *parting) loan(i int) bool {
	return p.items[i].Capital() && len(p.items[i].nouns) > 0 &&
		!slices.ContainsFunc(p.items[i].verbs, func(h hit) bool { return p.lexemes[h.lexeme].lang == "de" })
}

// ordersAtEnd reports whether an atom ends with an infinitive, so that what it begins with is no order but a name that looks like one: "importer
// auf 0 skalieren".
func (p *parting) ordersAtEnd(a atom, first int) bool {
	last := p.closing(a) - 1
	return last > first && !p.items[last].Capital() && slices.ContainsFunc(p.items[last].verbs, func(h hit) bool {
		return h.form&text.Infinitive != 0 && p.lexemes[h.lexeme].lang == "de"
	})
}

// perfect reports whether a participle tells of what was done: "has been uploaded", but not "has to be uploaded".
func (p *parting) perfect(a atom, i int) bool {
	for j := a.from; j < i; j++ {
		if p.items[j].Is("was", "were", "had") || p.items[j].Is("has", "have") && !p.items[j+1].Is("to") {
			return true
		}
	}
	return false
}

// behindPlace finds the order that stands behind where it is to be done: "in table orders set status = sent"; -1 where none does.
func (p *parting) behindPlace(a atom, first int) int {
	if p.lang != "en" || first >= a.to || !p.items[first].Is("in", "on", "for", "at", "from") {
		return -1
	}
	for i := first + 2; i < a.to; i++ {
		if it := p.items[i-1]; !it.word() || function(it.Lower) || len(it.verbs) > 0 && len(it.nouns) == 0 {
			continue
		}
		for _, h := range p.items[i].verbs {
			if h.form&text.Imperative != 0 && len(p.items[i].nouns) == 0 && !h.part {
				return i
			}
		}
	}
	return -1
}

// main reports whether a verb in the middle of an atom is its main verb.
func (p *parting) main(a atom, i int, h hit) bool {
	if h.tail > 0 {
		return true
	}
	if p.lexemes[h.lexeme].lang == "de" {
		return p.germanMain(a, i, h)
	}
	switch {
	case h.form&text.Participle != 0 && (p.causes(a, i) || p.wanted(a, i)):
		return true // "have it summarised", "I want it closed"
	case h.form&text.Participle != 0:
		return p.before(a, i, "be", "get", "gets", "is", "are") && !p.perfect(a, i)
	case h.form&text.Infinitive != 0:
		return i > a.from && (len(p.items[i-1].apps) > 0 && p.before(a, i, "have", "let", "get", "make") || p.items[i-1].Is("to", "please", "must", "should", "can", "could", "you", "will", "i", "we", "they",
			"just", "needs", "me"))
	}
	return h.form&text.Finite != 0 && len(p.items[i].nouns) == 0 && !argumentWord(p.items[i].Lower, p.lang) && (i == a.from || !holders[p.items[i-1].Lower])
}

// causes reports whether an atom begins with "have" or "get", so that a participle says what is to be done.
func (p *parting) causes(a atom, i int) bool {
	k := a.from
	for k < i && (p.items[k].mark() || p.items[k].word() && (conjunctions[p.items[k].Lower] || p.items[k].Is("please", "just", "could", "can", "you"))) {
		k++
	}
	return k+1 < i && p.items[k].Is("have", "get") && !p.items[k+1].Is("to", "been")
}

// wanted reports whether a participle says what somebody wants to have done, be it together with what stands before it: "I'd like the files listed and the list
// mailed to …".
func (p *parting) wanted(a atom, i int) bool {
	from := a.from
	if p.joined(a) && len(p.out) > 0 {
		from = p.out[0].from
	}
	subject, wish := false, false
	for _, it := range p.items[from:i] {
		subject = subject || it.word() && firsts[it.Lower]
		wish = wish || subject && it.word() && (wishes[it.Lower] || it.Is("like")) && !it.Is("will")
	}
	return wish && !titling[p.items[i].Lower] && !p.before(atom{from, i}, i, "who", "which", "that") && p.items[i-1].Lower != "to"
}

// germanMain reports the same of a German verb: an infinitive, a participle that isn't told of the past, or the verb that ends
// the atom.
func (p *parting) germanMain(a atom, i int, h hit) bool {
	last := i + h.width - 1
	switch {
	case h.form&text.Infinitive != 0:
		return (!p.items[i].Capital() || i == a.from) && !p.nameOfHolder(a, i)
	case h.form&text.Participle != 0:
		if p.before(a, i, "hat", "haben", "hatte", "wurde", "wurden", "war", "waren", "habe") {
			return false
		}
		return last == p.closing(a)-1 || last+1 < len(p.items) && (passive[p.items[last+1].Lower] && !p.items[last+1].Is("wurde", "wurden", "worden", "war", "waren") || last+2 == p.closing(a) && p.items[last+1].Is("haben", "bekommen", "kriegen", "wissen", "sehen")) ||
			p.before(a, i, "soll", "sollen", "muss", "wird", "werden", "ist", "sind")
	case h.form&text.Finite != 0 && strings.HasSuffix(p.items[i].Lower, "st") && p.items[i].Text == p.items[i].Lower && (i == a.from+1 && p.joined(a) || p.before(atom{a.from, a.to}, min(a.to, i+2), "du")):
		return true // "die legst du mir vor und schickst sie an …"
	case h.form&text.Finite != 0:
		return last == p.closing(a)-1 && (!p.items[i].Capital() || i == a.from || len(p.items[i].nouns) > 0) || i > a.from && p.lexemes[h.lexeme].light
	}
	return false
}

// nameOfHolder reports whether a word that looks like a verb is the name of what holds things: "im Namespace laden reagiert nichts".
func (p *parting) nameOfHolder(a atom, i int) bool {
	return i > a.from && i < p.closing(a)-1 && p.items[i-1].word() && holders[p.items[i-1].Lower]
}

// before reports whether one of some words stands in an atom before an item.
func (p *parting) before(a atom, i int, list ...string) bool {
	return slices.ContainsFunc(p.items[a.from:i], func(it item) bool { return it.word() && it.Is(list...) })
}

// final reports whether a verb stands at the end of an atom, as in German what it governs stands before it.
func (p *parting) final(a atom, verb int) bool {
	return verb > a.from && verb >= p.closing(a)-3 && verb < a.to &&
		slices.ContainsFunc(p.items[verb].verbs, func(h hit) bool { return p.lexemes[h.lexeme].lang == "de" })
}
