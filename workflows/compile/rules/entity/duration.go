package entity

import (
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// units of time by their words, as the unit letters of connectors.Duration; a month is "mo" and a year "y", which have no letter.
var units = map[string]string{
	"second": "s", "seconds": "s", "sec": "s", "secs": "s", "sekunde": "s", "sekunden": "s", "sek": "s", "s": "s",
	"minute": "m", "minutes": "m", "min": "m", "mins": "m", "minuten": "m",
	"hour": "h", "hours": "h", "hr": "h", "hrs": "h", "stunde": "h", "stunden": "h", "std": "h", "h": "h",
	"day": "d", "days": "d", "tag": "d", "tage": "d", "tagen": "d", "d": "d",
	"werktag": "d", "werktage": "d", "werktagen": "d", "arbeitstag": "d", "arbeitstage": "d", "arbeitstagen": "d", "workdays": "d",
	"week": "w", "weeks": "w", "woche": "w", "wochen": "w", "w": "w", "wk": "w", "wks": "w",
	"month": "mo", "months": "mo", "monat": "mo", "monate": "mo", "monaten": "mo", "mon": "mo",
	"year": "y", "years": "y", "yr": "y", "yrs": "y", "jahr": "y", "jahre": "y", "jahren": "y",
}

// Unit reports whether a word is a unit of time, and gives its letters.
func Unit(word string) (letters string, ok bool) {
	letters, ok = units[word]
	return letters, ok && len(word) > 1
}

// duration reads "30 min", "3 Tage", "eine Stunde", "half an hour", "anderthalb Stunden". Months and years are no durations, since their length varies.
func (s scanner) duration(i int) Entity {
	if n, unit, to := s.partOfTime(i); to > 0 {
		return Entity{Type: Duration, Value: strconv.Itoa(n) + unit, To: to}
	}
	n, unit, to := s.amountOfTime(i)
	if to == 0 || unit == "mo" || unit == "y" {
		return Entity{}
	}
	if strings.Contains(n, ".") {
		return s.broken(n, unit, to)
	}
	return Entity{Type: Duration, Value: n + unit, To: to}
}

// smaller gives for a unit of time how many of which smaller one make it up.
var smaller = map[string]struct {
	count int
	unit  string
}{"m": {60, "s"}, "h": {60, "m"}, "d": {24, "h"}, "w": {7, "d"}}

// broken reads a number with a fraction: "1.5 hours".
func (s scanner) broken(n, unit string, to int) Entity {
	whole, err := strconv.ParseFloat(n, 64)
	parts, ok := smaller[unit]
	count := whole * float64(parts.count)
	if err != nil || !ok || count != float64(int(count)) {
		return Entity{}
	}
	return Entity{Type: Duration, Value: strconv.Itoa(int(count)) + parts.unit, To: to}
}

// InUnit gives a length of time as a number of the units that a word stands for: "90m" in "Stunden" is "1.5".
func InUnit(length, word string) string {
	number, unit := strings.TrimRight(length, "smhdw"), strings.TrimLeft(length, "0123456789")
	if parts := smaller[units[word]]; parts.unit == unit {
		if n, err := strconv.Atoi(number); err == nil {
			return strconv.FormatFloat(float64(n)/float64(parts.count), 'f', -1, 64)
		}
	}
	return number
}

// unitAt gives the unit of time that a word is, "" where it is none.
func (s scanner) unitAt(i int) string {
	if s.tok(i).Kind != text.Word || len(s.tok(i).Lower) == 1 {
		return ""
	}
	return units[s.tok(i).Lower]
}

// amountOfTime reads a number and a unit of time.
func (s scanner) amountOfTime(i int) (n, unit string, to int) {
	switch {
	case s.is(i, "eine", "einer", "einem", "einen", "a", "an", "ein", "ne", "ner"):
		n, to = "1", i+1
	default:
		n, to = s.decimal(i, false)
		if n == "" {
			return "", "", 0
		}
	}
	if s.is(to, "-") || s.is(to, "working", "business", "calendar", "weitere", "weiteren", "volle", "vollen", "more", "full", "ganze", "ganzen", "whole", "good", "gute", "guten") {
		to++
	}
	t := s.tok(to)
	unit, ok := units[t.Lower]
	if !ok || len(t.Lower) == 1 && !t.Glued || t.Kind != text.Word {
		return "", "", 0
	}
	return n, unit, s.dot(to + 1)
}
