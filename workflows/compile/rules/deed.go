package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// Who did something with a record need not be the one who has it: "resolved by Tom", "von Tom angelegte Vorgänge".

// having are the participles behind which the one who has a record is named.
var having = adjectival(`assigned owned handled managed held`, `zugewiesen zugeteilt bearbeitet betreut übernommen`)

// doneBy reports whether a preposition at an item names who did something with a record.
func (f *filling) doneBy(i int) bool {
	if f.items[i].Is("by") {
		before := f.items[max(i-1, f.c.from)]
		return before.word() && !having[before.Lower] && (strings.HasSuffix(before.Lower, "ed") || pasts[before.Lower])
	}
	if !f.items[i].Is("von") {
		return false
	}
	if k := i - 2; k >= f.c.from && f.items[i].Span.From < f.items[k].Span.From { // stood before what now stands before it
		return f.participle(f.items[k].Lower) && !having[f.items[k].Lower]
	}
	for k := i + 2; k < min(f.end, i+5) && f.items[k].word() && !f.object(k); k++ {
		if it := f.items[k]; !it.Capital() && f.participle(it.Lower) {
			return !having[it.Lower]
		}
	}
	return false
}

// participle reports whether a word is one, be it with the ending of an adjective.
func (l *lexicon) participle(word string) bool {
	is := func(word string) bool {
		return slices.ContainsFunc(l.senses[word], func(s sense) bool { return s.form&text.Participle != 0 })
	}
	return is(word) || arisen[word] || states[word] != "" || slices.ContainsFunc(inflections, func(end string) bool {
		stem, ok := strings.CutSuffix(word, end)
		return ok && is(stem)
	})
}
