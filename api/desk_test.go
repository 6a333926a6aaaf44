package api_test

import (
	"context"
	"encoding/json"
	"errors"
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api"
	"sayso/api/apitest"
	"sayso/connectors"
	"sayso/workflows"
)

// things are what a workspace has, by what a caller would name it.
type things struct{ plan, workflow, run, key, connection, member string }

// ghosts are names of nothing.
var ghosts = things{"plan_aaaaaaaaaaaaaaaaaaaaaaaa", "ghost-flow", "ghost-aaaaaaaa", "key_aaaaaaaaaaaaaaaa", "slack/reef", "acc_nobody"}

const zanzibar = `name: zanzibar
says: Say hello to Zanzibar
steps:
  - id: hello
    do: slack.post_message
    with: {channel: "#general", text: Hello Zanzibar}
`

// mine is a plan of the caller's own.
var mine = strings.Replace(zanzibar, "name: zanzibar", "name: mine", 1)

// deskRow is one way to use a method of the desk.
type deskRow struct {
	needs api.Permission // none where it is asked of nobody
	human bool           // only a person may
	use   func(context.Context, *api.Desk, things) (any, error)
}

func nothing(err error) (any, error) { return nil, err }

// deskRows has at least one way to use each method, under the method's name and, after a slash, a word of its own.
func deskRows(w *apitest.World) map[string]deskRow {
	type ctx = context.Context
	watchOnce := func(c ctx, d *api.Desk, id string) (any, error) {
		c, stop := context.WithCancel(c)
		defer stop()
		var last api.Run
		err := d.Follow(c, id, func(s api.Sight) bool { last = s.Run; return false })
		return last, err
	}
	connect := func(c ctx, d *api.Desk, name string) (any, error) {
		e, err := w.Sandbox.Endpoint("slack")
		if err != nil {
			return nil, err
		}
		return d.Connect(c, api.ConnectRequest{App: "slack", Name: name, URL: e.URL, Settings: e.Settings, Secrets: e.Secrets, AllowPrivate: true})
	}
	ofConnection := func(x things) api.PauseRequest {
		return api.PauseRequest{Of: activities.OfConnection, Name: x.connection}
	}
	return map[string]deskRow{
		"Caller": {use: func(_ ctx, d *api.Desk, _ things) (any, error) { return d.Caller().Workspace, nil }},
		"Audit":  {needs: api.ReadAudit, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Audit(c, x.run, api.Page{}) }},
		"Compile": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, _ things) (any, error) {
			return d.Compile(c, api.CompileRequest{Prompt: "Post hello to #general", Scope: api.Scope{Sandbox: true}})
		}},
		"Validate": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Validate(c, api.ValidateRequest{PlanID: x.plan, Sandbox: true})
		}},
		"Validate/connection": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Validate(c, api.ValidateRequest{Source: []byte(mine + "connections: {slack: " + x.connection + "}\n")})
		}},
		"Validate/foreign": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Validate(c, api.ValidateRequest{Source: []byte(mine + "connections: {slack: \"default:" + x.connection + "\"}\n")})
		}},
		"Validate/called": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Validate(c, api.ValidateRequest{Source: []byte("name: caller\nsteps:\n  - id: it\n    run: " + x.workflow + "\n"), Sandbox: true})
		}},
		"Revise": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Revise(c, api.ReviseRequest{PlanID: x.plan, Ask: "every Monday at 9", Scope: api.Scope{Sandbox: true}})
		}},
		"Plan": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Plan(c, x.plan) }},
		"SaveWorkflow": {needs: api.WritePlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.SaveWorkflow(c, api.SaveRequest{Source: []byte(strings.Replace(zanzibar, "name: zanzibar", "name: "+x.workflow, 1)), Base: 1})
		}},
		"SaveWorkflow/plan": {needs: api.WritePlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.SaveWorkflow(c, api.SaveRequest{PlanID: x.plan})
		}},
		"Workflows": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.Workflows(c, api.Page{}) }},
		"Workflow":  {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Workflow(c, x.workflow) }},
		"Version":   {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Version(c, x.workflow, 1) }},
		"Versions":  {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Versions(c, x.workflow, api.Page{}) }},
		"Enable":    {needs: api.WritePlans, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Enable(c, x.workflow, false) }},
		"DeleteWorkflow": {needs: api.WritePlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return nothing(d.DeleteWorkflow(c, x.workflow, 1))
		}},
		"Start": {needs: api.StartRuns, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Start(c, api.StartRequest{Workflow: x.workflow, Sandbox: true})
		}},
		"Start/plan": {needs: api.StartRuns, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Start(c, api.StartRequest{PlanID: x.plan, Sandbox: true})
		}},
		"Run": {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Run(c, x.run) }},
		"Runs": {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, _ things) (any, error) {
			return d.Runs(c, api.RunFilter{State: workflows.Parked}, api.Page{})
		}},
		"Watch":  {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Watch(c, x.run, func(api.Run) {}) }},
		"Follow": {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return watchOnce(c, d, x.run) }},
		"Decide": {needs: api.Decide, human: true, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return nothing(d.Decide(c, api.DecideRequest{Run: x.run, Choice: workflows.Approve}))
		}},
		"Decide/retry": {needs: api.StartRuns, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return nothing(d.Decide(c, api.DecideRequest{Run: x.run, Choice: workflows.Retry}))
		}},
		"Retry":       {needs: api.StartRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Retry(c, x.run, nil) }},
		"EditedInput": {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.EditedInput(c, x.run, nil) }},
		"Undo":        {needs: api.StartRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Undo(c, x.run) }},
		"UndoPreview": {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.UndoPreview(c, x.run) }},
		"Cancel":      {needs: api.StartRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Cancel(c, x.run, true) }},
		"PlanOf":      {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.PlanOf(c, x.run) }},
		"RepairPreview": {needs: api.ReadRuns, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.RepairPreview(c, api.RepairRequest{Run: x.run, Source: []byte(zanzibar)})
		}},
		"Repair": {needs: api.StartRuns, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Repair(c, api.RepairRequest{Run: x.run, Source: []byte(zanzibar)})
		}},
		"Connecting":  {needs: api.WriteConnections, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.Connecting(c, "slack") }},
		"ConnectURL":  {needs: api.ReadConnections, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.ConnectURL(c, "slack") }},
		"Connections": {needs: api.ReadConnections, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.Connections(c, false) }},
		"Connect": {needs: api.WriteConnections, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return connect(c, d, strings.TrimPrefix(x.connection, "slack/"))
		}},
		"Pause":      {needs: api.WriteConnections, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Pause(c, ofConnection(x)) }},
		"Resume":     {needs: api.WriteConnections, use: func(c ctx, d *api.Desk, x things) (any, error) { return d.Resume(c, ofConnection(x)) }},
		"Disconnect": {needs: api.WriteConnections, use: func(c ctx, d *api.Desk, x things) (any, error) { return nothing(d.Disconnect(c, x.connection)) }},
		"Pause/plan": {needs: api.WritePlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Pause(c, api.PauseRequest{Of: activities.OfPlan, Name: x.workflow})
		}},
		"Resume/plan": {needs: api.WritePlans, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.Resume(c, api.PauseRequest{Of: activities.OfPlan, Name: x.workflow})
		}},
		"Apps":    {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.Apps(c) }},
		"Actions": {needs: api.ReadPlans, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.Actions(c, "post a message", 3) }},
		"CreateKey": {needs: api.Administer, use: func(c ctx, d *api.Desk, _ things) (any, error) {
			return d.CreateKey(c, api.KeyRequest{Name: "of " + d.Caller().Workspace, Role: api.Viewer})
		}},
		"APIKeys":      {needs: api.Administer, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.APIKeys(c, api.Page{Limit: 1}) }},
		"RevokeKey":    {needs: api.Administer, use: func(c ctx, d *api.Desk, x things) (any, error) { return nothing(d.RevokeKey(c, x.key)) }},
		"MembersHere":  {needs: api.Administer, use: func(c ctx, d *api.Desk, _ things) (any, error) { return d.MembersHere(c, api.Page{Limit: 1}) }},
		"RemoveMember": {needs: api.Administer, use: func(c ctx, d *api.Desk, x things) (any, error) { return nothing(d.RemoveMember(c, x.member)) }},
		"SetMember": {needs: api.Administer, use: func(c ctx, d *api.Desk, x things) (any, error) {
			return d.SetMember(c, api.Member{Account: x.member, Name: "Zoe", Role: api.Viewer})
		}},
	}
}

