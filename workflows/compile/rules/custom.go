package rules

import (
	"slices"
	"strings"
)

// What starts a plan may be told as something that happens anyway, and be taken up by what is asked for behind it: "People keep asking about refunds in
// #desk. When such a message comes in, …", "Über den Webhook /messe kommen Visitenkarten rein. Jede davon bitte …".

var (
	// suches point at one of those things that were told of.
	suches = words(`such so solch solche solcher solches solchen solchem one davon diesen dieser`)
	// recurs are the verbs for that what was told of happens once more.
	recurs = words(`happens happen does do occurs comes passiert geschieht eintritt vorkommt kommt ist is case fall tut`)
)

// customary makes one clause of what is told to happen anyway and of the words that take it up, and puts it in front of what is asked for. It reports
// whether there is such a thing.
func (b *builder) customary() bool {
	for i := 1; i < len(b.clauses); i++ {
		if b.clauses[i].sentence == b.clauses[i-1].sentence {
			continue
		}
		first := i - 1
		for first > 0 && b.clauses[first-1].sentence == b.clauses[i-1].sentence {
			first--
		}
		if slices.ContainsFunc(b.clauses[first:i], func(c clause) bool { return c.kind == event || c.kind == condition || c.negated }) {
			continue
		}
		told := clause{from: b.clauses[first].from, to: b.clauses[i-1].to, sentence: -1, kind: event, verb: -1, message: -1}
		if !b.custom(told) {
			continue
		}
		c := &b.clauses[i]
		to := b.resumption(c)
		if to == 0 {
			continue
		}
		head := told
		head.to = to
		b.background = head
		if c.from = to; b.nothingBut(*c, pause{}) {
			b.clauses = slices.Delete(b.clauses, i, i+1)
		} else if p := (parting{lexicon: b.lexicon, lang: b.lang, items: b.items}); c.verb < to {
			c.verb = p.verb(atom{c.from, c.to})
			c.elided = c.verb < 0
		}
		b.clauses = slices.Insert(slices.Delete(b.clauses, first, i), 0, head)
		return true
	}
	return false
}

// custom reports whether a sentence tells of an event as of something that happens again and again, and asks for nothing.
func (b *builder) custom(c clause) bool {
	p := parting{lexicon: b.lexicon, lang: b.lang, items: b.items}
	if !firsts[b.items[b.leads(c)].Lower] && b.orderly(p, c) || b.asks(c) || b.wants(c) || b.told(c) || p.ordersAtEnd(atom{c.from, c.to}, p.skip(c.from, c.to)) {
		return false
	}
	list := b.candidates(c, nil, true)
	return len(list) > 0 && list[0].verb > 0
}

// resumption gives the item behind the words at the beginning of a clause that take up what was told before it, 0 where it has none. Words for each of
// what was told of that stand further in are moved to the front: "save each of them as a lead".
func (b *builder) resumption(c *clause) int {
	i := b.leads(*c)
	kind, n, _ := subordinator(b.items, i, c.to)
	switch {
	case n > 0 && kind != request:
		if b.refersToSuch(clause{from: i + n, to: c.to}) {
			return c.to
		}
		return 0
	case are(b.items[i:], []string{"each", "time"}), are(b.items[i:], []string{"every", "time"}), are(b.items[i:], []string{"jedes", "mal"}), are(b.items[i:], []string{"immer", "dann"}):
		return i + 2
	}
	for ; i < c.to; i++ {
		if !b.items[i].word() || !singles[b.items[i].Lower] {
			continue
		}
		to := b.eachOfThem(i, c.to)
		if to == 0 {
			return 0
		}
		if i > c.from && leadIn[b.items[i-1].Lower] {
			i--
		}
		to -= i
		b.hoist(c, pause{from: i, to: i + to})
		return c.from
	}
	return 0
}

// eachOfThem gives the item behind "each of them", "every new one", "jede davon", "jede soll …"; 0 where no such thing stands at an item.
func (b *builder) eachOfThem(i, end int) int {
	k := i + 1
	for k < end && b.items[k].word() && (fresh[b.items[k].Lower] || suches[b.items[k].Lower]) {
		k++
	}
	switch {
	case k > i+1 && k < end && b.ofEvent(b.items[k]): // "every new row", "jeder solchen Nachricht"
		return k + 1
	case k > i+1:
		return k
	case k+1 < end && b.items[k].Is("of", "von") && b.items[k+1].Is("them", "these", "those", "ihnen", "denen"):
		return k + 2
	case k >= end || b.items[k].mark() || b.items[k].word() && (musts[b.items[k].Lower] || fillers[b.items[k].Lower]):
		return k
	}
	return 0
}

// refersToSuch reports whether a clause says no more than that what was told of happens.
func (b *builder) refersToSuch(c clause) bool {
	such, pointed, said := false, false, false
	for _, it := range b.items[c.from:c.to] {
		switch {
		case it.ent != nil:
			return false
		case it.word() && (suches[it.Lower] || it.Is("it", "that", "this", "das", "dies", "es")):
			such = true
			pointed = pointed || suches[it.Lower]
		case it.mark() || function(it.Lower) || recurs[it.Lower]:
		case b.ofEvent(it) || len(it.verbs) > 0:
			said = true
		default:
			return false
		}
	}
	return such && (pointed || !said) || b.nothingBut(c, pause{})
}

// incidental reports whether a word of what is told to happen anyway, or of what comes in by a call or as a row, says nothing by which some of it could be
// left out.
func (b *builder) incidental(i int) bool {
	it := b.items[i]
	inside := i >= b.background.from && i < b.background.to || i > 0 && strings.HasPrefix(b.schemaless(), "trigger.") && b.items[i-1].word() &&
		(fresh[b.items[i-1].Lower] || b.items[i-1].Is("a", "an", "ein", "eine"))
	return inside && it.word() && levels[it.Lower] == "" && states[it.Lower] == "" &&
		(i == 0 || !b.items[i-1].word() || !b.items[i-1].Is("with", "without", "about", "of", "mit", "ohne", "über", "zu", "zum", "zur"))
}
