package entity

import (
	"slices"
	"strconv"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// dayField writes days of the week, and ranges of them, as a field of cron. A range that goes over the end of the week is written out.
func dayField(list []string) string {
	var out []string
	for _, field := range list {
		first, last, ranged := strings.Cut(field, "-")
		from, to := number(first), number(last)
		switch {
		case ranged && from <= to:
			out = append(out, field)
		case ranged:
			for d := from; d <= to+7; d++ {
				out = append(out, strconv.Itoa(d%7))
			}
		default:
			out = append(out, strings.Split(field, ",")...)
		}
	}
	slices.Sort(out)
	if out = slices.Compact(out); len(out) == 7 {
		return "*"
	}
	return strings.Join(out, ",")
}

// dayAt reads the name of a day of the week; again is true for a form that means each of them: "Mondays", "montags".
func (s scanner) dayAt(i int) (day int, again bool, part string) {
	w := s.tok(i).Lower
	if s.tok(i).Kind != text.Word {
		return -1, false, ""
	}
	if day, part = weekdayName(w); day >= 0 {
		return day, false, part
	}
	if one, ok := strings.CutSuffix(w, "s"); ok {
		day, part = weekdayName(one)
	}
	return day, day >= 0, part
}

// weekly reads "every Monday", "Mondays", "dienstags + donnerstags", "Montag bis Donnerstag jeweils", "weekly on Friday", "Mon-Fri 8:00".
func (s scanner) weekly(i int) (cycle, int) {
	j, each := s.eachWeek(i)
	for s.is(j, "every", "each", "jeden", "jede", "on", "am", "immer", "jeweils", "von", "single", "a", "from") && j < i+7 {
		each = each || s.is(j, "every", "each", "jeden", "immer", "jeweils")
		j++
	}
	each = each || s.eachBehind(j)
	list, again, part, j := s.dayList(j, each)
	if len(list) == 0 {
		if to, weekly := s.eachWeek(i); weekly && !s.is(to, "of", "on", "am") {
			return days(cycle{weekday: "1", dayless: true}), to
		}
		return cycle{}, 0
	}
	if k := s.retraction(j); k > 0 { // "every Monday, no, Tuesday"
		if instead, _, _, to := s.dayList(k, true); len(instead) > 0 {
			list, j = instead, to
		}
	}
	several := (len(list) > 1 || strings.ContainsAny(list[0], "-,")) && (s.atClock(j) || s.behindClock(i))
	if !each && !again && !several && !s.is(j, "jeweils", "each", "täglich", "daily") && !s.is(j-1, "mornings", "evenings", "afternoons", "nights") {
		if part, end := s.plural(j); end > 0 {
			return days(cycle{weekday: dayField(list), part: part}), end
		}
		return cycle{}, 0
	}
	for s.is(j, "jeweils", "each", "week", "täglich", "daily") || s.is(j, "jede") && s.is(j+1, "woche") || s.is(j, "woche") || s.is(j, "jeder") && s.is(j+1, "woche") {
		j++
	}
	for _, p := range []string{"morning", "afternoon", "evening", "night"} {
		if s.is(j, p, p+"s") {
			part, j = p, j+1
		}
	}
	return days(cycle{weekday: dayField(list), part: part}), j
}

// plural reads the part of the day that makes a day of the week mean each of them: "Monday mornings".
func (s scanner) plural(j int) (part string, to int) {
	if s.is(j, "mornings", "afternoons", "evenings", "nights") {
		return strings.TrimSuffix(s.tok(j).Lower, "s"), j + 1
	}
	return "", 0
}

// atClock reports whether a time of day follows at once.
func (s scanner) atClock(j int) bool {
	_, to := s.clockAt(j)
	return to > 0
}

// behindClock reports whether a time of day ends before a token.
func (s scanner) behindClock(i int) bool {
	if s.is(i-1, ",") {
		i--
	}
	for k := i - 1; k >= max(0, i-4); k-- {
		if _, to := s.clockAt(k); to == i {
			return true
		}
	}
	return false
}

// eachWeek reads the words that say that days are meant weekly: "every week", "weekly", "once a week", "einmal pro Woche".
func (s scanner) eachWeek(i int) (to int, each bool) {
	switch {
	case s.is(i, "weekly", "wöchentlich") && s.is(i+1, "on", "am", "every", "each", "jeden", "immer", ","):
		return i + 1, true
	case s.is(i, "every", "each", "jede") && s.is(i+1, "week", "woche"):
		return i + 2, true
	case s.is(i, "once", "twice", "einmal", "zweimal") && s.is(i+1, "a", "per", "every", "pro", "die", "in") && s.is(i+2, "week", "woche"):
		return s.skip(i+3, 1, ","), true
	case s.is(i, "once", "einmal", "twice", "zweimal") && s.is(i+1, "weekly", "wöchentlich"):
		return i + 2, true
	}
	return i, false
}

// eachBehind reports whether it is said behind a day of the week and its time that each such day is meant: "Samstag um 9 Uhr, jede Woche".
func (s scanner) eachBehind(i int) bool {
	if day, _, _ := s.dayAt(i); day < 0 {
		return false
	}
	for j := i + 1; j < min(i+20, len(s.tokens)) && s.tok(j).Kind != text.Break && (!s.is(j, ".", ";") || s.tok(j).Glued); j++ {
		if s.is(j, "immer", "jeweils", "wöchentlich", "weekly") || s.is(j, "jede", "every", "each") && s.is(j+1, "woche", "week") {
			return true
		}
	}
	return false
}

// longestDayList is more days than a week has.
const longestDayList = 10

// dayList reads days of the week and ranges of them: "Monday, Wednesday and Friday", "Mo–Fr". again is true where one has the
// form for each of them. Short names are read where short is true, and within a range.
func (s scanner) dayList(j int, short bool) (list []string, again bool, part string, to int) {
	for {
		if field := dayRange(s.tok(j)); field != "" {
			list = append(list, field)
			if j++; strings.Contains(s.tok(j-1).Text, ".") { // "Mo.-Fr."
				j = s.skipDot(j)
			}
		} else {
			day, each, p := s.listed(j, short || s.rangeAhead(j+1) || s.paired(j))
			if day < 0 {
				return nil, false, "", j
			}
			again, part = again || each, p
			list = append(list, strconv.Itoa(day))
			j++
			if s.is(j, ".") && s.shortAt(j-1) {
				j++
			}
			if s.is(j, "bis", "to", "through", "thru", "until", "till", "–", "-") {
				if last, each, _ := s.listed(j+1, true); last >= 0 {
					list[len(list)-1] += "-" + strconv.Itoa(last)
					again = again || each
					if j += 2; s.is(j, ".") && s.shortAt(j-1) {
						j++
					}
				}
			}
		}
		k := j
		k = s.skip(k, 4, ",", "and", "und", "+", "&", "/", "sowie", "on", "am", "every", "each", "jeden", "jeweils")
		next, _, _ := s.listed(k, short || len(list) > 1 || s.paired(k))
		if k == j || next < 0 && dayRange(s.tok(k)) == "" || len(list) >= longestDayList {
			return list, again, part, j
		}
		j = k
	}
}

// rangeAhead reports whether a range goes on at a token: "Mo" "bis" "Fr".
func (s scanner) rangeAhead(j int) bool {
	if s.is(j, ".") {
		j++
	}
	day, _, _ := s.listed(j+1, true)
	return s.is(j, "bis", "to", "through", "thru", "–", "-") && day >= 0
}

// listed reads a day, by its short name too where that can't be another word.
func (s scanner) listed(j int, short bool) (day int, again bool, part string) {
	if d, ok := shortDays[s.tok(j).Lower]; ok && short && (s.tok(j).Capital() || s.paired(j)) {
		return int(d), false, ""
	}
	return s.dayAt(j)
}

// paired reports whether the short name of a day stands beside another one, which makes it one however it is written: "mi + fr", "wed + sat".
func (s scanner) paired(j int) bool {
	if !s.shortAt(j) {
		return false
	}
	beside := func(joint, day int) bool {
		_, named := weekdays[s.tok(day).Lower]
		return s.is(joint, "+", "&", "/", ",", "und", "bis", "-", "–") && s.shortAt(day) ||
			named && len(s.tok(j).Lower) == 3 && s.is(joint, "+", "&", "/", ",", "and")
	}
	return beside(j+1, j+2) || beside(j-1, j-2)
}

// dayRange reads a range that is one word: "Mo-Fr", "Mon–Fri", and days parted by a slash: "Sat/Sun".
func dayRange(t text.Token) string {
	parts := strings.FieldsFunc(t.Lower, func(r rune) bool { return r == '-' || r == '–' || r == '/' || r == '.' })
	if len(parts) != 2 || t.Kind != text.Word {
		return ""
	}
	first, ok := dayOrShort(parts[0])
	last, ok2 := dayOrShort(parts[1])
	switch {
	case !ok || !ok2:
		return ""
	case strings.Contains(t.Lower, "/"):
		return strconv.Itoa(first) + "," + strconv.Itoa(last)
	}
	return strconv.Itoa(first) + "-" + strconv.Itoa(last)
}

func dayOrShort(w string) (int, bool) {
	if d, ok := shortDays[w]; ok {
		return int(d), true
	}
	day, _ := weekdayName(strings.TrimSuffix(w, "s"))
	return day, day >= 0
}
