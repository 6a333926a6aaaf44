package rules

import (
	"maps"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// A row or a document may be told by the names of its fields alone, since what came before gives their values: "add company and email to the
// table leads", "(title, body, url)", "order_no and total from the body", "the same data".

// columns fills the fields of a row or a document, and arguments that are called as the fields are, from what the trigger and the steps before
// give: the fields that the clause names, else all that was given before.
func (b *builder) columns(s *step) {
	if s.from == nil {
		return
	}
	set, where := s.from.objects()
	if set != nil && (s.with[set.name] != nil || !set.required && set.name != "body" || set == where) {
		set = nil
	}
	if set == nil && !s.t.effect() || set != nil && set.name == "set" {
		return
	}
	if set != nil && s.t.effect() && b.fromTable(s, set) {
		return
	}
	values, from, to := b.namedFields(s, set)
	for _, name := range slices.Sorted(maps.Keys(values)) {
		v := values[name]
		for i := range s.t.slots {
			if sl := &s.t.slots[i]; set == nil && sl.role != roleFields && s.with[sl.name] == nil && sl.names(b.lang, name) {
				s.with[sl.name] = v
				b.origin(s.id+"."+sl.name, from, to)
				break
			}
		}
	}
	switch {
	case set == nil:
	case len(values) > 0:
		s.with[set.name] = values
		b.origin(s.id+"."+set.name, from, to)
	case s.t.effect() && (set.required || b.meansWhole(s)):
		if v := b.sameFields(s, set); v != nil {
			s.with[set.name] = v
		}
	}
}

// meansWhole reports whether a clause speaks of all that was given before: "POST the row to …", "schick sie per POST an …".
func (b *builder) meansWhole(s *step) bool {
	return slices.ContainsFunc(b.items[s.c.from:s.from.end], func(it item) bool {
		return it.word() && (entireties[it.Lower] || it.Is("it", "them", "this", "that", "es", "sie", "ihn", "everything", "alles"))
	})
}

// entireties are the words for all the fields of what has some.
var entireties = words(`row body payload json record data zeile datensatz eintrag daten inhalt`)

// namedFields reads a list of the names of fields, each of which something before gives. A read is told which fields to look for.
func (b *builder) namedFields(s *step, set *slot) (values map[string]any, from, to int) {
	f := s.from.filling
	for i := s.c.from; i < f.end; i++ {
		if !f.fieldName(i) {
			continue
		}
		values = map[string]any{}
		j, apart := i, true
		for ; j < f.end; j++ {
			switch {
			case b.items[j].Is(separators...):
				apart = true
				continue
			case j > i && f.taken[j] <= soft && b.listed(j, f.end):
				if ref := b.fieldOfAny([]string{b.items[j].Lower}); ref != "" && s.t.effect() {
					values[b.items[j].Lower], apart = ref, false
					to = j + 1
					continue
				}
			case articles[b.items[j].Lower], b.items[j].Is("its", "their", "as", "well"), vague[b.items[j].Lower]:
				continue
			case entireties[b.items[j].Lower] && len(values) == 0:
			case !apart && s.t.effect(): // "the status code" are no two fields
			case f.fieldName(j) && (len(b.fields) == 0 || slices.Contains(b.fields, b.items[j].Lower)):
				name, n := b.items[j].Text, 1
				ref := b.fieldRef(s, b.items[j])
				if ref == "" {
					name, ref, n = b.fieldCalled(f, j)
				}
				if ref == "" && set != nil {
					name, ref, n = b.fieldMade(s, j)
				}
				if guessed := strings.Count(ref, ".") > 1; guessed && f.taken[j] != free {
					ref = "" // "the elasticsearch index" is no field of what nobody knows the fields of
				}
				if !s.t.effect() {
					name, n = b.fieldToDraw(f, j)
					ref = name
				}
				if ref != "" {
					values[name], apart = ref, false
					j += n - 1
					to = j + 1
					continue
				}
			}
			break
		}
		if len(values) > 1 || len(values) == 1 && b.listsFields(f, i, to) {
			f.mark(i, to, valued)
			b.sources(f)
			return values, i, to
		}
	}
	return nil, 0, 0
}

// writesRows reports whether a target writes an object of any fields.
func (t *target) writesRows() bool {
	return t.effect() && slices.ContainsFunc(t.slots, func(s slot) bool { return s.role == roleFields && s.required && s.name != "where" })
}

// choosesRows reports whether a clause that would put a row in says which rows it is about, "where name = Otto", so that it asks for something else.
func (c *candidate) choosesRows() bool {
	return c.t.writesRows() && c.t.op.UndoBy == "delete" && slices.ContainsFunc(c.items[c.c.from:c.end], func(it item) bool { return it.word() && it.Is("where", "wo") })
}

// listsOutputs reports whether a clause lists what something gives: "number, caller and urgency into the table calls".
func (b *builder) listsOutputs(c clause) bool {
	n := 0
	for i := c.from; i < c.to; i++ {
		if it := b.items[i]; it.word() && b.fieldOfAny(append([]string{it.Lower}, holdings[it.Lower]...)) != "" && (i == c.from || i == c.verb+1 || joins(b.items[i-1])) {
			n++
		}
	}
	return n > 1
}

// listed reports whether a word that means little elsewhere is the name of a field that is known, in a list of such: "(key, from, to)".
func (b *builder) listed(j, end int) bool {
	it := b.items[j]
	return it.word() && function(it.Lower) && b.held().fields[it.Lower] && slices.Contains(separators, b.items[j-1].Lower) &&
		(j+1 == end || b.items[j+1].mark() || b.items[j+1].Is("in", "into", "im", "ins") || slices.Contains(separators, b.items[j+1].Lower))
}

// fieldName reports whether a word can be the name of a field: one that nothing else was made of, or that means what it names.
func (f *filling) fieldName(i int) bool {
	it := f.items[i]
	return it.word() && f.taken[i] < valued && i != f.c.verb && !function(it.Lower) && (it.ent == nil) && it.Kind == text.Word
}

// listsFields reports whether a single name stands where fields are named: "with email", "(title)", "column email".
func (b *builder) listsFields(f *filling, i, to int) bool {
	return i > f.c.from && f.items[i-1].Is("with", "mit", "(", ":", "column", "columns", "field", "fields", "spalte", "spalten", "feld", "felder") ||
		to < f.end && f.items[to].Is("from", "aus", "vom", "of", "out", "daraus")
}

// fieldRef gives the value of a field by its name: an output of the trigger or of a step before, by its name or in the words of its
// description, or a field of something whose fields nobody knows beforehand.
func (b *builder) fieldRef(s *step, it item) string {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if o.t == nil || o.t.effect() || o.lookup || !b.alone(o) {
			continue
		}
		if ref := fieldIn(o.t.out, o.id, it, b.lang); ref != "" {
			return ref
		}
	}
	if b.trigger != nil {
		return fieldIn(b.trigger.out, "trigger", it, b.lang)
	}
	return ""
}

