package main

import (
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
