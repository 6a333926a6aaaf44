package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// What starts a plan may stand before it as a headline: "New row in signups: …", "ticket opened → …", "task in Editorial completed = …".

// maxHead is how many items a headline has at most.
const maxHead = 40

// heading finds what starts the plan before the first mark that leads over from it; next is the item behind that mark, 0 where there is no
// headline.
func (b *builder) heading() (head clause, next int) {
	from, aside := 0, 0
	p := parting{lexicon: b.lexicon, lang: b.lang, items: b.items}
	for i, it := range b.items[:min(len(b.items), maxHead)] {
		if it.word() || it.ent != nil || it.Kind == text.Quoted {
			continue
		}
		if aside += bracket(it); aside > 0 { // what stands in brackets gives values
			if it.Is(")", "]") {
				aside--
			}
			continue
		}
		switch {
		case it.Is(":", "=") && i > from+1 && p.items[i-2].mark() && p.items[i-1].word() && isArgument(p.items[i-1].Lower, p.lang):
			continue // "…, Label: performance"
		case it.Is(",", "→", "=", ":", "?", "–"):
			c := clause{from: from, to: i, sentence: -1, kind: event, verb: -1, message: -1}
			if i > from && i+1 < len(b.items) && b.headed(p, c, it) {
				for i++; i < len(b.items) && b.items[i].Is("→"); {
					i++
				}
				return c, i
			}
			switch {
			case it.Is("→"), it.Is(",") && (p.inverted(atom{from, i}) || b.orderly(p, clause{from: i + 1, to: len(b.items)})):
				return clause{}, 0
			case it.Is(":") && !slices.ContainsFunc(b.items[:i], func(it item) bool { return it.ent != nil || len(it.nouns) > 0 }):
				from = i + 1 // "So here's what I'd like: …"
			}
		case it.Is(";", "!") || it.Is(".") && sentenceEnd(b.items, i) || it.Kind == text.Break:
			return clause{}, 0
		}
	}
	return clause{}, 0
}

// headed reports whether a clause before a mark tells of something that starts the plan, rather than asking for something: it names what happens,
// or something new.
func (b *builder) headed(p parting, c clause, mark item) bool {
	if _, n, _ := subordinator(b.items, c.from, c.to); n > 0 || b.asks(c) && !b.anybody(c) || b.orderly(p, c) {
		return false
	}
	if v := p.verb(atom{c.from, c.to}); mark.Is("?") && b.lookedBack(c) || v >= 0 && p.before(atom{c.from, c.to}, v, "have", "let", "lass", "lasse", "soll", "sollen") {
		return false // "for any new ticket have the AI decide: …" asks for something
	}
	if first := b.items[c.from].Lower; mark.Is("=") && b.lang == "de" && (inverting[first] || provisos[first]) {
		return false // "Steht im Body severity = high, …"
	}
	if b.mentions(c, "should", "must", "shall", "soll", "sollen", "sollte", "muss", "müssen") {
		return false // "every new lead should …"
	}
	if rows := b.lines(c); mark.Is(":") && len(rows) >= minRows && !b.orderly(p, rows[0]) {
		return false // "Mails an die beiden: …" announces a list
	}
	if mark.Is(",") && b.ordersLast(p, c) {
		return false
	}
	list := b.candidates(c, nil, true)
	if len(list) == 0 || list[0].noun+list[0].patterns == 0 && !list[0].pointed() && (!b.happens(c) || !list[0].scened()) {
		return false
	}
	listed := b.items[c.from].Is("for", "für")
	if slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.ent != nil && records[it.ent.Type] }) {
		return false // "task 5520 – new deadline Friday" is about one that is there
	}
	if mark.Is(":", "–") && b.argues(c.to+1) {
		return false // "New issue in fox/api: title 'Add limits', labels backend"
	}
	isNew := slices.ContainsFunc(b.items[c.from:min(c.to, c.from+4)], func(it item) bool {
		return it.word() && (fresh[it.Lower] || comings[it.Lower] || !listed && (singles[it.Lower] || it.Is("any")))
	})
	happens := !listed && (b.happens(c) || b.mentionsFailure(c))
	switch {
	case mark.Is("→"):
		return isNew || happens || len(list[0].got) > 0
	case mark.Is(","):
		return happens && (isNew || actors[b.items[c.from].Lower]) && b.present(c)
	case mark.Is(":", "–"):
		return !listed && (list[0].reaches() || list[0].called()) && b.somethingBehind(p, c.to+1) || isNew && (b.ordersBehind(p, c.to+1) || b.asksBehind(list[0], c.to+1)) || happens && !b.told(c)
	case mark.Is("="):
		return (isNew || happens) && !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.mark() && it.Is(":") })
	}
	return isNew || happens || b.anybody(c) || list[0].reaches() || b.items[c.to-1].Is("da", "here")
}

