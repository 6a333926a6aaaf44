package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// What comes in is named by a noun for what events are about, behind words which say that it is new or that each of its kind is meant: "every new issue",
// "bei Tickets mit …", "nach Eingang einer Mail".

// newcomer gives the noun of what comes in, behind "every", "any new" and the like; -1 where none stands there.
func (b *builder) newcomer(i, end int) int {
	each, isNew, ended := false, false, false
	for j := i + 1; j < min(end, i+7) && b.items[j].word(); j++ {
		it := b.items[j]
		switch {
		case singles[it.Lower] || it.Is("any"):
			each = true
		case j == i+1 && it.Is("all", "alle", "allen", "sämtliche"):
		case fresh[it.Lower], comings[it.Lower] && i >= 0 && onceEach[b.items[i].Lower]:
			isNew = true
		case closures[it.Lower] && i >= 0 && onceEach[b.items[i].Lower]:
			ended = true
		case j > i+1 && (comings[b.items[j-1].Lower] || closures[b.items[j-1].Lower]) && it.Is("of", "von", "to", "an"):
		case ended && it.Is("a", "an", "eines", "einer", "einem"):
			each = true
		case b.ofEvent(it):
			if !isNew && (!ended || !each) && (!each || i >= 0 && !onceEach[b.items[i].Lower] && !b.comes(j+1, end) && !b.passing(it)) && !b.ofAKind(i, j) {
				return -1
			}
			for j+1 < end && b.ofEvent(b.items[j+1]) && (j+2 >= end || !determiners[b.items[j+2].Lower]) { // "every new lead post a message"
				j++
			}
			for _, h := range b.items[j].nouns { // "pull request" is one word
				if h.width > 1 && j+h.width <= end && slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool { return b.targets[t].event != nil }) {
					return j + h.width - 1
				}
			}
			return j
		case justNow[it.Lower]:
			isNew = true
		case !articles[it.Lower] && levels[it.Lower] == "" && len(it.apps)+len(it.kinds) == 0 && !b.happens(clause{from: j, to: j + 1}) && !b.participial(it):
			return -1
		}
	}
	return -1
}

// participial reports whether a German adjective says of something what happened to it: "jeder gemergte Pull Request".
func (b *builder) participial(it item) bool {
	if b.lang != "de" || !it.word() || it.Text != it.Lower {
		return false
	}
	for _, ending := range []string{"en", "er", "es", "em", "e"} {
		plain, ok := strings.CutSuffix(it.Lower, ending)
		if ok && slices.ContainsFunc(b.senses[plain], func(s sense) bool { return s.form&text.Participle != 0 }) {
			return true
		}
	}
	return false
}

// passing reports whether a word is for what comes in and is gone, of which nobody means those that were there before: a message, a mail, a call.
func (b *builder) passing(it item) bool {
	return slices.ContainsFunc(it.nouns, func(h hit) bool {
		return !h.part && slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool {
			e := b.targets[t].event
			return e != nil && b.allowed[b.targets[t].app] && names(e.Name, "posted", "received", "webhook")
		})
	})
}

// comes reports whether a relative clause at an item says that something happens: "that is reported in ServiceNow".
func (b *builder) comes(i, end int) bool {
	for i < end && b.items[i].mark() && b.items[i].Is(",") {
		i++
	}
	return i+1 < end && b.items[i].Is("that", "which", "der", "die", "das") && b.happens(clause{from: i + 1, to: min(end, i+6)}) &&
		!b.told(clause{from: i + 1, to: min(end, i+6)})
}

// ofAKind reports whether a noun behind a preposition means whatever comes in of its kind, since it stands in the plural and nothing says which: "bei
// Tickets mit Priorität hoch".
func (b *builder) ofAKind(i, j int) bool {
	return i >= 0 && b.items[i].Is("bei", "on", "upon") && j == i+1 && b.plural(b.items[j]) && (j+1 >= len(b.items) || b.items[j+1].word() && prepositions[b.items[j+1].Lower])
}

// plural reports whether a word is a noun in a form of its own for more than one thing.
func (b *builder) plural(it item) bool {
	return it.word() && len(it.nouns) > 0 && !slices.ContainsFunc(it.nouns, func(h hit) bool {
		word := b.lexemes[h.lexeme].text
		return it.Lower == word || h.part && strings.HasSuffix(it.Lower, word)
	})
}

// ofEvent reports whether a word names what an event is about.
func (b *builder) ofEvent(it item) bool {
	return slices.ContainsFunc(it.nouns, func(h hit) bool {
		return slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool { return b.targets[t].event != nil })
	})
}

// disposed gives the item behind new things at the beginning of a German clause whose verb at the end says what is done with them: "neue Tickets bitte
// Karla zuweisen"; 0 where they are what it makes.
func (b *builder) disposed(c clause, from, noun, to int) int {
	p := parting{lexicon: b.lexicon, lang: b.lang, items: b.items}
	if b.lang != "de" || !b.plural(b.items[noun]) && (!singles[b.items[from].Lower] || !b.passing(b.items[noun])) || c.verb <= noun || !p.final(atom{c.from, c.to}, c.verb) {
		return 0
	}
	for to = min(to, c.verb); to > noun; to-- {
		list := b.candidates(clause{from: from, to: to, sentence: -1, kind: event, verb: -1, message: -1}, nil, true)
		if len(list) == 0 || list[0].noun == 0 {
			return 0
		}
		if stray := b.stray(list[0]); stray >= 0 {
			to = stray + 2
			continue
		}
		break
	}
	asked := b.candidates(c, nil, false)
	if to >= c.verb || len(asked) == 0 || asked[0].makes() && asked[0].object(noun) {
		return 0
	}
	return to
}

// relative gives the item behind a relative clause, 0 where none stands at an item: ", die „Kündigung“ enthält,", "that contain 'vote'". Between commas it
// ends with the second of them, else where it is said what is to be done.
func (b *builder) relative(i, end int) int {
	if i+2 < end && b.items[i].word() && b.items[i].Is("that", "which", "who", "whose") && (b.comes(i, end) || len(b.items[i+1].verbs) > 0 || holdsIn[b.items[i+1].Lower] || b.items[i].Is("whose")) {
		k := i + 2
		for k < end && !b.items[k].mark() && (!b.items[k].word() || !musts[b.items[k].Lower] || passive[b.items[k].Lower]) {
			k++
		}
		return k
	}
	if i+2 >= end || !b.items[i].mark() || !b.items[i].Is(",") || !b.relativeAt(i+1) {
		return 0
	}
	for k := i + 2; k < end; k++ {
		if b.items[k].mark() && b.items[k].Is(",") {
			return k
		}
	}
	return 0
}

// relativeAt reports whether a relative clause may begin at an item: with its pronoun, or a preposition and that.
func (b *builder) relativeAt(i int) bool {
	if b.items[i].word() && b.items[i].Is("in", "bei", "mit", "von", "with", "of") && i+1 < len(b.items) {
		i++
		return b.items[i].Is("der", "denen", "dem", "deren", "dessen", "which", "whose")
	}
	return b.items[i].Is("die", "der", "das", "den", "which", "that", "who", "whose", "deren", "dessen")
}
