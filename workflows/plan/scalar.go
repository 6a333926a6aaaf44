package plan

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"gopkg.in/yaml.v3"

	"sayso/connectors"
)

// text reads a text. What YAML takes for a number or a truth value is meant as text where a text is wanted.
func (r *reader) text(into *string) field {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.ScalarNode {
			r.wrongKind(n, path, aText)
			return
		}
		if v, _ := scalar(n); v == nil {
			r.wrongKind(n, path, aText)
			return
		}
		*into = n.Value
	}
}

// condition reads an expression, which people may put into ${ } although it needs none.
func (r *reader) condition(into *string) field {
	return func(n *yaml.Node, path string) {
		r.text(into)(n, path)
		if inner, ok := strings.CutPrefix(strings.TrimSpace(*into), "${"); ok {
			if inner, ok = strings.CutSuffix(inner, "}"); ok {
				*into = strings.TrimSpace(inner)
			}
		}
	}
}

func (r *reader) texts(into *[]string) field {
	return func(n *yaml.Node, path string) {
		if n.Kind != yaml.SequenceNode {
			r.wrongKind(n, path, aList)
			return
		}
		for i, item := range n.Content {
			var s string
			r.text(&s)(item, path+"["+strconv.Itoa(i)+"]")
			*into = append(*into, s)
		}
	}
}

func (r *reader) integer(into *int) field {
	return func(n *yaml.Node, path string) {
		v, _ := scalar(n)
		number, ok := v.(json.Number)
		i, err := strconv.Atoi(number.String())
		if !ok || err != nil {
			r.wrongKind(n, path, aNumber)
			return
		}
		*into = i
	}
}

func (r *reader) bool(into *bool) field {
	return func(n *yaml.Node, path string) {
		v, _ := scalar(n)
		b, ok := v.(bool)
		if !ok {
			r.wrongKind(n, path, aTruth)
		}
		*into = b
	}
}

func (r *reader) args(into *map[string]any) field {
	return func(n *yaml.Node, path string) { *into = named(r, n, path, r.value) }
}

func (r *reader) any(into *any) field {
	return func(n *yaml.Node, path string) { *into = r.value(n, path) }
}

// value reads any value as decoded JSON, numbers as json.Number with the very digits that were written.
func (r *reader) value(n *yaml.Node, path string) any {
	switch n.Kind {
	case yaml.MappingNode:
		return named(r, n, path, r.value)
	case yaml.SequenceNode:
		list := make([]any, len(n.Content))
		for i, item := range n.Content {
			at := path + "[" + strconv.Itoa(i) + "]"
			r.places[at] = Place{item.Line, item.Column}
			list[i] = r.value(item, at)
		}
		return list
	}
	v, _ := scalar(n)
	return v
}

var jsonNumber = regexp.MustCompile(`^-?(0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?$`)

// scalar resolves a scalar the way JSON does: null, true, false and decimal numbers. All else is text as it stands: no, 0171,
// 1:30 and 2026-11-20 are not what YAML 1.1 makes of them.
func scalar(n *yaml.Node) (any, bool) {
	if n.Kind != yaml.ScalarNode {
		return nil, false
	}
	if n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0 {
		return n.Value, true
	}
	return resolve(n.Value), true
}

func resolve(plain string) any {
	switch plain {
	case "", "~", "null":
		return nil
	case "true":
		return true
	case "false":
		return false
	}
	if jsonNumber.MatchString(plain) {
		return json.Number(plain)
	}
	return plain
}

// The kinds of nodes, in words.
var (
	aMap    = connectors.Doc{En: "a map of keys and values", De: "eine Zuordnung von Schlüsseln und Werten"}
	aList   = connectors.Doc{En: "a list", De: "eine Liste"}
	aText   = connectors.Doc{En: "a text", De: "einen Text"}
	aNumber = connectors.Doc{En: "a whole number", De: "eine ganze Zahl"}
	aTruth  = connectors.Doc{En: "true or false", De: "true oder false"}
)

// aKey ends the path of a key that is no name.
const aKey = ".?"

func (r *reader) wrongKind(n *yaml.Node, path string, wanted connectors.Doc) {
	got := connectors.Doc{En: "a text", De: "ein Text"}
	switch n.Kind {
	case yaml.MappingNode:
		got = connectors.Doc{En: "a map", De: "eine Zuordnung"}
	case yaml.SequenceNode:
		got = connectors.Doc{En: "a list", De: "eine Liste"}
	default:
		if v, _ := scalar(n); v == nil {
			got = connectors.Doc{En: "empty", De: "leer"}
		} else if n.Value != "" {
			got = connectors.Doc{En: shown(n.Value), De: shown(n.Value)}
		}
	}
	key := connectors.Doc{En: path}
	switch {
	case path == "":
		key = connectors.Doc{En: r.of}
	case strings.HasSuffix(path, aKey):
		key = connectors.Doc{En: "a key", De: "ein Schlüssel"}
	}
	r.add(CodeWrongKind, path, args{"key": key, "wanted": wanted, "got": got})
}

// shown is a text as problems show it: in one line, and not too much of it.
func shown(text string) string {
	text = strings.Join(strings.Fields(strings.ToValidUTF8(text, "�")), " ")
	if cut := []rune(text); len(cut) > 60 {
		text = string(cut[:60]) + "…"
	}
	return strconv.Quote(text)
}
