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

// BenchmarkThroughput starts b.N runs at once of each workload, on a file with full sync, and prints how the interpreter's plans of three
// ledgered writes compare: go test -run '^$' -bench Throughput -benchtime 1000x ./workflows/embedded
func BenchmarkThroughput(b *testing.B) {
	dir := b.TempDir()
	s := start(b, embedded.Options{Dir: dir})
	loads := []workload{handwritten(), handwrittenLocal(), interpreted(b, "write", dir)}
	startWorker(b, s.Client(), loads...)
	perSecond := make([]float64, len(loads))
	for i, l := range loads {
		_, err := runSerially(b.Context(), s.Client(), l, 3)
		require.NoError(b, err)
		took, err := runAtOnce(b.Context(), s.Client(), l, b.N)
		require.NoError(b, err)
		perSecond[i] = float64(b.N) / took.Seconds()
	}
	b.ReportMetric(perSecond[0], "handwritten/s")
	b.ReportMetric(perSecond[2], "interpreted/s")
	b.ReportMetric(perSecond[2]/perSecond[0], "ratio-to-regular")
	b.ReportMetric(perSecond[2]/perSecond[1], "ratio-to-local")
	b.ReportMetric(peakMB(b), "peak-MB")
}

// starters is how many starts are under way at the same time.
const starters = 64

// runAtOnce starts n runs as fast as the server takes them, and waits until all are completed. It asks the server for their number, for a
// thousand callers that each wait for a run of theirs would be the greater part of the work.
func runAtOnce(ctx context.Context, c client.Client, l workload, n int) (time.Duration, error) {
	batch := l.name + "-" + uuid.NewString()
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
	for {
		count, err := c.CountWorkflow(ctx, &workflowservice.CountWorkflowExecutionsRequest{
			Query: fmt.Sprintf("WorkflowId STARTS_WITH %q AND ExecutionStatus = 'Completed'", batch)})
		if err != nil || count.GetCount() == int64(n) {
			return time.Since(begin), err
		}
		time.Sleep(20 * time.Millisecond)
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
