package store

import (
	"context"
	"database/sql"
	"time"

	"sayso/api/access"
)

// OAuth keeps who may come in. It is the adapter of [access.Store]: accounts, sessions, clients and grants are in files of their own.
type OAuth struct{ db *DB }

var _ access.Store = (*OAuth)(nil)

// NewOAuth keeps in a database who may come in.
func NewOAuth(db *DB) *OAuth { return &OAuth{db} }

// kept is how long a spent code or refresh token is remembered after it is over, so that a late replay still ends its family; and how long a
// client that nobody granted anything may stay.
const kept = 30 * 24 * time.Hour

// Sweep forgets what is over.
func (s *OAuth) Sweep(ctx context.Context, at time.Time) error {
	now, late := instant(at), instant(at.Add(-kept))
	return s.db.Write(ctx, func(tx *sql.Tx) error {
		for _, q := range []struct {
			query string
			args  []any
		}{
			{`DELETE FROM tokens WHERE kind = ? AND expires < ?`, []any{access.Access, now}},
			{`DELETE FROM tokens WHERE expires < ?`, []any{late}},
			{`DELETE FROM grants WHERE created < ? AND NOT EXISTS (SELECT 1 FROM tokens WHERE grant_id = grants.id)`, []any{late}},
			{`DELETE FROM clients WHERE created < ? AND NOT EXISTS (SELECT 1 FROM grants WHERE client = clients.id)`, []any{late}},
			{`DELETE FROM sessions WHERE expires < ?`, []any{now}},
			{`DELETE FROM sign_in_attempts WHERE at < ?`, []any{instant(at.Add(-24 * time.Hour))}},
			{`DELETE FROM spent WHERE until < ?`, []any{now}},
		} {
			if _, err := tx.ExecContext(ctx, q.query, q.args...); err != nil {
				return err
			}
		}
		return nil
	})
}

// moment reads what instant wrote; the zero time where there is none.
func moment(s sql.NullString) (time.Time, error) {
	if !s.Valid {
		return time.Time{}, nil
	}
	return time.Parse(time.RFC3339Nano, s.String)
}

// row is one row of an answer.
type row interface{ Scan(dest ...any) error }

// list reads all rows of an answer.
func list[T any](ctx context.Context, db *DB, scan func(row) (T, error), query string, args ...any) (all []T, err error) {
	err = db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, query, args...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			one, err := scan(rows)
			if err != nil {
				return err
			}
			all = append(all, one)
		}
		return rows.Err()
	})
	return all, err
}

// one reads the first row of an answer; found is false where there is none.
func one[T any](ctx context.Context, db *DB, scan func(row) (T, error), query string, args ...any) (first T, found bool, err error) {
	all, err := list(ctx, db, scan, query, args...)
	if err != nil || len(all) == 0 {
		return first, false, err
	}
	return all[0], true, nil
}
