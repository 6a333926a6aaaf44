package rules

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
)

// whole makes a read of all records give as many as its app can give at once: "all open tickets" are not the first 50.
func (b *builder) whole(s *step) {
	limit := s.t.in.Properties["limit"]
	if s.t.effect() || limit == nil || limit.Maximum == nil || s.with["limit"] != nil || !slices.ContainsFunc(b.items[s.c.from:s.c.to],
		func(it item) bool { return it.word() && quantifiers[it.Lower] }) {
		return
	}
	s.with["limit"] = json.Number(strconv.FormatFloat(*limit.Maximum, 'f', -1, 64))
}

// arrivals are the words for how a record or a payment came to be, which say no more than its date does: "received today", "die letzte Woche
// eingegangen sind".
var arrivals = words(`received opened created filed submitted raised arrived reported sent posted came come in
	eingegangen eingegangenen eingegangene gekommen reingekommen angekommen aufgelaufen eingetroffen erhalten erstellt erstellten eröffnet
	eröffneten gemeldet gemeldeten angelegt angelegten geschickt`)

// happened takes a day without a year on which something was done for the last one, where the next would be in the future.
func (b *builder) happened(s *step) {
	v, ok := s.from.got["date"]
	day, err := time.Parse(time.DateOnly, fmt.Sprint(s.with["date"]))
	if !ok || v.slot.role != roleDate || err != nil || !day.After(b.now) || strings.Contains(b.items[v.from].Text, strconv.Itoa(day.Year())) ||
		day.Before(b.now.AddDate(0, 3, 0)) {
		return
	}
	s.with["date"] = day.AddDate(-1, 0, 0).Format(time.DateOnly)
}

// dated lets the words be that say how what a date tells of came to be.
func (f *filling) dated() {
	for _, v := range f.got {
		if v.slot.role != roleSince && v.slot.role != roleDate {
			continue
		}
		for i := max(f.c.from, v.from-2); i < min(f.end, v.to+3); i++ {
			if i != f.c.verb && f.items[i].word() && arrivals[f.items[i].Lower] {
				f.mark(i, i+1, cue)
			}
		}
	}
}
