package embedded

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"

	"sayso/connectors"
)

// roomNeeded is the space below which a start is refused: a run that can't be recorded is worse than one not begun. It
// covers the write-ahead log at its largest and some days of runs.
const roomNeeded = 16 << 20

// checkFolder makes the data folder, for this user alone, and sees that a file of roomNeeded bytes can be written there.
// The file is gone before the system writes it out, so the check costs milliseconds.
func checkFolder(dir string) error {
	if dir == "" {
		return connectors.Errorf(connectors.Invalid, "no data folder is given")
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return folderError(dir, err)
	}
	probe, err := os.CreateTemp(dir, ".room-*")
	if err != nil {
		return folderError(dir, err)
	}
	defer func() { _ = os.Remove(probe.Name()) }()
	block := make([]byte, 1<<20)
	for range roomNeeded / len(block) {
		if _, err = probe.Write(block); err != nil {
			break
		}
	}
	if err = errors.Join(err, probe.Close()); err != nil {
		return folderError(dir, err)
	}
	return nil
}

// folderError says what is wrong with the data folder in words that lead to the cure.
func folderError(dir string, err error) error {
	e := &connectors.Error{Kind: connectors.Invalid, Code: "data_folder", Err: err}
	switch {
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		e.Code = "data_read_only"
		e.Message = fmt.Sprintf("the data folder %s can't be written to; choose another with --data", dir)
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG):
		e.Code = "data_full"
		e.Message = fmt.Sprintf("the data folder %s is full: %d MB must be free; make room, or choose another with --data", dir, roomNeeded>>20)
	case errors.Is(err, syscall.ENOTDIR), errors.Is(err, fs.ErrExist):
		e.Message = fmt.Sprintf("the data folder %s can't be made: a file is in the way", dir)
	default:
		e.Message = fmt.Sprintf("the data folder %s can't be used: %v", dir, err)
	}
	return e
}
