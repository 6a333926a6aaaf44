package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// fillMessage puts what is to be said into the step's free text.
func (b *builder) fillMessage(s *step, c clause) {
	sl := s.textSlot()
	if sl == nil {
		return
	}
	if ref, from, to := b.inquiry(s, c); ref != "" && s.from != nil {
		s.with[sl.name] = ref
		s.from.mark(from, to, valued)
		b.origin(s.id+"."+sl.name, from, to)
		return
	}
	if c.message >= 0 && b.tellsSince(s, c) {
		return
	}
	if c.message >= 0 {
		from := c.message
		if b.items[from].word() && purposes[b.items[from].Lower] && b.passesOn(s, from) {
			return
		}
		if !s.t.says() && !b.namesArgument(s, sl) {
			return // what is said of a change is no new description of the record
		}
		for from < c.to && (openers[b.items[from].Lower] || b.items[from].mark() ||
			b.items[from].Is("to", "weil", "because", "since", "denn", "and", "und", "so", "damit")) {
			from++
		}
		if from < c.to {
			b.say(s, sl, from, c.to)
		}
		return
	}
	if _, ok := s.with[sl.name]; ok || s.from == nil {
		return
	}
	for i := c.from; i < c.to; i++ {
		if b.items[i].mark() && b.items[i].Is(":") && i+1 < c.to && s.from.taken[i+1] <= soft && (sl.required || s.t.op == nil || s.t.op.UndoBy != "restore" || sl.name == "note" || i > c.from && s.from.argumentNamed(i-1) == sl) {
			if to := b.sayable(s, sl, i+1, c.to); to > i+1 {
				b.say(s, sl, i+1, to)
			}
			return
		}
	}
}

// purposes begin what something is told for.
var purposes = words(`damit`)

// passesOn reports whether the words of a step before an item name what it is to tell: "schick Nadja die Telefonnummer, damit sie dort anrufen kann".
func (b *builder) passesOn(s *step, to int) bool {
	for i := s.c.from; s.from != nil && i < to; i++ {
		if _, ok := b.mentionAt(s, i); ok {
			return true
		}
	}
	return false
}

// namesArgument reports whether the clause of a step calls an argument by its name.
func (b *builder) namesArgument(s *step, sl *slot) bool {
	return s.from != nil && slices.ContainsFunc(b.items[s.c.from:s.c.to], func(it item) bool { return it.word() && sl.names(b.lang, it.Lower) })
}

// sayable gives the end of the words that may go into a text which nobody has to be told: an amount among them is none of it.
func (b *builder) sayable(s *step, sl *slot, from, to int) int {
	if sl.required {
		return to
	}
	for i := from; i < to; i++ {
		if e := b.items[i].ent; s.from.taken[i] >= valued || e != nil && e.Type == entity.Money {
			return i
		}
	}
	return to
}

// say sets a text of the step to the words of the prompt.
func (b *builder) say(s *step, sl *slot, from, to int) {
	if from+1 < to && b.items[from].word() && places[b.items[from].Lower] && b.items[from+1].Kind == text.Quoted {
		from++
	}
	for to > from && (b.items[to-1].mark() && b.items[to-1].Is(",", "–", ")") || b.items[to-1].word() && b.items[to-1].Is("and", "und")) {
		to--
	}
	words := phrase(b.items[from:to])
	if b.lang == "de" && from > 0 && b.items[from-1].Is("dass", "daß", "weil") {
		words = mainClause(b.items[from:to])
	}
	if to == from+1 && b.items[from].Kind == text.Quoted {
		words = b.items[from].Text
	}
	if sl.role == roleText {
		words = b.referents(s, sentence(words), from, to)
	}
	s.with[sl.name] = words
	b.origin(s.id+"."+sl.name, from, to)
	if s.from != nil {
		s.from.mark(from, to, valued)
	}
}

