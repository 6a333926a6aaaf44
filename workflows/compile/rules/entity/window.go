package entity

import (
	"encoding/json"
	"strconv"
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
		n, unit, to = "1", units[s.tok(j+1).Lower], j+2
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
