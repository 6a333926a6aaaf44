package rules

import (
	"slices"
	"strings"
)

// sameAs fills the arguments that are said to be the same as before: "in the same repo", "für denselben Kunden".
func (b *builder) sameAs(s *step) {
	for i := s.c.from; i+1 < s.from.end; i++ {
		if !same[b.items[i].Lower] || !b.items[i+1].word() {
			continue
		}
		for k := range s.t.slots {
			sl := &s.t.slots[k]
			if sl.role == roleText || sl.role == roleTitle || !b.callsArgument(b.items[i+1], sl) {
				continue
			}
			if s.with[sl.name] == nil {
				if v := b.again(s, sl); v != nil {
					s.with[sl.name] = v
					b.origin(s.id+"."+sl.name, i, i+2)
				}
			}
			if s.with[sl.name] == nil && !sl.required {
				b.leftOut(i, i+2) // nobody knows which
			}
			s.from.mark(i, i+2, valued)
		}
	}
}

// again gives the value that an argument of that name had before, or what else is known to be meant by it.
func (b *builder) again(s *step, sl *slot) any {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if o.t != nil && o.with[sl.name] != nil && b.alone(o) {
			return o.with[sl.name]
		}
	}
	if sl.role == roleProject && len(b.keys) > 0 {
		project, _, _ := strings.Cut(b.keys[len(b.keys)-1], "-")
		return project
	}
	if b.triggered[sl.name] != nil {
		return b.triggered[sl.name]
	}
	return b.derive(s, sl)
}

// samePlace reports whether a clause names an argument of the candidate's that is to be the same as before: "in the same repo" speaks for the app that has
// repos.
func (c *candidate) samePlace(cl clause) bool {
	for i := cl.from; i+1 < c.end; i++ {
		if !same[c.items[i].Lower] || !c.items[i+1].word() {
			continue
		}
		return slices.ContainsFunc(c.t.slots, func(s slot) bool {
			return s.role != roleText && s.role != roleTitle && s.calledBy(c.items[i+1], c.lang)
		})
	}
	return false
}
