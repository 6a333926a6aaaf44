package rules

import (
	"slices"
	"strings"
)

// impossible is more than any word has of mistakes.
const impossible = 1 << 10

// mistakes tells how far a word is from another one that it may be a misspelling of: two for each letter left out, doubled or swapped
// with its neighbour, of which a long word may have two; three for one mistaken in a long word for one that sounds like it or lies
// beside it. Anything else makes it a word of its own.
func mistakes(word, meant string) int {
	x, y := []rune(word), []rune(meant)
	if len(x) <= len(y) {
		if n := omissions(x, y, 2); n <= 1 || n == 2 && len(y) >= heavy && x[len(x)-1] == y[len(y)-1] {
			return 2 * n
		}
	}
	i := 0
	for i < min(len(x), len(y)) && x[i] == y[i] {
		i++
	}
	switch {
	case len(x) == len(y)+1 && i > 0 && x[i] == x[i-1] && slices.Equal(x[i+1:], y[i:]): // "invoiice"
		return 2
	case len(x) == len(y) && len(x) >= heavy && slices.Equal(x[i+1:], y[i+1:]) && mistaken(x[i], y[i]):
		return 3
	}
	return impossible
}

// omissions counts the letters left out of a word and its neighbours swapped, up to some number; impossible where it is not written
// with those letters in their order.
func omissions(x, y []rune, most int) int {
	for len(x) > 0 && len(y) > 0 && x[0] == y[0] {
		x, y = x[1:], y[1:]
	}
	switch {
	case len(x) == 0 && len(y) <= most:
		return len(y)
	case most == 0 || len(y) == 0:
		return impossible
	}
	n := 1 + omissions(x, y[1:], most-1)
	if len(x) > 1 && len(y) > 1 && x[0] == y[1] && x[1] == y[0] {
		n = min(n, 1+omissions(x[2:], y[2:], most-1))
	}
	return min(n, impossible)
}

// mistaken reports whether one letter is often typed for another.
func mistaken(a, b rune) bool {
	return slices.ContainsFunc(confused, func(set string) bool { return strings.ContainsRune(set, a) && strings.ContainsRune(set, b) })
}

// confused are letters that sound alike or lie side by side.
var confused = []string{"aäeiouöüy", "ckq", "dt", "bp", "fvw", "szßc", "mn", "gj", "rt", "lö", "kl"}
