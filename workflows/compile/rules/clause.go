package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// clause is one thing that is asked for, told, or set as a condition. It is a range of items; what it says in quotation marks or behind
// "that" is its message.
type clause struct {
	from, to int
	sentence int
	kind     clauseKind
	verb     int  // the item of its main verb, or -1
	message  int  // the item where reported words begin, or -1
	negated  bool // asks for something not to be done
	later    bool // is to come after what follows it: "before you …", "bevor …"
	elided   bool // goes on with the verb of the clause before
}

type clauseKind uint8

const (
	request   clauseKind = iota
	condition            // "if it is over 10,000"
	event                // "when a ticket comes in"
	narrative            // tells something and asks for nothing
)

// subordinators begin a clause that isn't a request of its own.
var subordinators = []struct {
	words []string
	kind  clauseKind
	later bool
}{
	{[]string{"as", "soon", "as"}, event, false}, {[]string{"every", "time"}, event, false}, {[]string{"each", "time"}, event, false}, {[]string{"immer", "wenn"}, event, false},
	{[]string{"jedes", "mal", ",", "wenn"}, event, false}, {[]string{"jedes", "mal", "wenn"}, event, false},
	{[]string{"whenever"}, event, false}, {[]string{"when"}, event, false}, {[]string{"once"}, event, false}, {[]string{"sobald"}, event, false}, {[]string{"wenn"}, event, false},
	{[]string{"if"}, condition, false}, {[]string{"falls"}, condition, false}, {[]string{"unless"}, condition, false}, {[]string{"provided"}, condition, false}, {[]string{"sofern"}, condition, false},
	{[]string{"before"}, request, true}, {[]string{"bevor"}, request, true}, {[]string{"ehe"}, request, true},
	{[]string{"after"}, request, false}, {[]string{"nachdem"}, request, false},
}

// clauses parts a prompt. It looks at each item a bounded number of times.
func (l *lexicon) clauses(items []item, lang string) []clause {
	var all []clause
	from, sentence := 0, 0
	for i := 0; i <= len(items); i++ {
		if i < len(items) && !sentenceEnd(items, i) {
			continue
		}
		if i > from {
			p := parting{lexicon: l, lang: lang, items: items, sentence: sentence}
			all = append(all, p.sentenceClauses(from, i)...)
			sentence++
		}
		from = i + 1
	}
	return all
}

func sentenceEnd(items []item, i int) bool {
	if items[i].Kind == text.Break {
		return true
	}
	return items[i].mark() && items[i].Is(".", "!", "?", ";", "→", "…") && !abbreviation(items, i)
}

// parting is the work on one sentence.
type parting struct {
	*lexicon
	lang     string
	items    []item
	sentence int
	out      []clause
}

// atom is a part of a sentence between two marks or conjunctions.
type atom struct{ from, to int }

func (p *parting) sentenceClauses(from, to int) []clause {
	for _, a := range p.atoms(from, to) {
		p.place(a)
	}
	return p.out
}

func (p *parting) atoms(from, to int) []atom {
	var atoms []atom
	start := from
	cut := func(i int) {
		if i > start {
			atoms = append(atoms, atom{start, i})
		}
		start = i
	}
	for i := from; i < to; i++ {
		it := p.items[i]
		switch {
		case it.mark() && it.Is(",", "–", "—", "(", ")", ":", "+", "→"), it.mark() && it.Is("-") && !it.Glued:
			cut(i)
			start = i + 1
		case it.word() && it.Is("and", "then", "und", "dann", "danach", "anschließend", "sowie", "plus", "n", "but", "aber", "sondern", "otherwise", "sonst", "&"):
			if it.Is("&") && i > from && p.items[i-1].Capital() {
				continue
			}
			cut(i)
		case it.word() && i > from:
			if _, n, _ := subordinator(p.items, i, to); n > 0 && p.hasVerb(i+n, to) {
				cut(i)
			} else if it.Is("that", "dass", "daß") && i > start || p.charge(start, i) {
				cut(i)
			}
		}
	}
	cut(to)
	return atoms
}

func (p *parting) hasVerb(from, to int) bool {
	for i := from; i < to; i++ {
		if p.items[i].mark() {
			return false
		}
		if len(p.items[i].verbs) > 0 || passive[p.items[i].Lower] || p.items[i].Is("has", "hat", "have", "goes", "geht", "rausgeht") {
			return true
		}
	}
	return false
}

