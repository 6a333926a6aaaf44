package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// What starts a plan is said in many places: in a clause of its own before or behind what is asked for ("…, whenever a lead comes in"), as a headline
// ("New row in signups: …", "ticket opened → …"), or in a few words inside a request ("for every new lead …", "bei jeder Mail von …"). Wherever it
// stands, it is read first, since what is asked for may refer to it.

var (
	// fresh are the words for something that wasn't there before.
	fresh = union(words(`new neu neue neuer neues neuen neuem`), incoming)
	// incoming are those of them that say by themselves that each thing is meant as it comes in.
	incoming = words(`incoming eingehende eingehender eingehendes eingehenden eingehendem reinkommende reinkommenden hereinkommende ankommende ankommenden`)
	justNow  = words(`freshly newly recently just frisch gerade soeben`)
	// amid are the prepositions behind which a few words say when something is done, each time anew.
	amid = words(`on upon for with from of to about bei für nach after aus von zu auf an über`)
	// onceEach are those of them behind which what comes in is meant, and never the records of a list.
	onceEach = words(`on upon about bei nach after über`)
	// comings are the nouns for that something comes in or is there for the first time: "on creation of a ticket", "nach Eingang einer Mail".
	comings = words(`creation arrival receipt submission call calls eingang eintreffen erstellung anlage eröffnung aufruf aufrufe aufrufen ankunft auftauchen erscheinen`)
	// closures are the nouns for that something is done or over: "upon completion of any task".
	closures = words(`completion closure closing failure abschluss erledigung fertigstellung schließung fehlschlag scheitern`)
)

// part parts the prompt into clauses, what starts the plan first.
func (b *builder) part() {
	head, next := b.heading()
	b.clauses = b.lexicon.clauses(b.items, next, b.lang)
	b.rejoin()
	b.negations()
	b.granted()
	switch {
	case head.to > 0:
		first := slices.IndexFunc(b.clauses, func(c clause) bool { return c.kind == request && !c.negated })
		if first >= 0 && first <= 1 { // "… → ServiceNow incident", "…: if it is urgent, DM to Ann": the thing alone asks for it
			b.clauses[first].elided = b.clauses[first].verb < 0
			b.details(first)
		}
		b.clauses = slices.Insert(b.clauses, 0, head)
	case len(b.clauses) > 1 && b.clauses[0].kind == event && b.items[b.clauses[1].from-1].Is("→") && b.clauses[1].verb < 0 && b.clauses[1].kind == request:
		b.clauses[1].elided = true
		b.details(1)
	case b.schedule == nil && len(b.clauses) <= maxClauses && !b.customary():
		b.advance()
	}
	b.qualify()
}

// happens reports whether a clause has a verb that tells of something: "is opened", "comes in", "completed". What German asks for by an infinitive
// doesn't.
func (b *builder) happens(c clause) bool {
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if !it.word() || i > c.from && b.items[i-1].Is(",") && isArgument(it.Lower, b.lang) { // ", labels backend"
			continue
		}
		var forms text.Form
		for _, h := range it.verbs {
			forms |= h.form
		}
		if forms&text.Participle != 0 || forms&text.Finite != 0 && forms&text.Infinitive == 0 {
			return true
		}
	}
	return false
}

// advance puts the clause or the words that say what starts the plan in front of all that is asked for.
func (b *builder) advance() {
	for i, c := range b.clauses {
		if c.kind != event && c.kind != condition {
			continue
		}
		if i == 1 && b.topic(b.clauses[0], c) {
			b.clauses[1].from = b.clauses[0].from
			b.clauses = b.clauses[1:]
			return
		}
		switch {
		case i == 0:
			return
		case b.starts(i):
			b.clauses = slices.Insert(slices.Delete(b.clauses, i, i+1), 0, c)
			return
		}
	}
	for i := range b.clauses {
		if head, ok := b.within(&b.clauses[i]); ok {
			b.clauses = slices.Insert(b.clauses, 0, head)
			return
		}
	}
}

