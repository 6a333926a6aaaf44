package drills_test

import (
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"testing"

	"github.com/stretchr/testify/require"

	"sayso/connectors"
	"sayso/connectors/sandbox"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// TestEveryWriteOfTheExamplesFails strikes the writes of each example for good, one in each run, whatever it stands in. In the last run for
// an action nothing is struck, and it is a step behind all others that fails.
func TestEveryWriteOfTheExamplesFails(t *testing.T) {
	t.Parallel()
	plans := exampleFiles(t)
	for _, name := range slices.Sorted(maps.Keys(plans)) {
		t.Run(name, func(t *testing.T) {
			t.Parallel() // each run has a world of its own
			struck := 0
			for _, given := range exampleInputs(name) {
				v := variant{plans: plans, plan: with(*plans[name], given)}
				for _, action := range v.actions(t, v.plan.Steps) {
					for n := 1; ; n++ {
						v.fault = fmt.Sprintf("%s=status=403@%dx1", action, n)
						if !v.fails(t, workflows.Undone) {
							break
						}
						struck++
					}
				}
			}
			require.GreaterOrEqual(t, struck, len(exampleInputs(name)))
		})
	}
}

// TestExamplesThatNobodyApproves refuses each approval that an example waits for, or lets it expire.
func TestExamplesThatNobodyApproves(t *testing.T) {
	t.Parallel()
	plans := exampleFiles(t)
	asking := 0
	for _, name := range slices.Sorted(maps.Keys(plans)) {
		if !slices.ContainsFunc(allSteps(plans, plans[name].Steps), func(s plan.Step) bool { return s.Approve != nil }) {
			continue
		}
		asking++
		given := exampleInputs(name)[0]
		if name == "invoice-and-confirm" {
			given = map[string]any{"amount": "9000.00 EUR"}
		}
		t.Run(name, func(t *testing.T) {
			t.Parallel() // each run has a world of its own
			variant{plans: plans, plan: with(*plans[name], given), answer: workflows.Reject}.fails(t, workflows.Denied)
			hurried := exampleFiles(t)
			for _, p := range hurried {
				p.Steps = hurry(p.Steps)
			}
			variant{plans: hurried, plan: with(*hurried[name], given), answer: nobody}.fails(t, workflows.Denied)
		})
	}
	require.Greater(t, asking, 3)
}

// TestAnExampleThatWaitsInVain has an example wait for an event in place of time: nothing happens, and what was done before is undone. Where
// the event does come, the steps behind it fail.
func TestAnExampleThatWaitsInVain(t *testing.T) {
	plans := exampleFiles(t)
	p := with(*plans["follow-up"], exampleInputs("follow-up")[0])
	i := slices.IndexFunc(p.Steps, func(s plan.Step) bool { return s.Wait != nil })
	p.Steps[i].Wait = &plan.Wait{Event: "jira.issue_transitioned", With: map[string]any{"project": "OPS"}, Timeout: "1s"}
	variant{plans: plans, plan: p}.fails(t, workflows.Undone)
	p.Steps[i].Wait.Timeout = "1m"
	v := variant{plans: plans, plan: p, fault: "slack.post_message=status=403@2", event: &workflows.Event{Event: "jira.issue_transitioned", Payload: map[string]any{"project": "OPS"}}}
	require.True(t, v.fails(t, workflows.Undone))
}

// exampleFiles are the plans that people are shown, by name.
func exampleFiles(t *testing.T) map[string]*plan.Plan {
	t.Helper()
	files, err := filepath.Glob("../../examples/*.yaml")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	plans := map[string]*plan.Plan{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		require.NoError(t, err)
		p, problems := plan.Parse(text)
		require.Empty(t, problems)
		plans[p.Name] = p
	}
	return plans
}

// exampleInputs lead each way through an example, and keep it from waiting long.
func exampleInputs(name string) []map[string]any {
	switch name {
	case "follow-up":
		return []map[string]any{{"pause": "1s"}}
	case "invoice-workshop":
		return []map[string]any{{"price": "9000.00 EUR"}}
	case "route-deal":
		return []map[string]any{{"deal": "Voss Fleet Dashboard"}, {"deal": "Tidewater Platform 2027"}, {"deal": "ACME Support Renewal"}}
	}
	return []map[string]any{nil}
}

// exampleStays is what an example leaves standing when it is undone.
func exampleStays(name string) []stay {
	switch name {
	case "deal-won": // its way to undo the party is another message
		return []stay{{regexp.MustCompile(`^message .*ACME Corp is in`), "“ACME Corp is in"}, {regexp.MustCompile(`^message .*Sorry, too early`), "made up for by slack.post_message"}}
	case "kunde-anlegen":
		return []stay{{regexp.MustCompile(`^channel .*"is_archived":true`), "Kanal kunde-nordlicht-werft archiviert"}}
	case "onboard-customer": // keeps the channel
		return []stay{{regexp.MustCompile(`^channel .*"is_archived":false`), "Still standing: Create channel customer-harbour-lights"}}
	}
	return nil
}

// with gives a plan other defaults for its inputs, and steps of its own.
func with(p plan.Plan, given map[string]any) plan.Plan {
	p.Inputs = maps.Clone(p.Inputs)
	for name, value := range given {
		in := p.Inputs[name]
		in.Default = value
		p.Inputs[name] = in
	}
	p.Steps = slices.Clone(p.Steps)
	return p
}

// hurry shortens the time-outs of approvals.
func hurry(steps []plan.Step) []plan.Step {
	for i := range steps {
		if steps[i].Approve != nil {
			steps[i].Approve.Timeout = "1s"
		}
		for _, inner := range within(nil, steps[i]) {
			hurry(inner)
		}
	}
	return steps
}

// allSteps lists steps with those that stand inside them, also in a called plan.
func allSteps(plans map[string]*plan.Plan, steps []plan.Step) (all []plan.Step) {
	for _, s := range steps {
		all = append(all, s)
		for _, inner := range within(plans, s) {
			all = append(all, allSteps(plans, inner)...)
		}
	}
	return all
}

// within gives the lists of steps that stand inside a step.
func within(plans map[string]*plan.Plan, s plan.Step) [][]plan.Step {
	lists := [][]plan.Step{s.Steps}
	for _, b := range slices.Concat(s.Choose, s.Parallel) {
		lists = append(lists, b.Steps)
	}
	if called, ok := plans[s.Run]; ok {
		lists = append(lists, called.Steps)
	}
	return lists
}

// variant is an example that fails.
type variant struct {
	plans  map[string]*plan.Plan
	plan   plan.Plan
	fault  string           // "" for none
	answer workflows.Choice // to what is to be approved; "" for yes
	event  *workflows.Event // that comes while the run goes on
}

// actions lists what the variant changes something with.
func (v variant) actions(t *testing.T, steps []plan.Step) (actions []string) {
	t.Helper()
	reg := newWorld(t).Registry
	for _, s := range allSteps(v.plans, steps) {
		if op, ok := reg.Action(s.Do); ok && op.Effect != connectors.Read && !slices.Contains(actions, s.Do) {
			actions = append(actions, s.Do)
		}
	}
	return actions
}

// fails runs the variant, with a step at its end that can't be done, in a world of its own, and requires that it is undone and ends as it
// should, or failed where something can't be undone. It reports whether the fault struck.
func (v variant) fails(t *testing.T, want workflows.State) (struck bool) {
	t.Helper()
	w := newWorld(t)
	w.Plans = v.plans
	w.seed(t)
	b := w.before(t)
	if v.fault != "" {
		f, err := sandbox.ParseFault(v.fault)
		require.NoError(t, err)
		require.NoError(t, w.box.Faults().Set(f))
	}
	v.plan.Steps = append(slices.Clone(v.plan.Steps), impossible())
	id := w.begin(t, &v.plan)
	if v.event != nil {
		w.happens(t, id, *v.event)
	}
	stands := false
	run := w.finish(t, id, func(q workflows.Question) workflows.Choice {
		switch q.Kind {
		case workflows.AskApproval:
			if v.answer != "" {
				return v.answer
			}
			return workflows.Approve
		case workflows.AskUndoFailed: // the fault struck the action that the plan names for undoing
			require.Equal(t, "party", q.Step)
			stands = true
			return workflows.Skip
		}
		return workflows.Undo
	})
	_, mails := w.requireUndone(t, b, run, exampleStays(v.plan.Name)...)
	if mails > 0 || stands {
		want = workflows.Failed
	}
	require.Equal(t, want, run.State, run.Says)
	if v.fault == "" {
		return false
	}
	faults, err := w.box.Faults().List()
	require.NoError(t, err)
	return faults[0].Fired > 0
}
