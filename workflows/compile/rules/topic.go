package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// A record or its place may stand at the head of what is asked for it, and the rest then needs no verb: "NET-31: priority Medium, label vpn",
// "INC0060045 → state Awaiting Caller", "orchid/cli: close #77".

// headed reports whether a clause only names a record that the atom behind it, after a colon or a dash, is about.
func (p *parting) headed(last clause, a atom) bool {
	return last.verb < 0 && last.kind == request && a.from > 0 && (p.items[a.from-1].Is(":", "–", "—", "-", "→") || p.items[a.from-1].Is(",") && p.introduced(a)) && p.namesRecord(last) && !p.entitled(last, a)
}

// entitled reports whether an atom gives the title of what a clause names without saying which one: "GitHub issue in fox/api: title 'Add limits'".
func (p *parting) entitled(last clause, a atom) bool {
	return roleOfName[p.items[a.from].Lower] == roleTitle && isArgument(p.items[a.from].Lower, p.lang) && slices.ContainsFunc(p.items[last.from:last.to], p.recordNoun) &&
		!slices.ContainsFunc(p.items[last.from:last.to], func(it item) bool { return it.ent != nil || looks["incident"].MatchString(it.Text) })
}

// introduced reports whether an atom begins with what an argument is called, or what is added to a record: ", comment: …", ", status solved".
func (p *parting) introduced(a atom) bool {
	return p.items[a.from].word() && (argumentWord(p.items[a.from].Lower, p.lang) || a.to < len(p.items) && p.items[a.to].Is(":") && len(p.items[a.to-1].nouns) > 0)
}

// namesRecord reports whether a clause has no words but those that name one record or its place.
func (l *lexicon) namesRecord(items []item, c clause) bool {
	if c.to-c.from > maxChain {
		return false
	}
	named := false
	for _, it := range items[c.from:c.to] {
		switch {
		case it.ent != nil:
			if !records[it.ent.Type] && (it.ent.Type != entity.Quote || !l.kept(items, c)) {
				return false
			}
			named = true
		case it.word() && (looks["incident"].MatchString(it.Text) || looks["repo"].MatchString(it.Text) && it.technical() == 1 || it.technical() >= 0.7 && len(it.nouns) == 0):
			named = true
		case it.state(), !it.mark() && (!it.word() || len(it.nouns) > 0 && len(it.apps) == 0 && !l.recordNoun(it) || !function(it.Lower) && len(it.nouns)+len(it.apps)+len(it.kinds) == 0 || quantifiers[it.Lower] || tellers[it.Lower] ||
			it.Is("new", "neu", "neue", "neuer", "neues", "neuen", "a", "another", "ein", "eine", "einen")):
			return false
		}
	}
	return named
}

// arrowHead gives the arrow behind some items that only name records: "SRE-5 + SRE-6 → In Review"; 0 where none stands there.
func (p *parting) arrowHead(i, to int) int {
	for j := i; j < min(to, i+2*maxChain); j++ {
		switch it := p.items[j]; {
		case it.mark() && it.Is("→"):
			if j > i+1 && p.lexicon.namesRecord(p.items, clause{from: i, to: j}) {
				return j
			}
			return 0
		case it.mark() && !it.Is(",", "+", "&", "#", "-"):
			return 0
		}
	}
	return 0
}

// callsRecord reports whether some words are only the word for a record and its name: "lead Petra Holm".
func (l *lexicon) callsRecord(items []item) bool {
	i := pastDeterminers(items, 0, len(items))
	if len(items) > maxChain || i+1 >= len(items) {
		return false
	}
	for _, it := range items[i+1:] {
		if !it.Capital() || !it.word() {
			return false
		}
	}
	return l.recordNoun(items[i])
}

// recordNoun reports whether a word is what a record is called that an app can change, rather than what is added to one: "ticket", and not "comment".
func (l *lexicon) recordNoun(it item) bool {
	last := it.Lower
	if len(it.Parts) > 0 {
		last = it.Parts[len(it.Parts)-1]
	}
	return slices.ContainsFunc(it.nouns, func(h hit) bool {
		return slices.ContainsFunc(l.lexemes[h.lexeme].targets, func(t int) bool {
			key := l.targets[t].changed()
			return key != nil && (key.names(l.lexemes[h.lexeme].lang, last) || key.names(l.lexemes[h.lexeme].lang, it.Lower))
		})
	})
}

// kept reports whether a clause names a thing that is called by a name of its own, and not by what is to be done: an opportunity, no task.
func (l *lexicon) kept(items []item, c clause) bool {
	thing := false
	for _, it := range items[c.from:c.to] {
		for _, h := range it.nouns {
			for _, t := range l.lexemes[h.lexeme].targets {
				t := l.targets[t]
				key := t.changed()
				thing = thing || key != nil && key.role == roleRecord && (key.names("en", it.Lower) || key.names("de", it.Lower))
				if t.titled() && slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && t.tells(&s) }) {
					return false
				}
			}
		}
	}
	return thing
}

func (p *parting) namesRecord(c clause) bool { return p.lexicon.namesRecord(p.items, c) }

