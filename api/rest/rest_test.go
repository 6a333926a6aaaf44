package rest_test

import (
	"context"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/rest"
	"sayso/workflows"
	"sayso/workflows/compile"
)

const hello = `name: hello
says: Say hello
steps:
  - id: hello
    do: slack.post_message
    with: {channel: "#general", text: Hello}
`

type m = map[string]any

// A prompt becomes a plan, which is checked, started by its digest, watched and undone.
func TestFromAPromptToARun(t *testing.T) {
	s := newStage(t)
	var draft api.Draft
	s.send("POST", "/v1/plans", `{"prompt": "post 'hello' in #general", "sandbox": true}`).good(200, &draft)
	require.NotEmpty(t, draft.PlanID, "%+v", draft.Problems)
	path := "/v1/plans/" + draft.PlanID
	first := s.send("GET", path, "").good(200, nil)
	require.Contains(t, first.body, "slack.post_message")
	s.send("GET", path, "", "If-None-Match", first.header.Get("ETag")).good(304, nil)
	var checked api.Draft
	s.send("POST", path+"/validate", `{"sandbox": true}`).good(200, &checked)
	require.NotEqual(t, draft.Digest, checked.Digest, "what runs has a digest of its own")

	start := text(m{"plan_id": draft.PlanID, "digest": checked.Digest, "sandbox": true})
	s.send("POST", "/v1/runs", start).bad(400, "key_required")
	var run api.Run
	made := s.send("POST", "/v1/runs", start, "Idempotency-Key", "k1").good(201, &run)
	require.Equal(t, "/v1/runs/"+run.RunID, made.header.Get("Location"))
	var again api.Run
	s.send("POST", "/v1/runs", start, "Idempotency-Key", "k1").good(201, &again)
	require.Equal(t, run.RunID, again.RunID)
	s.send("POST", "/v1/runs", text(m{"source": hello, "digest": "sha256:x", "sandbox": true}), "Idempotency-Key", "k1").bad(422, "key_reused")
	s.send("POST", "/v1/runs", text(m{"source": hello, "digest": "sha256:x", "sandbox": true}), "Idempotency-Key", "k2").bad(409, "digest_changed")
	s.send("POST", "/v1/runs", text(m{"source": hello, "sandbox": true}), "Idempotency-Key", "k2").bad(422, "digest_required")

	s.Engine.Set(run.RunID, func(o *workflows.Outcome) { o.State = workflows.Completed })
	s.send("GET", "/v1/runs/"+run.RunID, "").good(200, &again)
	require.Equal(t, workflows.Completed, again.State)
	s.send("POST", "/v1/runs/"+run.RunID+"/undo", "").bad(409, "nothing_to_undo")
	s.send("POST", "/v1/runs/"+run.RunID+"/cancel", "").bad(409, "run_over")
}

// A program can't give what a person has to give, and is told where a person can.
func TestAnApprovalTakesAPerson(t *testing.T) {
	s := newStage(t)
	s.DecideURL = func(_, run string) string { return "https://sayso.test/decide/" + run }
	run := s.started("k")
	s.Engine.Set(run, func(o *workflows.Outcome) {
		o.State = workflows.Parked
		o.Question = &workflows.Question{Step: "hello", Kind: workflows.AskFailed, Digest: "d", Choices: []workflows.Choice{workflows.Retry, workflows.Approve}}
	})
	p := s.send("POST", "/v1/runs/"+run+"/decide", `{"choice": "approve", "digest": "d"}`).bad(403, "needs_person")
	require.Equal(t, "https://sayso.test/decide/"+run, p.DecideURL)
	s.as(s.key(api.DefaultWorkspace, api.Approver), "POST", "/v1/runs/"+run+"/decide", `{"choice": "retry"}`).bad(403, "role_lacks_permission")
	s.send("POST", "/v1/runs/"+run+"/decide", `{"choice": "retry", "digest": "old", "step": "hello"}`).bad(409, "digest_changed")
	var after api.Run
	s.send("POST", "/v1/runs/"+run+"/decide", `{"choice": "retry", "digest": "d", "step": "hello"}`).good(200, &after)
	require.Equal(t, workflows.Running, after.State)
}

