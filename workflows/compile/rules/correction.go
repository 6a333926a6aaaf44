package rules

import (
	"fmt"
	"maps"
	"slices"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// repairs are the phrases by which people take back what they just said. Several may stand in a row.
var repairs = phrases(`oh wait, oh no, oh, no wait, no sorry, no, make that, make it, i mean, i meant, what i meant was, sorry, rather, or rather, correction, scratch that, strike that, actually, actually no, wait, hang on, hold on,
	my bad, my mistake, oops, whoops, well no, nope, nein moment, nein doch, nein, nee, nö, ach nee, ach nein, ach, ne, quatsch, blödsinn, moment, moment mal, halt, meinte, meine, ich meine, ich meinte, besser gesagt,
	vielmehr, korrektur, äh, ähm, stopp, stop, ups, doch nicht, vertan, falsch, sorry nein, tschuldigung, entschuldigung`)

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
		if left, to := excepted(kept, items, i); to > 0 {
			kept, i = left, to
			clear(latest)
			for k, it := range kept {
				if it.ent != nil {
					latest[it.ent.Type] = k
				}
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
	first := repairAt(items, i)
	if first == 0 {
		return 0, false
	}
	j := i + first
	for j < len(items) && j-i <= farthest {
		if n := repairAt(items, j); n > 0 {
			j += n
		} else if it := items[j]; it.mark() && it.Kind != text.Break || it.word() && (function(it.Lower) || contractions[it.Lower] || namings[it.Lower] || argumentWord(it.Lower, "en") || argumentWord(it.Lower, "de")) && !it.Capital() {
			j++
		} else if at, has := latest[typeOf(it)]; has && negatedBefore(items, i, j) && valueOf(kept[at]) == valueOf(it) {
			j++ // "not in #a, in #b"
		} else {
			break
		}
	}
	if j >= len(items) || j-i > farthest || items[j].ent == nil {
		return renamed(kept, items, j)
	}
	at, has := latest[items[j].ent.Type]
	if sum, ok := latest[entity.Money]; ok && items[j].ent.Type == entity.Number && (!has || at < sum) {
		at, has = sum, true
		items[j] = inCurrency(items[j], *kept[sum].ent)
	}
	if !has || items[j].ent.Type == entity.Duration && items[i].Is("wait", "moment", "halt") && j == i+1 {
		return 0, false
	}
	kept[at] = items[j]
	return pastMark(items, j+1), true
}

// inCurrency makes of a number the amount that it means behind another: "800 EUR, no wait, 850".
func inCurrency(number item, other entity.Entity) item {
	money, _ := other.Value.(map[string]any)
	sum := maps.Clone(money)
	sum["amount"] = fmt.Sprint(number.ent.Value)
	other.Value, other.Options = sum, nil
	number.ent = &other
	return number
}

// namings lead over to what somebody or something is called.
var namings = words(`name is heißt heisst called spelled spelt named ist geschrieben lautet should be soll sein lieber rather better besser instead stattdessen`)

// typeOf gives the type of an item's value.
func typeOf(it item) entity.Type {
	if it.ent == nil {
		return entity.Type(0)
	}
	return it.ent.Type
}

// negatedBefore reports whether a word that says no stands between two items.
func negatedBefore(items []item, from, to int) bool {
	return items[to].ent != nil && slices.ContainsFunc(items[from:to], func(it item) bool { return it.word() && negators[it.Lower] })
}

// pastMark gives the item behind the mark at an item.
func pastMark(items []item, to int) int {
	if to < len(items) && items[to].mark() && items[to].Is(",", "–", "-") {
		to++
	}
	return to
}

// renamed puts a name that was said again in the place of the one that it is nearly like, that stands behind the same word, or that is the only other
// one: "Rolf Brunner. Ach nee, der heißt Brunnert", "in namespace shop. Sorry, namespace checkout", "an Murat, nein, lieber Selma".
func renamed(kept, items []item, j int) (to int, ok bool) {
	if at := behindSame(kept, items, j); at > 0 {
		kept[at] = items[j]
		return pastMark(items, j+1), true
	}
	for to = j; to < len(items) && items[to].word() && items[to].Capital(); {
		to++
	}
	if to == j || to > j+2 || to < len(items) && !items[to].mark() {
		return 0, false
	}
	for k := len(kept) - 1; k >= 0 && k > len(kept)-maxRun; k-- {
		if it := kept[k]; it.word() && it.Capital() && it.Lower != items[to-1].Lower && alikeNames(it.Lower, items[to-1].Lower) {
			kept[k] = items[to-1]
			return pastMark(items, to), true
		}
	}
	other := -1
	for k := len(kept) - 2; k > 0 && k > len(kept)-maxRun && to == j+1; k-- {
		if it := kept[k]; it.word() && it.Capital() && unknown(it) && !kept[k-1].mark() {
			if other >= 0 {
				return 0, false
			}
			other = k
		}
	}
	if other < 0 || !unknown(items[j]) {
		return 0, false
	}
	kept[other] = items[j]
	return pastMark(items, to), true
}

// unknown reports whether a word may be somebody's name: nothing is called so.
func unknown(it item) bool {
	return !function(it.Lower) && levels[it.Lower] == "" && states[it.Lower] == "" && !code.MatchString(it.Text)
}

// behindSame gives the item before a repair that stands behind the same word as one behind it, 0 where there is none.
func behindSame(kept, items []item, j int) int {
	if j == 0 || j >= len(items) || !items[j].word() || items[j].Capital() || function(items[j].Lower) || !items[j-1].word() || function(items[j-1].Lower) ||
		j+1 < len(items) && !items[j+1].mark() {
		return 0
	}
	for k := len(kept) - 2; k >= 0 && k > len(kept)-maxRun; k-- {
		if kept[k].word() && kept[k].Lower == items[j-1].Lower && kept[k+1].word() {
			return k + 1
		}
	}
	return 0
}

// alikeNames reports whether two names begin alike and differ by two letters at most.
func alikeNames(a, b string) bool {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	return same >= 3 && len(a)-same <= 3 && len(b)-same <= 3
}

// repairAt gives the number of items of a repair that begins at an item, 0 where none does.
func repairAt(items []item, i int) int {
	if i >= len(items) || !items[i].word() {
		return 0
	}
	return phraseAt(repairs, items, i, len(items))
}

// exemptions begin what is taken out of a list again: "… 4, 5 and 6, except 5".
var exemptions = phrases(`except, except for, but not, excluding, not, all but, außer, ausser, bis auf, nicht, aber nicht, nur, nur nicht, ohne`)

// excepted takes a value out of the list before it where the items from one on say that it is none of it. It gives the item behind them, 0 where they
// don't.
func excepted(kept, items []item, i int) (left []item, to int) {
	if len(kept) == 0 || !kept[len(kept)-1].mark() || !kept[len(kept)-1].Is(",", "(", "–", "-", ";") || !items[i].word() {
		return nil, 0
	}
	n := phraseAt(exemptions, items, i, len(items))
	if n == 0 || i+n >= len(items) || items[i+n].ent == nil && items[i+n].technical() == 0 {
		return nil, 0
	}
	to = i + n + 1
	if items[i].Is("nur") && n == 1 {
		if to >= len(items) || !items[to].Is("nicht") {
			return nil, 0
		}
		to++
	}
	for k, it := range kept {
		if it.Lower != items[i+n].Lower || it.Kind == text.Quoted || it.Lower == "" || k == 0 {
			continue
		}
		switch {
		case k+1 < len(kept) && kept[k+1].Is(",", "and", "und"):
			left = slices.Delete(slices.Clone(kept), k, k+2)
		case kept[k-1].Is(",", "and", "und"):
			left = slices.Delete(slices.Clone(kept), k-1, k+1)
		default:
			return nil, 0
		}
		return left[:len(left)-1], to
	}
	if to < len(items) && !items[to].mark() || n == 1 && items[i].Is("not", "nicht", "nur", "ohne") {
		return nil, 0
	}
	return kept[:len(kept)-1], to // it is none of them anyway
}