// reaches reports whether a clause says which stage something comes to, which is something that happens: "opportunity to 'Closed Won'?".
func (c *candidate) reaches() bool {
	return names(c.t.event.Name, "transitioned", "updated") && slices.ContainsFunc(c.values(), func(v filled) bool { return v.slot.role == roleState })
}

// called reports whether a clause says no more than which webhook is called.
func (c *candidate) called() bool {
	_, ok := c.got["path"]
	return ok && c.c.verb < 0
}

// somethingBehind reports whether something is asked for from an item on, or a condition is set for it.
func (b *builder) somethingBehind(p parting, from int) bool {
	first := p.skip(from, len(b.items))
	_, n, _ := subordinator(b.items, from, len(b.items))
	return n > 0 || b.ordersBehind(p, from) || first < len(b.items) && len(b.items[first].nouns) > 0
}

// scened reports whether a clause says where something is said: "someone says 'lunch' in #kitchen".
func (c *candidate) scened() bool {
	return c.verb > 0 && slices.ContainsFunc(c.values(), func(v filled) bool { return v.slot.role == roleChannel })
}

// ordersLast reports whether a German clause ends with an infinitive by which something is asked for: "zuerst „Umzug“ in #it posten".
func (b *builder) ordersLast(p parting, c clause) bool {
	v := p.verb(atom{c.from, c.to})
	return b.lang == "de" && v == c.to-1 && !b.items[v].Capital() && slices.ContainsFunc(b.items[v].verbs, func(h hit) bool {
		return h.form&text.Infinitive != 0 && slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool { return b.targets[t].op != nil })
	})
}

// lookedBack reports whether a question is about what there is already: it begins with a word of questions, or says since when.
func (b *builder) lookedBack(c clause) bool {
	first := b.items[b.opening(c)]
	return first.word() && interrogatives[first.Lower] || slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.ent != nil && it.ent.Type == entity.Window })
}

// pointed reports whether a clause names something by a name that only the target can take: "smoke.yml goes red".
func (c *candidate) pointed() bool {
	for _, v := range c.got {
		if c.verb > 0 && v.slot.takesName(c.items[v.from]) == 1 {
			return true
		}
	}
	return false
}

// behindHead reports whether a clause is the thing that is asked for behind a headline: "→ GitHub issue in mint/web".
func (b *builder) behindHead(i int) bool {
	return i == 1 && b.clauses[i].elided && (b.clauses[0].kind == event || b.clauses[0].kind == condition)
}

// details joins the thing that is asked for behind a headline with the clause that only gives its arguments: "→ GitHub issue in mint/web, title = …".
func (b *builder) details(i int) {
	if next := i + 1; next < len(b.clauses) && b.clauses[i].verb < 0 && b.namesRecord(b.items, b.clauses[i]) && b.clauses[next].kind == request && b.clauses[next].verb < 0 &&
		!b.clauses[next].negated && b.clauses[next].message < 0 && b.clauses[next].sentence == b.clauses[i].sentence && argumentWord(b.items[b.clauses[next].from].Lower, b.lang) {
		b.clauses[i].to = b.clauses[next].to
		b.clauses = slices.Delete(b.clauses, next, next+1)
	}
}

