package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// approvals are the words by which people ask to be asked. What they guard is what comes after them.
var approvals = words(`approve approves approved approval sign-off signoff okay'd ok'd okays okayed oked ok'ed greenlight greenlights greenlit go-ahead authorise authorize authorised authorized authorisation
		authorization authorises authorizes endorse endorsed endorsement freigabe freigaben freizugeben bewilligt bewilligen bewilligung autorisiert autorisieren gutheißt gutgeheißen abgezeichnet
		gegengezeichnet freigibt freigeben
		freigegeben genehmigt genehmigen genehmigung zustimmt zustimmen zustimmung zugestimmt abgesegnet absegnet absegnen abgenickt abnickt abnicken durchgewunken durchwinkt`)

var (
	// ties are the words that tie an approval to what it guards: "only after Anna's approval", "mit Freigabe".
	ties = words(`soon until unless before bevor ehe frühestens after nach nachdem once sobald wenn when if falls with mit upon pending under vorbehaltlich`)
	// askers are the orders to ask for one.
	askers = words(`ask frag frage get hol hole holt holen have lass lasse wait warte warten abwarten request obtain need needs brauche`)
	// hedges stand around an approval and carry nothing.
	hedges = words(`both beide beides legst legt lege leg only erst nur but aber bitte please the a an der die das den dem einer eine my meine meiner mein our unsere unserer
		has had have hat is ist was been wurde worden wird it this that dies es mir dir dich uns me us him her ihn ihr i ich we wir rest everything alles somebody someone anybody jemand
		irgendjemand vorher zuerst first dann then und and explicit written ausdrückliche ausdrücklicher schriftliche schriftlicher bis zu
		up to from von auf until till höchstens maximal max within innerhalb as soon vorliegt liegt vor ein einholen off given erteilt`)
	// tails stand behind one.
	tails = words(`geben gives gave gibt gab gegeben has have had hat ist is was been wurde worden wird vorliegt liegt einholen off given erteilt rest everything alles first
		zuerst max maximal höchstens within innerhalb me us him her jemand somebody someone`)
	givers = words(`by durch von from of vom`)
)

// approval reads a clause that asks for a say-so, and takes it out of the clause. It reports whether the clause asks for nothing else.
func (b *builder) approval(c *clause) bool {
	at := b.approvalAt(*c)
	whole := (c.message < 0 || c.message >= c.to) && asksLeave(b.items, c.from, c.to)
	if at < 0 && !whole || c.kind == event && len(b.steps) == 0 && len(b.candidates(*c, nil, true)) > 0 { // "when a change is approved"
		return false
	}
	if whole && c.kind == request && b.mentions(*c, "already", "bereits", "schon") {
		return true // it was given before
	}
	p := pause{from: c.from, to: c.to}
	if !whole {
		p = b.sayso(*c, at)
	}
	if without := slices.IndexFunc(b.items[c.from:p.to], func(it item) bool { return it.word() && it.Is("without", "ohne", "no", "skip", "keine") }); without >= 0 && !c.leave &&
		(whole || p.from > c.from && c.from+without == p.from-1) && !b.insists(*c) {
		b.unread = append(b.unread, *c)
		return true
	}
	a := &plan.Approve{By: b.approver(p, at)}
	for _, it := range b.items[p.from:p.to] {
		if it.ent != nil && it.ent.Type == entity.Duration {
			a.Timeout, _ = it.ent.Value.(string)
		}
	}
	aside := b.limitAside(*c, p.to)
	if aside.to > 0 && a.Timeout == "" {
		a.Timeout = aside.wait.For
	}
	s := &step{id: b.free("approval"), approve: a, c: *c, cond: b.cond}
	b.cond = ""
	b.origin("approval", p.from, p.to)
	if whole || b.nothingBut(*c, p) || c.kind != request {
		b.guard(s, *c, p)
		return true
	}
	b.gate = s
	if aside.to > 0 {
		b.hoist(c, aside)
		p.from, p.to = p.from+aside.to-aside.from, p.to+aside.to-aside.from
	}
	b.hoist(c, p)
	return false
}

