package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/enums/v1"

	"sayso/api"
	"sayso/workflows"
)

const invoicePrompt = "Create an invoice for ACME Corp over 1,200 EUR, update the CRM and email a confirmation to billing@acme.example"

// TestTemporalUI holds what Temporal UI shows of runs to what the README says it shows.
func TestTemporalUI(t *testing.T) {
	p := newProgram(t)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	c := p.temporal()

	undone, e := p.runJSON("--fault", "salesforce.update_account=status=400", invoicePrompt)
	require.Equal(t, int(exitUndone), e.code, e.err)
	t.Run("an undone run", func(t *testing.T) { requireUndoneShown(t, look(t, c, undone.RunID), undone) })

	parked, e := p.runJSON("--fault", "salesforce.update_account=status=400", "--fault", "salesforce.find_account=status=503x1", invoicePlan(t))
	require.Equal(t, int(exitParked), e.code, e.err)
	t.Run("a parked run", func(t *testing.T) { requireParkedShown(t, look(t, c, parked.RunID), parked) })

	asking, e := p.runJSON(approvalPlan(t))
	require.Equal(t, int(exitParked), e.code, e.err)
	t.Run("a run that asks for an approval", func(t *testing.T) { requireApprovalShown(t, look(t, c, asking.RunID), asking) })

	t.Run("search", func(t *testing.T) {
		p := program{t, p.data}
		broken := `SaysoApp = "salesforce" AND SaysoState = "undone"`
		requireFound(t, c, broken, undone.RunID)
		requireFound(t, c, `SaysoFailedStep = "crm" AND SaysoState = "parked"`, parked.RunID)
		requireFound(t, c, `SaysoConnection = "salesforce/sandbox" AND SaysoEnvironment = "sandbox"`, parked.RunID, undone.RunID)
		requireFound(t, c, `SaysoPlan = "ask-and-tell"`, asking.RunID)

		p.json(&parked, "undo", parked.RunID, "--yes", "--json")
		require.Equal(t, workflows.Undone, parked.State)
		requireFound(t, c, broken, parked.RunID, undone.RunID)
		p.json(&asking, "cancel", asking.RunID, "--json")
		require.Equal(t, workflows.Undone, asking.State)
		require.Equal(t, map[string]string{"SaysoWorkspace": "default", "SaysoPlan": "ask-and-tell", "SaysoState": "undone"}, look(t, c, asking.RunID).attributes(),
			"nothing broke a run that a person cancelled")
	})
}

func requireUndoneShown(t *testing.T, s shown, run api.Run) {
	t.Helper()
	require.Equal(t, invoicePrompt, s.summary, "the prompt's own words")
	require.Equal(t, invoicePrompt, s.text(s.info.GetMemo().GetFields()["says"]))
	require.Equal(t, []string{
		"Look up the account ACME Corp",
		"Create an invoice for ACME Corp over 1,200.00 EUR",
		"Update the account ACME Corp: status Invoiced, note “Invoice R-2026-0001 over 1,428.00 EUR”",
		"See in the ledger what stands",
		"Undo: Create an invoice for ACME Corp over 1,200.00 EUR",
	}, s.summaries(enums.EVENT_TYPE_MARKER_RECORDED), "the quick lane")

	failed := s.history[len(s.history)-1].GetWorkflowExecutionFailedEventAttributes().GetFailure()
	require.Equal(t, run.Says, failed.GetMessage())
	require.True(t, strings.HasPrefix(run.Says, "Step crm (Update the account ACME Corp: status Invoiced"), run.Says)
	require.True(t, strings.HasPrefix(s.details, "**Step crm (Update the account ACME Corp"), s.details)
	require.Contains(t, s.details, "- ↶ **invoice** `invoice.create` Create an invoice for ACME Corp over 1,200.00 EUR\n")
	require.Contains(t, s.details, "**Not begun**\n\n- ○ **mail** `email.send` Send an email to billing@acme.example")
	require.Equal(t, map[string]string{"SaysoWorkspace": "default", "SaysoPlan": run.Plan, "SaysoState": "undone", "SaysoFailedStep": "crm", "SaysoApp": "salesforce",
		"SaysoConnection": "salesforce/sandbox", "SaysoEnvironment": "sandbox"}, s.attributes())
	require.Contains(t, run.Links.Temporal, "/namespaces/sayso/workflows/"+run.RunID+"/"+s.info.GetExecution().GetRunId())
}

// invoicePlan lets time pass, and has a step that waits for a person if it fails.
func invoicePlan(t *testing.T) string {
	t.Helper()
	return planOf(t, `name: invoice-and-tell
says: Invoice ACME Corp, mark the account and tell the team
steps:
  - id: account
    do: salesforce.find_account
    with: {name: ACME Corp}
    retry: {attempts: 3, first: 100ms}
  - id: breathe
    wait: 1s
  - id: invoice
    do: invoice.create
    with: {customer: "${account.name}", amount: {amount: "1200.00", currency: EUR}}
  - id: crm
    do: salesforce.update_account
    with: {account: "${account.id}", status: Invoiced}
    on_failure: park
  - id: tell
    do: slack.post_message
    with: {channel: general, text: "Invoice ${invoice.number} is out"}
`)
}

