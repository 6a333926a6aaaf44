package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/workflows"
	"sayso/workflows/plan"
)

const housePolicy = `rules:
  - name: posts
    when: app == "slack"
    approve: {by: lead, four_eyes: true}
    says: {en: "The lead reads what we post.", de: "Was wir schreiben, liest die Leitung."}
  - name: no_mail
    when: action == "email.send"
    deny: true
`

// TestAPolicy runs plans under a policy in the data folder: who starts one can't open a gate of four eyes, neither by starting it nor
// afterwards; what is denied doesn't start; and a say-so is for what was read.
func TestAPolicy(t *testing.T) {
	p := newProgram(t)
	require.NoError(t, os.MkdirAll(p.data, 0o700))
	house := filepath.Join(p.data, policyFile)
	require.NoError(t, os.WriteFile(house, []byte(housePolicy), 0o600))
	file := filepath.Join(t.TempDir(), "plan.yaml")
	write := func(text string) {
		require.NoError(t, os.WriteFile(file, []byte("name: post\nsteps: [{id: post, do: slack.post_message, with: {channel: general, text: "+text+"}}]\n"), 0o600))
	}
	write("hello")

	shown := p.run("policy")
	require.Zero(t, shown.code, shown.err)
	require.Contains(t, shown.out, "posts  Approval by lead (not by who starts it) if the app is “slack”. The lead reads what we post.")
	require.Contains(t, shown.out, "first_write")
	require.Zero(t, p.run("policy", "check").code)

	var read api.Draft
	p.json(&read, "run", "--sandbox", "--preview", "--json", file)
	require.Equal(t, "Approval by lead (not by who starts it): The lead reads what we post.", read.Effects[0].Says)
	write("hello everybody")
	e := p.run("run", "--sandbox", "--approve", read.Digest, file)
	require.Equal(t, int(exitFailed), e.code, "a Conflict")
	require.Contains(t, e.err, "what was approved is not what would run")
	require.Contains(t, e.out, "hello everybody", "it is there to be read again")
	write("hello")

	var run api.Run
	e = p.json(&run, "run", "--sandbox", "--json", "--as", "anna", "--approve", read.Digest, file)
	require.Equal(t, int(exitParked), e.code, e.out+e.err)
	require.Equal(t, []any{"lead", true}, []any{run.Question.By, run.Question.FourEyes})
	e = p.run("approve", "--as", "anna", run.RunID)
	require.Equal(t, int(exitFailed), e.code)
	require.Contains(t, e.err, "it takes two people: anna started this run")
	require.Zero(t, p.count("slack.post_message"))
	e = p.json(&run, "approve", "--as", "berta", "--json", run.RunID)
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, workflows.Completed, run.State)
	require.Equal(t, 1, p.count("slack.post_message"))

	e = p.run("run", "--sandbox", "--yes", english)
	require.Equal(t, int(exitUsage), e.code, e.out+e.err)
	require.Contains(t, e.err, "the rule no_mail is in line 6 of "+house)
}

func TestAPolicyThatIsntSound(t *testing.T) {
	p := newProgram(t)
	bad := filepath.Join(t.TempDir(), "bad.yaml")
	require.NoError(t, os.WriteFile(bad, []byte("rules:\n  - {name: a, when: amuont > 5, deny: true}\n"), 0o600))
	for _, args := range [][]string{{"policy", "check", bad}, {"policy", "--policy", bad}, {"run", "--sandbox", "--yes", "--policy", bad, "post 'hello' in #general"}} {
		e := p.run(args...)
		require.Equal(t, int(exitUsage), e.code, "%v", args)
		require.Contains(t, e.err, "2:21 rules[0].when", "%v", args)
		require.Contains(t, e.err, "Did you mean amount?")
	}
	var problems []plan.Problem
	require.Equal(t, int(exitUsage), p.json(&problems, "policy", "check", "--json", bad).code)
	require.Len(t, problems, 1)
	require.Equal(t, int(exitUsage), p.run("policy", "check").code, "there is none")
	require.Equal(t, int(exitUsage), p.run("policy", "--policy", "no-such-file.yaml").code)
}
