package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// rival gives a candidate of another app that is as good as the best one: by all that is known, or by its verb where nothing but
// a verb that both have speaks for either.
func (b *builder) rival(list []*candidate) *candidate {
	best := list[0]
	for _, other := range list[1:] {
		if other.t.app == best.t.app || best.soleUse(other) || best.recalls && !other.recalls {
			continue // what is spoken of is in the app of the best one
		}
		near := best.total-other.total < 0.35 && (other.verb > 0 || best.verb == 0) && len(other.missing) <= len(best.missing) && (!b.used(best) || b.used(other))
		if near || b.generic(best, other) || best.bare() && other.bare() && other.verb >= best.verb && !(best.anaphoric && best.total-other.total > 0.9) {
			return other
		}
	}
	return nil
}

// generic reports whether a clause calls what two apps of one kind have by a word that both have, and says nothing that only the
// better of them could use: "a ticket" where two apps keep tickets. What each would still need to know decides nothing then.
func (b *builder) generic(best, other *candidate) bool {
	one, _ := b.reg.App(best.t.app)
	two, _ := b.reg.App(other.t.app)
	if best.noun == 0 || len(best.namedApps) == 1 || best.suits > 0 || other.verb < best.verb || other.noun < best.noun ||
		!slices.ContainsFunc(one.Kind, func(k string) bool { return slices.Contains(two.Kind, k) }) {
		return false
	}
	for _, v := range best.got {
		e := best.items[v.from].ent
		special := e != nil && e.Type != entity.Quote && v.slot.fits(*e) == 1 || v.slot.takesName(best.items[v.from]) == 1 ||
			e == nil && !v.quoted && v.slot.role == roleProject
		if special && !other.uses(v.from) {
			return false
		}
	}
	return true
}

// soleUse reports whether a candidate has use for a value that another has none for, and that it can't do without.
func (c *candidate) soleUse(other *candidate) bool {
	for _, v := range c.got {
		e := c.items[v.from].ent
		if c.sends(v.from) && !other.uses(v.from) {
			return true
		}
		if v.slot.required && (e != nil && e.Type != entity.Quote || v.slot.takesName(c.items[v.from]) == 1 || v.slot.role == roleChannel || v.slot.role == rolePerson && !other.t.carriesMessages()) && !other.uses(v.from) {
			return true
		}
	}
	return false
}

// uses reports whether a value of a candidate begins at an item.
func (c *candidate) uses(i int) bool {
	for _, v := range c.got {
		if v.from == i {
			return true
		}
	}
	return false
}

// bare reports whether nothing but a verb speaks for a candidate: no object, no app, no value of a type that only it takes.
func (c *candidate) bare() bool {
	if c.noun > 0 || c.verb == 0 || c.suits > 0 {
		return false
	}
	for _, v := range c.got {
		if e := c.items[v.from].ent; e != nil && v.slot.fits(*e) == 1 && e.Type != entity.Quote || v.slot.takesName(c.items[v.from]) == 1 || v.slot.role == roleFields && rows[v.slot.name] {
			return false
		}
	}
	return len(c.namedApps) == 0
}