// referents adds the records that "they" or "it" in a message stands for, since its reader can't know.
func (b *builder) referents(s *step, words string, from, to int) string {
	pronoun := false
	for _, it := range b.items[from:to] {
		if it.Kind == text.Quoted || it.ent != nil {
			return words
		}
		pronoun = pronoun || it.Is("it", "they", "they're", "it's", "them", "sie", "es", "ihn", "beide", "both")
	}
	if !pronoun {
		return words
	}
	var records []string
	for _, o := range b.steps {
		if o == s || o.t == nil || !o.t.effect() {
			continue
		}
		for i := range o.t.slots {
			if sl := &o.t.slots[i]; (sl.role == roleKey || sl.role == roleRecord) && sl.required {
				if v, ok := o.with[sl.name].(string); ok && !slices.Contains(records, v) {
					records = append(records, v)
				}
			}
		}
	}
	if len(records) == 0 {
		return words
	}
	return words + " (" + strings.Join(records, ", ") + ")"
}

func sentence(words string) string {
	if words == "" {
		return words
	}
	r := []rune(words)
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

// textSlot gives the slot that takes what is to be said: the required free text, else the required short one, else an optional text.
func (s *step) textSlot() *slot {
	var best *slot
	rank := 0
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		n := 0
		switch {
		case sl.role == roleText && sl.required && !sl.list:
			n = 4
		case sl.role == roleTitle && sl.required && (sl.name != "name" || s.t.tells(sl)):
			n = 3
		case sl.role == roleText && !sl.list && sl.name == "note":
			n = 3 // before the subject, which is drafted
		case sl.role == roleText && !sl.list && sl.name != "comment":
			n = 2
		}
		if n > rank || n == rank && sl.role == roleText {
			best, rank = sl, n
		}
	}
	return best
}

// needsText reports whether a step needs a text or a title, which is what stands in quotation marks first of all.
func (s *step) needsText() bool {
	sl := s.textSlot()
	return sl != nil && sl.required
}

// attached reports whether a message carries a document, which says what it is about.
func (s *step) attached() bool {
	return slices.ContainsFunc(s.t.slots, func(sl slot) bool { return sl.role == roleFile && sl.list && s.with[sl.name] != nil })
}

// leftover gives words that nothing took to a text that is still open: "an issue for the flaky login test".
func (b *builder) leftover(s *step) {
	if s.from == nil || b.givesReason(s) {
		return
	}
	sl := s.textSlot()
	for i := range s.t.slots {
		if o := &s.t.slots[i]; o.role == roleTitle && o.required && s.with[o.name] == nil && o.name != "subject" {
			sl = o
		}
	}
	if sl == nil || s.with[sl.name] != nil || s.attached() || sl.role == roleText && b.isSpeech(s) {
		return
	}
	f := s.from
	if sl.name == "instructions" && sl.required && b.instruct(s, sl) {
		return
	}
	if from := b.statement(s, sl); from > 0 {
		b.say(s, sl, from, f.end)
		return
	}
	for i := s.c.from; i < f.end; i++ {
		if _, time := entity.Unit(b.items[i].Lower); time && i > s.c.from && quantifiers[b.items[i-1].Lower] { // "every week" is no title
			return
		}
		if f.taken[i] != free || b.items[i].Is("one") || courtesies[b.items[i].Lower] || !b.items[i].content() || b.triggering(b.items[i]) || i == s.c.from && s.c.verb < 0 {
			continue
		}
		to := f.run(i, true)
		if f.apposed(i) || b.benefits(i) {
			f.mark(i, max(to, i+1), soft)
			continue
		}
		if listOf(s.t) != "" && !s.t.effect() && slices.ContainsFunc(b.items[i:max(i+1, to)], func(it item) bool { return len(it.nouns) > 0 }) && f.object(max(i+1, to)-1) {
			return // "search for unassigned issues" says which are meant
		}
		if k := slices.IndexFunc(s.t.slots, func(o slot) bool { return o.name == "subject" }); k >= 0 && !s.t.effect() && b.topical(i) && s.with["subject"] == nil && !b.items[i-1].Is("for", "für", "zu") {
			sl = &s.t.slots[k]
		}
		from := i
		if thing := b.dedicated(s, i); thing >= 0 {
			from = thing
		} else if to <= i || (!sl.required || sl.role == roleText) && !b.topical(i) {
			return
		}
		b.say(s, sl, from, to)
		return
	}
}

