package rules

import (
	"maps"
	"slices"
	"time"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/plan"
)

// step is a step of the plan as it grows.
type step struct {
	id      string
	t       *target
	with    map[string]any
	from    *candidate // nil for a look-up that no words asked for
	c       clause
	open    []*slot // required, and nobody could say
	approve *plan.Approve
	cond    string
	lookup  bool
}

// builder makes a plan of clauses, one after the other. What earlier clauses told is what later ones may refer to.
type builder struct {
	*reading
	req       compile.Request
	clauses   []clause
	steps     []*step
	trigger   *target
	triggered map[string]any
	schedule  *plan.Schedule
	orgs      []string // companies and customers that were named, latest last
	keys      []string // record keys that were named and that nothing was done with yet
	asked     []compile.Question
	problems  []plan.Problem
	why       []compile.Origin
	unread    []clause // requests that nothing was made of
	last      string   // the condition that "otherwise" turns round
	gate      *step    // an approval that waits for the step it guards
	now       time.Time
	cond      string // a condition that waits for the step it guards
}

func newBuilder(l *lexicon, items []item, lang string, now time.Time, r compile.Request) *builder {
	b := &builder{reading: &reading{lexicon: l, items: items, lang: lang, allowed: map[string]bool{}}, req: r, now: now}
	b.can = b.derivable
	b.known = b.triggering
	b.favour = func(t *target) float64 {
		if b.trigger != nil && t.op != nil && t.app == b.trigger.app && t.noun() == b.trigger.subject() {
			return 1
		}
		return 0
	}
	b.spoken = func(c *candidate) bool {
		s := c.recordSlot()
		return s != nil && len(b.keys) > 0 && b.mentions(c.c, plurals...) && keyFits(s.name, b.keys)
	}
	for _, app := range l.reg.Apps() {
		if r.Connected == nil || slices.Contains(r.Connected, app.App) {
			b.allowed[app.App] = true
		}
	}
	b.small = !slices.ContainsFunc(items, func(it item) bool { return it.Capital() })
	return b
}

// build reads the clauses in the order in which they are to be carried out.
func (b *builder) build() {
	b.clauses = b.lexicon.clauses(b.items, b.lang)
	b.negations()
	b.reorder()
	for i := range b.clauses {
		b.remember(b.clauses[i])
	}
	for i, c := range b.clauses {
		if (c.kind == condition || c.kind == event) && len(b.steps) > 0 && i+1 < len(b.clauses) && b.clauses[i+1].negated {
			continue // a condition under which nothing is to be done
		}
		var previous *clause
		if i > 0 {
			previous = &b.clauses[i-1]
		}
		b.read(c, previous)
	}
	b.finish()
}

// read makes of a clause what it asks for.
func (b *builder) read(c clause, previous *clause) {
	switch {
	case !c.negated && c.kind != event && b.control(c):
	case c.negated:
		b.cond = ""
	case b.approval(c):
	case c.kind == event && b.event(c):
	case c.kind == condition || c.kind == event:
		b.condition(c)
	case b.otherwise(c):
		b.cond = "not (" + b.last + ")"
		b.request(c, previous)
	default:
		b.request(c, previous)
	}
}

// otherwise reports whether a clause is for the case that the last condition does not hold.
func (b *builder) otherwise(c clause) bool {
	return b.last != "" && c.to > c.from && (b.items[c.from].Is("otherwise", "else", "sonst", "andernfalls") || c.to > c.from+1 && b.items[c.from].mark() && b.items[c.from+1].Is("otherwise", "else", "sonst"))
}

// request adds the step or steps that a clause asks for.
func (b *builder) request(c clause, previous *clause) {
	if b.disconnected(c) {
		return
	}
	list := b.candidates(c, previous, false)
	if len(list) == 0 {
		if c.verb >= 0 || c.elided || !b.tells(c) {
			b.unread = append(b.unread, c)
		}
		return
	}
	best := list[0]
	if rival := b.rival(list); rival != nil {
		chosen := b.ask2(best, rival)
		if chosen == nil {
			return
		}
		best = chosen
	}
	if s := b.created(best); s != nil {
		b.merge(s, best)
		return
	}
	if s := b.elaborated(best, c); s != nil {
		b.merge(s, best)
		return
	}
	b.repeat(best, c)
}