// changes reads a clause without a verb of its own as what is to become of a record: its new values, or something that is added to it. The record is
// the one that is spoken of, or stands in the clause itself: "the account Delta gets the status Churned". Nothing that the clause says may be left
// over, and nothing is made or destroyed so.
func (b *builder) changes(c clause, spoken bool) *candidate {
	if c.negated || c.to-c.from > maxRun || c.verb >= 0 && !spoken && !b.light(c) && !b.moves(c.verb) {
		return nil
	}
	if c.verb >= 0 && !b.light(c) && !b.moves(c.verb) {
		c.verb = -1
	}
	named := b.namedApps(c)
	if k := len(b.statements) - 1; spoken && len(named) == 0 && k >= 0 && b.statements[k].c.to < c.from && b.statements[k].c.to+1 >= c.from {
		named = b.namedApps(b.statements[k].c) // "zendesk 20455 → solved"
	}
	_, nouns := b.evidence(c, nil)
	first := b.leads(c)
	numbered := first < c.to && quantity(b.items[first]) && len(b.items[first].Text) >= 4 // "20411 auf solved"
	var best *candidate
	for i, t := range b.targets {
		if t.op == nil || !t.effect() || t.op.Destructive || !b.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) {
			continue
		}
		key := t.changed()
		if key == nil {
			continue
		}
		several := b.statedSeveral(t, key, spoken)
		if len(several) == 0 && b.record(t) == "" && nouns[i] == 0 && !b.holdsFor(t, c) && !numbered && !slices.ContainsFunc(b.items[c.from:c.to], t.keeps) {
			continue
		}
		cand := &candidate{filling: b.fill(b.items, c, t, b.lang, b.small, b.around), namedApps: named}
		if spoken == cand.has(key) || len(cand.got) == 0 || !spoken && (len(cand.got) < 2 || t.op.UndoBy != "restore" || b.indefinite(cand) || !cand.becomes(key) && !cand.done || b.entitles(cand, key)) {
			continue
		}
		if spoken && t.op.UndoBy != "restore" && nouns[i] == 0 && c.message < 0 {
			continue // "die Priorität hoch" adds no comment
		}
		if v := cand.got[key.name]; !spoken && v.to > v.from+1 && b.recordNoun(b.items[v.from]) {
			continue // "Lead Hana Sato" is no account
		}
		if len(several) > 0 {
			cand.got[key.name], cand.also = several[0], several[1:]
		}
		cand.weigh(b.reading, c, len(named) > 0)
		if len(cand.missing) == 0 && b.used(cand) && (best == nil || cand.total > best.total) {
			best = cand
		}
	}
	return best
}

// movers are verbs that say nothing of a record but that it is to become what the rest of the clause says: "make it urgent", "schieb sie auf den 2.12.".
var movers = words(`make put set move push turn take bring get drop shift switch flip mark change give enter setzen stellen machen schieben ziehen legen bringen nehmen heben drehen
	verschieben verlegen geben verpassen tragen ein|tragen an|geben hinterlegen`)

// moves reports whether the verb at an item is one of those.
func (r *reading) moves(i int) bool { return r.mover(r.items[i]) }

func (l *lexicon) mover(it item) bool {
	return slices.ContainsFunc(it.verbs, func(h hit) bool { return h.width == 1 && movers[l.lexemes[h.lexeme].text] })
}

// light reports whether a clause says what is to be so, rather than what is to be done.
func (r *reading) light(c clause) bool {
	return c.verb >= 0 && slices.ContainsFunc(r.items[c.verb].verbs, func(h hit) bool { return r.lexemes[h.lexeme].light })
}

// changed gives the argument that says what an action changes, nil where it makes something.
func (t *target) changed() *slot {
	if s := t.recordSlot(); s != nil {
		return s
	}
	for i := range t.slots {
		if s := &t.slots[i]; t.op != nil && t.op.UndoBy == "restore" && s.required && (s.role == roleOrg || s.role == roleName && looks[s.name] == nil) {
			return s
		}
	}
	return nil
}

// becomings stand between a record and what is to become of it.
var becomings = words(`gets get receives needs should must shall becomes goes over is an soll sollte sollen muss bekommt kriegt erhält braucht wird kommt geht to auf nach`)

// becomes reports whether a clause sets what a record is called apart from what is to become of it: by a mark, or by a word such as "gets".
func (c *candidate) becomes(key *slot) bool {
	v := c.got[key.name]
	for i := v.to; i < c.end; i++ {
		it := c.items[i]
		if it.Is(":", "→", "–", "—", "=") || it.word() && becomings[it.Lower] {
			return true
		}
	}
	return false
}

// becomes reports whether what is said between two items begins with a record and what is to become of it: "BOX-5 auf In Review".
func (p *parting) becomes(from, to int) bool {
	for from < to && (p.items[from].mark() || p.items[from].Is("and", "und", "ticket", "issue", "task", "aufgabe")) {
		from++
	}
	if from+2 >= to || !p.items[from+1].Is("to", "auf", "an", "→", "goes", "geht", "bekommt", "gets", "in") {
		return false
	}
	it := p.items[from]
	return it.ent != nil && (it.ent.Type == entity.IssueKey || it.ent.Type == entity.DocNumber || quantity(it) && len(it.Text) >= 4) || looks["incident"].MatchString(it.Text)
}

func (c *candidate) has(s *slot) bool {
	_, ok := c.got[s.name]
	return ok
}

// entitles reports whether what a clause seems to call a record by is rather the title of one that is to be made: "task 'Pay the rent' – due Friday".
func (b *builder) entitles(c *candidate, key *slot) bool {
	return key.role == roleRecord && c.got[key.name].quoted && !b.kept(b.items, c.c) && !c.definite()
}
