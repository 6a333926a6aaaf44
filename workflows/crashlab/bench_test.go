package crashlab_test

import (
	"context"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"sayso/activities/crash"
)

// How a bench goes about its trials.
const (
	inFlight     = 64                     // trials at the same time
	atOnce       = 8                      // trials on their way to their points
	begunEach    = 12                     // trials that are begun in one life of the engine
	onItsWay     = 3 * time.Second        // how long a trial takes to its point, unless it waits for something
	patience     = 500 * time.Millisecond // for others to come to theirs, once the first has
	pollPause    = 150 * time.Millisecond
	cancelAtOnce = 200 * time.Millisecond // a trial that is to be cancelled sooner is cancelled while it stands at its point
	notReached   = 20 * time.Second       // after which a trial's point is not waited for any more
	sparedEach   = 6                      // lives from one that is spared to the next, at least
	sparedTime   = 30 * time.Second       // that a life is spared at most
)

// bench is an engine's folder and a vendor, with the trials that go on there.
type bench struct {
	t       *testing.T
	dir     string
	program string // that plays the engine
	vendor  *process
	engine  *process
	lives   int
	spared  bool          // nothing is killed in this life until all have gone on
	sparing int           // the life that was spared last
	calm    time.Duration // for all to come to an end once nothing is killed any more

	mu     sync.Mutex
	trials map[string]*trial // that were begun
	queue  []*trial          // still to be begun
	asking sync.WaitGroup
}

// calmTime is far longer than the server waits before it gives a lost step out again.
const calmTime = 90 * time.Second

func newBench(t *testing.T, program string, trials []*trial) *bench {
	t.Helper()
	b := &bench{t: t, dir: t.TempDir(), program: program, calm: calmTime, trials: map[string]*trial{}, queue: slices.Clone(trials)}
	b.vendor = startVendor(t, b.dir)
	return b
}

// run carries all trials out, through as many lives of the engine as it takes.
func (b *bench) run(ctx context.Context) error {
	var calm time.Time // since when nothing is left to be killed
	for {
		if err := b.live(ctx, &calm); err != nil {
			return err
		}
		b.engine.kill()
		b.asking.Wait()
		now := time.Now()
		b.mu.Lock()
		for _, t := range b.trials {
			if t.fired && !t.over && t.resumed.IsZero() {
				t.killed = now
			}
		}
		b.mu.Unlock()
		if b.count(func(t *trial) bool { return !t.over }) == 0 && len(b.queue) == 0 || !calm.IsZero() && time.Since(calm) > b.calm {
			return nil
		}
	}
}

func (b *bench) count(is func(*trial) bool) (n int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, t := range b.trials {
		if is(t) {
			n++
		}
	}
	return n
}

// onItsWay reports whether a trial will soon come to its point.
func (t *trial) onItsWay() bool { return !t.fired && !t.over && time.Since(t.begun) < onItsWay }

// standsStill reports whether the process died for a trial and it hasn't gone on.
func (t *trial) standsStill() bool { return !t.over && !t.killed.IsZero() && t.resumed.IsZero() }

// toBeCancelled reports whether a trial stands at its point and is just being cancelled there.
func (t *trial) toBeCancelled() bool {
	return t.fired && !t.over && t.killed.IsZero() && t.ending == cancelled && t.cancel < cancelAtOnce && t.cancelAt.IsZero()
}

// begin starts trials, as many as may go on at the same time, and gives their number.
func (b *bench) begin(ctx context.Context, most int) (begun int) {
	for begun < most && b.count(func(t *trial) bool { return !t.over }) < inFlight && b.count((*trial).onItsWay) < atOnce {
		i := slices.IndexFunc(b.queue, b.mayBegin)
		if i < 0 {
			break
		}
		b.beginAt(ctx, i)
		begun++
	}
	return begun
}

// beginAt starts a trial of the queue.
func (b *bench) beginAt(ctx context.Context, i int) {
	t := b.queue[i]
	b.queue = slices.Delete(b.queue, i, i+1)
	t.begun = time.Now()
	b.mu.Lock()
	b.trials[t.id] = t
	b.mu.Unlock()
	b.start(ctx, t)
}

// mayBegin keeps two trials from renewing the credential, which is one for all, at the same time.
func (b *bench) mayBegin(t *trial) bool {
	return t.aim.Point != crash.Renewed || b.count(func(t *trial) bool { return t.aim.Point == crash.Renewed && t.onItsWay() }) == 0
}

// tell has something asked or told beside everything else, at most one thing at a time for a trial.
func (b *bench) tell(t *trial, do func(*process)) {
	engine := b.engine
	b.mu.Lock()
	defer b.mu.Unlock()
	if t.busy {
		return
	}
	t.busy = true
	b.asking.Go(func() {
		do(engine)
		b.mu.Lock()
		defer b.mu.Unlock()
		t.busy = false
	})
}

func (b *bench) start(ctx context.Context, t *trial) {
	b.tell(t, func(engine *process) {
		if err := engine.ask(ctx, "/start", beginning{t.id, t.plan, t.before}, nil); err == nil {
			b.mu.Lock()
			t.started = true
			b.mu.Unlock()
		} else if strings.Contains(err.Error(), "no plan") {
			b.t.Errorf("seed %d: %v", t.seed, err)
		}
	})
}
