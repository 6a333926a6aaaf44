package rules

import (
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// cued is a cue met in the clause: the slot, where it stands, where the value behind it begins.
type cued struct {
	slot     *slot
	from, to int
	strong   float64
	noun     bool
}

// opening is how a word begins, which tells most words from those that announce a value.
type opening [2]byte

func openingOf(word string) (o opening) {
	copy(o[:], word)
	return o
}

// openings gives how the words begin that announce the arguments of a target, by language.
func openings(slots []slot) map[string]map[opening]bool {
	all := map[string]map[opening]bool{"en": {}, "de": {}}
	for _, s := range slots {
		for lang, cues := range s.cues {
			for _, cue := range cues {
				all[lang][openingOf(cue[0])] = true
			}
		}
	}
	return all
}

// begins reports whether a word, or the last part of a compound, begins in one of some ways.
func (it *item) begins(ways map[opening]bool) bool {
	return ways[openingOf(it.Lower)] || len(it.Parts) > 1 && ways[openingOf(it.Parts[len(it.Parts)-1])]
}

func (f *filling) cueAt(i int) bool { return f.starts[i] }

// findCues finds the words that announce values.
func (f *filling) findCues() {
	known := f.t.openings[f.lang]
	for i := f.c.from; i < f.end; i++ {
		if f.items[i].ent != nil || f.items[i].mark() || !f.items[i].begins(known) || f.calledSo(i) {
			continue
		}
		for s := range f.t.slots {
			slot := &f.t.slots[s]
			if slot.role == roleOther || slot.role == roleBool {
				continue
			}
			for _, words := range slot.cues[f.lang] {
				n := f.matches(i, words)
				if n == 0 || slot.name == "assignee" && n == 1 && f.doneBy(i) || i == f.c.verb && n == 1 && slot.role == roleName && slot.required && (!slot.list || i+1 >= f.end || !f.items[i+1].Is(":")) { // "index the change in ops" names no index yet
					continue
				}
				if (slot.role == roleFields || slot.role == roleAny) && !f.announcesObject(slot, i, i+n) || slot.list && n == 1 && f.attributed(i) {
					continue
				}
				if graded(slot) && i+n < f.end && f.items[i+n].word() && grades[f.items[i+n].Lower] { // "priority level high"
					n++
				}
				noun := n > 1 || !prepositions[f.items[i].Lower] || slot.list && f.verbNames(slot)
				strong := 1.0
				if noun {
					strong = 2
				}
				f.cues = append(f.cues, cued{slot, i, i + n, strong + 0.2*float64(n-1), noun})
				if noun {
					f.starts[i] = true
				}
				break
			}
		}
	}
}

// attributed reports whether a word belongs with an adjective before it to the thing behind it: "the jammed label printer" has no label.
func (f *filling) attributed(i int) bool {
	return f.lang == "en" && i > f.c.from+1 && i+1 < f.end && f.items[i+1].word() && !function(f.items[i+1].Lower) && f.taken[i-1] == free && f.items[i-1].word() && !fresh[f.items[i-1].Lower] &&
		f.items[i-2].word() && articles[f.items[i-2].Lower]
}

// calledSo reports whether a compound is one of the words that the argument before it takes, though its end may announce a value: "das Label kasse-bug".
func (f *filling) calledSo(i int) bool {
	if len(f.items[i].Parts) < 2 || i == f.c.from || f.items[i].Text != f.items[i].Lower {
		return false
	}
	s := f.argumentNamed(i - 1)
	return s != nil && s.list
}

// announcesObject reports whether an object stands behind a cue.
func (f *filling) announcesObject(s *slot, from, to int) bool {
	i := f.behind(cued{slot: s, from: from, to: to, noun: true})
	return i < f.end && f.items[i].ent != nil && f.items[i].ent.Type == entity.Object
}

// matches gives the number of items that some words take up from an item on, 0 where they don't stand there. The parts of a
// compound count as its words: "Jira-Projekt" ends in a cue for a project.
func (f *filling) matches(i int, cue []string) int {
	n := 0
	for _, w := range cue {
		if i+n >= f.end || f.items[i+n].ent != nil {
			return 0
		}
		it := f.items[i+n]
		last := ""
		if len(it.Parts) > 1 && !function(it.Parts[len(it.Parts)-1]) {
			last = it.Parts[len(it.Parts)-1]
		}
		if !sameWord(it.Lower, w) && !sameWord(last, w) {
			return 0
		}
		n++
	}
	return n
}

// grades are the words for how much of something there is, behind what it is called or in one word with it: "priority level", "Dringlichkeitsstufe".
var grades = words(`level grade degree stufe grad`)

// sameWord compares a word with a dictionary form, with a case or a plural ending, or as that of which a grade is told.
func sameWord(word, form string) bool {
	if word == form {
		return true
	}
	rest, ok := strings.CutPrefix(word, strings.TrimSuffix(form, "."))
	return ok && len(form) == 3 && rest == "s" || ok && len(form) >= 4 && (rest == "" || rest == "n" || rest == "en" || rest == "s" || rest == "es" || rest == "e" ||
		rest == ":" || grades[rest] || grades[strings.TrimPrefix(strings.TrimPrefix(rest, "s"), "-")])
}

// offerCued offers the value behind each cue.
func (f *filling) offerCued() {
	for _, c := range f.cues {
		if i := f.behind(c); i < f.end && !f.modified(c) {
			f.offerAt(c, i)
		}
		f.offerBefore(c)
		f.offerBecoming(c)
		f.offerBeyond(c)
		f.offerNamed(c)
	}
}

// modified reports whether the value of an argument stands before what it is called, as an adjective: "mit hoher Dringlichkeit".
func (f *filling) modified(c cued) bool {
	if c.from > f.c.from && same[f.items[c.from-1].Lower] { // "in the same project: 'Hand over'"
		return true
	}
	return c.noun && c.to == c.from+1 && c.from > f.c.from && (graded(c.slot) || c.slot.role == roleState) && levels[f.items[c.from-1].Lower] != ""
}

// leadsBack are the words behind which a value is named that stands before them: "'wire' as the subject", "die „Platte“ enthalten".
var leadsBack = words(`as als in im for enthalten enthält erwähnen erwähnt beinhalten beinhaltet`)

// narrows reports whether an atom is a relative clause that tells which of the things before it are meant: ", die „Platte“ enthalten", ", die auf „Offen“
// stehen".
func (p *parting) narrows(a atom) bool {
	last := p.items[a.to-1]
	return p.lang == "de" && a.from > 0 && p.items[a.from-1].Is(",") && p.items[a.from].Is("die", "der", "das", "welche", "deren") && a.to > a.from+2 && last.word() && (leadsBack[last.Lower] || lies[last.Lower])
}

// offerBefore offers a quoted text in front of a cue, "with 'wire' in the subject"; an address, "leo@firma.example in Kopie"; and a number in front of its
// unit, "40 words", where none stands behind the cue.
func (f *filling) offerBefore(c cued) {
	i, within := c.from-1, 0.0
	for i >= f.c.from && f.items[i].word() && (f.items[i].Is("in", "im", "as", "als") || determiners[f.items[i].Lower]) {
		if f.items[i].Is("in", "im") && c.slot.role == roleTitle { // what a subject has in it
			within = 0.5
		}
		i--
	}
	if !c.noun || i < f.c.from || f.items[i].ent == nil {
		return
	}
	switch c.slot.role {
	case roleNumber:
		if next := f.behind(c); next < f.end && f.items[next].ent != nil && f.items[next].ent.Type == entity.Number {
			return
		}
	case roleEmail:
		if c.slot.required {
			return
		}
	default:
		if i == c.from-1 && (!leadsBack[f.items[c.from].Lower] || c.to < f.end && (f.items[c.to].ent != nil || f.items[c.to].word() && !function(f.items[c.to].Lower))) {
			return // "'timeout' in the index gateway" is not what the index is called
		}
	}
	if fit := c.slot.fits(*f.items[i].ent); fit > 0 {
		f.offer(c, i, i+1, c.strong+fit+within)
	}
}

// offerBecoming offers what an argument that a clause begins with is to become: "the status of the lead X should be Qualified".
func (f *filling) offerBecoming(c cued) {
	if !c.noun || c.slot.required && c.slot.role == roleKey || !f.opens(c.from) {
		return
	}
	for i := c.to; i+2 < f.end; i++ {
		it, next := f.items[i], f.items[i+1]
		if it.Is("should", "must", "shall", "to") && next.Is("be", "become") || it.Is("soll", "sollte", "muss", "kommt", "geht") && next.Is("auf", "nach") {
			f.offerAt(c, i+2)
			return
		}
	}
}

// offerBeyond offers what an argument is changed to, behind the thing whose argument it is: "the urgency of INC0010023 to high", "den Status von Orchid
// Ltd auf Active".
func (f *filling) offerBeyond(c cued) {
	if !c.noun || c.slot.required || c.to >= f.end || (!c.slot.list || c.from != f.c.verb) && !f.items[c.to].Is("of", "for", "on", "at", "von", "vom", "des", "der", "beim", "bei", "für", "zu", "im", "in") {
		return
	}
	for i := c.to + 2; i+1 < min(f.end, c.to+maxChain); i++ {
		if f.items[i].Is(",", "and", "und") || f.starts[i] && f.items[i].word() && f.argumentAt(i) != nil && f.argumentAt(i).role == c.slot.role {
			return
		}
		if f.items[i].Is("in") && f.lang == "de" && f.items[i+1].Kind == text.Quoted || f.items[i].Is("to", "auf", "into", "as", "als", "with", "mit", "by", "durch") && f.items[i].word() || f.items[i].mark() && f.items[i].Is("=", ":", "→") {
			f.offerAt(cued{slot: c.slot, from: c.from, to: i + 1, strong: c.strong + 0.5, noun: true}, i+1)
			return
		}
	}
}

// verbNames reports whether the clause's verb says which argument is given: "tag WEB-1 with backup".
func (f *filling) verbNames(s *slot) bool {
	return f.c.verb >= 0 && s.names(f.lang, f.items[f.c.verb].Lower)
}

// maxChain is how many words may stand between a cue and its value.
const maxChain = 8

// behind gives the item where the value of a cue begins: articles, "is", a colon and further cues of the same slot are passed over.
func (f *filling) behind(c cued) int {
	i := c.to
	for i < min(f.end, c.to+maxChain) {
		it := f.items[i]
		switch {
		case c.noun && it.Is("it", "them", "sie", "es", "ihn") && i+1 < f.end && f.items[i+1].Is("with", "mit", "as", "als"): // "tag it with"
			i += 2
		case c.noun && c.from == f.c.verb && i == c.to && it.Is("it", "them", "sie", "es", "ihn"), // "tag it security"
			c.noun && it.word() && it.Is("bitte", "please", "pls") && (c.slot.role != roleText && c.slot.role != roleTitle || i+1 < f.end && f.items[i+1].Kind == text.Quoted): // "priority: please high"
			i++
		case idleAt(f.items, i, f.end) > 1: // "on the account while you're there"
			return f.end
		case f.callsAddress(i), c.noun && f.t.event != nil && it.word() && holdsIn[it.Lower]:
			i++
		case it.mark() && it.Is(",") && c.noun && c.slot.role == roleOrg && i == c.to && i+1 < f.end && f.items[i+1].Capital(), // "for his company, Weidenau Druck"
			it.mark() && it.Is(":", "=") && c.noun, it.mark() && it.Is("(") && c.noun, abbreviation(f.items, i), f.numbering(i):
			i++
		case it.word() && it.Is("auf", "to") && (c.slot.role == roleOrg || c.slot.role == roleRecord || c.slot.role == roleKey): // "set the account to Churned"
			return f.end
		case it.word() && (articles[it.Lower] || it.Is("is", "ist", "now", "jetzt", "has", "should", "be", "soll", "sein",
			"lautet", "its", "auf", "to", "und", "our", "von", "am", "bis", "set", "gesetzt", "dazu", "dabei", "hierzu", "noch", "spätestens", "runter", "rauf", "zurück", "down", "up", "back")) && !f.joinsName(i):
			i++
		default:
			n := 0
			for _, words := range c.slot.cues[f.lang] {
				if n = f.matches(i, words); n > 0 {
					break
				}
			}
			if it.Capital() && prepositions[it.Lower] { // "to In Progress"
				return i
			}
			if n == 0 || i+n >= f.end || f.items[i+n].mark() && !f.items[i+n].Is(":") && !abbreviation(f.items, i+n) {
				return i
			}
			i += n
		}
	}
	return i
}

// numbering reports whether a word only says that the number of something follows: "issue no. 42", "Rechnung Nr. 7".
func (f *filling) numbering(i int) bool {
	return f.items[i].word() && f.items[i].Is("no", "nr", "number", "nummer") && i+1 < f.end && (f.items[i+1].ent != nil || abbreviation(f.items, i+1))
}

func (f *filling) joinsName(i int) bool { return f.items[i].Capital() && f.items[i].Is("das", "die") }

// callsAddress reports whether a word only says that what stands behind it is an address: "von der Adresse amt@…".
func (f *filling) callsAddress(i int) bool {
	if i+1 >= f.end || !f.items[i].word() || !f.items[i].Is("address", "adresse", "mailadresse", "sender", "absender", "domain") {
		return false
	}
	return f.items[i+1].Kind == text.Email || f.items[i+1].Kind == text.Mention
}
