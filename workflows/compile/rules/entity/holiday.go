package entity

import (
	"strings"
	"time"

	"sayso/workflows/compile/rules/text"
)

// holidays are days with a name, as month and day; those that move are given by how far they are from Easter Sunday.
var (
	holidays = map[string][2]int{
		"christmas eve": {12, 24}, "christmas day": {12, 25}, "christmas": {12, 25}, "boxing day": {12, 26}, "xmas": {12, 25},
		"new year's eve": {12, 31}, "new year’s eve": {12, 31}, "new year's day": {1, 1}, "new year’s day": {1, 1}, "new years eve": {12, 31},
		"valentine's day": {2, 14}, "valentine’s day": {2, 14}, "halloween": {10, 31}, "st patrick's day": {3, 17}, "valentinstag": {2, 14},
		"heiligabend": {12, 24}, "heiliger abend": {12, 24}, "weihnachten": {12, 25}, "silvester": {12, 31}, "neujahr": {1, 1},
		"nikolaus": {12, 6}, "tag der arbeit": {5, 1}, "tag der deutschen einheit": {10, 3}, "allerheiligen": {11, 1},
		"dreikönigstag": {1, 6}, "april fools' day": {4, 1}, "nikolaustag": {12, 6},
	}
	feasts = map[string]int{
		"good friday": -2, "easter sunday": 0, "easter": 0, "easter monday": 1, "whit monday": 50, "pentecost": 49,
		"karfreitag": -2, "ostersonntag": 0, "ostern": 0, "ostermontag": 1, "christi himmelfahrt": 39, "pfingsten": 49,
		"pfingstsonntag": 49, "pfingstmontag": 50, "fronleichnam": 60, "gründonnerstag": -3, "ash wednesday": -46, "aschermittwoch": -46,
	}
)

// longestHoliday is the most words that the name of a day has.
const longestHoliday = 4

// holiday reads the name of a day, with or without a year. It is weak, since "the Christmas party" is no date.
func (s scanner) holiday(i int) (e Entity) {
	var words []string
	for j := i; j < i+longestHoliday && s.tok(j).Kind == text.Word; j++ {
		words = append(words, s.tok(j).Lower)
		year, to := s.year(j + 1)
		if d, ok := s.feast(strings.Join(words, " "), year); ok {
			e = s.day(d, to)
			e.Weak = true
		}
	}
	return e
}

// feast gives the day of a name in a year; without one, the next such day.
func (s scanner) feast(name string, year int) (time.Time, bool) {
	if d, ok := holidays[name]; ok {
		return s.calendar(year, d[0], d[1])
	}
	after, ok := feasts[name]
	if !ok {
		return time.Time{}, false
	}
	if year > 0 {
		return s.easter(year).AddDate(0, 0, after), true
	}
	day := s.easter(s.Now.Year()).AddDate(0, 0, after)
	if day.Before(midnight(s.Now)) {
		day = s.easter(s.Now.Year()+1).AddDate(0, 0, after)
	}
	return day, true
}

// easter gives Easter Sunday of a year in the Gregorian calendar, by the algorithm of Meeus, Jones and Butcher.
func (s scanner) easter(year int) time.Time {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (b - (b+8)/25 + 1) / 3
	h := (19*a + b - d - g + 15) % 30
	l := (32 + 2*e + 2*(c/4) - h - c%4) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return s.on(year, time.Month(n/31), n%31+1)
}
