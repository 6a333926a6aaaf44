package api

import (
	"context"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// Codes of what a policy keeps to some people.
const (
	CodeKept     = "kept_to_others" // the policy keeps it to others
	CodeNotAsked = "not_asked"      // the approval is asked of somebody else
)

// person is the caller as a policy sees one.
func (c Caller) person() plan.Person {
	return plan.Person{Role: string(c.Role), Names: []string{c.Account, c.Name}}
}

// among says that the policy keeps an act from the caller, nil where it doesn't. uses gives the connections it concerns; it is asked only where
// some entry of the policy wants to know.
func (d *Desk) among(ctx context.Context, act plan.Act, uses func() ([]plan.Use, error)) error {
	p, err := d.service.policy(ctx)
	if err != nil || p == nil || !slices.ContainsFunc(p.Who, func(w plan.Who) bool { return slices.Contains(w.May, act) }) {
		return err
	}
	of, err := uses()
	if err != nil {
		return err
	}
	for i := range of {
		of[i].Connection = connectors.ConnectionName(of[i].Connection)
	}
	w := p.Keeps(act, of, d.caller.person())
	if w == nil {
		return nil
	}
	only := strings.Join(w.Only, ", ")
	return d.caller.denied(CodeKept, nil, "the policy keeps this to %s (line %d)", "die Richtlinie behält das %s vor (Zeile %d)", only, w.Line)
}

// keptFrozen is among for a plan that is to be run.
func (d *Desk) keptFrozen(ctx context.Context, f *plan.Frozen) error {
	return d.among(ctx, plan.ActStart, func() ([]plan.Use, error) { return f.Uses(), nil })
}

// keptRun is among for what is done with a run.
func (d *Desk) keptRun(ctx context.Context, act plan.Act, id string) error {
	return d.among(ctx, act, func() ([]plan.Use, error) {
		start, err := d.service.startOf(ctx, id)
		return start.Frozen.Uses(), err
	})
}

// keptPlan is among for a workflow that is to be changed: it concerns the connections that a run of it could use today.
func (d *Desk) keptPlan(ctx context.Context, p *plan.Plan) error {
	return d.among(ctx, plan.ActEdit, func() ([]plan.Use, error) {
		known, err := d.service.Vault.Known(ctx, d.caller.Workspace, false)
		var list []plan.Use
		for _, k := range known {
			if named, ok := p.Connections[k.App]; slices.Contains(p.Apps(), k.App) && (!ok || named == k.ID) {
				list = append(list, plan.Use{Connection: k.ID, Environment: k.Environment})
			}
		}
		return list, err
	})
}

// keptSaved is keptPlan for a workflow as it was saved.
func (d *Desk) keptSaved(ctx context.Context, w Workflow) error {
	p, _ := plan.Parse([]byte(w.Source)) // it could be read when it was saved
	if p == nil {
		p = &plan.Plan{}
	}
	return d.keptPlan(ctx, p)
}

// keptConnection is among for what is done with a connection.
func (d *Desk) keptConnection(ctx context.Context, id, environment string) error {
	return d.among(ctx, plan.ActConnect, func() ([]plan.Use, error) {
		if environment == "" {
			spec, err := d.service.Vault.spec(ctx, d.service.inside(id))
			if err != nil && !isNotFound(err) && connectors.KindOf(err) != connectors.Expired {
				return nil, err
			}
			environment = firstOf(spec.Environment, production)
		}
		return []plan.Use{{Connection: id, Environment: environment}}, nil
	})
}

// asked says that an approval is asked of somebody else than the caller, nil where it isn't.
func (d *Desk) asked(ctx context.Context, r DecideRequest) error {
	run, err := d.service.Get(ctx, r.Run)
	if err != nil || run.Question == nil {
		return err // that it waits for nothing is said when the decision is given
	}
	q := *run.Question
	for _, other := range run.Asked {
		if other.Step == r.Step {
			q = other
		}
	}
	if q.Kind != workflows.AskApproval || q.By == "" {
		return nil
	}
	p, err := d.service.policy(ctx)
	if err != nil {
		return err
	}
	known, err := d.names(ctx)
	if err != nil {
		return err
	}
	if p.Asked(q.By, known, d.caller.person()) {
		return nil
	}
	return d.caller.denied(CodeNotAsked, nil, "this approval is asked of %s", "um diese Freigabe wird %s gebeten", q.By)
}

// names are what the members of the workspace go by.
func (d *Desk) names(ctx context.Context) (list []string, err error) {
	if d.service.Members == nil {
		return nil, nil
	}
	after := ""
	for {
		members, err := d.service.Members.MembersOf(ctx, d.caller.Workspace, after, MaxLimit)
		for _, m := range members {
			list, after = append(list, m.Account, m.Name), m.Account
		}
		if err != nil || len(members) < MaxLimit {
			return list, err
		}
	}
}
