package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// Some values tell by themselves what they are for: an address, a key, a name right behind the verb.

// offerBare offers entities and names that no cue announced to the slots they suit.
func (f *filling) offerBare() {
	for i := f.c.from; i < f.end; i++ {
		it := f.items[i]
		if it.ent != nil {
			for s := range f.t.slots {
				slot := &f.t.slots[s]
				if slot.required && slot.role == roleRecord && f.identifies(i) {
					f.offer(cued{slot: slot}, i, i+1, 0.6)
					continue
				}
				if slot.name == "thread" && timestamp.MatchString(it.Text) && i > f.c.from && f.items[i-1].Is("to", "auf") {
					f.offer(cued{slot: slot}, i, i+1, 1.5) // "reply to 1731000000.000300"
				}
				if fit := slot.fits(*it.ent); fit > 0.3 && !it.ent.Weak && f.bare(slot, *it.ent) {
					if slot.role == roleKey && slot.required && f.governed(i) {
						fit += 1.5 // "close WEB-1 as a duplicate of WEB-2" closes the first
					}
					f.offer(cued{slot: slot}, i, i+1, fit)
				}
			}
			continue
		}
		f.offerProject(i)
		if f.taken[i] != free || !it.word() || f.starts[i] {
			continue
		}
		to := f.run(i, false)
		if to <= i {
			continue
		}
		for s := range f.t.slots {
			slot := &f.t.slots[s]
			if slot.role == roleOrg && !slot.required && f.sought() != nil && i > f.c.from && f.items[i-1].Is("(") && f.nameness(i, to) > 0.5 {
				f.offer(cued{slot: slot}, i, to, 0.5) // "Greta Holm (Fjordline)"
				continue
			}
			if slot.role != roleOrg && slot.role != rolePerson || !slot.required && (slot.role != rolePerson ||
				!f.only(rolePerson) || to != i+1) {
				continue
			}
			if i > f.c.from && preposition(f.items[i-1].Lower, f.lang) {
				continue
			}
			if levels[it.Lower] != "" || states[it.Lower] != "" || slot.role == rolePerson && code.MatchString(it.Text) {
				continue
			}
			if !slot.required && (!it.Capital() || f.modifies(i) || f.lang == "en" && i == f.c.from && i+1 < f.end && f.items[i+1].word()) { // "Fill in the description"
				continue
			}
			fit := f.nameness(i, to)
			if slot.role == rolePerson && len(it.Parts) == 0 && f.receives(i) {
				fit = max(fit, 0.6) // "weis es der Lena zu"
			}
			if fit >= 0.5 {
				if f.inTurn(slot, i) {
					fit += 0.5
				}
				f.offer(cued{slot: slot}, i, to, fit-0.2)
			}
		}
		i = to - 1
	}
}

// offerProject offers the key of a project that stands before the word for a record, or in one word with it: "an OPS ticket", "ein OPS-Ticket". What is made anew
// may be called after anything, "ein VPN-Ticket", unless its title is said apart from that.
func (f *filling) offerProject(i int) {
	it := f.items[i]
	s := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.role == roleProject })
	if s < 0 || !it.word() {
		return
	}
	if i+1 < f.end && f.taken[i] == free && !f.starts[i] && code.MatchString(it.Text) && f.object(i+1) {
		f.offer(cued{slot: &f.t.slots[s]}, i, i+1, 1.2)
	}
	if len(it.Parts) != 2 || len(it.apps)+len(it.kinds) > 0 || !f.object(i) || f.t.titled() && f.quotes() == 0 {
		return
	}
	if key, _, _ := strings.Cut(it.Text, "-"); code.MatchString(key) {
		f.offers = append(f.offers, filled{slot: &f.t.slots[s], value: key, from: i, to: i + 1, score: 1.2, named: true})
	}
}

// identifies reports whether a plain number is what a record is called by: a long one that the clause begins with, or that its verb acts on, as in
// "80240 goes to Sam".
func (f *filling) identifies(i int) bool {
	return quantity(f.items[i]) && len(f.items[i].Text) >= 4 && (f.opens(i) || f.governed(i)) && (i+1 == f.end || !f.items[i+1].word() || function(f.items[i+1].Lower) || len(f.items[i+1].verbs) > 0)
}

