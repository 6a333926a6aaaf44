package journey_test

import (
	"bytes"
	"context"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"sync"
	"testing"

	"github.com/gin-gonic/gin"
	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/worker"

	"sayso/activities"
	"sayso/api"
	"sayso/api/apitest"
	"sayso/api/mcp"
	"sayso/api/site"
	"sayso/api/store"
	"sayso/workflows"
	"sayso/workflows/embedded"
)

const link = "https://sayso.example/decide?link=signed"

// world is all of Sayso behind a server of assistants, and what that said to anybody.
type world struct {
	*apitest.World

	http *httptest.Server
	said record
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{World: apitest.New(t)}
	engine, err := embedded.Start(t.Context(), embedded.Options{Memory: true})
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, engine.Stop()) })
	files, err := store.NewFiles(filepath.Join(t.TempDir(), "files"))
	require.NoError(t, err)
	ledger, ok := w.Effects.(activities.Ledger)
	require.True(t, ok)
	hand := worker.New(engine.Client(), workflows.TaskQueue, embedded.WorkerOptions())
	workflows.Register(hand, &activities.Activities{Registry: w.Registry, Ledger: ledger, Vault: w.Vault, Files: files})
	require.NoError(t, hand.Start())
	t.Cleanup(hand.Stop)
	w.Temporal, w.Namespace = engine.Client(), embedded.Namespace
	w.DecideURL = func(_, _ string) string { return link }
	handler := mcp.New(mcp.Options{Service: w.Service, Version: "test"}).Handler()
	at, err := site.New(site.Options{PublicURL: "https://sayso.example"})
	require.NoError(t, err)
	at.Engine().Any(mcp.Door, at.OwnPages, gin.WrapF(func(rw http.ResponseWriter, r *http.Request) {
		c := apitest.Caller(api.DefaultWorkspace, api.Admin)
		handler.ServeHTTP(&recorder{rw, &w.said}, r.WithContext(mcp.WithCaller(r.Context(), c)))
	}))
	w.http = httptest.NewServer(at)
	t.Cleanup(w.http.Close)
	return w
}

// client is a program of somebody's. person answers what it asks them; nil where it can't ask. told hears of progress.
func (w *world) client(t *testing.T, person func(*sdk.ElicitParams) *sdk.ElicitResult, told func(*sdk.ProgressNotificationParams)) *sdk.ClientSession {
	t.Helper()
	o := &sdk.ClientOptions{}
	if person != nil {
		o.Capabilities = &sdk.ClientCapabilities{Elicitation: &sdk.ElicitationCapabilities{Form: &sdk.FormElicitationCapabilities{}, URL: &sdk.URLElicitationCapabilities{}}}
		o.ElicitationHandler = func(_ context.Context, r *sdk.ElicitRequest) (*sdk.ElicitResult, error) { return person(r.Params), nil }
	}
	if told != nil {
		o.ProgressNotificationHandler = func(_ context.Context, r *sdk.ProgressNotificationClientRequest) { told(r.Params) }
	}
	session, err := sdk.NewClient(&sdk.Implementation{Name: "assistant", Version: "1"}, o).Connect(t.Context(),
		&sdk.StreamableClientTransport{Endpoint: w.http.URL + mcp.Door, DisableStandaloneSSE: true, MaxRetries: -1}, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// record is all that was said.
type record struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (r *record) String() string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.text.String()
}

type recorder struct {
	http.ResponseWriter

	to *record
}

func (r *recorder) Write(p []byte) (int, error) {
	r.to.mu.Lock()
	r.to.text.Write(p)
	r.to.mu.Unlock()
	return r.ResponseWriter.Write(p)
}

func (r *recorder) Unwrap() http.ResponseWriter { return r.ResponseWriter }

// ask calls a tool that has to answer, and gives the answer's fields and text.
func ask(t *testing.T, c *sdk.ClientSession, tool string, arguments map[string]any) (map[string]any, string) {
	t.Helper()
	p := &sdk.CallToolParams{Name: tool, Arguments: arguments}
	p.SetProgressToken(tool)
	r, err := c.CallTool(t.Context(), p)
	require.NoError(t, err, tool)
	require.False(t, r.IsError, "%s: %s", tool, textOf(r))
	out, ok := r.StructuredContent.(map[string]any)
	require.True(t, ok, tool)
	return out, textOf(r)
}

// refused calls a tool that has to refuse, and gives the text.
func refused(t *testing.T, c *sdk.ClientSession, tool string, arguments map[string]any) string {
	t.Helper()
	r, err := c.CallTool(t.Context(), &sdk.CallToolParams{Name: tool, Arguments: arguments})
	require.NoError(t, err, tool)
	require.True(t, r.IsError, "%s: %s", tool, textOf(r))
	return textOf(r)
}

func textOf(r *sdk.CallToolResult) (all string) {
	for _, c := range r.Content {
		if text, ok := c.(*sdk.TextContent); ok {
			all += text.Text
		}
	}
	return all
}

// asked is the first question of a run.
func asked(t *testing.T, run map[string]any) map[string]any {
	t.Helper()
	list, ok := run["questions"].([]any)
	require.True(t, ok, "%v", run)
	q, ok := list[0].(map[string]any)
	require.True(t, ok)
	return q
}
