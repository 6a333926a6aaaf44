package store

import (
	"database/sql"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/activities"
)

// Whether anything was changed through a connection is looked up, however many effects there are.
func TestWhatWasWrittenIsLookedUp(t *testing.T) {
	db, err := Open(t.Context(), filepath.Join(t.TempDir(), "sayso.db"))
	require.NoError(t, err)
	t.Cleanup(func() { _ = db.Close() })
	require.NoError(t, db.Read(t.Context(), func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(t.Context(), "EXPLAIN QUERY PLAN "+wasWritten, "crm/prod")
		if err != nil {
			return err
		}
		defer rows.Close()
		how := ""
		for rows.Next() {
			var id, parent, unused int
			var detail string
			require.NoError(t, rows.Scan(&id, &parent, &unused, &detail))
			how += detail + "\n"
		}
		require.Contains(t, how, "USING INDEX effects_written")
		return rows.Err()
	}))
	for _, state := range []activities.State{activities.Confirmed, activities.Reconciled, activities.Undone} {
		require.Contains(t, wasWritten, "'"+string(state)+"'")
	}
}
