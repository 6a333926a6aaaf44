package expr_test

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/expr"
)

// orders are what functions over lists are tried on.
func orders(t *testing.T) map[string]any {
	t.Helper()
	s := scope(t)
	require.NoError(t, json.Unmarshal([]byte(`{
		"orders": [
			{"id": "b", "total": {"amount": "20.00", "currency": "EUR"}, "n": 2, "due": "2026-12-04", "tags": ["x", "y"], "open": true},
			{"id": "a", "total": {"amount": "0.10", "currency": "EUR"}, "n": 10, "due": "2026-11-30", "tags": ["y"], "open": false},
			{"id": "c", "total": {"amount": "0.20", "currency": "EUR"}, "n": 1.5, "due": "2027-01-02", "tags": [], "open": true}],
		"none": [], "words": ["b", "a", "b"]}`), &s))
	return s
}

func TestLists(t *testing.T) {
	for source, want := range map[string]string{
		`map(orders, .id)`:                                   `["b", "a", "c"]`,
		`map(orders, .n * 2)`:                                `[4, 20, 3]`,
		`map(orders, .total)`:                                `[{"amount": "20.00", "currency": "EUR"}, {"amount": "0.10", "currency": "EUR"}, {"amount": "0.20", "currency": "EUR"}]`,
		`map(filter(orders, .open), .id)`:                    `["b", "c"]`,
		`map(filter(orders, .total > inputs.limit), .id)`:    `[]`,
		`filter(words, # != "b")`:                            `["a"]`,
		`any(orders, .n > 9)`:                                `true`,
		`all(orders, .open)`:                                 `false`,
		`[any(none, .x), all(none, .x)]`:                     `[false, true]`,
		`sum(map(orders, .n))`:                               `13.5`,
		`sum(orders, .total)`:                                `{"amount": "20.30", "currency": "EUR"}`,
		`sum(orders, .total) == inputs.limit * 0.0203`:       `true`,
		`sum(none)`:                                          `0`,
		`sum(orders, .missing)`:                              `0`,
		`sort(words)`:                                        `["a", "b", "b"]`,
		`sort(map(orders, .n), "desc")`:                      `[10, 2, 1.5]`,
		`sort(map(orders, .due))[0]`:                         `"2026-11-30"`,
		`map(sortBy(orders, .total), .id)`:                   `["a", "c", "b"]`,
		`map(sortBy(orders, .due, "desc"), .id)`:             `["c", "b", "a"]`,
		`unique(words)`:                                      `["b", "a"]`,
		`len(unique(map(orders, {.total.currency})))`:        `1`,
		`first(words) + last(words)`:                         `"bb"`,
		`[first(none), last(none)]`:                          `[null, null]`,
		`first(sortBy(orders, .n)).id`:                       `"c"`,
		`map(orders, len(filter(.tags, # == "y")))`:          `[1, 1, 0]`,
		`map(orders, any(words, # == "a"))`:                  `[true, true, true]`,
		`join(map(orders, .id), "-")`:                        `"b-a-c"`,
		`orders | filter(.open) | map(.id) | join("+")`:      `"b+c"`,
		`split("a;b;c", ";")`:                                `["a", "b", "c"]`,
		`replace("a-b-c", "-", "")`:                          `"abc"`,
		`[map(skipped, .x), first(skipped), sum(skipped)]`:   `[null, null, null]`,
		`default(first(filter(orders, .n > 99)), "nothing")`: `"nothing"`,
	} {
		t.Run(source, func(t *testing.T) {
			e, err := expr.Parse(source)
			require.NoError(t, err)
			got, err := e.Eval(orders(t), "")
			require.NoError(t, err)
			raw, err := json.Marshal(got)
			require.NoError(t, err)
			require.JSONEq(t, want, string(raw))
		})
	}
}

