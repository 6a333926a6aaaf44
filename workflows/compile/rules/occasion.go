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
	fresh = words(`new neu neue neuer neues neuen neuem incoming eingehende eingehender eingehendes eingehenden eingehendem reinkommende reinkommenden hereinkommende ankommende ankommenden`)
	// incoming are those of them that say by themselves that each thing is meant as it comes in.
	incoming = words(`incoming eingehende eingehender eingehendes eingehenden eingehendem reinkommende reinkommenden hereinkommende ankommende ankommenden`)
	justNow  = words(`freshly newly recently just frisch gerade soeben`)
	// amid are the prepositions behind which a few words say when something is done, each time anew.
	amid = words(`on upon for with from of to about bei für nach after aus von zu auf an über`)
	// onceEach are those of them behind which what comes in is meant, and never the records of a list.
	onceEach = words(`on upon about bei nach after über`)
	// musts follow what something is to be done with: "every new issue gets the label new", "neue Leads sollen …".
	musts = words(`should must shall needs has have gets get becomes become goes go is are soll sollen sollte sollten muss müssen bekommt bekommen kriegt
		kriegen erhält erhalten wird werden geht gehen kommt kommen wandert wandern landet landen lands land belongs belong gehört gehören`)
	// comings are the nouns for that something comes in or is there for the first time: "on creation of a ticket", "nach Eingang einer Mail".
	comings = words(`creation arrival receipt submission call calls eingang eintreffen erstellung anlage eröffnung aufruf aufrufe aufrufen ankunft auftauchen erscheinen`)
	// closures are the nouns for that something is done or over: "upon completion of any task".
	closures = words(`completion closure closing failure abschluss erledigung fertigstellung schließung fehlschlag scheitern`)
	// motions are those of them that tell where something goes, by which it is put there.
	motions = words(`goes go lands land belongs belong geht gehen kommt kommen wandert wandern landet landen gehört gehören`)
	// habits are those of them that tell what becomes of all things of a kind.
	habits = words(`become becomes always immer stets grundsätzlich generell automatically automatisch`)
	// turnings stand between those of them and what becomes of something: "should turn into a ticket", "werden zu Bugs".
	turnings = words(`to turn turned into become made zu zum zur`)
	// anything begins what comes in, whatever it is: "whatever gets posted to …".
	anything = words(`whatever whoever everything anything alles was wer`)
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

// rejoin makes one clause of things at the beginning, what a relative clause says of them, and what becomes of them: "neue Leads, deren Adresse auf .ch endet,
// gehen an Urs".
func (b *builder) rejoin() {
	for i := 1; i < min(len(b.clauses), 3); i++ {
		head, c := b.clauses[0], b.clauses[i]
		if head.kind != request || head.verb >= 0 && !b.verbRelative(head) || head.sentence != c.sentence || c.kind != request || c.to-head.from > maxRun {
			return
		}
		if first := b.items[c.from]; !first.word() || !musts[first.Lower] || !b.items[c.from-1].Is(",") {
			continue
		}
		from := b.opening(head)
		for from > head.from && fresh[b.items[from-1].Lower] {
			from--
		}
		if _, ok := b.ruled(clause{from: head.from, to: c.to, verb: -1}, from, c.to); ok || b.newcomer(from-1, head.to) > 0 {
			p := parting{lexicon: b.lexicon, lang: b.lang, items: b.items}
			b.clauses[0].to, b.clauses[0].verb, b.clauses[0].message = c.to, p.verb(atom{c.from, c.to}), c.message
			b.clauses = slices.Delete(b.clauses, 1, i+1)
			return
		}
	}
}

