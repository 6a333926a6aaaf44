package api

import (
	"context"
	"sync"
)

// turns lets a few do something at the same time and has the others wait for their turn.
//
// A run's question is read by a query and decided by an update. Whoever waits for one in the engine costs it work: the client asks for an
// update's outcome several times a second, a query gives up after ten seconds and is sent again, and both have the state of their run
// loaded anew once there are more of them than the engine keeps in memory. A thousand at once spend all their time on that. Waiting here
// costs nothing.
type turns struct {
	once sync.Once
	free chan struct{}
}

// decidedAtOnce keeps two cores busy; more of them make no decision come earlier.
const decidedAtOnce = 16

// take waits for a turn. Who has it calls done when it is over.
func (t *turns) take(ctx context.Context) (done func(), err error) {
	t.once.Do(func() { t.free = make(chan struct{}, decidedAtOnce) })
	select {
	case t.free <- struct{}{}:
		return func() { <-t.free }, nil
	case <-ctx.Done():
		return nil, engineError(ctx.Err())
	}
}
