package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// What starts a plan is often told with more than its trigger can be told to look out for: "a bug labelled security", "rows whose country is CH", "leads
// with an address that ends in .ch". What such a trait says of the trigger's output becomes a condition for all that the plan does.

// trait is the work on the traits of one event.
type trait struct {
	*builder
	c *candidate
}

var (
	// aspects are the words for what a record has that matters for whether something is done because of it, besides holdings.
	aspects = spread(map[string]string{
		"type typ art vorgangstyp issuetype kind":  "type",
		"label labels etikett tag tags":            "labels",
		"attachment attachments anhang anhänge":    "attachments",
		"branch zweig":                             "branch",
		"user nutzer verfasser verfasserin poster": "user author",
		"status state":                             "status state to stage",
		"caller anrufer anruferin":                 "caller",
		"worth value wert volumen":                 "amount total",
		"recipient recipients empfänger":           "to",
	})
	// implied are the participles that say by themselves what is told of.
	implied = spread(map[string]string{"labelled labeled tagged": "labels", "assigned zugewiesen": "assignee", "gelabelt getaggt": "labels", "named called namens": "name"})
	// doers are the fields for who did something.
	doers = []string{"author", "assignee", "user", "reporter", "requester", "caller"}
	// relators stand between what is told of and its value.
	relators = words(`is are ist sind lautet has have hat haben having liegt liegen beträgt betragen steht stehen be being was war auf to as als of from von the a an der die das dem den = : with mit worth`)
	// holds are the verbs for a text that has another in it.
	holdsIn = words(`contains contain containing includes include including mentions mention mentioning enthält enthalten erwähnt`)
	// closes are the verbs for how a text ends.
	closes = words(`ends end ending endet enden endend`)
	// exclusions turn round what they stand before.
	exclusions = words(`other except außer ausser excluding not nicht than anderem anderen`)
)

// traits gives the condition that the words for an event set besides the arguments of its trigger, "" where they set none.
func (b *builder) traits(c *candidate) string {
	p := trait{b, c}
	var all []string
	for i := c.c.from; i < c.end; i++ {
		if c.taken[i] == valued && len(b.items[i].Parts) != 2 {
			continue
		}
		cond, from, to := p.at(i)
		if cond == "" {
			continue
		}
		all = append(all, cond)
		c.mark(from, to, valued)
		b.origin("if", from, to)
		i = to - 1
	}
	if len(all) > 1 {
		for i, cond := range all {
			if strings.Contains(cond, "||") {
				all[i] = "(" + cond + ")"
			}
		}
	}
	return strings.Join(all, " && ")
}

// at reads the trait that begins at an item.
func (p *trait) at(i int) (cond string, from, to int) {
	it := p.items[i]
	if !it.word() {
		return "", 0, 0
	}
	if cond, from, to = p.without(i); cond != "" {
		return cond, from, to
	}
	if cond, to = p.sort(i); cond != "" {
		return cond, i, to
	}
	if name := p.field(implied[it.Lower]); name != "" {
		if value, to := p.literal(i + 1); to > 0 {
			return p.compare(name, "==", value), i, to
		}
	}
	if cond, to = p.measure(i); cond != "" {
		return cond, i, to
	}
	if cond, to = p.told(i); cond != "" {
		return cond, i, to
	}
	if cond, to = p.doer(i); cond != "" {
		return cond, i, to
	}
	if cond, to = p.left(i); cond != "" {
		return cond, i, to
	}
	if cond, to = p.subject(i); cond != "" {
		return cond, i, to
	}
	if cond, to = p.place(i); cond != "" {
		return cond, i, to
	}
	return "", 0, 0
}

// place reads on which branch something happened: "on main", "auf dem Branch develop".
func (p *trait) place(i int) (cond string, to int) {
	if !p.trigger.branches() || !p.items[i].Is("on", "auf", "in", "im") {
		return "", 0
	}
	k := pastDeterminers(p.items, i+1, p.c.end)
	for k < p.c.end && p.items[k].Is("branch", "zweig") {
		k++
	}
	if k >= p.c.end || !p.items[k].word() || p.items[k].Text != p.items[k].Lower || len(p.items[k].apps)+len(p.items[k].nouns) > 0 || p.c.object(k) {
		return "", 0
	}
	value, to := p.literal(k)
	if to == 0 || strings.ContainsAny(p.items[k].Text, ".:") {
		return "", 0
	}
	if to < p.c.end && p.items[to].Is("branch") {
		to++
	}
	return p.compare("branch", "==", value), to
}

// end gives the item behind what may belong to a trait at an item: up to the next value of the trigger's, or mark.
func (p *trait) bound(i int) int {
	for i < p.c.end && p.c.taken[i] != valued && (!p.items[i].mark() || p.items[i].Is(":", "=", ".", "<", ">")) {
		i++
	}
	return i
}

// field gives the first of some fields that the trigger puts out.
func (p *trait) field(names []string) string {
	for _, name := range names {
		if p.trigger.out.Properties[name] != nil {
			return name
		}
	}
	return ""
}

