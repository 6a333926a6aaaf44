package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// The fields of a row are said in passing as well, with no equals sign: "with email a@b.example and plan pro", "set the status of id 812 to shipped",
// "bei nr 'A-77' den preis auf 12.90 setzen".

// findRow fills the row that is written, and what chooses the rows, from such words.
func (f *filling) findRow(set, where *slot) {
	if !rows[set.name] {
		return
	}
	for i := f.c.from + 1; i+1 < f.end; i++ {
		into := f.opensField(i, set, where)
		if into == nil || f.taken[i] == valued {
			continue
		}
		name, v := i, f.fieldValue(i)
		if v == 0 {
			continue
		}
		to := f.wholeValue(v)
		have, there := f.got[into.name]
		if !there {
			have = filled{slot: into, value: map[string]any{}, from: name}
		}
		have.value.(map[string]any)[f.items[name].Text], have.to = f.plain(v, to), to
		f.got[into.name] = have
		f.mark(name, to, valued)
		f.leads(name)
	}
}

// placed reports whether a word is what an argument beside the fields is called: the table.
func (f *filling) placed(i int) bool {
	s := f.argumentAt(i)
	return s != nil && s.role != roleFields
}

// tabular reports whether a clause speaks of rows or a table, or chooses rows by their fields, so that its words may be fields.
func (f *filling) tabular(where *slot) bool {
	return slices.ContainsFunc(f.items[f.c.from:f.end], func(it item) bool {
		return it.word() && (slices.Contains(it.apps, f.t.app) || where != nil && it.Is("where", "wo") ||
			slices.ContainsFunc(it.nouns, func(h hit) bool { return kept[f.lexemes[h.lexeme].text] == "database" && f.serves(h.lexeme, f.t) }))
	})
}

// rows are the arguments that hold the fields of rows.
var rows = words(`values set where`)

// opensField gives the argument that a field at an item would be for, by what stands before it; nil where none can begin there.
func (f *filling) opensField(i int, set, where *slot) *slot {
	it, before := f.items[i], f.items[i-1]
	if !it.word() || it.Text != it.Lower || !plainName.MatchString(it.Text) || function(it.Lower) || f.object(i) || choosers[it.Lower] || f.placed(i) || i == f.c.verb {
		return nil
	}
	for j := i - 1; j > f.c.from && before.word() && articles[before.Lower]; j-- {
		before = f.items[j-1]
	}
	switch {
	case where != nil && before.word() && (choosers[before.Lower] || before.Is("for", "für", "denen", "having") || picks(it.Lower) && before.Is("with", "mit", "of", "von")):
		return where
	case before.word() && before.Is("with", "mit", "and", "und", "as", "als", "set", "change", "mark"), f.becomesValue(i),
		before.mark() && before.Is(",", ":", "("), f.taken[i-1] == valued,
		f.c.verb >= 0 && f.c.verb < i && (f.c.verb == i-1 || articles[f.items[i-1].Lower]), f.lang == "de" && (articles[f.items[i-1].Lower] || f.items[i+1].Is("auf")):
		return set
	}
	return nil
}

// becomesValue reports whether a field with its new value stands behind what is changed: "must be set to state 'cancelled'", "auf status „storniert“ gesetzt".
func (f *filling) becomesValue(i int) bool {
	return f.items[i-1].word() && f.items[i-1].Is("to", "auf") && i+1 < f.end && (f.items[i+1].ent != nil || f.items[i+1].word() && !function(f.items[i+1].Lower)) &&
		(i+2 == f.end || i+2 == f.c.verb || !f.items[i+2].word() || function(f.items[i+2].Lower) || len(f.items[i+2].verbs) > 0)
}

// fieldValue gives the item of a field's value; 0 where there is none. The value of a field that is changed may stand behind the rows that it is changed
// in: "the status of id 812 to shipped".
func (f *filling) fieldValue(i int) int {
	v := i + 1
	for v < f.end && (f.items[v].word() && f.items[v].Is("set", "to", "is", "equals", "gesetzt", "auf", "ist", "gleich") || f.items[v].mark() && f.items[v].Is("=", ":")) {
		v++
	}
	if v == i+1 && f.items[v].word() && f.items[v].Is("of", "von", "for", "für", "bei", "in", "im") {
		for v = i + 2; v+1 < min(f.end, i+2+maxChain); v++ {
			if f.items[v].word() && f.items[v].Is("to", "auf") {
				return f.ownValue(v + 1)
			}
		}
		return 0
	}
	return f.ownValue(v)
}

