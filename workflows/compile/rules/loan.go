package rules

import (
	"maps"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// In German people use English verbs with German endings: "das Ticket closen", "den DAG triggern". They ask for what they ask for in English.

// natives are German words that an English verb with a German ending would look like, and cognates such that an app lists in either language as it
// means it.
var (
	natives  = words(`listen liste noten note marken marke sorten sorte raten rate rosten rufen tagen routen route ranken logen tellen mitten reichen fassen warnen helfen passen lasten testen arten planen filen runnen maken`)
	cognates = words(`senden starten finden bringen landen packen rollen filtern öffnen stellen`)
)

// loaned gives an English verb its German ending: "closen", "labeln", "droppen"; "" where German has none for it.
func loaned(verb string) string {
	if strings.ContainsAny(verb, " -") || len(verb) < 3 {
		return ""
	}
	loan := verb + "en"
	switch {
	case strings.HasSuffix(verb, "e"), strings.HasSuffix(verb, "el"), strings.HasSuffix(verb, "er"):
		loan = verb + "n"
	case text.Doubles(verb):
		loan = verb + verb[len(verb)-1:] + "en"
	}
	if natives[loan] || cognates[loan] || slices.ContainsFunc(text.Verb("en", verb), func(f text.Inflected) bool { return f.Text == loan }) { // "given"
		return ""
	}
	return loan
}

// loans adds those verbs, also to what an app has in German by another verb.
func (l *lexicon) loans(known map[string]int) {
	for _, key := range slices.Sorted(maps.Keys(known)) {
		verb, ok := strings.CutPrefix(key, "en/")
		if !ok || !strings.HasSuffix(verb, "/v") {
			continue
		}
		english := strings.TrimSuffix(verb, "/v")
		loan := loaned(english)
		if loan == "" {
			continue
		}
		targets := l.lexemes[known[key]].targets
		if own, ok := known["de/"+loan+"/v"]; ok {
			l.lexemes[own].targets = slices.Compact(slices.Sorted(slices.Values(slices.Concat(l.lexemes[own].targets, targets))))
			continue
		}
		l.loan(loan, english, targets)
	}
}

// loan adds a verb with its forms, but for those that are English, or English misspelt, as "delet".
func (l *lexicon) loan(loan, english string, targets []int) {
	i := len(l.lexemes)
	l.lexemes = append(l.lexemes, lexeme{text: loan, lang: "de", verb: true, targets: targets})
	for _, f := range text.Verb("de", loan) {
		if strings.HasPrefix(english, f.Text) || natives[f.Text] || lookalike[f.Text] { // "complaint"
			continue
		}
		l.sense(f.Text, sense{i, f.Form, f.Particle})
	}
}
