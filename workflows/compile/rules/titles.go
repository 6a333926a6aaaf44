package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// What is to be made may be called something without quotation marks, right behind the word for it: "a task Renew domain in project Web", "Aufgabe Zähler
// tauschen für Bo". Its title ends where the arguments begin.

// offerTitle offers such a title, of at least two words, where nothing else is one.
func (f *filling) offerTitle() {
	if f.t.op == nil || !f.t.titled() || f.c.message >= 0 {
		return
	}
	k := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.required && s.role == roleTitle && f.t.tells(&s) })
	if k < 0 || slices.ContainsFunc(f.items[f.c.from:f.end], func(it item) bool { return typeOf(it) == entity.Quote }) ||
		slices.ContainsFunc(f.cues, func(c cued) bool { return c.noun && c.slot == &f.t.slots[k] && !f.object(c.from) }) {
		return
	}
	for i := f.c.from; i+2 < f.end; i++ {
		if !f.object(i) || f.object(i+1) || !f.items[i+1].Capital() || !f.items[i+1].word() || f.cueAt(i+1) || code.MatchString(f.items[i+1].Text) {
			continue
		}
		if to := f.titleEnd(i + 1); to > i+2 {
			f.offer(cued{slot: &f.t.slots[k]}, i+1, to, 1.2)
			f.offers[len(f.offers)-1].named = true
		}
		return
	}
}

// titleEnd gives the item behind the words of a title: a mark, a value, or a preposition before an argument or somebody's name.
func (f *filling) titleEnd(i int) int {
	for to := i; to < f.end; to++ {
		it := f.items[to]
		switch {
		case !it.word() || to == f.c.verb && to > i+1 && to+1 == f.end, conjunctions[it.Lower]:
			return to
		case prepositions[it.Lower]:
			k := pastDeterminers(f.items, to+1, f.end)
			if k >= f.end || !f.items[k].word() || f.cueAt(k) || it.Is("for", "für") && f.items[k].Capital() || len(f.items[k].apps) > 0 {
				return to
			}
		case to > i && f.cueAt(to) && !it.Capital():
			return to
		}
	}
	return f.end
}

// ownName gives the end of what a record is called, before the name of whom it belongs to: "an opportunity Solar Roof for Green Farm".
func (f *filling) ownName(s *slot, i, to int) int {
	owner := slices.IndexFunc(f.t.slots, func(o slot) bool { return o.role == roleOrg && !o.required })
	if s.name != "name" || owner < 0 || !f.items[i].Capital() {
		return to
	}
	for j := i + 1; j+1 < to; j++ {
		if it := f.items[j]; it.word() && prepositions[it.Lower] && f.t.slots[owner].named(f.lang, it.Lower) && f.items[j-1].Capital() && f.items[j+1].Capital() && f.nameness(j+1, to) >= 0.5 {
			return j
		}
	}
	return to
}
