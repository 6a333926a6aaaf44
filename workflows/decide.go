package workflows

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/activities/crash"
	"sayso/workflows/plan"
)

// pending is a question that waits for its answer.
type pending struct {
	Question
	decision *Decision
}

// listen makes the run answer questions about itself, take decisions and hear of events.
func (r *run) listen(ctx workflow.Context) error {
	if err := workflow.SetQueryHandler(ctx, QueryView, func() (Outcome, error) { return r.view(), nil }); err != nil {
		return err
	}
	workflow.Go(ctx, func(ctx workflow.Context) {
		keep, events := workflow.GetSignalChannel(ctx, SignalKeep), workflow.GetSignalChannel(ctx, SignalEvent)
		s := workflow.NewSelector(ctx)
		s.AddReceive(keep, func(c workflow.ReceiveChannel, _ bool) { c.Receive(ctx, nil); r.keepAll = true })
		s.AddReceive(events, func(c workflow.ReceiveChannel, _ bool) {
			var e Event
			c.Receive(ctx, &e)
			r.events = append(r.events, e)
		})
		for {
			s.Select(ctx)
		}
	})
	return workflow.SetUpdateHandlerWithOptions(ctx, UpdateDecide,
		func(_ workflow.Context, d Decision) error {
			p := r.asked(d.Step)
			p.decision = &d
			r.forget(p) // a second decision finds no question
			crash.At(crash.Deciding, r.id, p.Step)
			return nil
		},
		workflow.UpdateHandlerOptions{Validator: r.refuse})
}

// asked gives the question that a decision is about: that of its step, or the oldest where it names none.
func (r *run) asked(step string) *pending {
	for _, p := range r.pending {
		if step == "" || p.Step == step {
			return p
		}
	}
	return nil
}

func (r *run) forget(p *pending) {
	r.pending = slices.DeleteFunc(r.pending, func(q *pending) bool { return q == p })
	if len(r.pending) == 0 {
		r.state = Running
	}
}

// refuse says why a decision can't be taken, nil where it can.
func (r *run) refuse(d Decision) error {
	p := r.asked(d.Step)
	no := func(code string, says words) error {
		return temporal.NewNonRetryableApplicationError(says.in(r.lang), code, nil)
	}
	switch {
	case len(r.pending) == 0:
		return no("not_waiting", sayNotWaiting)
	case p == nil:
		return no("other_step", sayOtherStep(r.pending[0].Step))
	case d.Digest != p.Digest:
		return no("digest_changed", sayDigestChanged)
	case !slices.Contains(p.Choices, d.Choice):
		return no("not_a_choice", sayNotAChoice(p.Choices))
	case p.FourEyes && d.Choice == Approve && !twoPeople(r.start.By, d.By):
		return no(CodeFourEyes, sayFourEyes(r.start.By))
	case d.With != nil && p.Kind == AskPaused: // an earlier attempt may be under way, and keeps its key
		return no("paused", sayOnlyRetry)
	case d.Choice == Skip && len(d.Output) > 0 && !json.Valid(d.Output):
		return no("bad_output", sayBadOutput)
	}
	return nil
}

// ask puts a question and waits for the decision. It gives nil where none came within the time (0: without end) or the run was
// cancelled. failed is the step that a question about a failure is about, nil for an approval.
func (r *run) ask(ctx workflow.Context, q Question, wait time.Duration, failed *node) *Decision {
	if wait > 0 {
		until := workflow.Now(ctx).Add(wait)
		q.Until = &until
	}
	if q.Digest == "" {
		q.Digest = r.bind(q.Step, string(q.Kind)+q.Says)
	}
	p := &pending{Question: q}
	r.pending = append(r.pending, p)
	r.state = Parked
	r.show(ctx)
	r.index(ctx, failed)
	decided := func() bool { return p.decision != nil }
	if wait > 0 {
		_, _ = workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{Timeout: wait, TimerOptions: workflow.TimerOptions{Summary: plan.Summary(q.Says)}}, decided)
	} else {
		_ = workflow.Await(ctx, decided)
	}
	r.forget(p)
	r.show(ctx)
	r.index(ctx, nil)
	if p.decision != nil {
		r.settle(ctx)
		crash.At(crash.Settling, r.id, q.Step)
	} else {
		crash.At(crash.Expired, r.id, q.Step)
	}
	return p.decision
}

// decide asks what follows on a step that failed with these arguments. The run goes on where the stop is nil; a decision for Retry has the
// step done anew.
func (r *run) decide(ctx workflow.Context, f frame, n *node, with map[string]any, failure activities.Failure, kind AskKind) (*Decision, *stop) {
	says := r.sayFailedStep(n, failure)
	if kind == AskUnknown {
		says = r.sayUnknown(n, failure)
	}
	d := r.ask(ctx, Question{Step: f.at(n), Kind: kind, Says: says, With: with, Choices: []Choice{Retry, Skip, Undo, Stop}}, 0, n)
	switch { // a person says that it was done, or lets it be
	case kind == AskUnknown && d != nil && d.Choice == Skip:
		r.lasting(n, what(n))
	case kind == AskUnknown && (d == nil || d.Choice != Retry):
		r.lasting(n, r.sayPerhaps(what(n)))
	}
	switch {
	case d == nil:
		return nil, &stop{state: Undone, cancel: true, failure: &failure, node: n}
	case d.Choice == Retry:
		if kind == AskUnknown { // a person says that it did not happen: it gets a key of its own
			r.anew(ctx, f.at(n))
		}
		return d, nil
	case d.Choice == Skip:
		n.outcome.Error = ""
		r.keep(f, n, d.Output)
		r.mark(ctx, n, StepDone)
		return d, nil
	case d.Choice == Stop:
		return d, &stop{state: Failed, failure: &failure, node: n, keep: true}
	}
	return d, &stop{state: Undone, failure: &failure, node: n, decided: true}
}

// bind makes the digest that a decision must carry: of the plan, the step and the very words that were shown.
func (r *run) bind(path, shown string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %q %q", r.start.Digest(), path, shown))
	return "sha256:" + hex.EncodeToString(sum[:])
}
