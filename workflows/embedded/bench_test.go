package embedded_test

import (
	"log/slog"
	"os"
	"testing"
	"time"

	"sayso/workflows/embedded"
)

// workloads are compared in one benchmark, on the same server and worker.
func workloads() []workload {
	return []workload{handwritten()}
}

// BenchmarkSerialRuns runs three steps one after another, run after run, in memory and on a file. A run over a second is a
// stall and fails the benchmark. For the figures that count: go test -bench SerialRuns -benchtime 500x
func BenchmarkSerialRuns(b *testing.B) {
	for _, store := range []string{"memory", "file"} {
		b.Run(store, func(b *testing.B) {
			s := start(b, embedded.Options{Memory: store == "memory", Dir: b.TempDir()})
			startWorker(b, s.Client(), workloads()...)
			for _, l := range workloads() {
				b.Run(l.name, func(b *testing.B) { benchSerially(b, s, l) })
			}
		})
	}
}

func benchSerially(b *testing.B, s *embedded.Server, l workload) {
	ctx := b.Context()
	if _, err := runSerially(ctx, s.Client(), l, 3); err != nil { // the first runs open the task queue
		b.Fatal(err)
	}
	b.ResetTimer()
	took, err := runSerially(ctx, s.Client(), l, b.N)
	b.StopTimer()
	if err != nil {
		b.Fatal(err)
	}
	run, err := l.start(ctx, s.Client(), l.name+"-counted")
	if err == nil {
		err = run.Get(ctx, nil)
	}
	if err != nil {
		b.Fatal(err)
	}
	events, err := countEvents(ctx, s.Client(), run)
	if err != nil {
		b.Fatal(err)
	}
	slowest := percentile(took, 100)
	b.ReportMetric(ms(percentile(took, 50)), "p50-ms")
	b.ReportMetric(ms(percentile(took, 99)), "p99-ms")
	b.ReportMetric(ms(slowest), "max-ms")
	b.ReportMetric(float64(events), "events")
	if slowest > time.Second {
		b.Errorf("the slowest of %d runs took %s", len(took), slowest)
	}
}

func ms(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }

// start starts a server that is stopped with the test. Its warnings go to the test's output.
func start(tb testing.TB, o embedded.Options) *embedded.Server {
	tb.Helper()
	if o.Log == nil {
		o.Log = slog.New(slog.NewTextHandler(os.Stderr, &slog.HandlerOptions{Level: slog.LevelWarn}))
	}
	s, err := embedded.Start(tb.Context(), o)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Stop(); err != nil {
			tb.Error(err)
		}
	})
	return s
}
