package mcp_test

import (
	"strings"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/workflows"
)

// What a client carries between the question and the answer counts for that question, to that person, for ten minutes.
func TestAnAnswerBelongsToItsQuestion(t *testing.T) {
	w := newWorld(t)
	first, second := w.asking(t, "first"), w.asking(t, "second")
	admin := apitest.Caller(api.DefaultWorkspace, api.Admin)
	other := admin
	other.Account = "another"
	c := w.connectAs(t, "/mcp", admin, elicits())
	state := asks(t, c, first)
	for name, answer := range map[string]struct {
		run, state string
		by         api.Caller
		after      time.Duration
		code       string
	}{
		"none":                {first, "", admin, 0, "bad_state"},
		"made up":             {first, "e30.e30", admin, 0, "bad_state"},
		"changed":             {first, strings.Replace(state, ".", "A.", 1), admin, 0, "bad_state"},
		"of another question": {second, state, admin, 0, "other_question"},
		"of another person":   {first, state, other, 0, "other_question"},
		"too late":            {first, state, admin, 11 * time.Minute, "bad_state"},
	} {
		t.Run(name, func(t *testing.T) {
			w.later(answer.after)
			defer w.later(0)
			r := answered(t, w.connectAs(t, "/mcp", answer.by, elicits()), answer.run, answer.state)
			require.True(t, r.IsError)
			require.Equal(t, answer.code, problemOf(t, r).Code)
		})
	}
	require.Empty(t, decided(w), "nothing was decided by any of it")
	r := answered(t, c, first, state)
	require.False(t, r.IsError, textOf(r))
	require.Equal(t, []string{first}, decided(w))
}

// elicits is a client that can ask its person, and leaves it to the test.
func elicits() *sdk.ClientOptions {
	return &sdk.ClientOptions{MultiRoundTrip: &sdk.MultiRoundTripOptions{Disabled: true},
		Capabilities: &sdk.ClientCapabilities{Elicitation: &sdk.ElicitationCapabilities{Form: &sdk.FormElicitationCapabilities{}}}}
}

// asking starts a run that waits at an approve step of its plan.
func (w *world) asking(t *testing.T, name string) string {
	t.Helper()
	desk := w.For(apitest.Caller(api.DefaultWorkspace, api.Admin))
	source := "name: " + name + "\nsteps:\n- {id: sure, approve: {text: \"Sure?\"}}\n- {id: post, do: slack.post_message, with: {channel: general, text: Hello}}\n"
	draft, err := desk.Validate(t.Context(), api.ValidateRequest{Source: []byte(source), Sandbox: true})
	require.NoError(t, err)
	run, err := desk.Start(t.Context(), api.StartRequest{PlanID: draft.PlanID, Digest: draft.Digest, Sandbox: true})
	require.NoError(t, err)
	w.Engine.Set(run.RunID, func(o *workflows.Outcome) {
		o.Steps[0].Do, o.State = "approve", workflows.Parked
		o.Question = &workflows.Question{Step: "sure", Kind: workflows.AskApproval, Says: "Sure?", Choices: []workflows.Choice{workflows.Approve, workflows.Reject}, Digest: "d"}
	})
	return run.RunID
}

func decision(run string) *sdk.CallToolParams {
	return &sdk.CallToolParams{Name: "decide_approval", Arguments: map[string]any{"run_id": run, "step": "sure", "digest": "d", "choice": "approve", "wait_seconds": 0}}
}

// asks calls the tool for the first time, and gives what the client is to carry.
func asks(t *testing.T, c *sdk.ClientSession, run string) string {
	t.Helper()
	r, err := c.CallTool(t.Context(), decision(run))
	require.NoError(t, err)
	require.Contains(t, r.InputRequests, "decision", textOf(r))
	return r.RequestState
}

// answered calls the tool again, with a person's yes.
func answered(t *testing.T, c *sdk.ClientSession, run, state string) *sdk.CallToolResult {
	t.Helper()
	p := decision(run)
	p.RequestState = state
	p.InputResponses = sdk.InputResponseMap{"decision": &sdk.ElicitResult{Action: "accept", Content: map[string]any{"decision": "approve"}}}
	r, err := c.CallTool(t.Context(), p)
	require.NoError(t, err)
	return r
}

// decided lists the runs that somebody decided on.
func decided(w *world) (runs []string) {
	for _, e := range w.Audit.Entries() {
		if e.Action == "approval.decide" {
			runs = append(runs, e.Target)
		}
	}
	return runs
}
