package text

import (
	"encoding/json"
	"strings"

	"github.com/kaptinlin/jsonrepair"
)

// maxObject is the longest object in bytes that is read as one value. What is longer belongs into an input.
const maxObject = 4096

// object reads a JSON object, also one with bare keys as people type it: {sku: "A-771", qty: 40}. Each brace is looked at once: what
// is inside braces that hold no object holds none either.
func (l *lexer) object(r rune) bool {
	if r != '{' || l.pos < l.noObject {
		return false
	}
	s := l.clean.Text[l.pos:min(len(l.clean.Text), l.pos+maxObject)]
	n := balanced(s)
	if n == 0 {
		l.noObject = l.pos + len(s)
		return false
	}
	raw := s[:n]
	if !isObject(raw) {
		repaired, err := jsonrepair.Repair(raw)
		if err != nil || !strings.Contains(raw, ":") || !isObject(repaired) {
			l.noObject = l.pos + n
			return false
		}
		raw = repaired
	}
	l.add(Object, l.pos, l.pos+n, raw)
	l.pos += n
	return true
}

// balanced gives the length up to the brace that closes the first one, 0 where none does. Braces in strings count for nothing.
func balanced(s string) int {
	depth, quoted := 0, false
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '\\' && quoted:
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{':
			depth++
		case c == '}':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return 0
}

// isObject reports whether a text is a JSON object with something in it.
func isObject(raw string) bool {
	var fields map[string]any
	return json.Unmarshal([]byte(raw), &fields) == nil && len(fields) > 0
}
