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
		if c.every != "" {
			r.Cron = c.every
			r.zone(s, to)
			return r, true
		}
		clock, found := r.timeOfDay(s, i, to, c.part)
		r.Vague = !found
		r.Cron = strings.Join([]string{strconv.Itoa(clock.minute), strconv.Itoa(clock.hour), c.day, c.month, c.weekday}, " ")
		r.zone(s, to)
		return r, true
	}
	return r, false
}

// cycle is the day part of a time table, or a whole one in every.
type cycle struct {
	day, month, weekday string
	every               string
	part                string // of the day: "evening"
}

type clock struct{ hour, minute int }

// cycle reads the day part that begins at a token.
func (s scanner) cycle(i int) (cycle, int) {
	for _, form := range []func(int) (cycle, int){s.interval, s.monthly, s.named, s.weekly} {
		if c, to := form(i); to > 0 {
			return c, to
		}
	}
	return cycle{}, 0
}

// interval reads "every 15 minutes", "alle 2 Stunden", "every hour on the hour", "stündlich".
func (s scanner) interval(i int) (cycle, int) {
	if s.is(i, "hourly", "stündlich") {
		return cycle{every: "0 * * * *"}, i + 1
	}
	if !s.is(i, "every", "each", "alle", "jede") {
		return cycle{}, 0
	}
	n, j := 1, i+1
	if d, to := s.decimal(j, false); d != "" {
		k, err := strconv.Atoi(d)
		if err != nil || k < 1 {
			return cycle{}, 0
		}
		n, j = k, to
	}
	switch units[s.tok(j).Lower] {
	case "m":
		if n < 60 && (n > 1 || s.is(i, "every", "each", "jede")) {
			return cycle{every: step(n) + " * * * *"}, j + 1
		}
	case "h":
		to := j + 1
		if s.is(to, "on") && s.is(to+1, "the") && s.is(to+2, "hour") {
			to += 3
		} else if s.is(to, "zur") && s.is(to+1, "vollen") && s.is(to+2, "stunde") {
			to += 3
		}
		if n < 24 {
			return cycle{every: "0 " + step(n) + " * * *"}, to
		}
	}
	return cycle{}, 0
}

func step(n int) string {
	if n == 1 {
		return "*"
	}
	return "*/" + strconv.Itoa(n)
}

// monthly reads "on the 1st of every month", "am Ersten des Monats", "am 15. jedes Monats", "first day of each quarter".
func (s scanner) monthly(i int) (cycle, int) {
	j := i
	for s.is(j, "on", "the", "am", "zum", "immer", "jeweils") {
		j++
	}
	day, to := s.dayOfMonth(j)
	if to == 0 {
		return cycle{}, 0
	}
	if s.is(to, "day", "tag") {
		to++
	}
	marked := false
	for s.is(to, "of", "in", "im", "every", "each", "a", "the", "des", "jedes", "jeden", "jedem", "eines", "per") {
		marked = marked || s.is(to, "every", "each", "a", "des", "jedes", "jeden", "jedem", "eines", "per", "the")
		to++
	}
	switch {
	case !marked:
	case s.is(to, "month", "monats", "monat"):
		return cycle{day: day, month: "*", weekday: "*"}, to + 1
	case s.is(to, "quarter", "quartals", "quartal"):
		return cycle{day: day, month: "1,4,7,10", weekday: "*"}, to + 1
	case s.is(to, "year", "jahres", "jahr"):
		return cycle{day: day, month: "1", weekday: "*"}, to + 1
	}
	return cycle{}, 0
}

func (s scanner) dayOfMonth(i int) (string, int) {
	if s.is(i, "first", "ersten", "erster") {
		return "1", i + 1
	}
	if day, to := s.ordinalAt(i); to > 0 && day >= 1 && day <= 31 {
		return strconv.Itoa(day), to
	}
	return "", 0
}

// namedCycles are single words for a time table.
var namedCycles = map[string]cycle{
	"daily": {day: "*", month: "*", weekday: "*"}, "nightly": {day: "*", month: "*", weekday: "*", part: "night"},
	"täglich":  {day: "*", month: "*", weekday: "*"},
	"weekdays": {day: "*", month: "*", weekday: "1-5"}, "werktags": {day: "*", month: "*", weekday: "1-5"},
	"wochentags": {day: "*", month: "*", weekday: "1-5"},
	"monthly":    {day: "1", month: "*", weekday: "*"}, "monatlich": {day: "1", month: "*", weekday: "*"},
	"quarterly": {day: "1", month: "1,4,7,10", weekday: "*"},
}

// cycleNouns are what may be behind "every".
var cycleNouns = map[string]cycle{
	"day": {weekday: "*"}, "tag": {weekday: "*"}, "morning": {weekday: "*", part: "morning"},
	"morgen": {weekday: "*", part: "morning"}, "evening": {weekday: "*", part: "evening"},
	"abend": {weekday: "*", part: "evening"}, "night": {weekday: "*", part: "night"}, "nite": {weekday: "*", part: "night"},
	"nacht":     {weekday: "*", part: "night"},
	"afternoon": {weekday: "*", part: "afternoon"}, "nachmittag": {weekday: "*", part: "afternoon"},
	"weekday": {weekday: "1-5"}, "workday": {weekday: "1-5"}, "werktag": {weekday: "1-5"}, "wochentag": {weekday: "1-5"},
	"month": {day: "1", weekday: "*"}, "monat": {day: "1", weekday: "*"},
}

