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
	"sayso/connectors"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// listen makes the run answer questions about itself and take decisions.
func (r *run) listen(ctx workflow.Context) error {
	if err := workflow.SetQueryHandler(ctx, QueryView, func() (Outcome, error) { return r.outcome(), nil }); err != nil {
		return err
	}
	return workflow.SetUpdateHandlerWithOptions(ctx, UpdateDecide,
		func(_ workflow.Context, d Decision) error {
			r.decision, r.question = &d, nil // a second decision finds no question
			return nil
		},
		workflow.UpdateHandlerOptions{Validator: r.refuse})
}

// refuse says why a decision can't be taken, nil where it can.
func (r *run) refuse(d Decision) error {
	q := r.question
	no := func(code string, says words) error {
		return temporal.NewNonRetryableApplicationError(says.in(r.lang), code, nil)
	}
	switch {
	case q == nil:
		return no("not_waiting", sayNotWaiting)
	case d.Step != "" && d.Step != q.Step:
		return no("other_step", sayOtherStep(q.Step))
	case d.Digest != q.Digest:
		return no("digest_changed", sayDigestChanged)
	case !slices.Contains(q.Choices, d.Choice):
		return no("not_a_choice", sayNotAChoice(q.Choices))
	case d.Choice == Skip && len(d.Output) > 0 && !json.Valid(d.Output):
		return no("bad_output", sayBadOutput)
	}
	return nil
}

// ask puts a question and waits for the decision. It gives nil where none came within the time (0: without end) or the run was
// cancelled.
func (r *run) ask(ctx workflow.Context, q Question, wait time.Duration) *Decision {
	before := r.state
	r.state = Parked
	if wait > 0 {
		until := workflow.Now(ctx).Add(wait)
		q.Until = &until
	}
	if q.Digest == "" {
		q.Digest = r.bind(-1, q.Step+string(q.Kind)+q.Says)
	}
	r.question, r.decision = &q, nil
	r.show(ctx)
	r.index(ctx, r.indexOf(q.Step))
	decided := func() bool { return r.decision != nil }
	if wait > 0 {
		_, _ = workflow.AwaitWithOptions(ctx, workflow.AwaitOptions{Timeout: wait, TimerOptions: workflow.TimerOptions{Summary: q.Says}}, decided)
	} else {
		_ = workflow.Await(ctx, decided)
	}
	r.state, r.question = before, nil
	r.show(ctx)
	r.index(ctx, -1)
	return r.decision
}

func (r *run) indexOf(step string) int {
	return slices.IndexFunc(r.steps, func(s StepOutcome) bool { return s.ID == step })
}

// decide asks what follows on a failed step. again means that it is to be done anew.
func (r *run) decide(ctx workflow.Context, i int, f activities.Failure, kind AskKind) (halt *stop, again bool) {
	says := r.sayFailedStep(i, f)
	if kind == AskUnknown {
		says = r.sayUnknown(i, f)
	}
	d := r.ask(ctx, Question{Step: r.steps[i].ID, Kind: kind, Says: says, Choices: []Choice{Retry, Skip, Undo, Stop}}, 0)
	switch {
	case d == nil:
		return &stop{state: Undone, cancel: true, failure: &f}, false
	case d.Choice == Retry:
		if kind == AskUnknown { // a person says that it did not happen: it gets a key of its own
			r.epochs[i]++
		}
		return nil, true
	case d.Choice == Skip:
		r.steps[i].Error = ""
		r.keep(i, d.Output)
		r.mark(ctx, i, StepDone)
		return nil, false
	case d.Choice == Stop:
		return &stop{state: Failed, failure: &f, keep: true}, false
	}
	return &stop{state: Undone, failure: &f}, false
}

// bind makes the digest that a decision must carry: of the plan, the step and the very words that were shown.
func (r *run) bind(i int, shown string) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%q %d %q", r.start.Frozen.Digest, i, shown))
	return "sha256:" + hex.EncodeToString(sum[:])
}

// approve waits for a person at an approve step.
func (r *run) approve(ctx workflow.Context, i int) *stop {
	a := r.start.Frozen.Plan.Steps[i].Approve
	text, err := r.approvalText(a)
	if err != nil {
		return r.failed(ctx, i, invalid(err))
	}
	r.mark(ctx, i, StepWaiting).Says = text
	return r.approval(ctx, i, Question{Step: r.steps[i].ID, Kind: AskApproval, Says: text, By: a.By, Digest: r.bind(i, text)})
}

// pass waits for those approvals that policy asks for before a step and that the start of the run didn't give.
func (r *run) pass(ctx workflow.Context, i int, with map[string]any) *stop {
	says := r.closedGates(i, with)
	if says == "" {
		return nil
	}
	r.mark(ctx, i, StepWaiting)
	return r.approval(ctx, i, Question{Step: r.steps[i].ID, Kind: AskApproval, Says: says, Digest: r.bind(i, says)})
}

func (r *run) approval(ctx workflow.Context, i int, q Question) *stop {
	q.Choices = []Choice{Approve, Reject}
	wait := plan.ApprovalTimeout
	if r.start.Frozen.Plan.Steps[i].Approve != nil {
		wait = r.start.Frozen.Steps[i].Timeout
	}
	decision := r.ask(ctx, q, wait)
	if decision != nil && decision.Choice == Approve {
		if r.start.Frozen.Plan.Steps[i].Approve != nil {
			r.keep(i, nil)
			r.mark(ctx, i, StepDone)
		}
		return nil
	}
	if decision == nil && ctx.Err() != nil {
		r.mark(ctx, i, StepFailed)
		return &stop{state: Undone, cancel: true}
	}
	f := r.denial(decision, wait)
	r.fail(ctx, i, StepFailed, f)
	return &stop{state: Denied, failure: &f}
}

// closedGates says which approvals a step still needs, "" for none.
func (r *run) closedGates(i int, with map[string]any) string {
	var says []string
	for _, g := range r.start.Frozen.Steps[i].Gates {
		if g.Known && r.start.Approved {
			continue
		}
		if !g.Applies(with) {
			continue
		}
		says = append(says, g.Says.In(r.lang))
	}
	if len(says) == 0 {
		return ""
	}
	return r.sayGates(i, says)
}

func (r *run) approvalText(a *plan.Approve) (string, error) {
	if a.Text == "" {
		return r.sayApprove(), nil
	}
	filled, err := expr.Fill(a.Text, r.scope, expr.Lang(r.lang))
	if err != nil {
		return "", err
	}
	text, ok := filled.(string)
	if !ok {
		text = connectors.Words(r.lang, filled)
	}
	return text, nil
}

// denial is the failure of an approval that was refused, or that nobody gave in time.
func (r *run) denial(d *Decision, wait time.Duration) activities.Failure {
	f := activities.Failure{Kind: connectors.Denied, Code: "rejected"}
	if d == nil {
		f.Code, f.Message = "approval_expired", r.sayExpired(wait)
		return f
	}
	f.Message = r.sayRejected(d.By)
	return f
}
