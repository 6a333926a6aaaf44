package rules

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// unused asks about the words of a request that nothing was made of.
func (b *builder) unused(id string, c *candidate) {
	b.ungraded(c)
	for i := c.c.from; i < c.end; i++ {
		if b.unnamed(c, i) {
			b.leftOut(i-1, i+1)
		}
		if to := b.miscounted(c, i); to > i {
			b.leftOut(i, to)
		}
		if !b.telling(c, i) {
			continue
		}
		to := i + 1
		for to < c.end && (b.telling(c, to) || c.taken[to] == soft && !b.items[to].mark() && to+1 < c.end && b.telling(c, to+1)) {
			to++
		}
		if !b.refused(id, c, i, to) {
			b.leftOut(i, to)
		}
		i = to
	}
}

// ungraded asks about a word for how much something matters beside which no level stands: "mit unklarer Dringlichkeit".
func (b *builder) ungraded(c *candidate) {
	for _, cue := range c.cues {
		if _, told := c.got[cue.slot.name]; cue.noun && graded(cue.slot) && !told && cue.from > c.c.from && c.taken[cue.from] < valued && b.items[cue.from-1].word() &&
			b.lang == "de" && c.taken[cue.from-1] == free && !b.items[cue.from-1].Capital() {
			b.leftOut(cue.from-1, cue.to)
		}
	}
}

// unnamed reports whether records are meant beside those that are named, and nobody said which: "delete the bugs and WEB-2".
func (b *builder) unnamed(c *candidate, i int) bool {
	return i > c.c.from && i+2 < c.end && c.object(i) && determiners[b.items[i-1].Lower] && conjunctions[b.items[i+1].Lower] &&
		b.items[i+2].ent != nil && c.taken[i+2] == valued && slices.ContainsFunc(c.t.slots, func(s slot) bool {
		return s.role == roleKey && c.got[s.name].from == i+2
	})
}

// miscounted gives the item behind a number of things to be made or changed, where another number of them would be: "three invoices" of one
// amount. It gives i where nothing is counted there.
func (b *builder) miscounted(c *candidate, i int) int {
	e := b.items[i].ent
	if e == nil || e.Type != entity.Number || c.taken[i] == valued || !c.t.effect() {
		return i
	}
	if n := fmt.Sprint(e.Value); n == "1" || n == strconv.Itoa(1+len(c.also)) {
		return i
	}
	for j := i + 1; j < min(i+4, c.end) && b.items[j].word() && !function(b.items[j].Lower); j++ {
		if c.object(j) {
			return j + 1
		}
	}
	return i
}

// telling reports whether an item is one that the plan should have made use of: a value, a name, a noun; never an adjective or an
// adverb.
func (b *builder) telling(c *candidate, i int) bool {
	it := b.items[i]
	if c.taken[i] < valued && i != c.c.verb && c.t.effect() && !c.t.destroys() && b.destroys(it, c.t) {
		return true
	}
	if c.taken[i] != free || i == c.c.from && b.asks(c.c) || audience[it.Lower] && c.addresses() || courtesies[it.Lower] || approvals[it.Lower] || sayings[it.Lower] ||
		!it.content() || b.addressee(c, i) || b.triggering(it) || c.t.event != nil && (happening(it) || fresh[it.Lower] || b.incidental(i) || failures[it.Lower] && names(c.t.event.Name, "failed")) ||
		it.word() && (it.Is("but", "aber", "what's", "sorry", "instead", "stattdessen") || contractions[it.Lower]) || b.ofList(it) || c.describes(i) || c.labels(i) || c.apposed(i) || c.introduced(i) || b.passed(c, i) ||
		!c.t.effect() && it.word() && it.Is("let", "everything", "anything", "alles", "whats", "whatever") {
		return false
	}
	if it.word() && employs[it.Lower] && i+2 < c.end && slices.ContainsFunc(b.items[i+1:i+3], func(it item) bool { return len(it.apps)+len(it.kinds) > 0 }) {
		return false // "use AI to sum it up"
	}
	if i > c.c.from && c.t.carriesMessages() && b.wasMade(c, i) {
		return false // "mention the new account in #crm"
	}
	if it.word() && deeds[it.Lower] && slices.ContainsFunc(c.values(), func(v filled) bool { return v.slot.role == roleFields }) {
		return false // "index the change (service: web, replicas: 5)"
	}
	if incoming[it.Lower] && !c.t.effect() && c.t.op != nil {
		return false // as all that is found has come in
	}
	if remainders[it.Lower] && strings.HasPrefix(b.cond, "not (") && b.theRest(b.leads(c.c), c.c.to) {
		return false
	}
	if parties[it.Lower] && i > c.c.from && same[b.items[i-1].Lower] || it.word() && vague[it.Lower] && !c.t.destroys() && c.qualifies(i) {
		return false
	}
	if c.gross(i) || c.joinsNames(i) {
		return true
	}
	if it.ent != nil {
		return !it.ent.Weak || c.t.event != nil && it.ent.Type == entity.Date // "fails on Monday"
	}
	if it.Kind == 0 && b.lang == "de" && !it.Capital() && !b.small {
		return len(it.nouns) > 0 || strings.ContainsAny(it.Lower, "0123456789") || repeatedly[it.Lower] || c.distinguishes(i) || i > c.c.from && (fresh[b.items[i-1].Lower] || singles[b.items[i-1].Lower]) && !inflects(it.Lower)
	}
	return true
}

