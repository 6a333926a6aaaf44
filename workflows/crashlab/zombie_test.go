package crashlab_test

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities/crash"
)

// zombieCells are the points at which a worker is suspended, for so long that another one takes over.
func zombieCells() (list []cell) {
	for _, c := range cells() {
		if c.Scene == sceneDecided { // what a person decides is forgotten with its worker, not while another one lives
			continue
		}
		switch c.Point {
		case crash.BeforeClaim, crash.Claimed, crash.AnswerLost, crash.AnswerRead, crash.Recorded, crash.BeforeUndo, crash.UndoSent:
			list = append(list, c)
			if c.Scene == sceneCancelled { // what is taken back while somebody who is thought dead may still do it goes wrong most easily
				list = append(list, c, c)
			}
		}
	}
	return list
}

// TestZombies suspends a worker with dozens of runs at their points, lets another one take over and bring all of them to an end, and wakes the
// first one up: nothing that it still does may be seen at the vendor.
func TestZombies(t *testing.T) {
	if !crash.On {
		t.Skip("the points are in builds with -tags crash alone")
	}
	began := time.Now()
	results := suspendAll(t, os.Args[0], 0)
	r := report(results, time.Since(began))
	r.require(t, 85)
}

// zombieRuns is how many runs are suspended at the same time.
const zombieRuns = 66

// suspendAll plays the test for trials from a seed on, and judges them.
func suspendAll(t *testing.T, program string, first int) (results []result) {
	t.Helper()
	var trials []*trial
	for seed := first; seed < first+zombieRuns; seed++ {
		tr := newTrial(seed, zombieCells())
		tr.before, tr.aim.Anew = nil, false
		trials = append(trials, tr)
	}
	b := newBench(t, program, trials)
	ctx := t.Context()
	var err error
	env := []string{dirVariable + "=" + b.dir, vendorVariable + "=" + b.vendor.url}
	b.engine, err = startProcess(ctx, program, "engine", append(env, partVariable+"=server")...)
	require.NoError(t, err)
	defer b.engine.kill()

	require.NoError(t, b.arm())
	zombie, err := startProcess(ctx, program, "engine", append(env, joinVariable+"="+b.engine.second)...)
	require.NoError(t, err)
	defer zombie.kill()
	for len(b.queue) > 0 {
		b.beginAt(ctx, 0)
	}
	b.listen(zombie, 3*time.Second)
	b.suspend(zombie)
	b.spared = true // nothing else happens to them
	now := time.Now()
	for _, tr := range trials {
		if tr.fired {
			tr.killed = now
		}
	}
	b.cancelWithoutWorker(ctx)
	require.NoError(t, b.engine.ask(ctx, "/work", nil, nil))
	require.NoError(t, b.finish(ctx))

	require.NoError(t, zombie.Process.Signal(syscall.SIGCONT))
	require.NoError(t, zombie.ask(ctx, "/release", nil, nil))
	require.NoError(t, zombie.ask(ctx, "/drain", nil, nil))
	b.asking.Wait()
	for _, tr := range trials {
		log := b.log(ctx, tr.id)
		results = append(results, result{tr, tr.judge(log), log})
	}
	return results
}

// suspend suspends a process at a moment in which it doesn't hold the ledger's lock. Whoever does keeps everybody else from writing for as long as
// it sleeps: a database in a file is for processes that live and die together.
func (b *bench) suspend(p *process) {
	db, err := sql.Open("sqlite", "file:"+filepath.Join(b.dir, "sayso.db")+"?_txlock=immediate&_pragma=busy_timeout(200)")
	require.NoError(b.t, err)
	defer db.Close()
	require.Eventually(b.t, func() bool {
		require.NoError(b.t, p.Process.Signal(syscall.SIGSTOP))
		tx, err := db.BeginTx(b.t.Context(), nil)
		if err != nil {
			require.NoError(b.t, p.Process.Signal(syscall.SIGCONT))
			return false
		}
		return tx.Rollback() == nil
	}, time.Minute, pollPause)
}

// cancelWithoutWorker cancels those that are to be cancelled while no worker lives.
func (b *bench) cancelWithoutWorker(ctx context.Context) {
	for _, t := range b.trials {
		if t.ending != cancelled || !t.fired {
			continue
		}
		err := b.engine.ask(ctx, "/cancel?id="+t.id, nil, nil)
		if err != nil && strings.Contains(err.Error(), "is over") { // it was given out again, and done, before its worker was suspended
			t.fired = false
			continue
		}
		require.NoError(b.t, err, "cancelling needs no worker")
		t.cancelAt = time.Now()
	}
}

// listen hears a process until all trials stand at their points, or for some time.
func (b *bench) listen(p *process, most time.Duration) {
	enough := time.After(most)
	for b.count(func(t *trial) bool { return !t.fired }) > 0 {
		select {
		case line := <-p.said:
			b.hear(line)
		case <-enough:
			return
		}
	}
}
