package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// approvals are the words by which people ask to be asked. What they guard is what comes after them.
var approvals = words(`approve approves approved approval sign-off signoff okay'd greenlight freigabe freigibt freigeben
		freigegeben genehmigt genehmigen genehmigung zustimmt zustimmung`)

// approval reads a clause that asks for a say-so.
func (b *builder) approval(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	at := slices.IndexFunc(b.items[c.from:end], func(it item) bool { return it.word() && approvals[it.Lower] })
	if at < 0 {
		return false
	}
	at += c.from
	a := &plan.Approve{By: b.approver(c, at)}
	for i := c.from; i < c.to; i++ {
		if e := b.items[i].ent; e != nil && e.Type == entity.Duration {
			a.Timeout, _ = e.Value.(string)
		}
	}
	s := &step{id: b.free("approval"), approve: a, c: c, cond: b.cond}
	b.cond = ""
	b.origin("approval", c.from, c.to)
	if len(b.candidatesOf(c)) == 0 {
		b.guard(s, c)
		return true
	}
	b.gate = s
	b.request(c, nil)
	return true
}

// candidatesOf gives the requests that a clause makes besides asking for an approval.
func (b *builder) candidatesOf(c clause) []*candidate {
	return slices.DeleteFunc(b.candidates(c, nil, false), func(cand *candidate) bool {
		return cand.verb < 1 || cand.noun == 0 ||
			len(cand.got) == 0
	})
}

// guard puts an approval in front of the step it is for: the one after it, or, behind "only after", the one before it.
func (b *builder) guard(s *step, c clause) {
	i := slices.IndexFunc(b.clauses, func(o clause) bool { return o.from == c.from })
	more := slices.ContainsFunc(b.clauses[i+1:], func(o clause) bool { return o.kind == request && !o.negated })
	if more || len(b.steps) == 0 {
		b.gate = s
		return
	}
	at := len(b.steps) - 1
	b.steps = slices.Insert(b.steps, at, s)
}

// approver gives the name of the person who is to approve; "" for the one who asks, or for anybody.
func (b *builder) approver(c clause, at int) string {
	for i := at - 1; i >= c.from && i >= at-3; i-- {
		it := b.items[i]
		if it.word() && it.Capital() && !function(it.Lower) && len(it.nouns) == 0 && len(it.verbs) == 0 {
			return strings.TrimSuffix(strings.TrimSuffix(it.Text, "'s"), "’s")
		}
	}
	return ""
}
