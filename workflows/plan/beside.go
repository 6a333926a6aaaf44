package plan

import (
	"reflect"
	"slices"

	"sayso/connectors"
)

// beside lists the amounts of other steps that do the same as a step for the same one: the same action with the same required arguments, but
// for money. They count with its own, so that no amount is let through for being split over steps. Those that are known only once the
// plan runs are left out.
func (c *checker) beside(n *node, d deed, money []string, inputs map[string]any) (amounts []any) {
	if len(money) == 0 {
		return nil
	}
	for _, id := range sortedKeys(c.index) {
		other := c.index[id]
		if other == n || other.normal == nil || other.normal.Do != d.op.Ref() || !sameOne(d, other.normal.With, money) {
			continue
		}
		if known, ok := settledAmounts(other.normal.With, money, inputs); ok {
			amounts = amountsOf(known, money, amounts)
		}
	}
	return amounts
}

// sameOne reports whether a step would do what it does for whom another step does it.
func sameOne(d deed, with map[string]any, money []string) bool {
	return !slices.ContainsFunc(d.op.In.Required, func(name string) bool {
		return !slices.Contains(money, name) && d.op.In.Properties[name].Format != connectors.FormatText && !reflect.DeepEqual(d.with[name], with[name])
	})
}

// together adds to a reason that a step is asked about only for what other steps do.
func together(says connectors.Doc) connectors.Doc {
	return connectors.Doc{En: says.In("en") + " This counts all steps that do the same for the same one.",
		De: says.In("de") + " Gezählt sind alle Schritte, die dasselbe für denselben tun."}
}
