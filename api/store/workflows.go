package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/api"
)

// Workflows keeps the workflows of workspaces, and all their versions. It is the adapter of [api.WorkflowStore].
type Workflows struct{ db *DB }

// NewWorkflows keeps workflows in a database.
func NewWorkflows(db *DB) *Workflows { return &Workflows{db} }

// SaveWorkflow writes the next version of a workflow that is at version base, 0 for one that isn't there. Where it is at another version, ok is
// false.
func (s *Workflows) SaveWorkflow(ctx context.Context, workspace string, w api.Workflow, base int) (saved api.Workflow, ok bool, err error) {
	err = s.db.Write(ctx, func(tx *sql.Tx) error {
		version, enabled, err := latest(ctx, tx, workspace, w.Name)
		if err != nil || version != base {
			return err
		}
		if version > 0 {
			w.Enabled = enabled // what was switched off stays so
		}
		if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(version), 0) + 1 FROM workflow_versions WHERE workspace = ? AND name = ?`,
			workspace, w.Name).Scan(&w.Version); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, `INSERT INTO workflow_versions (workspace, name, version, says, plan, digest, source, by, at) VALUES (?,?,?,?,?,?,?,?,?)`,
			workspace, w.Name, w.Version, w.Says, w.PlanID, w.Digest, w.Source, w.By, instant(w.At)); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO workflows (workspace, name, version, enabled) VALUES (?,?,?,?)`,
			workspace, w.Name, w.Version, w.Enabled)
		saved, ok = w, err == nil
		return err
	})
	return saved, ok && err == nil, err
}

// latest reads at which version a workflow is, 0 where there is none.
func latest(ctx context.Context, tx *sql.Tx, workspace, name string) (version int, enabled bool, err error) {
	err = tx.QueryRowContext(ctx, `SELECT version, enabled FROM workflows WHERE workspace = ? AND name = ?`, workspace, name).Scan(&version, &enabled)
	if errors.Is(err, sql.ErrNoRows) {
		return 0, false, nil
	}
	return version, enabled, err
}

const (
	workflowColumns = `v.name, v.version, w.enabled, v.says, v.plan, v.digest, v.by, v.at`
	workflowTables  = ` FROM workflows w JOIN workflow_versions v ON v.workspace = w.workspace AND v.name = w.name`
)

// Workflow reads a version, 0 for the latest; an unknown one is an error of kind NotFound.
func (s *Workflows) Workflow(ctx context.Context, workspace, name string, version int) (w api.Workflow, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		w, err = scanWorkflow(tx.QueryRowContext(ctx, `SELECT `+workflowColumns+`, v.source`+workflowTables+
			` WHERE w.workspace = ? AND w.name = ? AND v.version = CASE ? WHEN 0 THEN w.version ELSE ? END`, workspace, name, version, version), true)
		return err
	})
	return w, orMissing(err, "workflow "+name)
}

// Workflows lists the latest versions by name, those after a name.
func (s *Workflows) Workflows(ctx context.Context, workspace, after string, limit int) ([]api.Workflow, error) {
	return s.list(ctx, `SELECT `+workflowColumns+workflowTables+` AND v.version = w.version WHERE w.workspace = ? AND w.name > ? ORDER BY w.name LIMIT ?`,
		workspace, after, limit)
}

// Versions lists those of a workflow, latest first, those before a version (0: all).
func (s *Workflows) Versions(ctx context.Context, workspace, name string, before, limit int) ([]api.Workflow, error) {
	return s.list(ctx, `SELECT `+workflowColumns+workflowTables+` WHERE w.workspace = ? AND w.name = ? AND (? = 0 OR v.version < ?)
		ORDER BY v.version DESC LIMIT ?`, workspace, name, before, before, limit)
}

func (s *Workflows) list(ctx context.Context, query string, args ...any) (list []api.Workflow, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			w, err := scanWorkflow(rows, false)
			if err != nil {
				return err
			}
			list = append(list, w)
		}
		return rows.Err()
	})
	return list, err
}

// EnableWorkflow switches one on or off, and reports whether it is there.
func (s *Workflows) EnableWorkflow(ctx context.Context, workspace, name string, on bool) (there bool, err error) {
	return s.db.changed(ctx, `UPDATE workflows SET enabled = ? WHERE workspace = ? AND name = ?`, on, workspace, name)
}

// DeleteWorkflow forgets one that is at version base, and keeps its versions. Where it is at another, ok is false.
func (s *Workflows) DeleteWorkflow(ctx context.Context, workspace, name string, base int) (ok bool, err error) {
	return s.db.changed(ctx, `DELETE FROM workflows WHERE workspace = ? AND name = ? AND version = ?`, workspace, name, base)
}

func scanWorkflow(row interface{ Scan(...any) error }, whole bool) (w api.Workflow, err error) {
	var at string
	into := []any{&w.Name, &w.Version, &w.Enabled, &w.Says, &w.PlanID, &w.Digest, &w.By, &at}
	if whole {
		into = append(into, &w.Source)
	}
	if err = row.Scan(into...); err != nil {
		return w, err
	}
	w.At, err = time.Parse(time.RFC3339Nano, at)
	return w, err
}
