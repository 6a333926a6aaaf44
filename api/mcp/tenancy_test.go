package mcp_test

import (
	"context"
	"slices"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/workflows"
)

// What stands in a plan, a workflow and a run of the default workspace, and must not be seen outside of it.
const (
	ours   = "quokka"
	source = "name: quokka\nsays: Tell the quokka\nsteps:\n- {id: post, do: slack.post_message, with: {channel: general, text: Hello quokka}}\n"
)

// things are what the calls of the tables name.
type things struct{ plan, workflow, run, digest, question string }

// arguments are those of a call of each tool that would do something in a workspace that has the things, and the permission it takes.
func (x things) arguments() map[string]struct {
	needs     api.Permission
	arguments map[string]any
} {
	type row = struct {
		needs     api.Permission
		arguments map[string]any
	}
	return map[string]row{
		"search":           {api.ReadPlans, map[string]any{"query": ours}},
		"fetch":            {api.ReadRuns, map[string]any{"id": "run/" + x.run}},
		"find_actions":     {api.ReadPlans, map[string]any{"query": "post a message"}},
		"describe_actions": {api.ReadPlans, map[string]any{"actions": []string{"slack.post_message"}}},
		"connect_app":      {api.ReadConnections, map[string]any{"app": "slack"}},
		"compile_plan":     {api.ReadPlans, map[string]any{"wish": "Post 'hello' in #general", "sandbox": true}},
		"validate_plan":    {api.ReadPlans, map[string]any{"plan_id": x.plan, "sandbox": true}},
		"save_workflow":    {api.WritePlans, map[string]any{"plan_id": x.plan, "base_version": 1}},
		"start_run":        {api.StartRuns, map[string]any{"plan_id": x.plan, "digest": x.digest, "idempotency_key": "k", "sandbox": true, "wait_seconds": 0}},
		"get_run":          {api.ReadRuns, map[string]any{"run_id": x.run}},
		"list_runs":        {api.ReadRuns, map[string]any{}},
		"decide_approval":  {api.Decide, map[string]any{"run_id": x.run, "step": "post", "digest": x.question, "choice": "approve", "wait_seconds": 0}},
		"propose_repair":   {api.ReadRuns, map[string]any{"run_id": x.run}},
		"retry_run":        {api.StartRuns, map[string]any{"run_id": x.run, "wait_seconds": 0}},
		"undo_run":         {api.StartRuns, map[string]any{"run_id": x.run, "preview": true}},
		"cancel_run":       {api.StartRuns, map[string]any{"run_id": x.run, "wait_seconds": 0}},
	}
}

// furnish puts the things into the default workspace: a plan, a workflow of it, and a run that waits for an approval.
func (w *world) furnish(t *testing.T) things {
	t.Helper()
	admin := apitest.Caller(api.DefaultWorkspace, api.Admin)
	desk := w.For(admin)
	draft, err := desk.Validate(t.Context(), api.ValidateRequest{Source: []byte(source), Sandbox: true})
	require.NoError(t, err)
	_, err = desk.SaveWorkflow(t.Context(), api.SaveRequest{PlanID: draft.PlanID})
	require.NoError(t, err)
	run, err := desk.Start(t.Context(), api.StartRequest{PlanID: draft.PlanID, Digest: draft.Digest, Sandbox: true, Key: "furnished"})
	require.NoError(t, err)
	x := things{plan: draft.PlanID, workflow: ours, run: run.RunID, digest: draft.Digest, question: "digest-of-the-question"}
	w.park(x)
	return x
}

// park has the run ask for an approval of its step, as a rule of a policy does.
func (w *world) park(x things) {
	w.Engine.Set(x.run, func(o *workflows.Outcome) {
		o.State, o.Question = workflows.Parked, &workflows.Question{Step: "post", Kind: workflows.AskApproval, Says: "Post to the quokka?",
			Choices: []workflows.Choice{workflows.Approve, workflows.Reject}, Digest: x.question}
	})
}

// Every tool refuses every role that may not use it, and says so in the same way.
func TestRoles(t *testing.T) {
	for _, role := range api.Roles() {
		t.Run(string(role), func(t *testing.T) {
			w := newWorld(t)
			x := w.furnish(t)
			c := w.connect(t, "/mcp", apitest.Caller(api.DefaultWorkspace, role))
			for tool, row := range x.arguments() {
				r := call(t, c, tool, row.arguments)
				if !slices.Contains(role.Permissions(), row.needs) {
					require.True(t, r.IsError, tool)
					require.Equal(t, api.CodeRole, problemOf(t, r).Code, tool)
					require.NotContains(t, textOf(r), ours, tool)
				} else if r.IsError {
					require.NotEqual(t, api.CodeRole, problemOf(t, r).Code, "%s: %s", tool, textOf(r))
				}
			}
		})
	}
}

// What belongs to another workspace is answered as what doesn't exist, to the letter.
func TestAnotherWorkspaceDoesNotExist(t *testing.T) {
	w := newWorld(t)
	x := w.furnish(t)
	nothing := things{plan: "plan_aaaaaaaaaaaaaaaaaaaaaaaa", workflow: "wombat", run: "once-aaaaaaaaaaaaaaaa", digest: x.digest, question: x.question}
	stranger := w.connect(t, "/mcp", apitest.Caller("other", api.Admin))
	for tool, row := range x.arguments() {
		found := call(t, stranger, tool, row.arguments)
		missing := call(t, stranger, tool, nothing.arguments()[tool].arguments)
		same := strings.NewReplacer(x.plan, nothing.plan, x.run, nothing.run).Replace
		require.Equal(t, missing.IsError, found.IsError, tool)
		require.Equal(t, textOf(missing), same(textOf(found)), tool)
		if !found.IsError {
			require.NotContains(t, textOf(found), x.run, tool)
			require.NotContains(t, textOf(found), "Tell the quokka", tool)
		}
	}
	for _, id := range []string{"workflow/" + x.workflow, "plan/" + x.plan, "run/" + x.run} {
		_, err := stranger.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "sayso://" + id})
		require.Error(t, err, id)
		require.NotContains(t, err.Error(), "Tell", id)
		require.Equal(t, code(id), refused(t, stranger, "fetch", map[string]any{"id": id}))
	}
	list, err := stranger.ListResources(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, list.Resources, 1, "nothing but the guide")
	words, err := stranger.Complete(t.Context(), &sdk.CompleteParams{Ref: &sdk.CompleteReference{Type: "ref/resource", URI: "sayso://run/{id}"},
		Argument: sdk.CompleteParamsArgument{Name: "id", Value: ""}})
	require.NoError(t, err)
	require.Empty(t, words.Completion.Values)
}

func code(id string) string {
	kind, _, _ := strings.Cut(id, "/")
	return "no_" + kind
}

// Whoever mounts the server without a guard has mounted nothing.
func TestNobodyIsSignedIn(t *testing.T) {
	w := newWorld(t)
	x := w.furnish(t)
	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil)
	c, err := client.Connect(t.Context(), &sdk.StreamableClientTransport{Endpoint: w.http.URL + "/mcp", DisableStandaloneSSE: true, MaxRetries: -1}, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	for tool, row := range x.arguments() {
		require.Equal(t, "no_caller", refused(t, c, tool, row.arguments), tool)
	}
	_, err = c.ListResources(context.WithoutCancel(t.Context()), nil)
	require.ErrorContains(t, err, "no_caller")
}
