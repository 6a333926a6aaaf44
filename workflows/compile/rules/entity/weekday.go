package entity

import (
	"strings"
	"time"

	"sayso/workflows/compile/rules/text"
)

var weekdays = map[string]time.Weekday{
	"monday": 1, "tuesday": 2, "wednesday": 3, "thursday": 4, "friday": 5, "saturday": 6, "sunday": 0,
	"mon": 1, "tue": 2, "tues": 2, "wed": 3, "thu": 4, "thur": 4, "thurs": 4, "fri": 5,
	"montag": 1, "dienstag": 2, "mittwoch": 3, "donnerstag": 4, "freitag": 5, "samstag": 6, "sonnabend": 6, "sonntag": 0,
}

// shortDays are the short forms that are words of their own, and so are read only where a full stop, a date or another day is beside.
var shortDays = map[string]time.Weekday{
	"mo": 1, "di": 2, "mi": 3, "do": 4, "fr": 5, "sa": 6, "so": 0, "sat": 6, "sun": 0,
}

// dayParts are the endings that name a time of day: "Freitagabend".
var dayParts = []struct{ ending, part string }{
	{"nachmittag", "afternoon"}, {"vormittag", "morning"}, {"morgen", "morning"}, {"abend", "evening"}, {"früh", "morning"}, {"mittag", "noon"}, {"nacht", "night"},
}

// weekdayName reads the name of a day of the week, with the part of the day that is one word with it; -1 for none.
func weekdayName(w string) (day int, part string) {
	if d, ok := weekdays[w]; ok {
		return int(d), ""
	}
	for _, p := range dayParts {
		if d, ok := weekdays[strings.TrimSuffix(w, p.ending)]; ok && strings.HasSuffix(w, p.ending) {
			return int(d), p.part
		}
	}
	return -1, ""
}

// which are the words before a day of the week, as the weeks that they add to the next such day after today.
var which = map[string]int{
	"this": 0, "coming": 0, "upcoming": 0, "kommenden": 0, "kommender": 0, "diesen": 0, "dieser": 0, "nächsten": 0, "nächster": 0, "nächste": 0,
	"übernächsten": 1, "übernächster": 1, "last": -1, "past": -1, "previous": -1, "letzten": -1, "letzter": -1, "vergangenen": -1, "vorigen": -1,
	"next": 0,
}

// weekday reads "Friday", "am Freitag", "kommenden Freitag": the next such day after today. "next Friday" in English is that of the
// week after, where today's week still has one; "übernächsten Freitag" is a week after the next.
func (s scanner) weekday(i int) Entity {
	weeks, told := which[s.tok(i).Lower]
	j := i
	if told && s.tok(i).Kind == text.Word {
		j++
		if s.is(j, "coming") {
			j++
		}
	}
	day, to := s.weekdayAt(j)
	if to == 0 {
		return Entity{}
	}
	if e := s.datedWeekday(i, day, to); e.To > 0 {
		return e
	}
	if s.shortAt(j) {
		return Entity{}
	}
	e := s.day(s.reckon(i, day, weeks), to)
	e.Weak = j == i
	return s.moreWeeks(e, j, day)
}

// reckon counts to a day of the week.
func (s scanner) reckon(i, day, weeks int) time.Time {
	today := int(s.Now.Weekday())
	ahead := (day-today+6)%7 + 1
	switch {
	case weeks < 0:
		ahead = -((today-day+6)%7 + 1)
	case s.is(i, "next") && (today+6)%7 < (day+6)%7: // this week still has one
		ahead += 7
	default:
		ahead += 7 * weeks
	}
	return s.Now.AddDate(0, 0, ahead)
}

// weekdayAt reads the name of a day of the week and the part of the day behind it.
func (s scanner) weekdayAt(j int) (day, to int) {
	t := s.tok(j)
	if t.Kind != text.Word {
		return 0, 0
	}
	day, _ = weekdayName(t.Lower)
	if d, ok := shortDays[t.Lower]; ok && t.Capital() {
		day = int(d)
	}
	if day < 0 || s.Lang == "de" && len(t.Lower) < 5 && !s.shortAt(j) {
		return 0, 0
	}
	to = j + 1
	if s.is(to, "morning", "afternoon", "evening", "night", "früh", "abend", "vormittag", "nachmittag", "mittag", "morgen") {
		to++
	}
	return day, to
}

func (s scanner) shortAt(j int) bool { _, ok := shortDays[s.tok(j).Lower]; return ok }

// datedWeekday reads a date that has its day of the week before it: "Monday, 23 November", "Mo., 23.11.", "Freitag, den 27. November".
// Where the two don't go together, both readings are given.
func (s scanner) datedWeekday(i, day, to int) Entity {
	to = s.skip(to, 6, ",", ".", "den", "dem", "the")
	e := s.namedDate(to)
	if numeric := s.numericDate(to); numeric.To > e.To {
		e = numeric
	}
	if e.To == 0 || e.Fault != Sound {
		return Entity{}
	}
	value, _ := e.Value.(string)
	d, err := time.Parse(time.DateOnly, value)
	if err == nil && int(d.Weekday()) != day && len(e.Options) == 0 {
		e.Options = []string{value, s.reckon(i, day, 0).Format(time.DateOnly)}
	}
	return e
}

