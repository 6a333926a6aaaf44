package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
)

// What says from when, or where, some records are may stand before their noun as a part of it: "yesterday's solved tickets", "die heute in Zendesk gelösten
// Tickets". It is put behind the noun, where all that narrows a list is read.

// attributes puts such words of a clause behind the noun that they belong to.
func (b *builder) attributes(c *clause) {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		noun := b.attributed(i, end)
		if noun == 0 || c.verb >= i && c.verb <= noun || b.tornBy(c, i, noun) {
			continue
		}
		from, to, last := i, i+1, b.lastNoun(noun, end, c.verb)
		if b.lang == "de" {
			to = noun - 1
			for b.items[from].word() && determiners[b.items[from].Lower] {
				from++
			}
		}
		dated := slices.ContainsFunc(b.items[from:to], dates)
		if to == noun-1 && dated && beginnings[b.items[to].Lower] { // "die gestern eröffneten Tickets" are those since yesterday
			b.items[to].since = true
			to++
		}
		moved := slices.Clone(b.items[from:to])
		for k := range moved {
			moved[k].since = moved[k].since || dates(moved[k])
		}
		copy(b.items[from:], b.items[to:last+1])
		copy(b.items[last+1-len(moved):], moved)
		i = last
	}
}

// lastNoun gives the last of some nouns that are one name: "unread mails".
func (b *builder) lastNoun(noun, end, verb int) int {
	for noun+1 < end && noun+1 != verb && b.items[noun+1].word() && len(b.items[noun+1].nouns) > 0 {
		noun++
	}
	return noun
}

// beginnings say of records that they came to be.
var beginnings = words(`created opened reported filed raised received erstellten eröffneten angelegten gemeldeten eingegangenen erfassten eingereichten reingekommenen aufgemachten geöffneten`)

// dates reports whether an item says from when something is.
func dates(it item) bool {
	return it.ent != nil && (it.ent.Type == entity.Window || it.ent.Type == entity.Date && it.ent.Fault == entity.Sound)
}

// tornBy reports whether a verb comes apart between two items.
func (b *builder) tornBy(c *clause, from, to int) bool {
	return c.verb >= 0 && slices.ContainsFunc(b.items[c.verb].verbs, func(h hit) bool { return h.tail > 0 && h.tail >= from && h.tail <= to })
}

// longestAttribute is how many items may stand before the noun.
const longestAttribute = 9

// attributed gives the noun that what begins at an item belongs to, 0 where nothing of the sort begins there.
func (b *builder) attributed(i, end int) int {
	if b.lang == "en" {
		return b.possessing(i, end)
	}
	opens := dates(b.items[i]) && articled(b.items[i].Text)
	if it := b.items[i]; it.word() && (articles[it.Lower] || quantifiers[it.Lower]) && i+1 < end {
		next := b.items[i+1]
		opens = dates(next) || next.word() && prepositions[next.Lower]
	}
	if !opens {
		return 0
	}
	for k := i + 1; k+1 < min(end, i+longestAttribute); k++ {
		it, before := b.items[k], b.items[k-1]
		switch {
		case it.mark() || it.word() && conjunctions[it.Lower]:
			return 0
		case !it.word() || it.Capital() || function(it.Lower) || !endsAsAdjective(it.Lower) || len(b.items[k+1].nouns) == 0 || !b.items[k+1].word() || !b.items[k+1].Capital():
		case before.word() && (articles[before.Lower] || prepositions[before.Lower]) || k == i+1 && !dates(b.items[i]): // "mit hoher Priorität"
		default:
			return k + 1
		}
	}
	return 0
}

// possessing reads "yesterday's solved tickets", "the last 7 days' incidents".
func (b *builder) possessing(i, end int) int {
	if text := b.items[i].Text; !dates(b.items[i]) || !strings.HasSuffix(text, "'s") && !strings.HasSuffix(text, "’s") && !strings.HasSuffix(text, "'") && !strings.HasSuffix(text, "’") {
		return 0
	}
	for k := i + 1; k < min(end, i+longestAttribute) && b.items[k].word() && !function(b.items[k].Lower); k++ {
		if len(b.items[k].nouns) > 0 {
			return k
		}
	}
	return 0
}

// articled reports whether a German text begins with an article: "die letzte Woche".
func articled(text string) bool {
	first, _, _ := strings.Cut(strings.ToLower(text), " ")
	return articles[first]
}

// endsAsAdjective reports whether a German word has an ending that it has before a noun.
func endsAsAdjective(word string) bool {
	return slices.ContainsFunc([]string{"e", "en", "er", "es", "em"}, func(ending string) bool { return strings.HasSuffix(word, ending) })
}
