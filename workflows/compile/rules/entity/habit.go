package entity

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// habit reads what is done at a part of the day, which in German means each day: "nachts um drei", "abends um acht".
func (s scanner) habit(i int) (cycle, int) {
	if s.Lang != "de" || !s.is(i, "nachts", "abends", "morgens", "frühmorgens", "mittags", "nachmittags", "vormittags") {
		return cycle{}, 0
	}
	_, relative := relativeDays[s.tok(i-1).Lower]
	day, _, _ := s.dayAt(i - 1)
	if relative || day >= 0 || s.is(i-1, "uhr") || s.tok(i-1).Kind == text.Number || !s.atClock(i+1) {
		return cycle{}, 0
	}
	return days(cycle{part: partWords[s.tok(i).Lower]}), i + 1
}

// What stands around a time table may say no more than that it holds from now on: "from now on every Monday", "ab sofort", "until further notice".
var (
	preludes = [][]string{
		{"first", "thing"}, {"once"}, {"from", "now", "on"}, {"from", "now"}, {"as", "of", "now"}, {"starting", "now"}, {"starting", "today"}, {"from", "today"}, {"from", "today", "on"},
		{"at", "the", "top", "of"}, {"going", "forward"}, {"always"}, {"ab", "sofort"}, {"ab", "jetzt"}, {"ab", "heute"}, {"von", "nun", "an"}, {"künftig"}, {"zukünftig"},
		{"in", "zukunft"}, {"immer"}, {"regelmäßig"}, {"gleich"}, {"jeweils"},
	}
	postludes = [][]string{
		{"first", "thing"}, {"from", "now", "on"}, {"as", "of", "now"}, {"starting", "now"}, {"starting", "today"}, {"until", "further", "notice"}, {"going", "forward"},
		{"ab", "sofort"}, {"ab", "jetzt"}, {"ab", "heute"}, {"bis", "auf", "weiteres"}, {"jede", "woche"}, {"every", "week"}, {"each", "week"}, {"immer"}, {"on", "the", "dot"}, {"sharp"},
	}
)

// introduced gives the first token of what leads to a time table.
func (s scanner) introduced(from int) int {
	for _, words := range preludes {
		for _, comma := range []int{0, 1} {
			at := from - comma - len(words)
			if at >= 0 && (comma == 0 || s.is(from-1, ",")) && s.phrase(at, words) && !s.is(at-1, "at", "all") {
				return at
			}
		}
	}
	return from
}

// closed gives the token behind what closes a time table.
func (s scanner) closed(to int) int {
	for _, words := range postludes {
		at := s.skip(to, 1, ",")
		if s.phrase(at, words) {
			return at + len(words)
		}
	}
	return to
}

// framed adds to the tokens of a time table what leads to it and closes it, and the brackets around it.
func (r *Recurrence) framed(s scanner) {
	for n, span := range r.Ranges {
		r.Ranges[n] = [2]int{s.introduced(span[0]), s.closed(span[1])}
	}
	for _, span := range slices.Clone(r.Ranges) {
		if to := r.covered(span[0]); s.is(to, ")") && s.is(span[0]-1, "(") {
			r.Ranges = append(r.Ranges, [2]int{span[0] - 1, to + 1})
		} else if s.is(to, ")") && s.is(span[0], "(") {
			r.Ranges = append(r.Ranges, [2]int{to, to + 1})
		}
	}
}

// covered gives the first token from one on that no range holds.
func (r *Recurrence) covered(i int) int {
	for n := 0; n < len(r.Ranges); n++ {
		if span := r.Ranges[n]; i >= span[0] && i < span[1] {
			i, n = span[1], -1
		}
	}
	return i
}

// phrase reports whether some words stand at a token.
func (s scanner) phrase(i int, words []string) bool {
	for k, w := range words {
		if s.tok(i+k).Kind != text.Word || s.tok(i+k).Lower != w {
			return false
		}
	}
	return true
}
