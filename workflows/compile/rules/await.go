package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// A step may begin something that goes on by itself: a rollout, a run. To wait for it is an action of its app, which takes what it waits for from
// that step. How it ended is what that action gives, and a condition may ask for it: "if it fails, …".

var (
	// ends are the words for something that goes on having come to its end, well or badly.
	ends = words(`finish finished finishes complete completed completes done end ended ends over ready live up back rolled rollout running runs run
		restarted started through finishing concludes concluded stopped successfully healthy stable ausgerollt rollout fertig durch durchgelaufen beendet abgeschlossen bereit läuft gelaufen zurück
		stabil steht hochgefahren oben gestartet neugestartet ende vorbei ab stehen abgelaufen da wieder durchläuft durchlaufen`)
	failures = words(`failure failures error errors fehler misserfolg fehlschlag fail fails failed failing fehlschlägt fehlgeschlagen schlägt fehl scheitert gescheitert schiefgeht schief schiefläuft
		schiefgelaufen abbricht abgebrochen crashes crashed breaks broke unsuccessful red rot`)
	successes = words(`succeed succeeds succeeded success successful successfully pass passes passed green works worked klappt geklappt erfolgreich
		erfolg gelingt gelungen durchläuft grün gutgeht glatt`)
	contractions = words(`it's that's they're you're`)
	// fringes go with them where it is told how something that goes on ends.
	fringes = words(`let lass lasse lasst come comes came kommt gekommen run's everything alles finally endlich schon`)
	limits  = words(`most max maximum longer than höchstens maximal längstens länger timeout minutes minuten`)
)

// awaited makes of "wait till it's rolled out", "sobald er durch ist" the action that waits for what a step before began. It reports whether the
// clause says nothing else.
func (b *builder) awaited(c clause) bool {
	if c.negated {
		return false
	}
	s := b.begun()
	if s == nil || !b.speaksOf(c, s, waits, ends, limits, successes, givings, results, finals) {
		return false
	}
	says := func(set map[string]bool) bool {
		return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && set[it.Lower] })
	}
	switch {
	case c.kind == request && says(ends) && b.mentions(c, "let", "lass", "lasse", "until", "till", "bis"):
	case c.kind == request && says(givings) && b.lengthIn(c) != nil && (says(ends) || says(limits)): // "give the rollout 10 minutes at most"
	case c.kind == request && says(waits) && says(results):
	case c.kind == request && c.verb >= 0 && says(waits), c.kind == request && says(waits) && says(ends):
	case c.kind != condition && (says(ends) || says(successes)) && !says(waits):
		opening := clause{from: c.from, to: min(c.to, c.from+2)}
		if c.kind == request && !b.mentions(opening, "after", "nach", "nachdem") {
			return false
		}
	default:
		return false
	}
	w := b.waitedFor(s)
	if w == nil {
		w = b.await(s, c)
	}
	if says(successes) && !says(waits) && len(b.group(s)) == 1 { // "once it has finished successfully"
		b.holds(w.id + "." + outcomeIs(w.t.out, !b.denied(c)))
	}
	return true
}

// holdsOn reports whether an atom begins with letting something come to its end: "hold on till it's through".
func (p *parting) holdsOn(a atom, first int) bool {
	return first+1 < a.to && p.items[first].word() && waits[p.items[first].Lower] && p.items[first+1].Is("on", "until", "till", "bis", "noch")
}

// begun gives the latest step that began something which its app can wait for, nil where there is none.
func (b *builder) begun() *step {
	for _, s := range slices.Backward(b.steps) {
		if s.t != nil && s.t.effect() && b.waiter(s) != nil {
			return s
		}
	}
	return nil
}

// waiter finds the action that waits for what a step began: a long read of its app that says how long it waits at most and takes what the step was
// told or gave.
func (b *builder) waiter(s *step) *target {
	for _, t := range b.targets {
		if t.app != s.t.app || !t.waits() {
			continue
		}
		if !slices.ContainsFunc(t.slots, func(sl slot) bool { return sl.required && b.handedBy(s, &sl) == nil }) {
			return t
		}
	}
	return nil
}

// waits reports whether a target does nothing but wait for something.
func (t *target) waits() bool {
	return t.op != nil && t.op.Long && !t.effect() && slices.ContainsFunc(t.slots, func(s slot) bool { return s.role == roleDuration })
}

// handedBy gives what one step hands on to an argument, nil where it hands on nothing.
func (b *builder) handedBy(s *step, sl *slot) any {
	switch {
	case s.with[sl.name] != nil:
		return s.with[sl.name]
	case alike(s.t.out, sl):
		return "${" + s.id + "." + sl.name + "}"
	}
	return nil
}

