package rules

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// claim says what an item of a clause was used for.
type claim uint8

const (
	free   claim = iota
	soft         // a function word: needs no use
	act          // told the action: its verb, its object, its app
	cue          // announced a value
	valued       // is part of a value
)

// filled is the value of a slot, as the words gave it.
type filled struct {
	slot     *slot
	value    any
	from, to int // items
	score    float64
	quoted   bool
	with     []filled // what belongs to it, where it is one of several records
	named    bool     // a cue right before it says that it is a name, whatever else the word stands for
}

// filling is the work of filling the slots of one target from one clause.
type filling struct {
	*lexicon
	items    []item
	t        *target
	lang     string
	c        clause
	end      int // behind the last item that may fill slots: the clause's end, or where its message begins
	taken    []claim
	cues     []cued
	starts   map[int]bool // items at which a cue begins
	offers   []filled
	got      map[string]filled
	carried  []string // the arguments that were said to get what is there already
	small    bool     // the prompt has no capitals
	around   surroundings
	also     []filled // further records for a slot that takes one: the action is done to each
	score    float64
	patterns float64
	done     bool // the clause says who is to do it
}

// fill tries a target on a clause.
func (l *lexicon) fill(items []item, c clause, t *target, lang string, small bool, around surroundings) *filling {
	f := &filling{lexicon: l, around: around, items: items, t: t, lang: lang, c: c, end: c.to, taken: make([]claim, len(items)),
		starts: map[int]bool{}, got: map[string]filled{}, small: small}
	if c.message >= 0 && t.op != nil && !t.effect() && (listOf(t) != "" || !t.says()) {
		f.c.message = -1 // what is asked of a read is what it looks for: "find out how many tickets …"
	}
	if f.c.message >= 0 {
		f.end = f.c.message
	}
	if k := f.colon(); k > 0 {
		f.end, f.c.message = k, k+1
	}
	f.claimWords()
	f.findPairs()
	f.findCarried()
	f.findDoer()
	f.findCues()
	f.findPositions()
	f.offerCued()
	f.offerAdjectives()
	f.offerCount()
	f.offerTitle()
	f.matchPatterns()
	f.offerBare()
	f.offerTechnical()
	f.offerPlaced()
	f.offerMentioned()
	f.offerSender()
	f.offerAlternatives()
	f.settle()
	f.dated()
	f.trail()
	return f
}

// object reports whether a word is what the target acts on.
func (f *filling) object(i int) bool {
	return slices.ContainsFunc(f.items[i].nouns, func(h hit) bool { return f.serves(h.lexeme, f.t) })
}

