package rules

import (
	"sayso/workflows/compile/rules/entity"
)

// rival gives a candidate of another app that is as good as the best one: by all that is known, or by its verb where nothing but
// a verb that both have speaks for either.
func (b *builder) rival(list []*candidate) *candidate {
	best := list[0]
	for _, other := range list[1:] {
		if other.t.app == best.t.app {
			continue
		}
		near := best.total-other.total < 0.35 && (other.verb > 0 || best.verb == 0) && len(other.missing) <= len(best.missing)
		if near || best.bare() && other.bare() && other.verb >= best.verb {
			return other
		}
	}
	return nil
}

// bare reports whether nothing but a verb speaks for a candidate: no object, no app, no value of a type that only it takes.
func (c *candidate) bare() bool {
	if c.noun > 0 || c.verb == 0 || c.suits > 0 {
		return false
	}
	for _, v := range c.got {
		if e := c.items[v.from].ent; e != nil && v.slot.fits(*e) == 1 && e.Type != entity.Quote {
			return false
		}
	}
	return len(c.namedApps) == 0
}
