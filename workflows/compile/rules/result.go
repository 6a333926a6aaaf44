package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// The codes of problems that only a compiler has; they are stable, as those of plan are.
const (
	CodeControl       = "control"        // it asks for a pause, a loop or the like that no plan can be made of
	CodeNotConnected  = "not_connected"  // it names an app that isn't connected
	CodeNotUnderstood = "not_understood" // nothing in it is something that a connected app can do
	CodeTooLong       = "too_long"       // it asks for too many things
	CodeBadAnswer     = "bad_answer"     // an answer can't be read as what it is for
	CodeAmount        = plan.CodeAmount  // an amount is negative or zero
	CodeDate          = "date"           // a date is not in the calendar
)

// result makes the answer of what was built.
func (b *builder) result() compile.Result {
	r := compile.Result{Lang: b.lang, Questions: b.asked, Problems: b.problems, Why: b.why}
	acts := slices.ContainsFunc(b.steps, func(s *step) bool { return s.t != nil && !s.lookup })
	if acts {
		r.Plan = b.plan()
	}
	if acts && len(b.asked) == 0 && len(b.problems) == 0 {
		r.Problems = plan.Check(b.reg, r.Plan, plan.CheckOptions{Language: b.lang})
		if plan.HasErrors(r.Problems) {
			r.Status = compile.StatusUnsupported
			return r
		}
	}
	switch {
	case slices.ContainsFunc(b.problems, func(p plan.Problem) bool { return p.Code != CodeBadAnswer }):
		r.Status = compile.StatusUnsupported
	case acts && len(b.asked) == 0 && len(b.problems) == 0:
		r.Status = compile.StatusPlan
	case acts || slices.ContainsFunc(b.asked, func(q compile.Question) bool { return strings.HasPrefix(q.ID, "app") }):
		r.Status = compile.StatusClarify
	default:
		r.Status, r.Questions = compile.StatusUnsupported, nil
		r.Problems = append(r.Problems, plan.Problem{Code: CodeNotUnderstood, Severity: plan.Error,
			Message: b.in("Nothing in the prompt is something that a connected app can do.",
				"Nichts an der Anweisung ist etwas, das eine verbundene App kann."),
			Fix: b.in("`sayso apps` shows what can be done.", "`sayso apps` zeigt, was möglich ist.")})
	}
	return r
}

func (b *builder) plan() *plan.Plan {
	p := &plan.Plan{Says: b.req.Prompt, Language: b.lang}
	if b.trigger != nil {
		p.Trigger = &plan.Trigger{On: &plan.On{Event: b.trigger.ref, With: b.triggered}}
	}
	if b.schedule != nil {
		p.Trigger = &plan.Trigger{Schedule: b.schedule}
	}
	var names []string
	p.Steps = b.planned(b.steps)
	for _, s := range b.steps {
		if s.t != nil && !s.lookup {
			names = append(names, s.id)
		}
	}
	p.Name = strings.ReplaceAll(strings.Join(names[:min(len(names), 4)], "-"), "_", "-")
	return p
}

// planned gives the steps of a plan, with those inside a loop.
func (b *builder) planned(steps []*step) []plan.Step {
	var made []plan.Step
	for _, s := range steps {
		st := plan.Step{ID: s.id, If: s.cond, Approve: s.approve, Wait: s.wait}
		if s.t != nil {
			st.Do, st.With, st.Trust = s.t.ref, s.with, b.vouched(s)
		}
		if s.each != "" {
			st.Each, st.Steps = s.each, b.planned(s.inner)
		}
		made = append(made, st)
	}
	return b.sameTime(steps, made)
}
