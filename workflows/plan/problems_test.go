package plan_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/plan"
)

// What people are told is reviewed as a whole: every case of the tables, by code, with message and fix in both languages.
func TestProblemsInWords(t *testing.T) {
	first := map[string]plan.Problem{}
	add := func(name string, problems []plan.Problem) {
		require.NotEmpty(t, problems, name)
		first[problems[0].Code+" · "+name] = problems[0]
	}
	for name, c := range unreadables() {
		_, problems := plan.Parse([]byte(c.text))
		add(name, problems)
	}
	for name, c := range unsoundPlans() {
		add(name, checked(t, c.text))
	}
	for name, c := range unsoundControl() {
		add(name, checked(t, c.text))
	}
	for name, c := range unsoundCalls() {
		add(name, plan.Check(registry(t), parsed(t, c.text), plan.CheckOptions{Plans: library(t)}))
	}
	for name, c := range unreadyPlans() {
		_, problems := plan.Freeze(registry(t), parsed(t, c.text), plan.FreezeOptions{Inputs: c.inputs, Connections: c.connections})
		add(name, problems)
	}
	for name, c := range unfitPolicies() {
		_, problems := plan.ParsePolicy(registry(t), "policy.yaml", []byte(c.text))
		add(name, problems)
	}
	_, misspelt := plan.ParsePolicy(registry(t), "policy.yaml", []byte("rules: [{name: a, when: 'app == \"slak\"', deny: true}]"))
	add("an app there isn't in a rule", misspelt)
	for name, c := range unlawfulPlans() {
		add(name, plan.Check(registry(t), parsed(t, account+c.steps), plan.CheckOptions{Plans: library(t), Policy: policy(t, "rules:\n  - {name: never, "+c.rule+"}\n")}))
	}
	_, huge := plan.Parse([]byte(strings.Repeat(" ", plan.MaxSize+1)))
	_, deep := plan.Parse([]byte(strings.Repeat("[", plan.MaxDepth+1) + strings.Repeat("]", plan.MaxDepth+1)))
	add("50 MB", huge)
	add("10,000 lists", deep)
	add("a mail before a post", checked(t, "name: p\nsteps:\n  - {id: m, do: email.send, with: {to: a@b.example, subject: s, body: b}}\n  - {id: s, do: slack.post_message, with: {channel: c, text: t}}\n"))
	add("a mail that a post needs", checked(t, "name: p\nsteps:\n  - {id: m, do: email.send, with: {to: a@b.example, subject: s, body: b}}\n  - {id: s, do: slack.post_message, with: {channel: c, text: \"${m.message_id}\"}}\n"))
	_, many := plan.Parse([]byte("name: p\n" + lines("a", ": 1\n")))
	require.Len(t, many, plan.MaxProblems+1)
	require.Equal(t, plan.Error, many[plan.MaxProblems].Severity)
	add("hundreds of keys", many[plan.MaxProblems:])

	b := strings.Builder{}
	b.WriteString("# What people are told, by code. Rewritten by go test -update.\n")
	for _, name := range slices.Sorted(maps.Keys(first)) {
		en, de := first[name].In("en"), first[name].In("de")
		require.NotEmpty(t, en.Fix, name)
		require.NotEmpty(t, de.Fix, name)
		fmt.Fprintf(&b, "\n%s (%s)\n  %s\n  → %s\n  %s\n  → %s\n", name, en.Severity, en.Message, en.Fix, de.Message, de.Fix)
	}
	golden(t, "problems.txt", []byte(b.String()))
}
