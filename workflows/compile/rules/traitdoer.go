package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// Who did what happened, where, to what sort of record, and what it lacks.

// doer reads who did what happened: "by dependabot", "von jemand anderem als Kim".
func (p *trait) doer(i int) (cond string, to int) {
	name := p.field(doers)
	if p.items[i].Is("to", "an") && p.trigger.out.Properties["to"] != nil { // whom a mail was sent to
		name = "to"
	} else if name == "" || p.trigger.in.Properties["from"] != nil || !p.items[i].Is("by", "from", "von", "durch", "außer", "except") {
		return "", 0
	}
	op := "=="
	if i > p.c.c.from && p.items[i-1].word() && (negators[p.items[i-1].Lower] || exclusions[p.items[i-1].Lower]) {
		op = "!="
	}
	for ; i+1 < p.c.end && p.items[i].word() && (prepositions[p.items[i].Lower] || actors[p.items[i].Lower] || exclusions[p.items[i].Lower] || p.items[i].Is("else", "als", "but")); i++ {
		if exclusions[p.items[i].Lower] || p.items[i].Is("but") {
			op = "!="
		}
	}
	it := p.items[i]
	if p.c.taken[i] >= act || looks["repo"].MatchString(it.Text) || len(it.nouns)+len(it.apps) > 0 || len(holdings[it.Lower])+len(aspects[it.Lower]) > 0 {
		return "", 0
	}
	value, to := p.literal(i)
	if out := p.trigger.out.Properties[name]; to == 0 || (out.Format == connectors.FormatEmail || name == "to") && p.items[i].Kind != text.Email {
		return "", 0 // an address is no name
	}
	return p.compare(name, op, value), to
}

// subject reads the name of who is told to do what happens: "when Ida completes a task", "schließt Ida eine Aufgabe ab".
func (p *trait) subject(i int) (cond string, to int) {
	it, name := p.items[i], p.field(doers)
	if name == "" || p.trigger.out.Properties[name].Format == connectors.FormatEmail || !names(p.trigger.event.Name, "completed", "posted", "opened", "created") ||
		!it.Capital() || len(it.nouns)+len(it.apps)+len(it.kinds)+len(it.verbs) > 0 || function(it.Lower) || code.MatchString(it.Text) || p.c.taken[i] >= act {
		return "", 0
	}
	value, to := p.literal(i)
	finite := func(k int) bool {
		return k >= p.c.c.from && k < p.c.end && p.items[k].word() && p.c.taken[k] >= act && slices.ContainsFunc(p.items[k].verbs, func(h hit) bool { return h.form&text.Finite != 0 })
	}
	if to == 0 || !finite(to) && (p.lang != "de" || i != p.c.c.from+1 || !finite(i-1)) {
		return "", 0
	}
	return p.compare(name, "==", value), to
}

// left reads which status a record was in before: "from Blocked", "aber nicht aus Blocked".
func (p *trait) left(i int) (cond string, to int) {
	if p.trigger.in.Properties["status"] == nil || p.trigger.out.Properties["from"] == nil || !p.items[i].Is("from", "aus", "von") || i+1 >= p.c.end ||
		!p.items[i+1].Capital() || code.MatchString(p.items[i+1].Text) {
		return "", 0
	}
	op := "=="
	if negators[p.items[i-1].Lower] && p.items[i-1].word() {
		op = "!="
	}
	value, to := p.literal(i + 1)
	if to == 0 {
		return "", 0
	}
	return p.compare("from", op, value), to
}

// sort reads a word for one sort of record as a condition on its type: "a bug is filed in WEB".
func (p *trait) sort(i int) (cond string, to int) {
	word, compound := p.items[i].Lower, len(p.items[i].Parts) == 2
	if compound { // "ein OPS-Bug"
		word = p.items[i].Parts[1]
	}
	if p.trigger.out.Properties["type"] == nil || !sorts[word] || p.c.taken[i] == valued && !compound {
		return "", 0
	}
	return p.graded("type", strings.ToLower(p.singular(i))), i + 1
}

// singular gives the dictionary form of a noun.
func (p *trait) singular(i int) string {
	for _, h := range p.items[i].nouns {
		return p.lexemes[h.lexeme].text
	}
	return p.items[i].Lower
}

// without reads "without a phone number" as a condition on the trigger's output.
func (p *trait) without(i int) (cond string, from, to int) {
	if !p.items[i].Is("without", "ohne", "no", "kein", "keine", "keinen") {
		return "", 0, 0
	}
	path, at := p.aspect(i+1, false)
	if path == "" {
		return "", 0, 0
	}
	if at < p.c.end && p.items[at].Is("number", "address") {
		at++
	}
	if out := p.trigger.out.Properties[path]; out != nil && out.Type == "array" {
		return "len(trigger." + path + ") == 0", i, at
	}
	return fmt.Sprintf(`trigger.%[1]s == nil || trigger.%[1]s == ""`, path), i, at
}

// branches reports whether an event tells on which branch it happened and can't be told to look out for one.
func (t *target) branches() bool {
	return t.event != nil && t.out.Properties["branch"] != nil && t.in.Properties["branch"] == nil
}
