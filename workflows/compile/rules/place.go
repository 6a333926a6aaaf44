package rules

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// place makes an atom a clause of its own or a part of the one before.
func (p *parting) place(a atom) {
	if len(p.out) == 1 && p.framed(p.out[0], a) {
		verb := p.verb(a)
		if p.of(p.out[0]).denies { // "I wouldn't like it if you …"
			a.from = p.out[0].from
		}
		p.out = p.out[:0]
		p.begin(a, verb)
		return
	}
	if p.aside(p.items, a.from, a.to) || len(p.out) == 0 && p.cheers(a) {
		p.out = append(p.out, clause{from: a.from, to: a.to, sentence: p.sentence, kind: narrative, verb: -1, message: -1})
		return
	}
	first := p.skip(a.from, a.to)
	if rests(p.items, a.from, a.to) != "" {
		p.out = append(p.out, clause{from: a.from, to: a.to, sentence: p.sentence, verb: p.respite(a), message: -1})
		return
	}
	if p.captioned(a) {
		p.out[len(p.out)-1].to = a.to
		return
	}
	if p.enquires(a) || p.bids(a) {
		last := &p.out[len(p.out)-1]
		last.message, last.to = a.from, a.to
		return
	}
	if p.subordinate(a, first) {
		return
	}
	if verb := p.expects(a); verb >= 0 && len(p.out) > 0 {
		p.begin(a, verb)
		return
	}
	if len(p.out) == 0 {
		p.begin(a, p.verb(a))
		return
	}
	last := &p.out[len(p.out)-1]
	switch verb := p.verb(a); {
	case p.calledFor(*last, a, first):
		last.kind = narrative
		p.begin(a, verb)
		p.out[len(p.out)-1].elided = verb < 0
	case verb >= 0 && p.turn(a) && p.starts(a, first):
		p.begin(a, verb)
	case p.remarks(*last, a), leavesOver(p.items, a.from, a.to), a.to < len(p.items) && p.items[a.to].Is("→") && p.namesRecord(clause{from: a.from, to: a.to}):
		p.begin(a, -1)
	case p.dictates(*last, a):
		last.to = a.to
	case last.kind == request && last.message < 0 && (p.likens(a, verb) || verb < 0 && p.becomes(a.from, a.to) && p.becomes(p.out[0].from, p.out[0].to)), p.distributes(*last, a, verb):
		p.begin(a, -1)
	case p.headed(*last, a), p.holdsOn(a, first):
		p.begin(a, verb)
	case last.kind == request && (p.fields(*last, a) || p.listsField(*last, a) || p.holdsMore(*last, a)), p.alsoHappens(*last, a, first, verb),
		last.kind == request && (p.undertakes(a) || p.narrows(a)), p.labelled(*last, a):
		if last.to = a.to; last.verb < 0 && last.kind == request && p.lang == "de" && p.final(a, verb) && !p.narrows(a) { // "Nummer und Betrag auslesen"
			last.verb = verb
		}
	case p.reports(a, first):
		last.message, last.to = a.from, a.to
	case last.kind == request && last.verb >= 0 && verb < 0 && p.joined(a) && extension.MatchString(p.items[last.to-1].Text) && p.enumerates(*last, a): // "delete a.csv and b.csv from …"
		last.to = a.to
	case last.kind == request && verb == a.from+1 && a.to == a.from+2 && p.joined(a) && p.labels(*last, a.from-1): // "tags school and open"
		last.to = a.to
	case p.gaps(*last, a, verb):
		p.begin(a, -1)
		p.out[len(p.out)-1].elided, p.out[len(p.out)-1].gapped = true, true
	case last.kind == request && last.verb >= 0 && verb < 0 && p.delayed(a):
		p.begin(a, -1)
		p.out[len(p.out)-1].elided = true
	case p.keeps(a), p.brings(a, verb):
		p.begin(a, -1)
	case p.of(*last).denies && p.contrasts(*last, a, first, verb):
		p.begin(a, verb)
		p.out[len(p.out)-1].elided = verb < 0
	case last.negated || p.of(*last).denies && p.continues(a):
		p.begin(a, -1)
	case p.introduces(a), p.continues(a) && !p.final(a, verb), p.announced(*last, a, first):
		last.to = a.to
	case last.kind != request && !p.items[a.from].Is("and", "or", "und", "oder"):
		p.begin(a, verb)
	case last.message >= 0 && (p.closes(a, verb) || verb >= 0 && phraseAt(sequels, p.items, a.from, a.to) > 0 && (p.lang == "en" || p.final(a, verb))):
		p.begin(a, verb)
	case last.message >= 0 && last.later && verb >= 0 && p.items[a.from].Is("soll", "sollen", "muss", "müssen", "bitte", "please"):
		p.begin(a, verb)
	case last.message >= 0 && !p.starts(a, first):
		last.to = a.to
	case last.verb < 0 && p.of(*last).forbids && verb >= 0 && !p.starts(a, first):
		last.to, last.verb = a.to, verb
	case last.verb < 0 && (p.of(*last).tale && p.starts(a, first) || p.of(*last).denies):
		p.begin(a, verb)
		p.out[len(p.out)-1].elided = verb < 0
	case last.kind == request && last.message < 0 && p.elsewhen(a):
		p.begin(a, verb)
		p.out[len(p.out)-1].elided = verb < 0
	case verb < 0 && p.things(*last, a):
		p.begin(a, -1)
		p.out[len(p.out)-1].elided = true
	case p.headline(*last, a, verb):
		last.to = a.to
	case p.fronted(*last, a, first, verb):
		last.to, last.verb = a.to, verb
	case verb >= 0 || p.guards(a):
		p.begin(a, verb)
	case verb < 0 && (p.rejects(a) || (p.turn(a) || p.items[a.from].Is("then", "dann", "danach")) && p.thing(first) && first+1 < a.to):
		p.begin(a, -1)
		p.out[len(p.out)-1].elided = true
	case p.headless(a, first), verb < 0 && p.delivers(p.items, a.from, a.to) >= 0, p.elsewhen(a):
		p.begin(a, -1)
		p.out[len(p.out)-1].elided = true
	default:
		last.to = a.to
	}
}

