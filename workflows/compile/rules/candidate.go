package rules

import (
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
	spoken     bool // the records it is about were named before
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
	known   func(item) bool                   // whether a word names what triggers the plan
	favour  func(*target) float64             // how much a target suits what triggers the plan
}

// minimum is the least that has to speak for a target, and alone the least that its verb has to say by itself.
const (
	minimum = 2.0
	alone   = 1.1
)

// enough reports whether a target is worth considering: by all that speaks for it, or as the one reading of its verb, which then
// raises a question.
func (c *candidate) enough() bool {
	return c.evidence >= minimum && c.verb+c.noun+c.patterns > 0 || c.verb >= alone
}

// candidates weighs the targets that the words of a clause speak for, best first.
func (r *reading) candidates(c clause, previous *clause, events bool) []*candidate {
	var list []*candidate
	verbs, nouns := r.evidence(c, previous)
	named := r.namedApps(c)
	stems := map[string]bool{}
	for _, it := range r.items[c.from:c.to] {
		if it.stem != "" {
			stems[it.stem] = true
		}
	}
	for i, t := range r.targets {
		if (t.event != nil) != events || !r.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) {
			continue
		}
		v, n := verbs[i], nouns[i]
		f := r.lexicon.fill
		if v == 0 && n == 0 && !t.possible(r.lang, stems) {
			continue
		}
		cand := &candidate{filling: f(r.items, c, t, r.lang, r.small && n > 0, r.known), verb: v, noun: n}
		cand.weigh(r, c, len(named) > 0)
		cand.spoken = r.spoken(cand)
		if c.kind == request && v == 0 && cand.patterns == 0 && (c.verb >= 0 || !cand.makes() || !c.elided && !cand.whole()) {
			continue
		}
		if cand.enough() && !cand.reckless() {
			list = append(list, cand)
		}
	}
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

// makes reports whether a target makes something new, so that naming the thing alone can ask for it: "an email to …". What is done to a
// record that is there has to be said.
func (c *candidate) makes() bool {
	return c.t.op != nil && c.t.op.Effect != connectors.Read && c.t.op.UndoBy != "restore" && !c.t.op.Destructive && c.recordSlot() == nil
}

// whole reports whether a clause without a verb is a request all the same: it names the thing and, by a value of its very type, where it goes.
func (c *candidate) whole() bool {
	if c.noun < 0.8 || c.t.op == nil {
		return false
	}
	if c.items[c.c.from].Is("new", "neu", "neue", "neuer", "neues", "neuen") && c.t.op.UndoBy == "delete" && len(c.got) > 0 {
		return true
	}
	for _, v := range c.got {
		if e := c.items[v.from].ent; e != nil && v.slot.fits(*e) == 1 && (v.slot.required || slices.Contains(c.t.op.OneOf, v.slot.name)) {
			return true
		}
	}
	return false
}

// evidence gives for each target how much the verbs and the objects of a clause speak for it.
func (r *reading) evidence(c clause, previous *clause) (verbs, nouns map[int]float64) {
	verbs, nouns = map[int]float64{}, map[int]float64{}
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	count := func(into map[int]float64, h hit, factor float64) {
		for _, t := range r.lexemes[h.lexeme].targets {
			into[t] = max(into[t], factor*r.weight(h.lexeme))
		}
	}
	for i := c.from; i < end; i++ {
		it := r.items[i]
		for _, h := range it.verbs {
			switch {
			case i == c.verb:
				count(verbs, h, 1)
			case c.kind != request:
				count(verbs, h, 0.7)
			case h.form&text.Imperative == 0 && !it.Capital():
				count(verbs, h, 0.2)
			}
		}
		factor := 1.0
		if i > c.from && r.behindPreposition(c, i) {
			factor = 0.5
		}
		for _, h := range it.nouns {
			if i == c.verb && r.verbal(it) {
				continue
			}
			width := 1 + 0.15*float64(h.width-1)
			if h.part {
				width = 0.8
			}
			if r.lexemes[h.lexeme].argument {
				width = 0.4
			}
			count(nouns, h, factor*width)
		}
	}
	if c.elided && previous != nil && previous.verb >= 0 {
		for _, h := range r.items[previous.verb].verbs {
			count(verbs, h, 0.5)
		}
	}
	return verbs, nouns
}

