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

// BenchmarkEffect is what the ledger costs a step: its intent and its outcome, each on disk.
func BenchmarkEffect(b *testing.B) {
	db, err := store.Open(b.Context(), filepath.Join(b.TempDir(), "sayso.db"))
	require.NoError(b, err)
	b.Cleanup(func() { require.NoError(b, db.Close()) })
	l := ledger(b, db)
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
