package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
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

// ask2 asks which of two apps is meant, unless that is answered already.
func (b *builder) ask2(one, two *candidate) *candidate {
	id := "app"
	for n := 2; slices.ContainsFunc(b.asked, func(o compile.Question) bool { return o.ID == id }); n++ {
		id = "app." + strconv.Itoa(n)
	}
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

// finish drafts what is still missing, takes in the answers, and asks for the rest.
func (b *builder) finish() {
	if b.gate != nil {
		b.steps = append(b.steps, b.gate)
	}
	b.prune()
	for _, s := range b.steps {
		if s.t == nil {
			continue
		}
		b.answer(s)
		b.draft(s)
		b.check(s)
		if s.from != nil {
			b.purpose(s)
			b.unused(s.from)
		}
	}
	for _, c := range b.unread {
		b.leftOut(c.from, c.to)
	}
}

// check asks for what a step needs and nobody gave.
func (b *builder) check(s *step) {
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if sl.required && s.with[sl.name] == nil {
			b.missing(s, sl)
		}
	}
	b.checkChange(s)
	if s.t.op == nil || len(s.t.op.OneOf) == 0 || slices.ContainsFunc(s.t.op.OneOf, func(arg string) bool { return s.with[arg] != nil }) {
		return
	}
	for i := range s.t.slots {
		if s.t.slots[i].name == s.t.op.OneOf[0] {
			b.missing(s, &s.t.slots[i])
		}
	}
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
		case sl.required && sl.role != roleKey && sl.role != roleRecord && sl.role != roleOrg, !sl.required && s.with[sl.name] != nil:
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
	q := compile.Question{ID: s.id + "." + sl.name}
	doc := connectors.DocOf(s.t.in.Properties[sl.name]).In(b.lang)
	q.Ask = fmt.Sprintf(b.in("“%s”: what is the %s?", "„%s“: Was ist der Wert für %s?"), s.t.op.Doc.In(b.lang), sl.name)
	if doc != "" {
		q.Ask += " (" + doc + ")"
	}
	for _, v := range sl.schema.Enum {
		q.Options = append(q.Options, fmt.Sprint(v))
	}
	b.ask(q)
}

// unused asks about the words of a request that nothing was made of.
func (b *builder) unused(c *candidate) {
	for i := c.c.from; i < c.end; i++ {
		if !b.telling(c, i) {
			continue
		}
		to := i + 1
		for to < c.end && (b.telling(c, to) || c.taken[to] == soft && !b.items[to].mark() && to+1 < c.end && b.telling(c, to+1)) {
			to++
		}
		b.leftOut(i, to)
		i = to
	}
}

// purpose lets be what a message with a document attached is sent for: "for our files".
func (b *builder) purpose(s *step) {
	if !s.attached() {
		return
	}
	for i := s.c.from + 1; i < s.from.end; i++ {
		if s.from.taken[i] != free || !b.topical(i) {
			continue
		}
		if to := s.from.run(i, true); to > i && to <= i+3 {
			s.from.mark(i, to, soft)
		}
	}
}

// telling reports whether an item is one that the plan should have made use of: a value, a name, a noun; never an adjective or an adverb.
func (b *builder) telling(c *candidate, i int) bool {
	it := b.items[i]
	if c.taken[i] != free || !it.content() || b.addressee(c, i) || b.known(it) {
		return false
	}
	if it.ent != nil {
		return !it.ent.Weak
	}
	if it.Kind == 0 && b.lang == "de" && !it.Capital() && !b.small {
		return len(it.nouns) > 0
	}
	return true
}

// addressee reports whether a word is the name of somebody whose address stands beside it.
func (b *builder) addressee(c *candidate, i int) bool {
	return b.items[i].Capital() && slices.ContainsFunc(b.items[c.c.from:c.c.to], func(it item) bool {
		local, _, ok := strings.Cut(it.Lower, "@")
		return ok && it.Kind == text.Email && strings.Contains(local, b.items[i].Lower)
	})
}

// leftOut asks what some words are for.
func (b *builder) leftOut(from, to int) {
	id := "words"
	for n := 2; slices.ContainsFunc(b.asked, func(o compile.Question) bool { return o.ID == id }); n++ {
		id = "words." + strconv.Itoa(n)
	}
	words := strings.Trim(phrase(b.items[from:to]), " ,.:")
	ignore := b.in("ignore", "weglassen")
	if strings.EqualFold(strings.TrimSpace(b.req.Answers[id]), ignore) {
		return
	}
	b.asked = append(b.asked, compile.Question{ID: id, Options: []string{ignore},
		Ask: fmt.Sprintf(b.in("I made nothing of “%s”. Say it in other words, or leave it out?", "Mit „%s“ kann ich nichts anfangen. Anders sagen oder weglassen?"), words)})
}

// disconnected notes that a clause names an app that isn't connected.
func (b *builder) disconnected(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		it := b.items[i]
		for _, app := range it.apps {
			if !b.allowed[app] && !b.ordinary(it, app) && len(it.apps) == 1 {
				b.problem("not_connected", it.Text, b.in("%s is not connected", "%s ist nicht verbunden"), b.in("connect it with `sayso connect %s`", "verbinde es mit `sayso connect %s`"), app)
				return true
			}
		}
		for _, kind := range b.kindsAt(i) {
			if len(b.ofKind(kind)) == 0 {
				b.problem("not_connected", it.Text, b.in("no app is connected that “%s” could mean", "es ist keine App verbunden, die mit „%s“ gemeint sein kann"), b.in("connect one with `sayso connect`", "verbinde eine mit `sayso connect`"), "")
				return true
			}
		}
	}
	return false
}

func (b *builder) problem(code, what, message, fix, app string) {
	if app != "" {
		fix = fmt.Sprintf(fix, app)
	}
	b.problems = append(b.problems, plan.Problem{Code: code, Severity: plan.Error, Message: fmt.Sprintf(message, what), Fix: fix})
}
