package crashlab_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"time"

	"sayso/activities/crash"
	"sayso/workflows/plan"
)

// grower grows a trial's plan.
type grower struct {
	*rand.Rand
	t     *trial
	count int
	after bool // behind an approval
}

// newTrial makes the trial of a seed, which is about one of some cells.
func newTrial(seed int, all []cell) *trial {
	t := &trial{seed: seed, id: fmt.Sprintf("r%d", seed), cell: all[seed*17%len(all)], ending: completes}
	g := &grower{Rand: rand.New(rand.NewPCG(uint64(seed), 1)), t: t}
	g.chooseEnding()
	t.aim = aim{Point: t.cell.Point}
	t.fickle = t.ending == completes && (t.cell.Scene == sceneDecided || g.IntN(2) == 0)
	steps := g.fill(g.IntN(3))
	switch {
	case t.cell.Scene == sceneDecided:
		steps = append(append(steps, g.approve("30m")), g.target())
	case t.cell.Point == crash.Deciding, t.cell.Point == crash.Settling:
		steps = append(append(steps, g.approve("30m")), g.target())
		t.aim.Path = "may"
	case t.cell.Point == crash.Expired:
		steps = append(append(steps, g.target()), g.approve("1s"))
		t.aim.Path = "may"
	case t.cell.Point == crash.Waiting:
		pause := plan.Step{ID: "pause", Wait: &plan.Wait{For: "1s"}}
		if g.IntN(2) == 0 {
			steps = append(steps, pause, g.target())
		} else {
			steps = append(steps, g.target(), pause)
		}
		t.aim.Path = ""
	default:
		steps = append(steps, g.target())
	}
	steps = append(steps, g.fill(g.IntN(3))...)
	if t.ending == rejected && t.ofStep() {
		steps = append(append(steps, g.approve("30m")), g.fill(1)...)
	}
	if t.ending == fails {
		s, _ := g.do("make", []string{"refuse", "refuse-once"}[g.IntN(2)], "", "")
		steps = append(steps, s)
	}
	t.plan = &plan.Plan{Name: "crash", Steps: steps}
	if g.IntN(12) == 0 {
		t.aim.Anew = true
		t.before = &plan.Plan{Name: "before", Steps: t.harmless(steps)}
	}
	return t
}

func (g *grower) chooseEnding() {
	t := g.t
	switch n := g.IntN(20); {
	case t.cell.Scene == sceneDecided: // completes
	case t.cell.Scene == sceneCancelled:
		t.ending, t.cancel = cancelled, 0
	case t.ofUndo():
		t.ending = fails
	case t.cell.Point == crash.Expired:
		t.ending = expires
	case n < 4:
		t.ending = fails
	case n < 6 && t.cell.Point != crash.Waiting:
		t.ending = rejected
	case n < 8 && t.ofStep():
		t.ending = cancelled
		t.cancel = time.Duration(g.IntN(600)) * time.Millisecond
	}
}

// lanes is of how many trials one has its step in the visible lane: of more where it is cancelled, for there a late attempt isn't over with its task.
func (g *grower) lanes() int {
	if g.t.cell.Scene == sceneCancelled {
		return 2
	}
	return 4
}

func (g *grower) id() string           { return fmt.Sprintf("s%d", g.count) }
func (g *grower) name(s string) string { g.count++; return g.t.id + "." + g.id() + s }

func (g *grower) approve(timeout string) plan.Step {
	g.after = true
	return plan.Step{ID: "may", Approve: &plan.Approve{Text: "Go on?", Timeout: timeout}}
}

// action gives one of a class.
func (g *grower) action(c class) string {
	either := func(a, b string) string {
		if g.IntN(2) == 0 {
			return a
		}
		return b
	}
	switch c {
	case classA:
		return either("make", "set")
	case classB:
		return "post"
	}
	return either("mail", "wire")
}

// target is the step at which the process dies, or which the point is about. It may stand within others.
func (g *grower) target() plan.Step {
	action, act := g.action(g.t.cell.Class), ""
	undo, step := g.t.ofUndo(), g.t.ofStep()
	switch {
	case g.t.cell.Point == crash.Renewed:
		act = "expired"
	case step && !undo && g.t.cell.Point != crash.InTask && g.t.cell.Scene != sceneDecided && g.IntN(g.lanes()) == 0: // a decision is behind the visible lane's task
		act, g.t.aim.Visible = "busy", true
	case undo && g.IntN(5) == 0:
		act, g.t.aim.Visible = "undo-busy", true
	}
	var s plan.Step
	var at effect
	n := g.IntN(6)
	if undo && g.IntN(3) == 0 && !g.pivots() {
		n = 6
	}
	switch n {
	case 6:
		s, at = g.goesOn(action, act)
	case 0:
		s, at = g.each(action, act)
	case 1:
		s, at = g.parallel(action, act)
	default:
		s, at = g.do(action, act, "", "")
	}
	if step {
		g.t.aim.Path, g.t.aim.Name = at.path, at.name
	}
	return s
}

