package workflows_test

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/temporal"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

func each(id string, list any, steps ...plan.Step) plan.Step {
	return plan.Step{ID: id, Each: list, Steps: steps}
}

func parallel(id string, branches ...[]plan.Step) plan.Step {
	s := plan.Step{ID: id}
	for _, b := range branches {
		s.Parallel = append(s.Parallel, plan.Branch{Steps: b})
	}
	return s
}

func with(s plan.Step, args map[string]any) plan.Step { s.With = args; return s }

func list(n int) []any {
	out := make([]any, n)
	for i := range out {
		out[i] = fmt.Sprintf("i%d", i)
	}
	return out
}

func TestChoose(t *testing.T) {
	for value, want := range map[string][]string{"1": {"toy.small"}, "50": {"toy.medium"}, "900": {"toy.other"}} {
		s := newStage(t)
		s.outputs["toy.read"] = `{"n": ` + value + `}`
		choose := plan.Step{ID: "route", Choose: []plan.Branch{
			{When: "one.n < 10", Steps: []plan.Step{do("a", "toy.small")}},
			{When: "one.n < 100", Steps: []plan.Step{do("b", "toy.medium")}},
			{Steps: []plan.Step{do("c", "toy.other")}},
		}}
		o := s.play(t, frozen(do("one", "toy.read"), choose))
		require.Equal(t, workflows.Completed, o.State)
		require.Equal(t, want, s.calls[1:])
	}
}

func TestEachDoesItsStepsForEveryItem(t *testing.T) {
	s := newStage(t)
	s.outputs["toy.make"] = `{"id": "x"}`
	after := with(do("after", "toy.count"), map[string]any{"n": "${loop.count}", "all": "${loop.items}"})
	o := s.play(t, frozen(each("loop", list(3), with(do("make", "toy.make"), map[string]any{"name": "${item}"})), after))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.make", "toy.make", "toy.make", "toy.count"}, s.calls)
	require.InDelta(t, 3, s.inputs["toy.count"]["n"], 0)
	require.Len(t, s.inputs["toy.count"]["all"], 3)
	require.Equal(t, []string{"loop[0]/make", "loop[1]/make", "loop[2]/make", "after"}, paths(o.Done))
	require.Equal(t, 3, o.Steps[1].Times)
}

func paths(done []workflows.Done) (list []string) {
	for _, d := range done {
		list = append(list, d.Path)
	}
	return list
}

func TestAFailedItemUndoesEverything(t *testing.T) {
	s := newStage(t)
	s.fails["toy.b"] = []error{nil, fault(connectors.Invalid, "no")}
	o := s.play(t, frozen(do("first", "toy.first"), each("loop", list(3), do("a", "toy.a"), do("b", "toy.b"))))
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.first", "toy.a", "toy.b", "toy.a", "toy.b", "undo toy.a", "undo toy.b", "undo toy.a", "undo toy.first"}, s.calls)
}

// TestAnEachThatGoesOn takes back what a failed item did and goes on with the next.
func TestAnEachThatGoesOn(t *testing.T) {
	s := newStage(t)
	s.fails["toy.b"] = []error{nil, fault(connectors.Invalid, "no")}
	loop := each("loop", list(3), do("a", "toy.a"), do("b", "toy.b"))
	loop.OnFailure = plan.OnFailureContinue
	o := s.play(t, frozen(loop))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.a", "toy.b", "toy.a", "toy.b", "undo toy.a", "toy.a", "toy.b"}, s.calls)
	require.Equal(t, []string{"loop[0]/a", "loop[0]/b", "loop[2]/a", "loop[2]/b"}, paths(o.Done))
	require.JSONEq(t, `{"items": null, "count": 3, "failed": 1}`, string(o.Steps[0].Output))
}

func TestSeveralItemsAtOnce(t *testing.T) {
	s := newStage(t)
	loop := each("loop", list(20), do("a", "toy.a"))
	loop.AtOnce = 5
	o := s.play(t, frozen(loop))
	require.Equal(t, workflows.Completed, o.State)
	require.Len(t, s.calls, 20)
	require.Len(t, o.Done, 20)
}

