package workflows_test

import (
	"encoding/json"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// foresee tells what becomes of each action, and what of effects that no step is left for.
func foresee(start workflows.Start, outputs map[string]string) (steps map[string]string, f workflows.Foresight) {
	byKey := map[string]json.RawMessage{}
	for _, s := range start.Seed.Steps {
		if out, ok := outputs[s.Path]; ok {
			byKey[start.Seed.Effect(s.Done).Key()] = json.RawMessage(out)
		}
	}
	f = workflows.Foresee(start, byKey)
	steps = map[string]string{}
	for _, s := range f.Steps {
		for range s.Kept {
			steps[s.Step] += "k"
		}
		for range s.New - s.Again {
			steps[s.Step] += "n"
		}
		for range s.Again {
			steps[s.Step] += "a"
		}
		for range s.Open {
			steps[s.Step] += "?"
		}
	}
	return steps, f
}

// TestForesee tells of each step whether it is kept (k), new (n), done again (a), open (?) or not needed, and the run then does as it
// was told.
func TestForesee(t *testing.T) {
	one, a := do("one", "toy.read"), given(do("a", "toy.a"), "${one.id}")
	old := finished{"one", 0, `{}`}
	outputs := map[string]string{"one": `{"id":"7","list":["x","y"]}`, "a": `{"id":"8"}`}
	loop := func(list any, inner ...plan.Step) plan.Step { return each("loop", list, inner...) }
	first := func(id string, action string, x any) plan.Step { return given(do(id, action), x) }
	if1 := func(condition string, s plan.Step) plan.Step { s.If = condition; return s }
	choose := func(when string) plan.Step {
		return plan.Step{ID: "route", Choose: []plan.Branch{{When: when, Steps: []plan.Step{first("b", "toy.b", 1.0)}}, {Steps: []plan.Step{first("c", "toy.c", 1.0)}}}}
	}
	for name, tc := range map[string]struct {
		now, before []plan.Step
		old         []finished
		want        map[string]string
	}{
		"nothing was done":                      {[]plan.Step{one, a}, []plan.Step{one, a}, nil, map[string]string{"one": "n", "a": "n"}},
		"nothing has changed":                   {[]plan.Step{one, a}, []plan.Step{one, a}, []finished{old, {"a", 1, `{"x":"7"}`}}, map[string]string{"one": "k", "a": "k"}},
		"another input":                         {[]plan.Step{one, first("a", "toy.a", "new")}, []plan.Step{one, a}, []finished{old, {"a", 1, `{"x":"7"}`}}, map[string]string{"one": "k", "a": "a"}},
		"another action":                        {[]plan.Step{one, first("a", "toy.b", "${one.id}")}, []plan.Step{one, a}, []finished{old, {"a", 1, `{"x":"7"}`}}, map[string]string{"one": "k", "a": "a"}},
		"it depends":                            {[]plan.Step{one, a}, []plan.Step{one, a}, []finished{{"a", 1, `{"x":"7"}`}}, map[string]string{"one": "n", "a": "?"}},
		"it depends, and was never done":        {[]plan.Step{one, a}, []plan.Step{one, a}, nil, map[string]string{"one": "n", "a": "n"}},
		"a condition that holds":                {[]plan.Step{one, if1("one.id == '7'", a)}, []plan.Step{one, a}, []finished{old, {"a", 1, `{"x":"7"}`}}, map[string]string{"one": "k", "a": "k"}},
		"a condition that doesn't":              {[]plan.Step{one, if1("one.id == '8'", a)}, []plan.Step{one, a}, []finished{old, {"a", 1, `{"x":"7"}`}}, map[string]string{"one": "k", "a": ""}},
		"a condition that may":                  {[]plan.Step{one, if1("one.id == '8'", first("a", "toy.a", 1.0))}, []plan.Step{one, a}, nil, map[string]string{"one": "n", "a": "?"}},
		"a branch that is taken":                {[]plan.Step{one, choose("one.id == '7'")}, []plan.Step{one}, []finished{old}, map[string]string{"one": "k", "route/b": "n", "route/c": ""}},
		"the other branch":                      {[]plan.Step{one, choose("one.id == '8'")}, []plan.Step{one}, []finished{old}, map[string]string{"one": "k", "route/b": "", "route/c": "n"}},
		"a branch that may be taken":            {[]plan.Step{one, choose("one.id == '7'")}, []plan.Step{one}, nil, map[string]string{"one": "n", "route/b": "?", "route/c": "?"}},
		"a look-up before a change":             {[]plan.Step{one, do("z", "toy.z")}, []plan.Step{one}, []finished{old}, map[string]string{"one": "k", "z": "n"}},
		"a look-up behind a change":             {[]plan.Step{do("z", "toy.z"), one, a}, []plan.Step{one, a}, []finished{old, {"a", 1, `{"x":"7"}`}}, map[string]string{"z": "n", "one": "n", "a": "?"}},
		"a look-up behind what may be a change": {[]plan.Step{{ID: "e", Wait: &plan.Wait{Event: "toy.made"}}, if1("e.id == '7'", do("z", "toy.z")), one}, []plan.Step{one}, []finished{old}, map[string]string{"z": "?", "one": "?"}},
		"items that are known":                  {[]plan.Step{one, loop("${one.list}", first("b", "toy.b", "${item}"), first("c", "toy.c", "${b.id}"))}, []plan.Step{one, loop("${one.list}", do("b", "toy.b"))}, []finished{old, {"loop[1]/b", 2, `{"x":"y"}`}}, map[string]string{"one": "k", "loop/b": "kn", "loop/c": "nn"}},
		"items that aren't":                     {[]plan.Step{one, loop("${one.list}", first("b", "toy.b", "${item}"))}, []plan.Step{one}, nil, map[string]string{"one": "n", "loop/b": "?"}},
		"what comes of a loop":                  {[]plan.Step{one, loop("${one.list}", first("b", "toy.b", "${item}")), first("a", "toy.a", "${loop.count}")}, []plan.Step{one, first("a", "toy.a", 0.0)}, []finished{old, {"a", 1, `{"x":2}`}}, map[string]string{"one": "k", "loop/b": "nn", "a": "?"}},
		"what comes of an event":                {[]plan.Step{{ID: "e", Wait: &plan.Wait{Event: "toy.made"}}, first("a", "toy.a", "${e.id}")}, []plan.Step{a}, []finished{{"a", 0, `{"x":"7"}`}}, map[string]string{"a": "?"}},
		"what stands beside a new step":         {[]plan.Step{parallel("both", []plan.Step{do("n", "toy.z")}, []plan.Step{first("b", "toy.b", "${one.id}")})}, []plan.Step{one}, nil, map[string]string{"both/n": "n", "both/b": "n"}},
		"a value that can't be worked out":      {[]plan.Step{one, first("a", "toy.a", "${1 / (2 - 2)}")}, []plan.Step{one, a}, []finished{old, {"a", 1, `{"x":"7"}`}}, map[string]string{"one": "k", "a": "a"}},
	} {
		t.Run(name, func(t *testing.T) {
			start := startAfter(frozen(tc.now...), frozen(tc.before...), tc.old...)
			got, f := foresee(start, outputs)
			for step, what := range tc.want {
				require.Equal(t, what, got[step], step)
			}
			require.Len(t, f.Steps, len(tc.want))
			require.Empty(t, f.Dropped)
		})
	}
}

// TestForeseeWhatIsLeft tells of effects that the changed plan has no steps for, or won't come to.
func TestForeseeWhatIsLeft(t *testing.T) {
	before := frozen(given(do("a", "toy.a"), 1.0), given(do("b", "toy.b"), 1.0), given(do("c", "toy.c"), 1.0), do("final", "toy.final"), do("one", "toy.read"))
	never, maybe := given(do("b", "toy.b"), 1.0), given(do("c", "toy.c"), 1.0)
	never.If, maybe.If = "1 > 2", "z.yes"
	start := startAfter(frozen(do("z", "toy.z"), never, maybe), before, finished{"a", 0, `{"x":1}`}, finished{"b", 1, `{"x":1}`}, finished{"c", 2, `{"x":1}`},
		finished{"final", 3, `{}`}, finished{"one", 4, `{}`})
	_, f := foresee(start, nil)
	require.Equal(t, []string{"a"}, paths(f.Dropped))
	require.Equal(t, []string{"b"}, paths(f.Unreached), "of c nobody can tell yet")
	require.Equal(t, []string{"final"}, paths(f.Stands))
}

// TestForeseeACalledPlan looks into a plan that a step carries out, as far as its inputs are known.
func TestForeseeACalledPlan(t *testing.T) {
	inner := frozen(given(do("b", "toy.b"), "${inputs.x}"))
	inner.Plan.Outputs = map[string]string{"id": "${b.id}"}
	calling := func(x any) plan.Frozen {
		f := frozen(do("one", "toy.read"), plan.Step{ID: "call", Run: "inner", With: map[string]any{"x": x}}, given(do("a", "toy.a"), "${call.id}"))
		f.Steps[1] = plan.FrozenStep{Says: connectors.Sentence{En: "call"}, Called: &inner}
		return f
	}
	before := frozen(do("one", "toy.read"), given(do("a", "toy.a"), 1.0), plan.Step{ID: "call", Each: []any{}, Steps: inner.Plan.Steps})
	outputs := map[string]string{"call/b": `{"id":"9"}`}
	done := []finished{{"call/b", 3, `{"x":"known"}`}, {"a", 1, `{"x":"9"}`}}
	got, _ := foresee(startAfter(calling("known"), before, done...), outputs)
	require.Equal(t, map[string]string{"one": "n", "call/b": "k", "a": "k"}, got)
	got, _ = foresee(startAfter(calling("${one.id}"), before, done...), outputs)
	require.Equal(t, map[string]string{"one": "n", "call/b": "?", "a": "?"}, got)
}
