package entity

import (
	"strings"

	"sayso/workflows/compile/rules/text"
)

// told are lengths of time that have words of their own, by the first of these: the others, how many, and of which unit.
var told = map[string][]struct {
	words []string
	n     int
	unit  string
}{
	"fortnight": {{nil, 14, "d"}}, "viertelstunde": {{nil, 15, "m"}}, "dreiviertelstunde": {{nil, 45, "m"}}, "stündchen": {{nil, 1, "h"}},
	"quarter":        {{[]string{"of", "an", "hour"}, 15, "m"}, {[]string{"hour"}, 15, "m"}},
	"three":          {{[]string{"quarters", "of", "an", "hour"}, 45, "m"}},
	"three-quarters": {{[]string{"of", "an", "hour"}, 45, "m"}},
	"couple": {
		{[]string{"of", "seconds"}, 2, "s"}, {[]string{"of", "minutes"}, 2, "m"}, {[]string{"of", "hours"}, 2, "h"}, {[]string{"of", "days"}, 2, "d"},
		{[]string{"of", "weeks"}, 2, "w"},
	},
}

// partOfTime reads lengths of time with a half or a quarter in them: "a quarter of an hour", "eine Viertelstunde", "anderthalb Stunden", "two and a half
// days", "an hour and a half"; and those that have a word of their own: "a fortnight", "a couple of hours".
func (s scanner) partOfTime(i int) (n int, unit string, to int) {
	if s.tok(i).Kind != text.Word {
		return 0, "", 0
	}
	j := s.skip(i, 1, "a", "an", "one", "eine", "einer", "einem", "einen", "ein", "ne", "ner", "der", "the")
	for _, known := range told[s.tok(j).Lower] {
		if s.phrase(j+1, known.words) {
			return known.n, known.unit, j + 1 + len(known.words)
		}
	}
	halves, unit, to := s.halves(i, j)
	parts, ok := smaller[unit]
	if to == 0 || !ok || halves*parts.count%2 != 0 {
		return 0, "", 0
	}
	return halves * parts.count / 2, parts.unit, to
}

// halves reads how many halves of which unit of time a text stands for; j is the token behind its article.
func (s scanner) halves(i, j int) (n int, unit string, to int) {
	if w := s.tok(i).Lower; s.unitAt(i+1) != "" {
		head, half := strings.CutSuffix(w, "einhalb")
		switch {
		case w == "anderthalb", w == "anderthalbe", w == "eineinhalb":
			return 3, s.unitAt(i + 1), i + 2
		case half && germanDigits[head] > 1:
			return 2*germanDigits[head] + 1, s.unitAt(i + 1), i + 2
		}
	}
	switch whole := englishWords[s.tok(i).Lower]; {
	case s.is(j, "half", "halbe", "halben", "halber", "halbes") && s.unitAt(j+1) != "" && (j > i || s.is(j, "halbe", "halben")):
		return 1, s.unitAt(j + 1), j + 2
	case s.is(j, "half") && s.is(j+1, "a", "an") && s.unitAt(j+2) != "":
		return 1, s.unitAt(j + 2), j + 3
	case j > i && s.unitAt(j) != "" && s.is(j+1, "and") && s.is(j+2, "a") && s.is(j+3, "half"):
		return 3, s.unitAt(j), j + 4
	case whole > 0 && s.is(i+1, "and") && s.is(i+2, "a") && s.is(i+3, "half") && s.unitAt(i+4) != "":
		return 2*whole + 1, s.unitAt(i + 4), i + 5
	}
	return 0, "", 0
}
