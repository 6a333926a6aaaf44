package store_test

import (
	"bytes"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/store"
	"sayso/connectors"
)

func TestADamagedPage(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.db")
	db, err := store.Open(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, db.CheckDamage(t.Context()))
	require.NoError(t, exec(t.Context(), db, "CREATE TABLE things (name TEXT PRIMARY KEY)"))
	for i := range 500 {
		require.NoError(t, exec(t.Context(), db, "INSERT INTO things VALUES (printf('%0100d', ?))", i))
	}
	require.NoError(t, db.Close())
	f, err := os.OpenFile(path, os.O_WRONLY, 0)
	require.NoError(t, err)
	info, err := f.Stat()
	require.NoError(t, err)
	_, err = f.WriteAt(bytes.Repeat([]byte{0xa5}, 5*4096), info.Size()-6*4096)
	require.NoError(t, err)
	require.NoError(t, f.Close())

	db, err = store.Open(t.Context(), path)
	require.NoError(t, err, "opening doesn't meet it")
	requireCode(t, db.CheckDamage(t.Context()), connectors.Invalid, store.CodeCorrupt)
	require.NoError(t, db.Close())
}
