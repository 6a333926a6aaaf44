package embedded_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/workflows/embedded"
)

// handwrittenLocal is the hand-written workflow with local activities and nothing to make their effects happen once.
func handwrittenLocal() workload {
	return workload{
		name:     "handwritten-local",
		register: func(r worker.Registry) { r.RegisterWorkflow(threeLocalSteps) },
		start: func(ctx context.Context, c client.Client, id string) (client.WorkflowRun, error) {
			return c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue, EnableEagerStart: true}, threeLocalSteps, "a")
		},
	}
}

func threeLocalSteps(ctx workflow.Context, text string) (string, error) {
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{StartToCloseTimeout: 10 * time.Second})
	for range 3 {
		if err := workflow.ExecuteLocalActivity(ctx, step, text).Get(ctx, &text); err != nil {
			return "", err
		}
	}
	return text, nil
}

// BenchmarkThroughput has b.N runs of each workload begin at once, on a file with full sync, in three rounds, and prints the medians of how
// the interpreter's plans of three ledgered writes compare: go test -run '^$' -bench Throughput -benchtime 1000x ./workflows/embedded
func BenchmarkThroughput(b *testing.B) {
	const rounds = 3
	dir := b.TempDir()
	s := start(b, embedded.Options{Dir: dir})
	loads := []workload{handwritten(), handwrittenLocal(), interpreted(b, "write", dir)}
	startWorker(b, s.Client(), loads...)
	for _, l := range loads {
		_, err := runSerially(b.Context(), s.Client(), l, 3)
		require.NoError(b, err)
	}
	b.ResetTimer()
	took := make([][]time.Duration, len(loads))
	var longest int64
	for round := range rounds {
		for n := range loads {
			i := (n + round) % len(loads)
			batch := loads[i].name + "-" + uuid.NewString()
			t, err := runAtOnce(b.Context(), s.Client(), loads[i], batch, b.N)
			require.NoError(b, err)
			took[i] = append(took[i], t)
			if i == 2 {
				longest = max(longest, longestHistory(b, s.Client(), fmt.Sprintf("WorkflowId STARTS_WITH %q", batch)))
			}
		}
	}
	b.StopTimer()
	perSecond := func(i int) float64 { return float64(b.N) / percentile(took[i], 50).Seconds() }
	b.ReportMetric(perSecond(0), "regular/s")
	b.ReportMetric(perSecond(1), "local/s")
	b.ReportMetric(perSecond(2), "interpreted/s")
	b.ReportMetric(perSecond(2)/perSecond(0), "ratio-to-regular")
	b.ReportMetric(perSecond(2)/perSecond(1), "ratio-to-local")
	b.ReportMetric(float64(longest), "events")
	b.ReportMetric(peakMB(b), "peak-MB")
}

// starters is how many starts are under way at the same time, as in package api.
const starters = 16

// runAtOnce starts n runs as fast as the server takes them, and waits until all are completed. It asks the server for their number, for a
// thousand callers that each wait for a run of theirs would be the greater part of the work.
func runAtOnce(ctx context.Context, c client.Client, l workload, batch string, n int) (time.Duration, error) {
	begin := time.Now()
	errs := make([]error, n)
	var next atomic.Int64
	var wait sync.WaitGroup
	for range min(n, starters) {
		wait.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				_, errs[i] = l.start(ctx, c, batch+"-"+strconv.Itoa(i))
			}
		})
	}
	wait.Wait()
	if err := errors.Join(errs...); err != nil {
		return 0, err
	}
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for {
		count, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{
			Query: fmt.Sprintf("WorkflowId STARTS_WITH %q AND ExecutionStatus = 'Completed'", batch)})
		if err != nil || count.GetCount() == int64(n) {
			return time.Since(begin), err
		}
		<-tick.C
	}
}

// peakMB is the most memory the process had so far, 0 where the system doesn't tell.
func peakMB(b *testing.B) float64 {
	b.Helper()
	raw, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0
	}
	for line := range strings.Lines(string(raw)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			n, err := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			require.NoError(b, err)
			return n / 1024
		}
	}
	return 0
}
