package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/gofrs/flock"
	_ "modernc.org/sqlite" // the driver "sqlite"
)

const (
	readers    = 4     // connections that read at the same time
	patienceMS = 10000 // how long a connection waits for another process's write
)

// DB is an open database.
type DB struct {
	path        string
	write, read *sql.DB

	insertEffect, updateEffect *sql.Stmt // of write: each step needs them, and parsing them costs as much as carrying them out
}

// Open opens the database file at path, makes it where it is missing, and brings its schema up to date. Every error is
// a [connectors.Error] of kind Invalid that says what a person has to do about the file; its Code is one of the Code constants.
func Open(ctx context.Context, path string) (*DB, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	if err := touch(path); err != nil {
		return nil, atOpen(path, err)
	}
	// A new file can't be put into WAL mode, or brought up to date, by two at once; SQLite refuses the one without waiting for the other.
	lock := flock.New(path + ".lock")
	if _, err := lock.TryLockContext(ctx, 20*time.Millisecond); err != nil {
		return nil, atOpen(path, err)
	}
	defer func() { _ = lock.Unlock() }()
	db := &DB{path: path}
	for _, step := range []func(context.Context) error{db.connect, db.migrate, db.prepare} {
		if err := step(ctx); err != nil {
			return nil, atOpen(path, errors.Join(err, db.Close()))
		}
	}
	return db, nil
}

func (d *DB) prepare(ctx context.Context) (err error) {
	if d.insertEffect, err = d.write.PrepareContext(ctx, insertEffect); err != nil {
		return err
	}
	d.updateEffect, err = d.write.PrepareContext(ctx, updateEffect)
	return err
}

// touch makes the file where it is missing, readable by its owner alone. The system says better than SQLite why it can't.
func touch(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		return err
	}
	return f.Close()
}

func (d *DB) connect(ctx context.Context) (err error) {
	// The writer takes the lock when its transaction begins: a lock taken later can be refused in mid-transaction.
	if d.write, err = sql.Open("sqlite", address(d.path, "_txlock=immediate", "_pragma=journal_mode(WAL)", "_pragma=synchronous(FULL)")); err != nil {
		return err
	}
	d.write.SetMaxOpenConns(1)
	if err := d.write.PingContext(ctx); err != nil { // before any reader, so that the file is in WAL mode
		return err
	}
	if d.read, err = sql.Open("sqlite", address(d.path, "_txlock=deferred", "_pragma=query_only(1)")); err != nil {
		return err
	}
	d.read.SetMaxOpenConns(readers)
	d.read.SetMaxIdleConns(readers)
	return d.read.PingContext(ctx)
}

// address writes a path as a URI, so that no character of it is read as an option.
func address(path string, options ...string) string {
	u := url.URL{Scheme: "file", Path: filepath.ToSlash(path)}
	always := []string{fmt.Sprintf("_pragma=busy_timeout(%d)", patienceMS), "_pragma=foreign_keys(1)"}
	u.RawQuery = strings.Join(append(always, options...), "&")
	return u.String()
}

// Path is where the file is.
func (d *DB) Path() string { return d.path }

// Close closes the file.
func (d *DB) Close() error {
	var errs []error
	for _, s := range []*sql.Stmt{d.insertEffect, d.updateEffect} {
		if s != nil {
			errs = append(errs, s.Close())
		}
	}
	for _, db := range []*sql.DB{d.read, d.write} {
		if db != nil {
			errs = append(errs, db.Close())
		}
	}
	return errors.Join(errs...)
}

// Write runs fn in a transaction that holds the only right to write, and commits it when fn returns nil. The transaction
// is on disk when Write returns nil, and has left no trace when it returns an error, unless the error is of kind Unknown:
// then the commit itself broke off. fn must not call Write: it would wait for itself.
func (d *DB) Write(ctx context.Context, fn func(*sql.Tx) error) error {
	return d.within(ctx, d.write, fn)
}

// Read runs fn in a transaction that sees one state of the database and can't change it.
func (d *DB) Read(ctx context.Context, fn func(*sql.Tx) error) error {
	return d.within(ctx, d.read, fn)
}

// changed writes one statement, and reports whether it changed a row.
func (d *DB) changed(ctx context.Context, query string, args ...any) (did bool, err error) {
	err = d.Write(ctx, func(tx *sql.Tx) error {
		done, err := tx.ExecContext(ctx, query, args...)
		if err != nil {
			return err
		}
		n, err := done.RowsAffected()
		did = n > 0
		return err
	})
	return did && err == nil, err
}

func (d *DB) within(ctx context.Context, db *sql.DB, fn func(*sql.Tx) error) error {
	tx, err := db.BeginTx(ctx, nil)
	if err != nil {
		return explain(d.path, err)
	}
	defer func() { _ = tx.Rollback() }() // does nothing after a commit
	if err := fn(tx); err != nil {
		return explain(d.path, err)
	}
	if err := tx.Commit(); err != nil {
		return commitFailed(d.path, err)
	}
	return nil
}
