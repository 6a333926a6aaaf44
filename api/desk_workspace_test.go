package api_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api"
	"sayso/api/apitest"
	"sayso/api/audit"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// tenants are the desks of two workspaces, each with a connection slack/prod of its own.
func tenants(t *testing.T) (w *apitest.World, here, there *api.Desk) {
	t.Helper()
	w = apitest.New(t)
	desks := []*api.Desk{}
	e, err := w.Sandbox.Endpoint("slack")
	require.NoError(t, err)
	for _, workspace := range []string{api.DefaultWorkspace, "other"} {
		caller := apitest.Caller(workspace, api.Admin)
		caller.Human = true
		d := w.For(caller)
		_, err := d.Connect(t.Context(), api.ConnectRequest{App: "slack", Name: "prod", Environment: "test", URL: e.URL, Settings: e.Settings, Secrets: e.Secrets, AllowPrivate: true})
		require.NoError(t, err)
		desks = append(desks, d)
	}
	return w, desks[0], desks[1]
}

func start(t *testing.T, d *api.Desk, key string) (api.Run, error) {
	t.Helper()
	draft, err := d.Validate(t.Context(), api.ValidateRequest{Source: []byte(zanzibar)})
	require.NoError(t, err)
	require.NotEmpty(t, draft.Digest, "%v", draft.Problems)
	return d.Start(t.Context(), api.StartRequest{PlanID: draft.PlanID, Digest: draft.Digest, Key: key})
}

// Two workspaces call a connection the same, and each run acts through that of its own.
func TestConnectionsOfWorkspaces(t *testing.T) {
	w, here, there := tenants(t)
	through := func(d *api.Desk) string {
		run, err := start(t, d, "the same key")
		require.NoError(t, err)
		input, err := w.Engine.Input(run.RunID)
		require.NoError(t, err)
		return input.Frozen.Steps[0].Connection
	}
	require.Equal(t, "slack/prod", through(here))
	require.Equal(t, "other:slack/prod", through(there))
	require.Len(t, w.Engine.Runs(), 2, "an idempotency key is each workspace's own")

	_, err := there.Pause(t.Context(), api.PauseRequest{Of: activities.OfConnection, Name: "slack/prod", Why: "new token"})
	require.NoError(t, err)
	for d, paused := range map[*api.Desk]bool{here: false, there: true} {
		list, err := d.Connections(t.Context(), false)
		require.NoError(t, err)
		for _, k := range list {
			if k.ID == "slack/prod" {
				require.Equal(t, paused, k.Paused != nil)
			}
		}
	}
	_, err = w.Vault.Open(t.Context(), "other:slack/prod")
	require.EqualError(t, err, "slack/prod is paused since "+time.Now().UTC().Format("2006-01-02 15:04 MST")+" by admin of other: new token")
	_, err = w.Vault.Open(t.Context(), "slack/prod")
	require.NoError(t, err)

	require.NoError(t, there.Disconnect(t.Context(), "slack/prod"))
	_, err = w.Vault.Open(t.Context(), "slack/prod")
	require.NoError(t, err, "that of the other workspace is still there")
	require.Equal(t, "no_connection", connectors.AsError(there.Disconnect(t.Context(), "slack/prod")).Code)
}

// A plan is paused where it is paused, and nowhere else.
func TestPausedPlansOfWorkspaces(t *testing.T) {
	_, here, there := tenants(t)
	_, err := there.Pause(t.Context(), api.PauseRequest{Of: activities.OfPlan, Name: "zanzibar"})
	require.NoError(t, err)
	_, err = start(t, here, "")
	require.NoError(t, err)
	_, err = start(t, there, "")
	require.Equal(t, activities.CodePlanPaused, connectors.AsError(err).Code)
	_, err = there.Resume(t.Context(), api.PauseRequest{Of: activities.OfPlan, Name: "zanzibar"})
	require.NoError(t, err)
	_, err = start(t, there, "")
	require.NoError(t, err)
}

// Each workspace has its policy; one that can't be read lets nothing through.
func TestPoliciesOfWorkspaces(t *testing.T) {
	w, here, there := tenants(t)
	strict, problems := plan.ParsePolicy(w.Registry, "policy.yaml", []byte("rules:\n  - name: quiet\n    when: app == \"slack\"\n    deny: true\n"))
	require.NotNil(t, strict, "%v", problems)
	broken := false
	w.PolicyOf = func(_ context.Context, workspace string) (*plan.Policy, error) {
		if broken {
			return nil, errors.New("unreadable")
		}
		return map[string]*plan.Policy{"other": strict}[workspace], nil
	}
	desks := []*api.Desk{w.For(here.Caller()), w.For(there.Caller())}
	codes := []string{}
	for _, d := range desks {
		draft, err := d.Validate(t.Context(), api.ValidateRequest{Source: []byte(zanzibar)})
		require.NoError(t, err)
		code := ""
		if len(draft.Problems) > 0 {
			code = draft.Problems[0].Code
		}
		codes = append(codes, code)
	}
	require.Equal(t, []string{"", plan.CodePolicy}, codes)
	broken = true
	_, err := desks[0].Validate(t.Context(), api.ValidateRequest{Source: []byte(zanzibar)})
	require.ErrorContains(t, err, "unreadable")
}

