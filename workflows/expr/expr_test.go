package expr_test

import (
	"encoding/json"
	"errors"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/workflows/expr"
)

// scope is what a run of a plan with three steps may have seen.
func scope(t *testing.T) map[string]any {
	t.Helper()
	var s map[string]any
	dec := json.NewDecoder(strings.NewReader(`{
		"inputs": {"limit": {"amount": "1000.00", "currency": "EUR"}, "count": 3, "vip": true},
		"account": {"id": "001", "name": "ACME Corp", "email": "billing@acme.example", "tags": ["a", "b"], "since": "2026-11-20"},
		"invoice": {"number": "INV-1", "total": {"amount": "1428.00", "currency": "EUR"}, "due": "2026-12-04",
		            "dollars": {"amount": "5.00", "currency": "USD"}, "yen": {"amount": "10", "currency": "JPY"},
		            "at": "2026-11-20T09:00:00+01:00", "rate": 19, "price": {"amount": "0.125", "currency": "EUR"}},
		"search": {"issues": [{"key": "A-1"}, {"key": "A-2"}], "total": 12345678901234567890},
		"skipped": null}`))
	require.NoError(t, dec.Decode(&s))
	return s
}

func TestConditions(t *testing.T) {
	for source, want := range map[string]bool{
		`invoice.total.amount > 10000`:                                     false,
		`invoice.total.amount >= 1428`:                                     true,
		`invoice.total.amount == 1428.000`:                                 true,
		`invoice.total.amount > 1427.9999999999999999`:                     true,
		`invoice.total > inputs.limit`:                                     true,
		`invoice.total * 2 > inputs.limit + inputs.limit`:                  true,
		`invoice.total - inputs.limit == invoice.total * 0.3`:              false,
		`0.1 + 0.2 == 0.3`:                                                 true,
		`invoice.due < "2026-12-31"`:                                       true,
		`invoice.at > account.since`:                                       true,
		`account.name == "ACME Corp"`:                                      true,
		`account.name startsWith "AC" and not (account.name contains "x")`: true,
		`"a" in account.tags`:                                              true,
		`account.tags contains "c"`:                                        false,
		`account.tags not contains "c"`:                                    true,
		`account.fax == nil`:                                               true,
		`account.fax == "1"`:                                               false,
		`default(account.fax, "none") == "none"`:                           true,
		`(account.fax ?? "none") == "none"`:                                true,
		`default(never.ran, "x") == "x"`:                                   true,
		`skipped.id == nil`:                                                true,
		`skipped`:                                                          false,
		`!account.fax`:                                                     true,
		`inputs.vip && inputs.count == 3`:                                  true,
		`inputs.vip ? inputs.count > 2 : false`:                            true,
		`len(account.tags) == 2`:                                           true,
		`len(account.name) == 9`:                                           true,
		`search.issues[1].key == "A-2"`:                                    true,
		`search.issues[9] == nil`:                                          true,
		`account.tags | len() == 2`:                                        true,
		`upper(account.id + "a") == "001A"`:                                true,
		`join(account.tags, "+") == "a+b"`:                                 true,
		`number("12.50") == 12.5`:                                          true,
		`1 < 2 and 2 < 3`:                                                  true,
		`10 % 3 == 1`:                                                      true,
		`-inputs.count == -3`:                                              true,
		`invoice.total / invoice.total == 1`:                               true,
		`invoice.total.currency == "EUR"`:                                  true,
		`(invoice.total * 2).amount == 2856`:                               true,
		`[1, 2][0] == 1`:                                                   true,
		`false && never.ran`:                                               false,
		`trim(" a ") == lower("A")`:                                        true,
	} {
		t.Run(source, func(t *testing.T) {
			got, err := expr.True(source, scope(t))
			require.NoError(t, err)
			require.Equal(t, want, got)
		})
	}
}

