package edit

import (
	"encoding/json"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// place is a value in a plan that words can change: an argument of a step, or the default of an input.
type place struct {
	step, arg string // step is "" for an input, whose name is arg
	schema    *connectors.Schema
	value     any
}

func (p place) name() string {
	if p.step == "" {
		return "inputs." + p.arg
	}
	return p.step + "." + p.arg
}

var (
	instead = words(`instead statt anstatt anstelle stattdessen rather lieber`)
	// changing are words of a change that name neither a step nor an argument.
	changing = words(`make change set use put raise lower move replace ändere änder setze setz nimm nehme verwende erhöhe senke mach mache ersetze it
		that this to of from the a an der die das den dem es auf von zu in an im statt anstatt anstelle stattdessen instead rather lieber daraus with
		durch by mit am vom zum zur um bei ab as is should goes go gehen lauten heißen be soll sein , and und for für at on by bis send schick up down now jetzt not nicht into channel ein eine einen`)
)

// change reads a value that takes the place of another one: "make it 1,500 EUR", "to #ops instead", "ändere den Betrag auf 1.500 €".
func (w *work) change(c clause) bool {
	values := w.values(c.from, c.to)
	starts := changers[w.tokens[c.from].Lower] && !w.tokens[c.from].Is("send")
	swap := slices.ContainsFunc(w.tokens[c.from:c.to], func(t text.Token) bool { return t.Kind == text.Word && instead[t.Lower] })
	if len(values) == 0 || !starts && !swap || w.reported(c) < c.to {
		return false
	}
	now, was, ok := w.oldAndNew(values)
	if !ok || now.Fault != entity.Sound || len(now.Options) > 0 {
		w.notUnderstood(c)
		return true
	}
	places := slices.DeleteFunc(w.places(), func(p place) bool {
		return !takes(p, now) || was != nil && !is(p, *was) || now.Type != entity.Quote && refers(p.value)
	})
	if places = w.narrowed(places, c, values); places == nil {
		w.notUnderstood(c)
		return true
	}
	if p, ok := w.choose(places, c); ok {
		w.set(p, now)
	}
	return true
}

// oldAndNew tells which of two values is the one that goes: that behind "instead of" or "from".
func (w *work) oldAndNew(values []entity.Entity) (now entity.Entity, was *entity.Entity, ok bool) {
	switch len(values) {
	case 1:
		old := w.is(values[0].From-1, "statt", "anstatt") || w.is(values[0].From-1, "of") && w.is(values[0].From-2, "instead")
		return values[0], nil, !old
	case 2:
		for i := range values {
			if w.leavesBehind(values[i].From) {
				return values[1-i], &values[i], true
			}
		}
	}
	return now, nil, false
}

// leavesBehind reports whether the value at a token is the one that goes.
func (w *work) leavesBehind(at int) bool {
	for i := at - 1; i >= max(0, at-3); i-- {
		switch {
		case w.is(i, "statt", "anstatt", "anstelle", "from", "replace", "ersetze"), w.is(i, "von") && !w.is(i-1, "anstelle"), w.is(i, "of") && w.is(i-1, "instead"):
			return true
		case !w.is(i, "the", "den", "dem", "der", "die", "das", "in", "to", "von", "am", "vom", "zum", "on", "by", "at", "an"):
			return false
		}
	}
	return false
}

// places lists the values of a plan.
func (w *work) places() (list []place) {
	for name, in := range w.plan.Inputs {
		if in.Default != nil {
			list = append(list, place{arg: name, schema: inputSchema(in.Type), value: in.Default})
		}
	}
	slices.SortFunc(list, func(a, b place) int { return strings.Compare(a.arg, b.arg) })
	for _, s := range all(w.plan.Steps) {
		op, ok := w.reg.Action(s.Do)
		if !ok || op.In == nil {
			continue
		}
		var args []place
		for name, v := range s.With {
			if schema := op.In.Properties[name]; schema != nil {
				args = append(args, place{s.ID, name, schema, v})
			}
		}
		slices.SortFunc(args, func(a, b place) int { return strings.Compare(a.arg, b.arg) })
		list = append(list, args...)
	}
	return list
}

func inputSchema(of string) *connectors.Schema {
	format := map[string]string{"money": connectors.FormatMoney, "date": connectors.FormatDate, "email": connectors.FormatEmail, "duration": connectors.FormatDuration,
		"url": connectors.FormatURL}[of]
	kind := "string"
	if of == "int" || of == "number" {
		kind = "number"
	}
	return &connectors.Schema{Type: kind, Format: format}
}

func refers(v any) bool {
	raw, err := json.Marshal(v)
	return err != nil || strings.Contains(string(raw), "${")
}

// takes reports whether a place is for values like one that was said.
func takes(p place, e entity.Entity) bool {
	if e.Fault != entity.Sound || len(e.Options) > 0 {
		return false
	}
	schema := p.schema
	if list, ok := p.value.([]any); ok {
		if len(list) != 1 || schema.Items == nil {
			return false
		}
		schema = schema.Items
	}
	switch e.Type {
	case entity.Money:
		return schema.Format == connectors.FormatMoney && e.Per == ""
	case entity.Percent: // which is no amount
		return schema.Type == "number" || schema.Type == "integer"
	case entity.Number:
		return schema.Format == connectors.FormatMoney || schema.Type == "number" || schema.Type == "integer"
	case entity.Date:
		return schema.Format == connectors.FormatDate
	case entity.Duration:
		return schema.Format == connectors.FormatDuration
	case entity.Email:
		return schema.Format == connectors.FormatEmail
	case entity.URL:
		return schema.Format == connectors.FormatURL
	case entity.Channel:
		return strings.Contains(p.arg, "channel")
	case entity.IssueKey:
		old, _ := p.value.(string)
		return entity.IsIssueKey(old)
	case entity.Quote:
		return schema.Type == "string" && schema.Format != connectors.FormatMoney && schema.Format != connectors.FormatDate
	}
	return false
}

// is reports whether a place has a value that was said to be there.
func is(p place, e entity.Entity) bool {
	v := p.value
	if list, ok := v.([]any); ok && len(list) == 1 {
		v = list[0]
	}
	if m, ok := connectors.MoneyOf(v); ok && p.schema.Format == connectors.FormatMoney {
		amount, code := amountOf(e)
		return sameNumber(m.Amount, amount) && (code == "" || code == m.Currency)
	}
	said, _ := e.Value.(string)
	if s, ok := e.Value.(interface{ String() string }); ok {
		said = s.String()
	}
	have, _ := v.(string)
	if n, ok := v.(json.Number); ok {
		have = n.String()
	}
	return strings.EqualFold(strings.TrimLeft(have, "#"), said)
}

func sameNumber(a, b string) bool {
	trim := func(s string) string {
		if strings.Contains(s, ".") {
			s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
		}
		return s
	}
	return a != "" && trim(a) == trim(b)
}

// narrowed keeps the places that the other words of a clause name: by their argument, or by their step. It is nil where a word names none.
func (w *work) narrowed(places []place, c clause, values []entity.Entity) []place {
	for i := c.from; i < c.to; i++ {
		t := w.tokens[i]
		if changing[t.Lower] || t.Kind == text.Punct || slices.ContainsFunc(values, func(e entity.Entity) bool { return i >= e.From && i < e.To }) {
			continue
		}
		left := slices.DeleteFunc(slices.Clone(places), func(p place) bool { return !w.meant(p, t) })
		if len(left) == 0 {
			return nil
		}
		places = left
	}
	return places
}

// argumentWords are what people call arguments.
var argumentWords = map[string][]string{
	"project": {"project", "projekt"}, "customer": {"customer", "client", "kunde", "kunden"}, "description": {"description", "beschreibung"},
	"amount": {"amount", "sum", "total", "price", "value", "betrag", "summe", "preis", "wert"}, "due": {"due", "date", "deadline", "fällig", "fälligkeit", "datum", "frist"},
	"channel": {"channel", "kanal"}, "to": {"recipient", "address", "empfänger", "adresse"}, "text": {"text", "message", "nachricht"},
	"subject": {"subject", "betreff", "title", "titel"}, "summary": {"summary", "title", "zusammenfassung", "titel"}, "body": {"body", "text"},
	"tax_rate": {"tax", "vat", "steuer", "mwst", "ust", "steuersatz"},
}

func (w *work) meant(p place, t text.Token) bool {
	if t.Lower == p.arg || slices.Contains(strings.Split(p.arg, "_"), t.Lower) || slices.Contains(argumentWords[p.arg], t.Lower) {
		return true
	}
	s := byID(w.plan, p.step)
	if s == nil {
		return false
	}
	if op, ok := w.reg.Action(s.Do); ok {
		for _, lang := range []string{"en", "de"} {
			if slices.ContainsFunc(op.Asks.In(lang).Cues[p.arg], func(cue string) bool { return strings.EqualFold(cue, t.Text) }) {
				return true
			}
		}
	}
	return w.fits(s, t)
}

// choose gives the only place, the one that was answered, or asks.
func (w *work) choose(places []place, c clause) (p place, ok bool) {
	if len(places) == 1 {
		return places[0], true
	}
	given := strings.TrimSpace(w.req.Answers["change"])
	q := compile.Question{ID: "change", Ask: w.in("What is to become “", "Was soll zu „") + w.said(c.from, c.to) + w.in("”?", "“ werden?")}
	for _, p := range places {
		if p.name() == given {
			return p, true
		}
		q.Options = append(q.Options, p.name())
	}
	if len(places) == 0 {
		q.Ask = w.in("Nothing in the plan is such a value: “", "Nichts im Plan ist so ein Wert: „") + w.said(c.from, c.to) + w.in("”. What should change?", "“. Was soll sich ändern?")
	}
	w.ask(q)
	return p, false
}

// set puts a value into a place.
func (w *work) set(p place, e entity.Entity) {
	w.apply(edit{
		text: func(s *source) (string, error) {
			_, value, err := s.node(p)
			if err != nil {
				return "", err
			}
			if value.Kind != yaml.MappingNode {
				return s.setValue(p, nil, fresh(p.value, e))
			}
			amount, ok := fresh(p.value, e).(map[string]any)
			if !ok {
				return "", errLayout
			}
			after, err := s.setValue(p, []string{"amount"}, amount["amount"])
			if err != nil {
				return "", err
			}
			if s, err = readSource(after); err != nil {
				return "", err
			}
			return s.setValue(p, []string{"currency"}, amount["currency"])
		},
		plan: func(to *plan.Plan) {
			if p.step == "" {
				in := to.Inputs[p.arg]
				in.Default = fresh(p.value, e)
				to.Inputs[p.arg] = in
				return
			}
			byID(to, p.step).With[p.arg] = fresh(p.value, e)
		},
	})
}

// fresh is the new value in the form that the old one has.
func fresh(old any, e entity.Entity) any {
	if list, ok := old.([]any); ok && len(list) == 1 {
		return []any{fresh(list[0], e)}
	}
	amount, code := amountOf(e)
	if m, ok := connectors.MoneyOf(old); ok && amount != "" {
		if code == "" {
			code = m.Currency
		}
		switch old := old.(type) {
		case map[string]any:
			return map[string]any{"amount": fresh(old["amount"], entity.Entity{Type: entity.Number, Value: json.Number(amount)}), "currency": code}
		case string:
			return amount + " " + code
		}
	}
	said, _ := e.Value.(string)
	if s, ok := e.Value.(interface{ String() string }); ok {
		said = s.String()
	}
	if _, ok := old.(json.Number); ok {
		return json.Number(said)
	}
	if text, ok := old.(string); ok && strings.HasPrefix(text, "#") && e.Type == entity.Channel {
		said = "#" + said
	}
	return said
}

// node gives the map that a value stands in, and the value.
func (s *source) node(p place) (of, value *yaml.Node, err error) {
	if p.step == "" {
		_, inputs := field(s.root, "inputs")
		_, of = field(inputs, p.arg)
		_, value = field(of, "default")
	} else {
		at, err := s.find(p.step)
		if err != nil {
			return nil, nil, err
		}
		_, of = field(at.node, "with")
		_, value = field(of, p.arg)
	}
	if value == nil {
		return nil, nil, errLayout
	}
	return of, value, nil
}

// setValue replaces a scalar in a place: the value itself, the only entry of it, or one of its fields.
func (s *source) setValue(p place, path []string, v any) (string, error) {
	of, n, err := s.node(p)
	if err != nil {
		return "", err
	}
	if n.Kind == yaml.SequenceNode && len(n.Content) == 1 {
		of, n = n, n.Content[0]
		v = v.([]any)[0]
	}
	for _, key := range path {
		of = n
		if _, n = field(n, key); n == nil {
			return "", errLayout
		}
	}
	if number, ok := v.(json.Number); ok {
		end, err := s.scalarEnd(n)
		if err != nil {
			return "", err
		}
		return s.replace(s.offset(n), end, number.String()), nil
	}
	said, ok := v.(string)
	if !ok {
		return "", errLayout
	}
	return s.setScalar(n, said, of.Style&yaml.FlowStyle != 0)
}