// verbRelative reports whether the verb of a clause stands in what a relative clause says: "Issues, die in mint/web aufgemacht werden".
func (b *builder) verbRelative(c clause) bool {
	for i := c.from; i+1 < c.verb; i++ {
		if b.items[i].Is(",") && b.relativeAt(i+1) {
			return true
		}
	}
	return false
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
		case incoming[b.items[i].Lower] && i > c.verb && i <= c.verb+2: // "sort the incoming mails into …"
			noun = b.newcomer(i-1, end)
			from--
		}
		if noun < 0 {
			continue
		}
		for to := b.complements(*c, noun+1, end); to > noun; to-- {
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

// subjectIn takes the subject out of a request that tells what becomes of everything that comes in: "every new issue in WEB gets the label new",
// "whatever is posted to /alerts should become an incident". What becomes of it is asked for without a verb.
func (b *builder) subjectIn(c *clause, end int) (clause, bool) {
	from := b.opening(*c)
	for from > c.from && fresh[b.items[from-1].Lower] { // which says little elsewhere
		from--
	}
	to, ok, disposed := from, false, false
	switch {
	case from >= end:
	case from+1 < end && b.items[from].word() && anything[b.items[from].Lower]:
		for to = from + 2; to < end && (!b.items[to].word() || !musts[b.items[to].Lower]) && !b.items[to].Is(","); to++ {
			ok = ok || len(b.items[to].verbs) > 0
		}
		ok = ok || len(b.items[from+1].verbs) > 0
		to = b.pastComma(to, end)
	default:
		if noun := b.newcomer(from-1, end); noun > 0 {
			to, ok = b.pastComma(b.complements(*c, noun+1, end), end), true
			if to >= end || !b.items[to].word() || !b.must(to, end) {
				if quantifiers[b.items[from].Lower] && !singles[b.items[from].Lower] {
					return clause{}, false // "alle neuen Tickets auflisten" are there already
				}
				to = b.disposed(*c, from, noun, to)
				disposed = to > noun
			}
		} else {
			to, ok = b.ruled(*c, from, end)
		}
	}
	if !ok || !disposed && (to >= end || !b.items[to].word() || !b.must(to, end)) {
		return clause{}, false
	}
	head := clause{from: from, to: to, sentence: -1, kind: event, verb: -1, message: -1}
	list := b.candidates(head, nil, true)
	if len(list) == 0 || list[0].noun == 0 {
		return clause{}, false
	}
	for to < end && b.items[to].word() && !disposed && (b.must(to, end) && !motions[b.items[to].Lower] || turnings[b.items[to].Lower] ||
		b.items[to].Is("be") && to+1 < end && turnings[b.items[to+1].Lower]) {
		to++
	}
	n := to - from
	b.hoist(c, pause{from: from, to: to})
	head.from, head.to = c.from-n, c.from-n+head.to-from
	p := parting{lexicon: b.lexicon, lang: b.lang, items: b.items}
	c.verb = p.verb(atom{c.from, c.to})
	c.elided = c.verb < 0
	return head, true
}

// ruled gives the item behind the things at the beginning of a clause that tells by a rule what becomes of them: "issues opened in WEB have to …",
// "messages in #ideas that contain 'vote' become …", "urgent tickets go to …". ok is false where it tells no rule.
func (b *builder) ruled(c clause, from, end int) (to int, ok bool) {
	noun, open := from, false
	for noun+1 < end && b.items[noun].word() && !b.ofEvent(b.items[noun]) && (levels[b.items[noun].Lower] != "" || len(b.items[noun].apps) > 0) {
		noun++
	}
	for noun+1 < end && b.ofEvent(b.items[noun]) && b.ofEvent(b.items[noun+1]) { // "Zendesk tickets"
		noun++
	}
	if noun >= end || !b.ofEvent(b.items[noun]) {
		return 0, false
	}
	if noun+1 < end && b.happens(clause{from: noun + 1, to: noun + 2}) {
		return b.complements(c, noun+2, end), true
	}
	if !b.plural(b.items[noun]) {
		return 0, false
	}
	for _, it := range b.items[from:noun] {
		open = open || states[it.Lower] != ""
	}
	to = b.pastComma(b.complements(c, noun+1, end), end)
	if to >= end || !b.items[to].word() {
		return 0, false
	}
	tells := clause{from: noun + 1, to: to}
	return to, habits[b.items[to].Lower] || to+1 < end && musts[b.items[to].Lower] && habits[b.items[to+1].Lower] || motions[b.items[to].Lower] && !open || to+1 < end && b.items[to].Is("werden") && b.items[to+1].Is("zu", "zum", "zur") ||
		b.happens(tells) && !b.told(tells)
}

// must reports whether the word at an item says that something is to be done: "should", "soll", "sind … zu melden".
func (b *builder) must(i, end int) bool {
	if musts[b.items[i].Lower] {
		return true
	}
	return b.lang == "de" && b.items[i].Is("ist", "sind") && i+2 < end && b.items[end-2].Is("zu") && len(b.items[end-1].verbs) > 0
}

// pastComma gives the item behind the comma that ends a relative clause before it is said what becomes of something: "Issues, die …, sollen …".
func (b *builder) pastComma(i, end int) int {
	if i+1 < end && b.items[i].mark() && b.items[i].Is(",") && b.items[i+1].word() && musts[b.items[i+1].Lower] {
		return i + 1
	}
	return i
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
			if it.word() && content && (prepositions[it.Lower] || articles[it.Lower] || musts[it.Lower]) {
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
