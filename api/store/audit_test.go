package store_test

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api/audit"
	"sayso/api/store"
)

func auditLog(t testing.TB, db *store.DB, dir string) *store.Audit {
	t.Helper()
	a, err := store.NewAudit(context.Background(), db, filepath.Join(dir, "audit.key"), filepath.Join(dir, "heads"))
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, a.Close()) })
	return a
}

func happened(workspace string, i int) audit.Entry {
	return audit.Entry{At: time.Date(2026, 11, 20, 12, 0, i, 0, time.UTC), Workspace: workspace, Actor: "anna", Surface: "rest", Action: "run.start",
		Target: fmt.Sprint("run-", i%7), Digest: "d", Detail: map[string]string{"b": "2", "a": "1"}}
}

// verified gives what is found wrong with any list.
func verified(t testing.TB, a *store.Audit) (found []audit.Finding, records int64) {
	t.Helper()
	a.Flush()
	lists, err := a.Lists(context.Background())
	require.NoError(t, err)
	for _, l := range lists {
		report, err := audit.Verify(l, a.Public())
		require.NoError(t, err)
		found, records = append(found, report.Findings...), records+report.Records
	}
	return found, records
}

// However many write at once, each workspace has one list without a gap, and its head is the last record.
func TestTheRecordIsOneList(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	a := auditLog(t, db, dir)
	var all sync.WaitGroup
	for i := range 240 {
		all.Go(func() {
			if err := a.Record(t.Context(), happened([]string{"default", "acme", "ä/b"}[i%3], i)); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	found, n := verified(t, a)
	require.Empty(t, found)
	require.EqualValues(t, 240, n)

	again := auditLog(t, db, dir) // the key is kept
	found, _ = verified(t, again)
	require.Empty(t, found)
	lists, err := again.Lists(t.Context())
	require.NoError(t, err)
	require.Len(t, lists, 3)
	for _, l := range lists {
		require.EqualValues(t, 80, l.Head.Seq)
	}
	latest, err := a.Latest(t.Context(), "acme", "", 0, 3)
	require.NoError(t, err)
	require.Equal(t, []int64{80, 79, 78}, []int64{latest[0].Seq, latest[1].Seq, latest[2].Seq})
	of, err := a.Latest(t.Context(), "acme", "run-3", 40, 100)
	require.NoError(t, err)
	require.NotEmpty(t, of)
	for _, r := range of {
		e, err := r.Entry()
		require.NoError(t, err)
		require.Equal(t, "run-3", e.Target)
		require.Less(t, r.Seq, int64(40))
	}
}

// A thousand times somebody changes the file itself, past the triggers, and each time it is found.
func TestTamperingWithTheFileIsFound(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	a := auditLog(t, db, dir)
	for i := range 230 {
		require.NoError(t, a.Record(t.Context(), happened("acme", i)))
	}
	found, _ := verified(t, a)
	require.Empty(t, found)
	require.Error(t, db.Write(t.Context(), func(tx *sql.Tx) error { _, err := tx.Exec(`DELETE FROM audit WHERE seq = 7`); return err }))
	require.NoError(t, db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec(`DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted`)
		return err
	}))
	r := rand.New(rand.NewPCG(3, 4))
	kinds := slices.Sorted(maps.Keys(fileTamperings))
	for i := range 1000 {
		kind := kinds[i%len(kinds)]
		undo := fmt.Errorf("leave it as it was")
		err := db.Write(t.Context(), func(tx *sql.Tx) error {
			says := fileTamperings[kind](t, tx, r)
			lists := listWithin(t, tx, a)
			report, err := audit.Verify(lists, a.Public())
			require.NoError(t, err)
			require.NotEmpty(t, report.Findings, "%s: %s", kind, says)
			return undo
		})
		require.ErrorIs(t, err, undo)
	}
}

// listWithin reads the tampered list in the transaction that tampered with it.
func listWithin(t *testing.T, tx *sql.Tx, a *store.Audit) audit.List {
	t.Helper()
	lists, err := a.Lists(t.Context()) // the checkpoints and the head as they were
	require.NoError(t, err)
	var records []audit.Record
	rows, err := tx.Query(`SELECT workspace, seq, entry, prev, hash FROM audit WHERE workspace = 'acme' ORDER BY seq`)
	require.NoError(t, err)
	defer rows.Close()
	for rows.Next() {
		var r audit.Record
		var body string
		require.NoError(t, rows.Scan(&r.Workspace, &r.Seq, &body, &r.Prev, &r.Hash))
		r.Body = json.RawMessage(body)
		records = append(records, r)
	}
	require.NoError(t, rows.Err())
	l := lists[0]
	l.Records = func(yield func(audit.Record, error) bool) {
		for _, r := range records {
			if !yield(r, nil) {
				return
			}
		}
	}
	return l
}

var fileTamperings = map[string]func(t *testing.T, tx *sql.Tx, r *rand.Rand) string{
	"edit": func(t *testing.T, tx *sql.Tx, r *rand.Rand) string {
		t.Helper()
		seq := 1 + r.IntN(230)
		field := []string{"$.actor", "$.action", "$.target", "$.digest", "$.at", "$.surface", "$.detail.a", "$.workspace"}[r.IntN(8)]
		tamper(t, tx, `UPDATE audit SET entry = json_set(entry, ?, 'somebody') WHERE seq = ?`, field, seq)
		return fmt.Sprint(field, " of ", seq)
	},
	"edit a hash": func(t *testing.T, tx *sql.Tx, r *rand.Rand) string {
		t.Helper()
		seq := 1 + r.IntN(230)
		tamper(t, tx, `UPDATE audit SET `+[]string{"hash", "prev"}[r.IntN(2)]+` = 'aa' || substr(hash, 3) || '0' WHERE seq = ?`, seq)
		return fmt.Sprint(seq)
	},
	"delete": func(t *testing.T, tx *sql.Tx, r *rand.Rand) string {
		t.Helper()
		seq := 1 + r.IntN(230)
		tamper(t, tx, `DELETE FROM audit WHERE seq = ?`, seq)
		return fmt.Sprint(seq)
	},
	"delete and close the gap": func(t *testing.T, tx *sql.Tx, r *rand.Rand) string {
		t.Helper()
		seq := 1 + r.IntN(229)
		tamper(t, tx, `DELETE FROM audit WHERE seq = ?`, seq)
		tamper(t, tx, `UPDATE audit SET seq = -seq WHERE seq > ?`, seq)
		return fmt.Sprint(seq)
	},
	"reorder": func(t *testing.T, tx *sql.Tx, r *rand.Rand) string {
		t.Helper()
		one := 1 + r.IntN(229)
		tamper(t, tx, `UPDATE audit SET seq = 100000 WHERE seq = ?`, one)
		tamper(t, tx, `UPDATE audit SET seq = ? WHERE seq = ?`, one, one+1)
		tamper(t, tx, `UPDATE audit SET seq = ? WHERE seq = 100000`, one+1)
		return fmt.Sprint(one)
	},
	"truncate": func(t *testing.T, tx *sql.Tx, r *rand.Rand) string {
		t.Helper()
		seq := r.IntN(230)
		tamper(t, tx, `DELETE FROM audit WHERE seq > ?`, seq)
		return fmt.Sprint(seq)
	},
}

func tamper(t *testing.T, tx *sql.Tx, query string, args ...any) {
	t.Helper()
	_, err := tx.Exec(`PRAGMA ignore_check_constraints = 1`)
	require.NoError(t, err)
	_, err = tx.Exec(query, args...)
	require.NoError(t, err)
}

// What is sent is on the record before it is sent, and what came of it after; what only reads is not.
func TestEffectsAreOnTheRecord(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	a := auditLog(t, db, dir)
	l := store.NewLedger(db).Audited(a)
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	now := time.Now().UTC()
	e := activities.Effect{Key: "k1", Run: "r1", Path: "mail", Action: "email.send", Connection: "acme:email/prod", Input: []byte(`{}`), State: activities.Sent, Attempt: 1, Begun: now, SentAt: now}
	_, _, err := l.Claim(t.Context(), e)
	require.NoError(t, err)
	e.State = activities.Confirmed
	mine, err := l.Update(t.Context(), e)
	require.NoError(t, err)
	require.True(t, mine)
	e.Attempt = 9 // somebody else's by now
	mine, err = l.Update(t.Context(), e)
	require.NoError(t, err)
	require.False(t, mine)
	_, _, err = l.Claim(t.Context(), activities.Effect{Key: "k2", Run: "r1", Path: "find", Action: "salesforce.find_account", Connection: "acme:salesforce/prod", Input: []byte(`{}`),
		State: activities.Confirmed, Attempt: 1, Begun: now})
	require.NoError(t, err)

	var seen []string
	for r, err := range a.Records(t.Context(), "acme", 0) {
		require.NoError(t, err)
		e, err := r.Entry()
		require.NoError(t, err)
		seen = append(seen, e.Action+" "+e.Target+" "+e.Actor+" "+e.Detail["connection"]+" "+e.Detail["step"])
	}
	require.Equal(t, []string{"effect.sent r1 run r1 email/prod mail", "effect.confirmed r1 run r1 email/prod mail"}, seen)
	found, _ := verified(t, a)
	require.Empty(t, found)
}

// What can't be recorded isn't done, and says so.
func TestWhatCantBeRecorded(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	a := auditLog(t, db, dir)
	require.NoError(t, db.Write(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec(`CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'no space left'); END`)
		return err
	}))
	require.ErrorContains(t, a.Record(t.Context(), happened("acme", 1)), "no space left")
	l := store.NewLedger(db).Audited(a)
	t.Cleanup(func() { require.NoError(t, l.Close()) })
	now := time.Now()
	_, _, claimed := l.Claim(t.Context(), activities.Effect{Key: "k1", Run: "r1", Connection: "email/prod", Input: []byte(`{}`), State: activities.Sent, Attempt: 1, Begun: now, SentAt: now})
	require.Error(t, claimed)
	_, there, getErr := l.Get(t.Context(), "k1")
	require.NoError(t, getErr)
	require.False(t, there, "an effect that isn't on the record isn't in the ledger, so it isn't sent")
}

