package rules

import (
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
	typo  bool     // was read as another word
	stem  string   // in the prompt's language
}

// hit is a lexeme met at an item.
type hit struct {
	lexeme int
	form   text.Form
	width  int  // items
	tail   int  // the item of the separated particle; 0 for none
	part   bool // only the end of a compound
}

func (it item) mark() bool { return it.ent == nil && (it.Kind == text.Punct || it.Kind == text.Break) }

// word reports whether the item is an ordinary word, which may stand for something.
func (it item) word() bool { return it.ent == nil && it.Kind == text.Word }

// content reports whether the item carries meaning that a plan has to make use of.
func (it item) content() bool {
	return it.ent != nil || it.Kind == text.Channel || it.Kind == text.Number || it.Kind == text.Word && !function(it.Lower)
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
	for i := range items {
		l.look(items, i)
		if items[i].word() {
			items[i].stem = text.Stem(lang, items[i].Lower)
		}
	}
	return items
}

// look finds what the words from an item on mean.
func (l *lexicon) look(items []item, i int) {
	it := &items[i]
	if !it.word() {
		return
	}
	if !l.vocab.words[it.Lower] && len(it.Parts) == 0 && !(it.Capital() && i > 0 && !items[i-1].mark()) {
		if w := l.vocab.correct(it.Lower); w != "" {
			it.Lower, it.typo = w, true
		}
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
	l.parts(items, i)
}

// meaning adds what a form of some words stands for.
func (l *lexicon) meaning(items []item, i int, form string, width int) {
	it := &items[i]
	for _, s := range l.senses[form] {
		h := hit{lexeme: s.lexeme, form: s.form, width: width}
		if s.particle != "" {
			if h.tail = particle(items, i+width, s.particle); h.tail == 0 {
				continue
			}
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
}

// parts looks into a compound: "Bestätigungs-Mail" is a kind of Mail, "Jira-Projekt" names Jira, "Kundenrechnung" ends in a Rechnung.
func (l *lexicon) parts(items []item, i int) {
	it := &items[i]
	if strings.ContainsAny(it.Lower, "0123456789") {
		return
	}
	for k, p := range it.Parts {
		it.apps = append(it.apps, l.apps[p]...)
		it.kinds = append(it.kinds, l.kinds[p]...)
		if k == len(it.Parts)-1 && len(it.nouns) == 0 {
			l.head(it, p)
		}
	}
	if len(it.Parts) == 0 && len(it.nouns) == 0 && len(it.verbs) == 0 && utf8.RuneCountInString(it.Lower) >= 8 && !l.vocab.words[it.Lower] {
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
		if len(parts) > 1 || part == "know" || end == len(items) || items[end].mark() || conjunctions[items[end].Lower] || openers[items[end].Lower] || items[end].Kind == text.Quoted ||
			items[end].Is("bevor", "wenn", "sobald", "nachdem", "damit", "bitte", "oder") {
			return i
		}
	}
	return 0
}

// abbreviations end in a full stop that ends no sentence.
var abbreviations = words(`dr fa nr no st mr mrs ms max min ca ggf inkl zzgl bzw usw etc inc ltd co corp vs prof str tel std mio mrd tsd abt evtl usw approx e.g z.b i.e d.h ust mwst`)

func abbreviation(items []item, i int) bool {
	if !items[i].Is(".") || i == 0 || !items[i].Glued {
		return false
	}
	before := items[i-1].Lower
	if !abbreviations[before] && !(len(before) == 1 && items[i-1].word()) {
		return false
	}
	return i+1 < len(items) && items[i+1].Kind != text.Break
}

// repairs are the words by which people take back what they just said.
var repairs = [][]string{
	{"no", "wait"}, {"no", "sorry"}, {"no", ",", "wait"}, {"no", ",", "make", "that"}, {"no", ",", "make", "it"}, {"make", "that"}, {"i", "mean"}, {"sorry"}, {"rather"}, {"or", "rather"},
	{"correction"}, {"scratch", "that"}, {"actually"}, {"wait"},
	{"nein", ",", "moment"}, {"nein", ",", "doch"}, {"nein", "moment"}, {"nein"}, {"quatsch"}, {"moment"}, {"ich", "meine"}, {"ich", "meinte"}, {"besser", "gesagt"}, {"vielmehr"}, {"korrektur"},
	{"sorry"}, {"äh"}, {"stopp"}, {"no"},
}

// correct carries out corrections: the value behind "no, make that" takes the place of the last one of its type before it.
func correct(items []item) []item {
	for i := 1; i < len(items); i++ {
		n := repairAt(items, i)
		if n == 0 {
			continue
		}
		j := i + n
		for j < len(items) && (items[j].mark() && items[j].Kind != text.Break || items[j].word() && function(items[j].Lower)) {
			j++
		}
		if j >= len(items) || items[j].ent == nil || j-i > 9 {
			continue
		}
		k := i - 1
		for k >= 0 && (items[k].ent == nil || items[k].ent.Type != items[j].ent.Type) {
			k--
		}
		if k < 0 {
			continue
		}
		items[k] = items[j]
		end := j + 1
		if end < len(items) && items[end].mark() && items[end].Is(",", "–", "-") && items[i-1].mark() {
			end++
		}
		from := i
		if items[from-1].mark() {
			from--
		}
		if end < len(items) && !items[end].mark() { // what follows is still parted from what came before
			items[from], from = item{Token: text.Token{Kind: text.Punct, Text: ",", Lower: ",", Span: items[from].Span}}, from+1
		}
		items = append(items[:from:from], items[end:]...)
	}
	return items
}

// repairAt gives the number of items of a repair that begins at an item: behind a mark, and before a mark or a preposition.
func repairAt(items []item, i int) int {
	if !items[i-1].mark() || items[i-1].Kind == text.Break {
		return 0
	}
	best := 0
	for _, r := range repairs {
		if i+len(r) > len(items) || len(r) <= best {
			continue
		}
		match := true
		for k, w := range r {
			match = match && items[i+k].Lower == w && items[i+k].Kind != text.Quoted
		}
		if match {
			best = len(r)
		}
	}
	return best
}
