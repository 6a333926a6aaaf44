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
	Language    string           // of the messages; that of the plan where it is empty
	Plans       map[string]*Plan // those that run steps may call, by name
	Policy      *Policy          // nil: the built-in rules alone
}

// Connection is an account that a plan may act through.
type Connection struct {
	ID            string // "salesforce/prod": what a run opens
	Name          string // what plans call it, where that isn't its ID
	Identity      string // as whom it is signed in
	Environment   string // "sandbox", "test" or "production"
	WrittenBefore bool   // something was already written through it
}

// Freeze checks a plan together with what it will run with, and fixes all of it: normal form, defaults, connections, and what the
// catalogue says of each step. The result is nil where a problem is an error.
func Freeze(reg *connectors.Registry, p *Plan, o FreezeOptions) (*Frozen, []Problem) {
	c := inspect(reg, p, &calls{plans: o.Plans, policy: o.Policy})
	f := c.frozen(setting{c.given(o.Inputs), o.Connections, true})
	problems := c.in(firstOf(o.Language, p.Language))
	if HasErrors(problems) {
		return nil, problems
	}
	f.Digest = f.digest()
	return f, problems
}

// setting is what steps are frozen with.
type setting struct {
	inputs      map[string]any // as far as they are given
	connections map[string][]Connection
	connected   bool // otherwise the steps are said as far as the plan alone tells
}

// frozen fixes the whole plan, all but its digest.
func (c *checker) frozen(with setting) *Frozen {
	if t := c.p.Trigger; with.connected && t != nil && t.On != nil && len(c.chain) == 1 {
		c.notYet(appOf(t.On.Event), "trigger.on.event")
	}
	f := &Frozen{Plan: tidy(c.normal), Inputs: with.inputs, Steps: c.freezeAll(c.roots, with)}
	f.Plan.places = nil
	return f
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

func (c *checker) freezeAll(list []*node, with setting) []FrozenStep {
	steps := make([]FrozenStep, len(list))
	for i, n := range list {
		steps[i] = c.freeze(n, with)
	}
	return steps
}

// freeze fixes one step and all that stands inside it.
func (c *checker) freeze(n *node, with setting) FrozenStep {
	s := n.normal
	f, op := c.known(*s)
	for _, list := range n.inner {
		f.Inner = append(f.Inner, c.freezeAll(list, with))
	}
	if n.called != nil {
		f.Called = c.freezeCalled(n, with)
	}
	if op == nil {
		if s.Wait != nil && with.connected {
			c.notYet(appOf(s.Wait.Event), join(join(n.path, "wait"), "event"))
		}
		return f
	}
	conn := Connection{}
	if with.connected {
		conn = c.connect(appOf(s.Do), join(n.path, "do"), with.connections)
		f.Connection, f.Identity, f.Environment = conn.ID, conn.Identity, conn.Environment
		c.settledArguments(*s, op, join(n.path, "with"), with.inputs)
	}
	f.Gates, f.Latent = c.gates(n, deed{op, conn, s.With, join(n.path, "do")}, with)
	if s.Undo != nil && s.Undo.Do != "" {
		c.freezeUndo(n, &f, with)
	}
	return f
}

// freezeUndo fixes the action that a plan names to undo a step.
func (c *checker) freezeUndo(n *node, f *FrozenStep, with setting) {
	u, path := n.normal.Undo, join(join(n.path, "undo"), "do")
	conn := Connection{}
	if with.connected {
		conn = c.connect(appOf(u.Do), path, with.connections)
		f.UndoConnection, f.UndoIdentity = conn.ID, conn.Identity
	}
	if op, ok := c.reg.Action(u.Do); ok {
		f.Gates = append(f.Gates, c.undoGates(n, deed{op, conn, u.With, path}, with)...)
	}
}

// freezeCalled fixes the plan that a run step calls. What it is given is known as far as it doesn't depend on earlier steps.
func (c *checker) freezeCalled(n *node, with setting) *Frozen {
	before := len(n.called.problems)
	with.inputs = lent(n.called.normal.Inputs, n.normal.With, with.inputs)
	f := n.called.frozen(with)
	f.Inputs = lent(n.called.normal.Inputs, nil, nil)
	c.adopt(n, before)
	f.Digest = f.digest()
	return f
}

// lent gives the inputs of a called plan as far as they are known: what it is given, and defaults for what it isn't.
func lent(declared map[string]Input, with, inputs map[string]any) map[string]any {
	var out map[string]any
	for _, name := range sortedKeys(declared) {
		value, known := declared[name].Default, declared[name].Default != nil
		if given, ok := with[name]; ok {
			value, known = settled(given, inputs)
		}
		if !known {
			continue
		}
		if out == nil {
			out = map[string]any{}
		}
		out[name] = value
	}
	return out
}

// known is what the plan and the catalogue say of a step, without connections. The operation is nil for all but actions.
func (c *checker) known(s Step) (FrozenStep, *connectors.Operation) {
	switch kindOf(s) {
	case "approve":
		timeout := ApprovalTimeout
		if d, err := connectors.ParseDuration(s.Approve.Timeout); err == nil {
			timeout = d
		}
		says := approvalSays
		if s.Approve.FourEyes {
			says = fourEyesSays
		}
		return FrozenStep{Timeout: timeout, Says: says}, nil
	case "do":
		return c.knownAction(s)
	case "wait":
		f := FrozenStep{Says: c.waitSays(*s.Wait)}
		if d, err := connectors.ParseDuration(s.Wait.Timeout); err == nil {
			f.Timeout = d
		}
		return f, nil
	}
	return FrozenStep{Says: controlSays[kindOf(s)]}, nil
}

func (c *checker) knownAction(s Step) (FrozenStep, *connectors.Operation) {
	op, ok := c.reg.Action(s.Do)
	if !ok {
		return FrozenStep{}, nil
	}
	f := FrozenStep{Effect: op.Effect, CanUndo: op.Undoable(), UndoBy: op.UndoBy, Undone: op.Undone, Doubt: op.Doubt, Long: op.Long, Says: op.Says,
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
	if c.notYet(app, path) {
		return Connection{}
	}
	have := connections[app]
	var ids []string
	for _, conn := range have {
		ids = append(ids, conn.called())
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

// called is what plans, rules and people call a connection.
func (c Connection) called() string { return firstOf(c.Name, c.ID) }

// notYet notes that an app is known and can't be reached yet, so that no run may count on it.
func (c *checker) notYet(app, path string) bool {
	known, ok := c.reg.App(app)
	if !ok || !known.Declared {
		return false
	}
	c.once(CodeNotYet, path, args{"app": app, "says": known.NotYet()})
	return true
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
