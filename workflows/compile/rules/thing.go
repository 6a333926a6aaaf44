package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// What a part of a sentence names may make it a request of its own, or a part of the one before.

// guards reports whether an atom asks for an approval.
func (p *parting) guards(a atom) bool {
	if p.items[a.from].Is("to") {
		return false
	}
	for i := a.from; i < a.to; i++ {
		if it := p.items[i]; it.word() && (approvals[it.Lower] || boonAt(p.items, i, a.to) > 0) {
			return true
		}
	}
	return asksLeave(p.items, a.from, a.to)
}

// headless reports whether an atom without a verb still asks for something: it begins with the name of a thing that can be made,
// and has with it where it goes.
func (p *parting) headless(a atom, first int) bool {
	listed := len(p.out) > 0 && p.out[len(p.out)-1].verb < 0 && p.out[len(p.out)-1].kind == request
	return p.named(a, first, func(i int) bool {
		return slices.ContainsFunc(p.items[i:a.to], func(it item) bool { return it.ent != nil }) || listed && p.items[first].Is("a", "an", "ein", "eine", "einen") ||
			len(p.opened(p.items, a.from, i)) > 0
	})
}

// named reports the same of a part of a sentence, where it is known from which items on it holds a value.
func (p *parting) named(a atom, first int, valued func(i int) bool) bool {
	if p.continues(a) {
		return false
	}
	i := p.pastPlace(first, a.to)
	for i < a.to && p.items[i].word() && (determiners[p.items[i].Lower] || fillers[p.items[i].Lower] || negators[p.items[i].Lower]) {
		i++
	}
	if i >= a.to || len(p.items[i].nouns) == 0 {
		return false
	}
	if p.items[a.from].Is("new", "neu", "neue", "neuer", "neues", "neuen") {
		return true
	}
	if i > first && prepositions[p.items[first].Lower] && p.items[i-1].Is("a", "an", "ein", "eine", "einen") {
		return valued(i)
	}
	if i > a.from && p.items[i-1].word() && preposition(p.items[i-1].Lower, p.lang) {
		return false
	}
	return valued(i)
}

// calledFor reports whether a clause does no more than call for the things that are listed behind its colon, the first of which begins at an atom: "we need:
// a channel …".
func (p *parting) calledFor(last clause, a atom, first int) bool {
	if last.kind != request || a.from == 0 || !p.items[a.from-1].Is(":") || first >= a.to || !p.items[first].Is("a", "an", "the", "ein", "eine", "einen", "den", "die", "das", "another", "new") {
		return false
	}
	i := pastDeterminers(p.items, first, a.to)
	for last := i + 2; i+1 < a.to && i < last && p.items[i].word() && len(p.items[i].nouns) == 0; i++ { // "a private channel"
	}
	if i >= a.to || len(p.items[i].nouns) == 0 {
		return false
	}
	said := p.items[last.from:last.to]
	wished := slices.ContainsFunc(said, func(it item) bool { return it.word() && wishes[it.Lower] })
	return !slices.ContainsFunc(said, func(it item) bool {
		return !it.mark() && (!it.word() || !function(it.Lower) && !wishes[it.Lower] && (!wished || it.Capital() && len(said) > 1 || len(it.nouns) > 0))
	})
}

// pastPlace gives the item behind the words for where a thing is to be made, if one is: "im Projekt Umzug eine Aufgabe …", "in mint/etl an issue …"; else the
// item itself.
func (p *parting) pastPlace(first, to int) int {
	if first+1 < to && p.items[first].Is("darauf", "daran") {
		return first + 1
	}
	if first >= to || !p.items[first].Is("in", "im", "ins", "on", "bei") {
		return first
	}
	for i := first + 2; i+1 < min(to, first+maxChain); i++ {
		if it := p.items[i]; it.word() && it.Is("a", "an", "ein", "eine", "einen") {
			if len(p.items[i+1].nouns) > 0 {
				return i
			}
			return first
		} else if it.mark() || it.word() && (len(it.verbs) > 0 && len(it.nouns) == 0 || prepositions[it.Lower] || conjunctions[it.Lower]) {
			return first
		}
	}
	return first
}

