package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// evidence gives for each target how much the verbs and the objects of a clause speak for it.
func (r *reading) evidence(c clause, previous *clause) (verbs, nouns map[int]float64) {
	verbs, nouns = map[int]float64{}, map[int]float64{}
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	count := func(into map[int]float64, h hit, factor float64) {
		for _, t := range r.lexemes[h.lexeme].targets {
			into[t] = max(into[t], factor*r.weight(h.lexeme))
		}
	}
	defer func() { r.spared(c, verbs, nouns) }()
	aside, set := 0, false
	for i := c.from; i < end; i++ {
		it := r.items[i]
		if it.mark() {
			set = it.Is("=") || set && !it.Is(",", ";", ")")
		}
		if aside += bracket(it); aside > 0 { // what stands in brackets gives values
			if it.mark() && it.Is(")", "]") {
				aside--
			}
			continue
		}
		if it.ent != nil && it.ent.Type == entity.Emoji {
			for t := range r.targets {
				if r.targets[t].has(roleEmoji) {
					nouns[t] = max(nouns[t], 1.5)
				}
			}
		}
		for _, h := range it.verbs {
			switch {
			case i == c.verb:
				count(verbs, h, r.ruling(it.verbs, h))
			case c.kind != request:
				count(verbs, h, 0.7)
			case h.form&text.Imperative == 0 && !it.Capital():
				count(verbs, h, 0.2)
			}
		}
		if i > c.from && holders[r.items[i-1].Lower] && r.items[i-1].word() && len(it.apps) == 0 {
			continue // "the table leads" is about no lead
		}
		if set && r.around != nil && r.around.triggering(it) {
			continue // "title = ticket subject" is about no ticket
		}
		factor := 1.0
		if i > c.from && r.behindPreposition(c, i) {
			factor = 0.5
		}
		for _, h := range it.nouns {
			if i == c.verb && r.verbal(it) {
				continue
			}
			width := 1 + 0.15*float64(h.width-1)
			if h.part {
				width = 0.8
			}
			if r.lexemes[h.lexeme].argument {
				for _, t := range r.opened(r.items, c.from, i) {
					nouns[t] = max(nouns[t], r.weight(h.lexeme))
				}
				width = 0.4
			}
			count(nouns, h, factor*width)
			if i > c.from && it.Is("dm", "dms", "direktnachricht", "privatnachricht") && r.items[i-1].Is("per", "via", "als", "as", "by") {
				for _, t := range r.lexemes[h.lexeme].targets {
					verbs[t] = max(verbs[t], slight) // the way tells what is meant, whatever the verb
				}
			}
		}
	}
	for _, t := range r.passes(c) {
		nouns[t] = max(nouns[t], 1)
	}
	if previous != nil && r.another(c) {
		for _, it := range r.items[previous.from:previous.to] {
			for _, h := range it.nouns {
				count(nouns, h, 0.8)
			}
		}
	}
	if c.elided && previous != nil && previous.verb >= 0 {
		for _, h := range r.items[previous.verb].verbs {
			count(verbs, h, 0.5*r.ruling(r.items[previous.verb].verbs, h))
		}
	}
	return verbs, nouns
}

// has reports whether a target has an argument of a role.
func (t *target) has(r role) bool {
	return slices.ContainsFunc(t.slots, func(s slot) bool { return s.role == r })
}

// spared adds what a clause's verb says for targets that it speaks for only beside their thing: an object of theirs, or the key of a record.
func (r *reading) spared(c clause, verbs, nouns map[int]float64) {
	if c.verb < 0 {
		return
	}
	keyed := slices.IndexFunc(r.items[c.from:c.to], func(it item) bool {
		return it.word() && looks["incident"].MatchString(it.Text) || it.ent != nil && records[it.ent.Type] && it.ent.Type != entity.Number
	})
	for _, h := range r.items[c.verb].verbs {
		for _, t := range r.lexemes[h.lexeme].spare {
			if nouns[t] > 0 || keyed >= 0 && r.targets[t].keeps(r.items[c.from+keyed]) {
				verbs[t] = max(verbs[t], r.ruling(r.items[c.verb].verbs, h)*r.weight(h.lexeme))
			}
		}
	}
}

// keeps reports whether an item is the key of a record that a target changes.
func (t *target) keeps(it item) bool {
	s := t.recordSlot()
	return s != nil && (s.takesName(it) == 1 || it.ent != nil && s.fits(*it.ent) == 1)
}

// opened lists the targets by which what a word stands for is opened anew, where one is asked for by it: "we need a channel fair-27".
func (l *lexicon) opened(items []item, from, i int) (list []int) {
	noun := i
	for i > from+1 && len(items[i-1].apps) > 0 { // "a private Slack channel"
		i--
	}
	if i == from || !quantity(items[i-1]) && !items[i-1].Is("a", "an", "another", "new", "private", "ein", "eine", "einen", "nen", "neuer", "neuen", "neues", "privaten") {
		return nil
	}
	for _, h := range items[noun].nouns {
		for _, t := range l.lexemes[h.lexeme].targets {
			if slices.ContainsFunc(l.targets[t].slots, func(s slot) bool { return s.opens }) {
				list = append(list, t)
			}
		}
	}
	return list
}

// holders are the words behind which the name of one stands, whatever else the name may mean.
var holders = words(`table tabelle bucket index channel kanal namespace column spalte dag`)

