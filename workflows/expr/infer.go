package expr

import (
	"slices"
	"strings"
)

func (n *binary) infer(s Scope) (Type, error) {
	l, err := n.left.infer(s)
	if err != nil {
		return Type{}, err
	}
	r, err := n.right.infer(s)
	if err != nil {
		return Type{}, err
	}
	trust := min(l.Trust, r.Trust)
	truth := Type{Kind: Bool, Trust: trust}
	switch n.op {
	case "&&", "||":
		for _, side := range []Type{l, r} {
			if !side.is(Bool, Nothing) {
				return Type{}, notTruth(side, n.column)
			}
		}
		return truth, nil
	case "??":
		return either(l, r), nil
	case "==", "!=":
		return truth, canCompare(l, r, n.column)
	case "<", "<=", ">", ">=":
		return truth, canOrder(n.op, l, r, n.column)
	case "in":
		return truth, canSearch(n.op, r, l, n.column)
	case "contains", "startsWith", "endsWith":
		return truth, canSearch(n.op, l, r, n.column)
	}
	t, err := calculated(n.op, l, r, n.column)
	t.Trust = trust
	return t, err
}

// calculated is the type of what calculate gives.
func calculated(op string, l, r Type, column int) (Type, error) {
	both := func(kind Kind) bool { return l.is(kind) && r.is(kind) }
	switch {
	case (l.Kind == Any || r.Kind == Any) && l.is(Number, Money, Text) && r.is(Number, Money, Text):
		return Type{}, nil
	case (op == "+" || op == "-") && l.isDate() && r.isDuration():
		return shiftedType(l, r), nil
	case op == "-" && l.isDate() && (r.isDate() || r.Kind == Text && r.Enum != nil && dates(r.Enum)):
		return Type{Kind: Number}, nil
	case op == "+" && both(Text):
		return Type{Kind: Text}, nil
	case both(Number):
		if l.Format == FormatDecimal || r.Format == FormatDecimal {
			return Type{Kind: Number, Format: FormatDecimal}, nil
		}
		return Type{Kind: Number}, nil
	case both(Money) && (op == "+" || op == "-"):
		return Type{Kind: Money}, nil
	case both(Money) && op == "/":
		return Type{Kind: Number}, nil
	case l.Kind == Money && r.Kind == Number && (op == "*" || op == "/"), l.Kind == Number && r.Kind == Money && op == "*":
		return Type{Kind: Money}, nil
	}
	return Type{}, cannotCalculate(op, l, r, column)
}

// canCompare refuses comparisons that could never come out true.
func canCompare(l, r Type, column int) error {
	scalar := []Kind{Nothing, Bool, Number, Text, Money}
	switch {
	case l.Kind == Nothing || r.Kind == Nothing || l.Kind == Any && r.is(scalar...) || r.Kind == Any && l.is(scalar...):
		return nil
	case !l.is(scalar...) || l.Kind != r.Kind:
		return fault(CodeType, column, words{"%s and %s can't be compared", "Nicht miteinander vergleichbar: %s, %s"}, l.name(), r.name())
	case l.Enum != nil && r.Enum != nil && !slices.ContainsFunc(l.Enum, func(v string) bool { return slices.Contains(r.Enum, v) }):
		return fault(CodeType, column, words{"%q is never %q", "%q ist nie %q"}, strings.Join(l.Enum, "|"), strings.Join(r.Enum, "|"))
	}
	return nil
}

func canOrder(op string, l, r Type, column int) error {
	for _, pair := range [][2]Type{{l, r}, {r, l}} {
		known, other := pair[0], pair[1]
		switch {
		case known.Kind == Any && other.is(Number, Money, Text),
			known.Kind == other.Kind && known.is(Number, Money),
			known.isDate() && (other.isDate() || other.Kind == Text && dates(other.Enum)):
			return nil
		}
	}
	if l.Kind == Text && r.Kind == Text && dates(l.Enum) && dates(r.Enum) {
		return nil
	}
	return cannotOrder(op, l, r, column)
}

// dates reports whether all texts are dates; a text that isn't known yet may be one.
func dates(texts []string) bool {
	for _, text := range texts {
		if _, ok := instant(text); !ok {
			return false
		}
	}
	return true
}

func canSearch(op string, in, what Type, column int) error {
	switch {
	case in.Kind == Any || in.Kind == Nothing:
		return nil
	case in.Kind == List && (op == "in" || op == "contains"):
		return canCompare(in.elem(), what, column)
	case op != "in" && in.Kind == Text && what.is(Text):
		return nil
	}
	return cannotSearch(op, in, what, column)
}
