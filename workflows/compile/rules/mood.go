package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// Not all that people say to Sayso is asked of it: they greet, tell what happened, give reasons, and say what they will do themselves. Such a
// clause is a narrative. It may name what is spoken of later, and nothing is done or asked because of it. In doubt a clause is a request.

var (
	// speakers are the subjects of somebody who tells something and asks for nothing, and what people say to be polite.
	speakers = words(`we we've we're we'd we'll i i'm i've i'll i'd he he's she she's they they've it it's you they're just thanks thank hi hello hey
		ich wir er sie es die du ihr man das danke moin hallo guten`)
	// firsts are the speaker as a subject, seconds the one who is spoken to: what is said of him is asked of him.
	firsts  = words(`i i'm i've i'll i'd we we've we're we'll we'd ich wir`)
	seconds = words(`you you'll you'd du sie`)
	// thirds are subjects that are neither.
	thirds = words(`he he's she she's they they've they're it it's that's this that there there's here here's er es sie die der das dies man jemand somebody someone`)
	// wishes are the verbs by which the speaker asks for something.
	wishes = words(`need want like wish i'd we'd love prefer brauche brauchen braucht bräuchte bräuchten möchte möchten will wollen hätte hätten wünsche`)
	// tellers are verbs in the forms in which something is told.
	tellers = words(`was were has have had is are am been got war waren hat haben hatte hatten ist sind wollen will möchte braucht`)
	// pasts are verbs of everyday talk that tell what happened.
	pasts = words(`rang phoned texted emailed visited ordered cancelled accepted declined returned replied asks wrote called sent said told asked came went left bought paid lost won found made did met spoke decided forgot promised complained agreed
		signed confirmed happened moved closed arrived wants wanted needed broke fixed started finished heard saw thought felt knew
		rief schrieb kam ging sagte meinte fragte wollte meldete gab bat hatte war wurde bekam fand schickte angerufen geschrieben`)
	// denials are verbs in the forms in which it is told what isn't so.
	denials = words(`isn't aren't wasn't weren't hasn't haven't hadn't doesn't didn't won't can't couldn't wouldn't`)
	// selves are the words by which somebody says that he does it himself.
	selves = words(`myself ourselves yourself himself herself themselves selbst selber`)
	// vows begin what the speaker says he will do or has done.
	vows = words(`i'll we'll i've we've will have had 've werde werden habe haben hab hatte hatten kümmere kümmern mach mache machen`)
	// heads announce what follows and say nothing by themselves.
	heads = words(`following follows below things thing steps list folgendes folgende folgenden schritte dinge sachen punkte liste todos to-dos jobs work aufgaben arbeit`)
)

// moods makes narratives of the clauses that tell something and ask for nothing.
func (b *builder) moods() {
	for i := range b.clauses {
		c := &b.clauses[i]
		switch {
		case c.kind != request || b.clauses[i].gapped || b.row(*c) && !b.namesRecord(b.items, *c) || c.elided && i > 0 && b.turnOf(*c) || rests(b.items, c.from, c.to) != "" || b.wished(*c):
		case i+1 < len(b.clauses) && (b.presents(*c) || c.verb < 0 && !b.behindHead(i) && b.namesRecord(b.items, *c) || b.states(i)):
			c.kind, c.negated = narrative, false
			b.statements = append(b.statements, statement{*c, map[*target]*filling{}})
		case b.leaves(*c):
			c.kind, c.negated = narrative, false
		case b.remainder(i):
			c.kind, b.clauses[i+1].kind = narrative, narrative
		case !c.negated && (b.vowed(*c) || b.relates(*c)):
			c.kind = narrative
		}
	}
}

// wished reports whether a clause ends with what the one who is spoken to is to do: "…, die Aufgabe dazu anlegst".
func (b *builder) wished(c clause) bool {
	return b.lang == "de" && c.verb == c.to-1 && c.verb > c.from && b.items[c.verb].word() && strings.HasSuffix(b.items[c.verb].Lower, "st")
}

// row reports whether a clause is an entry of a list with marks, which asks for something even where it is worded as if it told something: "(a) account
// Tern Robotics is new".
func (b *builder) row(c clause) bool {
	return c.from > 1 && b.items[c.from-1].mark() && b.items[c.from-1].Is("•") && b.items[c.from-2].Kind == text.Break
}

