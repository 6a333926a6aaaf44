package crashlab_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"time"
)

// live is one life of the engine: it ends when it is to be killed, or when all is over.
func (b *bench) live(ctx context.Context, calm *time.Time) (err error) {
	b.lives++
	unfired := b.count(func(t *trial) bool { return !t.fired && !t.over })
	if b.spared = b.lives-b.sparing >= sparedEach && unfired <= 2; b.spared { // few pass their points unharmed
		b.sparing = b.lives
	}
	if err := b.arm(); err != nil {
		return err
	}
	if b.engine, err = b.startEngine(ctx); err != nil {
		return err
	}
	if b.spared {
		return b.await(ctx, sparedTime, func(t *trial) bool { return !t.standsStill() })
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

// arm writes down where the next process is to die: for the trials that go on, and for those that may be begun in it. Nowhere, where it is spared.
func (b *bench) arm() error {
	armed := map[string]aim{}
	if !b.spared {
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
	switch what {
	case "at":
		t.fired, t.stood = true, time.Now()
		return t
	case "on":
		b.wentOn(t)
	}
	return nil
}

// wentOn notes when a trial goes on for which the process died.
func (b *bench) wentOn(t *trial) {
	if t.killed.IsZero() || !t.resumed.IsZero() {
		return
	}
	t.resumed = time.Now()
	if b.spared {
		t.recovery = t.resumed.Sub(t.killed)
	}
}

// finish brings all trials to an end in an engine that nobody kills.
func (b *bench) finish(ctx context.Context) error {
	return b.await(ctx, b.calm, func(t *trial) bool { return t.over }) // the oracle finds those that are stuck
}

// await lets the engine live until all trials are as they are to be, or for some time.
func (b *bench) await(ctx context.Context, most time.Duration, is func(*trial) bool) error {
	tick := time.NewTicker(pollPause)
	defer tick.Stop()
	enough := time.After(most)
	for b.count(func(t *trial) bool { return !is(t) }) > 0 {
		select {
		case line, ok := <-b.engine.said:
			if !ok {
				return errors.New("the engine ended by itself: " + b.engine.errs.String())
			}
			b.hear(line)
		case <-tick.C:
			b.poll(ctx)
		case <-enough:
			b.giveUp()
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}
	return nil
}

// giveUp waits no longer for trials to go on: so long they have stood still, at least.
func (b *bench) giveUp() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, t := range b.trials {
		if t.standsStill() {
			t.recovery = time.Since(t.killed)
		}
	}
}
