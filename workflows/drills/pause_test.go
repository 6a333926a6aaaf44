package drills_test

import (
	"errors"
	"fmt"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"sayso/activities"
	"sayso/api"
	"sayso/connectors"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// A thousand runs ask, and all are answered in the same moment: none is refused, none runs out of time, each does its effect once.
const decidedInOneMoment = 1000

func TestAThousandDecisionsInOneMoment(t *testing.T) {
	w := newWorld(t)
	ids := w.parked(t, decidedInOneMoment, plan.Step{ID: "may", Approve: &plan.Approve{Text: "Post it?"}})
	begun := time.Now()
	errs := make([]error, len(ids))
	var all sync.WaitGroup
	for i, id := range ids {
		all.Go(func() {
			errs[i] = w.Decide(t.Context(), api.DecideRequest{Run: id, Choice: workflows.Approve, By: "drill"})
		})
	}
	all.Wait()
	require.NoError(t, errors.Join(errs...))
	t.Logf("%d decisions in %s", len(ids), time.Since(begun))
	w.requireEachPosted(t, ids)
}

// waitingForOne is how many runs wait for one connection: more than one page of what is listed at once.
const waitingForOne = 450

// While a connection is paused no run sends anything through it and none fails; with one resumption all go on, each with one effect. Those
// that have to take something back through it wait likewise.
func TestEverybodyWaitsForAPausedConnection(t *testing.T) {
	w := newWorld(t)
	pause := api.PauseRequest{Of: activities.OfConnection, Name: "slack/sandbox", By: "anna", Why: "new token"}
	undoing := w.begin(t, &plan.Plan{Name: "undoing", Steps: []plan.Step{post("said", "to be taken back."), {ID: "may", Approve: &plan.Approve{}}}})
	w.eventually(t, []string{undoing}, workflows.Parked)
	_, err := w.Pause(t.Context(), pause)
	require.NoError(t, err)
	require.NoError(t, w.Decide(t.Context(), api.DecideRequest{Run: undoing, Choice: workflows.Reject}))
	ids := w.parked(t, waitingForOne)
	require.Len(t, w.effects(t), 1)
	run, err := w.Get(t.Context(), ids[0])
	require.NoError(t, err)
	require.Equal(t, workflows.AskPaused, run.Question.Kind)
	require.Equal(t, []string{"slack/sandbox"}, run.Paused)
	run, err = w.Watch(t.Context(), undoing, 20*time.Millisecond, func(api.Run) {})
	require.NoError(t, err)
	require.Contains(t, run.Question.Says, "still standing")

	begun := time.Now()
	done, err := w.Resume(t.Context(), pause)
	require.NoError(t, err)
	require.Empty(t, done.Left)
	require.ElementsMatch(t, append(ids, undoing), done.Runs)
	t.Logf("%d runs told in %s", len(done.Runs), time.Since(begun))
	w.eventually(t, []string{undoing}, workflows.Denied)
	w.requireEachPosted(t, ids, "to be taken back.")

	_, err = w.Resume(t.Context(), pause)
	require.Equal(t, connectors.Conflict, connectors.KindOf(err), "it isn't paused")
}

// A plan that is paused is begun no more, on its own or by another; what it began before goes on, is retried and undone.
func TestAPausedPlan(t *testing.T) {
	w := newWorld(t)
	greet := &plan.Plan{Name: "greet", Language: "de", Steps: []plan.Step{post("hail", "Hello.")}}
	w.Plans = map[string]*plan.Plan{"greet": greet}
	calls := &plan.Plan{Name: "calls", Steps: []plan.Step{{ID: "maybe", Choose: []plan.Branch{{When: "1 < 2", Steps: []plan.Step{{ID: "call", Run: "greet"}}}}}}}
	waits := &plan.Plan{Name: "greet", Steps: []plan.Step{{ID: "may", Approve: &plan.Approve{}}, post("hail", "Hello.")}}
	under, over, denied := w.begin(t, waits), w.begin(t, greet), w.begin(t, waits)
	w.eventually(t, []string{over}, workflows.Completed)
	w.eventually(t, []string{under, denied}, workflows.Parked)
	require.NoError(t, w.Decide(t.Context(), api.DecideRequest{Run: denied, Choice: workflows.Reject}))

	pause := api.PauseRequest{Of: activities.OfPlan, Name: "greet", By: "anna", Why: "wrong channel"}
	_, err := w.Pause(t.Context(), pause)
	require.NoError(t, err)
	for p, says := range map[*plan.Plan]string{greet: "der Plan greet ist seit", calls: "plan greet is paused since"} {
		frozen, problems, err := w.Freeze(t.Context(), p, nil, api.Scope{Sandbox: true})
		require.NoError(t, err)
		require.NotNil(t, frozen, "%v", problems)
		_, err = w.Start(t.Context(), frozen, api.StartOptions{Approved: true})
		e := connectors.AsError(err)
		require.Equal(t, []any{connectors.Conflict, activities.CodePlanPaused}, []any{e.Kind, e.Code})
		require.Contains(t, e.Message, says)
		require.Contains(t, e.Message, "wrong channel")
	}
	require.NoError(t, w.Decide(t.Context(), api.DecideRequest{Run: under, Choice: workflows.Approve}))
	w.eventually(t, []string{under}, workflows.Completed)
	undo, err := w.Undo(t.Context(), over, "anna")
	require.NoError(t, err)
	again, err := w.Retry(t.Context(), denied, nil, "anna")
	require.NoError(t, err)
	w.eventually(t, []string{undo}, workflows.Completed)
	w.eventually(t, []string{again}, workflows.Parked)

	_, err = w.Resume(t.Context(), pause)
	require.NoError(t, err)
	w.eventually(t, []string{w.begin(t, calls)}, workflows.Completed)
}

// parked begins runs that each post a text of their own after the given steps, and waits until all are parked.
func (w *world) parked(t *testing.T, n int, first ...plan.Step) (ids []string) {
	t.Helper()
	for i := range n {
		ids = append(ids, w.begin(t, &plan.Plan{Name: "wait", Steps: append(slices.Clip(first), post("post", fmt.Sprintf("%d.", i)))}))
	}
	w.eventually(t, ids, workflows.Parked)
	return ids
}

// eventually waits until all runs are in a state.
func (w *world) eventually(t *testing.T, ids []string, state workflows.State) {
	t.Helper()
	require.Eventually(t, func() bool {
		list, err := w.List(t.Context(), 2000)
		require.NoError(t, err)
		in := map[string]bool{}
		for _, r := range list {
			in[r.RunID] = r.State == state
		}
		for _, id := range ids {
			if !in[id] {
				return false
			}
		}
		return true
	}, time.Minute, 50*time.Millisecond, "%v", state)
}

// requireEachPosted holds what was posted to one message a run, besides others.
func (w *world) requireEachPosted(t *testing.T, ids []string, others ...string) {
	t.Helper()
	w.eventually(t, ids, workflows.Completed)
	posted := 0
	texts := map[string]bool{}
	for _, e := range w.effects(t) {
		if e.Action == "slack.post_message" {
			posted++
			texts[e.Says] = true
		}
	}
	require.Len(t, texts, len(ids)+len(others))
	require.Equal(t, posted, len(ids)+len(others), "each once")
}