// verbal reports whether the word that is a clause's verb is also a noun of the same look, as "email".
func (r *reading) verbal(it item) bool { return len(it.verbs) > 0 && r.lang == "en" }

// behindPreposition reports whether the phrase around an item hangs on a preposition: "the comment on the issue".
func (r *reading) behindPreposition(c clause, i int) bool {
	for j := i - 1; j >= c.from && j >= i-3; j-- {
		it := r.items[j]
		if !it.word() {
			return false
		}
		if prepositions[it.Lower] {
			return true
		}
		if !determiners[it.Lower] && !fillers[it.Lower] && len(it.apps) == 0 {
			return false
		}
	}
	return false
}

// namedApps lists the connected apps that a clause names, directly or by their kind.
func (r *reading) namedApps(c clause) []string {
	var list []string
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for i := c.from; i < end; i++ {
		it := r.items[i]
		for _, app := range it.apps {
			if r.allowed[app] && !r.ordinary(it, app) && !slices.Contains(list, app) {
				list = append(list, app)
			}
		}
		for _, kind := range r.kindsAt(i) {
			for _, app := range r.ofKind(kind) {
				if !slices.Contains(list, app) {
					list = append(list, app)
				}
			}
		}
	}
	return list
}

// kindsAt gives the kinds of app that a word means; none where it only says more about the noun before it, as in "channel accounting".
func (r *reading) kindsAt(i int) []string {
	if i > 0 {
		if it := r.items[i-1]; it.word() && !function(it.Lower) && len(it.verbs) == 0 && len(it.apps) == 0 {
			return nil
		}
	}
	return r.items[i].kinds
}

// ordinary reports whether an app's name is an everyday word as well: "mail" and "invoice" name things before they name apps.
func (r *reading) ordinary(it item, app string) bool {
	for _, h := range slices.Concat(it.nouns, it.verbs) {
		for _, t := range r.lexemes[h.lexeme].targets {
			if r.targets[t].app == app && !h.part {
				return true
			}
		}
	}
	return false
}

func (r *reading) ofKind(kind string) []string {
	var list []string
	for _, app := range r.reg.Apps() {
		if r.allowed[app.App] && slices.Contains(app.Kind, kind) {
			list = append(list, app.App)
		}
	}
	return list
}

// weigh sums up what speaks for a target and against it.
func (c *candidate) weigh(r *reading, cl clause, named bool) {
	c.total = c.verb + c.noun + min(c.patterns, 2)
	if named {
		c.total += 1
	}
	for _, v := range c.got {
		gain := 0.25
		if v.slot.required {
			gain = 0.6
		}
		if e := c.items[v.from].ent; e != nil && v.slot.fits(*e) == 1 && v.slot.role != roleTitle && v.slot.role != roleText {
			gain += 0.6
		}
		c.total += gain
	}
	c.total += r.favour(c.t)
	c.evidence = c.total
	for i := range c.t.slots {
		s := &c.t.slots[i]
		if _, ok := c.got[s.name]; ok || !s.required {
			continue
		}
		if r.can(c.t, s, cl) {
			continue
		}
		c.missing = append(c.missing, s)
		c.total -= 0.5
	}
	for i := cl.from; i < c.end; i++ {
		if e := c.items[i].ent; e != nil && c.taken[i] < valued && !e.Weak {
			c.total -= 0.9
		}
		if it := c.items[i]; it.word() && c.taken[i] == free && len(it.nouns) > 0 && !it.nouns[0].part {
			c.total -= 0.6
		}
	}
}

// reckless reports whether a target would destroy something on too little evidence: it needs its own verb, spelt right, and what it
// destroys named beside it.
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
	if v := c.c.verb; v < 0 || c.items[v].typo {
		return true
	}
	for _, s := range c.t.slots {
		if _, ok := c.got[s.name]; ok && s.required && s.role == roleKey {
			return false
		}
	}
	return c.noun == 0 && !c.spoken
}
