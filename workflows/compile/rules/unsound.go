package rules

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// take puts the values of a candidate into a step. A value that can't be used as it is stays out, and is asked for or refused in
// the end, unless it was answered by then.
func (b *builder) take(s *step, cand *candidate) {
	for _, v := range cand.values() {
		name := v.slot.name
		b.origin(s.id+"."+name, v.from, v.to)
		if e := b.items[v.from].ent; v.to == v.from+1 && e != nil && (e.Fault != entity.Sound || len(e.Options) > 0) {
			if s.unsound == nil {
				s.unsound = map[string]int{}
			}
			s.unsound[name] = v.from
			continue
		}
		s.with[name] = v.value
	}
}

// has reports whether a step was told the value of an argument, be it one that can't be used.
func (s *step) has(arg string) bool {
	_, unsound := s.unsound[arg]
	return unsound || s.with[arg] != nil
}

// settleUnsound refuses the values of a step that can't be used, and asks which of two is meant.
func (b *builder) settleUnsound(s *step) {
	for i := range s.t.slots {
		name := s.t.slots[i].name
		at, ok := s.unsound[name]
		if !ok || s.with[name] != nil {
			continue
		}
		path, e := s.id+"."+name, b.items[at].ent
		if e.Fault != entity.Sound {
			b.refuse(path, at)
			continue
		}
		b.ask(compile.Question{ID: path, Options: e.Options, Ask: fmt.Sprintf(b.in("Which is meant by “%s”? (%s of %s)",
			"Was ist mit „%s“ gemeint? (%s von %s)"), b.typed(at), name, s.t.ref)})
	}
}

// refuse notes that a value of the prompt can't be used, and where it stands.
func (b *builder) refuse(path string, at int) {
	before := b.req.Prompt[:b.items[at].Span.From]
	column := utf8.RuneCountInString(before[strings.LastIndexByte(before, '\n')+1:]) + 1
	p := plan.Problem{Severity: plan.Error, Path: path, Line: strings.Count(before, "\n") + 1, Column: column}
	var says string
	switch b.items[at].ent.Fault {
	case entity.NoSuchDay:
		p.Code = CodeDate
		says = b.in("“%s” (column %d) is not in the calendar.", "„%s“ (Spalte %d) gibt es im Kalender nicht.")
		p.Fix = b.in("Write a day that there is, such as 2027-02-28.", "Schreibe einen Tag, den es gibt, etwa 28.02.2027.")
	case entity.Zero:
		p.Code = CodeAmount
		says = b.in("“%s” (column %d) is nothing; it has to be more than zero.", "„%s“ (Spalte %d) ist nichts; es muss mehr als null sein.")
		p.Fix = b.in("Write a positive amount.", "Schreibe einen positiven Betrag.")
	default:
		p.Code = CodeAmount
		says = b.in("“%s” (column %d) is negative; it has to be more than zero.", "„%s“ (Spalte %d) ist negativ; es muss mehr als null sein.")
		p.Fix = b.in("Write it without the minus, or say what is to be done instead, such as cancelling an invoice.",
			"Schreibe es ohne Minus, oder sage, was stattdessen geschehen soll, etwa eine Rechnung stornieren.")
	}
	p.Message = fmt.Sprintf(says, b.typed(at), column)
	b.problems = append(b.problems, p)
}

// typed gives the words of an item as they stand in the prompt.
func (b *builder) typed(at int) string {
	return b.req.Prompt[b.items[at].Span.From:b.items[at].Span.To]
}

// refused notes the values among some items that can't be used and that no argument took. id is that of their step; c is nil where
// they are in words that nothing was made of.
func (b *builder) refused(id string, c *candidate, from, to int) bool {
	found := false
	for i := from; i < to; i++ {
		e := b.items[i].ent
		if e == nil || e.Fault == entity.Sound {
			continue
		}
		found = true
		path := id
		if c != nil {
			path += c.couldTake(*e)
		}
		b.refuse(path, i)
	}
	return found
}

// couldTake names the open argument that a value was probably meant for, with a dot before it; "" where there is none.
func (c *candidate) couldTake(e entity.Entity) string {
	for i := range c.t.slots {
		s := &c.t.slots[i]
		if _, ok := c.got[s.name]; !ok && s.fits(e) == 1 {
			return "." + s.name
		}
	}
	return ""
}