// claimWords takes the words that told the action, and lets function words be.
func (f *filling) claimWords() {
	if _, n, _ := subordinator(f.items, f.c.from, f.end); n > 0 {
		f.mark(f.c.from, f.c.from+n, soft) // "the moment …"
	}
	mine := func(h hit) bool { return f.serves(h.lexeme, f.t) }
	for i := f.c.from; i < f.end; i++ {
		it := f.items[i]
		f.mark(i, i+idleAt(f.items, i, f.end), soft)
		if it.Is("back", "zurück") && i+1 < f.end && f.items[i+1].Is("to", "auf", "bis", "nach", "in") {
			f.mark(i, i+1, soft)
		}
		if it.word() && qualities[it.Lower] != "" && !f.t.effect() && f.t.op != nil && i+1 < f.end && len(holdings[f.items[i+1].Lower]) > 0 {
			f.mark(i, i+1, soft) // "the current priority of WEB-1"
		}
		if it.word() && (particulars[it.Lower] || f.tellsOf(it)) && f.t.op != nil && !f.t.effect() && !f.object(i) {
			f.mark(i, i+1, act) // "the data of the account"
		}
		if it.mark() || it.word() && (function(it.Lower) && (!it.state() || i == f.c.from) || f.numbering(i)) {
			f.taken[i] = max(f.taken[i], soft)
		}
		for _, h := range it.nouns {
			if mine(h) && i+h.width <= f.end {
				f.mark(i, i+h.width, act)
			}
		}
		if it.word() && further[it.Lower] && i+1 < f.end && f.items[i+1].Is("one", "eins") {
			f.mark(i, i+2, soft)
		}
		if i < f.c.verb && it.word() && givings[it.Lower] && articles[f.items[f.c.verb-1].Lower] {
			f.mark(i, i+1, soft) // "gib geo einen Neustart"
		}
		if i == f.c.verb && f.mover(it) {
			f.mark(i, i+1, act)
		}
		if i == f.c.verb || len(it.nouns) == 0 {
			for _, h := range it.verbs {
				if !mine(h) || i+h.width > f.end || i != f.c.verb && (f.t.event == nil || it.Text[1:] == it.Lower[1:] && (f.lang == "en" || h.form&text.Participle != 0)) && it.Capital() && !f.sentenceStart(i) {
					continue
				}
				f.mark(i, i+h.width, act)
				if h.tail > 0 && (levels[f.items[h.tail].Lower] == "" || !f.graded(h.tail)) {
					f.mark(h.tail, h.ends, cue) // no phrase reaches over it
				}
			}
		}
		if slices.Contains(it.apps, f.t.app) || len(it.kinds) > 0 && f.ofKind(it.kinds) {
			f.mark(i, i+1, act)
		}
	}
}

// tellsOf reports whether a word is what people call something that a read gives and isn't told: the phone number of a contact.
func (f *filling) tellsOf(it item) bool {
	return f.t.out != nil && (fileWord(it) && outputOf(f.t, "", isFile) != "" || slices.ContainsFunc(holdings[it.Lower], func(name string) bool { return f.t.out.Properties[name] != nil && f.t.in.Properties[name] == nil }))
}

// particulars are the words for what a read gives anyway.
var particulars = words(`details contents data info infos information daten angaben einzelheiten`)

// graded reports whether a level stands where an argument gets one, so that it is no part of a verb: "die Dringlichkeit auf hoch setzen".
func (f *filling) graded(i int) bool {
	if i > f.c.from && f.items[i-1].Is("auf") {
		return slices.ContainsFunc(f.t.slots, func(s slot) bool { return graded(&s) })
	}
	for j := i - 1; j >= max(f.c.from, i-2); j-- {
		if s := f.argumentAt(j); s != nil && graded(s) {
			return true
		}
	}
	return false
}

func (f *filling) sentenceStart(i int) bool { return i == f.c.from || f.items[i-1].mark() }

func (f *filling) ofKind(list []string) bool {
	app, ok := f.reg.App(f.t.app)
	return ok && slices.ContainsFunc(list, func(k string) bool { return slices.Contains(app.Kind, k) })
}

func (f *filling) mark(from, to int, c claim) {
	for i := from; i < to && i < len(f.taken); i++ {
		f.taken[i] = max(f.taken[i], c)
	}
}

// settle gives each slot its best offer and each item to one slot, best first. Lists take all that suit them.
func (f *filling) settle() {
	slices.SortStableFunc(f.offers, func(a, b filled) int {
		switch {
		case a.score > b.score:
			return -1
		case a.score < b.score:
			return 1
		}
		return a.from - b.from
	})
	for _, o := range f.offers {
		if !f.open(o) || o.slot.role != roleText && !o.quoted && f.items[o.from].word() && interrogatives[f.items[o.from].Lower] { // "what files are there"
			continue
		}
		have, ok := f.got[o.slot.name]
		switch {
		case !ok:
			if o.slot.list {
				o.value = []any{o.value}
			}
			f.got[o.slot.name] = o
			f.score += o.score
		case o.slot.list:
			list, some := have.value.([]any)
			if !some { // it was given as a whole
				continue
			}
			have.value = append(list, o.value)
			f.got[o.slot.name] = have
		default:
			if o.slot.role == roleEnum && o.value == have.value { // "a draft …, just a draft"
				f.mark(o.from, o.to, valued)
			}
			continue
		}
		f.mark(o.from, o.to, valued)
		f.coordinate(o)
	}
	for _, c := range f.cues {
		if v, ok := f.got[c.slot.name]; ok && c.to <= v.from && c.from >= v.from-4 && f.taken[c.from] != valued && !f.between(c.to, v.from) {
			f.mark(c.from, v.from, cue)
		} else if ok && c.noun && c.from >= v.to && c.from <= v.to+2 {
			f.mark(c.from, c.to, cue)
		}
	}
}

