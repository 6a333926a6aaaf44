package rules

import "strings"

// An adjective may tell which records are meant, "die unbezahlten Tickets": nothing can be sought by what an app can't tell, and nothing be sought without
// it. Others say of a thing no more than is clear anyway: "the final state", "die einzelnen Tickets".

var (
	// vague are such others.
	vague = adjectival(`final definitive ultimate eventual current exact actual overall resulting resultant corresponding respective relevant full whole complete entire original concise proper correct official individual
		existing matching available following said aforementioned given usual little nice good great brief single particular certain various`,
		`aktuell jetzig derzeitig momentan final endgültig genau exakt gesamt vollständig komplett ganz jeweilig entsprechend zugehörig dazugehörig betreffend einzeln vorhanden bestehend existierend
		verfügbar gefunden ermittelt besagt genannt erwähnt oben üblich gewohnt ursprünglich original offiziell korrekt richtig knapp kurz klein nett schön gut toll bestimmt einzig resultierend
		ganze sämtlich übrig weiter folgend`)
	// arisen say that a record is there or was touched since a time that is told.
	arisen = adjectival(`created opened raised reported received filed logged submitted updated changed modified touched edited`,
		`eingegangen angelegt erstellt eröffnet gemeldet erfasst erhalten empfangen reingekommen hereingekommen hinzugekommen dazugekommen aufgemacht entstanden geändert aktualisiert bearbeitet angefasst
		verändert gestellt eingereicht eingelaufen`)
	// inflections are those of German adjectives.
	inflections = []string{"e", "en", "er", "es", "em"}
)

// adjectival gives English words as they are, and German ones in all their forms.
func adjectival(english, german string) map[string]bool {
	forms := words(english)
	for stem := range strings.FieldsSeq(german) {
		forms[stem] = true
		for _, end := range inflections {
			forms[stem+end] = true
		}
	}
	return forms
}

// qualifies reports whether an item is an adjective, or one of several, before something that a candidate made use of.
func (c *candidate) qualifies(i int) bool {
	for k := i + 1; k < min(c.end, i+4); k++ {
		if c.taken[k] >= act {
			return true
		}
		if it := c.items[k]; !it.word() || it.Capital() && c.lang == "de" || function(it.Lower) {
			return false
		}
	}
	return false
}

// distinguishes reports whether an adjective tells which of the records that a candidate looks for are meant.
func (c *candidate) distinguishes(i int) bool {
	it := c.items[i]
	if listOf(c.t) == "" || c.t.effect() || !it.word() || function(it.Lower) || len(it.apps)+len(it.kinds) > 0 {
		return false
	}
	if _, told := c.got["since"]; vague[it.Lower] || told && arisen[it.Lower] {
		return false
	}
	k := i + 1
	for k < c.end && c.items[k].word() && inflects(c.items[k].Lower) && !c.object(k) && c.taken[k] < act {
		k++
	}
	return k < c.end && c.object(k) && (c.lang == "en" || !it.Capital() && inflects(it.Lower))
}

// inflects reports whether a word ends as a German adjective before its noun does.
func inflects(word string) bool {
	for _, end := range inflections {
		if strings.HasSuffix(word, end) {
			return true
		}
	}
	return false
}
