package workflows_test

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	historypb "go.temporal.io/api/history/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/interceptor"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/workflows"
)

// record writes anew what the recorded histories are held to: `go test ./workflows/drills ./workflows -update`, in this order.
var record = flag.Bool("update", false, "write the golden files")

// TestRecordedHistoriesReplay replays the histories of earlier runs, by version of the interpreter. Temporal compares which commands
// come when, but not with what: so every activity that the interpreter asks for is compared with what was asked for then, with the
// history where that has it, and with the file beside it for those of the quick lane.
func TestRecordedHistoriesReplay(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/histories/*/*.json.gz")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".json.gz"), func(t *testing.T) {
			t.Parallel()
			history := readHistory(t, file)
			var asked listener
			replayer, err := worker.NewWorkflowReplayerWithOptions(worker.WorkflowReplayerOptions{Interceptors: []interceptor.WorkerInterceptor{&asked}})
			require.NoError(t, err)
			replayer.RegisterDynamicWorkflow(workflows.Interpret, workflow.DynamicRegisterOptions{})
			begun := history.GetEvents()[0].GetWorkflowExecutionStartedEventAttributes()
			require.NoError(t, replayer.ReplayWorkflowHistoryWithOptions(nil, history, worker.ReplayWorkflowHistoryOptions{
				OriginalExecution: workflow.Execution{ID: begun.GetWorkflowId(), RunID: begun.GetOriginalExecutionRunId()}}))
			require.Equal(t, scheduled(t, history), asked.regular, "what regular activities are given")
			golden := strings.TrimSuffix(file, ".json.gz") + ".local.jsonl"
			got := strings.Join(asked.local, "\n")
			if *record {
				require.NoError(t, os.WriteFile(golden, []byte(got), 0o600))
			}
			want, err := os.ReadFile(golden)
			require.NoError(t, err)
			require.Equal(t, string(want), got, "what local activities are given")
			require.NotEmpty(t, asked.local)
		})
	}
}

func readHistory(t *testing.T, file string) *historypb.History {
	t.Helper()
	f, err := os.Open(file)
	require.NoError(t, err)
	defer f.Close()
	z, err := gzip.NewReader(f)
	require.NoError(t, err)
	raw, err := io.ReadAll(z)
	require.NoError(t, err)
	history, err := client.HistoryFromJSON(bytes.NewReader(raw), client.HistoryJSONOptions{})
	require.NoError(t, err)
	return history
}

// scheduled lists the regular activities of a history, each with its input.
func scheduled(t *testing.T, h *historypb.History) (list []string) {
	t.Helper()
	for _, e := range h.GetEvents() {
		if a := e.GetActivityTaskScheduledEventAttributes(); a != nil {
			require.Len(t, a.GetInput().GetPayloads(), 1)
			list = append(list, a.GetActivityType().GetName()+" "+string(a.GetInput().GetPayloads()[0].GetData()))
		}
	}
	return list
}

// listener hears what activities a workflow asks for.
type listener struct {
	interceptor.WorkerInterceptorBase
	regular, local []string
}

func (l *listener) InterceptWorkflow(ctx workflow.Context, next interceptor.WorkflowInboundInterceptor) interceptor.WorkflowInboundInterceptor {
	in := &inbound{listener: l}
	in.Next = next
	return l.WorkerInterceptorBase.InterceptWorkflow(ctx, in)
}

type inbound struct {
	interceptor.WorkflowInboundInterceptorBase
	listener *listener
}

func (i *inbound) Init(next interceptor.WorkflowOutboundInterceptor) error {
	out := &outbound{listener: i.listener}
	out.Next = next
	return i.Next.Init(out)
}

type outbound struct {
	interceptor.WorkflowOutboundInterceptorBase
	listener *listener
}

func (o *outbound) ExecuteActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	o.listener.regular = append(o.listener.regular, call(name, args))
	return o.Next.ExecuteActivity(ctx, name, args...)
}

func (o *outbound) ExecuteLocalActivity(ctx workflow.Context, name string, args ...any) workflow.Future {
	o.listener.local = append(o.listener.local, call(name, args))
	return o.Next.ExecuteLocalActivity(ctx, name, args...)
}

func call(name string, args []any) string {
	raw, err := json.Marshal(args[0])
	if err != nil {
		return name + " " + err.Error()
	}
	// A replay has a namespace of its own.
	return name + " " + strings.Replace(string(raw), `"namespace":"ReplayNamespace"`, `"namespace":"sayso"`, 1)
}
