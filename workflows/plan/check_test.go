package plan_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

func TestTheDesignsExampleIsAGoodPlan(t *testing.T) {
	p := parsed(t, string(read(t, "invoice.yaml")))
	require.Empty(t, plan.Check(registry(t), p, plan.CheckOptions{}))
}

const account = `name: p
inputs:
  limit: {type: money, default: 1000 EUR}
  who: {type: email, default: a@b.example}
  n: {type: int, default: 1}
steps:
  - {id: account, do: salesforce.find_account, with: {name: ACME}}
`

type unsound struct {
	text, code, path, says string
}

// unsoundPlans are plans that can be read, each with one thing wrong.
func unsoundPlans() map[string]unsound {
	invoice := account + "  - {id: invoice, do: invoice.create, with: {customer: ACME, amount: 1200.00 EUR}}\n"
	mail := invoice + "  - id: mail\n    do: email.send\n    with:\n      subject: Hi\n      body: Hello\n"
	ticket := "name: p\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n"
	return map[string]unsound{
		"a bad name":                    {"name: My Plan!\nsteps: [{id: a, approve: {}}]", plan.CodeBadName, "name", "my-plan"},
		"a bad language":                {"name: p\nlanguage: fr\nsteps: [{id: a, approve: {}}]", plan.CodeLanguage, "language", "en or de"},
		"no steps":                      {"name: p\nsteps: []", plan.CodeNoSteps, "steps", "no steps"},
		"too many steps":                {"name: p\nsteps:" + strings.Repeat("\n  - {id: a, approve: {}}", 1001), plan.CodeTooManySteps, "steps", "1001"},
		"a bad id":                      {"name: p\nsteps: [{id: Find-It, approve: {}}]", plan.CodeBadID, "steps[0].id", "find_it"},
		"a reserved id":                 {"name: p\nsteps: [{id: trigger, approve: {}}]", plan.CodeBadID, "steps.trigger.id", "trigger_1"},
		"a doubled id":                  {"name: p\nsteps: [{id: a, approve: {}}, {id: a, approve: {}}]", plan.CodeDoubledID, "steps[1].id", "a_2"},
		"a step of nothing":             {"name: p\nsteps: [{id: a}]", plan.CodeStepKind, "steps.a", "does nothing"},
		"a step of both":                {account + "  - {id: a, do: salesforce.find_account, with: {name: x}, approve: {}}", plan.CodeStepKind, "steps.a", "not both"},
		"retry of an approval":          {"name: p\nsteps: [{id: a, approve: {}, retry: {attempts: 2}}]", plan.CodeStepKind, "steps.a.retry", "not to an approval"},
		"an unknown app":                {"name: p\nsteps: [{id: a, do: salesforec.find_account}]", plan.CodeUnknownApp, "steps.a.do", "Did you mean salesforce?"},
		"an app by another name":        {"name: p\nsteps: [{id: a, do: sfdc.find_account}]", plan.CodeUnknownApp, "steps.a.do", "Did you mean salesforce?"},
		"an unknown action":             {"name: p\nsteps: [{id: a, do: salesforce.find_acount}]", plan.CodeUnknownAction, "steps.a.do", "Did you mean find_account?"},
		"an action without app":         {"name: p\nsteps: [{id: a, do: send}]", plan.CodeUnknownApp, "steps.a.do", "send"},
		"an unknown argument":           {account + "  - {id: a, do: salesforce.find_account, with: {nam: x}}", plan.CodeUnknownArgument, "steps.a.with.nam", "Did you mean name?"},
		"a missing argument":            {account + "  - {id: a, do: salesforce.find_account}", plan.CodeMissingArgument, "steps.a.with.name", "Name of the account"},
		"an empty argument":             {account + "  - {id: a, do: salesforce.find_account, with: {name: ''}}", plan.CodeMissingArgument, "steps.a.with.name", "Name"},
		"none of one_of":                {account + "  - {id: a, do: invoice.create, with: {customer: x}}", plan.CodeOneOf, "steps.a.with", "amount, lines"},
		"a missing field of a line":     {account + "  - {id: a, do: invoice.create, with: {customer: x, lines: [{description: y}]}}", plan.CodeMissingArgument, "steps.a.with.lines[0].unit_price", "unit_price"},
		"an unknown field of a line":    {account + "  - {id: a, do: invoice.create, with: {customer: x, lines: [{description: y, unit_price: 1 EUR, amout: 1}]}}", plan.CodeUnknownArgument, "steps.a.with.lines[0].amout", "lines has no amout"},
		"no e-mail address":             {mail + "      to: [nobody]", plan.CodeType, "steps.mail.with.to[0]", `an e-mail address, but this is "nobody"`},
		"an impossible date":            {account + "  - {id: a, do: invoice.create, with: {customer: x, amount: 1 EUR, due: 2026-02-30}}", plan.CodeType, "steps.a.with.due", "a date of the calendar"},
		"a negative amount":             {account + "  - {id: a, do: invoice.create, with: {customer: x, amount: {amount: -5, currency: EUR}}}", plan.CodeAmount, "steps.a.with.amount", "-5 EUR"},
		"an amount of zero":             {account + "  - {id: a, do: invoice.create, with: {customer: x, amount: 0.00 EUR}}", plan.CodeAmount, "steps.a.with.amount", "more than zero"},
		"a made-up currency":            {account + "  - {id: a, do: invoice.create, with: {customer: x, amount: 5 EUX}}", plan.CodeType, "steps.a.with.amount.currency", "EUX"},
		"an amount without currency":    {account + "  - {id: a, do: invoice.create, with: {customer: x, amount: 5}}", plan.CodeType, "steps.a.with.amount", "1200.00 EUR"},
		"an amount of words":            {account + "  - {id: a, do: invoice.create, with: {customer: x, amount: {amount: lots, currency: EUR}}}", plan.CodeType, "steps.a.with.amount.amount", "a decimal number"},
		"a choice there isn't":          {account + "  - {id: a, do: jira.create_issue, with: {project: P, summary: s, priority: urgent}}", plan.CodeChoice, "steps.a.with.priority", "low, normal, High"},
		"yes for a truth value":         {account + "  - {id: a, do: jira.create_issue, with: {project: P, summary: s, private: yes}}", plan.CodeType, "steps.a.with.private", "true or false"},
		"a part of a vote":              {account + "  - {id: a, do: jira.create_issue, with: {project: P, summary: s, votes: 1.5}}", plan.CodeType, "steps.a.with.votes", "a whole number"},
		"a list for a text":             {account + "  - {id: a, do: jira.create_issue, with: {project: [P], summary: s}}", plan.CodeType, "steps.a.with.project", "a list"},
		"a text for fields":             {account + "  - {id: a, do: salesforce.update_account, with: {account: x, fields: y}}", plan.CodeType, "steps.a.with.fields", "a map"},
		"a web address that is none":    {account + "  - {id: a, do: jira.create_issue, with: {project: P, summary: s, link: javascript:alert}}", plan.CodeType, "steps.a.with.link", "a web address"},
		"a text for a file":             {mail + "      to: a@b.example\n      attachments: [x.pdf]", plan.CodeType, "steps.mail.with.attachments[0]", "a file"},
		"a reference to nowhere":        {mail + "      to: [\"${missing.x}\"]", plan.CodeUnknownStep, "steps.mail.with.to[0]", "missing"},
		"a misspelt step":               {mail + "      to: [\"${acount.email}\"]", plan.CodeUnknownStep, "steps.mail.with.to[0]", "Did you mean account?"},
		"a misspelt field":              {mail + "      to: [\"${account.emial}\"]", plan.CodeUnknownField, "steps.mail.with.to[0]", "Did you mean email?"},
		"a reference to itself":         {mail + "      to: [\"${mail.message_id}\"]", plan.CodeLaterStep, "steps.mail.with.to[0]", "has not run by then"},
		"a later step":                  {"name: p\nsteps:\n  - {id: a, do: salesforce.find_account, with: {name: \"${b.name}\"}}\n  - {id: b, do: salesforce.find_account, with: {name: x}}", plan.CodeLaterStep, "steps.a.with.name", "Move b ahead of a"},
		"an unknown input":              {mail + "      to: [\"${inputs.whom}\"]", plan.CodeUnknownField, "steps.mail.with.to[0]", "inputs has no whom"},
		"a trigger that brings nothing": {mail + "      to: [\"${trigger.email}\"]", plan.CodeUnknownField, "steps.mail.with.to[0]", "trigger has no email"},
		"a date for an address":         {mail + "      to: [\"${invoice.due}\"]", plan.CodeType, "steps.mail.with.to[0]", "a date (${invoice.due})"},
		"money for an address":          {mail + "      to: \"${invoice.total}\"", plan.CodeType, "steps.mail.with.to", "an amount of money"},
		"an expression that isn't one":  {mail + "      to: [\"${account.}\"]", plan.CodeExpression, "steps.mail.with.to[0]", "can't be read"},
		"an expression without end":     {mail + "      to: [\"${account.email\"]", plan.CodeExpression, "steps.mail.with.to[0]", "not closed"},
		"an expression of mixed types":  {mail + "      to: [a@b.example]\n    if: invoice.total > 10000", plan.CodeExpression, "steps.mail.if", ".amount"},
		"a condition that is none":      {mail + "      to: [a@b.example]\n    if: account.name", plan.CodeExpression, "steps.mail.if", "a condition is needed, but this is a text"},
		"a function there isn't":        {mail + "      to: [a@b.example]\n    if: now() > 1", plan.CodeExpression, "steps.mail.if", "now()"},
		"a typo in free fields":         {account + "  - {id: a, do: salesforce.update_account, with: {account: x, fields: {y: [\"${acount.id}\"]}}}", plan.CodeUnknownStep, "steps.a.with.fields.y[0]", "account"},
		"a step that may be skipped":    {account + "  - {id: i, if: inputs.n > 1, do: jira.create_issue, with: {project: P, summary: s}}\n  - {id: s, do: slack.post_message, with: {channel: c, text: \"${i.key}\"}}", plan.CodeMayBeMissing, "steps.s.with.text", "default(i.key"},
		"a step that may fail":          {account + "  - {id: i, on_failure: continue, do: jira.create_issue, with: {project: P, summary: s}}\n  - {id: s, do: slack.post_message, with: {channel: c, text: \"${i.key}\"}}", plan.CodeMayBeMissing, "steps.s.with.text", "i"},
		"a time-out that is none":       {mail + "      to: a@b.example\n    timeout: soon", plan.CodeDuration, "steps.mail.timeout", "between 1s and 7d"},
		"an approval too short":         {"name: p\nsteps: [{id: a, approve: {timeout: 5ms}}]", plan.CodeDuration, "steps.a.approve.timeout", "between 1s and 90d"},
		"too many attempts":             {mail + "      to: a@b.example\n    retry: {attempts: 1000}", plan.CodeRetry, "steps.mail.retry.attempts", "1 to 100"},
		"pauses that shrink":            {mail + "      to: a@b.example\n    retry: {first: 10s, max: 1s}", plan.CodeRetry, "steps.mail.retry.max", "shorter"},
		"what can't follow a failure":   {mail + "      to: a@b.example\n    on_failure: ignore", plan.CodeOnFailure, "steps.mail.on_failure", "continue"},
		"an undo of both":               {invoice + "  - {id: a, do: slack.post_message, with: {channel: c, text: t}, undo: {keep: true, do: slack.post_message}}", plan.CodeUndo, "steps.a.undo", "either"},
		"an undo of a read":             {account + "  - {id: a, do: salesforce.find_account, with: {name: x}, undo: {keep: true}}", plan.CodeUndo, "steps.a.undo", "changes nothing"},
		"an undo with a typo":           {account + "  - {id: a, do: slack.post_message, with: {channel: c, text: t}, undo: {do: slack.post_message, with: {chanel: c, text: t}}}", plan.CodeUnknownArgument, "steps.a.undo.with.chanel", "channel"},
		"trust in what isn't there":     {account + "  - {id: a, do: slack.post_message, with: {channel: c, text: t}, trust: [chanel]}", plan.CodeUnknownArgument, "steps.a.trust[0]", "channel"},
		"an input of no type":           {"name: p\ninputs: {x: {type: strin}}\nsteps: [{id: a, approve: {}}]", plan.CodeInputType, "inputs.x.type", "string"},
		"an input with a wrong default": {"name: p\ninputs: {x: {type: email, default: nobody}}\nsteps: [{id: a, approve: {}}]", plan.CodeType, "inputs.x.default", "e-mail"},
		"an input nobody can give":      {"name: p\ninputs: {x: {type: email}}\ntrigger: {schedule: {cron: 0 7 * * 1}}\nsteps: [{id: a, approve: {}}]", plan.CodeInputDefault, "inputs.x", "Add a default"},
		"an input with a bad name":      {"name: p\ninputs: {X-y: {type: email}}\nsteps: [{id: a, approve: {}}]", plan.CodeBadID, "inputs.X-y", "x_y"},
		"a connection of no app":        {"name: p\nconnections: {sfdc: sfdc/prod}\nsteps: [{id: a, approve: {}}]", plan.CodeUnknownApp, "connections.sfdc", "salesforce"},
		"a connection of another app":   {"name: p\nconnections: {salesforce: prod}\nsteps: [{id: a, approve: {}}]", plan.CodeBadConnection, "connections.salesforce", "salesforce/prod"},
		"two triggers":                  {"name: p\ntrigger: {manual: {}, webhook: {}}\nsteps: [{id: a, approve: {}}]", plan.CodeTrigger, "trigger", "2"},
		"an empty trigger":              {"name: p\ntrigger: {}\nsteps: [{id: a, approve: {}}]", plan.CodeTrigger, "trigger", "0"},
		"a cron of six fields":          {"name: p\ntrigger: {schedule: {cron: 0 0 7 * * 1}}\nsteps: [{id: a, approve: {}}]", plan.CodeCron, "trigger.schedule.cron", "five fields"},
		"a cron that never comes":       {"name: p\ntrigger: {schedule: {cron: 0 0 30 2 *}}\nsteps: [{id: a, approve: {}}]", plan.CodeCron, "trigger.schedule.cron", "never"},
		"a cron with a zone":            {"name: p\ntrigger: {schedule: {cron: TZ=0}}\nsteps: [{id: a, approve: {}}]", plan.CodeCron, "trigger.schedule.cron", "TZ=0"},
		"a time zone that is none":      {"name: p\ntrigger: {schedule: {cron: 0 7 * * 1, timezone: Europe/Bärlin}}\nsteps: [{id: a, approve: {}}]", plan.CodeTimezone, "trigger.schedule.timezone", "Europe/Berlin"},
		"an event there isn't":          {"name: p\ntrigger: {on: {event: zendesk.ticket_createt}}\nsteps: [{id: a, approve: {}}]", plan.CodeUnknownEvent, "trigger.on.event", "zendesk.ticket_created"},
		"an event with a typo":          {"name: p\ntrigger: {on: {event: zendesk.ticket_created, with: {priorty: low}}}\nsteps: [{id: a, approve: {}}]", plan.CodeUnknownArgument, "trigger.on.with.priorty", "priority"},
		"an event with a wrong where":   {"name: p\ntrigger: {on: {event: zendesk.ticket_created, where: trigger.subject > 1}}\nsteps: [{id: a, approve: {}}]", plan.CodeExpression, "trigger.on.where", "compares"},
		"a where over what isn't there": {"name: p\ntrigger: {on: {event: zendesk.ticket_created, where: trigger.sbject == \"x\"}}\nsteps: [{id: a, approve: {}}]", plan.CodeUnknownField, "trigger.on.where", "subject"},
		"a recipient out of a text":     {ticket + "  - {id: m, do: email.send, with: {to: \"${trigger.body}\", subject: s, body: b}}", plan.CodeUntrusted, "steps.m.with.to", "trigger.body"},
		"a subject out of a text":       {ticket + "  - {id: m, do: email.send, with: {to: a@b.example, subject: \"Re: ${upper(trigger.body)}\", body: b}}", plan.CodeUntrusted, "steps.m.with.subject", "free text"},
		"a link out of a record":        {ticket + "  - {id: j, do: jira.create_issue, with: {project: P, summary: s, link: \"https://x.example/${trigger.id}\"}}", plan.CodeUntrusted, "steps.j.with.link", "read from a connected app"},
		"an address out of a search":    {account + "  - {id: s, do: jira.search_issues}\n  - {id: m, do: email.send, with: {to: \"${s.issues[0].mail}\", subject: s, body: b}}", plan.CodeUntrusted, "steps.m.with.to", "s.issues[0].mail"},
		"a choice steered by a text":    {ticket + "  - {id: m, do: email.send, with: {to: \"${trigger.body contains 'x' ? 'a@b.example' : 'c@d.example'}\", subject: s, body: b}}", plan.CodeUntrusted, "steps.m.with.to", "trigger.body"},
	}
}