func requireParkedShown(t *testing.T, s shown, run api.Run) {
	t.Helper()
	require.Equal(t, "Invoice ACME Corp, mark the account and tell the team", s.summary)
	require.Equal(t, []string{"Look up the account ACME Corp"}, s.summaries(enums.EVENT_TYPE_ACTIVITY_TASK_SCHEDULED), "what is tried again is in the visible lane")
	timers := s.summaries(enums.EVENT_TYPE_TIMER_STARTED)
	require.Len(t, timers, 1)
	require.Regexp(t, `^Wait until 20\d\d-`, timers[0])
	require.Equal(t, []string{
		"**Step crm (Update the account ACME Corp: status Invoiced) failed: Salesforce: A validation rule of the org refuses this record.**",
		"**Needed from you**",
		"- `sayso retry " + run.RunID + "` – do it again\n" +
			"- `sayso skip " + run.RunID + "` – go on without doing it\n" +
			"- `sayso undo " + run.RunID + "` – take back what was done\n" +
			"- `sayso cancel --keep " + run.RunID + "` – end here and leave everything as it stands",
		"**So far**",
		"- ✓ **account** `salesforce.find_account` Look up the account ACME Corp\n" +
			"- ✓ **breathe** `wait` " + timers[0] + "\n" +
			"- ✓ **invoice** `invoice.create` Create an invoice for ACME Corp over 1,200.00 EUR\n" +
			"- ✗ **crm** `salesforce.update_account` Update the account ACME Corp: status Invoiced – Salesforce: A validation rule of the org refuses this record.",
		"**Next**",
		"- ○ **tell** `slack.post_message` Post in channel general: “Invoice \\[invoice number\\] is out”. Undo deletes it again.",
	}, strings.Split(strings.TrimSpace(s.details), "\n\n"))
	require.Equal(t, map[string]string{"SaysoWorkspace": "default", "SaysoPlan": "invoice-and-tell", "SaysoState": "parked", "SaysoFailedStep": "crm", "SaysoApp": "salesforce",
		"SaysoConnection": "salesforce/sandbox", "SaysoEnvironment": "sandbox"}, s.attributes())
}

// approvalPlan asks in more words than the summary of a timer takes.
func approvalPlan(t *testing.T) string {
	t.Helper()
	return planOf(t, `name: ask-and-tell
says: Ask first, then tell the team
steps:
  - id: sure
    approve: {by: finance, text: "Shall everybody know? `+strings.Repeat("Really, really? ", 40)+`"}
  - id: tell
    do: slack.post_message
    with: {channel: general, text: "It is out"}
`)
}

func requireApprovalShown(t *testing.T, s shown, run api.Run) {
	t.Helper()
	timers := s.summaries(enums.EVENT_TYPE_TIMER_STARTED)
	require.Len(t, timers, 1)
	require.True(t, strings.HasPrefix(timers[0], "Shall everybody know?"))
	require.LessOrEqual(t, len(timers[0]), 400)
	require.Contains(t, s.details, "- `sayso approve "+run.RunID+" sure` – yes, go on\n- `sayso reject "+run.RunID+" sure` – no;")
	require.Equal(t, map[string]string{"SaysoWorkspace": "default", "SaysoPlan": "ask-and-tell", "SaysoState": "parked"}, s.attributes(), "nothing has failed")
}

func planOf(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "plan.yaml")
	require.NoError(t, os.WriteFile(file, []byte(text), 0o600))
	return file
}

// TestTemporalUIShowsNoSecret has a vendor repeat the credential in the answer that a run is parked with.
func TestTemporalUIShowsNoSecret(t *testing.T) {
	const canary = "xoxb-canary-5e2b9c"
	vendor, answers := canaryVendor(t, canary)
	p := newProgram(t)
	p.connectCanary(vendor, canary)
	p.background("up", "--port", "0", "--temporal-ui-port", "0")
	p.waitForUp()
	e := p.run("run", "--yes", planOf(t, `name: tell
says: Tell the team
steps:
  - id: tell
    do: slack.post_message
    with: {channel: general, text: "It is out"}
    on_failure: park
`))
	require.Equal(t, int(exitParked), e.code, e.out+e.err)
	require.Positive(t, answers.Load(), "the vendor was reached")
	s := look(t, p.temporal(), p.lastRun())
	require.Equal(t, map[string]string{"SaysoWorkspace": "default", "SaysoPlan": "tell", "SaysoState": "parked", "SaysoFailedStep": "tell", "SaysoApp": "slack",
		"SaysoConnection": "slack/test", "SaysoEnvironment": "test"}, s.attributes())
	require.Contains(t, s.everything(), "slack.post_message", "the texts can be searched")
	require.NotContains(t, s.everything(), canary)
}
