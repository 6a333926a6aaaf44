package rules

import (
	"strconv"

	"sayso/workflows/plan"
)

// A plan that something starts runs on many days. What was said as so many days from now, "due tomorrow", "since yesterday", is counted from the day of
// each run.

// everAnew counts such days of all steps from the day on which the plan is started.
func (b *builder) everAnew() {
	if b.trigger == nil && b.schedule == nil {
		return
	}
	for _, s := range b.steps {
		for _, o := range append([]*step{s}, s.inner...) {
			b.countAnew(o)
		}
	}
}

func (b *builder) countAnew(s *step) {
	source := s
	if s.like != nil {
		source = s.like
	}
	if source.from == nil {
		return
	}
	for _, cand := range append([]*candidate{source.from}, source.more...) {
		for name, v := range cand.got {
			e := b.items[v.from].ent
			if e == nil || e.Away == nil || v.to != v.from+1 || s.with[name] != e.Value {
				continue
			}
			s.with[name] = "${" + fromTrigger(*e.Away) + "}"
		}
	}
}

// fromTrigger writes the day that is some days away from the day of a run.
func fromTrigger(days int) string {
	day := "trigger." + plan.TriggerDay
	switch {
	case days > 0:
		return day + ` + "` + strconv.Itoa(days) + `d"`
	case days < 0:
		return day + ` - "` + strconv.Itoa(-days) + `d"`
	}
	return day
}