func TestCheck(t *testing.T) {
	for name, c := range unsoundPlans() {
		t.Run(name, func(t *testing.T) { requireOne(t, c, checked(t, c.text)) })
	}
}

// requireOne makes sure that a plan's one fault gives one problem.
func requireOne(t *testing.T, c unsound, problems []plan.Problem) {
	t.Helper()
	require.NotEmpty(t, problems)
	var all []string
	for _, p := range problems {
		all = append(all, p.String())
	}
	p := problems[0]
	require.Equal(t, c.code, p.Code, strings.Join(all, "\n"))
	require.Equal(t, c.path, p.Path)
	require.Contains(t, p.Message+" "+p.Fix, c.says)
	require.Positive(t, p.Line, "it has a place")
	require.Len(t, problems, 1, "one fault, one problem:\n%s", strings.Join(all, "\n"))
	de := p.In("de")
	require.NotEqual(t, p.Message, de.Message)
	require.NotContains(t, strings.ReplaceAll(p.Message+p.Fix+de.Message+de.Fix, "${", ""), "{", "everything is filled in")
}

func TestWhatIsAllowed(t *testing.T) {
	ticket := "name: p\ntrigger: {on: {event: zendesk.ticket_created, with: {priority: high}, where: trigger.subject contains \"refund\"}}\nsteps:\n"
	for name, text := range map[string]string{
		"mail to who asked":            ticket + "  - {id: m, do: email.send, with: {to: \"${trigger.requester}\", subject: \"Re: ${trigger.subject}\", body: \"You wrote: ${trigger.body}\"}}",
		"an approval in between":       ticket + "  - {id: ok, approve: {text: \"${trigger.body}\"}}\n  - {id: m, do: email.send, with: {to: \"${trigger.body}\", subject: s, body: b}}",
		"vouched for by hand":          ticket + "  - {id: m, do: email.send, trust: [to], with: {to: \"${trigger.body}\", subject: s, body: b}}",
		"a number for an id":           account + "  - {id: u, do: salesforce.update_account, with: {account: 48213}}",
		"a number from a step for one": account + "  - {id: s, do: jira.search_issues}\n  - {id: u, do: salesforce.update_account, with: {account: \"${s.total}\"}}",
		"one for a list":               account + "  - {id: j, do: jira.create_issue, with: {project: P, summary: s, labels: x, votes: 3}}",
		"money in many forms": account + "  - {id: i, do: invoice.create, with: {customer: x, amount: {amount: 1200.00, currency: eur}}}\n" +
			"  - {id: k, do: invoice.create, with: {customer: x, amount: \"${i.total * 2}\"}}\n" +
			"  - {id: l, do: invoice.create, with: {customer: x, amount: {amount: \"${i.total.amount}\", currency: \"${i.total.currency}\"}}}\n" +
			"  - {id: n, do: invoice.create, with: {customer: x, amount: \"${inputs.limit}\", tax_rate: 19}}",
		"money in a text":                 account + "  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}\n  - {id: u, do: salesforce.update_account, with: {account: x, note: \"${i.total}\"}}",
		"a choice without case":           account + "  - {id: j, do: jira.create_issue, with: {project: P, summary: s, priority: HIGH}}",
		"the same condition":              account + "  - {id: i, if: inputs.n > 1, do: jira.create_issue, with: {project: P, summary: s}}\n  - {id: s, if: inputs.n > 1, do: slack.post_message, with: {channel: c, text: \"${i.key}\"}}",
		"a default for what is missing":   account + "  - {id: i, if: inputs.n > 1, do: jira.create_issue, with: {project: P, summary: s}}\n  - {id: s, do: slack.post_message, with: {channel: c, text: \"${default(i.key, 'none')} ${i.url ?? ''}\"}}",
		"an escaped expression":           account + "  - {id: u, do: salesforce.update_account, with: {account: x, note: \"write $${name}\"}}",
		"an undo of one's own":            account + "  - {id: s, do: slack.post_message, with: {channel: c, text: t}, undo: {do: slack.post_message, with: {channel: c, text: \"sorry for ${s.id}\"}}}",
		"a schedule":                      "name: p\ntrigger: {schedule: {cron: 30 7 * * MON-FRI, timezone: Europe/Berlin}}\nsteps: [{id: a, approve: {}}]",
		"a day counted from a schedule's": "name: p\ntrigger: {schedule: {cron: 0 7 * * 1}}\nsteps: [{id: i, do: invoice.create, with: {customer: x, amount: 5 EUR, due: '${trigger.day + \"14d\"}'}}]",
		"the day of an event":             "name: p\ntrigger: {webhook: {path: x}}\nsteps: [{id: i, do: invoice.create, with: {customer: x, amount: 5 EUR, due: '${trigger.day}'}}]",
		"a webhook":                       "name: p\ntrigger: {webhook: {path: x}}\nsteps: [{id: s, do: slack.post_message, with: {channel: c, text: \"${trigger.body.x}\"}}]",
		"every type of input": "name: p\ninputs: {a: {type: list<email>, default: [a@b.example]}, b: {type: enum(low|high), default: LOW}, c: {type: bool, default: true}, d: {type: duration, default: 3d}, " +
			"e: {type: datetime}, f: {type: url}, g: {type: object}, h: {type: any}, i: {type: file}, j: {type: number, default: 1.5}, k: {type: date}, l: {type: money, default: -1 EUR}}\nsteps: [{id: s, approve: {text: \"${inputs.a[0]}\"}}]",
	} {
		t.Run(name, func(t *testing.T) { require.Empty(t, checked(t, text)) })
	}
}

