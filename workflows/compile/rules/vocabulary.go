package rules

import (
	"strings"
	"unicode/utf8"
)

// vocabulary finds the word that a mistyped one was meant to be: one letter wrong, missing, doubled or swapped with its neighbour.
// It works by deletions: a word and its misspelling have a common text that is one letter shorter than the longer of them.
type vocabulary struct {
	words   map[string]bool
	deleted map[string]string // a word with a letter left out → the word; "" where several share it
}

// shortest is the length below which a misspelling can't be told from another word.
const shortest = 5

func newVocabulary(l *lexicon) vocabulary {
	v := vocabulary{map[string]bool{}, map[string]string{}}
	for _, set := range []map[string]bool{determiners, prepositions, pronouns, conjunctions, fillers, openers, negators} {
		for w := range set {
			v.words[w] = true
		}
	}
	for form, senses := range l.senses {
		destructive := false
		for _, s := range senses {
			for _, t := range l.lexemes[s.lexeme].targets {
				op := l.targets[t].op
				destructive = destructive || l.lexemes[s.lexeme].verb && op != nil && op.Destructive
			}
		}
		v.add(form, destructive)
	}
	for name := range l.apps {
		v.add(name, false)
	}
	return v
}

// add makes a word known. What may destroy something is never reached by a misspelling.
func (v vocabulary) add(word string, exactOnly bool) {
	if strings.Contains(word, " ") {
		return
	}
	v.words[word] = true
	if exactOnly || utf8.RuneCountInString(word) < shortest {
		return
	}
	for d := range deletions(word) {
		if other, taken := v.deleted[d]; taken && other != word {
			v.deleted[d] = ""
			continue
		}
		v.deleted[d] = word
	}
	v.deleted[word] = word
}

// correct gives the known word that an unknown one stands for, or "".
func (v vocabulary) correct(word string) string {
	if v.words[word] || utf8.RuneCountInString(word) < shortest-1 || len(word) > 40 {
		return ""
	}
	if w := v.deleted[word]; w != "" { // a letter is missing
		return w
	}
	found := ""
	for d := range deletions(word) {
		w := d
		if !v.words[d] {
			w = v.deleted[d] // wrong or swapped
		}
		if w == "" || utf8.RuneCountInString(w) < shortest || found != "" && found != w {
			continue
		}
		found = w
	}
	return found
}

func deletions(word string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for i, r := range word {
			if !yield(word[:i] + word[i+utf8.RuneLen(r):]) {
				return
			}
		}
	}
}
