package rules

import (
	"unicode/utf8"

	"sayso/workflows/compile/rules/text"
)

// mend reads the mistyped words of a prompt as those that were meant. What is typed stays what goes into texts and names. A word with
// a capital is somebody's name unless it begins a sentence or has an article, and then only a thing can be meant by it.
func (v vocabulary) mend(tokens []text.Token, lang string) {
	known := map[string]string{}
	for i := range tokens {
		t := &tokens[i]
		first := i == 0 || tokens[i-1].Kind == text.Punct || tokens[i-1].Kind == text.Break
		if first && lookalike[t.Lower] && i+1 < len(tokens) && articles[tokens[i+1].Lower] { // "crate a lead"
			if w := v.nearest(t.Lower, utf8.RuneCountInString(t.Lower), lang); w != "" && v.verbs[w] {
				t.Lower, t.Mended = w, true
			}
			continue
		}
		if t.Kind != text.Word || len(t.Parts) > 0 || v.words[t.Lower] {
			continue
		}
		thing := !first && t.Capital()
		if thing && (!articles[tokens[i-1].Lower] && tokens[i-1].Kind != text.Number || i+1 < len(tokens) && (tokens[i+1].Capital() || legalForms[tokens[i+1].Lower])) {
			continue
		}
		if w := v.spelt(t.Lower); w != "" {
			t.Lower = w
			continue
		}
		w, done := known[t.Lower]
		if !done {
			w = v.correct(t.Lower, lang)
			known[t.Lower] = w
		}
		if w != "" && (!thing || !v.verbs[w]) {
			t.Lower, t.Mended = w, true
		}
	}
}
