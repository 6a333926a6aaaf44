package plan_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/connectors"
	"sayso/workflows/plan"
)

func frozen(t testing.TB, text string, inputs map[string]any) *plan.Frozen {
	t.Helper()
	f, problems := plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: connections(), Inputs: inputs})
	require.False(t, plan.HasErrors(problems), "%v", problems)
	require.NotNil(t, f)
	return f
}

func TestFreeze(t *testing.T) {
	f := frozen(t, string(read(t, "invoice.yaml")), map[string]any{"note": "thanks"})
	golden(t, "invoice.frozen.json", asJSON(t, f))
	require.True(t, f.Intact())

	var back plan.Frozen
	require.NoError(t, json.Unmarshal(asJSON(t, f), &back))
	require.True(t, back.Intact(), "it survives being stored")
	back.Plan.Steps[1].With["customer"] = "Somebody else"
	require.False(t, back.Intact())
}

// What runs is the normal form.
func TestFreezeBringsValuesIntoNormalForm(t *testing.T) {
	f := frozen(t, account+`
  - {id: s, do: jira.search_issues}
  - id: j
    do: jira.create_issue
    with: {project: 12, summary: "${s.total}", priority: HIGH, labels: x, votes: "3", private: "true", body: "${inputs.limit}", link: null}
  - {id: i, do: invoice.create, with: {customer: "$${x}", amount: 1200 eur, lines: {description: d, unit_price: {amount: 5.10, currency: EUR}}}}
  - {id: m, do: email.send, with: {to: "${account.email}", subject: "${i.total.amount}", body: "by ${i.due}", attachments: "${i.pdf}"}}
  - {id: k, do: jira.create_issue, with: {project: "P$${x} ${i.due}", summary: s}}
`, nil)
	require.Equal(t, map[string]any{"project": "12", "summary": "${string(s.total)}", "priority": "High", "labels": []any{"x"}, "votes": json.Number("3"),
		"private": true, "body": "${string(inputs.limit)}"}, f.Plan.Steps[2].With)
	require.Equal(t, map[string]any{"customer": "$${x}", "amount": map[string]any{"amount": "1200", "currency": "EUR"},
		"lines": []any{map[string]any{"description": "d", "unit_price": map[string]any{"amount": "5.10", "currency": "EUR"}}}}, f.Plan.Steps[3].With)
	require.Equal(t, map[string]any{"to": []any{"${account.email}"}, "subject": "${i.total.amount}", "body": "by ${i.due}", "attachments": []any{"${i.pdf}"}}, f.Plan.Steps[4].With)
	require.Equal(t, map[string]any{"project": "P$${x} ${plain(i.due)}", "summary": "s"}, f.Plan.Steps[5].With, "machines read it")
	require.Equal(t, "en", f.Plan.Language)
	require.Equal(t, plan.OnFailureUndo, f.Plan.Steps[0].OnFailure)
	require.Equal(t, map[string]any{"limit": map[string]any{"amount": "1000", "currency": "EUR"}, "who": "a@b.example", "n": json.Number("1")}, f.Inputs)
}

func TestFreezeSetsTimes(t *testing.T) {
	f := frozen(t, `name: p
steps:
  - {id: a, do: salesforce.find_account, with: {name: x}}
  - {id: b, do: salesforce.find_account, with: {name: x}, timeout: 10s, retry: {attempts: 1, first: 2m}}
  - {id: c, do: kubernetes.wait_rollout, with: {deployment: x}}
  - {id: d, approve: {}}
  - {id: e, approve: {timeout: 2d}}
`, nil)
	usual := plan.RetryPolicy{Attempts: 5, First: time.Second, Max: time.Minute}
	for i, want := range []struct {
		timeout time.Duration
		retry   plan.RetryPolicy
	}{{time.Minute, usual}, {10 * time.Second, plan.RetryPolicy{Attempts: 1, First: 2 * time.Minute, Max: 2 * time.Minute}}, {30 * time.Minute, usual},
		{30 * time.Minute, plan.RetryPolicy{}}, {48 * time.Hour, plan.RetryPolicy{}}} {
		require.Equal(t, want.timeout, f.Steps[i].Timeout)
		require.Equal(t, want.retry, f.Steps[i].Retry)
	}
	require.True(t, f.Steps[2].Long)
}

