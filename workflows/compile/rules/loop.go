package rules

import (
	"slices"

	"sayso/connectors"
	"sayso/workflows/plan"
)

// loop is what is done for every item of a list that a read gave.
type loop struct {
	list    *step              // the read
	field   string             // its output that is the list
	elem    *connectors.Schema // of an item
	each    *step
	brief   bool              // it goes on only with what speaks of its records
	found   bool              // its list was asked for by itself
	open    bool              // no schema lists the fields of its records
	spelled map[string]string // how those fields are written that are known all the same
}

var (
	quantifiers = words(`each every all jede jeder jeden jedes jedem alle allen sämtliche sämtlichen`)
	singles     = words(`each every jede jeder jeden jedes jedem`)
	// epilogues begin what comes after a loop, for all at once.
	// duties are the verbs by which something is to be done with each.
	duties    = words(`should must shall needs need gets get soll sollen sollte sollten muss müssen bekommt bekommen kriegt kriegen erhält erhalten`)
	leadIn    = words(`for für bei zu of aus from von`)
	epilogues = words(`finally afterwards abschließend hinterher schluss ende zuletzt`)
)

// loops reads what a clause says of a list of records. It reports whether the clause says nothing else; otherwise the rest is left to it, which is
// then done for every record.
func (b *builder) loops(c *clause) bool {
	if b.loop != nil && b.loop.brief && !b.mentions(*c, "them", "each", "these", "those", "it", "sie", "diese", "ihnen", "jeweils", "jedem", "ihn") ||
		b.loop != nil && (c.sentence != b.loop.each.c.sentence || b.epilogue(*c)) {
		b.closeLoop()
	}
	if b.loop != nil || c.negated || c.kind != request {
		return false
	}
	apart := b.manner(c)
	if b.through(*c) {
		return true
	}
	b.ofSubject(c)
	h, ok := b.header(*c)
	head := *c
	head.from, head.to, head.verb, head.message = h.from, h.to, -1, -1
	var cand *candidate
	var field string
	for asked := len(b.asked); ok && cand == nil && head.to > head.from+1 && len(b.asked) == asked; {
		if cand, field = b.lister(head); cand == nil { // what it ends with may say where the rest of the clause is to be done
			for head.to--; head.to > head.from+1 && (!b.items[head.to].word() || !prepositions[b.items[head.to].Lower]); head.to-- {
			}
		}
	}
	h.to = head.to
	if cand == nil {
		if b.overFound(c, apart); b.loop == nil && !ok {
			if b.eachObject(c); b.loop == nil {
				b.every(c)
			}
		}
		return false
	}
	if b.goesOn(h.to) {
		b.leftOut(h.from, c.to)
	}
	n := h.to - h.from
	b.hoist(c, h)
	if head.from, head.to = c.from-n, c.from; b.items[head.from].Is("pro", "per") {
		head.from++
	}
	for c.from < c.to && (musts[b.items[c.from].Lower] || b.items[c.from].Is("to", "be")) {
		c.from++
	}
	if p := (parting{lexicon: b.lexicon, lang: b.lang, items: b.items}); c.verb < 0 {
		c.verb = p.verb(atom{c.from, c.to})
		c.elided = c.verb < 0
	}
	b.relist(cand, head)
	b.openLoop(cand, head, field)
	return b.nothingBut(*c, pause{})
}

// epilogue reports whether a clause says that it comes after all that is done for the single records.
func (b *builder) epilogue(c clause) bool {
	later := b.mentions(clause{from: c.from, to: min(c.to, c.from+4)}, "danach", "anschließend", "afterwards") && slices.ContainsFunc(b.items[c.from:c.to], addressed)
	return later || slices.ContainsFunc(b.items[c.from:min(c.to, c.from+4)], func(it item) bool { return it.word() && epilogues[it.Lower] })
}

// lister finds the read that gives the records which some words name, and its output that is their list.
func (b *builder) lister(head clause) (best *candidate, field string) {
	_, nouns := b.evidence(head, nil)
	named := b.namedApps(head)
	for i, t := range b.targets {
		if nouns[i] == 0 || t.op == nil || t.effect() || !b.allowed[t.app] || len(named) > 0 && !slices.Contains(named, t.app) {
			continue
		}
		list := listOf(t)
		if list == "" {
			continue
		}
		cand := &candidate{filling: b.fill(b.items, head, t, b.lang, b.small, b.around), noun: nouns[i]}
		if slices.ContainsFunc(t.slots, func(s slot) bool { _, ok := cand.got[s.name]; return s.required && !ok }) {
			continue
		}
		cand.total = cand.noun + 0.3*float64(len(cand.got))
		switch {
		case best == nil || cand.total > best.total+0.2:
			best, field = cand, list
		case cand.total > best.total-0.2 && cand.t.app != best.t.app:
			if best = b.whichApp(best, cand); best == nil {
				return nil, ""
			}
			field = listOf(best.t)
		}
	}
	if best == nil {
		return b.queried(head)
	}
	return best, field
}

// listOf gives the output of a read that is a list of records, "" where it has none.
func listOf(t *target) string {
	if t.out == nil {
		return ""
	}
	for _, name := range sortedNames(t.out.Properties) {
		if p := t.out.Properties[name]; p.Type == "array" && p.Items != nil && len(p.Items.Properties) > 0 {
			return name
		}
	}
	return ""
}

func sortedNames(m map[string]*connectors.Schema) (names []string) {
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}

