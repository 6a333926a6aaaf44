package workflows_test

import (
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/converter"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// earlierRun is the run that a seed is from: what an activity is asked of its effects is called "… of earlier".
const earlierRun = "earlier"

// finished is a step of the earlier run, with what it was given.
type finished struct {
	path string
	node int
	with string
}

// startAfter starts a plan with a seed from an earlier run of another.
func startAfter(now, before plan.Frozen, steps ...finished) workflows.Start {
	seed := &workflows.Seed{Runs: []workflows.Earlier{{Identity: activities.Identity{Workflow: earlierRun, FirstRun: "1"}, Frozen: before,
		Says: map[string]string{"a": "A of then", "final": "The mail of then"}}}}
	flat := flatten(before.Plan.Steps, before.Steps)
	for _, s := range steps {
		n := flat[s.node]
		seed.Steps = append(seed.Steps, workflows.Seeded{
			Done:  workflows.Done{Path: s.path, Node: s.node, Of: 1, In: 1},
			Input: activities.Fingerprint(n.do, "toy/test", json.RawMessage(s.with)),
			Undo:  n.undo,
		})
	}
	seed.Seal(now)
	return workflows.Start{Version: workflows.Version, Frozen: now, Seed: seed}
}

type flatStep struct {
	do   string
	undo bool
}

func flatten(steps []plan.Step, frozen []plan.FrozenStep) (list []flatStep) {
	for i, s := range steps {
		list = append(list, flatStep{s.Do, frozen[i].CanUndo})
		if s.Each != nil {
			list = append(list, flatten(s.Steps, frozen[i].Inner[0])...)
		}
	}
	return list
}

func given(s plan.Step, value any) plan.Step { return with(s, map[string]any{"x": value}) }

// TestAChangedPlanTakesOverWhatIsUnchanged does anew what has another input, after taking back what was done before, and nothing else.
func TestAChangedPlanTakesOverWhatIsUnchanged(t *testing.T) {
	before := frozen(do("one", "toy.read"), given(do("a", "toy.a"), "${one.id}"), given(do("b", "toy.b"), "old"), given(do("final", "toy.final"), "mail"))
	now := frozen(do("one", "toy.read"), given(do("a", "toy.a"), "${one.id}"), given(do("b", "toy.b"), "new"), given(do("final", "toy.final"), "mail"), do("c", "toy.c"))
	now.Steps[3].Gates = []plan.Gate{{Code: "destructive"}} // which nobody opens: it was passed back then
	start := startAfter(now, before, finished{"a", 1, `{"x":"7"}`}, finished{"b", 2, `{"x":"old"}`}, finished{"one", 0, `{}`}, finished{"final", 3, `{"x":"mail"}`})

	s := newStage(t)
	s.outputs["toy.read of earlier"] = `{"id":"7"}`
	o := s.playStart(t, start)
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.read of earlier", "toy.a of earlier", "undo toy.b of earlier", "toy.b", "toy.final of earlier", "toy.c"}, s.calls)
	require.Equal(t, []string{"a", "b", "c"}, paths(o.Done))
	require.Equal(t, []int{1, 0, 0}, []int{o.Done[0].Of, o.Done[1].Of, o.Done[2].Of})
	require.Equal(t, []string{earlierRun, earlierRun, "", earlierRun, ""}, []string{o.Steps[0].From, o.Steps[1].From, o.Steps[2].From, o.Steps[3].From, o.Steps[4].From})
	require.Contains(t, o.Says, "Done: 5 steps. Of these, 3 had been done by an earlier run. Undone: toy.b")

	// Undoing the new run takes back the old effect too, as the old run's.
	s = newStage(t)
	o = s.playStart(t, workflows.Start{Version: workflows.Version, Frozen: now, Seed: start.Seed, Undo: o.Done, UndoOf: activities.Identity{Workflow: "new"}})
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"undo toy.c", "undo toy.b", "undo toy.a of earlier"}, s.calls)
	require.Empty(t, o.Done)
}

func TestAChangedPlanThatFailsUndoesAllOfIt(t *testing.T) {
	before := frozen(given(do("a", "toy.a"), 1.0), given(do("b", "toy.b"), 1.0))
	now := frozen(given(do("a", "toy.a"), 1.0), do("z", "toy.z"), do("c", "toy.c"), given(do("b", "toy.b"), 1.0))
	s := newStage(t)
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no")}
	o := s.playStart(t, startAfter(now, before, finished{"a", 0, `{"x":1}`}, finished{"b", 1, `{"x":1}`}))
	require.Equal(t, workflows.Undone, o.State)
	require.Equal(t, []string{"toy.a of earlier", "toy.z", "toy.c", "undo toy.z", "undo toy.b of earlier", "undo toy.a of earlier"}, s.calls,
		"what it had not come to is undone too")
	require.Empty(t, o.Done)
}