// object reports whether a clause names something that can be made or changed together with where to: it needs no verb.
func (p *parting) object(c clause) bool {
	g := p.of(c)
	return p.named(atom{c.from, c.to}, g.first, func(i int) bool { return g.value >= i })
}

// thing reports whether a request for something begins at an item: its name, with or without an article.
func (p *parting) thing(i int) bool {
	i = pastDeterminers(p.items, i, len(p.items))
	return i < len(p.items) && len(p.items[i].nouns) > 0
}

// elsewhere reports whether an atom begins with an app that it is to be done in: "…, CRM aktualisieren", "…, update in the CRM".
func (p *parting) elsewhere(i int) bool {
	i = pastDeterminers(p.items, i, len(p.items))
	return i < len(p.items) && p.items[i].word() && len(p.items[i].nouns) == 0 && len(p.items[i].kinds)+len(p.items[i].apps) > 0
}

// becoming reports whether a clause without a verb says what is to become of a record: "OPS-5 auf Done".
func (p *parting) becoming(c clause) bool {
	for i := c.from; i+2 < c.to; i++ {
		if e := p.items[i].ent; e != nil && e.Type == entity.IssueKey && p.items[i+1].Is("auf", "to", "→") {
			return true
		}
	}
	return false
}

// things reports whether an atom names one more thing that is to be made, as the clause before it names one: "…, a private channel rowan, and an issue …".
func (p *parting) things(last clause, a atom) bool {
	if last.verb >= 0 || last.kind != request || last.message >= 0 || a.from == 0 || !p.items[a.from-1].Is(",", ":") && !p.joined(a) {
		return false
	}
	i := a.from
	for i < a.to && conjunctions[p.items[i].Lower] {
		i++
	}
	if i >= a.to || !p.items[i].Is("a", "an", "another", "ein", "eine", "einen") {
		return false
	}
	for k := i + 1; k < min(a.to, i+4) && p.items[k].word(); k++ {
		if slices.ContainsFunc(p.items[k].nouns, func(h hit) bool {
			return slices.ContainsFunc(p.lexemes[h.lexeme].targets, func(t int) bool { o := p.targets[t].op; return o != nil && slices.Contains(unmade, o.UndoBy) })
		}) {
			return true
		}
	}
	return false
}

// shares reports whether the thing at an item belongs to what a clause is about: "the stage" to "the opportunity".
func (p *parting) shares(c clause, i int) bool {
	i = pastDeterminers(p.items, i, len(p.items))
	for _, it := range p.items[c.from:c.to] {
		for _, a := range it.nouns {
			for _, b := range p.items[i].nouns {
				if slices.ContainsFunc(p.lexemes[a.lexeme].targets,
					func(t int) bool { return p.serves(b.lexeme, p.targets[t]) }) {
					return true
				}
			}
		}
	}
	return false
}

// enumerates reports whether an atom goes on with the records that a clause ends with: "Tickets 5012 und 5013 gehen an …".
func (p *parting) enumerates(last clause, a atom) bool {
	if !p.joined(a) && (a.from == 0 || !p.items[a.from-1].Is(",")) || last.to <= last.from {
		return false
	}
	i := a.from
	for i < a.to && conjunctions[p.items[i].Lower] {
		i++
	}
	if i == a.to {
		return false
	}
	one, two := p.items[last.to-1], p.items[i]
	if one.ent != nil && two.ent != nil {
		return one.ent.Type == two.ent.Type && (records[one.ent.Type] || one.ent.Type == entity.Quote)
	}
	return looks["incident"].MatchString(one.Text) && looks["incident"].MatchString(two.Text) || extension.MatchString(one.Text) && extension.MatchString(two.Text)
}
