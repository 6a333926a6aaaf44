package plan

import (
	"slices"
	"strings"
	"time"

	"sayso/connectors"
)

// FreezeOptions are what a plan is frozen with.
type FreezeOptions struct {
	Connections map[string][]Connection // by app, all that the run may use
	Inputs      map[string]any
	Language    string // of the messages; that of the plan where it is empty
}

// Connection is an account that a plan may act through.
type Connection struct {
	ID            string // "salesforce/prod"
	Identity      string // as whom it is signed in
	Environment   string // "sandbox", "test" or "production"
	WrittenBefore bool   // something was already written through it
}

// Freeze checks a plan together with what it will run with, and fixes all of it: normal form, defaults, connections, and what the
// catalogue says of each step. The result is nil where a problem is an error.
func Freeze(reg *connectors.Registry, p *Plan, o FreezeOptions) (*Frozen, []Problem) {
	c := inspect(reg, p)
	inputs := c.given(o.Inputs)
	f := &Frozen{Plan: tidy(c.normal), Inputs: inputs}
	f.Plan.places = nil
	for i := range c.normal.Steps {
		f.Steps = append(f.Steps, c.freeze(i, o.Connections, inputs))
	}
	problems := c.in(firstOf(o.Language, p.Language))
	if HasErrors(problems) {
		return nil, problems
	}
	f.Digest = f.digest()
	return f, problems
}

// given checks the inputs of a run and fills defaults in.
func (c *checker) given(inputs map[string]any) map[string]any {
	for _, name := range sortedKeys(inputs) {
		if _, ok := c.p.Inputs[name]; !ok {
			c.add(CodeUnknownInput, join("inputs", name), args{"name": name, "hint": c.hint(name, sortedKeys(c.p.Inputs))})
		}
	}
	out := map[string]any{}
	for _, name := range sortedKeys(c.normal.Inputs) {
		in := c.normal.Inputs[name]
		s, ok := inputSchema(in.Type)
		if !ok {
			continue
		}
		v, ok := inputs[name]
		switch {
		case ok && v != nil:
			out[name] = c.constant(v, s, spot{path: join("inputs", name), name: name, free: true})
		case in.Default != nil:
			out[name] = in.Default
		default:
			c.add(CodeMissingInput, join("inputs", name), args{"name": name, "wanted": wanted(s)})
		}
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// freeze fixes one step.
func (c *checker) freeze(i int, connections map[string][]Connection, inputs map[string]any) FrozenStep {
	s, path := c.normal.Steps[i], c.stepPath(i)
	f, op := c.known(s)
	if op == nil {
		return f
	}
	conn := c.connect(appOf(s.Do), join(path, "do"), connections)
	f.Connection, f.Identity = conn.ID, conn.Identity
	if s.Undo != nil && s.Undo.Do != "" {
		undo := c.connect(appOf(s.Undo.Do), join(join(path, "undo"), "do"), connections)
		f.UndoConnection, f.UndoIdentity = undo.ID, undo.Identity
	}
	c.settledArguments(s, op, join(path, "with"), inputs)
	f.Gates = c.gates(i, op, conn, inputs)
	return f
}

// known is what the plan and the catalogue say of a step, without connections. The operation is nil for an approval.
func (c *checker) known(s Step) (FrozenStep, *connectors.Operation) {
	if s.Approve != nil {
		timeout := ApprovalTimeout
		if d, err := connectors.ParseDuration(s.Approve.Timeout); err == nil {
			timeout = d
		}
		return FrozenStep{Timeout: timeout, Says: connectors.Sentence{
			En: "Wait for approval[ by {by}][: {text}]", De: "Auf Freigabe[ durch {by}] warten[: {text}]"}}, nil
	}
	op, ok := c.reg.Action(s.Do)
	if !ok {
		return FrozenStep{}, nil
	}
	f := FrozenStep{Effect: op.Effect, CanUndo: op.Undo != nil, UndoBy: op.UndoBy, Undone: op.Undone, Doubt: op.Doubt, Long: op.Long, Says: op.Says,
		Timeout: StepTimeout, Retry: RetryPolicy{Attempts: RetryAttempts, First: RetryFirst, Max: RetryMax}}
	if op.Long {
		f.Timeout = LongTimeout
	}
	if d, err := connectors.ParseDuration(s.Timeout); err == nil {
		f.Timeout = d
	}
	if s.Undo != nil {
		f.CanUndo = s.Undo.Do != ""
	}
	if s.Retry != nil {
		f.Retry = s.Retry.policy()
	}
	return f, op
}

func (r Retry) policy() RetryPolicy {
	p := RetryPolicy{Attempts: RetryAttempts, First: RetryFirst, Max: RetryMax}
	if r.Attempts > 0 {
		p.Attempts = r.Attempts
	}
	if d, err := connectors.ParseDuration(r.First); err == nil {
		p.First = d
		p.Max = max(p.Max, d)
	}
	if d, err := connectors.ParseDuration(r.Max); err == nil {
		p.Max = max(d, time.Millisecond)
	}
	return p
}

func appOf(ref string) string {
	app, _, _ := strings.Cut(ref, ".")
	return app
}

// connect chooses the connection of an app: the one that the plan names, else the only one there is.
func (c *checker) connect(app, path string, connections map[string][]Connection) Connection {
	have := connections[app]
	var ids []string
	for _, conn := range have {
		ids = append(ids, conn.ID)
	}
	if named, ok := c.p.Connections[app]; ok {
		if i := slices.Index(ids, named); i >= 0 {
			return have[i]
		}
		c.once(CodeBadConnection, join("connections", app), args{"value": shown(named), "app": app, "hint": c.hint(named, ids)})
		return Connection{}
	}
	switch known, _ := c.reg.App(app); {
	case len(have) == 1:
		return have[0]
	case len(have) > 1:
		slices.Sort(ids)
		c.once(CodeWhatConnection, path, args{"app": app, "options": strings.Join(ids, ", "), "first": ids[0]})
	case known != nil && slices.ContainsFunc(known.Needs, func(n connectors.Need) bool { return !n.Optional }):
		c.once(CodeNoConnection, path, args{"app": app})
	}
	return Connection{}
}

// once notes a problem of an app at the first place it shows.
func (c *checker) once(code, path string, a args) {
	if !slices.ContainsFunc(c.problems, func(p Problem) bool { return p.Code == code && p.args["app"] == a["app"] }) {
		c.add(code, path, a)
	}
}

// settledArguments checks those arguments by value that the inputs of the run have settled.
func (c *checker) settledArguments(s Step, op *connectors.Operation, path string, inputs map[string]any) {
	for _, name := range sortedKeys(s.With) {
		value, schema := s.With[name], orAny(op.In).Properties[name]
		if _, literal := settled(value, nil); literal || schema == nil {
			continue // was checked as it stands
		}
		if filled, ok := settled(value, inputs); ok && filled != nil {
			c.literal(filled, schema, spot{path: join(path, name), name: name})
		}
	}
}
