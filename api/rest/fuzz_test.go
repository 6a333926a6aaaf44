package rest_test

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/problem"
	"sayso/workflows"
)

// TestNoRequestFindsAFault sends thousands of requests that are made of the OpenAPI document: good ones, bad ones and nonsense, with what
// earlier answers named. None may be answered 500, each error has a listed code, and what is good is as the document says. SAYSO_FUZZ_SEED does one
// campaign again.
func TestNoRequestFindsAFault(t *testing.T) {
	requests := 20_000
	if testing.Short() {
		requests = 1_000
	}
	seed := uint64(rand.Uint32())
	if n, err := strconv.ParseUint(os.Getenv("SAYSO_FUZZ_SEED"), 10, 64); err == nil {
		seed = n
	}
	t.Logf("SAYSO_FUZZ_SEED=%d", seed)
	stayOffline(t)
	f := &fuzzer{stage: newStage(t), rand: rand.New(rand.NewPCG(seed, 0)), doc: load(t), statuses: map[int]int{}, seen: map[string]int{},
		known: map[string][]string{"source": {hello, strings.ReplaceAll(hello, "hello", "other")}, "prompt": {"post 'hello' in #general"}, "ask": {"every Monday at 9"},
			"dropped": {"undo", "keep"}, "expires_in": {"1d"}, "step": {"hello"}, "workflow": {"zanzibar", "hello", "other"}}}
	f.pool = []string{"", "a", "0", "-1", "hello", "Müller", "😀", "slack", "salesforce", "production", "2026-11-20T09:00:00Z", `"v1"`, "true", "every Monday at 9",
		"../../etc/passwd", "a'b\"c;--", strings.Repeat("x", 300), "\x00", hello, "post 'hello' in #general", "http://127.0.0.1:1", "name: [", "9999999999999999999999"}
	for name, value := range f.furnish() {
		f.known[name] = append(f.known[name], value)
		f.pool = append(f.pool, value)
	}
	for path, item := range f.doc.Paths.Map() {
		for method, op := range item.Operations() {
			if op.OperationID != "watch_run" { // a stream that doesn't end
				f.operations = append(f.operations, operation{method, path, op})
			}
		}
	}
	slices.SortFunc(f.operations, func(a, b operation) int { return strings.Compare(a.OperationID, b.OperationID) })
	for i := range requests {
		f.request(i)
	}
	t.Logf("%v, %v", f.statuses, f.seen)
	require.Greater(t, len(f.seen), len(f.operations)*2/3, "most operations were good at some time: the campaign is about something")
}

// stayOffline has no name looked up, so that an app which somebody connects can't be reached.
func stayOffline(t *testing.T) {
	t.Helper()
	online := net.DefaultResolver
	t.Cleanup(func() { net.DefaultResolver = online })
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) {
		return nil, errors.New("tests stay offline")
	}}
}

type operation struct {
	method, path string
	*openapi3.Operation
}

type fuzzer struct {
	*stage

	rand       *rand.Rand
	doc        *openapi3.T
	operations []operation
	pool       []string // what texts are made of
	statuses   map[int]int
	seen       map[string]int      // good answers by operation
	known      map[string][]string // what suits a field, or a part of a path
}

func (f *fuzzer) one() string { return f.pool[f.rand.IntN(len(f.pool))] }

// often is true for so many of a hundred.
func (f *fuzzer) often(percent int) bool { return f.rand.IntN(100) < percent }

// named is a text that suits a name, mostly.
func (f *fuzzer) named(name string) string {
	if list := f.known[name]; len(list) > 0 && !f.often(15) {
		return list[f.rand.IntN(len(list))]
	}
	return f.one()
}

// shake has a run come to something.
func (f *fuzzer) shake() {
	runs := f.Engine.Runs()
	id := runs[f.rand.IntN(len(runs))]
	f.Engine.Set(id, func(o *workflows.Outcome) {
		if o.State != workflows.Running {
			return
		}
		o.State = []workflows.State{workflows.Parked, workflows.Parked, workflows.Completed, workflows.Undone}[f.rand.IntN(4)]
		if o.State == workflows.Parked {
			o.Question = &workflows.Question{Step: "hello", Kind: workflows.AskFailed, Digest: "sha256:asked",
				Choices: []workflows.Choice{workflows.Retry, workflows.Skip, workflows.Undo, workflows.Stop}}
		}
	})
}

