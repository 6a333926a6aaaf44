package api

import (
	"context"
	"sync"
)

// turns lets a few do something at the same time and has the others wait for their turn.
//
// A start is a transaction of a database with one writer: those that wait for it in the engine hold up the runs that are under way, and
// give up after ten seconds.
//
// A run's question is read by a query and decided by an update, and both wait in the engine for the run's worker. There each costs more
// the longer it waits: the client asks for an update's outcome several times a second, a query gives up after ten seconds and is sent
// again, and those whose worker seems too busy go to another queue that the worker, being busy, doesn't look at. A thousand at once spend
// all their time on that, and hundreds of them fail after half a minute. Waiting here costs nothing, and everybody's turn comes.
type turns struct {
	once sync.Once
	free chan struct{}
}

// atOnce keeps two cores busy; with more of them none comes earlier.
const atOnce = 16

// take waits for a turn. Who has it calls done when it is over.
func (t *turns) take(ctx context.Context) (done func(), err error) {
	t.once.Do(func() { t.free = make(chan struct{}, atOnce) })
	select {
	case t.free <- struct{}{}:
		return func() { <-t.free }, nil
	case <-ctx.Done():
		return nil, engineError(ctx.Err())
	}
}
