package embedded_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"
	"time"

	"github.com/google/uuid"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/workflows/embedded"
)

const queue = "sayso-test"

// activityTime is far more than a step takes.
const activityTime = time.Minute

// handwrittenEvents is what three activities in a row cost in history: 3 activities of 6 events, of which 3 belong to the
// workflow task that follows; 3 at the start and 2 at the end.
const handwrittenEvents = 23

// workload is a way to run three steps one after another. All workloads of a benchmark run on the same worker.
type workload struct {
	name     string
	register func(worker.Registry)
	// start starts one run.
	start func(ctx context.Context, c client.Client, id string) (client.WorkflowRun, error)
}

// handwritten is what a Go programmer would write: the floor that everything else is compared with.
func handwritten() workload { return handwrittenSteps(3) }

func handwrittenSteps(count int) workload {
	return workload{
		name: "handwritten",
		register: func(r worker.Registry) {
			r.RegisterWorkflow(stepByStep)
			r.RegisterActivity(step)
		},
		start: func(ctx context.Context, c client.Client, id string) (client.WorkflowRun, error) {
			return c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue}, stepByStep, "a", count)
		},
	}
}

// stepByStep appends to its text in as many activities as it is told.
func stepByStep(ctx workflow.Context, text string, count int) (string, error) {
	ctx = workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: activityTime})
	for range count {
		if err := workflow.ExecuteActivity(ctx, step, text).Get(ctx, &text); err != nil {
			return "", err
		}
	}
	return text, nil
}

func step(_ context.Context, text string) (string, error) { return text + ".", nil }

// startWorker runs a worker for the workloads until it is stopped or the test ends.
func startWorker(tb testing.TB, c client.Client, loads ...workload) worker.Worker {
	tb.Helper()
	w := worker.New(c, queue, embedded.WorkerOptions())
	for _, l := range loads {
		l.register(w)
	}
	if err := w.Start(); err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(w.Stop)
	return w
}

// runSerially runs a workload n times, one after another, and gives how long each run took.
func runSerially(ctx context.Context, c client.Client, l workload, n int) ([]time.Duration, error) {
	took := make([]time.Duration, 0, n)
	for range n {
		begin := time.Now()
		run, err := l.start(ctx, c, l.name+"-"+uuid.NewString())
		if err != nil {
			return nil, err
		}
		if err := run.Get(ctx, nil); err != nil {
			return nil, fmt.Errorf("%s: %w", run.GetID(), err)
		}
		took = append(took, time.Since(begin))
	}
	return took, nil
}

// countEvents gives the length of a closed run's history.
func countEvents(ctx context.Context, c client.Client, run client.WorkflowRun) (int, error) {
	n := 0
	for events := c.GetWorkflowHistory(ctx, run.GetID(), run.GetRunID(), false, 0); events.HasNext(); n++ {
		if _, err := events.Next(); err != nil {
			return 0, err
		}
	}
	if n == 0 {
		return 0, errors.New("the history is empty")
	}
	return n, nil
}

// percentile gives the value that p percent of the sorted durations don't exceed.
func percentile(took []time.Duration, p int) time.Duration {
	sorted := slices.Sorted(slices.Values(took))
	return sorted[min(len(sorted)-1, len(sorted)*p/100)]
}
