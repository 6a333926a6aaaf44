package rules

import (
	"sayso/workflows/compile/rules/text"
)

// repairs are the words by which people take back what they just said.
var repairs = [][]string{
	{"no", "wait"}, {"no", "sorry"}, {"no", ",", "wait"}, {"no", ",", "make", "that"}, {"no", ",", "make", "it"},
	{"make", "that"}, {"i", "mean"}, {"sorry"}, {"rather"}, {"or", "rather"},
	{"correction"}, {"scratch", "that"}, {"actually"}, {"wait"},
	{"nein", ",", "moment"}, {"nein", ",", "doch"}, {"nein", "moment"}, {"nein"}, {"quatsch"}, {"moment"}, {"ich", "meine"},
	{"ich", "meinte"}, {"besser", "gesagt"}, {"vielmehr"}, {"korrektur"},
	{"sorry"}, {"äh"}, {"stopp"}, {"no"},
}

// correct carries out corrections: the value behind "no, make that" takes the place of the last one of its type before it.
func correct(items []item) []item {
	for i := 1; i < len(items); i++ {
		n := repairAt(items, i)
		if n == 0 {
			continue
		}
		j := i + n
		for j < len(items) && (items[j].mark() && items[j].Kind != text.Break || items[j].word() && function(items[j].Lower)) {
			j++
		}
		if j >= len(items) || items[j].ent == nil || j-i > 9 {
			continue
		}
		k := i - 1
		for k >= 0 && (items[k].ent == nil || items[k].ent.Type != items[j].ent.Type) {
			k--
		}
		if k < 0 {
			continue
		}
		items[k] = items[j]
		end := j + 1
		if end < len(items) && items[end].mark() && items[end].Is(",", "–", "-") && items[i-1].mark() {
			end++
		}
		from := i
		if items[from-1].mark() {
			from--
		}
		if end < len(items) && !items[end].mark() { // what follows is still parted from what came before
			items[from], from = item{Token: text.Token{Kind: text.Punct, Text: ",", Lower: ",", Span: items[from].Span}}, from+1
		}
		items = append(items[:from:from], items[end:]...)
	}
	return items
}

// repairAt gives the number of items of a repair that begins at an item: behind a mark, and before a mark or a preposition.
func repairAt(items []item, i int) int {
	if !items[i-1].mark() || items[i-1].Kind == text.Break {
		return 0
	}
	best := 0
	for _, r := range repairs {
		if i+len(r) > len(items) || len(r) <= best {
			continue
		}
		match := true
		for k, w := range r {
			match = match && items[i+k].Lower == w && items[i+k].Kind != text.Quoted
		}
		if match {
			best = len(r)
		}
	}
	return best
}
