package rules

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// People tell what to do in one order and want it done in another: "Close WEB-5. Before that, comment on it", "restart it, but tell #ops first", "post it,
// but only after you have closed the ticket". What is to come earlier is put in front of what it was told behind.

var (
	// priors are the phrases by which what a clause asks for comes before what was asked for last.
	priors = phrases(`before that, before this, before then, prior to that, prior to this, ahead of that, before doing so, before doing that, before you do, before you do so, before you do that,
		before you do it, beforehand, in advance, davor, vorher, zuvor, vorab, vorweg, im vorfeld, im voraus, bevor du das machst, bevor du damit anfängst`)
	// initials do so where a clause sets itself against what was said, or ends with them: "…, but tell #ops first".
	initials = words(`first zuerst`)
	// sequels begin what comes next, whatever was said before.
	sequels = phrases(`subsequently, thereafter, following that, following this, right after that, right after, shortly after that, immediately after that, immediately afterwards, after which, upon which, later on,
		secondly, thirdly, second of all, als zweites, als drittes, als viertes, only then, only after that, only afterwards, daraufhin, im nächsten schritt, im anschluss, im anschluss daran, sodann, nachfolgend, erst danach, gleich danach, direkt danach, unmittelbar danach,
		then, next, after that, afterwards, after this, lastly, last of all, finally, in the end, at the end, dann, danach, anschließend, hinterher, als nächstes, als letztes, zuletzt,
		zum schluss, ganz zum schluss, am ende, abschließend`)
)

// sequence puts what is to come earlier in front of what was told before it.
func (b *builder) sequence() {
	for i := 1; i < len(b.clauses); i++ {
		c, before := b.clauses[i], b.clauses[i-1]
		if c.kind != request || c.negated || before.kind != request || before.negated || b.approvalAt(c) >= 0 || asksLeave(b.items, c.from, c.to) {
			continue
		}
		p, ok := b.prior(c)
		if !ok && !b.behind(c, before) {
			continue
		}
		if ok {
			b.hoist(&c, p)
		}
		c.sentence, c.ahead, c.later = before.sentence, true, false
		j := i - 1
		for j > 0 && b.clauses[j].gapped {
			j--
		}
		b.clauses = slices.Insert(slices.Delete(b.clauses, i, i+1), j, c)
	}
}

// prior finds the words in a clause that put it before what was asked for last.
func (b *builder) prior(c clause) (pause, bool) {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	against := b.mentions(clause{from: c.from, to: min(c.from+4, end)}, "but", "aber", "though", "allerdings")
	for i := c.from; i < end; i++ {
		it := b.items[i]
		if !it.word() {
			continue
		}
		if n := phraseAt(priors, b.items, i, end); n > 0 {
			return pause{from: i, to: i + n}, true
		}
		last := i+1 == end || b.items[i+1].mark() && i+2 >= end
		if initials[it.Lower] && i > c.from && (last && b.lang == "en" || against) || it.Is("before") && i+1 < end && b.items[i+1].mark() || it.Is("before") && last && i > c.from {
			return pause{from: i, to: i + 1}, true
		}
	}
	return pause{}, false
}

// forthcoming says what is done next, for a message that is to come before it.
func (b *builder) forthcoming(s *step) []string {
	for _, next := range b.steps[max(0, slices.Index(b.steps, s)+1):] {
		if s.c.ahead && next.t != nil && next.t.effect() {
			return []string{b.in("Next: ", "Als Nächstes: ") + next.t.op.Says.Render(b.lang, next.with)}
		}
	}
	return nil
}

// ordinals leaves out the words that say when a request has its turn: "next", "als Letztes". The order in which it is told says as much.
func (b *builder) ordinals() {
	for i := range b.clauses {
		c := &b.clauses[i]
		if c.kind != request || c.negated {
			continue
		}
		at, against := c.from, false
		for at < c.to && (b.items[at].mark() || b.items[at].Is("and", "und", "but", "aber")) {
			against = against || b.items[at].Is("but", "aber")
			at++
		}
		if at+1 == c.verb && b.items[at].Is("first", "firstly") && !against {
			c.from = c.verb
		}
		if n := b.turn(at, c.to); n > 0 && at+n < c.to && (n > 1 || !function(b.items[at].Lower) && !epilogues[b.items[at].Lower]) {
			c.from = at + n
		}
	}
}

// behind reports whether a clause says after what the clause before it is to be done: "…, but only after you have closed it".
func (b *builder) behind(c, before clause) bool {
	head := clause{from: c.from, to: min(c.from+4, c.to)}
	return c.sentence == before.sentence && c.verb >= 0 && (b.mentions(head, "after", "nachdem") || b.mentions(head, "not", "nicht") && b.mentions(head, "before", "bevor", "ehe")) &&
		(b.mentions(c, "you", "you've", "du") || slices.ContainsFunc(b.items[c.verb].verbs, func(h hit) bool { return h.form&text.Gerund != 0 }))
}

// turn gives how many words at an item say when a request has its turn.
func (b *builder) turn(at, end int) int {
	if at >= end || !b.items[at].word() {
		return 0
	}
	return max(phraseAt(sequels, b.items, at, end), phraseAt(idle, b.items, at, end))
}

// turnOf reports whether a clause begins with when it has its turn, so that it asks for something: "danach Issue 13".
func (b *builder) turnOf(c clause) bool {
	i := c.from
	for i < c.to && (b.items[i].mark() || b.items[i].Is("and", "und")) {
		i++
	}
	return i < c.to && phraseAt(sequels, b.items, i, c.to) > 0
}

// reorder puts what is to come "before" something behind it.
func (b *builder) reorder() {
	for i := 0; i+1 < len(b.clauses); i++ {
		if !b.clauses[i].later || b.clauses[i].sentence != b.clauses[i+1].sentence || b.clauses[i].negated {
			continue
		}
		j := i + 1
		for j+1 < len(b.clauses) && b.clauses[j+1].sentence == b.clauses[i].sentence {
			j++
		}
		c := b.clauses[i]
		copy(b.clauses[i:], b.clauses[i+1:j+1])
		b.clauses[j] = c
		b.clauses[j].later = false
		i = j
	}
	b.conditionsFirst()
}

// conditionsFirst puts a condition that stands behind what it is for in front of it: "tell #ops if it fails".
func (b *builder) conditionsFirst() {
	for i := 1; i < len(b.clauses); i++ {
		c, before := b.clauses[i], b.clauses[i-1]
		if c.kind != condition && c.kind != event || before.kind != request || before.negated || before.sentence != c.sentence ||
			conjunctions[b.items[c.from].Lower] {
			continue
		}
		if next := i + 1; next < len(b.clauses) && b.clauses[next].sentence == c.sentence && !b.deadlineIn(b.clauses[next]).said && !conjunctions[b.items[b.clauses[next].from].Lower] &&
			!elsewise[b.items[b.clauses[next].from].Lower] {
			continue // "tell Ann, and if it fails, tell Bob"
		}
		j := i - 1
		for j > 0 && b.clauses[j].gapped {
			j--
		}
		copy(b.clauses[j+1:i+1], b.clauses[j:i])
		c.ahead = true
		b.clauses[j] = c
	}
}
