package workflows

import (
	"encoding/json"
	"time"

	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/expr"
)

// run is the state of one run. It lives in workflow code: everything in it is a function of the history.
type run struct {
	id    string              // the workflow's
	self  activities.Identity // of the run whose effects are done or undone, without a path
	begun time.Time           // also of a run that was continued since
	start Start
	lang  string

	nodes   []*node // all steps, in order of appearance
	top     []*node
	scope   map[string]any       // outputs by step id, inputs, trigger
	epochs  map[string]int       // by path: how often a person had a step done anew
	decided map[string]time.Time // by path: when a person last did
	wanted  map[string]bool      // the loops whose results a later step refers to

	done     []Done    // what to undo, in order of doing
	undone   Tally     // what was undone, in words
	final    Tally     // what was done and is never undone, in words
	pivoted  string    // what can no longer be undone, in words; "" while all can
	recovery *recovery // set once no step is begun any more and what was done is taken back

	state   State
	pending []*pending // what persons are asked, oldest first
	events  []Event    // that came in and that no wait has taken
	keepAll bool       // a cancellation leaves everything as it stands
	failure *activities.Failure
	says    string
	outputs map[string]any

	past    [][]*node           // the steps of the seed's runs, run by run
	seeds   map[string][]Seeded // by path: what was taken over and not yet come to
	leaving map[Done]bool       // by what names an effect: what of it is being taken back and can't be taken over any more
	turn    workflow.Mutex      // to take back what was taken over, for steps that go on side by side
	touched bool                // this run has changed something: what earlier ones read may be old by now

	resume  map[string]Position // where to go on, by path, in a run that was continued
	at      []Position          // where the run stands, while it unwinds to be continued
	preview map[string]string   // the steps as the preview said them, by path; made when it is first needed
	blamed  bool                // the search attributes name a step that failed
	held    bool                // the search attributes name a paused connection
	abreast int                 // how many lists are carried out side by side; such a run can't be continued just now
	quick   int                 // errands of the quick lane since the workflow task began, or a little more
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
	r := newRun(ctx, start)
	if err := r.listen(ctx); err != nil {
		return Outcome{}, err
	}
	undoes := len(start.Undo) > 0 // it was started to take back what another run did
	halt := &stop{state: Undone}
	switch {
	case r.recovery != nil:
		halt = r.recovery.stop
	case !undoes:
		halt = r.forward(ctx, start.Resume == nil)
	}
	if halt != nil && !halt.again {
		halt = r.recover(ctx, halt)
	}
	switch {
	case halt == nil:
		r.giveOutputs()
	case halt.again:
		return Outcome{}, r.continued(ctx)
	case undoes && halt.state == Undone:
		halt = nil
	}
	return r.end(ctx, halt)
}

func newRun(ctx workflow.Context, start Start) *run {
	r := planted(start)
	info := workflow.GetInfo(ctx)
	r.id, r.begun = info.WorkflowExecution.ID, info.WorkflowStartTime
	r.self = activities.Identity{Namespace: info.Namespace, Workflow: info.WorkflowExecution.ID, FirstRun: info.FirstRunID}
	if len(start.Undo) > 0 {
		r.self, r.done = start.UndoOf, start.Undo
	}
	r.turn, r.leaving = workflow.NewMutex(ctx), map[Done]bool{}
	r.takeUp(start.Resume)
	return r
}

// planted is a run that is about to begin: its steps, what they can see, and what it takes over.
func planted(start Start) *run {
	r := &run{start: start, lang: start.Frozen.Plan.Language, state: Running, epochs: map[string]int{}, decided: map[string]time.Time{}, scope: map[string]any{}}
	inputs := start.Frozen.Inputs
	if inputs == nil {
		inputs = map[string]any{}
	}
	r.scope["inputs"], r.scope["trigger"] = inputs, start.Trigger
	r.top = plant(&r.nodes, "", start.Frozen.Plan.Steps, start.Frozen.Steps)
	r.wanted = wantedResults(r.nodes)
	r.sow()
	return r
}

// stop ends a run before its last step.
type stop struct {
	state   State // what the run becomes once everything is undone
	node    *node // where it ended, nil for a run that only undoes
	failure *activities.Failure
	cancel  bool // a person cancelled, or a step beside this one failed
	keep    bool // leave everything as it stands
	decided bool // a person chose it: nobody is asked again, and no on_failure goes on all the same
	again   bool // nothing ended: the run is to be continued as new
}

// end gives the run's result. A run that did not complete fails in Temporal too, with the same sentence.
func (r *run) end(ctx workflow.Context, halt *stop) (Outcome, error) {
	if halt == nil {
		r.state = Completed
		r.says = r.sayCompleted()
		return r.outcome(), nil
	}
	r.state, r.failure = halt.state, halt.failure
	r.says = r.sayStopped(halt)
	r.show(ctx)
	r.index(ctx, r.culprit(halt))
	if halt.cancel {
		return Outcome{}, temporal.NewCanceledError(r.outcome())
	}
	return Outcome{}, temporal.NewApplicationErrorWithOptions(r.says, string(halt.state), temporal.ApplicationErrorOptions{
		NonRetryable: true, Details: []any{r.outcome()},
	})
}

func (r *run) outcome() Outcome {
	o := Outcome{State: r.state, Lang: r.lang, Says: r.says, Outputs: r.outputs, Failure: r.failure, Done: r.done}
	for _, n := range r.nodes {
		o.Steps = append(o.Steps, *n.outcome)
	}
	for _, p := range r.pending {
		o.Asked = append(o.Asked, p.Question)
	}
	if len(o.Asked) > 0 {
		o.Question = &o.Asked[0]
	}
	if len(o.Asked) == 1 {
		o.Asked = nil
	}
	return o
}

// view is the outcome as it is shown while the run goes on. What could be undone is left out until it stands still: somebody who watches a
// loop of ten thousand items asks several times a second.
func (r *run) view() Outcome {
	o := r.outcome()
	if r.state == Running {
		o.Done = nil
	}
	return o
}

// giveOutputs evaluates what the plan gives.
func (r *run) giveOutputs() {
	r.outputs, r.failure = outputs(r.start.Frozen.Plan.Outputs, r.scope)
}

// outputs evaluates the outputs of a plan in the scope of its steps.
func outputs(named map[string]string, scope map[string]any) (map[string]any, *activities.Failure) {
	if len(named) == 0 {
		return nil, nil
	}
	filled, err := expr.Fill(asAny(named), scope)
	if err != nil {
		f := invalid(err)
		return nil, &f
	}
	out, _ := filled.(map[string]any)
	return out, nil
}

// mark notes a change of a step.
func (r *run) mark(ctx workflow.Context, n *node, state StepState) {
	n.outcome.State = state
	now := workflow.Now(ctx)
	switch state {
	case StepRunning, StepWaiting:
		if n.outcome.Begun == nil {
			n.outcome.Begun = &now
		}
		n.outcome.Ended = nil
	default:
		n.outcome.Ended = &now
	}
	r.show(ctx)
}

// keep puts a step's output where later steps find it.
func (r *run) keep(f frame, n *node, output json.RawMessage) {
	var v any
	if len(output) > 0 && json.Unmarshal(output, &v) != nil {
		v = nil
	}
	n.outcome.Output = output
	f.scope[n.ID] = v
}

// week is longer than anybody sleeps: a step waits that long for a worker before it counts as failed.
const week = 7 * 24 * time.Hour
