package embedded_test

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/operatorservice/v1"
	"go.temporal.io/api/workflowservice/v1"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/connectors"
	"sayso/workflows/embedded"
)

// How long a start may take. The race detector makes it several times slower.
const (
	newFolderTime = 3 * time.Second
	oldFolderTime = 2 * time.Second
)

// One folder through its life: made, used, stopped, moved, opened again by a start that keeps runs for longer.
func TestLifeOfAFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "Jane's data, 100% #1")
	var log lines
	o := embedded.Options{Dir: dir, UI: true, Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelWarn}))}

	begin := time.Now()
	s := start(t, o)
	require.Less(t, time.Since(begin), newFolderTime*slowness)
	t.Logf("ready on a new folder after %s", time.Since(begin))
	requireNamespace(t, s, embedded.DefaultRetention)
	w := startWorker(t, s.Client(), handwritten())
	id := runTagged(t, s.Client(), "first")
	_, err := s.Client().OperatorService().RemoveSearchAttributes(t.Context(), &operatorservice.RemoveSearchAttributesRequest{
		Namespace: embedded.Namespace, SearchAttributes: []string{"SaysoApp", "SaysoPaused"}}) // as if made before there were any
	require.NoError(t, err)
	w.Stop()
	begin = time.Now()
	require.NoError(t, s.Stop())
	t.Logf("stopped after %s", time.Since(begin))
	require.NoError(t, s.Stop(), "a second stop does nothing")
	requireFree(t, s.Address())

	moved := filepath.Join(t.TempDir(), "moved")
	require.NoError(t, os.Rename(dir, moved))
	begin = time.Now()
	o.Dir, o.Retention = moved, 100*24*time.Hour
	s = start(t, o)
	t.Logf("ready on a folder with a search attribute to add after %s", time.Since(begin))
	requireNamespace(t, s, 100*24*time.Hour)
	startWorker(t, s.Client(), handwritten())
	requireListed(t, s.Client(), "first", id)
	requireListed(t, s.Client(), "second", runTagged(t, s.Client(), "second"))

	require.Empty(t, log.String(), "a healthy start and stop say nothing")
}

func TestReadyQuicklyOnAnExistingFolder(t *testing.T) {
	dir := t.TempDir()
	require.NoError(t, start(t, embedded.Options{Dir: dir, UI: true}).Stop())
	begin := time.Now()
	s := start(t, embedded.Options{Dir: dir, UI: true})
	t.Logf("ready on an existing folder after %s", time.Since(begin))
	require.Less(t, time.Since(begin), oldFolderTime*slowness)
	requireNamespace(t, s, embedded.DefaultRetention)
}

func TestThreeActivitiesAre23Events(t *testing.T) {
	s := start(t, embedded.Options{Memory: true})
	startWorker(t, s.Client(), handwritten())
	run, err := handwritten().start(t.Context(), s.Client(), "counted")
	require.NoError(t, err)
	var text string
	require.NoError(t, run.Get(t.Context(), &text))
	require.Equal(t, "a...", text)
	n, err := countEvents(t.Context(), s.Client(), run)
	require.NoError(t, err)
	require.Equal(t, handwrittenEvents, n)
	require.Empty(t, s.UIURL())
	require.Empty(t, s.RunURL("a", "b"))
}

// A short pause is short: with Temporal's default each of these would last a second.
func TestShortPausesAreShort(t *testing.T) {
	const pauses = 5
	s := start(t, embedded.Options{Memory: true})
	short := workload{name: "pauses",
		register: func(r worker.Registry) {
			r.RegisterWorkflowWithOptions(func(ctx workflow.Context) error {
				for range pauses {
					if err := workflow.Sleep(ctx, time.Millisecond); err != nil {
						return err
					}
				}
				return nil
			}, workflow.RegisterOptions{Name: "pauses"})
		},
		start: func(ctx context.Context, c client.Client, id string) (client.WorkflowRun, error) {
			return c.ExecuteWorkflow(ctx, client.StartWorkflowOptions{ID: id, TaskQueue: queue}, "pauses")
		}}
	startWorker(t, s.Client(), short)
	took, err := runSerially(t.Context(), s.Client(), short, 3)
	require.NoError(t, err)
	require.Less(t, percentile(took, 0), pauses*time.Second/2)
}

// A lock that the caller holds is used, and stays with the caller.
func TestCallersLock(t *testing.T) {
	dir := t.TempDir()
	l, err := embedded.LockDir(dir)
	require.NoError(t, err)
	require.NoError(t, start(t, embedded.Options{Dir: dir, Lock: l}).Stop())
	_, err = embedded.LockDir(dir)
	var used *embedded.InUse
	require.ErrorAs(t, err, &used)
	require.NoError(t, l.Unlock())
}

