package rules

import (
	"slices"
	"strings"

	"sayso/connectors"
)

// letter is a message about a document that an earlier step made. Its parts in brackets are left out where the document lacks the output.
type letter struct{ subject, body connectors.Doc }

// confirmation goes out with an invoice or whatever else has a number and a total. Placeholders are outputs and arguments of its step.
var confirmation = letter{
	subject: connectors.Doc{En: "Invoice {number}", De: "Rechnung {number}"},
	body: connectors.Doc{
		En: "Hello,\n\nplease find attached our invoice {number}[ for {description}].\n\nTotal: {total}[\nPayable by: {due}]\n\nKind regards",
		De: "Guten Tag,\n\nanbei erhalten Sie unsere Rechnung {number}[ ({description})].\n\nGesamtbetrag: {total}[\nZahlbar bis: {due}]\n\nFreundliche Grüße",
	},
}

// credit goes out with a document that has no total of its own.
var credit = letter{
	subject: connectors.Doc{En: "Credit note {credit_note}", De: "Stornorechnung {credit_note}"},
	body: connectors.Doc{
		En: "Hello,\n\nplease find attached credit note {credit_note}.\n\nKind regards",
		De: "Guten Tag,\n\nanbei erhalten Sie die Stornorechnung {credit_note}.\n\nFreundliche Grüße",
	},
}

// kindly are messages that need no more to be said, by the words that ask for them.
var kindly = []struct {
	words map[string]bool
	says  connectors.Doc
}{
	{words("thank thank-you thanks bedanken bedank dank dankeschön"), connectors.Doc{En: "Hello,\n\nthank you very much.\n\nKind regards", De: "Guten Tag,\n\nvielen Dank.\n\nFreundliche Grüße"}},
	{words("zahlungserinnerung mahnung dunning payment-reminder"), connectors.Doc{En: "Hello,\n\nthis is a friendly reminder that our invoice is still open. Please find it attached.\n\nKind regards",
		De: "Guten Tag,\n\nwir möchten freundlich daran erinnern, dass unsere Rechnung noch offen ist. Sie finden sie im Anhang.\n\nFreundliche Grüße"}},
}

// remark is what is noted about a document in another app.
var remark = connectors.Doc{En: "Invoice {number} over {total}", De: "Rechnung {number} über {total}"}

// outcomes are the states that a record is in after a step of an app of a kind.
var outcomes = map[string]connectors.Doc{"invoicing": {En: "Invoiced", De: "Fakturiert"}}

// draft writes the texts that a step needs and nobody gave.
func (b *builder) draft(s *step) {
	body := s.textSlot()
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if !sl.required || s.with[sl.name] != nil || sl.role != roleText && sl.name != "subject" || sl.list {
			continue
		}
		if sl.role == roleText {
			if text := b.text(s); text != "" {
				s.with[sl.name] = text
			}
		}
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.required && sl.name == "subject" && s.with[sl.name] == nil {
			if text := b.subject(s, body); text != "" {
				s.with[sl.name] = text
			}
		}
	}
}

// text drafts a message: about the document that goes with it, else about what the plan did before it, else about what triggered it.
func (b *builder) text(s *step) string {
	if ref := b.passedOn(s, s.textSlot()); ref != "" {
		return ref
	}
	for _, k := range kindly {
		if s.takesFiles() && slices.ContainsFunc(b.items[s.c.from:s.c.to], func(it item) bool { return it.word() && k.words[it.Lower] }) {
			return k.says.In(b.lang)
		}
	}
	if doc := b.document(s); doc != nil && s.takesFiles() {
		if text := b.render(doc, letterFor(doc).body); text != "" {
			return text
		}
	}
	var lines []string
	i := slices.Index(b.steps, s)
	for _, d := range b.steps[:max(i, 0)] {
		if d.t != nil && d.t.effect() {
			lines = append(lines, b.report(d))
		}
	}
	if len(lines) == 0 && b.trigger != nil {
		lines = b.news()
	}
	return strings.Join(lines, "\n")
}