func TestDates(t *testing.T) {
	for source, want := range map[string]string{
		`invoice.due + "3d"`:                           `"2026-12-07"`,
		`invoice.due - "1w"`:                           `"2026-11-27"`,
		`"2028-02-28" + "1d"`:                          `"2028-02-29"`,
		`invoice.due + "36h"`:                          `"2026-12-05T12:00:00Z"`,
		`invoice.at + "30m"`:                           `"2026-11-20T09:30:00+01:00"`,
		`invoice.due - account.since`:                  `14`,
		`invoice.at - account.since`:                   `0.3333333333333333333333333333333333`,
		`invoice.due + "14d" > "2026-12-17"`:           `true`,
		`invoice.due + " at noon"`:                     `"2026-12-04 at noon"`,
		`format(invoice.due, "DD.MM.YYYY")`:            `"04.12.2026"`,
		`format(invoice.at, "D/M/YY HH:mm")`:           `"20/11/26 09:00"`,
		`format(invoice.due, "en")`:                    `"4 December 2026"`,
		`format(invoice.total, "de")`:                  `"1.428,00 EUR"`,
		`format(invoice.total, "en")`:                  `"1,428.00 EUR"`,
		`format(invoice.total, "plain")`:               `"1428.00 EUR"`,
		`format(skipped.due, "en")`:                    `null`,
		`(invoice.total + inputs.limit * 0.5).amount`:  `"1928.00"`,
		`invoice.total / 3`:                            `{"amount": "476.00", "currency": "EUR"}`,
		`(invoice.price * 3 - invoice.price).currency`: `"EUR"`,
	} {
		t.Run(source, func(t *testing.T) {
			e, err := expr.Parse(source)
			require.NoError(t, err)
			got, err := e.Eval(orders(t), "")
			require.NoError(t, err)
			raw, err := json.Marshal(got)
			require.NoError(t, err)
			require.JSONEq(t, want, string(raw))
		})
	}
}

func TestErrorsOfListsAndDates(t *testing.T) {
	for source, want := range map[string]struct {
		code expr.Code
		says string
	}{
		`sum(orders, .id)`:                      {expr.CodeType, "sum()"},
		`sum([invoice.total, invoice.dollars])`: {expr.CodeArithmetic, "EUR and USD"},
		`sort([1, "a"])`:                        {expr.CodeType, "sort"},
		`filter(orders, .id)`:                   {expr.CodeType, "a condition is needed"},
		`map(account, .id)`:                     {expr.CodeType, "map() can't take a record"},
		`format(account.name, "DD.MM.YYYY")`:    {expr.CodeType, "format() takes a date"},
		`format(invoice.due, "!")`:              {expr.CodeType, "format() takes a date"},
		`"9999-12-31" + "1d"`:                   {expr.CodeArithmetic, "out of range"},
		`invoice.due - "soon"`:                  {expr.CodeType, "can't be used"},
		`replace(replace("` + strings.Repeat("x", 2000) + `", "x", "` + strings.Repeat("y", 1000) + `"), "y", "zz")`: {expr.CodeCost, "too long"},
		`map(big, any(big, # != nil))`: {expr.CodeCost, "too much work"},
		`sort(big)[0]`:                 {expr.CodeCost, "too much work"},
	} {
		t.Run(source[:min(len(source), 60)], func(t *testing.T) {
			e, err := expr.Parse(source)
			require.NoError(t, err)
			values := orders(t)
			values["big"] = make([]any, 6000)
			_, err = e.Eval(values, "")
			var got *expr.Error
			require.ErrorAs(t, err, &got)
			require.Equal(t, want.code, got.Code, got.Message)
			require.Contains(t, got.Message, want.says)
			require.NotEqual(t, got.Message, got.In("de"))
		})
	}
}

