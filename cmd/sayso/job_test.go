package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors/sandbox"
	"sayso/workflows"
)

const (
	english = "Create an invoice for ACME Corp over 1,200 EUR for the October workshop, update the CRM and email a confirmation to billing@acme.example"
	german  = "Erstelle eine Rechnung für Kunde Müller GmbH über 1.200 € für den Workshop, update das CRM und sende eine Bestätigungs-Mail an buchhaltung@mueller.example"
)

func TestTheMainJob(t *testing.T) {
	for _, tc := range []struct{ lang, prompt, to, subject, amount string }{
		{"en", english, "billing@acme.example", "Invoice", "1,428.00 EUR"},
		{"de", german, "buchhaltung@mueller.example", "Rechnung", "1.428,00 EUR"},
	} {
		t.Run(tc.lang, func(t *testing.T) {
			p := newProgram(t)
			run, e := p.runJSON(tc.prompt)
			require.Zero(t, e.code, e.out+e.err)
			require.Equal(t, workflows.Completed, run.State)
			for _, action := range []string{"invoice.create", "salesforce.update_account", "email.send"} {
				require.Equal(t, 1, p.count(action), action)
			}
			mails := p.mails()
			require.Len(t, mails, 1)
			require.Equal(t, []string{tc.to}, mails[0].To)
			require.Contains(t, mails[0].Subject, tc.subject)
			require.Contains(t, mails[0].Text, tc.amount)
			require.Len(t, mails[0].Attachments, 1)
			require.True(t, strings.HasSuffix(mails[0].Attachments[0].Name, ".pdf"))
		})
	}
}

func TestAFailureUndoesEverythingInReverse(t *testing.T) {
	p := newProgram(t)
	fresh := newProgram(t) // which only reads
	_, e := fresh.runJSON("find the account ACME Corp in Salesforce")
	require.Zero(t, e.code, e.out+e.err)

	run, e := p.runJSON("--fault", "email.send=status=550", english)
	require.Equal(t, int(exitUndone), e.code, e.out+e.err)
	require.Equal(t, workflows.Undone, run.State)
	require.Equal(t, fresh.records("salesforce", "Account"), p.records("salesforce", "Account"), "as before to the byte")
	require.Equal(t, 1, p.count("undo invoice.create"))
	require.Equal(t, 1, p.count("undo salesforce.update_account"))
	require.Zero(t, p.count("email.send"))
	for _, part := range []string{"550", "Undone:", "put back", "credit note"} {
		require.Contains(t, run.Says, part)
	}

	again := p.run("show", run.RunID)
	require.Contains(t, again.out, run.Says)
}

func TestALostAnswerIsNeverDoneTwice(t *testing.T) {
	for action, state := range map[string]workflows.State{
		"invoice.create":            workflows.Completed,
		"salesforce.update_account": workflows.Completed,
		"email.send":                workflows.Parked,
	} {
		t.Run(action, func(t *testing.T) {
			p := newProgram(t)
			run, e := p.runJSON("--fault", action+"=drop-after", english)
			require.Equal(t, state, run.State, e.out+e.err)
			require.Equal(t, 1, p.count(action))
			if state == workflows.Parked {
				require.Equal(t, int(exitParked), e.code)
				require.Contains(t, run.Question.Says, "I don't know whether it was sent")
				e := p.run("skip", run.RunID)
				require.Zero(t, e.code, e.out+e.err)
				require.Equal(t, 1, p.count(action))
			}
		})
	}
}

// TestKilledBetweenSteps kills the process as soon as the effect of a step is there, and starts it again.
func TestKilledBetweenSteps(t *testing.T) {
	actions := []string{"invoice.create", "salesforce.update_account", "email.send"}
	for i, action := range actions[:2] {
		t.Run(action, func(t *testing.T) {
			p := newProgram(t)
			// The step behind the kill doesn't get through before it: what is killed is a run between two steps.
			held := p.background("run", "--sandbox", "--yes", "--fault", actions[i+1]+"=rate-limitx1", english)
			p.until(action, func() bool { return p.count(action) == 1 })
			require.NoError(t, held.Process.Kill())
			_ = held.Wait()

			p.background("up", "--port", "0", "--temporal-ui-port", "0")
			p.waitForUp()
			p.until("the end", func() bool { return p.count("email.send") == 1 })
			var runs []api.Run
			p.until("completed", func() bool {
				p.json(&runs, "runs", "--json")
				return len(runs) == 1 && runs[0].State == workflows.Completed
			})
			for _, a := range actions {
				require.Equal(t, 1, p.count(a), a)
			}
		})
	}
}

func TestApprovals(t *testing.T) {
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "plan.yaml")
	require.NoError(t, os.WriteFile(file, []byte(`name: ask-first
steps:
  - id: may
    approve: {text: "Post it?", timeout: 1h}
  - id: post
    do: slack.post_message
    with: {channel: "#general", text: hello}
`), 0o600))
	first, e := p.runJSON(file)
	require.Equal(t, int(exitParked), e.code, e.out+e.err)
	require.Equal(t, workflows.AskApproval, first.Question.Kind)
	require.Zero(t, p.count("slack.post_message"))

	e = p.run("approve", first.RunID, "post")
	require.NotZero(t, e.code, "it waits at another step")
	e = p.run("approve", first.RunID, "may")
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, 1, p.count("slack.post_message"))
	e = p.run("reject", first.RunID)
	require.Equal(t, int(exitFailed), e.code, "too late")

	second, _ := p.runJSON(file)
	e = p.run("reject", second.RunID)
	require.Equal(t, int(exitDenied), e.code, e.out+e.err)
	require.Equal(t, 1, p.count("slack.post_message"))
}

