package main

import (
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
)

// A model may be set up in the data folder, where its key is sealed. The environment goes before it, and never shares an endpoint with its key.
func TestTheModelIsKeptSealed(t *testing.T) {
	p := newProgram(t)
	const says = `Post "We are live" in #general`
	url, asked := p.modelThatSays(greets)
	require.Contains(t, p.run("model").out, "No model is set up")

	set := p.command("model", "set", "--model", "test-model", "--url", url, "--key-stdin")
	set.Stdin = strings.NewReader(modelKey + "\n")
	said, err := set.CombinedOutput()
	require.NoError(t, err, "%s", said)
	require.NotContains(t, string(said), modelKey)
	p.requireNoKey()

	require.Zero(t, p.run("plan", "--sandbox", says).code)
	require.EqualValues(t, 1, asked.Load())
	var shown shownModel
	require.Zero(t, p.json(&shown, "model", "show", "--json").code)
	require.Equal(t, shownModel{"data folder", "test-model", url, true}, shown)
	require.NotContains(t, p.run("model", "show").out, modelKey)

	t.Setenv("SAYSO_LLM_MODEL", "another")
	t.Setenv("SAYSO_LLM_BASE_URL", "http://127.0.0.1:1/v1")
	require.Zero(t, p.json(&shown, "model", "show", "--json").code)
	require.Equal(t, shownModel{"environment", "another", "http://127.0.0.1:1/v1", false}, shown)
	t.Setenv("SAYSO_LLM_MODEL", "")
	t.Setenv("SAYSO_LLM_BASE_URL", "")

	require.Zero(t, p.run("model", "forget").code)
	require.Equal(t, 2, p.run("model", "forget").code)
	e := p.run("plan", "--sandbox", "--planner", "llm", says)
	require.Contains(t, e.err, "no model is set up")
}

// What can't be meant is refused, and nothing of it is kept.
func TestModelsThatCantBeSetUp(t *testing.T) {
	p := newProgram(t)
	for _, args := range [][]string{{}, {"--model", "m", "--url", "ftp://models.example"}, {"--model", "m", "--timeout", "soon"}, {"--model", "m", "--key-stdin"}} {
		e := p.run(append([]string{"model", "set"}, args...)...)
		require.Equal(t, 2, e.code, "%v: %s", args, e.err)
	}
	set := p.command("model", "set", "--model", "m", "--url", "http://models.example/v1", "--key-stdin")
	set.Stdin = strings.NewReader(modelKey)
	said, err := set.CombinedOutput()
	require.Error(t, err, "the key would travel in clear")
	require.NotContains(t, string(said), modelKey)
	require.Contains(t, p.run("model").out, "No model is set up")
}
