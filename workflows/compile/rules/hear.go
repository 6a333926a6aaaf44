package rules

import (
	"context"
	"fmt"
	"slices"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// Heard is what the words of a prompt speak for, whether or not a plan can be made of them. What is in quotation marks and what is not to be
// done speaks for nothing.
type Heard struct {
	Actions map[string]compile.Origin // the words that speak for an action, by its name; Path is empty
	Amounts []string                  // the numbers and the amounts of money that are named, as decimals
	Starts  bool                      // it may be said when it is to happen by itself: at times, or when something happens
}

// Hear tells what the words of a prompt speak for, as a check on plans that were made otherwise: what nothing speaks for was not asked
// for. It is generous: two signs are enough, such as a verb with its object, also where Compile would ask which of two is meant. What destroys something has
// to be named as plainly as Compile wants it.
func (c *Compiler) Hear(ctx context.Context, r compile.Request) (Heard, error) {
	b, err := c.read(ctx, r)
	if err != nil {
		return Heard{}, err
	}
	h := Heard{Actions: map[string]compile.Origin{}, Amounts: b.amounts(), Starts: b.schedule != nil}
	b.part()
	if len(b.clauses) <= maxClauses {
		b.moods()
	}
	for i, c := range b.clauses[:min(len(b.clauses), maxClauses)] {
		if c.negated || b.excepts(c) || c.to <= c.from {
			continue
		}
		var previous *clause
		if i > 0 {
			previous = &b.clauses[i-1]
		}
		h.Starts = h.Starts || c.kind == event || c.kind == condition || b.occasional(c) && len(b.candidates(c, previous, true)) > 0
		for _, t := range b.spokenFor(c, previous) {
			if c.kind != request && t.op != nil && t.op.Destructive {
				continue // "what happens if I delete it", "I'll delete it myself"
			}
			if _, before := h.Actions[t.ref]; !before {
				h.Actions[t.ref] = compile.Origin{From: b.items[c.from].Span.From, To: b.items[c.to-1].Span.To}
			}
		}
	}
	return h, nil
}

// occasional reports whether a clause speaks of something that happens again and again: "any new issue", "bei jeder Mail", "a mail comes in →".
func (b *builder) occasional(c clause) bool {
	for i := c.to; i < len(b.items) && b.items[i].mark(); i++ {
		if b.items[i].Is("→") {
			return true
		}
	}
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && occasions[it.Lower] })
}

var occasions = words(`any every each new somebody someone anybody anyone bei beim jede jeder jedem jedes jeden neue neuer neues neuen jemand`)

// spokenFor lists the actions that a clause speaks for. What it reports behind "that" counts where nothing else in it does: "I'd like that you …".
func (b *builder) spokenFor(c clause, previous *clause) []*target {
	list := b.hinted(c, previous)
	if len(list) == 0 && c.message >= 0 && b.items[c.message].Kind != text.Quoted {
		c.message = -1
		list = b.hinted(c, previous)
	}
	return list
}

// hinted lists the actions that a clause may mean: all that Compile would consider, and those of which it names two of these: what is done, what
// it is done to, the app, and a value of the very type that the action needs.
func (b *builder) hinted(c clause, previous *clause) (list []*target) {
	for _, cand := range b.candidates(c, previous, false) {
		list = append(list, cand.t)
	}
	verbs, nouns := b.evidence(c, previous)
	apps := b.namedApps(c)
	for i, t := range b.targets {
		if t.op == nil || t.op.Destructive || !b.allowed[t.app] || slices.Contains(list, t) || t.effect() && b.asks(c) {
			continue
		}
		called, holds := slices.Contains(apps, t.app), b.holdsFor(t, c)
		signs := 0
		for _, sign := range []bool{verbs[i] > 0, nouns[i] > 0, called, holds} {
			if sign {
				signs++
			}
		}
		if signs >= 2 && (called || holds || len(apps) == 0) { // what is in another app that is named needs a value of its own
			list = append(list, t)
		}
	}
	return list
}

// holdsFor reports whether a clause holds a value of the very type that an action needs: an address for a mail, a channel for a message.
func (b *builder) holdsFor(t *target, c clause) bool {
	for _, it := range b.items[c.from:c.to] {
		if it.ent == nil {
			continue
		}
		switch it.ent.Type {
		case entity.Email, entity.Channel, entity.URL, entity.IssueKey, entity.DocNumber:
			if slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && s.fits(*it.ent) == 1 }) {
				return true
			}
		}
	}
	return false
}

// amounts lists the numbers and the amounts of money in a prompt.
func (b *builder) amounts() (list []string) {
	for _, it := range b.items {
		if it.ent == nil {
			continue
		}
		switch it.ent.Type {
		case entity.Money:
			if m, ok := it.ent.Value.(map[string]any); ok {
				list = append(list, fmt.Sprint(m["amount"]))
			}
		case entity.Number, entity.Percent:
			list = append(list, fmt.Sprint(it.ent.Value))
		}
	}
	return list
}
