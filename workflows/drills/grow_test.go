package drills_test

import (
	"fmt"
	"maps"

	"github.com/stretchr/testify/require"
	"pgregory.net/rapid"

	"sayso/connectors/sandbox"
	"sayso/workflows"
	"sayso/workflows/plan"
)

// grower grows a random plan.
type grower struct {
	*rapid.T
	steps   int
	actions []string                    // that the plan calls and that may be struck by a fault
	taken   map[string]int              // how many of a pool are in use, where steps go on side by side
	called  map[string]*plan.Plan       // plans that run steps call, by name
	answers map[string]workflows.Choice // to the approvals, by step
	events  []workflows.Event           // that come while the run goes on
	mails   bool                        // it may send some
	item    string                      // what tells the items of the loop around a step apart, "" outside of any
}

func grow(t *rapid.T, mails bool) *grower {
	return &grower{T: t, taken: map[string]int{}, called: map[string]*plan.Plan{}, answers: map[string]workflows.Choice{}, mails: mails}
}

func doing(id, action string, with ...string) plan.Step {
	s := plan.Step{ID: id, Do: action, With: map[string]any{}}
	for i := 0; i < len(with); i += 2 {
		s.With[with[i]] = with[i+1]
	}
	return s
}

func (g *grower) id(kind string) string { g.steps++; return fmt.Sprintf("%s%d", kind, g.steps) }

// one draws one of several.
func one[T any](t *rapid.T, label string, of ...T) T { return rapid.SampledFrom(of).Draw(t, label) }

// rarely is true once in so many times.
func (g *grower) rarely(times int, label string) bool {
	return rapid.IntRange(1, times).Draw(g.T, label) == times
}

// impossible is a step that no attempt can do.
func (g *grower) impossible() plan.Step {
	s := impossible()
	s.ID = g.id("fail")
	return s
}

// list grows one to three steps, writes or control steps around writes. beside says that others go on at the same time.
func (g *grower) list(depth int, beside bool) []plan.Step {
	var steps []plan.Step
	for range rapid.IntRange(1, 3).Draw(g.T, "length") {
		kinds := []string{"write", "write", "write", "wait", "approve", "fail"}
		if depth > 0 {
			kinds = append(kinds, "each", "choose", "parallel", "run")
		}
		switch one(g.T, "kind", kinds...) {
		case "each":
			steps = append(steps, g.each(depth, beside))
		case "choose":
			steps = append(steps, g.goesOn(plan.Step{ID: g.id("choose"), Choose: []plan.Branch{
				{When: one(g.T, "when", "1 < 2", "1 > 2"), Steps: g.list(depth-1, beside)}, {Steps: g.list(depth-1, beside)}}}))
		case "parallel":
			steps = append(steps, g.goesOn(plan.Step{ID: g.id("parallel"), Parallel: []plan.Branch{
				{Steps: g.list(depth-1, true)}, {Steps: g.list(depth-1, true)}}}))
		case "run":
			steps = append(steps, g.run(depth, beside))
		case "wait":
			steps = append(steps, g.wait())
		case "approve":
			steps = append(steps, g.approve())
		case "fail":
			if g.rarely(4, "fails") {
				steps = append(steps, g.goesOn(g.impossible()))
				continue
			}
			fallthrough
		default:
			steps = append(steps, g.write(beside)...)
		}
	}
	return steps
}

// goesOn has the run go on after some of the steps that fail.
func (g *grower) goesOn(s plan.Step) plan.Step {
	if g.rarely(3, "goes on") {
		s.OnFailure = plan.OnFailureContinue
	}
	return s
}

// each grows a loop. Where its items go on side by side, they only make new things: two that change the same one would race.
func (g *grower) each(depth int, beside bool) plan.Step {
	s := plan.Step{ID: g.id("each"), Each: []any{"red", "green", "blue"}[:rapid.IntRange(1, 3).Draw(g.T, "items")], As: "item" + fmt.Sprint(g.steps)}
	s.AtOnce = rapid.IntRange(1, 3).Draw(g.T, "at once")
	around := g.item
	g.item = around + " ${" + s.As + "}"
	if s.AtOnce > 1 {
		s.Steps = g.made()
	} else {
		s.Steps = g.list(depth-1, beside)
	}
	g.item = around
	return g.goesOn(s)
}

