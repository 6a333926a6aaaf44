package drills_test

import (
	"context"
	"flag"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/api"
	"sayso/connectors/sandbox"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// background is the context of what isn't a test's own, as in a property that is checked many times.
func background() context.Context { return context.Background() }

// undoDrills is how many random plans are failed.
const undoDrills = "200"

// TestWhateverFailsIsUndone fails random plans at random steps: the simulated apps then hold what they held before, to the byte. Mails
// can't be taken back, so each that went out stands there and in what the run says; so does each credit note.
func TestWhateverFailsIsUndone(t *testing.T) {
	require.NoError(t, flag.Set("rapid.checks", undoDrills))
	w := newWorld(t)
	w.seed(t)
	var tally drillTally
	rapid.Check(t, func(rt *rapid.T) { w.drill(rt, &tally) })
	t.Logf("%+v", tally)
	require.NotZero(t, tally.Undone)
	require.NotZero(t, tally.Irreversible)
	require.NotZero(t, tally.Faults)
	require.NotZero(t, tally.Credits)
}

// drillTally tells what the drills met, so that none passes because nothing happened.
type drillTally struct{ Undone, Irreversible, Faults, Credits, Effects int }

func (w *world) drill(rt *rapid.T, tally *drillTally) {
	g := &grower{T: rt}
	p := g.plan()
	if fault, ok := g.fault(); ok {
		require.NoError(rt, w.box.Faults().Set(fault))
		defer func() {
			struck, err := w.box.Faults().List()
			require.NoError(rt, err)
			tally.Faults += struck[0].Fired
			require.NoError(rt, w.box.Faults().Set())
		}()
	}
	before, earlier := w.states(rt), len(w.effects(rt))
	run := w.finish(rt, w.begin(rt, p), func(q workflows.Question) workflows.Choice {
		require.NotEqual(rt, workflows.AskUndoFailed, q.Kind, q.Says)
		if q.Kind == workflows.AskApproval {
			return workflows.Approve
		}
		return workflows.Undo
	})
	after := w.states(rt)
	left := w.requireNamed(rt, run, w.effects(rt)[earlier:], tally)
	for _, app := range sandbox.Apps() {
		if app != "email" {
			require.Empty(rt, changes(before[app], after[app]), app)
		}
	}
	if left {
		require.Equal(rt, workflows.Failed, run.State, run.Says)
		tally.Irreversible++
	} else {
		require.Equal(rt, before["email"], after["email"])
		require.Equal(rt, workflows.Undone, run.State, run.Says)
		tally.Undone++
	}
}

// requireNamed holds what the run says to what really happened, and reports whether anything is left that can't be taken back.
func (w *world) requireNamed(rt *rapid.T, run api.Run, effects []sandbox.Effect, tally *drillTally) (left bool) {
	tally.Effects += len(effects)
	for _, e := range effects {
		switch e.Action {
		case "email.send":
			left = true
			require.Contains(rt, run.Says, drillSubject().FindString(e.Says), "a mail that went out is named")
		case "undo invoice.create":
			tally.Credits++
			require.Contains(rt, run.Says, "credit note")
		}
	}
	return left
}

// drillSubject finds the subject of a drill's mail.
func drillSubject() *regexp.Regexp { return regexp.MustCompile(`Drill\d+`) }

// grower grows a random plan.
type grower struct {
	*rapid.T
	steps   int
	actions []string       // that the plan calls and that may be struck by a fault
	taken   map[string]int // how many of a pool are in use, where steps go on side by side
}

func doing(id, action string, with ...string) plan.Step {
	s := plan.Step{ID: id, Do: action, With: map[string]any{}}
	for i := 0; i < len(with); i += 2 {
		s.With[with[i]] = with[i+1]
	}
	return s
}

// plan is a tree of steps with one that must fail somewhere in it, and another at its end for the case that the first isn't reached.
func (g *grower) plan() *plan.Plan {
	g.taken = map[string]int{}
	steps := append(g.list(2, false), g.failing())
	return &plan.Plan{Name: "drill", Steps: steps}
}

func (g *grower) id(kind string) string { g.steps++; return fmt.Sprintf("%s%d", kind, g.steps) }

// failing is a step that no attempt can do.
func (g *grower) failing() plan.Step {
	return doing(g.id("fail"), "jira.get_issue", "issue", "OPS-99999")
}

// list grows one to three steps, writes or control steps around writes. beside says that others go on at the same time.
func (g *grower) list(depth int, beside bool) []plan.Step {
	var steps []plan.Step
	for range rapid.IntRange(1, 3).Draw(g.T, "length") {
		kind := rapid.SampledFrom([]string{"write", "write", "write", "each", "choose", "parallel", "fail"}).Draw(g.T, "kind")
		if depth == 0 && kind != "fail" {
			kind = "write"
		}
		switch kind {
		case "write":
			steps = append(steps, g.write(beside)...)
		case "each":
			steps = append(steps, g.each(depth, beside))
		case "choose":
			when := rapid.SampledFrom([]string{"1 < 2", "1 > 2"}).Draw(g.T, "when")
			steps = append(steps, plan.Step{ID: g.id("choose"), Choose: []plan.Branch{{When: when, Steps: g.list(depth-1, beside)}, {Steps: g.list(depth-1, beside)}}})
		case "parallel":
			steps = append(steps, plan.Step{ID: g.id("parallel"), Parallel: []plan.Branch{{Steps: g.list(depth-1, true)}, {Steps: g.list(depth-1, true)}}})
		case "fail":
			if rapid.IntRange(0, 3).Draw(g.T, "rarely") == 0 {
				steps = append(steps, g.failing())
			} else {
				steps = append(steps, g.write(beside)...)
			}
		}
	}
	return steps
}

// each grows a loop. Where its items go on side by side, they only make new things: two that change the same one would race.
func (g *grower) each(depth int, beside bool) plan.Step {
	s := plan.Step{ID: g.id("each"), Each: []any{"red", "green", "blue"}[:rapid.IntRange(1, 3).Draw(g.T, "items")], As: "item" + fmt.Sprint(g.steps)}
	s.AtOnce = rapid.IntRange(1, 3).Draw(g.T, "at once")
	if rapid.Bool().Draw(g.T, "goes on") {
		s.OnFailure = plan.OnFailureContinue
	}
	if s.AtOnce > 1 {
		s.Steps = g.made()
	} else {
		s.Steps = g.list(depth-1, beside)
	}
	return s
}

// pool gives one of a list: any, or, where others go on beside, one that no other step of the plan has.
func (g *grower) pool(name string, beside bool, all ...string) (string, bool) {
	if beside || g.taken[name] > 0 {
		i := g.taken[name]
		g.taken[name]++
		if i >= len(all) {
			return "", false
		}
		return all[i], true
	}
	return rapid.SampledFrom(all).Draw(g.T, name), true
}

// write grows a step that writes, or two where the second needs the first.
func (g *grower) write(beside bool) []plan.Step {
	switch rapid.IntRange(0, 6).Draw(g.T, "write") {
	case 0:
		if account, ok := g.pool("account", beside, "ACME Corp", "Müller GmbH", "Meridian Foods", "Voss Maritime", "Tannhof", "Fernhill Ltd"); ok {
			return g.did(doing(g.id("account"), "salesforce.update_account", "account", account, "note", "A drill", "status", "Invoiced"))
		}
	case 1:
		if issue, ok := g.pool("issue", beside, "OPS-1", "OPS-2", "WEB-1", "WEB-3", "CORE-1", "TEST-1"); ok {
			return g.did(doing(g.id("issue"), "jira.update_issue", "issue", issue, "summary", "Drilled", "priority", "High"))
		}
	case 2:
		if issue, ok := g.pool("issue", beside, "OPS-1", "OPS-2", "WEB-1", "WEB-3", "CORE-1", "TEST-1"); ok {
			return g.did(doing(g.id("moved"), "jira.transition_issue", "issue", issue, "status", "Done"))
		}
	case 3:
		if deal, ok := g.pool("deal", beside, "ACME Support Renewal", "Müller Wartungsvertrag", "ACME Workshop Series"); ok {
			return g.did(doing(g.id("deal"), "salesforce.update_opportunity", "opportunity", deal, "stage", "Closed Won"))
		}
	case 4:
		if rapid.IntRange(0, 2).Draw(g.T, "mail") == 0 {
			id := g.id("mail")
			return []plan.Step{{ID: id, Do: "email.send", With: map[string]any{"to": []any{"anna.schmidt@acme.example"}, "subject": "Drill" + fmt.Sprint(g.steps), "body": "Hello"}}}
		}
	}
	return g.made()
}

// made grows a step that makes something new.
func (g *grower) made() []plan.Step {
	n := g.id("x")
	switch rapid.IntRange(0, 9).Draw(g.T, "make") {
	case 0:
		return g.did(doing(g.id("account"), "salesforce.create_account", "name", "Drill "+n))
	case 1:
		return g.did(doing(g.id("contact"), "salesforce.create_contact", "last_name", "Drill "+n, "account", "ACME Corp"))
	case 2:
		return g.did(doing(g.id("lead"), "salesforce.create_lead", "last_name", "Drill "+n, "company", "Drills"))
	case 3:
		return g.did(doing(g.id("call"), "salesforce.log_activity", "about", "ACME Corp", "subject", "Call "+n))
	case 4:
		return g.did(doing(g.id("dm"), "slack.send_dm", "user", "Anna Schmidt", "text", n))
	case 5:
		return g.did(doing(g.id("issue"), "jira.create_issue", "project", "OPS", "summary", "Drill "+n))
	case 6:
		return g.did(doing(g.id("comment"), "jira.add_comment", "issue", "OPS-1", "body", n))
	case 7:
		return g.did(doing(g.id("invoice"), "invoice.create", "customer", "ACME Corp", "amount", "120 EUR", "description", n))
	}
	post := doing(g.id("post"), "slack.post_message", "channel", "ops", "text", n)
	steps := g.did(post)
	switch rapid.IntRange(0, 2).Draw(g.T, "then") {
	case 0:
		steps = append(steps, g.did(doing(g.id("edit"), "slack.update_message", "channel", "ops", "message", "${"+post.ID+".id}", "text", "changed"))...)
	case 1:
		steps = append(steps, g.did(doing(g.id("emoji"), "slack.add_reaction", "channel", "ops", "message", "${"+post.ID+".id}", "emoji", "tada"))...)
	}
	return steps
}

// did notes what may be struck by a fault, and has it tried again at once.
func (g *grower) did(s plan.Step) []plan.Step {
	if s.Do != "jira.create_issue" { // Jira's search may not show a new issue for a while, and looking for one whose answer was lost takes as long
		g.actions = append(g.actions, s.Do)
	}
	s.Retry = &plan.Retry{Attempts: 2, First: "100ms", Max: "100ms"}
	return []plan.Step{s}
}

// fault gives one for half of the plans: refused for good, refused for now, or done with the answer lost.
func (g *grower) fault() (sandbox.Fault, bool) {
	if len(g.actions) == 0 || rapid.Bool().Draw(g.T, "no fault") {
		return sandbox.Fault{}, false
	}
	kind := rapid.SampledFrom([]string{"status=403", "status=500x1", "status=500", "drop-after"}).Draw(g.T, "fault")
	text := rapid.SampledFrom(g.actions).Draw(g.T, "struck") + "=" + kind
	at := fmt.Sprintf("@%d", rapid.IntRange(1, 3).Draw(g.T, "call"))
	if before, ok := strings.CutSuffix(text, "x1"); ok {
		text = before + at + "x1"
	} else {
		text += at
	}
	f, err := sandbox.ParseFault(text)
	require.NoError(g.T, err)
	return f, true
}
