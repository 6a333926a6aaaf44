package embedded

import (
	"context"
	"database/sql"
	"errors"
)

// KnownRuns gives the ids of the runs that a server's database in a file knows. No server needs to run on it.
func KnownRuns(ctx context.Context, file string) (known map[string]bool, err error) {
	db, err := sql.Open("sqlite", dsn(file))
	if err != nil {
		return nil, databaseError(file, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	rows, err := db.QueryContext(ctx, `SELECT workflow_id FROM current_executions`)
	if err != nil {
		return nil, databaseError(file, err)
	}
	defer rows.Close()
	known = map[string]bool{}
	for rows.Next() {
		var id string
		if err := rows.Scan(&id); err != nil {
			return nil, databaseError(file, err)
		}
		known[id] = true
	}
	return known, rows.Err()
}
