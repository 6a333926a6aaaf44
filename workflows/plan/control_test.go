package plan_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

const search = account + "  - {id: search, do: jira.search_issues}\n"

// unsoundControl are plans with one thing wrong about a control step.
func unsoundControl() map[string]unsound {
	post := func(id, text string) string {
		return "{id: " + id + ", do: slack.post_message, with: {channel: c, text: \"" + text + "\"}}"
	}
	each := search + "  - id: loop\n    each: ${search.issues}\n"
	choose := account + "  - id: way\n    choose:\n      - when: inputs.n > 1\n        steps: [" + post("first", "x") + "]\n"
	both := account + "  - id: both\n    parallel:\n      - steps: [" + post("left", "x") + "]\n"
	wait := func(w string) string { return account + "  - {id: w, wait: " + w + "}\n" }
	return map[string]unsound{
		"two kinds of step":               {account + "  - {id: a, wait: 2h, run: other}", plan.CodeStepKind, "steps.a", "not both run and wait"},
		"at once without each":            {account + "  - {id: a, do: jira.search_issues, at_once: 3}", plan.CodeStepKind, "steps.a.at_once", "belongs to a step with each, not to one with do"},
		"a retry of a loop":               {each + "    retry: {attempts: 2}\n    steps: [" + post("p", "x") + "]", plan.CodeStepKind, "steps.loop.retry", "not to one with each"},
		"a time-out beside wait":          {account + "  - {id: w, wait: {event: zendesk.ticket_created}, timeout: 2d}", plan.CodeStepKind, "steps.w.timeout", "inside wait"},
		"an id inside another step":       {choose + "  - " + post("first", "x"), plan.CodeDoubledID, "steps[2].id", "first_2"},
		"an id of another branch":         {both + "      - steps: [" + post("left", "y") + "]", plan.CodeDoubledID, "steps.both.parallel[1].steps[0].id", "left_2"},
		"a typo inside a branch":          {choose + "      - steps: [{id: s, do: slack.post_mesage}]", plan.CodeUnknownAction, "steps.way.choose[1].steps.s.do", "post_message"},
		"an else in the middle":           {choose + "      - steps: [" + post("e", "x") + "]\n      - steps: [" + post("f", "x") + "]", plan.CodeControl, "steps.way.choose[1]", "Only the last"},
		"an else alone":                   {account + "  - id: way\n    choose:\n      - steps: [" + post("e", "x") + "]", plan.CodeControl, "steps.way.choose[0]", "Only the last"},
		"a choice of nothing":             {account + "  - {id: way, choose: []}", plan.CodeControl, "steps.way.choose", "needs branches"},
		"an empty branch":                 {choose + "      - {when: inputs.n > 0, steps: []}", plan.CodeControl, "steps.way.choose[1].steps", "no steps"},
		"a when that is a text":           {choose + "      - {when: account.name, steps: [" + post("e", "x") + "]}", plan.CodeExpression, "steps.way.choose[1].when", "but this is a text"},
		"a step of one branch":            {choose + "  - " + post("s", "${first.id}"), plan.CodeMayBeMissing, "steps.s.with.text", "a branch that may not be taken"},
		"a step of another branch":        {choose + "      - steps: [" + post("e", "${first.id}") + "]", plan.CodeHiddenStep, "steps.way.choose[1].steps.e.with.text", "Put first before way"},
		"the choice while it is made":     {choose + "      - steps: [" + post("e", "${way.x}") + "]", plan.CodeLaterStep, "steps.way.choose[1].steps.e.with.text", "an earlier step"},
		"one branch in parallel":          {both, plan.CodeControl, "steps.both.parallel", "two branches"},
		"a when in parallel":              {both + "      - {when: inputs.n > 1, steps: [" + post("r", "x") + "]}", plan.CodeControl, "steps.both.parallel[1].when", "belongs to a choose"},
		"a look at the branch beside":     {both + "      - steps: [" + post("r", "${left.id}") + "]", plan.CodeHiddenStep, "steps.both.parallel[1].steps.r.with.text", "stands inside both"},
		"a branch that may fail":          {both + "      - steps: [" + post("r", "x") + "]\n    on_failure: continue\n  - " + post("s", "${r.id}"), plan.CodeMayBeMissing, "steps.s.with.text", "both may fail"},
		"a loop over a number":            {strings.Replace(each, "search.issues", "search.total", 1) + "    steps: [" + post("p", "x") + "]", plan.CodeType, "steps.loop.each", "a number (${search.total})"},
		"a loop over a word":              {account + "  - {id: loop, each: twice, steps: [" + post("p", "x") + "]}", plan.CodeType, "steps.loop.each", "takes a list"},
		"a loop over a map":               {account + "  - {id: loop, each: {a: b}, steps: [" + post("p", "x") + "]}", plan.CodeType, "steps.loop.each", "a map"},
		"a loop of nothing":               {each, plan.CodeControl, "steps.loop.steps", "no steps"},
		"too many at once":                {each + "    at_once: 101\n    steps: [" + post("p", "x") + "]", plan.CodeControl, "steps.loop.at_once", "1 to 100"},
		"an item with a step's name":      {each + "    as: search\n    steps: [" + post("p", "x") + "]", plan.CodeControl, "steps.loop.as", "loop_item"},
		"an item within an item":          {each + "    steps:\n      - {id: inner, each: [1], steps: [" + post("p", "x") + "]}", plan.CodeControl, "steps.loop.steps.inner.as", "inner_item"},
		"an item with a bad name":         {each + "    as: The-Issue\n    steps: [" + post("p", "x") + "]", plan.CodeBadID, "steps.loop.as", "The-Issue"},
		"an item outside":                 {each + "    steps: [" + post("p", "x") + "]\n  - " + post("s", "${item.key}"), plan.CodeUnknownStep, "steps.s.with.text", "item"},
		"a step of a loop, outside":       {each + "    steps: [" + post("p", "x") + "]\n  - " + post("s", "${p.id}"), plan.CodeHiddenStep, "steps.s.with.text", "${loop.items}"},
		"an item's typo":                  {account + "  - {id: loop, each: [{a: x}], steps: [" + post("p", "${item.b}") + "]}", plan.CodeUnknownField, "steps.loop.steps.p.with.text", "item has no b"},
		"what a loop gives, misspelt":     {each + "    steps: [" + post("p", "x") + "]\n  - " + post("s", "${loop.results}"), plan.CodeUnknownField, "steps.s.with.text", "loop has no results"},
		"what an item gives, misspelt":    {each + "    steps: [" + post("p", "x") + "]\n  - " + post("s", "${loop.items[0].p.idd}"), plan.CodeUnknownField, "steps.s.with.text", "Did you mean id?"},
		"a wait of words":                 {wait("a while"), plan.CodeDuration, "steps.w.wait", "between 1s and 366d"},
		"a wait of years":                 {wait("{for: 3000d}"), plan.CodeDuration, "steps.w.wait.for", "366d"},
		"a wait for two things":           {wait("{for: 2h, until: 2027-01-01}"), plan.CodeControl, "steps.w.wait", "here are 2"},
		"a wait for nothing":              {wait("{}"), plan.CodeControl, "steps.w.wait", "here are 0"},
		"a wait until whenever":           {wait("{until: whenever}"), plan.CodeType, "steps.w.wait.until", "a point in time"},
		"a wait until an amount":          {account + "  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}\n  - {id: w, wait: {until: \"${i.total}\"}}", plan.CodeType, "steps.w.wait.until", "an amount of money"},
		"a wait as long as an address":    {wait("\"${account.email}\""), plan.CodeType, "steps.w.wait", "an e-mail address"},
		"a wait as long as somebody says": {search + "  - {id: w, wait: \"${search.issues[0].pause}\"}", plan.CodeUntrusted, "steps.w.wait", "search.issues[0].pause"},
		"a wait for no event":             {wait("{event: zendesk.ticket_creatd}"), plan.CodeUnknownEvent, "steps.w.wait.event", "ticket_created"},
		"a wait for an odd event":         {wait("{event: zendesk.ticket_created, with: {priorty: low}}"), plan.CodeUnknownArgument, "steps.w.wait.with.priorty", "priority"},
		"a time-out of a pause":           {wait("{for: 2h, timeout: 3h}"), plan.CodeControl, "steps.w.wait.timeout", "a wait for an event"},
		"a time-out without end":          {wait("{event: zendesk.ticket_created, timeout: never}"), plan.CodeDuration, "steps.w.wait.timeout", "366d"},
		"what the event didn't bring":     {wait("{event: zendesk.ticket_created}") + "  - " + post("s", "${w.sbject}"), plan.CodeUnknownField, "steps.s.with.text", "subject"},
		"a plan there isn't":              {account + "  - {id: r, run: tidy-up}", plan.CodeUnknownPlan, "steps.r.run", "no saved plan"},
		"an output with a bad name":       {account + "outputs: {The-Mail: \"${account.email}\"}", plan.CodeBadID, "outputs.The-Mail", "the_mail"},
		"an output of nothing known":      {account + "outputs: {mail: \"${acount.email}\"}", plan.CodeUnknownStep, "outputs.mail", "account"},
		"an output that may be missing":   {choose + "outputs: {id: \"${first.id}\"}", plan.CodeMayBeMissing, "outputs.id", "Write default(first.id"},
		"an output out of a loop":         {each + "    steps: [" + post("p", "x") + "]\noutputs: {id: \"${p.id}\"}", plan.CodeHiddenStep, "outputs.id", "loop.items"},
	}
}

