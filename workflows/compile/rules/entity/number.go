package entity

import (
	"encoding/json"
	"strings"

	"github.com/cockroachdb/apd/v3"

	"sayso/workflows/compile/rules/text"
)

// number reads "1,200", "1.200", "2.5k", "12", "zwölf", "-3".
func (s scanner) number(i int) Entity {
	j := s.sign(i)
	n, to := s.decimal(j, false)
	if n == "" {
		return Entity{}
	}
	return Entity{Type: Number, Value: json.Number(below(n, j > i)), To: to, Weak: s.tok(j).Kind == text.Word}
}

// percent reads "19 %", "20% ", "7 Prozent", "-5 %".
func (s scanner) percent(i int) Entity {
	if to := s.untaxed(i); to > 0 {
		return Entity{Type: Percent, Value: json.Number("0"), To: to}
	}
	j := s.sign(i)
	n, to := s.decimal(j, false)
	if n == "" || !s.is(to, "%", "percent", "prozent", "per-cent") {
		return Entity{}
	}
	e := Entity{Type: Percent, Value: json.Number(below(n, j > i)), To: to + 1}
	if j > i {
		e.Fault = Negative
	}
	return e
}

// untaxed gives the token behind the words for a tax of nothing, 0 where there are none. "Ohne MwSt." may say that it comes on top.
func (s scanner) untaxed(i int) int {
	switch {
	case s.is(i, "steuerfrei", "umsatzsteuerfrei", "mehrwertsteuerfrei", "tax-free", "vat-free", "vat-exempt", "tax-exempt", "untaxed"):
		return i + 1
	case s.is(i, "no", "zero", "keine") && s.is(i+1, "vat", "tax", "mwst", "ust", "mehrwertsteuer", "umsatzsteuer"):
		return i + 2
	}
	return 0
}

// decimal reads a number with its multiplier, and gives it with a point and without a group mark; "" where there is none.
func (s scanner) decimal(i int, money bool) (number string, to int) {
	t := s.tok(i)
	if t.Kind == text.Word {
		if n, to := s.numeral(i); to > 0 {
			return n, to
		}
		if money && t.Is("zero", "null") {
			return "0", i + 1
		}
		return "", 0
	}
	if t.Kind != text.Number {
		return "", 0
	}
	digits, to := t.Text, i+1
	for money && len(digits) <= 3+4*(to-i-1) && s.tok(to).Kind == text.Number && len(s.tok(to).Text) >= 3 &&
		threeDigits(s.tok(to).Text) && !s.tok(to).Glued {
		digits, to = digits+s.tok(to).Text, to+1 // "1 200 €"
	}
	n, ok := ParseDecimal(digits, s.Lang, money)
	if !ok {
		return "", 0
	}
	if zeros, end := s.multiplier(to); end > 0 {
		return shift(n, zeros), end
	}
	return n, to
}

// multiplier reads "k", "Mio.", "thousand" behind a number. A single letter is one only right behind the digits or before a currency.
func (s scanner) multiplier(i int) (zeros int32, to int) {
	zeros, ok := multipliers[s.tok(i).Lower]
	if !ok {
		return 0, 0
	}
	to = i + 1
	if s.is(to, ".") && currencies[s.tok(to+1).Lower] != "" { // "5 Tsd. €"
		to++
	}
	if len(s.tok(i).Lower) == 1 && !s.tok(i).Glued && currencies[s.tok(to).Lower] == "" {
		return 0, 0
	}
	return zeros, to
}

// dot skips the full stop of an abbreviation that something follows on the same line.
func (s scanner) dot(i int) int {
	if s.is(i, ".") && s.tok(i).Glued && s.tok(i+1).Kind == text.Word && !s.tok(i+1).Capital() {
		return i + 1
	}
	return i
}

func threeDigits(s string) bool {
	whole, _, _ := strings.Cut(strings.ReplaceAll(s, ".", ","), ",")
	return len(whole) == 3
}

var multipliers = map[string]int32{
	"k": 3, "tsd": 3, "thousand": 3, "tausend": 3, "grand": 3, "m": 6, "mio": 6, "mill": 6, "mil": 6, "mn": 6, "mm": 6, "million": 6, "millions": 6,
	"millionen": 6, "b": 9, "bn": 9, "mrd": 9, "billion": 9, "billions": 9, "milliarden": 9, "milliarde": 9, "hundred": 2, "hundert": 2,
}

func shift(n string, zeros int32) string {
	d, _, err := apd.NewFromString(n)
	if err != nil {
		return n
	}
	d.Exponent += zeros
	return d.Text('f')
}

var (
	apostrophes = strings.NewReplacer("'", "", "’", "")
	groupMarks  = strings.NewReplacer(".", "", ",", "")
)

// ParseDecimal reads a number in English, German or Swiss notation, and gives it with a point and without group marks.
func ParseDecimal(s, lang string, money bool) (string, bool) {
	s = strings.TrimRight(strings.TrimRight(s, "-–"), ",.")
	s = apostrophes.Replace(s)
	if s == "" || strings.ContainsAny(s, ":/-") {
		return "", false
	}
	whole, decimals := s, ""
	if point := decimalMark(s, lang, money); point != "" {
		if strings.Count(s, point) > 1 {
			return "", false
		}
		whole, decimals, _ = strings.Cut(s, point)
	}
	if !groups(whole) {
		return "", false
	}
	whole = strings.TrimLeft(groupMarks.Replace(whole), "0")
	if whole == "" {
		whole = "0"
	}
	if len(whole) > 15 || len(decimals) > 6 {
		return "", false
	}
	if decimals != "" {
		whole += "." + decimals
	}
	return whole, true
}

// decimalMark gives the mark before the decimals, "" where there are none: the last of two different marks is it; a mark that
// stands several times groups. A single mark before exactly three digits groups if it does so in the language, and always in an
// amount of money, which has no third decimal.
func decimalMark(s, lang string, money bool) string {
	dot, comma := strings.LastIndex(s, "."), strings.LastIndex(s, ",")
	mark, at := ".", dot
	if comma > dot {
		mark, at = ",", comma
	}
	if dot >= 0 && comma >= 0 {
		return mark
	}
	if at < 0 || strings.Count(s, mark) > 1 {
		return ""
	}
	group := ","
	if lang == "de" {
		group = "."
	}
	if three := len(s)-at-1 == 3 && at <= 3 && s[:at] != "0"; three && (money || mark == group) {
		return ""
	}
	return mark
}

// groups reports whether the marks in a whole number stand before three digits each.
func groups(whole string) bool {
	parts := strings.FieldsFunc(whole, func(r rune) bool { return r == '.' || r == ',' })
	for i, p := range parts {
		if i > 0 && len(p) != 3 {
			return false
		}
	}
	return len(parts) > 0
}
