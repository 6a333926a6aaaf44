package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// TestEval measures a few prompts, and measures them again against the first result.
func TestEval(t *testing.T) {
	p := newProgram(t)
	dir := t.TempDir()
	prompts, result := filepath.Join(dir, "prompts.jsonl"), filepath.Join(dir, "result.json")
	require.NoError(t, os.WriteFile(prompts, []byte(`{"id":"en-1","lang":"en","connected":["slack"],"prompt":"Post 'hello' in #general","class":"plan","gold":[{"steps":[{"do":"slack.post_message","with":{"channel":"general"}}]}]}
{"id":"en-2","lang":"en","connected":["slack"],"prompt":"Post 'hello' in #general","class":"plan","gold":[{"steps":[{"do":"slack.send_dm","with":{"user":"Anna"}}]}]}
`), 0o600))
	e := p.run("eval", prompts, "--show", "3")
	require.Zero(t, e.code, e.err)
	for _, part := range []string{"plan exact              50.0 %  [9–91]  1 of 2", "wrong action            50.0 %", "slack.send_dm → slack.post_message", "at p99", "en-2  plan, ended as plan",
		"not asked for slack.post_message"} {
		require.Contains(t, e.out, part)
	}
	e = p.run("eval", prompts, "--json")
	require.Zero(t, e.code, e.err)
	require.NoError(t, os.WriteFile(result, []byte(e.out), 0o600))
	e = p.run("eval", prompts, "--compare", result)
	require.Zero(t, e.code, e.err)
	require.Contains(t, e.out, "better: 0\nworse: 0\n")
}

// TestPlanEdit changes a plan's file in place.
func TestPlanEdit(t *testing.T) {
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "hello.yaml")
	const before = "# To say hello.\nname: hello\nsteps:\n  - id: message\n    do: slack.post_message\n    with: {channel: general, text: Hello} # everywhere\n"
	require.NoError(t, os.WriteFile(file, []byte(before), 0o600))
	e := p.run("plan", "--edit", file, "-o", file, "in #lobby instead")
	require.Zero(t, e.code, e.out+e.err)
	require.Contains(t, e.out, "-     with: {channel: general, text: Hello} # everywhere\n+     with: {channel: lobby, text: Hello} # everywhere\n")
	raw, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, "# To say hello.\nname: hello\nsteps:\n  - id: message\n    do: slack.post_message\n    with: {channel: lobby, text: Hello} # everywhere\n", string(raw))

	e = p.run("plan", "--edit", file, "-o", file, "make it nicer")
	require.Equal(t, int(exitQuestions), e.code)
	again, err := os.ReadFile(file)
	require.NoError(t, err)
	require.Equal(t, string(raw), string(again), "with a question nothing is written")
}