// listsField reports whether an atom is one more of the fields that a clause lists: "with company and email in the table leads".
func (p *parting) listsField(last clause, a atom) bool {
	i := a.from
	if !p.items[i].Is("and", "und", "&") || i+1 >= a.to || i-2 < last.from || !p.items[i-2].Is("with", "mit", ",", "columns", "fields", "spalten", "felder") {
		return false
	}
	it := p.items[i+1]
	return it.word() && it.Text == it.Lower && argumentWord(it.Lower, p.lang) && p.items[i-1].word() && p.items[i-1].Text == p.items[i-1].Lower &&
		(i+2 >= a.to || p.items[i+2].Is("in", "into", "from", "aus", "ins", "im"))
}

// subordinate makes an atom a clause that says when, on what condition, before or after what something is to happen, if it is one.
func (p *parting) subordinate(a atom, first int) bool {
	kind, width, later := request, 0, false
	for i := a.from; i <= first && i < a.to && width == 0; i++ {
		kind, width, later = subordinator(p.items, i, a.to)
		later = later && (i == a.from || !p.items[i-1].Is("not", "nicht"))
	}
	start := len(p.out) == 0
	switch {
	case width > 0:
		if kind == request && !p.hasVerb(first, a.to) {
			return false // "after the workshop"
		}
	case (start || p.items[a.from-1].Is(":") || p.joined(a)) && p.inverted(a):
		kind = event
		if it := p.items[p.opens(a)]; it.Is("ist", "sind", "hat") || !it.Is("wird", "werden", "liegt") && provisos[it.Lower] || p.compares(a) {
			kind = condition
		}
	case p.eventual(a):
		kind = condition
	default:
		return false
	}
	c := clause{from: a.from, to: a.to, sentence: p.sentence, kind: kind, verb: p.verb(a), message: -1, later: later}
	if c.verb < 0 && kind == request {
		if c.verb = p.gerund(a); c.verb < 0 && !later {
			c.verb = p.doneBefore(a)
		}
	}
	p.out = append(p.out, c)
	return true
}

// announced reports whether an atom is what a colon behind a request announces.
func (p *parting) announced(last clause, a atom, first int) bool {
	return last.kind == request && last.verb >= 0 && a.from > 0 && p.items[a.from-1].Is(":") && !p.starts(a, first)
}

// fronted reports whether a clause without a verb is what stands before the verb of the atom behind it.
func (p *parting) fronted(last clause, a atom, first, verb int) bool {
	if p.enumerates(last, a) && last.verb < 0 && last.kind == request {
		return true
	}
	if last.verb >= 0 || last.kind != request || last.elided || p.likens(atom{last.from, last.to}, -1) || takings[p.items[min(p.of(last).first, last.to-1)].Lower] || p.of(last).guards && !p.items[last.from].Is("to") ||
		p.joined(a) && p.starts(a, first) && p.thing(p.of(last).first) {
		return false
	}
	if p.object(last) && p.elsewhere(first) || p.becoming(last) {
		return false
	}
	first = p.pastApp(first, a.to)
	return !p.object(last) || p.final(a, verb) && (!p.thing(first) || p.shares(last, first))
}

// pastApp gives the item behind the app in which something is to be done: "in Asana eine Aufgabe".
func (p *parting) pastApp(i, to int) int {
	if i+2 < to && p.items[i].Is("in", "im", "bei", "on") && len(p.items[i+1].apps) > 0 && len(p.items[i+1].Parts) == 0 {
		return i + 2
	}
	return i
}

// joined reports whether an atom is added to what stands before it by "and" or a plus.
func (p *parting) joined(a atom) bool {
	return p.items[a.from].Is("and", "und", "&", "plus", "sowie") || a.from > 0 && p.items[a.from-1].Is("+")
}