// Workflows call others of their workspace, and those of another don't exist.
func TestCalledWorkflowsOfWorkspaces(t *testing.T) {
	_, here, there := tenants(t)
	caller := []byte("name: caller\nsteps:\n  - id: it\n    run: zanzibar\n")
	_, err := there.SaveWorkflow(t.Context(), api.SaveRequest{Source: []byte(zanzibar)})
	require.NoError(t, err)
	good, err := there.Validate(t.Context(), api.ValidateRequest{Source: caller})
	require.NoError(t, err)
	require.NotEmpty(t, good.Digest, "%v", good.Problems)
	bad, err := here.Validate(t.Context(), api.ValidateRequest{Source: caller})
	require.NoError(t, err)
	require.Empty(t, bad.Digest)
}

// A say-so opens a gate only where a person who may approve pressed the button.
func TestOnlyAPersonsStartIsASaySo(t *testing.T) {
	w, here, _ := tenants(t)
	for _, test := range []struct {
		human    bool
		role     api.Role
		approved bool
	}{{true, api.Admin, true}, {false, api.Admin, false}, {true, api.Editor, false}} {
		caller := here.Caller()
		caller.Human, caller.Role = test.human, test.role
		run, err := start(t, w.For(caller), "")
		require.NoError(t, err)
		input, err := w.Engine.Input(run.RunID)
		require.NoError(t, err)
		require.Equal(t, test.approved, input.Approved, "%+v", test)
		require.Equal(t, caller.Name, input.By)
	}
}

// Who watches a run hears of each change, and the end; however many watch, the engine is asked once.
func TestWatching(t *testing.T) {
	w, here, _ := tenants(t)
	run, err := start(t, here, "")
	require.NoError(t, err)
	states := make(chan workflows.State, 10)
	ended := make(chan error, 1)
	go func() {
		_, err := here.Watch(t.Context(), run.RunID, func(r api.Run) { states <- r.State })
		ended <- err
	}()
	require.Equal(t, workflows.Running, <-states)
	w.Engine.Set(run.RunID, func(o *workflows.Outcome) { o.State = workflows.Parked })
	require.Equal(t, workflows.Parked, <-states)
	require.NoError(t, <-ended, "it waits for a person")
	w.Engine.Set(run.RunID, func(o *workflows.Outcome) { o.State = workflows.Completed })
	last, err := here.Watch(t.Context(), run.RunID, func(api.Run) {})
	require.NoError(t, err)
	require.Equal(t, workflows.Completed, last.State)
	gone, stop := context.WithCancel(t.Context())
	stop()
	second, err := start(t, here, "")
	require.NoError(t, err)
	_, err = here.Watch(gone, second.RunID, func(api.Run) {})
	require.True(t, errors.Is(err, context.Canceled) || strings.Contains(err.Error(), "canceled"), "%v", err)
}

// The record is read page by page, newest first, and is each workspace's own.
func TestTheRecordIsReadInPages(t *testing.T) {
	w := apitest.New(t)
	desk := w.For(apitest.Caller("default", api.Admin))
	other := w.For(apitest.Caller("other", api.Admin))
	for range 5 {
		_, err := desk.Enable(t.Context(), "no-such", true)
		require.Error(t, err, "what is refused changes nothing, so that it isn't on the record")
		require.NoError(t, w.Service.Audit.Record(t.Context(), audit.Entry{Workspace: "default", Action: "test", Target: "x"}))
	}
	var seen []int64
	page := api.Page{Limit: 2}
	for {
		list, err := desk.Audit(t.Context(), "x", page)
		require.NoError(t, err)
		for _, r := range list.Items {
			seen = append(seen, r.Seq)
		}
		if page.Cursor = list.Next; page.Cursor == "" {
			break
		}
	}
	require.Equal(t, []int64{5, 4, 3, 2, 1}, seen)
	list, err := other.Audit(t.Context(), "", api.Page{})
	require.NoError(t, err)
	require.Empty(t, list.Items)
	_, err = desk.Audit(t.Context(), "", api.Page{Cursor: "bm8"})
	require.Equal(t, api.CodeCursor, connectors.AsError(err).Code)
}