func (s *stage) started(key string) string {
	s.t.Helper()
	var checked api.Draft
	s.send("POST", "/v1/plans", text(m{"source": hello, "sandbox": true})).good(200, &checked)
	var run api.Run
	s.send("POST", "/v1/runs", text(m{"source": hello, "digest": checked.Digest, "sandbox": true}), "Idempotency-Key", key).good(201, &run)
	return run.RunID
}

// Two who change a workflow at the same time don't overwrite each other.
func TestWorkflowsAreChangedWithTheirETag(t *testing.T) {
	s := newStage(t)
	made := s.send("POST", "/v1/workflows", text(m{"source": hello})).good(201, nil)
	require.Equal(t, "/v1/workflows/hello", made.header.Get("Location"))
	require.Equal(t, `"v1"`, made.header.Get("ETag"))
	s.send("POST", "/v1/workflows", text(m{"source": hello})).bad(409, "workflow_exists")
	changed := text(m{"source": strings.Replace(hello, "Say hello", "Say hello again", 1)})
	s.send("PUT", "/v1/workflows/hello", changed).bad(428, "match_required")
	s.send("PUT", "/v1/workflows/hello", changed, "If-Match", "3").bad(400, "bad_request")
	s.send("PUT", "/v1/workflows/other", changed, "If-Match", `"v1"`).bad(422, "other_name")
	s.send("PUT", "/v1/workflows/hello", changed, "If-Match", `"v1"`).good(200, nil)
	s.send("PUT", "/v1/workflows/hello", changed, "If-Match", `"v1"`).bad(412, "stale_version")
	var old api.Workflow
	s.send("GET", "/v1/workflows/hello/versions/1", "").good(200, &old)
	require.Equal(t, hello, old.Source)
	var versions api.List[api.Workflow]
	s.send("GET", "/v1/workflows/hello/versions?limit=1", "").good(200, &versions)
	require.Equal(t, []any{1, 2}, []any{len(versions.Items), versions.Items[0].Version})
	require.NotEmpty(t, versions.Next)

	s.send("POST", "/v1/workflows/hello/disable", "").good(200, nil)
	s.send("POST", "/v1/runs", `{"workflow": "hello", "sandbox": true}`, "Idempotency-Key", "k").bad(409, "workflow_disabled")
	s.send("POST", "/v1/workflows/hello/enable", "").good(200, nil)
	var run api.Run
	s.send("POST", "/v1/runs", `{"workflow": "hello", "version": 1, "sandbox": true}`, "Idempotency-Key", "k").good(201, &run)
	s.send("DELETE", "/v1/workflows/hello", "", "If-Match", `"v1"`).bad(412, "stale_version")
	s.send("DELETE", "/v1/workflows/hello", "", "If-Match", `"v2"`).good(204, nil)
	s.send("GET", "/v1/workflows/hello", "").bad(404, "no_workflow")
	s.send("POST", "/v1/workflows", text(m{"source": hello})).good(201, nil)
	require.Equal(t, `"v3"`, s.send("GET", "/v1/workflows/hello", "").header.Get("ETag"), "an old ETag is never good again")
}