func TestStartRefuses(t *testing.T) {
	taken, err := net.Listen("tcp", "127.0.0.1:0")
	require.NoError(t, err)
	defer func() { require.NoError(t, taken.Close()) }()
	port := taken.Addr().(*net.TCPAddr).Port
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	damaged := t.TempDir()
	require.NoError(t, os.WriteFile(filepath.Join(damaged, "temporal.db"), []byte("garbage"), 0o600))

	cases := map[string]struct {
		o    embedded.Options
		says []string
	}{
		"frontend's port taken": {embedded.Options{FrontendPort: port}, []string{strconv.Itoa(port), "in use", "--temporal-port"}},
		"UI's port taken":       {embedded.Options{UI: true, UIPort: port}, []string{strconv.Itoa(port), "in use", "--temporal-ui-port"}},
		"no port":               {embedded.Options{FrontendPort: 70000}, []string{"70000", "--temporal-port"}},
		"too short a retention": {embedded.Options{Retention: time.Minute}, []string{"1m0s", "1h0m0s"}},
		"a bad codec endpoint":  {embedded.Options{UI: true, Codec: "localhost"}, []string{"localhost"}},
		"a file as folder":      {embedded.Options{Dir: file}, []string{file}},
		"a damaged database":    {embedded.Options{Dir: damaged}, []string{damaged, "damaged"}},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			if c.o.Dir == "" {
				c.o.Dir = t.TempDir()
			}
			_, err := embedded.Start(t.Context(), c.o)
			require.Error(t, err)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
			for _, part := range c.says {
				require.ErrorContains(t, err, part)
			}
			if at, statErr := os.Stat(c.o.Dir); statErr == nil && at.IsDir() {
				l, err := embedded.LockDir(c.o.Dir)
				require.NoError(t, err, "the lock is given back")
				require.NoError(t, l.Unlock())
			}
		})
	}
}

func requireNamespace(t *testing.T, s *embedded.Server, retention time.Duration) {
	t.Helper()
	found, err := s.Client().WorkflowService().DescribeNamespace(t.Context(), &workflowservice.DescribeNamespaceRequest{Namespace: embedded.Namespace})
	require.NoError(t, err)
	require.Equal(t, retention, found.GetConfig().GetWorkflowExecutionRetentionTtl().AsDuration())
	known, err := s.Client().OperatorService().ListSearchAttributes(t.Context(), &operatorservice.ListSearchAttributesRequest{Namespace: embedded.Namespace})
	require.NoError(t, err)
	for _, name := range []string{"SaysoPlan", "SaysoState", "SaysoFailedStep", "SaysoApp", "SaysoConnection", "SaysoEnvironment", "SaysoPaused"} {
		require.Contains(t, known.GetCustomAttributes(), name)
	}
}

// runTagged runs a workflow to its end with a search attribute set.
func runTagged(t *testing.T, c client.Client, plan string) string {
	t.Helper()
	run, err := c.ExecuteWorkflow(t.Context(), client.StartWorkflowOptions{
		TaskQueue: queue,
		TypedSearchAttributes: temporal.NewSearchAttributes(
			temporal.NewSearchAttributeKeyKeyword("SaysoPlan").ValueSet(plan),
			temporal.NewSearchAttributeKeyKeyword("SaysoApp").ValueSet("jira")),
	}, stepByStep, "a", 3)
	require.NoError(t, err)
	require.NoError(t, run.Get(t.Context(), nil))
	return run.GetID()
}

func requireListed(t *testing.T, c client.Client, plan, id string) {
	t.Helper()
	require.Eventually(t, func() bool {
		found, err := c.ListWorkflow(t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: fmt.Sprintf("SaysoPlan = '%s'", plan)})
		return err == nil && len(found.GetExecutions()) == 1 && found.GetExecutions()[0].GetExecution().GetWorkflowId() == id
	}, 10*time.Second, 20*time.Millisecond)
}

func requireFree(t *testing.T, address string) {
	t.Helper()
	l, err := net.Listen("tcp", address)
	require.NoError(t, err)
	require.NoError(t, l.Close())
}

// lines collects a log that several goroutines write.
type lines struct {
	mu   sync.Mutex
	text bytes.Buffer
}

func (l *lines) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(p)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// A stop is bounded even where nobody let go before: a worker polls, a run is open, somebody waits for its end.
func TestStopDoesNotWaitForOthers(t *testing.T) {
	s := start(t, embedded.Options{Dir: t.TempDir()})
	require.NoError(t, startHalf(t.Context(), s))
	waiting := make(chan error, 1)
	go func() {
		waiting <- s.Client().GetWorkflow(context.Background(), halfID, "").Get(context.Background(), nil)
	}()
	begin := time.Now()
	require.NoError(t, s.Stop())
	t.Logf("stopped after %s", time.Since(begin))
	require.Less(t, time.Since(begin), 10*time.Second)
	require.Error(t, <-waiting)
}