// fieldCalled gives a field that the trigger brings by what people call it, "first name", "Betreff", with the name that it has there.
func (b *builder) fieldCalled(f *filling, i int) (name, ref string, n int) {
	if b.trigger == nil {
		return "", "", 1
	}
	has := func(name string) bool { return b.trigger.out.Properties[name] != nil }
	it := b.items[i]
	if i+1 < f.end && b.items[i+1].word() && has(it.Lower+"_"+b.items[i+1].Lower) {
		name = it.Lower + "_" + b.items[i+1].Lower
		return name, "${trigger." + name + "}", 2
	}
	if k := slices.IndexFunc(holdings[it.Lower], has); k >= 0 {
		name = holdings[it.Lower][k]
		return name, "${trigger." + name + "}", 1
	}
	if ref := b.wholeNameAt(it); ref != "" {
		return "name", ref, 1
	}
	return "", "", 1
}

// fieldMade gives a field of what a step before made: "its number and total".
func (b *builder) fieldMade(s *step, i int) (name, ref string, n int) {
	if ref, n = b.outputAt(s, i); n > 0 {
		return ref[strings.LastIndexByte(ref, '.')+1 : len(ref)-1], ref, n
	}
	if ref, to := b.source(i, s.from.end); to == i+1 {
		return b.items[i].Lower, ref, 1
	}
	return "", "", 1
}

func fieldIn(out *connectors.Schema, source string, it item, lang string) string {
	free := ""
	for _, name := range sortedNames(out.Properties) {
		p := out.Properties[name]
		switch {
		case name == it.Lower, strings.EqualFold(connectors.DocOf(p).In(lang), it.Text):
			return "${" + source + "." + name + "}"
		case name == freeObject(out):
			free = name
		}
	}
	if free == "" || it.Text != it.Lower || !plainField(it.Text) {
		return ""
	}
	return "${" + source + "." + free + "." + it.Text + "}"
}

// plainField reports whether a word can stand behind a dot in a reference.
func plainField(word string) bool {
	return !strings.ContainsFunc(word, func(r rune) bool {
		return r != '_' && (r < 'a' || r > 'z') && (r < '0' || r > '9')
	}) && word[0] > '9'
}

// sources lets the words be that say where fields are from: "from the body", "columns", "both".
func (b *builder) sources(f *filling) {
	for i := f.c.from; i < f.end; i++ {
		if f.taken[i] <= act && b.items[i].Is("body", "row", "zeile", "column", "columns", "field", "fields", "spalte", "spalten", "feld", "felder",
			"value", "values", "wert", "werte", "data", "daten", "payload") {
			f.mark(i, i+1, soft)
		}
	}
}
