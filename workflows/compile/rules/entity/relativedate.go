package entity

import (
	"encoding/json"
	"math"
	"strings"
	"time"

	"sayso/workflows/compile/rules/text"
)

var relativeDays = map[string]int{
	"today": 0, "tomorrow": 1, "yesterday": -1, "tonight": 0, "heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1,
	"vorgestern": -2, "tmrw": 1, "tmr": 1, "tmw": 1, "eod": 0, "cob": 0, "überübermorgen": 3, "vorvorgestern": -3,
}

// relativeDate reads "tomorrow", "heute Abend", "the day after tomorrow", "this morning", "close of business".
func (s scanner) relativeDate(i int) Entity {
	switch {
	case s.is(i, "the") && s.is(i+1, "day") && s.is(i+2, "after", "before") && s.is(i+3, "tomorrow", "yesterday"):
		return s.dayAfter(i, 1)
	case s.is(i, "day") && s.is(i+1, "after", "before") && s.is(i+2, "tomorrow", "yesterday"):
		return s.dayAfter(i, 0)
	case s.is(i, "close", "end") && s.is(i+1, "of") && s.is(i+2, "business", "day", "play"):
		return s.away(0, i+3)
	case s.is(i, "this") && s.is(i+1, "morning", "afternoon", "evening"):
		return s.away(0, i+2)
	case s.is(i, "same", "selben", "gleichen") && s.is(i+1, "day", "tag") && s.is(i-1, "the", "that", "am", "due", "zum"):
		e := s.away(0, i+2) // "fällig noch am selben Tag"
		e.Weak = !s.is(i-1, "due") && !s.is(i-2, "due", "noch", "fällig", "zahlbar", "spätestens", "on")
		return e
	case s.is(i, "morgen") && s.noun(i):
		return Entity{}
	case s.is(i-1, "am", "the", "zum", "bis", "by") && s.is(i, "next", "following", "nächsten", "folgenden") && s.is(i+1, "day", "tag") && s.term(i-2):
		return s.away(1, i+2)
	}
	if e := s.genitive(i); e.To > 0 {
		return e
	}
	n, ok := relativeDays[s.tok(i).Lower]
	if !ok || s.tok(i).Kind != text.Word {
		return Entity{}
	}
	to := i + 1
	if s.is(to, "'s", "’s") {
		to++
	}
	if s.is(to, "morning", "afternoon", "evening", "night", "früh", "abend", "vormittag", "nachmittag", "mittag", "nacht") ||
		s.is(to, "morgen") && !s.is(i, "morgen") {
		to++
	}
	if s.is(to, "week") && s.Lang == "en" && s.is(i, "today", "tomorrow") { // "tomorrow week"
		n, to = n+7, to+1
	}
	return s.later(n, to)
}

// term reports whether a word before a day says that something is due then: "due on the next day".
func (s scanner) term(i int) bool {
	for s.is(i, "on", "noch", "again", "until", "bis", "by", "am", "spätestens", "latest", "at") {
		i--
	}
	return s.is(i, "due", "payable", "fällig", "zahlbar", "deadline", "frist", "fälligkeit")
}

// genitive reads from when something is that is called by its time: "yesterday's tickets", "this week's bugs", "the day's mails".
func (s scanner) genitive(i int) Entity {
	switch owning(s.tok(i).Lower) + " " + owning(s.tok(i+1).Lower) {
	case "this week", "the week", "diese woche", "dieser woche":
		back := (int(s.Now.Weekday()) + 6) % 7 // to Monday
		if s.owns(i+1) || s.is(i-1, "die", "der", "alle", "allen", "aller") {
			return s.day(s.Now.AddDate(0, 0, -back), i+2)
		}
	case "this month", "the month":
		if s.owns(i + 1) {
			return s.day(s.Now.AddDate(0, 0, 1-s.Now.Day()), i+2)
		}
	case "the day":
		if s.owns(i + 1) {
			return s.away(0, i+2)
		}
	}
	if day := owning(s.tok(i).Lower); s.owns(i) && (day == "today" || day == "yesterday") {
		return s.away(relativeDays[day], i+1)
	}
	return Entity{}
}