// moreWeeks reads what moves a day of the week on: "Friday next week", "Freitag in zwei Wochen", "the Monday after next", "Friday week".
func (s scanner) moreWeeks(e Entity, j, day int) Entity {
	to := e.To
	value, _ := e.Value.(string)
	at, err := time.ParseInLocation(time.DateOnly, value, s.Now.Location())
	if err != nil {
		return e
	}
	if n, end := s.weekAt(to); end > 0 {
		return s.day(s.weekdayOf(n, day), end)
	}
	switch {
	case s.is(to, "after") && s.is(to+1, "next"):
		return s.day(s.reckon(j, day, 1), to+2)
	case s.is(to, "week") && s.Lang == "en":
		return s.day(at.AddDate(0, 0, 7), to+1)
	}
	if n, unit, end := s.step(to); end > 0 && (unit == "w" || unit == "mo") {
		if d, ok := moved(at, 1, n, unit); ok {
			return s.day(d, end)
		}
	}
	return e
}

// weekAt reads which week a day is in: "next week", "of next week", "nächster Woche", "in der übernächsten Woche".
func (s scanner) weekAt(i int) (n, to int) {
	j := i
	j = s.skip(j, 3, "of", "in", "der", "the", "dieser")
	if s.is(j-1, "dieser") {
		j--
	}
	if !s.is(j+1, "week", "woche") {
		return 0, 0
	}
	n, ok := map[string]int{"next": 1, "this": 0, "nächster": 1, "nächste": 1, "nächsten": 1, "kommender": 1, "kommende": 1, "kommenden": 1,
		"diese": 0, "dieser": 0, "übernächste": 2, "übernächster": 2, "übernächsten": 2, "last": -1, "letzte": -1, "letzter": -1}[s.tok(j).Lower]
	if !ok {
		return 0, 0
	}
	return n, j + 2
}

// weekdayOf gives a day of the week that is some weeks after this one; weeks begin on Monday.
func (s scanner) weekdayOf(weeks, day int) time.Time {
	monday := s.Now.AddDate(0, 0, -(int(s.Now.Weekday())+6)%7)
	return monday.AddDate(0, 0, 7*weeks+(day+6)%7)
}

// within reads a day that is named behind its week or month: "next week Tuesday", "nächste Woche Dienstag", "the 15th of next month",
// "am 3. des nächsten Monats", "on the 15th".
func (s scanner) within(i int) Entity {
	if n, to := s.weekAt(i); to > 0 {
		j := to
		j = s.skip(j, 2, "on", "am", ",")
		if day, end := s.weekdayAt(j); end > 0 && !s.shortAt(j) {
			return s.day(s.weekdayOf(n, day), end)
		}
		return Entity{}
	}
	return s.ofMonth(i)
}

// ofMonth reads the day of a month that isn't named.
func (s scanner) ofMonth(i int) Entity {
	j := i
	j = s.skip(j, 3, "the", "am", "zum", "der", "den", "dem", "nächsten", "kommenden")
	day, to, sure := s.dayNumber(j)
	if to == 0 || day < 1 || day > 31 || !sure {
		return Entity{}
	}
	k := to
	k = s.skip(k, 2, "of", "des", "the", "im", "in", "vom")
	if ahead, ok := map[string]int{"next": 1, "this": 0, "nächsten": 1, "diesen": 0, "dieses": 0, "kommenden": 1, "following": 1,
		"laufenden": 0, "folgenden": 1}[s.tok(k).Lower]; ok && s.is(k+1, "month", "monats", "monat") {
		return s.dated(s.Now.Year()+(int(s.Now.Month())-1+ahead)/12, (int(s.Now.Month())-1+ahead)%12+1, day, i, k+2)
	}
	return s.nextSuch(i, j, to, day)
}

// nextSuch reads "by the 15th", "bis zum 3.", "am Ersten": the next such day, today included.
func (s scanner) nextSuch(i, j, to, day int) Entity {
	lead := s.tok(j-1).Is("am", "zum", "the", "den") && (s.announced(j) || s.announced(j-1) || s.announced(i))
	if s.tok(j-1).Is("nächsten", "kommenden") {
		lead = s.tok(j-2).Is("am", "zum")
	}
	alone := s.tok(to).Kind != text.Word || s.tok(to).Is("at", "um", "and", "und", "in", "an", "for", "für", "to")
	if !lead || !alone || s.tok(to).Kind == text.Number || s.is(to, "%", "€", "$") {
		return Entity{}
	}
	if s.is(to-1, ".") && s.Lang == "en" {
		to--
	}
	for ahead := range 13 {
		first := s.on(s.Now.Year(), s.Now.Month()+time.Month(ahead), 1)
		d := first.AddDate(0, 0, day-1)
		if d.Month() == first.Month() && !d.Before(midnight(s.Now)) {
			return s.day(d, to)
		}
	}
	return Entity{}
}