func TestFreezeKnowsWhatCanBeUndone(t *testing.T) {
	f := frozen(t, account+`
  - {id: w, do: slack.post_message, with: {channel: c, text: t}}
  - {id: k, do: slack.post_message, with: {channel: c, text: t}, undo: {keep: true}}
  - {id: o, do: slack.post_message, with: {channel: c, text: t}, undo: {do: jira.create_issue, with: {project: P, summary: s}}}
  - {id: m, do: email.send, with: {to: a@b.example, subject: s, body: b}}
`, nil)
	var can []bool
	for _, s := range f.Steps {
		can = append(can, s.CanUndo)
	}
	require.Equal(t, []bool{false, true, false, true, false}, can)
	require.Equal(t, "restore", f.Steps[1].UndoBy)
	require.Equal(t, "jira/prod", f.Steps[3].UndoConnection)
	require.Equal(t, connectors.Irreversible, f.Steps[4].Effect)
}

func TestFreezeRefuses(t *testing.T) {
	two := connections()
	two["salesforce"] = append(two["salesforce"], plan.Connection{ID: "salesforce/other"})
	for name, c := range map[string]struct {
		text        string
		inputs      map[string]any
		connections map[string][]plan.Connection
		code, path  string
		says        string
	}{
		"an app that isn't connected":   {account, nil, nil, plan.CodeNoConnection, "steps.account.do", "sayso connect salesforce"},
		"several connections":           {account, nil, two, plan.CodeWhatConnection, "steps.account.do", "salesforce/other, salesforce/prod"},
		"a connection there isn't":      {"connections: {salesforce: salesforce/prdo}\n" + account, nil, two, plan.CodeBadConnection, "connections.salesforce", "Did you mean salesforce/prod?"},
		"an input it doesn't have":      {account, map[string]any{"whoo": "x"}, connections(), plan.CodeUnknownInput, "inputs.whoo", "Did you mean who?"},
		"an input that isn't given":     {"name: p\ninputs: {x: {type: date}}\nsteps: [{id: a, approve: {}}]", nil, nil, plan.CodeMissingInput, "inputs.x", "a date of the calendar"},
		"an input of the wrong type":    {account, map[string]any{"who": "nobody"}, connections(), plan.CodeType, "inputs.who", "e-mail"},
		"an amount that comes negative": {account + "  - {id: i, do: invoice.create, with: {customer: x, amount: \"${inputs.limit}\"}}", map[string]any{"limit": "-5 EUR"}, connections(), plan.CodeAmount, "steps.i.with.amount", "-5 EUR"},
		"a problem of the check":        {strings.Replace(account, "name: ACME", "nam: ACME", 1), nil, connections(), plan.CodeUnknownArgument, "steps.account.with.nam", "name"},
	} {
		t.Run(name, func(t *testing.T) {
			f, problems := plan.Freeze(registry(t), parsed(t, c.text), plan.FreezeOptions{Inputs: c.inputs, Connections: c.connections})
			require.Nil(t, f)
			require.Len(t, problems, 1, "%v", problems)
			require.Equal(t, c.code, problems[0].Code)
			require.Equal(t, c.path, problems[0].Path)
			require.Contains(t, problems[0].Message+problems[0].Fix, c.says)
		})
	}
}

func TestFreezeTakesInputsAsPeopleTypeThem(t *testing.T) {
	f := frozen(t, account, map[string]any{"limit": "20.50 USD", "who": "c@d.example", "n": "7"})
	require.Equal(t, map[string]any{"limit": map[string]any{"amount": "20.50", "currency": "USD"}, "who": "c@d.example", "n": json.Number("7")}, f.Inputs)

	f = frozen(t, "name: p\ninputs: {x: {type: text}}\nsteps: [{id: a, approve: {}}]", map[string]any{"x": "cost ${price} $${y}"})
	require.Equal(t, "cost ${price} $${y}", f.Inputs["x"], "an input is never an expression")
}

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