// furnish gives the default workspace one of everything.
func furnish(t *testing.T, w *apitest.World) things {
	t.Helper()
	ctx := t.Context()
	w.Now = func() time.Time { return time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC) }
	owner := apitest.Caller(api.DefaultWorkspace, api.Admin)
	owner.Human = true
	d := w.For(owner)
	draft, err := d.Validate(ctx, api.ValidateRequest{Source: []byte(zanzibar), Sandbox: true})
	require.NoError(t, err)
	require.NotEmpty(t, draft.PlanID, "%v", draft.Problems)
	flow, err := d.SaveWorkflow(ctx, api.SaveRequest{PlanID: draft.PlanID})
	require.NoError(t, err)
	run, err := d.Start(ctx, api.StartRequest{PlanID: draft.PlanID, Digest: draft.Digest, Sandbox: true})
	require.NoError(t, err)
	w.Engine.Set(run.RunID, func(o *workflows.Outcome) {
		o.State, o.Question = workflows.Parked, &workflows.Question{Step: "hello", Kind: workflows.AskApproval, Digest: "sha256:q",
			Choices: []workflows.Choice{workflows.Approve, workflows.Reject, workflows.Retry}}
	})
	key, err := d.CreateKey(ctx, api.KeyRequest{Name: "ci", Role: api.Runner})
	require.NoError(t, err)
	e, err := w.Sandbox.Endpoint("slack")
	require.NoError(t, err)
	known, err := d.Connect(ctx, api.ConnectRequest{App: "slack", Name: "lighthouse", URL: e.URL, Settings: e.Settings, Secrets: e.Secrets, AllowPrivate: true})
	require.NoError(t, err)
	member, err := d.SetMember(ctx, api.Member{Account: "acc_zoe", Name: "Zoe of default", Role: api.Viewer})
	require.NoError(t, err)
	return things{draft.PlanID, flow.Name, run.RunID, key.ID, known.ID, member.Account}
}

