package rules

import (
	"slices"
	"time"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// pause is what lets time pass before a step: "wait 30 minutes", "zwei Stunden später", "am nächsten Tag".
type pause struct {
	from, to int // items
	wait     plan.Wait
}

var (
	waits = words(`wait wart warte warten wartet abwarten pause pausiere pausieren hang hold gedulden gedulde`)
	// terms are the words by which a time is one to pay within.
	terms = words(`due payable fällig zahlbar zahlungsziel`)
)

// pauses reads what a clause says of time that is to pass first. It reports whether the clause says nothing else; otherwise it is left with the
// rest, so that the pause fills no argument.
func (b *builder) pauses(c *clause) bool {
	if c.negated || c.kind != request || slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return terms[it.Lower] }) {
		return false
	}
	p, ok := b.pauseIn(*c)
	if length := rests(b.items, c.from, c.to); length != "" && c.message < 0 {
		p, ok = pause{c.from, c.to, plan.Wait{For: length}}, true
	}
	if !ok {
		return false
	}
	only := b.nothingBut(*c, p)
	if !only && (b.ordered(p) || p.from > b.opening(*c) && b.meansMore(*c, p)) {
		return false
	}
	b.steps = append(b.steps, &step{id: b.free("wait"), wait: &p.wait, c: *c, cond: b.cond})
	b.origin("wait", p.from, p.to)
	if !only {
		b.hoist(c, p)
	}
	return only
}

// pauseIn finds the pause in a clause.
func (b *builder) pauseIn(c clause) (pause, bool) {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		if p, ok := b.pauseAt(c, i, end); ok {
			return p, true
		}
	}
	return pause{}, false
}

func (b *builder) pauseAt(c clause, i, end int) (pause, bool) {
	if waits[b.items[i].Lower] && b.items[i].word() {
		return b.waitFrom(i, end)
	}
	if d, to := delayAt(b.items, i, end); to > 0 {
		trails := len(b.steps) > 0 && (b.items[i].Is("after", "nach") || !slices.ContainsFunc(b.items[to:end], func(it item) bool { return !it.mark() }))
		return pause{i, to, plan.Wait{For: d.length}}, d.sure || trails || i == b.opening(c) || c.verb >= 0 && i == c.verb+1
	}
	length := span(b.items[i])
	switch {
	case length == "" || i+1 >= end || !b.items[i+1].word():
	case waits[b.items[i+1].Lower]:
		return pause{i, i + 2, plan.Wait{For: length}}, true
	case b.items[i+1].Is("lang", "long") && i+2 < end && waits[b.items[i+2].Lower]:
		return pause{i, i + 3, plan.Wait{For: length}}, true
	}
	return pause{}, false
}

// waitFrom reads what stands behind "wait": how long, or until when.
func (b *builder) waitFrom(i, end int) (pause, bool) {
	until := false
	for j := i + 1; j < end; j++ {
		it := b.items[j]
		switch {
		case it.word() && it.Is("until", "till", "bis"):
			until = true
		case it.word() && it.Is("for", "then", "another", "dann", "noch", "bitte", "weitere", "zum", "zu", "am", "on", "about", "etwa", "rund", "erst", "mal"):
		case span(b.items[j]) != "":
			return pause{i, j + 1, plan.Wait{For: span(b.items[j])}}, !until
		case it.ent != nil && it.ent.Type == entity.Date && it.ent.Fault == entity.Sound && len(it.ent.Options) == 0:
			return b.waitUntil(i, j, end)
		default:
			return pause{}, false
		}
	}
	return pause{}, false
}

// waitUntil reads the day at an item, with the time of day behind it.
func (b *builder) waitUntil(i, j, end int) (pause, bool) {
	day, _ := b.items[j].ent.Value.(string)
	p := pause{i, j + 1, plan.Wait{Until: day}}
	for to := min(j+5, end); to > j+1; to-- {
		hour, minute, ok := entity.TimeOfDay(phrase(b.items[j+1:to]), entity.Env{Lang: b.lang, Now: b.now})
		date, err := time.ParseInLocation(time.DateOnly, day, b.now.Location())
		if ok && err == nil {
			at := time.Date(date.Year(), date.Month(), date.Day(), hour, minute, 0, 0, date.Location())
			return pause{i, to, plan.Wait{Until: at.Format(time.RFC3339)}}, true
		}
	}
	return p, true
}

// span gives the length of time that an item is, "" where it is none that a run could wait for.
func span(it item) string {
	if it.ent == nil || it.ent.Type != entity.Duration || it.ent.Fault != entity.Sound {
		return ""
	}
	text, _ := it.ent.Value.(string)
	if connectors.CheckFormat(connectors.FormatDuration, text) != nil {
		return ""
	}
	return text
}

// are reports whether some items begin with some words.
func are(items []item, list []string) bool {
	return len(items) >= len(list) && slices.EqualFunc(items[:len(list)], list, func(it item, w string) bool { return it.word() && it.Lower == w })
}

// opening gives the first item of a clause that isn't a conjunction or a filler.
func (b *builder) opening(c clause) int {
	i := c.from
	for i < c.to && (b.items[i].mark() || b.items[i].word() && (conjunctions[b.items[i].Lower] || fillers[b.items[i].Lower] || b.items[i].Is("but", "aber"))) {
		i++
	}
	return i
}

// nothingBut reports whether a clause says nothing besides a pause.
func (b *builder) nothingBut(c clause, p pause) bool {
	for i := c.from; i < c.to; i++ {
		if it := b.items[i]; (i < p.from || i >= p.to) && (it.ent != nil || !it.mark() && !function(it.Lower) && !it.Is("but", "aber")) {
			return false
		}
	}
	return true
}

// ordered reports whether a pause is the very order of its clause, so that what else stands there says what is waited for: "wait 5 minutes for
// the rollout".
func (b *builder) ordered(p pause) bool {
	return waits[b.items[p.from].Lower] || waits[b.items[p.to-1].Lower]
}

// meansMore reports whether a pause in the middle of a clause is the value of an argument: "due 14 days later".
func (b *builder) meansMore(c clause, p pause) bool {
	list := b.candidates(c, nil, false)
	if len(list) == 0 {
		return true
	}
	for _, v := range list[0].got {
		if v.from < p.to && v.to > p.from && v.slot.role != roleText && v.slot.role != roleTitle {
			return true
		}
	}
	return false
}

// hoist moves a pause to the front of its clause and out of it.
func (b *builder) hoist(c *clause, p pause) {
	n := p.to - p.from
	moved := slices.Clone(b.items[p.from:p.to])
	for _, it := range b.items[c.from:p.from] {
		for k, h := range it.verbs { // the particle of a separated verb moves with it
			if h.tail > 0 && h.tail < p.from {
				it.verbs[k].tail, it.verbs[k].ends = h.tail+n, h.ends+n
			}
		}
	}
	copy(b.items[c.from+n:p.to], b.items[c.from:p.from])
	copy(b.items[c.from:], moved)
	switch {
	case c.verb >= p.to:
	case c.verb >= p.from:
		c.verb = -1
	case c.verb >= 0:
		c.verb += n
	}
	c.from += n
}
