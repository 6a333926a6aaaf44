package crashlab_test

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities/crash"
	"sayso/api/store"
	"sayso/workflows/embedded"
	"sayso/workflows/plan"
)

// breakdown is a failure of what lies under the engine, with dozens of runs under way.
type breakdown struct {
	name    string
	happens func(*testing.T, *bench) // while the engine lives; it is killed afterwards
	then    func(*testing.T, *bench) // once it is dead
	env     []string                 // of the engine that is started on it
	says    string                   // how that engine refuses to start
	mend    func(*testing.T, *bench) // what a person does about it
}

func breakdowns() []breakdown {
	nothing := func(*testing.T, *bench) {}
	return []breakdown{
		{name: "the disk is full", happens: fillDisk, then: nothing, env: []string{roomVariable + "=1000000"}, says: "is full", mend: nothing},
		{name: "the folder can't be written", happens: nothing, then: permit(0o500, 0o400), says: "can't be written", mend: permit(0o700, 0o600)},
		{name: "the ledger is damaged", happens: backUp, then: damage(ledgerFileName), says: "is damaged", mend: restore},
		{name: "Temporal's database is damaged", happens: backUp, then: damage(embedded.DatabaseFile), says: "is damaged", mend: restore},
	}
}

// TestBreakdowns has the machine fail under the engine while runs are under way: it stops and says why, starts again only when it is mended as the
// README says, and then brings each run to its end, with every effect once.
func TestBreakdowns(t *testing.T) {
	if !crash.On {
		t.Skip("the laboratory's engine is in builds with -tags crash alone")
	}
	for _, d := range breakdowns() {
		t.Run(d.name, func(t *testing.T) {
			b := newBench(t, os.Args[0], undisturbed(36, cells()...))
			b.life(t, func() {
				b.beginAll(t)
				b.until(t, len(b.trials)/4)
				d.happens(t, b)
				b.until(t, len(b.trials)/2)
			})
			d.then(t, b)
			err := withoutPrivilege(func() error {
				engine, err := b.startEngine(t.Context(), d.env...)
				if err == nil {
					engine.kill()
				}
				return err
			})
			require.ErrorContains(t, err, d.says)
			t.Log(err)
			d.mend(t, b)
			b.life(t, func() { require.NoError(t, b.finish(t.Context())) })
			b.requireOnce(t)
		})
	}
}

// undisturbed makes trials that nobody kills, and which are meant to complete.
func undisturbed(count int, about ...cell) (trials []*trial) {
	for seed := 0; len(trials) < count; seed++ {
		t := newTrial(seed, about)
		t.before, t.fickle, t.fired, t.aim = nil, false, true, aim{Point: "none"}
		if t.ending == completes {
			trials = append(trials, t)
		}
	}
	return trials
}

// life is one of the engine's: it is killed at the end of what is done in it.
func (b *bench) life(t *testing.T, in func()) {
	t.Helper()
	require.NoError(t, b.arm())
	var err error
	b.engine, err = b.startEngine(t.Context())
	require.NoError(t, err)
	defer func() {
		b.engine.kill()
		b.asking.Wait()
	}()
	in()
}

func (b *bench) beginAll(t *testing.T) {
	t.Helper()
	for len(b.queue) > 0 {
		b.beginAt(t.Context(), 0)
	}
	require.Eventually(t, func() bool {
		b.poll(t.Context())
		return b.count(func(t *trial) bool { return !t.started }) == 0
	}, time.Minute, pollPause)
}

// until looks after the trials until so many of them are over, or some seconds have passed without that.
func (b *bench) until(t *testing.T, over int) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	tick := time.NewTicker(pollPause)
	defer tick.Stop()
	for ctx.Err() == nil && b.count(func(t *trial) bool { return t.over }) < over {
		select {
		case <-tick.C:
			b.poll(ctx)
		case <-b.engine.said:
		case <-ctx.Done():
		}
	}
}

