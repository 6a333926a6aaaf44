package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/api"
)

// Requests keeps what requests with an idempotency key were answered with. It is the adapter of [api.RequestStore].
type Requests struct{ db *DB }

// NewRequests keeps requests in a database.
func NewRequests(db *DB) *Requests { return &Requests{db} }

// Begin notes a request whose id is new, and gives what is kept of one that isn't. It forgets those from before a time.
func (s *Requests) Begin(ctx context.Context, r api.Request, before time.Time) (kept api.Request, fresh bool, err error) {
	kept = api.Request{ID: r.ID}
	err = s.db.Write(ctx, func(tx *sql.Tx) error {
		if _, err := tx.ExecContext(ctx, `DELETE FROM requests WHERE at < ?`, instant(before)); err != nil {
			return err
		}
		err := tx.QueryRowContext(ctx, `SELECT request, answer FROM requests WHERE id = ?`, r.ID).Scan(&kept.Request, &kept.Answer)
		if !errors.Is(err, sql.ErrNoRows) {
			return err
		}
		kept, fresh = r, true
		_, err = tx.ExecContext(ctx, `INSERT INTO requests (id, request, at) VALUES (?,?,?)`, r.ID, r.Request, instant(r.At))
		return err
	})
	return kept, fresh && err == nil, err
}

// Finish notes what a request was answered with.
func (s *Requests) Finish(ctx context.Context, id string, answer []byte) error {
	_, err := s.db.changed(ctx, `UPDATE requests SET answer = ? WHERE id = ?`, answer, id)
	return err
}

// Forget lets the same be asked for anew.
func (s *Requests) Forget(ctx context.Context, id string) error {
	_, err := s.db.changed(ctx, `DELETE FROM requests WHERE id = ?`, id)
	return err
}
