package rules

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// draft writes the texts that a step needs and nobody gave.
func (b *builder) draft(s *step) {
	b.recite(s)
	body := s.textSlot()
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if !sl.required || s.with[sl.name] != nil || sl.role != roleText && sl.name != "subject" || sl.list {
			continue
		}
		if sl.role == roleText {
			text := b.text(s)
			if about, from, to := b.matter(s); text == "" && about != "" {
				text = b.note(s, about)
				b.origin(s.id+"."+sl.name, from, to)
				s.from.mark(from, to, valued)
				if s.t.in.Properties["subject"] != nil && s.with["subject"] == nil {
					s.with["subject"] = about
				}
			}
			if text == "" && b.loop != nil && b.loop.open {
				if thing := b.thing(s); thing != "" {
					text = b.note(s, thing)
				}
			}
			if text != "" {
				s.with[sl.name], s.drafted = text, sl.name
			}
		}
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.required && (s.t.tells(sl) || sl.name == "subject") && s.with[sl.name] == nil && b.loop != nil && b.loop.list != s {
			if title := b.itemTitle(); title != "" {
				s.with[sl.name] = title
			} else if at := b.namesTable(b.loop.list.c); b.loop.open && at >= 0 && sl.name != "subject" {
				s.with[sl.name] = b.in("Row of ", "Zeile aus ") + b.items[at].Text
			}
		}
		if sl := &s.t.slots[i]; sl.required && sl.role == roleAny && s.with[sl.name] == nil && body != nil && s.with[body.name] != nil {
			s.with[sl.name] = s.with[body.name] // what is to be written says what it is about
		}
		if sl := &s.t.slots[i]; sl.required && s.t.tells(sl) && s.with[sl.name] == nil {
			if lines := b.occurred(s.c); b.trigger != nil || s.cond != "" {
				s.with[sl.name] = b.title(s)
			} else if lines != nil {
				s.with[sl.name] = lines[0]
			} else if ref := b.readTitle(s); ref != "" {
				s.with[sl.name] = ref
			}
		}
		if sl := &s.t.slots[i]; sl.required && s.t.tells(sl) && s.with[sl.name] == nil {
			if about, from, to := b.matter(s); about != "" {
				s.with[sl.name] = about
				b.origin(s.id+"."+sl.name, from, to)
				s.from.mark(from, to, valued)
			}
		}
		if sl := &s.t.slots[i]; sl.required && sl.name == "subject" && s.with[sl.name] == nil {
			if text := b.subject(s, body); text != "" {
				s.with[sl.name] = text
			}
		}
	}
}

// tells reports whether an argument is the title of a record, which may be taken over from what triggered the plan. A task is called
// by what is to be done.
func (t *target) tells(sl *slot) bool {
	return sl.name == "summary" || sl.name == "title" || sl.name == "short_description" ||
		sl.name == "name" && t.op != nil && names(t.op.Name, "task")
}

// text drafts a message: about the document that goes with it, else about what the plan did before it, else about what triggered it.
func (b *builder) text(s *step) string {
	if ref := b.passedOn(s, s.textSlot()); ref != "" {
		return ref
	}
	opening, whole := b.speaks(s)
	if whole {
		return opening
	}
	if doc := b.document(s); doc != nil && s.takesFiles() && b.alone(doc) {
		if text := b.render(doc, letterFor(doc).body); text != "" {
			return text
		}
	}
	if text := b.justRead(s); text != "" {
		return text
	}
	if doc := b.document(s); doc != nil && doc.fileName() != "" && s.attached() {
		return fmt.Sprintf(enclosure.In(b.lang), doc.fileName())
	}
	if text := b.mailing(s); text != "" {
		return text
	}
	var lines []string
	i := slices.Index(b.steps, s)
	for _, d := range b.steps[:max(i, 0)] {
		if d.t != nil && d.t.effect() && d.root() != s.root() && !s.excludes(d) {
			lines = append(lines, b.report(d))
		}
		if d.t != nil && d.t.waits() && len(lines) > 0 && s.cond == "" {
			if name := outcomeOf(d.t.out); d.t.out.Properties[name] != nil && d.t.out.Properties[name].Type == "string" {
				lines = append(lines, b.in("Outcome: ", "Ergebnis: ")+"${"+d.id+"."+name+"}")
			}
		}
	}
	if len(lines) == 0 && b.loop != nil {
		if about, _, _ := b.matter(s); about != "" {
			return ""
		}
		if line := b.itemNews(); line != "" && (!b.loop.open || !s.takesFiles()) { // nobody is mailed a whole row
			return line
		}
	}
	if len(lines) == 0 && b.trigger != nil {
		lines = b.news()
	}
	if len(lines) == 0 {
		lines = b.occurred(s.c)
	}
	if len(lines) == 0 {
		lines = b.forthcoming(s)
	}
	if len(lines) == 0 && opening == "" && !s.takesFiles() {
		for i := range s.t.slots {
			if title, ok := s.with[s.t.slots[i].name].(string); ok && s.t.slots[i].role == roleTitle && s.t.slots[i].required {
				return title // a record says no less than what it is about
			}
		}
	}
	if opening != "" {
		lines = slices.Insert(lines, 0, opening)
	}
	return strings.Join(lines, "\n")
}

