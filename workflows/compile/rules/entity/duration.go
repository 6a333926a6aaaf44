package entity

import (
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

// duration reads "30 min", "3 Tage", "eine Stunde", "half an hour". Months and years are no durations, since their length varies.
func (s scanner) duration(i int) Entity {
	n, unit, to := s.amountOfTime(i)
	if to == 0 || unit == "mo" || unit == "y" || strings.Contains(n, ".") {
		return Entity{}
	}
	return Entity{Type: Duration, Value: n + unit, To: to}
}

// amountOfTime reads a number and a unit of time.
func (s scanner) amountOfTime(i int) (n, unit string, to int) {
	switch {
	case s.is(i, "half") && s.is(i+1, "an", "a") && s.is(i+2, "hour"):
		return "30", "m", i + 3
	case s.is(i, "eine", "einer", "ne") && s.is(i+1, "halbe", "halben") && s.is(i+2, "stunde"):
		return "30", "m", i + 3
	case s.is(i, "eine", "einer", "einem", "einen", "a", "an", "ein"):
		n, to = "1", i+1
	default:
		n, to = s.decimal(i, false)
		if n == "" {
			return "", "", 0
		}
	}
	if s.is(to, "-") || s.is(to, "working", "business", "calendar", "weitere", "volle") {
		to++
	}
	t := s.tok(to)
	unit, ok := units[t.Lower]
	if !ok || len(t.Lower) == 1 && !t.Glued || t.Kind != text.Word {
		return "", "", 0
	}
	return n, unit, s.dot(to + 1)
}
