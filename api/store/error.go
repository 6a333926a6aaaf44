package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	"modernc.org/sqlite"
	lib "modernc.org/sqlite/lib"

	"sayso/connectors"
)

// The codes of this package's errors.
const (
	CodeReadOnly = "store_read_only" // the file or its folder can't be written
	CodeNoFolder = "store_no_folder" // there is no such folder
	CodeFull     = "store_full"      // the disk is full
	CodeCorrupt  = "store_corrupt"   // the file is damaged, or no database at all
	CodeNewer    = "store_newer"     // the file was made by a newer Sayso
	CodeBusy     = "store_busy"      // another process holds the file for too long
	CodeFailed   = "store_failed"    // the disk or the system failed
)

// cause is what is known of a failure: its code, and words that end with what to do.
type cause struct{ code, says string }

// causeOf tells why an operation on the file failed, or nothing where the error has another origin.
func causeOf(path string, err error) (cause, bool) {
	readOnly := cause{CodeReadOnly, fmt.Sprintf("%s can't be written; give the folder and the file write permission, or choose another folder", path)}
	full := cause{CodeFull, fmt.Sprintf("the disk that holds %s is full; make room and start again", path)}
	switch {
	case errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT):
		return full, true
	case errors.Is(err, fs.ErrPermission) || errors.Is(err, syscall.EROFS):
		return readOnly, true
	case errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR):
		return cause{CodeNoFolder, fmt.Sprintf("%s can't be made; its folder doesn't exist", path)}, true
	case errors.Is(err, syscall.EISDIR):
		return cause{CodeCorrupt, fmt.Sprintf("%s is a folder, not a database; choose another file", path)}, true
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		return cause{}, false
	}
	switch e.Code() & 0xff { // the upper bits refine the code
	case lib.SQLITE_FULL:
		return full, true
	case lib.SQLITE_READONLY, lib.SQLITE_CANTOPEN, lib.SQLITE_PERM:
		return readOnly, true
	case lib.SQLITE_CORRUPT, lib.SQLITE_NOTADB:
		return cause{CodeCorrupt, damagedFile(path)}, true
	case lib.SQLITE_BUSY, lib.SQLITE_LOCKED:
		return cause{CodeBusy, fmt.Sprintf("another process keeps %s busy; try again", path)}, true
	case lib.SQLITE_IOERR:
		return cause{CodeFailed, fmt.Sprintf("%s can't be read or written: %v", path, err)}, true
	}
	return cause{}, false
}

// atOpen explains a failure to open the file: only a person can help, whatever it is.
func atOpen(path string, err error) error {
	var known *connectors.Error
	if errors.As(err, &known) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	c, ok := causeOf(path, err)
	if !ok {
		c = cause{CodeFailed, fmt.Sprintf("%s can't be opened: %v", path, err)}
	}
	return &connectors.Error{Kind: connectors.Invalid, Code: c.code, Message: c.says, Err: err}
}

// explain explains a failure inside a transaction. It was rolled back, so it is certain that nothing was done. Errors with
// another origin pass through, but a bare one of the context becomes Unavailable, since nothing was sent anywhere.
func explain(path string, err error) error {
	if _, known := errors.AsType[*connectors.Error](err); known {
		return err
	}
	if interrupted(err) {
		return &connectors.Error{Kind: connectors.Unavailable, Code: CodeBusy, Message: "the database was not reached in time", Err: err}
	}
	c, ok := causeOf(path, err)
	if !ok {
		return err
	}
	return &connectors.Error{Kind: connectors.Unavailable, Code: c.code, Message: c.says, Err: err}
}

// commitFailed explains a failed commit. SQLite rolls back what it can't commit for want of room or of the lock; after any
// other failure nobody can say what is on disk.
func commitFailed(path string, err error) error {
	c, ok := causeOf(path, err)
	switch {
	case interrupted(err):
		return explain(path, err)
	case ok && (c.code == CodeFull || c.code == CodeBusy || c.code == CodeReadOnly):
		return explain(path, err)
	case !ok:
		c = cause{CodeFailed, fmt.Sprintf("what was written to %s may be lost: %v", path, err)}
	}
	return &connectors.Error{Kind: connectors.Unknown, Code: c.code, Message: c.says, Err: err}
}

// interrupted reports whether a transaction ended because its context did. database/sql rolls it back then, and refuses to commit it.
func interrupted(err error) bool {
	var e *sqlite.Error
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) || errors.Is(err, sql.ErrTxDone) ||
		errors.As(err, &e) && e.Code()&0xff == lib.SQLITE_INTERRUPT
}

// duplicate reports whether a write broke a uniqueness rule.
func duplicate(err error) bool {
	var e *sqlite.Error
	return errors.As(err, &e) && (e.Code() == lib.SQLITE_CONSTRAINT_UNIQUE || e.Code() == lib.SQLITE_CONSTRAINT_PRIMARYKEY)
}
