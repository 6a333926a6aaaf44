package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// findPositions fills the argument that takes positions, where a clause lists what is charged: with a quantity and a price of one, or
// at least two things with a price each. All amounts of the clause have to be part of the list, but for one that is called the total.
func (f *filling) findPositions() {
	at := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.role == rolePositions })
	if at < 0 {
		return
	}
	for i := f.c.from; i < f.end; i++ {
		list := f.positionsAt(i)
		if !f.lists(list) {
			f.offerSole(list)
			if len(list) > 0 { // what its parts leave out is more
				i = list[len(list)-1].to - 1
			}
			continue
		}
		s := &f.t.slots[at]
		cols, _ := columnsOf(s.schema)
		var value []any
		for _, p := range list {
			value = append(value, f.row(cols, p))
			f.mark(p.from, p.to, valued)
		}
		to := list[len(list)-1].to
		f.mark(list[0].from, to, cue)
		f.got[s.name] = filled{slot: s, value: value, from: list[0].from, to: to, score: 3}
		return
	}
}

// offerSole offers what the only amount of a clause is for, right behind it, as a description: "60 € Jahresbeitrag".
func (f *filling) offerSole(list []position) {
	k := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.name == "description" })
	if k < 0 || len(list) != 1 || f.lang != "de" || f.price(list[0].from) == nil || !f.items[list[0].to-1].Capital() || list[0].to != list[0].from+2 {
		return
	}
	f.offer(cued{slot: &f.t.slots[k]}, list[0].from+1, list[0].to, 1)
}

// positionsAt reads the positions that follow each other from an item on.
func (f *filling) positionsAt(i int) (list []position) {
	for i < f.end {
		p, ok := f.positionAt(i)
		if !ok || len(list) == 0 && !p.counted && f.items[p.from].ent == nil && !f.boundary(i) {
			return list
		}
		list = append(list, p)
		i = p.to
		for i < f.end && f.items[i].Is(",", ";", "and", "und", "plus", "&", "+", "sowie", "also", "auch", "nochmal", "another") {
			i++
		}
		if i == p.to {
			return list
		}
	}
	return list
}

// boundary reports whether what is charged may begin at an item: behind a mark, behind the word that leads over to it, or behind a
// customer's name that ends there.
func (f *filling) boundary(i int) bool {
	if i == f.c.from {
		return false
	}
	before := f.items[i-1]
	switch {
	case before.mark(), before.Is("over", "über", "covering"), legal(before):
		return true
	case before.Is("for", "für", "mit", "with"):
		return slices.ContainsFunc(f.items[f.c.from:i-1], func(it item) bool {
			return it.Capital() && len(it.nouns)+len(it.verbs) == 0 && !function(it.Lower)
		})
	}
	return f.lang == "en" && before.Capital() && len(before.verbs) == 0 && !f.items[i].Capital()
}

// lists reports whether some positions are a list of what is charged, and the whole of it.
func (f *filling) lists(list []position) bool {
	if len(list) == 0 || len(list) == 1 && !list[0].counted || slices.ContainsFunc(f.items[f.c.from:f.c.to], func(it item) bool {
		return it.word() && reducing[it.Lower]
	}) {
		return false
	}
	for i := f.c.from; i < f.c.to; i++ {
		e := f.items[i].ent
		if e == nil || e.Type != entity.Money {
			continue
		}
		in := slices.ContainsFunc(list, func(p position) bool { return i >= p.from && i < p.to })
		if !in && !f.totals(i) {
			return false
		}
	}
	return true
}

// reducing are words for what is taken off an amount or isn't due yet, so that a list is more than a sum.
var reducing = words(`discount discounts rebate deduct deducted less credit refund deposit rest remainder remaining balance later rabatt nachlass
		skonto abzüglich abzug gutschrift anzahlung restbetrag später davon`)

// totals reports whether an amount is called the sum of others.
func (f *filling) totals(i int) bool {
	for j := max(f.c.from, i-3); j < i; j++ {
		if f.items[j].word() && f.items[j].Is("total", "totalling", "altogether", "sum", "insgesamt", "gesamt", "zusammen", "summe", "gesamtbetrag") {
			f.mark(j, j+1, cue)
			return true
		}
	}
	return false
}

// row writes a position as the action takes it.
func (f *filling) row(c columns, p position) map[string]any {
	text := strings.Trim(p.text, " ,")
	if text == "" {
		text = map[string]string{"de": "Leistungen"}[f.lang]
	}
	if text == "" {
		text = "Services"
	}
	row := map[string]any{c.text: sentence(text), c.price: p.price}
	if c.quantity != "" && p.quantity == "" {
		p.quantity = "1"
	}
	if c.quantity != "" {
		row[c.quantity] = p.quantity
	}
	if c.unit != "" && p.unit != "" {
		row[c.unit] = p.unit
	}
	return row
}

// charged reports whether a word is what people put on invoices, so that it is nobody's name though it has a capital.
func charged(word string) bool {
	return chargeable[word] || slices.ContainsFunc([]string{"kosten", "gebühr", "gebühren", "pauschale", "honorar", "leistung", "leistungen",
		"beratung", "lizenz", "lizenzen", "schulung", "material", "spesen"}, func(end string) bool { return strings.HasSuffix(word, end) })
}

var chargeable = words(`travel expenses consulting training support shipping delivery hotel accommodation flight flights mileage licence
		licences license licenses subscription hosting maintenance development design setup installation workshop materials material
		parts labour labor fee fees service services freight postage handling catering rent reise hotel anfahrt flug
		versand porto fracht workshop wartung entwicklung einrichtung montage miete verpflegung übernachtung stunden arbeitszeit
		abo`)