// another reports whether a clause speaks of one more of what the clause before is about, without its name: "open a fresh one called …", "leg ein neues
// an", "create the next one".
func (r *reading) another(c clause) bool {
	for i := c.from + 1; i < c.to; i++ {
		it, before := r.items[i], r.items[i-1]
		switch {
		case !it.word() && (it.ent == nil || !it.ent.Weak) || !before.word():
		case it.Is("one", "eins", "einen", "eines") && further[before.Lower]:
			return true
		case r.lang == "de" && further[it.Lower] && articles[before.Lower] && (i+1 == c.to || r.items[i+1].mark() || r.items[i+1].word() && r.items[i+1].Text == r.items[i+1].Lower):
			return true
		}
	}
	return false
}

// further are the adjectives for one more of something.
var further = words(`new fresh another second separate next further neue neues neuen neuer weitere weiteres weiteren nächste nächstes nächsten noch zweite zweites zweiten frisches frische frischen`)

// ruling is how much a reading of a verb counts among all its readings: "set up" is rarely to set, and "lies … aus" rarely to read.
func (r *reading) ruling(hits []hit, h hit) float64 {
	if h.tail == 0 && h.width == 1 && slices.ContainsFunc(hits, func(o hit) bool { return o.tail > 0 && r.destroys(o.lexeme) }) {
		return 0 // "wirf die alten Kunden raus" asks for nothing else
	}
	if slices.ContainsFunc(hits, func(o hit) bool {
		return o.width > h.width || o.tail > 0 && h.tail == 0 && h.width == 1 && r.connected(o)
	}) {
		return 0.7
	}
	return 1
}

// connected reports whether a word asks for something that a connected app can do.
func (r *reading) connected(h hit) bool {
	return slices.ContainsFunc(r.lexemes[h.lexeme].targets, func(t int) bool { return r.allowed[r.targets[t].app] && r.targets[t].op != nil })
}

// verbal reports whether the word that is a clause's verb is also a noun of the same look, as "email".
func (r *reading) verbal(it item) bool { return len(it.verbs) > 0 && r.lang == "en" }

// behindPreposition reports whether the phrase around an item hangs on a preposition: "the comment on the issue".
func (r *reading) behindPreposition(c clause, i int) bool {
	own := false
	for j := i - 1; j >= c.from && j >= i-3; j-- {
		it := r.items[j]
		if !it.word() || own && len(it.apps) > 0 { // "in Asana eine Aufgabe": the app has the preposition
			return false
		}
		own = own || articles[it.Lower]
		if preposition(it.Lower, r.lang) {
			return j < i-1 || !it.Is("per", "via") // which say how it is to be done
		}
		if !determiners[it.Lower] && !fillers[it.Lower] && len(it.apps) == 0 {
			return false
		}
	}
	return false
}

// namedApps lists the connected apps that a clause names, directly or by their kind.
func (r *reading) namedApps(c clause) []string {
	var list []string
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		it := r.items[i]
		for _, app := range it.apps {
			if r.allowed[app] && (r.wayAt(i) || !r.ordinary(it, app)) && !slices.Contains(list, app) {
				list = append(list, app)
			}
		}
		for _, kind := range r.kindsAt(i) {
			for _, app := range r.ofKind(kind) {
				if !slices.Contains(list, app) {
					list = append(list, app)
				}
			}
		}
	}
	return list
}

// kindsAt gives the kinds of app that a word means; none where it only says more about the noun before it, as in "channel
// accounting".
func (r *reading) kindsAt(i int) []string {
	if i > 0 {
		if it := r.items[i-1]; it.word() && !function(it.Lower) && len(it.verbs) == 0 && len(it.apps) == 0 {
			return nil
		}
	}
	if i+1 < len(r.items) && r.lang == "en" { // "the website audit" is about an audit
		if it := r.items[i+1]; len(r.kinds[r.items[i].Lower+" "+it.Lower]) == 0 && it.word() && !it.Capital() &&
			!function(it.Lower) && len(it.verbs) == 0 {
			return nil
		}
	}
	return r.items[i].kinds
}

// kin reports whether a clause calls something by the word for what apps of its kind keep: a task is first of all one of a list of
// tasks, though an issue tracker has them as well.
func (r *reading) kin(c clause, app string) bool {
	known, _ := r.reg.App(app)
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for _, it := range r.items[c.from:end] {
		for _, h := range it.nouns {
			if kind := kept[r.lexemes[h.lexeme].text]; kind != "" && slices.Contains(known.Kind, kind) {
				return true
			}
		}
	}
	return false
}

// wayAt reports whether an everyday word is the way that something goes, and so names an app: "via mail", "per E-Mail", "on Slack".
func (r *reading) wayAt(i int) bool {
	if i == 0 || !r.items[i-1].word() {
		return false
	}
	before := r.items[i-1]
	return before.Is("via", "per", "by") || before.Is("on", "in", "über", "auf", "through") && !slices.ContainsFunc(r.items[i].nouns, func(h hit) bool { return h.width == 1 })
}

// ordinary reports whether an app's name is an everyday word as well: "mail" and "invoice" name things before they name apps.
func (r *reading) ordinary(it item, app string) bool {
	if len(it.Parts) > 0 && !slices.Contains(r.apps[it.Lower], app) {
		return false // "Asana-Aufgabe" names Asana
	}
	for _, h := range slices.Concat(it.nouns, it.verbs) {
		if h.width > 1 {
			continue // "Jira issue" names Jira
		}
		for _, t := range r.lexemes[h.lexeme].targets {
			if r.targets[t].app == app && !h.part {
				return true
			}
		}
	}
	return false
}

func (r *reading) ofKind(kind string) []string {
	var list []string
	for _, app := range r.reg.Apps() {
		if r.allowed[app.App] && slices.Contains(app.Kind, kind) {
			list = append(list, app.App)
		}
	}
	return list
}