// charges are verbs behind which "to" begins what somebody is to do.
var charges = words(`remind ask tell remind invite urge request instruct`)

// charge reports whether "to" at an item begins what somebody is asked to do: "remind Anna to send it".
func (p *parting) charge(start, i int) bool {
	if !p.items[i].Is("to") || i+1 >= len(p.items) || !p.items[i+1].word() || p.items[i+1].Capital() || function(p.items[i+1].Lower) && len(p.items[i+1].verbs) == 0 {
		return false
	}
	return slices.ContainsFunc(p.items[start:i], func(it item) bool { return charges[it.Lower] })
}

// subordinator finds the word or words at an item that make a subordinate clause.
func subordinator(items []item, i, to int) (kind clauseKind, width int, later bool) {
	for _, s := range subordinators {
		if i+len(s.words) > to || len(s.words) <= width {
			continue
		}
		match := true
		for k, w := range s.words {
			match = match && items[i+k].Lower == w && items[i+k].Kind != text.Quoted
		}
		if match {
			kind, width, later = s.kind, len(s.words), s.later
		}
	}
	return kind, width, later
}

// place makes an atom a clause of its own or a part of the one before.
func (p *parting) place(a atom) {
	first := p.skip(a.from, a.to)
	kind, width, later := clauseKind(request), 0, false
	for i := a.from; i <= first && i < a.to && width == 0; i++ {
		kind, width, later = subordinator(p.items, i, a.to)
	}
	last := len(p.out) - 1
	if width == 0 && (last < 0 || a.from > 0 && p.items[a.from-1].Is(":")) && p.inverted(a) {
		kind, width = event, 1
		if p.items[a.from].Is("ist", "sind", "hat", "is", "are", "has") {
			kind = condition
		}
	}
	if width == 0 && last < 0 && p.announces(a) {
		kind, width = event, 1
	}
	if width > 0 && (kind != request || p.hasVerb(first, a.to)) {
		c := clause{from: a.from, to: a.to, sentence: p.sentence, kind: kind, verb: p.verb(a), message: -1, later: later}
		p.out = append(p.out, c)
		return
	}
	if last >= 0 && p.reports(a, first) {
		p.out[last].message = a.from
		p.out[last].to = a.to
		return
	}
	if last >= 0 && p.introduces(a) {
		p.out[last].to = a.to
		return
	}
	verb := p.verb(a)
	if last >= 0 && verb < 0 && p.continues(a) {
		p.out[last].to = a.to
		return
	}
	open := last >= 0 && p.out[last].message >= 0
	if last >= 0 && p.out[last].kind == request && p.out[last].verb >= 0 && a.from > 0 && p.items[a.from-1].Is(":") && !p.starts(a, first) {
		p.out[last].to = a.to // what a colon announces
		return
	}
	switch {
	case last < 0:
		p.begin(a, verb)
	case p.out[last].kind != request && !p.items[a.from].Is("and", "or", "und", "oder"):
		p.begin(a, verb)
	case open && !p.starts(a, first):
		p.out[last].to = a.to
	case p.out[last].verb < 0 && p.tale(p.out[last]) && p.starts(a, first):
		p.begin(a, verb)
	case p.out[last].verb < 0 && p.out[last].kind == request && !p.out[last].elided && !p.guards(atom{p.out[last].from, p.out[last].to}) &&
		(!p.object(p.out[last]) || p.final(a, verb) && (!p.thing(first) || p.shares(p.out[last], first))):
		p.out[last].to, p.out[last].verb = a.to, verb // what stood before its verb
	case verb >= 0 || p.guards(a):
		p.begin(a, verb)
	case p.headless(a, first):
		p.begin(a, -1)
		p.out[last+1].elided = true
	default:
		p.out[last].to = a.to
	}
}

// announces reports whether an atom names an event as a headline: "New issue in CORE: …", "Neue Mail von … → …".
func (p *parting) announces(a atom) bool {
	if !p.items[a.from].Is("new", "neu", "neue", "neuer", "neues") || a.to >= len(p.items) || !p.items[a.to].Is(":", "→") {
		return false
	}
	return slices.ContainsFunc(p.items[a.from:a.to], func(it item) bool {
		return slices.ContainsFunc(it.nouns, func(h hit) bool {
			return slices.ContainsFunc(p.lexemes[h.lexeme].targets, func(t int) bool { return p.targets[t].event != nil })
		})
	})
}

