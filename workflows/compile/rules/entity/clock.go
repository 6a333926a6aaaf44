package entity

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// clock is a time of day; part is the part of the day that was said with it.
type clock struct {
	hour, minute int
	part         string
}

var (
	timeOfDay = regexp.MustCompile(`^(\d{1,2})[:.](\d{2})$`)
	military  = regexp.MustCompile(`^([01]\d|2[0-3])([0-5]\d)$`)
)

// partWords are words for a part of the day that stand before or behind a time.
var partWords = map[string]string{
	"morgens": "morning", "früh": "morning", "frühmorgens": "morning", "vormittags": "morning", "mittags": "noon", "nachmittags": "afternoon",
	"abends": "evening", "nachts": "night",
}

// clockAt reads a time of day: "9 am", "at 9", "5.30 pm", "16:30", "um 9 Uhr", "halb acht", "Viertel nach drei", "noon", "8 Uhr abends".
// To is 0 where there is none.
func (s scanner) clockAt(i int) (c clock, to int) {
	j, sure, part, noon := i, false, "", 0
	for j < i+4 {
		p := partWords[s.tok(j).Lower]
		switch {
		case p != "":
			part = p
		case s.is(j, "at", "um", "gegen", "@", "punkt"):
			sure = true
		case !s.is(j, "(", ",", "exactly", "genau", "sharp", "immer", "jeweils", "around", "about"):
			c, to = s.clockBehind(j, sure, part)
			if to == 0 && noon > 0 { // "täglich mittags"
				return clock{hour: 12}, noon
			}
			return c, to
		}
		if j++; p == "noon" {
			noon = j
		}
	}
	return clock{}, 0
}

// clockBehind reads a time of day behind the words that lead to it; sure is true where a plain number is one.
func (s scanner) clockBehind(j int, sure bool, part string) (c clock, to int) {
	if c, to := s.spoken(j); to > 0 {
		c.part = part
		return s.closing(c, to)
	}
	return s.digital(j, sure, part)
}

// digital reads a time of day that begins with its hour.
func (s scanner) digital(j int, sure bool, part string) (c clock, to int) {
	t := s.tok(j)
	if m := timeOfDay.FindStringSubmatch(t.Text); m != nil && t.Kind == text.Number {
		c = clock{number(m[1]), number(m[2]), part}
		return s.suffix(c, j+1, sure || strings.Contains(t.Text, ":"))
	}
	if m := military.FindStringSubmatch(t.Text); m != nil && (sure || s.is(j+1, "hours", "hrs")) {
		to = j + 1
		if s.is(to, "hours", "hrs") {
			to++
		}
		return clock{number(m[1]), number(m[2]), part}, to
	}
	if n, k := s.hourWord(j); k > 0 && n <= 24 {
		return s.suffix(clock{hour: n, part: part}, k, sure)
	}
	return clock{}, 0
}

// number reads digits that a pattern has matched.
func number(digits string) int {
	n, err := strconv.Atoi(digits)
	if err != nil {
		return -1
	}
	return n
}

// hourWord reads an hour in digits or words; "ein" is one before "Uhr".
func (s scanner) hourWord(j int) (h, to int) {
	if s.is(j, "ein") && s.is(j+1, "uhr") {
		return 1, j + 1
	}
	n, to := s.decimal(j, false)
	h, err := strconv.Atoi(n)
	if n == "" || err != nil {
		return 0, 0
	}
	return h, to
}

// suffix reads "am", "pm", "Uhr", "o'clock" behind a number, without which it is a time only behind "at" or "um".
func (s scanner) suffix(c clock, to int, sure bool) (clock, int) {
	switch {
	case s.is(to, "am", "a.m", "a") && (s.Lang == "en" || s.tok(to).Glued) && (!s.is(to, "a") || s.tok(to).Glued):
		if c.hour == 12 {
			c.hour = 0
		}
		to, sure = to+1, true
	case s.is(to, "pm", "p.m", "p") && (!s.is(to, "p") || s.tok(to).Glued):
		if c.hour < 12 {
			c.hour += 12
		}
		to, sure = to+1, true
	case s.is(to, "noon", "midday") && c.hour == 12, s.is(to, "midnight") && c.hour == 12:
		if s.is(to, "midnight") {
			c.hour = 0
		}
		to, sure = to+1, true
	case s.is(to, "uhr", "o'clock", "o’clock", "h"):
		to, sure = to+1, true
		if m := s.tok(to); m.Kind == text.Number && len(m.Text) == 2 && s.is(to-1, "uhr", "h") && c.minute == 0 && isDigits(m.Text) {
			c.minute, to = number(m.Text), to+1 // "7 Uhr 30"
		}
	}
	c, end := s.closing(c, to)
	if c.hour == 24 && c.minute == 0 {
		c.hour = 0
	}
	if !sure && end == to || c.hour > 23 || c.minute > 59 || c.minute < 0 {
		return clock{}, 0
	}
	return c, end
}

