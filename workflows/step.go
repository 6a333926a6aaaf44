package workflows

import (
	"encoding/json"
	"maps"
	"strconv"
	"strings"
	"time"

	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows/expr"
	"sayso/workflows/plan"
)

// list carries out steps in order. It gives nil where all are done.
func (r *run) list(ctx workflow.Context, f frame, nodes []*node) *stop {
	for i := r.next(listOf(f.path)); i < len(nodes); i++ {
		var halt *stop
		if ctx.Err() == nil { // a run may be cancelled before its first step
			halt = r.step(ctx, f, nodes[i])
		}
		if halt == nil && ctx.Err() != nil {
			halt = &stop{state: Undone, cancel: true}
		}
		if halt == nil {
			continue
		}
		if halt.node == nil {
			halt.node = nodes[i]
		}
		if halt.again {
			r.stand(Position{Path: listOf(f.path), Next: i})
		}
		return halt
	}
	return nil
}

// step carries out one step, with everything a person may have to say about it. It gives nil where the run goes on.
func (r *run) step(ctx workflow.Context, f frame, n *node) *stop {
	switch n.OnFailure {
	case plan.OnFailurePark:
		f.parks = true
	case plan.OnFailureContinue:
		f.parks = false
	}
	for {
		halt := r.attempt(ctx, f, n)
		if halt == nil || !f.parks || halt.node != n || halt.failure == nil || halt.state != Undone || halt.cancel || halt.decided {
			return halt
		}
		decision, stopped := r.decide(ctx, f, n, nil, *halt.failure, AskFailed)
		if decision == nil || decision.Choice != Retry {
			return stopped
		}
	}
}

// attempt carries out a step as far as it goes without asking a person whether to go on after a failure of its own.
func (r *run) attempt(ctx workflow.Context, f frame, n *node) *stop {
	if n.If != "" && !r.resumes(f.at(n)) {
		yes, err := expr.True(n.If, f.scope)
		if err != nil {
			return r.failed(ctx, n, invalid(err))
		}
		if !yes {
			r.skip(ctx, f, n)
			return nil
		}
	}
	if n.Do != "" {
		return r.do(ctx, f, n)
	}
	if n.Approve != nil {
		return r.approve(ctx, f, n)
	}
	r.mark(ctx, n, StepRunning)
	halt := r.control(ctx, f, n)
	switch {
	case halt == nil:
		n.outcome.Times++
		r.mark(ctx, n, StepDone)
	case halt.goesOn(n):
		r.takeBackWithin(ctx, f.at(n))
		r.keep(f, n, nil)
		r.fail(ctx, n, StepFailed, *halt.failure)
		return nil
	case !halt.again:
		r.mark(ctx, n, StepFailed)
	}
	return halt
}

// goesOn reports whether what stopped the steps within a step ends with that step, as its on_failure says.
func (s *stop) goesOn(n *node) bool {
	return n.OnFailure == plan.OnFailureContinue && s.failure != nil && s.state == Undone && !s.cancel && !s.keep && !s.decided
}

// control carries out a control step.
func (r *run) control(ctx workflow.Context, f frame, n *node) *stop {
	switch {
	case n.Choose != nil:
		return r.choose(ctx, f, n)
	case n.Each != nil:
		return r.each(ctx, f, n)
	case n.Parallel != nil:
		return r.parallel(ctx, f, n)
	case n.Wait != nil:
		return r.wait(ctx, f, n)
	}
	return r.call(ctx, f, n)
}

// skip notes that a step, with all steps within, is not done.
func (r *run) skip(ctx workflow.Context, f frame, n *node) {
	r.keep(f, n, nil)
	for _, list := range n.inner {
		for _, within := range list {
			r.skip(ctx, f, within)
		}
	}
	if n.outcome.Times == 0 {
		r.mark(ctx, n, StepSkipped)
	}
}

// do fills in a step's arguments, passes its gates and carries out its action, until it is done or the run ends.
func (r *run) do(ctx workflow.Context, f frame, n *node) *stop {
	with, err := r.arguments(n.With, f.scope)
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	n.outcome.Says = n.frozen.Sentence(r.lang, shown(n.With, with, f.scope))
	earlier := r.inherit(f, n, with)
	if earlier == nil {
		if halt := r.pass(ctx, f, n, with, false); halt != nil {
			return halt
		}
		r.supersede(ctx, n, f.at(n))
	}
	for {
		r.mark(ctx, n, StepRunning)
		result, err := r.carryOut(ctx, f, n, with, earlier)
		if err == nil {
			if earlier == nil {
				n.outcome.Attempts += max(result.Attempt, 1)
			}
			r.succeeded(ctx, f, n, result.Output)
			return nil
		}
		if temporal.IsCanceledError(err) {
			r.mark(ctx, n, StepFailed)
			return &stop{state: Undone, cancel: true}
		}
		decision, halt := r.afterFailure(ctx, f, n, with, activities.FailureOf(err))
		if decision == nil || decision.Choice != Retry {
			return halt
		}
		if decision.With != nil { // another input is another effect, with a key of its own
			with, earlier = decision.With, nil
			r.anew(ctx, f.at(n))
			n.outcome.Says = n.frozen.Sentence(r.lang, shown(n.With, with, f.scope))
			if halt := r.pass(ctx, f, n, with, true); halt != nil {
				return halt
			}
		}
	}
}

