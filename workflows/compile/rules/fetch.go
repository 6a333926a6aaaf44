package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// A clause may say in passing where the file is that it is about: "mail them plans/v4.pdf from the bucket drafts", "lade hero.jpg aus dem Bucket web
// in die Mediathek". The file is got first, and what is asked for is done with it.

// sources are the words before the place that something is taken from.
var sources = words(`from of aus vom`)

// fetch puts the read that gets a file in front of what a clause asks for, and gives the candidate that uses it; nil where none is needed.
func (b *builder) fetch(c clause, list []*candidate) *candidate {
	get := b.getting(c)
	if get == nil {
		return nil
	}
	use := b.using(c, list, get.t.app)
	if use == nil {
		return nil
	}
	s := &step{t: get.t, with: map[string]any{}, c: c, cond: b.cond, lookup: true}
	s.id = b.name(s)
	b.take(s, get)
	b.steps = append(b.steps, s)
	for i := c.from; i < use.end; i++ {
		if get.taken[i] >= cue || get.object(i) && i != c.verb {
			use.mark(i, i+1, valued)
		}
		if b.items[i].word() && sources[b.items[i].Lower] && get.taken[min(i+1, use.end-1)] != free { // "our price list from the bucket sales"
			j := i
			for j > c.from && use.taken[j-1] == free && b.items[j-1].word() {
				j--
			}
			use.mark(j, i, act)
			s.called = phrase(b.items[j:i])
		}
	}
	if c.verb >= 0 {
		use.mark(c.verb, c.verb+1, act)
	}
	for name, v := range use.got {
		if get.taken[v.from] == valued {
			delete(use.got, name)
		}
	}
	use.missing = nil
	return use
}

// fileName gives what people call the file that a step gets: the words for it, else its name where it is kept.
func (s *step) fileName() string {
	key, _ := s.with["key"].(string)
	if s.called != "" || s.t.effect() || strings.Contains(key, "${") {
		return s.called
	}
	return key[strings.LastIndexByte(key, '/')+1:]
}

// using gives the candidate of another app that needs a file: the best that is asked for, or the one that the place is named of where the file is
// to go.
func (b *builder) using(c clause, list []*candidate, app string) *candidate {
	needs := func(t *target) bool {
		return t.effect() && t.app != app && slices.ContainsFunc(t.slots, func(s slot) bool { return s.role == roleFile })
	}
	for i, o := range list {
		if needs(o.t) && (i == 0 || list[0].t.app == app) {
			return o
		}
	}
	if len(list) > 0 && list[0].t.app != app {
		return nil
	}
	var best *candidate
	if c.verb < 0 || !b.mentions(c, "into", "in", "to", "nach", "ins", "zu") {
		return nil
	}
	_, nouns := b.evidence(c, nil)
	for i, t := range b.targets {
		if needs(t) && b.allowed[t.app] && nouns[i] > 0 && (best == nil || nouns[i] > best.noun) && len(t.slots) > 0 && t.slots[0].role == roleFile {
			best = &candidate{filling: b.fill(b.items, c, t, b.lang, b.small, b.around), noun: nouns[i]}
		}
	}
	return best
}

// getting gives the read of a file whose name a clause has, together with the place that it is taken from.
func (b *builder) getting(c clause) *candidate {
	for _, t := range b.fetchers {
		if !b.allowed[t.app] {
			continue
		}
		cand := &candidate{filling: b.fill(b.items, c, t, b.lang, b.small, b.around)}
		named, from := true, false
		for i := range t.slots {
			s := &t.slots[i]
			v, ok := cand.got[s.name]
			named = named && (ok || !s.required)
			from = from || ok && !s.required && b.takenFrom(c, v)
		}
		if named && from {
			return cand
		}
	}
	return nil
}

// fetches reports whether a target is a read that gets a file which is called by its name.
func (t *target) fetches() bool {
	return t.op != nil && t.op.Effect == connectors.Read && outputOf(t, "", isFile) != "" &&
		slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && looks[s.name] != nil })
}

// takenFrom reports whether a value is the place that something is taken from: "from the bucket drafts".
func (b *builder) takenFrom(c clause, v filled) bool {
	for i := v.from - 1; i >= max(c.from, v.from-4); i-- {
		it := b.items[i]
		if !it.word() {
			return false
		}
		if sources[it.Lower] {
			return true
		}
		if preposition(it.Lower, b.lang) || len(it.verbs) > 0 && len(it.nouns) == 0 {
			return false
		}
	}
	return false
}
