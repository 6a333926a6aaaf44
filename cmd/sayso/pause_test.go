package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/workflows"
)

const oneGreeting = `name: greet
steps:
  - {id: post, do: slack.post_message, with: {channel: general, text: hello}}
`

// A connection is paused by one process, a run of another waits, and a third has it go on.
func TestPauseAndResumeOfAConnection(t *testing.T) {
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	file := filepath.Join(t.TempDir(), "greet.yaml")
	require.NoError(t, os.WriteFile(file, []byte(oneGreeting), 0o600))
	e := p.run("pause", "slack/sandbox", "--why", "new token")
	require.Zero(t, e.code, e.out+e.err)
	require.Regexp(t, `^paused slack/sandbox is paused since .* by .*: new token \(sayso resume slack/sandbox\)\n$`, e.out)

	run, e := p.runJSON(file)
	require.Equal(t, int(exitParked), e.code, e.out+e.err)
	require.Equal(t, workflows.AskPaused, run.Question.Kind)
	require.Zero(t, p.count("slack.post_message"))
	for _, command := range [][]string{{"runs"}, {"apps"}, {"connections", "--sandbox"}} {
		require.Contains(t, p.run(command...).out, "paused slack/sandbox is paused since", command)
	}
	require.Contains(t, p.run("runs").out, "waits for slack/sandbox")
	require.Contains(t, p.run("show", run.RunID).out, "It goes on after: sayso resume slack/sandbox")
	var known []api.Known
	p.json(&known, "connections", "--sandbox", "--json")
	for _, k := range known {
		require.Equal(t, k.ID == "slack/sandbox", k.Paused != nil, k.ID)
	}

	var done api.Resumed
	e = p.json(&done, "resume", "slack/sandbox", "--json")
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, []string{run.RunID}, done.Runs)
	p.until("the run goes on", func() bool { return p.count("slack.post_message") == 1 })
	e = p.run("resume", "slack/sandbox")
	require.Equal(t, 1, e.code)
	require.Contains(t, e.err, "slack/sandbox isn't paused")
	require.NotContains(t, p.run("connections", "--sandbox").out, "paused")
}

func TestPauseAndResumeOfAPlan(t *testing.T) {
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "greet.yaml")
	require.NoError(t, os.WriteFile(file, []byte(oneGreeting), 0o600))
	require.Zero(t, p.run("pause", "--plan", "greet", "--why", "wrong channel").code)
	e := p.run("run", "--sandbox", "--yes", file)
	require.Equal(t, 1, e.code)
	require.Contains(t, e.err, "plan greet is paused since")
	require.Contains(t, e.err, "wrong channel")
	require.Zero(t, p.count("slack.post_message"))
	require.Contains(t, p.run("resume", "--plan", "greet").out, "greet is resumed")
	require.Zero(t, p.run("run", "--sandbox", "--yes", file).code)
	require.Equal(t, 1, p.count("slack.post_message"))

	for _, wrong := range [][]string{{"pause"}, {"pause", "slack/prod", "--plan", "greet"}, {"pause", "slack"}, {"pause", "--plan", "Not a plan"}, {"resume"}} {
		require.Equal(t, int(exitUsage), p.run(wrong...).code, wrong)
	}
	e = p.run("pause", "slack/prod")
	require.Equal(t, 1, e.code, "there is no such connection")
}
