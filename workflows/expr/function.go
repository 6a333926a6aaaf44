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
	takes [][]Kind                 // what each argument may be; nil: anything
	fits  func(i int, t Type) bool // what else each argument must be; nil: nothing
	text  bool                     // gives a text that is written as it stands, in whatever language
	gives func(args []Type) Type
	do    func(r *run, args []any) (any, error) // arguments are loaded; nil for default, which call itself knows
}

// functions is the whole list. All of them give nothing for nothing, but for default, len, string and plain.
func functions() []function {
	text := [][]Kind{{Text, Nothing}}
	listed := [][]Kind{{List, Nothing}}
	texts := func([]Type) Type { return Type{Kind: Text} }
	numbers := func([]Type) Type { return Type{Kind: Number} }
	same := func(args []Type) Type { return args[0] }
	item := func(args []Type) Type { return args[0].elem() }
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
		{name: "len", least: 1, most: 1, takes: [][]Kind{{Text, List, Object, Nothing}}, gives: numbers, do: length},
		{name: "upper", least: 1, most: 1, takes: text, gives: texts, text: true, do: onText(strings.ToUpper)},
		{name: "lower", least: 1, most: 1, takes: text, gives: texts, text: true, do: onText(strings.ToLower)},
		{name: "trim", least: 1, most: 1, takes: text, gives: texts, text: true, do: onText(strings.TrimSpace)},
		{name: "replace", least: 3, most: 3, takes: [][]Kind{{Text, Nothing}, {Text}, {Text}}, gives: texts, text: true, do: replace},
		{name: "split", least: 2, most: 2, takes: [][]Kind{{Text, Nothing}, {Text}}, gives: listOfTexts, do: split},
		{name: "join", least: 1, most: 2, takes: [][]Kind{{List, Nothing}, {Text}}, gives: texts, text: true, do: join},
		{name: "string", least: 1, most: 1, gives: texts, text: true, do: asText(true)},
		{name: "plain", least: 1, most: 1, gives: texts, text: true, do: asText(false)},
		{name: "format", least: 2, most: 2, takes: [][]Kind{{Text, Number, Money, Nothing}, {Text}}, fits: canStyle, gives: texts, text: true, do: styled},
		{name: "number", least: 1, most: 1, takes: [][]Kind{{Number, Text, Nothing}}, gives: numbers, do: toNumber},
		{name: "first", least: 1, most: 1, takes: listed, gives: item, do: ends(func(int) int { return 0 })},
		{name: "last", least: 1, most: 1, takes: listed, gives: item, do: ends(func(n int) int { return n - 1 })},
		{name: "sort", least: 1, most: 2, takes: [][]Kind{{List, Nothing}, {Text}}, fits: canSort, gives: same, do: sortList},
		{name: "unique", least: 1, most: 1, takes: listed, gives: same, do: unique},
	}
}

func functionNames() []string {
	var names []string
	for _, f := range functions() {
		names = append(names, f.name)
	}
	names = append(names, sortedKeys(overs())...)
	slices.Sort(names)
	return names
}

func listOfTexts(args []Type) Type {
	return Type{Kind: List, Elem: &Type{Kind: Text, Trust: args[0].Trust}}
}

// canSort reports whether sort() can take an argument: a list of what has an order, and which way.
func canSort(i int, t Type) bool {
	if i == 0 {
		return t.elem().is(Number, Money, Text, Nothing)
	}
	return !slices.ContainsFunc(t.Enum, func(way string) bool { return way != "asc" && way != "desc" })
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
	if i < len(n.fn.takes) && !t.is(n.fn.takes[i]...) {
		return false
	}
	return n.fn.fits == nil || n.fn.fits(i, t)
}

func (n *call) wrong(t Type) *Error {
	return fault(CodeType, n.column, words{"%s() can't take %s", "%s() kann damit nichts anfangen: %s"}, n.fn.name, t.name())
}
