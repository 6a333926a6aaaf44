package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// Somebody is spoken of again by a pronoun, or by what he is to the record: "tell her", "weis es ihm zu", "send it back to the sender". Who it is, or what
// his address is, tells what was named, read or brought before.

var (
	// personal are the pronouns for somebody who was named before.
	personal = words(`him her them ihm ihr ihn ihnen denen`)
	// concerned are the words for whom the record is from that started the plan.
	concerned = words(`sender requester reporter customer absender melder anfragesteller kunden lead`)
)

// refersTo reports whether a clause has one of some words.
func (r *reading) refersTo(c clause, list map[string]bool) bool {
	return slices.ContainsFunc(r.items[c.from:c.to], func(it item) bool { return it.word() && list[it.Lower] })
}

// person gives the person that "her" or "ihm" in a clause stands for: the one that an earlier step is for, else the one that is told of.
func (b *builder) person(c clause) string {
	if !b.refersTo(c, personal) {
		return ""
	}
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil {
			continue
		}
		for i := range s.t.slots {
			if sl := &s.t.slots[i]; sl.role == rolePerson {
				if name, ok := s.with[sl.name].(string); ok && !strings.Contains(name, "${") {
					if !b.alone(s) {
						return ""
					}
					return name
				}
			}
		}
	}
	return b.toldOf()
}

// toldOf gives the one person whom the statements before the clause that is read tell of, "" where there are several or none.
func (b *builder) toldOf() (name string) {
	for _, c := range b.clauses {
		if c.kind != narrative || c.from >= b.here {
			continue
		}
		for i := c.from; i < c.to; i++ {
			who := b.teller(c, i)
			if who != "" && name != "" && name != who {
				return ""
			}
			if who != "" {
				name = who
			}
		}
	}
	return name
}

// teller gives the name at an item of whom a statement tells something, or whose something is: "Gesa can't make it", "… schafft Gesa nicht", "it is Malik's";
// "" where none stands there.
func (b *builder) teller(c clause, i int) string {
	it := b.items[i]
	name := it.Text
	whose, owns := genitive(it.Lower)
	if owns {
		name = name[:len(whose)]
	}
	if !it.word() || !it.Capital() || function(it.Lower) || len(it.nouns)+len(it.verbs)+len(it.apps)+len(it.kinds) > 0 || len(b.senses[whose]) > 0 || code.MatchString(name) {
		return ""
	}
	behind := i+1 < c.to && predicate(b.items[i+1], b.lang)
	before := b.lang == "de" && i > c.from && predicate(b.items[i-1], b.lang)
	if owns && (i+1 == c.to || function(b.items[i+1].Lower)) || behind && (i == c.from || !b.items[i-1].Capital()) || before && (i+1 == c.to || !b.items[i+1].Capital()) {
		return name
	}
	return ""
}

// appoints gives a step the person that it is said to be for: "assign it to him", "weis es ihr zu".
func (b *builder) appoints(s *step) {
	if s.from == nil || !s.t.effect() || s.t.persons() != 1 {
		return
	}
	for i := s.c.from + 1; i < s.from.end; i++ {
		it := b.items[i]
		if !it.word() || !personal[it.Lower] || it.Is("ihn") || !b.items[i-1].Is("to") && (b.lang == "en" || i+1 < s.from.end && b.items[i+1].Capital()) {
			continue
		}
		for k := range s.t.slots {
			if sl := &s.t.slots[k]; sl.role == rolePerson && !sl.required && s.with[sl.name] == nil {
				if name := b.person(s.c); name != "" {
					s.with[sl.name] = name
					b.origin(s.id+"."+sl.name, i, i+1)
				}
			}
		}
	}
}

// address gives the e-mail address of whom is spoken of: of the record that triggered the plan, of the contact that was looked up, or of the company,
// looked up.
func (b *builder) address(s *step, _ *slot) string {
	if ref := b.spokenAddress(s.c, b.steps[:max(0, slices.Index(b.steps, s))]); ref != "" {
		return ref
	}
	name := b.orgBefore(s)
	if given := b.givenAddress(s, name); given != "" {
		return given
	}
	t := b.lookupFor(isAddress, "")
	if name == "" || t == nil {
		return ""
	}
	return "${" + b.look(t, name).id + "." + outputOf(t, "", isAddress) + "}"
}

func isAddress(p *connectors.Schema) bool { return p.Format == connectors.FormatEmail }

// spokenAddress gives the address of whom a clause speaks: of whom what started the plan is from, or of the contact that the latest of some steps read; "" where
// it speaks of nobody, or that step gave none.
func (b *builder) spokenAddress(c clause, before []*step) string {
	if b.trigger != nil && (b.refersTo(c, personal) || b.refersTo(c, concerned)) {
		if f := outputOf(b.trigger, "", isAddress); f != "" {
			return "${trigger." + f + "}"
		}
	}
	if !b.refersTo(c, personal) {
		return ""
	}
	for _, o := range slices.Backward(before) {
		if o.t == nil || o.t.effect() || o.lookup || !b.alone(o) {
			continue
		}
		if f := outputOf(o.t, "", isAddress); f != "" {
			return "${" + o.id + "." + f + "}"
		}
		return ""
	}
	return ""
}

// givenAddress gives the address that an earlier step records for whom a message is for, since what is made now can't be looked up yet.
func (b *builder) givenAddress(s *step, name string) string {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		given, _ := o.with["email"].(string)
		if given == "" || o.t == nil || !o.t.effect() {
			continue
		}
		for i := range o.t.slots {
			if sl := &o.t.slots[i]; sl.role == roleOrg && o.with[sl.name] == name {
				return given
			}
		}
	}
	return ""
}
