package crashlab_test

import (
	"bytes"
	"cmp"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"golang.org/x/sync/errgroup"

	"sayso/activities/crash"
)

var (
	runs    = flag.Int("runs", 300, "how many runs are crashed")
	from    = flag.Int("from", 0, "the first seed")
	seed    = flag.Int("seed", -1, "do the run of one seed again")
	benches = flag.Int("benches", 2, "how many engines go on side by side")
)

// TestCrashes crashes runs at every point and holds what the vendor logged to what their plans say.
func TestCrashes(t *testing.T) {
	if !crash.On {
		t.Skip("the points are in builds with -tags crash alone")
	}
	first, count := *from, *runs
	if *seed >= 0 {
		first, count = *seed, 1
	}
	began := time.Now()
	results := crashAll(t, os.Args[0], first, count, *benches)
	r := report(results, time.Since(began))
	if *update {
		r.Suspend = report(suspendAll(t, os.Args[0], 0), 0).Rows
		r.keep(t)
	}
	r.require(t, 95)
}

// require prints the report and fails the test where the oracle objects, or where the fault fired in less than some percent of the runs.
func (s *summary) require(t *testing.T, percent int) {
	t.Helper()
	t.Logf("\n%snever fired: seeds %v\nslowest to go on: seeds %s", s, s.unfired, strings.Join(s.slow, ", "))
	for _, line := range s.wrong {
		t.Error(line)
	}
	all := total("", "", s.Rows)
	require.GreaterOrEqual(t, all.Fired*100, all.Runs*percent, "in too many runs the fault never fired")
	require.LessOrEqual(t, quantile(.99, all.Quick...), quickBound, "recovery in the quick lane, ms")
	require.LessOrEqual(t, quantile(.99, all.Visible...), visibleBound, "recovery in the visible lane, ms")
}

// mostOfBench is how many trials go on in one folder: what an engine looks through as it starts grows with what was done there.
const mostOfBench = 1000

// result is a trial with what the oracle says.
type result struct {
	*trial
	verdict
	log []entry
}

// crashAll carries trials out on several benches, and judges them.
func crashAll(t *testing.T, program string, first, count, benches int) (results []result) {
	t.Helper()
	queues := make([][]*trial, min(max(benches, (count+mostOfBench-1)/mostOfBench), count))
	for i := range count {
		at := i % len(queues)
		queues[at] = append(queues[at], newTrial(first+i, cells()))
	}
	var mu sync.Mutex
	var all errgroup.Group
	all.SetLimit(benches)
	for _, queue := range queues {
		b := newBench(t, program, queue)
		if program != os.Args[0] { // an engine with a bug may leave runs stuck
			b.calm = calmTime / 3
		}
		all.Go(func() error {
			err := b.run(t.Context())
			mu.Lock()
			defer mu.Unlock()
			for _, trial := range queue {
				log := b.log(t.Context(), trial.id)
				results = append(results, result{trial, trial.judge(log), log})
			}
			requireNoCanary(t, b.dir)
			t.Logf("%d lives", b.lives)
			return err
		})
	}
	if err := all.Wait(); err != nil {
		t.Error(err)
	}
	slices.SortFunc(results, func(a, b result) int { return cmp.Compare(a.seed, b.seed) })
	return results
}

// requireNoCanary looks for a secret in all that is on disk.
func requireNoCanary(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		raw, err := os.ReadFile(path)
		if bytes.Contains(raw, []byte(canary)) {
			t.Errorf("a secret stands in %s", d.Name())
		}
		return err
	})
	if err != nil {
		t.Error(err)
	}
}