// vowed reports whether a clause says what the speaker did or does himself: "I'll call them myself", "das mache ich selbst".
func (b *builder) vowed(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	i := b.leads(c)
	if i >= end || !b.items[i].word() || !firsts[b.items[i].Lower] && !thirds[b.items[i].Lower] {
		return false
	}
	first, vow := false, false
	for ; i < end; i++ {
		it := b.items[i]
		switch {
		case !it.word():
			continue
		case seconds[it.Lower] && !it.Is("sie"), wishes[it.Lower] && (b.lang == "de" || !it.Is("will")):
			return false
		case selves[it.Lower]:
			return true
		}
		vow = vow || first && vows[it.Lower] || it.Is("i'll", "we'll", "i've", "we've")
		first = first || firsts[it.Lower]
	}
	return first && vow
}

// leads gives the first item of a clause behind what only leads over to it: "hey, so that customer …".
func (b *builder) leads(c clause) int {
	i := c.from
	for i < c.to && (b.items[i].mark() || b.items[i].word() && (conjunctions[b.items[i].Lower] || leadIns[b.items[i].Lower])) {
		i++
	}
	return i
}

// leadIns are the words with which people begin to tell something.
var leadIns = words(`anyway anyhow hey hi hello so well look listen yeah ok okay btw fyi anyway also but moin hallo übrigens naja tja aber ja nun`)

// presents reports whether a clause only says how a record is that later clauses are about: "INC0048812 is fixed", "the task 77 is done".
func (b *builder) presents(c clause) bool {
	if b.mentions(c, "should", "must", "soll", "sollen", "muss", "bitte", "please", "stays", "bleibt") {
		return false
	}
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	named, copula := false, false
	for i := c.from; i < end; i++ {
		it := b.items[i]
		switch {
		case it.ent != nil || b.unmistakable(i):
			if copula || !b.unmistakable(i) && b.nounBefore(c, i) < 0 {
				return false
			}
			named = true
		case it.word() && it.Is("is", "are") && i+1 < end && b.items[i+1].Is("to"):
			return false // "is to be added"
		case it.word() && it.Is("is", "are", "was", "were", "has", "have", "ist", "sind", "war", "waren", "hat", "haben", "seems", "scheint", "wurde"):
			copula = named
		case it.word() && len(it.verbs) > 0 && !named:
			return false
		}
	}
	return copula
}

// relates reports whether a clause begins with somebody who did something: "lev@mapleton.example rang", "she wrote again".
func (b *builder) relates(c clause) bool {
	i := b.leads(c)
	if i+1 >= c.to || !b.items[i+1].word() {
		return false
	}
	if b.somebodyDid(c, i) || b.departs(c, i) {
		return true
	}
	now := c.verb < 0 && b.lang == "de" && b.items[i+1].Is("geht", "ist", "hat", "war", "kommt", "macht", "fehlt", "wartet", "will", "braucht", "fährt", "bleibt", "wechselt",
		"verlässt", "heißt", "sagt", "meint", "startet", "beginnt", "fängt")
	if !pasts[b.items[i+1].Lower] && !now {
		return false
	}
	if b.lang == "en" && (b.items[i].Is("it", "this", "that") && predicate(b.items[i+1], b.lang) || b.items[i].Is("it's", "that's", "this's") && articles[b.items[i+1].Lower]) {
		return true // "it duplicates WEB-2"
	}
	it := b.items[i]
	if it.Is("es") && b.items[i+1].Is("braucht") {
		return false // "es braucht ein Ticket"
	}
	if b.lang == "de" && it.word() && it.Capital() && len(it.verbs)+len(it.nouns)+len(it.apps) == 0 && !function(it.Lower) {
		return true
	}
	return it.word() && (thirds[it.Lower] || firsts[it.Lower]) || it.ent != nil && (it.ent.Type == entity.Email || it.ent.Type == entity.Person) ||
		it.word() && it.Capital() && len(it.verbs)+len(it.nouns)+len(it.apps) == 0 && !function(it.Lower)
}

// somebodyDid reports whether a name stands at an item with what its bearer did or does behind it: "Bluefin Charter finally signed", "Aiko Tanabe starts
// soon".
func (b *builder) somebodyDid(c clause, i int) bool {
	j := i
	for j < c.to && j < i+maxChain && b.items[j].word() && b.items[j].Capital() && len(b.items[j].nouns)+len(b.items[j].apps) == 0 && !function(b.items[j].Lower) &&
		(j > i || len(b.items[j].verbs) == 0) {
		j++
	}
	if j == i {
		return false
	}
	for j < c.to && b.items[j].word() && (b.items[j].Is("finally", "just", "already", "now", "has", "have", "had", "endlich", "gerade", "hat", "haben")) {
		j++
	}
	if j >= c.to || !b.items[j].word() {
		return false
	}
	third := b.lang == "en" && len(b.items[j].nouns) == 0 && slices.ContainsFunc(b.items[j].verbs, func(h hit) bool { return h.form&text.Finite != 0 && h.form&text.Imperative == 0 })
	if slices.ContainsFunc(b.items[j].verbs, func(h hit) bool { return b.lexemes[h.lexeme].light }) {
		return false // "Ines receives a mail" is a wish
	}
	return pasts[b.items[j].Lower] || third
}

