// Command sayso turns a sentence into a plan and carries it out. This package reads flags, wires the parts together and writes to the
// terminal; it decides nothing.
package main

import (
	"context"
	"errors"
	"os"
	"os/signal"
	"syscall"
	_ "time/tzdata" // dates must not depend on what the machine has installed
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	go func() { // the first Ctrl-C ends in order, the second at once
		<-ctx.Done()
		stop()
	}()
	t := newTerminal(os.Stdin, os.Stdout, os.Stderr)
	err := command(t).ExecuteContext(ctx)
	stop()
	os.Exit(finish(t, err))
}

// finish reports an error and gives the exit code.
func finish(t *terminal, err error) int {
	var code exit
	switch {
	case err == nil:
		return 0
	case errors.As(err, &code):
		return int(code)
	}
	return t.fail(err)
}
