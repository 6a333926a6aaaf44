package rules

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// A statement may name what is asked about behind it: "The deployment parcels in namespace depot hangs. Restart it", "In #presse steht noch die falsche
// Meldung (1733…), die muss weg". It asks for nothing, and is read once more for each request that leaves open what it is done to.

// obligations are the verbs by which a statement asks for something all the same.
var obligations = words(`should must shall can could may needs need gets get goes ought soll sollen sollte sollten muss müssen müsste müssten kann können darf dürfen
	bitte please gehört gehören braucht brauchen bekommt kriegt`)

// backwards are the words by which a request speaks of what was named before it.
var backwards = words(`it its it's them they this that there sie ihn es ihm dies das dort da daran darin darunter die der den dem dessen deren ihr`)

// states reports whether a clause only tells something of what a clause behind it is about.
func (b *builder) states(i int) bool {
	c := b.clauses[i]
	if _, n, _ := subordinator(b.items, c.from, c.to); n > 0 || c.kind != request || c.message >= 0 || c.elided || c.to-c.from > 2*maxChain || b.asks(c) || b.orders(c) || !b.referredTo(i) || !b.predicates(c) {
		return false
	}
	if p := (parting{lexicon: b.lexicon, lang: b.lang, items: b.items}); c.verb >= 0 && p.causes(atom{c.from, c.to}, c.verb) {
		return false // "have a ticket opened" asks for one
	}
	return !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.word() && (obligations[it.Lower] || seconds[it.Lower] && !it.Is("sie"))
	})
}

// orders reports whether the verb of a clause asks for something: a verb that only tells is finite, and so is none.
func (b *builder) orders(c clause) bool {
	if c.verb < 0 || b.callsOne(c, c.verb) {
		return false
	}
	p := parting{lexicon: b.lexicon, lang: b.lang, items: b.items}
	caused := p.causes(atom{c.from, c.to}, c.verb)
	told := slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && tellers[it.Lower] })
	return b.light(c) || slices.ContainsFunc(b.items[c.verb].verbs, func(h hit) bool {
		return h.form&text.Participle != 0 && (caused || !told && b.lang == "de") || h.form&text.Participle == 0 && h.form&(text.Imperative|text.Infinitive) != 0
	})
}

// callsOne reports whether the word for a record with the number or the name of one behind it stands at an item: "Post 640".
func (b *builder) callsOne(c clause, i int) bool {
	return i+1 < c.to && len(b.items[i].nouns) > 0 && b.items[i+1].ent != nil && records[b.items[i+1].ent.Type]
}

// predicates reports whether a clause says something of what it names: a finite verb stands behind the name, or before it, as in "there's …".
func (b *builder) predicates(c clause) bool {
	named := false
	for i := c.from; i < c.to; i++ {
		switch it := b.items[i]; {
		case named && predicate(it, b.lang):
			return true
		case it.mark() && it.Is(":", "=", "→"):
			return false
		case it.ent != nil && it.ent.Type == entity.Quote && (i == c.from || !b.recordNoun(b.items[i-1])):
		case it.ent != nil || it.technical() > 0 || b.unmistakable(i) || i > c.from && b.behindNoun(i) || i > c.from+1 && len(it.nouns) > 0 && b.items[i-1].Capital():
			named = true
		case predicate(it, b.lang):
			return b.holdsValue(clause{from: i, to: c.to})
		}
	}
	return false
}

// predicate reports whether a word can only be a finite verb that tells something, or most likely is one that no app knows.
func predicate(it item, lang string) bool {
	if !it.word() || it.Text != it.Lower && !it.Is("there's") {
		return false
	}
	if tellers[it.Lower] || denials[it.Lower] || contractions[it.Lower] || presences[it.Lower] {
		return true
	}
	told := slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Finite != 0 || h.form&text.Participle != 0 && lang == "en" }) &&
		!slices.ContainsFunc(it.verbs, func(h hit) bool {
			return h.form&(text.Imperative|text.Infinitive) != 0 || h.form&text.Participle != 0 && lang == "de"
		})
	if function(it.Lower) || len(it.nouns) > 0 || !told && (len(it.verbs) > 0 || argumentWord(it.Lower, lang)) || levels[it.Lower] != "" || states[it.Lower] != "" || becomings[it.Lower] || obligations[it.Lower] {
		return false
	}
	if lang == "de" {
		return strings.HasSuffix(it.Lower, "t") && !adverbs[it.Lower]
	}
	return len(it.Lower) > 3 && (strings.HasSuffix(it.Lower, "s") && !strings.HasSuffix(it.Lower, "ss") || strings.HasSuffix(it.Lower, "ed"))
}

// presences are the verbs by which it is told that something is there, or how it is.
var presences = words(`there's wird gibt steht stehen liegt liegen hängt hängen fehlt fehlen klemmt klemmen`)

// adverbs are German words that look like verbs and are none.
var adverbs = words(`seit laut fast erst fort statt bereit insgesamt gut schlecht rot leicht recht echt satt spät weit letzt überhaupt vielleicht nächst höchst sonst samt nebst`)

// behindNoun reports whether an item may be the name of what the word before it stands for: "deployment parcels".
func (b *builder) behindNoun(i int) bool {
	before := b.items[i-1]
	return before.word() && len(before.nouns) > 0 && b.items[i].word() && !function(b.items[i].Lower) && len(b.items[i].nouns) == 0
}

// holdsValue reports whether a clause holds a value of its own.
func (b *builder) holdsValue(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.ent != nil && !it.ent.Weak && it.ent.Type != entity.Quote || it.technical() == 1
	})
}