// argues reports whether what stands at an item is an argument with its value, by what it is called.
func (b *builder) argues(i int) bool {
	if i+1 >= len(b.items) || !b.items[i].word() || !isArgument(b.items[i].Lower, b.lang) {
		return false
	}
	it, next := b.items[i], b.items[i+1]
	return (next.ent != nil || levels[next.Lower] != "") && (len(it.verbs) == 0 || roleOfName[it.Lower] == roleTitle || roleOfName[it.Lower] == roleText)
}

// orderly reports whether a clause begins with an order. A noun that looks like one is none before what says more of it: "email from …".
func (b *builder) orderly(p parting, c clause) bool {
	first := p.skip(c.from, c.to)
	if !p.starts(atom{c.from, c.to}, first) || first > c.from && fresh[b.items[first-1].Lower] && len(b.items[first].nouns) > 0 {
		return false
	}
	if first+1 < c.to && len(b.items[first].nouns) > 0 && b.happens(clause{from: first + 1, to: first + 2}) {
		return false // "issue opened in mint/web"
	}
	return len(b.items[first].nouns) == 0 || first+1 >= c.to || !b.items[first+1].word() || !b.items[first+1].Is("from", "with", "von", "mit") &&
		(!prepositions[b.items[first+1].Lower] || !b.happens(clause{from: first + 1, to: c.to}))
}

// present reports whether a clause doesn't tell of the past.
func (b *builder) present(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.Is("is", "gets", "wird", "ist") && it.word() ||
			slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Finite != 0 })
	}) && !b.told(c)
}

// told reports whether a clause tells of the past.
func (b *builder) told(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.word() && it.Is("was", "were", "has", "have", "had", "got", "hat", "haben", "hatte", "wurde", "wurden", "war", "waren")
	})
}

// ordersBehind reports whether something is asked for by a verb from an item on, up to the next mark.
func (b *builder) ordersBehind(p parting, from int) bool {
	to := from
	for to < len(b.items) && (!b.items[to].mark() || to == from) {
		to++
	}
	if from >= to {
		return false
	}
	_, n, _ := subordinator(b.items, from, to)
	return n > 0 || p.verb(atom{from, to}) >= 0 || p.inverted(atom{from, to})
}

// asksBehind reports whether something else than what is new is asked for from an item on without a verb: "Neue Tickets: kurze Info in #support".
func (b *builder) asksBehind(head *candidate, from int) bool {
	to := from
	for to < len(b.items) && !sentenceEnd(b.items, to) && !b.items[to].Is(",") {
		to++
	}
	if from >= to {
		return false
	}
	list := b.candidates(clause{from: from, to: to, verb: -1, message: -1, elided: true}, nil, false)
	return len(list) > 0 && list[0].t.app != head.t.app && list[0].noun > 0 && len(list[0].missing) == 0 && len(list[0].got) > 0
}

// anybody reports whether a question asks whether somebody does something, which is as good as when he does: "does anyone post …".
func (b *builder) anybody(c clause) bool {
	return c.to < len(b.items) && b.items[c.to].Is("?") && c.from+1 < c.to && b.items[c.from].Is("does", "do", "did") && actors[b.items[c.from+1].Lower]
}

// mentionsFailure reports whether a clause tells without a verb that something went wrong: "workflow in mint/etl red".
func (b *builder) mentionsFailure(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && failures[it.Lower] })
}

// longestTitle is how many words a title of a whole prompt has at most.
const longestTitle = 4

// entitlesAll reports whether a clause only says before a colon what the prompt is about: "Press photos: whenever …", "DSGVO-Löschantrag: …", "crm: …".
func (b *builder) entitlesAll(c clause) bool {
	if c.from > 0 || c.verb >= 0 || c.to > longestTitle || c.to >= len(b.items) || !b.items[c.to].mark() || !b.items[c.to].Is(":") {
		return false
	}
	return !slices.ContainsFunc(b.items[:c.to], func(it item) bool {
		return !it.word() || slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Imperative != 0 && !it.Capital() })
	})
}
