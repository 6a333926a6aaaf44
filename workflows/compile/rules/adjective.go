package rules

import (
	"slices"
	"strings"
)

// levels are the words for how much something matters, which stand before their noun as well: "a high priority bug". Each has the form
// in which apps know it.
var levels = inflected(`low medium normal high highest lowest urgent critical major minor trivial blocker`, map[string]string{
	"hoch": "high", "hoh": "high", "niedrig": "low", "gering": "low", "normal": "normal", "mittel": "medium", "mittler": "medium", "höchst": "highest", "niedrigst": "lowest",
	"dringend": "urgent", "kritisch": "critical",
})

// intensifiers make of a level the one beyond it: "very high", "sehr niedrig".
var intensifiers = words(`very really extremely super sehr besonders extrem ganz`)

// utmost are the levels beyond others.
var utmost = map[string]string{"high": "highest", "low": "lowest"}

// inflected gives words as they are and, for the stems of German adjectives in all their endings, the words that they stand for.
func inflected(plain string, stems map[string]string) map[string]string {
	forms := map[string]string{}
	for w := range words(plain) {
		forms[w] = w
	}
	for stem, w := range stems {
		forms[stem] = w
		for _, ending := range []string{"e", "er", "es", "em", "en"} {
			forms[stem+ending] = w
		}
	}
	return forms
}

// recordKinds are the words for the kinds of record of a CRM, with their names there.
var recordKinds = map[string]string{"lead": "Lead", "contact": "Contact", "kontakt": "Contact", "account": "Account", "opportunity": "Opportunity",
	"task": "Task", "aufgabe": "Task"}

// recordKind gives the kind of record that a word or the first part of a compound stands for: "lead", "Contact-Datensatz"; "" for none.
func recordKind(it item) string {
	if len(it.Parts) > 1 {
		return recordKinds[it.Parts[0]]
	}
	return recordKinds[it.Lower]
}

// issueTypes are the words for issues that say of which type they are.
var issueTypes = map[string]string{"bug": "Bug", "story": "Story", "epic": "Epic"}

// languages are the words for the languages that texts are asked for in.
var languages = map[string]string{
	"english": "en", "englisch": "en", "englische": "en", "german": "de", "deutsch": "de", "deutsche": "de", "french": "fr", "französisch": "fr",
	"spanish": "es", "spanisch": "es", "italian": "it", "italienisch": "it", "dutch": "nl", "niederländisch": "nl", "polish": "pl", "polnisch": "pl",
}

// salesEnds are the words for how a sale ended, with the stages that it comes to by that.
var salesEnds = map[string]string{"won": "Closed Won", "gewonnen": "Closed Won", "lost": "Closed Lost", "verloren": "Closed Lost"}

// yesNo are the words for the two values of arguments that are either true or false.
var yesNo = map[string][2]map[string]bool{
	"private": {words(`private privat privaten privater privates geschlossen`), words(`public öffentlich öffentlichen öffentlicher`)},
	"public": {words(`public publicly öffentlich öffentliche öffentlichen sichtbar`), words(`internal internally private privately non-public nonpublic intern interne internen interner internes nichtöffentlich
		nichtöffentliche nichtöffentlichen nicht-öffentliche nicht-öffentlichen`)},
	"unread": {words(`unread unseen ungelesen ungelesene ungelesenen`), words(`read gelesen gelesene`)},
}

// offerAdjectives offers what stands as an adjective: a level before "priority", a state before what is looked for, "private".
func (f *filling) offerAdjectives() {
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		for i := f.c.from; i < f.end; i++ {
			it := f.items[i]
			if !it.word() {
				continue
			}
			switch {
			case slot.role == roleBool:
				f.offerBool(slot, i)
			case slot.name == "type" && f.object(i) && f.anew(i):
				f.offerType(slot, i)
			case slot.name == "object" && slot.required && recordKind(it) != "":
				f.offers = append(f.offers, filled{slot: slot, value: recordKind(it), from: i, to: i + 1, score: 1.5, named: true})
			case slot.role == roleLanguage && languages[it.Lower] != "" && i > f.c.from && (f.items[i-1].Is("auf", "in", "into", "to", "ins") || f.apart(i) || f.labels(slot, i)):
				f.offers = append(f.offers, filled{slot: slot, value: languages[it.Lower], from: i, to: i + 1, score: 1.5})
			case (slot.role == roleState || graded(slot)) && levels[it.Lower] != "" && i+1 < f.end && slot.named(f.lang, f.items[i+1].Lower):
				f.offer(cued{slot: slot}, i, i+1, 2)
				f.mark(i+1, i+2, act)
			case graded(slot) && len(it.Parts) == 2 && levels[it.Parts[0]] != "" && slot.named(f.lang, it.Parts[1]): // "high-urgency"
				f.offers = append(f.offers, filled{slot: slot, value: levels[it.Parts[0]], from: i, to: i + 1, score: 2})
			case graded(slot) && slot.name != "impact" && levels[it.Lower] != "" && f.predicative(i): // "make it urgent"
				f.offer(cued{slot: slot}, i, i+1, 1)
			case graded(slot) && levels[it.Lower] != "" && (i+1 < f.end && f.object(i+1) || f.apart(i) || i > f.c.from && f.items[i-1].Is("is", "ist", "wird", "becomes")): // "an urgent ticket", "(urgent)"
				f.offer(cued{slot: slot}, i, i+1, 1.5)
			case slot.role == roleState && !graded(slot) && i == f.c.from && i > 0 && f.items[i-1].Is("→"): // "ticket 20411 → solved"
				f.offerState(cued{slot: slot, from: i - 1, to: i, strong: 1}, i)
			case slot.role == roleEnum && !graded(slot):
				f.offerValue(slot, i)
			case (slot.name == "status" || slot.name == "state") && !f.t.effect() && states[it.Lower] != "" && (i != f.c.verb || f.t.event != nil):
				f.offer(cued{slot: slot}, i, i+1, 1)
			case slot.name == "stage" && f.t.event != nil && salesEnds[it.Lower] != "" && !it.Capital(): // "a deal is won"
				f.offers = append(f.offers, filled{slot: slot, value: salesEnds[it.Lower], from: i, to: i + 1, score: 1, named: true})
			}
		}
	}
}