// Freezing writes a function around some expressions; one that was just small enough before is refused when checked, not when run.
func TestAnExpressionAtTheLimit(t *testing.T) {
	largest := "default(account.name, '" + strings.Repeat("x", expr.MaxSource-len("default(account.name, '')")) + "')"
	require.Len(t, largest, expr.MaxSource)
	note := "  - {id: u, do: salesforce.update_account, with: {account: x, note: \"x${" + largest + "}\"}}"
	require.Empty(t, checked(t, account+note))
	problems := checked(t, account+strings.Replace(note, "account: x, note:", "account:", 1))
	require.Len(t, problems, 1)
	require.Equal(t, plan.CodeExpression, problems[0].Code)
}

// Many warnings are still no error.
func TestMoreWarningsThanAreListed(t *testing.T) {
	text := account + "  - {id: i, if: inputs.n > 1, do: jira.create_issue, with: {project: P, summary: s}}\n"
	for i := range 2 * plan.MaxProblems {
		text += fmt.Sprintf("  - {id: s%d, if: i.key != nil, do: slack.post_message, with: {channel: c, text: t}}\n", i)
	}
	problems := checked(t, text)
	require.Len(t, problems, plan.MaxProblems+1)
	require.False(t, plan.HasErrors(problems))
	require.Equal(t, plan.CodeMoreProblems, problems[plan.MaxProblems].Code)
}

