package entity

import (
	"strings"
	"time"
)

// date reads a day: "2026-12-31", "31.12.", "15 March 2027", "tomorrow", "in 2 weeks", "nächsten Freitag", "Ende des Monats".
func (s scanner) date(i int) Entity {
	var best Entity
	for _, form := range []func(int) Entity{s.numericDate, s.namedDate, s.relativeDate, s.distance, s.terms, s.weekday, s.within, s.periodEdge, s.holiday} {
		if e := form(i); e.To > best.To {
			best = e
		}
	}
	return best
}

// day makes a date of a day, or nothing of one that calendars don't go to.
func (s scanner) day(t time.Time, to int) Entity {
	if t.Year() < 1 || t.Year() > 9999 {
		return Entity{}
	}
	return Entity{Type: Date, Value: t.Format(time.DateOnly), To: to}
}

// away gives the day some days from now.
func (s scanner) away(days, to int) Entity {
	e := s.day(s.Now.AddDate(0, 0, days), to)
	if e.To > 0 {
		e.Away = &days
	}
	return e
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

// on gives a day of the calendar, which may lie past the end of its month or year.
func (s scanner) on(year int, month time.Month, day int) time.Time {
	return time.Date(year, month, day, 0, 0, 0, 0, s.Now.Location())
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
		t = s.on(y, time.Month(month), day)
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
