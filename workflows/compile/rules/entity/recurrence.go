package entity

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// Recurrence is a time table: five cron fields, Sunday = 0, and an IANA time zone where one was named.
type Recurrence struct {
	Cron, Timezone string
	Ranges         [][2]int // the tokens that said so; the second of each pair not included
	Vague          bool     // the day is said and the time of day is not
	Dayless        bool     // it is weekly and the day is not said; Cron has Monday
	Beyond         bool     // a cron expression can't say it: "every other Monday"; Cron is empty
}

// FindRecurrence reads when something is to happen again and again: "every Monday at 9", "werktags um halb acht", "am Ersten des
// Monats um 8 Uhr", "alle 15 Minuten". ok is false where the prompt says no such thing.
func FindRecurrence(tokens []text.Token, env Env) (r Recurrence, ok bool) {
	s := scanner{tokens, env}
	for _, form := range []func(int) (cycle, int){s.cycle, s.habit} {
		for i := range tokens {
			if c, to := form(i); to > 0 {
				r.read(s, c, i, to)
				return r, true
			}
		}
	}
	return r, false
}

// read makes a time table of the cycle that the tokens from..to say, and of what is said around it.
func (r *Recurrence) read(s scanner, c cycle, from, to int) {
	r.Ranges = append(r.Ranges, [2]int{from, to})
	c = r.restricted(s, c, from, to)
	r.Dayless = c.dayless && c.weekday == "1"
	timed := c.minute != "" || r.timed(s, from, to, c)
	switch {
	case c.beyond || !timed:
		r.Beyond, r.Cron = true, ""
	case c.minute != "":
		r.Cron = strings.Join([]string{c.minute, c.hour, c.day, c.month, c.weekday}, " ")
	}
	r.zone(s, to)
	r.framed(s)
}

// cycle is a time table in parts, as the fields of a cron expression. Without minute and hour it is the days alone.
type cycle struct {
	minute, hour        string
	day, month, weekday string
	part                string // of the day: "evening"
	dayless             bool   // weekly, and nobody said on which day
	beyond              bool   // no cron expression can say it
}

// days makes a cycle of days; those fields that are empty stand for every one.
func days(c cycle) cycle {
	for _, f := range []*string{&c.day, &c.month, &c.weekday} {
		if *f == "" {
			*f = "*"
		}
	}
	return c
}

// cycle reads the time table that begins at a token.
func (s scanner) cycle(i int) (cycle, int) {
	if s.tok(i).Kind != text.Word && s.tok(i).Kind != text.Number {
		return cycle{}, 0
	}
	for _, form := range []func(int) (cycle, int){s.sparse, s.interval, s.windowed, s.yearly, s.monthly, s.named, s.weekly} {
		if c, to := form(i); to > 0 {
			return s.onThoseDays(c, to)
		}
	}
	return cycle{}, 0
}

// onThoseDays reads an interval behind days of the week: "werktags alle 10 Minuten", "weekdays between 9 and 17 every half hour".
func (s scanner) onThoseDays(c cycle, to int) (cycle, int) {
	if c.minute != "" || c.beyond || c.day != "*" {
		return c, to
	}
	often, end := s.interval(s.skip(to, 1, ","))
	if end == 0 {
		often, end = s.windowed(s.skip(to, 1, ","))
	}
	if end == 0 || often.weekday != "*" {
		return c, to
	}
	often.weekday = c.weekday
	return often, end
}

// zone looks for a time zone near the time.
func (r *Recurrence) zone(s scanner, to int) {
	for j := max(0, to-8); j < min(to+14, len(s.tokens)); j++ {
		zone, k := s.zoneAt(j)
		if zone == "" && slices.ContainsFunc(r.Ranges, func(span [2]int) bool { return span[1] == j }) {
			zone, k = s.cityBehind(j)
		}
		if zone != "" {
			r.Timezone = zone
			r.Ranges = append(r.Ranges, [2]int{j, k})
			return
		}
	}
}
