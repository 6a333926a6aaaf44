package crashlab_test

import (
	"encoding/json"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities/crash"
)

var bugs = flag.Bool("bugs", false, "build the engine with each of the seeded bugs, and see whether the laboratory catches it")

// mistake is one that somebody could make in the protocol: texts of the source that are replaced when the engine is built. None of it is
// ever part of the program. A text that isn't there any more fails the test, so that a mistake can't fade away unnoticed.
type mistake struct {
	name    string
	edits   []edit
	suspend bool // shows only where a worker is suspended, not where it is killed
}

type edit struct{ file, old, new string }

const (
	doFile     = "activities/do.go"
	undoFile   = "activities/undo.go"
	ledgerFile = "activities/ledger.go"
	stepFile   = "workflows/step.go"
	sagaFile   = "workflows/saga.go"
	decideFile = "workflows/decide.go"
	vaultFile  = "api/vault.go"
)

// seededBugs are the bugs that the laboratory has to catch.
func seededBugs() []mistake {
	forgets := edit{sagaFile, "\t\tr.remember(ctx)\n", ""}
	return []mistake{
		{name: "the ledger is off", edits: []edit{{doFile, "row, fresh, err := a.Ledger.Claim(ctx, a.plan(b, s))", "row, fresh, err := a.plan(b, s), true, error(nil)"}}},
		{name: "the key is without the first run's id", edits: []edit{{ledgerFile, "i.Workflow, i.FirstRun, i.Path", "i.Workflow, i.Path"}}},
		{name: "nothing is looked for", edits: []edit{
			{doFile, "found := connectors.FoundCannotTell", "found := connectors.FoundNo"},
			{doFile, "\tif b.op.Find != nil {\n\t\tvar out", "\tif b.op.Find != nil && b.call.Key == \"\" {\n\t\tvar out"}}},
		{name: "the undo is pushed after the call", edits: []edit{forgets,
			{stepFile, "\t\tr.push(Done{Path: path, Epoch: epoch, Node: n.index})", "\t\tdefer r.push(Done{Path: path, Epoch: epoch, Node: n.index})\n\t\tif ctx.Err() != nil {\n\t\t\treturn activities.Result{}, ctx.Err()\n\t\t}"}}},
		{name: "what a lost task did is forgotten", edits: []edit{forgets}},
		{name: "the lag is ignored", edits: []edit{{doFile, "return min(b.op.Lag+stall-elapsed, max(4*time.Second, 3*elapsed))", "return 0 * elapsed"}}},
		{name: "what is confirmed is sent again", edits: []edit{{doFile, "\tcase Confirmed, Reconciled:\n\t\treturn Result{Output: row.Output}, nil\n", ""}}},
		{name: "what nothing protects is sent again", edits: []edit{
			{doFile, "\tcase b.op.Once.Resend():\n\t\treturn nil, harmless, nil\n", "\tcase b.op.Once != connectors.OnceFind:\n\t\treturn nil, harmless, nil\n"}}},
		{name: "the intent is recorded after the send", edits: []edit{
			{doFile, "\t\tstate, sent = Sent, a.now()\n", "\t\tstate, sent = Claimed, time.Time{}\n"},
			{doFile, "\tcase row.State != Sent:\n", "\tcase row.State == Unknown:\n"}}},
		{name: "undone without a look", edits: []edit{{undoFile, "if row.State == Sent || row.State == Unknown {", "if row.Attempt < 0 {"}}},
		{name: "a decision isn't durable before anything follows on it", edits: []edit{{decideFile, "\t\tr.settle(ctx)\n", ""}}},
		{name: "a failure isn't durable before its undo", edits: []edit{{sagaFile, "if r.quick > 0 || len(r.done) > 0 {", "if r.quick < 0 {"}}},
		{name: "a renewed credential isn't stored", edits: []edit{
			{vaultFile, "return v.renewed(ctx, id, from, to)", "return nil"}}},
		{name: "whoever stood still sends all the same", suspend: true, edits: []edit{{doFile, "const stall = 500 * time.Millisecond", "const stall = time.Hour"},
			{doFile, "b.op.Lag+stall-elapsed", "b.op.Lag-elapsed"}}},
		{name: "an undo claims nothing", suspend: true, edits: []edit{{undoFile, "row, fresh, err := a.Ledger.Take(ctx, a.notKnown(action, s))",
			"row, known, err := a.Ledger.Get(ctx, a.notKnown(action, s).Key)\n\tfresh := !known\n\tif fresh {\n\t\trow.State = Undone\n\t}"}}},
	}
}