func TestEveryMethodOfTheDeskIsWalked(t *testing.T) {
	rows := deskRows(apitest.New(t))
	have := map[string]bool{}
	for name := range rows {
		method, _, _ := strings.Cut(name, "/")
		have[method] = true
	}
	desk := reflect.TypeFor[*api.Desk]()
	for m := range desk.Methods() {
		require.True(t, have[m.Name], "no row uses Desk.%s", m.Name)
		delete(have, m.Name)
	}
	require.Empty(t, have)
}

// Each role may what it may and nothing else, and so may a credential that was narrowed.
func TestRolesAtTheDesk(t *testing.T) {
	w := apitest.New(t)
	furnish(t, w)
	for name, row := range deskRows(w) {
		if row.needs == "" {
			continue
		}
		for _, role := range append(api.Roles(), "", "king") {
			caller := apitest.Caller("other", role)
			_, err := row.use(t.Context(), w.For(caller), ghosts)
			code := ""
			if e := connectors.AsError(err); e != nil {
				code = e.Code
			}
			allowed := connectors.KindOf(caller.May(row.needs)) == ""
			require.Equal(t, !allowed, code == api.CodeRole, "%s as %q: %v", name, role, err)
		}
		narrowed := apitest.Caller("other", api.Admin)
		narrowed.Scopes = []api.Permission{}
		_, err := row.use(t.Context(), w.For(narrowed), ghosts)
		scope, is := errors.AsType[*api.NeedsScope](err)
		require.True(t, is, "%s: %v", name, err)
		require.Equal(t, row.needs, scope.Permission, name)
		nobody := apitest.Caller("", api.Admin)
		_, err = row.use(t.Context(), w.For(nobody), ghosts)
		require.Equal(t, connectors.Denied, connectors.KindOf(err), "%s of no workspace", name)
	}
}

// What is another workspace's doesn't exist: whoever names it hears the same as whoever names nothing, to the word.
func TestTenancyAtTheDesk(t *testing.T) {
	for name, row := range deskRows(nil) {
		if row.needs == "" {
			continue
		}
		t.Run(name, func(t *testing.T) {
			existing, ghost := apitest.New(t), apitest.New(t) // each use in a world of its own, for what one leaves behind would be found by the other
			x := furnish(t, existing)
			furnish(t, ghost)
			stranger := apitest.Caller("other", api.Admin)
			stranger.Human = row.human
			sees, realErr := deskRows(existing)[name].use(t.Context(), existing.For(stranger), x)
			hears, ghostErr := deskRows(ghost)[name].use(t.Context(), ghost.For(stranger), ghosts)
			require.Equal(t, told(t, hears, ghostErr, ghosts), told(t, sees, realErr, x))
		})
	}
}

var random = regexp.MustCompile(`(key_|sayso_|127\.0\.0\.1:)[a-z0-9_]+`)

// told is what somebody hears, with names and what is made by chance left out.
func told(t *testing.T, got any, err error, x things) string {
	t.Helper()
	raw, jsonErr := json.Marshal(got)
	require.NoError(t, jsonErr)
	text := string(raw)
	if e := connectors.AsError(err); e != nil {
		text = string(e.Kind) + " " + e.Code + ": " + e.Message
	}
	for _, name := range []string{x.plan, x.run, x.workflow, x.key, x.connection, strings.TrimPrefix(x.connection, "slack/"), x.member} {
		text = strings.ReplaceAll(text, name, "NAME")
	}
	return random.ReplaceAllString(text, "$1…")
}
