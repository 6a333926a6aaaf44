package expr

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// function is one entry of the language's list. A new function is one entry more.
type function struct {
	name  string
	least int // arguments
	most  int
	takes [][]Kind // what each argument may be; nil: anything
	gives func(args []Type) Type
	do    func(r *run, args []any) (any, error) // arguments are loaded; nil for default, which call itself knows
}

// functions is the whole list. All of them give nothing for nothing, but for default, len, string and plain.
func functions() []function {
	text := [][]Kind{{Text, Nothing}}
	texts := func([]Type) Type { return Type{Kind: Text} }
	onText := func(change func(string) string) func(*run, []any) (any, error) {
		return func(r *run, args []any) (any, error) {
			if args[0] == nil {
				return nil, nil
			}
			return r.write(change(args[0].(string)))
		}
	}
	return []function{
		{name: "default", least: 2, most: 2, gives: func(args []Type) Type { return either(args[0], args[1]) }},
		{name: "len", least: 1, most: 1, takes: [][]Kind{{Text, List, Object, Nothing}}, gives: func([]Type) Type { return Type{Kind: Number} }, do: length},
		{name: "upper", least: 1, most: 1, takes: text, gives: texts, do: onText(strings.ToUpper)},
		{name: "lower", least: 1, most: 1, takes: text, gives: texts, do: onText(strings.ToLower)},
		{name: "trim", least: 1, most: 1, takes: text, gives: texts, do: onText(strings.TrimSpace)},
		{name: "join", least: 1, most: 2, takes: [][]Kind{{List, Nothing}, {Text}}, gives: texts, do: join},
		{name: "string", least: 1, most: 1, gives: texts, do: asText(true)},
		{name: "plain", least: 1, most: 1, gives: texts, do: asText(false)},
		{name: "number", least: 1, most: 1, takes: [][]Kind{{Number, Text, Nothing}}, gives: func([]Type) Type { return Type{Kind: Number} }, do: toNumber},
	}
}

func functionNames() []string {
	var names []string
	for _, f := range functions() {
		names = append(names, f.name)
	}
	slices.Sort(names)
	return names
}

// length counts the characters of a text, or the items of a list or record.
func length(_ *run, args []any) (any, error) {
	n := 0
	switch v := args[0].(type) {
	case string:
		n = utf8.RuneCountInString(v)
	case []any:
		n = len(v)
	case map[string]any:
		n = len(v)
	}
	return load(n)
}

func join(r *run, args []any) (any, error) {
	if args[0] == nil {
		return nil, nil
	}
	between := ", "
	if len(args) > 1 {
		between = args[1].(string)
	}
	items := args[0].([]any)
	if err := r.spend(len(items)); err != nil {
		return nil, err
	}
	parts := make([]string, len(items))
	for i, item := range items {
		part, err := textOf(item, r.lang)
		if err != nil {
			return nil, err
		}
		if parts[i], err = r.write(part); err != nil {
			return nil, err
		}
	}
	if _, err := r.write(strings.Repeat("_", min(MaxValue+1, len(between)*len(parts)))); err != nil {
		return nil, err
	}
	return strings.Join(parts, between), nil
}

// asText writes a value as text: string() in the language of the texts it is put in, plain() the way machines read it.
func asText(inLanguage bool) func(*run, []any) (any, error) {
	return func(r *run, args []any) (any, error) {
		lang := ""
		if inLanguage {
			lang = r.lang
		}
		text, err := textOf(args[0], lang)
		if err != nil {
			return nil, err
		}
		return r.write(text)
	}
}

func toNumber(_ *run, args []any) (any, error) {
	switch v := args[0].(type) {
	case string:
		return parseNumber(strings.TrimSpace(v))
	case number:
		return number{Decimal: v.Decimal}, nil
	}
	return nil, nil
}

// call is a function and its arguments.
type call struct {
	fn     function
	args   []node
	column int
}

func (n *call) eval(r *run) (any, error) {
	if n.fn.name == "default" {
		return orElse(r, n.args[0], n.args[1])
	}
	args := make([]any, len(n.args))
	for i, arg := range n.args {
		v, err := operand(r, arg)
		if err != nil {
			return nil, err
		}
		if !n.takes(i, typeOf(v)) {
			return nil, n.wrong(typeOf(v))
		}
		args[i] = v
	}
	if err := r.spend(1); err != nil {
		return nil, err
	}
	out, err := n.fn.do(r, args)
	return out, at(err, n.column)
}

func (n *call) infer(s Scope) (Type, error) {
	args := make([]Type, len(n.args))
	trust := Yours
	for i, arg := range n.args {
		t, err := arg.infer(s)
		if err != nil {
			return Type{}, err
		}
		if !n.takes(i, t) {
			return Type{}, n.wrong(t)
		}
		args[i], trust = t, min(trust, t.Trust)
	}
	t := n.fn.gives(args)
	t.Trust = trust
	return t, nil
}

func (n *call) takes(i int, t Type) bool {
	return i >= len(n.fn.takes) || t.is(n.fn.takes[i]...)
}

func (n *call) wrong(t Type) *Error {
	return fault(CodeType, n.column, words{"%s() can't take %s", "%s() kann damit nichts anfangen: %s"}, n.fn.name, t.name())
}
