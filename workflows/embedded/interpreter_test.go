package embedded_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"

	"sayso/activities"
	"sayso/api/store"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/embedded"
	"sayso/workflows/plan"
)

type text struct {
	Text connectors.Text `json:"text"`
}

// dots is an app whose actions do what the hand-written step does: one reads, one writes.
func dots() *connectors.Connector {
	add := func(_ context.Context, c connectors.Call[text]) (text, error) { return text{c.In.Text + "."}, nil }
	words := connectors.Sentence{En: "Add a dot to {text}", De: "Einen Punkt an {text} hängen"}
	doc := connectors.Doc{En: "Adds a dot.", De: "Hängt einen Punkt an."}
	return &connectors.Connector{App: "dots", Actions: []*connectors.Operation{
		connectors.Define(connectors.Action[text, text]{Name: "read", Doc: doc, Says: words, Effect: connectors.Read, Do: add}),
		connectors.Define(connectors.Action[text, text]{Name: "write", Doc: doc, Says: words, Effect: connectors.Write, Once: connectors.OnceKey,
			UndoBy: "none_needed", Do: add}),
		connectors.Define(connectors.Action[text, text]{Name: "slow", Doc: doc, Says: words, Effect: connectors.Write, Once: connectors.OnceKey,
			UndoBy: "none_needed", Long: true, Do: add}),
	}}
}

type noVault struct{}

func (noVault) Open(context.Context, string) (*connectors.Connection, error) {
	return connectors.NewConnection(connectors.Spec{ID: "dots/test", App: "dots"})
}

// interpreted is a plan of three steps that only differ in their action, run by the interpreter over a real ledger.
func interpreted(tb testing.TB, action, dir string) workload {
	tb.Helper()
	return interpretedPlan(tb, action, dir, stepsInARow(action, 3))
}

// stepsInARow is a plan of some steps, each of which has what the one before it gave.
func stepsInARow(action string, count int) *plan.Plan {
	p := &plan.Plan{Name: "dots-" + action}
	text := "a"
	for i := range count {
		id := "s" + strconv.Itoa(i)
		p.Steps = append(p.Steps, plan.Step{ID: id, Do: "dots." + action, With: map[string]any{"text": text}})
		text = "${" + id + ".text}"
	}
	return p
}

func interpretedPlan(tb testing.TB, action, dir string, p *plan.Plan) workload {
	tb.Helper()
	registry, err := connectors.NewRegistry(dots())
	require.NoError(tb, err)
	db, err := store.Open(tb.Context(), filepath.Join(dir, action+".db"))
	require.NoError(tb, err)
	ledger := store.NewLedger(db)
	tb.Cleanup(func() { require.NoError(tb, errors.Join(ledger.Close(), db.Close())) })
	frozen, problems := plan.Freeze(registry, p, plan.FreezeOptions{Connections: map[string][]plan.Connection{"dots": {{ID: "dots/test"}}}})
	require.NotNil(tb, frozen, "%v", problems)
	return workload{
		name: "interpreted-" + action,
		register: func(r worker.Registry) {
			if action != "write" { // one registration serves for all
				return
			}
			workflows.Register(r, &activities.Activities{Registry: registry, Ledger: ledger, Vault: noVault{}})
		},
		start: func(ctx context.Context, c client.Client, id string) (client.WorkflowRun, error) {
			return c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue, EnableEagerStart: true,
				WorkflowTaskTimeout: workflows.TaskTimeout}, p.Name, workflows.Start{Version: workflows.Version, Frozen: *frozen})
		},
	}
}

// quickEvents is what three steps cost in the quick lane: one marker each, 4 at the start and 1 at the end.
const quickEvents = 8

// TestTheInterpreterAddsNoEvent holds the history of a plan to that of the same activities in hand-written code, where its steps are
// visible ones, and to what three markers cost, where they succeed at once in the quick lane.
func TestTheInterpreterAddsNoEvent(t *testing.T) {
	s := start(t, embedded.Options{Memory: true})
	loads := []workload{handwritten(), interpreted(t, "read", t.TempDir()), interpreted(t, "write", t.TempDir()), interpreted(t, "slow", t.TempDir())}
	startWorker(t, s.Client(), loads...)
	for i, l := range loads {
		run, err := l.start(t.Context(), s.Client(), l.name)
		require.NoError(t, err)
		require.NoError(t, run.Get(t.Context(), nil))
		events, err := countEvents(t.Context(), s.Client(), run)
		require.NoError(t, err)
		require.Equal(t, []int{handwrittenEvents, quickEvents, quickEvents, handwrittenEvents}[i], events, l.name)
	}
}

