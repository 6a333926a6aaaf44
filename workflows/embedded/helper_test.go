package embedded_test

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/workflows/embedded"
)

// Some tests need a second process. It is this test binary, started with one of these parts to play.
const (
	playVariable = "SAYSO_EMBEDDED_TEST_PLAY"
	dirVariable  = "SAYSO_EMBEDDED_TEST_DIR"

	playHolder   = "holder"   // locks the folder and waits
	playVictim   = "victim"   // runs a workflow half-way and waits to be killed
	playBoundary = "boundary" // kills itself in the middle of a workflow task
)

const ready = "ready"

func TestMain(m *testing.M) {
	plays := map[string]func(dir string) error{playHolder: hold, playVictim: runHalf, playBoundary: dieAtBoundary}
	play, ok := plays[os.Getenv(playVariable)]
	if !ok {
		os.Exit(m.Run())
	}
	if err := play(os.Getenv(dirVariable)); err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
	fmt.Println(ready)
	_, _ = io.Copy(io.Discard, os.Stdin) // until the test lets go
}

// startProcess starts a second process, waits until it says that it is ready, and gives it. It is killed with the test.
func startProcess(t *testing.T, play, dir string) *exec.Cmd {
	t.Helper()
	p := exec.Command(os.Args[0])
	p.Env = append(os.Environ(), playVariable+"="+play, dirVariable+"="+dir)
	p.Stderr = os.Stderr
	stdin, err := p.StdinPipe()
	require.NoError(t, err)
	stdout, err := p.StdoutPipe()
	require.NoError(t, err)
	require.NoError(t, p.Start())
	t.Cleanup(func() {
		_ = stdin.Close()
		_ = p.Process.Kill()
		_ = p.Wait()
	})
	said, err := bufio.NewReader(stdout).ReadString('\n')
	require.NoError(t, err, "the second process ended early")
	require.Equal(t, ready+"\n", said)
	return p
}

func hold(dir string) error {
	_, err := embedded.LockDir(dir)
	return err
}

func runHalf(dir string) error {
	ctx := context.Background()
	s, err := embedded.Start(ctx, embedded.Options{Dir: dir})
	if err != nil {
		return err
	}
	return startHalf(ctx, s)
}
