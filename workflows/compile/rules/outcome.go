package rules

import (
	"slices"

	"sayso/workflows/compile"
)

// How something ended which a step began may be said in few words: "on success …", "bei Fehler …", "nach Abschluss …". And who is to be told how it ended
// is told when it has, also where nobody says "wait".

var (
	onSuccess = phrases(`on success, upon success, in case of success, if successful, when successful, after success, bei erfolg, im erfolgsfall, im falle eines erfolgs, nach erfolg, wenn erfolgreich,
		nach erfolgreichem abschluss, nach erfolgreichem lauf, nach erfolgreichem durchlauf, after successful completion, upon successful completion, on successful completion`)
	onFailure = phrases(`on failure, upon failure, in case of failure, in case of a failure, in case of an error, on error, on errors, if unsuccessful, bei misserfolg, bei fehlschlag, bei fehlern, bei fehler,
		bei einem fehler, im fehlerfall, im falle eines fehlers, bei einem fehlschlag, bei scheitern`)
	onEnd = phrases(`on completion, upon completion, after completion, when done, once done, when finished, once finished, when complete, once complete, when ready, once ready, after the rollout, after that run,
		nach abschluss, nach dem abschluss, nach fertigstellung, nach dem rollout, nach dem lauf, nach durchlauf, wenn fertig, sobald fertig, nach beendigung`)
	// results are the words for how something ended, and finals what makes one of a state.
	results = words(`outcome result conclusion verdict ergebnis resultat ausgang endstatus endergebnis endzustand abschlussstatus`)
	finals  = words(`final end resulting finalen endgültigen abschließenden`)
	// shrugs are the words of a clause by which nothing is to be done.
	shrugs = words(`leave ignore skip nothing lass lasse ignorieren ignoriere nichts egal tun machen unternehmen passieren`)
)

// eventuality reads what a clause says in few words of how that ended which was begun before, and takes it out of the clause. It reports whether the
// clause asks for nothing else.
func (b *builder) eventuality(c *clause) bool {
	s := b.begun()
	if s == nil || c.kind != request || c.negated || len(b.group(s)) > 1 {
		return false
	}
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	for _, p := range []struct {
		words map[string][][]string
		cond  bool
		good  bool
	}{{onSuccess, true, true}, {onFailure, true, false}, {onEnd, false, false}} {
		for i := c.from; i < end; i++ {
			n := phraseAt(p.words, b.items, i, end)
			if n == 0 || i != b.opening(*c) && i+n < end && !b.items[i+n].mark() {
				continue
			}
			w := b.ending(s, clause{from: i, to: i + n})
			if p.cond {
				b.holds(w.id + "." + outcomeIs(w.t.out, p.good))
				b.origin("if", i, i+n)
			}
			b.hoist(c, pause{from: i, to: i + n})
			return b.shrugged(*c)
		}
	}
	return false
}

// asksEnd reads a question about how that ended which was begun before as the condition for what comes next: "Not ready by then? DM Inga", "Failure? …".
func (b *builder) asksEnd(c clause) bool {
	if c.kind != request || c.to >= len(b.items) || !b.items[c.to].Is("?") {
		return false
	}
	cond := b.ended(c)
	if i := b.opening(c); cond == "" && i < c.to && inversions[b.items[i].Lower] && len(b.steps) > 0 {
		for _, read := range []func(clause) string{b.compared, b.stands, b.stateOf} {
			if cond = read(c); cond != "" {
				break
			}
		}
	}
	if cond == "" {
		return false
	}
	b.holds(cond)
	return true
}

// shrugged reports whether a clause says that nothing is to be done, and lets go of its condition.
func (b *builder) shrugged(c clause) bool {
	if !b.merely(c, shrugs) {
		return false
	}
	b.cond = ""
	return true
}

// reportsOutcome waits for what the step before began where a clause asks for somebody to be told how that ended: "report the outcome to #dev".
func (b *builder) reportsOutcome(c clause) {
	s := b.begun()
	if s == nil || c.kind != request || c.negated || b.waitedFor(s) != nil || len(b.group(s)) > 1 || !b.asksOutcome(c) {
		return
	}
	if last := b.steps[len(b.steps)-1]; last == s || b.allowance(s) != nil {
		b.ending(s, clause{from: c.from, to: c.from})
	}
}

// ending gives the step that waits for what a step began, and adds it where there is none. A time that was to be let pass before is how long it may take
// then: "give it 20 minutes, and report the outcome".
func (b *builder) ending(s *step, c clause) *step {
	if w := b.waitedFor(s); w != nil {
		return w
	}
	pause := b.allowance(s)
	if pause == nil || b.lengthIn(c) != nil {
		return b.await(s, c)
	}
	b.steps = b.steps[:len(b.steps)-1]
	b.why = slices.DeleteFunc(b.why, func(o compile.Origin) bool { return o.Path == "wait" && o.From >= b.items[pause.c.from].Span.From })
	return b.await(s, pause.c)
}

// allowance gives the pause right behind the latest step, where that is the given one; nil where there is none.
func (b *builder) allowance(s *step) *step {
	last := len(b.steps) - 1
	if last > 0 && b.steps[last].wait != nil && b.steps[last].wait.For != "" && b.steps[last-1] == s {
		return b.steps[last]
	}
	return nil
}

// asksOutcome reports whether a clause names how something ended: "the outcome", "the final state", "wie es ausging".
func (b *builder) asksOutcome(c clause) bool {
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		switch {
		case !it.word():
		case results[it.Lower], it.Is("state", "status") && i > c.from && finals[b.items[i-1].Lower]:
			return true
		case hows[it.Lower] && slices.ContainsFunc(b.items[i+1:min(c.to, i+5)], func(o item) bool { return o.word() && endings[o.Lower] }):
			return true
		}
	}
	return false
}

// outcomeAlone reports whether what somebody is to be told is nothing but how something ended: "let #data know the final state".
func (b *builder) outcomeAlone(c clause) bool {
	return c.message >= 0 && b.asksOutcome(clause{from: c.message, to: c.to}) && !slices.ContainsFunc(b.items[c.message:c.to], func(it item) bool {
		return !it.word() || !determiners[it.Lower] && !results[it.Lower] && !finals[it.Lower] && !it.Is("state", "status")
	})
}
