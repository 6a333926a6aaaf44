package plan

import (
	"errors"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// expression checks a text with ${…} against a schema and gives its normal form.
func (c *checker) expression(text string, s *connectors.Schema, at spot) any {
	v, err := expr.ParseValue(text)
	if err != nil {
		c.expressionProblem(err, at.path, text)
		return text
	}
	if v.Literal() {
		plain, err := v.Fill(nil) // takes the escapes off; there is nothing to evaluate
		if err != nil {
			return text
		}
		return escaped(c.literal(plain, s, at))
	}
	t, err := v.Type(c.scope)
	if err != nil {
		c.expressionProblem(err, at.path, text)
		return text
	}
	c.mayBeMissing(v.Refs(), at.path, Error)
	c.trusted(text, v.Refs(), t, at)
	as, ok := assign(t, s)
	if !ok {
		w := wanted(s)
		c.add(CodeType, at.path, args{"argument": at.name, "wanted": w,
			"got": connectors.Doc{En: t.Words("en") + " (" + shownExpression(text) + ")", De: t.Words("de") + " (" + shownExpression(text) + ")"},
			"fix": connectors.Doc{En: "Refer to " + w.En + ".", De: "Verweise auf " + w.De + "."}})
		return text
	}
	normal := text
	if at.takes > expr.Free || at.exact && s.Format != connectors.FormatText { // what takes free text is written for people; ids, keys and queries are read by machines
		normal, _ = v.ForMachines().(string)
	}
	out := as.apply(normal)
	if out != any(text) { // what was put around it must not make it too large
		if _, err := expr.ParseValue(out); err != nil {
			c.expressionProblem(err, at.path, text)
		}
	}
	return out
}

// shownExpression is a text with expressions as problems show it.
func shownExpression(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "�")), " ")
	if cut := []rune(text); len(cut) > 60 {
		text = string(cut[:60]) + "…"
	}
	return text
}

// escaped writes texts so that they are taken literally again.
func escaped(v any) any {
	switch v := v.(type) {
	case string:
		return expr.Escape(v)
	case []any:
		for i, item := range v {
			v[i] = escaped(item)
		}
	case map[string]any:
		for key, field := range v {
			v[key] = escaped(field)
		}
	}
	return v
}

// coercion is what a result goes through to fit: a function by name, and a list around it.
type coercion struct {
	function string
	list     bool
}

// apply puts the coercion into the text of an expression.
func (a coercion) apply(text string) any {
	if a.function != "" {
		inner := strings.TrimSuffix(strings.TrimPrefix(text, "${"), "}")
		text = "${" + a.function + "(" + strings.TrimSpace(inner) + ")}"
	}
	if a.list {
		return []any{text}
	}
	return text
}

// assign tells whether a result of a type fits a schema, and how it is made to.
func assign(t expr.Type, s *connectors.Schema) (coercion, bool) {
	switch {
	case t.Kind == expr.Any || t.Kind == expr.Nothing || s.Type == "":
		return coercion{}, true
	case s.Type == "array":
		if t.Kind == expr.List {
			if t.Elem == nil {
				return coercion{}, true
			}
			as, ok := assign(*t.Elem, orAny(s.Items))
			return coercion{}, ok && as == coercion{}
		}
		as, ok := assign(t, orAny(s.Items))
		as.list = true
		return as, ok
	case s.Format == connectors.FormatMoney:
		return coercion{}, t.Kind == expr.Money
	case s.Format == connectors.FormatFile:
		return coercion{}, t.Kind == expr.Object && (t.Format == connectors.FormatFile || t.Fields == nil)
	}
	switch s.Type {
	case "string":
		return assignText(t, s)
	case "integer", "number":
		if t.Kind == expr.Number && t.Format == expr.FormatDecimal {
			return coercion{function: "number"}, true
		}
		return coercion{}, t.Kind == expr.Number
	case "boolean":
		return coercion{}, t.Kind == expr.Bool
	}
	return coercion{}, t.Kind == expr.Object
}

// assignText: ids and texts take numbers, free text takes whatever can be said in words, and a date takes no e-mail address.
func assignText(t expr.Type, s *connectors.Schema) (coercion, bool) {
	loose := s.Format == "" || s.Format == connectors.FormatText
	switch t.Kind {
	case expr.Text:
		if len(s.Enum) > 0 && t.Enum != nil {
			return coercion{}, overlap(t.Enum, choices(s))
		}
		return coercion{}, loose || t.Format == "" || t.Format == connectors.FormatText || t.Format == s.Format
	case expr.Number:
		if s.Format == expr.FormatDecimal && t.Format == expr.FormatDecimal || loose && t.Format == expr.FormatDecimal {
			return coercion{}, len(s.Enum) == 0
		}
		return coercion{function: "string"}, (loose || s.Format == expr.FormatDecimal) && len(s.Enum) == 0
	case expr.Money, expr.List:
		return coercion{function: "string"}, s.Format == connectors.FormatText
	}
	return coercion{}, false
}

func overlap(a, b []string) bool {
	for _, x := range a {
		for _, y := range b {
			if strings.EqualFold(x, y) {
				return true
			}
		}
	}
	return false
}