// noun reports whether "Morgen" is the time of day: "guten Morgen", "am Morgen".
func (s scanner) noun(i int) bool {
	return s.tok(i).Capital() && s.is(i-1, "guten", "am", "jeden", "den", "der", "diesen", "jedem", "gegen", "frau", "herr", "herrn", "dr")
}

func (s scanner) dayAfter(i, article int) Entity {
	j, n := i+article, 2
	if s.is(j+1, "before") != s.is(j+2, "yesterday") {
		return Entity{} // "the day before tomorrow" is a joke
	}
	if s.is(j+2, "yesterday") {
		n = -2
	}
	return s.away(n, j+3)
}

// later gives a day that is some days after today, or, where a distance from it follows, after that: "heute in 14 Tagen",
// "tomorrow in two weeks".
func (s scanner) later(n, to int) Entity {
	day := s.Now.AddDate(0, 0, n)
	if count, unit, end := s.step(to); end > 0 {
		if moved, ok := moved(day, 1, count, unit); ok {
			return s.day(moved, end)
		}
	}
	return s.away(n, to)
}

// step reads the distance behind a day: "in 14 Tagen", "in two weeks".
func (s scanner) step(i int) (n, unit string, to int) {
	if !s.is(i, "in") {
		return "", "", 0
	}
	return s.timeSpan(i + 1)
}

// timeSpan reads a number and a unit of time that days can be counted with.
func (s scanner) timeSpan(i int) (n, unit string, to int) {
	switch {
	case s.is(i, "a") && s.is(i+1, "couple") && s.is(i+2, "of"):
		if unit := units[s.tok(i+3).Lower]; unit != "" {
			return "2", unit, i + 4
		}
	case s.is(i, "einem") && s.is(i+1, "halben") && s.is(i+2, "jahr"), s.is(i, "half") && s.is(i+1, "a") && s.is(i+2, "year"):
		return "6", "mo", i + 3
	case s.is(i, "a") && s.is(i+1, "fortnight"):
		return "14", "d", i + 2
	}
	if s.is(i, "a", "one") && s.is(i+1, "week's", "week’s", "month's", "month’s", "year's", "year’s") && s.is(i+2, "time") {
		noun, _, _ := strings.Cut(strings.ReplaceAll(s.tok(i+1).Lower, "’", "'"), "'")
		return "1", units[noun], i + 3
	}
	n, unit, to = s.amountOfTime(i)
	if to > 0 && s.working(i, to) {
		unit = workday
	}
	return n, unit, to
}

// workday is the unit of "5 business days" and "5 Werktagen": days from Monday to Friday.
const workday = "wd"

func (s scanner) working(i, to int) bool {
	for j := i; j < to; j++ {
		if s.is(j, "working", "business", "werktag", "werktage", "werktagen", "arbeitstag", "arbeitstage", "arbeitstagen", "workdays", "weekdays") {
			return true
		}
	}
	return false
}

// distance reads "in 2 weeks", "within 30 days", "binnen 14 Tagen", "10 days ago", "vor 3 Tagen", "two weeks from Friday".
func (s scanner) distance(i int) Entity {
	sign, j := 1, i
	switch {
	case s.is(i, "in", "within", "binnen", "innerhalb"):
		j++
		if s.is(j, "von", "the", "den", "about", "etwa", "ca") {
			j++
		}
		if s.is(j, "next", "nächsten") {
			j++
		}
	case s.is(i-1, "zahlungsziel", "zahlungsfrist", "term", "terms"): // "Zahlungsziel 14 Tage"
	case s.is(i, "vor"):
		sign, j = -1, j+1
	default:
		return s.counted(i)
	}
	n, unit, to := s.timeSpan(j)
	if to == 0 && s.is(j-1, "next", "nächsten") && units[s.tok(j).Lower] != "" {
		n, unit, to = "1", units[s.tok(j).Lower], j+1
	}
	if to == 0 {
		return Entity{}
	}
	if s.is(to, "'") && s.is(to+1, "time") { // "in two weeks' time"
		to++
	}
	if s.is(to, "time") && s.Lang == "en" {
		to++
	}
	return s.offset(s.Now, sign, n, unit, to)
}

