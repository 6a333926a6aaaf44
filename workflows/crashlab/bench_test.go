package crashlab_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
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
)

// bench is an engine's folder and a vendor, with the trials that go on there.
type bench struct {
	t       *testing.T
	dir     string
	program string // that plays the engine
	vendor  *process
	engine  *process
	lives   int
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
				t.hit(now)
			}
		}
		b.mu.Unlock()
		if b.count(func(t *trial) bool { return !t.over }) == 0 && len(b.queue) == 0 || !calm.IsZero() && time.Since(calm) > b.calm {
			return nil
		}
	}
}

// live is one life of the engine: it ends when it is to be killed, or when all is over.
func (b *bench) live(ctx context.Context, calm *time.Time) (err error) {
	b.lives++
	if err := b.arm(); err != nil {
		return err
	}
	if b.engine, err = b.startEngine(ctx); err != nil {
		return err
	}
	standing, first, begun := 0, time.Time{}, 0
	tick := time.NewTicker(pollPause)
	defer tick.Stop()
	begun += b.begin(ctx, begunEach)
	for {
		select {
		case line, ok := <-b.engine.said:
			if !ok {
				return errors.New("the engine ended by itself: " + b.engine.errs.String())
			}
			if t := b.hear(line); t != nil {
				if t.ending == cancelled && t.cancel < cancelAtOnce {
					b.cancelTrial(ctx, t)
				}
				if standing++; standing == 1 {
					first = time.Now()
				}
			}
		case <-tick.C:
			b.poll(ctx)
			begun += b.begin(ctx, begunEach-begun)
		case <-ctx.Done():
			return ctx.Err()
		}
		unfired := b.count(func(t *trial) bool { return !t.over && !t.fired && time.Since(t.begun) < notReached })
		if unfired > 0 || standing > 0 || len(b.queue) > 0 {
			*calm = time.Time{}
		} else if calm.IsZero() {
			*calm = time.Now()
		}
		left := b.count(func(t *trial) bool { return !t.over })
		switch {
		case standing > 0 && (time.Since(first) > patience || b.count((*trial).onItsWay)+b.count((*trial).toBeCancelled) == 0):
			return nil
		case standing == 0 && left == 0 && len(b.queue) == 0:
			return nil
		case !calm.IsZero() && time.Since(*calm) > b.calm:
			b.askWhereTheyStand(ctx)
			return nil
		}
	}
}

// askWhereTheyStand has the engine tell what happened in the runs that come to no end.
func (b *bench) askWhereTheyStand(ctx context.Context) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, t := range b.trials {
		if t.over {
			continue
		}
		var told string
		if err := b.engine.ask(ctx, "/history?id="+t.id, nil, &told); err != nil {
			told = err.Error()
		}
		t.hindered += "\n" + told
	}
}

// startEngine starts an engine. Where another process of the machine was quicker to take a port that the engine had just found free, another
// one is started.
func (b *bench) startEngine(ctx context.Context, env ...string) (p *process, err error) {
	for range 5 {
		p, err = startProcess(ctx, b.program, "engine", append(env, dirVariable+"="+b.dir, vendorVariable+"="+b.vendor.url)...)
		if err == nil || !strings.Contains(err.Error(), "address already in use") {
			return p, err
		}
	}
	return nil, err
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

// arm writes down where the next process is to die: for the trials that go on, and for those that may be begun in it.
func (b *bench) arm() error {
	armed := map[string]aim{}
	b.mu.Lock()
	for _, t := range b.trials {
		if !t.fired && !t.over {
			a := t.aim
			a.Anew = a.Anew && !t.started
			armed[t.id] = a
		}
	}
	b.mu.Unlock()
	for _, t := range b.queue[:min(len(b.queue), 4*inFlight)] {
		armed[t.id] = t.aim
	}
	raw, err := json.Marshal(armed)
	if err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(b.dir, "armed.json"), raw, 0o600)
}

// hear takes in what the engine says, and reports whether a trial has come to its point.
func (b *bench) hear(line string) (at *trial) {
	what, id, _ := strings.Cut(line, " ")
	b.mu.Lock()
	defer b.mu.Unlock()
	t := b.trials[id]
	if t == nil {
		return nil
	}
	switch {
	case what == "at":
		t.fired, t.stood = true, time.Now()
		return t
	case what == "on" && !t.killed.IsZero() && t.resumed.IsZero():
		t.resumed = time.Now()
	}
	return nil
}

// onItsWay reports whether a trial will soon come to its point.
func (t *trial) onItsWay() bool { return !t.fired && !t.over && time.Since(t.begun) < onItsWay }

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
