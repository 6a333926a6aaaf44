package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// whole makes a read of all records give as many as its app can give at once: "all open tickets" are not the first 50.
func (b *builder) whole(s *step) {
	limit := s.t.in.Properties["limit"]
	if s.t.effect() || limit == nil || limit.Maximum == nil || s.with["limit"] != nil || !slices.ContainsFunc(b.items[s.c.from:s.c.to],
		func(it item) bool { return it.word() && quantifiers[it.Lower] }) {
		return
	}
	s.with["limit"] = json.Number(strconv.FormatFloat(*limit.Maximum, 'f', -1, 64))
}

// arrivals are the words for how a record or a payment came to be, which say no more than its date does: "received today", "die letzte Woche
// eingegangen sind".
var arrivals = words(`received opened created filed submitted raised arrived reported sent posted came come in
	eingegangen eingegangenen eingegangene gekommen reingekommen angekommen aufgelaufen eingetroffen erhalten erstellt erstellten eröffnet
	eröffneten gemeldet gemeldeten angelegt angelegten geschickt`)

// happened takes a day without a year on which something was done, or since which it was, for the last one, where the next would be in the future.
func (b *builder) happened(s *step) {
	for name, soon := range map[string]time.Time{"date": b.now.AddDate(0, 3, 0), "since": b.now} {
		v, ok := s.from.got[name]
		day, err := time.Parse(time.DateOnly, fmt.Sprint(s.with[name]))
		if !ok || err != nil || !day.After(b.now) || strings.Contains(b.items[v.from].Text, strconv.Itoa(day.Year())) || day.Before(soon) {
			continue
		}
		if text := b.items[v.from].Text; day.Before(b.now.AddDate(0, 0, 7)) && !strings.ContainsAny(text, "0123456789") { // "since Monday"
			s.with[name] = day.AddDate(0, 0, -7).Format(time.DateOnly)
			continue
		}
		s.with[name] = day.AddDate(-1, 0, 0).Format(time.DateOnly)
	}
}

// dated lets the words be that say how what a date tells of came to be.
func (f *filling) dated() {
	for _, v := range f.got {
		if v.slot.role != roleSince && v.slot.role != roleDate {
			continue
		}
		for i := max(f.c.from, v.from-2); i < min(f.end, v.to+3); i++ {
			if i != f.c.verb && f.items[i].word() && arrivals[f.items[i].Lower] {
				f.mark(i, i+1, cue)
			}
		}
	}
}

// offerCount offers the number before what is looked for, or before the word for what was found, to the argument that says how many at most: "10 issues",
// "the 10 latest unread mails", "max 20 results", "die ersten 50 Treffer".
func (f *filling) offerCount() {
	k := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.name == "limit" && s.role == roleNumber })
	if k < 0 || f.t.op == nil || f.t.effect() {
		return
	}
	for i := f.c.from; i+1 < f.end; i++ {
		if !quantity(f.items[i]) {
			continue
		}
		for j := i + 1; j < f.end && j <= i+3 && f.items[j].word() && !prepositions[f.items[j].Lower]; j++ {
			found := yields[f.items[j].Lower]
			if !found && !f.object(j) {
				continue
			}
			f.offer(cued{slot: &f.t.slots[k]}, i, i+1, 2)
			if i > f.c.from && f.items[i-1].word() && recencies[f.items[i-1].Lower] {
				f.mark(i-1, i, cue)
			}
			for n := i + 1; n < j; n++ {
				if recencies[f.items[n].Lower] {
					f.mark(n, n+1, cue)
				}
			}
			if found {
				f.mark(j, j+1, cue)
			}
			break
		}
	}
}

// recencies are the words by which the latest of what there is are chosen, in which order reads give them anyway.
var recencies = words(`latest newest last first most recent top neuesten neueste letzten letzte aktuellsten jüngsten ersten`)

// tellsSince reports whether the words behind "that" only say since when the records are meant that a read finds: "issues that changed since Monday".
func (b *builder) tellsSince(s *step, c clause) bool {
	if s.from == nil || s.t.effect() || s.with["since"] == nil || !b.items[c.message].Is("that", "which", "die", "das", "der") {
		return false
	}
	for i := c.message; i < c.to; i++ {
		if it := b.items[i]; it.word() && (it.Lower == "that" || arrivals[it.Lower] || it.Is("changed", "updated", "modified", "moved", "geändert", "aktualisiert", "wurden", "sind", "were", "have", "been")) {
			s.from.mark(i, i+1, cue)
		}
	}
	return true
}

// limited gives the item behind words that say how many of a list are meant at most, with the marks around them: ", höchstens 20,", "(at most 30)"; 0
// where none stand at an item.
func (b *builder) limited(i, end int) int {
	from := i
	for i < end && b.items[i].mark() && b.items[i].Is(",", "(") {
		i++
	}
	k := i
	for k < end && (abbreviation(b.items, k) || b.items[k].word() && (mosts[b.items[k].Lower] || b.items[k].Is("at", "no", "more", "than", "nicht", "mehr", "als", "the", "die"))) {
		k++
	}
	if k >= end || !quantity(b.items[k]) {
		return 0
	}
	said := slices.ContainsFunc(b.items[i:k], func(it item) bool { return mosts[it.Lower] || it.Is("more", "mehr") })
	for k++; k < end && b.items[k].word() && (hits[b.items[k].Lower] || mosts[b.items[k].Lower] || b.items[k].Is("at") && k+1 < end && b.items[k+1].Is("most")); k++ {
		said = said || mosts[b.items[k].Lower]
	}
	if !said || k < end && b.items[k].word() && !conjunctions[b.items[k].Lower] && !prepositions[b.items[k].Lower] {
		return 0
	}
	if k < end && b.items[k].mark() && (b.items[from].Is("(") && b.items[k].Is(")") || b.items[from].Is(",") && b.items[k].Is(",")) {
		k++
	}
	return k
}

// mosts are the words for how many there may be at most.
var mosts = words(`most max maximum maximal höchstens limit limited tops first top ersten`)
