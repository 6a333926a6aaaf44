package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"regexp"
	"strings"

	"github.com/cockroachdb/apd/v3"
	"golang.org/x/text/cases"
)

// same reports whether a compiled value is what a right plan has. Numbers are compared as such; texts without regard to case, to a "#" or
// "@" before them and to a full stop behind them; lists without regard to order.
func same(gold, got any) bool {
	if got == nil || got == "" {
		return false
	}
	switch gold := gold.(type) {
	case map[string]any:
		return sameObject(gold, got)
	case []any:
		list, ok := got.([]any)
		if !ok {
			list = []any{got}
		}
		if len(list) != len(gold) {
			return false
		}
		for _, g := range gold {
			if !anySame(g, list) {
				return false
			}
		}
		return true
	}
	if a, b := decimal(gold), decimal(got); a != nil && b != nil {
		return a.Cmp(b) == 0
	}
	return normal(gold) == normal(got)
}

func anySame(gold any, list []any) bool {
	for _, v := range list {
		if same(gold, v) {
			return true
		}
	}
	return false
}

// sameObject compares what a right plan has as an object: words of a text, a reference, a date, an amount or fields.
func sameObject(gold map[string]any, got any) bool {
	if words, ok := gold["~"].([]any); ok {
		return holds(words, got)
	}
	if ref, ok := gold["$"].(string); ok {
		return refers(ref, got)
	}
	if _, ok := gold["date"]; ok {
		return true // which day it is depends on the day of running
	}
	fields, ok := got.(map[string]any)
	if !ok {
		return false
	}
	if amount, ok := gold["amount"]; ok {
		a, b := decimal(amount), decimal(fields["amount"])
		return sameDecimal(a, b) && normal(orEmpty(gold["currency"])) == normal(orEmpty(fields["currency"]))
	}
	for name, v := range gold {
		if !same(v, fields[name]) {
			return false
		}
	}
	return true
}

func sameDecimal(a, b *apd.Decimal) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Cmp(b) == 0
}

func orEmpty(v any) any {
	if v == nil {
		return ""
	}
	return v
}

// holds reports whether a text has all of some words.
func holds(words []any, got any) bool {
	text := normal(written(got))
	for _, w := range words {
		if !strings.Contains(text, normal(w)) {
			return false
		}
	}
	return true
}

// refers reports whether a text has a reference to a field. Through which step it comes doesn't matter, since plans name steps as they like.
func refers(ref string, got any) bool {
	text := written(got)
	if !strings.Contains(text, "${") {
		return false
	}
	field := regexp.QuoteMeta(ref[strings.LastIndexByte(ref, '.')+1:])
	found, err := regexp.MatchString(`(?:^|[^\pL\pN_])`+field+`(?:$|[^\pL\pN_])`, text)
	return err == nil && found
}

// written is a value as text: as it stands, or as JSON.
func written(v any) string {
	if s, ok := v.(string); ok {
		return s
	}
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return ""
	}
	return strings.TrimSpace(b.String())
}

// decimal gives the number that a value is or says, nil where it is none.
func decimal(v any) *apd.Decimal {
	var text string
	switch v := v.(type) {
	case json.Number:
		text = v.String()
	case string:
		text = strings.TrimSpace(v)
	case int:
		text = fmt.Sprint(v)
	default:
		return nil
	}
	d, _, err := apd.NewFromString(text)
	if err != nil || d.Form != apd.Finite {
		return nil
	}
	return d
}

// normal is a value as it is compared.
func normal(v any) string {
	switch v := v.(type) {
	case bool:
		return fmt.Sprintf("\x00%v", v) // true is not "true"
	case map[string]any, []any:
		return "\x00" + written(v)
	}
	s := fmt.Sprint(v)
	if d := decimal(v); d != nil {
		if _, text := v.(string); !text {
			short, _ := new(apd.Decimal).Reduce(d)
			s = short.String()
		}
	}
	s = cases.Fold().String(strings.Join(strings.Fields(s), " "))
	s = strings.TrimLeft(s, "#@")
	if strings.HasSuffix(s, ".") || strings.HasSuffix(s, "!") {
		s = s[:len(s)-1]
	}
	return s
}
