package journey_test

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	sdk "github.com/modelcontextprotocol/go-sdk/mcp"
	"github.com/stretchr/testify/require"
)

// What an assistant wrote: an invoice, a person's yes, and a note in the CRM.
const written = `name: bill-acme
says: Bill ACME and note it
steps:
- {id: account, do: salesforce.find_account, with: {name: ACME Corp}}
- {id: invoice, do: invoice.create, with: {customer: "${account.name}", amount: 1200.00 EUR}}
- {id: sure, approve: {text: "Note invoice ${invoice.number} at ${account.name}?"}}
- {id: crm, do: salesforce.update_account, with: {account: "${account.id}", status: Invoiced}}
`

// An assistant does the whole of it: a wish, a plan, a start, an approval that a person gives in its window, the end, and everything back.
func TestFromAWishToAnUndo(t *testing.T) {
	w := newWorld(t)
	var shown []string
	c := w.client(t, func(p *sdk.ElicitParams) *sdk.ElicitResult {
		shown = append(shown, p.Message)
		return &sdk.ElicitResult{Action: "accept", Content: map[string]any{"decision": "approve"}}
	}, nil)
	list, err := c.ListTools(t.Context(), nil)
	require.NoError(t, err)
	require.Len(t, list.Tools, 16)

	wished, text := ask(t, c, "compile_plan", map[string]any{"wish": "Create an invoice for ACME Corp over 1,200 EUR", "sandbox": true})
	require.Equal(t, "plan", wished["status"], text)
	require.NotEmpty(t, wished["digest"], text)

	checked, text := ask(t, c, "validate_plan", map[string]any{"plan": written, "sandbox": true})
	require.NotEmpty(t, checked["digest"], text)
	require.Contains(t, text, "Create an invoice for")
	start := map[string]any{"plan_id": checked["plan_id"], "digest": checked["digest"], "idempotency_key": "bill-acme-1", "sandbox": true}
	run, text := ask(t, c, "start_run", start)
	require.Equal(t, "parked", run["state"], text)
	again, _ := ask(t, c, "start_run", start)
	require.Equal(t, run["run_id"], again["run_id"], "a start that is sent again is the same start")

	q := asked(t, run)
	done, text := ask(t, c, "decide_approval", map[string]any{"run_id": run["run_id"], "step": q["step"], "digest": q["digest"], "choice": "approve"})
	require.Equal(t, "completed", done["state"], text)
	require.Len(t, shown, 1)
	require.Contains(t, shown[0], "at ACME Corp?", "the person reads what the run asks")

	foreseen, text := ask(t, c, "undo_run", map[string]any{"run_id": run["run_id"], "preview": true})
	require.Len(t, foreseen["undo"], 2, text)
	require.Empty(t, foreseen["run_id"])
	undone, text := ask(t, c, "undo_run", map[string]any{"run_id": run["run_id"]})
	require.Equal(t, "completed", undone["state"], text)
	_, text = ask(t, c, "list_runs", nil)
	require.Contains(t, text, "undo-bill-acme")
}

// A client that can't ask its person gets a link for them, and nothing is decided by it.
func TestApprovalWithoutAPerson(t *testing.T) {
	w := newWorld(t)
	c := w.client(t, nil, nil)
	run, q := w.parked(t, c, written)
	text := refused(t, c, "decide_approval", map[string]any{"run_id": run, "step": q["step"], "digest": q["digest"], "choice": "approve"})
	require.Contains(t, text, "needs_person")
	require.Contains(t, text, w.link())
	after, _ := ask(t, c, "get_run", map[string]any{"run_id": run})
	require.Equal(t, "parked", after["state"])
}

// What policy asks for is decided on the signed page, whatever a client says that its person has clicked.
func TestRiskyApprovalNeedsThePage(t *testing.T) {
	w := newWorld(t)
	c := w.client(t, func(*sdk.ElicitParams) *sdk.ElicitResult {
		return &sdk.ElicitResult{Action: "accept", Content: map[string]any{"decision": "approve"}}
	}, nil)
	run, q := w.parked(t, c, "name: big\nsteps:\n- {id: invoice, do: invoice.create, with: {customer: ACME Corp, amount: 20000 EUR}}\n")
	require.Contains(t, refused(t, c, "decide_approval", map[string]any{"run_id": run, "step": q["step"], "digest": q["digest"], "choice": "approve"}), w.link())
	after, _ := ask(t, c, "get_run", map[string]any{"run_id": run})
	require.Equal(t, "parked", after["state"])
}

