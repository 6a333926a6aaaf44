package rules

import (
	"maps"
	"slices"
)

// elaborated finds the step that a clause says more about: the same action, asked for before, whose open arguments this clause fills.
func (b *builder) elaborated(cand *candidate, c clause) *step {
	for _, s := range b.steps[b.afterPause():] {
		if s.t != cand.t || s.from == nil {
			continue
		}
		if key := cand.t.changed(); key != nil && cand.t.op.UndoBy == "restore" && len(cand.got) > 0 &&
			s == b.steps[len(b.steps)-1] && !s.clashes(cand) {
			if _, own := cand.got[key.name]; !own {
				return s
			}
		}
		clash := false
		for name := range cand.got {
			_, has := s.from.got[name]
			clash = clash || has
		}
		if !clash && (b.definite(c) || len(cand.got) == 0 || c.verb < 0 || s == b.steps[len(b.steps)-1] && (cand.adds() || cand.noun == 0 && !cand.identified() && len(cand.got) > 0 && s.like == nil || s.c.verb < 0 && !cand.identified())) {
			return s
		}
	}
	return nil
}

// elaborates reads a clause that no action is meant by as more about what was asked for last: "tag it with team", "Note: parts ordered", "his
// address is kim@orchid.example". All of it has to be used, and nothing that is said already is said again.
func (b *builder) elaborates(c clause) bool {
	if c.message >= 0 {
		return false
	}
	for _, s := range slices.Backward(b.steps[b.afterPause():]) {
		if s.t == nil || s.from == nil || s.like != nil {
			continue
		}
		if c.verb >= 0 && !b.alone(s) {
			return false
		}
		if !s.t.effect() && (s != b.steps[len(b.steps)-1] || s.lookup || !slices.ContainsFunc(b.items[c.from:c.to], quantity)) { // "take 10 hits at most"
			continue
		}
		said := c
		if c.verb >= 0 && arrivals[b.items[c.verb].Lower] { // "heute eingegangen"
			said.verb = -1
		}
		cand := &candidate{filling: b.fill(b.items, said, s.t, b.lang, b.small, b.around)}
		if b.light(c) && cand.done || b.light(c) && len(cand.got) > 0 && !cand.identified() { // "… and goes to Selma"
			cand.mark(c.verb, c.verb+1, act)
		}
		if len(cand.got) > 0 && len(cand.also) == 0 && !s.told(cand) && b.used(cand) {
			b.merge(s, cand)
			return true
		}
		if c.verb >= 0 {
			return false
		}
	}
	return false
}

// told reports whether a step was told one of the values of a candidate before.
func (s *step) told(c *candidate) bool {
	for name := range c.got {
		_, said := s.from.got[name]
		if s.has(name) && (said || name != "subject") { // which is drafted from what is said
			return true
		}
	}
	return false
}

// used reports whether a candidate has a use for all that its clause says.
func (b *builder) used(c *candidate) bool {
	for i := c.c.from; i < c.c.to; i++ {
		if b.telling(c, i) && !argumentWord(b.items[i].Lower, b.lang) {
			return false
		}
	}
	return true
}

// created finds the step that made the record which a clause goes on to change: "create an issue … and assign it to Noor" is one
// step.
func (b *builder) created(cand *candidate) *step {
	if len(b.steps) == 0 || cand.t.op.UndoBy != "restore" || len(cand.got) == 0 {
		return nil
	}
	s := b.steps[len(b.steps)-1]
	if s.like != nil && b.several(cand.c) { // "… and assign them to Noor"
		s = s.like
	}
	if s.t == nil || s.t.app != cand.t.app || s.t.noun() != cand.t.noun() || s.from == nil || s.t.op.UndoBy == "restore" {
		return nil
	}
	for name := range cand.got {
		if s.with[name] != nil || s.t.in.Properties[name] == nil {
			return nil
		}
	}
	return s
}

// afterPause gives the first step behind the last pause: what is asked for later says nothing more about what was done before.
func (b *builder) afterPause() int {
	for i, s := range slices.Backward(b.steps) {
		if s.wait != nil {
			return i + 1
		}
	}
	return 0
}

func (b *builder) merge(s *step, cand *candidate) {
	maps.Copy(s.from.got, cand.got)
	b.take(s, cand)
	if cand.c.message >= 0 {
		b.fillMessage(s, cand.c)
	}
	b.happened(s)
	b.leadsTo(s, cand.c.verb)
	s.more = append(s.more, cand)
	b.complete(s)
}

// adds reports whether a candidate only has optional values, so that it can't stand alone: "replies go to …".
func (c *candidate) adds() bool {
	return len(c.missing) > 0 && len(c.got) > 0 && !slices.ContainsFunc(c.t.slots, func(s slot) bool {
		_, ok := c.got[s.name]
		return ok && s.required
	})
}

// identified reports whether a candidate has a value of its own for an argument that is needed. One that has none says what is to be done with the
// thing that was named before: "dag fx_rates: start it with full=true".
func (c *candidate) identified() bool {
	return slices.ContainsFunc(c.t.slots, func(s slot) bool { return s.required && c.has(&s) })
}

// tellsMore reads "and tell her …" behind a message that has no text yet as its text.
func (b *builder) tellsMore(c clause) bool {
	if len(b.steps) == 0 || c.verb < 0 || !tellings[b.items[c.verb].Lower] || c.verb+1 >= c.to {
		return false
	}
	s := b.steps[len(b.steps)-1]
	if s.t == nil || !s.lacksText() || !personal[b.items[c.verb+1].Lower] && c.message != c.verb+1 {
		return false
	}
	if c.message < 0 {
		c.message = c.verb + 2
	}
	if c.message >= c.to {
		return false
	}
	b.fillMessage(s, c)
	return true
}

// clashes reports whether a candidate has a value for an argument that a step has one for.
func (s *step) clashes(cand *candidate) bool {
	for name := range cand.got {
		if s.with[name] != nil {
			return true
		}
	}
	return false
}

// definite reports whether a clause begins with a thing that was named before: "the mail goes to …", "in der Mail soll …".
func (b *builder) definite(c clause) bool {
	for i := c.from; i < c.to && i < c.from+3; i++ {
		if b.items[i].Is("the", "die", "der", "das", "den", "dem") && i+1 < c.to && len(b.items[i+1].nouns) > 0 {
			return i == c.from || prepositions[b.items[i-1].Lower]
		}
	}
	return false
}