// employs are the verbs by which an app is named with which something is to be done.
var employs = words(`use using via nutz nutze nutzen benutze benutzen verwende verwenden nimm nehmen`)

// destroys reports whether an action destroys something.
func (t *target) destroys() bool { return t.op != nil && t.op.Destructive }

// destroys reports whether a word is a verb that some actions destroy things by, and that isn't one for the action which was found.
func (b *builder) destroys(it item, found *target) bool {
	return slices.ContainsFunc(it.verbs, func(h hit) bool {
		return !h.part && !b.serves(h.lexeme, found) && slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool { return b.targets[t].destroys() })
	})
}

// labels reports whether a word is what the value behind it is called: "her address is kim@orchid.example".
func (c *candidate) labels(i int) bool {
	if !c.items[i].word() || !argumentWord(c.items[i].Lower, c.lang) {
		return false
	}
	linked := false
	for j := i + 1; j < min(c.end, i+maxChain); j++ {
		if c.taken[j] == valued {
			return linked
		}
		linked = linked || c.items[j].Is("is", "ist", "lautet", ":", "=")
		if !c.items[j].mark() && !function(c.items[j].Lower) {
			return false
		}
	}
	return false
}

// describes reports whether a word only says more of what is understood: how or in what state it is, who it is that is told. Where records
// are chosen or destroyed, each word may say which.
func (c *candidate) describes(i int) bool {
	it := c.items[i]
	if op := c.t.op; op == nil || op.Destructive || !it.word() || it.Mended {
		return false
	}
	if parties[it.Lower] && c.t.says() {
		return true
	}
	if it.Capital() || len(it.nouns) > 0 || i == c.c.from || c.lang != "en" {
		return false
	}
	before := c.items[i-1]
	if before.word() && (determiners[before.Lower] || prepositions[before.Lower]) || c.distinguishes(i) {
		return false
	}
	return pasts[it.Lower] || len(it.Lower) > 4 && (strings.HasSuffix(it.Lower, "ly") || strings.HasSuffix(it.Lower, "ed"))
}

// parties are words for the people that a record is about, whom a message on it reaches by an address of its own.
var parties = words(`supplier suppliers vendor lieferant lieferanten neukunde neukunden neukundin company firma unternehmen customer customers client clients requester reporter caller sender user contact kunde kunden kundin melder melderin anfragende anfragender
	absender absenderin auftraggeber owner owners inhaber besitzer ansprechpartner ansprechpartnerin empfänger empfängerin`)

// wasMade reports whether a message only names what a step before it made: "mention the new account in #crm".
func (b *builder) wasMade(c *candidate, i int) bool {
	before := i - 1
	for before > c.c.from && (fresh[b.items[before].Lower] || vague[b.items[before].Lower]) {
		before--
	}
	return b.items[before].word() && determiners[b.items[before].Lower] && slices.ContainsFunc(b.steps, func(o *step) bool {
		return o.t != nil && o.from != nil && o.from != c && o.t.effect() && o.c.from < c.c.from && slices.ContainsFunc(b.items[i].nouns, func(h hit) bool { return b.serves(h.lexeme, o.t) })
	})
}

// deeds are words for what is written down, where its fields are told besides.
var deeds = words(`change changes update event entry action step änderung ereignis eintrag aktion schritt vorfall`)

// repeatedly are the words for how often something is to be done, which no plan does by itself.
var repeatedly = words(`zweimal dreimal viermal fünfmal sechsmal zehnmal mehrmals mehrfach`)

