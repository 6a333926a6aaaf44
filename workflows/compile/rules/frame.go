package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// What stands around a request in its sentence: a polite frame before it, a remark behind it, the words that somebody is told, and the thing that
// a colon gives its name to.

// framed reports whether a clause only leads over politely to what is asked for in the atom behind it: "Ich möchte, dass du …", "It would be great
// if you …".
func (p *parting) framed(c clause, a atom) bool {
	i := a.from
	for i < a.to && p.items[i].mark() {
		i++
	}
	if c.kind != request || c.to-c.from > maxRun || i+1 >= a.to || !p.items[i].Is("dass", "daß", "that", "if", "wenn", "ob") || !seconds[p.items[i+1].Lower] && !p.items[i+1].Is("ihr") {
		return false
	}
	return !slices.ContainsFunc(p.items[c.from:c.to], func(it item) bool { return it.content() && !polite[it.Lower] && !wishes[it.Lower] })
}

// remarks reports whether an atom behind a comma or a dash only tells something of what was asked for: ", it's spam", ", die waren nur zum Üben".
func (p *parting) remarks(last clause, a atom) bool {
	if last.kind != request || last.message >= 0 || a.from == 0 || !p.items[a.from-1].Is(",", "–", "—", "-") || a.from+1 >= a.to {
		return false
	}
	first, second := p.items[a.from], p.items[a.from+1]
	if !first.word() || !thirds[first.Lower] && !first.Is("i", "we", "ich", "wir") {
		return false
	}
	return second.word() && (second.Is("was", "were", "is", "are", "has", "had", "keeps", "war", "waren", "ist", "sind", "hat", "hatte", "haben", "hatten") || pasts[second.Lower]) ||
		strings.HasSuffix(first.Lower, "'s")
}

// closes reports whether an atom goes on with what is asked for behind what somebody is told. German sets a comma before "und" only where a
// subordinate clause ends: "dass es live ist, und dann in #a posten".
func (p *parting) closes(a atom, verb int) bool {
	joined, i := false, a.from
	for i > 0 && (p.items[i].Is("und", "sowie") || p.items[i-1].Is("und", "sowie")) {
		joined, i = true, i-1
	}
	return joined && p.lang == "de" && (p.items[i].Is(",") || i > 0 && p.items[i-1].Is(",")) && p.final(a, verb) &&
		slices.ContainsFunc(p.items[verb].verbs, func(h hit) bool { return h.form&text.Infinitive != 0 })
}

// headline reports whether an atom behind a colon says what the thing is called that is asked for before it: "task for Tom: prepare the demo", "make a
// task for Priya: write the FAQ". What speaks of a thing that there is, or says where something goes, is an order all the same: "Jira ticket: close it".
func (p *parting) headline(last clause, a atom, verb int) bool {
	if last.kind != request || last.to-last.from > maxRun || a.from == 0 || !p.items[a.from-1].Is(":") || slices.ContainsFunc(p.items[last.from:a.to], func(it item) bool {
		return it.word() && (quantifiers[it.Lower] || it.Is("any", "it", "them", "es", "ihn", "sie"))
	}) {
		return false
	}
	for i := last.from; i < last.to; i++ {
		for _, h := range p.items[i].nouns {
			for _, t := range p.lexemes[h.lexeme].targets {
				if t := p.targets[t]; t.titled() && (last.verb < 0 && (verb < 0 || !p.orders(verb, t.app)) || p.untitled(last, i) && p.plain(a)) {
					return true
				}
			}
		}
	}
	return false
}

// dictates reports whether a clause asks for something to be said, to or on what it names, and a colon leads over to the words: "Notiz an OPS-12: Lieferant
// schickt am Montag", "add a note to issue 42 in mint/web: see the logs".
func (p *parting) dictates(last clause, a atom) bool {
	if last.kind != request || a.from == 0 || !p.items[a.from-1].Is(":") || !p.plain(a) || slices.ContainsFunc(p.items[last.from:a.to], func(it item) bool {
		return it.Kind == text.Quoted || it.word() && (quantifiers[it.Lower] || it.Is("it", "them", "es", "ihn", "sie"))
	}) {
		return false
	}
	for i := last.from; i < last.to; i++ {
		if i > last.from && prepositions[p.items[i-1].Lower] {
			continue
		}
		for _, h := range p.items[i].nouns {
			if slices.ContainsFunc(p.lexemes[h.lexeme].targets, func(t int) bool { return p.notes(p.targets[t], last) }) {
				return true
			}
		}
	}
	return false
}

// notes reports whether a target adds a text to a record that a clause names by its key or number.
func (p *parting) notes(t *target, c clause) bool {
	key := t.recordSlot()
	return t.op != nil && t.op.UndoBy != "restore" && key != nil && (&step{t: t}).needsText() && slices.ContainsFunc(p.items[c.from:c.to], func(it item) bool {
		return it.ent != nil && records[it.ent.Type] && (key.fits(*it.ent) > 0 || key.loose(*it.ent) > 0)
	})
}

// untitled reports whether the thing at an item is one that is to be made, and nothing before the colon can be what it is called.
func (p *parting) untitled(c clause, i int) bool {
	fresh := i == c.from || p.items[i-1].Is("a", "an", "new", "ein", "eine", "einen", "ne", "nen", "neue", "neuen", "neues") || len(p.items[i-1].apps) > 0
	return fresh && i != c.verb && !slices.ContainsFunc(p.items[c.from:c.to], func(it item) bool {
		return it.Kind == text.Quoted || it.ent != nil && records[it.ent.Type] || it.Is("titled", "called", "named", "namens")
	})
}

