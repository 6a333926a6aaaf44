package crashlab_test

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities/crash"
	"sayso/workflows"
)

// TestALedgerThatIsPutBack copies the engine's files while runs wait for approval, has the runs approved and brought to their end, and puts the
// copy back: the runs wait again, are approved again, and know nothing of what they did. The README says what comes of it: keys and equal
// values hold even then, and everything else is done twice.
func TestALedgerThatIsPutBack(t *testing.T) {
	if !crash.On {
		t.Skip("the laboratory's engine is in builds with -tags crash alone")
	}
	var trials []*trial
	for seed := range 18 {
		tr := newTrial(seed, []cell{{Point: crash.Deciding, Class: classA}, {Point: crash.Deciding, Class: classB}, {Point: crash.Deciding, Class: classC}})
		tr.before, tr.fickle, tr.fired, tr.aim = nil, false, true, aim{Point: "none"}
		if tr.ending == completes {
			trials = append(trials, tr)
		}
	}
	b := newBench(t, os.Args[0], trials)
	b.vendor = startVendor(t, t.TempDir()) // it must not hold on to files that are exchanged
	life := func(silent bool) {
		t.Helper()
		var err error
		b.engine, err = startProcess(t.Context(), b.program, "engine", dirVariable+"="+b.dir, vendorVariable+"="+b.vendor.url)
		require.NoError(t, err)
		defer b.engine.kill()
		for len(b.queue) > 0 {
			b.beginAt(t.Context(), 0)
		}
		if silent {
			require.Eventually(t, func() bool { return b.waiting(t.Context()) == len(trials) }, time.Minute, pollPause)
		} else {
			require.NoError(t, b.finish(t.Context()))
		}
		b.asking.Wait()
	}
	backup := t.TempDir()
	life(true)
	copyDatabases(t, b.dir, backup)
	life(false)
	// The first life ends where each run waits for somebody; beside the branch that waits, another may be on its way to class A, which takes
	// the same twice.
	before := b.twice(t.Context(), trials)
	require.Zero(t, before[classB]+before[classC])
	for _, tr := range trials {
		tr.over = false
	}
	copyDatabases(t, backup, b.dir)
	life(false)
	twice := b.twice(t.Context(), trials)
	t.Logf("%d runs; done twice: %v", len(trials), twice)
	require.Equal(t, before[classA], twice[classA])
	require.Positive(t, twice[classB])
	require.Positive(t, twice[classC])
}

// waiting counts the runs that wait for somebody.
func (b *bench) waiting(ctx context.Context) (n int) {
	var open []string
	if err := b.engine.ask(ctx, "/open", nil, &open); err != nil {
		return 0
	}
	for _, line := range open {
		if strings.Contains(line, string(workflows.Parked)) {
			n++
		}
	}
	return n
}

// twice counts the effects that the vendor had more than once, by class.
func (b *bench) twice(ctx context.Context, trials []*trial) map[class]int {
	count := map[class]int{}
	for _, t := range trials {
		times := map[string]int{}
		for _, e := range b.log(ctx, t.id) {
			if times[e.Name]++; times[e.Name] == 2 {
				count[effect{action: e.Action}.class()]++
			}
		}
	}
	return count
}

// copyDatabases copies the databases of an engine that doesn't run, in place of those that are there.
func copyDatabases(t *testing.T, from, to string) {
	t.Helper()
	old, err := filepath.Glob(filepath.Join(to, "*.db*"))
	require.NoError(t, err)
	for _, file := range old {
		require.NoError(t, os.Remove(file))
	}
	files, err := filepath.Glob(filepath.Join(from, "*.db*"))
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		raw, err := os.ReadFile(file)
		require.NoError(t, err)
		require.NoError(t, os.WriteFile(filepath.Join(to, filepath.Base(file)), raw, 0o600))
	}
}
