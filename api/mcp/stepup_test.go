package mcp_test

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
	"golang.org/x/oauth2"

	"sayso/api"
	"sayso/api/apitest"
)

// A credential that was narrowed is told how it is widened: within the result, as ChatGPT reads it, and by the status, for clients of revisions that know
// of it.
func TestNarrowedCredentials(t *testing.T) {
	w := newWorld(t)
	x := w.furnish(t)
	narrow := apitest.Caller(api.DefaultWorkspace, api.Admin)
	narrow.Scopes = []api.Permission{}
	w.people.Store("narrow", narrow)
	for tool, row := range x.arguments() {
		challenge := `Bearer resource_metadata="https://sayso.example/mcp", error="insufficient_scope", scope="` + string(row.needs) + `"`
		for revision, status := range map[string]int{"2025-06-18": http.StatusOK, "2025-11-25": http.StatusForbidden} {
			answer, r := w.raw(t, "narrow", revision, tool, row.arguments)
			require.Equal(t, status, answer.StatusCode, tool)
			require.Equal(t, status == http.StatusForbidden, answer.Header.Get("WWW-Authenticate") == challenge, tool)
			require.True(t, r.IsError, tool)
			require.Equal(t, api.CodeScope, problemOf(t, r).Code, tool)
			require.Equal(t, []any{challenge}, r.Meta["mcp/www_authenticate"], tool)
		}
	}
}

// What a role doesn't allow no other credential of the same person does: nobody is sent to ask for one.
func TestNoWideningOfARole(t *testing.T) {
	w := newWorld(t)
	x := w.furnish(t)
	w.people.Store("viewer", apitest.Caller(api.DefaultWorkspace, api.Viewer))
	answer, r := w.raw(t, "viewer", "2025-11-25", "start_run", x.arguments()["start_run"].arguments)
	require.Equal(t, http.StatusOK, answer.StatusCode)
	require.Empty(t, answer.Header.Get("WWW-Authenticate"))
	require.NotContains(t, r.Meta, "mcp/www_authenticate")
}

// A client that knows of it has its person allow more, and the call goes on.
func TestSteppingUp(t *testing.T) {
	w := newWorld(t)
	x := w.furnish(t)
	person := &allower{world: w}
	narrow := apitest.Caller(api.DefaultWorkspace, api.Admin)
	narrow.Scopes = []api.Permission{api.ReadPlans}
	w.people.Store("Bearer narrow", narrow)
	c, err := sdk.NewClient(&sdk.Implementation{Name: "test", Version: "1"}, nil).Connect(t.Context(),
		&sdk.StreamableClientTransport{Endpoint: w.http.URL + "/mcp", DisableStandaloneSSE: true, MaxRetries: -1, OAuthHandler: person}, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = c.Close() })
	out := ask(t, c, "get_run", x.arguments()["get_run"].arguments)
	require.Equal(t, x.run, out["run_id"])
	require.Equal(t, 1, person.asked)
}

// allower is a client's person, who allows whatever is asked for.
type allower struct {
	world *world
	asked int
}

func (a *allower) TokenSource(context.Context) (oauth2.TokenSource, error) {
	return oauth2.StaticTokenSource(&oauth2.Token{AccessToken: "narrow"}), nil
}

func (a *allower) Authorize(_ context.Context, _ *http.Request, answer *http.Response) error {
	defer answer.Body.Close()
	a.asked++
	_, scope, _ := strings.Cut(answer.Header.Get("WWW-Authenticate"), `scope="`)
	c, _ := a.world.who("Bearer narrow")
	c.Scopes = append(c.Scopes, api.Permission(strings.TrimSuffix(scope, `"`)))
	a.world.people.Store("Bearer narrow", c)
	return nil
}

// raw calls a tool as a client of an older revision does, and gives the answer as it came.
func (w *world) raw(t *testing.T, bearer, revision, tool string, arguments map[string]any) (*http.Response, *sdk.CallToolResult) {
	t.Helper()
	body, err := json.Marshal(map[string]any{"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": map[string]any{"name": tool, "arguments": arguments}})
	require.NoError(t, err)
	r, err := http.NewRequestWithContext(t.Context(), http.MethodPost, w.http.URL+"/mcp", bytes.NewReader(body))
	require.NoError(t, err)
	for name, value := range map[string]string{"Authorization": bearer, "Content-Type": "application/json", "Accept": "application/json, text/event-stream", "Mcp-Protocol-Version": revision} {
		r.Header.Set(name, value)
	}
	answer, err := http.DefaultClient.Do(r)
	require.NoError(t, err)
	defer answer.Body.Close()
	said, err := io.ReadAll(answer.Body)
	require.NoError(t, err)
	_, data, found := strings.Cut(string(said), "data: ")
	require.True(t, found, "%s", said)
	var message struct{ Result *sdk.CallToolResult }
	require.NoError(t, json.Unmarshal([]byte(data), &message))
	require.NotNil(t, message.Result, data)
	return answer, message.Result
}
