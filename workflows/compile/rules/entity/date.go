package entity

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"time"

	"sayso/workflows/compile/rules/text"
)

// date reads a day: "2026-12-31", "31.12.", "15 March 2027", "tomorrow", "in 2 weeks", "nächsten Freitag", "Ende des Monats".
func (s scanner) date(i int) Entity {
	var best Entity
	for _, form := range []func(int) Entity{s.numericDate, s.namedDate, s.relativeDate, s.distance, s.weekday, s.periodEnd} {
		if e := form(i); e.To > best.To {
			best = e
		}
	}
	return best
}

func (s scanner) day(t time.Time, to int) Entity {
	return Entity{Type: Date, Value: t.Format(time.DateOnly), To: to}
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// leap is the most years between two 29ths of February.
const leap = 8

// calendar makes a day of its parts; ok is false for one that is not in the calendar. Without a year it is the next such day.
func (s scanner) calendar(year, month, day int) (t time.Time, ok bool) {
	first, last := year, year
	switch {
	case year == 0:
		first, last = s.Now.Year(), s.Now.Year()+leap
	case year < 100:
		first, last = year+2000, year+2000
	}
	for y := first; y <= last; y++ {
		t = time.Date(y, time.Month(month), day, 0, 0, 0, 0, s.Now.Location())
		if t.Day() == day && int(t.Month()) == month && (year != 0 || !t.Before(midnight(s.Now))) {
			return t, true
		}
	}
	return t, false
}

// dated makes a date of its parts, one with a fault where the calendar has no such day.
func (s scanner) dated(year, month, day, from, to int) Entity {
	if d, ok := s.calendar(year, month, day); ok {
		return s.day(d, to)
	}
	return s.noSuchDay(from, to)
}

func (s scanner) noSuchDay(from, to int) Entity {
	var typed strings.Builder
	for i := from; i < to; i++ {
		if i > from && !s.tok(i).Glued {
			typed.WriteByte(' ')
		}
		typed.WriteString(s.tok(i).Text)
	}
	return Entity{Type: Date, Value: typed.String(), To: to, Fault: NoSuchDay}
}

var (
	isoDate   = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	dotDate   = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?$`)
	slashDate = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$`)
)

func ints(parts []string) (out [3]int) {
	for i := range out {
		out[i], _ = strconv.Atoi(parts[i+1])
	}
	return out
}

// numericDate reads digits. "03/04/2027" has two readings; both are given as options.
func (s scanner) numericDate(i int) Entity {
	t := s.tok(i)
	if t.Kind != text.Number {
		return Entity{}
	}
	if m := isoDate.FindStringSubmatch(t.Text); m != nil {
		p := ints(m)
		return s.dated(p[0], p[1], p[2], i, i+1)
	}
	if m := dotDate.FindStringSubmatch(t.Text); m != nil {
		return s.dotted(ints(m), i)
	}
	if m := slashDate.FindStringSubmatch(t.Text); m != nil {
		return s.slashed(ints(m), i)
	}
	return Entity{}
}

// dotted reads "31.12.2026" and "31.12."; "3.5" is a number, and "version 1.45." has none of a date behind its full stop.
func (s scanner) dotted(p [3]int, i int) Entity {
	if p[2] != 0 {
		return s.dated(p[2], p[1], p[0], i, i+1)
	}
	if !s.is(i+1, ".") || !s.tok(i+1).Glued {
		return Entity{}
	}
	e := s.dated(0, p[1], p[0], i, i+2)
	if e.Fault == NoSuchDay && (p[0] > 31 || p[1] > 12) && !s.is(i-1, "am", "bis", "zum", "vom", "ab", "den", "fällig", "due", "by",
		"on", "until") {
		return Entity{}
	}
	return e
}

// slashed reads "31/12/2026" in either order.
func (s scanner) slashed(p [3]int, i int) Entity {
	to := i + 1
	dayFirst, ok1 := s.calendar(p[2], p[1], p[0])
	monthFirst, ok2 := s.calendar(p[2], p[0], p[1])
	switch {
	case ok1 && ok2 && p[0] != p[1] && s.Lang == "en":
		e := s.day(dayFirst, to)
		e.Options = []string{dayFirst.Format(time.DateOnly), monthFirst.Format(time.DateOnly)}
		return e
	case ok1:
		return s.day(dayFirst, to)
	case ok2:
		return s.day(monthFirst, to)
	}
	return s.noSuchDay(i, to)
}

var months = map[string]int{
	"january": 1, "jan": 1, "januar": 1, "jänner": 1, "february": 2, "feb": 2, "februar": 2, "march": 3, "mar": 3,
	"märz": 3, "april": 4, "apr": 4, "may": 5, "mai": 5,
	"june": 6, "jun": 6, "juni": 6, "july": 7, "jul": 7, "juli": 7, "august": 8, "aug": 8, "september": 9, "sep": 9,
	"sept": 9, "october": 10, "oct": 10, "oktober": 10,
	"okt": 10, "november": 11, "nov": 11, "december": 12, "dec": 12, "dezember": 12, "dez": 12,
}

var ordinal = regexp.MustCompile(`^(\d{1,2})(st|nd|rd|th)?$`)

