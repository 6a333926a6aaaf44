package plan

import (
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/expr"
)

// typeOf is the type of an output with this schema. What holds untrusted parts is as a whole no better than they are, and what
// is tagged as untrusted holds no trusted ones.
func typeOf(s *connectors.Schema) expr.Type {
	if s == nil {
		return expr.Type{Trust: expr.Free}
	}
	t := expr.Type{Trust: level(connectors.Gives(s))}
	switch s.Type {
	case "string":
		t.Kind, t.Format = expr.Text, s.Format
		for _, v := range s.Enum {
			if text, ok := v.(string); ok {
				t.Enum = append(t.Enum, text)
			}
		}
	case "integer", "number":
		t.Kind = expr.Number
	case "boolean":
		t.Kind = expr.Bool
	case "array":
		elem := typeOf(s.Items)
		t.Kind, t.Elem, t.Trust = expr.List, &elem, min(t.Trust, elem.Trust)
	case "object":
		if s.Format == connectors.FormatMoney {
			t.Kind = expr.Money
			return t
		}
		t.Kind, t.Format = expr.Object, s.Format
		for name, p := range s.Properties {
			if t.Fields == nil {
				t.Fields = map[string]expr.Type{}
			}
			t.Fields[name] = typeOf(p)
			t.Trust = min(t.Trust, t.Fields[name].Trust)
		}
	}
	if s.Extra["x-trust"] != nil {
		return t.WithTrust(level(connectors.Gives(s)))
	}
	return t
}

// typeNames are the types of inputs, as the catalogue names them; besides them list<…> and enum(…|…).
var typeNames = []string{"string", "text", "int", "number", "bool", "email", "money", "date", "datetime", "duration", "file", "url", "object", "any"}

// inputSchema reads the type of an input.
func inputSchema(name string) (*connectors.Schema, bool) {
	name = strings.TrimSpace(name)
	if inner, ok := between(name, "list<", ">"); ok {
		items, ok := inputSchema(inner)
		return &connectors.Schema{Type: "array", Items: items}, ok && len(name) < 100
	}
	if inner, ok := between(name, "enum(", ")"); ok {
		s := &connectors.Schema{Type: "string"}
		for choice := range strings.SplitSeq(inner, "|") {
			if choice = strings.TrimSpace(choice); choice == "" || slices.Contains(s.Enum, any(choice)) {
				return nil, false
			}
			s.Enum = append(s.Enum, strings.TrimSpace(choice))
		}
		return s, true
	}
	switch name {
	case "string":
		return &connectors.Schema{Type: "string"}, true
	case "text", "email", "date", "duration":
		return &connectors.Schema{Type: "string", Format: name}, true
	case "datetime":
		return &connectors.Schema{Type: "string", Format: connectors.FormatDateTime}, true
	case "url":
		return &connectors.Schema{Type: "string", Format: connectors.FormatURL}, true
	case "int":
		return &connectors.Schema{Type: "integer"}, true
	case "bool":
		return &connectors.Schema{Type: "boolean"}, true
	case "number", "object":
		return &connectors.Schema{Type: name}, true
	case "money":
		return connectors.SchemaOf[connectors.Money](), true
	case "file":
		return connectors.SchemaOf[connectors.File](), true
	case "any":
		return &connectors.Schema{}, true
	}
	return nil, false
}

func between(text, before, after string) (string, bool) {
	inner, ok := strings.CutPrefix(text, before)
	if !ok {
		return "", false
	}
	return strings.CutSuffix(inner, after)
}

// wanted says what a schema takes. The German is in the accusative.
func wanted(s *connectors.Schema) connectors.Doc {
	switch {
	case len(s.Enum) > 0:
		list := strings.Join(choices(s), ", ")
		return connectors.Doc{En: "one of " + list, De: "eines von " + list}
	case s.Type == "array" && s.Items != nil:
		items := wanted(s.Items)
		return connectors.Doc{En: "a list, each item " + items.En, De: "eine Liste, je Element " + items.De}
	}
	if d, ok := formatWords[s.Format]; ok {
		return d
	}
	switch s.Type {
	case "string":
		return connectors.Doc{En: "a text", De: "einen Text"}
	case "integer":
		return connectors.Doc{En: "a whole number", De: "eine ganze Zahl"}
	case "number":
		return connectors.Doc{En: "a number", De: "eine Zahl"}
	case "boolean":
		return connectors.Doc{En: "true or false", De: "true oder false"}
	case "array":
		return connectors.Doc{En: "a list", De: "eine Liste"}
	case "object":
		return aMap
	}
	return connectors.Doc{En: "a value", De: "einen Wert"}
}

// formatCurrency is that of the second half of an amount of money, which the SDK checks together with the first.
const formatCurrency = "currency"

var formatWords = map[string]connectors.Doc{
	formatCurrency:            {En: "a currency such as EUR", De: "eine Währung wie EUR"},
	connectors.FormatText:     {En: "a text", De: "einen Text"},
	connectors.FormatEmail:    {En: "an e-mail address", De: "eine E-Mail-Adresse"},
	connectors.FormatDate:     {En: "a date of the calendar such as 2026-12-31", De: "ein Datum des Kalenders wie 2026-12-31"},
	connectors.FormatDateTime: {En: "a point in time such as 2026-12-31T09:00:00Z", De: "einen Zeitpunkt wie 2026-12-31T09:00:00Z"},
	connectors.FormatDuration: {En: "a duration such as 30m, 2h or 3d", De: "eine Dauer wie 30m, 2h oder 3d"},
	connectors.FormatURL:      {En: "a web address such as https://example.org", De: "eine Webadresse wie https://example.org"},
	connectors.FormatMoney:    {En: "an amount of money such as 1200.00 EUR", De: "einen Geldbetrag wie 1200.00 EUR"},
	connectors.FormatFile:     {En: "a file, as earlier steps give it", De: "eine Datei, wie frühere Schritte sie liefern"},
	expr.FormatDecimal:        {En: "a decimal number such as 1200.00", De: "eine Dezimalzahl wie 1200.00"},
}

func choices(s *connectors.Schema) []string {
	var list []string
	for _, v := range s.Enum {
		if text, ok := v.(string); ok {
			list = append(list, text)
		}
	}
	return list
}
