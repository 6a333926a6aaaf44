package connectors

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
)

// Sentence says in both languages what an action is about to do. {argument} stands for its value, and a part in
// [brackets] is left out where one of its arguments is missing: "Create an invoice for {customer}[ over {amount}[ plus {tax}]]".
type Sentence Doc

// Render fills a sentence in from decoded JSON values, in one language.
func (s Sentence) Render(lang string, args map[string]any) string {
	text, _ := fill(Doc(s).In(lang), lang, args)
	return text
}

// fill replaces the placeholders of a text and reports whether all of them had a value.
func fill(text, lang string, args map[string]any) (string, bool) {
	var b strings.Builder
	whole := true
	for len(text) > 0 {
		i := strings.IndexAny(text, "{[")
		if i < 0 {
			b.WriteString(text)
			break
		}
		b.WriteString(text[:i])
		optional := text[i] == '['
		n := closing(text[i:])
		if n < 0 {
			b.WriteString(text[i:])
			break
		}
		inner := text[i+1 : i+n]
		text = text[i+n+1:]
		if optional {
			if part, ok := fill(inner, lang, args); ok {
				b.WriteString(part)
			}
			continue
		}
		value := Words(lang, args[inner])
		if value == "" {
			whole = false
			value = "…"
		}
		b.WriteString(value)
	}
	return b.String(), whole
}

// closing finds the end of what a text begins with: the brace of a placeholder, or the bracket of a part with all parts inside it.
func closing(text string) int {
	if text[0] == '{' {
		return strings.IndexByte(text, '}')
	}
	depth := 0
	for i := range len(text) {
		switch text[i] {
		case '[':
			depth++
		case ']':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// Words says a decoded JSON value as a person would write it: "1,200.00 EUR", "a@b.example, c@d.example".
func Words(lang string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return v
	case []any:
		parts := make([]string, 0, len(v))
		for _, e := range v {
			if part := Words(lang, e); part != "" {
				parts = append(parts, part)
			}
		}
		return strings.Join(parts, ", ")
	case map[string]any:
		if m, ok := MoneyOf(v); ok {
			return m.In(lang)
		}
		if name, ok := v["name"].(string); ok {
			return name
		}
		raw, err := json.Marshal(v) // sorts the keys
		if err != nil {
			return ""
		}
		return string(raw)
	case Money:
		return v.In(lang)
	case float64:
		return strconv.FormatFloat(v, 'f', -1, 64) // fmt writes a million as 1e+06
	default:
		return fmt.Sprint(v)
	}
}
