package plan

import (
	"bytes"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/text/currency"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// spot is where a value stands.
type spot struct {
	path  string // "steps.crm.with.status"
	name  string // "status", as messages call it
	takes expr.Trust
	fixed bool // takes was set by a tag further up and holds for all that is inside
	free  bool // any amount will do, also a negative one
	exact bool // texts are for machines to read, whatever they take, unless they are long ones
}

func (at spot) into(s *connectors.Schema, path, name string) spot {
	in := spot{path: path, name: name, takes: at.takes, fixed: at.fixed, free: at.free, exact: at.exact}
	if s != nil && !at.fixed {
		in.takes = level(connectors.Takes(s))
	}
	if s != nil && s.Extra["x-trust"] != nil {
		in.takes, in.fixed = level(connectors.Takes(s)), true
	}
	return in
}

// fit checks a value against a schema and gives its normal form, which is what will run: numbers where text is wanted become
// text, a single value where a list is wanted becomes a list of one, choices are spelt as the app spells them.
func (c *checker) fit(v any, s *connectors.Schema, at spot) any {
	if text, ok := v.(string); ok && strings.Contains(text, "${") {
		return c.expression(text, s, at)
	}
	return c.literal(v, s, at)
}

func (c *checker) literal(v any, s *connectors.Schema, at spot) any {
	switch v := v.(type) {
	case nil:
		return nil
	case string, bool, json.Number, []any, map[string]any:
	default:
		plain, err := decoded(v)
		if err != nil {
			c.wrongType(at, s, connectors.Doc{En: "not JSON", De: "kein JSON"})
			return v
		}
		return c.fit(plain, s, at)
	}
	switch {
	case s.Type == "array":
		return c.list(v, s, at)
	case s.Format == connectors.FormatMoney:
		return c.money(v, s, at)
	case s.Type == "object" && len(s.Properties) > 0:
		return c.record(v, s, at)
	case s.Type == "object":
		if _, ok := v.(map[string]any); !ok {
			c.wrongType(at, s, literalWords(v))
			return v
		}
		return c.loose(v, at)
	case s.Type == "":
		return c.loose(v, at)
	}
	return c.scalar(v, s, at)
}

// decoded turns a Go value, such as connectors.Money, into decoded JSON.
func decoded(v any) (any, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	var out any
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.UseNumber()
	return out, dec.Decode(&out)
}

func (c *checker) list(v any, s *connectors.Schema, at spot) any {
	items, ok := v.([]any)
	if !ok {
		if text, isText := v.(string); isText && text == "" {
			return []any{}
		}
		items = []any{v}
	}
	out := make([]any, 0, len(items))
	for i, item := range items {
		place := at.path
		if ok {
			place += "[" + strconv.Itoa(i) + "]"
		}
		if item == nil {
			continue
		}
		out = append(out, c.fit(item, orAny(s.Items), at.into(s.Items, place, at.name)))
	}
	return out
}

func orAny(s *connectors.Schema) *connectors.Schema {
	if s == nil {
		return &connectors.Schema{}
	}
	return s
}

// record checks a map against declared fields.
func (c *checker) record(v any, s *connectors.Schema, at spot) any {
	fields, ok := v.(map[string]any)
	if !ok {
		c.wrongType(at, s, literalWords(v))
		return v
	}
	return c.fields(fields, s, at, at.name)
}

// fields checks the fields of a map, of being the name of what they belong to: an action, or an argument with fields.
func (c *checker) fields(fields map[string]any, s *connectors.Schema, at spot, of string) map[string]any {
	out := make(map[string]any, len(fields))
	misspelt := map[string]bool{} // a misspelt name is one fault, not a second one for the name that is missing
	for _, name := range sortedKeys(fields) {
		p := s.Properties[name]
		path := join(at.path, name)
		if p == nil {
			known := sortedKeys(s.Properties)
			if !c.full() {
				for _, near := range connectors.Nearest(name, known) {
					misspelt[near] = true
				}
			}
			c.add(CodeUnknownArgument, path, args{"of": of, "argument": name, "hint": c.hint(name, known)})
			continue
		}
		if v := c.fit(fields[name], p, at.into(p, path, join(at.name, name))); v != nil {
			out[name] = v
		}
	}
	for _, name := range s.Required {
		if v, ok := out[name]; (!ok || v == "") && s.Properties[name] != nil && !misspelt[name] {
			p := s.Properties[name]
			c.add(CodeMissingArgument, join(at.path, name), args{"of": of, "argument": name, "wanted": wanted(p), "doc": docOf(p)})
		}
	}
	return out
}

func docOf(s *connectors.Schema) connectors.Doc {
	d := connectors.DocOf(s)
	if d.En == "" {
		return wanted(s)
	}
	return connectors.Doc{En: d.In("en"), De: d.In("de")}
}

// loose walks a value of any shape for its expressions.
func (c *checker) loose(v any, at spot) any {
	switch v := v.(type) {
	case []any:
		out := make([]any, len(v))
		for i, item := range v {
			place := at.into(nil, at.path+"["+strconv.Itoa(i)+"]", at.name)
			out[i] = c.fit(item, &connectors.Schema{}, place)
		}
		return out
	case map[string]any:
		out := make(map[string]any, len(v))
		for _, key := range sortedKeys(v) {
			out[key] = c.fit(v[key], &connectors.Schema{}, at.into(nil, join(at.path, key), join(at.name, key)))
		}
		return out
	}
	return v
}

var moneyText = regexp.MustCompile(`^(-?\d+(?:\.\d+)?) ?([A-Za-z]{3})$`)

// money reads {amount, currency} or a text such as "1200.00 EUR".
func (c *checker) money(v any, s *connectors.Schema, at spot) any {
	if text, ok := v.(string); ok {
		if m := moneyText.FindStringSubmatch(text); m != nil {
			v = map[string]any{"amount": m[1], "currency": strings.ToUpper(m[2])}
		}
	}
	fields, ok := v.(map[string]any)
	if !ok {
		c.wrongType(at, s, literalWords(v))
		return v
	}
	decimal := *orAny(s.Properties["amount"])
	decimal.Format = expr.FormatDecimal
	shape := *s
	shape.Properties = map[string]*connectors.Schema{"amount": &decimal, "currency": orAny(s.Properties["currency"])}
	inner := at
	inner.fixed = true // an amount is trusted as a whole or not at all
	out := c.fields(fields, &shape, inner, at.name)
	if code, ok := out["currency"].(string); ok && !strings.Contains(code, "${") {
		unit, err := currency.ParseISO(code)
		if err != nil {
			c.wrongType(at.into(nil, join(at.path, "currency"), join(at.name, "currency")), &connectors.Schema{Format: formatCurrency}, literalWords(code))
			return out
		}
		out["currency"] = unit.String()
	}
	if m, ok := connectors.MoneyOf(out); ok && !at.free && (strings.HasPrefix(m.Amount, "-") || !m.Over("0")) {
		c.add(CodeAmount, at.path, args{"argument": at.name, "value": m.Amount + " " + m.Currency})
	}
	return out
}

// scalar checks a text, number or truth value.
func (c *checker) scalar(v any, s *connectors.Schema, at spot) any {
	switch v := v.(type) {
	case string:
		return c.scalarText(v, s, at)
	case json.Number:
		switch {
		case s.Type == "string":
			return c.scalarText(v.String(), s, at)
		case s.Type == "number", s.Type == "integer" && wholeNumber.MatchString(v.String()):
			return v
		}
	case bool:
		if s.Type == "boolean" {
			return v
		}
	}
	c.wrongType(at, s, literalWords(v))
	return v
}

var (
	wholeNumber   = regexp.MustCompile(`^-?\d{1,18}(\.0+)?$`)
	decimalNumber = regexp.MustCompile(`^-?\d{1,15}(\.\d{1,6})?$`)
)

func (c *checker) scalarText(text string, s *connectors.Schema, at spot) any {
	switch {
	case s.Type == "boolean" && (text == "true" || text == "false"):
		return text == "true"
	case s.Type == "number" && jsonNumber.MatchString(text), s.Type == "integer" && jsonNumber.MatchString(text) && wholeNumber.MatchString(text):
		return json.Number(text)
	case s.Type != "string", s.Format == expr.FormatDecimal && !decimalNumber.MatchString(text):
		c.wrongType(at, s, literalWords(text))
		return text
	case len(s.Enum) > 0:
		for _, choice := range choices(s) {
			if strings.EqualFold(choice, text) {
				return choice
			}
		}
		c.add(CodeChoice, at.path, args{"argument": at.name, "value": shown(text), "options": strings.Join(choices(s), ", ")})
		return text
	}
	if text != "" && connectors.CheckFormat(s.Format, text) != nil {
		c.wrongType(at, s, literalWords(text))
	}
	return text
}

// wrongType notes that a value doesn't fit a schema.
func (c *checker) wrongType(at spot, s *connectors.Schema, got connectors.Doc) {
	w := wanted(s)
	fix := connectors.Doc{En: "Write " + w.En + ".", De: "Schreibe " + w.De + "."}
	if s.Format == connectors.FormatFile {
		fix = connectors.Doc{En: "Refer to one, such as ${invoice.pdf}.", De: "Beziehe dich auf eine, etwa ${invoice.pdf}."}
	}
	c.add(CodeType, at.path, args{"argument": at.name, "wanted": w, "got": got, "fix": fix})
}

func literalWords(v any) connectors.Doc {
	switch v := v.(type) {
	case []any:
		return connectors.Doc{En: "a list", De: "eine Liste"}
	case map[string]any:
		return connectors.Doc{En: "a map", De: "eine Zuordnung"}
	case string:
		return connectors.Doc{En: shown(v)}
	case bool:
		return connectors.Doc{En: strconv.FormatBool(v)}
	case json.Number:
		return connectors.Doc{En: strings.Trim(shown(v.String()), `"`)}
	}
	return connectors.Doc{En: "something else", De: "etwas anderes"}
}
