package store_test

import (
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api/store"
)

// BenchmarkEffect is what the ledger costs a step: its intent and its outcome, each on disk, without the record of it and with it.
func BenchmarkEffect(b *testing.B) {
	b.Run("ledger", func(b *testing.B) { benchmarkEffect(b, false) })
	b.Run("ledger and audit", func(b *testing.B) { benchmarkEffect(b, true) })
}

func benchmarkEffect(b *testing.B, audited bool) {
	b.Helper()
	dir := b.TempDir()
	db, err := store.Open(b.Context(), filepath.Join(dir, "sayso.db"))
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	l := ledger(b, db)
	if audited {
		l.Audited(auditLog(b, db, dir))
	}
	now := time.Now().UTC()
	for i := 0; b.Loop(); i++ {
		row, _, err := l.Claim(b.Context(), activities.Effect{Key: fmt.Sprintf("%032x", i), Run: "r", Path: "p", Action: "a.b", Connection: "a/b",
			Input: []byte(`{"text":"hello"}`), State: activities.Sent, Attempt: 1, Begun: now, SentAt: now})
		require.NoError(b, err)
		row.State, row.Output = activities.Confirmed, []byte(`{"text":"hello."}`)
		_, err = l.Update(b.Context(), row)
		require.NoError(b, err)
	}
}
