package rules

import (
	"fmt"
	"slices"
	"strings"
)

// A request is answered by what its words speak for; where they speak for nothing, or leave something over, it may be a question, the head of a list,
// or say what is to become of a record.

// request adds the step or steps that a clause asks for.
func (b *builder) request(c clause, previous *clause) {
	if b.disconnected(c) || c.verb < 0 && b.mentions(c, "but", "aber") && b.nothingBut(c, pause{}) {
		return
	}
	if b.backTo(c) || b.tellsMore(c) || b.supplement(c) || b.likewise(c) || b.distribute(c) {
		return
	}
	if b.undertaken(c) || b.takesField(c) {
		return
	}
	if b.excepts(c) {
		b.unread = append(b.unread, c)
		return
	}
	if c.gapped {
		if !b.gap(c) {
			b.unread = append(b.unread, c)
		}
		return
	}
	list := b.readings(c, previous)
	if b.answered(c, list) || b.unsure(list) && b.elaborates(c) {
		return
	}
	if list = b.changed(c, previous, list); len(list) == 0 {
		if !b.tells(c) {
			b.unread = append(b.unread, c)
		} else if i := slices.IndexFunc(b.clauses, func(o clause) bool { return o.from == c.from }); i >= 0 {
			b.clauses[i].kind = narrative
		}
		return
	}
	best := b.chosen(c, list)
	if best == nil {
		return
	}
	if b.asksForIt(best, c) {
		return
	}
	b.rows(best, c)
	if s := b.created(best); s != nil {
		b.merge(s, best)
		return
	}
	if s := b.elaborated(best, c); s != nil {
		b.merge(s, best)
		return
	}
	b.repeat(best, c)
}

// unsure reports whether no reading of a clause is one that could be carried out without a question.
func (b *builder) unsure(list []*candidate) bool {
	return len(list) == 0 || len(list[0].missing) > 0 || b.rival(list) != nil
}

// asksForIt reports whether a clause only asks for what was named before it and is a step already: "…, please create it".
func (b *builder) asksForIt(best *candidate, c clause) bool {
	if len(b.steps) == 0 || !best.makes() || c.verb < 0 || !b.mentions(c, "it", "them", "es", "sie", "ihn") {
		return false
	}
	for i := c.from; i < c.to; i++ {
		if i != c.verb && b.items[i].content() {
			return false
		}
	}
	last := b.steps[len(b.steps)-1]
	return last.from != nil && last.from.makes() && last.c.verb < 0 && slices.ContainsFunc(b.items[c.verb].verbs, func(h hit) bool { return b.serves(h.lexeme, last.t) })
}

// readings lists what a clause may ask for, best first: what its words speak for, what can answer a question, or what a list behind it is of.
func (b *builder) readings(c clause, previous *clause) []*candidate {
	list := b.candidates(c, previous, false)
	if b.asks(c) {
		if reads := b.inquires(c); len(reads) > 0 {
			return reads
		}
	}
	if cand := b.announced(c); cand != nil && len(list) == 0 {
		return []*candidate{cand}
	}
	return list
}

// changed lists the same, or what is to become of a record where that makes more of the words.
func (b *builder) changed(c clause, previous *clause, list []*candidate) []*candidate {
	if len(list) > 0 && (c.verb >= 0 || list[0].recordSlot() != nil && list[0].makes()) && b.used(list[0]) && (!b.handles(c) || !list[0].makes()) {
		return list
	}
	spoken := previous != nil && previous.kind == narrative && b.namesRecord(b.items, *previous) || b.handles(c)
	if change := b.changes(c, true); change != nil && (spoken || len(list) == 0) {
		return []*candidate{change}
	}
	if change := b.changes(c, false); change != nil && !spoken {
		return []*candidate{change}
	}
	return list
}

// handles reports whether a clause says by a verb that tells nothing else what is to become of what was named before: "make it urgent".
func (b *builder) handles(c clause) bool {
	return c.verb >= 0 && c.verb+1 < c.to && b.moves(c.verb) && b.items[c.verb+1].Is("it", "them", "sie", "ihn", "es", "die", "das", "den", "that", "this")
}

// chosen gives the reading that is meant, nil where it has to be asked which.
func (b *builder) chosen(c clause, list []*candidate) *candidate {
	if use := b.fetch(c, list); use != nil {
		return use
	}
	if read := b.readsNext(c, list); read != nil {
		return read
	}
	if reply := b.replies(list); reply != nil {
		return reply
	}
	if rival := b.rival(list); rival != nil {
		return b.whichApp(list[0], rival)
	}
	return list[0]
}

// replies gives the reading that answers somebody in the app by which he wrote what started the plan, where others are as good: "send it back to the sender".
func (b *builder) replies(list []*candidate) *candidate {
	for _, o := range list {
		if b.trigger != nil && o.t.app == b.trigger.app && list[0].total-o.total < 0.35 && slices.ContainsFunc(o.values(), func(v filled) bool {
			ref := strings.Trim(fmt.Sprint(v.value), "[]")
			return strings.HasPrefix(ref, "${trigger.") && person(ref)
		}) {
			return o
		}
	}
	return nil
}

// readsNext gives the reading that only reads a record, where as much speaks for changing it, nothing is said to change, and a model is to read what
// there is next: "take ticket 7, let the AI sum it up".
func (b *builder) readsNext(c clause, list []*candidate) *candidate {
	key := list[0].recordSlot()
	next := slices.IndexFunc(b.clauses, func(o clause) bool { return o.from >= c.to && o.kind == request })
	if key == nil || list[0].t.op.UndoBy != "restore" || len(list[0].got) != 1 || next < 0 || b.clauses[next].verb < 0 || !b.readsAnything(b.items[b.clauses[next].verb]) {
		return nil
	}
	for _, o := range list[1:] {
		if !o.t.effect() && o.t.app == list[0].t.app && o.has(key) && o.total == list[0].total {
			return o
		}
	}
	return nil
}
