package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// What a record has may be listed, to be told together: "its name, stage and amount", "Autor und Link nach #web", "Artikel und Grund aus der Zeile".

// inList reports whether a reference at some items stands in a list of such: one stands before it that is part of the same text, or another behind it.
func (f *filling) inList(s *slot, from, to int) bool {
	i := from
	for i > f.c.from && joins(f.items[i-1]) {
		i--
	}
	if i < from && i > f.c.from && f.taken[i-1] == valued {
		if have, there := f.got[s.name]; there {
			said, ok := have.value.(string)
			return ok && strings.HasPrefix(said, "${")
		}
	}
	k := to
	for k < f.end && joins(f.items[k]) {
		k++
	}
	if k == to || k >= f.end {
		return false
	}
	_, behind := f.around.source(k, f.end)
	return behind > 0
}

// joins reports whether an item stands between the members of a list.
func joins(it item) bool {
	return it.mark() && it.Is(",", "&", "+") || it.word() && it.Is("and", "und", "sowie", "plus", "n")
}

// columnList reads a field of what no schema lists where it is one of several whose bearer is named behind the last: "Artikel und Grund aus der Zeile".
func (b *builder) columnList(j, end int) (ref string, to int) {
	if !fieldWord(b.items[j]) || j+2 >= end || !joins(b.items[j+1]) {
		return "", 0
	}
	k := j + 1
	for k < end && (joins(b.items[k]) || fieldWord(b.items[k]) && joins(b.items[k-1])) {
		k++
	}
	if joins(b.items[k-1]) || b.bearerBehind(k, end) == 0 {
		return "", 0
	}
	return b.column(b.items[j]), j + 1
}

var (
	// former and present are the words before "status" for what a record was in, and what it came to.
	former  = words(`old previous former before alt alter alte alten altem vorherige vorheriger vorherigen bisherige bisheriger bisherigen`)
	present = words(`new current neu neuer neue neuen neuem aktuelle aktueller aktuellen jetzige jetziger jetzigen`)
)

// passage reads what a record was in before it changed, or came to: "the old and the new status", "alten und neuen Status".
func (b *builder) passage(j, end int) (ref string, to int) {
	if b.trigger == nil || b.trigger.out.Properties["from"] == nil || b.trigger.out.Properties["to"] == nil || b.trigger.in.Properties["status"] == nil {
		return "", 0
	}
	if j >= end || !b.items[j].word() {
		return "", 0
	}
	name := "to"
	switch it := b.items[j]; {
	case former[it.Lower]:
		name = "from"
	case !present[it.Lower]:
		return "", 0
	}
	for k := j + 1; k < min(end, j+5) && b.items[k].word(); k++ {
		switch it := b.items[k]; {
		case it.Is("status", "state", "zustand"):
			if k == j+1 {
				return "${trigger." + name + "}", k + 1
			}
			return "${trigger." + name + "}", j + 1
		case !joins(it) && !determiners[it.Lower] && !former[it.Lower] && !present[it.Lower]:
			return "", 0
		}
	}
	return "", 0
}

// twofold are the names of what a record has that take two words.
var twofold = map[string][]string{
	"last name": {"last_name"}, "family name": {"last_name"}, "first name": {"first_name"}, "given name": {"first_name"}, "phone number": {"phone"},
	"email address": {"email", "requester", "from", "reporter"}, "mail address": {"email", "requester", "from", "reporter"}, "short description": {"short_description"},
	"run link": {"url"}, "issue type": {"type"}, "ticket id": {"id"}, "company name": {"company", "account"},
}

// twofoldAt gives the fields that two words at an item name, nil where they name none.
func (b *builder) twofoldAt(j, end int) []string {
	if j+1 >= end || !b.items[j+1].word() {
		return nil
	}
	return twofold[b.items[j].Lower+" "+b.items[j+1].Lower]
}

// wholeNameAt gives the name of somebody where the trigger gives it in two parts, "" for another word.
func (b *builder) wholeNameAt(it item) string {
	if b.trigger == nil || !it.Is("name", "namen") {
		return ""
	}
	if out := b.trigger.out.Properties; out["name"] != nil || out["first_name"] == nil || out["last_name"] == nil {
		return ""
	}
	return "${trigger.first_name} ${trigger.last_name}"
}

// holdsMore reports whether an atom goes on with what a record has that a clause ends with: "its key and summary in #web".
func (p *parting) holdsMore(last clause, a atom) bool {
	i := a.from
	if i > 0 && p.items[i].word() && conjunctions[p.items[i].Lower] {
		i++
	}
	i = pastDeterminers(p.items, i, a.to)
	if i+1 < a.to && p.items[i].word() && present[p.items[i].Lower] {
		i++
	}
	if before := p.items[last.to-1]; p.joined(a) && i+2 < a.to && fieldWord(before) && fieldWord(p.items[i]) && p.items[i+1].word() && belongings[p.items[i+1].Lower] && bearers[p.items[min(pastDeterminers(p.items, i+2, a.to), a.to-1)].Lower] {
		return true // "the customer and the total from the body"
	}
	if i >= a.to || !p.items[i].word() || !p.items[i].Is("status", "state") && len(holdings[p.items[i].Lower]) == 0 || len(p.items[i].verbs) > 0 && i+1 < a.to && !p.items[i+1].mark() && !prepositions[p.items[i+1].Lower] && !p.items[i+1].Is("address", "adresse") {
		return false
	}
	before := p.items[last.to-1]
	if p.joined(a) && before.word() && len(holdings[before.Lower]) > 0 && i+1 < a.to && slices.ContainsFunc(p.items[i:a.to], func(it item) bool { return it.ent != nil && it.ent.Type == entity.URL }) {
		return true // "post company and email to https://…"
	}
	return before.word() && (len(holdings[before.Lower]) > 0 || former[before.Lower]) && !messages[before.Lower] &&
		(!messages[p.items[i].Lower] || i+1 < a.to && p.items[i+1].Is("address", "adresse") || i+1 < a.to && p.items[i+1].word() && belongings[p.items[i+1].Lower] && bearers[p.items[min(pastDeterminers(p.items, i+2, a.to), a.to-1)].Lower])
}
