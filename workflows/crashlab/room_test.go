package crashlab_test

import (
	"os/signal"
	"strconv"
	"syscall"
)

// limitFiles keeps this process from making any file larger than some bytes, 0 for no limit: what is written beyond fails, as on a disk that is full.
func limitFiles(bytes string) error {
	most, err := strconv.ParseUint(bytes, 10, 63)
	if err != nil {
		return err
	}
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	if limit.Cur = most; most == 0 {
		limit.Cur = limit.Max
	}
	signal.Ignore(syscall.SIGXFSZ) // the error is enough
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit)
}
