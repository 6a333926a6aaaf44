package plan

import (
	"sayso/connectors"
	"sayso/workflows/expr"
)

// environments lists what a connection can be marked as; "sandbox" is what those of the simulators are.
func environments() []string {
	return append(Environments(), "sandbox")
}

// Environments lists what a person can mark a connection as.
func Environments() []string { return []string{"production", "staging", "test", "development"} }

// factTypes are what the conditions of a policy can look at: the facts of one step.
//
//	action, app                  "salesforce.update_account", "salesforce"
//	effect                       "read", "write" or "irreversible"
//	destructive                  whether the action destroys data
//	amount, currency             the step's amounts of money in one currency, added up, with those of other steps that do the same for the
//	                             same one; the condition is held against each currency. 0 and "" where the step has no amount
//	connection.id, .environment  "salesforce/prod", "production"; "" for an app that needs no connection
//	connection.written_before    whether anything was changed through it, by an earlier run or by a step that surely comes before
//	trust                        "yours", "record" or "text": how far the least trusted value can be trusted that steers the step
//	plan.name                    of the plan that the step stands in
//
// A closed list of values makes a misspelt one an error, instead of a rule that never applies.
func factTypes() expr.Scope {
	text := expr.Type{Kind: expr.Text, Trust: expr.Yours}
	truth := expr.Type{Kind: expr.Bool, Trust: expr.Yours}
	one := func(of ...string) expr.Type { return expr.Type{Kind: expr.Text, Enum: of, Trust: expr.Yours} }
	record := func(fields map[string]expr.Type) expr.Type {
		return expr.Type{Kind: expr.Object, Fields: fields, Trust: expr.Yours}
	}
	return expr.Scope{
		"action": text, "app": text, "destructive": truth,
		"effect":   one(string(connectors.Read), string(connectors.Write), string(connectors.Irreversible)),
		"amount":   {Kind: expr.Number, Trust: expr.Yours},
		"currency": text,
		"connection": record(map[string]expr.Type{
			"id": text, "environment": one(append(environments(), "")...), "written_before": truth}),
		"trust": one(string(connectors.Yours), string(connectors.Record), string(connectors.Free)),
		"plan":  record(map[string]expr.Type{"name": text}),
	}
}

// facts are those of what a step does, all but the amount.
func (c *checker) facts(n *node, d deed) map[string]any {
	app := appOf(d.op.Ref())
	return map[string]any{
		"action": d.op.Ref(), "app": app, "effect": string(d.op.Effect), "destructive": d.op.Destructive,
		"connection": map[string]any{"id": d.conn.called(), "environment": d.conn.Environment, "written_before": d.conn.WrittenBefore || !c.firstWrite(n, app)},
		"trust":      string(trustOf(n.steered)),
		"plan":       map[string]any{"name": c.p.Name},
	}
}

// trustOf puts the trust of an expression on the connectors' scale.
func trustOf(t expr.Trust) connectors.Trust {
	switch t {
	case expr.Yours:
		return connectors.Yours
	case expr.Record:
		return connectors.Record
	}
	return connectors.Free
}

// firstWrite reports whether no step before this one is sure to have written through the connection of an app.
func (c *checker) firstWrite(n *node, app string) bool {
	first := true
	n.earlier(func(before *node) bool {
		op, ok := c.reg.Action(before.step.Do)
		first = !ok || before.step.If != "" || appOf(before.step.Do) != app || op.Effect == connectors.Read
		return first
	})
	return first
}
