package rules

import (
	"slices"
	"strings"
	"unicode"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// legalForms end the name of a company.
var legalForms = words(`gmbh ag kg ohg gbr ug se e.v ev mbh inc inc. ltd llc plc corp corporation limited company co sarl
		s.a sa s.r.l srl b.v bv nv oy ab as aps holding group partners associates & sons gruppe genossenschaft eg kgaa partg`)

// titles stand before a person's or a firm's name and are no part of it, or may be.
var inName = words(`of the & de van von der du la le del and und zu for`)

// legal reports whether a word is a legal form; the short ones only in capitals, since "as" and "ab" are everyday words.
func legal(it item) bool { return legalForms[it.Lower] && (it.Capital() || len(it.Lower) > 2) }

// maxRun is the most words that one name or short text has.
const maxRun = 40

// run gives the end of the words from an item on that could make one name or phrase. Wide runs go over prepositions, as a short
// text does: "the memory leak in the image resizer".
func (f *filling) run(i int, wide bool) int {
	end := i
	for j := i; j < min(f.end, i+maxRun); j++ {
		it := f.items[j]
		switch {
		case j > i && idleAt(f.items, j, f.end) > 1:
			return end
		case f.taken[j] > soft && (!wide || j <= i || f.taken[j] != act || j == f.c.verb || it.ent != nil):
			return end
		case it.mark():
			if !abbreviation(f.items, j) && (!it.Is(".", "'") || !it.Glued || j+1 >= f.end || !f.items[j+1].word() ||
				!legalForms[f.items[j-1].Lower]) {
				return end
			}
		case it.ent != nil:
			if !it.ent.Weak && !wide && !f.numbered(i, j) {
				return end
			}
			end = j + 1
		case !it.word():
			if it.Kind != text.Number {
				return end
			}
			end = j + 1
		case it.Text == "I" && f.lang == "en" && j > i:
			return end
		case respectives[it.Lower] && j > i:
			return end
		case legal(it) && j > i:
			end = j + 1
		case conjunctions[it.Lower], openers[it.Lower], negators[it.Lower], pronouns[it.Lower] && !determiners[it.Lower]:
			if !f.joins(j, i) {
				return end
			}
		case f.cueAt(j) && j > i && !it.Capital():
			return end
		case prepositions[it.Lower] || determiners[it.Lower]:
			if !wide && !f.joins(j, i) {
				return end
			}
		case fillers[it.Lower] && !it.Capital():
			if !wide {
				return end
			}
		case j > i && !it.Capital() && !wide && !f.joins(j, i) && (len(it.verbs) > 0 || f.items[i].Capital()) &&
			!abbreviations[it.Lower]:
			return end
		default:
			end = j + 1
		}
	}
	return end
}

// numbered reports whether a number ends a name: "Platform 2027".
func (f *filling) numbered(from, j int) bool {
	if f.items[j].ent.Type != entity.Number || j == from || !f.items[j-1].Capital() || legalForms[f.items[j-1].Lower] {
		return false
	}
	return j+1 >= f.end || f.items[j+1].mark() || f.items[j+1].word() && function(f.items[j+1].Lower)
}

// joins reports whether a small word stands inside a name, between two capitals: "Bank of Kent", "Hartley & Sons".
func (f *filling) joins(j, from int) bool {
	return inName[f.items[j].Lower] && j > from && f.items[j-1].Capital() && j+1 < f.end && f.items[j+1].Capital() &&
		f.items[j].Is("of", "&", "de", "van", "von", "der", "la", "le", "del") &&
		len(f.items[j+1].verbs) == 0 && (j-from < 2 || !f.items[j].Is("von") || !f.belongsTo())
}

// belongsTo reports whether a target takes somebody together with the company that he is of: "Jan Kolbe von Kolbe Elektro".
func (f *filling) belongsTo() bool {
	return f.t.has(rolePerson) && slices.ContainsFunc(f.t.slots, func(s slot) bool { return s.role == roleOrg && slices.Contains([]string{"company", "account"}, s.name) })
}

// wholeName gives the end of a person's name: two capitals, and the small words between them: "Jan de Vries".
func (f *filling) wholeName(i int) int {
	caps := 0
	for j := i; j < f.end; j++ {
		if !f.items[j].Capital() {
			continue
		}
		if caps++; caps == 2 {
			return j + 1
		}
	}
	return i + 1
}

// wholeTitle gives the end of a name of several capitals behind the word for the thing, some of which may mean something elsewhere: "the group
// Desktop Support".
func (f *filling) wholeTitle(i int) int {
	to := i + 1
	for to < f.end && to < i+4 && f.items[i].Capital() && f.items[to].word() && f.items[to].Capital() && !f.cueAt(to) && f.taken[to] <= act && to != f.c.verb &&
		f.items[to].Text != "" && levels[f.items[to].Lower] == "" {
		to++
	}
	return to
}

// nameness says how much some words look like a proper name: 0 to 1.
func (f *filling) nameness(from, to int) float64 {
	if f.items[from].word() && interrogatives[f.items[from].Lower] {
		return 0
	}
	caps, lower, known, company := 0, 0, 0, false
	for j := from; j < to; j++ {
		it := f.items[j]
		if !it.word() && it.Kind != text.Number {
			continue
		}
		switch {
		case legal(it) && j > from:
			company = true
		case it.Kind == text.Number || !strings.ContainsFunc(it.Text, unicode.IsLetter):
		case it.Capital():
			caps++
			if len(it.nouns) > 0 || len(it.kinds) > 0 {
				known++
				if j == from && f.lang == "de" && j+1 < to { // "Konto Main" is called by what it is
					known++
				}
			}
		case !function(it.Lower):
			lower++
			if len(it.nouns) > 0 || len(it.kinds) > 0 {
				known++
			}
		}
	}
	article := from > 0 && f.items[from-1].word() && article(f.items[from-1].Lower, f.lang)
	score := 0.0
	switch {
	case company:
		return 1
	case caps == 0 && lower > 0:
		score = 0.3
		if f.small {
			score = 0.6
		}
	case lower > 0:
		score = 0.35
	case caps >= 2:
		score = 0.9
	case caps == 1 && f.lang == "en":
		score = 0.85
	case caps == 1:
		score = 0.6
	}
	if article {
		score -= 0.35
		if f.lang == "de" && caps >= 2 && lower == 0 {
			score += 0.25
		}
	}
	return max(0, score-0.4*float64(known))
}
