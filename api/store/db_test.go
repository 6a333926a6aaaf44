package store_test

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/api/store"
	"sayso/connectors"
)

func open(t *testing.T, path string) *store.DB {
	t.Helper()
	db, err := store.Open(t.Context(), path)
	require.NoError(t, err)
	t.Cleanup(func() { require.NoError(t, db.Close()) })
	return db
}

// exec writes one statement.
func exec(ctx context.Context, db *store.DB, query string, args ...any) error {
	return db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, query, args...)
		return err
	})
}

func count(t *testing.T, db *store.DB, table string) (n int) {
	t.Helper()
	require.NoError(t, db.Read(t.Context(), func(tx *sql.Tx) error {
		return tx.QueryRowContext(t.Context(), "SELECT count(*) FROM "+table).Scan(&n)
	}))
	return n
}

func requireCode(t *testing.T, err error, kind connectors.Kind, code string) {
	t.Helper()
	var e *connectors.Error
	require.ErrorAs(t, err, &e)
	require.Equal(t, code, e.Code)
	require.Equal(t, kind, e.Kind)
	require.NotEmpty(t, e.Message)
}

func TestWritesAreDurableAndPrivate(t *testing.T) {
	path := filepath.Join(t.TempDir(), "a file?with#odd%20name.db")
	db, err := store.Open(t.Context(), path)
	require.NoError(t, err)
	require.NoError(t, exec(t.Context(), db, "CREATE TABLE things (name TEXT)"))
	require.NoError(t, exec(t.Context(), db, "INSERT INTO things VALUES ('a')"))
	require.NoError(t, db.Close())

	info, err := os.Stat(path)
	require.NoError(t, err, "the file has the very name that was asked for")
	require.Zero(t, info.Mode().Perm()&0o077, "nobody else may read it")
	require.Equal(t, 1, count(t, open(t, path), "things"))
}

func TestSettingsOfTheFile(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "sayso.db"))
	for pragma, want := range map[string]string{"journal_mode": "wal", "synchronous": "2", "foreign_keys": "1", "busy_timeout": "10000"} {
		var got string
		require.NoError(t, db.Write(t.Context(), func(tx *sql.Tx) error { return tx.QueryRow("PRAGMA " + pragma).Scan(&got) }))
		require.Equal(t, want, got, pragma)
	}
}

func TestAFailedWriteLeavesNoTrace(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "sayso.db"))
	require.NoError(t, exec(t.Context(), db, "CREATE TABLE things (name TEXT)"))
	stop := errors.New("stop")
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.Exec("INSERT INTO things VALUES ('a')"); err != nil {
			return err
		}
		return stop
	})
	require.ErrorIs(t, err, stop)
	require.Zero(t, count(t, db, "things"))
}

func TestAReadCannotWrite(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "sayso.db"))
	err := db.Read(t.Context(), func(tx *sql.Tx) error {
		_, err := tx.Exec("CREATE TABLE things (name TEXT)")
		return err
	})
	requireCode(t, err, connectors.Unavailable, store.CodeReadOnly)
}

func TestACancelledWriteIsCertainlyNotDone(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "sayso.db"))
	require.NoError(t, exec(t.Context(), db, "CREATE TABLE things (name TEXT)"))
	ctx, cancel := context.WithCancel(t.Context())
	err := db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.Exec("INSERT INTO things VALUES ('a')")
		cancel()
		return err
	})
	require.Equal(t, connectors.Unavailable, connectors.KindOf(err))
	require.Zero(t, count(t, db, "things"))
}

func TestTwoHandlesWriteToOneNewFile(t *testing.T) {
	path := filepath.Join(t.TempDir(), "sayso.db")
	handles := make([]*store.DB, 4)
	errs := make([]error, len(handles))
	var wait sync.WaitGroup
	for i := range handles {
		wait.Go(func() { handles[i], errs[i] = store.Open(t.Context(), path) })
	}
	wait.Wait()
	for i, db := range handles {
		require.NoError(t, errs[i])
		t.Cleanup(func() { require.NoError(t, db.Close()) })
	}
	require.NoError(t, exec(t.Context(), handles[0], "CREATE TABLE things (handle INTEGER)"))
	for i, db := range handles {
		wait.Go(func() {
			for range 25 {
				errs[i] = errors.Join(errs[i], exec(t.Context(), db, "INSERT INTO things VALUES (?)", i))
			}
		})
	}
	wait.Wait()
	require.NoError(t, errors.Join(errs...))
	require.Equal(t, 25*len(handles), count(t, handles[1], "things"))
}

func TestAFullDisk(t *testing.T) {
	db := open(t, filepath.Join(t.TempDir(), "sayso.db"))
	require.NoError(t, exec(t.Context(), db, "CREATE TABLE things (content BLOB)"))
	err := db.Write(t.Context(), func(tx *sql.Tx) error {
		if _, err := tx.Exec("PRAGMA max_page_count = 20"); err != nil { // SQLite then answers as it does on a full disk
			return err
		}
		_, err := tx.Exec("INSERT INTO things VALUES (zeroblob(1000000))")
		return err
	})
	requireCode(t, err, connectors.Unavailable, store.CodeFull)
	require.Zero(t, count(t, db, "things"))
}

func TestFilesThatCannotBeOpened(t *testing.T) {
	place := t.TempDir()
	garbage := filepath.Join(place, "garbage.db")
	require.NoError(t, os.WriteFile(garbage, []byte("this is a letter to my aunt, and longer than a header of a database file would be: "+
		"it goes on for a while, so that nobody can take it for an empty file"), 0o600))

	newer := filepath.Join(place, "newer.db")
	db, err := store.Open(t.Context(), newer)
	require.NoError(t, err)
	require.NoError(t, exec(t.Context(), db, "INSERT INTO goose_db_version (version_id, is_applied) VALUES (9999, 1)"))
	require.NoError(t, db.Close())

	damaged := filepath.Join(place, "damaged.db")
	raw, err := os.ReadFile(newer) // closed, so that all of it is in the file
	require.NoError(t, err)
	for i := 100; i < len(raw); i++ {
		raw[i] = 0xff
	}
	require.NoError(t, os.WriteFile(damaged, raw, 0o600))

	for name, c := range map[string]struct{ path, code string }{
		"no database":  {garbage, store.CodeCorrupt},
		"damaged":      {damaged, store.CodeCorrupt},
		"newer schema": {newer, store.CodeNewer},
		"a folder":     {place, store.CodeCorrupt},
		"no folder":    {filepath.Join(place, "missing", "sayso.db"), store.CodeNoFolder},
		"under a file": {filepath.Join(garbage, "sayso.db"), store.CodeNoFolder},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := store.Open(t.Context(), c.path)
			requireCode(t, err, connectors.Invalid, c.code)
			require.Contains(t, err.Error(), c.path)
		})
	}
}

func TestAReadOnlyFolder(t *testing.T) {
	if os.Geteuid() == 0 {
		t.Skip("the superuser may write anywhere")
	}
	place := t.TempDir()
	require.NoError(t, os.Chmod(place, 0o500))
	_, err := store.Open(t.Context(), filepath.Join(place, "sayso.db"))
	requireCode(t, err, connectors.Invalid, store.CodeReadOnly)
}
