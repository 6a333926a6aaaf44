package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/activities"
)

// Pauses keeps which connections and plans are paused.
type Pauses struct{ db *DB }

// NewPauses keeps pauses in a database.
func NewPauses(db *DB) *Pauses { return &Pauses{db} }

const pauseColumns = `of, name, since, by, why`

// Pause notes a pause. What is paused already stays so as it was, and fresh is false.
func (s *Pauses) Pause(ctx context.Context, p activities.Pause) (fresh bool, err error) {
	return s.db.changed(ctx, `INSERT INTO pauses (`+pauseColumns+`) VALUES (?,?,?,?,?) ON CONFLICT DO NOTHING`, p.Of, p.Name, instant(p.Since), p.By, p.Why)
}

// Resume ends a pause; ok is false where there is none.
func (s *Pauses) Resume(ctx context.Context, of activities.Pausable, name string) (p activities.Pause, ok bool, err error) {
	err = s.db.Write(ctx, func(tx *sql.Tx) error {
		p, ok, err = scanPause(tx.QueryRowContext(ctx, `DELETE FROM pauses WHERE of = ? AND name = ? RETURNING `+pauseColumns, of, name))
		return err
	})
	return p, ok, err
}

// Paused tells of a pause; ok is false where there is none. Each step asks, so what another process paused holds from the next step on.
func (s *Pauses) Paused(ctx context.Context, of activities.Pausable, name string) (activities.Pause, bool, error) {
	p, ok, err := scanPause(s.db.read.QueryRowContext(ctx, `SELECT `+pauseColumns+` FROM pauses WHERE of = ? AND name = ?`, of, name))
	if err != nil {
		return p, false, explain(s.db.path, err)
	}
	return p, ok, nil
}

// Pauses lists all pauses, connections first, by name.
func (s *Pauses) Pauses(ctx context.Context) (list []activities.Pause, err error) {
	err = s.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+pauseColumns+` FROM pauses ORDER BY of, name`)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			p, _, err := scanPause(rows)
			if err != nil {
				return err
			}
			list = append(list, p)
		}
		return rows.Err()
	})
	return list, err
}

func scanPause(row interface{ Scan(...any) error }) (p activities.Pause, ok bool, err error) {
	var since string
	if err = row.Scan(&p.Of, &p.Name, &since, &p.By, &p.Why); errors.Is(err, sql.ErrNoRows) {
		return p, false, nil
	}
	if err != nil {
		return p, false, err
	}
	p.Since, err = time.Parse(time.RFC3339Nano, since)
	return p, err == nil, err
}
