package rules

import (
	"cmp"
	"slices"
	"strings"

	"sayso/connectors"
)

// A question is asked of what an app can look up: "What stage is the opportunity X in?", "Wie viele Zeilen hat die Tabelle y?", "Is INV-7 paid?". The
// same is asked by an order: "find out the phone number of …". What comes next passes the answer on.

// asked are the words of questions by the outputs that answer them, besides what outputs are called.
var asked = []noun{
	{words: words("many viele"), names: []string{"total", "count"}},
	{words: words("much worth viel wert hoch"), names: []string{"amount", "total", "count"}},
	{words: words("assigned zugewiesen bearbeitet bearbeiter zuständig handles handling"), names: []string{"assignee"}},
	{words: words("owns gehört belongs betreut"), names: []string{"owner"}},
	{words: words("reported requested opened gemeldet angefragt"), names: []string{"requester", "reporter", "caller"}},
	{words: words("paid settled overdue done finished resolved solved closed steht steht's stands doing bezahlt beglichen überfällig fertig erledigt gelöst geschlossen"),
		names: []string{"status", "state", "stage"}},
	{words: words("email e-mail mail emailaddress"), names: []string{"email"}},
	{words: words("about worum"), names: []string{"summary", "subject", "title", "description"}},
}

// interrogatives begin a question; inversions do where a question mark ends it.
var (
	interrogatives = words(`what what's who who's whose whom why how how's where which was wer wem wen wessen wie warum wo welche welcher welches welchen welchem wann worum`)
	inversions     = words(`is are was were has have did does do ist sind war hat haben gibt wurde wurden`)
)

// questions reports whether a clause is worded as a question about something.
func (r *reading) questions(c clause) bool {
	i := c.from
	for i+1 < c.to && (r.items[i].mark() || r.items[i].word() && (conjunctions[r.items[i].Lower] || leadIns[r.items[i].Lower])) {
		i++
	}
	if i >= c.to || !r.items[i].word() {
		return false
	}
	it := r.items[i]
	if it.Is("any") && c.to < len(r.items) && r.items[c.to].Is("?") {
		return !slices.ContainsFunc(r.items[i:c.to], func(it item) bool { return fresh[it.Lower] && !it.Capital() })
	}
	if inversions[it.Lower] && c.to < len(r.items) && r.items[c.to].Is("?") && i+1 < c.to {
		return !r.items[i+1].Is("you", "it", "du", "sie", "ihr") && (it.Is("gibt") || !r.items[i+1].Is("es")) // "is it possible to …?"
	}
	if preposition(it.Lower, r.lang) && i+1 < c.to && r.items[i+1].word() && !it.Is("was") { // "in welcher Phase"
		return interrogatives[r.items[i+1].Lower]
	}
	return interrogatives[it.Lower]
}

// inquires lists the reads that can answer a question, best first. All that they need has to be said or known.
func (b *builder) inquires(c clause) []*candidate {
	c.verb, c.message = -1, -1
	named := b.namedApps(c)
	_, nouns := b.evidence(c, nil)
	var list []*candidate
	for i, t := range b.targets {
		if t.op == nil || t.effect() || t.waits() || !b.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) ||
			nouns[i] == 0 && !b.holdsFor(t, c) && !b.asksOf(t, c) && (t.in.Properties["sql"] == nil || !slices.ContainsFunc(b.items[c.from:c.to], isTable)) ||
			slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && s.role == roleAny }) {
			continue
		}
		cand := &candidate{filling: b.fill(b.items, c, t, b.lang, b.small, b.around), noun: nouns[i], namedApps: named}
		cand.weigh(b.reading, c, len(named) > 0)
		cand.spoken = b.spoken(cand)
		if len(cand.missing) > 0 || len(cand.got) == 0 && nouns[i] < 0.8 && t.in.Properties["sql"] == nil {
			continue
		}
		if field, _, _ := b.sought(cand); field != "" {
			cand.total++
		}
		if b.mentions(clause{from: c.from, to: min(c.from+3, c.to)}, "which", "welche", "any", "many", "viele", "gibt") && listOf(t) != "" {
			cand.total += 1.5
		}
		list = append(list, cand)
	}
	slices.SortStableFunc(list, func(a, b *candidate) int { return cmp.Compare(b.total, a.total) })
	return list
}

