package workflows

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// Codes of what comes of approvals.
const (
	CodeFourEyes = "four_eyes" // a decision is refused: who started the run can't approve it
	CodePolicy   = "policy"    // a run is denied: a rule forbids what it was about to do
)

// approve waits for a person at an approve step.
func (r *run) approve(ctx workflow.Context, f frame, n *node) *stop {
	text, err := r.approvalText(n.Approve, f.scope)
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	r.mark(ctx, n, StepWaiting)
	n.outcome.Says = text
	halt := r.approval(ctx, n, n.frozen.Timeout, Question{Step: f.at(n), Says: text, By: n.Approve.By, FourEyes: n.Approve.FourEyes, Digest: r.bind(f.at(n), text)})
	if halt == nil {
		r.keep(f, n, nil)
		n.outcome.Times++
		r.mark(ctx, n, StepDone)
	}
	return halt
}

// pass waits for the approvals that policy asks for before a step and that the start of the run didn't give. Arguments that a person
// changed are held against it anew, for nobody has approved them.
func (r *run) pass(ctx workflow.Context, f frame, n *node, with map[string]any, changed bool) *stop {
	closed := r.closedGates(n, with, changed)
	if len(closed) == 0 {
		return nil
	}
	asks := plan.Strictest(closed)
	says := r.sayGates(n, asks.Says.In(r.lang))
	if asks.Deny {
		return r.denied(ctx, n, activities.Failure{Kind: connectors.Denied, Code: CodePolicy, Message: says})
	}
	shown, err := json.Marshal(with)
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	r.mark(ctx, n, StepWaiting)
	return r.approval(ctx, n, asks.Timeout, Question{Step: f.at(n), Says: says, By: asks.By, FourEyes: asks.FourEyes, Digest: r.bind(f.at(n), says+string(shown))})
}

// closedGates lists the gates that a step with these arguments doesn't pass.
func (r *run) closedGates(n *node, with map[string]any, changed bool) (closed []plan.Gate) {
	gates := n.frozen.Gates
	if changed {
		gates = slices.Concat(gates, n.frozen.Latent)
	}
	for _, g := range gates {
		if !changed && r.opened(g) || !g.Applies(with) {
			continue
		}
		closed = append(closed, g)
	}
	return closed
}

// opened reports whether who started the run opened a gate by it. A gate that somebody else is to open stays closed.
func (r *run) opened(g plan.Gate) bool {
	return g.Known && r.start.Approved && !g.Deny && !g.FourEyes && (g.By == "" || samePerson(g.By, r.start.By))
}

func samePerson(a, b string) bool {
	return strings.EqualFold(strings.TrimSpace(a), strings.TrimSpace(b))
}

// twoPeople reports whether two names are known to be those of two people. Nobody in particular is never another one.
func twoPeople(a, b string) bool {
	return strings.TrimSpace(a) != "" && strings.TrimSpace(b) != "" && !samePerson(a, b)
}

func (r *run) approval(ctx workflow.Context, n *node, wait time.Duration, q Question) *stop {
	q.Kind, q.Choices = AskApproval, []Choice{Approve, Reject}
	if q.FourEyes {
		q.Says += " (" + sayFourEyes(r.start.By).in(r.lang) + ")"
	}
	decision := r.ask(ctx, q, wait, nil)
	if decision != nil && decision.Choice == Approve {
		return nil
	}
	if decision == nil && ctx.Err() != nil {
		r.mark(ctx, n, StepFailed)
		return &stop{state: Undone, cancel: true, node: n}
	}
	return r.denied(ctx, n, r.denial(decision, wait))
}

// denied ends the run because a step may not go on.
func (r *run) denied(ctx workflow.Context, n *node, f activities.Failure) *stop {
	r.fail(ctx, n, StepFailed, f)
	return &stop{state: Denied, failure: &f, node: n}
}

func (r *run) approvalText(a *plan.Approve, scope map[string]any) (string, error) {
	if a.Text == "" {
		return r.sayApprove(), nil
	}
	filled, err := expr.Fill(a.Text, scope, expr.Lang(r.lang))
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
