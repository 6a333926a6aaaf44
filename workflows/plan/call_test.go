package plan_test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

// library is what a plan of these tests can call.
func library(t testing.TB) map[string]*plan.Plan {
	t.Helper()
	plans := map[string]*plan.Plan{}
	add := func(name, text string) { plans[name] = parsed(t, "name: "+name+"\n"+text) }
	add("greet", `inputs:
  who: {type: email, doc: Who gets it}
  words: {type: text, default: Hello}
  budget: {type: money, default: 5 EUR}
steps:
  - {id: invoice, do: invoice.create, with: {customer: x, amount: "${inputs.budget}"}}
  - {id: mail, do: email.send, with: {to: "${inputs.who}", subject: s, body: "${inputs.words}"}}
outputs: {number: "${invoice.number}", note: "sent to ${inputs.who}"}
`)
	add("broken", "steps: [{id: a, do: slack.post_mesage}]\n")
	add("eager", "trigger: {on: {event: zendesk.ticket_created}}\nsteps: [{id: s, do: slack.post_message, with: {channel: c, text: \"${trigger.body}\"}}]\n")
	add("itself", "steps: [{id: again, run: itself}]\n")
	add("ping", "steps: [{id: r, run: pong}]\n")
	add("pong", "steps: [{id: r, run: ping}]\n")
	for i := range plan.MaxCalls + 1 {
		add(fmt.Sprintf("deep%d", i), fmt.Sprintf("steps: [{id: r, run: deep%d}]\n", i+1))
	}
	add(fmt.Sprintf("deep%d", plan.MaxCalls+1), "steps: [{id: a, approve: {}}]\n")
	add("long", "steps:"+numbered(600, "\n  - {id: a%d, approve: {}}")+"\n")
	return plans
}

func numbered(n int, line string) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, line, i)
	}
	return b.String()
}

// unsoundCalls are plans with one thing wrong about a plan they call.
func unsoundCalls() map[string]unsound {
	call := func(with string) string { return account + "  - {id: r, run: greet, with: {" + with + "}}\n" }
	return map[string]unsound{
		"a misspelt plan":           {account + "  - {id: r, run: gret}", plan.CodeUnknownPlan, "steps.r.run", "Did you mean greet?"},
		"an input that is missing":  {call("words: hi"), plan.CodeMissingArgument, "steps.r.with.who", "Who gets it"},
		"an input there isn't":      {call("who: a@b.example, word: hi"), plan.CodeUnknownArgument, "steps.r.with.word", "Did you mean words?"},
		"an input of another type":  {call(`who: "${account.name == 'x'}"`), plan.CodeType, "steps.r.with.who", "yes or no"},
		"an output there isn't":     {call("who: a@b.example") + "  - {id: s, on_failure: park, do: slack.post_message, with: {channel: c, text: \"${r.numbr}\"}}", plan.CodeUnknownField, "steps.s.with.text", "number"},
		"trust in no input":         {account + "  - {id: r, run: greet, trust: [whom], with: {who: a@b.example}}", plan.CodeUnknownArgument, "steps.r.trust[0]", "who"},
		"a plan that isn't sound":   {account + "  - {id: r, run: broken}", plan.CodeCalled, "steps.r.run", "post_message"},
		"a plan that needs a start": {account + "  - {id: r, run: eager}", plan.CodeCalled, "steps.r.run", "trigger has no body"},
		"a plan that calls itself":  {account + "  - {id: r, run: itself}", plan.CodeRecursion, "steps.r.run", "itself → itself"},
		"plans that call each other": {strings.Replace(account, "name: p\n", "name: start\n", 1) + "  - {id: r, run: ping}", plan.CodeRecursion, "steps.r.run",
			"start → ping → pong → ping"},
		"too many plans in a row": {account + "  - {id: r, run: deep0}", plan.CodeCallDepth, "steps.r.run", "deep8"},
		"too many steps in all":   {account + "  - {id: r, run: long}\n  - {id: q, run: long}", plan.CodeTooManySteps, "steps.q.run", "1203"},
		"strangers' words as an address": {search + "  - {id: r, run: greet, with: {who: \"${search.issues[0].mail}\"}}", plan.CodeCalled, "steps.r.run",
			"to must not be filled from inputs.who"},
		"a run that is retried": {account + "  - {id: r, run: greet, with: {who: a@b.example}, retry: {attempts: 2}}", plan.CodeStepKind, "steps.r.retry", "a step with do"},
	}
}

