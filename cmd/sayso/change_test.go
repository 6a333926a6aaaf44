package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/workflows"
)

// TestRetryWithPlan corrects the plan of a run that waits at a step which can't succeed. The mail that is out is not sent again.
func TestRetryWithPlan(t *testing.T) {
	p := newProgram(t)
	file := func(name, text string) string {
		path := filepath.Join(t.TempDir(), name+".yaml")
		require.NoError(t, os.WriteFile(path, []byte(text), 0o600))
		return path
	}
	head := "name: gruss\nlanguage: de\nsteps:\n"
	post := func(id, channel, text string) string {
		return "  - {id: " + id + ", do: slack.post_message, with: {channel: " + channel + ", text: " + text + "}, on_failure: park}\n"
	}
	mail := "  - {id: mail, do: email.send, with: {to: [anna@acme.example], subject: Hallo, body: Guten Tag}}\n"
	old, e := p.runJSON(file("old", head+post("one", "general", "eins")+post("gone", "general", "weg")+mail+post("two", "no-such-channel", "zwei")))
	require.Equal(t, int(exitParked), e.code, e.out+e.err)
	require.Equal(t, []int{2, 1}, []int{p.count("slack.post_message"), p.count("email.send")})

	changed := file("changed", head+post("one", "general", "eins")+mail+post("two", "general", "zwei"))
	e = p.run("retry", old.RunID, "--with-plan", changed)
	require.Equal(t, int(exitUsage), e.code, "what becomes of the step that is gone?")
	require.Contains(t, e.err, "gone (")
	require.Contains(t, e.err, "--dropped keep")
	e = p.run("retry", old.RunID, "--with-plan", changed, "--dropped", "undo")
	require.Equal(t, int(exitUsage), e.code, "nobody gave the say-so")
	require.Contains(t, e.out, "Schon getan und bleibt.")
	require.Contains(t, e.out, "Wird getan.")
	require.Contains(t, e.out, "Der geänderte Plan hat keinen Schritt für:")
	require.Contains(t, e.err, "--yes")
	for name, args := range map[string][]string{
		"unknown way": {"--with-plan", changed, "--dropped", "burn", "--yes"}, "both": {"--with-plan", changed, "--with", "{}"}, "no plan": {"--dropped", "undo"},
		"bad plan": {"--with-plan", file("bad", head+"  - {id: x, do: slack.post_mesage}\n")}, "no file": {"--with-plan", "none.yaml"},
	} {
		require.Equal(t, int(exitUsage), p.run(append([]string{"retry", old.RunID}, args...)...).code, name)
	}
	var parked api.Run
	p.json(&parked, "show", old.RunID, "--json")
	require.Equal(t, workflows.Parked, parked.State, "so far nothing has changed")

	e = p.run("retry", old.RunID, "--with-plan", changed, "--dropped", "undo", "--approve", "sha256:other")
	require.Equal(t, int(exitFailed), e.code)
	require.Contains(t, e.err, "sieh es dir neu an")
	var shown api.Change
	e = p.json(&shown, "retry", old.RunID, "--with-plan", changed, "--dropped", "undo", "--preview", "--json")
	require.Zero(t, e.code, e.out+e.err)

	var run api.Run
	e = p.json(&run, "retry", old.RunID, "--with-plan", changed, "--dropped", "undo", "--approve", shown.Digest, "--json")
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, workflows.Completed, run.State)
	require.Equal(t, old.RunID, run.Steps[0].From)
	require.Equal(t, []int{3, 1, 1}, []int{p.count("slack.post_message"), p.count("undo slack.post_message"), p.count("email.send")})

	e = p.run("undo", "--yes", old.RunID)
	require.Equal(t, int(exitFailed), e.code)
	require.Contains(t, e.err, run.RunID)
	e = p.run("undo", run.RunID, "--preview")
	require.Zero(t, e.code, e.out+e.err)
	require.Regexp(t, `(?s)Würde zurückgenommen.*two.*one.*Bleibt bestehen:.*mail.*Das lässt sich nicht rückgängig machen`, e.out)
	e = p.run("undo", run.RunID, "--yes")
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, 3, p.count("undo slack.post_message"))
}