// topic reports whether a clause only names what the event behind it is about: "High urgency incidents: when one is created …".
func (b *builder) topic(head, c clause) bool {
	both := clause{from: head.from, to: c.to, kind: event, verb: -1, message: -1}
	refers := func(it item) bool { return it.Is("one", "einer", "eine", "eines", "eins", "welche", "it") }
	return head.kind == request && head.verb < 0 && head.to < c.from && c.kind == event &&
		slices.ContainsFunc(b.items[c.from:c.to], refers) && len(b.candidates(both, nil, true)) > 0
}

// starts reports whether a clause behind requests says what starts the plan, and not what is waited for between them or under which condition the
// last of them is done.
func (b *builder) starts(i int) bool {
	c := b.clauses[i]
	if conjunctions[b.items[c.from].Lower] || b.then(c) || c.negated || b.anaphoric(c) || b.aboutOne(c) {
		return false
	}
	asked := slices.ContainsFunc(b.clauses[:i], func(o clause) bool { return o.sentence == c.sentence && o.kind == request })
	if next := i + 1; asked && next < len(b.clauses) && b.clauses[next].sentence == c.sentence && !conjunctions[b.items[b.clauses[next].from].Lower] {
		return false
	}
	list := b.candidates(c, nil, true)
	if len(list) == 0 || list[0].verb+list[0].patterns == 0 {
		return false
	}
	return asked && !slices.ContainsFunc(b.clauses[:i], func(o clause) bool { return b.begins(o, list[0].t.app) })
}

// begins reports whether a clause asks an app for something that can be waited for, so that what is said of its end is no event.
func (b *builder) begins(c clause, app string) bool {
	if c.kind != request || c.verb < 0 || !slices.ContainsFunc(b.targets, func(t *target) bool { return t.app == app && t.waits() }) {
		return false
	}
	list := b.candidates(c, nil, false)
	return len(list) > 0 && list[0].t.app == app
}

// within takes the words out of a request that say what it is done upon, and makes them a clause of its own.
func (b *builder) within(c *clause) (clause, bool) {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	if c.kind != request || c.negated {
		return clause{}, false
	}
	if head, ok := b.subjectIn(c, end); ok {
		return head, true
	}
	for i := c.from; i+1 < end; i++ {
		if !b.items[i].word() {
			continue
		}
		from, noun := i, -1
		switch {
		case amid[b.items[i].Lower]:
			noun = b.newcomer(i, end)
		case singles[b.items[i].Lower] && (i == c.verb+1 || i == b.opening(*c)) && i+1 < end && fresh[b.items[i+1].Lower]: // "sort each incoming mail into …"
			noun = b.newcomer(i-1, end)
			from--
		case incoming[b.items[i].Lower] && i > c.verb && i <= c.verb+2 && !b.looksBack(i, end): // "sort the incoming mails into …"
			noun = b.newcomer(i-1, end)
			from--
		}
		if noun < 0 {
			continue
		}
		behind := noun + 1
		if behind < end && b.happens(clause{from: behind, to: behind + 1}) && !b.imperative(b.items[behind]) {
			behind++ // "on each issue opened in …"
		}
		for to := b.complements(*c, behind, end); to > noun; to-- {
			head := clause{from: from + 1, to: to, sentence: -1, kind: event, verb: -1, message: -1}
			list := b.candidates(head, nil, true)
			if len(list) == 0 || list[0].noun == 0 {
				break
			}
			if stray := b.stray(list[0]); stray >= 0 { // belongs to what is asked for
				to = stray + 2 // which the loop takes down to the preposition
				continue
			}
			n := to - i
			if b.hoist(c, pause{from: i, to: to}); c.verb < 0 { // "bei jeder Mail" has none
				p := parting{lexicon: b.lexicon, lang: b.lang, items: b.items}
				c.verb = p.verb(atom{c.from, c.to})
			}
			head.from, head.to = c.from-n+from+1-i, c.from
			return head, true
		}
	}
	return clause{}, false
}

