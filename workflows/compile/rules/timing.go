package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// A part of a sentence may say when it has its turn, how much later, or what has to be over first.

// delayed reports whether an atom begins with how much later it is to be done, and says something besides: "and two days later to Done".
func (p *parting) delayed(a atom) bool {
	i := a.from
	for i < a.to && (p.items[i].mark() || p.items[i].word() && p.items[i].Is("and", "und", "then", "dann", "but", "aber")) {
		i++
	}
	_, to := delayAt(p.items, i, a.to)
	return to > 0 && slices.ContainsFunc(p.items[to:a.to], func(it item) bool { return it.content() })
}

// turn reports whether an atom begins with when it has its turn: "but before that …", "and following that …".
func (p *parting) turn(a atom) bool {
	i := a.from
	for i < a.to && (p.items[i].mark() || p.items[i].Is("and", "und", "but", "aber")) {
		i++
	}
	return i < a.to && max(phraseAt(sequels, p.items, i, a.to), phraseAt(priors, p.items, i, a.to)) > 1
}

// expects gives the item by which an atom says nothing but what to wait for: "bis es durch ist", "wait until it's done", "let it finish"; -1 where it says
// anything else.
func (p *parting) expects(a atom) int {
	at, ended := -1, false
	for i := a.from; i < a.to; i++ {
		switch it := p.items[i]; {
		case it.mark():
		case it.word() && at < 0 && (waits[it.Lower] || it.Is("bis", "until", "till", "let", "lass", "lasse")):
			at = i
		case it.word() && ends[it.Lower]:
			ended = ended || at >= 0
		case span(it) == "" && !function(it.Lower) && !contractions[it.Lower] && !fringes[it.Lower] && !strings.HasSuffix(it.Lower, "n't") && !waits[it.Lower] && !limits[it.Lower]:
			return -1
		}
	}
	if !ended {
		return -1
	}
	return at
}

// gerund finds the verb behind "before" or "after" alone: "before closing WEB-5"; -1 where there is none.
func (p *parting) gerund(a atom) int {
	for i := a.from + 1; i < min(a.to, a.from+maxChain); i++ {
		if p.items[i-1].Is("before", "after", "to") && slices.ContainsFunc(p.items[i].verbs, func(h hit) bool { return h.form&text.Gerund != 0 }) {
			return i
		}
	}
	return -1
}

// doneBefore finds the verb of what is to be done by then: "after you have closed the ticket", "nachdem du das Ticket geschlossen hast"; -1 where somebody
// else did it.
func (p *parting) doneBefore(a atom) int {
	if !p.before(a, a.to, "you", "you've", "du") {
		return -1
	}
	for i := a.from; i < a.to; i++ {
		if it := p.items[i]; it.word() && slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Participle != 0 }) {
			return i
		}
	}
	return -1
}

// eventual reports whether an atom sets a condition on how something ends by beginning with its verb: "should it fail", "geht er schief".
func (p *parting) eventual(a atom) bool {
	i := a.from
	for i < a.to && (p.items[i].mark() || p.items[i].Is("and", "und", "but", "aber")) {
		i++
	}
	if i+2 >= a.to || !p.items[i].word() || !courses[p.items[i].Lower] || !pronouns[p.items[i+1].Lower] && !determiners[p.items[i+1].Lower] ||
		a.to < len(p.items) && p.items[a.to].Is("?") {
		return false
	}
	ended := p.items[i].Is("should") && a.to < len(p.items) && p.items[a.to].Is(",") && !p.items[i+1].Is("i", "we") // "should its stage be Closed Won, …"
	for _, it := range p.items[i+1 : a.to] {
		if ended {
			break
		}
		if it.ent != nil && it.ent.Type != entity.Duration {
			return false
		}
		ended = ended || failures[it.Lower] || successes[it.Lower] || ends[it.Lower]
	}
	return ended
}

// courses are the verbs that such a condition begins with.
var courses = words(`should sollte sollten geht läuft schlägt klappt scheitert bricht gelingt wird kommt endet ist hat steht`)
