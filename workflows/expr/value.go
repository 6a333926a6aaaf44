package expr

import (
	"bytes"
	"encoding/json"
	"strconv"
	"strings"
	"unicode/utf8"
)

// Value is a parsed JSON-like value whose texts may hold ${…}. A text that is exactly one ${…} becomes that result with its
// type; in any other text results are written into it. `$${` stands for a literal `${`. Keys are never expressions.
type Value struct {
	root  part
	holes int
	bytes int
}

// part is one part of a value. Exactly one way is used: holes, fields, items or plain.
type part struct {
	texts  []string // around the holes: one more than there are of them
	holes  []hole
	fields map[string]part
	items  []part
	plain  any
	raw    any // as it was given
	where  string
}

// hole is one ${…} in a text.
type hole struct {
	expr   node
	source string
	column int // of the expression's first character in the text, from 1
}

// ParseValue reads decoded JSON, or a Go value that can be encoded as such. Its error is an *Error.
func ParseValue(v any) (*Value, error) {
	out := &Value{}
	root, err := out.parse(v, "", 0)
	if err != nil {
		return nil, err
	}
	out.root = root
	return out, nil
}

// Escape writes a text so that ParseValue takes it literally.
func Escape(text string) string { return strings.ReplaceAll(text, "${", "$${") }

func (v *Value) parse(raw any, where string, depth int) (part, error) {
	if depth > MaxNested {
		return part{}, fault(CodeTooLarge, 0, words{"the value is nested more than %d deep", "Der Wert ist über %d Stufen tief"}, MaxNested).within(where, 0)
	}
	p := part{where: where, raw: raw}
	switch raw := raw.(type) {
	case nil, bool, float64, int, int64, json.Number:
		p.plain = raw
	case string:
		return v.text(raw, where)
	case []any:
		p.items = make([]part, len(raw))
		for i, item := range raw {
			var err error
			if p.items[i], err = v.parse(item, where+"["+strconv.Itoa(i)+"]", depth+1); err != nil {
				return part{}, err
			}
		}
	case map[string]any:
		p.fields = make(map[string]part, len(raw))
		for _, key := range sortedKeys(raw) {
			field, err := v.parse(raw[key], below(where, key), depth+1)
			if err != nil {
				return part{}, err
			}
			p.fields[key] = field
		}
	default:
		plain, err := viaJSON(raw)
		if err != nil {
			return part{}, err
		}
		return v.parse(plain, where, depth)
	}
	return p, nil
}

func below(where, key string) string {
	if where == "" {
		return key
	}
	return where + "." + key
}

// viaJSON turns a Go value such as []string into decoded JSON.
func viaJSON(v any) (any, error) {
	var out any
	raw, err := json.Marshal(v)
	if err == nil {
		dec := json.NewDecoder(bytes.NewReader(raw))
		dec.UseNumber()
		err = dec.Decode(&out)
	}
	if err != nil {
		return nil, fault(CodeType, 0, words{"a value of the type %T is no JSON", "Ein Wert vom Typ %T ist kein JSON"}, v)
	}
	return out, nil
}

// text splits a text at its holes.
func (v *Value) text(raw, where string) (part, error) {
	if v.bytes += len(raw); v.bytes > MaxValue {
		return part{}, fault(CodeTooLarge, 0, words{"the texts are longer than %d bytes", "Die Texte sind länger als %d Bytes"}, MaxValue).within(where, 0)
	}
	p := part{where: where, raw: raw}
	var b strings.Builder
	rest, column := raw, 1
	for {
		i := strings.Index(rest, "${")
		if i < 0 {
			b.WriteString(rest)
			break
		}
		if i > 0 && rest[i-1] == '$' {
			b.WriteString(rest[:i-1] + "${")
			column += utf8.RuneCountInString(rest[:i+2])
			rest = rest[i+2:]
			continue
		}
		b.WriteString(rest[:i])
		column += utf8.RuneCountInString(rest[:i]) + 2
		length := closing(rest[i+2:])
		if length < 0 {
			return part{}, fault(CodeSyntax, column-2, words{"${ is not closed by }; write $${ for the characters themselves",
				"${ wird nicht mit } geschlossen; schreibe $${ für die Zeichen selbst"}).within(where, 0)
		}
		source := rest[i+2 : i+2+length]
		if v.holes++; v.holes > MaxHoles {
			return part{}, fault(CodeTooLarge, column, words{"the value holds more than %d expressions", "Der Wert enthält über %d Ausdrücke"}, MaxHoles).within(where, 0)
		}
		root, err := parse(source)
		if err != nil {
			return part{}, moved(err, where, column-1)
		}
		p.holes = append(p.holes, hole{root, source, column})
		p.texts = append(p.texts, b.String())
		b.Reset()
		column += utf8.RuneCountInString(source) + 1
		rest = rest[i+2+length+1:]
	}
	if p.holes == nil {
		p.plain = b.String()
		return p, nil
	}
	p.texts = append(p.texts, b.String())
	return p, nil
}

