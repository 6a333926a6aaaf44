package drills_test

import (
	"context"
	"flag"
	"fmt"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/api"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// background is the context of what isn't a test's own, as in a property that is checked many times.
func background() context.Context { return context.Background() }

// How many random plans are failed, and how many complete, in as many worlds side by side.
const (
	failingDrills    = 280 // of which at least wantFailed don't complete before they are cancelled
	wantFailed       = 200
	completingDrills = 60
	drillWorlds      = 4
)

// TestWhateverFailsIsUndone fails random plans at random steps, or cancels them: the simulated apps then hold what they held before, to the
// byte. Mails can't be taken back, so each that went out stands there and in what the run says; so does each credit note.
func TestWhateverFailsIsUndone(t *testing.T) {
	met := drills(t, failingDrills, endsInFailure, endsInFailure, endsInFailure, endsCancelled)
	require.GreaterOrEqual(t, met["undone"]+met["denied"]+met["failed"], wantFailed)
	for _, what := range []string{"undone", "denied", "failed", "faults", "mails", "undo invoice.create", "undo jira.create_issue"} {
		require.NotZero(t, met[what], "no drill met this: %s", what)
	}
}

// TestWhatCantBeSentTwiceIsUndone strikes those two actions, in each way, that are looked for or asked about after a lost answer.
func TestWhatCantBeSentTwiceIsUndone(t *testing.T) {
	t.Parallel()
	mail := doing("struck", "email.send", "subject", "Drill", "body", "Hello")
	mail.With["to"] = []any{"anna.schmidt@acme.example"}
	for _, step := range []plan.Step{doing("struck", "jira.create_issue", "project", "OPS", "summary", "Drill"), mail} {
		step.Retry = &plan.Retry{Attempts: 2, First: "100ms", Max: "100ms"}
		for _, way := range struckInWays() {
			for _, decision := range []workflows.Choice{workflows.Skip, workflows.Undo} {
				t.Run(fmt.Sprint(step.Do, way, decision), func(t *testing.T) {
					t.Parallel()
					w := newDrillWorld(t)
					b := w.before(t)
					require.NoError(t, w.box.Faults().Set(struck(t, way, step.Do, 1)...))
					run := w.finish(t, w.begin(t, &plan.Plan{Name: "drill", Steps: []plan.Step{post("first", "x"), step, impossible()}}), func(q workflows.Question) workflows.Choice {
						require.NotEqual(t, workflows.AskUndoFailed, q.Kind)
						if q.Kind == workflows.AskUnknown {
							return decision
						}
						return workflows.Undo
					})
					w.requireUndone(t, b, run)
					faults, err := w.box.Faults().List()
					require.NoError(t, err)
					require.NotZero(t, faults[0].Fired)
				})
			}
		}
	}
}

// newDrillWorld is one whose apps are filled, and in which an index that may lag for a minute lags for a second: Jira's search may not show
// a new issue for so long, but the simulated one shows it long before this.
func newDrillWorld(t *testing.T) *world {
	t.Helper()
	w := newWorld(t)
	w.seed(t)
	create, ok := w.Registry.Action("jira.create_issue")
	require.True(t, ok)
	create.Lag = time.Second
	return w
}

// TestWhatGoesOnAfterAFailureLeavesNothingOfIt has random plans go on after what fails in them, or complete and be undone later.
func TestWhatGoesOnAfterAFailureLeavesNothingOfIt(t *testing.T) {
	met := drills(t, completingDrills, endsInItself, endsUndone)
	for _, what := range []string{"completed", "faults", "undo invoice.create"} {
		require.NotZero(t, met[what], "no drill met this: %s", what)
	}
}

// drills checks random plans that end in these ways, and tells what they met.
func drills(t *testing.T, count int, endings ...string) drillTally {
	t.Helper()
	require.NoError(t, flag.Set("rapid.checks", strconv.Itoa(count/drillWorlds)))
	require.NoError(t, flag.Set("rapid.shrinktime", "10s"))
	tallies := make([]drillTally, drillWorlds)
	t.Run("worlds", func(t *testing.T) {
		for i := range drillWorlds {
			tallies[i] = drillTally{}
			t.Run(strconv.Itoa(i), func(t *testing.T) {
				t.Parallel()
				w := newDrillWorld(t)
				rapid.Check(t, func(rt *rapid.T) { w.drill(rt, tallies[i], one(rt, "ending", endings...)) })
			})
		}
	})
	met := drillTally{}
	for _, tally := range tallies {
		for what, times := range tally {
			met[what] += times
		}
	}
	t.Log(met)
	return met
}

// drillTally tells what the drills met, so that none passes because nothing happened.
type drillTally map[string]int

// The ways in which a drill ends, besides what fails in it on the way.
const (
	endsInFailure = "fails at its end"
	endsInItself  = "fails in a step after which it goes on"
	endsUndone    = "completes, and is undone later"
	endsCancelled = "is cancelled"
)

// drill grows a plan, has it fail, and requires that nothing is left of it.
func (w *world) drill(rt *rapid.T, tally drillTally, ending string) {
	g := grow(rt, ending == endsInFailure)
	p := &plan.Plan{Name: "drill", Steps: g.list(2, false)}
	switch ending {
	case endsInFailure:
		p.Steps = append(p.Steps, g.impossible())
	case endsInItself:
		p.Steps = []plan.Step{{ID: "whole", OnFailure: plan.OnFailureContinue, Each: []any{"once"}, As: "once", Steps: append(p.Steps, g.impossible())}}
	}
	w.Plans = g.called
	faults := g.faults()
	require.NoError(rt, w.box.Faults().Set(faults...))
	b := w.before(rt)
	id := w.begin(rt, p)
	for _, e := range g.events {
		w.happens(rt, id, e)
	}
	if ending == endsCancelled {
		w.cancel(rt, id, b.effects+rapid.IntRange(0, 5).Draw(rt, "effects before"))
	}
	decision := g.decisions(rt)
	run := w.finish(rt, id, decision)
	tally[string(run.State)]++
	if run.State == workflows.Completed {
		run = w.undoLater(rt, run, decision)
	}
	effects, mails := w.requireUndone(rt, b, run)
	tally["mails"] += mails
	for _, e := range effects {
		tally[e.Action]++
	}
	struck, err := w.box.Faults().List()
	require.NoError(rt, err)
	for _, f := range struck {
		tally["faults"] += f.Fired
		tally[f.Action+" struck"] += f.Fired
	}
}

// decisions are the answers to what a drill asks. Nothing of a drill may fail to be undone.
func (g *grower) decisions(t require.TestingT) func(workflows.Question) workflows.Choice {
	unknown := one(g.T, "it was done, or undo", workflows.Skip, workflows.Undo)
	return func(q workflows.Question) workflows.Choice {
		switch q.Kind {
		case workflows.AskApproval:
			return g.answers[q.Step[strings.LastIndex(q.Step, "/")+1:]]
		case workflows.AskUnknown:
			return unknown
		}
		require.Equal(t, workflows.AskFailed, q.Kind, q.Says)
		return workflows.Undo
	}
}

// undoLater takes back what a completed run did, if it did anything.
func (w *world) undoLater(t require.TestingT, run api.Run, answer func(workflows.Question) workflows.Choice) api.Run {
	if len(run.Done) == 0 {
		return run
	}
	id, err := w.Undo(background(), run.RunID, "drill")
	require.NoError(t, err)
	undo := w.finish(t, id, answer)
	require.Equal(t, workflows.Completed, undo.State, undo.Says)
	return undo
}
