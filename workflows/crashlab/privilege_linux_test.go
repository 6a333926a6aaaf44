package crashlab_test

import (
	"os"
	"runtime"
	"syscall"
)

// withoutPrivilege starts a process for which the permissions of files hold even where the superuser starts it.
func withoutPrivilege(start func() error) error {
	if os.Geteuid() != 0 {
		return start()
	}
	const dropFromBoundingSet, mayWriteAnywhere = 24, 1 // PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
	done := make(chan error)
	go func() {
		runtime.LockOSThread() // and never unlocked: the thread, which has lost the privilege, ends with the goroutine
		if _, _, errno := syscall.RawSyscall(syscall.SYS_PRCTL, dropFromBoundingSet, mayWriteAnywhere, 0); errno != 0 {
			done <- errno
			return
		}
		done <- start()
	}()
	return <-done
}
