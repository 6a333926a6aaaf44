package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
)

// lookupFor finds a read of a connected app that gives what is wanted for a name: one required argument, of a company or a person.
func (b *builder) lookupFor(gives func(*connectors.Schema) bool, app string) *target {
	for _, t := range b.targets {
		if t.op == nil || t.op.Effect != connectors.Read || !b.allowed[t.app] || app != "" && t.app != app ||
			outputOf(t, "", gives) == "" {
			continue
		}
		if len(t.slots) > 0 && t.slots[0].required && t.slots[0].role == roleOrg && (len(t.slots) == 1 || !t.slots[1].required) &&
			outputOf(t, "name", nil) != "" &&
			!slices.ContainsFunc(t.slots[1:], func(s slot) bool { return s.role == roleOrg }) {
			return t
		}
	}
	return nil
}

// look gives the look-up of a company, which is put in front of all that writes if it isn't there yet.
func (b *builder) look(t *target, name string) *step {
	for _, s := range b.steps {
		if s.t == t && s.with[t.slots[0].name] == name {
			return s
		}
	}
	s := &step{t: t, with: map[string]any{t.slots[0].name: name}, lookup: true}
	s.id = b.name(s)
	at := slices.IndexFunc(b.steps, func(s *step) bool { return !s.lookup })
	b.steps = slices.Insert(b.steps, max(at, 0), s)
	return s
}

// prune takes out look-ups that nothing refers to any more.
func (b *builder) prune() {
	b.steps = slices.DeleteFunc(b.steps, func(l *step) bool {
		return l.lookup && !slices.ContainsFunc(b.steps, func(s *step) bool {
			return strings.Contains(fmt.Sprint(s.with), "${"+l.id+".") || slices.ContainsFunc(s.inner, func(in *step) bool {
				return strings.Contains(fmt.Sprint(in.with), "${"+l.id+".")
			})
		})
	})
}