// A head that was thrown away or overwritten is noticed.
func TestHeadsThatWereTouched(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	a := auditLog(t, db, dir)
	require.NoError(t, a.Record(t.Context(), happened("acme", 1)))
	a.Flush()
	file := filepath.Join(dir, "heads", "acme.head")
	require.NoError(t, os.WriteFile(file, []byte("{"), 0o600))
	found, _ := verified(t, a)
	require.Equal(t, audit.CodeForged, found[0].Code)
	require.NoError(t, os.Remove(file))
	found, _ = verified(t, a)
	require.Equal(t, audit.CodeNoHead, found[0].Code)
	require.NoError(t, a.Record(t.Context(), happened("acme", 2)))
	found, _ = verified(t, a)
	require.Empty(t, found)
}

// After a restore the record says itself what of it was lost, and goes on.
func TestARecordThatWasPutBack(t *testing.T) {
	dir := t.TempDir()
	db := open(t, filepath.Join(dir, "sayso.db"))
	a := auditLog(t, db, dir)
	for i := range 10 {
		require.NoError(t, a.Record(t.Context(), happened("acme", i)))
	}
	a.Flush()
	copied := filepath.Join(dir, "copy.db")
	require.NoError(t, store.Snapshot(t.Context(), filepath.Join(dir, "sayso.db"), copied))
	for i := range 5 {
		require.NoError(t, a.Record(t.Context(), happened("acme", i)))
	}
	require.NoError(t, a.Record(t.Context(), happened("new", 1)))
	a.Flush()

	back := auditLog(t, open(t, copied), dir)
	found, _ := verified(t, back)
	require.Len(t, found, 2, "as it stands, the end of the one and all of the other are missing")
	require.NoError(t, back.Reopen(t.Context(), "anna"))
	found, _ = verified(t, back)
	require.Empty(t, found)
	latest, err := back.Latest(t.Context(), "acme", "", 0, 1)
	require.NoError(t, err)
	e, err := latest[0].Entry()
	require.NoError(t, err)
	require.Equal(t, []string{"audit.restore", "anna", "11", "15"}, []string{e.Action, e.Actor, e.Detail["lost_from"], e.Detail["lost_to"]})
}
