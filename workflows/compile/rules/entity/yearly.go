package entity

import (
	"slices"
	"strconv"
	"strings"
	"time"
)

// yearly reads "every year on 3 March", "annually on Dec 24", "jährlich am 24. Dezember", "every December 31", "am 1. April jedes Jahres", "zweimal im
// Jahr, am 1. Januar und am 1. Juli", "1 May and 1 November, 05:00".
func (s scanner) yearly(i int) (cycle, int) {
	j, each := i, false
	switch {
	case s.is(i, "annually", "yearly", "jährlich", "alljährlich"):
		j, each = i+1, true
	case s.is(i, "every", "each", "jedes") && s.is(i+1, "year", "jahr"):
		j, each = i+2, true
	case s.is(i, "once", "twice", "einmal", "zweimal") && s.is(i+1, "a", "im", "pro", "per") && s.is(i+2, "year", "jahr"):
		j, each = i+3, true
	case s.is(i, "every", "each", "jeden"):
		j, each = i+1, true
	}
	list, to := s.daysOfYear(j)
	if to == 0 {
		return cycle{}, 0
	}
	if s.is(to, "every", "each", "jedes", "eines") && s.is(to+1, "year", "jahr", "jahres") {
		to, each = to+2, true
	}
	if !each && (len(list) < 2 || i > 0 && !s.ends(i-1) || !s.atClock(to)) {
		return cycle{}, 0
	}
	var dates, monthsOf []string
	for _, d := range list {
		dates, monthsOf = append(dates, strconv.Itoa(d.Day())), append(monthsOf, strconv.Itoa(int(d.Month())))
	}
	dates, monthsOf = slices.Compact(dates), slices.Compact(monthsOf)
	c := days(cycle{day: strings.Join(dates, ","), month: strings.Join(monthsOf, ",")})
	c.beyond = len(dates) > 1 && len(monthsOf) > 1 // "on 1 May and on 3 June" would also be on 3 May
	return c, to
}

// longestYearList is how many days of the year are read as a list.
const longestYearList = 6

// daysOfYear reads the days that come each year: "on 1 May", "am 1. Januar und am 1. Juli", "an Heiligabend (24.12.)".
func (s scanner) daysOfYear(i int) (list []time.Time, to int) {
	for j := i; len(list) < longestYearList; {
		e := s.dayOfYear(s.skip(j, 6, "on", "the", "am", "an", "zum", "zu", "immer", "jeweils", ","))
		value, _ := e.Value.(string)
		d, err := time.Parse(time.DateOnly, value)
		if e.To == 0 || err != nil || len(e.Options) > 0 {
			return list, to
		}
		list, to = append(list, d), e.To
		if again := s.dayOfYear(to + 1); s.is(to, "(") && again.Value == e.Value && s.is(again.To, ")") {
			to = again.To + 1
		}
		if j = s.skip(to, 2, ",", "and", "und", "&", "sowie"); j == to {
			return list, to
		}
	}
	return list, to
}

// dayOfYear reads a day that is the same each year: by its name, by its month, or in digits.
func (s scanner) dayOfYear(j int) (best Entity) {
	for _, form := range []func(int) Entity{s.namedDate, s.holiday, s.numericDate} {
		if e := form(j); e.To > best.To && e.Fault == Sound {
			best = e
		}
	}
	if _, moves := feasts[s.tok(j).Lower]; moves {
		return Entity{}
	}
	if best.To > 0 && s.is(best.To, ".") && s.tok(best.To).Glued { // "am 24.12. um 12 Uhr"
		best.To++
	}
	return best
}