// justRead gives what the step right before a message read, since it was read to be told: "look up … and post it to #ops".
func (b *builder) justRead(s *step) string {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		switch {
		case o.t == nil || o.lookup || o.t.waits() || outputOf(o.t, "label", nil) != "": // what was judged was read before
		case o.t.effect() || o.each != "":
			return ""
		default:
			if text := b.yield(s); text != "" {
				return text
			}
			return recordLine(o)
		}
	}
	return ""
}

// recordLine says in a line what a record is that a step read, and how it stands.
func recordLine(o *step) (line string) {
	for _, name := range []string{"key", "number", "name", "summary", "subject", "status", "state", "stage"} {
		switch {
		case outputOf(o.t, name, nil) == "":
		case line == "":
			line = "${" + o.id + "." + name + "}"
		default:
			line += ": ${" + o.id + "." + name + "}"
		}
	}
	return line
}

// occurred gives what was told right before a clause that asks for somebody to be told: "PAY-31 is done, tell #pay". What the speaker says of
// himself is nobody else's business.
func (b *builder) occurred(c clause) []string {
	i := slices.IndexFunc(b.clauses, func(o clause) bool { return o.from == c.from || o.from < c.from && c.from < o.to })
	for i--; i >= 0 && b.clauses[i].kind != narrative; i-- {
		if b.clauses[i].sentence < c.sentence-1 {
			return nil
		}
	}
	if i < 0 || b.namesRecord(b.items, b.clauses[i]) || b.aside(b.items, b.clauses[i].from, b.clauses[i].to) {
		return nil
	}
	n := b.clauses[i]
	from := b.leads(n)
	if from >= n.to || firsts[b.items[from].Lower] || seconds[b.items[from].Lower] {
		return nil
	}
	for i := from + 1; i < n.to; i++ {
		if b.items[i].Kind == text.Quoted && b.mentions(n, "text", "message", "wording", "nachricht", "wortlaut") { // "The text is 'We are back'."
			return []string{b.items[i].Text}
		}
	}
	return []string{sentence(phrase(b.items[from:n.to]))}
}

// matter gives what the word for the thing says of it: "trial-ending mail", "Nachfass-Aufgabe"; "" where it is only called by its name.
func (b *builder) matter(s *step) (about string, from, to int) {
	if s.from == nil {
		return "", 0, 0
	}
	for i := s.c.from; i < s.from.end; i++ {
		if !s.from.object(i) || i+1 < s.from.end && s.from.object(i+1) { // "follow-up task" is a task
			continue
		}
		from = i
		for from > s.c.from && b.says(s, from-1) {
			from--
		}
		if from < i {
			return sentence(phrase(b.items[from:i])), from, i
		}
		if first := b.compounded(b.items[i]); first != "" {
			return sentence(first), i, i + 1
		}
	}
	return "", 0, 0
}

// says reports whether a word before a thing says what it is about.
func (b *builder) says(s *step, i int) bool {
	it := b.items[i]
	return it.word() && i != s.c.verb && !function(it.Lower) && len(it.apps)+len(it.kinds) == 0 && (s.from.taken[i] <= soft || s.from.taken[i] == act && len(it.Parts) > 1) && states[it.Lower] == "" &&
		levels[it.Lower] == "" && !b.triggering(it)
}

