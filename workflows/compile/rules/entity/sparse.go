package entity

import "sayso/workflows/compile/rules/text"

// sparse reads what no cron expression can say, so that it isn't taken for something that comes more often: "every other Monday", "alle
// zwei Wochen", "the last Friday of each month", "every 3 days", "fortnightly".
func (s scanner) sparse(i int) (cycle, int) {
	for _, form := range []func(int) int{s.sparseWord, s.everyFew, s.everyNth, s.nthOfMonth, s.endOfEach} {
		if to := form(i); to > 0 {
			return cycle{beyond: true}, to
		}
	}
	return cycle{}, 0
}

var sparseWords = map[string]bool{
	"biweekly": true, "bi-weekly": true, "fortnightly": true, "bimonthly": true, "semiannually": true, "vierzehntägig": true, "14-tägig": true,
	"14-täglich": true, "zweiwöchentlich": true, "vierzehntäglich": true, "halbjährlich": true, "zweimonatlich": true, "zweitäglich": true,
	"dreiwöchentlich": true,
}

func (s scanner) sparseWord(i int) int {
	t := s.tok(i)
	if t.Text == "14-" && s.is(i+1, "tägig", "täglich", "tägige") {
		return i + 2
	}
	if !sparseWords[t.Lower] || t.Kind != text.Word {
		return 0
	}
	if next := s.tok(i + 1); i > 0 && s.Lang == "en" && next.Kind == text.Word && !adverbial(next) {
		return 0 // "the biweekly report"
	}
	return i + 1
}

// adverbial reports whether a word can stand behind "daily" without being what happens daily.
func adverbial(t text.Token) bool {
	return t.Is("at", "on", "in", "to", "from", "between", "during", "and", "for", "by", "um", "am", "every")
}

// everyFew reads several days, weeks or months: "every 3 days", "alle 14 Tage", "every two weeks", "every fortnight".
func (s scanner) everyFew(i int) int {
	if !s.is(i, "every", "each", "alle", "jede", "all") {
		return 0
	}
	j := i + 1
	if s.is(j, "fortnight") {
		return j + 1
	}
	if s.is(j, "few", "paar", "couple") {
		if s.is(j+1, "of") {
			j++
		}
		if units[s.tok(j+1).Lower] != "" {
			return j + 2
		}
		return 0
	}
	n, to := s.decimal(j, false)
	if n == "" || n == "1" {
		return 0
	}
	switch units[s.tok(to).Lower] {
	case "s", "d", "w", "mo", "y":
		return to + 1
	}
	return 0
}

// everyNth reads "every other Monday", "every second week", "jeden zweiten Dienstag", "every 3rd day".
func (s scanner) everyNth(i int) int {
	if !s.is(i, "every", "each", "jeden", "jede", "jedes", "jeder") {
		return 0
	}
	j := i + 1
	if !s.is(j, "other", "second", "third", "fourth", "first", "last", "2nd", "3rd", "4th", "zweiten", "zweite", "zweites", "dritten", "dritte",
		"drittes", "vierten", "vierte", "ersten", "letzten", "letzte") {
		if !s.is(j+1, ".") || !s.tok(j+1).Glued || !s.is(j, "1", "2", "3", "4") {
			if !s.is(j, "1", "2", "3", "4") || !s.is(j+1, "st", "nd", "rd", "th") {
				return 0
			}
		}
		j++
	}
	noun := s.tok(j + 1).Lower
	unit := units[noun]
	if day, _ := weekdayName(noun); day < 0 && unit != "d" && unit != "w" && unit != "mo" && unit != "y" && noun != "weekday" && noun != "quarter" &&
		noun != "quartal" && noun != "werktag" {
		return 0
	}
	if s.is(j, "first", "ersten") && unit == "d" && s.is(j+2, "of", "des", "im") { // "every first day of the month"
		return 0
	}
	return s.ofTheMonth(j + 2)
}

// ofTheMonth skips "of the month" behind a day, so that it belongs to what was read.
func (s scanner) ofTheMonth(i int) int {
	j := i
	j = s.skip(j, 3, "of", "in", "im", "des", "the", "a", "every", "each", "eines", "jedes", "jeden")
	if j > i && s.is(j, "month", "monats", "monat", "quarter", "quartals", "quartal") {
		return j + 1
	}
	return i
}

// nthOfMonth reads "the first Monday of every month", "am letzten Freitag jedes Monats", "the last day of each month".
func (s scanner) nthOfMonth(i int) int {
	j := i
	j = s.skip(j, 3, "on", "the", "am", "immer", "jeweils", "zum")
	last := s.is(j, "last", "letzten", "letzter")
	if !last && !s.is(j, "first", "second", "third", "fourth", "ersten", "erster", "zweiten", "dritten", "vierten", "1st", "2nd", "3rd") {
		return 0
	}
	noun := s.tok(j + 1).Lower
	k := j + 2
	if s.is(j+1, "business", "working") {
		noun, k = "weekday", j+3
	}
	day, _ := weekdayName(noun)
	if day < 0 && noun != "weekday" && noun != "werktag" && noun != "arbeitstag" && noun != "workday" && (!last || units[noun] != "d") {
		return 0
	}
	to := s.ofTheMonth(k)
	if to > k && (s.is(to-2, "every", "each", "jedes", "jeden", "a", "eines") || s.is(i, "immer", "jeweils")) {
		return to
	}
	return 0
}

// endOfEach reads "at the end of every month", "zum Ende jedes Quartals", "jeden Monatsletzten".
func (s scanner) endOfEach(i int) int {
	switch {
	case s.is(i, "jeden", "jeweils", "immer") && s.is(i+1, "monatsletzten"):
		return i + 2
	case s.is(i, "jeweils", "immer") && s.is(i+1, "am", "zum") && s.is(i+2, "monatsletzten", "monatsende"):
		return i + 3
	case s.is(i, "every", "each") && s.is(i+1, "month-end", "year-end"):
		return i + 2
	}
	j := i
	j = s.skip(j, 2, "at", "the", "zum", "am", "by")
	if !s.is(j, "end", "ende") {
		return 0
	}
	j++
	if s.is(j, "of") {
		j++
	}
	if s.is(j, "every", "each", "jedes", "jeden") && s.is(j+1, "month", "quarter", "year", "monats", "quartals", "jahres") {
		return j + 2
	}
	return 0
}
