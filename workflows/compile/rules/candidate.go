package rules

import (
	"maps"
	"slices"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// candidate is a target for a clause, with the slots that the clause fills and how much speaks for it.
type candidate struct {
	*filling
	verb, noun float64
	evidence   float64 // what speaks for it
	total      float64 // evidence, less what speaks against it
	missing    []*slot
	own        []string // the arguments that each of several records has for itself
	namedApps  []string // that the clause names
	suits      float64  // how much it suits what triggers the plan
	anaphoric  bool     // says by "there" or "to them" where what it needs is known from
	recalls    bool     // speaks of something that was named before, which it needs
	spoken     bool     // the records it is about were named before
}

// reading is what is known when the targets of a clause are weighed.
type reading struct {
	*lexicon
	items   []item
	lang    string
	small   bool
	allowed map[string]bool                   // the apps that are connected
	can     func(*target, *slot, clause) bool // whether a slot that the words left open can be had otherwise
	spoken  func(*candidate) bool             // whether the records that it is about were named before
	filed   func(clause) bool                 // whether a pronoun of a clause stands for a file
	around  surroundings                      // what the words of a clause may refer to
	favour  func(*target) float64             // how much a target suits what triggers the plan
}

// minimum is the least that has to speak for a target, and alone the least that its verb has to say by itself.
const (
	minimum = 2.0
	alone   = 1.1
	own     = 1.5 // of a verb that hardly another target has
	slight  = 0.5 // of a verb that stands somewhere in a clause and doesn't rule it
	sure    = 2.0 // of what suits the record that a loop is at, so that its verb needs no object
)

// enough reports whether a target is worth considering: by all that speaks for it, or as the one reading of its verb, which then
// raises a question.
func (c *candidate) enough() bool {
	return c.evidence >= minimum && c.verb+c.noun+c.patterns > 0 || c.verb >= alone || c.verb > 0 && c.suits >= sure
}

// candidates weighs the targets that the words of a clause speak for, best first.
func (r *reading) candidates(c clause, previous *clause, events bool) []*candidate {
	var list []*candidate
	verbs, nouns := r.evidence(c, previous)
	named := r.namedApps(c)
	for _, i := range r.spokenOf(c, verbs, nouns) {
		t := r.targets[i]
		if (t.event != nil) != events || !r.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) && !t.readsAnything() {
			continue
		}
		if t.effect() && r.asks(c) || t.op != nil && t.op.UndoBy == "restore" && r.wants(c) {
			continue
		}
		v, n := verbs[i], nouns[i]
		cand := &candidate{filling: r.fill(r.items, c, t, r.lang, r.small && (n > 0 || v >= own), r.around), verb: v, noun: n, namedApps: named}
		cand.weigh(r, c, len(named) > 0)
		if !t.effect() && n > 0 && r.wants(c) {
			cand.handed()
		}
		cand.spoken = r.spoken(cand)
		if t.event != nil && r.newlyCalled(c, t) {
			cand.evidence++
		}
		if c.kind == request && v < slight && cand.patterns == 0 && !((r.asks(c) || r.wants(c) || cand.states()) && n > 0 && !t.effect()) && (c.verb >= 0 || !cand.makes() || !c.elided && !cand.whole()) {
			continue
		}
		if n == 0 && t.titled() && r.light(c) && r.changeable(t) {
			continue // "80240 goes to Sam" makes nothing
		}
		if r.light(c) && t.op != nil && t.op.UndoBy == "delete" && !t.carriesMessages() && cand.definite() && r.changeable(t) {
			continue // "the lead Yusuf Demir becomes Nurturing" makes none
		}
		if cand.enough() && !cand.reckless() {
			list = append(list, cand)
		}
	}
	list = r.reaching(list)
	slices.SortStableFunc(list, func(a, b *candidate) int {
		switch {
		case a.total > b.total:
			return -1
		case a.total < b.total:
			return 1
		}
		return 0
	})
	return list
}