func TestProblemsSpeakThePlansLanguage(t *testing.T) {
	problems := checked(t, "name: p\nlanguage: de\nsteps: [{id: a, do: salesforec.x}]")
	require.Equal(t, "Es gibt keine App \"salesforec\".", problems[0].Message)
	require.Equal(t, "Meintest du salesforce?", problems[0].Fix)
	require.JSONEq(t, `{"code":"unknown_app","severity":"error","path":"steps.a.do","message":"Es gibt keine App \"salesforec\".","fix":"Meintest du salesforce?","line":3,"column":21}`,
		string(asJSON(t, problems[0])))
	_, problems = plan.Parse([]byte("language: de\nname: p\nsteps: []\nfoo: 1"))
	require.Equal(t, "foo ist hier nicht bekannt.", problems[0].Message)
}

func TestOrder(t *testing.T) {
	step := func(id, do, with string) string {
		return fmt.Sprintf("  - {id: %s, do: %s, with: {%s}}\n", id, do, with)
	}
	send := func(id, body string) string {
		return step(id, "email.send", `to: a@b.example, subject: s, body: "`+body+`"`)
	}
	post := func(id, text string) string { return step(id, "slack.post_message", `channel: c, text: "`+text+`"`) }
	for name, c := range map[string]struct{ steps, want, warns string }{
		"a mail goes last":                  {send("m", "x") + post("s", "x"), "s m", "Put m behind s."},
		"what needs it comes after":         {send("m", "x") + post("s", "${m.message_id}"), "m s", "can't go later"},
		"what doesn't moves ahead":          {send("m", "x") + post("s", "${m.message_id}") + step("u", "salesforce.update_account", "account: x"), "u m s", "can't go later"},
		"mails keep their order":            {send("m", "x") + send("n", "x"), "m n", ""},
		"nothing moves across an approval":  {send("m", "x") + "  - {id: ok, approve: {}}\n" + post("s", "x"), "m ok s", "can't go later"},
		"steps of one app keep their order": {post("s", "x") + send("m", "x") + post("r", "x"), "s r m", "Put m behind r."},
		"a condition is a dependency":       {send("m", "x") + "  - {id: s, if: m.message_id != \"\", do: slack.post_message, with: {channel: c, text: t}}\n", "m s", "can't go later"},
		"a read can fail, too":              {send("m", "x") + step("l", "jira.search_issues", ""), "l m", "Put m behind l."},
		"it was thought of":                 {send("m", "x") + "  - {id: s, on_failure: park, do: slack.post_message, with: {channel: c, text: \"${m.message_id}\"}}\n", "m s", ""},
		"it doesn't matter":                 {send("m", "x") + "  - {id: ok, approve: {}}\n  - {id: s, on_failure: continue, do: slack.post_message, with: {channel: c, text: t}}\n", "m ok s", ""},
		"an ordered plan stays as it is":    {post("s", "x") + send("m", "x"), "s m", ""},
	} {
		t.Run(name, func(t *testing.T) {
			p := parsed(t, "name: p\nsteps:\n"+c.steps)
			var ids []string
			for _, s := range plan.Order(registry(t), p).Steps {
				ids = append(ids, s.ID)
			}
			require.Equal(t, c.want, strings.Join(ids, " "))
			problems := plan.Check(registry(t), p, plan.CheckOptions{})
			if c.warns == "" {
				require.Empty(t, problems)
				return
			}
			require.Equal(t, plan.CodeOrder, problems[0].Code)
			require.Equal(t, plan.Warning, problems[0].Severity)
			require.Contains(t, problems[0].Fix, c.warns)
			require.False(t, plan.HasErrors(problems))
		})
	}
}

