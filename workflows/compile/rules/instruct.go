package rules

import (
	"slices"
	"strings"
)

// briefs gives a model that is to write something all the words for what it is to write, whatever else was made of some of them: of what, how long, in
// which tone.
func (b *builder) briefs(s *step) {
	i := slices.IndexFunc(s.t.slots, func(sl slot) bool { return sl.name == "instructions" && sl.required })
	if i < 0 || s.from == nil || s.c.message >= 0 || s.t.effect() {
		return
	}
	sl := &s.t.slots[i]
	if v, told := s.from.got[sl.name]; told && v.quoted {
		return
	}
	b.instruct(s, sl)
}

// instruct gives a model the words for what it is to write: those behind who writes, without the verb, or with it where it says more than that something
// is to be written.
func (b *builder) instruct(s *step, sl *slot) bool {
	from, to := s.c.from, s.from.end
	for i := from; i < to; i++ {
		if len(b.items[i].apps) > 0 && slices.Contains(b.items[i].apps, s.t.app) && i < s.c.verb {
			from = i + 1
		}
	}
	if v := s.c.verb; v >= from && b.lang == "en" && !renders[b.items[v].Lower] {
		from = v + 1
	}
	for from < to && (b.items[from].mark() || conjunctions[b.items[from].Lower] || musts[b.items[from].Lower] || b.items[from].Is("me", "mir", "us", "uns", "bitte", "please", "lass", "lasse", "to")) {
		from++
	}
	var said []item
	for i := from; i < to; i++ {
		if it := b.items[i]; i != s.c.verb || renders[it.Lower] {
			said = append(said, it)
		}
		if lang := languages[b.items[i].Lower]; lang != "" && s.with["language"] == nil && s.t.in.Properties["language"] != nil {
			s.with["language"] = lang
			b.origin(s.id+".language", i, i+1)
		}
	}
	for len(said) > 0 && said[len(said)-1].mark() && !said[len(said)-1].Is(")") {
		said = said[:len(said)-1]
	}
	if len(said) < 2 {
		return false
	}
	s.with[sl.name] = sentence(strings.TrimSpace(phrase(said)))
	s.from.mark(from, to, valued)
	b.origin(s.id+"."+sl.name, from, to)
	return true
}

// renders are the verbs that say more of a text than that it is to be written.
var renders = words(`translate translated translates übersetzen übersetze übersetzt übersetz rewrite rephrase reword umformulieren answer reply beantworten beantworte`)
