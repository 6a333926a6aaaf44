package rules

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// vocabulary finds the word that a mistyped one was meant to be: one letter wrong, missing, doubled or swapped with its
// neighbour. It works by deletions: a word and its misspelling have a common text that is one letter shorter than the longer of
// them.
type vocabulary struct {
	words   map[string]bool
	deleted map[string]string // a word with a letter left out → the word; "" where several share it
}

// shortest is the length below which a misspelling can't be told from another word.
const shortest = 5

func newVocabulary(l *lexicon) vocabulary {
	v := vocabulary{map[string]bool{}, map[string]string{}}
	for _, set := range []map[string]bool{determiners, prepositions, pronouns, conjunctions, fillers, openers, negators,
		subordinate, ordinary} {
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

// correct gives the known word that an unknown one stands for, or "". The first letter is never wrong, and another letter in the
// place of the right one is believed in long words only, since short ones are real words too often.
func (v vocabulary) correct(word string) string {
	n := utf8.RuneCountInString(word)
	if v.words[word] || len(word) > 40 || n < 3 {
		return ""
	}
	if n < shortest-1 {
		return v.swapped(word)
	}
	if w := v.deleted[word]; w != "" && w[0] == word[0] { // a letter is missing
		return w
	}
	for d := range deletions(word) {
		if v.words[d] && utf8.RuneCountInString(d) >= shortest && d[0] == word[0] { // one too many
			return d
		}
	}
	for d := range deletions(word) {
		w := v.deleted[d]
		if w != "" && w[0] == word[0] && len(w) == len(word) && (n >= 8 || anagram(w, word)) {
			return w
		}
	}
	return v.swapped(word)
}

// swapped finds a function word two neighbours of which were swapped: "mti".
func (v vocabulary) swapped(word string) string {
	for i := 0; i+1 < len(word); i++ {
		w := word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:]
		if w != word && function(w) {
			return w
		}
	}
	return ""
}

// anagram reports whether two words have the same letters.
func anagram(a, b string) bool {
	x, y := []byte(a), []byte(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(x, y)
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
