package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// approvals are the words by which people ask to be asked. What they guard is what comes after them.
var approvals = words(`approve approves approved approval sign-off signoff okay'd greenlight freigabe freigibt freigeben freigegeben genehmigt genehmigen genehmigung zustimmt zustimmung`)

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
	s := &step{id: b.approvalID(), approve: a, c: c}
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
	return slices.DeleteFunc(b.candidates(c, nil, false), func(cand *candidate) bool { return cand.verb < 1 || cand.noun == 0 || len(cand.got) == 0 })
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

func (b *builder) approvalID() string {
	if b.named("approval") {
		return "approval2"
	}
	return "approval"
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

// comparisons are the words that compare, with the operator.
var comparisons = []struct {
	words []string
	op    string
}{
	{[]string{"more", "than"}, ">"}, {[]string{"greater", "than"}, ">"}, {[]string{"over"}, ">"}, {[]string{"above"}, ">"}, {[]string{"exceeds"}, ">"},
	{[]string{"mehr", "als"}, ">"}, {[]string{"größer", "als"}, ">"}, {[]string{"über"}, ">"}, {[]string{"höher", "als"}, ">"}, {[]string{"at", "least"}, ">="}, {[]string{"mindestens"}, ">="}, {[]string{"ab"}, ">="},
	{[]string{"less", "than"}, "<"}, {[]string{"under"}, "<"}, {[]string{"below"}, "<"}, {[]string{"weniger", "als"}, "<"}, {[]string{"unter"}, "<"}, {[]string{"kleiner", "als"}, "<"}, {[]string{"at", "most"}, "<="}, {[]string{"höchstens"}, "<="},
}

// states are words for the state of a record, with the value that apps have for it.
var states = map[string]string{
	"paid": "paid", "bezahlt": "paid", "open": "open", "offen": "open", "offene": "open", "offenen": "open", "done": "done", "erledigt": "done", "fertig": "done", "closed": "closed", "geschlossen": "closed",
	"resolved": "resolved", "gelöst": "resolved", "overdue": "overdue", "überfällig": "overdue", "cancelled": "cancelled", "storniert": "cancelled", "active": "active", "aktiv": "active",
}

// stateOf reads "if it isn't paid yet" as a comparison with the state that an earlier step or the trigger gives.
func (b *builder) stateOf(c clause) string {
	op := "=="
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if negators[it.Lower] || strings.HasSuffix(it.Lower, "n't") || it.Is("unless") {
			op = "!="
		}
		state, ok := states[it.Lower]
		if !ok || !it.word() {
			continue
		}
		for _, name := range []string{"status", "state", "stage"} {
			if ref := b.field(name, nil); ref != "" {
				return strings.TrimSuffix(strings.TrimPrefix(ref, "${"), "}") + " " + op + ` "` + state + `"`
			}
		}
	}
	return ""
}

// lacking reads "without a phone number" in what triggers the plan as a condition on the trigger's output.
func (b *builder) lacking(c clause) (cond string, from, to int) {
	for i := c.from; i+1 < c.to; i++ {
		if !b.items[i].Is("without", "ohne", "no", "kein", "keine", "keinen") {
			continue
		}
		j := i + 1
		if articles[b.items[j].Lower] {
			j++
		}
		for name := range b.trigger.out.Properties {
			for _, word := range append([]string{name}, argumentWords[name][b.lang]...) {
				if j < c.to && sameWord(b.items[j].Lower, word) {
					end := j + 1
					if end < c.to && b.items[end].Is("number", "address") {
						end++
					}
					return fmt.Sprintf(`trigger.%[1]s == nil || trigger.%[1]s == ""`, name), i, end
				}
			}
		}
	}
	return "", 0, 0
}

// condition reads "if it is over 10,000": a comparison of an amount that an earlier step or the trigger gives.
func (b *builder) condition(c clause) {
	money := func(p *connectors.Schema) bool { return p.Format == connectors.FormatMoney }
	ref := b.field("amount", money)
	for i := c.from; i < c.to && ref != ""; i++ {
		for _, cmp := range comparisons {
			j := i + len(cmp.words)
			if j >= c.to || b.items[j].ent == nil {
				continue
			}
			match := true
			for k, w := range cmp.words {
				match = match && b.items[i+k].Is(w)
			}
			if n := amountIn(*b.items[j].ent); match && n != "" {
				b.cond = strings.TrimSuffix(strings.TrimPrefix(ref, "${"), "}") + ".amount " + cmp.op + " " + n
				b.origin("if", c.from, c.to)
				return
			}
		}
	}
	if b.cond = b.stateOf(c); b.cond != "" {
		b.origin("if", c.from, c.to)
		return
	}
	b.unread = append(b.unread, c)
}

// amountIn gives the number of an amount, "" for another entity.
func amountIn(e entity.Entity) string {
	switch e.Type {
	case entity.Money:
		m, ok := connectors.MoneyOf(e.Value)
		if ok {
			return m.Amount
		}
	case entity.Number:
		if s, ok := e.Value.(interface{ String() string }); ok {
			return s.String()
		}
	}
	return ""
}