// governed reports whether a value stands right behind the verb, but for what names the thing it is.
func (f *filling) governed(i int) bool {
	if f.c.verb < 0 || i <= f.c.verb {
		return f.c.verb > i && f.opens(i) // "importer auf 0 herunterskalieren", "geo needs a restart"
	}
	for j := f.c.verb + 1; j < i; j++ {
		if prepositions[f.items[j].Lower] && j+2 < i && f.starts[j+1] && f.items[j+2].word() { // "im Namespace shop"
			j += 2
			continue
		}
		if phraseAt(priors, f.items, j, f.end) == 1 || f.items[j].Is("zuerst", "erst", "first") {
			continue
		}
		if it := f.items[j]; !it.word() || f.taken[j] < act && !determiners[it.Lower] && len(it.nouns) == 0 && len(it.apps) == 0 {
			return false
		}
	}
	return true
}

// opens reports whether nothing but articles and fillers stands before a word in its clause.
func (f *filling) opens(i int) bool {
	for j := f.c.from; j < i; j++ {
		if it := f.items[j]; !it.mark() && (!it.word() || !articles[it.Lower] && !conjunctions[it.Lower] && !fillers[it.Lower] && !givings[it.Lower]) {
			return false
		}
	}
	return true
}

// inTurn reports whether a name stands where people give what a slot takes: who somebody is, and behind a comma whom he works for: "lead: Mira Stolz, Stolz
// Holzbau".
func (f *filling) inTurn(s *slot, i int) bool {
	person := slices.IndexFunc(f.t.slots, func(o slot) bool { return o.required && o.role == rolePerson })
	org := slices.IndexFunc(f.t.slots, func(o slot) bool { return o.required && o.role == roleOrg })
	if person < 0 || org < 0 || i == f.c.from {
		return false
	}
	behind := f.items[i-1].Is(",", "(") && i-2 >= f.c.from && f.items[i-2].word() && f.items[i-2].Capital() && len(f.items[i-2].nouns) == 0
	return behind == (s == &f.t.slots[org]) && (behind || f.items[i-1].Is(":") || f.object(i-1))
}

// modifies reports whether a word says more about a thing and is nobody's name: "a Blocker", "a ServiceNow incident".
func (f *filling) modifies(i int) bool {
	if f.receives(i) {
		return false
	}
	if i > f.c.from && f.items[i-1].word() && articles[f.items[i-1].Lower] {
		return true
	}
	return f.lang == "en" && i+1 < f.end && f.items[i+1].word() && len(f.items[i+1].nouns) > 0
}

// only reports whether a target has exactly one slot of a role.
func (f *filling) only(r role) bool {
	n := 0
	for _, s := range f.t.slots {
		if s.role == r {
			n++
		}
	}
	return n == 1
}

// bare reports whether a slot takes an entity that nothing announces: the first recipient of a mail is its "to", never its "bcc".
func (f *filling) bare(s *slot, e entity.Entity) bool {
	switch e.Type {
	case entity.Email:
		return s.required || s.role == roleEmail && !slices.ContainsFunc(f.t.slots, func(o slot) bool { return o.role == roleEmail && o.required })
	case entity.Date, entity.Percent, entity.Duration, entity.Money:
		if e.Term {
			return s.name == "due"
		}
		n := 0
		for _, o := range f.t.slots {
			if o.role == s.role {
				n++
			}
		}
		return n == 1 || s.required
	case entity.Number:
		return s.required
	case entity.Quote:
		if f.renames() && f.t.op != nil && f.t.op.UndoBy == "restore" && s.role != roleText {
			return s.role == roleTitle || f.quotes() > 1
		}
		return f.t.event != nil && s.name == "contains" || s.required && (s.role == roleTitle || s.role == roleText || s.role == roleSQL || s.role == roleRecord && !(&step{t: f.t}).needsText())
	}
	return true
}

// renamings are the verbs that give a record another title.
var renamings = words(`rename retitle um|benennen um|nennen`)

// renames reports whether a clause asks for another title.
func (f *filling) renames() bool {
	return f.c.verb >= 0 && slices.ContainsFunc(f.items[f.c.verb].verbs, func(h hit) bool { return renamings[f.lexemes[h.lexeme].text] })
}

// quotes gives the number of texts in quotation marks.
func (f *filling) quotes() (n int) {
	for _, it := range f.items[f.c.from:f.end] {
		if it.ent != nil && it.ent.Type == entity.Quote {
			n++
		}
	}
	return n
}
