package entity

import (
	"slices"
	"strconv"
	"strings"
)

// What keeps a time table to some days and hours may stand apart from it: "every day at 8 …, but not on Sundays", "alle 10 Minuten, aber nur werktags".

// workweek are the days but those of a weekend, as a field of cron.
const workweek = "1-5"

// restricted takes away the days that are said to be left out, and keeps to those that are said to be meant alone.
func (r *Recurrence) restricted(s scanner, c cycle, from, to int) cycle {
	for j := 0; j < len(s.tokens); j++ {
		if j >= from && j < to {
			j = to - 1
			continue
		}
		off, end := s.leftOut(j)
		only, until := s.keptTo(j)
		hours, behind := s.onlyBetween(c, j)
		switch {
		case end > 0 && c.weekday == "*" && c.day == "*":
			c.weekday = daysBut(off)
		case until > 0 && c.weekday == "*" && c.day == "*":
			c.weekday, end = only, until
		case behind > 0:
			c, end = hours, behind
		default:
			continue
		}
		r.Ranges = append(r.Ranges, [2]int{j, end})
		j = end - 1
	}
	return c
}

// leftOut reads the days that a time table leaves out: "except weekends", "not on Sundays", "außer samstags und sonntags", "weekends excluded".
func (s scanner) leftOut(i int) (off []string, to int) {
	j := s.skip(i, 2, ",", "but", "aber", "jedoch", "though", "(")
	k := s.skip(j, 2, "except", "außer", "ausser", "excluding", "excl", "exkl", "without", "ohne", "not", "nicht", "nie", "never", "ausgenommen", "save")
	if s.is(j, "bis") && s.is(j+1, "auf") {
		k = j + 2
	}
	if k == j {
		off, to = s.daysAt(j, false)
		if to == 0 || !s.is(to, "excluded", "excepted", "ausgenommen", "off", "out") {
			return nil, 0
		}
		return off, to + 1
	}
	loose := s.is(j, "except", "außer", "ausser", "excluding", "save")
	if off, to = s.daysAt(s.skip(k, 3, "on", "am", "an", "for", "the", "den"), loose); to == 0 {
		return nil, 0
	}
	return off, s.skip(to, 1, ")")
}

// keptTo reads the days that a time table is kept to: "only on weekdays", "nur werktags", "weekdays only".
func (s scanner) keptTo(i int) (weekday string, to int) {
	j := s.skip(i, 3, ",", "but", "aber", "jedoch", "though", "and", "und", "(", "das")
	k := s.skip(j, 2, "only", "nur", "ausschließlich", "solely", "just", "lediglich")
	list, to := s.daysAt(s.skip(k, 2, "on", "am", "an", "the"), false)
	switch {
	case to == 0:
		return "", 0
	case k == j && s.is(to, "only"):
		to++
	case k == j:
		return "", 0
	}
	return dayField(list), s.skip(to, 1, ")")
}

// onlyBetween reads the hours that an interval is kept to, apart from it: "…, only between 8 and 18", "during office hours (9 to 17)".
func (s scanner) onlyBetween(c cycle, i int) (cycle, int) {
	if c.minute == "" || c.beyond || strings.Contains(c.hour, "-") {
		return c, 0
	}
	j := s.skip(i, 3, ",", "but", "aber", "jedoch", "and", "und", "(", "only", "nur", "ausschließlich", "just")
	k := s.skip(j, 4, "during", "während", "in", "within", "zu", "den", "the", "der", "working", "business", "office", "hours", "geschäftszeiten", "bürozeiten",
		"arbeitszeiten", "arbeitszeit", "kernzeit", "öffnungszeiten", "(", ",")
	if j == i && !s.is(k-1, "(") {
		return c, 0
	}
	first, last, to := s.hours(k)
	if to == 0 {
		return c, 0
	}
	return c.within(first, last), s.skip(to, 1, ")")
}

// daysAt reads days of the week that are each of them: "Sundays", "weekends", "am Wochenende". Where it is loose, a plain name is one too.
func (s scanner) daysAt(i int, loose bool) (list []string, to int) {
	switch {
	case s.is(i, "weekends", "weekend", "wochenende", "wochenenden"), s.is(i, "the", "am") && s.is(i+1, "weekend", "wochenende"):
		return []string{"0", "6"}, s.skip(i, 2, "the", "am", "weekends", "weekend", "wochenende", "wochenenden")
	case s.is(i, "weekdays", "werktags", "wochentags", "workdays", "werktagen", "wochentagen", "arbeitstagen"), s.is(i, "business", "working") && s.is(i+1, "days"):
		return []string{workweek}, s.skip(i, 2, "business", "working", "days", "weekdays", "werktags", "wochentags", "workdays", "werktagen", "wochentagen", "arbeitstagen")
	}
	list, again, _, to := s.dayList(i, true)
	if len(list) == 0 || !again && !loose {
		return nil, 0
	}
	return list, to
}

// daysBut writes the days of the week without some.
func daysBut(off []string) string {
	field := strings.Split(dayField(off), ",")
	var on []string
	for d := range 7 {
		if name := strconv.Itoa(d); !slices.Contains(field, name) && (field[0] != workweek || d == 0 || d == 6) {
			on = append(on, name)
		}
	}
	if days := dayField(on); days != "1,2,3,4,5" {
		return days
	}
	return workweek
}