// A list is read to its end page by page, and nothing comes twice.
func TestPages(t *testing.T) {
	s := newStage(t)
	want := map[string]bool{}
	for i := range 7 {
		want[s.started(fmt.Sprint("k", i))] = true
	}
	got := map[string]bool{}
	for path := "/v1/runs?limit=3&plan=hello&state=running"; path != ""; {
		var list api.List[api.Run]
		a := s.send("GET", path, "").good(200, &list)
		for _, r := range list.Items {
			require.False(t, got[r.RunID], "twice")
			got[r.RunID] = true
		}
		path = ""
		if link := a.header.Get("Link"); link != "" {
			path, _, _ = strings.Cut(strings.TrimPrefix(link, "<"), ">")
		}
	}
	require.Equal(t, want, got)
	s.send("GET", "/v1/runs?state=dreaming", "").bad(422, "bad_filter")
	s.send("GET", "/v1/runs?plan=a'%20OR%201", "").bad(422, "bad_filter")
	s.send("GET", "/v1/runs?limit=101", "").bad(422, "bad_limit")
	s.send("GET", "/v1/runs?limit=-1", "").bad(400, "bad_request")
	s.send("GET", "/v1/runs?cursor=!", "").bad(422, "bad_cursor")
	s.send("GET", "/v1/runs?cursor=bm9wZQ", "").bad(422, "bad_cursor")
	s.send("GET", "/v1/runs?since=yesterday", "").bad(400, "bad_request")
}

// A key is shown once, narrowed, limited in time, and ended at once.
func TestKeys(t *testing.T) {
	s := newStage(t)
	now := time.Date(2026, 11, 20, 9, 0, 0, 0, time.UTC)
	s.Now = func() time.Time { return now }
	var k api.NewKey
	s.send("POST", "/v1/tokens", `{"name": "ci", "role": "runner", "scopes": ["runs:read"], "expires_in": "1d"}`).good(201, &k)
	require.Regexp(t, `^sayso_[a-z2-7]+_[a-z2-7]{40,}$`, k.Secret)
	s.send("POST", "/v1/tokens", `{"name": "ci", "role": "runner"}`).bad(409, "key_exists")
	s.send("POST", "/v1/tokens", `{"name": "x", "role": "king"}`).bad(422, "bad_role")
	s.send("POST", "/v1/tokens", `{"name": "x", "role": "viewer", "scopes": ["admin"]}`).bad(422, "bad_scope")
	s.send("POST", "/v1/tokens", `{"name": "x", "role": "viewer", "expires_in": "soon"}`).bad(422, "bad_expiry")
	list := s.send("GET", "/v1/tokens", "").good(200, nil)
	require.Contains(t, list.body, `"ci"`)
	require.NotContains(t, list.body, k.Secret)

	s.as(k.Secret, "GET", "/v1/runs", "").good(200, nil)
	p := s.as(k.Secret, "POST", "/v1/runs", `{}`, "Idempotency-Key", "k").bad(403, "insufficient_scope")
	require.Equal(t, "runs:write", p.Scope)
	now = now.Add(24 * time.Hour)
	a := s.as(k.Secret, "GET", "/v1/runs", "")
	a.bad(401, "bad_token")
	require.Contains(t, a.header.Get("WWW-Authenticate"), "Bearer")
	now = now.Add(-time.Hour)
	s.send("DELETE", "/v1/tokens/"+k.ID, "").good(204, nil)
	s.as(k.Secret, "GET", "/v1/runs", "").bad(401, "bad_token")
	for _, secret := range []string{"", "nonsense", "sayso_a_b", k.Secret[:len(k.Secret)-1]} {
		s.as(secret, "GET", "/v1/me", "").bad(401, "bad_token")
	}

	// Who was narrowed hands out no more than they have.
	var narrow api.NewKey
	s.send("POST", "/v1/tokens", `{"name": "narrow", "role": "admin", "scopes": ["admin"]}`).good(201, &narrow)
	s.as(narrow.Secret, "POST", "/v1/tokens", `{"name": "wide", "role": "admin"}`).bad(403, "insufficient_scope")
}

