package embedded_test

import (
	"context"
	"fmt"
	"strconv"
	"testing"
	"time"

	"github.com/google/uuid"
	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/workflows/embedded"
	"sayso/workflows/plan"
)

// handwrittenLoop is what a Go programmer would write to have something done for each item of a list: an activity for each, and a new run
// when the history gets long.
func handwrittenLoop(items []string) workload {
	return workload{
		name:     "handwritten-loop",
		register: func(r worker.Registry) { r.RegisterWorkflow(loopOver) },
		start: func(ctx context.Context, c client.Client, id string) (client.WorkflowRun, error) {
			return c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue}, loopOver, items, 0)
		},
	}
}

func loopOver(ctx workflow.Context, items []string, from int) error {
	step := workflow.WithActivityOptions(ctx, workflow.ActivityOptions{StartToCloseTimeout: activityTime})
	for i := from; i < len(items); i++ {
		if i > from && workflow.GetInfo(ctx).GetContinueAsNewSuggested() {
			return workflow.NewContinueAsNewError(ctx, loopOver, items, i)
		}
		if err := workflow.ExecuteActivity(step, "step", items[i]).Get(ctx, nil); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkLoop carries out a write for each of b.N items, by hand and as a plan over a real ledger, on a file with full sync, in turns of a
// tenth each: go test -run '^$' -bench Loop -benchtime 10000x ./workflows/embedded
func BenchmarkLoop(b *testing.B) {
	const turns = 10
	items := make([]string, max(b.N/turns, 1))
	for i := range items {
		items[i] = "c" + strconv.Itoa(i)
	}
	dir := b.TempDir()
	s := start(b, embedded.Options{Dir: dir})
	loads := []workload{handwritten(), handwrittenLoop(items), interpretedPlan(b, "write", dir, eachItem(items))}
	startWorker(b, s.Client(), loads...)
	took := map[int][]time.Duration{}
	var longest int64
	b.ResetTimer()
	for range turns {
		for i, l := range loads[1:] {
			begin := time.Now()
			run, err := l.start(b.Context(), s.Client(), l.name+"-"+uuid.NewString())
			require.NoError(b, err)
			require.NoError(b, run.Get(b.Context(), nil))
			took[i] = append(took[i], time.Since(begin))
			if i == 1 {
				longest = max(longest, longestHistory(b, s.Client(), fmt.Sprintf("WorkflowId = %q", run.GetID())))
			}
		}
	}
	b.StopTimer()
	perItem := func(i int) float64 { return ms(percentile(took[i], 50)) / float64(len(items)) }
	b.ReportMetric(perItem(0), "handwritten-ms/item")
	b.ReportMetric(perItem(1), "interpreted-ms/item")
	b.ReportMetric(perItem(1)/perItem(0), "ratio")
	b.ReportMetric(float64(longest), "events")
	b.ReportMetric(peakMB(b), "peak-MB")
}

func eachItem(items []string) *plan.Plan {
	list := make([]any, len(items))
	for i, item := range items {
		list[i] = item
	}
	return &plan.Plan{Name: "each-item", Steps: []plan.Step{
		{ID: "loop", Each: list, Steps: []plan.Step{{ID: "write", Do: "dots.write", With: map[string]any{"text": "${item}"}}}},
	}}
}

// longestHistory gives the most events of any of the runs that a query finds.
func longestHistory(b *testing.B, c client.Client, query string) (longest int64) {
	b.Helper()
	var page []byte
	for {
		list, err := c.ListWorkflow(b.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: query, NextPageToken: page})
		require.NoError(b, err)
		for _, info := range list.GetExecutions() {
			longest = max(longest, info.GetHistoryLength())
		}
		if page = list.GetNextPageToken(); len(page) == 0 {
			return longest
		}
	}
}
