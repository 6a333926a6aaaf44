package rules

import (
	"sayso/workflows/compile/rules/entity"
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

// farthest is how many items may stand between a repair and the value that takes the other's place.
const farthest = 9

// correct carries out corrections: the value behind "no, make that" takes the place of the last one of its type before it.
func correct(items []item) []item {
	var kept []item
	latest := map[entity.Type]int{} // where in kept the last value of a type stands
	for i := 0; i < len(items); {
		if to, ok := takenBack(kept, items, i, latest); ok {
			mark := kept[len(kept)-1]
			kept, i = kept[:len(kept)-1], to
			if i < len(items) && !items[i].mark() { // what follows is still parted from what came before
				kept = append(kept, item{Token: text.Token{Kind: text.Punct, Text: ",", Lower: ",", Span: mark.Span}})
			}
			continue
		}
		if e := items[i].ent; e != nil {
			latest[e.Type] = len(kept)
		}
		kept = append(kept, items[i])
		i++
	}
	return kept
}

// takenBack carries out the correction that begins at an item, if one does, and gives the item behind it.
func takenBack(kept, items []item, i int, latest map[entity.Type]int) (to int, ok bool) {
	if len(kept) == 0 || !kept[len(kept)-1].mark() || kept[len(kept)-1].Kind == text.Break {
		return 0, false
	}
	n := repairAt(items, i)
	if n == 0 || i+n < len(items) && items[i+n].Is("till", "until", "bis") {
		return 0, false
	}
	j := i + n
	for j < len(items) && j-i <= farthest && (items[j].mark() && items[j].Kind != text.Break || items[j].word() && function(items[j].Lower)) {
		j++
	}
	if j >= len(items) || items[j].ent == nil || j-i > farthest {
		return 0, false
	}
	at, has := latest[items[j].ent.Type]
	if !has {
		return 0, false
	}
	kept[at] = items[j]
	to = j + 1
	if to < len(items) && items[to].mark() && items[to].Is(",", "–", "-") {
		to++
	}
	return to, true
}

// repairAt gives the number of items of a repair that begins at an item, 0 where none does.
func repairAt(items []item, i int) int {
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
