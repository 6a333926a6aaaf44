package rules

import "strings"

// idle are set phrases that carry nothing a plan could need, though they are made of words that do elsewhere.
var idle = phrases(`in return, by the way, as well, as usual, as always, as discussed, as agreed, as promised, for now, for once, for me, for us, at last, at the end,
	in the end, in the meantime, if possible, when possible, if you can, when you can, when you get a chance, when you have a moment, while you're at it, while you're there,
	while you are at it, no rush, no hurry, no worries, of course, on top, on top of that, in addition, to start with, first of all, first thing, last but not least, one more thing,
	hang on, hold on, but wait, wait a second, hang on a second, one moment, moment mal, stopp mal, halt, quick one, that's it, that's all, that is all, nothing more, nothing else, a bit, a little, a lot, a bunch, a ton, a million, oh, sadly, unfortunately, luckily, however, though, tops,
	zum schluss, am ende, zu guter letzt, auf jeden fall, auf keinen fall, auf alle fälle, wenn möglich, falls möglich, bei gelegenheit, wie besprochen, wie gesagt, wie immer,
	wie gewohnt, wie vereinbart, wie üblich, nebenbei, im übrigen, im anschluss, im gegenzug, fürs erste, für den anfang, erst mal, als erstes, als nächstes, zum einen, zum anderen,
	mehr nicht, sonst nichts, das wär's, das war's, das wars, das ist alles, leider, allerdings, zum glück, keine eile, eilt nicht, bitte sehr, auf einmal, in ruhe, für mich, für uns, ach, oh,
	nothing fancy, nothing special, nothing big, over there, over here, as it is, as they are, as is, the way it is, the way it stands, the whole thing, for them, for him, for her,
	for us all, on our side, on our end, das ganze, so wie es ist, so wie er ist, wie es ist, wie er ist, bei uns, für sie, für ihn, nichts besonderes, nichts wildes,
	da drüben, auf unserer seite, in dem zusammenhang, in diesem zusammenhang, der vollständigkeit halber, zur info, zur kenntnis, for the record, for our records, for your information,
	at the latest, at the very latest, ab jetzt, ab sofort, von jetzt an, from now on`)

// phrases splits a list at its commas, and gives the words of each by its first word.
func phrases(list string) map[string][][]string {
	m := map[string][][]string{}
	for p := range strings.SplitSeq(list, ",") {
		if w := strings.Fields(p); len(w) > 0 {
			m[w[0]] = append(m[w[0]], w)
		}
	}
	return m
}

// idleAt gives the number of items that a set phrase takes up at an item, 0 where none stands there. "as well" is none in "as well-known".
func idleAt(items []item, i, end int) int { return phraseAt(idle, items, i, end) }

// phraseAt gives the number of items that the longest of some phrases takes up at an item.
func phraseAt(set map[string][][]string, items []item, i, end int) int {
	best := 0
	for _, p := range set[items[i].Lower] {
		if len(p) > best && i+len(p) <= end && are(items[i:], p) {
			best = len(p)
		}
	}
	return best
}
