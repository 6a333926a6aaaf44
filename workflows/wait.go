package workflows

import (
	"encoding/json"
	"fmt"
	"time"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// wait lets time pass, or waits for something to happen.
func (r *run) wait(ctx workflow.Context, f frame, n *node) *stop {
	filled, err := expr.Fill(map[string]any{"for": n.Wait.For, "until": n.Wait.Until, "with": n.Wait.With}, f.scope)
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	values, _ := filled.(map[string]any)
	if n.Wait.Event != "" {
		with, _ := values["with"].(map[string]any)
		return r.waitForEvent(ctx, f, n, with)
	}
	span, err := r.span(ctx, values["for"], values["until"])
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	r.waits(ctx, n, workflow.Now(ctx).Add(span))
	if span > 0 {
		err = workflow.NewTimerWithOptions(ctx, span, workflow.TimerOptions{Summary: n.outcome.Says}).Get(ctx, nil)
	}
	r.keep(f, n, nil)
	if err != nil {
		return &stop{state: Undone, cancel: true}
	}
	return nil
}

func (r *run) waits(ctx workflow.Context, n *node, until time.Time) {
	n.outcome.Says = r.say("Wait until %s", "Warten bis %s", until.Format("2006-01-02 15:04 MST"))
	r.mark(ctx, n, StepWaiting)
}

// span reads how long to wait: a duration, or the time until a day or a point in time.
func (r *run) span(ctx workflow.Context, duration, until any) (time.Duration, error) {
	if text, ok := duration.(string); ok && text != "" {
		return connectors.ParseDuration(text)
	}
	text, _ := until.(string)
	for _, layout := range []string{time.RFC3339, "2006-01-02T15:04", "2006-01-02 15:04", time.DateOnly} {
		if at, err := time.Parse(layout, text); err == nil {
			return at.Sub(workflow.Now(ctx)), nil
		}
	}
	return 0, fmt.Errorf("%q is neither a day nor a point in time", text)
}

// waitForEvent waits for an event that fits. Where none comes in time the step has failed, and its on_failure says what follows.
func (r *run) waitForEvent(ctx workflow.Context, f frame, n *node, with map[string]any) *stop {
	wait := n.frozen.Timeout // 0: without end
	n.outcome.Says = r.say("Wait for %s", "Auf %s warten", n.Wait.Event)
	r.mark(ctx, n, StepWaiting)
	var got *Event
	come := func() bool {
		for i, e := range r.events {
			if e.Event == n.Wait.Event && fits(e.Payload, with) {
				got = &e
				r.events = append(r.events[:i:i], r.events[i+1:]...)
				return true
			}
		}
		return false
	}
	var err error
	ok := true
	if wait > 0 {
		ok, err = workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{Timeout: wait, TimerOptions: workflow.TimerOptions{Summary: n.outcome.Says}}, come)
	} else {
		err = workflow.Await(ctx, come)
	}
	switch {
	case err != nil:
		return &stop{state: Undone, cancel: true}
	case !ok && n.OnFailure == plan.OnFailureContinue:
		r.keep(f, n, nil)
		return nil
	case !ok:
		return r.failed(ctx, n, activities.Failure{Kind: connectors.NotFound, Code: "no_event",
			Message: r.say("%s did not happen within %s", "%s ist innerhalb von %s nicht geschehen", n.Wait.Event, wait)})
	}
	raw, err := json.Marshal(got.Payload)
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	r.keep(f, n, raw)
	return nil
}

// fits reports whether an event has the values that the wait asks for.
func fits(payload, with map[string]any) bool {
	for _, name := range workflow.DeterministicKeys(with) {
		if want := with[name]; want != nil && connectors.Words("en", payload[name]) != connectors.Words("en", want) {
			return false
		}
	}
	return true
}