// apposed reports whether what stands in brackets at an item says who a person is: "Svenja (team lead)".
func (f *filling) apposed(i int) bool {
	open := i - 1
	for open > f.c.from && open > i-maxChain && !f.items[open].Is("(", ")") {
		open--
	}
	if open < f.c.from || !f.items[open].Is("(") {
		return false
	}
	for _, v := range f.got {
		if v.slot.role == rolePerson && v.to == open {
			return true
		}
	}
	return false
}

// introduced reports whether a word only says who somebody is whose address stands in brackets behind it: "the guest (kim@orchid.example)".
func (f *filling) introduced(i int) bool {
	return i+3 < f.end && f.items[i].word() && f.items[i+1].Is("(") && f.items[i+3].Is(")") && f.items[i+2].ent != nil && f.items[i+2].ent.Type == entity.Email && f.taken[i+2] == valued
}

// dedicated gives the item of what a message is, where the words at an item say whom it is for and its address is known otherwise: "post a
// shout-out to Deniz in #wins"; -1 elsewhere.
func (b *builder) dedicated(s *step, i int) int {
	if i < 2 || !b.items[i-1].Is("to", "an", "for", "für") || s.from.taken[i-2] != act || len(b.items[i-2].nouns) == 0 ||
		slices.ContainsFunc(s.t.slots, func(sl slot) bool { return sl.required && sl.role != roleText && s.with[sl.name] == nil }) {
		return -1
	}
	return i - 2
}

// tellings are the verbs behind which a statement may stand without "that": "tell Noor the demo moved".
var tellings = words(`tell say let inform remind ask sag sage sagt schreib schreibe frag frage fragt`)

// statement gives the item where such a statement begins, 0 where there is none: an article or a pronoun, and more than two words.
func (b *builder) statement(s *step, sl *slot) int {
	if s.c.verb < 0 || sl.role != roleText || !sl.required || !tellings[b.items[s.c.verb].Lower] {
		return 0
	}
	for i := s.c.verb + 1; i+2 < s.from.end; i++ {
		it := b.items[i]
		if s.from.taken[i] >= act || b.items[i-1].Is("via", "by", "per", "in", "with") && articles[it.Lower] && it.word() {
			continue
		}
		if it.word() && (articles[it.Lower] || it.Is("we", "we've", "we're", "i", "i'm", "it's", "they", "they're", "there",
			"wir", "ich", "es")) {
			if slices.ContainsFunc(s.from.taken[i:s.from.end], func(c claim) bool { return c == valued }) {
				return 0 // "den Status in #ops" names what is to be told
			}
			if slices.ContainsFunc(b.items[i:s.from.end], func(it item) bool { return it.word() && it.Is("know", "via", "per", "about", "bescheid") }) || !s.from.leaves(i) {
				return 0 // "let the requester know", "schreib ihr das als Direktnachricht"
			}
			return i
		}
		if it.content() {
			return 0
		}
	}
	return 0
}

// leaves reports whether some word from an item on has no use yet.
func (f *filling) leaves(i int) bool {
	for ; i < f.end; i++ {
		if f.taken[i] < act && f.items[i].content() {
			return true
		}
	}
	return false
}

// topics are the prepositions that stand before what something is about.
var topics = words(`about regarding concerning re for für über wegen bezüglich betreffend zu zum zur`)

// topical reports whether words before an item say that it is what something is about.
func (b *builder) topical(i int) bool {
	for j := i - 1; j >= 0 && j >= i-2; j-- {
		it := b.items[j]
		if it.Is("(") || topics[it.Lower] {
			return true
		}
		if !determiners[it.Lower] {
			return false
		}
	}
	return false
}

// triggering reports whether a word names what triggered the plan, or is a compound with it: "opportunity", "Opportunity-Betrag".
func (b *builder) triggering(it item) bool {
	if b.trigger == nil {
		return false
	}
	names := func(lexeme int) bool {
		return !b.lexemes[lexeme].verb && b.serves(lexeme, b.trigger)
	}
	for _, part := range it.Parts {
		if slices.ContainsFunc(b.senses[part], func(s sense) bool { return names(s.lexeme) }) {
			return true
		}
	}
	return slices.ContainsFunc(it.nouns, func(h hit) bool { return names(h.lexeme) })
}