// compounded gives what a compound has before its last part: "Nachfass" of "Nachfass-Aufgabe", "Willkommen" of "Willkommensmail".
func (b *builder) compounded(it item) string {
	if len(it.Parts) > 1 && len(it.apps) == 0 {
		return it.Text[:strings.LastIndexAny(it.Text, "-/")]
	}
	for _, h := range it.nouns {
		if first, ok := strings.CutSuffix(it.Lower, b.lexemes[h.lexeme].text); ok && h.part && len(first) > 3 {
			return strings.TrimSuffix(it.Text[:len(first)], "s")
		}
	}
	return ""
}

// note is a short text about a matter; a mail has a greeting around it.
func (b *builder) note(s *step, about string) string {
	if !s.takesFiles() {
		return about
	}
	return b.in("Hello,\n\nthis is about: "+about+".\n\nKind regards", "Guten Tag,\n\nes geht um: "+about+".\n\nFreundliche Grüße")
}

// excludes reports whether another step may not have been carried out where this one is: it has a condition of its own, or isn't carried out before it.
func (s *step) excludes(d *step) bool {
	return s.beam > 0 && s.beam == d.beam || d.cond != "" && d.cond != s.cond
}

// passedOn gives what the trigger brought for a slot of the same name, where the clause says "it": "forward it".
func (b *builder) passedOn(s *step, sl *slot) string {
	if sl == nil || b.trigger == nil || sl.role == roleText && b.written(s) || !b.mentions(s.c, "it", "sie", "ihn", "es", "this", "them", "diese") {
		return ""
	}
	return b.triggerField(sl.name)
}

// written reports whether the step right before one wrote a text, which "it" stands for then.
func (b *builder) written(s *step) bool {
	i := slices.Index(b.steps, s) - 1
	for i > 0 && b.steps[i].t == nil { // an approval of what was written
		i--
	}
	return i >= 0 && b.steps[i].t != nil && !b.steps[i].t.effect() && outputOf(b.steps[i].t, "text", nil) != ""
}

func (s *step) takesFiles() bool {
	return slices.ContainsFunc(s.t.slots, func(sl slot) bool { return sl.role == roleFile && sl.list })
}

// report says what a step did, in the words in which it is announced, with a link to the result if there is one. A text that was drafted is
// left out, so that no message tells of messages that tell of messages.
func (b *builder) report(d *step) string {
	with := d.with
	if d.drafted != "" {
		with = maps.Clone(with)
		delete(with, d.drafted)
	}
	if d.over != "" {
		return b.in("Done: ", "Erledigt: ") + d.t.op.Doc.In(b.lang)
	}
	line := b.in("Done: ", "Erledigt: ") + d.t.op.Says.Render(b.lang, with)
	if f := outputOf(d.t, "", func(p *connectors.Schema) bool { return p.Format == connectors.FormatURL }); f != "" {
		line += ": ${" + d.id + "." + f + "}"
	}
	return line
}

// news says what triggered the plan, with the short outputs of the trigger.
func (b *builder) news() []string {
	lines := []string{b.trigger.event.Doc.In(b.lang)}
	for _, name := range []string{"key", "number", "name", "summary", "subject", "first_name", "last_name", "company", "amount",
		"stage", "priority", "url"} {
		p := b.trigger.out.Properties[name]
		if p == nil {
			continue
		}
		label := connectors.DocOf(p).In(b.lang)
		if len(strings.Fields(label)) > 3 || label == "" {
			label = sentence(strings.ReplaceAll(name, "_", " "))
		}
		lines = append(lines, label+": ${trigger."+name+"}")
	}
	return lines
}

// occasion fills a change of a record that says nothing of what to change with what the plan did for it before: "update the CRM"
// after an invoice notes the invoice there.
func (b *builder) occasion(s *step) {
	if s.from == nil || !s.t.effect() || s.t.op.UndoBy != "restore" {
		return
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; !sl.required && s.with[sl.name] != nil {
			return
		}
	}
	doc := b.document(s)
	if doc == nil || !b.alone(doc) {
		return
	}
	text := b.render(doc, remark)
	app, _ := b.reg.App(doc.t.app)
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		switch {
		case sl.required:
		case sl.role == roleText && text != "":
			s.with[sl.name] = text
		case sl.name == "status":
			for _, kind := range app.Kind {
				if outcome, ok := outcomes[kind]; ok && outputOf(doc.t, "total", nil) != "" {
					s.with[sl.name] = outcome.In(b.lang)
				}
			}
		}
	}
}
