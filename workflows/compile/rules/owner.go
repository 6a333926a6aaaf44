package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// owner is what has fields: the record that a loop is at, a step, the trigger.
type owner struct {
	id  string
	out *connectors.Schema
	t   *target
	c   clause // the words that it comes from
}

// holding is all that has fields at some point of a prompt.
type holding struct {
	steps   int // how many there were
	loop    *loop
	trigger *target
	cond    string          // the condition under which what is asked for now is done
	owners  []owner         // the latest first
	fields  map[string]bool // the names of all of their fields
}

// held lists what has fields here. It is remembered, since each word may ask.
func (b *builder) held() *holding {
	if h := b.holding; h != nil && h.steps == len(b.steps) && h.loop == b.loop && h.trigger == b.trigger && h.cond == b.cond {
		return h
	}
	h := &holding{steps: len(b.steps), loop: b.loop, trigger: b.trigger, cond: b.cond, fields: map[string]bool{}}
	for _, s := range slices.Backward(b.steps) {
		switch {
		case s.t == nil || s.lookup || s.t.out == nil || s.cond != "" && s.cond != b.cond:
		case b.loop != nil && s == b.loop.list:
			h.owners = append(h.owners, owner{"item", b.loop.elem, s.t, s.c})
		case b.alone(s):
			h.owners = append(h.owners, owner{s.id, s.t.out, s.t, s.c})
		}
	}
	if b.trigger != nil {
		h.owners = append(h.owners, owner{"trigger", b.trigger.out, b.trigger, b.startedBy})
	}
	for _, o := range h.owners {
		for name := range o.out.Properties {
			h.fields[name] = true
		}
	}
	b.holding = h
	return h
}

// ownersNamed lists the owners that a word names, first those that were called so.
func (b *builder) ownersNamed(word string) []owner {
	var called, others []owner
	for _, o := range b.held().owners {
		if slices.Contains(b.apps[word], o.t.app) { // "the Jira key"
			called = append(called, o)
			continue
		}
		for _, s := range b.senses[word] {
			if b.lexemes[s.lexeme].verb || !b.serves(s.lexeme, o.t) {
				continue
			}
			if slices.ContainsFunc(b.items[o.c.from:o.c.to], func(it item) bool {
				return slices.ContainsFunc(it.nouns, func(h hit) bool { return h.lexeme == s.lexeme })
			}) {
				called = append(called, o)
			} else {
				others = append(others, o)
			}
			break
		}
	}
	return append(called, others...)
}

// documented reads a field that is named in the words of its description: "the number of the credit note".
func (b *builder) documented(j, end int) (ref string, to int) {
	for _, o := range b.held().owners {
		for _, name := range sortedNames(o.out.Properties) {
			doc := connectors.DocOf(o.out.Properties[name]).In(b.lang)
			if n := strings.Count(doc, " ") + 1; n > 2 && j+n <= end && strings.EqualFold(phrase(b.items[j:j+n]), doc) {
				return "${" + o.id + "." + name + "}", j + n
			}
		}
	}
	return "", 0
}

// fieldOfFirst gives a reference to the first of some fields that one of some owners has, "" where none has any.
func fieldOfFirst(list []owner, names []string) string {
	for _, o := range list {
		for _, name := range names {
			if o.out.Properties[name] != nil {
				return "${" + o.id + "." + name + "}"
			}
		}
	}
	return ""
}

// fieldOfAny gives a reference to a field where nobody says whose it is: of what was made last, or of what started the plan.
func (b *builder) fieldOfAny(names []string) string {
	h := b.held()
	if !slices.ContainsFunc(names, func(name string) bool { return h.fields[name] }) {
		return ""
	}
	list := h.owners
	if len(names) > 0 && !made[names[0]] {
		list = slices.Clone(list)
		slices.Reverse(list)
	}
	return fieldOfFirst(list, names)
}
