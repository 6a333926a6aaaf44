//go:build !linux

package crashlab_test

import (
	"errors"
	"os"
)

// withoutPrivilege starts a process for which the permissions of files hold.
func withoutPrivilege(start func() error) error {
	if os.Geteuid() == 0 {
		return errors.New("run this as somebody whom permissions stop")
	}
	return start()
}
