package rules

import (
	"regexp"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
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
	small    bool            // the prompt has no capitals
	known    func(item) bool // whether a word names what triggered the plan
	also     []filled        // further records for a slot that takes one: the action is done to each
	score    float64
	patterns float64
}

// cued is a cue met in the clause: the slot, where it stands, where the value behind it begins.
type cued struct {
	slot     *slot
	from, to int
	strong   float64
	noun     bool
}

func (f *filling) cueAt(i int) bool { return f.starts[i] }

// fill tries a target on a clause.
func (l *lexicon) fill(items []item, c clause, t *target, lang string, small bool, known func(item) bool) *filling {
	f := &filling{lexicon: l, known: known, items: items, t: t, lang: lang, c: c, end: c.to, taken: make([]claim, len(items)), starts: map[int]bool{}, got: map[string]filled{}, small: small}
	if c.message >= 0 {
		f.end = c.message
	}
	if k := f.colon(); k > 0 {
		f.end, f.c.message = k, k+1
	}
	f.claimWords()
	f.findCues()
	f.offerCued()
	f.offerAdjectives()
	f.matchPatterns()
	f.offerBare()
	f.settle()
	return f
}

// colon finds where a colon announces what is to be said, for a target that has to be told: "open a ticket: the export hangs". A quoted
// text and a value that its cue announces are values like others.
func (f *filling) colon() int {
	if !slices.ContainsFunc(f.t.slots, func(s slot) bool { return s.required && (s.role == roleText || s.role == roleTitle) }) {
		return 0
	}
	for i := f.c.from + 1; i+1 < f.end; i++ {
		if f.items[i].ent != nil && f.items[i].Kind == text.Quoted {
			return 0
		}
		if !f.items[i].mark() || !f.items[i].Is(":") || f.items[i+1].Kind == text.Quoted {
			continue
		}
		for s := range f.t.slots {
			for _, cue := range f.t.slots[s].cues[f.lang] {
				if n := strings.Count(cue, " ") + 1; i-n >= f.c.from && cue != ":" && f.matches(i-n, cue) == n && !prepositions[f.items[i-1].Lower] && !f.object(i-1) {
					return 0
				}
			}
		}
		return i
	}
	return 0
}

// object reports whether a word is what the target acts on.
func (f *filling) object(i int) bool {
	index := slices.Index(f.targets, f.t)
	return slices.ContainsFunc(f.items[i].nouns, func(h hit) bool { return slices.Contains(f.lexemes[h.lexeme].targets, index) })
}

