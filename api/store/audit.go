package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/api/audit"
	"sayso/connectors"
)

// Audit keeps the record of who changed what. It is the adapter of the use cases' AuditLog.
type Audit struct {
	db    *DB
	key   audit.Key
	heads *heads

	last, insert *sql.Stmt // of the writer: each effect needs them
}

// NewAudit keeps the record in a database. Its checkpoints are signed with the key in keyFile, which is made where it is missing; the last one
// of each workspace lies in headsDir, which is made as well. Close it ahead of the database.
func NewAudit(ctx context.Context, db *DB, keyFile, headsDir string) (*Audit, error) {
	seed, err := loadKey(keyFile)
	if err != nil {
		return nil, connectors.Errorf(connectors.Invalid, "the key of the audit log, %s, can't be used: %w", keyFile, err)
	}
	key, err := audit.NewKey(seed)
	if err != nil {
		return nil, err
	}
	a := &Audit{db: db, key: key, heads: newHeads(headsDir, key)}
	if a.last, err = db.write.PrepareContext(ctx, `SELECT seq, hash FROM audit WHERE workspace = ? ORDER BY seq DESC LIMIT 1`); err != nil {
		return nil, explain(db.path, err)
	}
	if a.insert, err = db.write.PrepareContext(ctx, `INSERT INTO audit (`+recordColumns+`) VALUES (?,?,?,?,?)`); err != nil {
		return nil, explain(db.path, errors.Join(err, a.last.Close()))
	}
	return a, nil
}

// Flush writes what is to lie beside the database, which otherwise is done a moment later.
func (a *Audit) Flush() { a.heads.flush() }

// Close flushes, and lets go of the database.
func (a *Audit) Close() error {
	a.Flush()
	return errors.Join(a.last.Close(), a.insert.Close())
}

// Sign makes a checkpoint of a record, for an export.
func (a *Audit) Sign(r audit.Record) audit.Checkpoint { return a.key.Sign(r, time.Now()) }

// Public is the key that others verify with, in base64.
func (a *Audit) Public() string { return a.key.Public() }

// Record appends an entry. It is on disk when Record returns nil.
func (a *Audit) Record(ctx context.Context, e audit.Entry) error {
	var r audit.Record
	err := a.db.Write(ctx, func(tx *sql.Tx) (err error) {
		r, err = a.append(ctx, tx, e)
		return err
	})
	if err != nil {
		return err
	}
	a.heads.offer(r)
	return nil
}

// append adds an entry within a transaction. Once that is committed, the record is offered to the heads.
func (a *Audit) append(ctx context.Context, tx *sql.Tx, e audit.Entry) (audit.Record, error) {
	var last audit.Record
	err := tx.StmtContext(ctx, a.last).QueryRowContext(ctx, e.Workspace).Scan(&last.Seq, &last.Hash) //nolint:sqlclosecheck // it ends with the transaction
	if err != nil && !errors.Is(err, sql.ErrNoRows) {
		return last, err
	}
	r, err := last.After(e)
	if err != nil {
		return r, err
	}
	//nolint:sqlclosecheck // as above
	if _, err := tx.StmtContext(ctx, a.insert).ExecContext(ctx, r.Workspace, r.Seq, string(r.Body), r.Prev, r.Hash); err != nil {
		return r, err
	}
	if r.Seq%audit.Every != 0 {
		return r, nil
	}
	c := a.key.Sign(r, time.Now())
	_, err = tx.ExecContext(ctx, `INSERT INTO audit_checkpoints (workspace, seq, hash, at, signature) VALUES (?,?,?,?,?)`,
		c.Workspace, c.Seq, c.Hash, c.At.Format(time.RFC3339Nano), c.Signature)
	return r, err
}

const recordColumns = `workspace, seq, entry, prev, hash`

func scanRecord(row interface{ Scan(...any) error }) (r audit.Record, err error) {
	var body string
	err = row.Scan(&r.Workspace, &r.Seq, &body, &r.Prev, &r.Hash)
	r.Body = []byte(body)
	return r, err
}
