package eval

import (
	"strings"

	"sayso/workflows/plan"
)

// shape is what of a plan is compared: its trigger, its actions in the order of reading, and what control it has.
type shape struct {
	trigger GoldTrigger
	acts    []act
	control controls
}

// act is one action of a plan.
type act struct {
	do          string
	with        map[string]any
	conditional bool
	beside      bool // it stands in a parallel, so that its place says nothing
	need        bool
}

// controls are the control steps that a plan has; how many of each doesn't matter.
type controls struct{ approve, wait, each, parallel bool }

func (g Gold) shape() shape {
	sh := shape{trigger: g.Trigger}
	if sh.trigger.Type == "" {
		sh.trigger.Type = "manual"
	}
	sh.gold(g.Steps, act{})
	return sh
}

// gold adds the steps of a right plan; around has what holds for all of them.
func (sh *shape) gold(steps []GoldStep, around act) {
	for _, s := range steps {
		here := around
		here.conditional = around.conditional || s.If
		if s.Do != "" {
			a := here
			a.do, a.with, a.need = s.Do, s.With, s.Need
			sh.acts = append(sh.acts, a)
		}
		sh.control.approve = sh.control.approve || s.Approve
		sh.control.wait = sh.control.wait || s.Wait != ""
		if s.Each != nil {
			sh.control.each = true
			sh.gold(s.Each, here)
		}
		if s.Parallel != nil {
			sh.control.parallel = true
			here.beside = true
			sh.gold(s.Parallel, here)
		}
	}
}

// shapeOf gives the shape of a compiled plan, that of an empty one for nil.
func shapeOf(p *plan.Plan) shape {
	sh := shape{trigger: GoldTrigger{Type: "manual"}}
	if p == nil {
		return sh
	}
	switch t := p.Trigger; {
	case t == nil:
	case t.Schedule != nil:
		sh.trigger = GoldTrigger{Type: "schedule", Cron: strings.Join(strings.Fields(t.Schedule.Cron), " "), Timezone: t.Schedule.Timezone}
	case t.On != nil:
		sh.trigger = GoldTrigger{Type: "event", Event: t.On.Event, With: t.On.With}
	case t.Webhook != nil:
		sh.trigger = GoldTrigger{Type: "event", Event: "http.webhook"}
		if t.Webhook.Path != "" {
			sh.trigger.With = map[string]any{"path": t.Webhook.Path}
		}
	}
	sh.compiled(p.Steps, act{})
	return sh
}

func (sh *shape) compiled(steps []plan.Step, around act) {
	for i := range steps {
		s := &steps[i]
		here := around
		here.conditional = around.conditional || s.If != ""
		if s.Do != "" {
			a := here
			a.do, a.with = s.Do, s.With
			sh.acts = append(sh.acts, a)
		}
		sh.control.approve = sh.control.approve || s.Approve != nil
		sh.control.wait = sh.control.wait || s.Wait != nil
		sh.control.each = sh.control.each || s.Each != nil
		sh.compiled(s.Steps, here)
		sh.control.parallel = sh.control.parallel || s.Parallel != nil
		beside := here
		beside.beside = true
		for _, b := range s.Parallel {
			sh.compiled(b.Steps, beside)
		}
		chosen := here
		chosen.conditional = true
		for _, b := range s.Choose {
			sh.compiled(b.Steps, chosen)
		}
	}
}

// does lists the names of some actions, in order.
func does(acts []act) []string {
	names := make([]string, len(acts))
	for i, a := range acts {
		names[i] = a.do
	}
	return names
}
