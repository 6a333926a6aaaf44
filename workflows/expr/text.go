package expr

import (
	"encoding/json"
	"strings"
	"time"
)

// textOf writes a value into a text, as people of a language write it: in German 1.428,00 EUR, 20.11.2026 and ja; without a
// language 1428.00 EUR, 2026-11-20 and true, for machines. Nothing is written as an empty text.
func textOf(v any, lang string) (string, error) {
	v, err := load(v)
	if err != nil {
		return "", err
	}
	switch v := v.(type) {
	case nil:
		return "", nil
	case string:
		return dateIn(v, lang), nil
	case bool:
		return yesNo(v, lang), nil
	case number:
		return v.Text('f'), nil
	case money:
		d, err := v.rounded()
		if v.Exponent >= -6 && v.Exponent <= 0 && (err != nil || v.Exponent < d.Exponent && d.Cmp(v.Decimal) != 0) {
			d, err = v.Decimal, nil // a price below a cent is shown as it is
		}
		if err != nil {
			return "", err
		}
		return grouped(d.Text('f'), lang) + " " + v.currency, nil
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			if parts[i], err = textOf(item, lang); err != nil {
				return "", err
			}
		}
		return strings.Join(parts, ", "), nil
	case map[string]any:
		if name, ok := v["name"].(string); ok {
			return name, nil
		}
		return compact(v)
	}
	return "", fault(CodeType, 0, words{"a value of the type %T can't be written as text", "Ein Wert vom Typ %T lässt sich nicht als Text schreiben"}, v)
}

func compact(v map[string]any) (string, error) {
	var b strings.Builder
	enc := json.NewEncoder(&b) // sorts the keys
	enc.SetEscapeHTML(false)
	if err := enc.Encode(v); err != nil {
		return "", fault(CodeType, 0, words{"the value can't be written as text", "Der Wert lässt sich nicht als Text schreiben"})
	}
	return strings.TrimSuffix(b.String(), "\n"), nil
}

func yesNo(v bool, lang string) string {
	said := map[string][2]string{"": {"false", "true"}, "en": {"no", "yes"}, "de": {"nein", "ja"}}[lang]
	if v {
		return said[1]
	}
	return said[0]
}

// dateIn writes a text that is a date or a point in time as people do, and any other text as it is.
func dateIn(text, lang string) string {
	day, moment := map[string]string{"en": "2 January 2006", "de": "02.01.2006"}[lang], " 15:04 -07:00"
	if day == "" {
		return text
	}
	if t, err := time.Parse(time.DateOnly, text); err == nil {
		return t.Format(day)
	}
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		if _, offset := t.Zone(); offset == 0 {
			moment = " 15:04 UTC"
		}
		return t.Format(day + moment)
	}
	return text
}

// grouped sets the marks of a language into a decimal number: 1,428.00 or 1.428,00.
func grouped(decimal, lang string) string {
	group, point := "", "."
	switch lang {
	case "en":
		group = ","
	case "de":
		group, point = ".", ","
	}
	sign, digits := "", decimal
	if strings.HasPrefix(decimal, "-") {
		sign, digits = "-", decimal[1:]
	}
	whole, fraction, found := strings.Cut(digits, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + group + whole[i:]
	}
	if found {
		whole += point + fraction
	}
	return sign + whole
}