// TestWhatCantBeTakenBackStandsAndIsNamed changes a mail that is out, and one more that the plan forgets: recovery goes forward, and the
// outcome names both.
func TestWhatCantBeTakenBackStandsAndIsNamed(t *testing.T) {
	before := frozen(given(do("final", "toy.final"), "old"))
	start := startAfter(frozen(do("a", "toy.a"), given(do("final", "toy.final"), "new")), before, finished{"final", 0, `{"x":"old"}`})
	s := newStage(t)
	o := s.playStart(t, start)
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.a", "toy.final"}, s.calls)
	require.Contains(t, o.Says, "Still standing: The mail of then.")

	s = newStage(t)
	s.fails["toy.a"] = []error{fault(connectors.Invalid, "no")}
	s.decide(t, time.Hour, workflows.Undo, nil)
	o = s.playStart(t, start)
	require.Equal(t, workflows.Failed, o.State)
	require.Contains(t, o.Says, "Still standing: The mail of then.")
}

func TestWhatTheChangedPlanDrops(t *testing.T) {
	before := frozen(given(do("a", "toy.a"), 1.0), given(do("b", "toy.b"), 1.0), given(do("d", "toy.d"), 1.0))
	now := frozen(given(do("b", "toy.b"), 1.0), do("c", "toy.c"))
	for dropped, want := range map[workflows.Dropped]struct{ calls, done []string }{
		workflows.DropUndo: {[]string{"undo toy.d of earlier", "undo toy.a of earlier", "toy.b of earlier", "toy.c"}, []string{"b", "c"}},
		workflows.DropKeep: {[]string{"toy.b of earlier", "toy.c"}, []string{"a", "b", "d", "c"}},
	} {
		t.Run(string(dropped), func(t *testing.T) {
			start := startAfter(now, before, finished{"a", 0, `{"x":1}`}, finished{"b", 1, `{"x":1}`}, finished{"d", 2, `{"x":1}`})
			start.Seed.Dropped = dropped
			s := newStage(t)
			o := s.playStart(t, start)
			require.Equal(t, workflows.Completed, o.State)
			require.Equal(t, want.calls, s.calls)
			require.Equal(t, want.done, paths(o.Done))
		})
	}
}

// TestWhatTheChangedPlanDoesNotComeTo takes back at the end what stands for a step that was skipped, and for items that are no more.
func TestWhatTheChangedPlanDoesNotComeTo(t *testing.T) {
	a := given(do("a", "toy.a"), 1.0)
	loop := func(items ...any) plan.Step { return each("loop", items, given(do("b", "toy.b"), "${item}")) }
	before := frozen(a, loop("x", "y", "z"))
	a.If = "1 > 2"
	now := frozen(a, loop("x", "other"), do("c", "toy.c"))
	s := newStage(t)
	o := s.playStart(t, startAfter(now, before, finished{"a", 0, `{"x":1}`},
		finished{"loop[0]/b", 2, `{"x":"x"}`}, finished{"loop[1]/b", 2, `{"x":"y"}`}, finished{"loop[2]/b", 2, `{"x":"z"}`}))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.b of earlier", "undo toy.b of earlier", "toy.b", "toy.c", "undo toy.b of earlier", "undo toy.a of earlier"}, s.calls)
	require.Equal(t, []string{"loop[0]/b", "loop[1]/b", "c"}, paths(o.Done))
}

// TestAnItemThatFailsTakesBackWhatItHadTakenOver goes on after an item whose first step an earlier run did.
func TestAnItemThatFailsTakesBackWhatItHadTakenOver(t *testing.T) {
	loop := each("loop", list(2), given(do("a", "toy.a"), "${item}"), given(do("b", "toy.b"), "${item}"))
	loop.OnFailure = plan.OnFailureContinue
	s := newStage(t)
	s.fails["toy.b"] = []error{fault(connectors.Invalid, "no")}
	o := s.playStart(t, startAfter(frozen(loop), frozen(loop), finished{"loop[0]/a", 1, `{"x":"i0"}`}, finished{"loop[1]/a", 1, `{"x":"i1"}`}))
	require.Equal(t, workflows.Completed, o.State)
	require.Equal(t, []string{"toy.a of earlier", "toy.b", "undo toy.a of earlier", "toy.a of earlier", "toy.b"}, s.calls)
	require.Equal(t, []string{"loop[1]/a", "loop[1]/b"}, paths(o.Done))
}

