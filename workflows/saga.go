package workflows

import (
	"encoding/json"
	"slices"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/plan"
)

// push notes an effect to undo. A step that is done again under the same key needs no second note.
func (r *run) push(d Done) {
	for i := len(r.done) - 1; i >= 0 && i >= len(r.done)-r.window(); i-- {
		if r.done[i].Path == d.Path && r.done[i].Epoch == d.Epoch && r.done[i].Of == d.Of {
			return
		}
	}
	r.done = append(r.done, d)
}

// window is how far back the note of a step that is under way can lie: a note for each list that goes on beside it.
func (r *run) window() int { return 1 + 128*r.abreast }

// drop forgets to undo a step that certainly did not happen.
func (r *run) drop(path string) {
	for i, v := range slices.Backward(r.done) {
		if v.Path == path && v.Epoch == r.epochs[path] && v.Of == 0 {
			r.done = slices.Delete(r.done, i, i+1)
			return
		}
	}
}

// fillCustomUndo evaluates the arguments of the action that the plan names for undoing, while all they refer to is at hand.
func (r *run) fillCustomUndo(f frame, n *node) {
	path := f.at(n)
	for i := len(r.done) - 1; i >= 0; i-- {
		if r.done[i].Path != path || r.done[i].In > 0 {
			continue
		}
		with, err := r.arguments(n.Undo.With, f.scope)
		if err != nil {
			return // the action's own undo stands in
		}
		if raw, err := json.Marshal(with); err == nil {
			r.done[i].Custom = &CustomUndo{Do: n.Undo.Do, With: raw}
		}
		return
	}
}

// recover takes back what was done, latest first, on a context that a cancellation of the run doesn't reach. It gives the stop with
// the state that came of it, or one that asks for the run to be continued as new.
func (r *run) recover(ctx workflow.Context, halt *stop) *stop {
	if halt.keep || halt.cancel && r.toldToKeep(ctx) {
		halt.state, halt.keep = Failed, true
		return halt
	}
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	if r.recovery == nil {
		if r.quick > 0 || len(r.done) > 0 {
			r.settle(ctx) // a task that is lost from here on is not done again with another end
		}
		r.remember(ctx)
		r.recovery = &recovery{stop: halt, ahead: len(r.done)}
	}
	now := r.recovery
	for begun := now.ahead; now.ahead > 0; {
		if now.ahead < begun && r.full(ctx) {
			return &stop{again: true}
		}
		now.ahead--
		if r.takeBack(ctx, r.done[now.ahead]) {
			r.done = slices.Delete(r.done, now.ahead, now.ahead+1)
		} else {
			now.standing = true
		}
	}
	// Who undoes a run that is over was told before what stays; it counts against a run that failed by itself.
	if (now.standing || r.pivoted != "" && len(r.start.Undo) == 0) && halt.state == Undone {
		halt.state = Failed
	}
	return halt
}

// recovery is how far taking everything back has come.
type recovery struct {
	stop     *stop // why
	ahead    int   // how many effects are still to be taken back; those noted behind them are left standing
	standing bool  // some effect is
}

// toldToKeep reports whether somebody who cancels the run wants everything left as it stands. The word may have come together with the
// cancellation: whoever listens gets a turn first, which costs nothing in the history.
func (r *run) toldToKeep(ctx workflow.Context) bool {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	heard := false
	workflow.Go(ctx, func(workflow.Context) { heard = true })
	_ = workflow.Await(ctx, func() bool { return heard })
	return r.keepAll
}

// takeBackWithin takes back what the steps below a path did. It looks through all notes, for no place among them is a mark where the
// path's begin: what goes on beside takes notes away, and a run that was continued brought them along.
func (r *run) takeBackWithin(ctx workflow.Context, path string) {
	ctx, cancel := workflow.NewDisconnectedContext(ctx)
	defer cancel()
	r.takeBackThose(ctx, func(d Done) bool { return strings.HasPrefix(d.Path, path+"/") || strings.HasPrefix(d.Path, path+"[") })
}

// takeBackThose takes back those effects that are meant, latest first.
func (r *run) takeBackThose(ctx workflow.Context, meant func(Done) bool) {
	if slices.ContainsFunc(r.done, meant) {
		r.settle(ctx)
	}
	for i := len(r.done) - 1; i >= 0; i = min(i, len(r.done)) - 1 {
		d := r.done[i]
		if !meant(d) || !r.takeBack(ctx, d) {
			continue
		}
		if at := slices.Index(r.done, d); at >= 0 {
			r.done = slices.Delete(r.done, at, at+1)
		}
	}
}

// takeBack undoes one effect. Where that fails for good it asks a person; false means that it is left standing.
func (r *run) takeBack(ctx workflow.Context, d Done) bool {
	n := r.nodeOf(d)
	for {
		result, err := r.undo(ctx, d)
		if err == nil && result.Nothing {
			return true
		}
		if err == nil {
			says, limit := firstOf(result.Undone, r.undoneBy(n.frozen.UndoBy, r.whatAt(d))), maxTally
			if d.Custom != nil { // what was done stands, and so does what was done about it
				says = r.sayMadeUpFor(d)
			}
			if d.Custom != nil || leavesTrace(n.frozen.UndoBy) {
				limit = maxNamed
			}
			r.undone.add(says, limit)
			r.mark(ctx, n, StepUndone)
			return true
		}
		f := activities.FailureOf(err)
		r.fail(ctx, n, StepStanding, f)
		q := Question{Step: d.Path, Kind: AskUndoFailed, Says: r.sayUndoFailed(d, f), Choices: []Choice{Retry, Skip, Stop}}
		if isPaused(f) {
			q.Kind, q.Says, q.Paused = AskPaused, r.sayUndoPaused(d, f), undoneThrough(n, d)
		}
		decision := r.ask(ctx, q, 0, n)
		if decision == nil || decision.Choice != Retry {
			return false
		}
	}
}