// asksOf reports whether a clause asks for something of a person whom a read looks for: "Welche Telefonnummer hat Petra Lang?".
func (b *builder) asksOf(t *target, c clause) bool {
	f := &filling{lexicon: b.lexicon, items: b.items, t: t, c: c, end: c.to}
	if f.sought() == nil {
		return false
	}
	field, whom := false, false
	for i := c.from; i < c.to; i++ {
		field = field || slices.ContainsFunc(b.fieldNames(b.items[i]), func(name string) bool { return outputOf(t, name, nil) != "" })
		whom = whom || courtesies[b.items[i].Lower] || i+1 < c.to && b.items[i+1].Capital() && f.person(i, i+2)
	}
	return field && whom
}

// sought gives the output of a read that its clause asks for, with the items that say so; "" where it asks for all there is.
func (b *builder) sought(c *candidate) (field string, from, to int) {
	for i := c.c.from; i < c.c.to; i++ {
		it := b.items[i]
		if !it.word() || c.taken[i] > act {
			continue
		}
		for _, n := range slices.Concat(asked, outputNouns) {
			last := it.Lower
			if len(it.Parts) > 0 {
				last = it.Parts[len(it.Parts)-1]
			}
			if !n.words[it.Lower] && !n.words[last] {
				continue
			}
			for _, name := range n.names {
				if outputOf(c.t, name, nil) != "" && c.got[name].value == nil {
					return name, i, i + 1
				}
			}
			if n.format == connectors.FormatURL && outputOf(c.t, "url", nil) != "" {
				return "url", i, i + 1
			}
		}
	}
	return "", 0, 0
}

// answered reports whether a clause only asks to look up what the question right before it asks: "Who owns X? Look it up".
func (b *builder) answered(c clause, list []*candidate) bool {
	if len(b.steps) == 0 || len(list) == 0 || list[0].t.effect() || list[0].t.waits() || b.asks(c) {
		return false
	}
	last := b.steps[len(b.steps)-1]
	return last.t != nil && !last.t.effect() && b.asks(last.c) && slices.ContainsFunc(list, func(o *candidate) bool { return o.t.app == last.t.app }) &&
		!slices.ContainsFunc(list, func(o *candidate) bool { return len(o.got) > 0 || !b.used(o) && o.t.app == last.t.app })
}

// answers keeps in a read which of its outputs was asked for, and takes the words that asked: they fill nothing.
func (b *builder) answers(s *step) {
	if s.from == nil || s.t.op == nil || s.t.effect() || s.t.waits() {
		return
	}
	for i := s.c.from; i < s.from.end && b.asks(s.c); i++ {
		it := b.items[i]
		if it.word() && s.from.taken[i] == free && (interrogatives[it.Lower] || inversions[it.Lower] ||
			slices.ContainsFunc(asked, func(n noun) bool { return n.words[it.Lower] })) {
			s.from.mark(i, i+1, soft)
		}
	}
	field, from, to := b.sought(s.from)
	if field == "" {
		return
	}
	for to < s.from.end && b.items[to].Is("number", "address", "nummer", "adresse") {
		to++
	}
	for from > s.c.from && s.from.taken[from-1] <= act && b.items[from-1].Is("phone", "email", "e-mail", "mail") {
		from--
	}
	s.from.mark(from, to, cue)
	s.answer = field
}

// answerRef gives a reference to what was asked for of a step, "" where nothing was.
func (s *step) answerRef() string {
	if s.answer == "" {
		return ""
	}
	if sql, _ := s.with["sql"].(string); s.answer == "count" && strings.HasPrefix(sql, countsRows) {
		return "${first(" + s.id + ".rows).count}"
	}
	return "${" + s.id + "." + s.answer + "}"
}