// detail gives a word that nothing took to the step that made what the clause is about, where it is one of the values that an
// argument of that step has: "mail the invoice in German to …".
func (b *builder) detail(s *step) {
	doc := b.document(s)
	if doc == nil || doc.from == nil || !b.alone(doc) || !b.namesObject(s, doc) {
		return
	}
	for i := s.c.from + 1; i < s.from.end; i++ {
		if s.from.taken[i] != free || !prepositions[b.items[i-1].Lower] {
			continue
		}
		for k := range doc.t.slots {
			sl := &doc.t.slots[k]
			if v := enumValue(sl, b.items[i].Lower); sl.role == roleEnum && v != "" && doc.with[sl.name] == nil {
				doc.with[sl.name] = v
				s.from.mark(i, i+1, valued)
				b.origin(doc.id+"."+sl.name, i, i+1)
			}
		}
	}
}

// addresses reports whether a message goes to a channel, whose people it reaches anyway.
func (c *candidate) addresses() bool {
	return !slices.ContainsFunc(c.t.slots, func(s slot) bool {
		v, ok := c.got[s.name]
		return ok && s.role == rolePerson && s.required && !audience[c.items[v.from].Lower]
	})
}

// purpose lets be what a message with a document attached is sent for: "for our files".
func (b *builder) purpose(s *step) {
	if !s.attached() {
		return
	}
	for i := s.c.from + 1; i < s.from.end; i++ {
		if s.from.taken[i] != free || !b.topical(i) {
			continue
		}
		if to := s.from.run(i, true); to > i && to <= i+3 {
			s.from.mark(i, to, soft)
		}
	}
}

// addressee reports whether a word is the name of somebody whose address stands beside it.
func (b *builder) addressee(c *candidate, i int) bool {
	return b.items[i].Capital() && slices.ContainsFunc(b.items[c.c.from:c.c.to], func(it item) bool {
		local, _, ok := strings.Cut(it.Lower, "@")
		return ok && it.Kind == text.Email && (strings.Contains(local, b.items[i].Lower) || strings.Contains(local, transcribed.Replace(b.items[i].Lower)))
	})
}

// transcribed writes a name as addresses do.
var transcribed = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "ß", "ss", "é", "e", "è", "e", "á", "a", "ø", "o", "å", "a", "ç", "c", "ñ", "n")

// leftOut asks what some words are for.
func (b *builder) leftOut(from, to int) { b.puzzledBy(phrase(b.items[from:to])) }

func (b *builder) puzzledBy(words string) {
	id := numbered("words", &b.puzzled)
	words = strings.Trim(words, " ,.:")
	ignore := b.in("ignore", "weglassen")
	if strings.EqualFold(strings.TrimSpace(b.req.Answers[id]), ignore) {
		return
	}
	b.asked = append(b.asked, compile.Question{ID: id, Options: []string{ignore},
		Ask: fmt.Sprintf(b.in("I made nothing of “%s”. Say it in other words, or leave it out?",
			"Mit „%s“ kann ich nichts anfangen. Anders sagen oder weglassen?"), words)})
}

// happening reports whether a word only says who makes an event happen, where, or that it happens.
func happening(it item) bool {
	return mentionings[it.Lower] || speakings[it.Lower] || actors[it.Lower] || scenery[it.Lower] || justNow[it.Lower] || bearers[it.Lower] || anything[it.Lower] || comings[it.Lower] || wordings[it.Lower]
}

// wordings are the words for that something has a text in it.
var wordings = words(`word words wort wörter worte stichwort text inhalt`)

// gross reports whether a word says that an amount has its tax in it already, where an action adds that.
func (c *candidate) gross(i int) bool {
	it := c.items[i]
	if c.t.in.Properties["tax_rate"] == nil || !it.word() {
		return false
	}
	if it.Is("gross", "brutto") {
		return true
	}
	if !it.Is("incl", "including", "inclusive", "inkl", "inklusive", "einschließlich", "enthält") {
		return false
	}
	for _, next := range c.items[i+1 : min(i+4, c.end)] {
		if next.ent != nil && next.ent.Type == entity.Percent || next.Is("vat", "tax", "mwst", "ust", "mehrwertsteuer", "umsatzsteuer") {
			return true
		}
	}
	return false
}

// joinsNames reports whether a word is added to a technical name by "and", so that one more is meant: "the dags stock and prices".
func (c *candidate) joinsNames(i int) bool {
	k := i
	if k > c.c.from+1 && phraseAt(sequels, c.items, k-1, i) == 1 { // "and then b"
		k--
	}
	return c.items[i].word() && k > c.c.from+1 && c.items[k-1].Is("and", "und", "&", "+") && slices.ContainsFunc(c.values(), func(v filled) bool {
		return v.to == k-1 && v.slot.role == roleName && v.slot.required && !v.quoted
	})
}
