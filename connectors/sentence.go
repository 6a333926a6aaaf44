package connectors

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode"
)

// Sentence says in both languages what an action is about to do. {argument} stands for its value, and a part in
// [brackets] is left out where one of its arguments is missing: "Create an invoice for {customer}[ over {amount}[ plus {tax}]]".
type Sentence Doc

// Render fills a sentence in from decoded JSON values, in one language.
func (s Sentence) Render(lang string, args map[string]any) string {
	f := filling{text: Doc(s).In(lang), lang: lang, args: args}
	f.fill(false)
	return string(f.out)
}

// filling is a text on its way to be filled in: what is still to be read, and what was written.
type filling struct {
	text, lang string
	args       map[string]any
	out        []byte
}

// fill writes the text out, of a part up to the bracket that closes it. It reports whether all placeholders had a value, and whether
// the end was found.
func (f *filling) fill(part bool) (whole, closed bool) {
	whole = true
	for {
		i := strings.IndexAny(f.text, "{[]")
		if i < 0 {
			f.out, f.text = append(f.out, f.text...), ""
			return whole, !part
		}
		mark := f.text[i]
		f.out, f.text = append(f.out, f.text[:i]...), f.text[i+1:]
		switch {
		case mark == '{':
			whole = f.value() && whole
		case mark == '[':
			f.part()
		case part:
			return whole, true
		default:
			f.out = append(f.out, mark)
		}
	}
}

// part writes a part in brackets, or nothing where a value in it is missing. One that isn't closed stands as it is.
func (f *filling) part() {
	before, after := len(f.out), f.text
	whole, closed := f.fill(true)
	switch {
	case !closed:
		f.out, f.text = append(append(f.out[:before], '['), after...), ""
	case !whole:
		f.out = f.out[:before]
	}
}

// value writes the value of a placeholder, and reports whether there is one.
func (f *filling) value() bool {
	name, rest, closed := strings.Cut(f.text, "}")
	if !closed {
		f.out, f.text = append(append(f.out, '{'), f.text...), ""
		return true
	}
	f.text = rest
	words := Words(f.lang, f.args[name])
	if words == "" {
		f.out = append(f.out, "…"...)
		return false
	}
	f.out = append(f.out, words...)
	return true
}

// Words says a decoded JSON value as a person would write it: "1,200.00 EUR", "a@b.example, c@d.example". It is one line, and nothing
// in it moves a cursor or turns the writing round: what a person approves is what stands there.
func Words(lang string, v any) string {
	switch v := v.(type) {
	case nil:
		return ""
	case string:
		return plain(v)
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
			return plain(name)
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

// plain makes spaces of line breaks and tabs, and leaves out the other control characters and those that change the direction of writing.
func plain(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return ' '
		case unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r):
			return -1
		}
		return r
	}, text)
}
