package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// What is to be done may be said by a noun: "Neustart des DAGs kurse_laden", "deletion of tmp/a.csv", "geo needs a restart", "Gib geo einen Neustart".

// nominals are nouns by the verb that they stand for.
var nominals = []struct{ lang, verb, nouns string }{
	{"en", "delete", "deletion removal"},
	{"en", "restart", "reboot"},
	{"en", "trigger", "rerun"},
	{"en", "create", "creation setup"},
	{"en", "cancel", "cancellation"},
	{"en", "assign", "assignment reassignment"},
	{"en", "publish", "publication"},
	{"de", "neu starten", "neustart restart"},
	{"de", "löschen", "löschung entfernung"},
	{"de", "archivieren", "archivierung"},
	{"de", "weiter|leiten", "weiterleitung"},
	{"de", "indexieren", "indexierung"},
	{"de", "an|legen", "anlage neuanlage anlegen"},
	{"de", "erstellen", "erstellung"},
	{"de", "eröffnen", "eröffnung"},
	{"de", "stornieren", "stornierung storno"},
	{"de", "buchen", "buchung verbuchung"},
	{"de", "verbuchen", "verbuchung"},
	{"de", "skalieren", "skalierung"},
	{"de", "zu|weisen", "zuweisung"},
	{"de", "schließen", "schließung"},
	{"de", "versenden", "versand"},
	{"de", "veröffentlichen", "veröffentlichung"},
	{"de", "hoch|laden", "upload"},
	{"de", "aus|lösen", "start anstoß neustart"},
	{"de", "starten", "start neustart"},
	{"de", "erfassen", "erfassung"},
	{"de", "um|benennen", "umbenennung"},
	{"de", "aktualisieren", "aktualisierung"},
}

// nominal is the form of a verb in which it is a noun.
const nominal text.Form = 0

// nominalise adds those nouns to what the verbs stand for.
func (l *lexicon) nominalise(known map[string]int) {
	for _, n := range nominals {
		verb, ok := known[n.lang+"/"+n.verb+"/v"]
		if !ok {
			continue
		}
		for noun := range strings.FieldsSeq(n.nouns) {
			for _, form := range text.Noun(n.lang, noun) {
				l.sense(form, sense{lexeme: verb, form: nominal})
			}
		}
	}
}

// givings are the verbs with which such a noun is what is wished for.
var givings = words(`give gives do needs need could wants want deserves gib gebt geben mach macht machen braucht bräuchte brauchen benötigt bekommt kriegt verträgt`)

// degrees are the adjectives before such a noun.
var degrees = words(`another one more quick fresh new full clean little hard proper kurzen schnellen frischen neuen sauberen weiteren kleinen`)

// genitives stand between such a noun and what is to be acted on.
var genitives = words(`of des der eines einer von vom dieser dieses`)

// nominal finds the noun that stands for an order: at the start, before what is acted on, "a restart of geo", "Neustart des DAGs …", or behind what
// needs it, "geo needs a restart"; -1 where there is none.
func (p *parting) nominal(a atom, first int) int {
	i := pastDeterminers(p.items, first, a.to)
	for i < a.to && p.items[i].word() && degrees[p.items[i].Lower] {
		i++
	}
	if i+1 < a.to && genitives[p.items[i+1].Lower] && p.items[i+1].word() && !yields[p.items[i].Lower] && (p.acting(i, nominal) ||
		i > first && p.items[first].Is("a", "an", "another", "one") && p.acting(i, text.Imperative)) {
		return i
	}
	given := false
	for i := a.from; i+1 < a.to; i++ {
		it := p.items[i]
		given = given || it.word() && givings[it.Lower]
		if !given || !it.word() || !it.Is("a", "an", "another", "ein", "eine", "einen", "nen", "'nen") {
			continue
		}
		k := i + 1
		for k+1 < a.to && degrees[p.items[k].Lower] {
			k++
		}
		if p.alone(k, a.to) && len(p.items[k].nouns) == 0 && (p.acting(k, nominal) || p.lang == "en" && p.acting(k, text.Imperative)) {
			return k
		}
	}
	return -1
}

// acting reports whether a word is a verb in one of some forms.
func (p *parting) acting(i int, form text.Form) bool {
	return slices.ContainsFunc(p.items[i].verbs, func(h hit) bool { return h.width == 1 && (h.form == form || h.form&form != 0) })
}

// alone reports whether nothing stands behind a noun that it could be a part of.
func (p *parting) alone(i, to int) bool {
	return i+1 >= to || p.items[i+1].mark() || p.items[i+1].word() && function(p.items[i+1].Lower)
}
