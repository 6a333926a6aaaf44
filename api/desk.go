package api

import (
	"context"
	"maps"
	"slices"
	"strings"

	"sayso/api/audit"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// Desk is the use cases for one caller. Each asks first whether the caller may, keeps to the caller's workspace, where what is another's doesn't
// exist, and is on the record before it changes anything.
type Desk struct {
	service *Service // of the caller's workspace
	caller  Caller
}

// For is the desk of a caller. A caller of no workspace may nothing.
func (s *Service) For(c Caller) *Desk {
	if c.Workspace == "" {
		c.Role = ""
	}
	return &Desk{s.in(c.Workspace), c}
}

// Caller is whose desk it is.
func (d *Desk) Caller() Caller { return d.caller }

func (d *Desk) may(p Permission) error { return d.caller.May(p) }

// record puts what is about to be done on the record. Without it nothing is done.
func (d *Desk) record(ctx context.Context, action, target, digest string, detail map[string]string) error {
	if d.service.Audit == nil {
		return nil
	}
	err := d.service.Audit.Record(ctx, audit.Entry{At: d.service.now().UTC(), Workspace: d.caller.Workspace, Actor: d.caller.Account, Surface: string(d.caller.Surface),
		Action: action, Target: target, Digest: digest, Detail: maps.Clone(detail)})
	if err != nil {
		return &connectors.Error{Kind: connectors.Unavailable, Code: "not_recorded", Err: err, Message: d.caller.say(
			"nothing was changed, because it can't be recorded: %v", "nichts wurde geändert, denn es lässt sich nicht festhalten: %v", err)}
	}
	return nil
}

// with is the use cases with the policy in force and the workflows that a plan calls.
func (d *Desk) with(ctx context.Context, p *plan.Plan) (*Service, error) {
	s := d.service.in(d.caller.Workspace)
	var err error
	if s.Policy, err = d.service.policy(ctx); err != nil {
		return nil, err
	}
	s.Plans, err = s.called(ctx, p)
	return s, err
}

func (d *Desk) invalid(code, en, de string, args ...any) error {
	return &connectors.Error{Kind: connectors.Invalid, Code: code, Message: d.caller.say(en, de, args...)}
}

func (d *Desk) conflict(code, en, de string, args ...any) error {
	return &connectors.Error{Kind: connectors.Conflict, Code: code, Message: d.caller.say(en, de, args...)}
}

// missing says that something isn't there, in the same words for what never was and what is another workspace's.
func (d *Desk) missing(code, en, de string, args ...any) error {
	return &connectors.Error{Kind: connectors.NotFound, Code: code, Message: d.caller.say(en, de, args...)}
}

func isNotFound(err error) bool { return connectors.KindOf(err) == connectors.NotFound }

// paged reads one more item than a page has, to know whether it is the last one. key is what the next page goes on after.
func paged[T any](p Page, read func(after string, limit int) ([]T, error), key func(T) string) (List[T], error) {
	p, err := p.sound()
	if err != nil {
		return List[T]{}, err
	}
	after, err := p.after()
	if err != nil {
		return List[T]{}, err
	}
	items, err := read(after, p.Limit+1)
	if err != nil {
		return List[T]{}, err
	}
	list := List[T]{Items: append([]T{}, items[:min(p.Limit, len(items))]...)}
	if len(items) > p.Limit {
		list.Next = cursorOf(key(list.Items[p.Limit-1]))
	}
	return list, nil
}

// BadPlan is a plan that can't be used, found in an error with [errors.As].
type BadPlan struct{ Draft Draft }

func (b *BadPlan) Error() string { return "the plan has problems" }

func (d *Desk) badPlan(draft Draft) error {
	says := d.caller.say("the plan can't be used", "der Plan ist nicht zu gebrauchen")
	if i := slices.IndexFunc(draft.Problems, func(p plan.Problem) bool { return p.Severity != plan.Warning }); i >= 0 {
		says = strings.TrimSpace(says + ": " + draft.Problems[i].Message + " " + draft.Problems[i].Fix)
	}
	return &connectors.Error{Kind: connectors.Invalid, Code: "bad_plan", Message: says, Err: &BadPlan{draft}}
}
