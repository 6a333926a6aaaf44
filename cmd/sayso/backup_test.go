package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/workflows"
)

// TestRestore puts a backup back that was made before a run posted and mailed: the run finds the post, asks about the mail, and does neither
// again.
func TestRestore(t *testing.T) {
	p := newProgram(t)
	file := planOf(t, `name: tell
steps:
  - id: before
    do: slack.post_message
    with: {channel: "#general", text: before}
  - id: may
    approve: {text: "Go on?", timeout: 1h}
  - id: after
    do: slack.post_message
    with: {channel: "#general", text: after}
  - id: mail
    do: email.send
    with: {to: [anna@acme.example], subject: Hello, body: Hello}
`)
	backup := filepath.Join(t.TempDir(), "backup")
	up := p.up()
	run, e := p.runJSON(file)
	require.Equal(t, int(exitParked), e.code, e.out+e.err)
	e = p.run("backup", backup)
	require.Zero(t, e.code, e.err)
	e = p.run("approve", run.RunID)
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, 2, p.count("slack.post_message"))
	require.Equal(t, 1, p.count("email.send"))
	unknown, e := p.runJSON(planOf(t, "name: unknown\nsteps:\n  - id: post\n    do: slack.post_message\n    with: {channel: \"#general\", text: unknown}\n"))
	require.Zero(t, e.code, e.out+e.err)
	e = p.run("restore", backup)
	require.Equal(t, int(exitUsage), e.code, "not while the engine runs")
	require.NoError(t, up.Process.Kill())
	_ = up.Wait()

	e = p.run("restore", backup)
	require.Zero(t, e.code, e.err)
	stands, looked, ok := strings.Cut(e.out, "Done since by runs that go on")
	require.True(t, ok, e.out)
	require.Contains(t, stands, unknown.RunID+": ")
	require.NotContains(t, stands, run.RunID)
	require.Equal(t, 2, strings.Count(looked, run.RunID+": "), looked)
	require.NotContains(t, e.out, "before\n", "what the backup knows is no news")
	require.Equal(t, int(exitFailed), p.run("show", unknown.RunID).code)
	var again api.Run
	p.json(&again, "show", run.RunID, "--json")
	require.Equal(t, workflows.Parked, again.State)
	p.json(&again, "approve", run.RunID, "--json")
	require.Equal(t, workflows.Parked, again.State)
	require.Equal(t, workflows.AskUnknown, again.Question.Kind)
	require.Equal(t, "mail", again.Question.Step)
	require.Contains(t, again.Question.Says, "before Sayso was put back from a backup")
	p.json(&again, "skip", run.RunID, "--json")
	require.Equal(t, workflows.Completed, again.State)
	require.Equal(t, 3, p.count("slack.post_message"))
	require.Equal(t, 1, p.count("email.send"))

	_, e = p.runJSON(planOf(t, "name: new\nsteps:\n  - id: post\n    do: slack.post_message\n    with: {channel: \"#general\", text: new}\n"))
	require.Zero(t, e.code, "a run that is started later is no concern of it")
	require.Equal(t, 4, p.count("slack.post_message"))
	aside, err := filepath.Glob(filepath.Join(p.data, "before-restore-*", databaseFile))
	require.NoError(t, err)
	require.Len(t, aside, 1)
	e = p.run("undo", again.RunID, "--yes")
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, 2, p.count("undo slack.post_message"), "what was found is undone, too")
	require.Contains(t, e.out, "Still standing: Send an email to anna@acme.example")
}

func TestARestoreOfNoBackup(t *testing.T) {
	p := newProgram(t)
	require.Equal(t, int(exitUsage), p.run("backup", filepath.Join(t.TempDir(), "backup")).code, "there is nothing yet")
	require.Equal(t, int(exitUsage), p.run("restore", filepath.Join(t.TempDir(), "backup")).code)
	require.NoDirExists(t, p.data, "a mistake leaves no trace")
	_, e := p.runJSON(planOf(t, "name: new\nsteps:\n  - id: post\n    do: slack.post_message\n    with: {channel: \"#general\", text: new}\n"))
	require.Zero(t, e.code)
	folder := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(folder, databaseFile), []byte("no database"), 0o600))
	e = p.run("restore", folder)
	require.Equal(t, int(exitUsage), e.code)
	require.Contains(t, e.err, "is no whole backup")
	require.NoError(t, os.WriteFile(filepath.Join(folder, "temporal.db"), []byte("no database"), 0o600))
	e = p.run("restore", folder)
	require.NotZero(t, e.code)
	require.Contains(t, e.err, "is damaged or is no database")
	require.NoDirExists(t, filepath.Join(p.data, "restoring"))
	var runs []api.Run
	p.json(&runs, "runs", "--json")
	require.Len(t, runs, 1, "the folder is as it was")
	require.Equal(t, int(exitUsage), p.run("backup", folder).code, "the folder is not new")
}
