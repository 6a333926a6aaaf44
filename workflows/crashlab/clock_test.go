package crashlab_test

import (
	"errors"
	"flag"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities/crash"
	"sayso/workflows"
)

var clock = flag.Bool("clock", false, "build the engine, and all of Go below it, with a clock that can be set, and set it")

// settable is the change to Go's own library by which the clock of a whole process can be set, Temporal's in it too: the time that people see
// jumps, and the one that only counts goes on, as where somebody sets the clock of a machine.
func settable(t *testing.T) mistake {
	t.Helper()
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	require.NoError(t, err)
	goTime := filepath.Join(strings.TrimSpace(string(root)), "src", "time", "time.go")
	return mistake{name: "a clock that can be set", edits: []edit{
		{goTime, "\t\"math/bits\"\n", "\t\"math/bits\"\n\t\"sync/atomic\"\n"},
		{goTime, "func Now() Time {\n\tsec, nsec, mono := runtimeNow()\n", "var Jump atomic.Int64\n\nfunc Now() Time {\n\tsec, nsec, mono := runtimeNow()\n\tsec += Jump.Load()\n"},
		{clockFile, "return errors.New(\"this engine's clock can't be set\") // but in", "time.Jump.Store(int64(by/time.Second))\n\treturn nil //"},
	}}
}

const clockFile = "workflows/crashlab/clock_test.go"

// setClock sets the clock of this process.
func setClock(by time.Duration) error {
	if by.Abs() > 24*time.Hour {
		return errors.New(by.String() + " is no jump of a clock")
	}
	return errors.New("this engine's clock can't be set") // but in one that was built with settable
}

// TestAClockThatJumps sets the clock by an hour while runs are under way. Forward, all that waits is over, approvals expire, and the rest goes on. Back,
// what waits goes on waiting, until the clock is right and the engine started anew. In either case each effect is had once.
func TestAClockThatJumps(t *testing.T) {
	settable(t).overlay(t, t.TempDir())
	if !crash.On || !*clock {
		t.Skip("sets it only with -tags crash and -clock: all of Go has to be built anew for it, which takes minutes")
	}
	engine := settable(t).build(t)
	for _, by := range []time.Duration{time.Hour, -time.Hour} {
		t.Run(by.String(), func(t *testing.T) {
			b := newBench(t, engine, undisturbed(48, cells()...))
			set := func(by time.Duration) {
				require.NoError(t, b.engine.ask(t.Context(), "/clock?by="+by.String(), nil, nil))
			}
			b.life(t, func() {
				b.beginAll(t)
				b.until(t, len(b.trials)/4)
				set(by)
				if by > 0 {
					require.NoError(t, b.finish(t.Context()))
					return
				}
				b.until(t, len(b.trials)) // as far as they come on that clock
				set(0)
			})
			b.life(t, func() { require.NoError(t, b.finish(t.Context())) })
			for _, trial := range b.trials {
				if by > 0 && trial.run.State == workflows.Denied { // an hour is longer than people have to approve
					trial.ending = expires
				}
			}
			b.requireOnce(t)
		})
	}
}
