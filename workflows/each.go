package workflows

import (
	"encoding/json"
	"fmt"
	"maps"

	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/workflows/expr"
)

// loop is the progress of an each.
type loop struct {
	items   []any
	results []any // by item; only where a later step refers to them
	done    int
	failed  int
}

// each carries out its steps for every item of a list.
func (r *run) each(ctx workflow.Context, f frame, n *node) *stop {
	path := f.at(n)
	l, failure := r.loopOver(n, f)
	if failure != nil {
		return r.failed(ctx, n, *failure)
	}
	first := r.progress(path, l)
	width := max(n.AtOnce, 1)
	var halt *stop
	if width == 1 {
		halt = r.oneByOne(ctx, f, n, l, first)
	} else {
		halt = r.severalAtOnce(ctx, f, n, l, first, width)
	}
	if halt != nil {
		return halt
	}
	raw, err := l.output()
	if err != nil {
		return r.failed(ctx, n, invalid(err))
	}
	r.keep(f, n, raw)
	return nil
}

func (r *run) loopOver(n *node, f frame) (*loop, *activities.Failure) {
	v, err := expr.Fill(n.Each, f.scope)
	if err != nil {
		failure := invalid(err)
		return nil, &failure
	}
	items, ok := v.([]any)
	if !ok && v != nil {
		failure := invalid(fmt.Errorf("each needs a list, and got %T", v))
		return nil, &failure
	}
	l := &loop{items: items}
	if r.wanted[n.ID] {
		l.results = make([]any, len(items))
	}
	return l, nil
}

// oneByOne does the items in order. Between two of them the run may be continued as new, wherever the loop stands, as long as
// nothing goes on beside it.
func (r *run) oneByOne(ctx workflow.Context, f frame, n *node, l *loop, first int) *stop {
	for i := first; i < len(l.items); i++ {
		if i > first && r.full(ctx) {
			r.stand(Position{Path: f.at(n), Next: i, Results: l.results, Failed: l.failed})
			return &stop{again: true}
		}
		halt := r.item(ctx, f, n, l, i)
		if halt != nil {
			if halt.again {
				r.stand(Position{Path: f.at(n), Next: i, Results: l.results, Failed: l.failed})
			}
			return halt
		}
	}
	return nil
}

// severalAtOnce does the items side by side, in stretches: when the history is full, no new item is begun until all are over and the run
// can be continued.
func (r *run) severalAtOnce(ctx workflow.Context, f frame, n *node, l *loop, first, width int) *stop {
	for first < len(l.items) {
		next := first
		halt := r.sideBySide(ctx, width, width, func(ctx workflow.Context, _ int) *stop {
			for next < len(l.items) && (next == first || !r.fullBeside(ctx)) {
				i := next
				next++
				if halt := r.item(ctx, f, n, l, i); halt != nil {
					return halt
				}
			}
			return nil
		})
		if halt != nil {
			return halt
		}
		first = next
		if first < len(l.items) && r.full(ctx) {
			r.stand(Position{Path: f.at(n), Next: first, Results: l.results, Failed: l.failed})
			return &stop{again: true}
		}
	}
	return nil
}

// item carries out the steps for one item. Where the each goes on after failures, what the failed item did is taken back.
func (r *run) item(ctx workflow.Context, f frame, n *node, l *loop, i int) *stop {
	path := item(f.at(n), i)
	as := n.As
	if as == "" {
		as = "item"
	}
	scope := maps.Clone(f.scope)
	scope[as] = l.items[i]
	scope = r.innerScope(path, scope)
	halt := r.list(ctx, f.within(path, scope), n.inner[0])
	switch {
	case halt == nil:
		l.done++
		l.note(i, r.resultOf(n, scope))
		return nil
	case halt.again:
		r.stand(Position{Path: path, Scope: own(scope, n.inner[0])})
		return halt
	case !halt.goesOn(n):
		return halt
	}
	r.takeBackWithin(ctx, path)
	l.failed++
	l.note(i, nil)
	return nil
}

// output is what a loop puts out.
func (l *loop) output() (json.RawMessage, error) {
	return json.Marshal(map[string]any{"items": l.results, "count": len(l.items), "failed": l.failed})
}

func (l *loop) note(i int, result any) {
	if l.results != nil {
		l.results[i] = result
	}
}

// resultOf gathers what the steps of one item gave, where it is wanted.
func (r *run) resultOf(n *node, scope map[string]any) any {
	if !r.wanted[n.ID] {
		return nil
	}
	return own(scope, n.inner[0])
}

// own picks out of a scope what the steps of a list, and those within, put there.
func own(scope map[string]any, list []*node) map[string]any {
	out := map[string]any{}
	for _, n := range list {
		if v, ok := scope[n.ID]; ok {
			out[n.ID] = v
		}
		if n.Each == nil && n.Run == "" {
			for _, inner := range n.inner {
				put(out, own(scope, inner))
			}
		}
	}
	return out
}

// wantedResults finds the loops whose results some expression refers to: keeping those of ten thousand items for nobody would make
// every continued run heavy.
func wantedResults(nodes []*node) map[string]bool {
	wanted := map[string]bool{}
	refer := func(refs []expr.Ref) {
		for _, ref := range refs {
			if len(ref.Path) == 1 || ref.Path[1] == "items" {
				wanted[ref.Path[0]] = true
			}
		}
	}
	value := func(v any) {
		if parsed, err := expr.ParseValue(v); err == nil {
			refer(parsed.Refs())
		}
	}
	condition := func(source string) {
		if parsed, err := expr.Parse(source); err == nil {
			refer(parsed.Refs())
		}
	}
	for _, n := range nodes {
		value(n.With)
		value(n.Each)
		condition(n.If)
		for _, b := range n.Choose {
			condition(b.When)
		}
		if n.Approve != nil {
			value(n.Approve.Text)
		}
		if n.Undo != nil {
			value(n.Undo.With)
		}
		if n.frozen.Called != nil {
			value(asAny(n.frozen.Called.Plan.Outputs))
		}
	}
	return wanted
}