// aspect reads the name of something that the trigger puts out, and gives it as a path behind "trigger."; to is the item behind it, 0 where there is
// none. A row has a field for every name, where it is said that one is meant.
func (p *trait) aspect(i int, named bool) (path string, to int) {
	for i < p.c.end && p.items[i].word() && (determiners[p.items[i].Lower] || columnWords[p.items[i].Lower]) {
		named = named || columnWords[p.items[i].Lower]
		i++
	}
	if i >= p.c.end || !p.items[i].word() || p.c.taken[i] == valued {
		return "", 0
	}
	it := p.items[i]
	if open := strings.TrimPrefix(p.schemaless(), "trigger."); open != "" {
		if i+1 < p.c.end && p.items[i+1].word() && columnWords[p.items[i+1].Lower] && fieldWord(it) {
			return open + "." + it.Text, i + 2
		}
		if (named || i+1 < p.c.end && p.items[i+1].Is("=")) && fieldWord(it) && !p.ofEvent(it) && !p.happens(clause{from: i, to: i + 1}) {
			return open + "." + it.Text, i + 1
		}
		return "", 0
	}
	names := slices.Concat(aspects[it.Lower], holdings[it.Lower], []string{it.Lower})
	if len(it.Parts) > 1 {
		names = append(names, aspects[it.Parts[len(it.Parts)-1]]...)
	}
	if slices.ContainsFunc(names, func(name string) bool { return p.trigger.in.Properties[name] != nil }) {
		return "", 0 // is the trigger's to look out for
	}
	if name := p.field(names); name != "" {
		return name, i + 1
	}
	return "", 0
}

// told reads what is told of an aspect: "whose country is CH", "with the label bug", "with high priority", "mit Anhang", "der Betrag liegt über 100".
func (p *trait) told(i int) (cond string, to int) {
	it, end := p.items[i], p.bound(i)
	j, whose := i, false
	switch {
	case it.Is("whose", "deren", "dessen", "where"):
		j, whose = i+1, true
	case it.Is("bei", "in") && i+1 < end && p.items[i+1].Is("denen", "dem", "der", "deren", "dessen", "which"):
		j, whose = i+2, true
	case it.Is("with", "mit", "of", "having", "vom", "von", "from", "for", "für", "and", "und", "that", "which", "die", "der", "das", "in"):
		j++
	default:
		return "", 0
	}
	k := j
	for k < end && p.items[k].word() && (articles[p.items[k].Lower] || p.items[k].Is("has", "have", "hat", "haben")) {
		k++
	}
	if k+1 < end && p.items[k].word() && levels[p.items[k].Lower] != "" { // "with high priority"
		if path, to := p.aspect(k+1, false); path != "" {
			return p.graded(path, levels[p.items[k].Lower]), to
		}
	}
	if k+1 < end && strings.HasPrefix(p.items[k].Text, ".") || k > 0 && k+1 < end && p.items[k].mark() && p.items[k].Is(".") { // "with a .edu address"
		for ; p.items[k].mark(); k++ {
		}
		if path, to := p.aspect(k+1, false); path != "" {
			return fmt.Sprintf("trigger.%s endsWith %q", path, "."+strings.TrimPrefix(p.items[k].Text, ".")), to
		}
	}
	path, at := p.aspect(j, whose)
	if path == "" {
		return "", 0
	}
	if cond, to = p.relation(path, at); cond != "" {
		return cond, to
	}
	if it.Is("with", "mit", "having") && p.closed(at) {
		return p.present(path), at
	}
	return "", 0
}

// closed reports whether nothing that says more stands at an item.
func (p *trait) closed(i int) bool {
	return i >= p.c.end || p.items[i].mark() || p.c.taken[i] >= act || p.items[i].word() && (prepositions[p.items[i].Lower] || function(p.items[i].Lower))
}

// relation reads what an aspect is said to be, to have in it, to end with or to be more than. The verb may stand behind.
func (p *trait) relation(path string, i int) (cond string, to int) {
	op, end, linked := "==", p.bound(i), false
	if i < len(p.items) && i+1 < p.c.end && p.items[i].Is(",") { // "an address, which ends in .ch"
		i, end = i+1, p.bound(i+1)
	}
	for ; i < end; i++ {
		it := p.items[i]
		switch {
		case it.word() && holdsIn[it.Lower]:
			op = "contains"
		case it.word() && closes[it.Lower]:
			op = "endsWith"
		case it.word() && (negators[it.Lower] || exclusions[it.Lower]):
			op = negated[op]
		case p.comparison(i) != "":
			return p.against(path, i)
		case relators[it.Lower] && it.ent == nil && it.Kind != text.Quoted, it.Is("in", "on", "auf", "mit", "that", "which", "die", "der") && it.word():
			linked = true
		default:
			value, to := p.literal(i)
			if to == 0 || !linked && it.word() && len(it.verbs) > 0 && !it.Capital() { // "in its subject arrives"
				return "", 0
			}
			for ; to < end && p.items[to].word() && (relators[p.items[to].Lower] || holdsIn[p.items[to].Lower] || closes[p.items[to].Lower]); to++ {
				switch {
				case closes[p.items[to].Lower]:
					op = "endsWith"
				case holdsIn[p.items[to].Lower]:
					op = "contains"
				case prepositions[p.items[to].Lower]:
					return p.compare(path, op, value), to
				}
			}
			return p.compare(path, op, value), to
		}
	}
	return "", 0
}
