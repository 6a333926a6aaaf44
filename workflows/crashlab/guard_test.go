package crashlab_test

import (
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"sayso/activities/crash"
)

// aim says where a process is to die for a run.
type aim struct {
	Point   crash.Point `json:"point"`
	Path    string      `json:"path"`    // of the step; "" for any
	Name    string      `json:"name"`    // of its effect
	Visible bool        `json:"visible"` // only in the visible lane
	Anew    bool        `json:"anew"`    // not before the run was begun, for an earlier one has its id
}

// guard stops a run at the point that is meant for it, and tells the laboratory, which kills the process.
type guard struct {
	mu      sync.Mutex
	armed   map[string]aim  // by run
	woken   map[string]bool // runs that have gone on in this process
	visible map[string]bool // by run and path
	release chan struct{}
	sleeper bool // the process is to be suspended

	underway atomic.Int32 // steps
}

func (g *guard) told(p crash.Point, run, path string) {
	g.mu.Lock()
	if !g.woken[run] {
		g.woken[run] = true
		fmt.Println("on " + run)
	}
	a, ok := g.armed[run]
	hit := ok && !a.Anew && a.Point == p && (a.Path == "" || a.Path == path || a.Name == path) && (!a.Visible || g.visible[run+" "+a.Path])
	if hit {
		delete(g.armed, run)
		fmt.Println("at " + run)
	}
	g.mu.Unlock()
	if hit && p != crash.Waiting {
		g.stand()
	}
}

// asleep is how long nothing happens in a process that was suspended, at least.
const asleep = 3 * time.Second

// stand waits until the step may go on. In a process that was suspended that is as soon as it wakes up, before anything else can tell the step that it is
// thought lost.
func (g *guard) stand() {
	for last := time.Now(); ; last = time.Now() {
		select {
		case <-g.release:
			return
		case <-time.After(5 * time.Millisecond):
		}
		if g.sleeper && time.Since(last) > asleep {
			return
		}
	}
}

// half reports whether the process is to die half-way through sending something.
func (g *guard) half(name string) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	for run, a := range g.armed {
		if a.Point == crash.HalfSent && a.Name == name && !a.Anew {
			return !a.Visible || g.visible[run+" "+a.Path]
		}
	}
	return false
}

// ready says that a run is the one that is meant, and no earlier one of its id.
func (g *guard) ready(run string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if a, ok := g.armed[run]; ok {
		a.Anew = false
		g.armed[run] = a
	}
}

// drain waits until no step is under way. Others may begin meanwhile: a worker that was asleep is given what was meant for it.
func (g *guard) drain() {
	for g.underway.Load() > 0 {
		time.Sleep(pollPause)
	}
}

func (g *guard) seeVisible(run, path string) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.visible[run+" "+path] = true
}