func TestValuesOfGoAreCheckedLikeThoseOfYAML(t *testing.T) {
	p := &plan.Plan{Name: "p", Steps: []plan.Step{
		{ID: "i", Do: "invoice.create", With: map[string]any{"customer": "x", "amount": connectors.Money{Amount: "5.00", Currency: "EUR"}, "tax_rate": 19}},
		{ID: "m", Do: "email.send", With: map[string]any{"to": []string{"a@b.example", "${i.nmber}"}, "subject": "s", "body": "b"}},
	}}
	problems := plan.Check(registry(t), p, plan.CheckOptions{})
	require.Len(t, problems, 1)
	require.Equal(t, plan.CodeUnknownField, problems[0].Code)
	require.Zero(t, problems[0].Line)
}

func FuzzCheck(f *testing.F) {
	f.Add(read(f, "invoice.yaml"))
	f.Add([]byte("name: p\ntrigger: {on: {event: zendesk.ticket_created, with: {a: b}}}\nsteps:\n  - {id: a, do: email.send, with: {to: 1, subject: [], body: {}}, undo: {do: x}, retry: {}, trust: [q]}"))
	f.Add([]byte(account))
	f.Add(read(f, "control.yaml"))
	f.Add([]byte("name: p\nsteps:\n  - {id: a, each: [1, {x: 2}], as: n, at_once: 2, steps: [{id: b, wait: 2h}, {id: c, choose: [{when: n.x > 1, steps: [{id: d, run: e}]}]}]}\noutputs: {x: \"${a.items}\"}"))
	reg := registry(f)
	f.Fuzz(func(t *testing.T, src []byte) {
		problems, frozen := work(reg, src)
		if frozen != nil && (plan.HasErrors(problems) || !frozen.Intact()) {
			t.Fatalf("frozen in spite of %v", problems)
		}
		if frozen != nil {
			again, more := plan.Freeze(reg, &frozen.Plan, plan.FreezeOptions{Connections: connections()})
			if again == nil || again.Digest != frozen.Digest {
				t.Fatalf("not its own normal form: %v", more)
			}
		}
		if len(src) > page {
			return
		}
		if took := fastest(func() { work(reg, src) }); took > patience {
			t.Fatalf("%s", took)
		}
	})
}
