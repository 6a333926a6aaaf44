package rules

import (
	"fmt"
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// A condition may say what a text has in it, or on which branch something happened.

// standsIn are the verbs by which something is in a text.
var standsIn = words(`steht stehen vorkommt vorkommen auftaucht auftauchen is are appears occurs vorhanden`)

// containing reads "if the subject contains 'refund'", "wenn im Betreff „Kündigung“ steht"; "" where a condition says no such thing.
func (b *builder) containing(c clause) string {
	quote := slices.IndexFunc(b.items[c.from:c.to], func(it item) bool { return it.ent != nil && it.ent.Type == entity.Quote })
	if quote < 0 {
		return ""
	}
	says := func(set map[string]bool) bool {
		return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && set[it.Lower] })
	}
	for i := c.from; i < c.to; i++ {
		if !b.items[i].word() || determiners[b.items[i].Lower] {
			continue
		}
		ref, _ := b.source(i, c.to)
		k := i - 1
		for k > c.from && determiners[b.items[k].Lower] {
			k--
		}
		within := k >= c.from && b.items[k].Is("in", "im", "within") && says(standsIn)
		if ref == "" || !within && !says(holdsIn) {
			continue
		}
		cond := bare(ref) + " contains " + fmt.Sprintf("%q", fmt.Sprint(b.items[c.from+quote].ent.Value))
		if b.denied(c) {
			return "not (" + cond + ")"
		}
		return cond
	}
	return ""
}

// onBranch reads "only if it was on main", "auf dem Branch develop"; "" where a condition says no such thing.
func (b *builder) onBranch(c clause) string {
	ref := b.field("branch", nil)
	if ref == "" {
		return ""
	}
	for i := c.from; i < c.to; i++ {
		if !b.items[i].Is("on", "auf", "branch") || !b.items[i].word() {
			continue
		}
		k := pastDeterminers(b.items, i+1, c.to)
		if k < c.to && b.items[k].Is("branch") {
			k++
		}
		if k < c.to && b.items[k].word() && !function(b.items[k].Lower) && !equals[b.items[k].Lower] && len(b.items[k].nouns)+len(b.items[k].apps) == 0 {
			return bare(ref) + b.sameOr(c) + fmt.Sprintf("%q", b.items[k].Text)
		}
	}
	return ""
}
