package entity

import (
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// monthly reads "on the 1st of every month", "am Ersten des Monats", "am 15. jedes Monats", "first day of each quarter", "every month on
// the 3rd", "jeden Ersten", "the 1st and 15th of each month".
func (s scanner) monthly(i int) (cycle, int) {
	for _, form := range []func(int) (cycle, int){s.quarterly, s.daysOfEach, s.eachOn, s.eachDay, s.startOfEach} {
		if c, to := form(i); to > 0 {
			return c, to
		}
	}
	return cycle{}, 0
}

// daysOfEach reads the days first and what they are of behind them.
func (s scanner) daysOfEach(i int) (cycle, int) {
	j := i
	j = s.skip(j, 6, "on", "the", "am", "zum", "immer", "jeweils", "always", "stets")
	list, to := s.dayNumbers(j)
	if to == 0 {
		return cycle{}, 0
	}
	marked := false
	for s.is(to, "of", "in", "im", "every", "each", "a", "the", "des", "jedes", "jeden", "jedem", "eines", "per", "und", "any") && to < j+maxDays {
		marked = marked || s.is(to, "every", "each", "a", "des", "jedes", "jeden", "jedem", "eines", "per", "the", "any") ||
			s.is(to, "im") && s.is(i, "immer", "jeweils")
		to++
	}
	if always := s.is(i, "immer", "jeweils", "always", "stets"); always && s.daily(j, to) {
		return days(cycle{day: list}), to
	}
	if !marked {
		return cycle{}, 0
	}
	return s.eachUnit(list, to)
}

// quarterly reads the first day of each quarter: "jeden ersten Tag im Quartal", "on the first of every quarter".
func (s scanner) quarterly(i int) (cycle, int) {
	j := s.skip(i, 4, "on", "the", "am", "jeden", "every", "each", "immer", "jeweils")
	if !s.is(j, "first", "1st", "ersten", "1") {
		return cycle{}, 0
	}
	j = s.skip(j+1, 3, ".", "st", "day", "tag")
	to := s.skip(j, 4, "of", "in", "im", "des", "jedes", "eines", "each", "every", "a", "the")
	if to == j || !s.is(to, "quarter", "quartal", "quartals") {
		return cycle{}, 0
	}
	return days(cycle{day: "1", month: quarters}), to + 1
}

// daily reports whether the days from..to of a month are all that is said, of each month: "immer am 28. um 17:15".
func (s scanner) daily(from, to int) bool {
	_, _, sure := s.dayNumber(from)
	return sure && months[s.tok(to).Lower] == 0 && !s.is(to, "month", "monats", "monat", "quarter", "quartals", "quartal", "year", "jahres", "jahr")
}

// eachUnit reads what the days are of.
func (s scanner) eachUnit(list string, to int) (cycle, int) {
	switch {
	case s.is(to, "month", "monats", "monat"):
		return days(cycle{day: list}), to + 1
	case s.is(to, "quarter", "quartals", "quartal"):
		return days(cycle{day: list, month: quarters}), to + 1
	case s.is(to, "year", "jahres", "jahr"):
		return days(cycle{day: list, month: "1"}), to + 1
	}
	return cycle{}, 0
}

// quarters are the months that a quarter begins with.
const quarters = "1,4,7,10"

// maxDays is how many days a list of days of the month may have; more than anybody lists.
const maxDays = 8

// dayNumbers reads one or more days of the month, as a field of cron: "1", "1,15".
func (s scanner) dayNumbers(i int) (list string, to int) {
	var field []string
	for j := i; len(field) < maxDays; {
		day, end, _ := s.dayNumber(j)
		if end == 0 || day < 1 || day > 31 {
			break
		}
		field = append(field, strconv.Itoa(day))
		to = end
		j = end
		j = s.skip(j, 3, "and", "und", ",", "&", "the", "am", "sowie")
		if j == end {
			break
		}
	}
	if to > 0 && s.is(to, "day", "tag", "tage") {
		to++
	}
	return strings.Join(field, ","), to
}

// eachOn reads what the days are of first: "every month on the 3rd", "monatlich am 15.", "quarterly on the 1st", "jedes Quartal am 1.".
func (s scanner) eachOn(i int) (cycle, int) {
	unit, j := s.eachMonth(i)
	if j == 0 {
		return cycle{}, 0
	}
	c := days(cycle{})
	if unit == "q" {
		c.month = quarters
	}
	j = s.skip(j, 7, "on", "the", "am", "zum", "jeweils", "immer", "day", "of", "month", "des", ",")
	list, to := s.dayNumbers(j)
	if to == 0 || j == i+1 || !s.is(j-1, "the", "am", "zum", "day", "on") || months[s.tok(to).Lower] > 0 {
		return cycle{}, 0
	}
	if day, _ := weekdayName(s.tok(to).Lower); day >= 0 { // "every month on the first Monday"
		return cycle{beyond: true}, to + 1
	}
	to = s.skip(to, 6, "of", "the", "des", "month", "monats")
	c.day = list
	return c, to
}

// eachMonth reads "every month", "monthly", "jeden Monat", "once a month", "quarterly"; unit is "mo" or "q".
func (s scanner) eachMonth(i int) (unit string, to int) {
	switch {
	case s.is(i, "monthly", "monatlich"):
		return "mo", i + 1
	case s.is(i, "quarterly", "vierteljährlich", "quartalsweise"):
		return "q", i + 1
	case s.is(i, "once", "einmal") && s.is(i+1, "a", "per", "every", "im", "pro", "each"):
		i++
	case !s.is(i, "every", "each", "jeden", "jedes", "jedem"):
		return "", 0
	}
	switch {
	case s.is(i+1, "month", "monat"):
		return "mo", i + 2
	case s.is(i+1, "quarter", "quartal"):
		return "q", i + 2
	}
	return "", 0
}

// eachDay reads a day of the month behind "every" alone: "jeden Ersten", "jeden 15.", "every 1st of the month".
func (s scanner) eachDay(i int) (cycle, int) {
	j := i
	j = s.skip(j, 6, "immer", "jeweils", "an", "zu", "on")
	if !s.is(j, "every", "each", "jeden", "jedem") {
		return cycle{}, 0
	}
	if s.is(j+1, "monatsersten", "monatsanfang") {
		return days(cycle{day: "1"}), j + 2
	}
	_, _, sure := s.dayNumber(j + 1)
	list, to := s.dayNumbers(j + 1)
	if to == 0 || !sure {
		return cycle{}, 0
	}
	if end := s.ofTheMonth(to); end > to {
		return days(cycle{day: list}), end
	}
	if t := s.tok(to); t.Kind == text.Word && !t.Is("um", "at", "gegen", "morgens", "abends", "mittags") || t.Kind == text.Number ||
		s.is(j+1, "second", "third") {
		return cycle{}, 0
	}
	return days(cycle{day: list}), to
}

// starts are single words for the day that a month, quarter or year begins with.
var starts = map[string]cycle{
	"monatsersten": {day: "1"}, "monatsanfang": {day: "1"}, "monatsbeginn": {day: "1"}, "quartalsersten": {day: "1", month: quarters},
	"quartalsanfang": {day: "1", month: quarters}, "quartalsbeginn": {day: "1", month: quarters}, "jahresanfang": {day: "1", month: "1"},
	"jahresbeginn": {day: "1", month: "1"},
}

// startOfEach reads "at the start of every month", "zu Beginn jedes Quartals", "zum Monatsersten". Where something is due then, it is a date.
func (s scanner) startOfEach(i int) (cycle, int) {
	j := i
	j = s.skip(j, 4, "at", "the", "zu", "zum", "am", "immer", "jeweils", "stets", "jedem")
	if c, ok := starts[s.tok(j).Lower]; ok && j > i && !s.deadline(i-1) && !s.deadline(j+1) {
		return days(c), j + 1
	}
	if !s.is(j, "start", "beginning", "beginn", "anfang") {
		return cycle{}, 0
	}
	j++
	if s.is(j, "of") {
		j++
	}
	if !s.is(j, "every", "each", "jedes", "jeden") {
		return cycle{}, 0
	}
	return s.eachUnit("1", j+1)
}

// deadline reports whether a word says that something has to be done by the day beside it.
func (s scanner) deadline(i int) bool {
	return s.is(i, "due", "payable", "by", "until", "deadline", "fällig", "zahlbar", "fälligkeit", "bis", "spätestens", "frist", "vor", "nach", "ab", "termin")
}