// ordinalAt reads the day of a month: "15", "15th", "3."
func (s scanner) ordinalAt(i int) (day, to int) {
	t := s.tok(i)
	m := ordinal.FindStringSubmatch(t.Lower)
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

func (s scanner) year(i int) (year, to int) {
	t := s.tok(i)
	if t.Kind == text.Number && len(t.Text) == 4 {
		if y, err := strconv.Atoi(t.Text); err == nil && y > 1900 && y < 2200 {
			return y, i + 1
		}
	}
	return 0, i
}

// namedDate reads "15 March 2027", "March 15th, 2027", "3. April", "the 1st of May".
func (s scanner) namedDate(i int) Entity {
	if day, j := s.ordinalAt(i); j > 0 {
		if s.is(j, "of") {
			j++
		}
		if month, ok := months[s.tok(j).Lower]; ok {
			year, to := s.year(s.skipDot(j + 1))
			if year == 0 {
				to = j + 1
			}
			return s.dated(year, month, day, i, to)
		}
		return Entity{}
	}
	month, ok := months[s.tok(i).Lower]
	if !ok {
		return Entity{}
	}
	j := s.skipDot(i + 1)
	if s.is(j, "the") {
		j++
	}
	day, j := s.ordinalAt(j)
	if j == 0 {
		return Entity{}
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

func (s scanner) skipDot(i int) int {
	if s.is(i, ".") && s.tok(i).Glued {
		return i + 1
	}
	return i
}

var relativeDays = map[string]int{
	"today": 0, "tomorrow": 1, "yesterday": -1, "tonight": 0, "heute": 0, "morgen": 1, "übermorgen": 2, "gestern": -1,
	"vorgestern": -2,
}

func (s scanner) relativeDate(i int) Entity {
	if s.is(i, "the") && s.is(i+1, "day") && s.is(i+2, "after", "before") && s.is(i+3, "tomorrow", "yesterday") {
		n := 2
		if s.is(i+3, "yesterday") {
			n = -2
		}
		return s.day(s.Now.AddDate(0, 0, n), i+4)
	}
	if n, ok := relativeDays[s.tok(i).Lower]; ok && s.tok(i).Kind == text.Word {
		to := i + 1
		if s.is(to, "morning", "afternoon", "evening", "night", "früh", "abend", "vormittag", "nachmittag", "mittag") {
			to++
		}
		return s.day(s.Now.AddDate(0, 0, n), to)
	}
	return Entity{}
}

// distance reads "in 2 weeks", "within 30 days", "binnen 14 Tagen", "10 days ago", "vor 3 Tagen".
func (s scanner) distance(i int) Entity {
	sign, j := 1, i
	switch {
	case s.is(i, "in", "within", "binnen", "innerhalb"):
		j++
		if s.is(j, "von", "the", "den") {
			j++
		}
	case s.is(i, "vor"):
		sign, j = -1, j+1
	default:
		n, unit, to := s.amountOfTime(i)
		switch {
		case to == 0:
			return Entity{}
		case s.is(to, "ago"):
			sign = -1
		case s.is(to, "from") && s.is(to+1, "now", "today"), s.is(to, "ab") && s.is(to+1, "heute", "jetzt"):
			to++
		default:
			return Entity{}
		}
		return s.offset(sign, n, unit, to+1)
	}
	n, unit, to := s.amountOfTime(j)
	if to == 0 {
		return Entity{}
	}
	return s.offset(sign, n, unit, to)
}

func (s scanner) offset(sign int, n, unit string, to int) Entity {
	k, err := json.Number(n).Int64()
	if err != nil || k > 10_000 {
		return Entity{}
	}
	d := sign * int(k)
	switch unit {
	case "d":
		return s.day(s.Now.AddDate(0, 0, d), to)
	case "w":
		return s.day(s.Now.AddDate(0, 0, 7*d), to)
	case "mo":
		return s.day(s.Now.AddDate(0, d, 0), to)
	case "y":
		return s.day(s.Now.AddDate(d, 0, 0), to)
	}
	return Entity{}
}

var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thurs": 4, "fri": 5,
	"montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6, "sonnabend": 6, "sonntag": 0,
}

// weekday reads "Friday", "next Friday", "am Freitag": the next such day after today, and with "next" in English the one of the
// week after where today's week still has one.
func (s scanner) weekday(i int) Entity {
	j := i
	if s.is(j, "next", "this", "coming", "nächsten", "nächster", "kommenden", "diesen") {
		j++
	}
	day, ok := weekdays[s.tok(j).Lower]
	if !ok || s.tok(j).Kind != text.Word || s.Lang == "de" && len(s.tok(j).Lower) < 5 {
		return Entity{}
	}
	ahead := (int(day)-int(s.Now.Weekday())+6)%7 + 1
	e := s.day(s.Now.AddDate(0, 0, ahead), j+1)
	e.Weak = j == i
	return e
}

// periodEnd reads "the end of the month", "month end", "Monatsende", "Ende des Jahres".
func (s scanner) periodEnd(i int) Entity {
	words := make([]string, 0, 5)
	for j := i; j < i+5; j++ {
		words = append(words, s.tok(j).Lower)
		unit, ok := periods[strings.Join(words, " ")]
		if !ok {
			continue
		}
		now := midnight(s.Now)
		switch unit {
		case "w":
			return s.day(now.AddDate(0, 0, (5-int(now.Weekday())+7)%7), j+1)
		case "mo":
			return s.day(time.Date(now.Year(), now.Month()+1, 0, 0, 0, 0, 0, now.Location()), j+1)
		default:
			return s.day(time.Date(now.Year(), 12, 31, 0, 0, 0, 0, now.Location()), j+1)
		}
	}
	return Entity{}
}

var periods = map[string]string{
	"end of month": "mo", "end of the month": "mo", "the end of the month": "mo", "the end of this month": "mo",
	"end of this month": "mo", "month end": "mo", "month-end": "mo", "eom": "mo",
	"monatsende": "mo", "ende des monats": "mo", "ende dieses monats": "mo", "ende monat": "mo",
	"end of year": "y", "end of the year": "y", "the end of the year": "y", "year end": "y", "year-end": "y",
	"jahresende": "y", "ende des jahres": "y",
	"end of week": "w", "end of the week": "w", "the end of the week": "w", "ende der woche": "w",
}
