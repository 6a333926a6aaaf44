package entity

import (
	"encoding/json"
	"strconv"
	"strings"
)

// window reads how far something goes back: "the last 7 days", "past 24 hours", "last week", "der letzten 3 Monate". A week is 7
// days, a month 30.
func (s scanner) window(i int) Entity {
	j := i
	j = s.skip(j, 6, "of", "from", "in", "within", "the", "der", "den", "die", "des", "aus", "in", "seit")
	if !s.is(j, "last", "past", "previous", "letzten", "letzte", "letzter", "vergangenen", "vorigen") {
		return Entity{}
	}
	n, unit, to := s.amountOfTime(j + 1)
	if to == 0 {
		n, unit, to = "1", units[owning(s.tok(j+1).Lower)], j+2
	}
	if to = s.owner(to); s.owns(to-1) && j > i { // "of the last 7 days' tickets"
		return Entity{}
	}
	switch unit {
	case "m", "h", "d":
		return Entity{Type: Window, Value: n + unit, To: to}
	case "w", "mo", "y":
		k, err := json.Number(n).Int64()
		if err != nil || k < 1 || k > 1000 {
			return Entity{}
		}
		days := k * map[string]int64{"w": 7, "mo": 30, "y": 365}[unit]
		return Entity{Type: Window, Value: strconv.FormatInt(days, 10) + "d", To: to}
	}
	return Entity{}
}

// owner goes past the apostrophe of a genitive.
func (s scanner) owner(to int) int {
	if s.is(to, "'", "’") && s.tok(to).Glued {
		return to + 1
	}
	return to
}

// owns reports whether a token ends a genitive.
func (s scanner) owns(i int) bool {
	w := s.tok(i).Lower
	return w == "'" || w == "’" || owning(w) != w
}

// owning takes the ending of a genitive off: "week's".
func owning(word string) string {
	return strings.TrimSuffix(strings.TrimSuffix(word, "'s"), "’s")
}