// ownValue gives an item if it can be the whole value of a field.
func (f *filling) ownValue(v int) int {
	if v >= f.end || f.taken[v] == valued {
		return 0
	}
	it := f.items[v]
	if it.word() && (len(holdings[it.Lower]) > 0 || plurality[it.Lower] || f.lang == "de" && it.Capital() && len(it.nouns) > 0) {
		return 0 // "insert first name and email", "save both"
	}
	if it.ent == nil && (!it.word() && it.Kind != text.Number || it.word() && (function(it.Lower) && states[it.Lower] == "" || f.object(v)) && scalar(it.Lower) == it.Lower) || v == f.c.verb {
		return 0
	}
	if v+1 == f.end || v+1 == f.c.verb {
		return v
	}
	if next := f.items[v+1]; it.ent == nil && !next.mark() && !slices.Contains(separators, next.Lower) && !choosers[next.Lower] && (!next.word() || !function(next.Lower) && next.Text == next.Lower && next.ent == nil) {
		return 0
	}
	return v
}

// keys are what the fields are called by which a row is told from others.
var keys = words(`id nr no number nummer key sku uuid`)

// picks reports whether a field rather chooses rows than is written.
func picks(name string) bool {
	return keys[name] || strings.HasSuffix(name, "_id") || strings.HasSuffix(name, "_nr") || strings.HasSuffix(name, "_no")
}

// plurality are the words for values that were named before.
var plurality = words(`both all them these those beide beides alle alles`)

// plain gives the value at an item as a row holds it.
func (f *filling) plain(v, to int) any {
	if e := f.items[v].ent; e != nil && e.Type != entity.Channel {
		return e.Value
	}
	return scalar(f.words(v, to))
}

// wholeValue gives the item behind a value, which may be a name of several capitals: "name Ada Lovelace".
func (f *filling) wholeValue(v int) int {
	to := v + 1
	for f.items[v].word() && f.items[v].Capital() && to < f.end && f.items[to].word() && f.items[to].Capital() && f.taken[to] < act {
		to++
	}
	return to
}

// leads lets be the words that lead over to a field.
func (f *filling) leads(i int) {
	for j := i - 1; j > f.c.from && f.items[j].word() && (function(f.items[j].Lower) || choosers[f.items[j].Lower]); j-- {
		f.mark(j, j+1, cue)
	}
}

// field reports whether an atom is nothing but one more field of the row that the clause before it writes or chooses: "email a@b.example".
func (p *parting) field(last clause, a atom) bool {
	i := a.from
	if p.items[i].Is("and", "und", "&") {
		i++
	}
	to := i + 2
	for to < a.to && (!p.items[to].word() || !prepositions[p.items[to].Lower] || p.items[to].Is("to", "auf")) { // "and room 7 in the table visits"
		to++
	}
	if n := to - i; a.to < to || n > 5 || !p.items[i].word() || p.items[i].Text != p.items[i].Lower || function(p.items[i].Lower) ||
		p.starts(a, i) && len(p.items[i].nouns) == 0 && i+1 < a.to && (p.items[i+1].Capital() || addressed(p.items[i+1])) || !p.writesRow(last) { // "füg … hinzu und schreib Jannis"
		return false
	}
	for _, it := range p.items[i+1 : to-1] {
		if !it.Is("set", "to", "is", "=", ":", "auf", "gesetzt", "ist") {
			return false
		}
	}
	end := p.items[to-1]
	return end.ent != nil || end.word() && !function(end.Lower)
}

// writesRow reports whether a clause speaks of a row or a table.
func (p *parting) writesRow(c clause) bool {
	for _, it := range p.items[c.from:min(c.to, c.from+maxRun)] {
		for _, h := range it.nouns {
			if kept[p.lexemes[h.lexeme].text] == "database" {
				return true
			}
		}
	}
	return c.verb >= 0 && p.items[c.verb].Is("insert", "füg", "füge")
}

// offerPlaced offers what the action works on where only a preposition stands before its name: "insert into signups", "aus sessions", "das Image von geo".
func (f *filling) offerPlaced() {
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		if slot.role != roleName || !slot.required || looks[slot.name] != nil {
			continue
		}
		for i := f.c.from + 1; i < f.end; i++ {
			before := f.items[i-1]
			if before.word() && (slot.name == "table" && before.Is("in", "into", "from", "to", "of", "aus", "ins", "von") || prepositions[before.Lower] && slot.named(f.lang, before.Lower)) && (f.everyday(i) || slot.name == "table" && i+1 < f.end && choosers[f.items[i+1].Lower]) && !f.items[i].Capital() && plainName.MatchString(f.items[i].Text) &&
				(i+1 == f.end || f.items[i+1].mark() || f.items[i+1].word() && (function(f.items[i+1].Lower) || choosers[f.items[i+1].Lower] || f.lang == "de" || i+1 == f.c.verb)) {
				f.offer(cued{slot: slot}, i, i+1, 0.5)
			}
		}
	}
}
