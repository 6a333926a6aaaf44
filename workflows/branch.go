package workflows

import (
	"encoding/json"
	"maps"

	"go.temporal.io/sdk/workflow"

	"sayso/workflows/expr"
)

// choose carries out the first branch whose condition holds.
func (r *run) choose(ctx workflow.Context, f frame, n *node) *stop {
	path := f.at(n)
	taken, resumed := r.chosen(path)
	for i, b := range n.Choose {
		if resumed {
			break
		}
		yes := b.When == ""
		if !yes {
			var err error
			if yes, err = expr.True(b.When, f.scope); err != nil {
				return r.failed(ctx, n, invalid(err))
			}
		}
		if yes {
			taken = i
			break
		}
	}
	for i, list := range n.inner {
		if i != taken && !resumed {
			for _, other := range list {
				r.skip(ctx, f, other)
			}
		}
	}
	r.keep(f, n, nil)
	if taken < 0 {
		return nil
	}
	halt := r.list(ctx, f.within(path, f.scope), n.inner[taken])
	if halt != nil && halt.again {
		r.stand(Position{Path: path, Next: taken})
	}
	return halt
}

// parallel carries out all branches side by side. The first that fails has the others cancelled; what they did stays to be undone.
func (r *run) parallel(ctx workflow.Context, f frame, n *node) *stop {
	lists := n.inner
	halt := r.sideBySide(ctx, len(lists), len(lists), func(ctx workflow.Context, i int) *stop {
		return r.list(ctx, f.within(f.at(n), f.scope), lists[i])
	})
	r.keep(f, n, nil)
	return halt
}

// sideBySide does something for 0 ≤ i < count, at most width at the same time, until one of them stops; then the others are cancelled.
// It gives the stop that came first, when all are over.
func (r *run) sideBySide(ctx workflow.Context, count, width int, do func(workflow.Context, int) *stop) *stop {
	inner, cancel := workflow.WithCancel(ctx)
	defer cancel()
	var halt *stop
	next, left := 0, min(width, count)
	r.abreast++
	for range left {
		workflow.Go(inner, func(ctx workflow.Context) {
			defer func() { left-- }()
			for halt == nil && next < count {
				i := next
				next++
				if h := do(ctx, i); h != nil && halt == nil {
					halt = h
					cancel()
				}
			}
		})
	}
	// On a context that nothing cancels: whoever is cancelled still ends by itself, and its effects must be known before any undo.
	waiting, done := workflow.NewDisconnectedContext(ctx)
	defer done()
	_ = workflow.Await(waiting, func() bool { return left == 0 })
	r.abreast--
	return halt
}

// call carries out another plan as a part of this one: its steps see its own inputs and nothing of this plan's.
func (r *run) call(ctx workflow.Context, f frame, n *node) *stop {
	called := n.frozen.Called
	given, err := r.arguments(n.With, f.scope)
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	in := maps.Clone(called.Inputs)
	if in == nil {
		in = map[string]any{}
	}
	put(in, given)
	scope := r.innerScope(f.at(n), map[string]any{"inputs": in, "trigger": nil})
	halt := r.list(ctx, f.within(f.at(n), scope), n.inner[0])
	if halt != nil {
		if halt.again {
			r.stand(Position{Path: f.at(n), Scope: scope})
		}
		return halt
	}
	out, failure := outputs(called.Plan.Outputs, scope)
	if failure != nil {
		return r.failed(ctx, n, *failure)
	}
	raw, err := json.Marshal(out)
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	r.keep(f, n, raw)
	return nil
}
