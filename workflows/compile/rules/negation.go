package rules

import "slices"

// negations marks the clauses that ask for something not to be done.
func (b *builder) negations() {
	for i := range b.clauses {
		c := &b.clauses[i]
		if c.kind == request {
			c.negated = b.negates(*c)
		}
	}
}

// negates reports whether a clause says no to its verb or its object. What stands behind a comma or a colon only says more about
// the object, and in English what stands far behind the verb does too.
func (b *builder) negates(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	if c.verb < 0 && keptAt(b.items, c.from, end) || c.verb >= c.from && c.verb < end && leavesBe(b.items, c.verb, end) {
		return true
	}
	for j := c.from; j < end; j++ {
		it := b.items[j]
		switch {
		case it.mark() && it.Is(",", ":") && j > c.from+1 && (c.verb < 0 || j > c.verb):
			return false
		case it.word() && (keepers[it.Lower] || prohibitions[it.Lower] || it.Is("alone") || forbearances[it.Lower] || j+1 < end && it.Is("isn't", "aren't") && b.items[j+1].Is("to")):
			return true
		case it.word() && negators[it.Lower] && j+1 < end && b.items[j+1].Is("without", "ohne", "before", "until", "bevor", "ehe"): // "nicht ohne mein Okay", "not before you've told them"
			j++
		case !it.word() || !negators[it.Lower], it.Text == "Not" && j > c.from, it.Is("no") && j+1 < end && (abbreviation(b.items, j+1) || b.items[j+1].ent != nil && records[b.items[j+1].ent.Type]): // "invoice no. 88"
		case b.lang == "en" && c.verb >= 0 && j > c.verb+2:
		default:
			return true
		}
	}
	return false
}

// prohibitions are the verbs by which something is kept from being done.
var prohibitions = words(`forbid forbids forbidden prohibit prohibits prohibited refrain avoid verbiete verbieten verbietet verboten untersage untersagen
	untersagt vermeide vermeiden unterlasse unterlassen unterlass`)

// forbearances are verbs by which something is not to be done.
var forbearances = words(`mustn't shouldn't needn't shan't`)

// keepers are the verbs of what is to be left as it is.
var keepers = words(`stays stay remains bleibt bleiben`)

// keepings are the phrases of what is to be left as it is.
var keepings = phrases(`nicht anfassen, nicht anrühren, nicht ändern, in ruhe lassen, so lassen, lass wie, lassen wie, unverändert lassen, leave alone, don't touch, do not touch, leave as is, hands off, finger weg, behalten wir, lassen wir, keep that one, keep that, we keep, muss bleiben, müssen bleiben`)

// left are the words for how something is left as it is, behind "leave" and what it is.
var left = words(`open offen alone untouched unchanged unverändert stehen liegen drin closed geschlossen`)

// leavesBe reports whether "leave 8813 open" stands at an item.
func leavesBe(items []item, i, to int) bool {
	if !items[i].Is("leave", "keep", "lass", "lasse") || !items[i].word() {
		return false
	}
	for j := i + 1; j < min(to, i+4); j++ {
		it := items[j]
		switch {
		case it.word() && left[it.Lower]:
			return j > i+1
		case it.ent == nil && (!it.word() || !function(it.Lower) && len(it.nouns) == 0), it.ent != nil && !records[it.ent.Type]:
			return false
		}
	}
	return false
}

// keptAt reports whether one of those stands between two items.
func keptAt(items []item, from, to int) bool {
	for i := from; i < to; i++ {
		if leavesBe(items, i, to) || items[i].word() && phraseAt(keepings, items, i, to) > 0 && (i > from || !items[i].Is("lassen")) { // "lassen wir …" asks for something
			return true
		}
	}
	return false
}

// excepts reports whether a clause is about all but what it names, which nothing may be done to.
func (b *builder) excepts(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	all := false
	for _, it := range b.items[c.from:end] {
		if !it.word() {
			continue
		}
		if it.Is("except", "außer", "ausser", "excluding", "ausgenommen") || all && it.Is("but", "bis") {
			return true
		}
		all = it.Is("all", "everything", "alle", "alles") || all && determiners[it.Lower]
	}
	return false
}

// contrasts reports whether an atom says what is to be done instead of what the one before it forbids: ", nur in Asana eine Aufgabe „…“", ", just tell Ann".
func (p *parting) contrasts(last clause, a atom, first, verb int) bool {
	if !slices.ContainsFunc(p.items[last.from:last.to], func(it item) bool { return it.word() && negators[it.Lower] && !it.Is("without", "ohne") }) {
		return false
	}
	for i := a.from; i < a.to && p.items[i].word() && function(p.items[i].Lower) || i == a.from; i++ {
		if p.items[i].Is("only", "just", "instead", "nur", "bloß", "lediglich", "sondern", "stattdessen") && p.items[i].word() {
			return verb >= 0 || p.headless(a, first) || slices.ContainsFunc(p.items[i:a.to], func(it item) bool { return len(it.nouns) > 0 })
		}
	}
	return false
}

// rejects reports whether an atom names nothing but what is not to be done: "– aber bitte keine Nachrichten", ", and no mails".
func (p *parting) rejects(a atom) bool {
	for i := a.from; i < a.to; i++ {
		it := p.items[i]
		switch {
		case it.Is("but", "aber"):
		case !it.word() || !function(it.Lower):
			return false
		case it.Is("no", "nothing", "nobody", "kein", "keine", "keinen", "keiner", "keinem", "keinerlei", "nichts", "niemand", "niemanden", "niemandem"):
			return slices.ContainsFunc(p.items[i+1:min(a.to, i+4)], func(it item) bool { return it.word() && len(it.nouns)+len(it.apps)+len(it.kinds) > 0 })
		}
	}
	return false
}