func TestErrorsSayWhatAndWhere(t *testing.T) {
	for source, want := range map[string]struct {
		code   expr.Code
		column int
		says   string
	}{
		``:                                     {expr.CodeSyntax, 1, "empty"},
		`invoice.total.amount >`:               {expr.CodeSyntax, 22, "column 22"},
		`missing.x`:                            {expr.CodeUnknownName, 1, `no "missing"`},
		`account.name.x == 1`:                  {expr.CodeUnknownField, 14, `account.name has no "x"`},
		`invoice.absent.amount > 10000`:        {expr.CodeNothing, 23, "missing"},
		`invoice.total > 10000`:                {expr.CodeType, 15, ".amount"},
		`invoice.total > invoice.dollars`:      {expr.CodeArithmetic, 15, "EUR and USD"},
		`invoice.total + invoice.dollars == 1`: {expr.CodeArithmetic, 15, "EUR and USD"},
		`invoice.total * invoice.total == nil`: {expr.CodeType, 15, "an amount of money and an amount of money"},
		`1 / 0 == 1`:                           {expr.CodeArithmetic, 3, "division by zero"},
		`1e50 * 1e50 == 1`:                     {expr.CodeArithmetic, 6, "out of range"},
		`1e999999999 > 1`:                      {expr.CodeSyntax, 0, ""},
		`account.name > 5`:                     {expr.CodeType, 14, "a text and a number"},
		`account.name`:                         {expr.CodeType, 1, "condition"},
		`inputs.count`:                         {expr.CodeType, 1, "condition"},
		`account == account`:                   {expr.CodeType, 9, "as a whole"},
		`let x = 1; x == 1`:                    {expr.CodeRefused, 5, "language of plans"},
		`if true { 1 } else { 2 }`:             {expr.CodeRefused, 1, "if"},
		`now() > 1`:                            {expr.CodeRefused, 1, "now()"},
		`reduce(account.tags, #acc + #)`:       {expr.CodeRefused, 1, "reduce()"},
		`map(account.tags, #index)[0] == 0`:    {expr.CodeRefused, 19, "#index"},
		`account.name matches "(a+)+$"`:        {expr.CodeRefused, 14, "matches"},
		`1..1000000000 == 1`:                   {expr.CodeRefused, 2, ".."},
		`2 ** 9999 == 1`:                       {expr.CodeRefused, 3, "**"},
		`{"a": 1}.a == 1`:                      {expr.CodeRefused, 1, ""},
		`len() == 1`:                           {expr.CodeType, 1, "takes 1 to 1"},
		`len(5) == 1`:                          {expr.CodeType, 1, "can't take a number"},
		`upper(5) == "x"`:                      {expr.CodeType, 1, "can't take a number"},
		`number("many") == 1`:                  {expr.CodeArithmetic, 1, "many"},
		strings.Repeat("(", 10_000):            {expr.CodeTooLarge, 0, "longer"},
		strings.Repeat("(", 2000) + "1":        {expr.CodeSyntax, 0, ""},
		strings.Repeat("!", 4000) + "true":     {expr.CodeTooLarge, 0, "parts"},
		strings.Repeat("1+", 1000) + "1 == 1":  {expr.CodeTooLarge, 0, "parts"},
		strings.Repeat("a", 1<<20):             {expr.CodeTooLarge, 0, "longer"},
		"\xff == 1":                            {expr.CodeSyntax, 1, "UTF-8"},
	} {
		t.Run(source[:min(len(source), 40)], func(t *testing.T) {
			start := time.Now()
			_, err := expr.True(source, scope(t))
			require.Less(t, time.Since(start), 5*time.Second) // milliseconds, but for a busy machine
			var e *expr.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, want.code, e.Code, e.Message)
			require.Contains(t, e.Message, want.says)
			if want.column > 0 {
				require.Equal(t, want.column, e.Column, e.Message)
			}
			require.NotEmpty(t, e.In("de"))
			require.NotEqual(t, e.In("de"), e.In("en"))
		})
	}
}