func (f *fuzzer) request(i int) {
	if i%20 == 0 {
		f.shake()
	}
	op := f.operations[f.rand.IntN(len(f.operations))]
	path, query, headers := op.path, url.Values{}, []string{}
	for _, p := range op.Parameters {
		value := f.parameter(p.Value)
		switch {
		case p.Value.In == "path":
			value = f.named(strings.Split(path, "/")[2] + " " + p.Value.Name)
			path = strings.Replace(path, "{"+p.Value.Name+"}", url.PathEscape(value), 1)
		case !p.Value.Required && f.often(60):
		case p.Value.In == "query":
			query.Set(p.Value.Name, value)
		case f.often(95):
			headers = append(headers, p.Value.Name, strings.Map(func(r rune) rune {
				if r < ' ' || r > '~' {
					return -1
				}
				return r
			}, value))
		}
	}
	body := ""
	if op.RequestBody != nil {
		body = f.body(op.RequestBody.Value.Content["application/json"].Schema.Value)
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	role := api.Admin
	if f.often(10) {
		role = api.Roles()[f.rand.IntN(len(api.Roles()))]
	}
	a := f.as(f.key([]string{"default", "default", "other"}[f.rand.IntN(3)], role), op.method, path, body, headers...)
	f.look(i, op, a, fmt.Sprintf("%s %s %s %v", op.method, path, body, headers))
}

// look holds an answer to what the document says of it.
func (f *fuzzer) look(i int, op operation, a answer, sent string) {
	f.t.Helper()
	f.statuses[a.status]++
	if a.status == 401 { // it revoked the key
		clear(f.keys)
	}
	if offline := a.status == http.StatusServiceUnavailable && strings.Contains(a.body, `"app_code":"unreachable"`); !offline {
		require.Less(f.t, a.status, 500, "%s\n%s", sent, a.body)
	}
	if a.status >= 400 {
		var p problem.Problem
		require.NoError(f.t, json.Unmarshal([]byte(a.body), &p), sent)
		require.True(f.t, slices.ContainsFunc(problem.Codes(), func(c problem.Code) bool { return c.Code == p.Code }), "%s\n%s", sent, a.body)
		require.NotEmpty(f.t, p.Detail, sent)
		return
	}
	said := op.Responses.Value(strconv.Itoa(a.status))
	require.NotNil(f.t, said, "%s answers %d, which isn't in the document", sent, a.status)
	f.seen[op.OperationID]++
	if media := said.Value.Content["application/json"]; media != nil && (f.seen[op.OperationID] < 20 || i%50 == 0) {
		var got any
		require.NoError(f.t, json.Unmarshal([]byte(a.body), &got), sent)
		require.NoError(f.t, media.Schema.Value.VisitJSON(got, openapi3.EnableJSONSchema2020()), "%s\n%s", sent, a.body)
		f.learn(got)
		for from, to := range map[string]string{"run_id": "runs id", "plan_id": "plans id"} {
			f.known[to] = append(f.known[to], f.known[from]...)
			f.known[from] = f.known[from][max(0, len(f.known[from])-20):]
		}
	}
}

// learn takes short texts of an answer into the pool, so that what was made is used.
func (f *fuzzer) learn(v any) {
	switch v := v.(type) {
	case map[string]any:
		for _, name := range []string{"id", "plan_id", "run_id", "digest", "name", "next", "app", "account", "source"} {
			if s, ok := v[name].(string); ok && s != "" && len(f.pool) < 2000 {
				f.pool = append(f.pool, s)
				f.known[name] = append(f.known[name], s)
			}
		}
		for _, field := range v {
			f.learn(field)
		}
	case []any:
		for _, item := range v[:min(len(v), 3)] {
			f.learn(item)
		}
	}
}

func (f *fuzzer) parameter(p *openapi3.Parameter) string {
	s := p.Schema.Value
	switch {
	case f.often(10):
		return f.one()
	case len(s.Enum) > 0:
		return fmt.Sprint(s.Enum[f.rand.IntN(len(s.Enum))])
	case s.Type.Is("integer"):
		return strconv.Itoa(f.rand.IntN(120))
	case s.Type.Is("boolean"):
		return strconv.FormatBool(f.often(50))
	case s.Pattern != "":
		return fmt.Sprintf(`"v%d"`, 1+f.rand.IntN(3))
	case s.Format == "date-time":
		return "2026-11-20T09:00:00Z"
	}
	return f.one()
}

// body is one that suits a schema, mostly.
func (f *fuzzer) body(s *openapi3.Schema) string {
	switch n := f.rand.IntN(100); {
	case n < 2:
		return ""
	case n < 4:
		return f.one()
	}
	raw, err := json.Marshal(f.value(s, 0))
	require.NoError(f.t, err)
	if f.often(2) {
		return string(raw[:len(raw)/2])
	}
	return string(raw)
}

func (f *fuzzer) field(name string, s *openapi3.Schema, depth int) any {
	if s.Type.Is("string") && len(s.Enum) == 0 {
		return f.named(name)
	}
	return f.value(s, depth)
}

func (f *fuzzer) value(s *openapi3.Schema, depth int) any {
	if depth > 4 || f.often(3) {
		return []any{nil, true, 3.5, f.one(), []any{f.one()}, map[string]any{f.one(): f.one()}}[f.rand.IntN(6)]
	}
	switch {
	case len(s.Enum) > 0:
		return s.Enum[f.rand.IntN(len(s.Enum))]
	case s.Type.Includes("object"):
		o := map[string]any{}
		required := map[string]bool{}
		for _, name := range s.Required {
			required[name] = true
		}
		names := []string{}
		for name := range s.Properties {
			names = append(names, name)
		}
		slices.Sort(names)
		for _, name := range names {
			if required[name] && !f.often(3) || f.often(25) {
				o[name] = f.field(name, s.Properties[name].Value, depth+1)
			}
		}
		if len(names) == 0 && f.often(50) {
			o[f.one()] = f.one()
		}
		return o
	case s.Type.Includes("array"):
		list := []any{}
		for range f.rand.IntN(3) {
			list = append(list, f.value(s.Items.Value, depth+1))
		}
		return list
	case s.Type.Includes("boolean"):
		return f.often(80)
	case s.Type.Includes("integer"):
		return f.rand.IntN(4)
	}
	return f.one()
}