func TestCheckOfCalls(t *testing.T) {
	for name, c := range unsoundCalls() {
		t.Run(name, func(t *testing.T) {
			requireOne(t, c, plan.Check(registry(t), parsed(t, c.text), plan.CheckOptions{Plans: library(t)}))
		})
	}
}

func TestWhatCallsAllow(t *testing.T) {
	for name, text := range map[string]string{
		"what the plan gives":     account + "  - {id: r, run: greet, with: {who: a@b.example}}\n  - {id: s, on_failure: park, do: slack.post_message, with: {channel: c, text: \"${r.number} ${r.note}\"}}",
		"an address of a record":  account + "  - {id: r, run: greet, with: {who: \"${account.email}\"}}",
		"strangers' words, words": search + "  - {id: r, run: greet, with: {who: a@b.example, words: \"${search.issues[0].text}\"}}",
		"vouched for by hand":     search + "  - {id: r, run: greet, trust: [who], with: {who: \"${search.issues[0].mail}\"}}",
		"for every item":          search + "  - {id: loop, each: \"${search.issues}\", on_failure: continue, steps: [{id: r, run: greet, with: {who: a@b.example, words: \"${item.text}\"}}]}",
	} {
		t.Run(name, func(t *testing.T) {
			require.Empty(t, plan.Check(registry(t), parsed(t, text), plan.CheckOptions{Plans: library(t)}))
		})
	}
}

// A called plan is frozen with the one that calls it: its connections, its digest, and gates for what isn't known before it runs.
func TestFreezeOfCalls(t *testing.T) {
	freeze := func(with string, plans map[string]*plan.Plan) *plan.Frozen {
		f, problems := plan.Freeze(registry(t), parsed(t, account+"  - {id: r, run: greet, with: {who: a@b.example, "+with+"}}\n"),
			plan.FreezeOptions{Connections: connections(), Plans: plans})
		require.NotNil(t, f, "%v", problems)
		return f
	}
	gates := func(f *plan.Frozen) []plan.Gate { return f.Steps[1].Called.Steps[0].Gates }
	f := freeze("words: Hi", library(t))
	called := f.Steps[1].Called
	require.True(t, called.Intact())
	require.Equal(t, "email/prod", called.Steps[1].Connection)
	require.Equal(t, map[string]any{"words": "Hello", "budget": map[string]any{"amount": "5", "currency": "EUR"}}, called.Inputs, "its defaults")
	require.Empty(t, gates(f), "a little is no matter")
	require.True(t, gates(freeze("budget: 20000 EUR", library(t)))[0].Known, "what stands in the plan is known")
	require.True(t, gates(freeze(`budget: "${inputs.limit * 20}"`, library(t)))[0].Known, "what follows from inputs, too")

	unknown := parsed(t, account+"  - {id: i, do: invoice.create, with: {customer: x, amount: 5 EUR}}\n  - {id: r, run: greet, with: {who: a@b.example, budget: \"${i.total}\"}}\n")
	g, problems := plan.Freeze(registry(t), unknown, plan.FreezeOptions{Connections: connections(), Plans: library(t)})
	require.NotNil(t, g, "%v", problems)
	require.Equal(t, plan.GateAmount, g.Steps[2].Called.Steps[0].Gates[0].Code, "nobody knows the amount yet, so it is looked at when it is there")
	require.False(t, g.Steps[2].Called.Steps[0].Gates[0].Known)

	other := library(t)
	other["greet"].Steps[1].With["subject"] = "another"
	require.NotEqual(t, f.Digest, freeze("words: Hi", other).Digest, "what is approved covers what is called")

	var back plan.Frozen
	require.NoError(t, json.Unmarshal(asJSON(t, f), &back))
	require.True(t, back.Intact(), "it survives being stored")
}

func TestFreezeOfACallThatCantRun(t *testing.T) {
	p := parsed(t, account+"  - {id: r, run: greet, with: {who: a@b.example, budget: -5 EUR}}\n")
	f, problems := plan.Freeze(registry(t), p, plan.FreezeOptions{Connections: connections(), Plans: library(t)})
	require.Nil(t, f)
	require.Equal(t, plan.CodeCalled, problems[0].Code)
	require.Contains(t, problems[0].Message, "-5 EUR")

	some := connections()
	delete(some, "email")
	p = parsed(t, account+"  - {id: r, run: greet, with: {who: a@b.example}}\n")
	f, problems = plan.Freeze(registry(t), p, plan.FreezeOptions{Connections: some, Plans: library(t)})
	require.Nil(t, f)
	require.Equal(t, []string{plan.CodeNoConnection, "steps.r.run"}, []string{problems[0].Code, problems[0].Path})
}
