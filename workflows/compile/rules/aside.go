package rules

import (
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// People say sorry, praise, and say that something isn't urgent. Such a part of a sentence asks for nothing and tells nothing, wherever it stands.

var (
	// regrets begin an excuse.
	regrets = phrases(`sorry, so sorry, i'm sorry, apologies, my apologies, excuse, forgive, pardon, entschuldige, entschuldigung, entschuldigt, verzeih, verzeihung,
		tut mir leid, sry`)
	// leisures say that something isn't urgent.
	leisures = phrases(`when you have time, when you find the time, when you get a chance, when you have a moment, when you can, whenever you can, whenever you have time,
		once you have time, if you have, when you have, once you have, if you can, if you have time, if you have a minute, if you get a chance, when convenient, at your convenience, wenn du zeit hast,
		wenn du kurz zeit hast, wenn du dazu kommst, wenn du kannst, sobald du kannst, sobald du zeit hast, falls du zeit hast, wenn es passt, wenn es geht`)
	// tags end a request as a question does that isn't one: "…, alright?", "…, geht das?".
	tags = phrases(`all right, alright, ok, okay, deal, agreed, understood, got it, clear, yes, yeah, will you, would you, could you, can you, won't you, would you please, will ya, sound good, sounds good, right,
		is that ok, if that's ok, you know the drill, you know, you know how it is, ja, gell, gelle, ne, nicht, nicht wahr, oder, klar, alles klar, verstanden, einverstanden, abgemacht, geht das, passt das,
		kriegst du das hin, machst du das, schaffst du das, ginge das, wärst du so lieb, wärst du so nett, bist du so lieb, sei so gut, du weißt schon, weißt du, ok so, okay so`)
	// praises begin a compliment for the one who is spoken to.
	praises = phrases(`you're, you are, you rock, you star, du bist, ihr seid, bist du, hab dich lieb`)
)

// longestAsideWords is how many items such a part of a sentence has at most.
const longestAsideWords = 9

// aside reports whether a part of a sentence is no more than that. One that names a value or asks for something is not.
func (l *lexicon) aside(items []item, from, to int) bool {
	for from < to && (items[from].mark() || items[from].word() && (conjunctions[items[from].Lower] || leadIns[items[from].Lower])) {
		from++
	}
	if from >= to || to-from > longestAsideWords {
		return false
	}
	n := max(idleAt(items, from, to), phraseAt(leisures, items, from, to))
	if n > 1 && (from+n == to || from+n+1 == to && items[to-1].ent != nil && items[to-1].ent.Type == entity.Duration) { // "if you have a minute"
		return true
	}
	if n = phraseAt(tags, items, from, to); n > 0 && from+n == to && (n > 2 || from > 0 && items[from-1].Is(",", "–", "—")) {
		return true
	}
	if n = phraseAt(regrets, items, from, to); n == 0 {
		n = phraseAt(praises, items, from, to)
	}
	if n == 0 {
		return false
	}
	for _, it := range items[from+n : to] {
		if it.ent != nil && !it.ent.Weak || it.Kind == text.Channel || len(it.apps) > 0 {
			return false
		}
	}
	return true
}

// cheers reports whether an atom only greets, thanks or is glad: "Good news", "Gute Nachrichten".
func (p *parting) cheers(a atom) bool {
	said := false
	for _, it := range p.items[a.from:a.to] {
		if it.ent != nil || it.word() && !polite[it.Lower] && !function(it.Lower) && !leadIns[it.Lower] {
			return false
		}
		said = said || it.word() && tidings[it.Lower]
	}
	return said
}

// tidings are the words of such cheers that could be taken for a thing or a name.
var tidings = words(`news nachricht nachrichten neuigkeit neuigkeiten morning morgen afternoon evening abend tag gute guten good great best`)
