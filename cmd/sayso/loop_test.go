package main

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/workflowservice/v1"

	"sayso/api"
	"sayso/workflows"
	"sayso/workflows/embedded"
)

// TestALoopSurvivesKills carries out a loop with a write in it while the process is killed every two seconds: each item has its effect
// once, no history grows long, and the process stays small. SAYSO_LOOP_ITEMS sets the number of items.
func TestALoopSurvivesKills(t *testing.T) {
	items := 600
	if n, err := strconv.Atoi(os.Getenv("SAYSO_LOOP_ITEMS")); err == nil {
		items = n
	}
	p := newProgram(t)
	file := filepath.Join(t.TempDir(), "plan.yaml")
	require.NoError(t, os.WriteFile(file, []byte(loopPlan(items)), 0o600))
	up := p.up()
	idle := residentMB(t, up, "VmRSS")
	starter := p.background("run", "--sandbox", "--yes", "--json", file)
	p.until("begun", func() bool { return p.count("slack.post_message") > 0 })
	require.NoError(t, starter.Process.Kill()) // who only watches

	begun, kills, peak := time.Now(), 0, 0.0
	for p.count("slack.post_message") < items {
		<-time.After(2 * time.Second)
		peak = max(peak, residentMB(t, up, "VmHWM"))
		require.NoError(t, up.Process.Kill())
		_ = up.Wait()
		kills++
		require.Less(t, time.Since(begun), 15*time.Minute, "%d of %d items", p.count("slack.post_message"), items)
		up = p.up()
	}
	var runs []api.Run
	p.until("completed", func() bool {
		p.json(&runs, "runs", "--json")
		return len(runs) == 1 && runs[0].State == workflows.Completed
	})
	took := time.Since(begun)
	peak = max(peak, residentMB(t, up, "VmHWM"))

	texts := map[string]int{}
	for _, e := range p.effects() {
		texts[e.Says]++
	}
	require.Len(t, texts, items, "each item has an effect of its own")
	require.Len(t, p.effects(), items, "and only one")
	longest, chain := p.longestHistory(runs[0].RunID)
	require.LessOrEqual(t, longest, int64(10_000))
	t.Logf("%d items, %d kills, %s; %d runs in a row, the longest history has %d events; %.0f MB at rest, %.0f MB at most (%.2fx)",
		items, kills, took.Round(time.Second), chain, longest, idle, peak, peak/idle)
	require.Less(t, peak/idle, 2.0, "memory")
}

func loopPlan(items int) string {
	var b strings.Builder
	b.WriteString("name: many\nsteps:\n  - id: tell\n    each: [")
	for i := range items {
		fmt.Fprintf(&b, "c%d, ", i)
	}
	b.WriteString("]\n    steps:\n      - id: post\n        do: slack.post_message\n        with: {channel: \"#general\", text: \"To ${item}\"}\n")
	return b.String()
}

// up starts the engine in the background and waits until it can be talked to.
func (p program) up() *exec.Cmd { return p.upAt("0") }

func (p program) upAt(port string) *exec.Cmd {
	p.t.Helper()
	_ = os.Remove(filepath.Join(p.data, beaconFile)) // of one that was killed
	c := p.background("up", "--port", port, "--temporal-ui-port", "0")
	p.waitForUp()
	return c
}

// longestHistory gives the most events of any run that a run was continued by, and their number.
func (p program) longestHistory(id string) (longest int64, runs int) {
	p.t.Helper()
	lock, err := embedded.LockDir(p.data)
	inUse, ok := err.(*embedded.InUse)
	require.True(p.t, ok, "%v %v", lock, err)
	e, err := join(p.t.Context(), p.data, inUse)
	require.NoError(p.t, err)
	defer func() { require.NoError(p.t, e.stop()) }()
	list, err := e.client.ListWorkflow(p.t.Context(), &workflowservice.ListWorkflowExecutionsRequest{Query: fmt.Sprintf("WorkflowId = %q", id)})
	require.NoError(p.t, err)
	for _, info := range list.GetExecutions() {
		d, err := e.client.DescribeWorkflowExecution(p.t.Context(), id, info.GetExecution().GetRunId())
		require.NoError(p.t, err)
		longest = max(longest, d.GetWorkflowExecutionInfo().GetHistoryLength())
	}
	return longest, len(list.GetExecutions())
}

// residentMB reads how much memory a process has, or had at most.
func residentMB(t *testing.T, c *exec.Cmd, which string) float64 {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.Process.Pid))
	if err != nil {
		t.Skip("this system doesn't tell how much memory a process has")
	}
	for line := range strings.Lines(string(raw)) {
		if kb, ok := strings.CutPrefix(line, which+":"); ok {
			n, err := strconv.ParseFloat(strings.Fields(kb)[0], 64)
			require.NoError(t, err)
			return n / 1024
		}
	}
	return 0
}
