package entity

import (
	"strings"

	"sayso/workflows/compile/rules/text"
)

// A dash in front of an amount is a sign or parts two phrases. A minus typed directly in front of the number is a sign; a dash with
// space on both sides parts, but behind a word that announces the amount: "over - 5 EUR". A dash between two numbers makes a range.

// sign reads what makes the number behind it negative, and gives the token of that number; i where there is none.
func (s scanner) sign(i int) int {
	if s.is(i, "minus", "negative", "negativ", "negativen") {
		return i + 1
	}
	if !s.is(i, "-", "−", "–", "‐", "‑", "‒", "﹣", "⁻", "˗") || s.tok(i).Glued && !s.opens(i-1) {
		return i
	}
	if s.tok(i+1).Glued || s.announces(i-1) {
		return i + 1
	}
	return i
}

// opens reports whether a sign may stand directly behind a token: behind a bracket or a currency.
func (s scanner) opens(i int) bool {
	code, _ := s.currencyAt(i)
	return code != "" || s.is(i, "(", "[", ":", "=", "~", "≈")
}

// announces reports whether a token leaves no doubt that an amount comes next.
func (s scanner) announces(i int) bool {
	return i >= 0 && s.is(i, "over", "of", "for", "at", "worth", "über", "von", "um", "auf", "für", "=", ":")
}

// below puts the sign in front of a number.
func below(n string, negative bool) string {
	if negative {
		return "-" + n
	}
	return n
}

// signed notes that a number is none that can be paid.
func (e Entity) signed(n string) Entity {
	switch {
	case strings.Trim(n, "-0.") == "":
		e.Fault = Zero
	case strings.HasPrefix(n, "-"):
		e.Fault = Negative
	}
	return e
}

// owed reports whether a number has its sign behind it: "950- EUR". A dash behind a decimal mark, "950,- EUR", is none, and neither
// is one that joins the currency: "a 950-EUR ticket".
func (s scanner) owed(i int) bool {
	n := strings.TrimRight(s.tok(i).Text, "-")
	return n != s.tok(i).Text && s.tok(i).Kind == text.Number && !strings.HasSuffix(n, ".") && !strings.HasSuffix(n, ",") && !s.tok(i+1).Glued
}
