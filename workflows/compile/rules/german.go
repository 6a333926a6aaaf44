package rules

import (
	"slices"
	"strings"
)

// A message that is told behind "dass" has its verb at the end; what is sent has it in second place: "dass der Vertrag da ist"
// becomes "Der Vertrag ist da". Where the subject's end can't be seen, the words are left as they are.

// auxiliaries are verbs that never come apart.
var auxiliaries = words(`ist sind war waren wird werden wurde wurden hat haben hatte hatten kann können könnte konnte soll
		sollen sollte muss müssen darf dürfen will wollen möchte bin bist seid wäre würde`)

// subjects are pronouns that are a subject by themselves.
var subjects = words(`es er sie wir ich ihr du man das dies alles alle niemand jemand`)

// apart are verbs whose particle comes off in a main clause, as they end: "losgeht" is "geht … los".
var apart = struct{ particles, verbs []string }{
	[]string{"los", "an", "aus", "auf", "ab", "ein", "mit", "nach", "vor", "zurück", "weiter", "raus", "rein", "hoch", "statt",
		"teil", "vorbei", "fest", "bereit", "zu", "um", "hin", "her"},
	[]string{"geht", "gehen", "kommt", "kommen", "läuft", "laufen", "fällt", "fallen", "liegt", "liegen", "steht", "stehen",
		"findet", "finden", "nimmt", "nehmen", "gibt", "geben", "hängt", "bricht",
		"zieht", "ziehen", "macht", "machen", "schickt", "schicken", "sieht", "ruft", "rufen", "bleibt", "bleiben", "fängt",
		"fangen", "stellt", "stellen", "tritt", "meldet", "melden", "startet", "wartet", "schaut", "schauen", "hört", "hören"},
}

// mainClause turns the words of a German subordinate clause into a main clause.
func mainClause(items []item) string {
	n := slices.IndexFunc(items, func(it item) bool { return it.mark() && it.Is(",") })
	if n >= 0 {
		if head := mainClause(items[:n]); head != phrase(items[:n]) {
			return head + phrase(items[n:])
		}
		return phrase(items)
	}
	n = len(items)
	if n < 2 || !items[n-1].word() {
		return phrase(items)
	}
	end := subjectEnd(items)
	if end == 0 || end >= n {
		return phrase(items)
	}
	verb, particle := items[n-1].Text, ""
	if last := strings.ToLower(verb); !auxiliaries[last] { // as typed, whatever it was read as
		if verb, particle = split(last); particle == "" && !finite(last) {
			return phrase(items)
		}
	}
	parts := []string{phrase(items[:end]), verb}
	if rest := phrase(items[end : n-1]); rest != "" {
		parts = append(parts, rest)
	}
	if particle != "" {
		parts = append(parts, particle)
	}
	return strings.Join(parts, " ")
}

// subjectEnd gives the number of items of what stands before the verb: a pronoun, an adverb, or an article and what belongs to it up
// to the noun.
func subjectEnd(items []item) int {
	if subjects[items[0].Lower] && items[0].word() && (len(items) <= 1 || !items[1].Capital()) {
		return 1
	}
	if items[0].Is("heute", "morgen", "gestern", "jetzt", "hier", "dort", "nun") { // "heute ist Inventur"
		return 1
	}
	if !determiners[items[0].Lower] {
		return 0
	}
	for i := 1; i < len(items) && i < 4; i++ {
		if items[i].Capital() {
			return i + 1
		}
		if !items[i].word() || function(items[i].Lower) {
			return 0
		}
	}
	return 0
}

// split takes the particle off a verb, "" where it has none.
func split(verb string) (rest, particle string) {
	for _, p := range apart.particles {
		if rest, ok := strings.CutPrefix(verb, p); ok && slices.Contains(apart.verbs, rest) {
			return rest, p
		}
	}
	return verb, ""
}

// finite reports whether a word that ends a clause looks like its verb.
func finite(w string) bool { return strings.HasSuffix(w, "t") || strings.HasSuffix(w, "en") }