// between reports whether a name stands between a cue and a value, so that the value is another's: "in Leeds … in OPS".
func (f *filling) between(from, to int) bool {
	for i := from; i < to; i++ {
		if f.taken[i] == free && f.items[i].Capital() {
			return true
		}
	}
	return false
}

// values lists what the slots were filled with, in their order.
func (f *filling) values() []filled {
	list := make([]filled, 0, len(f.got))
	for i := range f.t.slots {
		if v, ok := f.got[f.t.slots[i].name]; ok {
			list = append(list, v)
		}
	}
	return list
}

func (f *filling) open(o filled) bool {
	if o.value == nil || o.value == "" || same[f.items[o.from].Lower] || f.t.event != nil && o.to == o.from+1 && f.items[o.from].word() && actors[f.items[o.from].Lower] {
		return false
	}
	if o.slot.role != roleState && (!o.named || !o.slot.list) && f.around != nil && f.items[o.from].word() && f.around.triggering(f.items[o.from]) &&
		(o.from == f.c.from || !holders[f.items[o.from-1].Lower]) {
		return false
	}
	if o.slot.role == rolePerson && o.to == o.from+1 && f.items[o.from].word() && yields[f.items[o.from].Lower] {
		return false // "mit dem Ergebnis taggen"
	}
	if f.t.event != nil && f.items[o.from].word() && fresh[f.items[o.from].Lower] {
		return false // "eingehende Mails"
	}
	if f.t.event != nil && o.slot.name == "from" && o.from > f.c.from && f.items[o.from-1].word() && f.items[o.from-1].Is("to", "an") {
		return false // is whom it was sent to
	}
	if it := f.items[o.from]; o.to == o.from+1 && it.word() && it.Text == it.Lower && f.around != nil && f.around.brings(it.Lower) && o.from > f.c.from && possessives[f.items[o.from-1].Lower] &&
		(o.slot.role == roleOrg || o.slot.role == rolePerson || o.slot.role == roleName || o.slot.role == roleRecord) {
		return false // "record it with its number"
	}
	if it := f.items[o.from]; o.slot.role == roleName && o.from == f.c.verb+1 && o.to == o.from+1 && it.word() && f.around != nil && f.around.brings(it.Lower) {
		return false // "index name and assignee in done-tasks"
	}
	if it := f.items[o.from]; o.to == o.from+1 && o.to < f.end && it.word() && columnWords[it.Lower] && fieldWord(f.items[o.to]) {
		return false // "Text ist das Feld text"
	}
	if it := f.items[o.from]; o.to == o.from+1 && o.to < f.end && it.word() && holders[it.Lower] && fieldWord(f.items[o.to]) && o.slot.role != roleText {
		return false // "urgency into the table calls"
	}
	if f.t.branches() && o.from > f.c.from && f.items[o.from-1].word() && f.items[o.from-1].Is("on", "auf") {
		return false // "fails on main"
	}
	for i := o.from; i < o.to; i++ {
		if f.taken[i] == valued || !o.named && f.taken[i] == act && o.to-o.from == 1 && states[f.items[i].Lower] == "" &&
			o.slot.role != roleEnum && o.slot.role != roleBool {
			return false
		}
	}
	return true
}