const (
	bugRuns  = 200 // within which a bug has to be caught
	bugChunk = 40  // how many of them go on at the same time
)

// TestSeededBugs has the laboratory catch each bug.
func TestSeededBugs(t *testing.T) {
	for _, b := range seededBugs() {
		b.overlay(t, t.TempDir()) // with the points or without, each bug is still one
	}
	if !crash.On || !*bugs {
		t.Skip("catches them only with -tags crash and -bugs")
	}
	for _, b := range seededBugs() {
		t.Run(b.name, func(t *testing.T) {
			began := time.Now()
			engine := b.build(t)
			built := time.Since(began)
			runs, caught := b.hunt(t, engine)
			require.NotEmpty(t, caught, "%d runs, and nothing was noticed", runs)
			first, _, _ := strings.Cut(caught, "\n")
			t.Logf("caught within %d runs (built in %s, caught in %s): %s", runs, built.Round(time.Second), (time.Since(began) - built).Round(time.Second), first)
		})
	}
}

// hunt crashes runs of an engine with the bug until the oracle objects.
func (b mistake) hunt(t *testing.T, engine string) (runs int, caught string) {
	t.Helper()
	if b.suspend {
		for runs+zombieRuns <= bugRuns {
			first := runs
			runs += zombieRuns
			for _, r := range suspendAll(t, engine, first) {
				if len(r.wrong) > 0 && r.stuck == 0 {
					return runs, r.tell()
				}
			}
		}
		return runs, ""
	}
	for runs < bugRuns {
		results := crashAll(t, engine, runs, bugChunk, 1)
		runs += bugChunk
		for _, r := range results {
			if len(r.wrong) > 0 && r.stuck == 0 { // a run may also come to no end because the machine is slow
				return runs, r.tell()
			}
		}
	}
	return runs, ""
}

// build builds the laboratory's binary with the bug in it.
func (b mistake) build(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	binary := filepath.Join(dir, "engine.test")
	c := exec.CommandContext(t.Context(), "go", "test", "-c", "-vet=off", "-tags", "crash", "-overlay", b.overlay(t, dir), "-o", binary, "sayso/workflows/crashlab")
	out, err := c.CombinedOutput()
	require.NoError(t, err, string(out))
	return binary
}

// overlay writes the sources with the bug in them, and the file by which the go command takes them.
func (b mistake) overlay(t *testing.T, dir string) string {
	t.Helper()
	root, err := filepath.Abs(filepath.Join("..", ".."))
	require.NoError(t, err)
	replace := map[string]string{}
	for _, e := range b.edits {
		file := e.file
		if !filepath.IsAbs(file) {
			file = filepath.Join(root, file)
		}
		from := file
		if before, ok := replace[file]; ok {
			from = before
		}
		source, err := os.ReadFile(from)
		require.NoError(t, err)
		require.Equal(t, 1, strings.Count(string(source), e.old), "%s: %s doesn't hold this once: %s", b.name, e.file, e.old)
		to := filepath.Join(dir, strings.ReplaceAll(e.file, "/", "_"))
		require.NoError(t, os.WriteFile(to, []byte(strings.Replace(string(source), e.old, e.new, 1)), 0o600))
		replace[file] = to
	}
	raw, err := json.Marshal(map[string]any{"Replace": replace})
	require.NoError(t, err)
	list := filepath.Join(dir, "overlay.json")
	require.NoError(t, os.WriteFile(list, raw, 0o600))
	return list
}
