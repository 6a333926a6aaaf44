package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// Rows and documents are said field by field: "name = Ada, source = fair". Behind a word such as "where" the fields choose a record,
// before it they are its new values.

// pair is a field and its value, as they stand in the prompt.
type pair struct {
	name     string
	value    any
	from, to int // items
}

// choosers begin the fields by which records are chosen.
var choosers = words(`where whose wo bei deren dessen`)

// links are the words that stand for the equals sign among the fields that choose records.
var links = []string{"is", "ist", "equals", "gleich"}

// pairAt reads a field and its value at an item, with an equals sign or one of some words between them; ok is false where none
// begins there.
func (l *lexicon) pairAt(items []item, i, end int, links ...string) (p pair, ok bool) {
	it := items[i]
	if it.ent != nil || it.Kind != text.Word || len(it.apps)+len(it.kinds) > 0 && len(it.Parts) == 0 && !it.Is("email", "mail") {
		return pair{}, false
	}
	if i+2 >= end || !items[i+1].Is("=") && (!items[i+1].Is(links...) || function(it.Lower)) {
		return pair{}, false
	}
	v := i + 2
	for v+1 < end && items[v].word() && (determiners[items[v].Lower]) { // "= its name"
		v++
	}
	if e := items[v].ent; e != nil && e.Type != entity.Channel {
		return pair{it.Text, e.Value, i, v + 1}, true
	}
	to := v
	for to < end && said(items[to]) && (to+1 == end || !items[to+1].Is("=", ":")) && (to == v || to+1 < end || !l.infinitive(items[to])) {
		to++
	}
	if to == v {
		return pair{}, false
	}
	return pair{it.Text, scalar(phrase(items[v:to])), i, to}, true
}

// infinitive reports whether a word is a German verb as it stands at the end of a request: "Zeilen mit level = debug löschen".
func (l *lexicon) infinitive(it item) bool {
	return it.word() && !it.Capital() && slices.ContainsFunc(it.verbs, func(h hit) bool { return l.lexemes[h.lexeme].lang == "de" })
}

// scalar gives the value that a word among fields stands for: "true" is no text there.
func scalar(word string) any {
	switch strings.ToLower(word) {
	case "true":
		return true
	case "false":
		return false
	}
	return word
}

// separators stand between the fields of a list.
var separators = []string{",", ";", "and", "und", "&", "|"}

// listAt gives the end of a list of fields that begins at an item, "name: Ada, source: fair", 0 where none does. One field with a
// colon is no list, since a colon announces many things.
func (l *lexicon) listAt(items []item, i, end int) int {
	n, to := 0, 0
	for i < end {
		p, ok := l.pairAt(items, i, end, ":")
		if !ok {
			break
		}
		n, to, i = n+1, p.to, p.to
		for i < end && (items[i].Is(separators...) || items[i].Kind == text.Break) {
			i++
		}
	}
	if n < 2 {
		return 0
	}
	return to
}

// said reports whether an item can be a part of a field's value.
func said(it item) bool {
	if it.word() {
		return !function(it.Lower) && !choosers[it.Lower]
	}
	return it.ent != nil || it.Kind == text.Number
}

// findPairs fills the objects of a target from the fields that a clause names.
func (f *filling) findPairs() {
	f.findHeaders()
	set, where := f.objects()
	if set == nil {
		return
	}
	into, list := set, 0
	for i := f.c.from; i < f.end; i++ {
		if f.items[i].word() && choosers[f.items[i].Lower] && where != nil && i+1 < f.end {
			if _, ok := f.pairAt(f.items, i+1, f.end, links...); ok {
				into = where
				f.mark(i, i+1, cue)
				continue
			}
		}
		if where != nil && set != where && f.items[i].word() && i+1 < f.end && f.items[i].Is("for", "für", "bei") {
			if _, ok := f.pairAt(f.items, i+1, f.end); ok {
				into = where
				f.mark(i, i+1, cue)
				continue
			}
		}
		if where != nil && set != where && into == where && f.items[i].word() && (f.items[i].Is("field", "column", "feld", "spalte") || i > f.c.from && f.taken[i-1] == valued && articles[f.items[i].Lower]) {
			into = set // "bei nr = 77 das Feld bezahlt auf true"
		}
		between := f.linked(into, i)
		if i >= list {
			list = f.listAt(f.items, i, f.end)
		}
		if i < list {
			between = append(between, ":")
		}
		p, ok := f.pairAt(f.items, i, f.pairEnd(i), between...)
		if !ok || f.argument(p, into) {
			continue
		}
		have, there := f.got[into.name]
		if !there {
			have = filled{slot: into, value: map[string]any{}, from: p.from}
		}
		have.value.(map[string]any)[p.name], have.to = p.value, p.to
		f.got[into.name] = have
		f.mark(p.from, p.to, valued)
		i = p.to - 1
	}
	if f.tabular(where) {
		f.findRow(set, where)
	}
}

