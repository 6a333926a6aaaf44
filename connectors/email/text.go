package email

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// oneLine makes a text fit for a header or a message to a person: line breaks and other control characters become spaces, and no
// two spaces follow one another.
func oneLine(text string) string {
	return strings.Join(strings.FieldsFunc(strings.ToValidUTF8(text, "\uFFFD"), func(r rune) bool {
		return r == ' ' || unicode.IsControl(r) || r == '\u2028' || r == '\u2029'
	}), " ")
}

// cut shortens a text to at most n bytes, at the end of a character, and shows that it did.
func cut(text string, n int) string {
	if len(text) <= n {
		return text
	}
	n = max(n-len("…"), 0)
	for n > 0 && !utf8.RuneStart(text[n]) {
		n--
	}
	return text[:n] + "…"
}
