package entity

import (
	"regexp"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

var timeOfDay = regexp.MustCompile(`^(\d{1,2})[:.](\d{2})$`)

// clockAt reads a time of day: "9 am", "at 9", "5.30 pm", "16:30", "um 9 Uhr", "halb acht", "Viertel nach drei", "noon".
func (s scanner) clockAt(i int) (c clock, to int, part string) {
	j, sure := i, false
	for s.is(j, "at", "um", "gegen", "morgens", "abends", "nachmittags", "mittags", "nachts", "früh", "(", ",") && j < i+3 {
		sure = sure || s.is(j, "at", "um", "gegen")
		part = map[string]string{"morgens": "morning", "abends": "evening", "nachmittags": "afternoon"}[s.tok(j).Lower] + part
		j++
	}
	if c, to, ok := s.spoken(j); ok {
		return c, s.closing(to), part
	}
	t := s.tok(j)
	if m := timeOfDay.FindStringSubmatch(t.Text); m != nil && t.Kind == text.Number {
		c.hour, _ = strconv.Atoi(m[1])
		c.minute, _ = strconv.Atoi(m[2])
		sure = sure || strings.Contains(t.Text, ":")
		return s.suffix(c, j+1, sure, part)
	}
	if n, k := s.decimal(j, false); n != "" {
		h, err := strconv.Atoi(n)
		if err != nil || h > 24 {
			return clock{}, 0, ""
		}
		c.hour = h
		return s.suffix(c, k, sure, part)
	}
	return clock{}, 0, ""
}

// suffix reads "am", "pm", "Uhr", "o'clock" behind a number, without which it is a time only behind "at" or "um".
func (s scanner) suffix(c clock, to int, sure bool, part string) (clock, int, string) {
	switch {
	case s.is(to, "am", "a.m") && (s.Lang == "en" || s.tok(to).Glued):
		if c.hour == 12 {
			c.hour = 0
		}
		to, sure = to+1, true
	case s.is(to, "pm", "p.m"):
		if c.hour < 12 {
			c.hour += 12
		}
		to, sure = to+1, true
	case s.is(to, "uhr", "o'clock", "h"):
		to, sure = to+1, true
	}
	if !sure || c.hour > 23 || c.minute > 59 {
		return clock{}, 0, ""
	}
	return c, s.closing(to), part
}

func (s scanner) closing(to int) int {
	if s.is(to, "morgens", "abends", "nachmittags", "mittags", "nachts", "früh") {
		to++
	}
	return to
}

// spoken reads times in words.
func (s scanner) spoken(i int) (c clock, to int, ok bool) {
	switch {
	case s.is(i, "noon", "midday"):
		return clock{hour: 12}, i + 1, true
	case s.is(i, "midnight", "mitternacht"):
		return clock{}, i + 1, true
	case s.is(i, "halb"):
		if h, to := s.hour(i + 1); to > 0 {
			return clock{h - 1, 30}, to, true
		}
	case s.is(i, "half") && s.is(i+1, "past"):
		if h, to := s.hour(i + 2); to > 0 {
			return clock{h, 30}, to, true
		}
	case s.is(i, "viertel", "quarter") && s.is(i+1, "nach", "past"):
		if h, to := s.hour(i + 2); to > 0 {
			return clock{h, 15}, to, true
		}
	case s.is(i, "viertel", "quarter") && s.is(i+1, "vor", "to"):
		if h, to := s.hour(i + 2); to > 0 {
			return clock{(h + 23) % 24, 45}, to, true
		}
	}
	return clock{}, 0, false
}

func (s scanner) hour(i int) (h, to int) {
	n, to := s.decimal(i, false)
	h, err := strconv.Atoi(n)
	if n == "" || err != nil || h < 1 || h > 24 {
		return 0, 0
	}
	return h, to
}

// zoneWords are cities and abbreviations that people name a time zone by.
var zoneWords = map[string]string{
	"new york": "America/New_York", "chicago": "America/Chicago", "los angeles": "America/Los_Angeles",
	"london": "Europe/London", "berlin": "Europe/Berlin", "vienna": "Europe/Vienna",
	"zurich": "Europe/Zurich", "paris": "Europe/Paris", "madrid": "Europe/Madrid", "tokyo": "Asia/Tokyo",
	"singapore": "Asia/Singapore", "sydney": "Australia/Sydney", "amsterdam": "Europe/Amsterdam",
	"eastern": "America/New_York", "pacific": "America/Los_Angeles", "central european": "Europe/Berlin",
	"dublin": "Europe/Dublin", "mumbai": "Asia/Kolkata", "toronto": "America/Toronto",
	"wiener": "Europe/Vienna", "berliner": "Europe/Berlin", "züricher": "Europe/Zurich", "zürcher": "Europe/Zurich",
	"londoner": "Europe/London", "new yorker": "America/New_York",
	"deutscher": "Europe/Berlin", "mitteleuropäischer": "Europe/Berlin", "pariser": "Europe/Paris",
	"münchner": "Europe/Berlin", "hamburger": "Europe/Berlin",
}

var ianaZone = regexp.MustCompile(`^(Europe|America|Asia|Africa|Australia|Pacific|Atlantic)/[A-Z][A-Za-z_/-]+$`)

// zoneAt reads "New York time", "Wiener Zeit", "(Europe/Zurich)", "UTC".
func (s scanner) zoneAt(i int) (zone string, to int) {
	t := s.tok(i)
	switch {
	case t.Kind != text.Word:
		return "", 0
	case ianaZone.MatchString(t.Text):
		return t.Text, i + 1
	case t.Is("utc", "gmt"):
		return "UTC", i + 1
	case t.Is("cet", "cest", "mez", "mesz"):
		return "Europe/Berlin", i + 1
	}
	for n := 2; n >= 1; n-- {
		name := t.Lower
		if n == 2 {
			name += " " + s.tok(i+1).Lower
		}
		if zone, ok := zoneWords[name]; ok && s.is(i+n, "time", "zeit", "ortszeit") {
			return zone, i + n + 1
		}
	}
	return "", 0
}

// AtTime puts a time of day that a person gave into a cron expression: "9:30", "8 pm", "17 Uhr", "9".
func AtTime(cron, given string, env Env) (string, bool) {
	clean, err := text.Normalise("at "+given+" .", 100)
	fields := strings.Fields(cron)
	if err != nil || len(fields) != 5 {
		return "", false
	}
	c, to, _ := scanner{text.Tokens(clean), env}.clockAt(0)
	if to == 0 {
		return "", false
	}
	fields[0], fields[1] = strconv.Itoa(c.minute), strconv.Itoa(c.hour)
	return strings.Join(fields, " "), true
}
