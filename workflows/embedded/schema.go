package embedded

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io"
	"os"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/server/common/log"
	sqliteschema "go.temporal.io/server/schema/sqlite"
	"go.temporal.io/server/tools/common/schema"
	_ "modernc.org/sqlite" // the database driver "sqlite"

	"sayso/connectors"
)

// Where Temporal's schema is found among its embedded files, and the name under which a database's version is kept. The
// name is fixed, because Temporal's own tool takes the path of the file, and a data folder may be moved.
const (
	mainSchema       = "sqlite/v3/temporal"
	visibilitySchema = "sqlite/v3/visibility"
	schemaName       = "temporal"
)

// checkTime bounds the look for damage: a database of some 100 MB is read whole in it, a larger one in part.
const checkTime = 250 * time.Millisecond

// prepareSchema brings a database file to this server's schema: it makes a missing one, upgrades an older one in place, and
// refuses one that is damaged, newer, or somebody else's. All of it happens in one transaction.
func prepareSchema(ctx context.Context, file string) error {
	fresh, err := looksFresh(file)
	if err != nil {
		return err
	}
	db, err := sql.Open("sqlite", dsn(file))
	if err != nil {
		return databaseError(file, err)
	}
	defer func() { _ = db.Close() }()
	db.SetMaxOpenConns(1)
	if !fresh {
		if err := checkDamage(ctx, db, file); err != nil {
			return err
		}
	}
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return databaseError(file, err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after Commit
	if err := bringUp(&versioned{tx: tx}, file); err != nil {
		return err
	}
	if err := tx.Commit(); err != nil {
		return databaseError(file, err)
	}
	return nil
}

// looksFresh tells whether the file is still to be filled, and refuses what is no SQLite database at all.
func looksFresh(file string) (bool, error) {
	f, err := os.Open(file)
	if errors.Is(err, os.ErrNotExist) {
		return true, nil
	}
	if err != nil {
		return false, databaseError(file, err)
	}
	defer func() { _ = f.Close() }()
	head := make([]byte, 16)
	n, err := io.ReadFull(f, head)
	switch {
	case n == 0 && errors.Is(err, io.EOF):
		return true, nil
	case string(head[:n]) != "SQLite format 3\x00":
		return false, damaged(file, errors.New("it is no SQLite database"))
	default:
		return false, nil
	}
}

func checkDamage(ctx context.Context, db *sql.DB, file string) error {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	var verdict string
	err := db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	switch {
	case ctx.Err() != nil:
		return nil
	case err != nil:
		return databaseError(file, err)
	case verdict != "ok":
		return damaged(file, errors.New(verdict))
	default:
		return nil
	}
}

// settle moves the write-ahead log into the database, so that the one file is whole, for instance to be copied. Temporal
// doesn't do it, because it keeps its connection until the process ends.
func settle(ctx context.Context, file string) error {
	db, err := sql.Open("sqlite", dsn(file))
	if err == nil {
		_, err = db.ExecContext(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
		err = errors.Join(err, db.Close())
	}
	if err != nil {
		return databaseError(file, err)
	}
	return nil
}

// bringUp makes or upgrades the schema.
func bringUp(db *versioned, file string) error {
	tables, err := db.tables()
	if err != nil {
		return databaseError(file, err)
	}
	if len(tables) == 0 {
		return wrapSchema(file, errors.Join(
			schema.NewSetupSchemaTask(db, &schema.SetupConfig{SchemaName: mainSchema, InitialVersion: sqliteschema.Version}, log.NewNoopLogger()).Run(),
			schema.NewSetupSchemaTask(db, &schema.SetupConfig{SchemaName: visibilitySchema, DisableVersioning: true}, log.NewNoopLogger()).Run(),
		))
	}
	if !tables["schema_version"] {
		return &connectors.Error{Kind: connectors.Invalid, Code: "data_foreign",
			Message: fmt.Sprintf("%s was not made by Sayso; choose another folder with --data", file)}
	}
	version, err := db.ReadSchemaVersion()
	if err != nil {
		return damaged(file, err)
	}
	switch {
	case version == sqliteschema.Version:
		return nil
	case newer(version, sqliteschema.Version):
		return &connectors.Error{Kind: connectors.Invalid, Code: "data_newer",
			Message: fmt.Sprintf("%s was written by a newer Sayso (schema %s, this one knows %s); use that one, or another folder with --data",
				file, version, sqliteschema.Version)}
	}
	return wrapSchema(file, schema.NewUpdateSchemaTask(db, &schema.UpdateConfig{SchemaName: mainSchema}, log.NewNoopLogger()).Run())
}

func wrapSchema(file string, err error) error {
	if err == nil {
		return nil
	}
	return databaseError(file, fmt.Errorf("its schema can't be brought to %s: %w", sqliteschema.Version, err))
}

// newer compares versions of the form 0.11.
func newer(a, b string) bool {
	as, bs := strings.Split(a, "."), strings.Split(b, ".")
	for i := range min(len(as), len(bs)) {
		x, _ := strconv.Atoi(as[i])
		y, _ := strconv.Atoi(bs[i])
		if x != y {
			return x > y
		}
	}
	return len(as) > len(bs)
}

// databaseError tells a full or read-only folder from a damaged file.
func databaseError(file string, err error) error {
	text := err.Error()
	switch {
	case strings.Contains(text, "disk is full"), strings.Contains(text, "readonly database"), strings.Contains(text, "unable to open"),
		errors.Is(err, os.ErrPermission):
		return &connectors.Error{Kind: connectors.Invalid, Code: "data_folder", Err: err,
			Message: fmt.Sprintf("the database %s can't be written to (%v); make room or give the right to write, or choose another folder with --data", file, err)}
	case strings.Contains(text, "malformed"), strings.Contains(text, "not a database"):
		return damaged(file, err)
	default:
		return fmt.Errorf("the database %s can't be used: %w", file, err)
	}
}

func damaged(file string, err error) error {
	return &connectors.Error{Kind: connectors.Invalid, Code: "data_damaged", Err: err,
		Message: fmt.Sprintf("the database %s is damaged (%v); put a backup in its place, or choose another folder with --data", file, err)}
}

// versioned is a database as Temporal's schema task wants it, within one transaction.
type versioned struct{ tx *sql.Tx }

var _ schema.DB = (*versioned)(nil)

func (v *versioned) Exec(stmt string, args ...any) error {
	_, err := v.tx.Exec(stmt, args...)
	return err
}

func (v *versioned) tables() (map[string]bool, error) {
	rows, err := v.tx.Query("SELECT name FROM sqlite_master WHERE type = 'table'")
	if err != nil {
		return nil, err
	}
	defer func() { _ = rows.Close() }()
	found := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		found[name] = true
	}
	return found, rows.Err()
}

// The two tables are those of Temporal's own tool, so that it can read them.

func (v *versioned) CreateSchemaVersionTables() error {
	return errors.Join(
		v.Exec(`CREATE TABLE schema_version (version_partition INT NOT NULL, db_name VARCHAR(255) NOT NULL, creation_time DATETIME(6),
			curr_version VARCHAR(64), min_compatible_version VARCHAR(64), PRIMARY KEY (version_partition, db_name))`),
		v.Exec(`CREATE TABLE schema_update_history (version_partition INT NOT NULL, year INT NOT NULL, month INT NOT NULL,
			update_time DATETIME(6) NOT NULL, description VARCHAR(255), manifest_md5 VARCHAR(64), new_version VARCHAR(64),
			old_version VARCHAR(64), PRIMARY KEY (version_partition, year, month, update_time))`))
}

func (v *versioned) ReadSchemaVersion() (string, error) {
	var version string
	err := v.tx.QueryRow(`SELECT curr_version FROM schema_version WHERE version_partition = 0 AND db_name = ?`, schemaName).Scan(&version)
	return version, err
}

func (v *versioned) UpdateSchemaVersion(version, compatible string) error {
	return v.Exec(`REPLACE INTO schema_version (version_partition, db_name, creation_time, curr_version, min_compatible_version)
		VALUES (0, ?, ?, ?, ?)`, schemaName, time.Now().UTC(), version, compatible)
}

func (v *versioned) WriteSchemaUpdateLog(old, version, md5, description string) error {
	now := time.Now().UTC()
	return v.Exec(`INSERT INTO schema_update_history (version_partition, year, month, update_time, old_version, new_version, manifest_md5,
		description) VALUES (0, ?, ?, ?, ?, ?, ?, ?)`, now.Year(), int(now.Month()), now, old, version, md5, description)
}

// DropAllTables is asked for only by a set-up that overwrites, which never happens here.
func (v *versioned) DropAllTables() error { return errors.New("the tables are never dropped") }

func (v *versioned) Close() {}

func (v *versioned) Type() string { return "sql" }
