package rules

import (
	"fmt"
	"slices"
	"strings"
)

// What is done in one case may be done otherwise in the other: "…, otherwise tell #ops". What a condition was sorted into has a branch of its own:
// "Sales ones: …".

// elsewise are the words that begin what is done in the other case.
var elsewise = words(`otherwise else sonst andernfalls ansonsten`)

// otherwise reports whether a clause is for the case that the last condition does not hold.
func (b *builder) otherwise(c clause) bool {
	i := c.from
	for i < c.to && b.items[i].mark() {
		i++
	}
	if i >= c.to || !b.items[i].word() || !elsewise[b.items[i].Lower] && !b.theRest(i, c.to) {
		return false
	}
	if b.last == "" && b.condIn == throughout {
		b.last = b.cond
	}
	if b.last == "" {
		b.last = b.widened()
	}
	return b.last != ""
}

// elsewhen reports whether an atom says what is to be done otherwise: "…, sonst Nachricht in #ops".
func (p *parting) elsewhen(a atom) bool {
	return p.items[a.from].word() && elsewise[p.items[a.from].Lower] && a.to > a.from+1
}

// theRest reports whether what is done with what is left over is told from an item on: "everyone else goes to #leads", "alle anderen gehen an Ida".
func (b *builder) theRest(i, end int) bool {
	rest := false
	for ; i < end && b.items[i].word() && !motions[b.items[i].Lower]; i++ {
		it := b.items[i]
		if rest = rest || remainders[it.Lower]; !remainders[it.Lower] && !determiners[it.Lower] && !pronouns[it.Lower] && !b.ofEvent(it) {
			return false
		}
	}
	return rest && i < end && b.items[i].word()
}

// gradings are the arguments of a trigger by which records differ in one respect, so that there are others that something else may be done for.
var gradings = []string{"priority", "urgency", "stage", "status", "state", "from"}

// widened lets all records start the plan where it says what is done otherwise, and makes what was to start it the condition of the steps so far. It
// gives that condition; "" where the trigger isn't narrowed by any such thing.
func (b *builder) widened() string {
	if b.trigger == nil || b.cond != "" && b.condIn == throughout {
		return ""
	}
	for _, name := range gradings {
		value, _ := b.triggered[name].(string)
		if value == "" || outputOf(b.trigger, name, nil) == "" {
			continue
		}
		cond := inAnyCase("trigger."+name) + " == " + fmt.Sprintf("%q", strings.ToLower(value))
		for _, s := range b.steps {
			if s.cond != "" {
				return ""
			}
		}
		for _, s := range b.steps {
			if !s.lookup {
				s.cond = cond
			}
		}
		delete(b.triggered, name)
		return cond
	}
	return ""
}

// sortedThings are words for things that were sorted, behind what they were sorted into: "sales ones".
var sortedThings = words(`ones one cases case things anfragen fälle fall sachen stuff kind sort`)

// branches takes the head of what is done for one of the labels that things were sorted into, "Support ones: …", "bei Vertrieb …", and makes it the
// condition of the clause.
func (b *builder) branches(c *clause) {
	if c.kind != request {
		return
	}
	i := b.opening(*c)
	for i < c.to && b.items[i].word() && (leadIn[b.items[i].Lower] || articles[b.items[i].Lower] || b.items[i].Is("if", "bei", "im", "falle")) {
		i++
	}
	id, label := b.labelAt(i)
	if label == "" {
		return
	}
	to := i + 1
	for to < c.to && b.items[to].word() && (sortedThings[b.items[to].Lower] || len(b.items[to].nouns) > 0 && to != c.verb) {
		to++
	}
	if to >= c.to || !b.items[to].Is(":", "→", "–", "-", ",", "=", "bitte", "please") && !musts[b.items[to].Lower] && i == b.opening(*c) {
		return
	}
	for to < c.to && b.items[to].mark() {
		to++
	}
	b.origin("if", i, to)
	c.from = to
	b.holds(id + ".label == " + fmt.Sprintf("%q", label))
	b.condOf = *c
}

// labelAt gives the label that a word is, with the step that sorted things under it.
func (b *builder) labelAt(i int) (id, label string) {
	if i >= len(b.items) || !b.items[i].word() && b.items[i].ent == nil {
		return "", ""
	}
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil || s.t.effect() || outputOf(s.t, "label", nil) == "" {
			continue
		}
		list, _ := s.with["labels"].([]any)
		for _, l := range list {
			if name, _ := l.(string); b.sameLabel(b.items[i], name) {
				return s.id, name
			}
		}
	}
	return "", ""
}