// run grows a plan and a step that calls it.
func (g *grower) run(depth int, beside bool) plan.Step {
	s := plan.Step{ID: g.id("run"), With: map[string]any{"word": "called"}}
	s.Run = "called-" + fmt.Sprint(g.steps)
	around := g.item
	g.item = "" // a called plan sees nothing of what is around it
	steps := append(g.list(depth-1, beside), g.did(doing(g.id("post"), "slack.post_message", "channel", "ops", "text", "${inputs.word}"))...)
	g.item = around
	g.called[s.Run] = &plan.Plan{Name: s.Run, Inputs: map[string]plan.Input{"word": {Type: "string"}}, Steps: steps}
	return g.goesOn(s)
}

// wait grows a wait for what has come already, for what comes, or, as it costs a second, rarely for time or for what never comes.
func (g *grower) wait() plan.Step {
	id := g.id("wait")
	event := plan.Wait{Event: "jira.issue_transitioned", With: map[string]any{"project": id}, Timeout: "1s"}
	switch rapid.IntRange(0, 7).Draw(g.T, "wait") {
	case 0:
		return plan.Step{ID: id, Wait: &plan.Wait{For: "1s"}}
	case 1:
		return g.goesOn(plan.Step{ID: id, Wait: &event})
	case 2, 3, 4:
		event.Timeout = ""
		for range 9 { // as often as the items of the loops around it wait
			g.events = append(g.events, workflows.Event{Event: event.Event, Payload: maps.Clone(event.With)})
		}
		return plan.Step{ID: id, Wait: &event}
	}
	return plan.Step{ID: id, Wait: &plan.Wait{Until: "2020-02-02"}}
}

// approve grows an approval that is given, or rarely refused or left to expire.
func (g *grower) approve() plan.Step {
	s := plan.Step{ID: g.id("approve"), Approve: &plan.Approve{Text: "Go on?"}}
	g.answers[s.ID] = one(g.T, "answer", workflows.Approve, workflows.Approve, workflows.Approve, workflows.Approve, workflows.Approve, workflows.Reject, nobody)
	if g.answers[s.ID] == nobody {
		s.Approve.Timeout = "1s"
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
	return one(g.T, name, all...), true
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
	case 4, 5:
		if g.mails {
			mail := doing(g.id("mail"), "email.send", "subject", fmt.Sprint("Drill ", g.steps, g.item), "body", "Hello")
			mail.With["to"] = []any{"anna.schmidt@acme.example"}
			return g.did(mail)
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
		return g.did(doing(g.id("issue"), "jira.create_issue", "project", "OPS", "summary", "Drill "+n))
	case 2:
		return g.did(doing(g.id("lead"), "salesforce.create_lead", "last_name", "Drill "+n, "company", "Drills"))
	case 3:
		return g.did(doing(g.id("call"), "salesforce.log_activity", "about", "ACME Corp", "subject", "Call "+n))
	case 4:
		return g.did(doing(g.id("dm"), "slack.send_dm", "user", "Anna Schmidt", "text", n))
	case 5:
		return g.did(doing(g.id("contact"), "salesforce.create_contact", "last_name", "Drill "+n, "account", "ACME Corp"))
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

// did notes what may be struck by a fault, and has it tried again at once. Where it still fails, the run goes on, asks or is undone.
func (g *grower) did(s plan.Step) []plan.Step {
	g.actions = append(g.actions, s.Do)
	s.Retry = &plan.Retry{Attempts: 2, First: "100ms", Max: "100ms"}
	return []plan.Step{s}
}

// faults gives some for half of the plans: one of the action's calls is the first to be struck.
func (g *grower) faults() []sandbox.Fault {
	if len(g.actions) == 0 || rapid.Bool().Draw(g.T, "no fault") {
		return nil
	}
	texts := one(g.T, "fault", struckInWays()...)
	return struck(g.T, texts, one(g.T, "struck", g.actions...), rapid.IntRange(1, 3).Draw(g.T, "call"))
}

// struckInWays lists how an action is struck from its nth call on: refused for good or for now, or done with the answer lost, and after
// that refused as well.
func struckInWays() [][]string {
	return [][]string{{"status=403@%d"}, {"status=500@%d"}, {"status=500@%dx1"}, {"drop-after@%d"}, {"drop-after@%dx1", "status=403@%d"}}
}

// struck makes the faults of one way.
func struck(t require.TestingT, way []string, action string, n int) (list []sandbox.Fault) {
	for i, text := range way {
		f, err := sandbox.ParseFault(action + "=" + fmt.Sprintf(text, n+i))
		require.NoError(t, err)
		list = append(list, f)
	}
	return list
}