func TestParallelCancelsTheOthersAndUndoes(t *testing.T) {
	s := newStage(t)
	s.fails["toy.bad"] = []error{fault(connectors.Invalid, "no")}
	o := s.play(t, frozen(do("first", "toy.first"), parallel("both",
		[]plan.Step{do("a", "toy.a"), {ID: "long", Wait: &plan.Wait{For: "10h"}}, do("never", "toy.never")},
		[]plan.Step{{ID: "soon", Wait: &plan.Wait{For: "1m"}}, do("bad", "toy.bad")},
	)))
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.first", "toy.a", "toy.bad", "undo toy.a", "undo toy.first"}, s.calls)
	require.Contains(t, o.Says, "Step both/bad")
}

func TestWaits(t *testing.T) {
	s := newStage(t)
	start := s.Now()
	o := s.play(t, frozen(plan.Step{ID: "pause", Wait: &plan.Wait{For: "2h"}}, do("a", "toy.a")))
	require.Equal(t, workflows.Completed, o.State)
	require.GreaterOrEqual(t, s.Now().Sub(start), 2*time.Hour)

	event := plan.Step{ID: "done", Wait: &plan.Wait{Event: "jira.issue_transitioned", With: map[string]any{"project": "OPS"}}}
	s = newStage(t)
	for i, project := range []string{"WEB", "OPS"} {
		s.RegisterDelayedCallback(func() {
			s.SignalWorkflow(workflows.SignalEvent, workflows.Event{Event: "jira.issue_transitioned", Payload: map[string]any{"project": project, "key": project + "-1"}})
		}, time.Duration(i+1)*time.Minute)
	}
	use := with(do("a", "toy.a"), map[string]any{"key": "${done.key}"})
	o = s.play(t, frozen(event, use))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, "OPS-1", s.inputs["toy.a"]["key"])

	s = newStage(t)
	o = s.play(t, frozen(do("first", "toy.first"), event))
	require.Equal(t, workflows.Undone, o.State, "nothing came in time")
	require.Equal(t, []string{"toy.first", "undo toy.first"}, s.calls)
}

func TestACalledPlanIsPartOfTheSaga(t *testing.T) {
	inner := frozen(with(do("make", "toy.make"), map[string]any{"name": "${inputs.name}", "size": "${inputs.size}"}))
	inner.Plan.Outputs = map[string]string{"made": "${make.id}"}
	inner.Inputs = map[string]any{"size": "large"}
	outer := frozen(plan.Step{ID: "call", Run: "inner", With: map[string]any{"name": "x"}}, with(do("use", "toy.use"), map[string]any{"id": "${call.made}"}))
	outer.Steps[0].Called = &inner

	s := newStage(t)
	s.outputs["toy.make"] = `{"id": "m1"}`
	o := s.play(t, outer)
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, map[string]any{"name": "x", "size": "large"}, s.inputs["toy.make"])
	require.Equal(t, "m1", s.inputs["toy.use"]["id"])

	s = newStage(t)
	s.fails["toy.use"] = []error{fault(connectors.Invalid, "no")}
	o = s.play(t, outer)
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.make", "toy.use", "undo toy.make"}, s.calls)
}

// TestUndoAcrossNesting fails deep inside: a choose in an each in a parallel.
func TestUndoAcrossNesting(t *testing.T) {
	choose := plan.Step{ID: "route", Choose: []plan.Branch{
		{When: `item == "i1"`, Steps: []plan.Step{do("bad", "toy.bad")}},
		{Steps: []plan.Step{do("good", "toy.good")}},
	}}
	s := newStage(t)
	s.fails["toy.bad"] = []error{fault(connectors.Invalid, "no")}
	o := s.play(t, frozen(do("first", "toy.first"), parallel("both",
		[]plan.Step{each("loop", list(3), do("a", "toy.a"), choose)},
		[]plan.Step{do("beside", "toy.beside")},
	)))
	require.Equal(t, workflows.Undone, o.State)
	require.Empty(t, o.Done)
	did, undid := map[string]int{}, map[string]int{}
	for _, c := range s.calls {
		if name, ok := strings.CutPrefix(c, "undo "); ok {
			undid[name]++
		} else if c != "toy.bad" {
			did[c]++
		}
	}
	require.Equal(t, did, undid, "all that was done is undone, once")
	require.Equal(t, "undo toy.first", s.calls[len(s.calls)-1])
}

