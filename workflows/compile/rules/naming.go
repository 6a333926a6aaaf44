package rules

import (
	"slices"
	"strconv"
	"strings"
	"unicode"

	"sayso/connectors"
)

// name gives a step a short and stable id: what it makes or looks up; the kind of app where it changes a record that could be
// looked up, so that the look-up may bear the record's name; a number behind it where that is taken.
func (b *builder) name(s *step) string {
	noun := s.t.noun()
	if b.lookedUp(s.t, noun) {
		noun = b.kind(s.t)
	}
	if short, ok := shortNames[noun]; ok {
		noun = short
	}
	return b.free(noun)
}

// free gives an id that no step has yet: a noun, with a number behind it where that is taken.
func (b *builder) free(noun string) string {
	id := noun
	for n := 2; b.named(id) || b.gate != nil && b.gate.id == id; n++ {
		id = noun + strconv.Itoa(n)
	}
	return id
}

// shortNames are what people call a thing that a kind of app is named after.
var shortNames = map[string]string{"email": "mail"}

// lookedUp reports whether an action changes a record that a read of the same app finds.
func (b *builder) lookedUp(t *target, noun string) bool {
	return t.effect() && t.op.UndoBy == "restore" && b.kind(t) != "" && slices.ContainsFunc(b.targets, func(o *target) bool {
		return o.op != nil && o.app == t.app && o.op.Effect == connectors.Read && o.noun() == noun && len(o.slots) == 1 &&
			o.slots[0].role == roleOrg
	})
}

func (b *builder) named(id string) bool {
	return id == "trigger" || id == "inputs" || slices.ContainsFunc(b.steps, func(s *step) bool {
		return s.id == id || slices.ContainsFunc(s.inner, func(in *step) bool { return in.id == id })
	})
}

func (b *builder) kind(t *target) string {
	if app, ok := b.reg.App(t.app); ok && len(app.Kind) > 0 {
		return app.Kind[0]
	}
	return ""
}

// subject is what a trigger tells of: the part of its name before the participle.
func (t *target) subject() string {
	_, name, _ := strings.Cut(t.ref, ".")
	noun, _, _ := strings.Cut(name, "_")
	return noun
}

// splitName parts a person's whole name where an action wants its parts.
func splitName(s *step) {
	whole, _ := s.with["last_name"].(string)
	if courtesy, rest, ok := strings.Cut(whole, " "); ok && courtesies[strings.ToLower(courtesy)] {
		whole = rest
		s.with["last_name"] = whole
	}
	i := strings.LastIndexByte(whole, ' ')
	for at, r := range whole { // "Jan de Vries"
		if at > 0 && whole[at-1] == ' ' && unicode.IsLower(r) {
			i = at - 1
			break
		}
	}
	if i < 0 || s.with["first_name"] != nil || s.t.in.Properties["first_name"] == nil {
		return
	}
	s.with["first_name"], s.with["last_name"] = whole[:i], whole[i+1:]
}

// noun is what an action is about: the part of its name behind the verb, else its app.
func (t *target) noun() string {
	_, name, _ := strings.Cut(t.ref, ".")
	if _, noun, ok := strings.Cut(name, "_"); ok {
		return noun
	}
	return t.app
}