// expressionProblem turns an error of the expression language into a problem.
func (c *checker) expressionProblem(err error, path, text string) {
	e, ok := errors.AsType[*expr.Error](err)
	if !ok {
		return
	}
	a := args{"expression": shownExpression(text), "detail": connectors.Doc{En: e.In("en"), De: e.In("de")}, "hint": howToCompare}
	last := ""
	if len(e.Ref) > 0 {
		last = e.Ref[len(e.Ref)-1]
		a["name"], a["of"], a["hint"] = last, expr.Ref{Path: e.Ref[:len(e.Ref)-1]}.String(), c.hintFor(e)
	}
	switch n := c.index[last]; {
	case e.Code == expr.CodeUnknownName && n != nil && !n.before(c.at):
		a["fix"] = connectors.Doc{En: "Move " + last + " ahead of " + c.id + ".", De: "Setze " + last + " vor " + c.id + "."}
		if n == c.at || n.around(c.at) || c.id == "" {
			a["fix"] = connectors.Doc{En: "Refer to an earlier step.", De: "Beziehe dich auf einen früheren Schritt."}
		}
		c.add(CodeLaterStep, path, a)
	case e.Code == expr.CodeUnknownName && n != nil:
		c.hidden(n, path, a)
	case e.Code == expr.CodeUnknownName:
		c.add(CodeUnknownStep, path, a)
	case e.Code == expr.CodeUnknownField:
		c.add(CodeUnknownField, path, a)
	default:
		c.add(CodeExpression, path, a)
	}
}

// hidden notes a reference to an earlier step that stands where it can't be seen from here: inside an each, or in another branch.
func (c *checker) hidden(n *node, path string, a args) {
	around := n.up
	for around.up != nil && !around.up.around(c.at) {
		around = around.up
	}
	id := firstOf(around.step.ID, around.path)
	a["around"] = id
	a["fix"] = connectors.Doc{En: "Put " + n.step.ID + " before " + id + ".", De: "Setze " + n.step.ID + " vor " + id + "."}
	for at := n.up; at != nil && !at.around(c.at); at = at.up {
		if at.step.Each != nil {
			a["fix"] = connectors.Doc{En: "Take it from ${" + firstOf(at.step.ID, "…") + ".items}, which has it for every item.",
				De: "Nimm es aus ${" + firstOf(at.step.ID, "…") + ".items}, wo es für jedes Element steht."}
		}
	}
	c.add(CodeHiddenStep, path, a)
}

// howToCompare is the advice where none that is more to the point can be given.
var howToCompare = connectors.Doc{En: `Write it like invoice.total.amount > 1000, account.name == "ACME" or default(account.email, "").`,
	De: `Schreibe es wie invoice.total.amount > 1000, account.name == "ACME" oder default(account.email, "").`}

// hintFor offers what a name that isn't known may have meant, or says where it would come from.
func (c *checker) hintFor(e *expr.Error) connectors.Doc {
	last := e.Ref[len(e.Ref)-1]
	if list := strings.Join(e.Known, ", "); e.Code == expr.CodeRefused && len(connectors.Nearest(last, e.Known)) == 0 {
		return connectors.Doc{En: "There is: " + list + ".", De: "Es gibt: " + list + "."}
	}
	if h := c.hint(last, e.Known); h.En != "" {
		return h
	}
	switch e.Ref[0] {
	case "inputs":
		return connectors.Doc{En: "Declare it under inputs.", De: "Deklariere es unter inputs."}
	case "trigger":
		if len(c.chain) > 1 {
			return connectors.Doc{En: "Declare it under inputs; a plan that is called has no trigger.", De: "Deklariere es unter inputs; ein aufgerufener Plan hat keinen Auslöser."}
		}
		return connectors.Doc{En: "Name an event that brings it under trigger: on.", De: "Nenne unter trigger: on ein Ereignis, das es mitbringt."}
	}
	return connectors.Doc{En: "Take out ." + last + ", or refer to something else.", De: "Nimm ." + last + " heraus, oder beziehe dich auf etwas anderes."}
}

// mayBeMissing notes references to steps that are skipped or fail while this one runs.
func (c *checker) mayBeMissing(refs []expr.Ref, path string, severity Severity) {
	for _, ref := range refs {
		n := c.index[ref.Path[0]]
		if n == nil || ref.Guarded || !n.before(c.at) {
			continue
		}
		if by := n.unsure(c.at); by != nil {
			c.note(severity, CodeMayBeMissing, path, c.missing(ref, n, by))
			return
		}
	}
}

// missing tells why a step may have no output, and what can be done about it. by is the step, or the one around it, that is to blame.
func (c *checker) missing(ref expr.Ref, n, by *node) args {
	instead := "default(" + ref.String() + `, "…")`
	a := args{"expression": ref.String(), "name": firstOf(by.step.ID, by.path),
		"why": connectors.Doc{En: "may be skipped", De: "wird vielleicht übersprungen"},
		"fix": connectors.Doc{En: "Give " + c.id + " the same if, or write " + instead + ".", De: "Gib " + c.id + " dieselbe Bedingung (if), oder schreibe " + instead + "."}}
	otherwise := connectors.Doc{En: "Write " + instead + ".", De: "Schreibe " + instead + "."}
	switch {
	case by.step.mayFail():
		a["why"], a["fix"] = connectors.Doc{En: "may fail, and the plan goes on then", De: "darf scheitern"}, otherwise
	case by.step.If == "" || sameCondition(by.step.If, c.at.conditions()):
		a["why"] = connectors.Doc{En: "stands in a branch that may not be taken", De: "steht in einem Zweig, der vielleicht nicht genommen wird"}
		a["fix"] = connectors.Doc{En: "Put " + c.id + " into the branch of " + n.step.ID + ", or write " + instead + ".", De: "Setze " + c.id + " in den Zweig von " + n.step.ID + ", oder schreibe " + instead + "."}
	}
	if c.id == "" {
		a["fix"] = otherwise
	}
	return a
}

// sameCondition reports whether a condition is among those that hold.
func sameCondition(condition string, holds []string) bool {
	return slices.Contains(holds, strings.TrimSpace(condition))
}
