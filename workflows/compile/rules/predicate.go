package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// Behind a German modal verb a particle may stand for the whole of what is to be done: "die Datei kann weg", "aus der Tabelle sollen die Zeilen raus", "die
// Mail muss raus", "das Ticket kann zu".

// predicates are such particles with the verbs that they stand for; those of source are meant where something is taken from.
var predicates = []struct{ particle, verbs, source string }{
	{"weg", "löschen entfernen", ""},
	{"raus", "raus|schicken raus|gehen verschicken", "löschen entfernen"},
	{"rein", "ein|tragen posten rein|schreiben", ""},
	{"dran", "hinzu|fügen dran|hängen", ""},
	{"zu", "schließen zu|machen", ""},
	{"dicht", "schließen dicht|machen", ""},
	{"laufen", "aus|lösen an|stoßen", ""},
	{"durchlaufen", "aus|lösen an|stoßen", ""},
}

// modalVerbs are the verbs behind which such a particle may stand.
var modalVerbs = words(`soll sollen sollte sollten muss müssen müsste müssten kann können darf dürfen dürfte`)

// particles finds the lexemes of those verbs.
func (l *lexicon) particles(known map[string]int) {
	l.stands, l.taking = map[string][]int{}, map[string][]int{}
	for _, p := range predicates {
		for into, verbs := range map[*map[string][]int]string{&l.stands: p.verbs, &l.taking: p.source} {
			for verb := range strings.FieldsSeq(verbs) {
				if i, ok := known["de/"+verb+"/v"]; ok {
					(*into)[p.particle] = append((*into)[p.particle], i)
				}
			}
		}
	}
}

// predicate adds what a particle at an item stands for, if it ends what a modal verb began.
func (l *lexicon) predicate(items []item, i int) {
	it := &items[i]
	found := l.stands[it.Lower]
	if len(found) == 0 || it.Capital() || i+1 < len(items) && !items[i+1].mark() && !conjunctions[items[i+1].Lower] {
		return
	}
	from := i
	for from > 0 && from > i-maxRun && !sentenceEnd(items, from-1) && (!items[from-1].mark() || !items[from-1].Is(",")) {
		from--
	}
	said := items[from:i]
	modal := slices.IndexFunc(said, func(it item) bool { return it.word() && modalVerbs[it.Lower] })
	if modal < 0 || slices.ContainsFunc(said, func(it item) bool { return slices.ContainsFunc(it.verbs, func(h hit) bool { return h.tail == i }) }) {
		return
	}
	if taking := l.taking[it.Lower]; len(taking) > 0 && slices.ContainsFunc(said, func(it item) bool { return it.word() && it.Is("aus", "vom", "von") }) {
		found = taking
	}
	for _, lexeme := range found {
		it.verbs = append(it.verbs, hit{lexeme: lexeme, form: text.Infinitive, width: 1})
	}
}
