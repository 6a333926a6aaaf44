package rules

import "slices"

// People tell what to do in one order and want it done in another: "Close WEB-5. Before that, comment on it", "restart it, but tell #ops first", "post it,
// but only after you have closed the ticket". What is to come earlier is put in front of what it was told behind.

var (
	// priors are the phrases by which what a clause asks for comes before what was asked for last.
	priors = phrases(`before that, before this, before then, prior to that, prior to this, ahead of that, before doing so, before doing that, before you do, before you do so, before you do that,
		before you do it, beforehand, in advance, davor, vorher, zuvor, vorab, vorweg, im vorfeld, im voraus, bevor du das machst, bevor du damit anfängst`)
	// initials do so where a clause sets itself against what was said, or ends with them: "…, but tell #ops first".
	initials = words(`first zuerst`)
	// sequels begin what comes next, whatever was said before.
	sequels = phrases(`then, next, after that, afterwards, after this, lastly, last of all, finally, in the end, at the end, dann, danach, anschließend, hinterher, als nächstes, als letztes, zuletzt,
		zum schluss, ganz zum schluss, am ende, abschließend`)
)

// sequence puts what is to come earlier in front of what was told before it.
func (b *builder) sequence() {
	b.ordinals()
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
		c.sentence, c.ahead = before.sentence, true
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
		at := c.from
		for at < c.to && (b.items[at].mark() || b.items[at].Is("and", "und", "but", "aber")) {
			at++
		}
		if n := b.turn(at, c.to); n > 1 && at+n < c.to {
			c.from = at + n
		}
	}
}

// behind reports whether a clause says after what the clause before it is to be done: "…, but only after you have closed it".
func (b *builder) behind(c, before clause) bool {
	return c.sentence == before.sentence && c.verb >= 0 && b.mentions(clause{from: c.from, to: min(c.from+4, c.to)}, "after", "nachdem") && b.mentions(c, "you", "you've", "du")
}

// turn gives how many words at an item say when a request has its turn.
func (b *builder) turn(at, end int) int {
	if at >= end || !b.items[at].word() {
		return 0
	}
	return max(phraseAt(sequels, b.items, at, end), phraseAt(idle, b.items, at, end))
}
