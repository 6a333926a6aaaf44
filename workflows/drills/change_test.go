package drills_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/sdk/worker"
	"go.temporal.io/sdk/workflow"

	"sayso/activities"
	"sayso/api"
	"sayso/connectors"
	"sayso/connectors/sandbox"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// count tells how often an action took effect.
func (w *world) count(t *testing.T, action string) (n int) {
	t.Helper()
	for _, e := range w.effects(t) {
		if e.Action == action {
			n++
		}
	}
	return n
}

// change shows what going on with a run under a changed plan would do.
func (w *world) change(t *testing.T, id string, dropped workflows.Dropped, steps ...plan.Step) api.Change {
	t.Helper()
	c, err := w.Change(t.Context(), api.ChangeRequest{Run: id, Plan: &plan.Plan{Name: "changed", Steps: steps}, Dropped: dropped})
	require.NoError(t, err)
	require.False(t, plan.HasErrors(c.Problems), "%v", c.Problems)
	return c
}

// goOn goes on with a run under a changed plan as it was shown, and follows the new run to its end.
func (w *world) goOn(t *testing.T, c api.Change) api.Run {
	t.Helper()
	id, err := w.StartChange(t.Context(), c, "drill", true)
	require.NoError(t, err)
	return w.finish(t, id, nil)
}

// thens are what a change says of each line that is an action.
func thens(c api.Change) map[string]string {
	out := map[string]string{}
	for _, line := range c.Steps {
		if line.Then != "" {
			out[line.Step] = line.Then
		}
	}
	return out
}

func code(err error) string { return connectors.AsError(err).Code }

func mail(subject string) plan.Step {
	return doing("mail", "email.send", "to", "billing@acme.example", "subject", subject, "body", "Hello")
}

func account(note string) plan.Step {
	return doing("crm", "salesforce.update_account", "account", "${account.id}", "note", note)
}

// parkedRun did three things, one of them a mail, and then waits at a step that fails.
func (w *world) parkedRun(t *testing.T) api.Run {
	t.Helper()
	broken := doing("issue", "jira.get_issue", "issue", "OPS-99999")
	broken.OnFailure = plan.OnFailurePark
	id := w.begin(t, &plan.Plan{Name: "first", Steps: []plan.Step{
		doing("account", "salesforce.find_account", "name", "ACME Corp"), account("first"), post("said", "hello ${account.name}"), mail("One"), broken}})
	run, err := w.Watch(t.Context(), id, 20*time.Millisecond, func(api.Run) {})
	require.NoError(t, err)
	require.Equal(t, workflows.Parked, run.State)
	return run
}

