package rules

import (
	"slices"
	"strings"
	"unicode"

	"sayso/workflows/compile/rules/text"
)

// People ask with verbs that no list has: "slot a task into Office", "plonk a row into visits". Where such a word stands as an order does, with something
// new right behind it and where that is to go, it can only ask for that to be made. Anything else such a verb may as well undo: it is asked about.

// placing are the orders that such a verb stands for.
var placing = []struct {
	lang   string
	orders []string
}{
	{"en", []string{"create", "add", "put"}},
	{"de", []string{"an|legen", "hinzu|fügen", "ein|tragen"}},
}

var (
	// onto are the words before where something new is put, and removing those by which something is taken away.
	onto     = words(`into onto ins`)
	removing = words(`off from out away without aus von vom weg raus ab ohne not don't nicht kein keine keinen`)
	// forerunners are the words behind which an order may begin.
	forerunners = words(`and then und dann please pls just bitte mal kindly you`)
)

// newVerbs adds the lexemes of such verbs.
func (l *lexicon) newVerbs(known map[string]int) {
	l.placing = map[string]int{}
	for _, p := range placing {
		var targets []int
		for _, order := range p.orders {
			if i, ok := known[p.lang+"/"+order+"/v"]; ok {
				targets = append(targets, l.lexemes[i].targets...)
			}
		}
		slices.Sort(targets)
		targets = slices.DeleteFunc(slices.Compact(targets), func(t int) bool { return !l.targets[t].effect() || l.targets[t].op.Destructive })
		l.placing[p.lang] = len(l.lexemes)
		l.lexemes = append(l.lexemes, lexeme{text: "…", lang: p.lang, verb: true, light: true, targets: targets})
	}
}

// newVerb reads an unknown word as such an order, if it stands like one.
func (l *lexicon) newVerb(items []item, i int, lang string) {
	it := &items[i]
	if i+2 >= len(items) || !it.word() || len(it.verbs)+len(it.nouns)+len(it.apps)+len(it.kinds) > 0 || function(it.Lower) || l.vocab.words[it.Lower] || !ordering(it.Text) ||
		!begins(items, i) || !newThing(items, i+1) {
		return
	}
	placed := false
	for j := i + 3; j < min(len(items), i+maxRun) && !sentenceEnd(items, j) && !conjunctions[items[j].Lower]; j++ {
		if items[j].mark() && items[j].Is(",", ":", "–", "(") {
			break
		}
		if items[j].word() && removing[items[j].Lower] {
			return
		}
		placed = placed || items[j].word() && (onto[items[j].Lower] || items[j].Is("in", "auf") && j+1 < len(items) && items[j+1].Is("die", "den", "das"))
	}
	if placed {
		it.verbs = append(it.verbs, hit{lexeme: l.placing[lang], form: text.Imperative, width: 1})
	}
}

// ordering reports whether a word can be an order: letters, in a form that orders have, and nothing that undoes by how it begins.
func ordering(word string) bool {
	lower := strings.ToLower(word)
	for _, end := range []string{"ed", "ing", "ly", "'s", "’s"} {
		if strings.HasSuffix(lower, end) {
			return false
		}
	}
	for _, start := range []string{"un", "de", "dis", "ent", "aus"} {
		if strings.HasPrefix(lower, start) {
			return false
		}
	}
	return len(lower) > 2 && strings.IndexFunc(word, func(r rune) bool { return !unicode.IsLetter(r) }) < 0 && strings.ToLower(word[1:]) == word[1:]
}

// begins reports whether an order may begin at an item: a sentence does, or it stands behind a comma or what leads over to it.
func begins(items []item, i int) bool {
	if i == 0 || sentenceEnd(items, i-1) {
		return true
	}
	before := items[i-1]
	return !items[i].Capital() && (before.mark() && before.Is(",", ":", "–") || before.word() && forerunners[before.Lower])
}

// newThing reports whether something that can be made stands at an item, as one of many: "a task", "einen neuen Vorgang".
func newThing(items []item, i int) bool {
	if !items[i].word() || !items[i].Is("a", "an", "another", "ein", "eine", "einen", "'ne", "ne", "nen") {
		return false
	}
	for k := i + 1; k < min(len(items), i+4) && items[k].word(); k++ {
		if len(items[k].nouns) > 0 {
			return true
		}
	}
	return false
}