// passedOn gives what the trigger brought for a slot of the same name, where the clause says "it": "forward it".
func (b *builder) passedOn(s *step, sl *slot) string {
	if sl == nil || b.trigger == nil || !b.mentions(s.c, "it", "sie", "ihn", "es", "this", "them", "diese") {
		return ""
	}
	return b.triggerField(sl.name)
}

func (s *step) takesFiles() bool {
	return slices.ContainsFunc(s.t.slots, func(sl slot) bool { return sl.role == roleFile && sl.list })
}

func letterFor(doc *step) letter {
	if outputOf(doc.t, "total", nil) == "" {
		return credit
	}
	return confirmation
}

// subject drafts the subject line of a message.
func (b *builder) subject(s *step, body *slot) string {
	if doc := b.document(s); doc != nil && s.takesFiles() && s.with["attachments"] != nil {
		if text := b.render(doc, letterFor(doc).subject); text != "" {
			return text
		}
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.name == "subject" {
			if ref := b.passedOn(s, sl); ref != "" {
				return ref
			}
		}
	}
	if body == nil || body.name == "subject" || !body.required {
		return b.thing(s)
	}
	text, _ := s.with[body.name].(string)
	line, _, _ := strings.Cut(text, "\n")
	if strings.HasPrefix(line, "${") || line == "" {
		return b.title()
	}
	line = strings.TrimRight(line, ".!,")
	if words := strings.Fields(line); len(words) > 8 && !strings.Contains(line, "${") {
		line = strings.Join(words[:8], " ") + " …"
	}
	return line
}

// thing gives the word of the prompt for what a step is about: "Call", "Telefonat".
func (b *builder) thing(s *step) string {
	if s.from == nil {
		return ""
	}
	index := slices.Index(b.targets, s.t)
	for i := s.c.from; i < s.from.end; i++ {
		for _, h := range b.items[i].nouns {
			if slices.Contains(b.lexemes[h.lexeme].targets, index) {
				return sentence(phrase(b.items[i : i+h.width]))
			}
		}
	}
	return ""
}

// title says in a few words what the plan is about: what triggers it, or its first step that changes something.
func (b *builder) title() string {
	if b.trigger != nil {
		return b.trigger.event.Doc.In(b.lang)
	}
	for _, s := range b.steps {
		if s.t != nil && s.t.effect() {
			return s.t.op.Doc.In(b.lang)
		}
	}
	return ""
}

// report says what a step did, in the words in which it is announced, with a link to the result if there is one.
func (b *builder) report(d *step) string {
	line := d.t.op.Says.Render(b.lang, d.with)
	if f := outputOf(d.t, "", func(p *connectors.Schema) bool { return p.Format == connectors.FormatURL }); f != "" {
		line += ": ${" + d.id + "." + f + "}"
	}
	return line
}

// news says what triggered the plan, with the short outputs of the trigger.
func (b *builder) news() []string {
	lines := []string{b.trigger.event.Doc.In(b.lang)}
	for _, name := range []string{"key", "number", "name", "summary", "subject", "first_name", "last_name", "company", "amount", "stage", "priority", "url"} {
		if outputOf(b.trigger, name, nil) != "" {
			lines = append(lines, strings.ReplaceAll(name, "_", " ")+": ${trigger."+name+"}")
		}
	}
	return lines
}

// render fills a template with references to a step's outputs and with the arguments it was given. It is "" where a part outside brackets
// has nothing to stand for it.
func (b *builder) render(d *step, doc connectors.Doc) string {
	args := map[string]any{}
	for name := range d.t.out.Properties {
		args[name] = "${" + d.id + "." + name + "}"
	}
	for name, v := range d.with {
		if _, ok := args[name]; !ok {
			args[name] = v
		}
	}
	text := connectors.Sentence(doc).Render(b.lang, args)
	if strings.Contains(text, "…") {
		return ""
	}
	return text
}

// occasion fills a change of a record that says nothing of what to change with what the plan did for it before: "update the CRM" after
// an invoice notes the invoice there.
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
	if doc == nil {
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