// TestAChangedPlanGoesOnWithARun corrects two steps of a run that is parked. What is unchanged is not done again, above all the mail; what is
// changed is taken back and done anew; and undoing the new run leaves nothing of either but the mail.
func TestAChangedPlanGoesOnWithARun(t *testing.T) {
	w := newWorld(t)
	for _, app := range []string{"salesforce", "slack", "email", "jira"} {
		_, err := w.box.Endpoint(app)
		require.NoError(t, err)
	}
	before := w.states(t)
	old := w.parkedRun(t)
	fixed := doing("issue", "jira.get_issue", "issue", "OPS-1")
	c := w.change(t, old.RunID, "", doing("account", "salesforce.find_account", "name", "ACME Corp"), account("second"),
		post("said", "hello ${account.name}"), mail("One"), fixed, post("after", "${issue.key}"))
	require.Equal(t, map[string]string{"account": "Done already, and kept.", "crm": "Will be done. What was done before with other values is taken back first.",
		"said": "Done already, and kept.", "mail": "Done already, and kept.", "issue": "Will be done.", "after": "Will be done."}, thens(c))
	still, err := w.Get(t.Context(), old.RunID)
	require.NoError(t, err)
	require.Equal(t, workflows.Parked, still.State, "looking changes nothing")

	run := w.goOn(t, c)
	require.Equal(t, workflows.Completed, run.State, run.Says)
	require.Equal(t, []int{1, 2, 1, 2}, []int{w.count(t, "email.send"), w.count(t, "slack.post_message"), w.count(t, "undo salesforce.update_account"), w.count(t, "salesforce.update_account")})

	// The old run has nothing left that anybody could touch.
	ended, err := w.Get(t.Context(), old.RunID)
	require.NoError(t, err)
	require.NotNil(t, ended.Ended)
	_, err = w.Undo(t.Context(), old.RunID, "drill")
	require.Equal(t, "taken_over", code(err))
	require.ErrorContains(t, err, run.RunID)
	_, err = w.UndoPreview(t.Context(), old.RunID)
	require.Equal(t, "taken_over", code(err))
	_, err = w.Retry(t.Context(), old.RunID, nil, "drill")
	require.Error(t, err)
	_, err = w.Change(t.Context(), api.ChangeRequest{Run: old.RunID, Plan: &plan.Plan{Name: "again", Steps: []plan.Step{fixed}}})
	require.Equal(t, "taken_over", code(err))
	_, err = w.StartChange(t.Context(), c, "drill", true)
	require.Equal(t, "taken_over", code(err))

	p, err := w.UndoPreview(t.Context(), run.RunID)
	require.NoError(t, err)
	var steps []string
	for _, e := range p.Undo {
		steps = append(steps, e.Step+" "+e.Way)
	}
	require.Equal(t, []string{"after delete", "crm restore", "said delete"}, steps)
	require.Len(t, p.Stands, 1)
	require.Equal(t, "mail", p.Stands[0].Step)
	require.Equal(t, "This can't be undone.", p.Stands[0].Then)

	undo, err := w.Undo(t.Context(), run.RunID, "drill")
	require.NoError(t, err)
	require.Equal(t, workflows.Completed, w.finish(t, undo, nil).State)
	w.replay(t, run.RunID)
	w.replay(t, undo)
	after := w.states(t)
	require.Empty(t, changes(before["salesforce"], after["salesforce"]))
	require.Empty(t, changes(before["slack"], after["slack"]))
	require.Equal(t, 2, w.count(t, "undo slack.post_message"))
	_, err = w.Undo(t.Context(), run.RunID, "drill")
	require.Equal(t, "undone", code(err), "nothing is taken back twice")
}

// replay has the interpreter go through a run's history again.
func (w *world) replay(t *testing.T, id string) {
	t.Helper()
	replayer := worker.NewWorkflowReplayer()
	replayer.RegisterDynamicWorkflow(workflows.Interpret, workflow.DynamicRegisterOptions{})
	require.NoError(t, replayer.ReplayWorkflowHistory(nil, w.history(t, id, "")))
}

// TestAChangeOfAChange goes on twice: what the first run did is kept through both.
func TestAChangeOfAChange(t *testing.T) {
	w := newWorld(t)
	first := w.begin(t, &plan.Plan{Name: "first", Steps: []plan.Step{post("one", "1"), post("two", "2"), mail("One")}})
	w.finish(t, first, nil)
	second := w.goOn(t, w.change(t, first, "", post("one", "1"), post("two", "zwei"), mail("One")))
	require.Equal(t, workflows.Completed, second.State, second.Says)
	third := w.goOn(t, w.change(t, second.RunID, "", post("one", "1"), post("two", "zwei"), mail("One"), post("three", "3")))
	require.Equal(t, workflows.Completed, third.State, third.Says)
	require.Equal(t, []string{first, second.RunID, first, ""}, []string{third.Steps[0].From, third.Steps[1].From, third.Steps[2].From, third.Steps[3].From})
	require.Equal(t, []int{4, 1, 1}, []int{w.count(t, "slack.post_message"), w.count(t, "undo slack.post_message"), w.count(t, "email.send")})
	undo, err := w.Undo(t.Context(), third.RunID, "drill")
	require.NoError(t, err)
	require.Equal(t, workflows.Completed, w.finish(t, undo, nil).State)
	require.Equal(t, 4, w.count(t, "undo slack.post_message"))
}