func TestSeveralQuestionsAtOnce(t *testing.T) {
	may := func(id string) plan.Step { return plan.Step{ID: id, Approve: &plan.Approve{Text: id + "?"}} }
	s := newStage(t)
	s.decide(t, time.Minute, workflows.Approve, func(d *workflows.Decision) { pick(t, s, d, "both/two") })
	s.decide(t, 2*time.Minute, workflows.Approve, func(d *workflows.Decision) { pick(t, s, d, "both/one") })
	o := s.play(t, frozen(parallel("both", []plan.Step{may("one"), do("a", "toy.a")}, []plan.Step{may("two"), do("b", "toy.b")})))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.b", "toy.a"}, s.calls)
}

// pick makes a decision one about another of the questions that are open.
func pick(t *testing.T, s *stage, d *workflows.Decision, step string) {
	t.Helper()
	value, err := s.QueryWorkflow(workflows.QueryView)
	require.NoError(t, err)
	var o workflows.Outcome
	require.NoError(t, value.Get(&o))
	asked := o.Asked
	if len(asked) == 0 && o.Question != nil {
		asked = []workflows.Question{*o.Question}
	}
	i := slices.IndexFunc(asked, func(q workflows.Question) bool { return q.Step == step })
	require.GreaterOrEqual(t, i, 0, "%v", asked)
	d.Step, d.Digest = asked[i].Step, asked[i].Digest
}

func TestRetryWithOtherInput(t *testing.T) {
	s := newStage(t)
	s.fails["toy.a"] = []error{fault(connectors.Invalid, "no such name"), nil}
	a := with(do("a", "toy.a"), map[string]any{"name": "wrong"})
	a.OnFailure = plan.OnFailurePark
	s.decide(t, time.Minute, workflows.Retry, func(d *workflows.Decision) { d.With = map[string]any{"name": "right"} })
	o := s.play(t, frozen(a))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, "right", s.inputs["toy.a"]["name"])
	require.Equal(t, 1, o.Done[0].Epoch, "another input is another effect")
}

// TestALongRunIsContinued pretends that the history is full after every item and follows the run through all its continuations.
func TestALongRunIsContinued(t *testing.T) {
	inner := each("inner", list(2), with(do("deep", "toy.deep"), map[string]any{"x": "${outer_item}${item}"}))
	outer := each("outer", list(3), do("before", "toy.before"), inner, do("behind", "toy.behind"))
	outer.As = "outer_item"
	wide := each("wide", list(5), do("a", "toy.a"))
	wide.AtOnce = 2
	choose := plan.Step{ID: "route", Choose: []plan.Branch{{When: "first.n == 1", Steps: []plan.Step{outer}}, {Steps: []plan.Step{do("other", "toy.other")}}}}
	last := with(do("last", "toy.last"), map[string]any{"n": "${first.n}", "all": "${wide.items}"})

	start := workflows.Start{Version: workflows.Version, Frozen: frozen(do("first", "toy.first"), choose, wide, last)}
	var calls []string
	var deep []any
	o := followed(t, start, func(s *stage) { s.outputs["toy.first"] = `{"n": 1}` }, func(s *stage) {
		calls = append(calls, s.calls...)
		if x, ok := s.inputs["toy.deep"]; ok {
			deep = append(deep, x["x"])
		}
		if last, ok := s.inputs["toy.last"]; ok {
			require.Len(t, last["all"], 5)
		}
	})
	require.Equal(t, workflows.Completed, o.State)
	require.Len(t, o.Done, 1+3*2+3*2+5+1)
	count := map[string]int{}
	for _, c := range calls {
		count[c]++
	}
	require.Equal(t, map[string]int{"toy.first": 1, "toy.before": 3, "toy.deep": 6, "toy.behind": 3, "toy.a": 5, "toy.last": 1}, count)
	require.Equal(t, []any{"i0i0", "i0i1", "i1i0", "i1i1", "i2i0", "i2i1"}, deep)
}

