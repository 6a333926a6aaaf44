package llm

import (
	"context"
	"maps"
	"slices"
	"strings"
	"unicode"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// judge makes a result of an answer, or tells the model what is wrong with it.
func (j *job) judge(ctx context.Context, text string) (compile.Result, []fault) {
	a, f := readAnswer(text)
	if f != nil {
		return compile.Result{}, []fault{*f}
	}
	switch compile.Status(a.Status) {
	case compile.StatusPlan:
		return j.planned(ctx, a)
	case compile.StatusClarify:
		return j.asked(a)
	case compile.StatusUnsupported:
		if clipped(a.Reason, maxSaid) == "" {
			return compile.Result{}, []fault{{Code: plan.CodeMissingKey, Path: "reason", Expected: "why it is unsupported, in one sentence"}}
		}
		return compile.Result{Status: compile.StatusUnsupported, Lang: j.lang, Problems: []plan.Problem{{Code: CodeUnsupported, Severity: plan.Error,
			Message: clipped(a.Reason, maxSaid), Fix: connectors.Doc{En: "`sayso apps` shows what can be done.", De: "`sayso apps` zeigt, was möglich ist."}.In(j.lang)}}}, nil
	}
	return compile.Result{}, []fault{{Code: plan.CodeChoice, Path: "status", Expected: "one of plan, clarify, unsupported"}}
}

// maxSaid is how long a sentence of a model's may be, in characters.
const maxSaid = 300

// planned checks a plan as any plan is checked, and then whether it is made of what the person said.
func (j *job) planned(ctx context.Context, a answer) (compile.Result, []fault) {
	p, faults := j.drafted(a)
	j.spare(p)
	reg := j.registry()
	problems := plan.Check(reg, p, plan.CheckOptions{Language: j.lang})
	faults = append(faults, faultsOf(problems, reg, actionsOf(p.Steps))...)
	faults = append(faults, j.leftOut(p)...)
	if len(faults) > 0 {
		return compile.Result{}, faults
	}
	r := compile.Result{Status: compile.StatusPlan, Lang: j.lang, Plan: p, Problems: problems, Why: j.why(p)}
	if r.Questions = j.crossCheck(ctx, p); len(r.Questions) > 0 {
		r.Status = compile.StatusClarify
	}
	return r, nil
}

// leftOut tells what a plan lacks that the embedded compiler read in the prompt: an approval, and what starts it.
func (j *job) leftOut(p *plan.Plan) (faults []fault) {
	if j.own.Plan == nil {
		return nil
	}
	approval := func(s plan.Step) bool { return s.Approve != nil }
	if has(j.own.Plan.Steps, approval) && !has(p.Steps, approval) {
		faults = append(faults, fault{Code: "approval", Path: "steps", Expected: "an approve step: the request asks for an approval"})
	}
	if j.own.Plan.Trigger != nil && p.Trigger == nil &&
		!has(p.Steps, func(s plan.Step) bool { return s.Wait != nil && s.Wait.Event != "" }) {
		faults = append(faults, fault{Code: plan.CodeTrigger, Path: "trigger", Expected: "a schedule or an event: the request says when it is to happen"})
	}
	return faults
}

// asked makes questions of a model's, with its draft where that can be shown.
func (j *job) asked(a answer) (compile.Result, []fault) {
	r := compile.Result{Status: compile.StatusClarify, Lang: j.lang}
	if p, faults := j.drafted(a); len(p.Steps) > 0 && len(faults) == 0 {
		r.Plan = p
	}
	for i, q := range a.Questions {
		ask := clipped(q.Ask, maxSaid)
		if ask == "" || i >= maxQuestions {
			continue
		}
		id := strings.ToLower(clipped(q.About, 100))
		if !questionID.MatchString(id) || strings.HasPrefix(id, extra) || slices.ContainsFunc(r.Questions, func(o compile.Question) bool { return o.ID == id }) {
			id = "words." + itoa(i+1)
		}
		out := compile.Question{ID: id, Ask: ask}
		for _, o := range q.Options[:min(len(q.Options), maxQuestions)] {
			out.Options = append(out.Options, clipped(o, 100))
		}
		r.Questions = append(r.Questions, out)
	}
	if len(r.Questions) == 0 {
		return compile.Result{}, []fault{{Code: plan.CodeMissingKey, Path: "questions", Expected: "at least one question, or another status"}}
	}
	return r, nil
}

// maxQuestions is how many questions a person is asked at once, and how many options one has.
const maxQuestions = 8

// drafted makes a plan of an answer and gives it what a plan has from its prompt.
func (j *job) drafted(a answer) (*plan.Plan, []fault) {
	d := &drafting{reg: j.registry(), braces: strings.Contains(j.prompt, "${")}
	p := d.draft(a)
	p.Says, p.Language = j.request.Prompt, j.lang
	if p.Trigger != nil && p.Trigger.Schedule != nil && p.Trigger.Schedule.Timezone == "" {
		p.Trigger.Schedule.Timezone = j.scheduleZone()
	}
	var names []string
	for _, s := range p.Steps {
		if op, ok := j.reg.Action(s.Do); !ok || op.Effect != connectors.Read || len(p.Steps) == 1 {
			names = append(names, s.ID)
		}
	}
	p.Name = strings.Trim(strings.ReplaceAll(strings.Join(names[:min(len(names), 4)], "-"), "_", "-"), "-")
	if p.Name == "" {
		p.Name = "plan"
	}
	p.Name = p.Name[:min(len(p.Name), 80)]
	return p, d.faults
}

// scheduleZone is the time zone of the embedded compiler's schedule, which knows the person's.
func (j *job) scheduleZone() string {
	if p := j.own.Plan; p != nil && p.Trigger != nil && p.Trigger.Schedule != nil {
		return p.Trigger.Schedule.Timezone
	}
	return ""
}

// registry is that of the connected apps: nothing else may be in a plan.
func (j *job) registry() *connectors.Registry {
	if j.request.Connected == nil {
		return j.reg
	}
	return j.reg.Only(j.request.Connected...)
}

// walk visits all steps, also those inside others.
func walk(steps []plan.Step, visit func(plan.Step)) {
	for _, s := range steps {
		visit(s)
		walk(s.Steps, visit)
		for _, b := range slices.Concat(s.Choose, s.Parallel) {
			walk(b.Steps, visit)
		}
	}
}

// has reports whether any of some steps is such.
func has(steps []plan.Step, such func(plan.Step) bool) (is bool) {
	walk(steps, func(s plan.Step) { is = is || such(s) })
	return is
}

// actionsOf gives the actions by the ids of their steps.
func actionsOf(steps []plan.Step) map[string]string {
	by := map[string]string{}
	walk(steps, func(s plan.Step) { by[s.ID] = s.Do })
	return by
}

// without gives steps without one of them.
func without(steps []plan.Step, id string) []plan.Step {
	var out []plan.Step
	for _, s := range steps {
		if s.ID == id {
			continue
		}
		s.Steps = without(s.Steps, id)
		s.Choose, s.Parallel = slices.Clone(s.Choose), slices.Clone(s.Parallel)
		for _, list := range [][]plan.Branch{s.Choose, s.Parallel} {
			for i := range list {
				list[i].Steps = without(list[i].Steps, id)
			}
		}
		out = append(out, s)
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string { return slices.Sorted(maps.Keys(m)) }

func printable(r rune) rune {
	switch {
	case unicode.IsSpace(r):
		return ' '
	case !unicode.IsPrint(r):
		return -1
	}
	return r
}