func TestCheckOfControlSteps(t *testing.T) {
	for name, c := range unsoundControl() {
		t.Run(name, func(t *testing.T) { requireOne(t, c, checked(t, c.text)) })
	}
}

// What is in sight where.
func TestWhatControlStepsAllow(t *testing.T) {
	const post = "{id: %, do: slack.post_message, with: {channel: c, text: \"$\"}}"
	say := func(id, text string) string { return strings.NewReplacer("%", id, "$", text).Replace(post) }
	each := search + "  - id: loop\n    each: ${search.issues}\n"
	for name, text := range map[string]string{
		"the item, by its usual name":      each + "    steps: [" + say("p", "${item.key}") + "]",
		"the item, by one of its own":      each + "    as: issue\n    at_once: 100\n    steps: [" + say("p", "${issue.key}") + "]",
		"a list that stands in the plan":   account + "  - {id: loop, each: [ops, dev], steps: [{id: p, do: slack.post_message, with: {channel: \"${item}\", text: t}}]}",
		"amounts that stand in the plan":   account + "  - {id: loop, each: [{amount: '5.00', currency: EUR}], steps: [{id: i, do: invoice.create, with: {customer: x, amount: \"${item}\"}}]}",
		"earlier steps, from inside":       each + "    steps: [" + say("p", "${account.name} ${search.total}") + ", " + say("q", "${p.id}") + "]",
		"what a loop gives":                each + "    steps: [" + say("p", "x") + "]\n  - " + say("s", "${loop.count} - ${loop.failed}: ${loop.items[0].p.id}"),
		"a loop over what a loop gave":     each + "    steps: [" + say("p", "x") + "]\n  - {id: again, each: \"${loop.items}\", steps: [" + say("q", "${item.p.id}") + "]}",
		"a loop in a loop":                 each + "    steps:\n      - {id: inner, each: \"${item.labels}\", as: label, steps: [" + say("p", "${item.key} ${label}") + "]}",
		"a part of a list":                 search + "  - {id: loop, each: \"${filter(search.issues, .priority == 'High')}\", steps: [" + say("p", "${item.key}") + "]}",
		"what is added up":                 each + "    steps: [{id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}]\n  - {id: k, do: invoice.create, with: {customer: x, amount: \"${sum(loop.items, .i.total)}\", due: \"${first(map(loop.items, .i.due)) + '14d'}\"}}",
		"two loops in a row":               each + "    steps: [" + say("p", "${item.key}") + "]\n  - {id: again, each: [1, 2], steps: [" + say("q", "${item}") + "]}",
		"both branches, afterwards":        account + "  - {id: both, parallel: [{steps: [" + say("l", "x") + "]}, {steps: [" + say("r", "x") + "]}]}\n  - " + say("s", "${l.id} ${r.id}"),
		"a branch, with a default":         account + "  - {id: way, choose: [{when: inputs.n > 1, steps: [" + say("l", "x") + "]}, {steps: [" + say("r", "x") + "]}]}\n  - " + say("s", "${default(l.id, r.id ?? '')}"),
		"the first branch, by its when":    account + "  - {id: way, choose: [{when: inputs.n > 1, steps: [" + say("l", "x") + "]}, {steps: [" + say("r", "x") + "]}]}\n  - {id: s, if: inputs.n > 1, do: slack.post_message, with: {channel: c, text: \"${l.id}\"}}",
		"a skipped step, in its branch":    account + "  - {id: i, if: inputs.n > 1, do: jira.create_issue, with: {project: P, summary: s}}\n  - {id: way, choose: [{when: inputs.n > 1, steps: [" + say("l", "${i.key}") + "]}]}",
		"a pause of an input":              "name: p\ninputs: {long: {type: duration, default: 2h}, day: {type: date, default: 2027-01-01}}\nsteps:\n  - {id: w, wait: \"${inputs.long}\"}\n  - {id: v, wait: {until: \"${inputs.day}\"}}\n  - {id: u, wait: {until: 2027-01-01T09:00:00Z}}\n  - {id: d, wait: {until: 2027-01-01}}",
		"what an event brings":             account + "  - {id: w, wait: {event: zendesk.ticket_created, with: {priority: high}, timeout: 3d}, on_failure: park}\n  - {id: m, do: email.send, with: {to: \"${w.requester}\", subject: s, body: b}}",
		"outputs":                          account + "outputs: {mail: \"${account.email}\", said: \"To ${account.name}\", word: done}",
		"an approval covers its own list":  "name: p\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n  - {id: loop, each: [1], steps: [{id: ok, approve: {}}, {id: m, do: email.send, with: {to: \"${trigger.body}\", subject: s, body: b}}]}",
		"an approval covers lists inside":  "name: p\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n  - {id: ok, approve: {}}\n  - {id: loop, each: [1], steps: [{id: m, do: email.send, with: {to: \"${trigger.body}\", subject: s, body: b}}]}",
		"an approval on the branch's when": "name: p\ninputs: {n: {type: int, default: 1}}\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n  - {id: ok, if: inputs.n > 1, approve: {}}\n  - {id: way, choose: [{when: inputs.n > 1, steps: [{id: m, do: email.send, with: {to: \"${trigger.body}\", subject: s, body: b}}]}]}",
		"an approval that shows the item":  search + "  - {id: loop, each: \"${search.issues}\", steps: [{id: ok, approve: {}}, {id: m, do: email.send, with: {to: \"${item.mail}\", subject: s, body: b}}]}",
	} {
		t.Run(name, func(t *testing.T) { require.Empty(t, checked(t, text)) })
	}
}

