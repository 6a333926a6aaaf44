package edit

import (
	"context"
	"reflect"
	"regexp"
	"slices"
	"strings"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// add reads what is to be done besides: the compiler makes the steps, which then stand at the end, or beside the step that is named.
func (w *work) add(ctx context.Context, c clause) error {
	b, limited := w.compares(c)
	if limited && b.from > w.reported(c) { // "that we only take over 5 EUR": a message, or a condition
		w.notUnderstood(c)
		return nil
	}
	order := c
	if limited {
		if b.from > c.from {
			order.to = b.from
		} else {
			order.from = b.to
		}
	}
	order, beside, behind := w.position(w.trim(order))
	if order.from >= order.to {
		w.notUnderstood(c)
		return nil
	}
	made, err := w.compiled(ctx, order)
	if err != nil {
		return err
	}
	if made == nil {
		return nil
	}
	if beside == "" {
		beside, behind = w.plan.Steps[len(w.plan.Steps)-1].ID, true
	}
	for _, s := range made {
		if !w.insert(s, beside, behind) {
			return nil
		}
		w.added = append(w.added, s.ID)
		beside, behind = s.ID, true
	}
	if limited {
		w.guard(made[len(made)-1].ID, b)
	}
	return nil
}

// position reads where a step is to stand: "before the mail", "after the invoice", "nach der Rechnung". Without such words it stands at
// the end, and beside is "".
func (w *work) position(c clause) (order clause, beside string, behind bool) {
	if w.leads(c.from) {
		for to := c.from + 2; to < c.to; to++ {
			if s := w.stepNamed(c.from+1, to); s != nil && w.goesOn(to) {
				return w.trim(clause{to, c.to}), s.ID, w.is(c.from, "after", "nach", "nachdem")
			}
		}
	}
	for i := c.to - 2; i > c.from; i-- {
		if w.is(i, "that", "dass", ":") {
			break
		}
		if w.leads(i) {
			if s := w.stepNamed(i+1, c.to); s != nil {
				return w.trim(clause{c.from, i}), s.ID, w.is(i, "after", "nach")
			}
		}
	}
	return c, "", false
}

// goesOn reports whether the words that name a step are over at a token.
func (w *work) goesOn(i int) bool {
	t := w.tokens[i]
	return t.Kind == text.Quoted || t.Kind == text.Channel || t.Is(",", "in", "an", "auf", "to", "at") || w.verbs[t.Lower]
}

// leads reports whether a token leads to the step that another is to stand beside.
func (w *work) leads(i int) bool {
	return w.is(i, "before", "after", "vor", "nach", "bevor", "nachdem")
}

// stepNamed gives the only step that some words name.
func (w *work) stepNamed(from, to int) *plan.Step {
	if found, sure := w.steps(from, to); sure && len(found) == 1 {
		return found[0]
	}
	return nil
}

// compiled gives the steps that an order is compiled to, ready for this plan; nil where something has to be asked. What the plan says is
// given to the compiler before the order, so that the order may refer to it; where that leads nowhere the order is compiled alone.
func (w *work) compiled(ctx context.Context, c clause) ([]plan.Step, error) {
	order := w.said(c.from, c.to)
	known := w.inContext(ctx, order)
	if known.steps != nil && len(known.questions) == 0 {
		return known.steps, nil
	}
	alone, err := w.compiler.Compile(ctx, w.request(order))
	switch {
	case err != nil:
		return nil, err
	case alone.Status == compile.StatusPlan && alone.Plan.Trigger == nil:
		return w.renamed(alone.Plan.Steps, nil), nil
	case len(known.questions) > 0:
		w.asked = append(w.asked, known.questions...)
	case alone.Status == compile.StatusClarify && alone.Plan != nil && alone.Plan.Trigger == nil:
		w.asked = append(w.asked, alone.Questions...)
	case understood(alone):
		w.problems = append(w.problems, alone.Problems...)
	default:
		w.notUnderstood(c)
	}
	return nil, nil
}

// understood reports whether a refusal says more than that nothing was understood.
func understood(r compile.Result) bool {
	return plan.HasErrors(r.Problems) && !slices.ContainsFunc(r.Problems, func(p plan.Problem) bool { return p.Code == "not_understood" })
}

func (w *work) request(prompt string) compile.Request {
	return compile.Request{Prompt: prompt, Lang: w.lang, Connected: w.req.Connected, Answers: w.req.Answers, Now: w.req.Now, Timezone: w.req.Timezone}
}

// attempt is what an order came to behind the words of the plan; steps is nil where that led nowhere.
type attempt struct {
	steps     []plan.Step
	questions []compile.Question
}

// inContext compiles the plan's words together with an order, and gives the steps that come to those of the words alone.
func (w *work) inContext(ctx context.Context, order string) attempt {
	says := strings.TrimRight(strings.TrimSpace(w.plan.Says), ".!")
	if says == "" || len(says)+len(order) > compile.MaxPrompt-2 {
		return attempt{}
	}
	alone, err := w.compiler.Compile(ctx, w.request(says))
	if err != nil || alone.Status != compile.StatusPlan || alone.Lang != w.lang {
		return attempt{}
	}
	both, err := w.compiler.Compile(ctx, w.request(says+". "+order))
	if err != nil || both.Plan == nil || both.Status == compile.StatusUnsupported || !reflect.DeepEqual(both.Plan.Trigger, alone.Plan.Trigger) {
		return attempt{}
	}
	var extra []plan.Step
	old := map[string]string{}
	for _, s := range both.Plan.Steps {
		same := byID(alone.Plan, s.ID)
		switch {
		case same == nil:
			extra = append(extra, s)
		case !reflect.DeepEqual(*same, s):
			return attempt{} // the order said more about a step of the plan
		default:
			old[s.ID] = w.counterpart(s)
		}
	}
	if len(extra) == 0 || len(both.Plan.Steps)-len(extra) != len(alone.Plan.Steps) {
		return attempt{}
	}
	for _, s := range extra {
		for _, name := range refs(&s) {
			if id, known := old[name]; known && id == "" {
				return attempt{} // it refers to a step that this plan doesn't have
			}
		}
	}
	return attempt{w.renamed(extra, old), both.Questions}
}

// counterpart gives the id of the step of the plan that a compiled one is; "" where there is none, or several.
func (w *work) counterpart(s plan.Step) string {
	id := ""
	for _, o := range all(w.plan.Steps) {
		if o.Do != s.Do || o.Do == "" {
			continue
		}
		if o.ID == s.ID {
			return o.ID
		}
		if id != "" {
			return ""
		}
		id = o.ID
	}
	return id
}

// renamed gives steps ids that the plan doesn't have yet, and refers to its steps by their ids in it.
func (w *work) renamed(steps []plan.Step, ids map[string]string) []plan.Step {
	if ids == nil {
		ids = map[string]string{}
	}
	taken, err := copied(w.plan)
	if err != nil {
		return nil
	}
	var out []plan.Step
	for _, s := range steps {
		id := free(taken, s.ID)
		taken.Steps = append(taken.Steps, plan.Step{ID: id})
		ids[s.ID] = id
	}
	for _, s := range steps {
		s.ID = ids[s.ID]
		s.If = rename(s.If, ids, true)
		s.With, _ = renamedIn(s.With, ids).(map[string]any)
		if s.Approve != nil {
			a := *s.Approve
			a.Text = rename(a.Text, ids, false)
			s.Approve = &a
		}
		out = append(out, s)
	}
	return out
}

func renamedIn(v any, ids map[string]string) any {
	switch v := v.(type) {
	case string:
		return rename(v, ids, false)
	case []any:
		out := make([]any, len(v))
		for i := range v {
			out[i] = renamedIn(v[i], ids)
		}
		return out
	case map[string]any:
		if v == nil {
			return v
		}
		out := map[string]any{}
		for k := range v {
			out[k] = renamedIn(v[k], ids)
		}
		return out
	}
	return v
}

var (
	hole = regexp.MustCompile(`\$\{[^}]*\}`)
	name = regexp.MustCompile(`(^|[^\w.])([a-z][a-z0-9_]*)\.`)
)

// rename writes the names of steps anew: in the holes of a text, or in all of an expression.
func rename(text string, ids map[string]string, expression bool) string {
	one := func(source string) string {
		return name.ReplaceAllStringFunc(source, func(found string) string {
			m := name.FindStringSubmatch(found)
			if id := ids[m[2]]; id != "" {
				return m[1] + id + "."
			}
			return found
		})
	}
	if expression {
		return one(text)
	}
	return hole.ReplaceAllStringFunc(text, one)
}