// TestWhatAChangedPlanDropsIsAskedAbout takes a step out that has been done.
func TestWhatAChangedPlanDropsIsAskedAbout(t *testing.T) {
	w := newWorld(t)
	for dropped, undone := range map[workflows.Dropped]int{workflows.DropUndo: 1, workflows.DropKeep: 0} {
		id := w.begin(t, &plan.Plan{Name: "first", Steps: []plan.Step{post("one", "1"), post("two", "2")}})
		w.finish(t, id, nil)
		_, err := w.Change(t.Context(), api.ChangeRequest{Run: id, Plan: &plan.Plan{Name: "changed", Steps: []plan.Step{post("two", "2")}}})
		require.Equal(t, "dropped_steps", code(err))
		require.ErrorContains(t, err, "one (")
		was := w.count(t, "undo slack.post_message")
		c := w.change(t, id, dropped, post("two", "2"))
		require.Len(t, c.Dropped, 1)
		run := w.goOn(t, c)
		require.Equal(t, workflows.Completed, run.State)
		require.Equal(t, undone, w.count(t, "undo slack.post_message")-was)
		require.Len(t, run.Done, 2-undone)
	}
}

// TestAChangeOfALoop keeps the items that are the same, and takes back at the end those that are no more.
func TestAChangeOfALoop(t *testing.T) {
	w := newWorld(t)
	loop := func(items ...any) plan.Step {
		return plan.Step{ID: "loop", Each: items, Steps: []plan.Step{post("note", "${item}"), post("more", "${note.id}")}}
	}
	id := w.begin(t, &plan.Plan{Name: "first", Steps: []plan.Step{loop("a", "b", "c")}})
	w.finish(t, id, nil)
	c := w.change(t, id, "", loop("a", "x"), post("all", "${loop.count}"))
	require.Equal(t, "1 done already, and kept. 1 will be done. What was done before with other values is taken back first.", thens(c)["loop/note"])
	require.Equal(t, "1 done already, and kept. Kept or done anew, which depends on what comes out before.", thens(c)["loop/more"])
	require.Len(t, c.Unreached, 1)
	require.Equal(t, "loop[2]/note", c.Unreached[0].Step)
	run := w.goOn(t, c)
	require.Equal(t, workflows.Completed, run.State, run.Says)
	require.Equal(t, []int{9, 4}, []int{w.count(t, "slack.post_message"), w.count(t, "undo slack.post_message")})
	require.Len(t, run.Done, 5)
}

// TestAnUndoIsBegunOnce has many undo the same run at the same time.
func TestAnUndoIsBegunOnce(t *testing.T) {
	w := newWorld(t)
	id := w.begin(t, &plan.Plan{Name: "first", Steps: []plan.Step{post("one", "1"), post("two", "2")}})
	w.finish(t, id, nil)
	got := make(chan string)
	for range 8 {
		go func() {
			watch, err := w.Undo(background(), id, "drill")
			if err != nil {
				watch = code(err)
			}
			got <- watch
		}()
	}
	runs := map[string]int{}
	for range 8 {
		runs[<-got]++
	}
	delete(runs, "undone")
	require.Len(t, runs, 1, "all watch the same run, or are told that it is over")
	for watch := range runs {
		require.Equal(t, workflows.Completed, w.finish(t, watch, nil).State)
	}
	require.Equal(t, 2, w.count(t, "undo slack.post_message"))
}

