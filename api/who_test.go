package api_test

import (
	"context"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

const gated = `name: gated
steps:
  - id: may
    approve: {by: finance, text: "Go on?", timeout: 1h}
  - id: hello
    do: slack.post_message
    with: {channel: "#general", text: Hello}
`

// A policy keeps acts to some of those whom their role allows them, and an approval that is asked of a group is that group's to give.
func TestThePolicySaysWhoMay(t *testing.T) {
	w := apitest.New(t)
	p, problems := plan.ParsePolicy(nil, "policy.yaml", []byte(`groups: {finance: ["acc_default_approver"]}
who:
  - {may: [start], environments: [sandbox], only: [admin]}
  - {may: [edit], only: [finance]}
  - {may: [connect], connections: [slack/prod], only: [finance]}
`))
	require.Empty(t, problems)
	w.PolicyOf = func(_ context.Context, workspace string) (*plan.Policy, error) {
		if workspace == "default" {
			return p, nil
		}
		return nil, nil
	}
	desk := func(workspace string, role api.Role) *api.Desk {
		c := apitest.Caller(workspace, role)
		c.Human = true
		return w.For(c)
	}
	start := func(d *api.Desk) (api.Run, error) {
		draft, err := d.Validate(t.Context(), api.ValidateRequest{Source: []byte(gated), Sandbox: true})
		require.NoError(t, err)
		return d.Start(t.Context(), api.StartRequest{Source: []byte(gated), Digest: draft.Digest, Sandbox: true})
	}
	kept := func(err error, code string) {
		t.Helper()
		require.Equal(t, connectors.Denied, connectors.KindOf(err), "%v", err)
		require.Equal(t, code, connectors.AsError(err).Code)
	}

	_, err := start(desk("default", api.Runner))
	kept(err, api.CodeKept)
	_, err = start(desk("other", api.Runner))
	require.NoError(t, err, "another workspace has another policy")
	run, err := start(desk("default", api.Admin))
	require.NoError(t, err)
	w.Engine.Set(run.RunID, func(o *workflows.Outcome) {
		o.State = workflows.Parked
		o.Question = &workflows.Question{Kind: workflows.AskApproval, Step: "may", By: "finance", Digest: "d", Choices: []workflows.Choice{workflows.Approve, workflows.Reject}}
	})

	approve := api.DecideRequest{Run: run.RunID, Choice: workflows.Approve}
	kept(desk("default", api.Admin).Decide(t.Context(), approve), api.CodeNotAsked)
	_, err = desk("default", api.Runner).Cancel(t.Context(), run.RunID, true)
	kept(err, api.CodeKept)
	require.NoError(t, desk("default", api.Approver).Decide(t.Context(), approve))

	_, err = desk("default", api.Editor).SaveWorkflow(t.Context(), api.SaveRequest{Source: []byte(gated)})
	kept(err, api.CodeKept)
	_, err = desk("default", api.Admin).Connect(t.Context(), api.ConnectRequest{App: "slack", Name: "prod"})
	kept(err, api.CodeKept)
	_, err = desk("default", api.Admin).Connect(t.Context(), api.ConnectRequest{App: "slack", Name: "demo"})
	require.NotEqual(t, api.CodeKept, connectors.AsError(err).Code)
	for _, e := range w.Service.Audit.(*apitest.Audit).Entries() {
		require.NotEqual(t, "workflow.save", e.Action, "what was refused is not on the record as done")
	}
}
