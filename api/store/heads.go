package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"github.com/gofrs/flock"

	"sayso/api/audit"
)

// heads keeps the signed last record of each workspace in a file of its own. A head may lie a little behind the database, for it is written
// some time after the record; it never lies ahead of it.
type heads struct {
	dir string
	key audit.Key

	mu      sync.Mutex
	pending map[string]audit.Record // that are to be written by a timer
}

const (
	headSuffix = ".head"
	headDelay  = 100 * time.Millisecond // replacing a file makes the disk write, which is too much for each record
)

func newHeads(dir string, key audit.Key) *heads {
	return &heads{dir: dir, key: key, pending: map[string]audit.Record{}}
}

// offer makes a committed record the head of its workspace, soon.
func (h *heads) offer(r audit.Record) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if len(h.pending) == 0 {
		time.AfterFunc(headDelay, h.flush)
	}
	if r.Seq > h.pending[r.Workspace].Seq {
		h.pending[r.Workspace] = r
	}
}

// flush writes the heads that wait for it.
func (h *heads) flush() {
	h.mu.Lock()
	defer h.mu.Unlock()
	for _, r := range h.pending {
		_ = h.write(r, false) // a head that can't be written lies behind; the record itself is on disk
	}
	clear(h.pending)
}

// write puts a record in the place of an older head, or of any where it is forced to.
func (h *heads) write(r audit.Record, anyway bool) error {
	if err := os.MkdirAll(h.dir, 0o700); err != nil {
		return err
	}
	file := filepath.Join(h.dir, url.PathEscape(r.Workspace)+headSuffix)
	lock := flock.New(filepath.Join(h.dir, ".lock")) // another process may write the same head
	if err := lock.Lock(); err != nil {
		return err
	}
	defer func() { _ = lock.Unlock() }()
	if old, err := readHead(file); err == nil && old.Seq >= r.Seq && !anyway {
		return nil
	}
	raw, err := json.Marshal(h.key.Sign(r, time.Now()))
	if err != nil {
		return err
	}
	if err := os.WriteFile(file+".new", raw, 0o600); err != nil {
		return err
	}
	return os.Rename(file+".new", file)
}

// Reopen puts on the record, in each workspace, that the database was put back to an earlier state, and what was lost of the record by it: up to
// which number and hash it went. From then on that entry is the head, in place of a later one that the database knows nothing of any more.
func (a *Audit) Reopen(ctx context.Context, by string) error {
	heads, err := a.heads.all()
	if err != nil {
		return err
	}
	lists, err := a.Lists(ctx)
	if err != nil {
		return err
	}
	for _, l := range lists {
		e := audit.Entry{At: time.Now(), Workspace: l.Workspace, Actor: by, Surface: "cli", Action: "audit.restore", Detail: map[string]string{}}
		var r audit.Record
		err := a.db.Write(ctx, func(tx *sql.Tx) (err error) {
			var last int64
			if err := tx.QueryRowContext(ctx, `SELECT coalesce(max(seq), 0) FROM audit WHERE workspace = ?`, l.Workspace).Scan(&last); err != nil {
				return err
			}
			if h := heads[l.Workspace]; h.Seq > last {
				e.Detail = map[string]string{"lost_from": fmt.Sprint(last + 1), "lost_to": fmt.Sprint(h.Seq), "lost_hash": h.Hash}
			}
			r, err = a.append(ctx, tx, e)
			return err
		})
		if err != nil {
			return err
		}
		if err := a.heads.write(r, true); err != nil {
			return err
		}
	}
	return nil
}

// all reads the heads, by workspace.
func (h *heads) all() (map[string]audit.Checkpoint, error) {
	list := map[string]audit.Checkpoint{}
	entries, err := os.ReadDir(h.dir)
	if errors.Is(err, fs.ErrNotExist) {
		return list, nil
	}
	for _, e := range entries {
		name, ok := strings.CutSuffix(e.Name(), headSuffix)
		if !ok {
			continue
		}
		c, err := readHead(filepath.Join(h.dir, e.Name()))
		if err != nil {
			return nil, fmt.Errorf("the head of the audit log in %s can't be read: %w", e.Name(), err)
		}
		workspace, err := url.PathUnescape(name)
		if err != nil {
			return nil, err
		}
		list[workspace] = c // where it names another workspace, verifying takes it for forged
	}
	return list, err
}

// readHead reads a head. One that makes no sense is no error but a head that nobody signed.
func readHead(file string) (c audit.Checkpoint, err error) {
	raw, err := os.ReadFile(file)
	if err == nil && json.Unmarshal(raw, &c) != nil {
		c = audit.Checkpoint{}
	}
	return c, err
}
