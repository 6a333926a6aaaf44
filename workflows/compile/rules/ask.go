package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile"
)

// in picks the text of the prompt's language.
func (b *builder) in(en, de string) string {
	if b.lang == "de" {
		return de
	}
	return en
}

func (b *builder) ask(q compile.Question) {
	if slices.ContainsFunc(b.asked, func(o compile.Question) bool { return o.ID == q.ID }) {
		return
	}
	b.asked = append(b.asked, q)
}

// whichApp asks which of two apps is meant, unless that is answered already.
func (b *builder) whichApp(one, two *candidate) *candidate {
	id := numbered("app", &b.undecided)
	answer := strings.ToLower(strings.TrimSpace(b.req.Answers[id]))
	for _, c := range []*candidate{one, two} {
		app, _ := b.reg.App(c.t.app)
		if answer != "" && (answer == c.t.app || answer == strings.ToLower(app.Title) || answer == c.t.ref) {
			return c
		}
	}
	words := phrase(b.items[one.c.from:one.c.to])
	b.ask(compile.Question{ID: id, Options: []string{one.t.app, two.t.app},
		Ask: fmt.Sprintf(b.in("Which app is meant by “%s”?", "Welche App ist mit „%s“ gemeint?"), words)})
	return nil
}

// numbered gives a question of which there may be several its id: "words", "words.2". It is the same whatever was answered before, so
// that an answer stays with its question.
func numbered(id string, n *int) string {
	if *n++; *n > 1 {
		return id + "." + strconv.Itoa(*n)
	}
	return id
}

// finish drafts what is still missing, takes in the answers, and asks for the rest.
func (b *builder) finish() {
	if b.gate != nil {
		b.steps = append(b.steps, b.gate)
	}
	b.prune()
	for _, s := range b.steps {
		b.settle(s)
	}
	b.everAnew()
	if b.table != nil && !b.table.used {
		b.puzzledBy(b.req.Prompt[b.table.at.From:b.table.at.To])
	}
	for _, c := range b.unread {
		if !b.refused("", nil, c.from, c.to) {
			b.leftOut(c.from, c.to)
		}
	}
	b.unheard()
}

// settle drafts what is missing in a step, and asks for what can't be drafted.
func (b *builder) settle(s *step) {
	if s.t == nil {
		return
	}
	b.answer(s)
	if s.like != nil { // what is asked for the first is asked once
		s.share()
		return
	}
	b.draft(s)
	b.worded(s)
	b.check(s)
	if s.from != nil && s.from.choosesRows() {
		b.leftOut(s.from.c.from, s.from.end)
	}
	if s.from != nil {
		b.purpose(s)
		b.detail(s)
		b.unused(s.id, s.from)
	}
	for _, cand := range s.more {
		b.unused(s.id, cand)
	}
}

// check asks for what a step needs and nobody gave.
func (b *builder) check(s *step) {
	b.settleUnsound(s)
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if sl.required && s.with[sl.name] == nil && (sl.name != "subject" || !s.lacksText()) {
			b.missing(s, sl)
		}
	}
	b.checkChange(s)
	if s.t.op == nil || len(s.t.op.OneOf) == 0 || slices.ContainsFunc(s.t.op.OneOf,
		func(arg string) bool { return s.has(arg) }) {
		return
	}
	for i := range s.t.slots {
		if s.t.slots[i].name == s.t.op.OneOf[0] {
			b.missing(s, &s.t.slots[i])
		}
	}
}

// lacksText reports whether a message has no text yet; its subject then follows from the text.
func (s *step) lacksText() bool {
	sl := s.textSlot()
	return sl != nil && sl.name != "subject" && sl.required && s.with[sl.name] == nil
}

// checkChange asks what to change where a change of a record says nothing of it.
func (b *builder) checkChange(s *step) {
	if !s.t.effect() || s.t.op.UndoBy != "restore" {
		return
	}
	var first *slot
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		switch {
		case sl.required && sl.role != roleKey && sl.role != roleRecord && sl.role != roleOrg, !sl.required && s.has(sl.name):
			return
		case !sl.required && first == nil && (sl.role == roleState || sl.role == roleText):
			first = sl
		}
	}
	if first != nil {
		b.missing(s, first)
	}
}

func (b *builder) missing(s *step, sl *slot) {
	if _, said := s.unsound[sl.name]; said {
		return
	}
	what := connectors.DocOf(s.t.in.Properties[sl.name]).In(b.lang)
	if what == "" {
		what = strings.ReplaceAll(sl.name, "_", " ")
	}
	q := compile.Question{ID: s.id + "." + sl.name, Ask: fmt.Sprintf(b.in("%s? (%s of %s)", "%s? (%s von %s)"), what, sl.name,
		s.t.ref)}
	for _, v := range sl.schema.Enum {
		q.Options = append(q.Options, fmt.Sprint(v))
	}
	b.ask(q)
}
