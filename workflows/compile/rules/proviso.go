package rules

import (
	"fmt"
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// A condition may be about a record that nothing has read yet, "ist die Rechnung RE-7 bezahlt, …", about what was wondered before, "check whether … If
// so, …", or about who somebody is and what a record has.

// consults reads the record that a condition names, so that the condition can be told. It reports whether there is one.
func (b *builder) consults(c clause) bool {
	if c.kind != condition {
		return false // "when a ticket comes in"
	}
	for _, cand := range b.inquires(c) {
		if !slices.ContainsFunc(cand.t.slots, func(s slot) bool { return s.required && b.callsIt(cand, &s) }) {
			continue
		}
		c.verb, c.message = -1, -1
		cond, in := b.cond, b.condIn
		b.cond = ""
		b.place(cand, c)
		b.cond, b.condIn = cond, in
		return true
	}
	return false
}

// consultsNamed reads the record that was named before, where a condition says of it how it is: "ticket 5102: if it is solved, …". It reports whether
// there is one, and one only.
func (b *builder) consultsNamed(c clause) bool {
	if c.kind == request || !b.mentions(c, "it", "it's", "er", "sie", "es") {
		return false
	}
	var read *step
	for _, t := range b.targets {
		if t.op == nil || t.effect() || t.waits() || !b.allowed[t.app] || len(t.slots) == 0 || !t.slots[0].required || len(t.slots) > 1 && t.slots[1].required ||
			fieldOfFirst([]owner{{out: t.out}}, []string{"status", "state", "stage"}) == "" {
			continue
		}
		name := b.antecedent(t, &t.slots[0])
		if name == "" {
			continue
		}
		if read != nil {
			return false
		}
		read = &step{t: t, with: map[string]any{t.slots[0].name: name}, c: c}
	}
	if read == nil {
		return false
	}
	read.id = b.name(read)
	b.steps = append(b.steps, read)
	b.origin(read.id, c.from, c.to)
	return true
}

// callsIt reports whether a clause names the record that an argument takes: by a number or a key, or behind the word for it.
func (b *builder) callsIt(c *candidate, s *slot) bool {
	v, ok := c.got[s.name]
	return ok && (b.items[v.from].ent != nil || b.unmistakable(v.from) || v.from > c.c.from && len(b.items[v.from-1].nouns) > 0 && b.items[v.from].Capital())
}

// wondered gives as a condition what the latest clause that looked something up asked about: "check whether it is done", "Is it paid?"; "" where it
// asked for no yes or no.
func (b *builder) wondered() string {
	if len(b.steps) == 0 {
		return ""
	}
	last := b.steps[len(b.steps)-1]
	if last.t == nil || last.t.effect() || last.from == nil {
		return ""
	}
	c := last.c
	c.to = max(c.to, last.from.c.to)
	at := slices.IndexFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && it.Is("whether", "if", "ob") })
	switch {
	case at >= 0:
		c.from += at + 1
	case !inversions[b.items[b.leads(c)].Lower]:
		return ""
	}
	c.verb, c.message, c.kind = -1, -1, condition
	for _, read := range []func(clause) string{b.compared, b.equalled, b.possessed, b.stands, b.stateOf, b.levelOf} {
		if cond := read(c); cond != "" {
			return cond
		}
	}
	return ""
}

// senders are the verbs by which something comes from somebody.
var senders = words(`from von vom`)

// sentBy reads "unless it's from bot@x.example" as a comparison with the person that what started the plan, or was read, names; "" elsewhere.
func (b *builder) sentBy(c clause) string {
	for i := c.from; i+1 < c.to; i++ {
		e := b.items[i+1].ent
		if !senders[b.items[i].Lower] || !b.items[i].word() || e == nil || e.Type != entity.Email {
			continue
		}
		for _, name := range []string{"from", "requester", "reporter", "caller"} {
			if ref := b.field(name, nil); ref != "" {
				return bare(ref) + b.sameOr(c) + fmt.Sprintf("%q", fmt.Sprint(e.Value))
			}
		}
	}
	return ""
}

// possessions are the verbs by which a record has something.
var possessions = words(`has have with hat haben steht gibt there hinterlegt besitzt contains without ohne`)

// possessed reads "if the account has an address", "falls keine Telefonnummer hinterlegt ist" as whether that field is filled; "" where the clause says no
// such thing.
func (b *builder) possessed(c clause) string {
	if !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && possessions[it.Lower] }) {
		return ""
	}
	for i := c.from + 1; i < c.to; i++ {
		it := b.items[i]
		if !it.word() || !b.items[i-1].word() || !articles[b.items[i-1].Lower] && !possessions[b.items[i-1].Lower] && !negators[b.items[i-1].Lower] && !b.items[i-1].Is("any", "no", "phone", "email") {
			continue
		}
		ref := fieldOfFirst(b.held().owners, holdings[it.Lower])
		if ref == "" || i+1 < c.to && b.items[i+1].ent != nil {
			continue
		}
		empty := fmt.Sprintf(`%[1]s == nil || %[1]s == ""`, bare(ref))
		if b.denied(c) || b.mentions(c, "no", "without", "ohne") {
			return empty
		}
		return "not (" + empty + ")"
	}
	return ""
}

// levelOf reads "if it's urgent" as a comparison with how urgent a record is, in the word that its app has for that; "" elsewhere.
func (b *builder) levelOf(c clause) string {
	for i := c.from; i < c.to; i++ {
		level := levels[b.items[i].Lower]
		if !b.items[i].word() || level == "" {
			continue
		}
		for _, name := range []string{"priority", "urgency"} {
			ref := b.field(name, nil)
			if ref == "" {
				continue
			}
			if name == "urgency" && level == "urgent" { // of which it is the highest
				level = "high"
			}
			return inAnyCase(ref) + b.sameOr(c) + fmt.Sprintf("%q", level)
		}
	}
	return ""
}