// carryOut has the step's action done. What must be undone is pushed before the call, for a lost answer must not be a lost undo. Where an
// earlier run did the very same, the activity is asked for that effect: the ledger has it, and gives what came of it.
func (r *run) carryOut(ctx workflow.Context, f frame, n *node, with map[string]any, earlier *Seeded) (activities.Result, error) {
	raw, err := json.Marshal(with)
	if err != nil {
		return activities.Result{}, err
	}
	path := f.at(n)
	epoch := r.epochs[path]
	identity := r.identity(path, epoch)
	switch {
	case earlier != nil:
		identity = r.identityOf(earlier.Done)
	case n.undoable():
		r.push(Done{Path: path, Epoch: epoch, Node: n.index})
	}
	id := path
	if epoch > 0 {
		id += "#" + strconv.Itoa(epoch+1)
	}
	return r.send(ctx, errand{
		activity: n.Do, id: id, says: n.outcome.Says, timeout: n.frozen.Timeout, retry: n.frozen.Retry, long: n.frozen.Long,
		step: activities.Step{Identity: identity, Connection: n.frozen.Connection, Account: n.frozen.Identity,
			With: raw, Lang: r.lang, Says: n.outcome.Says, RunBegun: r.since(path)},
	})
}

// anew has a step done anew, as another effect with a key of its own, from now on.
func (r *run) anew(ctx workflow.Context, path string) {
	r.epochs[path]++
	r.decided[path] = workflow.Now(ctx)
}

// since is the time before which a step certainly was not done: it belongs to a run, or to a person's decision to do it anew.
func (r *run) since(path string) time.Time {
	if at, ok := r.decided[path]; ok {
		return at
	}
	return r.begun
}

func (r *run) arguments(with, scope map[string]any) (map[string]any, error) {
	if len(with) == 0 {
		return map[string]any{}, nil
	}
	filled, err := expr.Fill(with, scope, expr.Lang(r.lang))
	if err != nil {
		return nil, err
	}
	out, _ := filled.(map[string]any)
	for _, name := range workflow.DeterministicKeys(out) {
		if out[name] == nil { // an optional value that an earlier step didn't give
			delete(out, name)
		}
	}
	return out, nil
}

// shown gives the arguments as a person wants to read them: a record that an earlier step found is called by its name, not its id.
func shown(written, with, scope map[string]any) map[string]any {
	shown := maps.Clone(with)
	for _, arg := range workflow.DeterministicKeys(shown) {
		text, _ := written[arg].(string)
		step, isID := strings.CutSuffix(strings.TrimPrefix(text, "${"), ".id}")
		record, _ := scope[step].(map[string]any)
		if name, ok := record["name"].(string); isID && ok && name != "" {
			shown[arg] = name
		}
	}
	return shown
}

func (r *run) succeeded(ctx workflow.Context, f frame, n *node, output json.RawMessage) {
	r.keep(f, n, output)
	r.lasting(n, n.outcome.Says)
	if n.Undo != nil && n.Undo.Do != "" {
		r.fillCustomUndo(f, n)
	}
	n.outcome.Error = ""
	n.outcome.Times++
	r.mark(ctx, n, StepDone)
}

// afterFailure decides what follows on a step that failed after all its attempts. The run goes on where halt is nil; a decision is
// given where a person took one.
func (r *run) afterFailure(ctx workflow.Context, f frame, n *node, with map[string]any, failure activities.Failure) (*Decision, *stop) {
	if isPaused(failure) {
		return r.hold(ctx, f, n, failure)
	}
	unknown := failure.Kind == connectors.Unknown && n.frozen.Effect != connectors.Read
	if !unknown {
		r.drop(f.at(n))
	}
	switch {
	case unknown:
		r.fail(ctx, n, StepUnknown, failure)
		return r.decide(ctx, f, n, with, failure, AskUnknown)
	case n.OnFailure == plan.OnFailureContinue:
		r.keep(f, n, nil)
		r.fail(ctx, n, StepFailed, failure)
		return nil, nil
	case f.parks, r.pivoted != "":
		r.fail(ctx, n, StepFailed, failure)
		return r.decide(ctx, f, n, with, failure, AskFailed)
	}
	return nil, r.failed(ctx, n, failure)
}

func (r *run) fail(ctx workflow.Context, n *node, state StepState, f activities.Failure) {
	n.outcome.Error = f.Message
	r.mark(ctx, n, state)
}

// failed ends the run because of a step.
func (r *run) failed(ctx workflow.Context, n *node, f activities.Failure) *stop {
	r.fail(ctx, n, StepFailed, f)
	return &stop{state: Undone, failure: &f, node: n}
}

func invalid(err error) activities.Failure {
	return activities.Failure{Kind: connectors.Invalid, Code: string(connectors.Invalid), Message: err.Error()}
}

// asAny gives a map's values the type that expressions are filled in.
func asAny(texts map[string]string) map[string]any {
	out := map[string]any{}
	for _, name := range workflow.DeterministicKeys(texts) {
		out[name] = texts[name]
	}
	return out
}

// appOf gives the app of an action's full name.
func appOf(action string) string {
	app, _, _ := strings.Cut(action, ".")
	return app
}