// TestDaysOfAScheduledPlan starts a plan by hand that a schedule starts otherwise: its days are counted from the day of the run, in the schedule's time zone.
func TestDaysOfAScheduledPlan(t *testing.T) {
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "plan.yaml")
	require.NoError(t, os.WriteFile(file, []byte(`name: monday
trigger: {schedule: {cron: 0 9 * * 1, timezone: Pacific/Kiritimati}}
outputs: {due: '${trigger.day + "3d"}'}
steps:
  - {id: post, do: slack.post_message, with: {channel: general, text: 'due ${trigger.day + "3d"}'}}
`), 0o600))
	zone, err := time.LoadLocation("Pacific/Kiritimati")
	require.NoError(t, err)
	before := time.Now().In(zone)
	run, e := p.runJSON(file)
	require.Zero(t, e.code, e.out+e.err)
	require.Contains(t, []any{before.AddDate(0, 0, 3).Format(time.DateOnly), time.Now().In(zone).AddDate(0, 0, 3).Format(time.DateOnly)}, run.Outputs["due"])
}

func TestRetryWithOtherArguments(t *testing.T) {
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "plan.yaml")
	require.NoError(t, os.WriteFile(file, []byte(`name: post
steps:
  - id: post
    do: slack.post_message
    with: {channel: no-such-channel, text: hello}
    on_failure: park
`), 0o600))
	run, e := p.runJSON(file)
	require.Equal(t, int(exitParked), e.code, e.out+e.err)

	e = p.run("retry", run.RunID, "--with", `{"channel":"general"}`)
	require.Equal(t, int(exitUsage), e.code, "the text is missing")
	require.Contains(t, e.err, "text")
	e = p.run("retry", run.RunID, "--with", `{"channel":"general","text":"hello"}`)
	require.Equal(t, int(exitUsage), e.code, "nobody gave the say-so")
	require.Contains(t, e.out, "channel: no-such-channel → general")
	require.Contains(t, e.err, "--yes")
	require.Zero(t, p.count("slack.post_message"))
	e = p.run("retry", run.RunID, "--yes", "--with", `{"channel":"general","text":"hello"}`)
	require.Zero(t, e.code, e.out+e.err)
	require.Contains(t, e.out, "channel: no-such-channel → general")
	require.NotContains(t, e.out, "text: ")
	require.Equal(t, 1, p.count("slack.post_message"))
}

func TestCancelLeavesStandingWhatItIsTold(t *testing.T) {
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "plan.yaml")
	require.NoError(t, os.WriteFile(file, []byte(`name: post
steps:
  - {id: post, do: slack.post_message, with: {channel: general, text: hello}}
  - {id: may, approve: {text: "Go on?"}}
`), 0o600))
	for keep, undone := range map[string]int{"--keep": 0, "--keep=false": 1} {
		run, e := p.runJSON(file)
		require.Equal(t, int(exitParked), e.code, e.out+e.err)
		before := p.count("undo slack.post_message")
		e = p.run("cancel", run.RunID, keep)
		require.NotZero(t, e.code)
		require.Equal(t, undone, p.count("undo slack.post_message")-before, e.out+e.err)
	}
}

func TestUndoOfACompletedRun(t *testing.T) {
	p := newProgram(t)
	run, e := p.runJSON("post 'hello' in #general")
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, 1, p.count("slack.post_message"))
	e = p.run("undo", run.RunID)
	require.Equal(t, int(exitUsage), e.code, "nobody gave the say-so")
	require.Contains(t, e.out, "Undo deletes it again.")
	require.Contains(t, e.err, "--yes")
	require.Zero(t, p.count("undo slack.post_message"))
	e = p.run("undo", "--yes", run.RunID)
	require.Zero(t, e.code, e.out+e.err)
	require.Contains(t, e.out, "Undone: message in general deleted", "as people call the channel, not by its id")
	require.Equal(t, 1, p.count("undo slack.post_message"))
	e = p.run("undo", "--yes", run.RunID)
	require.Equal(t, int(exitFailed), e.code, "it is taken back")
	require.Contains(t, e.err, "was taken back by run undo-")
	require.Equal(t, 1, p.count("undo slack.post_message"))
}

func (p program) mails() []sandbox.Message {
	p.t.Helper()
	sent, err := sandbox.Messages(filepath.Join(p.data, "sandbox"))
	require.NoError(p.t, err)
	return sent
}

// TestRunningAgainWithAKey runs the same twice with one idempotency key, as a script does that was killed before it saw the answer.
func TestRunningAgainWithAKey(t *testing.T) {
	p := newProgram(t)
	file := planOf(t, "name: tell\nsteps:\n  - id: post\n    do: slack.post_message\n    with: {channel: \"#general\", text: hello}\n")
	first, e := p.runJSON("--key", "order 17", file)
	require.Zero(t, e.code, e.out+e.err)
	second, e := p.runJSON("--key", "order 17", file)
	require.Zero(t, e.code, e.out+e.err)
	require.Equal(t, first.RunID, second.RunID)
	require.Equal(t, 1, p.count("slack.post_message"))

	e = p.run("run", "--sandbox", "--yes", "--key", "order 17", planOf(t, "name: tell\nsteps:\n  - id: post\n    do: slack.post_message\n    with: {channel: \"#general\", text: other}\n"))
	require.Equal(t, int(exitFailed), e.code)
	require.Contains(t, e.err, "the key was used before")
	require.Equal(t, 1, p.count("slack.post_message"))
}
