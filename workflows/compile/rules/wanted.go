package rules

import (
	"slices"
)

// A clause may ask for something to be said or handed over, so that nothing is changed for it, and the thing alone tells what is read.

// asks reports whether a clause is a question about something, which nothing may be changed for.
func (r *reading) asks(c clause) bool {
	if c.kind == request && c.from+1 < c.to && modals[r.items[c.from].Lower] && r.items[c.from+1].Is("i", "we", "ich", "wir") {
		return true // "should I delete it?"
	}
	return c.kind == request && r.questions(c)
}

// wants reports whether a clause asks for something to be handed to whoever asks, which changes no record: "give me the open tickets", "I need the file".
func (r *reading) wants(c clause) bool {
	if c.kind != request {
		return false
	}
	if c.verb < 0 && r.items[c.from].Is("top", "latest", "newest", "neueste", "neuesten", "letzte", "letzten") {
		return true
	}
	for i := c.from; i+1 < min(c.to, c.from+maxChain); i++ {
		it, next := r.items[i], r.items[i+1]
		if it.Is("give", "get", "gib", "gebt", "gebe") && next.Is("me", "us", "mir", "uns") || r.needs(c, i) {
			return true
		}
	}
	return false
}

// handed counts that something is to be handed over for a read of it, and lets be the words that say so: "give me the details of …".
func (c *candidate) handed() {
	c.evidence, c.total = c.evidence+1, c.total+1
	for i := c.c.from; i < c.end; i++ {
		if it := c.items[i]; it.word() && (i == c.c.verb || it.Is("give", "gib", "gebt")) {
			c.mark(i, i+1, act)
		}
	}
}

// needs reports whether somebody says that they need something that is there: "I need the file …", and not "I need a ticket".
func (r *reading) needs(c clause, i int) bool {
	it, next := r.items[i], r.items[i+1]
	return (it.Is("i", "we") && next.Is("need") || it.Is("ich", "wir") && next.Is("brauche", "brauchen", "bräuchte", "bräuchten")) && i+2 < c.to &&
		!r.items[i+2].Is("a", "an", "ein", "eine", "einen", "another", "noch", "mal") && !r.items[i+2].mark()
}

// states reports whether a clause gives the very statement that a target carries out, which asks for it without a verb: "SQL: select …".
func (c *candidate) states() bool {
	return slices.ContainsFunc(c.values(), func(v filled) bool { return v.slot.role == roleSQL && v.slot.required })
}
