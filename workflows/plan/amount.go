package plan

import (
	"encoding/json"
	"slices"

	"github.com/cockroachdb/apd/v3"

	"sayso/connectors"
)

// amountsIn lists the arguments of an action that can hold amounts of money, however deep.
func amountsIn(in *connectors.Schema) []string {
	var names []string
	for _, name := range sortedKeys(orAny(in).Properties) {
		if holdsMoney(in.Properties[name]) {
			names = append(names, name)
		}
	}
	return names
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

// amountsOf lists the arguments of a step that hold money, and what counts with them.
func amountsOf(with map[string]any, arguments []string, beside []any) []any {
	list := slices.Clone(beside)
	for _, name := range arguments {
		list = append(list, with[name])
	}
	return list
}

// sumsOf adds up money, by currency. Amounts in a list, such as the lines of an invoice, count together, each times the quantity beside it;
// so an amount isn't let through for being split. It gives false where the sum can't be told.
func sumsOf(amounts []any) (map[string]*apd.Decimal, bool) {
	sums := map[string]*apd.Decimal{}
	if !addUp(amounts, apd.New(1, 0), sums) {
		return nil, false
	}
	return sums, true
}

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