// keyIn names the field of a record by which an action takes it.
func keyIn(p *connectors.Schema) string {
	for _, name := range []string{"key", "number", "id"} {
		if p.Properties[name] != nil {
			return name
		}
	}
	return ""
}

func (b *builder) openLoop(cand *candidate, head clause, field string) {
	for name, v := range cand.got { // "each issue assigned to …" seeks no text
		if slices.ContainsFunc(b.items[v.from:v.to], func(it item) bool { return it.word() && quantifiers[it.Lower] }) {
			delete(cand.got, name)
		}
	}
	b.place(cand, head)
	b.iterate(b.steps[len(b.steps)-1], field, head)
}

// iterate begins a loop over an output of a step.
func (b *builder) iterate(list *step, field string, head clause) {
	each := &step{id: b.free("each"), c: head, each: "${" + list.id + "." + field + "}"}
	b.steps = append(b.steps, each)
	b.origin(each.id, head.from, head.to)
	b.loop = &loop{list: list, field: field, elem: list.t.out.Properties[field].Items, each: each}
	if openList(list.t) == field {
		b.loop.elem, b.loop.spelled = elemOf(list)
		b.loop.open = len(b.loop.spelled) == 0
		b.rowwise = b.rowwise || b.loop.open
	}
}

// closeLoop puts the steps since the loop began inside it. What comes after it doesn't see them.
func (b *builder) closeLoop() {
	if b.loop == nil {
		return
	}
	at := slices.Index(b.steps, b.loop.each)
	if b.astray(b.loop.list); b.loose(b.loop.list, true) {
		b.leftOut(b.loop.list.c.from, b.loop.list.c.to)
	}
	for _, s := range b.steps[at+1:] {
		b.settle(s)
		if s.t != nil && s.t.op.Destructive && (!b.loop.found || len(b.loop.list.with) == 0) {
			b.forbidEach(s)
		}
		b.asSpelled(s)
	}
	if at+1 == len(b.steps) {
		b.leftOut(b.loop.each.c.from, b.loop.each.c.to)
	}
	b.loop.each.inner = slices.Clone(b.steps[at+1:])
	b.steps = b.steps[:at+1]
	b.loop = nil
}

// astray asks about each word of a list that nothing was made of, since it would be done for more records than was said.
func (b *builder) astray(list *step) {
	for i := list.c.from; i < list.from.end; i++ {
		it := b.items[i]
		if it.word() && (list.from.taken[i] == free || len(it.Text) > 2 && code.MatchString(it.Text) && list.from.taken[i] < cue) && !function(it.Lower) && !quantifiers[it.Lower] && !anything[it.Lower] && !lies[it.Lower] && !interrogatives[it.Lower] && !b.ofList(it) && !b.telling(list.from, i) && len(it.apps)+len(it.kinds) == 0 {
			b.leftOut(i, i+1)
		}
	}
}

// ofList reports whether a word names the records that a loop is over.
func (b *builder) ofList(it item) bool {
	if b.loop == nil {
		return false
	}
	return slices.ContainsFunc(it.nouns, func(h hit) bool { return b.serves(h.lexeme, b.loop.list.t) })
}

// forbidEach refuses to destroy something for each record of a list.
func (b *builder) forbidEach(s *step) {
	b.problems = append(b.problems, plan.Problem{Code: CodeControl, Severity: plan.Error, Path: s.id,
		Message: b.in("What can't be had back isn't done for all records of a list: ", "Was sich nicht zurückholen lässt, geschieht nicht für alle Datensätze einer Liste: ") +
			phrase(b.items[s.c.from:s.c.to]),
		Fix: b.in("Name each record.", "Nenne jeden Datensatz einzeln.")})
}

// ofItem gives a reference to a field of the record that a loop is at, by its name or by what it is; "" where it has none.
func (b *builder) ofItem(name string, is func(*connectors.Schema) bool) string {
	if b.loop == nil {
		return ""
	}
	if f := fieldOf(b.loop.elem, name, is); f != "" {
		return "${item." + f + "}"
	}
	return ""
}

// theItem gives the record that a loop is at, for an action of the app that it is in.
func (b *builder) theItem(t *target) string {
	if b.loop == nil || b.loop.list.t.app != t.app || keyIn(b.loop.elem) == "" {
		return ""
	}
	return "${item." + keyIn(b.loop.elem) + "}"
}

// itemFor gives what the record of a loop has for an argument that says which record of its app is meant: the key of a file.
func (b *builder) itemFor(t *target, sl *slot) string {
	if b.loop == nil || b.loop.list.t.app != t.app || !sl.required || sl.role != roleName || sl.name != keyIn(b.loop.elem) {
		return ""
	}
	return "${item." + sl.name + "}"
}

// itemTitle gives what the record of a loop is called, for a record that is made of it.
func (b *builder) itemTitle() string {
	for _, name := range []string{"summary", "subject", "title", "name", "short_description", "number", "key"} {
		if ref := b.ofItem(name, nil); ref != "" && b.loop.elem.Properties[name] != nil {
			return ref
		}
	}
	return ""
}

// itemNews says what a record of a loop is, in a line.
func (b *builder) itemNews() (line string) {
	for _, name := range []string{"key", "number", "name", "summary", "subject", "title", "url"} {
		ref := b.ofItem(name, nil)
		switch {
		case ref == "":
		case line == "":
			line = ref
		default:
			line += ": " + ref
		}
	}
	if line == "" && openList(b.loop.list.t) != "" {
		return "${string(item)}"
	}
	return line
}