// TestAnHeirThatWasNeverBegun crashes between the word that a run takes another over and its start: the next that wants to begins it.
func TestAnHeirThatWasNeverBegun(t *testing.T) {
	w := newWorld(t)
	promise := func(heir string) string {
		id := w.begin(t, &plan.Plan{Name: "first", Steps: []plan.Step{post("one", "1")}})
		w.finish(t, id, nil)
		d, err := w.Temporal.DescribeWorkflowExecution(t.Context(), id, "")
		require.NoError(t, err)
		key := activities.Identity{Namespace: w.Namespace, Workflow: id, FirstRun: d.GetWorkflowExecutionInfo().GetFirstRunId()}.Key()
		_, fresh, err := w.Effects.Claim(t.Context(), activities.Effect{Key: key, Run: id, Action: "sayso.take_over", Input: []byte(heir), State: activities.Confirmed, Begun: time.Now()})
		require.NoError(t, err)
		require.True(t, fresh)
		return id
	}
	id := promise(`{"run":"changed-lost"}`)
	require.Equal(t, "changed-lost", w.goOn(t, w.change(t, id, "", post("one", "1"), post("two", "2"))).RunID)
	_, err := w.Undo(t.Context(), id, "drill")
	require.Equal(t, "taken_over", code(err))

	id = promise(`{"run":"undo-lost","undo":true}`)
	watch, err := w.Undo(t.Context(), id, "drill")
	require.NoError(t, err)
	require.Equal(t, "undo-lost", watch)
	require.Equal(t, workflows.Completed, w.finish(t, watch, nil).State)

	id = promise(`{"run":"changed-lost-too"}`)
	watch, err = w.Undo(t.Context(), id, "drill")
	require.NoError(t, err)
	require.Equal(t, workflows.Completed, w.finish(t, watch, nil).State)
	require.Equal(t, 2, w.count(t, "undo slack.post_message"))
}

// TestWhatCantBeGoneOnWith refuses runs that are in no state for it.
func TestWhatCantBeGoneOnWith(t *testing.T) {
	w := newWorld(t)
	refused := func(id, want string) {
		t.Helper()
		_, err := w.Change(t.Context(), api.ChangeRequest{Run: id, Plan: &plan.Plan{Name: "changed", Steps: []plan.Step{post("one", "1")}}})
		require.Equal(t, want, code(err), "%v", err)
	}
	refused("no-such-run", "no_run")

	running := w.begin(t, &plan.Plan{Name: "running", Steps: []plan.Step{post("one", "1"), {ID: "pause", Wait: &plan.Wait{For: "1h"}}}})
	require.Eventually(t, func() bool { return w.count(t, "slack.post_message") == 1 }, time.Minute, 10*time.Millisecond)
	refused(running, "still_running")
	require.NoError(t, w.Cancel(t.Context(), running, true))
	run := w.finish(t, running, nil)
	require.Equal(t, workflows.Failed, run.State)
	require.Equal(t, workflows.Completed, w.goOn(t, w.change(t, running, "", post("one", "1"))).State)
	require.Equal(t, 1, w.count(t, "slack.post_message"))

	fault, err := sandbox.ParseFault("email.send=drop-after")
	require.NoError(t, err)
	require.NoError(t, w.box.Faults().Set(fault))
	doubted := w.begin(t, &plan.Plan{Name: "doubted", Steps: []plan.Step{post("one", "1"), mail("One")}})
	run, err = w.Watch(t.Context(), doubted, 20*time.Millisecond, func(api.Run) {})
	require.NoError(t, err)
	require.Equal(t, workflows.AskUnknown, run.Question.Kind)
	refused(doubted, "in_doubt")
	p, err := w.UndoPreview(t.Context(), doubted)
	require.NoError(t, err)
	require.Equal(t, "mail", p.Stands[0].Step)
	require.Contains(t, p.Stands[0].Then, "Nobody can tell")

	id := w.begin(t, &plan.Plan{Name: "first", Steps: []plan.Step{post("one", "1")}})
	w.finish(t, id, nil)
	watch, err := w.Undo(t.Context(), id, "drill")
	require.NoError(t, err)
	w.finish(t, watch, nil)
	refused(id, "undone")
	refused(watch, "undo_run")
}