// tells reports whether a clause that nothing was made of only tells something, greets, or announces what follows.
func (b *builder) tells(c clause) bool {
	i := b.leads(c)
	if i >= c.to {
		return true
	}
	first := b.items[i]
	switch {
	case first.word() && firsts[first.Lower]:
		return !b.wants(c)
	case b.greets(c), b.heads(c), b.entitlesAll(c), b.takesUp(c), b.merely(c, lookings) && c.from < b.clauses[len(b.clauses)-1].from, b.observes(c), first.word() && (pasts[first.Lower] || first.Is("had", "was", "hatte", "war", "he", "she", "they")):
		return true
	case b.asks(c): // what is asked for is read by what comes next
		return c.from < b.clauses[len(b.clauses)-1].from
	case first.word() && (!thirds[first.Lower] && !determiners[first.Lower] && !first.Capital() || len(first.verbs) > 0):
		return false
	}
	return slices.ContainsFunc(b.items[i+1:c.to], func(it item) bool { return it.word() && (tellers[it.Lower] || pasts[it.Lower] || denials[it.Lower]) }) ||
		thirds[first.Lower] && strings.HasSuffix(first.Lower, "'s")
}

// wants reports whether a clause says what the speaker wants.
func (b *builder) wants(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && wishes[it.Lower] })
}

// greets reports whether a clause has no content of its own: "Hi!", "Danke dir!", "Good morning".
func (b *builder) greets(c clause) bool {
	for i := c.from; i < c.to; i++ {
		if n := idleAt(b.items, i, c.to); n > 0 {
			i += n - 1
		} else if it := b.items[i]; it.content() && it.Kind != text.Punct && !polite[it.Lower] {
			return false
		}
	}
	return true
}

// polite are the content words of greetings and thanks.
var polite = words(`wonderful tolle excellent fantastic anyway good guten gute morning morgen afternoon evening abend tag day cheers team everyone all zusammen liebe lieber dear grüße grüß viele best regards
	vielen wäre wär fände freue freuen dankbar nett lieb nice grateful glad happy kind schön vielen dank lots appreciate appreciated lot million advance voraus great awesome perfect super prima klasse toll cool sure sorry entschuldige news nachricht nachrichten neuigkeit neuigkeiten juhu hurra yay hooray finally endlich phew puh wow ugh merci ciao servus morning! mate buddy`)

// heads reports whether a clause announces a list: "Please do the following:", "Folgendes bitte:", "three things:".
func (b *builder) heads(c clause) bool {
	said := false
	for _, it := range b.items[c.from:c.to] {
		said = said || heads[it.Lower] || len(it.apps)+len(it.kinds) > 0 && c.to < len(b.items) && (b.items[c.to].Is(":") || b.items[c.to].Kind == text.Break)
		if it.content() && !heads[it.Lower] && len(it.apps)+len(it.kinds) == 0 && (it.ent == nil || !it.ent.Weak) && it.Kind != text.Number {
			return false
		}
	}
	return said && (c.to >= len(b.items) || b.items[c.to].mark())
}

// takesUp reports whether a clause only says what is spoken of next: "Take ticket 48213", "Nimm dir Ticket 48213 vor".
func (b *builder) takesUp(c clause) bool {
	at, taken := -1, false
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		taken = taken || it.word() && takings[it.Lower]
		if slices.ContainsFunc(b.antecedents, func(m antecedent) bool { return m.at == i }) {
			at = i
		} else if it.content() && !takings[it.Lower] && len(it.nouns) == 0 && len(it.apps) == 0 {
			return false
		}
	}
	return taken && at >= 0
}

// lookings are the words by which somebody only turns to what is asked for next: "Schau nach, …".
var lookings = words(`check look see schau schaue schauen guck gucke gucken sieh nachsehen nachschauen prüf prüfe nach hin rein out`)

// takings are the verbs by which somebody turns to something.
var takings = words(`take grab pick look consider see regarding concerning nimm nehmen nehme schnapp schnappe schnappen schau schaue schauen guck gucken vor an betrifft`)
