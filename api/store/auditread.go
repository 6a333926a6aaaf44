package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"slices"
	"strings"
	"time"

	"sayso/api/audit"
)

// Records gives a workspace's records behind a number, in order; 0 for all of them. Those that are appended meanwhile are among them or not.
func (a *Audit) Records(ctx context.Context, workspace string, behind int64) iter.Seq2[audit.Record, error] {
	return func(yield func(audit.Record, error) bool) {
		rows, err := a.db.read.QueryContext(ctx, `SELECT `+recordColumns+` FROM audit WHERE workspace = ? AND seq > ? ORDER BY seq`, workspace, behind)
		if err != nil {
			yield(audit.Record{}, explain(a.db.path, err))
			return
		}
		defer rows.Close()
		for rows.Next() {
			r, err := scanRecord(rows)
			if !yield(r, err) || err != nil {
				return
			}
		}
		if err := rows.Err(); err != nil {
			yield(audit.Record{}, explain(a.db.path, err))
		}
	}
}

// Latest gives a workspace's records ahead of a number, newest first, at most limit; 0 for the newest of all. Of a target alone, where one is
// given.
func (a *Audit) Latest(ctx context.Context, workspace, target string, ahead int64, limit int) (list []audit.Record, err error) {
	query, args := `SELECT `+recordColumns+` FROM audit WHERE workspace = ?`, []any{workspace}
	if target != "" {
		query, args = query+` AND target = ?`, append(args, target)
	}
	if ahead > 0 {
		query, args = query+` AND seq < ?`, append(args, ahead)
	}
	err = a.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, query+` ORDER BY seq DESC LIMIT ?`, append(args, limit)...)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			r, err := scanRecord(rows)
			if err != nil {
				return err
			}
			list = append(list, r)
		}
		return rows.Err()
	})
	return list, err
}

// Lists gives what is known of each workspace's record, for audit.Verify. A workspace of which only the head is left is among them.
func (a *Audit) Lists(ctx context.Context) ([]audit.List, error) {
	heads, err := a.heads.all()
	if err != nil {
		return nil, err
	}
	known := map[string]bool{}
	for workspace := range heads {
		known[workspace] = true
	}
	var lists []audit.List
	checkpoints := map[string][]audit.Checkpoint{}
	err = a.db.Read(ctx, func(tx *sql.Tx) error {
		if err := a.workspaces(ctx, tx, known); err != nil {
			return err
		}
		return a.checkpoints(ctx, tx, checkpoints)
	})
	for w := range checkpoints {
		known[w] = true
	}
	for w := range known {
		l := audit.List{Workspace: w, Records: a.Records(ctx, w, 0), Checkpoints: checkpoints[w]}
		if h, ok := heads[w]; ok {
			l.Head = &h
		}
		lists = append(lists, l)
	}
	slices.SortFunc(lists, func(a, b audit.List) int { return strings.Compare(a.Workspace, b.Workspace) })
	return lists, err
}

func (a *Audit) workspaces(ctx context.Context, tx *sql.Tx, known map[string]bool) error {
	rows, err := tx.QueryContext(ctx, `SELECT DISTINCT workspace FROM audit`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var w string
		if err := rows.Scan(&w); err != nil {
			return err
		}
		known[w] = true
	}
	return rows.Err()
}

func (a *Audit) checkpoints(ctx context.Context, tx *sql.Tx, of map[string][]audit.Checkpoint) error {
	rows, err := tx.QueryContext(ctx, `SELECT workspace, seq, hash, at, signature FROM audit_checkpoints ORDER BY workspace, seq`)
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var c audit.Checkpoint
		var at string
		if err := rows.Scan(&c.Workspace, &c.Seq, &c.Hash, &at, &c.Signature); err != nil {
			return err
		}
		if c.At, err = time.Parse(time.RFC3339Nano, at); err != nil {
			return fmt.Errorf("the checkpoint at record %d of %s has no time: %w", c.Seq, c.Workspace, err)
		}
		of[c.Workspace] = append(of[c.Workspace], c)
	}
	return rows.Err()
}
