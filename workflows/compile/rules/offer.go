package rules

import (
	"regexp"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// offerAt offers what stands at an item for the slot of a cue.
func (f *filling) offerAt(c cued, i int) {
	it := f.items[i]
	if it.word() && places[it.Lower] && i+1 < f.end && f.items[i+1].Kind == text.Quoted { // "comment there 'ok'"
		f.offerAt(c, i+1)
		return
	}
	if (addressed(it) || it.word() && looks["incident"].MatchString(it.Text)) && (c.slot.role == roleText || c.slot.role == roleTitle) {
		return // "send that to #ops", "add a note to INC0010023" say nothing of what is told
	}
	if it.ent != nil {
		if c.slot.role == roleState && f.items[c.from].Is("on") {
			return
		}
		fit := c.slot.fits(*it.ent)
		if c.noun && fit == 0 {
			fit = c.slot.loose(*it.ent)
		}
		if fit > 0 && (!it.ent.Weak || c.noun || c.slot.role == roleDate) {
			f.offer(c, i, i+1, c.strong+fit)
			return
		}
		begins := c.noun && c.slot.role == roleText && timely[it.ent.Type]
		if it.ent.Type == entity.Quote || !it.ent.Weak && !begins {
			return
		}
	}
	switch c.slot.role {
	case roleOrg, rolePerson, roleProject, roleName, roleRecord:
		f.offerName(c, i)
		f.offerMore(c, i)
	case roleState, roleEnum:
		f.offerState(c, i)
	case roleChannel, roleKey:
		if c.slot.name == "issue" && f.lang == "de" && it.Capital() && !strings.ContainsAny(it.Text, "0123456789") {
			return // "weise den Vorgang Ina zu"
		}
		if c.noun && it.word() && !function(it.Lower) && f.taken[i] == free && (c.slot.role == roleChannel || states[it.Lower] == "" && levels[it.Lower] == "") {
			f.offer(c, i, i+1, c.strong+0.3)
		}
	case roleTitle, roleText:
		if i+1 < f.end && f.qualified(i) { // "comment internally 'all good'"
			f.offerAt(c, i+1)
			return
		}
		if c.from == f.c.verb && f.c.message >= 0 {
			return // "note internally that …" says it behind "that"
		}
		if c.slot.role == roleText && (c.noun && f.items[c.to].Is(":") || sayings[f.items[c.to-1].Lower]) {
			f.offer(c, i, f.textEnd(i), c.strong+0.6)
			f.offers[len(f.offers)-1].named = c.noun
			return
		}
		if preposition(f.items[i].Lower, f.lang) && f.items[i].word() || c.slot.role == roleText && !c.noun &&
			!topics[f.items[c.from].Lower] {
			return
		}
		if c.strong < 2 && !c.slot.required && c.slot.role != roleText && (c.slot.name != "query" && (c.slot.name != "subject" || f.t.effect()) || !topics[f.items[c.from].Lower]) {
			return
		}
		if c.slot.opens && f.items[i].technical() > 0 {
			f.offer(c, i, i+1, c.strong+0.5)
			return
		}
		if to := f.ownName(c.slot, i, f.run(i, c.slot.name != "query")); to > i && !f.namesSought(c, to) {
			f.offer(c, i, to, c.strong-0.5+0.4)
		} else if c.noun && f.labelsCompound(c, i) {
			f.offer(c, i, max(i+1, f.run(i+1, true)), c.strong-0.1)
			f.offers[len(f.offers)-1].named = true
		}
	}
}

// qualified reports whether a word says how a text is put where it goes, and is none of it: "internally", "intern".
func (f *filling) qualified(i int) bool {
	return f.items[i].word() && slices.ContainsFunc(f.t.slots, func(s slot) bool {
		return s.role == roleBool && (yesNo[s.name][0][f.items[i].Lower] || yesNo[s.name][1][f.items[i].Lower])
	})
}

// namesSought reports whether words behind a cue of what is looked for only name the records: "search for unassigned issues".
func (f *filling) namesSought(c cued, to int) bool {
	return !f.t.effect() && f.t.op != nil && !c.noun && f.items[c.from].Is("for", "nach") && f.object(to-1) && listOf(f.t) != ""
}

// labelsCompound reports whether the text right behind its label begins with a word that only in part is what the action is done to: "Notiz Wochenlauf",
// where a "Lauf" is started.
func (f *filling) labelsCompound(c cued, i int) bool {
	return f.taken[i] == act && i != f.c.verb && (i == c.to || f.items[i-1].Is(":", "=")) && len(f.items[i].nouns) > 0 &&
		!slices.ContainsFunc(f.items[i].nouns, func(h hit) bool { return !h.part })
}

// timely are the types of values that a text behind its label may begin with: "Notiz Monatsende".
var timely = map[entity.Type]bool{entity.Date: true, entity.Duration: true, entity.Window: true}

// offerMore offers the further values of a list of words: "the labels regression and mobile".
func (f *filling) offerMore(c cued, i int) {
	if !c.slot.list || !c.noun && !c.slot.required {
		return
	}
	for i+2 < f.end && f.items[i+1].Is("and", "und", ",", "&", "or", "oder") {
		next := i + 2
		for next+1 < f.end && c.slot.required && f.items[next].word() && (articles[f.items[next].Lower] || f.items[next].Is("or", "oder")) { // "a fault, a question or chatter"
			next++
		}
		if it := f.items[next]; !it.word() || function(it.Lower) || len(it.verbs) > 0 && !c.slot.required {
			return
		}
		if f.starts[next] && (f.arguments(next) || f.items[i+1].Is(",") && next+1 < f.end && f.items[next+1].word() && !function(f.items[next+1].Lower)) {
			return // "tags pump and phone, subject '…'", "labels bug, assignee mhoff"
		}
		f.mark(i+1, next, soft)
		i = next
		if i != f.c.verb && (f.taken[i] == act || len(f.items[i].nouns) > 0 && c.slot.required) {
			f.offer(c, i, i+1, c.strong+0.6)
			f.offers[len(f.offers)-1].named = true
			continue
		}
		f.offerName(c, i)
	}
}

// code is what a project's key looks like.
var code = regexp.MustCompile(`^[A-Z][A-Z0-9_]+$`)

func (f *filling) offerName(c cued, i int) {
	if (levels[f.items[i].Lower] != "" || states[f.items[i].Lower] != "") && (!c.noun || !c.slot.list || i != c.to) {
		return // but for "the label urgent"
	}
	if c.slot.role == roleName && c.noun && i == c.to && f.taken[i] == act && f.nameAnyway(i) {
		f.offer(c, i, i+1, c.strong+0.6)
		f.offers[len(f.offers)-1].named = true
		return
	}
	to := f.run(i, false)
	if to <= i && !f.items[i].Is("me", "mir", "mich") {
		return
	}
	fit := f.nameness(i, to)
	switch c.slot.role {
	case roleOrg:
		if !c.noun && to == i+1 && charged(f.items[i].Lower) {
			return // "für Beratung"
		}
		if s := f.sought(); s != nil && !c.slot.required && f.person(i, to) {
			for i+1 < to && courtesies[f.items[i].Lower] {
				i++
			}
			f.offer(cued{slot: s, from: c.from, to: c.to, strong: c.strong}, i, to, c.strong+1) // "the phone number of Greta Holm"
			return
		}
	case roleRecord:
		if !c.noun {
			return
		}
	case roleName, roleProject:
		if f.t.event != nil && !c.noun && c.slot.role == roleName && i == c.to && (looks[c.slot.name] == nil || c.slot.name == "branch") && (len(f.items[i].nouns) == 0 ||
			!f.object(i) && f.items[i].Text == f.items[i].Lower && f.items[c.from].Is("into", "to", "nach", "in")) {
			f.offer(c, i, i+1, c.strong+0.3) // "merged into main"
			return
		}
		if f.scene(c, i) {
			if c.slot.role == roleName || f.lang == "de" {
				to = i + 1
			}
			f.offer(c, i, min(to, i+3), c.strong+0.2)
			return
		}
		if !c.noun && (!c.slot.list || !c.slot.required) && (c.slot.role != roleProject || !code.MatchString(f.items[i].Text)) ||
			i != c.to && looks[c.slot.name] != nil && c.slot.takesName(f.items[i]) == 0 {
			return
		}
		fit = 0.6
		to = min(to, i+2)
		switch {
		case c.slot.role == roleName && c.noun && i == c.to && looks[c.slot.name] == nil && !c.slot.list:
			to = f.wholeTitle(i)
		case c.slot.role == roleName, !f.items[i].Capital():
			to = i + 1
		}
		if c.noun && (f.items[i-1].Is(":", "=") || i == c.to && c.slot.name == "source") && looks[c.slot.name] == nil && !c.slot.list {
			to = f.labelled(i)
		}
	case rolePerson:
		if looks["incident"].MatchString(f.items[i].Text) {
			return
		}
		if courtesies[f.items[i].Lower] && i+1 < to {
			i++
		}
		if f.items[i].Is("me", "mir", "mich") {
			f.offer(c, i, i+1, c.strong+0.5)
			return
		}
		to = min(to, f.wholeName(i))
		if i == c.to && c.noun && c.slot.isCalled("assignee") && f.everyday(i) && !f.items[i].Capital() {
			f.offer(c, i, i+1, c.strong+0.5) // "assignee mhoff"
			return
		}
		if !c.slot.required && code.MatchString(f.items[i].Text) && slices.ContainsFunc(f.t.slots, func(s slot) bool { return s.role == roleProject }) {
			return // "a ticket for WEB"
		}
		if !f.items[i].Capital() && !f.small || !c.slot.required && f.items[i-1].word() && article(f.items[i-1].Lower, f.lang) && !f.receives(i) {
			return // "for the outage" assigns it to nobody
		}
	}
	if fit < 0.15 {
		return
	}
	f.offer(c, i, to, c.strong+fit)
}

// labelled gives the end of the words behind a label and a colon: "source: trade fair".
func (f *filling) labelled(i int) int {
	to := i + 1
	for to < f.end && f.items[to].word() && f.taken[to] == free && !function(f.items[to].Lower) && !f.starts[to] {
		to++
	}
	return to
}

// offerState offers an app's own value: one word, or several capitals: "Closed Won".
func (f *filling) offerState(c cued, i int) {
	it := f.items[i]
	if f.items[c.from].Is("on") && states[it.Lower] == "" { // "put it on pending", and not "on Monday"
		return
	}
	if f.cueAt(i) && i != c.from && states[it.Lower] == "" && (!c.noun || i+1 < f.end && !f.items[i+1].mark()) { // "to the group Network"
		return
	}
	if c.to > c.from+1 && f.items[c.to-1].Is("is", "are") && !it.Capital() && states[it.Lower] == "" && levels[it.Lower] == "" {
		return // "issues that are stale"
	}
	if f.goesToSomebody(c, i) || slices.ContainsFunc(f.t.slots, func(s slot) bool { return looks[s.name] != nil && s.takesName(it) == 1 }) {
		return
	}
	if !it.word() || function(it.Lower) && !it.Capital() && states[it.Lower] == "" && (!c.noun || i != c.to || !it.Is("new", "neu")) || f.taken[i] > soft &&
		(states[it.Lower] == "" || i == f.c.verb) && (c.slot.name != "type" || !c.noun || f.taken[i] > act) {
		return
	}
	if !it.Capital() && states[it.Lower] == "" && slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Participle != 0 }) ||
		code.MatchString(it.Text) && slices.ContainsFunc(f.t.slots, func(s slot) bool { return s.role == roleProject }) {
		return // "is set to", "in OPS"
	}
	if !graded(c.slot) && i+1 < f.end && levels[f.items[i+1].Lower] != "" && argumentWord(it.Lower, f.lang) {
		return // "auf Prio hoch"
	}
	if !f.t.effect() && f.lang == "de" && !it.Capital() && states[it.Lower] == "" && inflects(it.Lower) && i+1 < f.end && f.object(i+1) {
		return // "die unbearbeiteten Incidents" are in no state of that name
	}
	if grounds[it.Lower] && !it.Capital() {
		return // "as a duplicate of WEB-2" is why
	}
	if level := levels[it.Lower] != ""; level != graded(c.slot) && (!c.noun || states[it.Lower] != "") { // "to high" is a priority, "to done" is not
		return
	}
	if i+1 < f.end && intensifiers[it.Lower] && levels[f.items[i+1].Lower] != "" {
		if graded(c.slot) && c.slot.role != roleEnum {
			f.offer(c, i, i+2, c.strong+0.7)
		} else {
			f.offerState(c, i+1)
		}
		return
	}
	to := i + 1
	for it.Capital() && to < f.end && f.items[to].Capital() && f.taken[to] == free {
		to++
	}
	if c.slot.role == roleEnum {
		if enumValue(c.slot, it.Lower) == "" {
			return
		}
		to = i + 1
	}
	fit := 0.5
	if it.Capital() {
		fit = 0.7
	}
	from := i
	if i == c.to && c.from > f.c.from && c.to == c.from+1 && f.items[c.from].Capital() && preposition(f.items[c.from].Lower, f.lang) {
		from = c.from // "soll In Review sein": the preposition is a part of the state
	}
	f.offer(c, from, to, c.strong+fit)
	f.offers[len(f.offers)-1].named = c.slot.name == "type" && c.noun && i == c.to // "type bug"
}

// graded reports whether an argument says how much something matters.
func graded(s *slot) bool { return s.name == "priority" || s.name == "urgency" || s.name == "impact" }

func (f *filling) offer(c cued, from, to int, score float64) {
	if c.slot.required {
		score += 0.3
	}
	f.offers = append(f.offers, filled{slot: c.slot, value: f.value(c.slot, from, to), from: from, to: to, score: score,
		quoted: f.items[from].Kind == text.Quoted})
}

// scene reports whether a word right behind a preposition can only say where an event happens: "a task in Growth", "in kontakte eine neue Zeile".
func (f *filling) scene(c cued, i int) bool {
	it := f.items[i]
	if f.t.event == nil || c.noun || i != c.to || !it.word() || !f.items[c.from].Is("in", "into", "to") || len(it.apps)+len(it.kinds) > 0 || function(it.Lower) ||
		len(it.nouns) > 0 && (f.lang != "de" || it.Capital() || f.small) { // which German writes with a capital, and names of tables not
		return false
	}
	return c.slot.role == roleProject && it.Capital() || c.slot.role == roleName && (c.slot.name != "repo" || c.slot.takesName(it) == 1) && it.Text == it.Lower && len(it.verbs) == 0
}
