package workflows

import (
	"maps"
	"time"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
)

// Resume is what a run that is continued as new takes along. Its history begins afresh; its effects keep their keys, for these hold the
// first run's id.
type Resume struct {
	Scope    map[string]any `json:"scope"` // what the steps gave; the inputs and what triggered the run stand in Start
	Steps    []StepOutcome  `json:"steps"`
	Done     []Done         `json:"done,omitempty"`
	Pivoted  string         `json:"pivoted,omitempty"`
	Final    Tally          `json:"final,omitzero"` // what was done and is never undone, in words
	Epochs   map[string]int `json:"epochs,omitempty"`
	Events   []Event        `json:"events,omitempty"`
	KeepAll  bool           `json:"keep_all,omitempty"`
	Begun    time.Time      `json:"begun"` // when the first of the runs that continue each other was started
	Touched  bool           `json:"touched,omitempty"`
	Undone   Tally          `json:"undone,omitzero"` // what was taken back so far, in words
	At       []Position     `json:"at,omitempty"`
	Recovery *Recovery      `json:"recovery,omitempty"` // where the run was continued while it took everything back
}

// Recovery is how far a run had come with taking back what it did, and why it did so.
type Recovery struct {
	State    State               `json:"state"`          // what the run becomes
	Node     *int                `json:"node,omitempty"` // the step that was at fault
	Failure  *activities.Failure `json:"failure,omitempty"`
	Cancel   bool                `json:"cancel,omitempty"`
	Ahead    int                 `json:"ahead"` // how many of Done are still to be taken back
	Standing bool                `json:"standing,omitempty"`
	Undone   Tally               `json:"undone,omitzero"` // what was taken back, in words
}

// Tally lists things in words; where they are many, the rest is only counted.
type Tally struct {
	Words []string `json:"words,omitempty"`
	More  int      `json:"more,omitempty"`
}

// Position is where a list, a loop, a choice or a called plan stands.
type Position struct {
	Path    string         `json:"path"`
	Next    int            `json:"next,omitempty"`    // the step, the item, or the branch
	Results []any          `json:"results,omitempty"` // of a loop
	Failed  int            `json:"failed,omitempty"`  // of a loop
	Scope   map[string]any `json:"scope,omitempty"`   // of an item or a called plan: what its steps gave so far
}

// listOf names the list of steps in a frame, apart from the step that has the frame's path.
func listOf(path string) string { return path + "/" }

// full reports whether the history has become long enough to begin a new one, and nothing goes on that would be lost.
func (r *run) full(ctx workflow.Context) bool {
	return r.abreast == 0 && len(r.pending) == 0 && r.long(ctx)
}

// fullBeside is full for one of several items of the loop that are done side by side, if only that loop goes on.
func (r *run) fullBeside(ctx workflow.Context) bool { return r.abreast == 1 && r.long(ctx) }

// maxEvents is well below where Temporal warns, and far enough that a long loop is not continued all the time.
const maxEvents = 2000

func (r *run) long(ctx workflow.Context) bool {
	info := workflow.GetInfo(ctx)
	return info.GetContinueAsNewSuggested() || info.GetCurrentHistoryLength() > maxEvents
}

// stand notes where something stands, while the run unwinds to be continued.
func (r *run) stand(p Position) { r.at = append(r.at, p) }

// continued ends this run and has it go on as a new one.
func (r *run) continued(ctx workflow.Context) error {
	next := r.start
	next.Resume = &Resume{Scope: maps.Clone(r.scope), Done: r.done, Pivoted: r.pivoted, Final: r.final, Epochs: r.epochs, Events: r.events, KeepAll: r.keepAll, Begun: r.begun,
		Touched: r.touched, At: r.at, Recovery: r.recovering()}
	if next.Resume.Recovery == nil {
		next.Resume.Undone = r.undone
	}
	next.Seed = r.unsown()
	delete(next.Resume.Scope, "inputs")
	delete(next.Resume.Scope, "trigger")
	for _, n := range r.nodes {
		o := *n.outcome
		if n.Do != "" && len(o.Output) > maxKept {
			o.Output = nil // what later steps need is in the scope
		}
		next.Resume.Steps = append(next.Resume.Steps, o)
	}
	return workflow.NewContinueAsNewError(ctx, workflow.GetInfo(ctx).WorkflowType.Name, next)
}

// maxKept is the most of a step's output that is shown for it after a run was continued, in bytes.
const maxKept = 4096

// takeUp goes on where an earlier run was continued.
func (r *run) takeUp(from *Resume) {
	if from == nil {
		return
	}
	put(r.scope, from.Scope)
	r.begun = from.Begun
	r.done, r.pivoted, r.final, r.events, r.keepAll = from.Done, from.Pivoted, from.Final, from.Events, from.KeepAll
	r.touched, r.undone = from.Touched, from.Undone
	if from.Epochs != nil {
		r.epochs = from.Epochs
	}
	for i := range from.Steps {
		*r.nodes[i].outcome = from.Steps[i]
	}
	r.resume = map[string]Position{}
	for _, p := range from.At {
		r.resume[p.Path] = p
	}
	r.takeUpRecovery(from.Recovery)
	r.start.Resume = nil
}

// recovering gives what a run takes along that is continued while it takes everything back, nil for one that does not.
func (r *run) recovering() *Recovery {
	if r.recovery == nil {
		return nil
	}
	why := r.recovery.stop
	rec := &Recovery{State: why.state, Failure: why.failure, Cancel: why.cancel,
		Ahead: r.recovery.ahead, Standing: r.recovery.standing, Undone: r.undone}
	if why.node != nil {
		rec.Node = &why.node.index
	}
	return rec
}

func (r *run) takeUpRecovery(rec *Recovery) {
	if rec == nil {
		return
	}
	why := &stop{state: rec.State, failure: rec.Failure, cancel: rec.Cancel}
	if rec.Node != nil {
		why.node = r.nodes[*rec.Node]
	}
	r.recovery = &recovery{stop: why, ahead: rec.Ahead, standing: rec.Standing}
	r.undone = rec.Undone
}

// resumes reports whether a step was under way when the run was continued.
func (r *run) resumes(path string) bool { _, ok := r.resume[path]; return ok }

// take gives where something stood, once: when it is begun again later, it begins at its beginning.
func (r *run) take(path string) (Position, bool) {
	p, ok := r.resume[path]
	delete(r.resume, path)
	return p, ok
}

// next gives the step at which a list goes on.
func (r *run) next(path string) int { p, _ := r.take(path); return p.Next }

// chosen gives the branch that was taken, and whether one was.
func (r *run) chosen(path string) (branch int, resumed bool) {
	if p, ok := r.take(path); ok {
		return p.Next, true
	}
	return -1, false
}

// progress gives the item at which a loop goes on, and puts back its results.
func (r *run) progress(path string, l *loop) int {
	p, ok := r.take(path)
	if !ok {
		return 0
	}
	l.failed = p.Failed
	copy(l.results, p.Results)
	return p.Next
}

// innerScope adds to a scope what the steps of an item or a called plan gave before the run was continued.
func (r *run) innerScope(path string, scope map[string]any) map[string]any {
	if p, ok := r.resume[path]; ok && p.Scope != nil {
		put(scope, p.Scope)
		delete(r.resume, path)
	}
	return scope
}