// The person has the last word: what they choose counts, not what the assistant wanted; and who only closes the window has chosen nothing.
func TestThePersonDecides(t *testing.T) {
	w := newWorld(t)
	answer := &sdk.ElicitResult{Action: "cancel"}
	c := w.client(t, func(*sdk.ElicitParams) *sdk.ElicitResult { return answer }, nil)
	run, q := w.parked(t, c, written)
	decide := map[string]any{"run_id": run, "step": q["step"], "digest": q["digest"], "choice": "approve"}
	require.Contains(t, refused(t, c, "decide_approval", decide), "undecided")
	answer = &sdk.ElicitResult{Action: "accept", Content: map[string]any{"decision": "reject"}}
	after, text := ask(t, c, "decide_approval", decide)
	require.Equal(t, "denied", after["state"], text)
}

// A client that can open a page for its person opens the signed one, and hears how the run went on from there.
func TestThePageOpensForThePerson(t *testing.T) {
	w := newWorld(t)
	anna := w.person(t)
	opened := 0
	c := w.client(t, func(p *sdk.ElicitParams) *sdk.ElicitResult {
		opened++
		anna.approve(t, p.URL)
		return &sdk.ElicitResult{Action: "accept"}
	}, nil)
	run, q := w.parked(t, c, "name: big\nsteps:\n- {id: invoice, do: invoice.create, with: {customer: ACME Corp, amount: 20000 EUR}}\n")
	after, text := ask(t, c, "decide_approval", map[string]any{"run_id": run, "step": q["step"], "digest": q["digest"], "choice": "approve"})
	require.Equal(t, "completed", after["state"], text)
	require.Equal(t, 1, opened)
}

// A German wish is answered in German.
func TestGerman(t *testing.T) {
	w := newWorld(t)
	c := w.client(t, nil, nil)
	wished, text := ask(t, c, "compile_plan", map[string]any{"wish": "Erstelle eine Rechnung für ACME Corp über 1.200 €", "sandbox": true})
	require.Contains(t, text, "Der Plan würde dies tun")
	require.Contains(t, wished["plan"], "language: de")
	_, text = ask(t, c, "start_run", map[string]any{"plan_id": wished["plan_id"], "digest": wished["digest"], "idempotency_key": "de", "sandbox": true})
	require.Contains(t, text, "ist abgeschlossen")
}

// A wait tells how far it is.
func TestProgress(t *testing.T) {
	w := newWorld(t)
	var mu sync.Mutex
	var heard []float64
	c := w.client(t, nil, func(p *sdk.ProgressNotificationParams) {
		mu.Lock()
		defer mu.Unlock()
		heard = append(heard, p.Progress, p.Total)
	})
	checked, text := ask(t, c, "validate_plan", map[string]any{"plan": strings.Replace(written, "- {id: sure, approve", "- {id: breath, wait: 1s}\n- {id: sure, approve", 1), "sandbox": true})
	require.NotEmpty(t, checked["digest"], text)
	ask(t, c, "start_run", map[string]any{"plan_id": checked["plan_id"], "digest": checked["digest"], "idempotency_key": "progress", "sandbox": true})
	require.Eventually(t, func() bool { // what is told last may arrive behind the result
		mu.Lock()
		defer mu.Unlock()
		return len(heard) >= 4 && slices.Equal(heard[len(heard)-2:], []float64{3, 5})
	}, 10*time.Second, 10*time.Millisecond, "%v", &heard)
}

// parked starts a plan on the sandbox that comes to ask something.
func (w *world) parked(t *testing.T, c *sdk.ClientSession, plan string) (string, map[string]any) {
	t.Helper()
	checked, text := ask(t, c, "validate_plan", map[string]any{"plan": plan, "sandbox": true})
	require.NotEmpty(t, checked["digest"], text)
	run, text := ask(t, c, "start_run", map[string]any{"plan_id": checked["plan_id"], "digest": checked["digest"], "idempotency_key": t.Name(), "sandbox": true})
	require.Equal(t, "parked", run["state"], text)
	id, ok := run["run_id"].(string)
	require.True(t, ok)
	return id, asked(t, run)
}
