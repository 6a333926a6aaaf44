package entity

import (
	"regexp"
	"strconv"
	"strings"
	"time"

	"sayso/workflows/compile/rules/text"
)

var (
	isoDate   = regexp.MustCompile(`^(\d{4})[-/](\d{1,2})[-/](\d{1,2})$`)
	dashDate  = regexp.MustCompile(`^(\d{1,2})-(\d{1,2})-(\d{4})$`)
	dotDate   = regexp.MustCompile(`^(\d{1,2})\.(\d{1,2})(?:\.(\d{4}|\d{2}))?$`)
	slashDate = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})/(\d{4}|\d{2})$`)
	shortDate = regexp.MustCompile(`^(\d{1,2})/(\d{1,2})$`)
	timestamp = regexp.MustCompile(`^(\d{4})-(\d{2})-(\d{2})t\d{2}(:\d{2}|$)`)
)

// startsWithDigit reports whether a word begins with a digit; most don't, and need no closer look.
func startsWithDigit(w string) bool { return w != "" && w[0] >= '0' && w[0] <= '9' }

func ints(parts []string) (out [3]int) {
	for i := range out {
		if i+1 < len(parts) {
			out[i], _ = strconv.Atoi(parts[i+1])
		}
	}
	return out
}

// numericDate reads digits. "03/04/2027" has two readings; both are given as options.
func (s scanner) numericDate(i int) Entity {
	t := s.tok(i)
	if !startsWithDigit(t.Lower) {
		return Entity{}
	}
	if !strings.ContainsAny(t.Lower, "-./") {
		return s.spaced(i)
	}
	if m := timestamp.FindStringSubmatch(t.Lower); m != nil {
		p := ints(m)
		return s.dated(p[0], p[1], p[2], i, i+1)
	}
	if t.Kind != text.Number {
		return Entity{}
	}
	for _, form := range []struct {
		look *regexp.Regexp
		read func([3]int, int) Entity
	}{
		{isoDate, func(p [3]int, i int) Entity { return s.dated(p[0], p[1], p[2], i, i+1) }},
		{dotDate, s.dotted}, {slashDate, s.slashed}, {dashDate, s.slashed}, {shortDate, s.short},
	} {
		if m := form.look.FindStringSubmatch(t.Text); m != nil {
			return form.read(ints(m), i)
		}
	}
	return Entity{}
}

// dotted reads "31.12.2026" and "31.12."; "3.5" is a number, and "version 1.45." has none of a date behind its full stop.
func (s scanner) dotted(p [3]int, i int) Entity {
	if p[2] != 0 {
		return s.dated(p[2], p[1], p[0], i, i+1)
	}
	if !s.is(i+1, ".") || !s.tok(i+1).Glued || s.numbered(i) {
		return Entity{}
	}
	if year, to := s.year(i + 2); year > 0 { // "31.12. 2026"
		return s.dated(year, p[1], p[0], i, to)
	}
	e := s.dated(0, p[1], p[0], i, i+2)
	if e.Fault == NoSuchDay && (p[0] > 31 || p[1] > 12) && !s.announced(i) {
		return Entity{}
	}
	return e
}

// spaced reads "31. 12. 2026".
func (s scanner) spaced(i int) Entity {
	if !s.is(i+1, ".") || !s.is(i+3, ".") || !s.tok(i+1).Glued || !s.tok(i+3).Glued {
		return Entity{}
	}
	day, err := strconv.Atoi(s.tok(i).Text)
	month, err2 := strconv.Atoi(s.tok(i + 2).Text)
	if err != nil || err2 != nil || day > 31 || month > 12 {
		return Entity{}
	}
	year, to := s.year(i + 4)
	return s.dated(year, month, day, i, to)
}

// announced reports whether a word that leads to a date stands in front of a token.
func (s scanner) announced(i int) bool {
	return s.is(i-1, "am", "bis", "zum", "vom", "ab", "den", "dem", "seit", "fällig", "due", "by", "on", "until", "till", "before", "after",
		"since", "from")
}

// numbered reports whether what stands in front of a token has versions and chapters.
func (s scanner) numbered(i int) bool {
	return s.is(i-1, "version", "release", "chapter", "section", "kapitel", "abschnitt", "v", "tag", "punkt", "point", "item", "ziffer")
}

// slashed reads "31/12/2026" in either order.
func (s scanner) slashed(p [3]int, i int) Entity { return s.eitherOrder(p, i, true) }

// short reads "31/12" behind a word that leads to a date, and elsewhere a fraction.
func (s scanner) short(p [3]int, i int) Entity {
	if !s.announced(i) || p[0] == 0 || p[1] == 0 || p[0] > 31 || p[1] > 31 {
		return Entity{}
	}
	return s.eitherOrder(p, i, false)
}

func (s scanner) eitherOrder(p [3]int, i int, certain bool) Entity {
	to := i + 1
	dayFirst, ok1 := s.calendar(p[2], p[1], p[0])
	monthFirst, ok2 := s.calendar(p[2], p[0], p[1])
	switch {
	case ok1 && ok2 && p[0] != p[1] && s.Lang == "en":
		e := s.day(dayFirst, to)
		e.Options = []string{dayFirst.Format(time.DateOnly), monthFirst.Format(time.DateOnly)}
		return e
	case ok1:
		return s.day(dayFirst, to)
	case ok2:
		return s.day(monthFirst, to)
	case !certain:
		return Entity{}
	}
	return s.noSuchDay(i, to)
}

func (s scanner) year(i int) (year, to int) {
	t := s.tok(i)
	if t.Kind == text.Number && len(t.Text) == 4 {
		if y, err := strconv.Atoi(t.Text); err == nil && y > 1900 && y < 2200 {
			return y, i + 1
		}
	}
	return 0, i
}
