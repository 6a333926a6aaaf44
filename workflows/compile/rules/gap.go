package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// A second object may stand under one verb with values of its own: "invoice Miller 200 EUR and Smith 300 EUR", "set WEB-1 to Done
// and WEB-2 to In Progress", "post 'hi' in #a and 'bye' in #b". It is read as the clause before with other values, never as more.

// gaps reports whether an atom repeats the clause before it with other values: it has no verb and the same kinds of value in the
// same order, at least two of them.
func (p *parting) gaps(last clause, a atom, verb int) bool {
	if last.kind != request || last.verb < 0 && !last.gapped || !p.items[a.from].Is("and", "und", "sowie", "plus", "&", "n") &&
		(a.from == 0 || !p.items[a.from-1].Is(",")) || p.guards(a) {
		return false
	}
	if last.message >= 0 { // "tell Anna that … and Ben that …"
		return verb < 0 && p.items[last.message].word() && openers[p.items[last.message].Lower] && p.reopens(a)
	}
	if verb >= 0 && verb != last.verb && !p.particle(last, verb) && !p.amounts(verb, a.to) {
		return false
	}
	mine := p.shape(a.from, a.to)
	if len(mine) < 2 {
		return false
	}
	return slices.Equal(mine, p.shape(max(last.verb+1, last.from), last.to)) ||
		last.verb > last.from && slices.Equal(plain(mine), plain(append(p.shape(last.from, last.verb), p.shape(last.verb+1, last.to)...)))
}

// amounts reports whether what looks like a verb is the name of what gets a quantity: "search to 5".
func (p *parting) amounts(i, to int) bool {
	return i+2 < to && p.items[i+1].Is("to", "auf") && quantity(p.items[i+2])
}

// plain takes what is set behind "to" for a name: "SEC-4 goes to Ola and SEC-9 to Priya".
func plain(shape []string) []string {
	for i, s := range shape {
		if s == "set" {
			shape[i] = "name"
		}
	}
	return shape
}

// particle reports whether an item belongs to the verb of a clause: "stell Miller 200 € und Smith 300 € in Rechnung".
func (p *parting) particle(last clause, i int) bool {
	return last.verb >= 0 && slices.ContainsFunc(p.items[last.verb].verbs, func(h hit) bool { return h.tail > 0 && i >= h.tail && i < h.ends })
}

// reopens reports whether an atom is a name or a channel behind which a further message begins.
func (p *parting) reopens(a atom) bool {
	next := a.to
	for next < len(p.items) && p.items[next].Is(",") {
		next++
	}
	if next == len(p.items) || !p.items[next].Is("that", "dass", "daß") {
		return false
	}
	for i := a.from; i < a.to; i++ {
		it := p.items[i]
		if it.ent == nil && !it.mark() && !function(it.Lower) && (!it.Capital() || len(it.nouns)+len(it.verbs) > 0) {
			return false
		}
	}
	return true
}

// shapes of values that tell one object from another.
var shapes = map[entity.Type]string{
	entity.Money: "money", entity.IssueKey: "key", entity.DocNumber: "key", entity.Channel: "channel", entity.Quote: "quote",
	entity.Email: "email", entity.Person: "name", entity.Duration: "quantity",
}

// shape lists the kinds of value between two items in their order: typed values, names, and what is set behind "to" or "auf".
func (p *parting) shape(from, to int) (list []string) {
	for i := from; i < to; i++ {
		it := p.items[i]
		switch {
		case it.ent != nil:
			if s := shapes[it.ent.Type]; s != "" {
				list = append(list, s)
			} else if quantity(it) && len(it.Text) >= 4 {
				list = append(list, "key")
			}
		case i+2 < to && it.word() && !it.Capital() && !function(it.Lower) && p.items[i+1].Is("to", "auf") && quantity(p.items[i+2]):
			list = append(list, "name", "quantity") // "web to 6"
			i += 2
		case it.Is("to", "auf") && len(list) > 0 && i+1 < to && p.items[i+1].word() && p.items[i+1].Capital():
			list = append(list, "set")
			for i+1 < to && p.items[i+1].Capital() {
				i++
			}
		case looks["repo"].MatchString(it.Text) && it.technical() == 1:
			list = append(list, "repo")
		case looks["workflow"] != nil && looks["workflow"].MatchString(it.Text):
			list = append(list, "workflow")
		case p.proper(i):
			list = append(list, "name")
			for i+1 < to && p.belongs(i+1) {
				i++
			}
		}
	}
	return list
}

// quantity reports whether an item is a plain number.
func quantity(it item) bool { return it.ent != nil && it.ent.Type == entity.Number }

// proper reports whether a proper name begins at an item. German nouns have capitals as well, so that it takes a legal form, a
// courtesy or a preposition that announces a customer to tell.
func (p *parting) proper(i int) bool {
	it := p.items[i]
	if !it.Capital() || charged(it.Lower) || len(it.nouns)+len(it.verbs)+len(it.apps)+len(it.kinds) > 0 || function(it.Lower) || it.Kind != text.Word {
		return false
	}
	if p.lang == "en" {
		return true
	}
	for j := i + 1; j < len(p.items) && p.belongs(j); j++ {
		if legal(p.items[j]) {
			return true
		}
	}
	return i > 0 && (courtesies[p.items[i-1].Lower] || p.items[i-1].Is("firma", "fa", "kunde", "kunden", "kundin", "an", "bei"))
}

// belongs reports whether an item goes on with a name.
func (p *parting) belongs(i int) bool {
	it := p.items[i]
	return it.word() && (it.Capital() && !function(it.Lower) || legal(it)) || it.Is("&") && it.Kind != text.Quoted ||
		it.Is(".") && it.Glued && abbreviation(p.items, i)
}

// gap makes of a clause that repeats the one before it a step of the same action. It may give what that one gave and nothing else,
// since it could not be told whom the rest is for.
func (b *builder) gap(c clause) bool {
	if len(b.steps) == 0 {
		return false
	}
	s := b.steps[len(b.steps)-1]
	if s.like != nil {
		s = s.like
	}
	if s.t == nil || s.from == nil || s.c.sentence != c.sentence {
		return false
	}
	f := b.fill(b.items, c, s.t, b.lang, b.small, b.around)
	cand := &candidate{filling: f}
	same := len(f.got) > 0 && (len(f.got) > 1 || f.c.message >= 0)
	for name, v := range f.got {
		if _, told := s.from.got[name]; !told && !v.slot.required && (v.slot.role == roleName || b.mentions(clause{from: c.from, to: v.from}, plurals...)) && s.with[name] == nil {
			for i := c.from; i < v.from; i++ {
				if b.items[i].Is(plurals...) {
					f.mark(i, i+1, soft)
				}
			}
			s.with[name] = v.value // "web to 6 and worker to 12 (namespace shop)"
			continue
		} else if !told {
			delete(f.got, name)
			for i := v.from; i < v.to; i++ {
				f.taken[i] = free
			}
		}
	}
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		_, here := f.got[sl.name]
		_, there := s.from.got[sl.name]
		same = same && (here || !there || !sl.required && !slices.Contains(s.t.op.OneOf, sl.name))
	}
	if !same {
		return false
	}
	cond := b.cond
	b.cond = s.cond
	from := len(b.steps)
	b.repeat(cand, c)
	for _, o := range b.steps[from:] {
		if o.from == cand {
			o.beside = s.root()
		}
	}
	b.cond = cond
	return true
}
