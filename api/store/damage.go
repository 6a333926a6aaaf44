package store

import (
	"context"
	"fmt"
	"time"

	"sayso/connectors"
)

// checkTime bounds the look for damage: a database of some 100 MB is read whole in it, a larger one in part.
const checkTime = 250 * time.Millisecond

// CheckDamage looks whether the database is in order, as far as it can be read in a quarter of a second. It is for who is about to rely on it for
// long: a damaged page may otherwise be met when a run is half done.
func (d *DB) CheckDamage(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, checkTime)
	defer cancel()
	err := d.Whole(ctx)
	switch {
	case err == nil || ctx.Err() != nil:
		return nil // no damage was seen in this time
	case connectors.AsError(err).Code == CodeCorrupt:
		return &connectors.Error{Kind: connectors.Invalid, Code: CodeCorrupt, Message: damagedFile(d.path), Err: err}
	}
	return atOpen(d.path, err)
}

func damagedFile(path string) string {
	return fmt.Sprintf("%s is damaged or is no database; restore it from a backup, or move it away to begin anew", path)
}