// requireOnce holds what the vendor logged to what the plans say.
func (b *bench) requireOnce(t *testing.T) {
	t.Helper()
	asked := map[class]int{}
	for _, trial := range b.trials {
		log := b.log(t.Context(), trial.id)
		r := result{trial, trial.judge(log), log}
		if len(r.wrong) > 0 {
			t.Error(r.tell())
		}
		if r.unknown > 0 {
			asked[trial.cell.Class]++
		}
	}
	t.Logf("%d runs; asked whether it was done: %v", len(b.trials), asked)
}

// fillDisk leaves the engine's files no room to grow, and sees that nothing can be begun then.
func fillDisk(t *testing.T, b *bench) {
	least := int64(1 << 40)
	for _, name := range []string{ledgerFileName, embedded.DatabaseFile} {
		info, err := os.Stat(filepath.Join(b.dir, name+"-wal"))
		require.NoError(t, err)
		least = min(least, info.Size())
	}
	require.NoError(t, b.engine.ask(t.Context(), fmt.Sprintf("/room?bytes=%d", least), nil, nil))
	late := &plan.Plan{Name: "late", Steps: []plan.Step{{ID: "get", Do: "lab.get", With: map[string]any{"name": "late"}}}}
	for i := 0; ; i++ { // a log that was moved into its database begins anew, and has room for a while
		if err := b.engine.ask(t.Context(), "/start", beginning{fmt.Sprintf("late%d", i), late, nil}, nil); err != nil {
			t.Log(err)
			return
		}
		require.Less(t, i, 1000)
	}
}

// permit changes what may be done with the engine's folder and the files in it.
func permit(folder, file os.FileMode) func(*testing.T, *bench) {
	return func(t *testing.T, b *bench) {
		files, err := filepath.Glob(filepath.Join(b.dir, "*"))
		require.NoError(t, err)
		for _, f := range files {
			require.NoError(t, os.Chmod(f, file))
		}
		require.NoError(t, os.Chmod(b.dir, folder))
	}
}

// damage overwrites some pages in the middle of a database.
func damage(name string) func(*testing.T, *bench) {
	return func(t *testing.T, b *bench) {
		file := filepath.Join(b.dir, name)
		whole := filepath.Join(t.TempDir(), name) // what stands in the log is in the one file then
		require.NoError(t, store.Snapshot(t.Context(), file, whole))
		raw, err := os.ReadFile(whole)
		require.NoError(t, err)
		copy(raw[len(raw)/3:], bytes.Repeat([]byte{0xa5}, len(raw)/3))
		for _, part := range []string{"", "-wal", "-shm"} {
			require.NoError(t, os.RemoveAll(file+part))
		}
		require.NoError(t, os.WriteFile(file, raw, 0o600))
	}
}

func backupOf(b *bench) string { return filepath.Join(b.dir, "backup") }

// backUp does what `sayso backup` does, while the engine runs.
func backUp(t *testing.T, b *bench) {
	require.NoError(t, os.Mkdir(backupOf(b), 0o700))
	for _, name := range []string{embedded.DatabaseFile, ledgerFileName} {
		require.NoError(t, store.Snapshot(t.Context(), filepath.Join(b.dir, name), filepath.Join(backupOf(b), name)))
	}
}

// restore does what `sayso restore` does, and what a person does who follows the README: signs in again, for the backup may hold a refresh token
// that was used since.
func restore(t *testing.T, b *bench) {
	copyDatabases(t, backupOf(b), b.dir)
	db, err := store.Open(t.Context(), filepath.Join(b.dir, ledgerFileName))
	require.NoError(t, err)
	require.NoError(t, db.NoteRestore(t.Context(), time.Now()))
	var signedIn grant
	require.NoError(t, b.vendor.ask(t.Context(), "/sign-in", nil, &signedIn))
	connections, err := store.NewConnections(db, filepath.Join(b.dir, "key"))
	require.NoError(t, err)
	require.NoError(t, connections.Put(t.Context(), connection(b.vendor.url, signedIn)))
	require.NoError(t, db.Close())
	b.notOver()
}

func (b *bench) notOver() {
	for _, trial := range b.trials {
		trial.over = false
	}
}
