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
	g := plan.Gate{Code: plan.GateAmount, Argument: "amount", Over: plan.AmountLimit}
	for value, want := range map[string]bool{
		`{"amount": "10000.00", "currency": "EUR"}`:                                     false,
		`{"amount": "10000.01", "currency": "EUR"}`:                                     true,
		`[{"unit_price": {"amount": "100.00", "currency": "EUR"}, "quantity": 101}]`:    true,
		`[{"unit_price": {"amount": "100.00", "currency": "EUR"}, "quantity": "many"}]`: true,
		`null`: false,
	} {
		var v any
		require.NoError(t, json.Unmarshal([]byte(value), &v))
		require.Equal(t, want, g.Applies(map[string]any{"amount": v}), value)
	}
	require.True(t, plan.Gate{Code: plan.GateDestructive}.Applies(nil))
}