func (p *parting) begin(a atom, verb int) {
	if verb == a.from && p.lang == "de" && p.items[verb].Capital() && lists[p.items[verb].Lower] && p.delivers(p.items, a.from, a.to) >= 0 {
		verb = -1 // "Liste nach #support" asks to list nothing
	}
	c := clause{from: a.from, to: a.to, sentence: p.sentence, verb: verb, message: -1}
	if verb >= 0 {
		for _, h := range p.items[verb].verbs { // "let them know we're done"
			if h.tail > 0 && p.lexemes[h.lexeme].lang == "en" && p.items[h.tail].Is("know") && h.tail < a.to {
				c.message = p.told(h.tail+1, a.to)
			}
		}
	}
	if verb >= 0 && c.message < 0 {
		c.message = p.statement(verb, a.to)
	}
	p.out = append(p.out, c)
}

// alsoHappens reports whether an atom goes on with what a clause before it says of when: "… and it is urgent", "… und der Melder chef@x.example ist,".
func (p *parting) alsoHappens(last clause, a atom, first, verb int) bool {
	if last.kind != event && last.kind != condition {
		return false
	}
	comma := a.to < len(p.items) && p.items[a.to].Is(",")
	if comma && p.items[a.from].Is("der", "die", "das", "deren", "dessen", "which", "whose") && a.to > a.from+2 && passive[p.items[a.to-1].Lower] ||
		comma && p.items[a.from].Is("der", "die", "das") && p.items[a.to-1].Is("enthält", "enthalten", "beginnt", "stammt", "kommt", "hat", "haben", "lautet") {
		return true // ", das „Absturz“ enthält,"
	}
	return p.joined(a) && !p.starts(a, first) && (verb < 0 || p.final(a, verb) && comma)
}

// comma reports whether a comma stands behind an item in its sentence.
func (p *parting) comma(i int) bool {
	for ; i < len(p.items) && !sentenceEnd(p.items, i); i++ {
		if p.items[i].mark() && p.items[i].Is(",") {
			return true
		}
	}
	return false
}

// keeps reports whether an atom says of something that it is to be left as it is: "WEB-2 stays open".
func (p *parting) keeps(a atom) bool {
	return keptAt(p.items, a.from, a.to) || slices.ContainsFunc(p.items[a.from:a.to], func(it item) bool { return it.word() && keepers[it.Lower] })
}

// introduces reports whether an atom only leads over to what a message says: "and should say".
func (p *parting) introduces(a atom) bool {
	said := false
	for _, it := range p.items[a.from:a.to] {
		switch {
		case sayings[it.Lower]:
			said = true
		case !it.mark() && !function(it.Lower):
			return false
		}
	}
	return said
}

// continues reports whether an atom adds a value to what is asked for before it: "and the text …", "E-Mail a@b.example".
func (p *parting) continues(a atom) bool {
	if first := p.skip(a.from, a.to); p.pastPlace(first, a.to) > first {
		return false // "und im Projekt Umzug eine Aufgabe …"
	}
	if n := labelWidth(p.items, a.from, a.to); n > 0 && a.from+n+1 == a.to && p.items[a.from+n].ent != nil {
		return true // ", Antwort an leo@firma.example"
	}
	for i := a.from; i+1 < min(a.to, a.from+maxChain); i++ {
		it, next := p.items[i], p.items[i+1]
		switch {
		case it.mark() || !it.word(), p.pastPlace(i, a.to) > i+1: // "im Projekt Mahnwesen eine Aufgabe"
			return false
		case (next.ent != nil || next.Is(":")) && (len(it.verbs) == 0 || p.lang == "de" && it.Capital() || next.Kind == text.Quoted && i+2 == a.to && !p.joined(a)) &&
			argumentWord(it.Lower, p.lang):
			return true
		case isArgument(it.Lower, p.lang) && len(p.opened(p.items, a.from, i)) == 0 && next.word() && (!function(next.Lower) || articles[next.Lower] && len(it.verbs) == 0):
			return true // "label mobile", "tags team and remote"
		case !function(it.Lower):
			return false
		}
	}
	return false
}

// reports tells whether an atom is what somebody is to be told.
func (p *parting) reports(a atom, first int) bool {
	if a.from > 0 && p.items[a.from-1].Is(",") && p.items[a.from].Is("wer", "was", "wann", "wo", "wie", "warum", "ob", "who",
		"what", "why", "how", "whether") {
		return true
	}
	last := p.out[len(p.out)-1]
	if p.items[a.from].Is("to") && p.charge(last.from, a.from) {
		return true
	}
	for i := a.from; i <= first && i < a.to; i++ {
		if p.items[i].Is("so") && i+1 < a.to && (thirds[p.items[i+1].Lower] || firsts[p.items[i+1].Lower] || p.items[i+1].Is("you")) && !last.negated {
			return true
		}
		if p.pointing(i, a.to) {
			return false
		}
		if p.items[i].Is("that", "dass", "daß", "weil", "because", "since", "denn", "damit") && p.items[i].word() {
			return i+1 < a.to && (!p.items[i].Is("since") || p.hasVerb(i+1, a.to))
		}
	}
	return false
}
