package api_test

import (
	"encoding/json"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api"
	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

const prompt = "Post \"Hello\" to #general in Slack"

func TestCompile(t *testing.T) {
	w := newWorld(t)
	d, err := w.Compile(t.Context(), api.CompileRequest{Prompt: prompt})
	require.NoError(t, err)
	require.Equal(t, compile.StatusPlan, d.Status, "%+v", d)
	require.Equal(t, "en", d.Lang)
	require.Equal(t, "slack.post_message", d.Plan.Steps[0].Do)
	require.Equal(t, plan.Digest(d.Plan), d.Digest)
	require.Len(t, d.Effects, 1)
	require.Empty(t, d.Questions)
	require.False(t, plan.HasErrors(d.Problems))
}

func TestCompileAsks(t *testing.T) {
	w := newWorld(t)
	request := api.CompileRequest{Prompt: "Erstelle eine Rechnung für Müller GmbH", Scope: api.Scope{Sandbox: true}}
	d, err := w.Compile(t.Context(), request)
	require.NoError(t, err)
	require.Equal(t, compile.StatusClarify, d.Status)
	require.Equal(t, "de", d.Lang)
	require.NotEmpty(t, d.Questions)
	require.Empty(t, d.Digest, "what isn't whole can't be approved")

	request.Answers = map[string]string{}
	for _, q := range d.Questions {
		request.Answers[q.ID] = map[bool]string{true: "1200 EUR", false: "Workshop"}[q.ID == d.Plan.Steps[0].ID+".amount"]
	}
	d, err = w.Compile(t.Context(), request)
	require.NoError(t, err)
	require.Equal(t, compile.StatusPlan, d.Status, "%+v", d.Questions)
	require.NotEmpty(t, d.Digest)
}

func TestCompileRefuses(t *testing.T) {
	w := newWorld(t)
	_, err := w.Compile(t.Context(), api.CompileRequest{Prompt: ""})
	require.Equal(t, connectors.Invalid, connectors.KindOf(err), "%v", err)

	d, err := w.Compile(t.Context(), api.CompileRequest{Prompt: "Brew a cup of coffee"})
	require.NoError(t, err)
	require.NotEqual(t, compile.StatusPlan, d.Status)
	require.Empty(t, d.Digest)
}

// What "tomorrow" is, is reckoned from the service's clock and in the time zone of who asks.
func TestCompileKnowsTheDay(t *testing.T) {
	w := newWorld(t)
	w.Now = func() time.Time { return time.Date(2026, 11, 20, 23, 30, 0, 0, time.UTC) }
	for zone, due := range map[string]string{"": "2026-11-21", "UTC": "2026-11-21", "Europe/Berlin": "2026-11-22"} {
		d, err := w.Compile(t.Context(), api.CompileRequest{Prompt: "Create an invoice for ACME Corp over 1200 EUR for the workshop, due tomorrow", Timezone: zone})
		require.NoError(t, err)
		require.Equal(t, compile.StatusPlan, d.Status, "%+v", d.Questions)
		require.Equal(t, due, d.Plan.Steps[0].With["due"], "%q: %v", zone, d.Plan.Steps[0].With)
	}
}

// A plan can be read before anything is connected. From the first connection on, only what is connected is meant.
func TestCompileMeansConnectedApps(t *testing.T) {
	w := newWorld(t)
	request := api.CompileRequest{Prompt: prompt}
	status := func() compile.Status {
		d, err := w.Compile(t.Context(), request)
		require.NoError(t, err)
		return d.Status
	}
	require.Equal(t, compile.StatusPlan, status(), "nothing is connected")
	w.connect(t, "jira", "default")
	require.NotEqual(t, compile.StatusPlan, status(), "only Jira is")
	w.connect(t, "slack", "prod")
	w.connect(t, "slack", "second")
	require.Equal(t, compile.StatusPlan, status(), "both are")

	request.Scope.Apps = []string{"jira"}
	require.NotEqual(t, compile.StatusPlan, status(), "only Jira is asked for")
	request.Scope = api.Scope{Sandbox: true}
	require.Equal(t, compile.StatusPlan, status(), "the sandbox has all apps")
}

const hello = `name: hello
steps:
  - id: post
    do: slack.post_message
    with: {channel: "#general", text: Hello}
`

func TestCheck(t *testing.T) {
	w := newWorld(t)
	d := w.Check([]byte(hello))
	require.Equal(t, compile.StatusPlan, d.Status, "%+v", d.Problems)
	require.Equal(t, plan.Digest(d.Plan), d.Digest)
	require.Len(t, d.Effects, 1)
}

func TestCheckRefuses(t *testing.T) {
	w := newWorld(t)
	for name, test := range map[string]struct{ text, code string }{
		"nothing":        {"", plan.CodeEmpty},
		"no YAML":        {"{", plan.CodeSyntax},
		"no such action": {"name: hello\nsteps:\n  - {id: post, do: slack.shout, with: {}}\n", plan.CodeUnknownAction},
		"no such app":    {"name: hello\nsteps:\n  - {id: post, do: teams.post, with: {}}\n", plan.CodeUnknownApp},
		"no channel":     {"name: hello\nsteps:\n  - {id: post, do: slack.post_message, with: {text: Hello}}\n", plan.CodeMissingArgument},
		"an unknown key": {hello + "    colour: red\n", plan.CodeUnknownKey},
	} {
		t.Run(name, func(t *testing.T) {
			d := w.Check([]byte(test.text))
			require.Equal(t, compile.StatusUnsupported, d.Status)
			require.Empty(t, d.Digest)
			require.Empty(t, d.Effects)
			require.NotEmpty(t, d.Problems)
			require.Equal(t, test.code, d.Problems[0].Code)
			require.NotEmpty(t, d.Problems[0].Message)
		})
	}
}

// Programs read the JSON: lists are lists, empty or not.
func TestDraftsHaveLists(t *testing.T) {
	w := newWorld(t)
	compiled, err := w.Compile(t.Context(), api.CompileRequest{Prompt: prompt})
	require.NoError(t, err)
	asking, err := w.Compile(t.Context(), api.CompileRequest{Prompt: "Create an invoice"})
	require.NoError(t, err)
	for name, d := range map[string]api.Draft{
		"a plan": compiled, "questions": asking, "a plan's text": w.Check([]byte(hello)), "no plan": w.Check(nil), "nothing": w.Draft(nil, nil),
	} {
		raw, err := json.Marshal(d)
		require.NoError(t, err)
		var read map[string]any
		require.NoError(t, json.Unmarshal(raw, &read))
		for _, list := range []string{"questions", "problems", "effects"} {
			require.IsType(t, []any{}, read[list], "%s: %s", name, list)
		}
		require.NotEmpty(t, read["status"], name)
	}
}

func TestFreezeInTheSandbox(t *testing.T) {
	w := newWorld(t)
	p := w.Check([]byte(hello)).Plan
	p.Connections = map[string]string{"slack": "slack/prod"}
	frozen, problems, err := w.Freeze(t.Context(), p, nil, api.Scope{Sandbox: true})
	require.NoError(t, err)
	require.False(t, plan.HasErrors(problems), "%v", problems)
	require.Equal(t, "slack/sandbox", frozen.Steps[0].Connection, "whatever the plan names, nothing outside is reached")
	require.Empty(t, frozen.Steps[0].Gates)
	require.Equal(t, map[string]string{"slack": "slack/prod"}, p.Connections, "the plan itself stays as it was written")
}

func TestFreezeChoosesConnections(t *testing.T) {
	w := newWorld(t)
	p := w.Check([]byte(hello)).Plan
	freeze := func(scope api.Scope) (*plan.Frozen, []plan.Problem) {
		frozen, problems, err := w.Freeze(t.Context(), p, nil, scope)
		require.NoError(t, err)
		return frozen, problems
	}

	frozen, problems := freeze(api.Scope{})
	require.Nil(t, frozen)
	require.Equal(t, plan.CodeNoConnection, problems[0].Code)

	known := w.connect(t, "slack", "prod")
	frozen, problems = freeze(api.Scope{})
	require.NotNil(t, frozen, "%v", problems)
	require.Equal(t, "slack/prod", frozen.Steps[0].Connection)
	require.Equal(t, known.Identity, frozen.Steps[0].Identity)
	only := frozen.Digest

	frozen, _ = freeze(api.Scope{Apps: []string{"jira"}})
	require.Nil(t, frozen, "the plan may not use Slack")
	frozen, _ = freeze(api.Scope{Apps: []string{"slack"}})
	require.Equal(t, only, frozen.Digest)

	w.connect(t, "slack", "second")
	frozen, problems = freeze(api.Scope{})
	require.Nil(t, frozen)
	require.Equal(t, plan.CodeWhatConnection, problems[0].Code)

	p.Connections = map[string]string{"slack": "slack/second"}
	frozen, _ = freeze(api.Scope{})
	require.Equal(t, "slack/second", frozen.Steps[0].Connection)
	require.NotEqual(t, only, frozen.Digest, "another account is another approval")

	p.Connections = map[string]string{"slack": "slack/sandbox"}
	frozen, problems = freeze(api.Scope{})
	require.Nil(t, frozen, "the sandbox is no connection of a real run")
	require.Equal(t, plan.CodeBadConnection, problems[0].Code)
}

// The first change through an account that is marked production needs an approval; once it was used for a change, none.
func TestFreezeGatesTheFirstWrite(t *testing.T) {
	w := newWorld(t)
	w.connect(t, "slack", "prod")
	p := w.Check([]byte(hello)).Plan
	gates := func() []plan.Gate {
		frozen, problems, err := w.Freeze(t.Context(), p, nil, api.Scope{})
		require.NoError(t, err)
		require.NotNil(t, frozen, "%v", problems)
		return frozen.Steps[0].Gates
	}
	require.Len(t, gates(), 1)
	require.Equal(t, plan.GateFirstWrite, gates()[0].Code)

	_, _, err := w.Effects.Claim(t.Context(), activities.Effect{Key: "00ff", Fingerprint: "f", Run: "r", Path: "post", Action: "slack.post_message",
		Connection: "slack/prod", Input: json.RawMessage(`{}`), State: activities.Confirmed, Attempt: 1, Begun: w.Now(), SentAt: w.Now()})
	require.NoError(t, err)
	require.Empty(t, gates())
}

func TestFreezeFillsInputsIn(t *testing.T) {
	w := newWorld(t)
	p := w.Check([]byte(`name: hello
inputs:
  who: {type: string}
  text: {type: text, default: Hello}
steps:
  - id: post
    do: slack.post_message
    with: {channel: "${inputs.who}", text: "${inputs.text}"}
`)).Plan
	require.NotNil(t, p)
	freeze := func(inputs map[string]any) (*plan.Frozen, []plan.Problem) {
		frozen, problems, err := w.Freeze(t.Context(), p, inputs, api.Scope{Sandbox: true})
		require.NoError(t, err)
		return frozen, problems
	}
	frozen, problems := freeze(map[string]any{"who": "#general"})
	require.NotNil(t, frozen, "%v", problems)
	require.Equal(t, map[string]any{"who": "#general", "text": "Hello"}, frozen.Inputs)

	frozen, problems = freeze(nil)
	require.Nil(t, frozen)
	require.Equal(t, plan.CodeMissingInput, problems[0].Code)
	frozen, problems = freeze(map[string]any{"who": "#general", "whom": "#ops"})
	require.Nil(t, frozen)
	require.Equal(t, plan.CodeUnknownInput, problems[0].Code)
}