// How a plan is laid out doesn't change its digest; what it means does.
func TestDigest(t *testing.T) {
	text := string(read(t, "invoice.yaml"))
	p := parsed(t, text)
	canonical, err := plan.Marshal(p)
	require.NoError(t, err)
	same := map[string]string{
		"canonical form":       string(canonical),
		"JSON":                 string(asJSON(t, p)),
		"no trigger":           strings.Replace(text, "trigger: {manual: {}}\n", "", 1),
		"its language":         "language: en\n" + text,
		"comments and space":   "# hello\n\n" + strings.ReplaceAll(text, "if: invoice", "if:   invoice"),
		"the usual on failure": strings.Replace(text, "do: email.send", "on_failure: undo\n    do: email.send", 1),
	}
	for name, other := range same {
		require.Equal(t, plan.Digest(p), plan.Digest(parsed(t, other)), name)
		require.Equal(t, frozen(t, text, nil).Digest, frozen(t, other, nil).Digest, name)
	}
	other := map[string]string{
		"an amount":    strings.Replace(text, "1200.00", "1200.01", 1),
		"a currency":   strings.Replace(text, "EUR}", "USD}", 1),
		"a recipient":  strings.Replace(text, "${account.email}", "a@b.example", 1),
		"a condition":  strings.Replace(text, "> 10000", ">= 10000", 1),
		"an approver":  strings.Replace(text, "finance", "anna", 1),
		"the order":    strings.Replace(strings.Replace(text, "id: crm", "id: crmx", 1), "id: account", "id: account", 1),
		"a default":    strings.Replace(text, `default: ""`, `default: "x"`, 1),
		"the language": "language: de\n" + text,
		"on failure":   strings.Replace(text, "do: email.send", "on_failure: park\n    do: email.send", 1),
		"a time-out":   strings.Replace(text, "do: email.send", "timeout: 10s\n    do: email.send", 1),
		"attempts":     strings.Replace(text, "do: email.send", "retry: {attempts: 2}\n    do: email.send", 1),
		"an undo":      strings.Replace(text, "do: salesforce.update", "undo: {keep: true}\n    do: salesforce.update", 1),
		"trust":        strings.Replace(text, "do: email.send", "trust: [to]\n    do: email.send", 1),
		"a body":       strings.Replace(text, "Dear customer", "Dear Sir", 1),
		"an argument":  strings.Replace(text, "status: Invoiced", "note: Invoiced", 1),
	}
	seen := map[string]string{plan.Digest(p): "itself"}
	for name, text := range other {
		d := plan.Digest(parsed(t, text))
		require.Empty(t, seen[d], "%s has the digest of %s", name, seen[d])
		seen[d] = name
	}
}

func TestTheDigestCoversConnectionsAndInputs(t *testing.T) {
	text := string(read(t, "invoice.yaml"))
	usual := frozen(t, text, nil).Digest
	require.NotEqual(t, usual, frozen(t, text, map[string]any{"note": "x"}).Digest)
	for _, change := range []func(*plan.Connection){
		func(c *plan.Connection) { c.Identity = "eve@acme.example" },
		func(c *plan.Connection) { c.ID = "email/other" },
		func(c *plan.Connection) { c.Environment, c.WrittenBefore = "production", false },
	} {
		all := connections()
		change(&all["email"][0])
		f, problems := plan.Freeze(registry(t), parsed(t, text), plan.FreezeOptions{Connections: all})
		require.NotNil(t, f, "%v", problems)
		require.NotEqual(t, usual, f.Digest)
	}
}

// Any change of any text in any place of a plan's JSON changes the digest; writing the plan out and reading it back doesn't.
func TestDigestProperty(t *testing.T) {
	value := rapid.Custom(func(t *rapid.T) any {
		return rapid.OneOf(rapid.Map(rapid.String(), func(s string) any { return s }), rapid.Just[any](true), rapid.Just[any](nil),
			rapid.Map(rapid.IntRange(-1000, 1000), func(n int) any { return float64(n) / 8 })).Draw(t, "value")
	})
	rapid.Check(t, func(t *rapid.T) {
		with := map[string]any{}
		for _, key := range rapid.SliceOfNDistinct(rapid.StringMatching(`[a-z]{1,3}`), 1, 4, rapid.ID[string]).Draw(t, "keys") {
			with[key] = []any{value.Draw(t, "item"), map[string]any{"x": value.Draw(t, "field")}}
		}
		p := &plan.Plan{Name: "p", Steps: []plan.Step{{ID: "a", Do: "x.y", With: with}}}
		before := plan.Digest(p)
		out, err := plan.Marshal(p)
		if err != nil {
			t.Fatal(err)
		}
		back, problems := plan.Parse(out)
		if len(problems) > 0 || plan.Digest(back) != before {
			t.Fatalf("%v\n%s", problems, out)
		}
		key := rapid.SampledFrom(keysOf(with)).Draw(t, "changed")
		list := with[key].([]any)
		old, changed := list[0], value.Draw(t, "new")
		list[0] = changed
		a, _ := json.Marshal(old)
		b, _ := json.Marshal(changed)
		if same := string(a) == string(b); same != (plan.Digest(p) == before) {
			t.Fatalf("%s → %s", a, b)
		}
	})
}

func keysOf(m map[string]any) []string {
	var keys []string
	for key := range m {
		keys = append(keys, key)
	}
	return keys
}

func TestSentence(t *testing.T) {
	f := frozen(t, account, nil)
	require.Equal(t, "Look up ACME", f.Steps[0].Sentence("en", map[string]any{"name": "ACME"}))
	require.Equal(t, "ACME GmbH nachschlagen", f.Steps[0].Sentence("de", map[string]any{"name": "ACME\nGmbH"}))
	long := f.Steps[0].Sentence("en", map[string]any{"name": strings.Repeat("ü", 500)})
	require.LessOrEqual(t, len(long), 400)
	require.True(t, strings.HasSuffix(long, "ü…"))
}