// inverted reports whether a German sentence sets a condition by beginning with its verb: "Kommt ein Lead rein, …".
func (p *parting) inverted(a atom) bool {
	it := p.items[a.from]
	if p.lang != "de" {
		return false
	}
	if it.Is("ist", "sind", "hat", "wird", "werden", "liegt") && a.to-a.from > 2 && a.to < len(p.items) && p.items[a.to].Is(",") {
		return true
	}
	return a.to < len(p.items) && p.items[a.to].Is(",", "→", "–", "-", ":") && strings.HasSuffix(it.Lower, "t") && slices.ContainsFunc(it.verbs, func(h hit) bool {
		lx := p.lexemes[h.lexeme]
		return lx.lang == "de" && h.form&text.Finite != 0 && slices.ContainsFunc(lx.targets, func(t int) bool { return p.targets[t].event != nil })
	})
}

func (p *parting) begin(a atom, verb int) {
	c := clause{from: a.from, to: a.to, sentence: p.sentence, verb: verb, message: -1}
	if verb >= 0 {
		for _, h := range p.items[verb].verbs { // "let them know we're done"
			if h.tail > 0 && p.lexemes[h.lexeme].lang == "en" && p.items[h.tail].Is("know") && h.tail+1 < a.to && h.tail < a.to {
				c.message = h.tail + 1
			}
		}
	}
	p.out = append(p.out, c)
}

// object reports whether a clause names something that can be made or changed together with where to: it needs no verb.
func (p *parting) object(c clause) bool {
	return p.headless(atom{c.from, c.to}, p.skip(c.from, c.to))
}

// introduces reports whether an atom only leads over to what a message says: "and should say".
func (p *parting) introduces(a atom) bool {
	said := false
	for _, it := range p.items[a.from:a.to] {
		switch {
		case it.Is("say", "says", "saying", "state", "stating", "mention", "mentions", "stehen", "steht", "lauten"):
			said = true
		case !it.mark() && !function(it.Lower):
			return false
		}
	}
	return said
}

// tale reports whether a clause tells something, so that an order behind it doesn't belong to it.
func (p *parting) tale(c clause) bool {
	return slices.ContainsFunc(p.items[c.from:c.to], func(it item) bool { return it.word() && tellers[it.Lower] })
}

// final reports whether a verb stands at the end of an atom, as in German what it governs stands before it.
func (p *parting) final(a atom, verb int) bool {
	return verb > a.from && verb >= a.to-2 && verb < a.to && slices.ContainsFunc(p.items[verb].verbs, func(h hit) bool { return p.lexemes[h.lexeme].lang == "de" })
}

// thing reports whether a request for something begins at an item: its name, with or without an article.
func (p *parting) thing(i int) bool {
	for i < len(p.items) && p.items[i].word() && determiners[p.items[i].Lower] {
		i++
	}
	return i < len(p.items) && len(p.items[i].nouns) > 0
}

// shares reports whether the thing at an item belongs to what a clause is about: "the stage" to "the opportunity".
func (p *parting) shares(c clause, i int) bool {
	for i < len(p.items) && p.items[i].word() && determiners[p.items[i].Lower] {
		i++
	}
	for _, it := range p.items[c.from:c.to] {
		for _, a := range it.nouns {
			for _, b := range p.items[i].nouns {
				if slices.ContainsFunc(p.lexemes[a.lexeme].targets, func(t int) bool { return slices.Contains(p.lexemes[b.lexeme].targets, t) }) {
					return true
				}
			}
		}
	}
	return false
}

// skip gives the first item of an atom that isn't a filler, a conjunction or a mark.
func (p *parting) skip(from, to int) int {
	for i := from; i < to; i++ {
		it := p.items[i]
		if it.mark() || it.word() && (fillers[it.Lower] || conjunctions[it.Lower] || negators[it.Lower] || it.Is("but", "aber", "sondern", "you", "du", "so", "otherwise", "sonst")) && len(it.verbs) == 0 {
			continue
		}
		return i
	}
	return to
}

// reports tells whether an atom is what somebody is to be told.
func (p *parting) reports(a atom, first int) bool {
	last := p.out[len(p.out)-1]
	if p.items[a.from].Is("to") && p.charge(last.from, a.from) {
		return true
	}
	for i := a.from; i <= first && i < a.to; i++ {
		if p.items[i].Is("that", "dass", "daß", "weil", "because", "since", "denn", "damit") && p.items[i].word() {
			return i+1 < a.to
		}
	}
	return false
}

