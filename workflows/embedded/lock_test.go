package embedded_test

import (
	"os"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows/embedded"
)

func TestAnotherProcessIsKeptOut(t *testing.T) {
	dir := t.TempDir()
	holder := startProcess(t, playHolder, dir)

	_, err := embedded.LockDir(dir)
	var used *embedded.InUse
	require.ErrorAs(t, err, &used)
	require.Equal(t, holder.Process.Pid, used.PID)
	require.ErrorContains(t, err, dir)
	require.Equal(t, connectors.Invalid, connectors.KindOf(err))

	_, err = embedded.Start(t.Context(), embedded.Options{Dir: dir})
	require.ErrorAs(t, err, &used)
	require.NoFileExists(t, dir+"/temporal.db", "nothing was touched")

	require.NoError(t, holder.Process.Kill())
	_ = holder.Wait()
	l, err := embedded.LockDir(dir)
	require.NoError(t, err, "a process that is gone holds nothing")
	require.NoError(t, l.Unlock())
}

func TestLockIsGivenBack(t *testing.T) {
	dir := t.TempDir()
	l, err := embedded.LockDir(dir)
	require.NoError(t, err)
	_, err = embedded.LockDir(dir)
	var used *embedded.InUse
	require.ErrorAs(t, err, &used)
	require.Equal(t, os.Getpid(), used.PID)
	require.NoError(t, l.Unlock())
	require.NoError(t, l.Unlock())
	l, err = embedded.LockDir(dir)
	require.NoError(t, err)
	require.NoError(t, l.Unlock())
}