// closing reads the part of the day behind a time, and moves the time there: "8 Uhr abends" is 20:00.
func (s scanner) closing(c clock, to int) (clock, int) {
	word, end := s.tok(to).Lower, to+1
	if s.is(to, "in") && s.is(to+1, "the") || s.is(to, "at") && s.is(to+1, "night") || s.is(to, "am", "in") && s.is(to+1, "der", "morgen", "abend", "nachmittag") {
		if end = to + 2; s.is(to, "in") {
			end = to + 3
		}
		word = s.tok(end - 1).Lower
	}
	if p := partWords[word]; p != "" {
		c.part, to = p, end
	} else if p, ok := cycleNouns[word]; ok && p.part != "" && end > to+1 {
		c.part, to = p.part, end
	}
	return c.in(c.part), to
}

// in moves an hour of twelve to the part of the day it is in.
func (c clock) in(part string) clock {
	switch {
	case slices.Contains([]string{"evening", "afternoon"}, part) && c.hour < 12 && c.hour > 0,
		part == "night" && c.hour >= 7 && c.hour < 12, part == "noon" && c.hour > 0 && c.hour < 3:
		c.hour += 12
	case c.hour == 12 && part == "night":
		c.hour = 0
	}
	return c
}

// spoken reads times in words.
func (s scanner) spoken(i int) (c clock, to int) {
	switch {
	case s.is(i, "noon", "midday"):
		return clock{hour: 12}, i + 1
	case s.is(i, "midnight", "mitternacht"):
		return clock{}, i + 1
	case s.is(i, "halb"):
		return s.fromHour(i+1, -30)
	case s.is(i, "dreiviertel"):
		return s.fromHour(i+1, -15)
	}
	var minutes, j int
	switch {
	case s.is(i, "half"):
		minutes, j = 30, i+1
	case s.is(i, "viertel", "quarter"):
		minutes, j = 15, i+1
	case s.is(i, "a") && s.is(i+1, "quarter"):
		minutes, j = 15, i+2
	default:
		if minutes, j = s.hourWord(i); j == 0 || minutes >= 30 {
			return c, 0
		}
		if s.is(j, "minutes", "minuten") {
			j++
		}
	}
	switch {
	case s.is(j, "past", "nach"):
		return s.fromHour(j+1, minutes)
	case s.is(j, "to", "vor", "til", "till") && minutes < 30:
		return s.fromHour(j+1, -minutes)
	}
	return c, 0
}

// fromHour reads an hour and gives the time that is some minutes from it.
func (s scanner) fromHour(i, minutes int) (clock, int) {
	h, to := s.hourWord(i)
	if s.is(i, "noon", "midday") {
		h, to = 12, i+1
	}
	if to == 0 || h < 1 || h > 24 {
		return clock{}, 0
	}
	if s.is(to, "uhr", "o'clock") {
		to++
	}
	at := (h*60 + minutes) % (24 * 60)
	return clock{hour: at / 60, minute: at % 60}, to
}

// TimeOfDay reads a text that is a time of day and nothing else.
func TimeOfDay(given string, env Env) (hour, minute int, ok bool) {
	clean, err := text.Normalise(given+" .", 100)
	if err != nil {
		return 0, 0, false
	}
	tokens := text.Tokens(clean)
	c, to := scanner{tokens, env}.clockAt(0)
	return c.hour, c.minute, to > 0 && to >= len(tokens)-1
}

// AtTime puts a time of day that a person gave into a cron expression: "9:30", "8 pm", "17 Uhr", "9".
func AtTime(cron, given string, env Env) (string, bool) {
	clean, err := text.Normalise("at "+given+" .", 100)
	fields := strings.Fields(cron)
	if err != nil || len(fields) != 5 {
		return "", false
	}
	c, to := scanner{text.Tokens(clean), env}.clockAt(0)
	if to == 0 {
		return "", false
	}
	fields[0], fields[1] = strconv.Itoa(c.minute), strconv.Itoa(c.hour)
	return strings.Join(fields, " "), true
}

// OnDay puts a day of the week that a person gave into a cron expression: "Friday", "montags".
func OnDay(cron, given string, env Env) (string, bool) {
	clean, err := text.Normalise(given+" .", 100)
	fields := strings.Fields(cron)
	if err != nil || len(fields) != 5 {
		return "", false
	}
	s := scanner{text.Tokens(clean), env}
	list, _, _, _ := s.dayList(s.skip(0, 2, "on", "am", "every", "jeden"), true) //nolint:dogsled // the rest is for days within a sentence
	if len(list) == 0 {
		return "", false
	}
	fields[4] = dayField(list)
	return strings.Join(fields, " "), true
}