// limitAside finds in brackets behind an item how long the approval may take that a clause asks for: "(max. 3 Stunden)".
func (b *builder) limitAside(c clause, i int) pause {
	for ; i < c.to; i++ {
		if !b.items[i].Is("(") {
			continue
		}
		aside := pause{from: i}
		for k := i + 1; k < c.to; k++ {
			it := b.items[k]
			switch {
			case it.Is(")") && aside.wait.For != "":
				aside.to = k + 1
				return aside
			case span(it) != "":
				aside.wait.For = span(it)
			case !it.mark() && !limits[it.Lower] && !waits[it.Lower] && !function(it.Lower):
				return pause{}
			}
		}
	}
	return pause{}
}

// insists reports whether a clause says that nothing is done without an approval: "don't do it without Petra's consent".
func (b *builder) insists(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && negators[it.Lower] && !it.Is("without", "ohne", "no", "keine") })
}

// approvalAt finds the word for an approval in a clause, -1 where there is none. A state of that name asks for nothing: "set it to
// Approved", "the approved invoices".
func (b *builder) approvalAt(c clause) int {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		it := b.items[i]
		signs := it.Is("sign", "signs", "signed") && (i+1 < end && b.items[i+1].Is("off") || i+2 < end && b.items[i+2].Is("off") && pronouns[b.items[i+1].Lower])
		if !it.word() || !approvals[it.Lower] && !signs && boonAt(b.items, i, end) == 0 {
			continue
		}
		if i > c.from && b.items[i-1].Is("to", "as", "auf", "als") && it.Capital() && b.lang == "en" ||
			i+1 < end && b.lang == "en" && len(b.items[i+1].nouns) > 0 && it.Lower == "approved" {
			continue
		}
		return i
	}
	return -1
}

// sayso gives the words that belong to an approval.
func (b *builder) sayso(c clause, at int) pause {
	p := pause{from: at, to: at + 1}
	linked, purpose := false, -1
words:
	for i := at - 1; i >= c.from; i-- {
		it := b.items[i]
		switch {
		case it.word() && askers[it.Lower] && !linked:
			linked, purpose = true, -1
		case it.word() && (ties[it.Lower] || it.Is("subject")):
			linked = true
		case it.word() && it.Is("for", "um", "zur") && !linked && purpose < 0:
			purpose = i
		case it.word() && (hedges[it.Lower] || courtesies[it.Lower]), it.mark() && linked, i+1 < at && b.items[i+1].Is("without", "ohne") && negators[it.Lower]:
		case linked && i > c.from && amountIs(it) && b.items[i-1].Is("ab", "from", "above", "over", "über"):
			i--
		case (!linked || i == at-1) && (b.giver(i) || span(it) != ""), it.Is("muss", "must", "darf"):
		default:
			break words
		}
		p.from = i
	}
	if purpose >= 0 {
		p.from = purpose
	}
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for p.to < end && b.sayson(p.to, at) {
		p.to++
	}
	return p
}

// amountIs reports whether an item is an amount, from which on an approval may be asked for.
func amountIs(it item) bool { return it.ent != nil && amountIn(*it.ent) != "" }

// sayson reports whether an item behind the word for an approval belongs to it.
func (b *builder) sayson(i, at int) bool {
	it := b.items[i]
	if at+2 < len(b.items) && b.items[at+1].Is("der", "des") && b.giver(at+2) && i <= at+2 { // "Freigabe der Geschäftsführung"
		return true
	}
	if it.Is("on", "to") && i+1 < len(b.items) && pronouns[b.items[i+1].Lower] || pronouns[it.Lower] && b.items[i-1].Is("on", "to") { // "sign off on it"
		return true
	}
	if it.word() && articles[it.Lower] || it.Is("it", "es", "this", "that", "vor") { // "nach Freigabe das Ticket schließen"
		return i+1 >= len(b.items) || b.items[i+1].mark() || conjunctions[b.items[i+1].Lower] || tails[b.items[i+1].Lower]
	}
	return it.mark() || it.word() && (givers[it.Lower] || tails[it.Lower]) || span(it) != "" ||
		at+1 < len(b.items) && givers[b.items[at+1].Lower] && (b.giver(i) || courtesies[it.Lower]) && i <= at+4
}

