package rules

import (
	"strings"

	"sayso/workflows/compile/rules/text"
)

// People write as they speak or type: all in capitals, "das" for "dass".

// quieted takes the capitals from the words of a prompt that has nothing else: they tell no names there. Words with digits are codes.
func quieted(tokens []text.Token) []text.Token {
	loud := 0
	for _, t := range tokens {
		if t.Kind != text.Word {
			continue
		}
		if t.Text == t.Lower && strings.ToUpper(t.Text) != t.Text {
			return tokens
		}
		if t.Text != t.Lower && strings.ToUpper(t.Text) == t.Text {
			loud++
		}
	}
	if loud < 4 {
		return tokens
	}
	for i, t := range tokens {
		if t.Kind == text.Word && !strings.ContainsAny(t.Text, "0123456789") {
			tokens[i].Text = t.Lower
		}
	}
	return tokens
}

// opensMessage reports whether "das" at an item is meant to be "dass": it stands behind the verb that tells something, and before the subject of what is
// told.
func (l *lexicon) opensMessage(items []item, i int) bool {
	if !items[i].word() || items[i].Text != "das" || i == 0 || i+2 >= len(items) || !addressed(items[i-1]) && (!items[i-1].word() || len(items[i-1].verbs) == 0 || len(items[i-1].nouns) > 0) {
		return false
	}
	return items[i+1].word() && items[i+1].Is("die", "der", "das", "den", "ein", "eine", "wir", "ich", "er", "sie", "es", "man", "unser", "unsere", "ihr", "alle", "alles")
}
