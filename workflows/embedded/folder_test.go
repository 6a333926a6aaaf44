package embedded

import (
	"io/fs"
	"os"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
)

func TestCheckFolder(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "b")
	require.NoError(t, checkFolder(dir))
	at, err := os.Stat(dir)
	require.NoError(t, err)
	require.Equal(t, fs.FileMode(0o700), at.Mode().Perm(), "others can't read it")
	left, err := os.ReadDir(dir)
	require.NoError(t, err)
	require.Empty(t, left)
}

func TestCheckFolderRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	require.NoError(t, os.WriteFile(file, nil, 0o600))
	for name, dir := range map[string]string{"nothing": "", "a file": file, "below a file": filepath.Join(file, "x"), "a system's folder": "/proc/sayso"} {
		t.Run(name, func(t *testing.T) {
			err := checkFolder(dir)
			require.Error(t, err)
			require.Equal(t, connectors.Invalid, connectors.KindOf(err))
		})
	}
}

func TestFolderErrorSaysWhatToDo(t *testing.T) {
	cases := map[string]struct {
		err  error
		code string
	}{
		"full":       {syscall.ENOSPC, "data_full"},
		"quota":      {syscall.EDQUOT, "data_full"},
		"read-only":  {syscall.EROFS, "data_read_only"},
		"not ours":   {syscall.EACCES, "data_read_only"},
		"in the way": {syscall.ENOTDIR, "data_folder"},
		"other":      {syscall.EIO, "data_folder"},
	}
	for name, c := range cases {
		t.Run(name, func(t *testing.T) {
			var e *connectors.Error
			require.ErrorAs(t, folderError("/data/sayso", &fs.PathError{Op: "write", Path: "x", Err: c.err}), &e)
			require.Equal(t, c.code, e.Code)
			require.Equal(t, connectors.Invalid, e.Kind)
			require.Contains(t, e.Message, "/data/sayso")
			require.ErrorIs(t, e, c.err)
		})
	}
}
