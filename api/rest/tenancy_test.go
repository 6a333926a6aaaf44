package rest_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/workflows"
)

// names are what a caller may call things by, by the name of the parameter and the path it stands in.
type names map[string]string

// path fills in what a path asks for.
func (n names) path(path string) string {
	for part := range strings.SplitSeq(path, "/") {
		if strings.HasPrefix(part, "{") {
			path = strings.Replace(path, part, n[strings.Split(path, "/")[2]+" "+strings.Trim(part, "{}")], 1)
		}
	}
	return path
}

var ghosts = names{"plans id": "plan_aaaaaaaaaaaaaaaaaaaaaaaa", "workflows name": "ghost-flow", "workflows version": "1", "runs id": "ghost-aaaaaaaa",
	"connections app": "slack", "connections name": "reef", "apps app": "slack", "tokens id": "key_aaaaaaaaaaaaaaaa", "members account": "acc_nobody"}

// furnish gives the default workspace one of everything.
func (s *stage) furnish() names {
	s.t.Helper()
	var plan api.Draft
	s.send("POST", "/v1/plans", text(m{"source": strings.Replace(hello, "name: hello", "name: zanzibar", 1), "sandbox": true})).good(200, &plan)
	s.send("POST", "/v1/workflows", text(m{"plan_id": plan.PlanID})).good(201, nil)
	var run api.Run
	s.send("POST", "/v1/runs", text(m{"plan_id": plan.PlanID, "digest": plan.Digest, "sandbox": true}), "Idempotency-Key", "k").good(201, &run)
	s.Engine.Set(run.RunID, func(o *workflows.Outcome) { o.State = workflows.Completed })
	var key api.NewKey
	s.send("POST", "/v1/tokens", `{"name": "spice", "role": "viewer"}`).good(201, &key)
	e, err := s.Sandbox.Endpoint("slack")
	require.NoError(s.t, err)
	secrets := m{}
	for name, secret := range e.Secrets {
		secrets[name] = secret.Reveal()
	}
	s.send("POST", "/v1/connections", text(m{"app": "slack", "name": "lighthouse", "url": e.URL, "settings": e.Settings, "secrets": secrets,
		"allow_private": true})).good(201, nil)
	s.send("PUT", "/v1/members/acc_zoe", `{"name": "Zoe", "role": "viewer"}`).good(200, nil)
	return names{"plans id": plan.PlanID, "workflows name": "zanzibar", "workflows version": "1", "runs id": run.RunID, "connections app": "slack",
		"connections name": "lighthouse", "apps app": "slack", "tokens id": key.ID, "members account": "acc_zoe"}
}

// bodies are what the operations are sent. Each operation that takes a body is among them.
func bodies(n names) map[string]string {
	return map[string]string{
		"create_plan": text(m{"source": hello, "sandbox": true}), "validate_plan": `{"sandbox": true}`, "revise_plan": `{"ask": "every Monday at 9", "sandbox": true}`,
		"create_workflow": text(m{"plan_id": n["plans id"]}), "update_workflow": text(m{"source": strings.Replace(hello, "hello", n["workflows name"], 1)}),
		"start_run": text(m{"workflow": n["workflows name"], "sandbox": true}), "decide": `{"choice": "approve"}`, "retry_run": `{}`, "cancel_run": `{}`,
		"preview_repair": text(m{"plan_id": n["plans id"]}), "repair_run": text(m{"source": hello}), "connect": `{"app": "slack", "name": "prod"}`,
		"pause_connection": `{}`, "create_token": `{"name": "mine", "role": "viewer"}`, "set_member": `{"name": "Zoe", "role": "viewer"}`,
	}
}

// queries are what lists are asked for, where one could be made to tell of another workspace.
func queries(n names) map[string]string {
	return map[string]string{"list_runs": "?plan=" + n["workflows name"], "list_audit": "?target=" + n["runs id"], "find_actions": "?query=post"}
}

func each(t *testing.T, do func(method, path string, op *openapi3.Operation)) {
	t.Helper()
	for path, item := range load(t).Paths.Map() {
		for method, op := range item.Operations() {
			do(method, path, op)
		}
	}
}

func (s *stage) use(key, method, path string, op *openapi3.Operation, n names) answer {
	s.t.Helper()
	body, has := bodies(n)[op.OperationID]
	require.Equal(s.t, op.RequestBody != nil, has, "%s has a row of its own", op.OperationID)
	return s.as(key, method, n.path(path)+queries(n)[op.OperationID], body, "Idempotency-Key", "k", "If-Match", `"v1"`)
}

// Each role may what the document says, and nobody may anything without a key.
func TestRolesOnEveryRoute(t *testing.T) {
	s := newStage(t)
	each(t, func(method, path string, op *openapi3.Operation) {
		s.use("", method, path, op, ghosts).bad(401, "bad_token")
		needs, _ := op.Extensions["x-permissions"].([]any)
		for _, role := range api.Roles() {
			may := len(needs) == 0
			for _, p := range needs {
				may = may || apitest.Caller("other", role).May(api.Permission(p.(string))) == nil
			}
			a := s.use(s.key("other", role), method, path, op, ghosts)
			require.NotEqual(t, 500, a.status, "%s as %s: %s", op.OperationID, role, a.body)
			if !may {
				a.bad(403, api.CodeRole)
			} else if op.OperationID != "decide" {
				require.NotEqual(t, 403, a.status, "%s as %s: %s", op.OperationID, role, a.body)
			}
		}
	})
}

var chance = regexp.MustCompile(`(key_|sayso_|127\.0\.0\.1:)[a-z0-9_]+|\d{4}-\d\d-\d\dT[0-9:.]+Z`)

// What is another workspace's doesn't exist: naming it is answered as naming nothing is, to the letter.
func TestTenancyOnEveryRoute(t *testing.T) {
	each(t, func(method, path string, op *openapi3.Operation) {
		told := func(existing bool) string {
			s := newStage(t)
			n := s.furnish()
			if !existing {
				n = ghosts
			}
			a := s.use(s.key("other", api.Admin), method, path, op, n)
			require.Less(t, a.status, 500, a.body)
			said := http.StatusText(a.status) + " " + a.header.Get("ETag") + " " + a.body
			for _, what := range []string{"runs id", "plans id", "workflows name", "tokens id", "connections name", "members account"} {
				said = strings.ReplaceAll(said, n[what], "NAME")
			}
			return chance.ReplaceAllString(said, "…")
		}
		require.Equal(t, told(false), told(true), op.OperationID)
	})
}
