package api

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"sync"
	"time"

	"sayso/connectors"
)

// Sight is how a run stands at a moment.
type Sight struct {
	Run Run
	ID  string // names this very sight: two that tell the same have the same
}

// watches has one look for all who watch a run: asking the engine costs the same whether one or five hundred want to know.
type watches struct {
	mu   sync.Mutex
	runs map[string]*watched
}

// watched is a run with those who watch it.
type watched struct {
	watchers int
	stop     func()

	mu      sync.Mutex
	latest  *Sight        // nil before the first look
	changed chan struct{} // is closed with the next sight, and then another
	over    bool          // no other sight will come
	err     error         // why, where the run hasn't ended
}

// How often the engine is asked. The end of a run is known at once.
const (
	lookAtRunning = 200 * time.Millisecond
	lookTries     = 10 // in a row that may fail before those who watch are told
)

// follow calls each with how a run stands, whenever that changes, until it has ended, ctx ends or each has had enough.
func (w *watches) follow(ctx context.Context, s *Service, id string, each func(Sight) bool) error {
	run := w.join(s, id)
	defer w.leave(id, run)
	var seen *Sight
	for {
		latest, changed, over, err := run.now()
		if latest != nil && latest != seen {
			if seen = latest; !each(*latest) {
				return nil
			}
		}
		if over {
			return err
		}
		select {
		case <-changed:
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// join counts one more who watches a run. The first has somebody look at it.
func (w *watches) join(s *Service, id string) *watched {
	w.mu.Lock()
	defer w.mu.Unlock()
	run := w.runs[id]
	if run == nil {
		ctx, stop := context.WithCancel(context.Background())
		run = &watched{stop: stop, changed: make(chan struct{})}
		if w.runs == nil {
			w.runs = map[string]*watched{}
		}
		w.runs[id] = run
		go run.look(ctx, s, id)
	}
	run.watchers++
	return run
}

// leave counts one less. After the last nobody looks any more.
func (w *watches) leave(id string, run *watched) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if run.watchers--; run.watchers == 0 {
		run.stop()
		if w.runs[id] == run {
			delete(w.runs, id)
		}
	}
}

func (r *watched) now() (latest *Sight, changed <-chan struct{}, over bool, err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.latest, r.changed, r.over, r.err
}

// look asks the engine, over and over, until the run has ended.
func (r *watched) look(ctx context.Context, s *Service, id string) {
	ended := make(chan struct{})
	go func() {
		_ = s.Temporal.GetWorkflow(ctx, id, "").Get(ctx, nil) // the outcome is read below
		close(ended)
	}()
	tick := time.NewTicker(lookAtRunning)
	defer tick.Stop()
	for failed := 0; ; {
		run, err := s.Get(ctx, id)
		switch {
		case err == nil:
			failed = 0
			r.tell(run.shown(), run.Ended != nil)
		case ctx.Err() != nil:
			return
		default:
			if failed++; failed == lookTries || connectors.KindOf(err) == connectors.NotFound {
				r.giveUp(err)
				return
			}
		}
		if err == nil && run.Ended != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-ended:
			ended = nil // and once more, for the outcome
		case <-tick.C:
		}
	}
}

// tell hands a sight to those who watch, where it is a new one.
func (r *watched) tell(run Run, over bool) {
	raw, err := json.Marshal(run)
	if err != nil {
		r.giveUp(err)
		return
	}
	sum := sha256.Sum256(raw)
	sight := &Sight{run, hex.EncodeToString(sum[:8])}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over = over
	if r.latest == nil || r.latest.ID != sight.ID || over {
		if r.latest == nil || r.latest.ID != sight.ID {
			r.latest = sight
		}
		close(r.changed)
		r.changed = make(chan struct{})
	}
}

func (r *watched) giveUp(err error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.over, r.err = true, err
	close(r.changed)
	r.changed = make(chan struct{})
}
