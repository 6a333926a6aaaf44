package rules

import (
	"slices"
	"strings"
)

// What something is called tells which argument it is for: a field by its own name, a title by what it is said to be like, an address by who it is of.

// assigns reports whether it is said at an item which argument gets what: "its name is the ticket subject", "its subject becomes the title".
func (f *filling) assigns(i int) bool {
	if f.around == nil {
		return false
	}
	if _, to := f.around.source(i, f.end); to > 0 && to < f.end && f.items[to].word() && (becomes[f.items[to].Lower] || passages[f.items[to].Lower] || targeted[f.items[to].Lower]) {
		return true
	}
	k := pastDeterminers(f.items, i, f.end)
	if k+2 >= f.end || f.argumentNamed(k) == nil || !f.items[k+1].Is("is", "ist", "=", "wird", "becomes") {
		return false
	}
	_, to := f.around.source(k+2, f.end)
	return to > 0
}

// assign gives a field of what no schema lists to the argument that is called as it is, or to a column of the row that is written: "bill the body's customer",
// "put its total into the table sums (column amount)".
func (f *filling) assign(ref string, from, to int) bool {
	if !f.around.isOpen(ref) {
		return false
	}
	name := strings.TrimSuffix(ref[strings.LastIndexByte(ref, '.')+1:], "}")
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		if _, there := f.got[slot.name]; !there && !slot.list && slot.role != roleText && slot.role != roleFields && (slot.required || slot.role != roleKey) && f.t.meansField(slot, name, f.lang) {
			return f.give(slot, ref, from, to)
		}
	}
	set, where := f.objects()
	if set == nil || !set.required || set == where || set.name == "set" {
		return false
	}
	for i := f.c.from; i+2 < f.end; i++ {
		if i >= to && f.items[i].mark() && f.items[i].Is("(") && columnWords[f.items[i+1].Lower] && fieldWord(f.items[i+2]) {
			name = f.items[i+2].Text
			f.mark(i, i+3, valued)
		}
	}
	return f.give(set, map[string]any{name: ref}, from, to)
}

// namedLike gives a title what something else is called: "a draft titled like the task", "Titel wie die Aufgabe".
func (f *filling) namedLike(i int) bool {
	if i == f.c.from || !f.items[i].Is("like", "wie", "after", "nach") || !f.items[i-1].word() {
		return false
	}
	s := f.argumentNamed(i - 1)
	if f.items[i-1].Is("named", "called", "titled", "benannt") {
		s = (&candidate{filling: f}).title()
	}
	if s == nil || s.role != roleTitle {
		return false
	}
	ref, to := f.around.calledAs(i+1, f.end)
	return to > 0 && f.give(s, ref, i-1, to)
}

// recipient gives the argument for somebody whom a reference at some items may stand for: behind "to", or right behind the verb: "to the address in
// the row", "mail the sender".
func (f *filling) recipient(from int) *slot {
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		if slot.role != roleEmail && slot.role != rolePerson || !slot.required && slot.role == roleEmail {
			continue
		}
		before := item{}
		if from > f.c.from {
			before = f.items[from-1]
		}
		dative := f.lang == "de" && f.items[from].Is("dem", "der") && (!before.word() || !prepositions[before.Lower])
		if dative && (slot.required || slot.role == rolePerson && f.t.persons() == 1) {
			return slot
		}
		if before.word() && prepositions[before.Lower] && slot.named(f.lang, before.Lower) || slot.required && from > f.c.from && from-1 == f.c.verb && slot.role == roleEmail {
			return slot
		}
	}
	return nil
}

// person reports whether a reference is to somebody, or to an address.
func person(ref string) bool {
	name := strings.ToLower(strings.TrimSuffix(ref[strings.LastIndexByte(ref, '.')+1:], "}"))
	return slices.Contains([]string{"from", "requester", "reporter", "caller", "author", "user", "assignee", "owner"}, name) ||
		slices.Contains(holdings[name], "email") || strings.Contains(name, "mail")
}
