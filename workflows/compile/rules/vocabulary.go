package rules

import (
	"math/bits"
	"slices"
	"strings"
	"unicode/utf8"

	"sayso/workflows/compile/rules/entity"
)

// vocabulary finds the word that a mistyped one was meant to be: the one nearest to it by letters left out, put in, swapped or
// mistaken, where only one is. What may destroy something is never reached by a misspelling, nor is anything that is no nearer than
// such a word.
type vocabulary struct {
	words       map[string]bool
	meant       map[string]bool     // the words that a misspelling may stand for
	near        map[byte][]spelling // by first letter
	verbs       map[string]bool     // those of them that are only verbs
	destructive map[string]bool
	folded      map[string]string // a word without its umlauts → the word; "" where several share it
}

// spelling is a word that a misspelling may stand for.
type spelling struct {
	word        string
	letters     int
	mask        uint64 // its letters
	lang        string // "" for a name
	sense       int    // words of one sense are forms of one dictionary word
	base        bool   // is the dictionary word
	destructive bool
}

// shortest is the length below which a misspelling can't be told from another word, and heavy that from which two mistakes in a word
// still leave it recognisable.
const (
	shortest = 5
	heavy    = 8
)

func newVocabulary(l *lexicon) vocabulary {
	v := vocabulary{
		words: map[string]bool{}, meant: map[string]bool{}, verbs: map[string]bool{}, destructive: map[string]bool{},
		near: map[byte][]spelling{}, folded: map[string]string{},
	}
	for _, set := range []map[string]bool{
		determiners, prepositions, pronouns, conjunctions, fillers, openers, negators, subordinate, ordinary, lookalike,
		leaves, heedful, silences, departures, standings, holdsIn,
	} {
		for w := range set {
			v.words[w] = true
		}
	}
	for form, senses := range l.senses {
		lx := l.lexemes[senses[0].lexeme]
		v.verbs[form] = !slices.ContainsFunc(senses, func(s sense) bool { return !l.lexemes[s.lexeme].verb })
		if !lx.verb && strings.ContainsAny(form, "äöü") && !strings.ContainsAny(lx.text, "äöü") {
			v.words[form] = true // a plural that hardly any noun has
			continue
		}
		lang := lx.lang
		if slices.ContainsFunc(senses, func(s sense) bool { return l.lexemes[s.lexeme].lang != lang }) {
			lang = "" // "Opportunity"
		}
		v.add(spelling{word: form, lang: lang, sense: senses[0].lexeme, base: form == lx.text,
			destructive: slices.ContainsFunc(senses, func(s sense) bool { return l.destroys(s.lexeme) })})
	}
	i := len(l.lexemes)
	for word, lang := range l.cueWords() {
		v.add(spelling{word: word, lang: lang, sense: i, base: true})
		i++
	}
	for name := range l.apps {
		v.add(spelling{word: name, sense: i, base: true})
		i++
	}
	for lang, words := range recurring {
		for word := range words {
			v.add(spelling{word: word, lang: lang, sense: i, base: true})
			i++
		}
	}
	for lang, words := range entity.Words() {
		for _, word := range words {
			v.add(spelling{word: word, lang: lang, sense: i, base: true})
			i++
		}
	}
	for first := range v.near {
		slices.SortFunc(v.near[first], func(a, b spelling) int { return strings.Compare(a.word, b.word) })
	}
	return v
}

// recurring are the words for that something is done each time, by language.
var recurring = map[string]map[string]bool{"en": words(`every whenever`), "de": words(`jeder jedes jeden jedem sobald immer neuer neues neuen neuem`)}

// cueWords lists the words that announce values, with their language; those that both have with "".
func (l *lexicon) cueWords() map[string]string {
	all := map[string]string{}
	for _, t := range l.targets {
		for _, s := range t.slots {
			for lang, cues := range s.cues {
				for _, w := range slices.Concat(cues...) {
					if other, ok := all[w]; ok && other != lang {
						lang = ""
					}
					all[w] = lang
				}
			}
		}
	}
	return all
}

// destroys reports whether a verb asks for what can't be had back.
func (l *lexicon) destroys(lexeme int) bool {
	return l.lexemes[lexeme].verb && slices.ContainsFunc(l.lexemes[lexeme].targets, func(t int) bool {
		op := l.targets[t].op
		return op != nil && op.Destructive
	})
}

