package entity

import (
	"slices"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// namedCycles are single words for a time table.
var namedCycles = map[string]cycle{
	"daily": {}, "nightly": {part: "night"}, "täglich": {}, "tagtäglich": {}, "allabendlich": {part: "evening"}, "allmorgendlich": {part: "morning"},
	"weekdays": {weekday: "1-5"}, "werktags": {weekday: "1-5"}, "wochentags": {weekday: "1-5"}, "weekends": {weekday: "0,6"},
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
	if s.is(to, "(") && s.is(to+2, ")") { // "(Mo–Fr)"
		to += 3
	} else if s.is(to, "(") && s.is(to+4, ")") {
		to += 5
	}
	return s.except(days(c), to)
}

func (s scanner) namedWord(i int) (cycle, int) {
	j := i
	if s.is(j, "on", "an", "am") && s.is(j+1, "weekdays", "weekends", "werktagen", "wochentagen", "arbeitstagen", "workdays", "business", "working") {
		j++
		if s.is(j, "business", "working") && s.is(j+1, "days") || s.is(j, "werktagen", "wochentagen", "arbeitstagen", "workdays") {
			return cycle{weekday: "1-5"}, j + 1 + map[bool]int{true: 1}[s.is(j+1, "days")]
		}
	}
	if s.is(i, "once", "twice", "einmal", "zweimal", "dreimal", "viermal", "thrice") || s.is(i+1, "times", "mal") {
		return s.timesADay(i)
	}
	if c, ok := namedCycles[s.tok(j).Lower]; ok {
		if next := s.tok(j + 1); i > 0 && next.Kind == text.Word && strings.HasSuffix(s.tok(j).Lower, "ly") && !adverbial(next) {
			return cycle{}, 0 // "the nightly build"
		}
		return c, j + 1
	}
	if !s.is(i, "every", "each", "jeden", "jede", "jedes", "single", "jedem", "an") {
		return cycle{}, 0
	}
	for j = i + 1; s.is(j, "single", "jedem", "einzelnen", "business", "working"); j++ {
		if s.is(j, "business", "working") && s.is(j+1, "day") {
			return cycle{weekday: "1-5"}, j + 2
		}
	}
	c, ok := cycleNouns[s.tok(j).Lower]
	if !ok || s.is(i, "an") && j == i+1 || !s.alone(j+1) {
		return cycle{}, 0
	}
	return c, j + 1
}

// alone reports whether a noun is not the first part of another: "every day", and not "every quarter report".
func (s scanner) alone(i int) bool {
	return !s.is(i, "report", "reports", "shift", "of", "off", "bericht")
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
	if !s.is(to, "except", "but", "außer", "ausser") || c.weekday != "*" || c.day != "*" {
		return c, to
	}
	j := to + 1
	for s.is(j, "on", "am", "an", "for", "the") {
		j++
	}
	var off []string
	if s.is(j, "weekends", "weekend", "wochenende", "wochenenden") {
		off, j = []string{"0", "6"}, j+1
	} else if off, _, _, j = s.dayList(j, true); len(off) == 0 {
		return c, to
	}
	var on []string
	for d := range 7 {
		if name := strconv.Itoa(d); !slices.Contains(off, name) {
			on = append(on, name)
		}
	}
	c.weekday = dayField(on)
	if c.weekday == "1,2,3,4,5" {
		c.weekday = "1-5"
	}
	return c, j
}

// dayField writes days of the week, and ranges of them, as a field of cron. A range that goes over the end of the week is written out.
func dayField(list []string) string {
	var out []string
	for _, field := range list {
		first, last, ranged := strings.Cut(field, "-")
		from, to := number(first), number(last)
		switch {
		case ranged && from <= to:
			out = append(out, field)
		case ranged:
			for d := from; d <= to+7; d++ {
				out = append(out, strconv.Itoa(d%7))
			}
		default:
			out = append(out, strings.Split(field, ",")...)
		}
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) == 7 {
		return "*"
	}
	return strings.Join(out, ",")
}

// dayAt reads the name of a day of the week; again is true for a form that means each of them: "Mondays", "montags".
func (s scanner) dayAt(i int) (day int, again bool, part string) {
	w := s.tok(i).Lower
	if s.tok(i).Kind != text.Word {
		return -1, false, ""
	}
	if day, part = weekdayName(w); day >= 0 {
		return day, false, part
	}
	if one, ok := strings.CutSuffix(w, "s"); ok {
		day, part = weekdayName(one)
	}
	return day, day >= 0, part
}

// weekly reads "every Monday", "Mondays", "dienstags + donnerstags", "Montag bis Donnerstag jeweils", "weekly on Friday", "Mon-Fri 8:00".
func (s scanner) weekly(i int) (cycle, int) {
	j, each := s.eachWeek(i)
	for s.is(j, "every", "each", "jeden", "jede", "on", "am", "immer", "jeweils", "von", "single", "a", "from") && j < i+7 {
		each = each || s.is(j, "every", "each", "jeden", "immer", "jeweils")
		j++
	}
	begin := j
	list, again, part, j := s.dayList(j, each)
	if len(list) == 0 {
		return cycle{}, 0
	}
	ranged := strings.Contains(strings.Join(list, ""), "-") && s.atClock(j)
	if !each && !again && !ranged && !s.is(j, "jeweils", "each") && !s.is(j-1, "mornings", "evenings", "afternoons", "nights") {
		if part, end := s.plural(j); end > 0 {
			return days(cycle{weekday: dayField(list), part: part}), end
		}
		return cycle{}, 0
	}
	if begin == i && again && s.Lang == "en" && s.tok(j).Kind == text.Word && s.is(j-1, "tuesdays") && s.is(j, "with") { // the book
		return cycle{}, 0
	}
	for s.is(j, "jeweils", "each", "week") || s.is(j, "jede") && s.is(j+1, "woche") || s.is(j, "woche") || s.is(j, "jeder") && s.is(j+1, "woche") {
		j++
	}
	for _, p := range []string{"morning", "afternoon", "evening", "night"} {
		if s.is(j, p, p+"s") {
			part, j = p, j+1
		}
	}
	return days(cycle{weekday: dayField(list), part: part}), j
}

// plural reads the part of the day that makes a day of the week mean each of them: "Monday mornings".
func (s scanner) plural(j int) (part string, to int) {
	if s.is(j, "mornings", "afternoons", "evenings", "nights") {
		return strings.TrimSuffix(s.tok(j).Lower, "s"), j + 1
	}
	return "", 0
}

// atClock reports whether a time of day follows at once.
func (s scanner) atClock(j int) bool {
	_, to := s.clockAt(j)
	return to > 0
}

// eachWeek reads the words that say that days are meant weekly: "every week", "weekly", "once a week", "einmal pro Woche".
func (s scanner) eachWeek(i int) (to int, each bool) {
	switch {
	case s.is(i, "weekly", "wöchentlich") && s.is(i+1, "on", "am", "every", "each", "jeden", "immer", ","):
		return i + 1, true
	case s.is(i, "every", "each", "jede") && s.is(i+1, "week", "woche"):
		return i + 2, true
	case s.is(i, "once", "twice", "einmal", "zweimal") && s.is(i+1, "a", "per", "every", "pro", "die", "in") && s.is(i+2, "week", "woche"):
		return i + 3, true
	case s.is(i, "once", "einmal", "twice", "zweimal") && s.is(i+1, "weekly", "wöchentlich"):
		return i + 2, true
	}
	return i, false
}

// dayList reads days of the week and ranges of them: "Monday, Wednesday and Friday", "Mo–Fr". again is true where one has the
// form for each of them. Short names are read where short is true, and within a range.
func (s scanner) dayList(j int, short bool) (list []string, again bool, part string, to int) {
	for {
		if field := dayRange(s.tok(j)); field != "" {
			list, j = append(list, field), j+1
		} else {
			day, each, p := s.listed(j, short || s.rangeAhead(j+1))
			if day < 0 {
				return nil, false, "", j
			}
			again, part = again || each, p
			list = append(list, strconv.Itoa(day))
			j++
			if s.is(j, ".") && s.shortAt(j-1) {
				j++
			}
			if s.is(j, "bis", "to", "through", "thru", "until", "till", "–", "-") {
				if last, each, _ := s.listed(j+1, true); last >= 0 {
					list[len(list)-1] += "-" + strconv.Itoa(last)
					again = again || each
					if j += 2; s.is(j, ".") && s.shortAt(j-1) {
						j++
					}
				}
			}
		}
		k := j
		for s.is(k, ",", "and", "und", "+", "&", "/", "sowie", "on", "am") && k < j+3 {
			k++
		}
		if next, _, _ := s.listed(k, short || len(list) > 1); k == j || next < 0 && dayRange(s.tok(k)) == "" {
			return list, again, part, j
		}
		j = k
	}
}

// rangeAhead reports whether a range goes on at a token: "Mo" "bis" "Fr".
func (s scanner) rangeAhead(j int) bool {
	if s.is(j, ".") {
		j++
	}
	day, _, _ := s.listed(j+1, true)
	return s.is(j, "bis", "to", "through", "thru", "–", "-") && day >= 0
}

// listed reads a day, by its short name too where that can't be another word.
func (s scanner) listed(j int, short bool) (day int, again bool, part string) {
	if d, ok := shortDays[s.tok(j).Lower]; ok && short && s.tok(j).Capital() {
		return int(d), false, ""
	}
	return s.dayAt(j)
}

// dayRange reads a range that is one word: "Mo-Fr", "Mon–Fri", and days parted by a slash: "Sat/Sun".
func dayRange(t text.Token) string {
	parts := strings.FieldsFunc(t.Lower, func(r rune) bool { return r == '-' || r == '–' || r == '/' })
	if len(parts) != 2 || t.Kind != text.Word {
		return ""
	}
	first, ok := dayOrShort(parts[0])
	last, ok2 := dayOrShort(parts[1])
	switch {
	case !ok || !ok2:
		return ""
	case strings.Contains(t.Lower, "/"):
		return strconv.Itoa(first) + "," + strconv.Itoa(last)
	}
	return strconv.Itoa(first) + "-" + strconv.Itoa(last)
}

func dayOrShort(w string) (int, bool) {
	if d, ok := shortDays[w]; ok {
		return int(d), true
	}
	day, _ := weekdayName(strings.TrimSuffix(w, "s"))
	return day, day >= 0
}
