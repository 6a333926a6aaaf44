package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/api"
)

// Workspaces keeps the tenants of an installation and who belongs to them. It is the adapter of [api.WorkspaceStore] and [api.MemberStore].
type Workspaces struct{ db *DB }

// NewWorkspaces keeps workspaces in a database.
func NewWorkspaces(db *DB) *Workspaces { return &Workspaces{db} }

// PutWorkspace makes one, and reports whether it wasn't there.
func (s *Workspaces) PutWorkspace(ctx context.Context, w api.Workspace) (fresh bool, err error) {
	return s.db.changed(ctx, `INSERT INTO workspaces (name, at) VALUES (?,?) ON CONFLICT DO NOTHING`, w.Name, instant(w.At))
}

// Workspaces lists them by name.
func (s *Workspaces) Workspaces(ctx context.Context) (list []api.Workspace, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT name, at FROM workspaces ORDER BY name`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			var w api.Workspace
			var at string
			if err := rows.Scan(&w.Name, &at); err != nil {
				return err
			}
			if w.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
				return err
			}
			list = append(list, w)
		}
		return rows.Err()
	})
	return list, err
}

// PutMember writes a member. Where another account has the name, ok is false.
func (s *Workspaces) PutMember(ctx context.Context, workspace string, m api.Member) (ok bool, err error) {
	err = s.db.Write(ctx, func(tx *sql.Tx) error {
		var other string
		err := tx.QueryRowContext(ctx, `SELECT account FROM members WHERE workspace = ? AND name = ? AND account <> ?`, workspace, m.Name, m.Account).Scan(&other)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		_, err = tx.ExecContext(ctx, `INSERT OR REPLACE INTO members (workspace, account, name, role, at) VALUES (?,?,?,?,?)`,
			workspace, m.Account, m.Name, m.Role, instant(m.At))
		ok = err == nil
		return err
	})
	return ok && err == nil, err
}

// Member reads one; somebody who isn't one is an error of kind NotFound.
func (s *Workspaces) Member(ctx context.Context, workspace, account string) (m api.Member, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		m, err = scanMember(tx.QueryRowContext(ctx, `SELECT account, name, role, at FROM members WHERE workspace = ? AND account = ?`, workspace, account))
		return err
	})
	return m, orMissing(err, "member "+account)
}

// MembersOf lists them by account, those after an account.
func (s *Workspaces) MembersOf(ctx context.Context, workspace, after string, limit int) (list []api.Member, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT account, name, role, at FROM members WHERE workspace = ? AND account > ? ORDER BY account LIMIT ?`,
			workspace, after, limit)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			m, err := scanMember(rows)
			if err != nil {
				return err
			}
			list = append(list, m)
		}
		return rows.Err()
	})
	return list, err
}

// RemoveMember ends a membership, and reports whether there was one.
func (s *Workspaces) RemoveMember(ctx context.Context, workspace, account string) (there bool, err error) {
	return s.db.changed(ctx, `DELETE FROM members WHERE workspace = ? AND account = ?`, workspace, account)
}

func scanMember(row interface{ Scan(...any) error }) (m api.Member, err error) {
	var at string
	if err = row.Scan(&m.Account, &m.Name, &m.Role, &at); err != nil {
		return m, err
	}
	m.At, err = time.Parse(time.RFC3339Nano, at)
	return m, err
}
