package mcp_test

import (
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/api/apitest"
)

var update = flag.Bool("update", false, "write golden files anew")

// What clients see of the tools is kept on file, so that a change of it is one that somebody has read.
func TestToolsAsListed(t *testing.T) {
	w := newWorld(t)
	for _, door := range []struct{ name, golden string }{{"/mcp", "tools.json"}, {"/mcp/readonly", "tools_readonly.json"}} {
		c := w.connect(t, door.name, apitest.Caller(api.DefaultWorkspace, api.Admin))
		list, err := c.ListTools(t.Context(), nil)
		require.NoError(t, err)
		raw, err := json.MarshalIndent(list.Tools, "", "  ")
		require.NoError(t, err)
		golden(t, door.golden, string(raw)+"\n")
	}
}

// The tools are in an assistant's mind whether or not it uses them. A token is 3.5 bytes at the least.
func TestToolsAreFewWords(t *testing.T) {
	c := newWorld(t).connect(t, "/mcp", apitest.Caller(api.DefaultWorkspace, api.Admin))
	list, err := c.ListTools(t.Context(), nil)
	require.NoError(t, err)
	raw, err := json.Marshal(list)
	require.NoError(t, err)
	tokens := float64(len(raw)) / 3.5
	t.Logf("%d tools, %d bytes, at most %.0f tokens", len(list.Tools), len(raw), tokens)
	require.LessOrEqual(t, tokens, 6000.0)
}

// The promises that a client goes by.
func TestToolsSayHowCarefulToBe(t *testing.T) {
	w := newWorld(t)
	admin := apitest.Caller(api.DefaultWorkspace, api.Admin)
	list, err := w.connect(t, "/mcp", admin).ListTools(t.Context(), nil)
	require.NoError(t, err)
	reading := map[string]bool{}
	for _, tool := range list.Tools {
		a := tool.Annotations
		require.NotNil(t, a.DestructiveHint, tool.Name)
		require.NotNil(t, a.OpenWorldHint, tool.Name)
		require.False(t, a.ReadOnlyHint && *a.DestructiveHint, tool.Name)
		reading[tool.Name] = a.ReadOnlyHint
		for _, schema := range []any{tool.InputSchema, tool.OutputSchema} {
			raw, err := json.Marshal(schema)
			require.NoError(t, err)
			require.NotContains(t, string(raw), `"null"`, "%s: some clients can't read such a type", tool.Name)
		}
	}
	few, err := w.connect(t, "/mcp/readonly", admin).ListTools(t.Context(), nil)
	require.NoError(t, err)
	for _, tool := range few.Tools {
		require.True(t, reading[tool.Name], tool.Name)
		delete(reading, tool.Name)
	}
	for name, reads := range reading {
		require.False(t, reads, "%s is missing behind the door for reading", name)
	}
}

// The first 512 characters are all that some clients show.
func TestInstructions(t *testing.T) {
	c := newWorld(t).connect(t, "/mcp", apitest.Caller(api.DefaultWorkspace, api.Viewer))
	text := c.InitializeResult().Instructions
	first := string([]rune(text)[:512])
	for _, fact := range []string{"compile_plan", "validate_plan", "effects", "digest", "idempotency_key", "get_run", "<untrusted-data>", "Only a person approves"} {
		require.Contains(t, first, fact)
	}
}

// The plan of the guide is one that can be read.
func TestGuide(t *testing.T) {
	w := newWorld(t)
	c := w.connect(t, "/mcp", apitest.Caller(api.DefaultWorkspace, api.Viewer))
	read, err := c.ReadResource(t.Context(), &sdk.ReadResourceParams{URI: "sayso://guide"})
	require.NoError(t, err)
	_, rest, found := strings.Cut(read.Contents[0].Text, "```yaml\n")
	require.True(t, found)
	example, _, _ := strings.Cut(rest, "```")
	out := ask(t, c, "validate_plan", map[string]any{"plan": example, "sandbox": true})
	require.Equal(t, "plan", out["status"], out)
	require.NotEmpty(t, out["digest"], out)
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", name)
	if *update {
		require.NoError(t, os.MkdirAll("testdata", 0o755))
		require.NoError(t, os.WriteFile(file, []byte(got), 0o600))
	}
	want, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(want), got, "run the test with -update and read the difference")
}
