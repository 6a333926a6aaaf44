package rules

import "slices"

// Who may not do something before somebody has agreed is asked to do it once he has: "don't run it until Ann has given her go-ahead", "lösch es nicht, bevor
// ich zugestimmt habe".

// untils are the words that end what may not be done.
var untils = words(`until till unless before without ohne bevor ehe bis vor solange außer`)

// granted turns what may not be done without somebody's leave into a request and an approval.
func (b *builder) granted() {
	for i := 0; i < len(b.clauses); i++ {
		c := b.clauses[i]
		if c.kind != request || !c.negated || c.verb < 0 {
			continue
		}
		if next := i + 1; next < len(b.clauses) && b.clauses[next].sentence == c.sentence && b.leaveAt(b.clauses[next].from, b.clauses[next].to) {
			leave := &b.clauses[next]
			leave.kind, leave.negated, leave.later, leave.leave = request, false, false, !b.sweeping(c)
			if b.clauses[i] = b.affirmed(c); b.sweeping(c) {
				b.clauses[i].kind = narrative
			}
			continue
		}
		for at := c.verb + 1; at < c.to; at++ {
			if b.leaveAt(at, c.to) {
				leave := clause{from: at, to: c.to, sentence: c.sentence, verb: -1, message: -1, leave: true}
				c.to = at
				b.clauses[i] = b.affirmed(c)
				b.clauses = slices.Insert(b.clauses, i+1, leave)
				break
			}
		}
	}
}

// sweeping reports whether a clause says of anything at all that it may not be done, so that it asks for nothing: "never post anything unless …".
func (b *builder) sweeping(c clause) bool {
	return b.mentions(c, "anything", "something", "nothing", "nichts", "irgendetwas", "irgendwas", "etwas", "was")
}

// leaveAt reports whether some items say until when something may not be done, and that is until somebody agrees.
func (b *builder) leaveAt(from, to int) bool {
	for from < to && (b.items[from].mark() || b.items[from].Is("but", "aber")) {
		from++
	}
	return from < to && b.items[from].word() && untils[b.items[from].Lower] && asksLeave(b.items, from, to)
}

// affirmed takes the no out of a clause.
func (b *builder) affirmed(c clause) clause {
	c.negated = false
	for i := c.from; i < c.to; i++ {
		if !b.items[i].word() || !negators[b.items[i].Lower] {
			continue
		}
		b.hoist(&c, pause{from: i, to: i + 1})
		break
	}
	return c
}
