package plan

import (
	"encoding/json"
	"slices"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// AmountLimit is the amount, in whatever currency, above which a step needs an approval.
const AmountLimit = "10000"

// The codes of gates.
const (
	GateDestructive = "destructive"
	GateAmount      = "amount"
	GateFirstWrite  = "first_write"
)

// gates lists the approvals that policy asks for before a step. inputs are those given, nil where none are yet.
func (c *checker) gates(n *node, op *connectors.Operation, conn Connection, inputs map[string]any) []Gate {
	s := n.normal
	if op.Effect == connectors.Read || n.approvedJustBefore() {
		return nil
	}
	var gates []Gate
	if op.Destructive {
		_, known := settled(s.With, inputs)
		gates = append(gates, Gate{Code: GateDestructive, Known: known, Says: connectors.Doc{En: "This destroys data.", De: "Das vernichtet Daten."}})
	}
	for _, argument := range sortedKeys(s.With) {
		if g, ok := amountGate(argument, s.With[argument], orAny(op.In).Properties[argument], inputs); ok {
			gates = append(gates, g)
		}
	}
	if conn.Environment == "production" && !conn.WrittenBefore && c.firstWrite(n) {
		gates = append(gates, Gate{Code: GateFirstWrite, Known: true, Says: connectors.Doc{
			En: "This is the first change through " + conn.ID + ", which is marked production.",
			De: "Das ist die erste Änderung über " + conn.ID + "; die Verbindung gilt als produktiv."}})
	}
	return gates
}

// approvedJustBefore reports whether the plan itself asks a person right before a step, whenever the step runs.
func (n *node) approvedJustBefore() bool {
	if n.place == 0 {
		return false
	}
	last := n.list[n.place-1].step
	return last.Approve != nil && (last.If == "" || sameCondition(last.If, n.conditions()))
}

// firstWrite reports whether no step before this one is sure to have written through the same connection.
func (c *checker) firstWrite(n *node) bool {
	first := true
	n.earlier(func(before *node) bool {
		op, ok := c.reg.Action(before.step.Do)
		first = !ok || before.step.If != "" || appOf(before.step.Do) != appOf(n.step.Do) || op.Effect == connectors.Read
		return first
	})
	return first
}

func amountGate(argument string, value any, s *connectors.Schema, inputs map[string]any) (Gate, bool) {
	if s == nil || !holdsMoney(s) {
		return Gate{}, false
	}
	g := Gate{Code: GateAmount, Argument: argument, Over: AmountLimit,
		Says: connectors.Doc{En: "The amount is over 10,000.", De: "Der Betrag liegt über 10.000."}}
	filled, known := settled(value, inputs)
	if !known {
		return g, true
	}
	g.Known = true
	return g, g.Applies(map[string]any{argument: filled})
}

func holdsMoney(s *connectors.Schema) bool {
	if s.Format == connectors.FormatMoney || s.Items != nil && holdsMoney(s.Items) {
		return true
	}
	for _, p := range s.Properties {
		if holdsMoney(p) {
			return true
		}
	}
	return false
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

// Applies tells whether the approval is needed, given the step's filled arguments. Amounts in a list, such as the lines of an
// invoice, count together, each times the quantity beside it; so an amount isn't let through for being split.
func (g Gate) Applies(with map[string]any) bool {
	if g.Argument == "" {
		return true
	}
	limit, _, err := apd.NewFromString(g.Over)
	if err != nil {
		return true
	}
	sums := map[string]*apd.Decimal{}
	if !addUp(with[g.Argument], apd.New(1, 0), sums) {
		return true
	}
	return slices.ContainsFunc(sortedKeys(sums), func(currency string) bool { return sums[currency].Cmp(limit) > 0 })
}

// addUp sums the money in a value by currency. It gives false where that can't be told.
func addUp(v any, times *apd.Decimal, sums map[string]*apd.Decimal) bool {
	ctx := apd.BaseContext.WithPrecision(40)
	switch v := v.(type) {
	case []any:
		for _, item := range v {
			if !addUp(item, times, sums) {
				return false
			}
		}
	case map[string]any:
		if m, ok := connectors.MoneyOf(v); ok {
			d, err := m.Decimal()
			if err != nil {
				return false
			}
			product := new(apd.Decimal)
			if _, err := ctx.Mul(product, d, times); err != nil {
				return false
			}
			if sums[m.Currency] == nil {
				sums[m.Currency] = new(apd.Decimal)
			}
			_, err = ctx.Add(sums[m.Currency], sums[m.Currency], product)
			return err == nil
		}
		if quantity, ok := v["quantity"]; ok {
			q, ok := quantityOf(quantity)
			if !ok {
				return false
			}
			times = q
		}
		for _, key := range sortedKeys(v) {
			if !addUp(v[key], times, sums) {
				return false
			}
		}
	}
	return true
}

func quantityOf(v any) (*apd.Decimal, bool) {
	raw, err := json.Marshal(v)
	if err != nil || !jsonNumber.Match(raw) || len(raw) > 30 {
		return nil, false
	}
	d, _, err := apd.NewFromString(string(raw))
	return d, err == nil
}
