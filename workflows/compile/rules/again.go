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

// same are the words for what was said before.
var same = words(`same gleiche gleichen selbe selben denselben demselben derselbe dieselbe derselben desselben dieselben`)

// repeated copies the text of an earlier step: "a comment with the same text".
func (b *builder) repeated(s *step, sl *slot) {
	if sl == nil || s.with[sl.name] != nil {
		return
	}
	if o := b.messageBefore(s); o != nil && s.c.verb >= 0 && s.c.verb+1 < s.from.end && b.items[s.c.verb+1].Is("it", "that", "das", "es", "sie", "ihn") {
		s.with[sl.name] = o.with[o.textSlot().name]
		return
	}
	for i := s.c.from; i < s.from.end; i++ {
		if !b.items[i].Is("ditto", "dito", "likewise", "desgleichen") && !same[b.items[i].Lower] || i+1 < s.from.end && same[b.items[i].Lower] && !b.items[i+1].Is("text", "message", "words", "thing", "nachricht", "wortlaut", "inhalt", "content", "sache") {
			continue
		}
		for _, o := range slices.Backward(b.steps[:slices.Index(b.steps, s)]) {
			if o.t == nil || o.textSlot() == nil || o.with[o.textSlot().name] == nil {
				continue
			}
			s.with[sl.name] = o.with[o.textSlot().name]
			to := i + 1
			if same[b.items[i].Lower] {
				to++
			}
			s.from.mark(i, to, valued)
			b.origin(s.id+"."+sl.name, i, to)
			return
		}
	}
}

// messageBefore gives the step right before one where both send messages and it was told what to say.
func (b *builder) messageBefore(s *step) *step {
	i := slices.Index(b.steps, s)
	if i < 1 || !s.t.carriesMessages() || b.document(s) != nil {
		return nil
	}
	o := b.steps[i-1]
	if o.t == nil || !o.t.carriesMessages() || o.with[o.textSlot().name] == nil || o.c.sentence != s.c.sentence {
		return nil
	}
	return o
}
