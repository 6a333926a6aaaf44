package mcp_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
	"sayso/api/mcp"
)

// world is the use cases with a server of assistants before them, which believes who says to be whom.
type world struct {
	*apitest.World

	server *mcp.Server
	http   *httptest.Server
	people sync.Map     // of callers, by bearer
	ahead  atomic.Int64 // how far the server's clock is, in nanoseconds
}

func newWorld(t *testing.T) *world {
	t.Helper()
	return serve(t, &world{World: apitest.New(t)})
}

func serve(t *testing.T, w *world) *world {
	t.Helper()
	w.server = mcp.New(mcp.Options{Service: w.Service, Version: "test", Now: w.clock, Challenge: func(door string, _ api.Caller, lacks api.Permission) string {
		return `Bearer resource_metadata="https://sayso.example` + door + `", error="insufficient_scope", scope="` + string(lacks) + `"`
	}})
	handler := w.server.Handler()
	w.http = httptest.NewServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		if c, ok := w.who(r.Header.Get("Authorization")); ok {
			r = r.WithContext(mcp.WithCaller(r.Context(), c))
		}
		handler.ServeHTTP(rw, r)
	}))
	t.Cleanup(w.http.Close)
	return w
}

func (w *world) who(bearer string) (api.Caller, bool) {
	v, ok := w.people.Load(bearer)
	c, _ := v.(api.Caller)
	return c, ok
}

func (w *world) clock() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }

func (w *world) later(by time.Duration) { w.ahead.Store(int64(by)) }

// bearer puts a credential into every request.
type bearer string

func (b bearer) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", string(b))
	return http.DefaultTransport.RoundTrip(r)
}

// connect is a client of somebody's at a door.
func (w *world) connect(t *testing.T, door string, c api.Caller) *sdk.ClientSession {
	t.Helper()
	return w.connectAs(t, door, c, nil)
}

func (w *world) connectAs(t *testing.T, door string, c api.Caller, o *sdk.ClientOptions) *sdk.ClientSession {
	t.Helper()
	name := c.Workspace + "/" + c.Account
	w.people.Store(name, c)
	client := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, o)
	session, err := client.Connect(t.Context(), &sdk.StreamableClientTransport{Endpoint: w.http.URL + door, HTTPClient: &http.Client{Transport: bearer(name)},
		DisableStandaloneSSE: true, MaxRetries: -1}, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// call calls a tool, however it ends.
func call(t *testing.T, c *sdk.ClientSession, tool string, arguments map[string]any) *sdk.CallToolResult {
	t.Helper()
	r, err := c.CallTool(context.WithoutCancel(t.Context()), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	require.NoError(t, err, tool)
	return r
}

// ask calls a tool that has to answer, and gives the answer.
func ask(t *testing.T, c *sdk.ClientSession, tool string, arguments map[string]any) map[string]any {
	t.Helper()
	r := call(t, c, tool, arguments)
	require.False(t, r.IsError, "%s: %s", tool, textOf(r))
	require.NotEmpty(t, textOf(r), "%s has nothing to say to a person", tool)
	out, ok := r.StructuredContent.(map[string]any)
	require.True(t, ok, "%s: %T", tool, r.StructuredContent)
	return out
}

// refused calls a tool that has to refuse, and gives the error's code.
func refused(t *testing.T, c *sdk.ClientSession, tool string, arguments map[string]any) string {
	t.Helper()
	r := call(t, c, tool, arguments)
	require.True(t, r.IsError, "%s: %s", tool, textOf(r))
	return problemOf(t, r).Code
}

type problem struct{ Code, Kind, Message, Fix, Link string }

func problemOf(t *testing.T, r *sdk.CallToolResult) (p problem) {
	t.Helper()
	raw, err := json.Marshal(r.Meta["sayso/error"])
	require.NoError(t, err)
	require.NoError(t, json.Unmarshal(raw, &p))
	return p
}

func textOf(r *sdk.CallToolResult) (all string) {
	for _, c := range r.Content {
		if text, ok := c.(*sdk.TextContent); ok {
			all += text.Text
		}
	}
	return all
}
