package rules

import (
	"slices"
	"strings"
	"unicode/utf8"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// item is a word, a mark or an entity, with all that the lexicon says of it.
type item struct {
	text.Token
	ent   *entity.Entity
	verbs []hit
	nouns []hit
	apps  []string // apps that it names
	kinds []string // kinds of app that it names
	stem  string   // in the prompt's language
	since bool     // says from when what stands before it is
}

// hit is a lexeme met at an item.
type hit struct {
	lexeme int
	form   text.Form
	width  int  // items
	tail   int  // the item of the separated particle; 0 for none
	ends   int  // the item behind the particle
	part   bool // only the end of a compound
}

func (it item) mark() bool { return it.ent == nil && (it.Kind == text.Punct || it.Kind == text.Break) }

// word reports whether the item is an ordinary word, which may stand for something.
func (it item) word() bool { return it.ent == nil && it.Kind == text.Word }

// content reports whether the item carries meaning that a plan has to make use of.
func (it item) content() bool {
	return it.ent != nil || it.Kind == text.Channel || it.Kind == text.Number || it.Kind == text.Word && !it.since && !function(it.Lower) ||
		it.state()
}

// state reports whether the item names a state of a record by a word that is a function word elsewhere: "Done".
func (it item) state() bool {
	return it.word() && it.Capital() && function(it.Lower) && states[it.Lower] != ""
}

// items joins tokens and entities. A weak entity next to nothing that asks for it stays one; who fills slots decides.
func (l *lexicon) items(tokens []text.Token, found []entity.Entity, prompt, lang string) []item {
	var items []item
	for i := 0; i < len(tokens); {
		if len(found) > 0 && found[0].From == i {
			e := found[0]
			found = found[1:]
			t := tokens[i]
			t.Span.To = tokens[e.To-1].Span.To
			if e.To-i > 1 {
				t.Kind, t.Lower, t.Text = text.Number, "", prompt[t.Span.From:t.Span.To]
			}
			items = append(items, item{Token: t, ent: &e})
			i = e.To
			continue
		}
		items = append(items, item{Token: tokens[i]})
		i++
	}
	items = correct(items)
	for i := range items[:max(0, len(items)-1)] {
		if next := &items[i+1]; next.Text == "IT" && next.word() && items[i].word() && titledThings[items[i].Lower] {
			next.Lower = next.Text // is a name there, and no pronoun
		}
	}
	received(items)
	capitals := lang == "de" && slices.ContainsFunc(items, func(it item) bool { return it.Capital() })
	for i := range items {
		l.look(items, i, capitals)
		if lang == "de" && l.opensMessage(items, i) {
			items[i].Lower = "dass"
		}
		if items[i].word() {
			items[i].stem = stemOf(lang, items[i].Lower)
		}
	}
	for i := range items {
		l.newVerb(items, i, lang)
	}
	return items
}

// titledThings are the words behind which IT is the name of one.
var titledThings = words(`projekt project gruppe group team abteilung department queue space jira-projekt asana-projekt`)

// look finds what the words from an item on mean. Where nouns have capitals, a compound without one is a name: "DAG lohnlauf".
func (l *lexicon) look(items []item, i int, capitals bool) {
	it := &items[i]
	if !it.word() {
		return
	}
	if i+1 < len(items) && items[i+1].word() && statusWords[items[i+1].Lower] && it.Is("http") {
		return // "the HTTP status" is what an answer says
	}
	form := ""
	for n := 1; n <= l.longest && i+n <= len(items); n++ {
		last := items[i+n-1]
		if !last.word() {
			break
		}
		form = strings.TrimSpace(form + " " + last.Lower)
		l.meaning(items, i, form, n)
	}
	l.directed(it)
	l.predicate(items, i)
	l.parts(items, i, capitals)
}

// statusWords are the words for what an answer to a call says first.
var statusWords = words(`status code statuscode status-code response-code returncode`)

// meaning adds what a form of some words stands for.
func (l *lexicon) meaning(items []item, i int, form string, width int) {
	it := &items[i]
	for _, s := range l.senses[form] {
		h := hit{lexeme: s.lexeme, form: s.form, width: width}
		if s.particle != "" {
			if h.tail = particle(items, i+width, s.particle); h.tail == 0 {
				continue
			}
			h.ends = h.tail + strings.Count(s.particle, " ") + 1
		}
		if l.lexemes[s.lexeme].verb {
			if width == 1 && it.Is("bitte", "please", "danke", "thanks") {
				continue
			}
			it.verbs = append(it.verbs, h)
		} else {
			it.nouns = append(it.nouns, h)
		}
	}
	it.apps = append(it.apps, l.apps[form]...)
	it.kinds = append(it.kinds, l.kinds[form]...)
	if whose, ok := genitive(form); ok && width == 1 { // "Jira's WEB project"
		it.apps = append(it.apps, l.apps[whose]...)
	}
}

// parts looks into a compound: "Bestätigungs-Mail" is a kind of Mail, "Jira-Projekt" names Jira, "Kundenrechnung" ends in a Rechnung.
func (l *lexicon) parts(items []item, i int, capitals bool) {
	it := &items[i]
	if strings.ContainsAny(it.Lower, "0123456789") || it.Text == it.Lower && strings.ContainsAny(it.Text, "_./:@") {
		return // the parts of a path name nothing
	}
	if i > 0 && items[i-1].word() && holders[items[i-1].Lower] && it.Text == it.Lower {
		return // "im Index support-chat"
	}
	if n := len(it.Parts); n > 1 && it.Text == it.Lower && strings.Contains(it.Text, "-") && len(l.senses[it.Parts[n-1]]) == 0 && !argumentWord(it.Parts[n-1], "de") &&
		!argumentWord(it.Parts[n-1], "en") {
		return // "mail-gw" is the name of something
	}
	for k, p := range it.Parts {
		if holdings := it.Parts[len(it.Parts)-1]; holdings == "adresse" || holdings == "address" || statusWords[holdings] && it.Parts[0] == "http" {
			break // "E-Mail-Adresse" names no app
		}
		it.apps = append(it.apps, l.apps[p]...)
		it.kinds = append(it.kinds, l.kinds[p]...)
		if k == len(it.Parts)-1 && len(it.nouns) == 0 {
			l.head(it, p)
		}
	}
	if len(it.Parts) == 0 && len(it.nouns) == 0 && len(it.verbs) == 0 && utf8.RuneCountInString(it.Lower) >= 8 &&
		!l.vocab.words[it.Lower] && (!capitals || it.Capital()) {
		for j := range it.Lower {
			if j >= 3 && len(it.Lower)-j >= 4 && l.head(it, it.Lower[j:]) {
				return
			}
		}
	}
}

// head adds the objects that the last part of a compound stands for.
func (l *lexicon) head(it *item, last string) bool {
	for _, s := range l.senses[last] {
		if !l.lexemes[s.lexeme].verb {
			it.nouns = append(it.nouns, hit{lexeme: s.lexeme, width: 1, part: true})
		}
	}
	return len(it.nouns) > 0
}

// particle finds the part of a separated verb: it stands at the end of its clause, before a mark, a conjunction or nothing.
func particle(items []item, from int, part string) int {
	parts := strings.Fields(part)
	for i := from; i+len(parts) <= len(items) && i < from+60; i++ {
		if items[i].Kind == text.Break || items[i].Is(".", "!", "?", ";") && !abbreviation(items, i) {
			return 0
		}
		match := true
		for k, p := range parts {
			match = match && items[i+k].word() && items[i+k].Lower == p
		}
		if !match {
			continue
		}
		end := i + len(parts)
		if part == "auf" && end < len(items) && items[end].Kind == text.Quoted && slices.ContainsFunc(items[from:i], func(it item) bool { return it.Kind == text.Quoted }) {
			return 0 // "den Titel von „A“ auf „B“"
		}
		if phrasal[part] && end < len(items) && items[end].word() && prepositions[items[end].Lower] && governs(items[from:i]) {
			return i // "boil them down to 80 words"
		}
		if phrasal[part] && end < len(items) && articles[items[end].Lower] && i == from+1 && pronouns[items[from].Lower] {
			return i // "spin me up a channel"
		}
		if part == "into" && end < len(items) && articles[items[end].Lower] && i == from+1 && pronouns[items[from].Lower] {
			return i // "turn it into a ticket"
		}
		if len(parts) > 1 || part == "know" || end == len(items) || items[end].mark() || conjunctions[items[end].Lower] ||
			openers[items[end].Lower] || items[end].Kind == text.Quoted ||
			items[end].Is("again", "after", "later", "in", "once", "when", "wieder", "bevor", "wenn", "sobald", "nachdem", "damit", "bitte", "oder", "mit", "für",
				"wegen", "namens", "unter", "von", "aus") {
			return i
		}
	}
	return 0
}

// phrasal are the particles of English verbs, behind which the verb may govern more.
var phrasal = words(`up down out over off on away back through going along across`)

// governs reports whether a verb and its particle can belong together over the items between them: no more than one thing that is acted on.
func governs(between []item) bool {
	return len(between) <= maxChain && !slices.ContainsFunc(between, func(it item) bool {
		return it.mark() || it.word() && (conjunctions[it.Lower] || prepositions[it.Lower] && !it.Is("of", "from", "at"))
	})
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = words(`dr fr hr fa nr no st mr mrs ms max min ca ggf inkl incl excl lt gem bspw sog zzgl bzw usw etc inc ltd co corp vs prof str tel std
		mio mrd tsd abt evtl usw approx e.g z.b i.e d.h ust mwst`)

func abbreviation(items []item, i int) bool {
	if !items[i].Is(".") || i == 0 || !items[i].Glued {
		return false
	}
	before := items[i-1].Lower
	if e := items[i-1].ent; e != nil && e.Type == entity.Duration { // "6 Std."
		before = strings.ToLower(items[i-1].Text[strings.LastIndexByte(items[i-1].Text, ' ')+1:])
	}
	if items[i-1].Kind == text.Number && i > 1 && i+1 < len(items) && items[i+1].Capital() && items[i-2].Is("im", "am", "der", "die", "das", "den", "dem", "zum", "vom", "beim") {
		return true // "im 3. Stock"
	}
	if !abbreviations[before] && (len(before) != 1 || !items[i-1].word()) {
		return false
	}
	return i+1 < len(items) && items[i+1].Kind != text.Break
}
