package workflows

import (
	"encoding/json"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// run is the state of one run. It lives in workflow code: everything in it is a function of the history.
type run struct {
	id     string // the workflow's
	start  Start
	lang   string
	scope  map[string]any // outputs by step id, inputs, trigger
	steps  []StepOutcome  // one for each step of the plan
	epochs []int          // how often a person had a step done anew

	done    []Done   // what to undo, in order of doing
	undone  []string // what was undone, in words
	pivoted string   // what can no longer be undone, in words; "" while all can

	state    State
	question *Question
	decision *Decision
	failure  *activities.Failure
	says     string
}

// Interpret is the one workflow: it carries out the plan in its Start.
func Interpret(ctx workflow.Context, args converter.EncodedValues) (Outcome, error) {
	var start Start
	if err := args.Get(&start); err != nil {
		return Outcome{}, temporal.NewNonRetryableApplicationError("the run's input can't be read: "+err.Error(), string(connectors.Invalid), nil)
	}
	if start.Version > Version {
		return Outcome{}, temporal.NewNonRetryableApplicationError("this run was started by a newer version of Sayso", string(connectors.Invalid), nil)
	}
	r := newRun(start)
	r.id = workflow.GetInfo(ctx).WorkflowExecution.ID
	if err := r.listen(ctx); err != nil {
		return Outcome{}, err
	}
	if len(start.Undo) > 0 {
		r.done = start.Undo
		halt := r.recover(ctx, &stop{state: Undone})
		if halt.state == Undone { // this run was for undoing, and it did
			halt = nil
		}
		return r.end(ctx, halt)
	}
	return r.end(ctx, r.all(ctx))
}

func newRun(start Start) *run {
	p := start.Frozen.Plan
	r := &run{start: start, lang: p.Language, state: Running, scope: map[string]any{}, epochs: make([]int, len(p.Steps))}
	inputs := start.Frozen.Inputs
	if inputs == nil {
		inputs = map[string]any{}
	}
	r.scope["inputs"] = inputs
	r.scope["trigger"] = start.Trigger
	for i, s := range p.Steps {
		o := StepOutcome{ID: s.ID, Do: s.Do, State: StepPending, Undo: undoOf(start.Frozen.Steps[i], s)}
		if s.Approve != nil {
			o.Do, o.Undo = "approve", ""
		}
		r.steps = append(r.steps, o)
	}
	return r
}

// undoOf names how a step is undone, "" for what needs no undo.
func undoOf(f plan.FrozenStep, s plan.Step) string {
	switch {
	case f.Effect == connectors.Read || f.Effect == "":
		return ""
	case s.Undo != nil && s.Undo.Keep:
		return "keep"
	case s.Undo != nil && s.Undo.Do != "":
		return s.Undo.Do
	case !f.CanUndo:
		return "none"
	}
	return f.UndoBy
}

// stop ends a run before its last step.
type stop struct {
	state   State // what the run becomes once everything is undone
	step    int   // where it ended
	failure *activities.Failure
	cancel  bool // a person cancelled
	keep    bool // leave everything as it stands
}

// all carries out the steps in order and, where one ends the run, undoes.
func (r *run) all(ctx workflow.Context) *stop {
	for i := range r.steps {
		halt := r.step(ctx, i)
		if halt == nil && ctx.Err() != nil {
			halt = &stop{state: Undone, step: i, cancel: true}
		}
		if halt != nil {
			halt.step = i
			return r.recover(ctx, halt)
		}
	}
	return nil
}

// end gives the run's result. A run that did not complete fails in Temporal too, with the same sentence.
func (r *run) end(ctx workflow.Context, halt *stop) (Outcome, error) {
	r.question = nil
	if halt == nil {
		r.state = Completed
		r.says = r.sayCompleted()
		return r.outcome(), nil
	}
	r.state, r.failure = halt.state, halt.failure
	r.says = r.sayStopped(halt)
	r.show(ctx)
	r.index(ctx, halt.step)
	if halt.cancel {
		return Outcome{}, temporal.NewCanceledError(r.outcome())
	}
	return Outcome{}, temporal.NewApplicationErrorWithOptions(r.says, string(halt.state), temporal.ApplicationErrorOptions{
		NonRetryable: true, Details: []any{r.outcome()},
	})
}

func (r *run) outcome() Outcome {
	return Outcome{State: r.state, Lang: r.lang, Says: r.says, Steps: r.steps, Question: r.question, Failure: r.failure, Done: r.done}
}

// mark notes a change of a step.
func (r *run) mark(ctx workflow.Context, i int, state StepState) *StepOutcome {
	s := &r.steps[i]
	s.State = state
	now := workflow.Now(ctx)
	switch state {
	case StepRunning, StepWaiting:
		if s.Begun == nil {
			s.Begun = &now
		}
		s.Ended = nil
	default:
		s.Ended = &now
	}
	r.show(ctx)
	return s
}

// keep puts a step's output where later steps find it.
func (r *run) keep(i int, output json.RawMessage) {
	var v any
	if len(output) > 0 && json.Unmarshal(output, &v) != nil {
		v = nil
	}
	r.steps[i].Output = output
	r.scope[r.steps[i].ID] = v
}

// identity says which effect step i is.
func (r *run) identity(ctx workflow.Context, i int) activities.Identity {
	info := workflow.GetInfo(ctx)
	return activities.Identity{Namespace: info.Namespace, Workflow: info.WorkflowExecution.ID, FirstRun: info.FirstRunID,
		Path: r.steps[i].ID, Epoch: r.epochs[i]}
}

// week is longer than anybody sleeps: a step waits that long for a worker before it counts as failed.
const week = 7 * 24 * time.Hour
