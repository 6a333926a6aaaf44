package rules

import "slices"

// Steps that one verb asks for make a group: "invoice Miller 200 EUR and Smith 300 EUR". What refers back to one of them is open, and
// asked for; what refers to all of them, by "both" or in the plural, is done for each.

// root gives the first step of a step's group.
func (s *step) root() *step {
	switch {
	case s.like != nil:
		return s.like.root()
	case s.beside != nil:
		return s.beside
	}
	return s
}

// group lists the steps of a step's group, itself alone where it was asked for once.
func (b *builder) group(s *step) (list []*step) {
	for _, o := range b.steps {
		if o.t != nil && o.root() == s.root() {
			list = append(list, o)
		}
	}
	return list
}

// alone reports whether a step was asked for once, so that "it" can only mean what it made.
func (b *builder) alone(s *step) bool { return s.over == "" && len(b.group(s)) <= 1 }

// several reports whether a clause refers to more than one thing.
func (b *builder) several(c clause) bool {
	return b.mentions(c, plurals...) || b.mentions(c, "sie", "diese", "diesen", "each", "jeweils")
}

// records lists the records that the steps of the latest group are about, for an action of the same app.
func (b *builder) records(t *target) (refs []string) {
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil || s.t.app != t.app || recordOf(s, t) == "" {
			continue
		}
		for _, o := range b.group(s) {
			refs = append(refs, recordOf(o, t))
		}
		return refs
	}
	return nil
}