// findHeaders fills the headers of a call: "with header X-Site: north".
func (f *filling) findHeaders() {
	k := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.role == roleFields && s.name == "headers" })
	if k < 0 {
		return
	}
	for i := f.c.from; i+3 < f.end; i++ {
		if !f.items[i].Is("header", "headers", "kopfzeile") || !f.items[i+1].word() || !f.items[i+2].Is(":", "=") {
			continue
		}
		to := i + 3
		for to < f.end && !f.items[to].Is(",", ";", ")") && (!f.items[to].word() || !conjunctions[f.items[to].Lower]) {
			to++
		}
		f.give(&f.t.slots[k], map[string]any{f.items[i+1].Text: phrase(f.items[i+3 : to])}, i, to)
	}
}

// pairEnd gives the end of the words that may belong to a field at an item: the verb at the end of a clause is none of its value.
func (f *filling) pairEnd(i int) int {
	if f.c.verb > i && f.c.verb < f.end {
		return f.c.verb
	}
	return f.end
}

// argument reports whether a field is an argument of the target by itself: "priority: high", "conf={…}".
func (f *filling) argument(p pair, into *slot) bool {
	if _, object := p.value.(map[string]any); object {
		return true
	}
	if into.name == "fields" && f.items[p.from+1].Is(":") && argumentWord(strings.ToLower(p.name), f.lang) {
		return true // of another action: fields are called by the names that the app has for them
	}
	return slices.ContainsFunc(f.t.slots, func(s slot) bool {
		return s.role != roleFields && s.role != roleOther && (into.name == "fields" || into.list) && s.named(f.lang, strings.ToLower(p.name))
	})
}

// linked gives the words that may stand between a field and its value at an item: "where id is 7", "set status to sent".
func (f *filling) linked(into *slot, i int) []string {
	switch {
	case into.name == "where":
		return links
	case into.name == "set" && f.c.verb >= 0 && (i > f.c.verb && i <= f.c.verb+2 ||
		i > f.c.from && f.items[i-1].Is("field", "column", "feld", "spalte")):
		return []string{"to", "auf"}
	}
	return nil
}

// objects gives the slots that fields fill: the one for values, and the one that chooses records; the same where there is but one.
func (f *filling) objects() (set, where *slot) {
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		switch {
		case slot.role != roleFields:
		case slot.name == "where":
			where = slot
		case set == nil && slot.name != "headers":
			set = slot
		}
	}
	if set == nil {
		set = where
	}
	return set, where
}

// fields reports whether an atom goes on with the fields of the clause before it: ", source = fair", "and plan pro".
func (p *parting) fields(last clause, a atom) bool {
	if p.field(last, a) {
		return true
	}
	for i := a.from; i < min(a.to, a.from+3); i++ {
		if _, ok := p.pairAt(p.items, i, a.to, linksIf(i > a.from && choosers[p.items[i-1].Lower])...); ok {
			return true
		}
		if it := p.items[i]; !it.word() || !function(it.Lower) && !choosers[it.Lower] {
			return false
		}
	}
	return false
}

func linksIf(chooses bool) []string {
	if chooses {
		return links
	}
	return nil
}

// whom are the words for the person that what triggered the plan is about.
var whom = words(`who whoever wer sender absender assignee bearbeiter requester melder reporter author autor`)

// brought puts what the trigger brings into fields whose value is called as it is there: "task = name".
func (b *builder) brought(s *step) {
	for i := range s.t.slots {
		fields, ok := s.with[s.t.slots[i].name].(map[string]any)
		if !ok || s.t.slots[i].role != roleFields {
			continue
		}
		for name, v := range fields {
			if said, ok := v.(string); ok && !slices.ContainsFunc(b.items, func(it item) bool { return it.Kind == text.Quoted && it.Text == said }) {
				ref := b.triggerField(strings.ToLower(said))
				if ref == "" && b.trigger != nil && slices.Contains(b.fields, strings.ToLower(said)) && freeObject(b.trigger.out) != "" && plainField(strings.ToLower(said)) {
					ref = "${trigger." + freeObject(b.trigger.out) + "." + strings.ToLower(said) + "}"
				}
				if first, _, _ := strings.Cut(strings.ToLower(said), " "); whom[strings.TrimSuffix(strings.TrimSuffix(first, "'s"), "’s")] {
					ref = b.triggerField("assignee", "user", "from", "author", "reporter", "requester", "caller")
				}
				if ref != "" {
					fields[name] = ref
				}
			}
		}
	}
}
