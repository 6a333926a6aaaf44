package connectortest

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"testing"

	"github.com/stretchr/testify/require"
)

// update is the flag -update of every test binary that uses this package; no other package may declare it again.
var update = flag.Bool("update", false, "write golden files anew")

// Golden compares a text with a golden file, which -update writes.
func Golden(t testing.TB, path string, got []byte) {
	t.Helper()
	got = append(bytes.TrimRight(got, "\n"), '\n')
	if *update {
		require.NoError(t, os.MkdirAll(filepath.Dir(path), 0o750))
		require.NoError(t, os.WriteFile(path, got, 0o644)) //nolint:gosec // a file of the repository
		return
	}
	want, err := os.ReadFile(path)
	require.NoError(t, err, "run the test with -update to write it")
	require.Equal(t, string(want), string(got), "%s differs; if that is meant, run the test with -update", path)
}
