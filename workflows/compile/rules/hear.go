package rules

import (
	"context"
	"fmt"
	"slices"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
)

// Heard is what the words of a prompt speak for, whether or not a plan can be made of them. What is in quotation marks and what is not to be
// done speaks for nothing.
type Heard struct {
	Actions map[string]compile.Origin // the words that speak for an action, by its name; Path is empty
	Amounts []string                  // the numbers and the amounts of money that are named, as decimals
	Starts  bool                      // it may be said when it is to happen by itself: at times, or when something happens
}

// Hear tells what the words of a prompt speak for, as a check on plans that were made otherwise: what nothing speaks for was not asked
// for. It is generous: a verb with its object is enough, also where Compile would ask which of two is meant. What destroys something has
// to be named as plainly as Compile wants it.
func (c *Compiler) Hear(ctx context.Context, r compile.Request) (Heard, error) {
	b, err := c.read(ctx, r)
	if err != nil {
		return Heard{}, err
	}
	h := Heard{Actions: map[string]compile.Origin{}, Amounts: b.amounts(), Starts: b.schedule != nil}
	b.clauses = b.lexicon.clauses(b.items, b.lang)
	b.negations()
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
			if _, before := h.Actions[t.ref]; !before {
				h.Actions[t.ref] = compile.Origin{From: b.items[c.from].Span.From, To: b.items[c.to-1].Span.To}
			}
		}
	}
	return h, nil
}

// occasional reports whether a clause speaks of something that happens again and again: "any new issue", "bei jeder Mail".
func (b *builder) occasional(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && occasions[it.Lower] })
}

var occasions = words(`any every each new somebody someone anybody anyone bei beim jede jeder jedem jedes jeden neue neuer neues neuen jemand`)

// spokenFor lists the actions that a clause speaks for.
func (b *builder) spokenFor(c clause, previous *clause) (list []*target) {
	for _, cand := range b.candidates(c, previous, false) {
		list = append(list, cand.t)
	}
	verbs, nouns := b.evidence(c, previous)
	named := b.namedApps(c)
	for i, t := range b.targets {
		switch {
		case t.op == nil || t.op.Destructive || !b.allowed[t.app] || slices.Contains(list, t):
		case len(named) > 0 && !slices.Contains(named, t.app), t.effect() && b.asks(c):
		case verbs[i] > 0 && nouns[i] > 0:
			list = append(list, t)
		}
	}
	return list
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
