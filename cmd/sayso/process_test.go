package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/api"
	"sayso/connectors/sandbox"
)

// TestMain lets the test binary stand in for the program, so that tests run real processes with real exit codes and can kill them.
func TestMain(m *testing.M) {
	if os.Getenv("SAYSO_TEST_PROGRAM") != "" {
		main()
		return
	}
	os.Exit(m.Run())
}

// program is the program over a data folder of its own.
type program struct {
	t    *testing.T
	data string
}

func newProgram(t *testing.T) program {
	t.Helper()
	return program{t, filepath.Join(t.TempDir(), "data")}
}

func (p program) command(args ...string) *exec.Cmd {
	c := exec.CommandContext(p.t.Context(), os.Args[0], args...)
	c.Env = append(os.Environ(), "SAYSO_TEST_PROGRAM=1", "SAYSO_HOME="+p.data, "NO_COLOR=1")
	return c
}

// ended is how a process ended.
type ended struct {
	code     int
	out, err string
}

func (p program) run(args ...string) ended {
	p.t.Helper()
	c := p.command(args...)
	var out, errs bytes.Buffer
	c.Stdout, c.Stderr = &out, &errs
	err := c.Run()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		p.t.Fatal(err)
	}
	return ended{c.ProcessState.ExitCode(), out.String(), errs.String()}
}

// json runs a command that prints a JSON document last, and reads it.
func (p program) json(into any, args ...string) ended {
	p.t.Helper()
	e := p.run(args...)
	require.NoError(p.t, json.Unmarshal([]byte(e.out), into), "%s\n%s", e.out, e.err)
	return e
}

// runJSON runs a plan in the sandbox and gives how the run ended.
func (p program) runJSON(args ...string) (api.Run, ended) {
	p.t.Helper()
	var r api.Run
	e := p.json(&r, append([]string{"run", "--sandbox", "--yes", "--json"}, args...)...)
	return r, e
}

func (p program) effects() []sandbox.Effect {
	p.t.Helper()
	list, err := sandbox.Effects(filepath.Join(p.data, "sandbox"))
	require.NoError(p.t, err)
	return list
}

// count tells how often an action took effect.
func (p program) count(action string) (n int) {
	for _, e := range p.effects() {
		if e.Action == action {
			n++
		}
	}
	return n
}

// records are what a simulated app holds of a kind, by id.
func (p program) records(app, kind string) map[string]json.RawMessage {
	p.t.Helper()
	state, err := sandbox.State(filepath.Join(p.data, "sandbox"), app)
	require.NoError(p.t, err)
	return state[kind]
}

// background starts a process and kills it at the end of the test at the latest.
func (p program) background(args ...string) *exec.Cmd {
	p.t.Helper()
	c := p.command(args...)
	c.Stdout, c.Stderr = os.Stderr, os.Stderr
	if !testing.Verbose() {
		c.Stdout, c.Stderr = nil, nil
	}
	require.NoError(p.t, c.Start())
	p.t.Cleanup(func() {
		_ = c.Process.Kill()
		_ = c.Wait()
	})
	return c
}

// until waits for a condition.
func (p program) until(what string, is func() bool) {
	p.t.Helper()
	require.Eventually(p.t, is, 90*time.Second, 20*time.Millisecond, what)
}

func (p program) waitForUp() {
	p.t.Helper()
	p.until("up", func() bool { return exists(filepath.Join(p.data, beaconFile)) })
}

// lastRun gives the id of the latest run.
func (p program) lastRun() string {
	p.t.Helper()
	var runs []api.Run
	p.json(&runs, "runs", "--json")
	require.NotEmpty(p.t, runs)
	return runs[0].RunID
}