// TestALookUpIsOldOnceSomethingHasChanged reads anew behind a step that is done, and again after the run was continued.
func TestALookUpIsOldOnceSomethingHasChanged(t *testing.T) {
	before := frozen(do("one", "toy.read"), each("loop", list(3), given(do("two", "toy.read"), "${item}")))
	loop := each("loop", list(3), given(do("two", "toy.read"), "${item}"))
	start := startAfter(frozen(do("one", "toy.read"), do("a", "toy.a"), loop), before, finished{"one", 0, `{}`},
		finished{"loop[0]/two", 2, `{"x":"i0"}`}, finished{"loop[1]/two", 2, `{"x":"i1"}`})
	var calls []string
	for {
		s := newStage(t)
		s.SetContinueAsNewSuggested(true)
		s.ExecuteWorkflow("test", start)
		calls = append(calls, s.calls...)
		var again *workflow.ContinueAsNewError
		if !errors.As(s.GetWorkflowError(), &again) {
			require.NoError(t, s.GetWorkflowError())
			break
		}
		start = workflows.Start{}
		require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(again.Input, &start))
	}
	require.Equal(t, []string{"toy.read of earlier", "toy.a", "toy.read", "toy.read", "toy.read"}, calls)
}

// TestAlterationsKeepTheirOrder puts an alteration ahead of those that earlier ones may have made to the same record: they are taken back, latest
// first, and made anew behind it. What only adds something is kept.
func TestAlterationsKeepTheirOrder(t *testing.T) {
	altering := func(f plan.Frozen, ids ...string) plan.Frozen {
		for i, s := range f.Plan.Steps {
			if slices.Contains(ids, s.ID) {
				f.Steps[i].UndoBy = "restore"
			}
		}
		return f
	}
	a, b, c, d := given(do("a", "toy.a"), 1.0), given(do("b", "toy.b"), 1.0), given(do("c", "toy.c"), 1.0), given(do("d", "toy.d"), 1.0)
	before := altering(frozen(a, b, c, d), "a", "b", "d")
	done := []finished{{"a", 0, `{"x":1}`}, {"b", 1, `{"x":1}`}, {"c", 2, `{"x":1}`}, {"d", 3, `{"x":1}`}}
	for name, tc := range map[string]struct {
		now  plan.Frozen
		want []string
	}{
		"one is put between": {altering(frozen(a, do("z", "toy.z"), b, c, d), "a", "b", "d", "z"),
			[]string{"toy.a of earlier", "undo toy.d of earlier", "undo toy.b of earlier", "toy.z", "toy.b", "toy.c of earlier", "toy.d"}},
		"one has another input": {altering(frozen(a, given(b, 2.0), c, d), "a", "b", "d"),
			[]string{"toy.a of earlier", "undo toy.d of earlier", "undo toy.b of earlier", "toy.b", "toy.c of earlier", "toy.d"}},
		"one is dropped": {altering(frozen(a, c, d), "a", "d"),
			[]string{"undo toy.d of earlier", "undo toy.b of earlier", "undo toy.a of earlier", "toy.a", "toy.c of earlier", "toy.d"}},
		"what is put between alters nothing": {altering(frozen(a, do("z", "toy.z"), b, c, d), "a", "b", "d"),
			[]string{"toy.a of earlier", "toy.z", "toy.b of earlier", "toy.c of earlier", "toy.d of earlier"}},
	} {
		t.Run(name, func(t *testing.T) {
			start := startAfter(tc.now, before, done...)
			start.Seed.Dropped = workflows.DropUndo
			kept := 0
			for _, f := range workflows.Foresee(start, nil).Steps {
				kept += f.Kept
			}
			s := newStage(t)
			o := s.playStart(t, start)
			require.Equal(t, workflows.Completed, o.State)
			require.Equal(t, tc.want, s.calls)
			for _, call := range s.calls {
				if strings.HasPrefix(call, "toy.") && strings.HasSuffix(call, " of earlier") {
					kept--
				}
			}
			require.Zero(t, kept, "as was foreseen")
		})
	}
}

