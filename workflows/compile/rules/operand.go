package rules

import (
	"strings"

	"sayso/connectors"
)

// What a condition compares is named before the comparison: "its total", "the type", "bestand im Body".

// subjectOf gives what a condition names before an item, as an operand.
func (b *builder) subjectOf(c clause, end int) string {
	for i := c.from; i < end; i++ {
		if b.items[i].word() && !determiners[b.items[i].Lower] {
			if bearers[b.items[i].Lower] && i+1 < end && b.aspectCalled(i+1) != "" {
				continue // "im Body bestand"
			}
			if ref, to := b.source(i, end); to > 0 {
				return b.operand(ref)
			}
			if ref := b.outputCalled(b.items[i]); ref != "" {
				return b.operand(ref)
			}
			if ref := b.aspectCalled(i); ref != "" {
				return b.operand(ref)
			}
		}
	}
	return ""
}

// outputCalled gives a reference to the output that a word is the name of, of what was made or read last or of what started the plan; "" where there is
// none.
func (b *builder) outputCalled(it item) string {
	for _, n := range outputNouns {
		if n.words[it.Lower] && n.format == "" {
			return fieldOfFirst(b.held().owners, n.names)
		}
	}
	return ""
}

// aspectCalled gives a reference to what a word of a condition means of what started the plan: one of its aspects, "the type", or of a row or a call,
// which has a field for every name, "its total", "bestand im Body"; "" where it means none.
func (b *builder) aspectCalled(i int) string {
	it := b.items[i]
	if b.trigger == nil {
		return ""
	}
	for _, name := range aspects[it.Lower] {
		if b.trigger.out.Properties[name] != nil {
			return "${trigger." + name + "}"
		}
	}
	before := b.items[max(i-1, 0)]
	if i == 0 || b.schemaless() != "trigger.row" && b.schemaless() != "trigger.body" || !fieldWord(it) || function(it.Lower) || len(it.apps) > 0 || b.ofEvent(it) || bearers[it.Lower] || columnWords[it.Lower] ||
		!before.word() || !determiners[before.Lower] && !bearers[before.Lower] && !columnWords[before.Lower] {
		return ""
	}
	return b.column(it)
}

// operand writes a reference as it stands in a comparison: of money, its amount.
func (b *builder) operand(ref string) string {
	id, name, _ := strings.Cut(bare(ref), ".")
	for _, o := range b.held().owners {
		if p := o.out.Properties[name]; o.id == id && p != nil && p.Format == connectors.FormatMoney {
			return bare(ref) + ".amount"
		}
	}
	return bare(ref)
}
