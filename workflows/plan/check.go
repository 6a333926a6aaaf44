package plan

import (
	"regexp"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// CheckOptions change how a plan is checked.
type CheckOptions struct {
	Language string           // of the messages; that of the plan where it is empty
	Plans    map[string]*Plan // those that run steps may call, by name
	Policy   *Policy          // nil: the built-in rules alone
}

// Check holds a plan against the catalogue: names, types, references, order, trust. It needs no connection and sends nothing.
// Problems come in the order of the plan, behind them those with a policy that denies what it does, as far as that can be told.
func Check(reg *connectors.Registry, p *Plan, o CheckOptions) []Problem {
	c := inspect(reg, p, &calls{plans: o.Plans, policy: o.Policy})
	if o.Policy != nil {
		c.freezeAll(c.roots, setting{}) // for the problems it finds
	}
	return c.in(firstOf(o.Language, p.Language))
}

// checker goes through a plan once, collecting problems and the plan's normal form.
type checker struct {
	report
	reg    *connectors.Registry
	p      *Plan
	normal Plan
	roots  []*node
	count  int              // of the beginnings and ends of steps
	scope  expr.Scope       // what the step being checked can refer to
	index  map[string]*node // steps by id, the first of each
	items  map[string]*node // each steps by what they call an item, as far as the step being checked stands inside them
	out    expr.Type        // what a run of the plan gives

	at      *node  // the step being checked; one without an id before the first and after the last
	id      string // as messages call it
	vouched map[string]bool

	calls *calls
	chain []string              // the names of the plans that call each other, down to this one
	lent  map[string]expr.Trust // of a called plan: how far the inputs that it is given can be trusted
}

func inspect(reg *connectors.Registry, p *Plan, with *calls) *checker {
	with.left = MaxSteps
	c := &checker{reg: reg, calls: with, chain: []string{p.Name}}
	c.inspect(p)
	return c
}

func (c *checker) inspect(p *Plan) {
	c.report, c.p, c.normal = report{places: p.places}, p, *p
	c.scope, c.index, c.items = expr.Scope{}, map[string]*node{}, map[string]*node{}
	c.header()
	c.at = &node{step: &Step{}}
	c.inputs()
	c.trigger()
	c.connections()
	c.roots = c.plant(c.p.Steps, "steps", nil, "")
	c.normal.Steps = c.steps(c.roots)
	c.enter(&node{step: &Step{}, begin: c.count + 1, end: c.count + 1})
	c.outputs()
	c.order()
}

var namePattern = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,99}$`)

func (c *checker) header() {
	if !namePattern.MatchString(c.p.Name) {
		c.add(CodeBadName, "name", args{"name": shown(c.p.Name), "example": slug(c.p.Name, "-", "my-plan")})
	}
	if c.normal.Language == "" {
		c.normal.Language = "en"
	}
	if c.normal.Language != "en" && c.normal.Language != "de" {
		c.add(CodeLanguage, "language", args{"value": shown(c.p.Language)})
	}
	n := size(c.p.Steps)
	c.calls.left -= n
	switch {
	case n == 0:
		c.add(CodeNoSteps, "steps", nil)
	case c.calls.left < 0:
		c.add(CodeTooManySteps, "steps", args{"n": MaxSteps - c.calls.left, "max": MaxSteps})
		c.p = &Plan{Name: c.p.Name, Inputs: c.p.Inputs} // looking at more of them would only take time
	}
}

// slug makes a name out of any text.
func slug(text, gap, otherwise string) string {
	text = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(text))
	parts := strings.FieldsFunc(text, func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	out := strings.Join(parts, gap)
	if out = out[:min(len(out), 50)]; out == "" || gap == "_" && out[0] < 'a' {
		return otherwise
	}
	return strings.TrimRight(out, gap)
}

func (c *checker) inputs() {
	t := expr.Type{Kind: expr.Object, Fields: map[string]expr.Type{}, Trust: expr.Yours}
	c.normal.Inputs = nil
	for _, name := range sortedKeys(c.p.Inputs) {
		in, path := c.p.Inputs[name], join("inputs", name)
		s, ok := inputSchema(in.Type)
		if !ok {
			c.add(CodeInputType, join(path, "type"), args{"value": shown(in.Type), "hint": c.hint(in.Type, append(slices.Clone(typeNames), "list<string>", "enum(a|b)"))})
			s = &connectors.Schema{}
		}
		if !idPattern.MatchString(name) {
			c.add(CodeBadID, path, args{"id": shown(name), "example": slug(name, "_", "note"),
				"what": connectors.Doc{En: "the name of an input", De: "der Name einer Eingabe"}})
		}
		if in.Default != nil {
			in.Default = c.constant(in.Default, s, spot{path: join(path, "default"), name: name, free: true})
		}
		if in.Default == nil && started(c.p.Trigger) {
			c.add(CodeInputDefault, path, args{"name": name, "wanted": wanted(s)})
		}
		t.Fields[name] = yours(typeOf(s))
		if trust, ok := c.lent[name]; ok {
			t.Fields[name] = t.Fields[name].WithTrust(trust)
			t.Trust = min(t.Trust, trust)
		}
		if c.normal.Inputs == nil {
			c.normal.Inputs = map[string]Input{}
		}
		c.normal.Inputs[name] = in
	}
	c.scope["inputs"] = t
}

// outputs checks what a run of the plan gives, and how far that can be trusted.
func (c *checker) outputs() {
	c.out = expr.Type{Kind: expr.Object, Fields: map[string]expr.Type{}, Trust: expr.Yours}
	c.normal.Outputs = nil
	for _, name := range sortedKeys(c.p.Outputs) {
		path := join("outputs", name)
		if !idPattern.MatchString(name) {
			c.add(CodeBadID, path, args{"id": shown(name), "example": slug(name, "_", "result"),
				"what": connectors.Doc{En: "the name of an output", De: "der Name einer Ausgabe"}})
		}
		text, _ := c.fit(c.p.Outputs[name], &connectors.Schema{}, spot{path: path, name: name}).(string)
		t := c.typed(text)
		c.out.Fields[name], c.out.Trust = t, min(c.out.Trust, t.Trust)
		if c.normal.Outputs == nil {
			c.normal.Outputs = map[string]string{}
		}
		c.normal.Outputs[name] = text
	}
}

// typed is the type of a value that was checked. Of what is wrong nothing is known, and nothing more is said about it.
func (c *checker) typed(value any) expr.Type {
	if v, err := expr.ParseValue(value); err == nil {
		if t, err := v.Type(c.scope); err == nil {
			return t
		}
	}
	return expr.Type{Trust: expr.Yours}
}

// started reports whether something other than a person starts the plan.
func started(t *Trigger) bool {
	return t != nil && (t.Schedule != nil || t.On != nil || t.Webhook != nil)
}

// constant checks a value that can't hold expressions.
func (c *checker) constant(v any, s *connectors.Schema, at spot) any {
	if plain, err := decoded(v); err == nil {
		v = escaped(plain)
	}
	fitted := c.fit(v, s, at)
	if out, err := expr.Fill(fitted, nil); err == nil {
		return out
	}
	return fitted
}

func (c *checker) connections() {
	c.normal.Connections = nil
	for _, app := range sortedKeys(c.p.Connections) {
		id, path := c.p.Connections[app], join("connections", app)
		if _, ok := c.reg.App(app); !ok {
			c.add(CodeUnknownApp, path, args{"app": shown(app), "hint": c.appHint(app)})
			continue
		}
		if rest, ok := strings.CutPrefix(id, app+"/"); !ok || rest == "" {
			example := app + "/" + slug(id, "-", "prod")
			c.add(CodeBadConnection, path, args{"value": shown(id), "app": app,
				"hint": connectors.Doc{En: "Write it as " + example + ".", De: "Schreibe sie als " + example + "."}})
		}
		if c.normal.Connections == nil {
			c.normal.Connections = map[string]string{}
		}
		c.normal.Connections[app] = id
	}
}

// appHint offers the app that somebody may have meant, also by its title or another name it goes by.
func (c *checker) appHint(name string) connectors.Doc {
	var known []string
	for _, app := range c.reg.Apps() {
		for _, other := range append([]string{app.Title}, app.Aliases...) {
			if connectors.Fold(other) == connectors.Fold(name) {
				return c.hint(app.App, []string{app.App})
			}
		}
		known = append(known, app.App)
	}
	return c.hint(name, known)
}

func firstOf(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