// do is a step that acts, below a path.
func (g *grower) do(action, act, below, suffix string) (plan.Step, effect) {
	name := g.name("")
	written := name
	if suffix != "" {
		name, written = name+"."+suffix, name+".${item}"
	}
	e := effect{name: name, path: below + g.id(), action: action, approved: g.after, never: act == "refuse"}
	if action != "get" {
		g.t.effects = append(g.t.effects, e)
	}
	with := map[string]any{"name": written}
	if act != "" {
		with["act"] = act
	}
	if action == "post" {
		with["lag_ms"] = g.IntN(2) * g.IntN(int(searchLag.Milliseconds()*3/4))
	}
	return plan.Step{ID: g.id(), Do: "lab." + action, With: with, Retry: &plan.Retry{Attempts: 6, First: "100ms", Max: "500ms"}}, e
}

// each is a loop with one step in it, over two or three items; the effect is that of one of them.
func (g *grower) each(action, act string) (plan.Step, effect) {
	items := []any{"i0", "i1", "i2"}[:2+g.IntN(2)]
	loop := fmt.Sprintf("e%d", g.count)
	s, first := g.do(action, act, loop+"[0]/", "i0")
	all := []effect{first}
	for i := 1; i < len(items); i++ {
		e := first
		e.name = strings.TrimSuffix(e.name, "i0") + fmt.Sprintf("i%d", i)
		e.path = fmt.Sprintf("%s[%d]/%s", loop, i, s.ID)
		if action != "get" {
			g.t.effects = append(g.t.effects, e)
		}
		all = append(all, e)
	}
	return plan.Step{ID: loop, Each: items, AtOnce: 1 + g.IntN(2), Steps: []plan.Step{s}}, all[g.IntN(len(all))]
}

// goesOn is a loop over two items that goes on where one fails: what is done for the second is taken back.
func (g *grower) goesOn(action, act string) (plan.Step, effect) {
	loop := fmt.Sprintf("e%d", g.count)
	s, first := g.do(action, act, loop+"[0]/", "i0")
	second := first
	second.name, second.path, second.gone = strings.TrimSuffix(first.name, "i0")+"i1", loop+"[1]/"+s.ID, true
	g.t.effects = append(g.t.effects, second)
	bad, _ := g.do("make", "refuse", loop+"[1]/", "i1")
	bad.If = `item == "i1"`
	return plan.Step{ID: loop, Each: []any{"i0", "i1"}, OnFailure: plan.OnFailureContinue, Steps: []plan.Step{s, bad}}, second
}

// parallel has another step beside it.
func (g *grower) parallel(action, act string) (plan.Step, effect) {
	both := fmt.Sprintf("p%d", g.count)
	s, at := g.do(action, act, both+"/", "")
	beside, _ := g.do(g.action(g.filler()), "", both+"/", "")
	return plan.Step{ID: both, Parallel: []plan.Branch{{Steps: []plan.Step{s}}, {Steps: []plan.Step{beside}}}}, at
}

// filler is the class of a step that the trial isn't about. What can't be undone is rare, for much else can't be seen behind it.
func (g *grower) filler() class {
	return []class{classA, classA, classA, classB, classB, classC}[g.IntN(6)]
}

// pivots reports whether something can't be taken back by now: a failure is then a question, and no loop goes on by itself.
func (g *grower) pivots() bool {
	return slices.ContainsFunc(g.t.effects, func(e effect) bool { return e.class() == classC })
}

func (g *grower) fill(n int) (steps []plan.Step) {
	for range n {
		action, act := g.action(g.filler()), []string{"", "", "", "", "", "", "busy", "drop"}[g.IntN(8)]
		if g.IntN(6) == 0 {
			action = "get"
		}
		grow := func() (plan.Step, effect) { return g.do(action, act, "", "") }
		if action == "post" && g.IntN(3) == 0 && !g.pivots() {
			grow = func() (plan.Step, effect) { return g.goesOn("make", "") }
		}
		s, _ := grow()
		steps = append(steps, s)
	}
	return steps
}
