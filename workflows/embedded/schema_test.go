package embedded

import (
	"context"
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
	sqliteschema "go.temporal.io/server/schema/sqlite"

	"sayso/connectors"
)

func TestPrepareSchemaMakesAndKeeps(t *testing.T) {
	file := filepath.Join(t.TempDir(), "100% of #1?.db")
	require.NoError(t, prepareSchema(t.Context(), file))
	require.FileExists(t, file, "the name is taken as it is")
	first := columns(t, file)
	require.Contains(t, first, "executions.shard_id INT")
	require.NoError(t, prepareSchema(t.Context(), file))
	require.Equal(t, first, columns(t, file))
}

// A database is taken back to what an older server had made, and comes out like a new one.
func TestPrepareSchemaUpgradesInPlace(t *testing.T) {
	later := map[string][]string{
		"0.10": {"DROP TABLE current_chasm_executions"},
		"0.8":  {"DROP TABLE current_chasm_executions", "DROP TABLE tasks_v2", "DROP TABLE task_queues_v2", "DROP TABLE chasm_node_maps"},
		"0.5": {"DROP TABLE current_chasm_executions", "DROP TABLE tasks_v2", "DROP TABLE task_queues_v2", "DROP TABLE chasm_node_maps",
			"ALTER TABLE current_executions DROP COLUMN start_time", "ALTER TABLE current_executions DROP COLUMN data",
			"ALTER TABLE current_executions DROP COLUMN data_encoding"},
	}
	fresh := filepath.Join(t.TempDir(), DatabaseFile)
	require.NoError(t, prepareSchema(t.Context(), fresh))
	for version, undo := range later {
		t.Run(version, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), DatabaseFile)
			require.NoError(t, prepareSchema(t.Context(), file))
			change(t, file, append(undo, fmt.Sprintf("UPDATE schema_version SET curr_version = '%s'", version),
				"INSERT INTO namespace_metadata VALUES (1, 1)")...)
			require.NotEqual(t, columns(t, fresh), columns(t, file))

			require.NoError(t, prepareSchema(t.Context(), file))
			require.Equal(t, columns(t, fresh), columns(t, file))
			require.Equal(t, sqliteschema.Version, one(t, file, "SELECT curr_version FROM schema_version"))
			require.Equal(t, "1", one(t, file, "SELECT count(*) FROM namespace_metadata WHERE partition_id = 1"), "data stays")
		})
	}
}

// An upgrade that fails half-way leaves the database as it was.
func TestPrepareSchemaUpgradesWhollyOrNotAtAll(t *testing.T) {
	file := filepath.Join(t.TempDir(), DatabaseFile)
	require.NoError(t, prepareSchema(t.Context(), file))
	change(t, file, "DROP TABLE current_chasm_executions", "DROP TABLE tasks_v2", "DROP TABLE task_queues_v2", "DROP TABLE current_executions",
		"UPDATE schema_version SET curr_version = '0.5'")
	before := columns(t, file)
	require.ErrorContains(t, prepareSchema(t.Context(), file), "its schema can't be brought to "+sqliteschema.Version)
	require.Equal(t, before, columns(t, file))
}

func TestPrepareSchemaRefuses(t *testing.T) {
	cases := map[string]struct {
		spoil func(t *testing.T, file string)
		code  string
	}{
		"garbage": {func(t *testing.T, file string) {
			require.NoError(t, os.WriteFile(file, []byte("this was a database once"), 0o600))
		}, "data_damaged"},
		"a short file": {func(t *testing.T, file string) {
			require.NoError(t, os.Truncate(file, 5))
		}, "data_damaged"},
		"the second half lost": {func(t *testing.T, file string) {
			at, err := os.Stat(file)
			require.NoError(t, err)
			require.NoError(t, os.Truncate(file, at.Size()/2))
		}, "data_damaged"},
		"pages overwritten": {func(t *testing.T, file string) {
			f, err := os.OpenFile(file, os.O_RDWR, 0)
			require.NoError(t, err)
			_, err = f.WriteAt(make([]byte, 40_000), 20_000)
			require.NoError(t, err)
			require.NoError(t, f.Close())
		}, "data_damaged"},
		"another program's": {func(t *testing.T, file string) {
			require.NoError(t, os.Remove(file))
			change(t, file, "CREATE TABLE bookmarks (url TEXT)")
		}, "data_foreign"},
		"a newer Sayso's": {func(t *testing.T, file string) {
			change(t, file, "UPDATE schema_version SET curr_version = '0.100'")
		}, "data_newer"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join(t.TempDir(), DatabaseFile)
			require.NoError(t, prepareSchema(t.Context(), file))
			c.spoil(t, file)
			var e *connectors.Error
			require.ErrorAs(t, prepareSchema(t.Context(), file), &e)
			require.Equal(t, c.code, e.Code, e.Message)
			require.Equal(t, connectors.Invalid, e.Kind)
			require.Contains(t, e.Message, file)
		})
	}
}

func TestSettleLeavesOneWholeFile(t *testing.T) {
	file := filepath.Join(t.TempDir(), DatabaseFile)
	require.NoError(t, prepareSchema(t.Context(), file))
	holding, err := sql.Open("sqlite", dsn(file)) // as Temporal does until the process ends
	require.NoError(t, err)
	defer func() { require.NoError(t, holding.Close()) }()
	_, err = holding.Exec("INSERT INTO namespace_metadata VALUES (7, 7)")
	require.NoError(t, err)

	require.NoError(t, settle(t.Context(), file))
	whole, err := os.ReadFile(file)
	require.NoError(t, err)
	copied := filepath.Join(t.TempDir(), "copy.db")
	require.NoError(t, os.WriteFile(copied, whole, 0o600))
	require.Equal(t, "1", one(t, copied, "SELECT count(*) FROM namespace_metadata WHERE partition_id = 7"))
}

func TestNewer(t *testing.T) {
	require.True(t, newer("0.12", "0.9"))
	require.True(t, newer("1.0", "0.11"))
	require.True(t, newer("0.11.1", "0.11"))
	require.False(t, newer("0.11", "0.11"))
	require.False(t, newer("0.9", "0.10"))
}

func change(t *testing.T, file string, statements ...string) {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(file))
	require.NoError(t, err)
	for _, s := range statements {
		_, err := db.ExecContext(context.Background(), s)
		require.NoError(t, err, s)
	}
	_, err = db.Exec("PRAGMA wal_checkpoint(TRUNCATE)")
	require.NoError(t, err)
	require.NoError(t, db.Close())
}

func one(t *testing.T, file, query string) string {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(file))
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	var value string
	require.NoError(t, db.QueryRow(query).Scan(&value))
	return value
}

// columns lists what a database can hold, as "table.column TYPE", whatever the order in which it was made.
func columns(t *testing.T, file string) []string {
	t.Helper()
	db, err := sql.Open("sqlite", dsn(file))
	require.NoError(t, err)
	defer func() { require.NoError(t, db.Close()) }()
	rows, err := db.Query(`SELECT t.name || '.' || c.name || ' ' || c.type FROM sqlite_master t, pragma_table_info(t.name) c
		WHERE t.type = 'table' ORDER BY 1`)
	require.NoError(t, err)
	defer func() { require.NoError(t, rows.Close()) }()
	var found []string
	for rows.Next() {
		var c string
		require.NoError(t, rows.Scan(&c))
		found = append(found, c)
	}
	require.NoError(t, rows.Err())
	return found
}