// BenchmarkInterpreter runs the hand-written workflow and the interpreter in turn, so that both meet the same machine, and prints the
// ratios of their medians: go test -run '^$' -bench Interpreter -benchtime 500x ./workflows/embedded
func BenchmarkInterpreter(b *testing.B) {
	for _, kind := range []string{"memory", "file"} {
		b.Run(kind, func(b *testing.B) {
			dir := b.TempDir()
			s := start(b, embedded.Options{Memory: kind == "memory", Dir: dir})
			if kind == "memory" {
				dir = memoryDir(b)
			}
			loads := []workload{handwritten(), interpreted(b, "read", dir), interpreted(b, "write", dir)}
			startWorker(b, s.Client(), loads...)
			took := inTurn(b, s.Client(), loads)
			median := func(i int) float64 { return ms(percentile(took[i], 50)) }
			b.ReportMetric(median(0), "handwritten-p50-ms")
			b.ReportMetric(median(1)/median(0), "reads-ratio")
			b.ReportMetric(median(2)/median(0), "writes-ratio")
			b.ReportMetric(median(2), "writes-p50-ms")
			b.ReportMetric(ms(slices.Max(slices.Concat(took...))), "slowest-ms")
		})
	}
}

// BenchmarkLength compares plans of one, three and twenty ledgered writes with the same steps by hand, on a file with full sync, and prints
// what a run adds to the files: go test -run '^$' -bench Length -benchtime 200x ./workflows/embedded
func BenchmarkLength(b *testing.B) {
	for _, count := range []int{1, 3, 20} {
		b.Run(strconv.Itoa(count), func(b *testing.B) {
			dir := b.TempDir()
			s := start(b, embedded.Options{Dir: dir})
			loads := []workload{handwrittenSteps(count), interpretedPlan(b, "write", dir, stepsInARow("write", count))}
			startWorker(b, s.Client(), loads...)
			took := inTurn(b, s.Client(), loads)
			median := func(i int) float64 { return ms(percentile(took[i], 50)) }
			b.ReportMetric(median(0), "handwritten-p50-ms")
			b.ReportMetric(median(1), "interpreted-p50-ms")
			b.ReportMetric(median(1)/median(0), "ratio")
			b.ReportMetric(sizeKB(b, filepath.Join(dir, "temporal.db"))/float64(2*b.N), "temporal-KB/run")
			b.ReportMetric(sizeKB(b, filepath.Join(dir, "write.db"))/float64(b.N), "ledger-KB/run")
		})
	}
}

// sizeKB is how large a database's file and its log are.
func sizeKB(b *testing.B, file string) (kb float64) {
	b.Helper()
	for _, name := range []string{file, file + "-wal"} {
		if info, err := os.Stat(name); err == nil {
			kb += float64(info.Size()) / 1024
		}
	}
	return kb
}

// memoryDir is a folder in memory for the ledger, where the system has one.
func memoryDir(b *testing.B) string {
	b.Helper()
	dir, err := os.MkdirTemp("/dev/shm", "sayso-bench") //nolint:usetesting // TempDir is on a disk
	if err != nil {
		return b.TempDir()
	}
	b.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

// inTurn runs each workload once a round, in a different order each time.
func inTurn(b *testing.B, c client.Client, loads []workload) [][]time.Duration {
	b.Helper()
	for _, l := range loads {
		_, err := runSerially(b.Context(), c, l, 3)
		require.NoError(b, err)
	}
	took := make([][]time.Duration, len(loads))
	b.ResetTimer()
	for round := range b.N {
		for n := range loads {
			i := (n + round) % len(loads)
			begin := time.Now()
			run, err := loads[i].start(b.Context(), c, loads[i].name+"-"+uuid.NewString())
			require.NoError(b, err)
			require.NoError(b, run.Get(b.Context(), nil))
			took[i] = append(took[i], time.Since(begin))
		}
	}
	b.StopTimer()
	return took
}
