package rules

import (
	"slices"
	"time"

	"sayso/connectors"
	"sayso/workflows/compile"
	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// step is a step of the plan as it grows.
type step struct {
	id      string
	t       *target
	with    map[string]any
	from    *candidate // nil for a look-up that no words asked for
	c       clause
	like    *step          // the step that it repeats for another record
	beside  *step          // the step under whose verb it stands with values of its own
	more    []*candidate   // what further clauses said of it
	unsound map[string]int // the item of a value that can't be used as it is, by argument
	approve *plan.Approve
	wait    *plan.Wait
	each    string // a reference to the list for whose items the inner steps are done
	inner   []*step
	beam    int // steps with the same number above zero are done at the same time
	cond    string
	lookup  bool
	trust   []string // the arguments that are vouched for, since the prompt says where their values come from
	over    string   // a reference to the list of files for each of which it is done
	called  string   // what people call the file that it gets
	drafted string   // the argument whose text nobody gave
	answer  string   // the output that its words ask for
}

// builder makes a plan of clauses, one after the other. What earlier clauses told is what later ones may refer to.
type builder struct {
	*reading
	req        compile.Request
	clauses    []clause
	steps      []*step
	trigger    *target
	triggered  map[string]any
	startedBy  clause // the words for the trigger
	background clause // those of them that tell what happens anyway
	holding    *holding
	fields     []string          // fields that the prompt says the trigger brings, in lower case
	took       string            // the field that is to be taken for what comes next
	meant      map[string]string // what those stand for that are called otherwise
	declaredAt []text.Span       // where it says so
	schedule   *plan.Schedule
	orgs       []string // companies and customers that were named, latest last
	here       int      // the first item of the clause that is read
	keys       []string // record keys that were named and that nothing was done with yet
	asked      []compile.Question
	problems   []plan.Problem
	why        []compile.Origin
	puzzled    int         // how often it was left open what words are for
	undecided  int         // how often two apps were equally likely
	unread     []clause    // requests that nothing was made of
	last       string      // the condition that "otherwise" turns round
	atOnce     []text.Span // where in the prompt it says that things are to happen at the same time
	apart      bool        // it says that things are not to happen at the same time
	loop       *loop       // that steps are put in now
	rowwise    bool        // something was done for each row of a query
	table      *pasted     // that stands in the prompt
	gate       *step       // an approval that waits for the step it guards
	now        time.Time
	cond       string // a condition for the steps of a sentence
	condIn     int    // the sentence
	condOf     clause // the words for it

	antecedents []antecedent // the records that are named anywhere in the prompt
	statements  []statement  // the clauses that only name what others are about
}

func newBuilder(l *lexicon, items []item, lang string, now time.Time, r compile.Request) *builder {
	b := &builder{reading: &reading{lexicon: l, items: items, lang: lang, allowed: map[string]bool{}}, req: r, now: now}
	b.can = b.derivable
	b.around = b
	b.favour = func(t *target) float64 {
		if b.trigger != nil && t.op != nil && t.app == b.trigger.app && (t.noun() == b.trigger.subject() && t.op.UndoBy != "delete" ||
			slices.ContainsFunc(t.slots, func(s slot) bool { return s.required && s.name == b.trigger.subject() })) {
			return 1
		}
		if i := slices.IndexFunc(b.clauses, func(c clause) bool { return c.from == b.here }); i >= 0 && len(b.steps) > 0 && b.another(b.clauses[i]) {
			if last := b.steps[len(b.steps)-1].t; last != nil && last.app == t.app && last.noun() == t.noun() {
				return 1
			}
		}
		if b.loop != nil && b.loop.found && t.effect() && t.app == b.loop.list.t.app && (slices.ContainsFunc(t.slots, func(s slot) bool { return b.itemFor(t, &s) != "" }) || t.op.UndoBy == "restore" && t.noun() == kindQueried(b.loop.list)) {
			return sure
		}
		return 0
	}
	b.spoken = func(c *candidate) bool {
		s := c.recordSlot()
		return s != nil && len(b.keys) > 0 && b.mentions(c.c, plurals...) && keyFits(s.name, b.keys) || slices.ContainsFunc(c.t.slots, func(s slot) bool {
			return s.required && s.role != roleChannel && b.stated(c.t, &s) != ""
		})
	}
	b.filed = b.meansFile
	for _, app := range l.reg.Apps() {
		if r.Connected == nil || slices.Contains(r.Connected, app.App) {
			b.allowed[app.App] = true
		}
	}
	b.small = !slices.ContainsFunc(items, func(it item) bool { return it.Capital() })
	return b
}

// maxClauses is how much one prompt may ask for. More is pasted text, not a request.
const maxClauses = 100

// build reads the clauses in the order in which they are to be carried out.
func (b *builder) build() {
	b.part()
	if len(b.clauses) > maxClauses {
		b.tooLong()
		return
	}
	if b.harmful() {
		return
	}
	b.ordinals()
	b.moods()
	b.sequence()
	b.reorder()
	for i := range b.clauses {
		b.remember(b.clauses[i])
	}
	var previous *clause
	for i := range b.clauses {
		b.here = b.clauses[i].from
		b.lapse(b.clauses[i])
		if b.pauses(&b.clauses[i]) {
			continue
		}
		c := &b.clauses[i]
		if b.expires(i) {
			continue
		}
		if (c.kind == condition || c.kind == event) && len(b.steps) > 0 && i+1 < len(b.clauses) && (b.clauses[i+1].negated || b.clauses[i+1].kind == narrative) {
			previous = c
			continue // a condition under which nothing is to be done
		}
		if (!c.negated || b.conditional(*c)) && b.approval(c) || b.beside(i) {
			continue
		}
		if b.branches(c); b.restrains(c) || b.loops(c) {
			continue
		}
		if b.eventuality(c) {
			continue
		}
		b.reportsOutcome(*c)
		b.attributes(c)
		told := b.digests(c)
		b.supplies(c)
		b.read(*c, previous)
		b.tell(told)
		previous = c
	}
	b.closeLoop()
	b.alongside()
	b.undeclared()
	b.unknownOccasion()
	b.idleCondition()
	b.finish()
}

// beside reports whether a clause only says that something waits for the approval that the clause before or behind it asks for.
func (b *builder) beside(i int) bool {
	asks := func(c clause) bool { return b.approvalAt(c) >= 0 || asksLeave(b.items, c.from, c.to) }
	if b.shows(b.clauses[i]) && i+1 < len(b.clauses) && asks(b.clauses[i+1]) {
		return true
	}
	if !b.waiting(b.clauses[i]) {
		return false
	}
	return i > 0 && asks(b.clauses[i-1]) || i+1 < len(b.clauses) && asks(b.clauses[i+1])
}

func (b *builder) tooLong() {
	b.problems = append(b.problems, plan.Problem{Code: CodeTooLong, Severity: plan.Error,
		Message: b.in("The prompt asks for too many things at once.", "Die Anweisung verlangt zu vieles auf einmal."),
		Fix:     b.in("Split it into several prompts.", "Teile sie in mehrere auf.")})
}

// read makes of a clause what it asks for.
func (b *builder) read(c clause, previous *clause) {
	switch {
	case c.kind == narrative, c.kind == entry:
	case !c.negated && b.strange(c):
	case b.asksEnd(c):
	case b.awaited(c):
	case !c.negated && c.kind != event && b.loop == nil && b.control(c):
	case c.kind != request && len(b.steps) > 0 && b.takenUp(c) == "" && b.then(c):
	case c.negated:
		b.cond = ""
	case (c.kind == event || c.kind == condition) && b.event(c):
	case c.kind == condition || c.kind == event:
		b.condition(c)
	case b.otherwise(c):
		b.holds("not (" + b.last + ")")
		b.request(c, previous)
	default:
		b.request(c, previous)
	}
}

// then reports whether a clause only says that something is to come after what is asked for: "once it's done", "wenn das erledigt
// ist".
func (b *builder) then(c clause) bool {
	ends := func(it item) bool {
		return it.word() && (states[it.Lower] == "done" || successes[it.Lower] || !function(it.Lower))
	}
	if c.kind == condition && !slices.ContainsFunc(b.items[c.from+b.subordinated(c):c.to], ends) {
		return false // "if there are"
	}
	for _, it := range b.items[c.from:c.to] {
		if it.Is("ja", "yes", "so", "not", "nein", "nicht") || it.ent != nil || it.word() && !function(it.Lower) && states[it.Lower] != "done" &&
			!it.Is("finished", "ready", "sent", "created", "posted", "it's", "that's", "you're", "you've", "through", "durch", "bist", "raus", "erstellt", "verschickt", "everything", "alles") {
			return false
		}
	}
	return true
}

// place turns a candidate into a step.
func (b *builder) place(cand *candidate, c clause) {
	c.message, c.to = cand.c.message, cand.c.to
	b.separate(cand.t, c)
	s := &step{t: cand.t, with: map[string]any{}, from: cand, c: c, cond: b.cond}
	if b.cond != "" && b.condIn != throughout {
		b.last, b.condIn = b.cond, c.sentence
	}
	if b.gate != nil {
		b.steps = append(b.steps, b.gate)
		b.gate = nil
	}
	s.id = b.name(s)
	b.origin(s.id, c.from, c.to)
	b.take(s, cand)
	splitName(s)
	b.happened(s)
	b.steps = append(b.steps, s)
	b.complete(s)
	b.answers(s)
}

func (b *builder) origin(path string, from, to int) {
	if to <= from {
		return
	}
	o := compile.Origin{Path: path, From: b.items[from].Span.From, To: b.items[from].Span.To}
	for _, it := range b.items[from:to] { // a corrected value stands behind what it corrects
		o.From, o.To = min(o.From, it.Span.From), max(o.To, it.Span.To)
	}
	b.why = append(b.why, o)
}

// effect reports whether an action changes something.
func (t *target) effect() bool { return t.op != nil && t.op.Effect != connectors.Read }
