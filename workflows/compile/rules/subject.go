package rules

import (
	"slices"
	"strings"
)

// subject drafts the subject line of a message.
func (b *builder) subject(s *step, body *slot) string {
	if doc := b.document(s); doc != nil && s.takesFiles() && s.with["attachments"] != nil && b.alone(doc) {
		if text := b.render(doc, letterFor(doc).subject); text != "" {
			return text
		}
	}
	if doc := b.document(s); doc != nil && doc.fileName() != "" && s.attached() {
		if doc.called == "" {
			return doc.fileName()
		}
		return sentence(doc.called)
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.name == "subject" {
			if ref := b.passedOn(s, sl); ref != "" {
				return ref
			}
		}
	}
	if body == nil || body.name == "subject" || !body.required {
		if thing := b.thing(s); thing != "" || body == nil || b.namesArgument(s, body) { // a note is no activity
			return thing
		}
	}
	if ref := b.headline(); s.drafted == body.name && ref != "" && s.t.op.UndoBy == "delete" {
		return ref // a record is called after what it is made for
	}
	text, _ := s.with[body.name].(string)
	if text == "" && !body.required {
		return s.t.op.Doc.In(b.lang)
	}
	line, _, _ := strings.Cut(text, "\n")
	if strings.HasPrefix(line, "${") || line == "" {
		return b.title(s)
	}
	line = strings.TrimRight(line, ".!,")
	if words := strings.Fields(line); len(words) > 8 && !strings.Contains(line, "${") {
		line = strings.Join(words[:8], " ") + " …"
	}
	return line
}

// title says in a few words what the plan is about before a step: what was triggered or made, by its own title; "" where nothing
// has one.
func (b *builder) title(s *step) string {
	if ref := b.headline(); ref != "" {
		return ref
	}
	if ref := b.readTitle(s); ref != "" {
		return ref
	}
	if b.trigger != nil {
		return b.trigger.event.Doc.In(b.lang)
	}
	before := b.steps[:max(0, slices.Index(b.steps, s))]
	for _, o := range before {
		if o.t == nil || !o.t.effect() {
			continue
		}
		for i := range o.t.slots {
			if sl := &o.t.slots[i]; sl.role == roleTitle && sl.required {
				if text, ok := o.with[sl.name].(string); ok {
					return text
				}
			}
		}
		return o.t.op.Doc.In(b.lang)
	}
	for _, o := range slices.Backward(before) {
		if o.t != nil && !o.lookup {
			return o.t.op.Doc.In(b.lang)
		}
	}
	return ""
}

// readTitle gives the title of the record that was read last before a step, or before the one that is to come; "" where none was read, or it has no title.
func (b *builder) readTitle(s *step) string {
	before := b.steps
	if i := slices.Index(b.steps, s); i >= 0 {
		before = b.steps[:i]
	}
	for _, o := range slices.Backward(before) {
		if o.t == nil || o.t.out == nil || o.t.effect() || o.t.waits() || o.lookup || !b.alone(o) {
			continue
		}
		for _, name := range []string{"summary", "subject", "title", "short_description"} {
			if o.t.out.Properties[name] != nil {
				return "${" + o.id + "." + name + "}"
			}
		}
	}
	return ""
}

// headline gives the output of the trigger that says in a line what it is about.
func (b *builder) headline() string { return b.triggerField("summary", "subject", "title", "name") }

// thing gives the word of the prompt for what a step is about: "Call", "Telefonat".
func (b *builder) thing(s *step) string {
	if s.from == nil {
		return ""
	}
	for i := s.c.from; i < s.from.end; i++ {
		for _, h := range b.items[i].nouns {
			if b.serves(h.lexeme, s.t) {
				from := i
				for from > s.c.from && b.says(s, from-1) { // "a follow-up call"
					from--
				}
				s.from.mark(from, i, valued)
				return sentence(phrase(b.items[from : i+h.width]))
			}
		}
	}
	return ""
}
