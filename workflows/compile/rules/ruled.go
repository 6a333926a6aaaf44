package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// What starts a plan may be the subject of a rule that tells what becomes of everything that comes in: "every new issue in WEB gets the label new", "neue
// Leads, deren Adresse auf .ch endet, gehen an Urs".

var (
	// musts follow what something is to be done with: "every new issue gets the label new", "neue Leads sollen …".
	musts = words(`should must shall needs has have gets get becomes become goes go is are soll sollen sollte sollten muss müssen bekommt bekommen kriegt
		kriegen erhält erhalten wird werden geht gehen kommt kommen wandert wandern landet landen lands land belongs belong gehört gehören`)
	// motions are those of them that tell where something goes, by which it is put there.
	motions = words(`goes go lands land belongs belong geht gehen kommt kommen wandert wandern landet landen gehört gehören`)
	// habits are those of them that tell what becomes of all things of a kind.
	habits = words(`become becomes always immer stets grundsätzlich generell automatically automatisch`)
	// turnings stand between those of them and what becomes of something: "should turn into a ticket", "werden zu Bugs".
	turnings = words(`to turn turned into become made zu zum zur`)
	// anything begins what comes in, whatever it is: "whatever gets posted to …".
	anything = words(`whatever whoever everything anything alles was wer`)
)

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
				if quantifiers[b.items[from].Lower] && !singles[b.items[from].Lower] || b.looksBack(noun, end) {
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
	if b.items[to].Is("ist", "sind") { // "sind … zu melden", of which "zu" says nothing more
		b.hoist(c, pause{from: end - 2, to: end - 1})
		from, to = from+1, to+1
		head.from, head.to = from, to
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
	for noun+1 < end && b.items[noun].word() && !b.ofEvent(b.items[noun]) && (levels[b.items[noun].Lower] != "" || len(b.items[noun].apps) > 0 || noun > from && levels[b.items[noun-1].Lower] != "" && argumentWord(b.items[noun].Lower, b.lang)) {
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

// looksBack reports whether what stands between two items came in at a time that is over: "der letzten 7 Tage", "von heute".
func (b *builder) looksBack(i, end int) bool {
	for ; i < end; i++ {
		e := b.items[i].ent
		if e != nil && (e.Type == entity.Window || e.Type == entity.Date && b.items[i-1].Is("of", "from", "von", "vom", "since", "seit")) {
			return true
		}
	}
	return false
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
