package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// What was asked for last may be asked for once more, of something else: "the same for 15", "Likewise INC0010402", "…, MAR-22 too", "7303 ebenso".

// likenesses are the phrases that say so.
var likenesses = phrases(`same, likewise, the same, the same thing, the same goes, ditto, too, as well, also, similarly, equally, das gleiche, dasselbe, das selbe, gleiches, das gleiche gilt, dasselbe gilt, gleiches gilt,
	ebenso, ebenfalls, genauso, desgleichen, dito, auch, gleichfalls`)

// likens reports whether an atom without a verb asks for the same of something that it names.
func (p *parting) likens(a atom, verb int) bool {
	if verb >= 0 || a.to-a.from > maxChain {
		return false
	}
	_, at := p.likeness(p.items, a.from, a.to)
	return at >= 0 && slices.ContainsFunc(p.items[a.from:a.to], func(it item) bool {
		return it.ent != nil && individual[it.ent.Type] || it.technical() >= 0.7 || looks["incident"].MatchString(it.Text)
	}) ||
		at >= 0 && p.before(a, a.to, "for", "für", "with", "mit") && p.before(a, a.to, "same", "gleiche", "dasselbe", "ditto", "dito", "likewise")
}

// individual are the types of what one thing is called by.
var individual = map[entity.Type]bool{entity.Number: true, entity.IssueKey: true, entity.DocNumber: true, entity.Channel: true, entity.Email: true}

// likeness finds such a phrase, and gives the items behind and at which it stands; at is -1 where there is none.
func (l *lexicon) likeness(items []item, from, to int) (behind, at int) {
	for i := from; i < to; i++ {
		if n := phraseAt(likenesses, items, i, to); n > 0 && items[i].word() {
			return i + n, i
		}
	}
	return 0, -1
}

// likewise repeats the latest step with what a clause names instead. All of the clause has to be used, and the step has to have had a value for all that is
// named.
func (b *builder) likewise(c clause) bool {
	behind, at := b.likeness(b.items, c.from, c.to)
	if at < 0 || len(b.steps) == 0 || c.negated || c.message >= 0 || c.verb >= 0 && (c.verb > at || !b.moves(c.verb) && !givings[b.items[c.verb].Lower]) {
		return false
	}
	s := b.steps[len(b.steps)-1]
	if s.like != nil {
		s = s.like
	}
	if named := b.namedApps(c); s.t == nil || s.from == nil || !s.t.effect() || len(named) > 0 && !slices.Contains(named, s.t.app) {
		return false
	}
	c.verb, c.gapped = -1, true
	cand := &candidate{filling: b.fill(b.items, c, s.t, b.lang, b.small, b.around)}
	cand.mark(c.from, behind, soft)
	if sl := cand.acted(); sl != nil && !cand.has(sl) {
		for i := c.from; i < cand.end; i++ {
			if cand.everyday(i) && cand.taken[i] == free {
				cand.got[sl.name] = filled{slot: sl, value: cand.value(sl, i, i+1), from: i, to: i + 1}
				cand.mark(i, i+1, valued)
				break
			}
		}
	}
	if sl := s.t.recordSlot(); sl != nil && !cand.has(sl) {
		i := slices.IndexFunc(b.items[c.from:cand.end], quantity) + c.from
		if i >= c.from && cand.taken[i] < valued {
			cand.got[sl.name] = filled{slot: sl, value: cand.value(sl, i, i+1), from: i, to: i + 1}
			cand.mark(i, i+1, valued)
		}
	}
	for name := range cand.got {
		if s.with[name] == nil {
			return false
		}
	}
	if len(cand.got) == 0 || !b.used(cand) {
		return false
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; !cand.has(sl) && s.with[sl.name] != nil {
			cand.got[sl.name] = filled{slot: sl, value: s.with[sl.name], from: c.from, to: c.from}
		}
	}
	before := b.cond
	b.cond = s.cond
	b.repeat(cand, c)
	b.cond = before
	return true
}