// plain reports whether an atom has no value that says where something goes, or what it is done to.
func (p *parting) plain(a atom) bool {
	return !slices.ContainsFunc(p.items[a.from:a.to], func(it item) bool {
		return it.Kind == text.Quoted || addressed(it) || it.ent != nil && records[it.ent.Type]
	})
}

// titled reports whether a target makes something that has to be called something.
func (t *target) titled() bool {
	return t.op != nil && t.op.UndoBy != "restore" && t.recordSlot() == nil &&
		slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && s.role == roleTitle })
}

// orders reports whether a verb asks for something that an app can do.
func (p *parting) orders(verb int, app string) bool {
	return slices.ContainsFunc(p.items[verb].verbs, func(h hit) bool {
		return slices.ContainsFunc(p.lexemes[h.lexeme].targets, func(t int) bool { return p.targets[t].app == app })
	})
}

// told gives the item behind "know" where what somebody is told begins, -1 where nothing is said but by which app: "on Slack", "via mail".
func (p *parting) told(i, to int) int {
	for i+1 < to && p.items[i].Is("on", "via", "by", "in", "through", "per", "with", "as") {
		k := i + 1
		for k+1 < to && p.items[k].word() && (articles[p.items[k].Lower] || p.items[k].Is("private", "direct", "short", "quick", "separate")) {
			k++ // "in a private message"
		}
		if it := p.items[k]; it.ent == nil && len(it.apps)+len(it.nouns)+len(it.kinds) == 0 || p.items[i].Is("with", "as") && !p.missive(it) || it.ent != nil && k > i+1 {
			break
		}
		i = k + 1
	}
	if i+1 < to && p.items[i].Is("at", "under", "via", "in", "on", "per") && addressed(p.items[i+1]) {
		i += 2
	}
	for i < to && p.items[i].Is(",", "about", "it", "please", "too", "of") {
		i++
	}
	if i >= to || addressed(p.items[i]) {
		return -1
	}
	return i
}

// missive reports whether a word is one for a message that somebody is sent: "DM", "mail".
func (p *parting) missive(it item) bool {
	return slices.ContainsFunc(it.nouns, func(h hit) bool {
		return slices.ContainsFunc(p.lexemes[h.lexeme].targets, func(t int) bool { return p.targets[t].carriesMessages() })
	})
}

// statement finds what somebody is told behind his name without "that": "tell #ops it's live", "DM Ann we're done"; -1 where there is none.
func (p *parting) statement(verb, to int) int {
	if p.lang != "en" || !informs[p.items[verb].Lower] {
		return -1
	}
	for i := verb + 2; i+1 < min(to, verb+maxChain); i++ {
		it, next, before := p.items[i], p.items[i+1], p.items[i-1]
		if before.mark() || before.word() && function(before.Lower) && !pronouns[before.Lower] && before.ent == nil {
			continue
		}
		if it.Is("it's", "that's", "they're", "we're", "he's", "she's", "everything's", "there's") && it.word() ||
			it.Is("it", "we", "they", "he", "she", "everything", "all") && it.word() && tellers[next.Lower] {
			return i
		}
	}
	return -1
}

// enquiries are the verbs and participles of asking somebody something.
var enquiries = words(`ask asks asking enquire inquire enquiring inquiring frag frage fragen fragt nachfragen`)

// enquires reports whether an atom is what somebody is asked.
func (p *parting) enquires(a atom) bool {
	return len(p.out) > 0 && p.out[len(p.out)-1].kind == request && p.out[len(p.out)-1].message < 0 && p.asked(p.out[len(p.out)-1].from, a.from, a.to)
}

// asked reports whether a word at an item begins what somebody is asked: "ask Ann when she has time", "asking if there are any questions". Nothing may
// stand between the verb and it but who is asked, and how.
func (p *parting) asked(start, i, to int) bool {
	it := p.items[i]
	if i+1 >= to || !it.word() || !interrogatives[it.Lower] && (!it.Is("if", "whether", "when", "ob") || !thirds[p.items[i+1].Lower] && !seconds[p.items[i+1].Lower]) {
		return false
	}
	for i--; i >= start; i-- {
		switch it := p.items[i]; {
		case it.word() && enquiries[it.Lower]:
			return true
		case !addressed(it) && !it.Is(",") && !it.Capital() && (!it.word() || !pronouns[it.Lower] && !prepositions[it.Lower] && len(it.apps)+len(it.kinds) == 0):
			return false
		}
	}
	return false
}

// biddings are the German verbs of getting somebody to do something.
var biddings = words(`bitte bitten bittet erinnere erinner erinnern erinnert sag sage sagen schreib schreibe schreiben mahne mahnen ersuche ersuchen fordere auffordern ping pinge anpingen`)

// bids reports whether an atom is what somebody is to do, as German has it behind a comma: "erinnere Jan daran, die Zahlen zu schicken".
func (p *parting) bids(a atom) bool {
	if p.lang != "de" || len(p.out) == 0 || a.from == 0 || !p.items[a.from-1].Is(",") {
		return false
	}
	end := p.closing(a)
	last := p.out[len(p.out)-1]
	charged := end-2 >= a.from && p.items[end-2].Is("zu") && p.items[end-1].word() || a.from+1 < end && p.items[a.from].Is("er", "sie") && p.items[a.from+1].Is("soll", "sollen", "möge", "mögen", "muss", "kann")
	return last.kind == request && last.message < 0 && charged && slices.ContainsFunc(p.items[last.from:last.to], func(it item) bool { return it.word() && biddings[it.Lower] })
}

// informs are the verbs of telling somebody something, whom they name first.
var informs = words(`tell inform notify message dm ping text warn remind let`)
