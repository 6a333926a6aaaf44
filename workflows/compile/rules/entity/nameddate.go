package entity

import (
	"regexp"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

var months = map[string]int{
	"january": 1, "jan": 1, "januar": 1, "jänner": 1, "february": 2, "feb": 2, "februar": 2, "feber": 2, "march": 3, "mar": 3,
	"märz": 3, "mrz": 3, "april": 4, "apr": 4, "may": 5, "mai": 5,
	"june": 6, "jun": 6, "juni": 6, "july": 7, "jul": 7, "juli": 7, "august": 8, "aug": 8, "september": 9, "sep": 9,
	"sept": 9, "october": 10, "oct": 10, "oktober": 10,
	"okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12, "dezember": 12, "dez": 12,
}

// ordinalWords are the days of a month in words.
var ordinalWords = map[string]int{
	"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10,
	"eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17,
	"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21, "twenty-second": 22, "twenty-third": 23,
	"twenty-fourth": 24, "twenty-fifth": 25, "twenty-sixth": 26, "twenty-seventh": 27, "twenty-eighth": 28, "twenty-ninth": 29,
	"thirtieth": 30, "thirty-first": 31,
}

// germanOrdinal reads "ersten", "dritter", "einunddreißigste"; 0 for what is none.
func germanOrdinal(w string) int {
	if !strings.Contains(w, "te") {
		return 0
	}
	m := germanEnding.FindStringSubmatch(w)
	if m == nil {
		return 0
	}
	switch m[1] {
	case "ers":
		return 1
	case "drit":
		return 3
	case "sieb", "siebt":
		return 7
	case "ach", "acht":
		return 8
	}
	stem, deep := m[1], false
	for _, s := range []string{"s", "t"} {
		if len(stem) > len(s) && stem[len(stem)-1:] == s && germanWords[stem] == 0 {
			stem, deep = stem[:len(stem)-1], true
		}
	}
	n := germanNumeral(stem)
	if n > 31 || n < 20 && deep {
		return 0
	}
	return n
}

var germanEnding = regexp.MustCompile(`^(\p{L}+)t(?:en|er|e|em|es)$`)

var ordinal = regexp.MustCompile(`^(\d{1,2})(st|nd|rd|th|\.)?$`)

// ordinalAt reads the day of a month: "15", "15th", "3."
func (s scanner) ordinalAt(i int) (day, to int) {
	w := s.tok(i).Lower
	if !startsWithDigit(w) || len(w) > len("31st") {
		return 0, 0
	}
	m := ordinal.FindStringSubmatch(w)
	if m == nil {
		return 0, 0
	}
	day, _ = strconv.Atoi(m[1])
	to = i + 1
	switch {
	case s.is(to, "st", "nd", "rd", "th") && s.tok(to).Glued:
		to++
	case s.is(to, ".") && s.tok(to).Glued:
		to++
	}
	return day, to
}

// dayNumber reads the day of a month in digits or words; sure is true for a form that is no plain number.
func (s scanner) dayNumber(i int) (day, to int, sure bool) {
	if day, to := s.ordinalAt(i); to > 0 {
		return day, to, to > i+1 || !isDigits(s.tok(i).Text)
	}
	if s.tok(i).Kind != text.Word {
		return 0, 0, false
	}
	if day = ordinalWords[s.tok(i).Lower]; day == 0 || s.Lang == "de" {
		day = germanOrdinal(s.tok(i).Lower)
	}
	if s.Lang == "en" && s.is(i, "twenty", "thirty") && ordinalWords[s.tok(i+1).Lower] > 0 { // "twenty first"
		return englishWords[s.tok(i).Lower] + ordinalWords[s.tok(i+1).Lower], i + 2, true
	}
	if day == 0 {
		return 0, 0, false
	}
	return day, i + 1, true
}

func isDigits(s string) bool { _, err := strconv.Atoi(s); return err == nil }

// namedDate reads "15 March 2027", "March 15th, 2027", "3. April", "the 1st of May", "24-Dec-2026", "dritten Dezember".
func (s scanner) namedDate(i int) Entity {
	if e := s.joined(i); e.To > 0 {
		return e
	}
	if day, j, _ := s.dayNumber(i); j > 0 {
		if s.is(j, "of", "im", "des") {
			j++
		}
		if month, ok := months[s.tok(j).Lower]; ok {
			j = s.skipDot(j + 1)
			k := j
			if s.is(k, ",") {
				k++
			}
			year, to := s.year(k)
			if year == 0 {
				to = j
				if s.is(j-1, ".") && !s.abbreviates(j-1) {
					to = j - 1
				}
			}
			return s.dated(year, month, day, i, to)
		}
		return Entity{}
	}
	return s.monthFirst(i)
}

// abbreviates reports whether a full stop belongs to the short form of a month and ends no sentence: "3. Dez. fällig".
func (s scanner) abbreviates(i int) bool {
	next := s.tok(i + 1)
	return len(s.tok(i-1).Lower) < 5 && next.Kind == text.Word && !next.Capital()
}

func (s scanner) monthFirst(i int) Entity {
	month, ok := months[s.tok(i).Lower]
	if !ok || s.tok(i).Kind != text.Word {
		return Entity{}
	}
	j := s.skipDot(i + 1)
	if s.is(j, "the") {
		j++
	}
	day, j, _ := s.dayNumber(j)
	if j == 0 || s.otherwise(j) {
		return Entity{}
	}
	if s.is(j-1, ".") {
		j--
	}
	k := j
	if s.is(k, ",") {
		k++
	}
	year, to := s.year(k)
	if year == 0 {
		to = j
	}
	return s.dated(year, month, day, i, to)
}

// otherwise reports whether what stands behind a number makes it another thing than a day: "in May 3 people", "March 9 am".
func (s scanner) otherwise(j int) bool {
	return s.is(j, "am", "pm", "uhr", "%", "€", "$", "people", "times", "of")
}

var joinedDate = regexp.MustCompile(`^(\d{1,2})[-/](\p{L}{3,9})(?:[-/.](\d{4}|\d{2}))?$`)

// joined reads "24-Dec-2026" and "24-Dec".
func (s scanner) joined(i int) Entity {
	if !startsWithDigit(s.tok(i).Lower) {
		return Entity{}
	}
	m := joinedDate.FindStringSubmatch(s.tok(i).Lower)
	if m == nil || months[m[2]] == 0 {
		return Entity{}
	}
	day, _ := strconv.Atoi(m[1])
	if m[3] != "" {
		return s.dated(number(m[3]), months[m[2]], day, i, i+1)
	}
	year, to := s.year(i + 1)
	return s.dated(year, months[m[2]], day, i, to)
}

func (s scanner) skipDot(i int) int {
	if s.is(i, ".") && s.tok(i).Glued {
		return i + 1
	}
	return i
}
