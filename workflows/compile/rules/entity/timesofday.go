package entity

import (
	"slices"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// timed puts the times of day around the day part into the expression. It is false where several have different minutes, which is more
// than one expression.
func (r *Recurrence) timed(s scanner, from, to int, c cycle) bool {
	clocks := r.timesOfDay(s, from, to, c.part)
	r.Vague = len(clocks) == 0 && !c.beyond
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
	if c.beyond {
		return false
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
		list, k := s.clocks(j)
		if k == 0 {
			continue
		}
		for n := range list {
			if list[n].part == "" {
				list[n] = list[n].in(part)
			}
		}
		r.Ranges = append(r.Ranges, [2]int{j, k})
		return list
	}
	return nil
}

// mostTimes is how many times of a day are read as a list.
const mostTimes = 8

// clocks reads one or more times of day: "at 9 and 17", "8, 12 and 17:00", "um 8 und um 16 Uhr". A plain number is one where it stands behind "at",
// or where the list ends with a time that can't be anything else. What is corrected at once counts as it is corrected.
func (s scanner) clocks(i int) (list []clock, to int) {
	lead, sure := false, false
	for j := i; len(list) < mostTimes; {
		lead = lead || s.is(j, "at", "um", "@") || s.is(j, ",", "(", ":") && s.is(j+1, "at", "um", "@")
		c, end := s.clockAt(j)
		if end > 0 {
			sure = true
		} else if c, end = s.plainHour(j, lead); end == 0 {
			break
		}
		list, to = append(list, c), end
		if c, end := s.repaired(to, s.clockAt); end > 0 {
			list[len(list)-1], to = c, end
		}
		if j = s.skip(to, 3, "and", "und", "&", "+", "/", ",", "sowie"); j == to {
			break
		}
	}
	if !sure {
		return nil, 0
	}
	return list, to
}

// plainHour reads an hour in a list of times; lead is true behind "at". Without it, others have to follow that say what it is.
func (s scanner) plainHour(j int, lead bool) (clock, int) {
	if s.is(j, "(", ":") {
		j++
	}
	h, end := s.hourWord(j)
	listed := s.is(end, ",", "and", "und", "&", "+", "/", "sowie")
	if end == 0 || h > 24 || s.tok(j).Kind != text.Number && !lead || !lead && !listed || lead && s.timesSomething(end) {
		return clock{}, 0
	}
	return clock{hour: h % 24}, end
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
	for j := max(0, from-9); j < from; j++ {
		list = append(list, j)
	}
	for j := min(to+6, end); j < min(to+25, end); j++ {
		list = append(list, j)
	}
	return list
}

// repaired reads what takes the place of what ends at a token, behind the words by which people take something back: "– äh, lieber um 19 Uhr –",
// ", no, make that 10".
func (s scanner) repaired(i int, read func(int) (clock, int)) (clock, int) {
	j := s.retraction(i)
	if j == 0 {
		return clock{}, 0
	}
	c, to := read(j)
	if to == 0 {
		return clock{}, 0
	}
	return c, s.skip(to, 1, "–", "-", ")")
}

// retraction gives the token behind the words that take back what ends at a token, 0 where there are none.
func (s scanner) retraction(i int) int {
	j := s.skip(i, 2, ",", "–", "-", "(", "…", ".")
	k := s.skip(j, 6, "äh", "ähm", "ehm", "nein", "no", "sorry", "quatsch", "stopp", "moment", "korrektur", "correction", "wait", "uh", "er", "oops", "lieber",
		"besser", "doch", "rather", "actually", "scratch", "that", "make", "i", "mean", "ich", "meine", "meinte", "gesagt", "or", ",", "–")
	if j == i || k == j {
		return 0
	}
	return k
}