// counted reads a distance that ends in where it is counted from.
func (s scanner) counted(i int) Entity {
	n, unit, to := s.timeSpan(i)
	switch {
	case to == 0:
		return Entity{}
	case s.is(to, "ago"), s.is(to, "earlier"):
		return s.offset(s.Now, -1, n, unit, to+1)
	case s.is(to, "hence"):
		return s.offset(s.Now, 1, n, unit, to+1)
	case s.is(to, "later", "später", "danach") && s.is(i-1, "due", "payable", "fällig", "zahlbar"):
		return s.offset(s.Now, 1, n, unit, to+1)
	case s.is(to, "from") && s.is(to+1, "now"), s.is(to, "ab") && s.is(to+1, "jetzt"):
		return s.offset(s.Now, 1, n, unit, to+2)
	case s.is(to, "from", "ab", "after", "nach"):
		from := s.anchor(to + 1)
		if from.To == 0 {
			return Entity{}
		}
		value, _ := from.Value.(string)
		day, err := time.ParseInLocation(time.DateOnly, value, s.Now.Location())
		if err != nil {
			return Entity{}
		}
		return s.offset(day, 1, n, unit, from.To)
	}
	return Entity{}
}

// anchor reads a day that a distance is counted from. It is no distance itself, so that reading one is done in one go.
func (s scanner) anchor(i int) Entity {
	for _, form := range []func(int) Entity{s.relativeDate, s.weekday, s.namedDate, s.numericDate} {
		if e := form(i); e.To > 0 && e.Fault == Sound && len(e.Options) == 0 {
			return e
		}
	}
	return Entity{}
}

func (s scanner) offset(from time.Time, sign int, n, unit string, to int) Entity {
	day, ok := moved(from, sign, n, unit)
	if !ok {
		return Entity{}
	}
	if from.Equal(s.Now) && (unit == "d" || unit == "w") {
		return s.away(daysTo(midnight(from), midnight(day)), to)
	}
	return s.day(day, to)
}

// daysTo counts the days from one midnight to another; the clock may have been changed in between.
func daysTo(from, to time.Time) int { return int(math.Round(to.Sub(from).Hours() / 24)) }

// farthest is the most units that a day is counted by.
const farthest = 10_000

// moved counts from a day. A month after the 31st ends with the month.
func moved(from time.Time, sign int, n, unit string) (time.Time, bool) {
	k, err := json.Number(n).Int64()
	if err != nil || k > farthest {
		return from, false
	}
	d := sign * int(k)
	switch unit {
	case "d":
		return from.AddDate(0, 0, d), true
	case "w":
		return from.AddDate(0, 0, 7*d), true
	case "mo", "y":
		if unit == "y" {
			d *= 12
		}
		last := time.Date(from.Year(), from.Month()+time.Month(d)+1, 0, 0, 0, 0, 0, from.Location())
		return last.AddDate(0, 0, min(from.Day(), last.Day())-last.Day()), true
	case workday:
		return workdays(from, d), true
	}
	return from, false
}

// workdays counts days from Monday to Friday. Holidays differ from place to place, and are counted.
func workdays(day time.Time, n int) time.Time {
	step := 1
	if n < 0 {
		step = -1
	}
	for n != 0 {
		if day = day.AddDate(0, 0, step); day.Weekday() != time.Saturday && day.Weekday() != time.Sunday {
			n -= step
		}
	}
	return day
}
