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

// TestALedgerThatIsPutBack backs the engine up while runs wait for approval, has the runs approved and brought to their end, and puts the backup
// back: the runs wait again, are approved again, and know nothing of what they did. After `sayso restore` they find out; where the files are
// merely exchanged by hand, keys and equal values hold even then, and everything else is done twice, as the README says.
func TestALedgerThatIsPutBack(t *testing.T) {
	if !crash.On {
		t.Skip("the laboratory's engine is in builds with -tags crash alone")
	}
	for name, putBack := range map[string]func(*testing.T, *bench){
		"restored": restore,
		"by hand":  func(t *testing.T, b *bench) { copyDatabases(t, backupOf(b), b.dir); b.notOver() },
	} {
		t.Run(name, func(t *testing.T) {
			trials := undisturbed(18, cell{Point: crash.Deciding, Class: classA}, cell{Point: crash.Deciding, Class: classB}, cell{Point: crash.Deciding, Class: classC})
			b := newBench(t, os.Args[0], trials)
			b.life(t, func() {
				for len(b.queue) > 0 {
					b.beginAt(t.Context(), 0)
				}
				require.Eventually(t, func() bool { return b.waiting(t.Context()) == len(trials) }, time.Minute, pollPause)
				backUp(t, b)
			})
			b.life(t, func() { require.NoError(t, b.finish(t.Context())) })
			// Each run waits for somebody where the backup is made; beside the branch that waits, another may be on its way to class A, which takes
			// the same twice.
			before := b.twice(t.Context(), trials)
			require.Zero(t, before[classB]+before[classC])
			putBack(t, b)
			b.life(t, func() { require.NoError(t, b.finish(t.Context())) })
			twice := b.twice(t.Context(), trials)
			t.Logf("%d runs; done twice: %v", len(trials), twice)
			require.Equal(t, before[classA], twice[classA])
			if name == "restored" {
				b.requireOnce(t)
				require.Zero(t, b.count(func(t *trial) bool { return t.cell.Class == classC && t.unknown == 0 }), "where nobody can tell, a person is asked")
				return
			}
			require.Positive(t, twice[classB])
			require.Positive(t, twice[classC])
		})
	}
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
			if e.Op == "undo" {
				continue
			}
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