func (v vocabulary) add(s spelling) {
	if strings.Contains(s.word, " ") || v.meant[s.word] {
		return
	}
	v.words[s.word], v.meant[s.word], v.destructive[s.word] = true, true, s.destructive
	if s.letters = utf8.RuneCountInString(s.word); s.letters < shortest {
		return
	}
	s.mask = maskOf(s.word)
	v.near[s.word[0]] = append(v.near[s.word[0]], s)
	if f := fold(s.word); f != s.word && !s.destructive {
		if other, taken := v.folded[f]; taken && other != s.word {
			s.word = ""
		}
		v.folded[f] = s.word
	}
}

// spelt gives the known word that an unknown one is another spelling of, or "": "loeschen", "prioritise".
func (v vocabulary) spelt(word string) string {
	if plain := spoken[word]; plain != "" {
		return plain
	}
	for _, other := range []string{umlauted.Replace(word), sharp.Replace(umlauted.Replace(word)), american(word)} {
		if other != word && v.words[other] {
			return other
		}
	}
	return ""
}

// spoken are words as people say them, with their spelling.
var spoken = map[string]string{
	"nite": "night", "nites": "nights", "tonite": "tonight", "thru": "through", "nich": "nicht", "fürn": "für", "fürs": "für", "aufn": "auf", "aufm": "auf", "übern": "über", "übers": "über",
	"ausm": "aus", "mitm": "mit",
}

var (
	umlauted = strings.NewReplacer("ae", "ä", "oe", "ö", "ue", "ü")
	sharp    = strings.NewReplacer("ss", "ß")
)

// american writes "prioritise" as "prioritize".
func american(word string) string {
	for _, end := range []string{"ise", "ised", "ises", "ising"} {
		if stem, ok := strings.CutSuffix(word, end); ok && len(stem) > 3 {
			return stem + "iz" + end[2:]
		}
	}
	return word
}

// correct gives the known word that a mistyped one of a language stands for, or "".
func (v vocabulary) correct(word, lang string) string {
	n := utf8.RuneCountInString(word)
	switch {
	case v.words[word] || len(word) > 40 || n < 3:
		return ""
	case n < shortest-1:
		return v.short(word)
	}
	if plain := v.folded[word]; plain != "" { // "prioritat"
		return plain
	}
	if near := v.nearest(word, n, lang); near != "" {
		return near
	}
	return v.short(word)
}

// nearest finds the one word with the fewest mistakes.
func (v vocabulary) nearest(word string, n int, lang string) string {
	most := 1
	if n >= heavy-2 {
		most = 2
	}
	mask, least, found := maskOf(word), 2*most+1, []spelling(nil)
	for _, s := range v.near[word[0]] {
		if s.lang != "" && s.lang != lang || s.letters < n-1 || s.letters > n+most || bits.OnesCount64(mask^s.mask) > 2*most {
			continue
		}
		d := mistakes(word, s.word)
		if d > least || d > 2*most {
			continue
		}
		if d < least {
			least, found = d, nil
		}
		found = append(found, s)
	}
	if slices.ContainsFunc(found, func(s spelling) bool { return s.destructive }) {
		return ""
	}
	best := ""
	for _, s := range found {
		if s.sense != found[0].sense {
			return ""
		}
		if best == "" || s.base || len(s.word) > len(best) && !found[0].base { // letters are left out more often than put in
			best = s.word
		}
	}
	return best
}

// short finds the word two neighbours of which were swapped, "mti", "tsak", or a vowel of which was left out, "frm", "evry". What holds a sentence together may have
// three letters, what an app lists has four.
func (v vocabulary) short(word string) string {
	known := func(w string) bool {
		return w != word && !v.destructive[w] && (function(w) || len(word) >= shortest-1 && v.meant[w])
	}
	for i := 0; i+1 < len(word); i++ {
		if w := word[:i] + word[i+1:i+2] + word[i:i+1] + word[i+2:]; known(w) {
			return w
		}
	}
	if len(word) < shortest-1 && strings.ContainsAny(word, "aeiouyäöü") { // "ach" is no "auch"
		return ""
	}
	for i := 1; i < len(word); i++ {
		for _, vowel := range []string{"a", "e", "i", "o", "u"} {
			if w := word[:i] + vowel + word[i:]; vowel != word[i-1:i] && vowel != word[i:i+1] && known(w) {
				return w
			}
		}
	}
	return ""
}

// maskOf gives a bit for each letter of a word, so that words with too many other letters are told apart at once.
func maskOf(word string) (mask uint64) {
	for _, r := range word {
		mask |= 1 << (r % 64)
	}
	return mask
}

// fold writes a word without its umlauts.
func fold(word string) string { return folding.Replace(word) }

var folding = strings.NewReplacer("ä", "a", "ö", "o", "ü", "u", "ß", "ss")
