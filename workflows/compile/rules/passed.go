package rules

import (
	"slices"
)

// Not every word that nothing took would change the plan. A reader passes over the name of an argument that has its value already, over the things
// that the plan is about anyway, over what a message is called, and over circumstances such as whom it is good for. Where something is destroyed, no
// word is passed over: it may say which.

// missing words that restrict what is asked, so that what stands behind them has to be understood.
var restrictions = words(`only except excluding without unless until but instead nur außer ausgenommen ohne bis sondern statt anstatt ausschließlich allein`)

// notes are what people call a message, whatever it says.
var notes = words(`line note message heads-up word ping shout shout-out hint info information update answer reply gist thing text count list result outcome news notice confirmation
	summary words bit zeile notiz nachricht hinweis info info antwort liste ergebnis meldung mitteilung rückmeldung bestätigung sache zusammenfassung zeilen`)

// benefits are the words for whom or what something is done, which changes nothing of it.
var benefits = words(`for für on bei zur zum per at`)

// passed reports whether a word that nothing took says nothing that the plan would be another without.
func (b *builder) passed(c *candidate, i int) bool {
	it := b.items[i]
	s := b.stepOf(c)
	if !it.word() || it.Mended || s == nil || c.t.op == nil || c.t.op.Destructive || i > c.c.from && b.restricted(c, i) {
		return false
	}
	if sl := c.argumentNamed(i); sl != nil && s.has(sl.name) {
		return true
	}
	if text := s.textSlot(); notes[it.Lower] && text != nil && s.has(text.name) {
		return true
	}
	return b.dealtWith(c, i)
}

// restricted reports whether a word right before an item, or before its article, restricts what is asked; a second thing beside another does as well.
func (b *builder) restricted(c *candidate, i int) bool {
	for j := i - 1; j >= max(c.c.from, i-3); j-- {
		it := b.items[j]
		if it.word() && (restrictions[it.Lower] || conjunctions[it.Lower] || negators[it.Lower]) {
			return true
		}
		if !it.word() || !determiners[it.Lower] && !fillers[it.Lower] {
			return false
		}
	}
	return false
}

// dealtWith reports whether a word is what some step of the plan is about, or what triggers it: nothing new is meant by it.
func (b *builder) dealtWith(c *candidate, i int) bool {
	if i > c.c.from && b.items[i-1].Is("a", "an", "ein", "eine", "einen", "another", "new", "neues", "neue", "neuen") {
		return false
	}
	return slices.ContainsFunc(b.items[i].nouns, func(h hit) bool {
		return !h.part && (b.trigger != nil && b.serves(h.lexeme, b.trigger) || slices.ContainsFunc(b.steps, func(s *step) bool {
			return s.t != nil && b.serves(h.lexeme, s.t)
		}))
	})
}

// stepOf gives the step that a candidate became, or that it says more of.
func (b *builder) stepOf(c *candidate) *step {
	i := slices.IndexFunc(b.steps, func(s *step) bool { return s.from == c || slices.Contains(s.more, c) })
	if i < 0 {
		return nil
	}
	return b.steps[i]
}
