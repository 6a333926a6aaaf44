package plan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// Promise 4: what strangers write fills texts. It picks no recipient, record, address or amount, unless a person sees the value and
// approves it, or the plan vouches for it.
func TestTrust(t *testing.T) {
	mail := func(to string) string {
		return "  - {id: m, do: email.send, with: {to: " + to + ", subject: s, body: b}}\n"
	}
	const (
		body = `["${trigger.body}"]`
		find = "  - {id: a, do: salesforce.find_account, with: {name: x}}\n"
		look = "  - {id: s, do: jira.search_issues}\n"
		ask  = "  - {id: ok, approve: {by: anna}}\n"
	)
	for name, c := range map[string]struct{ steps, untrusted string }{
		"who asked gets a mail":                   {mail(`["${trigger.requester}"]`), ""},
		"whom the CRM knows gets one":             {find + mail(`["${a.email}"]`), ""},
		"whom the plan names gets one":            {mail("boss@acme.example"), ""},
		"whom an input names gets one":            {mail(`["${inputs.boss}"]`), ""},
		"what they wrote is in a text":            {"  - {id: p, do: slack.post_message, with: {channel: c, text: \"${trigger.body}\"}}\n", ""},
		"whom they name doesn't":                  {mail(body), "steps.m.with.to[0]"},
		"nor half of whom":                        {mail(`["${trigger.body}@acme.example"]`), "steps.m.with.to[0]"},
		"nor one of two":                          {mail(`["${trigger.requester}", "${trigger.body}"]`), "steps.m.with.to[1]"},
		"nor instead of one":                      {mail(`["${default(trigger.requester, trigger.body)}"]`), "steps.m.with.to[0]"},
		"nor whom an account's notes name":        {find + mail(`["${a.notes}"]`), "steps.m.with.to[0]"},
		"no record is picked":                     {"  - {id: u, do: salesforce.update_account, with: {account: \"${trigger.body}\", status: x}}\n", "steps.u.with.account"},
		"not by what a search found either":       {look + "  - {id: u, do: salesforce.update_account, with: {account: \"${s.issues[0].id}\"}}\n", "steps.u.with.account"},
		"nor in fields of any name":               {"  - {id: u, do: salesforce.update_account, with: {account: x, fields: {Owner: {Name: \"${trigger.body}\"}}}}\n", "steps.u.with.fields.Owner.Name"},
		"no amount is set":                        {look + "  - {id: i, do: invoice.create, with: {customer: x, amount: {amount: \"${s.issues[0].price}\", currency: EUR}}}\n", "steps.i.with.amount.amount"},
		"a web address is the plan's alone":       {find + "  - {id: j, do: jira.create_issue, with: {project: P, summary: s, link: \"https://x.example/${a.id}\"}}\n", "steps.j.with.link"},
		"an undo is no way around":                {"  - {id: p, do: slack.post_message, with: {channel: c, text: t}, undo: {do: slack.post_message, with: {channel: \"${trigger.body}\", text: t}}}\n", "steps.p.undo.with.channel"},
		"a person approves it":                    {ask + mail(body), ""},
		"and what stands in between":              {ask + find + mail(body), ""},
		"but not before it is there":              {ask + look + mail(`["${s.issues[0].mail}"]`), "steps.m.with.to[0]"},
		"nor afterwards":                          {mail(body) + ask, "steps.m.with.to[0]"},
		"nor only sometimes":                      {find + "  - {id: ok, if: a.name == \"x\", approve: {}}\n" + mail(body), "steps.m.with.to[0]"},
		"but whenever it matters":                 {find + "  - {id: ok, if: a.name == \"x\", approve: {}}\n" + strings.Replace(mail(body), "do:", "if: a.name == \"x\", do:", 1), ""},
		"the plan vouches for it":                 {strings.Replace(mail(body), "do:", "trust: [to], do:", 1), ""},
		"vouching for something else is no help":  {strings.Replace(mail(body), "do:", "trust: [subject], do:", 1), "steps.m.with.to[0]"},
		"vouching for another step isn't, either": {strings.Replace(strings.Replace(mail(body), "do:", "trust: [to], do:", 1), "id: m", "id: n", 1) + mail(body), "steps.m.with.to[0]"},
	} {
		t.Run(name, func(t *testing.T) {
			problems := checked(t, "name: p\ninputs: {boss: {type: email, default: boss@acme.example}}\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n"+c.steps)
			var paths []string
			for _, p := range problems {
				if p.Code == plan.CodeUntrusted {
					paths = append(paths, p.Path)
				}
			}
			require.Equal(t, c.untrusted, strings.Join(paths, " "))
		})
	}
}

// An approval lets through only what it shows: where its own words don't, the plan that runs has them.
func TestAnApprovalShowsWhatItLetsThrough(t *testing.T) {
	text := func(approve string) string {
		return "name: p\nlanguage: de\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n  - {id: ok, approve: {" + approve + "}}\n" +
			"  - {id: m, do: email.send, with: {to: [\"${trigger.body}\"], subject: s, body: \"${trigger.subject}\"}}\n"
	}
	for name, c := range map[string]struct{ approve, want string }{
		"without words": {"", "m mit to: ${trigger.body}"},
		"with others":   {`text: "Wirklich, ${trigger.requester}?"`, "Wirklich, ${trigger.requester}?\nm mit to: ${trigger.body}"},
		"with the same": {`text: "An ${upper(trigger.body)}?"`, "An ${upper(trigger.body)}?"},
		"with the lot":  {`text: "Alles: ${trigger}"`, "Alles: ${trigger}"},
	} {
		t.Run(name, func(t *testing.T) {
			p := parsed(t, text(c.approve))
			before := plan.Digest(p)
			f, problems := plan.Freeze(registry(t), p, plan.FreezeOptions{Connections: connections()})
			require.NotNil(t, f, "%v", problems)
			require.Equal(t, c.want, f.Plan.Steps[0].Approve.Text)
			require.Equal(t, before, plan.Digest(p), "what was given is left alone")
		})
	}
	require.Equal(t, "Auf Freigabe warten: m mit to: [Text des Auslösers].", plan.Preview(registry(t), parsed(t, text("")), "de")[0].Says)

	problems := checked(t, text(`text: "`+strings.Repeat("${trigger.id}", expr.MaxHoles)+`"`))
	require.Len(t, problems, 1, "what an approval can't hold it can't show")
	require.Equal(t, plan.CodeUntrusted, problems[0].Code)
}
