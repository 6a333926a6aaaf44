package main

import (
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"sayso/api/store"
	"sayso/connectors"
	"sayso/workflows/embedded"
)

// What a backup holds of a data folder. The engine's database comes first: what the ledger knows beyond it is then known to be done, while
// the other way round it would be done again. The simulated apps are no part of it, as real ones wouldn't be.
var (
	backedUpDatabases = []string{embedded.DatabaseFile, databaseFile}
	backedUpFiles     = []string{"files", "key", auditKeyFile, policyFile} // those that are there
)

func (s *session) backupCommand() *cobra.Command {
	return &cobra.Command{
		Use: "backup FOLDER", Short: "Copy all that a data folder holds into a new folder, while the engine runs", Args: cobra.ExactArgs(1),
		Long: "Copy all that a data folder holds into a new folder, while the engine runs: runs, effects, connections with the key that opens their secrets, files.\n" +
			"Keep the copy where only you can read it.",
		RunE: func(c *cobra.Command, args []string) error {
			to := args[0]
			if err := os.Mkdir(to, 0o700); err != nil {
				return usage{connectors.Errorf(connectors.Invalid, "the backup needs a new folder: %w", err)}
			}
			for _, name := range backedUpDatabases {
				from := filepath.Join(s.data, name)
				if !exists(from) {
					return usage{connectors.Errorf(connectors.Invalid, "%s is no data folder in use: it has no %s", s.data, name)}
				}
				if err := store.Snapshot(c.Context(), from, filepath.Join(to, name)); err != nil {
					return err
				}
			}
			for _, name := range backedUpFiles {
				if err := copyAll(filepath.Join(s.data, name), filepath.Join(to, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
					return connectors.Errorf(connectors.Unavailable, "%s can't be copied: %w", name, err)
				}
			}
			s.printf("%s holds %s as it was just now. Put it back with: sayso restore %s\n", to, s.data, to)
			return nil
		},
	}
}

func (s *session) restoreCommand() *cobra.Command {
	return &cobra.Command{
		Use: "restore FOLDER", Short: "Put a backup back; runs find out first what was done since", Args: cobra.ExactArgs(1),
		Long: "Put a backup back in place of what the data folder holds, which is kept beside it. A run that was under way then looks for what it may have\n" +
			"done since, before it does anything, and asks where nobody can tell. Runs that were started since are not known any more.",
		RunE: func(c *cobra.Command, args []string) error {
			for _, name := range backedUpDatabases { // before anything is made or locked
				if !exists(filepath.Join(args[0], name)) {
					return usage{connectors.Errorf(connectors.Invalid, "%s is no whole backup: it has no %s", args[0], name)}
				}
			}
			lock, err := embedded.LockDir(s.data)
			if err != nil {
				return usageOf(err)
			}
			aside, err := s.restore(c, args[0])
			if err = errors.Join(err, lock.Unlock()); err != nil {
				return err
			}
			s.printf("%s is as it was at the backup; what it held before is in %s. Runs go on with: sayso up\n", s.data, aside)
			return s.tellSince(c.Context(), aside)
		},
	}
}

// restore makes the new state whole beside the old one before it puts it in its place, so that a restore that breaks off is begun again.
func (s *session) restore(c *cobra.Command, from string) (aside string, err error) {
	now := time.Now().UTC()
	fresh := filepath.Join(s.data, "restoring")
	aside = filepath.Join(s.data, "before-restore-"+now.Format("20060102-150405"))
	if err := os.RemoveAll(fresh); err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(fresh)) }()
	for _, name := range append(backedUpFiles, backedUpDatabases...) {
		err := copyAll(filepath.Join(from, name), filepath.Join(fresh, name))
		if err != nil && (slices.Contains(backedUpDatabases, name) || !errors.Is(err, fs.ErrNotExist)) {
			return "", usage{connectors.Errorf(connectors.Invalid, "%s is no whole backup: %w", from, err)}
		}
	}
	db, err := store.Open(c.Context(), filepath.Join(fresh, databaseFile))
	if err != nil {
		return "", err
	}
	if err := errors.Join(db.NoteRestore(c.Context(), now), s.recordRestore(c.Context(), db, fresh), db.Close()); err != nil {
		return "", err
	}
	if err := os.Mkdir(aside, 0o700); err != nil {
		return "", err
	}
	for _, name := range append(backedUpDatabases, backedUpFiles...) {
		for _, part := range []string{name, name + "-wal", name + "-shm"} {
			if err := moveIfThere(filepath.Join(s.data, part), filepath.Join(aside, part)); err != nil {
				return "", err
			}
			if err := moveIfThere(filepath.Join(fresh, part), filepath.Join(s.data, part)); err != nil {
				return "", err
			}
		}
	}
	return aside, nil
}

// recordRestore puts on the record of the new state what was on that of the old one. A backup from before there was a record is signed on with the
// old key.
func (s *session) recordRestore(ctx context.Context, db *store.DB, fresh string) (err error) {
	key := filepath.Join(fresh, auditKeyFile)
	if !exists(key) {
		if err := copyAll(filepath.Join(s.data, auditKeyFile), key); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
	}
	record, err := store.NewAudit(ctx, db, key, filepath.Join(s.data, auditHeads))
	if err != nil {
		return err
	}
	return errors.Join(record.Reopen(ctx, s.who()), record.Close())
}

func moveIfThere(from, to string) error {
	if err := os.Rename(from, to); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// copyAll copies a file or a folder, readable by its owner alone.
func copyAll(from, to string) error {
	info, err := os.Stat(from)
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(to), 0o700); err != nil {
		return err
	}
	if info.IsDir() {
		if err := os.MkdirAll(to, 0o700); err != nil {
			return err
		}
		return os.CopyFS(to, os.DirFS(from))
	}
	in, err := os.Open(from)
	if err != nil {
		return err
	}
	defer in.Close()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, in)
	return errors.Join(err, out.Sync(), out.Close())
}
