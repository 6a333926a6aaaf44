package rules

import (
	"regexp"
	"slices"

	"sayso/connectors"
)

// outputRef is a reference to an output in a text.
var outputRef = regexp.MustCompile(`\$\{(\w+)\.(\w+)\}`)

// worded writes out what no text can take as it is: the record that a call gave, a yes or no.
func (b *builder) worded(s *step) {
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		text, ok := s.with[sl.name].(string)
		if !ok || sl.role != roleText && sl.role != roleTitle {
			continue
		}
		s.with[sl.name] = outputRef.ReplaceAllStringFunc(text, func(ref string) string {
			m := outputRef.FindStringSubmatch(ref)
			p := b.outputOfStep(m[1], m[2])
			if p == nil || p.Type != "object" && p.Type != "boolean" || p.Format != "" {
				return ref
			}
			return "${string(" + m[1] + "." + m[2] + ")}"
		})
	}
}

// outputOfStep gives an output of the step or trigger with an id, nil where there is none.
func (b *builder) outputOfStep(id, name string) *connectors.Schema {
	if id == "trigger" && b.trigger != nil {
		return b.trigger.out.Properties[name]
	}
	i := slices.IndexFunc(b.steps, func(s *step) bool { return s.id == id })
	if i < 0 || b.steps[i].t == nil || b.steps[i].t.out == nil {
		return nil
	}
	return b.steps[i].t.out.Properties[name]
}
