package api

import (
	"context"
	"slices"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// Run tells how a run stands.
func (d *Desk) Run(ctx context.Context, id string) (Run, error) {
	if err := d.may(ReadRuns); err != nil {
		return Run{}, err
	}
	return d.get(ctx, id)
}

func (d *Desk) get(ctx context.Context, id string) (Run, error) {
	run, err := d.service.Get(ctx, id)
	return run.shown(), err
}

// shown is the run in the words of its workspace.
func (r Run) shown() Run {
	r.Paused, r.Asked = slices.Clone(r.Paused), slices.Clone(r.Asked)
	for i := range r.Paused {
		r.Paused[i] = connectors.ConnectionName(r.Paused[i])
	}
	for i := range r.Asked {
		r.Asked[i].Paused = connectors.ConnectionName(r.Asked[i].Paused)
	}
	if r.Question != nil {
		q := *r.Question
		q.Paused = connectors.ConnectionName(q.Paused)
		r.Question = &q
	}
	return r
}

// Runs lists runs, newest first, without their steps.
func (d *Desk) Runs(ctx context.Context, f RunFilter, p Page) (List[Run], error) {
	if err := d.may(ReadRuns); err != nil {
		return List[Run]{}, err
	}
	p, err := p.sound()
	if err != nil {
		return List[Run]{}, err
	}
	from, err := p.after()
	if err != nil {
		return List[Run]{}, err
	}
	runs, next, err := d.service.page(ctx, f, p.Limit, []byte(from))
	list := List[Run]{Items: []Run{}, Next: cursorOf(string(next))}
	for _, r := range runs {
		list.Items = append(list.Items, r.shown())
	}
	return list, err
}

// Watch calls each with how a run stands, whenever that changes, until it is over, waits for a person, or ctx ends. It gives the last state.
func (d *Desk) Watch(ctx context.Context, id string, each func(Run)) (Run, error) {
	ctx, enough := context.WithCancel(ctx)
	defer enough()
	var last Run
	err := d.Follow(ctx, id, func(s Sight) bool {
		last = s.Run
		each(last)
		return !last.Over()
	})
	return last, err
}

// Follow calls each with how a run stands, whenever that changes, until it has ended, ctx ends or each has had enough. However many follow a
// run, the engine is asked for all of them at once.
func (d *Desk) Follow(ctx context.Context, id string, each func(Sight) (goOn bool)) error {
	if err := d.may(ReadRuns); err != nil {
		return err
	}
	if _, err := d.service.describe(ctx, id); err != nil {
		return err
	}
	return d.service.root().watched.follow(ctx, d.service, id, each)
}

// Decide gives a decision to a run that waits for one. An approval is a person's to give, and nobody else's.
func (d *Desk) Decide(ctx context.Context, r DecideRequest) error {
	approval := r.Choice == workflows.Approve || r.Choice == workflows.Reject
	needs := StartRuns
	if approval {
		needs = Decide
	}
	if err := d.may(needs); err != nil {
		return err
	}
	if _, err := d.service.describe(ctx, r.Run); err != nil {
		return err
	}
	if approval && !d.caller.Human {
		return d.needsPerson(r.Run)
	}
	if err := d.mayDecide(ctx, r, approval); err != nil {
		return err
	}
	r.By = d.caller.by()
	action, detail := "run.decide", map[string]string{"step": r.Step, "choice": string(r.Choice)}
	if approval {
		action = "approval.decide"
	}
	if err := d.record(ctx, action, r.Run, r.Digest, detail); err != nil {
		return err
	}
	return d.service.Decide(ctx, r)
}

// mayDecide says that the policy or the question keeps a decision from the caller, nil where neither does.
func (d *Desk) mayDecide(ctx context.Context, r DecideRequest, approval bool) error {
	if !approval {
		return d.keptRun(ctx, plan.ActStart, r.Run)
	}
	if err := d.keptRun(ctx, plan.ActApprove, r.Run); err != nil {
		return err
	}
	return d.asked(ctx, r)
}

// NeedsPerson says where a person can do what was refused. It is found in an error with [errors.As].
type NeedsPerson struct{ URL string } // "" where that is only the command line

func (n *NeedsPerson) Error() string { return "a person has to do this" }

func (d *Desk) needsPerson(run string) error {
	where := &NeedsPerson{}
	if d.service.DecideURL != nil {
		where.URL = d.service.DecideURL(d.caller.Workspace, run)
	}
	return d.caller.denied(CodeNeedsPerson, where, "a person has to decide this, here: %s", "das muss ein Mensch entscheiden, hier: %s",
		firstOf(where.URL, "sayso approve "+run))
}

// Retry does the step anew that a run waits with, or starts a run again that is over and left nothing standing. with, where it is given, are the
// arguments for the step in place of all it had. It gives the run to watch.
func (d *Desk) Retry(ctx context.Context, id string, with map[string]any) (Run, error) {
	return d.act(ctx, "run.retry", id, func() (string, error) { return d.service.Retry(ctx, id, with, d.caller.by()) })
}

// EditedInput tells what would change if the step that a run waits with were retried with other arguments.
func (d *Desk) EditedInput(ctx context.Context, id string, with map[string]any) (Edit, error) {
	if err := d.may(ReadRuns); err != nil {
		return Edit{}, err
	}
	return d.service.EditedInput(ctx, id, with)
}

// Undo takes back what a run did, and gives the run to watch.
func (d *Desk) Undo(ctx context.Context, id string) (Run, error) {
	return d.act(ctx, "run.undo", id, func() (string, error) { return d.service.Undo(ctx, id, d.caller.by()) })
}

// UndoPreview tells what undoing a run would take back, and what would stay.
func (d *Desk) UndoPreview(ctx context.Context, id string) (UndoPreview, error) {
	if err := d.may(ReadRuns); err != nil {
		return UndoPreview{}, err
	}
	return d.service.UndoPreview(ctx, id)
}

// Cancel ends a run. What it did is undone, unless keep leaves it standing.
func (d *Desk) Cancel(ctx context.Context, id string, keep bool) (Run, error) {
	action := "run.cancel"
	if keep {
		action = "run.cancel_keep"
	}
	return d.act(ctx, action, id, func() (string, error) { return id, d.service.Cancel(ctx, id, keep) })
}

// act does something with a run, and gives the run to watch.
func (d *Desk) act(ctx context.Context, action, id string, do func() (string, error)) (Run, error) {
	if err := d.may(StartRuns); err != nil {
		return Run{}, err
	}
	if _, err := d.service.describe(ctx, id); err != nil {
		return Run{}, err
	}
	if err := d.keptRun(ctx, plan.ActStart, id); err != nil {
		return Run{}, err
	}
	if err := d.record(ctx, action, id, "", nil); err != nil {
		return Run{}, err
	}
	watch, err := do()
	if err != nil {
		return Run{}, err
	}
	return d.get(ctx, watch)
}

// RepairRequest asks to go on with a run under a changed plan. One of PlanID and Source names that.
type RepairRequest struct {
	Run     string
	PlanID  string
	Source  []byte
	Inputs  map[string]any
	Dropped workflows.Dropped // what becomes of effects that the changed plan has no steps for; "" refuses them
	Digest  string            // of Repair: that which RepairPreview gave and somebody read
}

// RepairPreview tells what going on with a run under a changed plan would do.
func (d *Desk) RepairPreview(ctx context.Context, r RepairRequest) (Change, error) {
	if err := d.may(ReadRuns); err != nil {
		return Change{}, err
	}
	change, _, err := d.change(ctx, r)
	return change, err
}

// Repair goes on with a run under a changed plan, as it was shown, and gives the new run.
func (d *Desk) Repair(ctx context.Context, r RepairRequest) (Run, error) {
	if err := d.may(StartRuns); err != nil {
		return Run{}, err
	}
	change, s, err := d.change(ctx, r)
	if err != nil {
		return Run{}, err
	}
	if plan.HasErrors(change.Problems) {
		return Run{}, d.badPlan(s.Draft(nil, change.Problems))
	}
	if err := change.Approve(r.Digest); err != nil {
		return Run{}, err
	}
	if err := d.keptRun(ctx, plan.ActStart, r.Run); err != nil {
		return Run{}, err
	}
	if err := d.record(ctx, "run.repair", r.Run, change.Digest, map[string]string{"dropped": string(r.Dropped)}); err != nil {
		return Run{}, err
	}
	id, err := s.StartChange(ctx, change, d.caller.by(), d.caller.Human && d.may(Decide) == nil)
	if err != nil {
		return Run{}, err
	}
	return d.get(ctx, id)
}

func (d *Desk) change(ctx context.Context, r RepairRequest) (Change, *Service, error) {
	if _, err := d.service.describe(ctx, r.Run); err != nil {
		return Change{}, nil, err
	}
	source, err := d.source(ctx, r.PlanID, r.Source)
	if err != nil {
		return Change{}, nil, err
	}
	p, _ := plan.Parse(source)
	s, err := d.with(ctx, p)
	if err != nil {
		return Change{}, nil, err
	}
	draft := s.Check(source)
	if p == nil || plan.HasErrors(draft.Problems) {
		return Change{}, nil, d.badPlan(draft)
	}
	change, err := s.Change(ctx, ChangeRequest{Run: r.Run, Plan: p, Inputs: r.Inputs, Dropped: r.Dropped})
	if err == nil && !plan.HasErrors(change.Problems) {
		change.PlanID, err = d.keep(ctx, source, plan.Digest(p))
	}
	return change, s, err
}