// followed plays a run whose history is always full through all its continuations, and gives its outcome.
func followed(t *testing.T, start workflows.Start, before, after func(*stage)) (o workflows.Outcome) {
	t.Helper()
	for range 100 {
		s := newStage(t)
		s.SetContinueAsNewSuggested(true)
		before(s)
		s.ExecuteWorkflow("test", start)
		after(s)
		err := s.GetWorkflowError()
		if again, ok := errors.AsType[*workflow.ContinueAsNewError](err); ok {
			start = workflows.Start{}
			require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(again.Input, &start))
			continue
		}
		if app, ok := errors.AsType[*temporal.ApplicationError](err); ok {
			require.NoError(t, app.Details(&o))
		} else {
			require.NoError(t, err)
			require.NoError(t, s.GetWorkflowResult(&o))
		}
		return o
	}
	t.Fatal("the run never ended")
	return o
}

// TestALongUndoIsContinued has the last of a hundred items fail where the history is full after each effect that is taken back, and one
// of them can't be.
func TestALongUndoIsContinued(t *testing.T) {
	start := workflows.Start{Version: workflows.Version, Frozen: frozen(do("mail", "toy.make"), each("loop", list(20), do("a", "toy.a")), do("bad", "toy.bad"))}
	var paths []string
	runs := 0
	o := followed(t, start, func(s *stage) {
		s.fails["toy.bad"] = []error{fault(connectors.Invalid, "no")}
		if runs++; runs == 30 {
			s.fails["undo toy.a"] = []error{fault(connectors.Invalid, "locked")}
			s.decide(t, time.Minute, workflows.Skip, nil)
		}
	}, func(s *stage) {
		for _, c := range s.calls {
			if c == "undo toy.a" {
				paths = append(paths, s.latest.Path)
			}
		}
	})
	require.Equal(t, workflows.Failed, o.State)
	require.Len(t, paths, 20)
	for i, path := range paths {
		require.Equal(t, fmt.Sprintf("loop[%d]/a", 19-i), path)
	}
	require.Len(t, o.Done, 1)
	require.Contains(t, o.Says, "Step bad (toy.bad) failed: no.")
	require.Contains(t, o.Says, "Still standing: toy.a ("+o.Done[0].Path+").")
}

// TestTheLedgerRemembersWhatTheRunForgot cancels a run whose first task was lost after its step had been done.
func TestTheLedgerRemembersWhatTheRunForgot(t *testing.T) {
	s := newStage(t)
	s.play(t, frozen(do("a", "toy.a")))
	id := s.latest
	id.Path = "loop[1]/a"

	s = newStage(t)
	f := frozen(plan.Step{ID: "may", Approve: &plan.Approve{}}, each("loop", list(3), do("a", "toy.a")))
	s.standing = []activities.Standing{{Path: id.Path, Key: id.Key()}, {Path: "loop[2]/a", Key: "of another run"}}
	s.RegisterDelayedCallback(s.CancelWorkflow, time.Minute)
	o := s.play(t, f)
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"undo toy.a"}, s.calls)
}

// TestAllThatIsLeftStandingIsNamed leaves more standing than a list of undone things would name.
func TestAllThatIsLeftStandingIsNamed(t *testing.T) {
	var steps []plan.Step
	for i := range 20 {
		steps = append(steps, do(fmt.Sprintf("s%d", i), "toy.final"))
	}
	s := newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.Invalid, "no")}
	s.decide(t, time.Hour, workflows.Stop, nil)
	o := s.play(t, frozen(append(steps, do("b", "toy.b"))...))
	require.Equal(t, workflows.Failed, o.State)
	require.Equal(t, 20, strings.Count(o.Says, "toy.final"))
}
