package main

import (
	"net/http"
	"testing"

	protocol "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
)

// An assistant starts the program, talks to it on its standard input and output, and has a plan carried out.
func TestAnAssistantOnStandardInput(t *testing.T) {
	p := newProgram(t)
	c := p.assistant(t, "mcp")
	wished := c.ask(t, "compile_plan", map[string]any{"wish": "Create an invoice for ACME Corp over 1,200 EUR", "sandbox": true})
	require.NotEmpty(t, wished["digest"], wished)
	run := c.ask(t, "start_run", map[string]any{"plan_id": wished["plan_id"], "digest": wished["digest"], "idempotency_key": "1", "sandbox": true})
	require.Equal(t, "completed", run["state"], run)
	require.NoError(t, c.Close())
	require.Contains(t, p.run("audit").out, "run.start", "what an assistant does is on the record")
}

// With --read-only it finds nothing that changes anything.
func TestAReadingAssistant(t *testing.T) {
	c := newProgram(t).assistant(t, "mcp", "--read-only")
	list, err := c.ListTools(t.Context(), nil)
	require.NoError(t, err)
	for _, tool := range list.Tools {
		require.True(t, tool.Annotations.ReadOnlyHint, tool.Name)
	}
}

// Over HTTP an assistant comes with a key. It gets a link for what only a person may decide, finds nothing that changes anything behind the door for
// reading, and is told where it isn't let in.
func TestAssistantsOverHTTP(t *testing.T) {
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	at := p.apiAt()
	p.ready(at)
	key := p.token("--name", "assistant", "--role", "admin")
	c, err := over(t, at+"/mcp", key)
	require.NoError(t, err)
	checked := c.ask(t, "validate_plan", map[string]any{"sandbox": true, "plan": "name: ask\nsteps:\n- {id: sure, approve: {}}\n- {id: post, do: slack.post_message, with: {channel: general, text: hello}}\n"})
	run := c.ask(t, "start_run", map[string]any{"plan_id": checked["plan_id"], "digest": checked["digest"], "idempotency_key": "1", "sandbox": true})
	require.Equal(t, "parked", run["state"], run)
	q := run["questions"].([]any)[0].(map[string]any)
	r, err := c.CallTool(t.Context(), &protocol.CallToolParams{Name: "decide_approval",
		Arguments: map[string]any{"run_id": run["run_id"], "step": q["step"], "digest": q["digest"], "choice": "approve"}})
	require.NoError(t, err)
	require.True(t, r.IsError)
	require.Contains(t, r.Content[0].(*protocol.TextContent).Text, at+"/oauth/decide?link=")

	reading, err := over(t, at+"/mcp/readonly", key)
	require.NoError(t, err)
	list, err := reading.ListTools(t.Context(), nil)
	require.NoError(t, err)
	require.NotEmpty(t, list.Tools)
	for _, tool := range list.Tools {
		require.True(t, tool.Annotations.ReadOnlyHint, tool.Name)
	}
	_, err = over(t, at+"/mcp", "sayso_nobody_knows")
	require.ErrorContains(t, err, "Unauthorized")
	narrow, err := over(t, at+"/mcp", p.token("--name", "narrow", "--role", "admin", "--scope", "plans:read"))
	require.NoError(t, err)
	_, err = narrow.CallTool(t.Context(), &protocol.CallToolParams{Name: "list_runs"})
	require.ErrorContains(t, err, "Forbidden", "which makes a client that can ask for more do so")
}

// over is a client that comes over HTTP with a key.
func over(t *testing.T, address, key string) (assistant, error) {
	t.Helper()
	session, err := protocol.NewClient(&protocol.Implementation{Name: "assistant", Version: "1"}, nil).Connect(t.Context(),
		&protocol.StreamableClientTransport{Endpoint: address, HTTPClient: &http.Client{Transport: withKey(key)}, DisableStandaloneSSE: true, MaxRetries: -1}, nil)
	if err == nil {
		t.Cleanup(func() { _ = session.Close() })
	}
	return assistant{session}, err
}

// withKey puts a key into every request.
type withKey string

func (k withKey) RoundTrip(r *http.Request) (*http.Response, error) {
	r = r.Clone(r.Context())
	r.Header.Set("Authorization", "Bearer "+string(k))
	return http.DefaultTransport.RoundTrip(r)
}

// assistant is a client of the program.
type assistant struct{ *protocol.ClientSession }

func (p program) assistant(t *testing.T, args ...string) assistant {
	t.Helper()
	session, err := protocol.NewClient(&protocol.Implementation{Name: "assistant", Version: "1"}, nil).Connect(t.Context(), &protocol.CommandTransport{Command: p.command(args...)}, nil)
	require.NoError(t, err)
	t.Cleanup(func() { _ = session.Close() })
	return assistant{session}
}

func (a assistant) ask(t *testing.T, tool string, arguments map[string]any) map[string]any {
	t.Helper()
	r, err := a.CallTool(t.Context(), &protocol.CallToolParams{Name: tool, Arguments: arguments})
	require.NoError(t, err)
	require.False(t, r.IsError, "%v", r.Meta)
	out, ok := r.StructuredContent.(map[string]any)
	require.True(t, ok)
	return out
}