// giver reports whether an item may be the name of somebody who approves.
func (b *builder) giver(i int) bool { return giverAt(b.items, i) || superior(b.items, i) }

// guard puts an approval in front of the step it is for: what comes next, or, behind "only after" and at the end, the one before it.
func (b *builder) guard(s *step, c clause, p pause) {
	i := slices.IndexFunc(b.clauses, func(o clause) bool { return o.from == c.from })
	rest := b.clauses[i+1:]
	next := slices.IndexFunc(rest, func(o clause) bool { return o.kind == request && !o.negated && !b.waiting(o) && !b.deadlineIn(o).said })
	words := b.items[max(0, p.from-2):p.to]
	says := func(set map[string]bool) bool {
		return slices.ContainsFunc(words, func(it item) bool { return it.word() && set[it.Lower] })
	}
	last := len(b.steps) - 1
	ends := next < 0 || rest[next].sentence != c.sentence
	then := !ends && b.mentions(clause{from: rest[next].from, to: min(rest[next].from+3, rest[next].to)}, "then", "dann", "danach", "anschließend", "afterwards")
	back := c.leave || last >= 0 && b.steps[last].t != nil && b.steps[last].c.sentence == c.sentence && (says(ties) && (says(onlies) ||
		!b.items[c.from].Is("and", "und", "then", "dann") && (ends || conjunctions[b.items[rest[next].from].Lower])) ||
		!then && b.mentions(c, "first", "before", "beforehand", "erst", "zuerst", "vorher", "zuvor", "davor", "vorab", "but", "aber"))
	if last < 0 || next >= 0 && (!back || c.ahead && !ends) {
		b.gate = s
		return
	}
	b.insertBefore(s, c)
}

// insertBefore puts an approval in front of what was asked for last: one that is told in a sentence of its own and names nothing, in front of all that
// the sentence before it asks for, since who is asked first is not asked when half of it is done.
func (b *builder) insertBefore(s *step, c clause) {
	last := len(b.steps) - 1
	at, of := last, b.steps[last].c
	whole := of.sentence != c.sentence && !b.singlesOut(c.sentence, b.steps[last]) || b.mentions(c, "both", "beide", "beides", "all", "alles")
	for at > 0 && b.steps[at-1].t != nil && !b.steps[at-1].lookup && (b.steps[at-1].c.from == of.from || whole && b.steps[at-1].c.sentence == of.sentence) {
		at--
	}
	if b.loop != nil { // it is given once for all records of a list
		at = slices.Index(b.steps, b.loop.list)
	}
	b.steps = slices.Insert(b.steps, at, s)
}

// singlesOut reports whether a sentence names what a step is about: "the mail may only go out once Jo has seen it".
func (b *builder) singlesOut(sentence int, s *step) bool {
	return s.t != nil && slices.ContainsFunc(b.clauses, func(c clause) bool {
		return c.sentence == sentence && slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
			return slices.ContainsFunc(it.nouns, func(h hit) bool { return b.serves(h.lexeme, s.t) })
		})
	})
}

var onlies = words(`only erst nur`)

// approver gives the name of the person who is to approve; "" for the one who asks, or for anybody.
func (b *builder) approver(p pause, at int) string {
	var name []string
	for i := p.from; i < p.to; i++ {
		if i != at && b.giver(i) {
			name = append(name, b.items[i].Text)
		} else if len(name) > 0 {
			break
		}
	}
	if len(name) == 0 {
		return ""
	}
	whole := strings.TrimSuffix(strings.TrimSuffix(strings.Join(name, " "), "'s"), "’s")
	if at = max(at, 0); at == 0 {
		return strings.TrimPrefix(whole, "@")
	}
	if before := b.items[at-min(1, at)]; b.lang == "de" && b.items[at].Capital() && b.giver(at-min(1, at)) && strings.HasSuffix(before.Text, "s") {
		whole = strings.TrimSuffix(whole, "s") // "Annas Freigabe"
	}
	return strings.TrimPrefix(whole, "@")
}