// starts reports whether an atom begins with an order.
func (p *parting) starts(a atom, first int) bool {
	if first >= a.to || first+1 < len(p.items) && p.items[first+1].Is(":") && p.items[first+1].Glued && first > 0 && !p.items[first-1].Is(".", "!", "?") {
		return false // "note: …" announces a value
	}
	for _, h := range p.items[first].verbs {
		if h.form&text.Imperative != 0 && !h.part {
			return true
		}
	}
	return false
}

// verb finds the main verb of an atom, or -1: an order at its start, an infinitive or participle behind what German puts before it, a
// passive. A word behind an article is a noun.
func (p *parting) verb(a atom) int {
	first := p.skip(a.from, a.to)
	if p.starts(a, first) {
		return first
	}
	best := -1
	for i := first; i < a.to; i++ {
		it := p.items[i]
		if len(it.verbs) == 0 || passive[it.Lower] || i > 0 && articles[p.items[i-1].Lower] && p.items[i-1].word() {
			continue
		}
		for _, h := range it.verbs {
			if p.main(a, i, h) {
				best = i
			}
		}
	}
	return best
}

// main reports whether a verb in the middle of an atom is its main verb.
func (p *parting) main(a atom, i int, h hit) bool {
	german := p.lexemes[h.lexeme].lang == "de"
	switch {
	case h.tail > 0:
		return true
	case german && h.form&text.Infinitive != 0:
		return !p.items[i].Capital() || i == a.from
	case german && h.form&text.Participle != 0:
		if p.before(a, i, func(it item) bool { return it.Is("hat", "haben", "hatte", "wurde", "wurden", "war", "waren", "habe") }) {
			return false
		}
		return i == a.to-1 || passive[p.items[min(i+1, len(p.items)-1)].Lower] || p.before(a, i, func(it item) bool { return passive[it.Lower] || it.Is("soll", "sollen", "muss") })
	case german && h.form&text.Finite != 0:
		return i == a.to-1
	case h.form&text.Participle != 0:
		return p.before(a, i, func(it item) bool {
			return it.Is("be", "get", "gets", "is", "are") && !slices.ContainsFunc(p.items[a.from:i], func(o item) bool { return o.Is("was", "were", "has", "have", "had") })
		})
	case h.form&text.Infinitive != 0:
		return i > a.from && p.items[i-1].Is("to", "please", "must", "should", "can", "could", "you", "will", "i", "we", "they", "just", "needs", "me")
	}
	return h.form&text.Finite != 0 && len(p.items[i].nouns) == 0
}

func (p *parting) before(a atom, i int, is func(item) bool) bool {
	return slices.ContainsFunc(p.items[a.from:i], is)
}

// guards reports whether an atom asks for an approval.
func (p *parting) guards(a atom) bool {
	if p.items[a.from].Is("to") {
		return false
	}
	return slices.ContainsFunc(p.items[a.from:a.to], func(it item) bool { return it.word() && approvals[it.Lower] })
}

// continues reports whether an atom adds a value to what is asked for before it: "and the text …".
func (p *parting) continues(a atom) bool {
	for i := a.from; i+1 < a.to; i++ {
		it := p.items[i]
		switch {
		case it.Is("text", "subject", "body", "title", "description", "message", "label", "labels", "priority", "betreff", "inhalt", "titel", "beschreibung", "nachricht", "priorität", "label", "typ", "type"):
			return p.items[i+1].Kind == text.Quoted || p.items[i+1].Is(":") || !it.Is("text", "message", "nachricht")
		case it.mark() || !function(it.Lower):
			return false
		}
	}
	return false
}

// headless reports whether an atom without a verb still asks for something: it begins with the name of a thing that can be made, and has
// with it where it goes.
func (p *parting) headless(a atom, first int) bool {
	if p.continues(a) {
		return false
	}
	i := first
	for i < a.to && p.items[i].word() && (determiners[p.items[i].Lower] || fillers[p.items[i].Lower] || negators[p.items[i].Lower]) {
		i++
	}
	if i >= a.to || len(p.items[i].nouns) == 0 {
		return false
	}
	if i > a.from && p.items[i-1].word() && prepositions[p.items[i-1].Lower] {
		return false
	}
	return slices.ContainsFunc(p.items[i:a.to], func(it item) bool { return it.ent != nil })
}
