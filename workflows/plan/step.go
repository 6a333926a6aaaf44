package plan

import (
	"slices"
	"strings"
	"time"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// reserved are names that mean something in expressions.
var reserved = []string{"inputs", "trigger", "item", "true", "false", "nil", "null", "not", "and", "or", "in", "let", "if", "else", "contains", "matches"}

// steps checks a list of steps and gives their normal form.
func (c *checker) steps(list []*node) []Step {
	normal := make([]Step, len(list))
	for i, n := range list {
		normal[i] = c.step(n)
		n.normal = &normal[i]
	}
	return normal
}

// enter makes a step the one that is being checked.
func (c *checker) enter(n *node) {
	c.at, c.id, c.vouched = n, firstOf(n.step.ID, n.path), map[string]bool{}
}

// step checks one step and gives its normal form. What it puts out is in scope from then on.
func (c *checker) step(n *node) Step {
	s := *n.step
	c.enter(n)
	c.stepID(n)
	if s.If = strings.TrimSpace(s.If); s.If != "" {
		c.ifCondition(s.If, join(n.path, "if"), Warning)
	}
	if s.OnFailure == "" {
		s.OnFailure = OnFailureUndo
	}
	if !slices.Contains([]OnFailure{OnFailureUndo, OnFailurePark, OnFailureContinue}, s.OnFailure) {
		c.add(CodeOnFailure, join(n.path, "on_failure"), args{"value": shown(string(s.OnFailure))})
	}
	n.out = expr.Type{Kind: expr.Object, Fields: map[string]expr.Type{}, Trust: expr.Record}
	switch kind := c.kind(s, n.path); kind {
	case "do":
		s, n.out = c.do(s, n.path)
	case "approve":
		s = c.approve(s, n.path)
	case "choose":
		s = c.choose(n, s)
	case "each":
		s, n.out = c.each(n, s)
	case "parallel":
		s = c.parallel(n, s)
	case "wait":
		s, n.out = c.wait(n, s)
	case "run":
		s, n.out = c.run(n, s)
	}
	if c.index[s.ID] == n {
		c.scope[s.ID] = n.out
	}
	return s
}

func (c *checker) stepID(n *node) {
	id, path := n.step.ID, join(n.path, "id")
	switch {
	case id == "":
		c.add(CodeMissingKey, path, args{"key": "id"})
	case !idPattern.MatchString(id) || slices.Contains(reserved, id):
		example := slug(id, "_", "step")
		if slices.Contains(reserved, example) {
			example += "_1"
		}
		c.add(CodeBadID, path, args{"id": shown(id), "example": example, "what": connectors.Doc{En: "the id of a step", De: "die id eines Schritts"}})
	case c.index[id] != n:
		c.add(CodeDoubledID, path, args{"id": id, "example": id + "_2"})
	}
}

func (c *checker) stepKind(path, en, de, fixEn, fixDe string) {
	c.add(CodeStepKind, path, args{"what": connectors.Doc{En: en, De: de}, "fix": connectors.Doc{En: fixEn, De: fixDe}})
}

// ifCondition checks an expression that must be true or false.
func (c *checker) ifCondition(source, path string, missing Severity) {
	e, err := expr.Parse(source)
	if err != nil {
		c.expressionProblem(err, path, source)
		return
	}
	t, err := e.Type(c.scope)
	if err != nil {
		c.expressionProblem(err, path, source)
		return
	}
	if t.Kind != expr.Bool && t.Kind != expr.Any && t.Kind != expr.Nothing {
		c.add(CodeExpression, path, args{"expression": shownExpression(source), "hint": howToCompare,
			"detail": connectors.Doc{En: "a condition is needed, but this is " + t.Words("en"), De: "gebraucht wird eine Bedingung, aber das ist " + t.Words("de")}})
	}
	c.mayBeMissing(e.Refs(), path, missing)
}

// maxApproval is how long an approval may be waited for.
const maxApproval = 90 * 24 * time.Hour

// approve checks a step that waits for a person.
func (c *checker) approve(s Step, path string) Step {
	a := *s.Approve
	at := join(path, "approve")
	c.duration(a.Timeout, join(at, "timeout"), time.Second, maxApproval)
	if a.Text != "" {
		text := &connectors.Schema{Type: "string", Format: connectors.FormatText}
		a.Text, _ = c.fit(a.Text, text, spot{path: join(at, "text"), name: "text"}).(string)
	}
	s.Approve = &a
	return s
}

// do checks a step that carries an action out, and gives the type of its output.
func (c *checker) do(s Step, path string) (Step, expr.Type) {
	c.duration(s.Timeout, join(path, "timeout"), time.Second, 7*24*time.Hour)
	c.retry(s.Retry, join(path, "retry"))
	op := c.action(s.Do, join(path, "do"))
	if op == nil {
		if s.With != nil {
			s.With, _ = c.loose(s.With, spot{path: join(path, "with"), name: "with", fixed: true}).(map[string]any)
		}
		return s, expr.Type{Trust: expr.Yours} // what is wrong was said; guesses about the rest would only hide it
	}
	for i, argument := range s.Trust {
		c.vouched[argument] = true
		if orAny(op.In).Properties[argument] == nil {
			c.add(CodeUnknownArgument, join(path, "trust")+"["+itoa(i)+"]", args{"of": op.Ref(), "argument": argument, "hint": c.hint(argument, sortedKeys(orAny(op.In).Properties))})
		}
	}
	s.With = c.arguments(op, s.With, path, join(path, "with"))
	out := typeOf(op.Out)
	if s.Undo != nil {
		c.scope[s.ID] = out // an undo may refer to what it takes back
		s.Undo = c.undo(s, op, join(path, "undo"))
	}
	return s, out
}

// arguments checks the arguments of an action.
func (c *checker) arguments(op *connectors.Operation, with map[string]any, stepPath, path string) map[string]any {
	if _, ok := c.places[path]; !ok && c.places != nil {
		c.places[path] = c.place(stepPath)
	}
	out := c.fields(with, orAny(op.In), spot{path: path}, op.Ref())
	given := func(name string) bool { return out[name] != nil }
	if len(op.OneOf) > 0 && !slices.ContainsFunc(op.OneOf, given) {
		c.add(CodeOneOf, path, args{"of": op.Ref(), "options": strings.Join(op.OneOf, ", ")})
	}
	if len(out) == 0 {
		return nil
	}
	return out
}

// action finds an action by its name; nil where there is none, which is then noted.
func (c *checker) action(ref, path string) *connectors.Operation {
	if op, ok := c.reg.Action(ref); ok {
		return op
	}
	app, action, _ := strings.Cut(ref, ".")
	known, ok := c.reg.App(app)
	if !ok {
		c.add(CodeUnknownApp, path, args{"app": shown(app), "hint": c.appHint(app)})
		return nil
	}
	var names []string
	for _, op := range known.Actions {
		names = append(names, op.Name)
	}
	slices.Sort(names)
	c.add(CodeUnknownAction, path, args{"app": app, "action": shown(action), "hint": c.hint(action, names)})
	return nil
}

func (c *checker) undo(s Step, op *connectors.Operation, path string) *Undo {
	u := *s.Undo
	say := func(en, de, fixEn, fixDe string) {
		c.add(CodeUndo, path, args{"what": connectors.Doc{En: en, De: de}, "fix": connectors.Doc{En: fixEn, De: fixDe}})
	}
	switch {
	case u.Keep == (u.Do != ""):
		say("undo is either keep: true, or do with another action.", "undo ist entweder keep: true oder do mit einer anderen Aktion.", "Write one of the two.", "Schreibe eines von beiden.")
	case u.Keep && len(u.With) > 0:
		say("What is kept takes no arguments.", "Was stehen bleibt, nimmt keine Argumente.", "Take out with.", "Nimm with heraus.")
	case op.Effect == connectors.Read:
		say(op.Ref()+" changes nothing, so there is nothing to undo.", op.Ref()+" ändert nichts, also gibt es nichts zurückzunehmen.", "Take out undo.", "Nimm undo heraus.")
	case u.Do != "":
		if other := c.action(u.Do, join(path, "do")); other != nil {
			u.With = c.arguments(other, u.With, path, join(path, "with"))
		}
	}
	return &u
}

// duration checks a duration within bounds; "" stands for a default.
func (r *report) duration(text, path string, least, most time.Duration) time.Duration {
	if text == "" {
		return 0
	}
	d, err := connectors.ParseDuration(text)
	if err != nil || d < least || d > most {
		r.add(CodeDuration, path, args{"value": shown(text), "least": short(least), "most": short(most)})
	}
	return d
}

// short writes a duration the way plans do.
func short(d time.Duration) string {
	for _, unit := range []struct {
		name string
		size time.Duration
	}{{"d", 24 * time.Hour}, {"h", time.Hour}, {"m", time.Minute}, {"s", time.Second}} {
		if d >= unit.size && d%unit.size == 0 {
			return itoa(int(d/unit.size)) + unit.name
		}
	}
	return itoa(int(d/time.Millisecond)) + "ms"
}

// MaxAttempts bounds how often a step may be attempted.
const MaxAttempts = 100

func (c *checker) retry(r *Retry, path string) {
	if r == nil {
		return
	}
	if r.Attempts < 0 || r.Attempts > MaxAttempts {
		c.add(CodeRetry, join(path, "attempts"), args{
			"what": connectors.Doc{En: itoa(r.Attempts) + " attempts are out of bounds.", De: itoa(r.Attempts) + " Versuche sind außerhalb des Erlaubten."},
			"fix":  connectors.Doc{En: "Write 1 to 100; 1 means never again.", De: "Schreibe 1 bis 100; 1 heißt: kein weiterer Versuch."}})
	}
	first := c.duration(r.First, join(path, "first"), 100*time.Millisecond, time.Hour)
	longest := c.duration(r.Max, join(path, "max"), 100*time.Millisecond, 24*time.Hour)
	if first == 0 {
		first = RetryFirst
	}
	if longest != 0 && longest < first {
		c.add(CodeRetry, join(path, "max"), args{
			"what": connectors.Doc{En: "The longest pause is shorter than the first.", De: "Die längste Pause ist kürzer als die erste."},
			"fix":  connectors.Doc{En: "Make max at least as long as first.", De: "Mache max mindestens so lang wie first."}})
	}
}
