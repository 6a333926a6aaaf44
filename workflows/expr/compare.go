package expr

import "time"

// equal reports whether two values are the same. Only scalars and money can be compared; texts are compared to the letter.
func equal(l, r any, column int) (bool, error) {
	switch l := l.(type) {
	case nil:
		return r == nil, nil
	case bool:
		other, ok := r.(bool)
		return ok && l == other, nil
	case string:
		other, ok := r.(string)
		return ok && l == other, nil
	case number:
		other, ok := r.(number)
		return ok && l.Cmp(other.Decimal) == 0, nil
	case money:
		other, ok := r.(money)
		return ok && l.currency == other.currency && l.Cmp(other.Decimal) == 0, nil
	}
	if r == nil {
		return false, nil
	}
	return false, fault(CodeType, column, words{"%s can't be compared as a whole", "Als Ganzes nicht vergleichbar: %s"}, typeOf(l).name())
}

// order compares by size: numbers, money of one currency, and dates. It gives -1, 0 or 1.
func order(op string, l, r any, column int) (int, error) {
	switch l := l.(type) {
	case number:
		if other, ok := r.(number); ok {
			return l.Cmp(other.Decimal), nil
		}
	case money:
		if other, ok := r.(money); ok {
			if l.currency != other.currency {
				return 0, fault(CodeArithmetic, column, words{"%s and %s can't be compared", "%s und %s lassen sich nicht vergleichen"}, l.currency, other.currency)
			}
			return l.Cmp(other.Decimal), nil
		}
	case string:
		other, _ := r.(string)
		if a, ok := instant(l); ok {
			if b, ok := instant(other); ok {
				return a.Compare(b), nil
			}
		}
	}
	if l == nil || r == nil {
		return 0, fault(CodeNothing, column, words{"%q needs two values, but one of them is missing", "%q braucht zwei Werte, aber einer fehlt"}, op)
	}
	return 0, cannotOrder(op, typeOf(l), typeOf(r), column)
}

func cannotOrder(op string, l, r Type, column int) *Error {
	return fault(CodeType, column, words{
		"%q compares numbers, dates, or amounts of money with each other, not %s and %s; of an amount, take .amount",
		"%q vergleicht Zahlen, Daten oder Geldbeträge miteinander, nicht: %s, %s; von einem Betrag nimm .amount"}, op, l.name(), r.name())
}

// instant reads a date (as its first moment, UTC) or a point in time.
func instant(text string) (time.Time, bool) {
	for _, layout := range []string{time.DateOnly, time.RFC3339} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// typeOf is the type of a value that is there.
func typeOf(v any) Type {
	switch v.(type) {
	case nil:
		return Type{Kind: Nothing}
	case bool:
		return Type{Kind: Bool}
	case string:
		return Type{Kind: Text}
	case number:
		return Type{Kind: Number}
	case money:
		return Type{Kind: Money}
	case []any:
		return Type{Kind: List}
	case map[string]any:
		return Type{Kind: Object}
	}
	return Type{}
}
