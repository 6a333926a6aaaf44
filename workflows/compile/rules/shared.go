package rules

import "slices"

// What is said of all that was asked for at once may stand behind it: "SEC-4 goes to Ola and SEC-9 to Priya, both with priority High", "… (beide im
// Namespace edge)", "…, alle drei mit der Notiz Monatsende".

// distributives begin it.
var distributives = words(`beides both each all beide jeweils jedes jede jeder alle allesamt`)

// counters stand behind them.
var counters = words(`of them these those two three four five of zwei drei vier fünf davon die`)

// sharedAt gives the item behind the words that say at an item that what follows is meant of all; 0 where none stand there.
func sharedAt(items []item, i, end int) int {
	for i < end && items[i].mark() {
		i++
	}
	if i >= end || !items[i].word() || !distributives[items[i].Lower] {
		return 0
	}
	for i++; i < end && (items[i].word() || items[i].ent != nil && items[i].ent.Weak) && counters[items[i].Lower]; {
		i++
	}
	return i
}

// distributes reports whether an atom without a verb says something of all that a clause asks for.
func (p *parting) distributes(last clause, a atom, verb int) bool {
	behind := sharedAt(p.items, a.from, a.to)
	if slices.ContainsFunc(p.items[a.from:a.to], func(it item) bool { return it.word() && obligations[it.Lower] }) {
		return false // "both should know …"
	}
	return behind > 0 && behind < a.to && last.kind == request && last.message < 0 && a.from > 0 && p.items[a.from-1].Is(",", "(", "–", "—", "-") &&
		(verb < 0 || !p.starts(a, behind) && slices.ContainsFunc(p.items[a.from:a.to], func(it item) bool { return it.ent != nil || isArgument(it.Lower, p.lang) })) &&
		len(p.items[behind].nouns) == 0 || behind > 0 && behind < a.to && last.gapped && verb < 0
}

// distribute gives all steps that were asked for at once what a clause says of all of them. It reports whether all of the clause has a use.
func (b *builder) distribute(c clause) bool {
	behind := sharedAt(b.items, c.from, c.to)
	if behind == 0 || len(b.steps) == 0 || c.message >= 0 {
		return false
	}
	s := b.steps[len(b.steps)-1]
	if s.like != nil {
		s = s.like
	}
	if s.t == nil || s.from == nil || !s.t.effect() {
		return false
	}
	c.verb = -1
	cand := &candidate{filling: b.fill(b.items, c, s.t, b.lang, b.small, b.around)}
	cand.mark(c.from, behind, soft)
	if len(cand.got) == 0 || len(cand.also) > 0 || !b.used(cand) {
		return false
	}
	for _, o := range b.group(s) {
		if o.t != s.t || o.like == nil && (o.from == nil || o.told(cand)) {
			return false
		}
	}
	for _, o := range b.group(s) {
		if o.from != nil && o.like == nil {
			b.merge(o, cand)
		}
	}
	for _, v := range cand.values() {
		if !v.slot.required {
			b.lend(s, v)
		}
	}
	return true
}

// extend gives what a clause says of all that was asked for, in brackets behind the last, to the steps before that have nothing of the kind: "restart a,
// wait a minute, restart b (both in namespace x)".
func (b *builder) extend(s *step) {
	if s.from == nil || !s.t.effect() {
		return
	}
	for i := s.c.from + 1; i < s.from.end; i++ {
		behind := 0
		if b.items[i].mark() && b.items[i].Is("(", ",", "–") {
			behind = sharedAt(b.items, i, s.from.end)
		}
		if behind == 0 {
			continue
		}
		for _, v := range s.from.values() {
			if v.from < behind || v.slot.required {
				continue
			}
			s.from.mark(i, behind, soft)
			b.lend(s, v)
		}
	}
}

// lend gives a value of a step to the others of its app that have use for it.
func (b *builder) lend(s *step, v filled) {
	for _, o := range b.steps {
		if o != s && o.t != nil && o.t.effect() && o.t.app == s.t.app && o.t.in.Properties[v.slot.name] != nil && o.with[v.slot.name] == nil {
			o.with[v.slot.name] = s.with[v.slot.name]
		}
	}
}
