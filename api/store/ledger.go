package store

import (
	"context"
	"database/sql"
	"errors"
	"time"

	"sayso/activities"
	"sayso/api/audit"
)

// Ledger keeps the effects of runs. It is the adapter of [activities.Ledger].
type Ledger struct {
	db     *DB
	writer *batcher
	audit  *Audit // nil where nothing goes on the record
}

// NewLedger keeps the ledger in a database. Close it ahead of the database.
func NewLedger(db *DB) *Ledger { return &Ledger{db: db, writer: newBatcher(db)} }

// Audited puts what is sent from now on, and what comes of it, on the record, in the transaction that writes it to the ledger.
func (l *Ledger) Audited(a *Audit) *Ledger {
	l.audit = a
	return l
}

// Close writes what was only noted. The ledger must not be used any more.
func (l *Ledger) Close() error { l.writer.close(); return nil }

const (
	effectColumns = `key, fingerprint, run, path, action, connection, says, lang, input, before, output, state, attempt, begun, sent, error`
	insertEffect  = `INSERT INTO effects (` + effectColumns + `) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?) ON CONFLICT DO NOTHING`
	updateEffect  = `UPDATE effects SET state = ?, before = ?, output = ?, sent = ?, error = ? WHERE key = ? AND attempt = ?`
)

// Claim writes e if its key is new; otherwise it gives the row as it stands, and counts one more claim where something is left to do. After a
// crash each of many quick steps asks again for what it did, and must not wait for the disk to be told.
func (l *Ledger) Claim(ctx context.Context, e activities.Effect) (row activities.Effect, fresh bool, err error) {
	return l.claim(ctx, e, false)
}

// Take writes e if its key is new; otherwise it gives the row as it stands, and counts one more claim in any case.
func (l *Ledger) Take(ctx context.Context, e activities.Effect) (row activities.Effect, fresh bool, err error) {
	return l.claim(ctx, e, true)
}

func (l *Ledger) claim(ctx context.Context, e activities.Effect, settledToo bool) (row activities.Effect, fresh bool, err error) {
	var onRecord audit.Record
	err = l.writer.write(ctx, func(tx *sql.Tx) error {
		ctx := context.Background() // the batch is everybody's
		if fresh, err = l.insert(ctx, tx, e); fresh || err != nil {
			row = e
			return l.record(ctx, tx, e, &onRecord, err)
		}
		row, err = scanEffect(tx.QueryRowContext(ctx, `SELECT `+effectColumns+` FROM effects WHERE key = ?`, e.Key))
		if err != nil || row.State.Settled() && !settledToo {
			return err
		}
		row.Attempt++
		_, err = tx.ExecContext(ctx, `UPDATE effects SET attempt = ? WHERE key = ?`, row.Attempt, e.Key)
		return err
	})
	l.recorded(onRecord, err)
	return row, fresh, err
}

// Note writes e at the latest together with the next claim or update.
func (l *Ledger) Note(ctx context.Context, e activities.Effect) error {
	return l.writer.note(ctx, func(tx *sql.Tx) error {
		_, err := l.insert(context.Background(), tx, e)
		return err
	})
}

func (l *Ledger) insert(ctx context.Context, tx *sql.Tx, e activities.Effect) (fresh bool, err error) {
	done, err := tx.StmtContext(ctx, l.db.insertEffect).ExecContext(ctx, //nolint:sqlclosecheck // it ends with the transaction
		e.Key, e.Fingerprint, e.Run, e.Path, e.Action, e.Connection, e.Says, e.Lang, []byte(e.Input), []byte(e.Before), []byte(e.Output),
		e.State, e.Attempt, instant(e.Begun), instant(e.SentAt), e.Error)
	if err != nil {
		return false, err
	}
	n, err := done.RowsAffected()
	return n == 1, err
}

// Update writes the mutable part of a row, unless a newer attempt has taken it over.
func (l *Ledger) Update(ctx context.Context, e activities.Effect) (mine bool, err error) {
	var onRecord audit.Record
	err = l.writer.write(ctx, func(tx *sql.Tx) error {
		ctx := context.Background()                                          // as above
		done, err := tx.StmtContext(ctx, l.db.updateEffect).ExecContext(ctx, //nolint:sqlclosecheck // it ends with the transaction
			e.State, []byte(e.Before), []byte(e.Output), instant(e.SentAt), e.Error, e.Key, e.Attempt)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		if mine = n == 1; !mine {
			return err
		}
		return l.record(ctx, tx, e, &onRecord, err)
	})
	l.recorded(onRecord, err)
	return mine, err
}

// Get reads a row.
func (l *Ledger) Get(ctx context.Context, key string) (row activities.Effect, ok bool, err error) {
	err = l.db.Read(ctx, func(tx *sql.Tx) error {
		row, err = scanEffect(tx.QueryRowContext(ctx, `SELECT `+effectColumns+` FROM effects WHERE key = ?`, key))
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		ok = err == nil
		return err
	})
	return row, ok, err
}

// OfRun gives the effects of a run in the order in which they were begun.
func (l *Ledger) OfRun(ctx context.Context, run string) (list []activities.Effect, err error) {
	err = l.db.Read(ctx, func(tx *sql.Tx) error {
		rows, err := tx.QueryContext(ctx, `SELECT `+effectColumns+` FROM effects WHERE run = ? AND action <> ? ORDER BY begun, key`, run, activities.StandingName)
		if err != nil {
			return err
		}
		defer rows.Close()
		for rows.Next() {
			e, err := scanEffect(rows)
			if err != nil {
				return err
			}
			list = append(list, e)
		}
		return rows.Err()
	})
	return list, err
}

// wasWritten has its states as literals, as the index effects_written has them: otherwise SQLite wouldn't use it.
const wasWritten = `SELECT EXISTS (SELECT 1 FROM effects WHERE connection = ? AND sent IS NOT NULL AND state IN ('CONFIRMED', 'RECONCILED', 'UNDONE'))`

// Connected reports whether any effect was ever confirmed through a connection.
func (l *Ledger) Connected(ctx context.Context, connection string) (used bool, err error) {
	err = l.db.Read(ctx, func(tx *sql.Tx) error {
		return tx.QueryRowContext(ctx, wasWritten, connection).Scan(&used)
	})
	return used, err
}

func scanEffect(row interface{ Scan(...any) error }) (e activities.Effect, err error) {
	var input, before, output []byte
	var begun string
	var sent sql.NullString
	err = row.Scan(&e.Key, &e.Fingerprint, &e.Run, &e.Path, &e.Action, &e.Connection, &e.Says, &e.Lang, &input, &before, &output,
		&e.State, &e.Attempt, &begun, &sent, &e.Error)
	if err != nil {
		return e, err
	}
	e.Input, e.Before, e.Output = input, before, output
	if e.Begun, err = time.Parse(time.RFC3339Nano, begun); err != nil {
		return e, err
	}
	if sent.String != "" {
		e.SentAt, err = time.Parse(time.RFC3339Nano, sent.String)
	}
	return e, err
}

// instant writes a time such that texts sort as times do; NULL for none.
func instant(t time.Time) sql.NullString {
	return sql.NullString{String: t.UTC().Format("2006-01-02T15:04:05.000000000Z"), Valid: !t.IsZero()}
}
