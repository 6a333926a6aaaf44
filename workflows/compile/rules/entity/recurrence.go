package entity

import (
	"slices"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// Recurrence is a time table: five cron fields, Sunday = 0, and an IANA time zone where one was named.
type Recurrence struct {
	Cron, Timezone string
	Ranges         [][2]int // the tokens that said so; the second of each pair not included
	Vague          bool     // the day is said and the time of day is not
	Beyond         bool     // a cron expression can't say it: "every other Monday"; Cron is empty
}

// FindRecurrence reads when something is to happen again and again: "every Monday at 9", "werktags um halb acht", "am Ersten des
// Monats um 8 Uhr", "alle 15 Minuten". ok is false where the prompt says no such thing.
func FindRecurrence(tokens []text.Token, env Env) (r Recurrence, ok bool) {
	s := scanner{tokens, env}
	for i := range tokens {
		c, to := s.cycle(i)
		if to == 0 {
			continue
		}
		r.Ranges = append(r.Ranges, [2]int{i, to})
		switch {
		case c.beyond:
			r.Beyond = true
			return r, true
		case c.minute != "":
			r.Cron = strings.Join([]string{c.minute, c.hour, c.day, c.month, c.weekday}, " ")
		default:
			if !r.timed(s, i, to, c) {
				return Recurrence{Ranges: r.Ranges, Beyond: true}, true
			}
		}
		r.zone(s, to)
		return r, true
	}
	return r, false
}

// cycle is a time table in parts, as the fields of a cron expression. Without minute and hour it is the days alone.
type cycle struct {
	minute, hour        string
	day, month, weekday string
	part                string // of the day: "evening"
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
	for _, form := range []func(int) (cycle, int){s.sparse, s.interval, s.yearly, s.monthly, s.named, s.weekly} {
		if c, to := form(i); to > 0 {
			return s.onThoseDays(c, to)
		}
	}
	return cycle{}, 0
}

// onThoseDays reads an interval behind days of the week: "werktags alle 10 Minuten".
func (s scanner) onThoseDays(c cycle, to int) (cycle, int) {
	if c.minute != "" || c.beyond || c.day != "*" {
		return c, to
	}
	often, end := s.interval(to)
	if end == 0 || often.weekday != "*" {
		return c, to
	}
	often.weekday = c.weekday
	return often, end
}

// timed puts the times of day around the day part into the expression. It is false where several have different minutes, which is more
// than one expression.
func (r *Recurrence) timed(s scanner, from, to int, c cycle) bool {
	clocks := r.timesOfDay(s, from, to, c.part)
	r.Vague = len(clocks) == 0
	if r.Vague {
		clocks = []clock{{hour: 9}}
	}
	hours := make([]int, 0, len(clocks))
	for _, at := range clocks {
		if at.minute != clocks[0].minute {
			return false
		}
		hours = append(hours, at.hour)
	}
	slices.Sort(hours)
	list := make([]string, 0, len(hours))
	for _, h := range slices.Compact(hours) {
		list = append(list, strconv.Itoa(h))
	}
	r.Cron = strings.Join([]string{strconv.Itoa(clocks[0].minute), strings.Join(list, ","), c.day, c.month, c.weekday}, " ")
	return true
}

// timesOfDay finds the times in the tokens around the day part: at once behind it, or anywhere near.
func (r *Recurrence) timesOfDay(s scanner, from, to int, part string) []clock {
	for _, j := range near(from, to, len(s.tokens)) {
		c, k := s.clockAt(j)
		if k == 0 {
			continue
		}
		list := []clock{c}
		begin := j
		if h, end := s.hourWord(j - 2); end == j-1 && s.is(j-1, "and", "und", "&", "/") && h < 24 && s.tok(j-2).Kind == text.Number { // "8 und 16 Uhr"
			list, begin = append(list, clock{hour: h}), j-2
		}
		for s.is(k, "and", "und", "&", "/", ",", "sowie") {
			next := k + 1
			if s.is(next, "and", "und") {
				next++
			}
			more, end := s.clockAt(next)
			if end == 0 && s.is(j, "at", "um") && s.tok(next).Kind == text.Number {
				more, end = s.clockBehind(next, true, "")
			}
			if end == 0 || s.timesSomething(end) {
				break
			}
			list, k = append(list, more), end
		}
		for n := range list {
			if list[n].part == "" {
				list[n] = list[n].in(part)
			}
		}
		r.Ranges = append(r.Ranges, [2]int{begin, k})
		return list
	}
	return nil
}

// timesSomething reports whether a number before a token counts something and is no time: "at 9, 3 replicas".
func (s scanner) timesSomething(i int) bool {
	return s.tok(i).Kind == text.Word && !s.is(i-1, "uhr", "am", "pm") && !s.is(i, "and", "und", "uhr", "at", "on", "in", "to", "sowie")
}

// near lists the tokens around a range: those behind it first, then those before it.
func near(from, to, end int) []int {
	var list []int
	for j := to; j < min(to+6, end); j++ {
		list = append(list, j)
	}
	for j := max(0, from-6); j < from; j++ {
		list = append(list, j)
	}
	for j := min(to+6, end); j < min(to+25, end); j++ {
		list = append(list, j)
	}
	return list
}

// zone looks for a time zone behind the time.
func (r *Recurrence) zone(s scanner, to int) {
	for j := max(0, to-8); j < min(to+14, len(s.tokens)); j++ {
		zone, k := s.zoneAt(j)
		if zone != "" {
			r.Timezone = zone
			r.Ranges = append(r.Ranges, [2]int{j, k})
			return
		}
	}
}
