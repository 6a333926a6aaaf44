package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// antecedent is a record, or the place of one, that the words of a prompt name, whatever is done with it there: "ticket 48213", "INC0048812",
// "in orchid/shop". What comes later speaks of it as "it", "the ticket", "there", or not at all.
type antecedent struct {
	at   int      // the item of what it is called by
	noun int      // the item of what it is, -1 where what it is called tells
	apps []string // the apps that are named beside it: "the task 77 in Asana"
}

// antecedentsIn lists the records that a clause names.
func (b *builder) antecedentsIn(c clause) (list []antecedent) {
	apps := b.namedApps(c)
	for i := c.from; i < c.to; i++ {
		m := antecedent{at: i, noun: -1}
		if e := b.items[i].ent; e == nil || e.Type == entity.Number || e.Type == entity.Quote {
			if m.noun = b.nounBefore(c, i); m.noun >= 0 {
				m.apps = b.keeping(apps, b.items[m.noun])
			}
		}
		if m.noun >= 0 || b.items[i].ent != nil && b.items[i].ent.Type == entity.Number && c.to == c.from+1 || b.unmistakable(i) || b.items[i].Kind == text.Quoted {
			list = append(list, m)
		}
	}
	return list
}

// keeping lists those of some apps that keep records that are called by a word.
func (b *builder) keeping(apps []string, noun item) (list []string) {
	for _, t := range b.targets {
		if slices.Contains(apps, t.app) && !slices.Contains(list, t.app) && slices.ContainsFunc(t.slots, func(s slot) bool {
			return s.required && (s.role == roleKey || s.role == roleRecord) && b.callsArgument(noun, &s)
		}) {
			list = append(list, t.app)
		}
	}
	return list
}

// nounBefore gives the item of the thing that an item is the number or the name of: "ticket 48213", "task no. 7"; -1 where none stands there.
func (b *builder) nounBefore(c clause, i int) int {
	if it := b.items[i]; it.ent == nil {
		return -1
	}
	for i-2 >= c.from && b.items[i-1].Is("and", "und", ",", "&", "or", "oder") && b.items[i-2].ent != nil && b.items[i-2].ent.Type == b.items[i].ent.Type {
		i -= 2 // "tickets 5012, 5013 and 5014"
	}
	for j := i - 1; j >= max(c.from, i-3); j-- {
		it := b.items[j]
		if it.word() && len(it.nouns) > 0 {
			return j
		}
		if !it.Is("number", "no", "nr", "nummer", ".", "#") {
			return -1
		}
	}
	return -1
}

// unmistakable reports whether what an item is called by can only be a record or the place of one: the key of an issue, the number of a document,
// a repository, what stands behind a "#".
func (b *builder) unmistakable(i int) bool {
	it := b.items[i]
	if it.ent != nil {
		return it.ent.Type == entity.IssueKey || it.ent.Type == entity.DocNumber || it.ent.Type == entity.Number && (i > 0 && b.items[i-1].Is("#") || strings.HasPrefix(it.Text, "#"))
	}
	return it.word() && (looks["incident"].MatchString(it.Text) || looks["repo"].MatchString(it.Text) && it.technical() == 1)
}

// means reports whether an antecedent is what a slot takes.
func (b *builder) means(m antecedent, t *target, sl *slot) bool {
	it := b.items[m.at]
	if sl.list || len(m.apps) > 0 && !slices.Contains(m.apps, t.app) {
		return false
	}
	switch {
	case m.noun < 0 && it.Kind == text.Quoted: // "How is 'Solar roof' doing? Look the opportunity up"
		return sl.required && (sl.role == roleTitle && sl.name == "name" && t.op != nil && !t.effect() || sl.role == roleRecord) && b.calledHere(t, sl)
	case sl.role == roleKey && (it.ent == nil && sl.takesName(it) == 1 || it.ent != nil && m.noun < 0 && sl.fits(*it.ent) > 0):
		return true
	case m.noun < 0 && sl.role == roleNumber && sl.name == "number" && quantity(it): // "mint/web #17: close it"
		return true
	case sl.role == roleName && looks[sl.name] != nil:
		return sl.takesName(it) == 1
	case m.noun >= 0 && sl.role == roleName && sl.required && looks[sl.name] == nil:
		return b.callsArgument(b.items[m.noun], sl)
	case m.noun < 0 || sl.role != roleKey && sl.role != roleRecord && (sl.role != roleNumber || sl.name != "number"):
		return false
	case it.ent != nil && it.ent.Type == entity.Quote && sl.role != roleRecord:
		return false
	}
	return b.calls(b.items[m.noun], t, sl)
}

// calls reports whether a word is what an argument is called, or what its action acts on.
func (b *builder) calls(noun item, t *target, sl *slot) bool {
	if b.callsArgument(noun, sl) {
		return true
	}
	return slices.ContainsFunc(noun.nouns, func(h hit) bool { return b.serves(h.lexeme, t) })
}

// calledHere reports whether the clause that is read speaks of what an action is done to: "the opportunity".
func (b *builder) calledHere(t *target, sl *slot) bool {
	i := slices.IndexFunc(b.clauses, func(c clause) bool { return c.from <= b.here && b.here < c.to })
	if i < 0 {
		return false
	}
	for j := b.here + 1; j < b.clauses[i].to; j++ {
		if it := b.items[j]; it.word() && len(it.nouns) > 0 && b.items[j-1].Is("the", "that", "this", "der", "die", "das", "den", "dem", "diese", "dieses") && b.calls(it, t, sl) {
			return true
		}
	}
	return false
}

// callsArgument reports whether a word, or the last part of a compound, is what an argument is called.
func (b *builder) callsArgument(noun item, sl *slot) bool { return sl.calledBy(noun, b.lang) }

// calledBy reports whether a word is what an argument is called.
func (s *slot) calledBy(noun item, lang string) bool {
	words := append([]string{noun.Lower}, noun.Parts...)
	return slices.ContainsFunc(s.cues[lang], func(cue []string) bool {
		return len(cue) == 1 && !prepositions[cue[0]] && sameWord(words[len(words)-1], cue[0])
	})
}

// antecedent gives what was named before the clause that is read and is what a slot takes; "" where nothing was, or several things.
func (b *builder) antecedent(t *target, sl *slot) string {
	if name := b.stated(t, sl); name != "" {
		return name
	}
	found := ""
	for _, m := range b.antecedents {
		if m.at >= b.here || !b.means(m, t, sl) {
			continue
		}
		value := valueOf(b.items[m.at])
		if found != "" && found != value {
			return ""
		}
		found = value
	}
	return found
}

// valueOf gives what a record is called by.
func valueOf(it item) string {
	if it.ent != nil {
		return fmt.Sprint(it.ent.Value)
	}
	return it.Text
}