// closing finds the } that ends an expression, over quoted texts and inner braces; -1 where there is none.
func closing(text string) int {
	depth := 0
	var quote byte
	for i := 0; i < len(text) && i <= MaxSource; i++ {
		c := text[i]
		switch {
		case quote != 0:
			if c == '\\' && quote != '`' {
				i++
			} else if c == quote {
				quote = 0
			}
		case c == '"' || c == '\'' || c == '`':
			quote = c
		case c == '{':
			depth++
		case c == '}':
			if depth == 0 {
				return i
			}
			depth--
		}
	}
	return -1
}

// single reports whether the part is exactly one ${…}.
func (p part) single() bool {
	return len(p.holes) == 1 && p.texts[0] == "" && p.texts[1] == ""
}

// walk visits all holes in a fixed order.
func (p part) walk(visit func(part, hole)) {
	for _, h := range p.holes {
		visit(p, h)
	}
	for _, item := range p.items {
		item.walk(visit)
	}
	for _, key := range sortedKeys(p.fields) {
		p.fields[key].walk(visit)
	}
}

// Refs lists what the value refers to.
func (v *Value) Refs() []Ref {
	var refs []Ref
	v.root.walk(func(p part, h hole) {
		for _, r := range references(h.expr, false, nil) {
			r.Column, r.Where = r.Column+h.column-1, p.where
			refs = append(refs, r)
		}
	})
	return refs
}

// Literal reports whether the value holds no expression.
func (v *Value) Literal() bool { return v.holes == 0 }

// Single reports whether the value is exactly one ${…}.
func (v *Value) Single() bool { return v.root.single() }

// ForMachines gives a text in which expressions are written in as machines read them, whatever the language it is filled in. Any
// other value, one that is exactly one ${…} among them, comes back as it was.
func (v *Value) ForMachines() any {
	p := v.root
	if p.holes == nil || p.single() {
		return p.raw
	}
	var b strings.Builder
	for i, h := range p.holes {
		source := strings.TrimSpace(h.source)
		if c, ok := h.expr.(*call); !ok || c.fn.name != "plain" {
			source = "plain(" + source + ")"
		}
		b.WriteString(Escape(p.texts[i]) + "${" + source + "}")
	}
	b.WriteString(Escape(p.texts[len(p.holes)]))
	return b.String()
}

// Type tells the type of the filled value and how far it can be trusted. Its error is an *Error.
func (v *Value) Type(s Scope) (Type, error) { return v.root.infer(s) }

func (p part) infer(s Scope) (Type, error) {
	t := Type{Trust: Yours}
	switch {
	case p.holes != nil:
		for _, h := range p.holes {
			ht, err := h.expr.infer(s)
			if err != nil {
				return Type{}, moved(err, p.where, h.column-1)
			}
			if p.single() {
				return ht, nil
			}
			t.Trust = min(t.Trust, ht.Trust)
		}
		t.Kind = Text
	case p.items != nil:
		t.Kind = List
		for i, item := range p.items {
			it, err := item.infer(s)
			if err != nil {
				return Type{}, err
			}
			t.Trust = min(t.Trust, it.Trust)
			if i > 0 {
				it = either(*t.Elem, it)
			}
			t.Elem = &it
		}
	case p.fields != nil:
		t.Kind, t.Fields = Object, map[string]Type{}
		for _, key := range sortedKeys(p.fields) {
			ft, err := p.fields[key].infer(s)
			if err != nil {
				return Type{}, err
			}
			t.Trust, t.Fields[key] = min(t.Trust, ft.Trust), ft
		}
		if raw, ok := p.raw.(map[string]any); ok {
			if _, ok := moneyOf(raw); ok {
				return Type{Kind: Money, Trust: t.Trust}, nil
			}
		}
	default:
		loaded, err := load(p.plain)
		if err != nil {
			return Type{}, err
		}
		t = typeOf(loaded)
		t.Trust = Yours
	}
	return t, nil
}
