package rules

import (
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

// condition reads a clause as the condition on which what comes next is done.
func (b *builder) condition(c clause) {
	if b.merely(c, negators) { // "if not, …"
		last := b.last
		if last == "" {
			last = b.wondered()
		}
		if last != "" {
			b.holds("not (" + last + ")")
			return
		}
	}
	cond := b.takenUp(c)
	if cond == "" {
		cond = b.proviso(c)
	}
	if cond == "" && (b.consults(c) || b.consultsNamed(c)) {
		cond = b.proviso(c)
	}
	if cond == "" {
		b.unread = append(b.unread, c)
		return
	}
	b.holds(cond)
	b.condOf = c
	b.origin("if", c.from, c.to)
}

// proviso writes what a clause says must hold; "" where that can't be told from what was read or brought.
func (b *builder) proviso(c clause) string {
	for _, read := range []func(clause) string{b.ended, b.sorted, b.judged, b.compared, b.sentBy, b.containing, b.onBranch, b.equalled, b.possessed, b.found, b.stands, b.stateOf, b.levelOf} {
		if cond := read(c); cond != "" {
			return cond
		}
	}
	return ""
}

// holds sets the condition for what is asked for next: for all of its sentence.
func (b *builder) holds(cond string) { b.cond, b.condIn = cond, unused }

// The sentences for which a condition holds, besides one of the prompt.
const (
	unused     = -2 // that of the next step
	throughout = -3 // all
)

// lapse ends a condition behind the sentence that it was used in.
func (b *builder) lapse(c clause) {
	if b.cond != "" && b.condIn >= 0 && c.sentence != b.condIn {
		b.cond = ""
	}
}

// idleCondition asks about a condition under which nothing is done.
func (b *builder) idleCondition() {
	if b.cond != "" && b.condIn == unused && b.condOf.to > 0 {
		b.unread = append(b.unread, b.condOf)
	}
}

// merely reports whether a clause says nothing but some words, besides function words.
func (b *builder) merely(c clause, set map[string]bool) bool {
	said := false
	for _, it := range b.items[c.from:c.to] {
		switch {
		case it.word() && set[it.Lower]:
			said = true
		case it.ent != nil || !it.mark() && !function(it.Lower):
			return false
		}
	}
	return said
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
var states = inflected(`paid open done closed resolved solved pending overdue cancelled active draft published publish`, map[string]string{
	"bezahlt": "paid", "offen": "open", "erledigt": "done", "fertig": "done", "abgeschlossen": "done", "geschlossen": "closed", "gelöst": "resolved", "wartend": "pending", "ausstehend": "pending",
	"überfällig": "overdue", "storniert": "cancelled", "aktiv": "active", "entwurf": "draft", "veröffentlicht": "published",
})

// inAnyCase writes a field of an app's own words, which may be capitalised there, so that it can be compared with a word.
func inAnyCase(ref string) string { return "lower(" + bare(ref) + ")" }

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
				return inAnyCase(ref) + " " + op + ` "` + state + `"`
			}
		}
	}
	return ""
}
