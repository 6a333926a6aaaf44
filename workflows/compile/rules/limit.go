package rules

import (
	"encoding/json"
	"slices"
	"strconv"
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
