package store

import (
	"context"
	"database/sql"

	"sayso/connectors"
)

// Whole reads the whole file and says what is damaged; nil where nothing is. It takes about a second for each gigabyte.
func (d *DB) Whole(ctx context.Context) error {
	return d.Read(ctx, func(tx *sql.Tx) error {
		var says string
		if err := tx.QueryRowContext(ctx, `PRAGMA quick_check(1)`).Scan(&says); err != nil {
			return err
		}
		if says != "ok" {
			return &connectors.Error{Kind: connectors.Invalid, Code: CodeCorrupt, Message: says}
		}
		return nil
	})
}
