package rules

import "slices"

// Who is to do something may be told as a clause: "which Sana does", "das soll Petra machen", "um OPS-12 soll sich Tom kümmern", "to be taken over by
// Tom".

// doings are the verbs by which somebody does what is asked for.
var doings = words(`do does make take takes taken handle handles handled own owns machen macht übernehmen übernimmt übernommen erledigen erledigt kümmern
	kümmert bearbeiten bearbeitet zugewiesen zugeteilt zuweisen zuteilen`)

// attendant words belong to some of those verbs: "takes care of it", "soll sich darum kümmern".
var attendant = words(`over care on charge sich darum drum um das ums would will`)

// longestDoing is how many words may stand between somebody and what he does.
const longestDoing = 4

// doer is somebody who is to do what a clause is about, as the items tell it.
type doer struct{ name, to, verb int }

// doerAt reads who is to do something around a verb: before it, behind it, or behind "by".
func doerAt(items []item, verb, from, end int, person func(int) bool) (doer, bool) {
	if !items[verb].word() || !doings[items[verb].Lower] {
		return doer{}, false
	}
	for _, step := range []int{-1, 1} {
		for i := verb + step; i >= from && i < end && i >= verb-longestDoing && i <= verb+longestDoing; i += step {
			if person(i) {
				d := doer{i, i + 1, verb}
				for d.to < end && items[d.to].Capital() && person(d.to) {
					d.to++
				}
				for step < 0 && d.name > from && person(d.name-1) {
					d.name--
				}
				return d, true
			}
			if it := items[i]; !it.word() || !function(it.Lower) && !attendant[it.Lower] {
				break
			}
		}
	}
	return doer{}, false
}

// findDoer fills the argument for who is to do something.
func (f *filling) findDoer() {
	k := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.name == "assignee" && s.role == rolePerson })
	if k < 0 || f.t.op == nil || f.t.op.UndoBy == "restore" && !f.obliges() {
		return
	}
	for i := f.c.from; i < f.end; i++ {
		d, ok := doerAt(f.items, i, f.c.from, f.end, func(i int) bool { return f.named(i) && !interrogatives[f.items[i].Lower] })
		if !ok || i == f.c.verb && f.opens(i) { // "make Tom …"
			continue
		}
		f.done = f.give(&f.t.slots[k], f.words(d.name, d.to), d.name, d.to)
		for j := max(f.c.from, i-longestDoing); j < min(f.end, i+longestDoing); j++ {
			if j == i || f.items[j].word() && attendant[f.items[j].Lower] {
				f.mark(j, j+1, cue)
			}
		}
		return
	}
}

// obliges reports whether a clause says what somebody is to do, rather than what he does: a record is changed by the first alone.
func (f *filling) obliges() bool {
	return slices.ContainsFunc(f.items[f.c.from:f.end], func(it item) bool {
		return it.word() && (duties[it.Lower] || courtesy[it.Lower])
	})
}

// courtesy are the words by which somebody is asked to do something.
var courtesy = words(`could would please bitte könnte let lass to`)

// undertakes reports whether an atom only says who does what is asked for before it: "that Tom does by Friday".
func (p *parting) undertakes(a atom) bool {
	if !p.items[a.from].Is("that", "which", "die", "das", "den", "der") || a.from > 0 && p.items[a.from-1].ent != nil {
		return false // "comment on WEB-3 that Tom does it" tells something
	}
	person := func(i int) bool {
		it := p.items[i]
		return it.Capital() && it.ent == nil && !function(it.Lower) && len(it.nouns)+len(it.verbs)+len(it.apps)+len(it.kinds) == 0
	}
	for i := a.from; i < a.to; i++ {
		if d, ok := doerAt(p.items, i, a.from, a.to, person); ok {
			return d.name <= a.from+longestDoing
		}
	}
	return false
}

// undertaken gives what was asked for last to somebody whom a clause says is to do it: "das soll Petra machen". It reports whether the clause says
// nothing else.
func (b *builder) undertaken(c clause) bool {
	if len(b.steps) == 0 || !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && doings[it.Lower] }) {
		return false
	}
	s := b.steps[len(b.steps)-1]
	if s.t == nil || s.from == nil || !s.t.effect() || s.has("assignee") {
		return false
	}
	c.verb = -1
	cand := &candidate{filling: b.fill(b.items, c, s.t, b.lang, b.small, b.around)}
	if _, ok := cand.got["assignee"]; !ok || s.told(cand) || !b.used(cand) {
		return false
	}
	b.merge(s, cand)
	return true
}
