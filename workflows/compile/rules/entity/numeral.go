package entity

import (
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// maxNumeral is above what anybody writes in words, and below what a sum of them could overflow.
const maxNumeral = 1_000_000_000_000

// numeral reads a number in words: "twelve hundred", "two hundred and fifty", "fünfundzwanzig", "anderthalb Millionen", "a thousand".
func (s scanner) numeral(i int) (number string, to int) {
	if s.tok(i).Kind != text.Word {
		return "", 0
	}
	if n, to := s.fraction(i); to > 0 {
		return n, to
	}
	if s.Lang == "de" {
		return s.german(i)
	}
	return s.english(i)
}

// fraction reads what has a half in it: "half a million", "two and a half thousand", "eine halbe Million", "anderthalb Tausend",
// "zweieinhalb Millionen".
func (s scanner) fraction(i int) (string, int) {
	halves, to := 0, 0
	switch {
	case s.is(i, "half") && s.is(i+1, "a"):
		halves, to = 1, i+2
	case s.is(i, "eine", "einer") && s.is(i+1, "halbe", "halben"):
		halves, to = 1, i+2
	case s.is(i, "anderthalb", "eineinhalb"):
		halves, to = 3, i+1
	case s.is(i+1, "and") && s.is(i+2, "a") && s.is(i+3, "half"):
		halves, to = 2*englishWords[s.tok(i).Lower]+1, i+4
	default:
		if n, ok := strings.CutSuffix(s.tok(i).Lower, "einhalb"); ok {
			halves, to = 2*germanDigits[n]+1, i+1
		}
	}
	if to == 0 || halves == 1 && s.tok(i).Lower != "half" && !s.is(i, "eine", "einer") {
		return "", 0
	}
	size, ok := magnitudes[s.tok(to).Lower]
	if !ok {
		return "", 0
	}
	return strconv.Itoa(halves * size / 2), to + 1
}

// magnitudes are the words that stand apart from the number they multiply.
var magnitudes = map[string]int{
	"hundred": 100, "thousand": 1000, "grand": 1000, "million": 1_000_000, "billion": 1_000_000_000,
	"tausend": 1000, "millionen": 1_000_000, "milliarde": 1_000_000_000, "milliarden": 1_000_000_000,
}

var englishWords = map[string]int{
	"one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
	"twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19,
	"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}

// english reads a numeral of several words.
func (s scanner) english(i int) (string, int) {
	total, part, to, last := 0, 0, 0, maxNumeral
	j := i
	if s.is(j, "a") && s.is(j+1, "hundred", "thousand", "million", "billion") {
		part, j = 1, j+1
	}
	for ; ; j++ {
		if s.is(j, "and") && to == j && s.is(j-1, "hundred", "thousand", "million") {
			continue
		}
		n, small := englishTens(s.tok(j))
		size := magnitudes[s.tok(j).Lower]
		switch {
		case small && n < 100 && fits(part, n):
			part += n
		case size == 100 && part > 0 && part < 100:
			part *= 100
		case size > 100 && size < last && part > 0:
			total, part, last = total+part*size, 0, size
		default:
			return spelled(total+part, to)
		}
		to = j + 1
	}
}

// fits reports whether a small number continues what was read: "twenty" "five", and not "five" "twenty".
func fits(part, n int) bool {
	return part == 0 || part%100 == 0 || part%10 == 0 && part%100 >= 20 && n < 10
}

// englishTens reads "seven", "twenty", "twenty-five".
func englishTens(t text.Token) (int, bool) {
	if len(t.Parts) == 2 {
		tens, ones := englishWords[t.Parts[0]], englishWords[t.Parts[1]]
		return tens + ones, tens >= 20 && ones > 0 && ones < 10
	}
	n, ok := englishWords[t.Lower]
	return n, ok && t.Kind == text.Word
}

func spelled(n, to int) (string, int) {
	if to == 0 || n == 0 {
		return "", 0
	}
	return strconv.Itoa(n), to
}

var germanDigits = map[string]int{
	"ein": 1, "eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9,
}

var germanWords = map[string]int{
	"eins": 1, "zwei": 2, "zwo": 2, "drei": 3, "vier": 4, "fünf": 5, "sechs": 6, "sieben": 7, "acht": 8, "neun": 9, "zehn": 10, "elf": 11,
	"zwölf": 12, "dreizehn": 13, "vierzehn": 14, "fünfzehn": 15, "sechzehn": 16, "siebzehn": 17, "achtzehn": 18, "neunzehn": 19,
	"zwanzig": 20, "dreißig": 30, "dreissig": 30, "vierzig": 40, "fünfzig": 50, "sechzig": 60, "siebzig": 70, "achtzig": 80, "neunzig": 90,
}

// german reads a numeral that is one word, and the million behind it.
func (s scanner) german(i int) (string, int) {
	n := germanNumeral(s.tok(i).Lower)
	if size := magnitudes[s.tok(i+1).Lower]; size > 0 && n > 0 && n < maxNumeral/size {
		return spelled(n*size, i+2)
	}
	if s.is(i, "eine", "einer") && s.is(i+1, "million", "milliarde") {
		return spelled(magnitudes[s.tok(i+1).Lower], i+2)
	}
	return spelled(n, i+1)
}

// longestNumeral is that of 777.777.
const longestNumeral = 70

// germanNumeral reads "fünfundzwanzig", "zwölfhundert", "dreitausendvierhundertfünfzig"; 0 for what is none.
func germanNumeral(w string) int {
	if n, ok := germanWords[w]; ok {
		return n
	}
	if len(w) > longestNumeral {
		return 0
	}
	for _, unit := range []struct {
		word string
		size int
	}{{"tausend", 1000}, {"hundert", 100}} {
		head, tail, found := strings.Cut(w, unit.word)
		if !found {
			continue
		}
		n, rest := germanBelow(head, 1), germanBelow(strings.TrimPrefix(tail, "und"), 0)
		if head == "" {
			n = 1
		}
		if n <= 0 || rest < 0 || rest >= unit.size {
			return 0
		}
		return n*unit.size + rest
	}
	one, tens, found := strings.Cut(w, "und")
	if digit, ten := germanDigits[one], germanWords[tens]; found && digit > 0 && ten >= 20 {
		return digit + ten
	}
	return 0
}

// germanBelow reads a part of a numeral: an empty one counts as given, "ein" as one; -1 for what is none.
func germanBelow(w string, empty int) int {
	switch w {
	case "":
		return empty
	case "ein":
		return 1
	}
	if n := germanNumeral(w); n > 0 {
		return n
	}
	return -1
}
