package expr

import (
	"slices"
	"strings"
)

// Ref is one reference of an expression: `account.email` is {"account", "email"}. An index that stands in the expression is
// an element of the path, "items.0.name"; where an index is calculated, the path ends before it.
type Ref struct {
	Path    []string
	Column  int    // where it begins, in characters from 1
	Where   string // where in a value its expression stands: "to[0]"
	Guarded bool   // default() or ?? stands in where it gives nothing
}

// String writes the reference the way expressions do: "search.issues[0].key".
func (r Ref) String() string {
	var b strings.Builder
	for i, key := range r.Path {
		switch {
		case i > 0 && digits.MatchString(key):
			b.WriteString("[" + key + "]")
		case i > 0:
			b.WriteString("." + key)
		default:
			b.WriteString(key)
		}
	}
	return b.String()
}

// name is a name of the scope.
type name struct {
	name   string
	column int
}

func (n *name) eval(r *run) (any, error) {
	v, ok := r.scope[n.name]
	if !ok {
		return nil, unknown(CodeUnknownName, []string{n.name}, sortedKeys(r.scope), n.column)
	}
	return v, r.spend(1)
}

func (n *name) infer(s Scope) (Type, error) {
	t, ok := s[n.name]
	if !ok {
		return Type{}, unknown(CodeUnknownName, []string{n.name}, sortedKeys(s), n.column)
	}
	return t, nil
}

// member is of.key.
type member struct {
	of     node
	key    string
	column int
}

func (n *member) eval(r *run) (any, error) {
	v, err := n.of.eval(r)
	if err != nil {
		return nil, err
	}
	switch o := v.(type) {
	case nil:
		return nil, r.spend(1)
	case map[string]any:
		if m, ok := moneyOf(o); ok && n.key == "amount" {
			return number{m.Decimal, true}, r.spend(1)
		}
		return o[n.key], r.spend(1)
	case money:
		switch n.key {
		case "amount":
			d, err := o.rounded()
			return number{d, true}, err
		case "currency":
			return o.currency, r.spend(1)
		}
	}
	return nil, unknown(CodeUnknownField, append(pathOf(n.of), n.key), nil, n.column)
}

func (n *member) infer(s Scope) (Type, error) {
	t, err := n.of.infer(s)
	if err != nil || t.Kind == Nothing {
		return t, err
	}
	f, ok := t.field(n.key)
	if !ok {
		return Type{}, unknown(CodeUnknownField, append(pathOf(n.of), n.key), t.known(), n.column)
	}
	return f, nil
}

// element is of[index].
type element struct {
	of, index node
	column    int
}

func (n *element) eval(r *run) (any, error) {
	v, err := n.of.eval(r)
	if err != nil {
		return nil, err
	}
	at, err := operand(r, n.index)
	if err != nil || v == nil {
		return nil, err
	}
	items, ok := v.([]any)
	i, ok2 := at.(number)
	if !ok || !ok2 {
		return nil, notIndexed(typeOf(v), typeOf(at), n.column)
	}
	place, err := i.Int64()
	if err != nil || place < 0 || place >= int64(len(items)) {
		return nil, r.spend(1)
	}
	return items[place], r.spend(1)
}

func (n *element) infer(s Scope) (Type, error) {
	t, err := n.of.infer(s)
	if err != nil {
		return Type{}, err
	}
	at, err := n.index.infer(s)
	if err != nil {
		return Type{}, err
	}
	if !t.is(List, Nothing) || !at.is(Number) {
		return Type{}, notIndexed(t, at, n.column)
	}
	return t.elem().WithTrust(at.Trust), nil
}

func notIndexed(of, at Type, column int) *Error {
	return fault(CodeType, column, words{"[…] takes a list and the place in it, not %s and %s", "[…] nimmt eine Liste und den Platz darin, nicht: %s, %s"}, of.name(), at.name())
}

func unknown(code Code, path, known []string, column int) *Error {
	text := words{"there is no %q here", "%q gibt es hier nicht"}
	last := path[len(path)-1]
	var err *Error
	if len(path) == 1 {
		err = fault(code, column, text, last)
	} else {
		err = fault(code, column, words{"%s has no %q", "%s hat kein %q"}, Ref{Path: path[:len(path)-1]}.String(), last)
	}
	err.Ref, err.Known = path, slices.DeleteFunc(known, func(name string) bool { return name == itemName })
	return err
}

// pathOf gives the path of a reference, or as much of it as is known.
func pathOf(n node) []string {
	switch n := n.(type) {
	case *name:
		return []string{n.name}
	case *member:
		return append(pathOf(n.of), n.key)
	case *element:
		if i, ok := index(n.index); ok {
			return append(pathOf(n.of), i)
		}
		return pathOf(n.of)
	case *pointer:
		return []string{itemName}
	}
	return []string{"(…)"}
}

func index(n node) (string, bool) {
	l, ok := n.(*literal)
	if !ok {
		return "", false
	}
	i, ok := l.value.(number)
	if !ok {
		return "", false
	}
	return i.Text('f'), true
}

// fixed reports whether a node is a reference whose whole path is known.
func fixed(n node) bool {
	switch n := n.(type) {
	case *name:
		return true
	case *member:
		return fixed(n.of)
	case *element:
		_, ok := index(n.index)
		return ok && fixed(n.of)
	}
	return false
}

// root gives the column where a reference begins.
func root(n node) int {
	switch n := n.(type) {
	case *name:
		return n.column
	case *member:
		return root(n.of)
	case *element:
		return root(n.of)
	}
	return 0
}

// references lists the references below a node in the order they stand in.
func references(n node, guarded bool, into []Ref) []Ref {
	if fixed(n) {
		return append(into, Ref{Path: pathOf(n), Column: root(n), Guarded: guarded})
	}
	switch n := n.(type) {
	case *member:
		return references(n.of, guarded, into)
	case *element:
		return references(n.index, false, references(n.of, guarded, into))
	case *list:
		for _, item := range n.items {
			into = references(item, false, into)
		}
	case *choice:
		into = references(n.cond, false, into)
		into = references(n.yes, guarded, into)
		into = references(n.no, guarded, into)
	case *unary:
		into = references(n.of, false, into)
	case *binary:
		into = references(n.left, n.op == "??", into)
		into = references(n.right, false, into)
	case *call:
		for i, arg := range n.args {
			into = references(arg, n.fn.name == "default" && i == 0, into)
		}
	case *over:
		into = references(n.list, false, into)
		if n.body != nil {
			into = references(n.body, false, into)
		}
	}
	return into
}
