package entity

import (
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// interval reads what goes by minutes and hours: "every 15 minutes", "alle 2 Stunden", "every hour on the hour", "stündlich zwischen 8
// und 18 Uhr", "every half hour on weekdays".
func (s scanner) interval(i int) (cycle, int) {
	n, unit, to := s.intervalUnit(i)
	if to == 0 {
		return cycle{}, 0
	}
	if unit == "m" && n%60 == 0 {
		n, unit = n/60, "h"
	}
	c := days(cycle{minute: "0", hour: "*"})
	switch unit {
	case "m":
		c.minute, c.beyond = every(n), n < 1 || 60%n != 0
	case "h":
		to = s.onTheHour(to)
		c.hour, c.beyond = every(n), 24%n != 0 || n == 24
	default:
		return cycle{}, 0
	}
	return s.narrowed(c, to)
}

// intervalWords are single words for an interval, as minutes.
var intervalWords = map[string]int{
	"hourly": 60, "stündlich": 60, "halbstündlich": 30, "viertelstündlich": 15, "minütlich": 1, "half-hourly": 30, "zweistündlich": 120,
}

// intervalUnit reads how many minutes or hours lie between two times.
func (s scanner) intervalUnit(i int) (n int, unit string, to int) {
	if m, ok := intervalWords[s.tok(i).Lower]; ok {
		if next := s.tok(i + 1); i > 0 && next.Kind == text.Word && s.Lang == "en" && !adverbial(next) {
			return 0, "", 0 // "the hourly rate"
		}
		if m >= 60 {
			return m / 60, "h", i + 1
		}
		return m, "m", i + 1
	}
	if s.is(i, "once") && s.is(i+1, "an", "every", "per") && s.is(i+2, "hour") {
		return 1, "h", i + 3
	}
	if s.is(i, "einmal") && s.is(i+1, "pro", "die", "in") && s.is(i+2, "stunde") {
		return 1, "h", i + 3
	}
	if n, unit, to = s.beat(i); to > 0 {
		return n, unit, to
	}
	if !s.is(i, "every", "each", "alle", "jede", "all") {
		return 0, "", 0
	}
	return s.intervalBehind(i, i+1)
}

// beat reads "im Stundentakt", "im 10-Minuten-Takt", "im Abstand von 10 Minuten", "at intervals of 10 minutes".
func (s scanner) beat(i int) (n int, unit string, to int) {
	switch {
	case s.is(i, "im") && s.is(i+1, "stundentakt"):
		return 1, "h", i + 2
	case s.is(i, "im") && s.is(i+1, "halbstundentakt"):
		return 30, "m", i + 2
	case s.is(i, "im") && s.is(i+1, "viertelstundentakt"):
		return 15, "m", i + 2
	case s.is(i, "im", "in") && s.is(i+1, "abstand", "abständen") && s.is(i+2, "von"), s.is(i, "at", "in") && s.is(i+1, "intervals") && s.is(i+2, "of"):
		number, unit, to := s.amountOfTime(i + 3)
		if k, err := strconv.Atoi(number); err == nil && k > 0 {
			return k, unit, to
		}
	case s.is(i, "im") && len(s.tok(i+1).Parts) == 3 && s.tok(i + 1).Parts[2] == "takt":
		parts := s.tok(i + 1).Parts
		if k, err := strconv.Atoi(parts[0]); err == nil && k > 0 && units[parts[1]] != "" {
			return k, units[parts[1]], i + 2
		}
	}
	return 0, "", 0
}

// intervalBehind reads the number and the unit behind "every".
func (s scanner) intervalBehind(i, j int) (n int, unit string, to int) {
	switch {
	case s.is(j, "half", "halbe", "halben") && s.is(j+1, "hour", "stunde", "stunden"):
		return 30, "m", j + 2
	case s.is(j, "full", "volle") && s.is(j+1, "hour", "stunde"):
		return 1, "h", j + 2
	case s.is(j, "viertel") && s.is(j+1, "stunde"):
		return 15, "m", j + 2
	case s.is(j, "half") && s.is(j+1, "an") && s.is(j+2, "hour"):
		return 30, "m", j + 3
	case s.is(j, "viertelstunde"):
		return 15, "m", j + 1
	case s.is(j, "quarter") && s.is(j+1, "hour"):
		return 15, "m", j + 2
	case s.is(j, "quarter") && s.is(j+1, "of") && s.is(j+2, "an") && s.is(j+3, "hour"):
		return 15, "m", j + 4
	}
	n = 1
	if s.is(j, "other", "zweite", "second") {
		n, j = 2, j+1
	} else if d, to := s.decimal(j, false); d != "" {
		k, err := strconv.Atoi(d)
		if err != nil || k < 1 {
			return 0, "", 0
		}
		n, j = k, to
	}
	if s.is(j, "-") {
		j++
	}
	unit = units[s.tok(j).Lower]
	if n == 1 && !s.is(i, "every", "each", "jede") {
		return 0, "", 0
	}
	return n, unit, j + 1
}

func (s scanner) onTheHour(to int) int {
	if s.is(to, "on") && s.is(to+1, "the") && s.is(to+2, "hour") || s.is(to, "zur") && s.is(to+1, "vollen") && s.is(to+2, "stunde") {
		return to + 3
	}
	return to
}

func every(n int) string {
	if n == 1 {
		return "*"
	}
	return "*/" + strconv.Itoa(n)
}

// narrowed reads what keeps an interval to some hours and days: "between 9 and 17", "von 8 bis 18 Uhr", "on weekdays". Minutes end with
// the last hour before the end, so that none lies behind it; hours include it.
func (s scanner) narrowed(c cycle, to int) (cycle, int) {
	for range 2 {
		j := to
		if s.is(j, ",") {
			j++
		}
		if first, last, end := s.hours(j); end > 0 {
			c, to = c.within(first, last), end
			continue
		}
		if d, end := s.onDays(j); end > 0 && d.day == "*" && d.part == "" && !d.beyond && c.weekday == "*" {
			c.weekday, to = d.weekday, end
		}
	}
	return c, to
}

// within keeps an interval to some hours of the day.
func (c cycle) within(first, last int) cycle {
	_, step, hours := strings.Cut(c.hour, "/")
	if c.minute != "0" {
		last--
	}
	if c.hour = strconv.Itoa(first) + "-" + strconv.Itoa(last); hours {
		c.hour += "/" + step
	}
	return c
}

// windowed reads an interval behind the hours that it is kept to: "between 9 and 17 on workdays, every half hour".
func (s scanner) windowed(i int) (cycle, int) {
	first, last, j := s.hours(i)
	if j == 0 {
		return cycle{}, 0
	}
	weekday := "*"
	if d, end := s.onDays(j); end > 0 && d.day == "*" && d.part == "" && !d.beyond {
		weekday, j = d.weekday, end
	}
	c, to := s.interval(s.skip(j, 2, ",", "immer", "always"))
	if to == 0 || c.beyond || strings.Contains(c.hour, "-") {
		return cycle{}, 0
	}
	if c = c.within(first, last); c.weekday == "*" {
		c.weekday = weekday
	}
	return c, to
}

// onDays reads the days that an interval is kept to.
func (s scanner) onDays(j int) (cycle, int) {
	if c, to := s.named(j); to > 0 {
		return c, to
	}
	j = s.skip(j, 6, "on", "an", "von", "from", "am")
	if c, to := s.named(j); to > 0 {
		return c, to
	}
	return s.someDays(j)
}

// someDays reads days of the week without a word for each: "Monday to Friday".
func (s scanner) someDays(i int) (cycle, int) {
	list, _, part, to := s.dayList(i, true)
	if len(list) == 0 {
		return cycle{}, 0
	}
	return days(cycle{weekday: dayField(list), part: part}), to
}

// hours reads the first and last hour of a window.
func (s scanner) hours(i int) (first, last, to int) {
	j := s.skip(i, 1, "between", "zwischen", "from", "von")
	if j == i && !s.is(i-1, "(") {
		return 0, 0, 0
	}
	from, j := s.digital(j, true, "")
	if j == 0 || !s.is(j, "and", "und", "to", "bis", "until", "till", "-", "–") {
		return 0, 0, 0
	}
	if s.is(j, "bis") && s.is(j+1, "um") {
		j++
	}
	until, to := s.digital(j+1, true, "")
	if until.hour < from.hour && until.hour+12 > from.hour && from.hour < 12 && until.hour <= 7 && s.Lang == "en" { // "between 9 and 5"
		until.hour += 12
	}
	if to == 0 || from.minute+until.minute > 0 || until.hour <= from.hour {
		return 0, 0, 0
	}
	return from.hour, until.hour, to
}