// Promise 4 holds across nesting: an approval vouches for nothing outside its branch or loop, and for no item it can't show.
func TestTrustAcrossNesting(t *testing.T) {
	const head = "name: p\ninputs: {n: {type: int, default: 1}}\ntrigger: {on: {event: zendesk.ticket_created}}\nsteps:\n"
	const mail = "{id: m, do: email.send, with: {to: \"${trigger.body}\", subject: s, body: b}}"
	const ask = "{id: ok, approve: {}}"
	for name, c := range map[string]struct{ steps, untrusted string }{
		"out of a branch":      {"  - {id: way, choose: [{when: inputs.n > 1, steps: [" + ask + "]}]}\n  - " + mail, "steps.m.with.to"},
		"into another branch":  {"  - {id: way, choose: [{when: inputs.n > 1, steps: [" + ask + "]}, {steps: [" + mail + "]}]}", "steps.way.choose[1].steps.m.with.to"},
		"out of a loop":        {"  - {id: loop, each: [1], steps: [" + ask + "]}\n  - " + mail, "steps.m.with.to"},
		"to the branch beside": {"  - {id: both, parallel: [{steps: [" + ask + "]}, {steps: [" + mail + "]}]}", "steps.both.parallel[1].steps.m.with.to"},
		"for an item, beforehand": {"  - {id: s, do: jira.search_issues}\n  - " + ask + "\n  - {id: loop, each: \"${s.issues}\", steps: [{id: m, do: email.send, with: {to: \"${item.mail}\", subject: s, body: b}}]}",
			"steps.loop.steps.m.with.to"},
		"an item of free text":       {"  - {id: loop, each: [\"${trigger.body}\"], steps: [{id: m, do: email.send, with: {to: \"${item}\", subject: s, body: b}}]}", "steps.loop.steps.m.with.to"},
		"what a loop made of it":     {"  - {id: loop, each: [1], steps: [{id: s, do: jira.search_issues}]}\n  - {id: m, do: email.send, with: {to: \"${loop.items[0].s.issues[0].mail}\", subject: s, body: b}}", "steps.m.with.to"},
		"what an event brings":       {"  - {id: w, wait: {event: zendesk.ticket_created}}\n  - {id: m, do: email.send, with: {to: \"${w.body}\", subject: s, body: b}}", "steps.m.with.to"},
		"inside its branch it holds": {"  - {id: both, parallel: [{steps: [" + ask + ", " + mail + "]}, {steps: [{id: s, do: jira.search_issues}]}]}", ""},
	} {
		t.Run(name, func(t *testing.T) {
			var paths []string
			for _, p := range checked(t, head+c.steps) {
				if p.Code == plan.CodeUntrusted {
					paths = append(paths, p.Path)
				}
			}
			require.Equal(t, c.untrusted, strings.Join(paths, " "))
		})
	}
}
