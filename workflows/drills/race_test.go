package drills_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/stretchr/testify/require"
	"go.temporal.io/api/serviceerror"
	"go.temporal.io/sdk/client"
	"go.temporal.io/sdk/temporal"

	"sayso/api"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// decisionRaces is how many runs are decided on by everybody at once, and racesAtOnce how many of them at the same time.
const (
	decisionRaces = 1000
	racesAtOnce   = 125
)

// TestDecisionsThatComeAtOnce has an approval, a refusal, the expiry and a cancellation of the same question come together, in
// random order. Each run ends in one way, nothing is posted that nobody approved, and who came too late is told so.
func TestDecisionsThatComeAtOnce(t *testing.T) {
	w := newWorld(t)
	races := make([]*race, decisionRaces)
	for from := 0; from < len(races); from += racesAtOnce {
		var all sync.WaitGroup
		for i := from; i < min(from+racesAtOnce, len(races)); i++ {
			races[i] = &race{world: w, text: fmt.Sprintf("race %d.", i)}
			all.Go(func() { races[i].err = races[i].run(t) })
		}
		all.Wait()
	}
	posted := map[string]int{}
	for _, e := range w.effects(t) {
		if e.Action == "slack.post_message" {
			_, text, _ := strings.Cut(e.Says, ": ")
			posted[text]++
		}
	}
	ends := map[string]int{}
	for _, r := range races {
		require.NoError(t, r.err)
		r.judge(t, posted[r.text])
		ends[string(r.end.State)]++
		for _, a := range r.answers {
			if a.err == nil {
				ends[a.name+" taken"]++
			}
		}
	}
	t.Log(ends)
	for _, way := range []string{"denied", "undone", "approve taken", "reject taken", "cancel taken"} {
		require.NotZero(t, ends[way], "%s never came first: that is no race", way)
	}
}

// race is a run that is decided on by everybody at once.
type race struct {
	*world
	text    string
	answers []answer
	end     api.Run
	err     error
}

// answer is what somebody was told who decided, or cancelled.
type answer struct {
	name string
	err  error
}

func (r *race) run(t *testing.T) error {
	t.Helper()
	id := r.begin(t, &plan.Plan{Name: "race", Steps: []plan.Step{{ID: "may", Approve: &plan.Approve{Text: "Post it?", Timeout: "2s"}}, post("post", r.text)}})
	run, err := r.Watch(t.Context(), id, time.Second, func(api.Run) {})
	if err != nil {
		return err
	}
	if run.Question == nil {
		return fmt.Errorf("run %s doesn't ask: %s", id, run.Says)
	}
	decide := func(choice workflows.Choice) func() error {
		return func() error { // as a surface does that has the question on its screen
			handle, err := r.Temporal.UpdateWorkflow(t.Context(), client.UpdateWorkflowOptions{
				WorkflowID: id, UpdateName: workflows.UpdateDecide, WaitForStage: client.WorkflowUpdateStageCompleted,
				Args: []any{workflows.Decision{Step: "may", Choice: choice, Digest: run.Question.Digest, By: string(choice)}}})
			if err == nil {
				err = handle.Get(t.Context(), nil)
			}
			return err
		}
	}
	var all sync.WaitGroup
	var mu sync.Mutex
	for name, act := range map[string]func() error{
		"approve": decide(workflows.Approve), "reject": decide(workflows.Reject),
		"cancel": func() error { return r.Temporal.CancelWorkflow(t.Context(), id, "") },
	} {
		early := time.Duration(rand.IntN(120)-20) * time.Millisecond
		all.Go(func() {
			<-time.After(time.Until(run.Question.Until.Add(-early)))
			err := act()
			var again *serviceerror.WorkflowNotReady // the end that the run was about to come to was overtaken by a cancellation
			for errors.As(err, &again) {
				err = act()
			}
			mu.Lock()
			defer mu.Unlock()
			r.answers = append(r.answers, answer{name, err})
		})
	}
	all.Wait()
	r.end, err = r.Watch(t.Context(), id, time.Second, func(api.Run) {})
	return err
}

// judge holds the end of a race to what each was told.
func (r *race) judge(t *testing.T, posted int) {
	t.Helper()
	taken := map[string]bool{}
	for _, a := range r.answers {
		taken[a.name] = a.err == nil
		if a.err != nil {
			var refused *temporal.ApplicationError
			var over *serviceerror.NotFound
			switch {
			case errors.As(a.err, &refused):
				require.Equal(t, "not_waiting", refused.Type(), "%s: %v", a.name, a.err)
				require.Contains(t, refused.Message(), "isn't waiting for a decision")
			default:
				require.ErrorAs(t, a.err, &over, a.name)
				require.Regexp(t, "already completed|closing workflow", over.Error())
			}
		}
	}
	require.NotNil(t, r.end.Ended)
	require.False(t, taken["approve"] && taken["reject"], "one decision is taken")
	require.LessOrEqual(t, posted, 1)
	switch r.end.State {
	case workflows.Completed:
		require.True(t, taken["approve"], "it went on, so it was approved")
		require.Equal(t, 1, posted)
	case workflows.Denied:
		require.Zero(t, posted)
		require.False(t, taken["approve"], "what was approved isn't denied")
	case workflows.Undone:
		require.True(t, taken["cancel"])
		if !taken["approve"] {
			require.Zero(t, posted)
		}
	default:
		require.Fail(t, "no outcome", r.end.Says)
	}
}