// referredTo reports whether the request behind a clause speaks of something without naming it.
func (b *builder) referredTo(i int) bool {
	for _, c := range b.clauses[i+1:] {
		if c.kind == narrative || c.negated {
			continue
		}
		for k := c.from; k < c.to; k++ {
			it := b.items[k]
			if it.word() && (backwards[it.Lower] && (!articles[it.Lower] || k+1 == c.to || b.items[k+1].ent == nil) ||
				len(it.nouns) > 0 && k > c.from && definites[b.items[k-1].Lower]) {
				return true
			}
		}
		return false
	}
	return false
}

// stated gives what the latest statement before the clause that is read calls what a slot takes; "" where it names nothing of the kind.
func (b *builder) stated(t *target, sl *slot) string {
	name, _ := b.statedIn(t, sl)
	return name
}

// statedIn gives the same with the item at which the statement begins, which is 0 where it names nothing of the kind.
func (b *builder) statedIn(t *target, sl *slot) (name string, from int) {
	if sl.list || t.op == nil {
		return "", 0
	}
	for i := range slices.Backward(b.statements) {
		st := &b.statements[i]
		if st.c.from >= b.here {
			continue
		}
		f := st.read(b, t)
		if v, ok := f.got[sl.name]; ok && len(f.also) == 0 && f.tellsApart(v) && b.sole(st.c, t, sl) {
			return fmt.Sprint(v.value), st.c.from
		}
		break
	}
	return "", 0
}

// sole reports whether the sentence of a statement names no more than one thing that is what a slot takes.
func (b *builder) sole(c clause, t *target, sl *slot) bool {
	first := slices.IndexFunc(b.statements, func(s statement) bool { return s.c.sentence == c.sentence })
	name := ""
	for _, m := range b.antecedents {
		if m.at < b.statements[first].c.from || m.at >= c.to || !b.means(m, t, sl) {
			continue
		}
		if other := valueOf(b.items[m.at]); name != "" && other != name {
			return false
		}
		name = valueOf(b.items[m.at])
	}
	return true
}

// statedRecord gives the record that the latest statement names for a target, with the item at which the statement begins.
func (b *builder) statedRecord(t *target) (name string, from int) {
	if sl := t.recordSlot(); sl != nil {
		return b.statedIn(t, sl)
	}
	return "", 0
}

// there reports whether a request is about the place that was named before: "there", or about what stands in it.
func (b *builder) there(t *target, c clause) bool {
	return t.recordSlot() != nil || slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && places[it.Lower] })
}

// statedPlaces gives a step the place that a statement names together with what the step is done to: its namespace, its bucket.
func (b *builder) statedPlaces(s *step) {
	about := slices.ContainsFunc(s.t.slots, func(sl slot) bool {
		name := ""
		if sl.required {
			name = b.stated(s.t, &sl)
		}
		return name != "" && s.with[sl.name] == name
	})
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if name := b.stated(s.t, sl); about && !sl.required && sl.role == roleName && s.with[sl.name] == nil && name != "" {
			s.with[sl.name] = name
		}
	}
}

// statedSeveral lists the records that the latest statement names, where it names more than one: "tickets 20411 and 20418 → solved".
func (b *builder) statedSeveral(t *target, key *slot, spoken bool) []filled {
	if !spoken || len(b.statements) == 0 {
		return nil
	}
	for i := range slices.Backward(b.statements) {
		st := &b.statements[i]
		if st.c.from >= b.here {
			continue
		}
		f := st.read(b, t)
		if v, ok := f.got[key.name]; ok && len(f.also) > 0 && f.tellsApart(v) {
			return append([]filled{v}, f.also...)
		}
		break
	}
	return nil
}

// statement is a clause that names what others are about, with what it names for the targets that were asked for.
type statement struct {
	c   clause
	has map[*target]*filling
}

func (s *statement) read(b *builder, t *target) *filling {
	f := s.has[t]
	if f == nil {
		c := s.c
		c.verb = -1
		f = b.fill(b.items, c, t, b.lang, b.small, nil)
		s.has[t] = f
	}
	return f
}

// tellsApart reports whether a value says which of the things there are is meant, and is surely what its slot takes: by its type, by its looks, or by the
// word before it.
func (f *filling) tellsApart(v filled) bool {
	switch v.slot.role {
	case roleKey, roleRecord, roleChannel, roleName:
	case roleNumber:
		if v.slot.name != "number" {
			return false
		}
	default:
		return false
	}
	it := f.items[v.from]
	if v.slot.name == "object" && recordKind(it) != "" { // "the contact record 0035g… is a duplicate"
		return true
	}
	if v.slot.role == roleRecord && it.ent == nil && !it.Capital() {
		return false
	}
	called := v.from > f.c.from && f.items[v.from-1].word() && v.slot.named(f.lang, f.items[v.from-1].Lower) ||
		v.to < f.end && f.items[v.to].word() && v.slot.named(f.lang, f.items[v.to].Lower)
	if it.ent != nil && it.ent.Type != entity.Number && it.ent.Type != entity.Quote {
		return v.slot.fits(*it.ent) == 1
	}
	return called || timestamp.MatchString(it.Text) || v.slot.takesName(it) >= 0.8 || it.ent != nil && f.speaksOf(v)
}

// timestamp is what a message is called by in chats.
var timestamp = regexp.MustCompile(`^\d{4,10}\.\d{3,6}$`)

// speaksOf reports whether the word for what a target acts on, or for its app, stands in the clause of a value.
func (f *filling) speaksOf(v filled) bool {
	return slices.ContainsFunc(f.taken[f.c.from:f.end], func(c claim) bool { return c == act || c == cue }) && v.slot.required
}
