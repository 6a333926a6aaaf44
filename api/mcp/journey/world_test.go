package journey_test

import (
	"bytes"
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/worker"
	"golang.org/x/oauth2"

	"sayso/activities"
	"sayso/api"
	"sayso/api/apitest"
	"sayso/api/mcp"
	"sayso/api/oauth"
	"sayso/api/site"
	"sayso/api/store"
	"sayso/api/surfaces"
	"sayso/workflows"
	"sayso/workflows/embedded"
)

// world is all of Sayso as it is served: sign-in, the doors with their guards, the tools, the engine and the simulated apps; and what it said to anybody.
type world struct {
	*apitest.World

	gate  *oauth.Server
	http  *httptest.Server
	front http.Handler
	said  record
	ahead atomic.Int64 // how far the clock of sign-in is, in nanoseconds
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
	w.serve(t)
	return w
}

// serve mounts the surfaces as the program does.
func (w *world) serve(t *testing.T) {
	t.Helper()
	w.http = httptest.NewTLSServer(http.HandlerFunc(func(rw http.ResponseWriter, r *http.Request) {
		answer := &recorder{ResponseWriter: rw, to: &w.said, line: r.Method + " " + r.URL.Path}
		w.front.ServeHTTP(answer, r)
	}))
	t.Cleanup(w.http.Close)
	var err error
	w.gate, err = surfaces.SignIn(w.Service, oauth.Options{Issuer: w.http.URL, Store: store.NewOAuth(w.DB), LinkKey: bytes.Repeat([]byte{7}, 32), Cost: apitest.Cheap,
		Audit: w.Audit, Now: func() time.Time { return time.Now().Add(time.Duration(w.ahead.Load())) }})
	require.NoError(t, err)
	at, err := site.New(site.Options{PublicURL: w.http.URL})
	require.NoError(t, err)
	require.NoError(t, surfaces.Mount(at, w.Service, w.gate, nil, nil))
	w.front = at
}

// link is where every signed page for a decision begins.
func (w *world) link() string { return w.http.URL + "/oauth/decide?link=" }

// client is a program with a key of an administrator's. person answers what it asks them; nil where it can't ask. told hears of progress.
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
	key, err := w.For(apitest.Caller(api.DefaultWorkspace, api.Admin)).CreateKey(t.Context(), api.KeyRequest{Name: "assistant", Role: api.Admin})
	require.NoError(t, err)
	token := oauth2.StaticTokenSource(&oauth2.Token{AccessToken: key.Secret})
	return w.connect(t, o, &sdk.StreamableClientTransport{HTTPClient: oauth2.NewClient(context.WithValue(t.Context(), oauth2.HTTPClient, w.http.Client()), token)})
}

// connect brings a client to the door.
func (w *world) connect(t *testing.T, o *sdk.ClientOptions, by *sdk.StreamableClientTransport) *sdk.ClientSession {
	t.Helper()
	by.Endpoint, by.DisableStandaloneSSE, by.MaxRetries = w.http.URL+mcp.Door, true, -1
	session, err := sdk.NewClient(&sdk.Implementation{Name: "assistant", Version: "1"}, o).Connect(t.Context(), by, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = session.Close() })
	return session
}

// record is all that was said, and the requests with the status that each was answered with.
type record struct {
	apitest.Log

	mu    sync.Mutex
	lines []string
}

// since gives the requests after the first n.
func (r *record) since(n int) []string {
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.Clone(r.lines[n:])
}

type recorder struct {
	http.ResponseWriter

	to    *record
	line  string
	begun bool
}

func (r *recorder) WriteHeader(status int) {
	if !r.begun {
		r.begun = true
		r.to.mu.Lock()
		r.to.lines = append(r.to.lines, fmt.Sprint(r.line, " ", status))
		r.to.mu.Unlock()
	}
	r.ResponseWriter.WriteHeader(status)
}

func (r *recorder) Write(p []byte) (int, error) {
	if !r.begun {
		r.WriteHeader(http.StatusOK)
	}
	_, _ = r.to.Write(p)
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
