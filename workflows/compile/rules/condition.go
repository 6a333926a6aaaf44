package rules

import (
	"fmt"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

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
	if b.cond = b.ended(c); b.cond != "" {
		b.origin("if", c.from, c.to)
		return
	}
	if b.cond = b.stateOf(c); b.cond != "" {
		b.origin("if", c.from, c.to)
		return
	}
	b.unread = append(b.unread, c)
}

// comparisons are the words that compare, with the operator.
var comparisons = []struct {
	words []string
	op    string
}{
	{[]string{"more", "than"}, ">"}, {[]string{"greater", "than"}, ">"}, {[]string{"over"}, ">"}, {[]string{"above"}, ">"},
	{[]string{"exceeds"}, ">"},
	{[]string{"mehr", "als"}, ">"}, {[]string{"größer", "als"}, ">"}, {[]string{"über"}, ">"},
	{[]string{"höher", "als"}, ">"}, {[]string{"at", "least"}, ">="}, {[]string{"mindestens"}, ">="},
	{[]string{"ab"}, ">="},
	{[]string{"less", "than"}, "<"}, {[]string{"under"}, "<"}, {[]string{"below"}, "<"}, {[]string{"weniger", "als"}, "<"},
	{[]string{"unter"}, "<"}, {[]string{"kleiner", "als"}, "<"}, {[]string{"at", "most"}, "<="},
	{[]string{"höchstens"}, "<="},
}

// amountIn gives the number of an amount, "" for another entity.
func amountIn(e entity.Entity) string {
	switch e.Type {
	case entity.Money:
		if m, ok := connectors.MoneyOf(e.Value); ok && len(e.Options) == 0 {
			return m.Amount
		}
	case entity.Number:
		if s, ok := e.Value.(interface{ String() string }); ok {
			return s.String()
		}
	}
	return ""
}

// states are words for the state of a record, with the value that apps have for it.
var states = map[string]string{
	"paid": "paid", "bezahlt": "paid", "open": "open", "offen": "open", "offene": "open", "offenen": "open", "done": "done",
	"erledigt": "done", "fertig": "done", "closed": "closed", "geschlossen": "closed",
	"resolved": "resolved", "gelöst": "resolved", "solved": "solved", "pending": "pending", "overdue": "overdue", "überfällig": "overdue", "cancelled": "cancelled",
	"storniert": "cancelled", "active": "active", "aktiv": "active",
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
