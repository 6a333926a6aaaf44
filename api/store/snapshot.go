package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"sayso/connectors"
)

// Snapshot copies a SQLite database as it stands at one moment into a new file, while others may read and write it.
func Snapshot(ctx context.Context, file, into string) error {
	db, err := sql.Open("sqlite", address(file, "_pragma=query_only(0)"))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "VACUUM INTO ?", into)
	if err = errors.Join(err, db.Close()); err != nil {
		return &connectors.Error{Kind: connectors.Unavailable, Code: CodeFailed, Message: fmt.Sprintf("%s can't be copied to %s: %v", file, into, err), Err: err}
	}
	return nil
}

// NoteRestore notes that the database was put back from a backup, which knows nothing of what was done after it.
func (d *DB) NoteRestore(ctx context.Context, at time.Time) error {
	return d.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO restores (at) VALUES (?)`, instant(at))
		return err
	})
}

// Restored tells when the database was last put back from a backup, the zero time where it never was.
func (d *DB) Restored(ctx context.Context) (at time.Time, err error) {
	err = d.Read(ctx, func(tx *sql.Tx) error {
		var latest sql.NullString
		if err := tx.QueryRowContext(ctx, `SELECT max(at) FROM restores`).Scan(&latest); err != nil || !latest.Valid {
			return err
		}
		at, err = time.Parse(time.RFC3339Nano, latest.String)
		return err
	})
	return at, err
}
