package entity

import (
	"strings"

	"github.com/cockroachdb/apd/v3"

	"sayso/workflows/compile/rules/text"
)

// between reads two amounts one of which is meant: "10-20 EUR", "€10–20", "10 bis 20 €", "between 10 and 20 EUR".
func (s scanner) between(i int) Entity {
	low, high, code, to := s.span(i)
	if code == "" {
		low, code, to = s.amount(i)
		next := s.through(i, to, low)
		if low == "" || next == 0 {
			return Entity{}
		}
		before := code
		if high, code, to = s.amount(next); before != "" && before != code || code == "" || !ascends(low, high) {
			return Entity{}
		}
	}
	return Entity{Type: Money, Value: value(low, code), Options: []string{low + " " + code, high + " " + code}, To: to}
}

// span reads a range that is one token beside its currency.
func (s scanner) span(i int) (low, high, code string, to int) {
	code, j := s.currencyAt(i)
	first, second, ok := strings.Cut(strings.ReplaceAll(s.tok(j).Text, "–", "-"), "-")
	if !ok || s.tok(j).Kind != text.Number {
		return "", "", "", 0
	}
	low, sound := ParseDecimal(first, s.Lang, true)
	high, sound2 := ParseDecimal(second, s.Lang, true)
	if !sound || !sound2 {
		return "", "", "", 0
	}
	if to = j + 1; code == "" {
		code, to = s.currencyAt(to)
	}
	return low, high, code, to
}

// through gives the token behind the word or dash between the two ends of a range, 0 where there is none. "from 10 to 20 EUR" is no
// range, since it says what becomes of the first, and neither is "Phase 1 - 500 EUR".
func (s scanner) through(i, to int, low string) int {
	switch {
	case s.is(to, "and", "und") && s.is(i-1, "between", "zwischen"), s.is(to, "bis"), s.is(to, "to") && !s.is(i-1, "from"):
		return to + 1
	case s.is(to, "-", "–", "—", "−") && len(s.tok(to+1).Text) < len(low)+2:
		return to + 1
	}
	return 0
}

// ascends reports whether a range begins below its end.
func ascends(low, high string) bool {
	a, _, err := apd.NewFromString(low)
	b, _, err2 := apd.NewFromString(high)
	return err == nil && err2 == nil && a.Cmp(b) < 0
}
