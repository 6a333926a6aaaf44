package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"sayso/activities"
	"sayso/connectors"
)

// Since gives the effects that stand, or may stand, by what one database's ledger says, and of which an earlier state of it knows nothing, in the
// order in which they were begun. It changes neither file.
func Since(ctx context.Context, file, earlier string) (list []activities.Effect, err error) {
	defer func() {
		if err != nil {
			err = &connectors.Error{Kind: connectors.Unavailable, Code: CodeFailed, Message: fmt.Sprintf("%s can't be read: %v", file, err), Err: err}
		}
	}()
	db, err := sql.Open("sqlite", address(file, "_pragma=query_only(1)"))
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	db.SetMaxOpenConns(1) // that to which the other file is attached
	if _, err := db.ExecContext(ctx, `ATTACH ? AS earlier`, address(earlier)); err != nil {
		return nil, err
	}
	rows, err := db.QueryContext(ctx, `SELECT `+effectColumns+` FROM main.effects e WHERE sent IS NOT NULL AND sent <> '' AND state IN (?, ?, ?, ?, ?)
		AND NOT EXISTS (SELECT 1 FROM earlier.effects WHERE key = e.key) ORDER BY begun, key`,
		activities.Sent, activities.Unknown, activities.Confirmed, activities.Reconciled, activities.Undoing)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	for rows.Next() {
		e, err := scanEffect(rows)
		if err != nil {
			return nil, err
		}
		list = append(list, e)
	}
	return list, rows.Err()
}