func TestFill(t *testing.T) {
	for _, c := range []struct {
		name, value, lang, want string
	}{
		{"one expression keeps its type", `{"to": ["${account.email}"], "n": "${inputs.count}", "amount": "${invoice.total}"}`, "",
			`{"to": ["billing@acme.example"], "n": 3, "amount": {"amount": "1428.00", "currency": "EUR"}}`},
		{"a reference isn't rounded", `"${invoice.price}"`, "", `{"amount": "0.125", "currency": "EUR"}`},
		{"what is calculated is", `["${invoice.price * 3}", "${invoice.total * 0.19}", "${invoice.yen / 3}"]`, "",
			`[{"amount":"0.38","currency":"EUR"}, {"amount":"271.32","currency":"EUR"}, {"amount":"3","currency":"JPY"}]`},
		{"a decimal stays a text", `["${invoice.total.amount}", "${invoice.total.amount * 2}", "${invoice.rate * 2}", "${invoice.rate / 4}"]`, "", `["1428.00", "2856.00", 38, 4.75]`},
		{"texts in English", `"Invoice ${invoice.number} over ${invoice.total}, due ${invoice.due}"`, "en", `"Invoice INV-1 over 1,428.00 EUR, due 4 December 2026"`},
		{"texts in German", `"Rechnung über ${invoice.total}, fällig ${invoice.due}, ${account.tags}, ${inputs.vip}"`, "de", `"Rechnung über 1.428,00 EUR, fällig 04.12.2026, a, b, ja"`},
		{"texts for machines", `"${invoice.total} ${invoice.due} ${inputs.vip} ${invoice.rate}"`, "", `"1428.00 EUR 2026-12-04 true 19"`},
		{"plain() even so", `"due <= ${plain(invoice.due)}"`, "de", `"due <= 2026-12-04"`},
		{"a point in time", `"am ${invoice.at}"`, "de", `"am 20.11.2026 09:00 +01:00"`},
		{"a price below a cent", `"je ${invoice.price}"`, "de", `"je 0,125 EUR"`},
		{"nothing is left out", `{"phone": "${account.phone}", "list": ["${account.phone}", "x"], "text": "T: ${account.phone}.", "null": null}`, "",
			`{"list": ["x"], "text": "T: .", "null": null}`},
		{"escaped", `"$${account.email} costs $5, $$${x} and $"`, "", `"${account.email} costs $5, $${x} and $"`},
		{"braces and quotes inside", `"${default(account.fax, \"}\")}|${'{' + \"'\"}"`, "", `"}|{'"`},
		{"a record by its name", `"for ${account}"`, "en", `"for ACME Corp"`},
		{"other records as JSON", `"${search.issues[0]}"`, "", `{"key": "A-1"}`},
		{"in a text", `"see ${search.issues[0]}"`, "", `"see {\"key\":\"A-1\"}"`},
		{"nothing to do", `{"a": [1, true, null, "x", {}, []]}`, "", `{"a": [1, true, null, "x", {}, []]}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			var value any
			require.NoError(t, json.Unmarshal([]byte(c.value), &value))
			var options []expr.Option
			if c.lang != "" {
				options = append(options, expr.Lang(c.lang))
			}
			got, err := expr.Fill(value, scope(t), options...)
			require.NoError(t, err)
			raw, err := json.Marshal(got)
			require.NoError(t, err)
			require.JSONEq(t, c.want, string(raw))
		})
	}
}

func TestFillSaysWhereItFailed(t *testing.T) {
	_, err := expr.Fill(map[string]any{"a": map[string]any{"to": []any{"ok", "für ${missing.x}"}}}, scope(t))
	var e *expr.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, "a.to[1]", e.Where)
	require.Equal(t, 7, e.Column)
	require.Equal(t, []string{"missing"}, e.Ref)
	require.Contains(t, e.Known, "account")
}

func TestMalformedValues(t *testing.T) {
	deep := any("x")
	for range 10_000 {
		deep = []any{deep}
	}
	for name, c := range map[string]struct {
		value any
		code  expr.Code
	}{
		"not closed":   {"a ${b", expr.CodeSyntax},
		"empty":        {"a ${} b", expr.CodeSyntax},
		"too deep":     {deep, expr.CodeTooLarge},
		"too many":     {strings.Repeat("${a}", 1001), expr.CodeTooLarge},
		"too long":     {strings.Repeat("a", 1<<20+1), expr.CodeTooLarge},
		"no JSON":      {make(chan int), expr.CodeType},
		"long and odd": {strings.Repeat("${", 1<<18), expr.CodeSyntax},
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			_, err := expr.ParseValue(c.value)
			require.Less(t, time.Since(start), 5*time.Second) // milliseconds, but for a busy machine
			var e *expr.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, c.code, e.Code, e.Message)
		})
	}
}

func TestCostIsCapped(t *testing.T) {
	big := strings.Repeat("x", 1<<19)
	many := make([]any, 200_000)
	for name, value := range map[string]string{
		"texts doubled":    `${big + big + big}`,
		"texts repeated":   `${big}${big}${big}`,
		"a long list":      `${1 in many}`,
		"a long list text": `${join(many, "....................")}`,
	} {
		t.Run(name, func(t *testing.T) {
			_, err := expr.Fill(value, map[string]any{"big": big, "many": many})
			var e *expr.Error
			require.ErrorAs(t, err, &e)
			require.Equal(t, expr.CodeCost, e.Code)
			require.Equal(t, 1, min(e.Column, 1), "it says where")
		})
	}
}

func TestRefs(t *testing.T) {
	e, err := expr.Parse(`account.tags[0] == inputs.x ?? "y" and default(crm.id, trigger.key) == search.issues[inputs.n].key`)
	require.NoError(t, err)
	var got []string
	for _, r := range e.Refs() {
		s := r.String()
		if r.Guarded {
			s += "?"
		}
		got = append(got, s)
	}
	require.Equal(t, []string{"account.tags[0]", "inputs.x?", "crm.id?", "trigger.key", "search.issues", "inputs.n"}, got)

	v, err := expr.ParseValue(map[string]any{"to": []any{"x", "für ${a.b} und ${c}"}, "body": "${d.e.f}"})
	require.NoError(t, err)
	require.Equal(t, []expr.Ref{
		{Path: []string{"d", "e", "f"}, Column: 3, Where: "body"},
		{Path: []string{"a", "b"}, Column: 7, Where: "to[1]"},
		{Path: []string{"c"}, Column: 18, Where: "to[1]"},
	}, v.Refs())
}

func TestAnExpressionIsSafeForConcurrentUse(t *testing.T) {
	e, err := expr.Parse(`invoice.total.amount * 2 > 1 && len(account.tags) == 2`)
	require.NoError(t, err)
	s := scope(t)
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			for range 100 {
				ok, err := e.True(s)
				if err != nil || !ok {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func FuzzParse(f *testing.F) {
	for _, seed := range []string{`a.b > 1`, `default(a, "x") ?? [1,2][0]`, `!a and b in [1]`, `a ? b : c`, "((((", `a?.b?.[1]`, `1e5 % 3 * -2`, `not a contains "}"`, `map(c, #) | sort() | first()`, `sum(filter(c, # != nil), len(#))`, `"2026-01-01" + "3d" - b`, `format(b, "DD")`} {
		f.Add(seed)
	}
	values := map[string]any{"a": map[string]any{"b": 1.5}, "b": "x", "c": []any{"x", nil}}
	f.Fuzz(func(t *testing.T, source string) {
		for _, err := range []error{parses(source), fills(source, values), fills("x${"+source+"}", values)} {
			var e *expr.Error
			if err != nil && (!errors.As(err, &e) || e.Message == "" || e.In("de") == "") {
				t.Fatalf("%q: %v", source, err)
			}
		}
		if got, err := expr.Fill(expr.Escape(source), nil); err == nil && got != source {
			t.Fatalf("%q became %q", source, got)
		}
	})
}

func parses(source string) error {
	e, err := expr.Parse(source)
	if err != nil {
		return err
	}
	e.Refs()
	_, err = e.Type(expr.Scope{"a": {Kind: expr.Money}, "b": {Kind: expr.Text}})
	return err
}

func fills(source string, values map[string]any) error {
	_, err := expr.Fill(source, values, expr.Lang("de"))
	return err
}