// unknownOccasion asks about words for something that is new each time, of a sort that no app knows: "bei jedem neuen Leed".
func (b *builder) unknownOccasion() {
	if b.trigger != nil || b.schedule != nil {
		return
	}
	for i := 0; i+3 < len(b.items); i++ {
		it := b.items[i+3]
		told := slices.ContainsFunc(b.clauses, func(c clause) bool {
			return c.negated && i >= c.from && i < c.to || c.message >= 0 && i >= c.message && i < c.to
		})
		if amid[b.items[i].Lower] && singles[b.items[i+1].Lower] && fresh[b.items[i+2].Lower] && it.word() && len(it.nouns)+len(it.verbs) == 0 && !function(it.Lower) && !told {
			b.leftOut(i, i+4)
		}
	}
}

// complements gives the item behind what says more of a noun: "from ann@…", "in the table signups", "with priority high".
func (b *builder) complements(c clause, i, end int) int {
	if to := b.relative(i, end); to > 0 {
		return to
	}
	for i < end && i != c.verb && (b.items[i].Kind == text.Quoted || b.items[i].word() && (b.items[i].technical() > 0 || strings.HasPrefix(b.items[i].Text, "/"))) {
		i++ // "the webhook /orders"
	}
	from := i
	for i < end && b.items[i].word() && prepositions[b.items[i].Lower] && i != c.verb {
		content := false
		for i++; i < end; i++ {
			it := b.items[i]
			if it.mark() && it.Is(".") && !it.Glued && i+1 < end && b.items[i+1].Glued && b.items[i+1].word() { // "ending in .at"
				i, content = i+1, true
				continue
			}
			if it.mark() || i == c.verb || content && addressed(it) || it.word() && it.Is("whose", "that", "which", "who") || b.imperative(it) || span(it) != "" || it.word() && conjunctions[it.Lower] {
				break
			}
			if it.word() && content && (prepositions[it.Lower] || articles[it.Lower] || musts[it.Lower] || it.Is("ist", "sind")) {
				break
			}
			if content = content || it.content(); it.ent != nil || it.Kind == text.Channel {
				i++
				break
			}
		}
	}
	if to := b.relative(i, end); to > 0 && i > from {
		return to
	}
	if p := (parting{lexicon: b.lexicon, lang: b.lang, items: b.items}); i < end {
		if to := p.bracketed(i, end); to > 0 { // "in mint/api (branch main)"
			return to + 1
		}
	}
	return i
}

// imperative reports whether a word can only be an order.
func (b *builder) imperative(it item) bool {
	return it.word() && !it.Capital() && len(it.nouns) == 0 && slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Imperative != 0 })
}

// stray gives the preposition before a value that an event has no use for, -1 where all are used.
func (b *builder) stray(c *candidate) int {
	if why := b.why; b.trigger == nil { // what a condition is made of isn't left over
		b.trigger = c.t
		b.traits(c)
		b.trigger, b.why = nil, why
	}
	for i := c.c.from; i < c.end; i++ {
		it := c.items[i]
		if it.mark() && it.Is(",") && i+1 < c.end && b.relativeAt(i+1) || it.word() && it.Is("whose", "that", "which", "who") {
			return -1 // what a relative clause says is all of the event
		}
		if c.taken[i] != free || !it.content() || justNow[it.Lower] || comings[it.Lower] || fresh[it.Lower] || b.happens(clause{from: i, to: i + 1}) || b.participial(it) || b.triggering(it) || b.ofEvent(it) {
			continue
		}
		for i > c.c.from && (!c.items[i].word() || !prepositions[c.items[i].Lower]) {
			i--
		}
		return i - 1
	}
	return -1
}
