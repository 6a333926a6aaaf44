package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

// What is asked for may be restrained in passing to what is large enough: "ab 10.000 € eine Aufgabe anlegen", "…, but only above 500 EUR". The amount is
// that of what was made, read or started the plan.

var (
	// restraints begin what is only done in some cases.
	restraints = words(`only nur erst bloß lediglich`)
	// sums are the words that may stand before a comparison with an amount.
	sums = words(`for from at if amounts amount sums values value deals orders bei beträgen betrag summen ab von deal einem einer a an the`)
	// sizes are the words that compare an amount and never announce one.
	sizes = words(`ab above exceeding beyond oberhalb least mindestens wenigstens mehr more`)
)

// restrains takes such words out of a clause and makes them its condition. Where it says nothing else, that is the condition of what was asked for right
// before it; restrains then reports true.
func (b *builder) restrains(c *clause) bool {
	if c.kind != request || c.negated {
		return false
	}
	ref := b.amountAtHand()
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end && ref != ""; i++ {
		e := b.items[i].ent
		if e == nil || e.Type != entity.Money || amountIn(*e) == "" {
			continue
		}
		p, op := b.comparisonAround(*c, i)
		if op == "" {
			continue
		}
		cond := ref + " " + op + " " + amountIn(*e)
		b.origin("if", p.from, p.to)
		if !b.nothingBut(*c, p) {
			b.hoist(c, p)
			b.holds(cond)
			b.condOf = *c
			return false
		}
		return b.afterthought(cond)
	}
	return false
}

// comparisonAround gives the words that compare an amount at an item, with the operator; "" where the amount may be meant for an argument.
func (b *builder) comparisonAround(c clause, i int) (pause, string) {
	for _, cmp := range comparisons {
		words := strings.Fields(cmp.words)
		from, to := i-len(words), i+1
		if cmp.after {
			from, to = i, i+1+len(words)
		}
		if from < c.from || to > c.to || !cmp.after && !are(b.items[from:], words) || cmp.after && !are(b.items[i+1:], words) {
			continue
		}
		plain := cmp.after || slices.ContainsFunc(words, func(w string) bool { return sizes[w] })
		for from > c.from && b.items[from-1].word() && (restraints[b.items[from-1].Lower] || sums[b.items[from-1].Lower]) {
			from--
			plain = plain || restraints[b.items[from].Lower]
		}
		if plain {
			return pause{from: from, to: to}, cmp.op
		}
	}
	return pause{}, ""
}

// amountAtHand gives the amount that is spoken of, of what was made or read before or of what started the plan; "" where there is none.
func (b *builder) amountAtHand() string {
	ref := b.field("", func(p *connectors.Schema) bool { return p.Format == connectors.FormatMoney })
	if ref == "" {
		return ""
	}
	return bare(ref) + ".amount"
}

// afterthought makes a condition that of the step that was asked for last. It reports whether there is one.
func (b *builder) afterthought(cond string) bool {
	for _, s := range slices.Backward(b.steps) {
		if s.t != nil && s.t.effect() && s.cond == "" {
			s.cond = cond
			b.last = cond
			return true
		}
	}
	return false
}