// repeat adds a step for each record that a clause is about: those it names, or, where it says "both" or "all of them", those named before.
func (b *builder) repeat(cand *candidate, c clause) {
	key := cand.recordSlot()
	if key == nil {
		b.place(cand, c)
		return
	}
	if _, ok := cand.got[key.name]; !ok && b.mentions(c, plurals...) && len(b.keys) > 0 {
		for i, k := range b.keys {
			v := filled{slot: key, value: k}
			if i == 0 {
				cand.got[key.name] = v
				continue
			}
			cand.also = append(cand.also, v)
		}
		for i := c.from; i < c.to; i++ {
			if b.items[i].Is(plurals...) {
				cand.mark(i, i+1, valued)
			}
		}
	}
	b.place(cand, c)
	first := b.steps[len(b.steps)-1]
	for _, o := range cand.also {
		s := &step{t: cand.t, with: maps.Clone(first.with), c: c, cond: first.cond}
		s.with[key.name] = o.value
		s.id = b.name(s)
		b.steps = append(b.steps, s)
		b.origin(s.id, c.from, c.to)
	}
}

// plurals are the words for several records that were named before.
var plurals = []string{"both", "them", "these", "those", "all", "beide", "beiden", "alle"}

// recordSlot gives the argument that says which record an action is done to.
func (c *candidate) recordSlot() *slot {
	for i := range c.t.slots {
		if s := &c.t.slots[i]; (s.role == roleKey || s.role == roleRecord) && s.required {
			return s
		}
	}
	return nil
}

// place turns a candidate into a step.
func (b *builder) place(cand *candidate, c clause) {
	c.message = cand.c.message
	s := &step{t: cand.t, with: map[string]any{}, from: cand, c: c, cond: b.cond}
	if b.cond != "" {
		b.last, b.cond = b.cond, ""
	}
	if b.gate != nil {
		b.steps = append(b.steps, b.gate)
		b.gate = nil
	}
	for name, v := range cand.got {
		s.with[name] = v.value
	}
	splitName(s)
	b.steps = append(b.steps, s)
	s.id = b.name(s)
	b.origin(s.id, c.from, c.to)
	for name, v := range cand.got {
		b.origin(s.id+"."+name, v.from, v.to)
	}
	b.complete(s)
}

func (b *builder) origin(path string, from, to int) {
	if to > from {
		b.why = append(b.why, compile.Origin{Path: path, From: b.items[from].Span.From, To: b.items[to-1].Span.To})
	}
}

// rival gives a candidate of another app that is as good as the best one.
func (b *builder) rival(list []*candidate) *candidate {
	for _, other := range list[1:] {
		if other.t.app != list[0].t.app && list[0].total-other.total < 0.35 && (other.verb > 0 || list[0].verb == 0) && len(other.missing) <= len(list[0].missing) {
			return other
		}
	}
	return nil
}

// elaborated finds the step that a clause says more about: the same action, asked for before, whose open arguments this clause fills.
func (b *builder) elaborated(cand *candidate, c clause) *step {
	for _, s := range b.steps {
		if s.t != cand.t || s.from == nil {
			continue
		}
		if key := cand.recordSlot(); key != nil && cand.t.op.UndoBy == "restore" && len(cand.got) > 0 && s == b.steps[len(b.steps)-1] && !s.clashes(cand) {
			if _, own := cand.got[key.name]; !own {
				return s
			}
		}
		clash := false
		for name := range cand.got {
			_, has := s.from.got[name]
			clash = clash || has
		}
		if !clash && (b.definite(c) || len(cand.got) == 0 || c.verb < 0 || s == b.steps[len(b.steps)-1] && cand.adds()) {
			return s
		}
	}
	return nil
}

// adds reports whether a candidate only has optional values, so that it can't stand alone: "replies go to …".
func (c *candidate) adds() bool {
	return len(c.missing) > 0 && len(c.got) > 0 && !slices.ContainsFunc(c.t.slots, func(s slot) bool {
		_, ok := c.got[s.name]
		return ok && s.required
	})
}

