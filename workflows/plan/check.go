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
	Language string // of the messages; that of the plan where it is empty
}

// Check holds a plan against the catalogue: names, types, references, order, trust. It needs no connection and sends nothing.
// Problems come in the order of the plan.
func Check(reg *connectors.Registry, p *Plan, o CheckOptions) []Problem {
	c := inspect(reg, p)
	return c.in(firstOf(o.Language, p.Language))
}

// checker goes through a plan once, collecting problems and the plan's normal form.
type checker struct {
	report
	reg    *connectors.Registry
	p      *Plan
	normal Plan
	scope  expr.Scope     // what the step being checked can refer to
	index  map[string]int // steps by id, the first of each

	at        int    // index of the step being checked; beyond the last for none
	id        string // as messages call it
	condition string // its if
	vouched   map[string]bool
}

func inspect(reg *connectors.Registry, p *Plan) *checker {
	c := &checker{report: report{places: p.places}, reg: reg, p: p, normal: *p, scope: expr.Scope{}, index: map[string]int{}}
	c.header()
	c.inputs()
	c.trigger()
	c.connections()
	for i, s := range c.p.Steps {
		if _, taken := c.index[s.ID]; !taken {
			c.index[s.ID] = i
		}
	}
	c.normal.Steps = make([]Step, len(c.p.Steps))
	for i := range c.p.Steps {
		c.normal.Steps[i] = c.step(i)
	}
	c.at = len(c.p.Steps)
	c.order()
	return c
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
	switch n := len(c.p.Steps); {
	case n == 0:
		c.add(CodeNoSteps, "steps", nil)
	case n > MaxSteps:
		c.add(CodeTooManySteps, "steps", args{"n": n, "max": MaxSteps})
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
		if c.normal.Inputs == nil {
			c.normal.Inputs = map[string]Input{}
		}
		c.normal.Inputs[name] = in
	}
	c.scope["inputs"] = t
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
