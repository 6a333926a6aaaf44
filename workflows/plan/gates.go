package plan

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// deed is what the policy is held against: an action with its arguments.
type deed struct {
	op   *connectors.Operation
	conn Connection
	with map[string]any
	path string // of the action in the plan
}

// gates lists what the policy puts before a step, and what it would where a person gives the step other arguments while it runs. A rule
// that denies it for certain is a problem.
func (c *checker) gates(n *node, d deed, with setting) (gates, latent []Gate) {
	facts := c.facts(n, d)
	money := amountsIn(d.op.In)
	amounts, known := settledAmounts(d.with, money, with.inputs)
	_, allKnown := settled(d.with, with.inputs)
	beside := c.beside(n, d, money, with.inputs)
	counted := amountsOf(amounts, money, beside)
	for _, rule := range c.calls.allRulings() {
		if rule.connection && !with.connected || rule.ruledOut(facts) {
			continue // before a plan is frozen, nothing is known of its connections
		}
		g, varies := rule.gate(d.conn), rule.amount && len(money) > 0
		switch {
		case varies && !known:
			g.If = rule.condition(facts, money, beside)
		case !applies(rule.when, rule.unless, facts, counted):
			if varies {
				g.If = rule.condition(facts, money, beside)
				latent = append(latent, g)
			}
			continue
		case g.Deny:
			c.denied(n, rule, d.path)
			continue
		default:
			g.Known = allKnown || !rule.values
			if len(beside) > 0 && !applies(rule.when, rule.unless, facts, amountsOf(amounts, money, nil)) {
				g.Says = together(g.Says)
			}
		}
		if n.approvedJustBefore(g) {
			latent = append(latent, g)
		} else {
			gates = append(gates, g)
		}
	}
	return gates, latent
}

// undoGates lists what the policy asks for because of the action that would undo a step. When that is carried out there is no time to
// ask, so it is asked before the step, also for what may turn out not to need it; and what may turn out to be denied is denied.
func (c *checker) undoGates(n *node, d deed, with setting) (gates []Gate) {
	asked, _ := c.gates(n, d, with)
	for _, g := range asked {
		if g.Deny {
			i := slices.IndexFunc(c.calls.allRulings(), func(r ruling) bool { return r.Name == g.Code })
			c.denied(n, c.calls.allRulings()[i], d.path)
			continue
		}
		g.If = nil
		g.Says = connectors.Doc{En: "Undoing it: " + g.Says.In("en"), De: "Rückgängigmachen: " + g.Says.In("de")}
		gates = append(gates, g)
	}
	return gates
}

// ruledOut reports whether a rule doesn't apply to a step, whatever its amount may be.
func (r ruling) ruledOut(facts map[string]any) bool {
	if r.when == nil {
		return false
	}
	holds, certain := r.when.Certain(facts)
	return certain && !holds || slices.ContainsFunc(r.unless, func(e *expr.Expr) bool { holds, certain := e.Certain(facts); return holds && certain })
}

// condition is what decides at run time. It holds those facts that the rule looks at and no others, so that nothing else changes the
// digest of the plan.
func (r ruling) condition(facts map[string]any, money []string, beside []any) *Condition {
	c := &Condition{When: r.When, Facts: map[string]any{}, Money: money, Beside: beside}
	for _, lift := range r.lifts {
		c.Unless = append(c.Unless, lift.When)
	}
	for _, e := range r.conditions() {
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

func (c *checker) denied(n *node, rule ruling, path string) {
	c.add(CodePolicy, path, args{"step": c.named(n), "rule": rule.Name, "says": rule.reason(), "file": c.calls.policy.File, "line": rule.Line})
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

// coveredBy reports whether an approve step asks for no less than a gate.
func (g Gate) coveredBy(a *Approve) bool {
	wait := ApprovalTimeout
	if d, err := connectors.ParseDuration(a.Timeout); err == nil && d > 0 {
		wait = d
	}
	return !g.Deny && (a.FourEyes || !g.FourEyes) && (g.By == "" || strings.EqualFold(g.By, a.By)) && (g.Timeout == 0 || wait <= g.Timeout)
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