// reaching leaves out the targets that have no use for a channel which another of them takes: nobody else is meant where one is named.
func (r *reading) reaching(list []*candidate) []*candidate {
	channels := func(c *candidate) (n int) {
		for i := c.c.from; i < c.end; i++ {
			if r.items[i].Kind == text.Channel && c.taken[i] == valued {
				n++
			}
		}
		return n
	}
	most := 0
	for _, c := range list {
		most = max(most, channels(c))
	}
	if most == 0 {
		return list
	}
	return slices.DeleteFunc(list, func(c *candidate) bool { return channels(c) == 0 })
}

// newlyCalled reports whether a clause says no more of what happens than that something is new: "bei jedem neuen Ticket".
func (r *reading) newlyCalled(c clause, t *target) bool {
	for i := c.from; i+1 < c.to; i++ {
		if r.items[i].word() && fresh[r.items[i].Lower] && slices.ContainsFunc(r.items[i+1].nouns, func(h hit) bool { return r.serves(h.lexeme, t) }) {
			return true
		}
	}
	return false
}

// crowd is so many targets that a verb which all of them have speaks for none, where an object speaks for one of them.
const crowd = 60

// spokenOf lists the targets that a clause may be about, by their index: those that its verbs and objects speak for, and those of which it has all
// words of a pattern.
func (r *reading) spokenOf(c clause, verbs, nouns map[int]float64) []int {
	found, both := map[int]bool{}, 0
	for i := range nouns {
		found[i] = true
		if verbs[i] > 0 {
			both++
		}
	}
	if both == 0 || len(verbs)-both < crowd {
		for i := range verbs {
			found[i] = true
		}
	}
	stems := map[string]bool{}
	for _, it := range r.items[c.from:c.to] {
		if it.stem != "" {
			stems[it.stem] = true
		}
	}
	for stem := range stems {
		for _, i := range r.patterned[stem] {
			if !found[i] && r.targets[i].possible(r.lang, stems) {
				found[i] = true
			}
		}
	}
	return slices.Sorted(maps.Keys(found))
}

// weigh sums up what speaks for a target and against it.
func (c *candidate) weigh(r *reading, cl clause, named bool) {
	c.total = c.verb + c.noun + min(c.patterns, 2)
	if named {
		c.total += 1
	}
	if r.kin(cl, c.t.app) {
		c.total += 0.5
	}
	for _, v := range c.values() {
		gain := 0.25
		if v.slot.required {
			gain = 0.6
		}
		if e := c.items[v.from].ent; e != nil && v.slot.fits(*e) == 1 && v.slot.role != roleTitle && v.slot.role != roleText ||
			v.slot.takesName(c.items[v.from]) == 1 || v.slot.role == roleFields && rows[v.slot.name] {
			gain += 0.6
		}
		if v.slot.name == "from" && c.sends(v.from) { // who mails is what an event is told by
			gain += 0.6
		}
		if v.slot.name == "table" && c.t.op != nil && c.t.op.UndoBy == "delete" && slices.ContainsFunc(c.items[max(c.c.from, v.from-3):v.from], func(it item) bool { return it.Is("from", "aus") }) {
			c.total -= 2 // what is taken out of a table isn't put in
		}
		if !c.t.effect() && v.slot.required && c.t.op != nil && (v.slot.role == rolePerson || v.slot.role == roleOrg) && c.person(v.from, v.to) {
			if gain += 0.6; v.slot.role == roleOrg {
				gain -= 1.2
			}
		}
		if c.makes() && v.from > c.c.from && c.items[v.from-1].Is("called", "named", "titled", "namens") { // what is to be called something is to be made
			gain += 0.6
		}
		c.total += gain
	}
	if cl.message >= 0 && c.c.message >= 0 && !c.t.says() && !reasons[c.items[cl.message].Lower] {
		c.total -= 1.5
	}
	if r.indefinite(c) || r.old(c) {
		c.total -= 1
	}
	for i := range c.t.slots {
		if s := &c.t.slots[i]; s.required && s.role == roleEmail && !c.has(s) && r.addressed(cl) && r.can(c.t, s, cl) { // "send it back to the sender"
			c.total += 1
		}
	}
	c.suits = r.favour(c.t)
	if c.samePlace(cl) {
		c.suits += 0.6
	}
	c.total += c.suits
	c.evidence = c.total
	for i := range c.t.slots {
		s := &c.t.slots[i]
		if _, ok := c.got[s.name]; ok || !s.required {
			continue
		}
		if r.can(c.t, s, cl) {
			switch s.role {
			case rolePerson: // "tell her"
				c.total += 1
				c.recalls = true
			case roleChannel: // "post it there"
				if c.total += 0.5; r.inside(cl) {
					c.total += 0.5
					c.anaphoric = true
				}
				c.recalls = true
			case roleEmail: // "write to them"
				if r.refersTo(cl, personal) {
					c.total++
					c.anaphoric = true
				}
			case roleKey, roleRecord, roleOrg, roleName, roleNumber:
				c.recalls = true
			case roleTitle:
				c.recalls = !c.t.effect()
			case roleFile: // "share it in #board", where it is a file
				if r.filed(cl) {
					c.total += 1
				}
			}
			continue
		}
		c.missing = append(c.missing, s)
		c.total -= 0.5
	}
	if c.idle() {
		c.total -= 0.6
	}
	for i := cl.from; i < c.end; i++ {
		if e := c.items[i].ent; e != nil && c.taken[i] < valued && !e.Weak {
			c.total -= 0.9
		}
		if it := c.items[i]; it.word() && c.taken[i] == free && (len(it.nouns) > 0 && !it.nouns[0].part && (!c.t.writesRows() || r.around == nil || !r.around.brings(it.Lower)) || c.overlooks(i)) {
			c.total -= 0.6
		}
	}
}

