package crashlab_test

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"time"

	"sayso/api"
	"sayso/workflows"
)

// poll looks after all trials: starts those whose start was lost, cancels, answers what is asked, and sees who is over.
func (b *bench) poll(ctx context.Context) {
	var open []string
	if err := b.engine.ask(ctx, "/open", nil, &open); err != nil {
		return // it is about to die
	}
	states := map[string]string{}
	for _, line := range open {
		id, state, _ := strings.Cut(line, " ")
		states[id] = state
	}
	b.mu.Lock()
	var list []*trial
	for _, t := range b.trials {
		if !t.over && !t.busy {
			list = append(list, t)
		}
	}
	b.mu.Unlock()
	for _, t := range list {
		state, goesOn := states[t.id]
		switch {
		case !t.started:
			b.start(ctx, t)
		case t.ending == cancelled && t.cancelAt.IsZero() && goesOn && (t.fired && time.Since(t.stood) > t.cancel || time.Since(t.begun) > notReached):
			b.cancelTrial(ctx, t)
		case !goesOn, strings.Contains(state, string(workflows.Parked)):
			b.look(ctx, t)
		}
	}
}

func (b *bench) cancelTrial(ctx context.Context, t *trial) {
	b.tell(t, func(engine *process) {
		if engine.ask(ctx, "/cancel?id="+t.id, nil, nil) == nil {
			b.mu.Lock()
			t.cancelAt = time.Now()
			b.mu.Unlock()
		}
	})
}

// look sees how a run stands, and answers what it asks.
func (b *bench) look(ctx context.Context, t *trial) {
	b.tell(t, func(engine *process) {
		var run api.Run
		if err := engine.ask(ctx, "/run?id="+t.id, nil, &run); err != nil {
			b.hinders(t, err)
			return
		}
		if run.Ended != nil {
			b.mu.Lock()
			t.run, t.over = run, true
			b.wentOn(t)
			b.mu.Unlock()
			return
		}
		if q := run.Question; q != nil && (q.Kind != workflows.AskApproval || t.ending != expires) {
			b.decide(ctx, engine, t, *q)
		}
	})
}

// hinders notes what kept a trial from going on last, for who wonders why it is stuck.
func (b *bench) hinders(t *trial, err error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	t.hindered = time.Now().Format("15:04:05.000 ") + err.Error()
}

func (b *bench) decide(ctx context.Context, engine *process, t *trial, q workflows.Question) {
	choice, output := t.decision(q, b.log(ctx, t.id))
	b.mu.Lock()
	switch q.Kind {
	case workflows.AskApproval:
		t.refused = choice == workflows.Reject // its answer may be lost
		if t.approvedAt.IsZero() && choice == workflows.Approve {
			t.approvedAt = time.Now()
		}
	case workflows.AskUndoFailed:
		t.asked = append(t.asked, q.Says)
	}
	b.mu.Unlock()
	d := api.DecideRequest{Run: t.id, Step: q.Step, Choice: choice, Digest: q.Digest, By: "somebody", Output: json.RawMessage(output)}
	if output == "" {
		d.Output = nil
	}
	if err := engine.ask(ctx, "/decide", d, nil); err != nil {
		b.hinders(t, err)
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	switch {
	case q.Kind != workflows.AskUnknown:
	case t.classOf(q.Step) != classC:
		t.asked = append(t.asked, q.Says)
	case t.cell.Class == classC: // otherwise it is a step beside the one that the trial is about
		t.unknown++
	}
}

// log gives what the vendor logged of a run.
func (b *bench) log(ctx context.Context, run string) (list []entry) {
	if err := request(ctx, http.MethodGet, b.vendor.url+"/log?run="+url.QueryEscape(run), nil, &list); err != nil {
		b.t.Errorf("the vendor doesn't answer: %v", err)
	}
	return list
}
