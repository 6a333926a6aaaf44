package store

import (
	"context"
	"embed"
	"fmt"
	"io/fs"

	"github.com/pressly/goose/v3"

	"sayso/connectors"
)

//go:embed migrations/sqlite/*.sql
var migrations embed.FS

// migrate brings the schema up to date.
func (d *DB) migrate(ctx context.Context) error {
	folder, err := fs.Sub(migrations, "migrations/sqlite")
	if err != nil {
		return err
	}
	provider, err := goose.NewProvider(goose.DialectSQLite3, d.write, folder, goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return err
	}
	current, target, err := provider.GetVersions(ctx)
	if err != nil {
		return fmt.Errorf("the version of the schema can't be read: %w", err)
	}
	if current > target {
		return &connectors.Error{Kind: connectors.Invalid, Code: CodeNewer, Message: fmt.Sprintf(
			"%s was made by a newer Sayso (schema %d, this one knows %d); use that version, or another folder", d.path, current, target)}
	}
	if current == target {
		return nil
	}
	if _, err := provider.Up(ctx); err != nil {
		return fmt.Errorf("the schema can't be brought up to date: %w", err)
	}
	return nil
}