// TestWhatIsBeingTakenBackIsNotTakenOver alters something beside a step whose alteration is taken back for that: it waits, and is done anew.
func TestWhatIsBeingTakenBackIsNotTakenOver(t *testing.T) {
	b := given(do("b", "toy.b"), 1.0)
	before, now := frozen(b), frozen(parallel("both", []plan.Step{do("z", "toy.z")}, []plan.Step{b}))
	before.Steps[0].UndoBy, now.Steps[0].Inner[0][0].UndoBy, now.Steps[0].Inner[1][0].UndoBy = "restore", "restore", "restore"
	start := startAfter(now, before, finished{"both/b", 0, `{"x":1}`})
	s := newStage(t)
	o := s.playStart(t, start)
	require.Equal(t, workflows.Completed, o.State)
	require.Len(t, s.calls, 3)
	require.Equal(t, "undo toy.b of earlier", s.calls[0])
	require.ElementsMatch(t, []string{"toy.z", "toy.b"}, s.calls[1:])
	require.ElementsMatch(t, []string{"both/z", "both/b"}, paths(o.Done))
}

func TestAStepThatIsKeptInTheChangedPlanIsNotUndone(t *testing.T) {
	a := given(do("a", "toy.a"), 1.0)
	before := frozen(a)
	a.Undo = &plan.Undo{Keep: true}
	s := newStage(t)
	s.fails["toy.c"] = []error{fault(connectors.Invalid, "no")}
	o := s.playStart(t, startAfter(frozen(a, do("c", "toy.c")), before, finished{"a", 0, `{"x":1}`}))
	require.Equal(t, []string{"toy.a of earlier", "toy.c"}, s.calls)
	require.Equal(t, workflows.Undone, o.State)
}

// TestAnotherAccountIsAnotherEffect signs in as somebody else between the runs.
func TestAnotherAccountIsAnotherEffect(t *testing.T) {
	before, now := frozen(given(do("a", "toy.a"), 1.0)), frozen(given(do("a", "toy.a"), 1.0))
	now.Steps[0].Identity = "berta"
	s := newStage(t)
	s.playStart(t, startAfter(now, before, finished{"a", 0, `{"x":1}`}))
	require.Equal(t, []string{"undo toy.a of earlier", "toy.a"}, s.calls)
}

// TestTheSeedIsCarriedOn has the run continued as new after every item.
func TestTheSeedIsCarriedOn(t *testing.T) {
	loop := func(n int) plan.Step { return each("loop", list(n), given(do("a", "toy.a"), "${item}")) }
	var steps []finished
	for i, item := range list(6) {
		steps = append(steps, finished{"loop[" + string(rune('0'+i)) + "]/a", 1, `{"x":"` + item.(string) + `"}`})
	}
	start := startAfter(frozen(loop(5), do("last", "toy.last")), frozen(loop(6)), steps...)
	var calls []string
	var o workflows.Outcome
	for length := len(steps); ; {
		s := newStage(t)
		s.SetContinueAsNewSuggested(true)
		s.ExecuteWorkflow("test", start)
		calls = append(calls, s.calls...)
		var again *workflow.ContinueAsNewError
		if !errors.As(s.GetWorkflowError(), &again) {
			require.NoError(t, s.GetWorkflowError())
			require.NoError(t, s.GetWorkflowResult(&o))
			break
		}
		start = workflows.Start{}
		require.NoError(t, converter.GetDefaultDataConverter().FromPayloads(again.Input, &start))
		require.Less(t, len(start.Seed.Steps), length, "what was taken over is not carried on")
		length = len(start.Seed.Steps)
	}
	kept := "toy.a of earlier"
	require.Equal(t, []string{kept, kept, kept, kept, kept, "toy.last", "undo toy.a of earlier"}, calls)
	require.Len(t, o.Done, 6)
}

// TestTheDigestCoversTheSeed tells apart all that a person approves with a changed plan.
func TestTheDigestCoversTheSeed(t *testing.T) {
	f := frozen(given(do("a", "toy.a"), 1.0))
	seen := map[string]bool{f.Digest: true}
	start := func(change func(*workflows.Seed), steps ...finished) {
		s := startAfter(f, f, steps...)
		change(s.Seed)
		s.Seed.Seal(f)
		require.False(t, seen[s.Digest()], "each is another")
		seen[s.Digest()] = true
	}
	same := func(*workflows.Seed) {}
	start(same)
	start(same, finished{"a", 0, `{"x":1}`})
	start(same, finished{"a", 0, `{"x":2}`})
	start(func(s *workflows.Seed) { s.Dropped = workflows.DropKeep }, finished{"a", 0, `{"x":1}`})
	start(func(s *workflows.Seed) { s.Steps[0].Undo = false }, finished{"a", 0, `{"x":1}`})
	start(func(s *workflows.Seed) { s.Steps[0].Custom = &workflows.CustomUndo{Do: "toy.b"} }, finished{"a", 0, `{"x":1}`})
	start(func(s *workflows.Seed) { s.Runs[0].Identity.Workflow = "another" }, finished{"a", 0, `{"x":1}`})
}
