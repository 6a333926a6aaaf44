package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/api"
	"sayso/connectors"
)

// Plans keeps the plans of workspaces. It is the adapter of [api.PlanStore].
type Plans struct{ db *DB }

// NewPlans keeps plans in a database.
func NewPlans(db *DB) *Plans { return &Plans{db} }

// KeepPlan keeps a plan; one of the same id stays as it is. Most plans are there already, and those cost no write.
func (s *Plans) KeepPlan(ctx context.Context, workspace string, p api.StoredPlan) error {
	if _, err := s.Plan(ctx, workspace, p.ID); connectors.KindOf(err) != connectors.NotFound {
		return err
	}
	return s.db.Write(ctx, func(tx *sql.Tx) error {
		_, err := tx.ExecContext(ctx, `INSERT INTO plans (workspace, id, source, digest, by, at) VALUES (?,?,?,?,?,?) ON CONFLICT DO NOTHING`,
			workspace, p.ID, p.Source, p.Digest, p.By, instant(p.At))
		return err
	})
}

// Plan reads one; an unknown id is an error of kind NotFound.
func (s *Plans) Plan(ctx context.Context, workspace, id string) (p api.StoredPlan, err error) {
	var at string
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, `SELECT id, source, digest, by, at FROM plans WHERE workspace = ? AND id = ?`, workspace, id).
			Scan(&p.ID, &p.Source, &p.Digest, &p.By, &at)
	})
	if err != nil {
		return p, orMissing(err, "plan "+id)
	}
	p.At, err = time.Parse(time.RFC3339Nano, at)
	return p, err
}

// orMissing makes "no rows" an error of kind NotFound.
func orMissing(err error, what string) error {
	if errors.Is(err, sql.ErrNoRows) {
		return connectors.Errorf(connectors.NotFound, "there is no %s", what)
	}
	return err
}
