package api

import (
	"context"
	"errors"
	"time"

	"go.temporal.io/api/serviceerror"
)

// A run that has only just been started takes no question and no decision until its first task is done.
const (
	readyWithin = 10 * time.Second // then it has no worker, or that one is overloaded
	readyPause  = 20 * time.Millisecond
)

// whenReady asks a run something, again and again while it is too young to answer, for so long at most.
func whenReady[T any](ctx context.Context, within time.Duration, ask func(context.Context) (T, error)) (T, error) {
	until := time.NewTimer(within)
	defer until.Stop()
	again := time.NewTicker(readyPause)
	defer again.Stop()
	for {
		got, err := ask(ctx)
		if _, young := errors.AsType[*serviceerror.WorkflowNotReady](err); !young {
			return got, err
		}
		select {
		case <-ctx.Done():
			return got, ctx.Err()
		case <-until.C:
			return got, err
		case <-again.C:
		}
	}
}