// named reads "daily", "werktags (Mo–Fr)", "every evening", "jede Nacht".
func (s scanner) named(i int) (cycle, int) {
	c, ok := namedCycles[s.tok(i).Lower]
	to := i + 1
	if next := s.tok(to); ok && i > 0 && next.Kind == text.Word && strings.HasSuffix(s.tok(i).Lower, "ly") &&
		!next.Is("at", "on", "in", "to") {
		ok = false // "the nightly build"
	}
	if !ok && s.is(i, "every", "each", "jeden", "jede", "jedes", "single") {
		j := i + 1
		if s.is(j, "single") {
			j++
		}
		c, ok = cycleNouns[s.tok(j).Lower]
		to = j + 1
	}
	if !ok || s.tok(i).Kind != text.Word {
		return cycle{}, 0
	}
	if c.day == "" {
		c.day = "*"
	}
	if c.month == "" {
		c.month = "*"
	}
	if s.is(to, "(") && s.is(to+2, ")") { // "(Mo–Fr)"
		to += 3
	} else if s.is(to, "(") && s.is(to+4, ")") {
		to += 5
	}
	return c, to
}

// dayAt reads the name of a day of the week; again is true for a form that means each of them: "Mondays", "montags".
func (s scanner) dayAt(i int) (day int, again bool, part string) {
	w := s.tok(i).Lower
	if s.tok(i).Kind != text.Word {
		return -1, false, ""
	}
	if d, ok := weekdays[w]; ok {
		return int(d), false, ""
	}
	if d, ok := weekdays[strings.TrimSuffix(w, "s")]; ok && strings.HasSuffix(w, "s") {
		return int(d), true, ""
	}
	for _, p := range []struct{ ending, part string }{
		{"nachmittag", "afternoon"}, {"vormittag", "morning"}, {"morgen", "morning"}, {"abend", "evening"}, {"mittag", "noon"},
	} {
		if d, ok := weekdays[strings.TrimSuffix(w, p.ending)]; ok && strings.HasSuffix(w, p.ending) {
			return int(d), false, p.part
		}
	}
	return -1, false, ""
}

// weekly reads "every Monday", "Mondays", "dienstags + donnerstags", "Montag bis Donnerstag jeweils".
func (s scanner) weekly(i int) (cycle, int) {
	j, each := i, false
	for s.is(j, "every", "each", "jeden", "jede", "on", "am", "immer", "jeweils") {
		each = each || s.is(j, "every", "each", "jeden", "immer", "jeweils")
		j++
	}
	days, again, part, j := s.dayList(j)
	if len(days) == 0 || !each && !again && !s.is(j, "jeweils", "each") {
		return cycle{}, 0
	}
	if s.is(j, "jeweils", "each", "week") {
		j++
	}
	for _, p := range []string{"morning", "afternoon", "evening", "night"} {
		if s.is(j, p) {
			part, j = p, j+1
		}
	}
	slices.Sort(days)
	return cycle{day: "*", month: "*", weekday: strings.Join(days, ","), part: part}, j
}

// dayList reads days of the week and ranges of them: "Monday, Wednesday and Friday", "Mo–Fr". again is true where one has the
// form for each of them.
func (s scanner) dayList(j int) (days []string, again bool, part string, to int) {
	for {
		day, each, p := s.dayAt(j)
		if day < 0 {
			return nil, false, "", j
		}
		again, part = again || each, part+p
		days = append(days, strconv.Itoa(day))
		j++
		if s.is(j, "bis", "to", "through", "until", "–", "-") {
			if last, each, _ := s.dayAt(j + 1); last >= 0 {
				days[len(days)-1] += "-" + strconv.Itoa(last)
				again = again || each
				j += 2
			}
		}
		k := j
		for s.is(k, ",", "and", "und", "+", "&") {
			k++
		}
		if next, _, _ := s.dayAt(k); k == j || next < 0 {
			return days, again, part, j
		}
		j = k
	}
}

// timeOfDay finds the time in the tokens around the day part: at once behind it, or anywhere near.
func (r *Recurrence) timeOfDay(s scanner, from, to int, part string) (clock, bool) {
	for _, j := range near(from, to, len(s.tokens)) {
		c, k, p := s.clockAt(j)
		if k == 0 {
			continue
		}
		if p != "" {
			part = p
		}
		if slices.Contains([]string{"evening", "afternoon"}, part) && c.hour < 12 && c.hour > 0 {
			c.hour += 12
		}
		r.Ranges = append(r.Ranges, [2]int{j, k})
		return c, true
	}
	return clock{hour: 9}, false
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