// predicative reports whether a word says how something is to be: it stands behind what it is said of, and before nothing that it could belong to.
func (f *filling) predicative(i int) bool {
	if i == f.c.from || i+1 < f.end && !f.items[i+1].mark() && !f.items[i+1].Is("and", "und", "please", "bitte") {
		return false
	}
	before := f.items[i-1]
	return before.Is("it", "them", "sie", "ihn", "es") || before.ent != nil && records[before.ent.Type]
}

// offerValue offers one of a short list of values wherever it is said, be it as a part of another word: "a POST", "eine POST-Anfrage".
// A language is only meant where something stands before it that says so.
func (f *filling) offerValue(s *slot, i int) {
	v := valueIn(s, f.items[i])
	if v == "" || s.name == "language" && (i == f.c.from || !f.items[i-1].Is("auf", "in", "into", "to", "ins")) {
		return
	}
	f.offers = append(f.offers, filled{slot: s, value: v, from: i, to: i + 1, score: 1})
}

// valueIn gives the value of a closed list that a word or a part of it stands for, "" where none does. What a compound ends in says what is made, and is a
// value only where people call that so: "WordPress-Entwurf", "Blogentwurf", but not "Blog-Post".
func valueIn(s *slot, it item) string {
	if len(it.Parts) == 0 {
		if v := enumValue(s, it.Lower); v != "" {
			return v
		}
	}
	for k := 0; k+1 < len(it.Parts); k++ {
		if v := enumValue(s, it.Parts[k]); v != "" {
			return v
		}
	}
	for _, v := range s.schema.Enum {
		name, _ := v.(string)
		for _, w := range enumWords[name] {
			if first, ok := strings.CutSuffix(it.Lower, w); ok && len(w) > 4 && len(first) > 2 {
				return name
			}
		}
	}
	return ""
}

func (f *filling) offerBool(s *slot, i int) {
	for v, list := range yesNo[s.name] {
		if not := i > f.c.from && f.items[i-1].Is("not", "nicht"); list[f.items[i].Lower] {
			from := i
			if not { // "eine nicht öffentliche Notiz"
				from--
			}
			f.offers = append(f.offers, filled{slot: s, value: (v == 0) != not, from: from, to: i + 1, score: 1, named: true})
		}
	}
}

// named reports whether a word alone is a cue of a slot.
func (s *slot) named(lang, word string) bool {
	return slices.ContainsFunc(s.cues[lang], func(cue []string) bool { return len(cue) == 1 && cue[0] == word })
}

// labels reports whether the word for an argument stands right before an item, with or without a colon between them.
func (f *filling) labels(s *slot, i int) bool {
	j := i - 1
	if j > f.c.from && f.items[j].mark() && f.items[j].Is(":", "=") {
		j--
	}
	return j >= f.c.from && f.items[j].word() && s.names(f.lang, f.items[j].Lower)
}

// apart reports whether a word stands alone between two marks.
func (f *filling) apart(i int) bool {
	return i > 0 && f.items[i-1].mark() && (i+1 >= f.end || f.items[i+1].mark())
}

// offerType offers the type of what is made, where the word for it says so: "a bug", "ein Jira-Bug".
func (f *filling) offerType(s *slot, i int) {
	word := f.items[i].Lower
	if n := len(f.items[i].Parts); n > 0 {
		word = f.items[i].Parts[n-1]
	}
	if v := issueTypes[word]; v != "" {
		f.offers = append(f.offers, filled{slot: s, value: v, from: i, to: i + 1, score: 0.5, named: true})
	}
}

// anew reports whether a word stands for something that is to be made: behind "a" or "new", or at the beginning.
func (f *filling) anew(i int) bool {
	for j := i - 1; j >= f.c.from; j-- {
		it := f.items[j]
		switch {
		case it.word() && (it.Is("a", "an", "new", "another") || it.Is("ein", "eine", "einen", "ne", "nen", "neue", "neuen", "neuer", "neues")):
			return true
		case len(it.apps) == 0 && levels[it.Lower] == "" && !code.MatchString(it.Text):
			return j == f.c.verb
		}
	}
	return true
}