// TestTheApprovalOfAChangeBindsToWhatWasShown has the old run undone between the look and the start.
func TestTheApprovalOfAChangeBindsToWhatWasShown(t *testing.T) {
	w := newWorld(t)
	old := w.parkedRun(t)
	c := w.change(t, old.RunID, workflows.DropUndo, mail("One"))
	require.NoError(t, w.Decide(t.Context(), api.DecideRequest{Run: old.RunID, Choice: workflows.Undo}))
	w.finish(t, old.RunID, nil)
	_, err := w.StartChange(t.Context(), c, "drill", true)
	require.Equal(t, "digest_changed", code(err))

	c = w.change(t, old.RunID, "", mail("One"), post("two", "2"))
	require.Equal(t, "Done already, and kept.", thens(c)["mail"])
	require.Equal(t, workflows.Completed, w.goOn(t, c).State)
	require.Equal(t, 1, w.count(t, "email.send"), "what can't be undone stands after an undo, and is not done again")
}

// TestAnEditIsShown asks what other arguments would change.
func TestAnEditIsShown(t *testing.T) {
	w := newWorld(t)
	old := w.parkedRun(t)
	edit, err := w.EditedInput(t.Context(), old.RunID, map[string]any{"issue": "OPS-1"})
	require.NoError(t, err)
	require.Equal(t, api.Edit{Step: "issue", Lang: "en", Changes: []plan.Change{{Field: "issue", Before: "OPS-99999", After: "OPS-1"}}}, edit)
	_, err = w.EditedInput(t.Context(), old.RunID, map[string]any{})
	require.Equal(t, connectors.Invalid, connectors.KindOf(err), "the issue is missing")
	_, err = w.Retry(t.Context(), old.RunID, map[string]any{"issue": "OPS-1"}, "drill")
	require.NoError(t, err)
	require.Equal(t, workflows.Completed, w.finish(t, old.RunID, nil).State)
	_, err = w.EditedInput(t.Context(), old.RunID, map[string]any{"issue": "OPS-1"})
	require.Equal(t, "not_waiting", code(err))
}

// TestADecisionRightAfterTheStart finds the run ready, or waits until it is.
func TestADecisionRightAfterTheStart(t *testing.T) {
	w := newWorld(t)
	for range 5 {
		id := w.begin(t, &plan.Plan{Name: "ask", Steps: []plan.Step{{ID: "may", Approve: &plan.Approve{}}}})
		err := w.Decide(t.Context(), api.DecideRequest{Run: id, Step: "may", Choice: workflows.Approve})
		if err != nil {
			require.Equal(t, "not_waiting", code(err), "it had not come to its question")
			continue
		}
		require.Equal(t, workflows.Completed, w.finish(t, id, nil).State)
	}
}

// TestAnUndoOfManyIsShownInPart names no more effects than anybody reads, and counts all.
func TestAnUndoOfManyIsShownInPart(t *testing.T) {
	w := newWorld(t)
	var items []any
	for i := range 60 {
		items = append(items, fmt.Sprint(i))
	}
	kept := post("kept", "stays ${item}")
	kept.Undo = &plan.Undo{Keep: true}
	id := w.begin(t, &plan.Plan{Name: "many", Language: "de", Steps: []plan.Step{{ID: "loop", Each: items, Steps: []plan.Step{post("note", "${item}"), kept}}}})
	w.finish(t, id, nil)
	p, err := w.UndoPreview(t.Context(), id)
	require.NoError(t, err)
	require.Equal(t, map[string]int{"delete": 60}, p.Ways)
	require.Equal(t, []int{50, 50, 60}, []int{len(p.Undo), len(p.Stands), p.Stay})
	require.Equal(t, "loop[59]/note", p.Undo[0].Step, "latest first")
	require.Contains(t, p.Undo[0].Says, "59")
	require.Equal(t, "Rückgängig: es wird wieder gelöscht.", p.Undo[0].Then)
	require.Equal(t, "keep", p.Stands[0].Way)
}
