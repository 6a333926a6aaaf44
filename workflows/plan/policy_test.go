package plan_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

func TestGates(t *testing.T) {
	production := connections()
	production["slack"][0] = plan.Connection{ID: "slack/prod", Environment: "production"}
	post := "  - {id: s, do: slack.post_message, with: {channel: c, text: t}}\n"
	invoice := func(amount string) string {
		return "  - {id: i, do: invoice.create, with: {customer: x, " + amount + "}}\n"
	}
	for name, c := range map[string]struct{ steps, want string }{
		"little":                        {invoice("amount: 10000.00 EUR"), ""},
		"much":                          {invoice("amount: 10000.01 EUR"), "i:amount:known"},
		"much in yen":                   {invoice("amount: 10001 JPY"), "i:amount:known"},
		"much in parts":                 {invoice("lines: [{description: d, unit_price: 6000 EUR}, {description: d, unit_price: 6000 EUR}]"), "i:amount:known"},
		"many times a little":           {invoice("lines: [{description: d, quantity: 101, unit_price: 100 EUR}]"), "i:amount:known"},
		"little in two currencies":      {invoice("lines: [{description: d, unit_price: 6000 EUR}, {description: d, unit_price: 6000 USD}]"), ""},
		"an input":                      {invoice(`amount: "${inputs.limit}"`), ""},
		"a multiple of an input":        {invoice(`amount: "${inputs.limit * 11}"`), "i:amount:known"},
		"not known yet":                 {invoice("amount: 5 EUR") + "  - {id: k, do: invoice.create, with: {customer: x, amount: \"${i.total}\"}}\n", "k:amount"},
		"destructive":                   {"  - {id: d, do: salesforce.delete_record, with: {id: '1'}}\n", "d:destructive:known"},
		"destructive, of what is found": {"  - {id: d, do: salesforce.delete_record, with: {id: \"${account.id}\"}}\n", "d:destructive"},
		"first change in production":    {post + strings.Replace(post, "id: s", "id: r", 1), "s:first_write:known"},
		"after one that may be skipped": {strings.Replace(post, "do:", "if: inputs.n > 1, do:", 1) + strings.Replace(post, "id: s", "id: r", 1), "s:first_write:known r:first_write:known"},
		"approved just before":          {"  - {id: ok, approve: {}}\n" + post, ""},
		"approved on a condition":       {"  - {id: ok, if: inputs.n > 1, approve: {}}\n" + post, "s:first_write:known"},
		"approved on the same one":      {"  - {id: ok, if: inputs.n > 1, approve: {}}\n" + strings.Replace(post, "do:", "if: inputs.n > 1, do:", 1), ""},
		"much in steps":                 {invoice("amount: 6000 EUR") + strings.Replace(invoice("amount: 6000 EUR"), "id: i", "id: k", 1), "i:amount:known k:amount:known"},
		"much for two customers":        {invoice("amount: 6000 EUR") + strings.Replace(invoice("amount: 6000 EUR"), "id: i, do: invoice.create, with: {customer: x", "id: k, do: invoice.create, with: {customer: y", 1), ""},
		"much in steps, one unknown":    {invoice("amount: 6000 EUR") + "  - {id: k, do: invoice.create, with: {customer: x, amount: \"${i.total}\"}}\n", "k:amount"},
		"a read":                        {"  - {id: f, do: salesforce.find_account, with: {name: x}}\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			f, problems := plan.Freeze(registry(t), parsed(t, account+c.steps), plan.FreezeOptions{Connections: production})
			require.NotNil(t, f, "%v", problems)
			var got []string
			for i, s := range f.Steps {
				for _, g := range s.Gates {
					gate := f.Plan.Steps[i].ID + ":" + g.Code
					if g.Known {
						gate += ":known"
					}
					require.NotEmpty(t, g.Says.In("en"))
					require.NotEqual(t, g.Says.In("en"), g.Says.In("de"))
					got = append(got, gate)
				}
			}
			require.Equal(t, c.want, strings.Join(got, " "))
		})
	}
}

func TestAGateAppliesOnceTheAmountIsKnown(t *testing.T) {
	facts := map[string]any{"effect": "write"}
	g := plan.Gate{Code: plan.GateAmount, If: &plan.Condition{When: `amount > 10000 && effect != "read"`, Facts: facts, Money: []string{"amount", "fee"}}}
	for value, want := range map[string]bool{
		`{"amount": {"amount": "10000.00", "currency": "EUR"}}`:                                           false,
		`{"amount": {"amount": "10000.01", "currency": "EUR"}}`:                                           true,
		`{"amount": {"amount": "6000", "currency": "EUR"}, "fee": {"amount": "6000", "currency": "EUR"}}`: true,
		`{"amount": {"amount": "6000", "currency": "EUR"}, "fee": {"amount": "6000", "currency": "USD"}}`: false,
		`{"amount": [{"unit_price": {"amount": "100.00", "currency": "EUR"}, "quantity": 101}]}`:          true,
		`{"amount": [{"unit_price": {"amount": "100.00", "currency": "EUR"}, "quantity": "many"}]}`:       true,
		`{"other": {"amount": "10000.01", "currency": "EUR"}}`:                                            false,
		`{}`: false,
	} {
		var with map[string]any
		require.NoError(t, json.Unmarshal([]byte(value), &with))
		require.Equal(t, want, g.Applies(with), value)
	}
	g.If.Beside = []any{map[string]any{"amount": "6000", "currency": "EUR"}}
	for amount, want := range map[string]bool{"4000": false, "4000.01": true} {
		require.Equal(t, want, g.Applies(map[string]any{"fee": map[string]any{"amount": amount, "currency": "EUR"}}), amount)
	}
	require.Equal(t, map[string]any{"effect": "write"}, facts, "they are the plan's, and stay as they are")
	require.True(t, plan.Gate{Code: plan.GateDestructive}.Applies(nil))
}

// What can't be evaluated asks; what would lift a rule must hold beyond doubt.
func TestAGateThatCantBeEvaluatedStaysClosed(t *testing.T) {
	for name, c := range map[string]struct {
		when, unless string
		closed       bool
	}{
		"it holds":                   {"amount > 1", "", true},
		"it doesn't":                 {"amount > 100", "", false},
		"a fact that isn't there":    {"amount > 100 || weather.rain", "", true},
		"no expression":              {"amount >", "", true},
		"a number and a text":        {`amount > currency`, "", true},
		"it is lifted":               {"amount > 1", `currency == "EUR"`, false},
		"it is lifted for others":    {"amount > 1", `currency == "USD"`, true},
		"it can't tell whether":      {"amount > 1", "weather.rain", true},
		"it is lifted by no sense":   {"amount > 1", "currency ==", true},
		"it is lifted by a division": {"amount > 1", "1 / 0 > 0", true},
	} {
		t.Run(name, func(t *testing.T) {
			g := plan.Gate{If: &plan.Condition{When: c.when, Facts: map[string]any{}, Money: []string{"amount"}}}
			if c.unless != "" {
				g.If.Unless = []string{c.unless}
			}
			require.Equal(t, c.closed, g.Applies(map[string]any{"amount": map[string]any{"amount": "5", "currency": "EUR"}}))
		})
	}
}