// clashes reports whether a candidate has a value for an argument that a step has one for.
func (s *step) clashes(cand *candidate) bool {
	for name := range cand.got {
		if s.with[name] != nil {
			return true
		}
	}
	return false
}

// created finds the step that made the record which a clause goes on to change: "create an issue … and assign it to Noor" is one step.
func (b *builder) created(cand *candidate) *step {
	if len(b.steps) == 0 || cand.t.op.UndoBy != "restore" || len(cand.got) == 0 {
		return nil
	}
	s := b.steps[len(b.steps)-1]
	if s.t == nil || s.t.app != cand.t.app || s.t.noun() != cand.t.noun() || s.from == nil || s.t.op.UndoBy == "restore" {
		return nil
	}
	for name := range cand.got {
		if s.with[name] != nil || s.t.in.Properties[name] == nil {
			return nil
		}
	}
	return s
}

// definite reports whether a clause begins with a thing that was named before: "the mail goes to …", "in der Mail soll …".
func (b *builder) definite(c clause) bool {
	for i := c.from; i < c.to && i < c.from+3; i++ {
		if b.items[i].Is("the", "die", "der", "das", "den", "dem") && i+1 < c.to && len(b.items[i+1].nouns) > 0 {
			return i == c.from || prepositions[b.items[i-1].Lower]
		}
	}
	return false
}

func (b *builder) merge(s *step, cand *candidate) {
	for name, v := range cand.got {
		s.from.got[name] = v
		s.with[name] = v.value
		b.origin(s.id+"."+name, v.from, v.to)
	}
	if cand.c.message >= 0 {
		b.fillMessage(s, cand.c)
	}
	s.open = nil
	b.complete(s)
}

// negations marks the clauses that ask for something not to be done.
func (b *builder) negations() {
	for i := range b.clauses {
		c := &b.clauses[i]
		if c.kind == request {
			c.negated = b.negates(*c)
		}
	}
}

// negates reports whether a clause says no to its verb or its object. What stands behind a comma or a colon only says more about the
// object, and in English what stands far behind the verb does too.
func (b *builder) negates(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for j := c.from; j < end; j++ {
		it := b.items[j]
		switch {
		case it.mark() && it.Is(",", ":") && j > c.from+1 && (c.verb < 0 || j > c.verb):
			return false
		case it.word() && it.Is("stays", "stay", "remains", "bleibt", "bleiben", "alone"):
			return true
		case !it.word() || !negators[it.Lower], it.Text == "Not" && j > c.from:
		case b.lang == "en" && c.verb >= 0 && j > c.verb+2:
		default:
			return true
		}
	}
	return false
}

// reorder puts what is to come "before" something behind it.
func (b *builder) reorder() {
	for i := 0; i+1 < len(b.clauses); i++ {
		if !b.clauses[i].later || b.clauses[i].sentence != b.clauses[i+1].sentence || b.clauses[i].negated {
			continue
		}
		j := i + 1
		for j+1 < len(b.clauses) && b.clauses[j+1].sentence == b.clauses[i].sentence {
			j++
		}
		c := b.clauses[i]
		copy(b.clauses[i:], b.clauses[i+1:j+1])
		b.clauses[j] = c
		b.clauses[j].later = false
		i = j
	}
}

// tellers are the words of somebody who tells something and asks for nothing.
var tellers = words(`we i i'm i've he she they it it's you i'll was were has had have is are am been got just thanks thank hi hello
	ich wir er sie es die du ihr man war waren hat haben hatte hatten ist sind wollen will möchte braucht danke moin hallo`)

// tells reports whether a clause without an order in it only tells something, or greets.
func (b *builder) tells(c clause) bool {
	content := false
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if it.word() && tellers[it.Lower] && !(it.Is("die", "sie", "es", "it") && i > c.from+1) {
			return true
		}
		content = content || it.content() && (it.ent != nil || it.word())
	}
	return !content
}

// effect reports whether an action changes something.
func (t *target) effect() bool { return t.op != nil && t.op.Effect != connectors.Read }
