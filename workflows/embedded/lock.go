package embedded

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"sayso/connectors"
)

// lockFile holds the lock and, for people, the id of the process that has it.
const lockFile = "lock"

// lockPatience covers a process that is just ending.
const lockPatience = 250 * time.Millisecond

// InUse says that another process works on the data folder.
type InUse struct {
	Dir string
	PID int // 0 where it can't be told
}

func (e *InUse) Error() string {
	if e.PID == 0 {
		return fmt.Sprintf("the data folder %s is in use by another process", e.Dir)
	}
	return fmt.Sprintf("the data folder %s is in use by process %d", e.Dir, e.PID)
}

// Unwrap classifies the error, so that it ends in the exit code of a wrong setting.
func (e *InUse) Unwrap() error {
	return &connectors.Error{Kind: connectors.Invalid, Code: "data_in_use", Message: e.Error()}
}

// Lock keeps other processes from a data folder. The system drops it when the process ends, however it ends.
type Lock struct {
	dir  string
	file *flock.Flock
}

// LockDir makes the data folder if it is missing and locks it. The error is an [*InUse] where another process, or another
// lock of this process, has it.
func LockDir(dir string) (*Lock, error) {
	if err := checkFolder(dir); err != nil {
		return nil, err
	}
	path := filepath.Join(dir, lockFile)
	file := flock.New(path, flock.SetFlag(os.O_CREATE|os.O_RDWR))
	ctx, cancel := context.WithTimeout(context.Background(), lockPatience)
	defer cancel()
	got, err := file.TryLockContext(ctx, lockPatience/10)
	if err != nil && !errors.Is(err, context.DeadlineExceeded) {
		return nil, folderError(dir, err)
	}
	if !got {
		return nil, &InUse{Dir: dir, PID: holder(path)}
	}
	if err := os.WriteFile(path, []byte(strconv.Itoa(os.Getpid())+"\n"), 0o600); err != nil {
		_ = file.Unlock()
		return nil, folderError(dir, err)
	}
	return &Lock{dir: dir, file: file}, nil
}

// Unlock gives the folder free. It may be called twice. The file stays: removing it would let two processes lock two
// different files of the same name.
func (l *Lock) Unlock() error {
	return l.file.Unlock()
}

func holder(path string) int {
	raw, err := os.ReadFile(path)
	if err != nil {
		return 0
	}
	pid, err := strconv.Atoi(strings.TrimSpace(string(raw)))
	if err != nil {
		return 0
	}
	return pid
}
