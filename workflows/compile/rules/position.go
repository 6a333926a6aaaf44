package rules

import (
	"encoding/json"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// position is one line of what is charged: "3 days of consulting at 950 EUR", "travel 120 EUR", "120 € Reisekosten".
type position struct {
	from, to int // items
	text     string
	quantity json.Number // "" for one
	unit     string
	price    any // as of entity.Money
	counted  bool
}

// positionAt reads the position that begins at an item.
func (f *filling) positionAt(i int) (position, bool) {
	if p, ok := f.counted(i); ok {
		return p, true
	}
	if e := f.price(i); e != nil {
		return f.priceFirst(i, e)
	}
	return f.textFirst(i)
}

// price gives the amount at an item, nil where there is none that can be charged.
func (f *filling) price(i int) *entity.Entity {
	if i >= f.end || f.items[i].ent == nil {
		return nil
	}
	if e := f.items[i].ent; e.Type == entity.Money && e.Fault == entity.Sound && len(e.Options) == 0 {
		return e
	}
	return nil
}

// counted reads a quantity and the price of one: "3 days at 950 EUR", "3 Tage Beratung à 950 €", "2 x 450 EUR for chairs",
// "5 licences, 20 EUR each". Without a word that says that it is the price of one, it may be that of all.
func (f *filling) counted(i int) (p position, ok bool) {
	p.from, p.counted = i, true
	j := f.quantity(&p, i)
	if j == i {
		return p, false
	}
	if f.is(j, "of", "von") {
		j++
	}
	text := j
	for j < f.end && j < text+maxChain && f.describes(j) && !f.is(j, "at", "x", "à", "a", "je", "zu", "mal", "times") {
		j++
	}
	p.text = f.words(text, j)
	if p.text == "" && p.unit == "" && !f.is(j, "x", "×", "mal", "times") {
		return p, false
	}
	if f.is(j, ",") {
		j++
	}
	marked := false
	for f.is(j, "at", "@", "x", "×", "à", "je", "zu", "mal", "times", "jeweils") || f.lang == "de" && f.is(j, "a") {
		marked, j = true, j+1
	}
	open := bracket(f.items[min(j, f.end-1)])
	e := f.price(j + open)
	if e == nil {
		return p, false
	}
	p.price, p.to = e.Value, j+open+1
	if f.is(p.to, "per", "pro", "je") && p.to+1 < f.end && f.items[p.to+1].word() && strings.HasPrefix(lastWord(p.text), f.items[p.to+1].Lower) {
		marked, p.to = true, p.to+2 // "five workshops at 210 EUR per workshop"
	}
	if to := f.each(p.to); to > p.to || e.Per != "" {
		marked, p.to = true, to
	}
	if open > 0 && f.is(p.to, ")", "]") { // "two courses (300 USD each)"
		marked, p.to = marked || p.quantity == "1", p.to+1
	}
	if p.text == "" {
		f.behindPrice(&p)
	}
	return p, marked
}

// quantity reads how many there are, and gives the item behind; i where it isn't said.
func (f *filling) quantity(p *position, i int) int {
	if i >= f.end || f.items[i].ent == nil {
		return i
	}
	switch e, it := f.items[i].ent, f.items[i]; e.Type {
	case entity.Duration:
		value, _ := e.Value.(string)
		words := strings.Fields(it.Text)
		p.unit = words[len(words)-1]
		p.quantity = json.Number(entity.InUnit(value, strings.ToLower(p.unit)))
		if i+1 < f.end && abbreviation(f.items, i+1) { // "6 Std."
			return i + 2
		}
		return i + 1
	case entity.Number:
		number, _ := e.Value.(json.Number)
		if p.quantity = number; strings.HasPrefix(string(number), "-") || number == "0" || f.numbers(i-1) {
			return i
		}
		if i+1 < f.end && f.items[i+1].word() && measures[f.items[i+1].Lower] {
			p.unit = f.items[i+1].Text
			if i+2 < f.end && abbreviation(f.items, i+2) {
				return i + 3
			}
			return i + 2
		}
		return i + 1
	}
	return i
}

// numbers reports whether a word says what the number behind it is the number of: "order 55".
func (f *filling) numbers(i int) bool {
	return i >= f.c.from && f.items[i].Is("order", "no", "nr", "number", "nummer", "auftrag", "bestellung", "projekt", "project", "phase", "po", "ref", "#",
		".", "invoice", "rechnung", "vertrag", "contract")
}

// measures are units that are no time. Those of time are read with their number.
var measures = words(`month months monat monate monaten year years jahr jahre jahren piece pieces pcs pc stück stk unit units
		einheit einheiten km kilometer kilometers kilometres kg kilo liter litre litres litern qm sqm m² paket pakete paketen pack packs
		package packages pt personentage personentagen hours days stunden tage tagen std weeks wochen`)

// each reads what says behind a price that it is that of one: "each", "per day", "pro Stunde", "je Stück".
func (f *filling) each(i int) int {
	switch {
	case f.is(i, "each", "apiece", "jeweils"), i < f.end && f.items[i].ent != nil && f.items[i].ent.Type == entity.Duration && one(f.items[i]): // "55 GBP an hour"
		return i + 1
	case f.is(i, "per", "a", "an", "pro", "je", "the", "das", "die") && i+1 < f.end && f.items[i+1].word():
		_, time := entity.Unit(f.items[i+1].Lower)
		if time || measures[f.items[i+1].Lower] {
			return i + 2
		}
	}
	return i
}

func lastWord(text string) string {
	return strings.ToLower(text[strings.LastIndexByte(text, ' ')+1:])
}

// one reports whether a length of time is one unit of it: "an hour".
func one(it item) bool {
	count, _, ok := strings.Cut(strings.ToLower(it.Text), " ")
	return ok && slices.Contains([]string{"a", "an", "one", "per", "pro", "je"}, count)
}

// textFirst reads "travel 120 EUR", "a flat fee of $80", "Reisekosten: 120 €".
func (f *filling) textFirst(i int) (p position, ok bool) {
	i = pastDeterminers(f.items, i, f.end)
	p.from = i
	j := i
	for j < f.end && j < i+maxChain && f.describes(j) {
		j++
	}
	p.text = f.words(i, j)
	name := j
	for f.is(j, "of", "for", "für", "at", "von", "zu", "über", "in", "höhe", ":", "(") {
		j++
	}
	e := f.price(j)
	if e == nil || p.text == "" || e.Per != "" || f.nameLike(i, name) {
		return p, false
	}
	p.price, p.to = e.Value, j+1
	if f.is(name, "(") && f.is(p.to, ")") {
		p.to++
	}
	return p, true
}

// priceFirst reads "120 EUR for travel", "120 € Reisekosten".
func (f *filling) priceFirst(i int, e *entity.Entity) (p position, ok bool) {
	p.from, p.to, p.price = i, i+1, e.Value
	f.behindPrice(&p)
	return p, p.text != "" && e.Per == ""
}

// behindPrice reads the text that stands behind a price.
func (f *filling) behindPrice(p *position) {
	i, named := p.to, false
	for f.is(i, "for", "of", "für", "the", "a", "an", "die", "der", "das", "den") {
		named = f.is(i, "für") // "300 € für Schmidt"
		i++
	}
	j := i
	for j < f.end && j < i+maxChain && f.describes(j) {
		j++
	}
	if j > i && !f.nameLike(i, j) && (!named || charged(f.items[j-1].Lower)) {
		p.text, p.to = f.words(i, j), j
	}
}

// describes reports whether an item can be a word of what is charged.
func (f *filling) describes(i int) bool {
	it := f.items[i]
	return it.word() && !function(it.Lower) && (len(it.verbs) == 0 || it.Capital() || f.lang != "de") && !f.is(i, "à", "x", "at", "je")
}

// nameLike reports whether some words are rather somebody's name than what is charged: in English a capital, in German two of them
// or a legal form.
func (f *filling) nameLike(from, to int) bool {
	caps := 0
	for i := from; i < to; i++ {
		switch it := f.items[i]; {
		case charged(it.Lower):
			return false
		case legal(it) && i > from, courtesies[it.Lower]:
			return true
		case it.Capital():
			caps++
		}
	}
	return caps > 1 || caps == 1 && f.lang == "en"
}

func (f *filling) is(i int, list ...string) bool {
	return i < f.end && f.items[i].ent == nil && f.items[i].Is(list...)
}
