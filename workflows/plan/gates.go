package plan

import (
	"slices"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// gates lists what the policy puts before a step, and what it would where a person gives the step other arguments while it runs. A rule
// that denies it for certain is a problem.
func (c *checker) gates(n *node, op *connectors.Operation, conn Connection, with setting) (gates, latent []Gate) {
	s, facts := n.normal, c.facts(n, op, conn)
	money := amountsIn(op.In)
	amounts, known := settledAmounts(s.With, money, with.inputs)
	_, allKnown := settled(s.With, with.inputs)
	for _, rule := range c.calls.allRulings() {
		if rule.connection && !with.connected {
			continue // can't be told before it is frozen
		}
		g, varies := rule.gate(conn), rule.amount && len(money) > 0
		holds := applies(rule.when, rule.unless, facts, amounts, money)
		switch {
		case varies && !known:
			g.If = rule.condition(facts, money)
		case varies && !holds:
			g.If = rule.condition(facts, money)
			latent = append(latent, g)
			continue
		case !holds:
			continue
		case g.Deny:
			c.denied(n, rule)
			continue
		default:
			g.Known = allKnown || !rule.values
		}
		if n.approvedJustBefore(g) {
			latent = append(latent, g)
		} else {
			gates = append(gates, g)
		}
	}
	return gates, latent
}

// condition is what decides at run time. It holds those facts that the rule looks at and no others, so that nothing else changes the
// digest of the plan.
func (r ruling) condition(facts map[string]any, money []string) *Condition {
	c := &Condition{When: r.When, Facts: map[string]any{}, Money: money}
	for _, lift := range r.lifts {
		c.Unless = append(c.Unless, lift.When)
	}
	for _, e := range append(slices.Clone(r.unless), r.when) {
		if e == nil { // it can't be read, and will apply
			continue
		}
		for _, ref := range e.Refs() {
			pick(c.Facts, facts, ref.Path)
		}
	}
	return c
}

// pick copies a fact, or one field of it.
func pick(into, facts map[string]any, path []string) {
	fact, ok := facts[path[0]]
	fields, isRecord := fact.(map[string]any)
	switch {
	case !ok: // the amount
	case !isRecord || len(path) == 1:
		into[path[0]] = fact
	default:
		some, _ := into[path[0]].(map[string]any)
		if some == nil {
			some = map[string]any{}
			into[path[0]] = some
		}
		some[path[1]] = fields[path[1]]
	}
}

func (c *checker) denied(n *node, rule ruling) {
	c.add(CodePolicy, join(n.path, "do"), args{"step": c.named(n), "rule": rule.Name, "says": rule.reason(), "file": c.calls.policy.File, "line": rule.Line})
}

// named is what messages call a step.
func (c *checker) named(n *node) string { return firstOf(n.step.ID, n.path) }

// approvedJustBefore reports whether the plan itself asks a person right before a step, whenever the step runs, and for no less than a
// gate does.
func (n *node) approvedJustBefore(g Gate) bool {
	if n.place == 0 {
		return false
	}
	last := n.list[n.place-1].step
	return last.Approve != nil && (last.If == "" || sameCondition(last.If, n.conditions())) && g.coveredBy(last.Approve)
}

// settledAmounts evaluates those arguments that hold money, if they depend on nothing but inputs.
func settledAmounts(with map[string]any, names []string, inputs map[string]any) (map[string]any, bool) {
	out := map[string]any{}
	for _, name := range names {
		var known bool
		if out[name], known = settled(with[name], inputs); !known {
			return nil, false
		}
	}
	return out, true
}

// settled evaluates a value that depends on nothing but inputs, if it is such a value.
func settled(value any, inputs map[string]any) (any, bool) {
	v, err := expr.ParseValue(value)
	if err != nil {
		return nil, false
	}
	for _, ref := range v.Refs() {
		if ref.Path[0] != "inputs" || len(ref.Path) < 2 {
			return nil, false
		}
		if _, given := inputs[ref.Path[1]]; !given {
			return nil, false
		}
	}
	filled, err := v.Fill(map[string]any{"inputs": inputs})
	return filled, err == nil
}