// lasting notes that a step did what is never undone: it can't be, or the plan says that it stays.
func (r *run) lasting(n *node, says string) {
	if n.frozen.Effect == connectors.Irreversible {
		r.pivoted = says
	}
	if n.outcome.Undo == "none" || n.keeps() && n.frozen.Effect != connectors.Read {
		r.final.add(says, maxNamed)
	}
}

// undo runs the activity that takes an effect back: the action's own undo, or the action that the plan names instead.
func (r *run) undo(ctx workflow.Context, d Done) (activities.Result, error) {
	n := r.nodeOf(d)
	name := activities.UndoPrefix + n.Do
	step := activities.Step{Identity: r.identityOf(d), Connection: n.frozen.Connection, Account: n.frozen.Identity, Lang: r.lang}
	if d.Of == 0 && len(r.start.Undo) == 0 { // the rows of finished runs are in every backup that has the runs
		step.RunBegun, step.With = r.since(d.Path), r.given(d, n)
	}
	if d.Custom != nil {
		name, step.Path, step.With = d.Custom.Do, d.Path+"/undo", d.Custom.With
		step.Connection, step.Account, step.Undoes = n.frozen.UndoConnection, n.frozen.UndoIdentity, true
	}
	return r.send(ctx, errand{
		activity: name, id: d.Path + "/undo", says: plan.Summary(r.sayUndo(d)), step: step, timeout: max(n.frozen.Timeout, time.Minute),
		retry: undoRetry, long: n.frozen.Long,
	})
}

// given is what a step was given, as far as that can be told without what only the ledger has: not of a step within another, nor of one that a
// person changed. An undo needs it where the ledger was put back from a backup that doesn't have the step's row.
func (r *run) given(d Done, n *node) json.RawMessage {
	if strings.Contains(d.Path, "/") || d.Epoch > 0 {
		return nil
	}
	with, err := r.arguments(n.With, r.scope)
	if err != nil {
		return nil
	}
	raw, err := json.Marshal(with)
	if err != nil {
		return nil
	}
	return raw
}

// undoRetry is more patient than a step's own policy: giving up leaves something standing.
var undoRetry = plan.RetryPolicy{Attempts: 10, First: time.Second, Max: time.Minute}

// leavesTrace tells which ways of undoing leave something behind that people meet later: a credit note, an archived channel.
func leavesTrace(way string) bool {
	return way != "restore" && way != "delete" && way != "undelete" && way != "remove"
}

const (
	maxTally = 12  // of what people needn't look at
	maxNamed = 200 // of what they should know: more would not fit into a failure message
)

// add lists one more thing, or counts it where the list is full.
func (t *Tally) add(words string, limit int) {
	if len(t.Words) >= limit {
		t.More++
		return
	}
	t.Words = append(t.Words, words)
}

// remember notes those effects of the run that the ledger knows of and the run doesn't: they were carried out in a workflow task that was
// lost, and when it was done again something else, such as a cancellation, came first. If the ledger doesn't answer, what the run
// knows is undone all the same.
func (r *run) remember(ctx workflow.Context) {
	ctx = workflow.WithLocalActivityOptions(ctx, workflow.LocalActivityOptions{
		StartToCloseTimeout: time.Minute,
		RetryPolicy:         &temporal.RetryPolicy{InitialInterval: time.Second, BackoffCoefficient: 2, MaximumAttempts: 5},
		Summary:             r.say("See in the ledger what stands", "Im Buch nachsehen, was besteht"),
	})
	var standing []activities.Standing
	if err := workflow.ExecuteLocalActivity(ctx, activities.StandingName, r.self).Get(ctx, &standing); err != nil {
		return
	}
	known := map[string]bool{}
	for _, d := range r.done {
		known[r.identityOf(d).Key()] = true
	}
	for _, s := range standing {
		n := nodeAt(r.nodes, s.Path)
		if known[s.Key] || n == nil || n.keeps() {
			continue
		}
		for epoch := range r.epochs[s.Path] + 2 {
			switch {
			case r.identity(s.Path, epoch).Key() != s.Key:
			case !s.Final:
				r.done = append(r.done, Done{Path: s.Path, Epoch: epoch, Node: n.index})
			case epoch >= r.epochs[s.Path]: // of an earlier one a person said that it did not happen
				r.rememberFinal(n, s)
			}
		}
	}
}

// rememberFinal notes an effect that can't be taken back, where the run doesn't know of it.
func (r *run) rememberFinal(n *node, s activities.Standing) {
	says := s.Says
	if s.Unsure {
		says = r.sayPerhaps(s.Says)
	}
	if !slices.Contains(r.final.Words, says) && !slices.Contains(r.final.Words, s.Says) {
		r.lasting(n, says)
	}
}
