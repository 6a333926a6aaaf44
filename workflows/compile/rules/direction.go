package rules

import (
	"strings"

	"sayso/workflows/compile/rules/text"
)

// directions are the particles that German puts before any verb to say where something goes, which changes nothing of what is asked for: "reinposten",
// "hochscalen", "rüberkopieren".
var directions = []string{"hoch", "rauf", "hinauf", "rein", "hinein", "raus", "hinaus", "rüber", "hinüber", "ran", "dran", "drauf", "drunter", "dazu", "durch", "hin", "ein", "zurück"}

// directed adds the verbs that an unknown word is behind such a particle. What destroys is asked for by its own verbs.
func (l *lexicon) directed(it *item) {
	if len(it.verbs)+len(it.nouns)+len(it.apps) > 0 || it.Capital() || l.vocab.words[it.Lower] {
		return
	}
	for _, particle := range directions {
		base, ok := strings.CutPrefix(it.Lower, particle)
		if !ok {
			continue
		}
		for _, form := range []string{base, strings.TrimPrefix(base, "zu")} {
			for _, s := range l.senses[form] {
				if lx := l.lexemes[s.lexeme]; lx.verb && lx.lang == "de" && s.particle == "" && s.form&text.Imperative == 0 && !l.destroys(s.lexeme) {
					it.verbs = append(it.verbs, hit{lexeme: s.lexeme, form: s.form, width: 1})
				}
			}
			if form == base && len(it.verbs) > 0 || !strings.HasPrefix(base, "zu") {
				break
			}
		}
		if len(it.verbs) > 0 {
			return
		}
	}
}
