package expr

import "strings"

// Words says the expression the way a person would, as far as that reads well, and as it stands otherwise. ref says a
// reference: "the total of invoice".
func (e *Expr) Words(lang string, ref func(path []string) string) string {
	s := sayer{lang, ref}
	if said, ok := s.say(e.root); ok {
		return said
	}
	return e.source
}

// Words gives the value with each ${…} said in words instead of evaluated, as far as that reads well and in brackets as it stands
// otherwise, and with dates as people write them.
func (v *Value) Words(lang string, ref func(path []string) string) any {
	return v.root.words(sayer{lang, ref})
}

func (p part) words(s sayer) any {
	switch {
	case p.holes != nil:
		var b strings.Builder
		for i, h := range p.holes {
			b.WriteString(p.texts[i])
			said, ok := s.say(h.expr)
			if !ok {
				said = "[" + strings.TrimSpace(h.source) + "]"
			}
			b.WriteString(said)
		}
		b.WriteString(p.texts[len(p.holes)])
		return b.String()
	case p.items != nil:
		out := make([]any, len(p.items))
		for i, item := range p.items {
			out[i] = item.words(s)
		}
		return out
	case p.fields != nil:
		out := make(map[string]any, len(p.fields))
		for _, key := range sortedKeys(p.fields) {
			out[key] = p.fields[key].words(s)
		}
		return out
	}
	if text, ok := p.plain.(string); ok {
		return dateIn(text, s.lang)
	}
	return p.plain
}

type sayer struct {
	lang string
	ref  func(path []string) string
}

// operators are the ones that can be said, each with its two sides around it.
var operators = map[string]words{
	"&&": {" and ", " und "}, "||": {" or ", " oder "},
	"==": {" is ", " ist "}, "!=": {" is not ", " ist nicht "},
	">": {" is more than ", " ist mehr als "}, ">=": {" is at least ", " ist mindestens "},
	"<": {" is less than ", " ist weniger als "}, "<=": {" is at most ", " ist höchstens "},
	"contains": {" contains ", " enthält "}, "startsWith": {" begins with ", " beginnt mit "}, "endsWith": {" ends with ", " endet mit "},
	"in": {" is one of ", " ist eines von "},
	"+":  {" + ", " + "}, "-": {" - ", " - "}, "*": {" × ", " × "}, "/": {" / ", " / "},
}

func (s sayer) say(n node) (string, bool) {
	if fixed(n) {
		return s.ref(pathOf(n)), true
	}
	switch n := n.(type) {
	case *literal:
		return s.literal(n.value), true
	case *list:
		return s.all(n.items, ", ")
	case *unary:
		said, ok := s.say(n.of)
		if n.op == "-" {
			return "-" + said, ok
		}
		return s.in(words{"not: ", "nicht: "}) + said, ok
	case *binary:
		if n.op == "??" {
			return s.say(n.left)
		}
		between, ok := operators[n.op]
		if !ok {
			return "", false
		}
		return s.all([]node{n.left, n.right}, s.in(between))
	case *over:
		if said, ok := s.say(n.list); ok && n.fn == "sum" && n.body == nil {
			return s.in(words{"the sum of ", "die Summe von "}) + said, true
		}
	case *call:
		before := words{}
		switch n.fn.name {
		case "default", "string", "plain", "number", "trim", "join", "upper", "lower", "replace", "format", "sort", "unique":
		case "len":
			before = words{"the length of ", "die Länge von "}
		case "first":
			before = words{"the first of ", "das Erste von "}
		case "last":
			before = words{"the last of ", "das Letzte von "}
		default:
			return "", false
		}
		said, ok := s.say(n.args[0])
		return s.in(before) + said, ok
	}
	return "", false
}

func (s sayer) all(nodes []node, between string) (string, bool) {
	parts := make([]string, len(nodes))
	for i, n := range nodes {
		var ok bool
		if parts[i], ok = s.say(n); !ok {
			return "", false
		}
	}
	return strings.Join(parts, between), true
}

func (s sayer) literal(v any) string {
	switch v := v.(type) {
	case nil:
		return s.in(words{"missing", "nicht vorhanden"})
	case string:
		if dateIn(v, s.lang) != v {
			return dateIn(v, s.lang)
		}
		return s.in(words{"“", "„"}) + v + s.in(words{"”", "“"})
	case bool:
		return yesNo(v, s.lang)
	case number:
		return grouped(v.Text('f'), s.lang)
	}
	return "…"
}

func (s sayer) in(w words) string {
	if s.lang == "de" {
		return w.de
	}
	return w.en
}