// await adds the step that waits for what a step began, and one for each step beside it. It gives the last of them.
func (b *builder) await(s *step, c clause) (last *step) {
	for _, o := range b.group(s) {
		last = b.awaitOne(o, c)
	}
	return last
}

// awaitOne adds the step that waits for what one step began.
func (b *builder) awaitOne(s *step, c clause) *step {
	w := &step{t: b.waiter(s), with: map[string]any{}, c: c, cond: s.cond}
	for i := range w.t.slots {
		sl := &w.t.slots[i]
		v := b.handedBy(s, sl)
		if sl.role == roleDuration {
			v = b.lengthIn(c)
		}
		if v != nil {
			w.with[sl.name] = v
		}
	}
	w.id = b.name(w)
	b.steps = append(b.steps, w)
	b.origin(w.id, c.from, c.to)
	return w
}

// lengthIn gives the length of time that a clause names, nil where it names none.
func (b *builder) lengthIn(c clause) any {
	for _, it := range b.items[c.from:c.to] {
		if length := span(it); length != "" {
			return length
		}
	}
	return nil
}

// speaksOf reports whether a clause is about nothing but a step: its words hold the sentence together, are in a list, name what the step's app
// has, or are what the step was told.
func (b *builder) speaksOf(c clause, s *step, lists ...map[string]bool) bool {
	for _, it := range b.items[c.from:c.to] {
		switch {
		case it.mark(), it.ent == nil && (function(it.Lower) || contractions[it.Lower] || fringes[it.Lower] || strings.HasSuffix(it.Lower, "n't")), span(it) != "":
		case it.word() && courses[it.Lower], slices.ContainsFunc(lists, func(set map[string]bool) bool { return it.word() && set[it.Lower] }):
		case slices.Contains(it.apps, s.t.app), b.ofApp(it, s.t.app):
		case it.ent == nil && slices.ContainsFunc(sortedNames(s.t.in.Properties), func(name string) bool { return s.with[name] == it.Text }):
		default:
			return false
		}
	}
	return true
}

// ofApp reports whether a word names something that an app has.
func (b *builder) ofApp(it item, app string) bool {
	return slices.ContainsFunc(it.nouns, func(h hit) bool {
		return slices.ContainsFunc(b.lexemes[h.lexeme].targets, func(t int) bool { return b.targets[t].app == app })
	})
}

// ended reads "if it fails" as a condition on how that ended which a step began, and lets the plan wait for it first. It gives "" where the clause
// says something else.
func (b *builder) ended(c clause) string {
	good, said, denied := true, false, b.denied(c)
	for _, it := range b.items[c.from:c.to] {
		switch {
		case !it.word():
		case failures[it.Lower]:
			good, said = false, true
		case successes[it.Lower], denied && ends[it.Lower]: // "not ready by then?"
			said = true
		}
	}
	s := b.begun()
	if !said || s == nil || !b.speaksOf(c, s, failures, successes, ends, negators) || len(b.group(s)) > 1 {
		return ""
	}
	if denied {
		good = !good
	}
	w := b.ending(s, c)
	return w.id + "." + outcomeIs(w.t.out, good)
}

// exceptions begin a condition under which something is not done.
var exceptions = words(`unless except außer sei`)

// denied reports whether a clause says that something isn't so.
func (b *builder) denied(c clause) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.word() && (negators[it.Lower] || exceptions[it.Lower] || strings.HasSuffix(it.Lower, "n't"))
	})
}

// waitedFor gives the step that waits already for what a step began, nil where none does.
func (b *builder) waitedFor(s *step) *step {
	for _, o := range slices.Backward(b.steps) {
		if o.t != nil && o.t.waits() && o.t.app == s.t.app {
			return o
		}
		if o == s {
			return nil
		}
	}
	return nil
}

// outcomeIs writes the comparison that holds where something ended well, or badly: of a yes or no, else of the word that all apps have for it.
func outcomeIs(out *connectors.Schema, good bool) string {
	name := outcomeOf(out)
	op := " == "
	if !good {
		op = " != "
	}
	if out.Properties[name].Type == "boolean" {
		return name + op + "true"
	}
	return name + op + `"success"`
}

// outcomeOf names the output that says how something ended: a yes or no, else a word.
func outcomeOf(out *connectors.Schema) (best string) {
	for _, name := range sortedNames(out.Properties) {
		switch p := out.Properties[name]; {
		case p.Type == "boolean":
			return name
		case best == "" && p.Type == "string" && p.Format == "":
			best = name
		}
	}
	return best
}
