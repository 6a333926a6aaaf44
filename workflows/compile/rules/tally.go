package rules

// How many records there are may be told to somebody in passing: "tell #qa how many issues in QA are in Testing".

// tally reads the records that a message is to give the number of, and takes them out of its clause; nil where it gives none.
func (b *builder) tally(c *clause) *digest {
	if c.negated || c.kind != request || c.verb < 0 {
		return nil
	}
	for i := c.verb + 1; i+2 < c.to; i++ {
		if !are(b.items[i:], []string{"how", "many"}) && !are(b.items[i:], []string{"wie", "viele"}) {
			continue
		}
		message, head := *c, *c
		message.to, message.message = i, -1
		head.from, head.verb, head.message = i+2, -1, -1
		cand, field := b.lister(head)
		if cand == nil || listOf(cand.t) == "" || b.messageOf(message) == nil {
			return nil
		}
		n := c.to - i
		b.hoist(c, pause{from: i, to: c.to})
		c.message = -1
		head.from, head.to = c.from-n+2, c.from
		b.relist(cand, head)
		b.place(cand, head)
		list := b.steps[len(b.steps)-1]
		text := "${len(" + list.id + "." + field + ")}"
		if list.t.out.Properties["total"] != nil {
			text = "${" + list.id + ".total}"
		}
		return &digest{from: c.from - n, to: c.from, text: text}
	}
	return nil
}
