package rules

import "slices"

// Not every word that nothing took would change the plan. A reader passes over the name of an argument that has its value already, over the things
// that the plan is about anyway, over what a message is called, and over circumstances such as whom it is good for. Where something is destroyed, no
// word is passed over: it may say which.

// restrictions are words that restrict what is asked, so that what stands behind them has to be understood.
var restrictions = words(`only except excluding without unless until but instead nur außer ausgenommen ohne bis sondern statt anstatt ausschließlich allein`)

// notes are what people call a message, whatever it says.
var notes = words(`line note message heads-up word ping shout shout-out hint information update answer reply gist thing text count list result outcome news notice confirmation
	summary words bit zeile notiz nachricht hinweis info antwort liste ergebnis meldung mitteilung rückmeldung bestätigung sache zusammenfassung zeilen`)

// entryNouns are what people call a row or a document, whatever is in it.
var entryNouns = words(`change event entry record document line row it this änderung ereignis eintrag datensatz dokument zeile vermerk`)

// grounds are the words by which people say why something is to be changed: "wrong customer", "a duplicate of 4400".
var grounds = words(`wrong incorrect mistake duplicate dupe typo spam error obsolete outdated falsch falscher falsche falsches falschen irrtum versehen duplikat dublette doppelt
	tippfehler fehler veraltet überholt hinfällig`)

// receivers are the words for where somebody is reached.
var receivers = words(`address addresses mailbox inbox adresse adressen mailadresse e-mail-adresse postfach`)

// passed reports whether a word that nothing took says nothing that the plan would be another without.
func (b *builder) passed(c *candidate, i int) bool {
	it := b.items[i]
	s := b.stepOf(c)
	if s != nil && c.t.effect() && !c.t.op.Destructive && !s.lacksText() && b.ground(c, i) {
		return true
	}
	if !it.word() || it.Mended || s == nil || c.t.op == nil || c.t.op.Destructive || i > c.c.from && b.restricted(c, i) {
		return false
	}
	if len(it.Text) > 2 && code.MatchString(it.Text) {
		return false
	}
	if sl := c.argumentNamed(i); sl != nil && s.has(sl.name) {
		return true
	}
	if text := s.textSlot(); notes[it.Lower] && text != nil && s.has(text.name) {
		return true
	}
	if set, _ := c.objects(); set != nil && s.has(set.name) && entryNouns[it.Lower] {
		return true
	}
	if len(c.also) > 0 && it.Is("both", "beide", "beiden") {
		return true
	}
	if languages[it.Lower] != "" && s.quoted() || receivers[it.Lower] && s.reaches() {
		return true
	}
	return b.dealtWith(c, i)
}

// ground reports whether an item is part of why something is done.
func (b *builder) ground(c *candidate, i int) bool {
	is := func(i int) bool { return i >= c.c.from && b.items[i].word() && grounds[b.items[i].Lower] }
	if is(i) || is(i-1) {
		return true
	}
	return is(i-2) && b.items[i-1].Is("of", "von", "zu", "to")
}

// benefits reports whether the words before an item say whose use something is for, which is no topic: "for her records".
func (b *builder) benefits(i int) bool {
	return i > 1 && b.items[i-2].Is("for", "für") && b.items[i-1].word() && owners[b.items[i-1].Lower]
}

// owners are the words for whose something is.
var owners = words(`my your his her our their its meine meinen deine deinen seine seinen ihre ihren unsere unseren eure euren`)

// quoted reports whether what a step says was given word by word, in whatever language.
func (s *step) quoted() bool {
	return s.from != nil && slices.ContainsFunc(s.from.values(), func(v filled) bool { return v.quoted && v.slot.role == roleText })
}

// reaches reports whether it is known to whom a message goes.
func (s *step) reaches() bool {
	return slices.ContainsFunc(s.t.slots, func(sl slot) bool { return sl.role == roleEmail && sl.required && s.has(sl.name) })
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
	made := i > c.c.from+1 && definites[b.items[i-2].Lower] // "the new account"
	if !made && i > c.c.from && b.items[i-1].Is("a", "an", "ein", "eine", "einen", "another", "new", "neues", "neue", "neuen") {
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