// claimWords takes the words that told the action, and lets function words be.
func (f *filling) claimWords() {
	index := slices.Index(f.targets, f.t)
	mine := func(h hit) bool { return slices.Contains(f.lexemes[h.lexeme].targets, index) }
	for i := f.c.from; i < f.end; i++ {
		it := f.items[i]
		if it.mark() || it.word() && function(it.Lower) {
			f.taken[i] = max(f.taken[i], soft)
		}
		for _, h := range it.nouns {
			if mine(h) && i+h.width <= f.end {
				f.mark(i, i+h.width, act)
			}
		}
		if i == f.c.verb || len(it.nouns) == 0 {
			for _, h := range it.verbs {
				if !mine(h) || i+h.width > f.end || i != f.c.verb && it.Capital() && !f.sentenceStart(i) {
					continue
				}
				f.mark(i, i+h.width, act)
				if h.tail > 0 {
					f.mark(h.tail, min(h.tail+1+strings.Count(f.items[h.tail].Lower, " "), len(f.items)), act)
				}
			}
		}
		if slices.Contains(it.apps, f.t.app) || len(it.kinds) > 0 && f.ofKind(it.kinds) {
			f.mark(i, i+1, act)
		}
	}
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

// findCues finds the words that announce values.
func (f *filling) findCues() {
	for i := f.c.from; i < f.end; i++ {
		if f.items[i].ent != nil || f.items[i].mark() {
			continue
		}
		for s := range f.t.slots {
			slot := &f.t.slots[s]
			if slot.role == roleOther || slot.role == roleBool {
				continue
			}
			for _, words := range slot.cues[f.lang] {
				n := f.matches(i, words)
				if n == 0 {
					continue
				}
				noun := n > 1 || !prepositions[f.items[i].Lower]
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

// matches gives the number of items that some words take up from an item on, 0 where they don't stand there. The parts of a compound
// count as its words: "Jira-Projekt" ends in a cue for a project.
func (f *filling) matches(i int, cue string) int {
	n := 0
	for _, w := range strings.Fields(cue) {
		if i+n >= f.end || f.items[i+n].ent != nil {
			return 0
		}
		it := f.items[i+n]
		last := ""
		if len(it.Parts) > 1 {
			last = it.Parts[len(it.Parts)-1]
		}
		if !sameWord(it.Lower, w) && !sameWord(last, w) {
			return 0
		}
		n++
	}
	return n
}

// sameWord compares a word with a dictionary form, with a case or a plural ending.
func sameWord(word, form string) bool {
	if word == form {
		return true
	}
	rest, ok := strings.CutPrefix(word, strings.TrimSuffix(form, "."))
	return ok && len(form) >= 4 && (rest == "" || rest == "n" || rest == "en" || rest == "s" || rest == "es" || rest == "e" || rest == ":")
}

// offerCued offers the value behind each cue.
func (f *filling) offerCued() {
	for _, c := range f.cues {
		if i := f.behind(c); i < f.end {
			f.offerAt(c, i)
		}
		f.offerBefore(c)
	}
}

// offerBefore offers a quoted text in front of a cue: "with 'wire' in the subject".
func (f *filling) offerBefore(c cued) {
	i := c.from - 1
	for i >= f.c.from && f.items[i].Is("in", "im", "as", "als", "the", "dem") {
		i--
	}
	if !c.noun || i < f.c.from || f.items[i].ent == nil || i == c.from-1 && c.slot.role != roleNumber {
		return
	}
	if fit := c.slot.fits(*f.items[i].ent); fit > 0 {
		f.offer(c, i, i+1, c.strong+fit)
	}
}

// behind gives the item where the value of a cue begins: articles, "is", a colon and further cues of the same slot are passed over.
func (f *filling) behind(c cued) int {
	i := c.to
	for i < f.end {
		it := f.items[i]
		switch {
		case it.mark() && it.Is(":", "=") && c.noun, it.mark() && it.Is("(") && c.noun:
			i++
		case it.word() && (articles[it.Lower] || it.Is("is", "ist", "now", "jetzt", "has", "should", "be", "soll", "sein", "lautet", "its", "auf", "to", "und", "our", "von", "am", "bis")) && !f.joinsName(i):
			i++
		default:
			n := 0
			for _, words := range c.slot.cues[f.lang] {
				if n = f.matches(i, words); n > 0 {
					break
				}
			}
			if n == 0 || i+n >= f.end || f.items[i+n].mark() && !f.items[i+n].Is(":") {
				return i
			}
			i += n
		}
	}
	return i
}

func (f *filling) joinsName(i int) bool { return f.items[i].Capital() && f.items[i].Is("das", "die") }

// offerAt offers what stands at an item for the slot of a cue.
func (f *filling) offerAt(c cued, i int) {
	it := f.items[i]
	if it.ent != nil {
		fit := c.slot.fits(*it.ent)
		if c.noun && fit == 0 {
			fit = c.slot.loose(*it.ent)
		}
		if fit > 0 && !(it.ent.Weak && !c.noun && c.slot.role != roleDate) {
			f.offer(c, i, i+1, c.strong+fit)
			return
		}
		if it.ent.Type == entity.Quote || !it.ent.Weak {
			return
		}
	}
	switch c.slot.role {
	case roleOrg, rolePerson, roleProject, roleName, roleRecord:
		f.offerName(c, i)
	case roleState, roleEnum:
		f.offerState(c, i)
	case roleChannel, roleKey:
		if c.noun && it.word() && !function(it.Lower) && f.taken[i] == free {
			f.offer(c, i, i+1, c.strong+0.3)
		}
	case roleTitle, roleText:
		if c.noun && f.items[c.to].Is(":") && c.slot.role == roleText {
			f.offer(c, i, f.end, c.strong+0.6)
			return
		}
		if prepositions[f.items[i].Lower] && f.items[i].word() {
			return
		}
		if c.strong < 2 && !c.slot.required && c.slot.role != roleText {
			return
		}
		if to := f.run(i, true); to > i {
			f.offer(c, i, to, c.strong-0.5+0.4)
		}
	}
}

// loose lets a cue that names the argument pass a value whose looks say little: a project "42".
func (s *slot) loose(e entity.Entity) float64 {
	switch e.Type {
	case entity.Number, entity.IssueKey, entity.DocNumber, entity.Channel, entity.Person:
		switch s.role {
		case roleName, roleProject, roleTitle, roleKey, roleOrg, rolePerson:
			return 0.4
		}
	}
	return 0
}

// code is what a project's key looks like.
var code = regexp.MustCompile(`^[A-Z][A-Z0-9_]+$`)

func (f *filling) offerName(c cued, i int) {
	to := f.run(i, false)
	if to <= i && !f.items[i].Is("me", "mir", "mich") {
		return
	}
	fit := f.nameness(i, to)
	switch c.slot.role {
	case roleRecord:
		if !c.noun {
			return
		}
	case roleName, roleProject:
		if !c.noun && !(c.slot.role == roleProject && code.MatchString(f.items[i].Text)) {
			return
		}
		fit = 0.6
		to = min(to, i+2)
		if c.slot.role == roleName || !f.items[i].Capital() {
			to = i + 1
		}
	case rolePerson:
		if f.items[i].Is("me", "mir", "mich") {
			f.offer(c, i, i+1, c.strong+0.5)
			return
		}
		to = min(to, i+2)
		if !f.items[i].Capital() && !f.small {
			return
		}
	}
	if fit < 0.15 {
		return
	}
	f.offer(c, i, to, c.strong+fit)
}

// offerState offers an app's own value: one word, or several capitals: "Closed Won".
func (f *filling) offerState(c cued, i int) {
	it := f.items[i]
	if !it.word() || function(it.Lower) && !it.Capital() && states[it.Lower] == "" || f.taken[i] > soft && (states[it.Lower] == "" || i == f.c.verb) {
		return
	}
	if level := levels[it.Lower]; !c.noun && level != graded(c.slot) { // "to high" is a priority, "to done" is not
		return
	}
	to := i + 1
	for it.Capital() && to < f.end && f.items[to].Capital() && f.taken[to] == free {
		to++
	}
	if c.slot.role == roleEnum {
		if enumValue(c.slot, it.Lower) == "" {
			return
		}
		to = i + 1
	}
	fit := 0.5
	if it.Capital() {
		fit = 0.7
	}
	f.offer(c, i, to, c.strong+fit)
}

// graded reports whether an argument says how much something matters.
func graded(s *slot) bool { return s.name == "priority" || s.name == "urgency" || s.name == "impact" }

func (f *filling) offer(c cued, from, to int, score float64) {
	if c.slot.required {
		score += 0.3
	}
	f.offers = append(f.offers, filled{slot: c.slot, value: f.value(c.slot, from, to), from: from, to: to, score: score, quoted: f.items[from].Kind == text.Quoted})
}

// value makes of some items what a slot takes.
func (f *filling) value(s *slot, from, to int) any {
	if e := f.items[from].ent; e != nil && to == from+1 {
		if s.role == roleEnum {
			if v, ok := e.Value.(string); ok {
				return enumValue(s, strings.ToLower(v))
			}
		}
		return e.Value
	}
	if s.role == roleEnum {
		return enumValue(s, f.items[from].Lower)
	}
	return f.words(from, to)
}

// words gives the text of some items as it was typed, with single spaces.
func (f *filling) words(from, to int) string { return phrase(f.items[from:to]) }

func phrase(items []item) string {
	var b strings.Builder
	for i, it := range items {
		if i > 0 && !it.Glued {
			b.WriteByte(' ')
		}
		switch {
		case it.Kind == text.Channel:
			b.WriteString("#" + it.Text)
		case it.Kind == text.Mention:
			b.WriteString("@" + it.Text)
		case it.ent != nil && it.Lower == "":
			b.WriteString(it.Text)
		default:
			b.WriteString(it.Text)
		}
	}
	return b.String()
}

// offerBare offers entities and names that no cue announced to the slots they suit.
func (f *filling) offerBare() {
	for i := f.c.from; i < f.end; i++ {
		it := f.items[i]
		if it.ent != nil {
			for s := range f.t.slots {
				slot := &f.t.slots[s]
				if fit := slot.fits(*it.ent); fit > 0.3 && !it.ent.Weak && f.bare(slot, *it.ent) {
					f.offer(cued{slot: slot}, i, i+1, fit)
				}
			}
			continue
		}
		if f.taken[i] != free || !it.word() || f.starts[i] {
			continue
		}
		to := f.run(i, false)
		if to <= i {
			continue
		}
		for s := range f.t.slots {
			slot := &f.t.slots[s]
			if slot.role != roleOrg && slot.role != rolePerson || !slot.required && !(slot.role == rolePerson && f.only(rolePerson) && to == i+1) {
				continue
			}
			if i > f.c.from && prepositions[f.items[i-1].Lower] {
				continue
			}
			if fit := f.nameness(i, to); fit >= 0.5 {
				f.offer(cued{slot: slot}, i, to, fit-0.2)
			}
		}
		i = to - 1
	}
}

// only reports whether a target has exactly one slot of a role.
func (f *filling) only(r role) bool {
	n := 0
	for _, s := range f.t.slots {
		if s.role == r {
			n++
		}
	}
	return n == 1
}

// bare reports whether a slot takes an entity that nothing announces: the first recipient of a mail is its "to", never its "bcc".
func (f *filling) bare(s *slot, e entity.Entity) bool {
	switch e.Type {
	case entity.Email:
		return s.required || !slices.ContainsFunc(f.t.slots, func(o slot) bool { return o.role == roleEmail && o.required })
	case entity.Date, entity.Percent, entity.Duration, entity.Money:
		n := 0
		for _, o := range f.t.slots {
			if o.role == s.role {
				n++
			}
		}
		return n == 1 || s.required
	case entity.Number:
		return s.required
	case entity.Quote:
		return s.required && (s.role == roleTitle || s.role == roleText)
	}
	return true
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
		if !f.open(o) {
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
			have.value = append(have.value.([]any), o.value)
			f.got[o.slot.name] = have
		default:
			if f.another(have, o) {
				f.also = append(f.also, o)
				f.mark(o.from, o.to, valued)
			}
			continue
		}
		f.mark(o.from, o.to, valued)
	}
	for _, c := range f.cues {
		if v, ok := f.got[c.slot.name]; ok && c.to <= v.from && c.from >= v.from-4 && !(f.taken[c.from] == valued) {
			f.mark(c.from, v.from, cue)
		} else if ok && c.noun && c.from >= v.to && c.from <= v.to+2 {
			f.mark(c.from, c.to, cue)
		}
	}
}

// another reports whether an offer names one more record beside the one that a slot has: "close PLAT-1 and PLAT-2".
func (f *filling) another(have, o filled) bool {
	a, b := f.items[have.from].ent, f.items[o.from].ent
	return o.slot.role == roleKey && o.slot.required && a != nil && b != nil && a.Type == b.Type && a.Value != b.Value
}

func (f *filling) open(o filled) bool {
	if o.value == nil || o.value == "" || same[f.items[o.from].Lower] {
		return false
	}
	if o.slot.role != roleState && f.known != nil && f.items[o.from].word() && f.known(f.items[o.from]) {
		return false
	}
	for i := o.from; i < o.to; i++ {
		if f.taken[i] == valued || f.taken[i] == act && o.to-o.from == 1 && states[f.items[i].Lower] == "" {
			return false
		}
	}
	return true
}

// enumValue finds the value of a closed list by its name or by its name in the other language; "" where there is none.
func enumValue(s *slot, word string) string {
	for _, v := range s.schema.Enum {
		name, _ := v.(string)
		if strings.EqualFold(name, word) || slices.Contains(enumWords[name], word) {
			return name
		}
	}
	return ""
}

// enumWords are other words for common values of closed lists.
var enumWords = map[string][]string{
	"low": {"niedrig", "gering"}, "medium": {"mittel"}, "normal": {"normal"}, "high": {"hoch"}, "urgent": {"dringend"},
	"en": {"english", "englisch"}, "de": {"german", "deutsch", "deutsche", "deutscher"}, "draft": {"entwurf"}, "publish": {"published", "veröffentlicht"},
}
