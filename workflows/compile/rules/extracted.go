package rules

import (
	"maps"
	"slices"
	"strings"

	"sayso/connectors"
)

// A read may be told which fields to draw out of a text: "Nummer, Kunde und Betrag rausziehen". What is made next takes them for the arguments that mean
// the same, whatever language they are named in.

// drawn gives the field that was drawn out of a text for an argument, "" where none was.
func (b *builder) drawn(t *target, sl *slot, before []*step) string {
	for _, s := range slices.Backward(before) {
		if s.t == nil || s.t.effect() || s.t.out == nil {
			continue
		}
		name := freeObject(s.t.out)
		fields, _ := s.with[name].(map[string]any)
		for _, field := range slices.Sorted(maps.Keys(fields)) {
			if t.meansField(sl, field, b.lang) && b.alone(s) {
				return "${" + s.id + "." + name + "." + field + "}"
			}
		}
	}
	return ""
}

// meansField reports whether a field is called by what an argument means: in one word, or by the last or first of its words, where no argument bears
// the whole name.
func (t *target) meansField(sl *slot, field, lang string) bool {
	words := []string{field}
	if first, last, ok := strings.Cut(field, "_"); ok && t.in.Properties[field] == nil {
		if words = append(words, last); receivers[last] || last == "number" {
			words = append(words, first)
		}
	}
	return slices.ContainsFunc(words, func(word string) bool {
		return word == sl.name || slices.Contains(holdings[word], sl.name) || sl.names(lang, word)
	})
}

// fillDrawn gives the arguments of a step that are open what was drawn out of a text for them.
func (b *builder) fillDrawn(s *step) {
	if s.t.op == nil || !s.t.effect() || s.t.op.UndoBy == "restore" {
		return
	}
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if sl.list || s.with[sl.name] != nil {
			continue
		}
		if ref := b.drawn(s.t, sl, b.steps[:max(0, slices.Index(b.steps, s))]); ref != "" {
			b.takeDrawn(s, sl, ref)
		}
	}
}

// takeDrawn gives an argument what was drawn out of a text. The prompt vouches for it by naming the field, where what is done can be had back.
func (b *builder) takeDrawn(s *step, sl *slot, ref string) {
	s.with[sl.name] = ref
	if s.t.op.Effect == connectors.Write && connectors.Takes(s.t.in.Properties[sl.name]) == connectors.Record {
		s.trust = append(s.trust, sl.name)
	}
}

// fieldToDraw reads the name of a field that is to be drawn out of a text, as it can stand in a reference; n is the number of its words, 0 where none
// stands at an item.
func (b *builder) fieldToDraw(f *filling, i int) (name string, n int) {
	for n < 3 && i+n < f.end && f.fieldName(i+n) && len(b.items[i+n].apps) == 0 && !b.triggering(b.items[i+n]) {
		word := transcribed.Replace(b.items[i+n].Lower)
		if !plainField(word) || len(b.items[i+n].verbs) > 0 && len(b.items[i+n].nouns) == 0 && !argumentWord(word, b.lang) || n == 0 && i > f.c.from && sources[b.items[i-1].Lower] || b.lang == "de" && n > 0 {
			break
		}
		if n > 0 {
			name += "_"
		}
		name += word
		n++
	}
	return name, n
}