func TestTypesOfListsAndDates(t *testing.T) {
	for source, want := range map[string]struct {
		kind, elem expr.Kind
		format     string
		trust      expr.Trust
		refused    string // what the error says, in which the type is named that was found
	}{
		`map(search.issues, .key)`:                  {kind: expr.List, trust: expr.Free},
		`map(invoice.tags, len(#))`:                 {kind: expr.List, elem: expr.Number, trust: expr.Record},
		`filter(invoice.tags, # == "x")`:            {kind: expr.List, elem: expr.Text, trust: expr.Record},
		`filter(invoice.tags, # == ticket.body)`:    {kind: expr.List, elem: expr.Text, trust: expr.Free},
		`any(invoice.tags, # contains ticket.body)`: {kind: expr.Bool, trust: expr.Free},
		`sum([inputs.limit, invoice.total])`:        {kind: expr.Money, trust: expr.Record},
		`sum(invoice.tags, len(#))`:                 {kind: expr.Number, trust: expr.Record},
		`first(invoice.tags)`:                       {kind: expr.Text, trust: expr.Record},
		`sort(invoice.tags, "desc")`:                {kind: expr.List, elem: expr.Text, trust: expr.Record},
		`sortBy(invoice.tags, ticket.body)`:         {kind: expr.List, elem: expr.Text, trust: expr.Free},
		`unique(invoice.tags)`:                      {kind: expr.List, elem: expr.Text, trust: expr.Record},
		`split(ticket.body, ",")`:                   {kind: expr.List, elem: expr.Text, trust: expr.Free},
		`invoice.due + "3d"`:                        {kind: expr.Text, format: "date", trust: expr.Record},
		`invoice.due + "3h"`:                        {kind: expr.Text, format: "date-time", trust: expr.Record},
		`invoice.due - "2026-01-01"`:                {kind: expr.Number, trust: expr.Record},
		`invoice.due + ticket.body`:                 {kind: expr.Text, trust: expr.Free},
		`format(invoice.due, "DD.MM.")`:             {kind: expr.Text, trust: expr.Record},
		`sum(invoice.tags)`:                         {refused: "sum() can't take a list, each item a text"},
		`sum(invoice.total)`:                        {refused: "sum() can't take an amount of money"},
		`map(invoice, .number)`:                     {refused: "map() can't take a record"},
		`all(invoice.tags, len(#))`:                 {refused: "a condition is needed here, but this is a number"},
		`map(invoice.tags, #.x)`:                    {refused: `# has no "x"`},
		`sort(invoice.tags, "up")`:                  {refused: "sort() can't take a text"},
		`sort([invoice])`:                           {refused: "sort() can't take a list, each item a record"},
		`format(ticket.requester, "DD.MM.YYYY")`:    {refused: "format() can't take an e-mail address"},
		`format(invoice.due, "?")`:                  {refused: "format() can't take a text"},
		`invoice.total + "3d"`:                      {refused: `"+" can't be used on an amount of money and a text`},
		`invoice.due - 3`:                           {refused: `"-" can't be used on a date and a number`},
		`map(invoice.tags, missing)`:                {refused: `there is no "missing" here`},
	} {
		t.Run(source, func(t *testing.T) {
			e, err := expr.Parse(source)
			require.NoError(t, err)
			got, err := e.Type(types())
			if want.refused != "" {
				var failed *expr.Error
				require.ErrorAs(t, err, &failed)
				require.Contains(t, failed.Message, want.refused)
				require.NotContains(t, failed.Known, "#")
				return
			}
			require.NoError(t, err)
			require.Equal(t, []any{want.kind, want.format, want.trust}, []any{got.Kind, got.Format, got.Trust})
			if want.elem != "" {
				require.Equal(t, want.elem, got.Elem.Kind)
			}
		})
	}
}

// What an expression over lists refers to is what it refers to outside of them.
func TestRefsOfLists(t *testing.T) {
	e, err := expr.Parse(`map(filter(a.list, .x > b.y), #.z + c)`)
	require.NoError(t, err)
	var refs []string
	for _, r := range e.Refs() {
		refs = append(refs, r.String())
	}
	require.Equal(t, []string{"a.list", "b.y", "c"}, refs)
}
