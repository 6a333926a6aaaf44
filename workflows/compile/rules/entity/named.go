package entity

import (
	"strings"

	"sayso/workflows/compile/rules/text"
)

// namedCycles are single words for a time table.
var namedCycles = map[string]cycle{
	"daily": {}, "nightly": {part: "night"}, "täglich": {}, "tagtäglich": {}, "allabendlich": {part: "evening"}, "allmorgendlich": {part: "morning"},
	"weekdays": {weekday: "1-5"}, "werktags": {weekday: "1-5"}, "wochentags": {weekday: "1-5"}, "weekends": {weekday: "0,6"},
	"tgl": {}, "tägl": {}, "allnächtlich": {part: "night"}, "alltäglich": {}, "mtl": {day: "1"}, "monatl": {day: "1"},
	"monthly": {day: "1"}, "monatlich": {day: "1"}, "quarterly": {day: "1", month: quarters}, "vierteljährlich": {day: "1", month: quarters},
	"quartalsweise": {day: "1", month: quarters}, "arbeitstäglich": {weekday: "1-5"}, "werktäglich": {weekday: "1-5"}, "weeknights": {weekday: "1-5", part: "night"},
}

// cycleNouns are what may be behind "every".
var cycleNouns = map[string]cycle{
	"day": {}, "tag": {}, "morning": {part: "morning"}, "morgen": {part: "morning"}, "evening": {part: "evening"},
	"abend": {part: "evening"}, "night": {part: "night"}, "nite": {part: "night"}, "nacht": {part: "night"},
	"afternoon": {part: "afternoon"}, "nachmittag": {part: "afternoon"}, "vormittag": {part: "morning"}, "mittag": {part: "noon"},
	"weekday": {weekday: "1-5"}, "workday": {weekday: "1-5"}, "werktag": {weekday: "1-5"}, "wochentag": {weekday: "1-5"},
	"arbeitstag": {weekday: "1-5"}, "weeknight": {weekday: "1-5", part: "night"}, "weekend": {weekday: "0,6"}, "wochenende": {weekday: "0,6"},
	"month": {day: "1"}, "monat": {day: "1"}, "quarter": {day: "1", month: quarters}, "quartal": {day: "1", month: quarters},
}

// named reads "daily", "werktags (Mo–Fr)", "every evening", "jede Nacht", "on weekdays", "twice a day", "every day except Sunday".
func (s scanner) named(i int) (cycle, int) {
	if s.tok(i).Kind != text.Word && !s.is(i+1, "times", "mal") {
		return cycle{}, 0
	}
	c, to := s.namedWord(i)
	if to == 0 {
		return cycle{}, 0
	}
	if s.is(to, "morning", "afternoon", "evening", "night", "mornings", "afternoons", "evenings") && c.part == "" {
		c.part, to = strings.TrimSuffix(s.tok(to).Lower, "s"), to+1
	}
	if s.is(to, "(") { // "(Mo–Fr)"
		if list, _, _, end := s.dayList(to+1, true); len(list) > 0 && s.is(end, ")") {
			to = end + 1
		}
	}
	return s.except(days(c), to)
}

func (s scanner) namedWord(i int) (cycle, int) {
	j := i
	if s.is(j, "on", "an", "am") {
		switch j++; {
		case s.is(j, "business", "working") && s.is(j+1, "days"):
			return cycle{weekday: "1-5"}, j + 2
		case s.is(j, "werktagen", "wochentagen", "arbeitstagen", "workdays"):
			return cycle{weekday: "1-5"}, j + 1
		case s.is(j, "wochenenden"):
			return cycle{weekday: "0,6"}, j + 1
		case s.is(j, "wochenende") && s.is(j+1, "immer", "jeweils", "stets"):
			return cycle{weekday: "0,6"}, j + 2
		case !s.is(j, "weekdays", "weekends", "weekday", "weekend"):
			j = i
		}
	}
	if s.is(i, "unter", "during") && s.is(i+1, "der", "the") && s.is(i+2, "woche", "week") {
		return cycle{weekday: "1-5"}, i + 3
	}
	if s.is(i, "once", "twice", "einmal", "zweimal", "dreimal", "viermal", "thrice") || s.is(i+1, "times", "mal") {
		return s.timesADay(i)
	}
	if c, ok := namedCycles[s.tok(j).Lower]; ok {
		if next := s.tok(j + 1); i > 0 && next.Kind == text.Word && strings.HasSuffix(s.tok(j).Lower, "ly") && !adverbial(next) {
			return cycle{}, 0 // "the nightly build"
		}
		return c, s.skipDot(j + 1)
	}
	if c, ok := cycleNouns[s.tok(j).Lower]; ok && c.weekday != "" {
		if part, to := s.plural(j + 1); to > 0 { // "weekday mornings"
			return cycle{weekday: c.weekday, part: part}, to
		}
	}
	if !s.is(i, "every", "each", "jeden", "jede", "jedes", "single", "jedem", "an") {
		return cycle{}, 0
	}
	for j = i + 1; j < i+3 && s.is(j, "single", "jedem", "einzelnen", "business", "working"); j++ {
		if s.is(j, "business", "working") && s.is(j+1, "day") {
			return cycle{weekday: "1-5"}, j + 2
		}
	}
	c, ok := cycleNouns[s.tok(j).Lower]
	if !ok || s.is(i, "an") && j == i+1 || !s.alone(j+1) {
		return cycle{}, 0
	}
	if s.is(j+1, "of") && s.is(j+2, "the") && s.is(j+3, "week") || s.is(j+1, "der") && s.is(j+2, "woche") {
		return c, s.skip(j+1, 3, "of", "the", "week", "der", "woche")
	}
	return c, j + 1
}

// alone reports whether a noun is not the first part of another: "every day", and not "every quarter report".
func (s scanner) alone(i int) bool {
	return !s.is(i, "report", "reports", "shift", "off", "bericht") && (!s.is(i, "of") || s.is(i+2, "week"))
}

// timesADay reads "twice a day", "dreimal täglich", "einmal am Tag", "3 times a day".
func (s scanner) timesADay(i int) (cycle, int) {
	j := i + 1
	if s.is(j, "times", "mal") {
		j++
	}
	switch {
	case s.is(j, "daily", "täglich"):
		return cycle{}, j + 1
	case s.is(j, "a", "per", "every", "each", "am", "pro", "jeden") && s.is(j+1, "day", "tag"):
		return cycle{}, j + 2
	}
	return cycle{}, 0
}

// except takes days away: "every day except Sunday", "täglich außer am Wochenende".
func (s scanner) except(c cycle, to int) (cycle, int) {
	if c.weekday != "*" || c.day != "*" {
		return c, to
	}
	off, end := s.leftOut(to)
	if s.is(to, "but") && end == 0 { // "every day but Sunday"
		if off, end = s.daysAt(s.skip(to+1, 2, "on", "the"), true); end == 0 {
			return c, to
		}
	}
	if end == 0 {
		return c, to
	}
	c.weekday = daysBut(off)
	return c, end
}