// idle reports whether a change has nothing that it would change.
func (c *candidate) idle() bool {
	op := c.t.op
	return op != nil && op.UndoBy == "restore" && len(op.OneOf) > 0 && c.c.message < 0 && !slices.ContainsFunc(op.OneOf, func(name string) bool {
		_, got := c.got[name]
		return got
	})
}

// addressed reports whether a clause says that something goes to whoever a record came from.
func (r *reading) addressed(c clause) bool {
	for i := c.from + 1; i < c.to; i++ {
		if r.items[i].word() && r.items[i].Is("sender", "absender", "absenderin", "requester", "melder", "anfragenden") && slices.ContainsFunc(r.items[max(c.from, i-2):i], func(it item) bool { return it.Is("to", "an") }) {
			return true
		}
	}
	return false
}

// reasons begin why something is asked for, which not every action has a place for.
var reasons = words(`because since weil denn damit so`)

// says reports whether a target takes what is said. The text that a record has is only set anew where it is named, and what a read looks for is no
// message.
func (t *target) says() bool {
	sl := (&step{t: t}).textSlot()
	return sl != nil && (sl.required || t.op == nil || t.effect() && (t.op.UndoBy != "restore" || sl.name == "note"))
}

// reckless reports whether a target would destroy something on too little evidence: it needs its own verb, spelt right, and what
// it destroys named beside it.
func (c *candidate) reckless() bool {
	op := c.t.op
	if op == nil || !op.Destructive && op.Effect != connectors.Irreversible {
		return false
	}
	if c.verb == 0 && c.patterns == 0 {
		return op.Destructive
	}
	if !op.Destructive {
		return false
	}
	if v := c.c.verb; v < 0 || c.items[v].Mended {
		return true
	}
	if c.suits >= sure { // what a loop is at that was listed by itself
		return false
	}
	for _, s := range c.t.slots {
		if v, ok := c.got[s.name]; ok && s.required && (s.role == roleKey || looks[s.name] != nil && s.takesName(c.items[v.from]) == 1) {
			return false
		}
	}
	return c.noun == 0 && !c.spoken && (c.got["table"].slot == nil || c.got["where"].slot == nil)
}
