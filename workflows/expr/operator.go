package expr

import (
	"errors"
	"strings"
)

// unary is !a, not a, -a.
type unary struct {
	op     string
	of     node
	column int
}

func (n *unary) eval(r *run) (any, error) {
	if n.op == "!" {
		v, err := truth(r, n.of, n.column)
		return !v, err
	}
	v, err := operand(r, n.of)
	if err != nil {
		return nil, err
	}
	if err := r.spend(1); err != nil {
		return nil, err
	}
	minus, _ := parseNumber("-1")
	return calculate("*", minus, v, n.column)
}

func (n *unary) infer(s Scope) (Type, error) {
	if n.op == "!" {
		t, err := inferTruth(s, n.of, n.column)
		return Type{Kind: Bool, Trust: t.Trust}, err
	}
	t, err := n.of.infer(s)
	if err == nil && !t.is(Number, Money) {
		err = cannotCalculate(n.op, Type{Kind: Number}, t, n.column)
	}
	return Type{Kind: t.Kind, Format: t.Format, Trust: t.Trust}, err
}

// binary is a op b.
type binary struct {
	op          string
	left, right node
	column      int
}

func (n *binary) eval(r *run) (any, error) {
	switch n.op {
	case "&&", "||":
		l, err := truth(r, n.left, n.column)
		if err != nil || l == (n.op == "||") {
			return l, err
		}
		return truth(r, n.right, n.column)
	case "??":
		return orElse(r, n.left, n.right)
	}
	l, err := operand(r, n.left)
	if err != nil {
		return nil, err
	}
	right, err := operand(r, n.right)
	if err != nil {
		return nil, err
	}
	if err := r.spend(1); err != nil {
		return nil, err
	}
	switch n.op {
	case "==", "!=":
		same, err := equal(l, right, n.column)
		return same == (n.op == "=="), err
	case "<", "<=", ">", ">=":
		sign, err := order(n.op, l, right, n.column)
		return holds(n.op, sign), err
	case "in":
		return within(r, right, l, n.column)
	case "contains", "startsWith", "endsWith":
		return n.search(r, l, right)
	case "+", "-":
		if a, ok := l.(string); ok {
			if b, ok := right.(string); ok {
				return n.onTexts(r, a, b)
			}
		}
	}
	return calculate(n.op, l, right, n.column)
}

// onTexts calculates with dates, and else puts texts one after the other.
func (n *binary) onTexts(r *run, a, b string) (any, error) {
	result, dated, err := onCalendar(n.op, a, b, n.column)
	if dated || err != nil {
		return result, err
	}
	if n.op == "+" {
		return r.write(a + b)
	}
	return calculate(n.op, a, b, n.column)
}

func holds(op string, sign int) bool {
	switch op {
	case "<":
		return sign < 0
	case "<=":
		return sign <= 0
	case ">":
		return sign > 0
	}
	return sign >= 0
}

// orElse gives the first value, or the second where the first is nothing or its name isn't in scope.
func orElse(r *run, first, second node) (any, error) {
	v, err := first.eval(r)
	if e, ok := errors.AsType[*Error](err); ok && e.Code == CodeUnknownName {
		v, err = nil, nil
	}
	if err != nil || v != nil {
		return v, err
	}
	return second.eval(r)
}

// search looks for a text in a text, or for an item in a list. Nothing contains nothing.
func (n *binary) search(r *run, in, what any) (any, error) {
	if in == nil {
		return false, nil
	}
	if _, ok := in.([]any); ok && n.op == "contains" {
		return within(r, in, what, n.column)
	}
	text, ok := in.(string)
	part, ok2 := what.(string)
	if !ok || !ok2 {
		return nil, cannotSearch(n.op, typeOf(in), typeOf(what), n.column)
	}
	if err := r.spend(len(text) / 256); err != nil {
		return nil, err
	}
	switch n.op {
	case "startsWith":
		return strings.HasPrefix(text, part), nil
	case "endsWith":
		return strings.HasSuffix(text, part), nil
	}
	return strings.Contains(text, part), nil
}

func within(r *run, in, what any, column int) (any, error) {
	items, ok := in.([]any)
	if !ok {
		if in == nil {
			return false, nil
		}
		return nil, cannotSearch("in", typeOf(what), typeOf(in), column)
	}
	if err := r.spend(len(items)); err != nil {
		return nil, err
	}
	for _, item := range items {
		item, err := load(item)
		if err != nil {
			return nil, err
		}
		same, err := equal(item, what, column)
		if err != nil || same {
			return same, err
		}
	}
	return false, nil
}

func cannotSearch(op string, l, r Type, column int) *Error {
	return fault(CodeType, column, words{"%q looks for a text in a text or for an item in a list, not so with %s and %s",
		"%q sucht einen Text in einem Text oder ein Element in einer Liste, nicht: %s, %s"}, op, l.name(), r.name())
}
