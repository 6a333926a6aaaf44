package connectors

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/runes"
	"golang.org/x/text/transform"
	"golang.org/x/text/unicode/norm"
)

// Fold brings a name to the form in which names are compared: lower case, without accents, spaces and punctuation, so that
// "In Arbeit", "in-arbeit" and "IN ARBEIT" are one. German umlauts are written out, since people type them both ways.
func Fold(name string) string {
	name = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss").Replace(strings.ToLower(norm.NFC.String(name)))
	plain, _, err := transform.String(transform.Chain(norm.NFD, runes.Remove(runes.In(unicode.Mn))), name)
	if err != nil {
		plain = name
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '+' {
			return r
		}
		return -1
	}, plain)
}

// Nearest gives those of the known names that a misspelt one may have meant, best first, at most three. The same letters in another
// order come before one letter for another: "whit" means "with" rather than "wait".
func Nearest(name string, known []string) []string {
	type candidate struct {
		name string
		far  int
	}
	want := []rune(Fold(name))
	var near []candidate
	for _, k := range known {
		have := []rune(Fold(k))
		far := edits(want, have)
		if len(want) >= 3 && strings.Contains(string(have), string(want)) {
			far = 1
		}
		if far <= max(len(want), len(have))/3+1 && far < max(len(want), len(have)) {
			if far *= 2; far > 2 && scrambled(want, have) {
				far = 1
			}
			near = append(near, candidate{k, far})
		}
	}
	slices.SortStableFunc(near, func(a, b candidate) int { return a.far - b.far })
	names := make([]string, 0, 3)
	for _, c := range near {
		if len(names) < 3 && !slices.Contains(names, c.name) {
			names = append(names, c.name)
		}
	}
	return names
}

// scrambled reports whether two words have the same letters.
func scrambled(a, b []rune) bool {
	return slices.Equal(slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b)))
}

// edits is the least number of letters to change, add or drop to get from one word to the other (Levenshtein).
func edits(a, b []rune) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i, x := range a {
		diagonal := row[0]
		row[0] = i + 1
		for j, y := range b {
			cost := diagonal
			if x != y {
				cost++
			}
			diagonal = row[j+1]
			row[j+1] = min(cost, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(b)]
}

// NoSuch is the error for a name that nothing was found under. It offers the nearest of the known names.
func NoSuch(what, name string, known []string) *Error {
	e := Errorf(NotFound, "there is no %s %q", what, name)
	if near := Nearest(name, known); len(near) > 0 {
		e.Message += "; did you mean " + quoted(near) + "?"
	} else if len(known) > 0 && len(known) <= 10 {
		e.Message += "; there is " + quoted(known)
	}
	return e
}

// Several is the error for a name that more than one record was found under. It lists them, at most ten.
func Several(what, name string, matches []string) *Error {
	more := ""
	if len(matches) > 10 {
		more = fmt.Sprintf(" and %d more", len(matches)-10)
		matches = matches[:10]
	}
	e := Errorf(Invalid, "%q could be more than one %s: %s%s; write which", name, what, strings.Join(matches, ", "), more)
	e.Code = "ambiguous"
	return e
}

func quoted(names []string) string {
	all := make([]string, len(names))
	for i, n := range names {
		all[i] = `"` + n + `"`
	}
	return strings.Join(all, ", ")
}
