package api_test

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/eval"
	"sayso/workflows/plan"
)

const greeting = `# To say hello.
name: hello
steps:
  - id: message
    do: slack.post_message
    with: {channel: general, text: "Hello"} # in all channels
`

func TestRevise(t *testing.T) {
	w := newWorld(t)
	e, err := w.Revise(t.Context(), api.ReviseRequest{Source: []byte(greeting), Ask: "in #lobby instead, every Monday at 9"})
	require.NoError(t, err)
	require.Equal(t, compile.StatusPlan, e.Status, "%v %v", e.Questions, e.Problems)
	want := strings.Replace(greeting, "channel: general", "channel: lobby", 1)
	require.Equal(t, strings.Replace(want, "steps:", "trigger:\n  schedule:\n    cron: 0 9 * * 1\nsteps:", 1), e.Source)
	require.Contains(t, e.Diff, "+     with: {channel: lobby")
	require.Equal(t, plan.Digest(e.Plan), e.Digest)
	require.Len(t, e.Effects, 1)
}

func TestReviseAsksAndChangesNothing(t *testing.T) {
	w := newWorld(t)
	e, err := w.Revise(t.Context(), api.ReviseRequest{Source: []byte(greeting), Ask: "make it nicer"})
	require.NoError(t, err)
	require.Equal(t, compile.StatusClarify, e.Status)
	require.NotEmpty(t, e.Questions)
	require.Equal(t, greeting, e.Source)
	require.Empty(t, e.Digest, "what isn't whole can't be approved")
	require.Empty(t, e.Diff)

	_, err = w.Revise(t.Context(), api.ReviseRequest{Source: []byte(greeting), Ask: " "})
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))
}

// An edit is held to the policy like any other plan.
func TestReviseIsHeldToThePolicy(t *testing.T) {
	w := newWorld(t)
	policy, problems := plan.ParsePolicy(w.Registry, "policy.yaml", []byte("rules:\n  - name: quiet\n    when: action == \"slack.create_channel\"\n    deny: true\n"))
	require.Empty(t, problems)
	w.Policy = policy
	e, err := w.Revise(t.Context(), api.ReviseRequest{Source: []byte(greeting), Ask: "then create the channel #lobby"})
	require.NoError(t, err)
	require.Equal(t, compile.StatusUnsupported, e.Status, "%v", e.Questions)
	require.Equal(t, plan.CodePolicy, e.Problems[0].Code)
	require.Equal(t, greeting, e.Source)
}

func TestEvaluate(t *testing.T) {
	w := newWorld(t)
	items, err := eval.Read(strings.NewReader(`{"id":"1","lang":"en","connected":["slack"],"prompt":"Post \"Hello\" to #general in Slack","class":"plan","gold":[{"steps":[{"do":"slack.post_message","with":{"channel":"general","text":{"~":["hello"]}}}]}]}
{"id":"2","lang":"en","connected":["slack"],"prompt":"How are you?","class":"unsupported"}
{"id":"3","lang":"de","connected":["invoice"],"prompt":"Erstelle eine Rechnung für Müller GmbH","class":"clarify","ask":["invoice.create.amount"]}
{"id":"4","lang":"de","connected":["invoice"],"prompt":"12345","class":"unsupported"}`))
	require.NoError(t, err)
	r, err := w.Evaluate(t.Context(), items)
	require.NoError(t, err)
	for _, o := range r.Outcomes {
		require.True(t, o.Right, "%s ended as %s", o.ID, o.Status)
	}
	s, ok := r.Group("all")
	require.True(t, ok)
	require.Equal(t, eval.Share{K: 2, N: 2}, s.Refused, "a prompt without letters is refused like any other")
	require.Positive(t, r.Latency.P99)
}
