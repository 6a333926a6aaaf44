package plan_test

import (
	"encoding/json"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

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

// A plan over an app that is only declared is as good as any other, until it is to run.
func TestWhatIsOnlyDeclaredIsCheckedAndPreviewed(t *testing.T) {
	p := parsed(t, account+"  - {id: row, do: postgres.insert, with: {name: ACME}}")
	require.Empty(t, plan.Check(registry(t), p, plan.CheckOptions{}))
	require.Equal(t, plan.EffectLine{Step: "row", Kind: "write", Says: "Insert ACME. Undo deletes it again."}, (*plan.Policy)(nil).Preview(registry(t), p, "en")[1])
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

type unready struct {
	text        string
	inputs      map[string]any
	connections map[string][]plan.Connection
	code, path  string
	says        string
}

// unreadyPlans are sound plans that can't be run with what is given.
func unreadyPlans() map[string]unready {
	two := connections()
	two["salesforce"] = append(two["salesforce"], plan.Connection{ID: "salesforce/other"})
	return map[string]unready{
		"an app that isn't connected":   {account, nil, nil, plan.CodeNoConnection, "steps.account.do", "sayso connect salesforce"},
		"an app that is only declared":  {account + "  - {id: row, do: postgres.insert, with: {name: x}}", nil, connections(), plan.CodeNotYet, "steps.row.do", "Sayso knows PostgreSQL and can't reach it yet."},
		"such an app's event to start":  {"trigger: {on: {event: postgres.row_inserted}}\n" + account, nil, connections(), plan.CodeNotYet, "trigger.on.event", "PostgreSQL"},
		"such an app's event to wait":   {account + "  - {id: row, wait: {event: postgres.row_inserted, timeout: 1h}}", nil, connections(), plan.CodeNotYet, "steps.row.wait.event", "PostgreSQL"},
		"such an app's action to undo":  {account + "  - {id: u, do: salesforce.update_account, with: {account: x}, undo: {do: postgres.insert, with: {name: x}}}", nil, connections(), plan.CodeNotYet, "steps.u.undo.do", "PostgreSQL"},
		"several connections":           {account, nil, two, plan.CodeWhatConnection, "steps.account.do", "salesforce/other, salesforce/prod"},
		"a connection there isn't":      {"connections: {salesforce: salesforce/prdo}\n" + account, nil, two, plan.CodeBadConnection, "connections.salesforce", "Did you mean salesforce/prod?"},
		"an input it doesn't have":      {account, map[string]any{"whoo": "x"}, connections(), plan.CodeUnknownInput, "inputs.whoo", "Did you mean who?"},
		"an input that isn't given":     {"name: p\ninputs: {x: {type: date}}\nsteps: [{id: a, approve: {}}]", nil, nil, plan.CodeMissingInput, "inputs.x", "a date of the calendar"},
		"an input of the wrong type":    {account, map[string]any{"who": "nobody"}, connections(), plan.CodeType, "inputs.who", "e-mail"},
		"an amount that comes negative": {account + "  - {id: i, do: invoice.create, with: {customer: x, amount: \"${inputs.limit}\"}}", map[string]any{"limit": "-5 EUR"}, connections(), plan.CodeAmount, "steps.i.with.amount", "-5 EUR"},
		"a problem of the check":        {strings.Replace(account, "name: ACME", "nam: ACME", 1), nil, connections(), plan.CodeUnknownArgument, "steps.account.with.nam", "name"},
	}
}

func TestFreezeRefuses(t *testing.T) {
	for name, c := range unreadyPlans() {
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

func TestSentence(t *testing.T) {
	f := frozen(t, account, nil)
	require.Equal(t, "Look up ACME", f.Steps[0].Sentence("en", map[string]any{"name": "ACME"}))
	require.Equal(t, "ACME GmbH nachschlagen", f.Steps[0].Sentence("de", map[string]any{"name": "ACME\nGmbH"}))
	long := f.Steps[0].Sentence("en", map[string]any{"name": strings.Repeat("ü", 500)})
	require.LessOrEqual(t, len(long), 400)
	require.True(t, strings.HasSuffix(long, "ü…"))
}