// What isn't JSON as the operation takes it is refused, and says why.
func TestBodies(t *testing.T) {
	s := newStage(t)
	s.send("POST", "/v1/plans", `{"prompt": `).bad(400, "bad_json")
	s.send("POST", "/v1/plans", `{"promt": "x"}`).bad(400, "bad_json")
	s.send("POST", "/v1/plans", `{"prompt": "x"} {}`).bad(400, "bad_json")
	s.send("POST", "/v1/plans", "{\"prompt\": \"\xff\"}").bad(400, "bad_json")
	s.send("POST", "/v1/plans", `{"prompt": "x"}`, "Content-Type", "text/plain").bad(415, "not_json")
	s.send("POST", "/v1/plans", `{"prompt": "`+strings.Repeat("x", 3<<20)+`"}`).bad(413, "too_large")
	s.send("POST", "/v1/plans", `{"prompt": "x", "source": "y"}`).bad(422, "which_plan")
	p := s.send("POST", "/v1/workflows", text(m{"source": "name: x\nsteps:\n  - id: a\n    do: slack.dance\n"})).bad(422, "bad_plan")
	require.Equal(t, "unknown_action", p.Problems[0].Code)
	require.Contains(t, s.send("POST", "/v1/runs/ghost/undo", "", "Accept-Language", "de-DE").body, "no_run")
	german := s.send("GET", "/v1/plans/plan_ghost", "", "Accept-Language", "de-DE,de").bad(404, "no_plan")
	require.Equal(t, "es gibt keinen Plan plan_ghost", german.Detail)
}

// Who asks too often is told to wait, and for how long; others go on.
func TestRateLimit(t *testing.T) {
	s := newStage(t, func(o *rest.Options) { o.Rate, o.Burst = 1, 3 })
	for left := 2; left >= 0; left-- {
		a := s.send("GET", "/v1/me", "").good(200, nil)
		require.Equal(t, []string{"3", fmt.Sprint(left)}, []string{a.header.Get("Ratelimit-Limit"), a.header.Get("Ratelimit-Remaining")})
	}
	a := s.send("GET", "/v1/me", "")
	p := a.bad(429, "rate_limited")
	require.Equal(t, 1, p.RetryAfter)
	require.Equal(t, "1", a.header.Get("Retry-After"))
	s.as(s.key("other", api.Viewer), "GET", "/v1/me", "").good(200, nil)
	for range 3 {
		s.as("wrong", "GET", "/v1/me", "").bad(401, "bad_token")
	}
	s.as("wrong", "GET", "/v1/me", "").bad(429, "rate_limited")
}

// What can't be recorded isn't done.
func TestNothingIsChangedWithoutARecord(t *testing.T) {
	s := newStage(t)
	s.key(api.DefaultWorkspace, api.Admin)
	s.Audit.Fail(fmt.Errorf("the disk is full"))
	s.send("POST", "/v1/workflows", text(m{"source": hello})).bad(503, "not_recorded")
	s.Audit.Fail(nil)
	s.send("GET", "/v1/workflows/hello", "").bad(404, "no_workflow")
	s.send("POST", "/v1/workflows", text(m{"source": hello})).good(201, nil)
	entries := s.Audit.Entries()
	last := entries[len(entries)-1]
	require.Equal(t, []string{"workflow.save", "hello", "rest", api.DefaultWorkspace}, []string{last.Action, last.Target, last.Surface, last.Workspace})
	s.send("GET", "/v1/audit?target=hello", "").good(200, nil)
}

// slow is a compiler that tells when it has begun, and ends when it may.
type slow struct{ begun, end chan bool }

// Compile understands nothing.
func (c slow) Compile(context.Context, compile.Request) (compile.Result, error) {
	c.begun <- true
	<-c.end
	return compile.Result{Status: compile.StatusUnsupported}, nil
}

// Of two requests with one idempotency key at the same time the second is sent away.
func TestAKeyInFlight(t *testing.T) {
	s := newStage(t)
	c := slow{make(chan bool), make(chan bool)}
	s.Compiler = c
	key := s.key(api.DefaultWorkspace, api.Admin)
	first := make(chan answer)
	send := func(idempotency string) answer {
		return s.as(key, http.MethodPost, "/v1/plans", `{"prompt": "x"}`, "Idempotency-Key", idempotency)
	}
	go func() { first <- send("one") }()
	<-c.begun
	send("one").bad(409, "key_in_flight")
	go func() { first <- send("two") }()
	<-c.begun
	c.end <- true
	c.end <- true
	(<-first).good(200, nil)
	(<-first).good(200, nil)
}
