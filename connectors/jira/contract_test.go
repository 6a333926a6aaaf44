package jira_test

import (
	"bytes"
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"net/http/httputil"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/getkin/kin-openapi/openapi3"
	"github.com/getkin/kin-openapi/openapi3filter"
	"github.com/getkin/kin-openapi/routers"
	"github.com/getkin/kin-openapi/routers/gorillamux"
	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/connectortest"
	"sayso/connectors/jira"
)

// TestTheVendorsDescription holds the connector's requests and the simulator's answers to Jira's own OpenAPI description.
func TestTheVendorsDescription(t *testing.T) {
	dir := os.Getenv("SAYSO_SPECS")
	if dir == "" {
		t.Skip("SAYSO_SPECS isn't set: it names the folder with the vendors' API descriptions (jira.json)")
	}
	doc, err := openapi3.NewLoader().LoadFromFile(filepath.Join(dir, "jira.json"))
	require.NoError(t, err)
	doc.Servers = nil // any host: the simulator's is another each time
	router, err := gorillamux.NewRouter(doc)
	require.NoError(t, err)
	seen := map[string]bool{}
	for _, c := range cases() {
		t.Run(c.Action+" "+c.Name, func(t *testing.T) {
			w := connectortest.Simulated(t, jira.New())
			p := inspect(t, w, router)
			a := w.Prepare(t, c.Action, c.In)
			var before json.RawMessage
			if a.Op.Before != nil {
				before = a.Before(t)
			}
			out := a.MustDo(t)
			if a.Op.Find != nil {
				_, _, err := a.Op.Find(t.Context(), a.Call)
				require.NoError(t, err)
			}
			if a.Op.Undo != nil {
				require.NoError(t, a.Undo(t, out, before))
			}
			for operation := range p.seen {
				seen[operation] = true
			}
		})
	}
	for _, operation := range []string{"POST /rest/api/3/issue", "GET /rest/api/3/issue/{issueIdOrKey}", "PUT /rest/api/3/issue/{issueIdOrKey}",
		"DELETE /rest/api/3/issue/{issueIdOrKey}", "GET /rest/api/3/issue/{issueIdOrKey}/transitions", "POST /rest/api/3/issue/{issueIdOrKey}/transitions",
		"GET /rest/api/3/issue/{issueIdOrKey}/comment", "POST /rest/api/3/issue/{issueIdOrKey}/comment", "DELETE /rest/api/3/issue/{issueIdOrKey}/comment/{id}",
		"GET /rest/api/3/project/search", "POST /rest/api/3/search/jql"} {
		require.True(t, seen[operation], "%s was not checked", operation)
	}
}

// beyond are the operations that the connector uses and the trimmed description leaves out.
func beyond(path string) bool {
	for _, known := range []string{"/priority/search", "/status", "/user/assignable/search", "/search/approximate-count"} {
		if path == "/rest/api/3"+known {
			return true
		}
	}
	return false
}

// inspector is a proxy in front of the simulator that checks what goes by.
type inspector struct {
	t      *testing.T
	router routers.Router
	mu     sync.Mutex
	seen   map[string]bool
}

func inspect(t *testing.T, w *connectortest.World, router routers.Router) *inspector {
	t.Helper()
	target, err := url.Parse(w.Endpoint.URL)
	require.NoError(t, err)
	p := &inspector{t: t, router: router, seen: map[string]bool{}}
	proxy := &httputil.ReverseProxy{Rewrite: func(r *httputil.ProxyRequest) { r.SetURL(target) }}
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { p.check(w, r, proxy) }))
	t.Cleanup(server.Close)
	w.Conn, err = connectors.NewConnection(connectors.Spec{ID: "jira/test", App: "jira", URL: server.URL, Settings: w.Endpoint.Settings,
		Secrets: w.Endpoint.Secrets, Auth: w.Connector.Auth, AllowPrivate: true})
	require.NoError(t, err)
	return p
}

func (p *inspector) check(w http.ResponseWriter, r *http.Request, simulator http.Handler) {
	body, err := io.ReadAll(r.Body)
	if err != nil {
		p.t.Error(err)
	}
	r.Body = io.NopCloser(bytes.NewReader(body))
	route, params, err := p.router.FindRoute(r)
	if err != nil {
		if !beyond(r.URL.Path) {
			p.t.Errorf("%s %s is no operation of Jira's: %v", r.Method, r.URL.Path, err)
		}
		simulator.ServeHTTP(w, r)
		return
	}
	p.mu.Lock()
	p.seen[r.Method+" "+route.Path] = true
	p.mu.Unlock()
	options := &openapi3filter.Options{AuthenticationFunc: openapi3filter.NoopAuthenticationFunc, IncludeResponseStatus: true, SkipSettingDefaults: true}
	described := r.Clone(r.Context())
	described.Body = io.NopCloser(bytes.NewReader(asDescribed(body)))
	described.ContentLength = int64(len(asDescribed(body)))
	request := &openapi3filter.RequestValidationInput{Request: described, PathParams: params, Route: route, Options: options}
	if err := openapi3filter.ValidateRequest(r.Context(), request); err != nil {
		p.t.Errorf("%s %s: %v", r.Method, r.URL.Path, err)
	}
	recorded := httptest.NewRecorder()
	simulator.ServeHTTP(recorded, r)
	answer := recorded.Body.Bytes()
	options.ExcludeResponseBody = recorded.Code == http.StatusNoContent // the description gives one that HTTP forbids
	response := &openapi3filter.ResponseValidationInput{RequestValidationInput: request, Status: recorded.Code, Header: recorded.Header(), Options: options}
	response.SetBodyBytes(asDescribed(answer))
	if err := openapi3filter.ValidateResponse(r.Context(), response); err != nil {
		p.t.Errorf("the simulator's answer to %s %s: %v", r.Method, r.URL.Path, err)
	}
	maps.Copy(w.Header(), recorded.Header())
	w.WriteHeader(recorded.Code)
	_, _ = w.Write(answer)
}

// asDescribed evens out where the description is not sound: it has no null, which is how Jira's fields are emptied, and it asks for
// times with a colon in the zone (date-time), which Jira leaves out ("+0000").
func asDescribed(body []byte) []byte {
	var v any
	if json.Unmarshal(body, &v) != nil {
		return body
	}
	raw, err := json.Marshal(withoutNulls(v))
	if err != nil {
		return body
	}
	return []byte(strings.ReplaceAll(string(raw), `+0000"`, `+00:00"`))
}

func withoutNulls(v any) any {
	switch v := v.(type) {
	case map[string]any:
		for name, value := range v {
			if value == nil {
				delete(v, name)
			} else {
				v[name] = withoutNulls(value)
			}
		}
	case []any:
		for i := range v {
			v[i] = withoutNulls(v[i])
		}
	}
	return v
}
