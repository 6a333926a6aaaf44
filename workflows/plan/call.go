package plan

import (
	"maps"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// MaxCalls is how many plans may call each other in a row, below the one that is started.
const MaxCalls = 8

// calls is what a plan shares with all those it calls.
type calls struct {
	plans map[string]*Plan
	left  int // how many more steps they may have together, so that no few plans that call each other become millions of steps

	policy *Policy
	rules  []ruling // of the policy, once they are needed
}

func (c *calls) allRulings() []ruling {
	if c.rules == nil {
		c.rules = c.policy.rulings()
	}
	return c.rules
}

// run checks a step that carries out another plan: that there is such a plan, that its inputs are given, and that it is sound when
// they are no more to be trusted than what is given. It gives the type of the plan's outputs.
func (c *checker) run(n *node, s Step) (Step, expr.Type) {
	called, path := c.calls.plans[s.Run], join(n.path, "run")
	chain := append(slices.Clone(c.chain), s.Run)
	words := args{"plan": s.Run, "chain": strings.Join(chain, " → "), "max": MaxCalls}
	switch {
	case slices.Contains(c.chain, s.Run):
		c.add(CodeRecursion, path, words)
	case called == nil:
		c.add(CodeUnknownPlan, path, args{"plan": shown(s.Run), "hint": c.hint(s.Run, sortedKeys(c.calls.plans))})
	case len(c.chain) > MaxCalls:
		c.add(CodeCallDepth, path, words)
	default:
		s.With = c.inputsOf(called, s)
		n.called = &checker{reg: c.reg, calls: c.calls, chain: chain, lent: c.trustOf(s)}
		n.called.inspect(called)
		c.adopt(n, 0)
		return s, n.called.out
	}
	if s.With != nil {
		s.With, _ = c.loose(s.With, spot{path: join(n.path, "with"), name: "with", fixed: true}).(map[string]any)
	}
	return s, expr.Type{Trust: expr.Yours} // what is wrong was said
}

// inputsOf checks what a run step gives another plan as inputs.
func (c *checker) inputsOf(p *Plan, s Step) map[string]any {
	want := &connectors.Schema{Type: "object", Properties: map[string]*connectors.Schema{}}
	for _, name := range sortedKeys(p.Inputs) {
		in := p.Inputs[name]
		schema, ok := inputSchema(in.Type)
		if !ok {
			schema = &connectors.Schema{} // that is said of the plan itself
		}
		if in.Doc != "" {
			documented := *schema
			documented.Description, schema = in.Doc, &documented
		}
		want.Properties[name] = schema
		if in.Default == nil {
			want.Required = append(want.Required, name)
		}
	}
	for i, name := range s.Trust {
		c.vouched[name] = true
		if want.Properties[name] == nil {
			c.add(CodeUnknownArgument, join(c.at.path, "trust")+"["+itoa(i)+"]", args{"of": p.Name, "argument": name, "hint": c.hint(name, sortedKeys(want.Properties))})
		}
	}
	path := join(c.at.path, "with")
	if _, ok := c.places[path]; !ok && c.places != nil {
		c.places[path] = c.place(c.at.path)
	}
	out := c.fields(s.With, want, spot{path: path, fixed: true, free: true, exact: true}, p.Name)
	if len(out) == 0 {
		return nil
	}
	return out
}

// trustOf tells how far the values of a run step can be trusted. The called plan is held to that, so that calling it is no way around.
func (c *checker) trustOf(s Step) map[string]expr.Trust {
	lent := map[string]expr.Trust{}
	for _, name := range sortedKeys(s.With) {
		if !c.vouched[name] {
			lent[name] = c.typed(s.With[name]).Trust
		}
	}
	return lent
}

// adopt says at a run step why the plan that it calls can't run: the first of its errors, of those from the given one on.
func (c *checker) adopt(n *node, from int) {
	found := n.called.problems[min(from, len(n.called.problems)):]
	i := slices.IndexFunc(found, func(p Problem) bool { return p.Severity == Error })
	if i < 0 {
		return
	}
	p, path := found[i], join(n.path, "run")
	switch p.Code {
	case CodeCalled, CodeRecursion, CodeCallDepth, CodeTooManySteps: // names the plan that it is about
		c.add(p.Code, path, maps.Clone(p.args))
	case CodeNoConnection, CodeWhatConnection: // is about the app, whoever uses it
		c.once(p.Code, path, maps.Clone(p.args))
	default:
		en, de := p.In("en"), p.In("de")
		c.add(CodeCalled, path, args{"plan": n.step.Run, "at": p.Path, "said": connectors.Doc{En: en.Message, De: de.Message}, "fix": connectors.Doc{En: en.Fix, De: de.Fix}})
	}
}

// Calls lists the plans that the run steps of a plan name, in order of appearance.
func (p *Plan) Calls() (names []string) {
	p.visit(func(s *Step) {
		if s.Run != "" {
			names = append(names, s.Run)
		}
	})
	return names
}

// Apps lists the apps whose actions a plan's steps name, in order of appearance; those of the plans it calls aren't among them.
func (p *Plan) Apps() (names []string) {
	p.visit(func(s *Step) {
		if app, _, ok := strings.Cut(s.Do, "."); ok && !slices.Contains(names, app) {
			names = append(names, app)
		}
	})
	return names
}

// visit shows each step, those within others too, in order of appearance.
func (p *Plan) visit(see func(*Step)) {
	var within func(steps []Step)
	within = func(steps []Step) {
		for i := range steps {
			see(&steps[i])
			for _, l := range lists(&steps[i]) {
				within(l.steps)
			}
		}
	}
	within(p.Steps)
}
