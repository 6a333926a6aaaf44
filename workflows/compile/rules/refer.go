package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
)

// references fills slots with outputs of earlier steps that the clause names: "with the link", "the PDF", "its key".
func (b *builder) references(s *step) {
	if s.from == nil {
		return
	}
	sl := s.textSlot()
	b.repeated(s, sl)
	for i := s.c.from; i < s.from.end; i++ {
		if s.from.taken[i] >= valued {
			continue
		}
		m, ok := b.mentionAt(s, i)
		if !ok {
			continue
		}
		if m.use == told && (sl == nil || !sl.required || s.with[sl.name] != nil) {
			continue
		}
		for m.from > s.c.from && s.from.taken[m.from-1] < valued && b.items[m.from-1].word() && qualities[b.items[m.from-1].Lower] != "" {
			m.from--
		}
		s.from.mark(m.from, m.to, valued)
		for _, ref := range m.refs {
			b.use(s, sl, ref, m.format, i)
		}
	}
	b.attach(s)
	b.outputs(s, sl)
	b.accordingly(s)
}

// accordingly gives a record the label that it was sorted under: "classify it … and label it accordingly", "tag it with the result", "put the result on it as a
// tag".
func (b *builder) accordingly(s *step) {
	refs := b.outputsOf(s, "label", nil)
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if len(refs) != 1 || !sl.list || !slices.ContainsFunc(argumentWords["labels"]["en"], sl.isCalled) {
			continue
		}
		v, given := s.from.got[sl.name]
		named := given && !v.quoted && v.to == v.from+1 && yields[b.items[v.from].Lower]
		if named || !given && (b.mentions(s.c, "accordingly", "entsprechend", "dementsprechend") || b.asLabel(s) || b.tagsWith(s, sl)) {
			s.with[sl.name] = []any{refs[0]}
		}
	}
}

// tagsWith reports whether the verb of a clause gives a record a label, and what was found out is that: "mit dem Ergebnis taggen".
func (b *builder) tagsWith(s *step, sl *slot) bool {
	for i := s.c.from; s.from.verbNames(sl) && i < s.from.end; i++ {
		if b.items[i].word() && yields[b.items[i].Lower] {
			s.from.mark(i, i+1, valued)
			return true
		}
	}
	return false
}

// asLabel reports whether a clause gives a record what was found out as a label: "put the result on the ticket as a tag".
func (b *builder) asLabel(s *step) bool {
	if s.from == nil {
		return false
	}
	result := false
	for i := s.c.from; i < s.from.end; i++ {
		it := b.items[i]
		if it.word() && (yields[it.Lower] || it.Is("category", "kategorie", "class", "klasse", "it", "that", "sie", "das", "es")) {
			result = true
		}
		if k := pastDeterminers(b.items, i+1, s.from.end); result && it.word() && it.Is("as", "als") && k < s.from.end && s.from.argumentAt(k) != nil && s.from.argumentAt(k).list {
			s.from.mark(i, k+1, cue)
			return true
		}
	}
	return false
}

// isCalled reports whether an argument has a name.
func (s *slot) isCalled(name string) bool { return s.name == name }

// outputs reads the name of an output of an earlier step or of the trigger as a reference to it: "the credit note", "its account".
func (b *builder) outputs(s *step, sl *slot) {
	for i := s.c.from; i < s.from.end; i++ {
		if s.from.taken[i] > soft || !b.items[i].word() {
			continue
		}
		ref, n := b.outputAt(s, i)
		if n == 0 {
			continue
		}
		s.from.mark(i, i+n, valued)
		if i-2 >= s.c.from && b.items[i-1].Is("of", "der", "an", "von") && b.items[i-2].Is("number", "count", "zahl", "anzahl") {
			s.from.mark(i-2, i, valued) // "the number of replicas"
		}
		if strings.Contains(fmt.Sprint(s.with), ref) || s.attached() || sl == nil || s.with[sl.name] != nil || !sl.required ||
			b.fills(s, ref) {
			continue
		}
		s.with[sl.name] = ref
		b.origin(s.id+"."+sl.name, i, i+n)
	}
}

// outputAt finds the output whose name stands at an item.
func (b *builder) outputAt(s *step, i int) (ref string, n int) {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if b.loop != nil && o == b.loop.list {
			if name, n := nameAt(b.items, i, s.from.end, b.loop.elem); n > 0 {
				return "${item." + name + "}", n
			}
		}
		if o.t == nil || o.lookup || !b.alone(o) && !s.attached() {
			continue
		}
		if name, n := nameAt(b.items, i, s.from.end, o.t.out); n > 0 {
			return "${" + o.id + "." + name + "}", n
		}
	}
	if b.trigger != nil {
		if name, n := nameAt(b.items, i, s.from.end, b.trigger.out); n > 0 {
			return "${trigger." + name + "}", n
		}
	}
	return "", 0
}

func nameAt(items []item, i, end int, record *connectors.Schema) (string, int) {
	for _, name := range sortedNames(record.Properties) {
		parts := strings.Split(name, "_")
		if len(name) < 4 || i+len(parts) > end {
			continue
		}
		match := true
		for k, p := range parts {
			match = match && (items[i+k].Is(p) || k == len(parts)-1 && items[i+k].Is(p+"s"))
		}
		if match {
			return name, len(parts)
		}
	}
	return "", 0
}

// fills reports whether a required slot of the step bears the output's name, and will take it.
func (b *builder) fills(s *step, ref string) bool {
	_, field, _ := strings.Cut(strings.TrimSuffix(ref, "}"), ".")
	p := s.t.in.Properties[field]
	if p != nil && s.with[field] == nil {
		s.with[field] = ref
		return true
	}
	return !s.t.carriesMessages() && slices.Contains([]string{"account", "company", "customer"}, field)
}

// inPlural are the words among fieldNouns that mean the outputs of several steps.
var inPlural = words(`pdfs documents files attachments receipts dokumente dateien anhänge belege links urls keys schlüssel numbers nummern`)

// fieldRefs gives references to an output of the latest step that has it and of those beside it: by its names, or by its format.
func (b *builder) fieldRefs(s *step, names []string, format string) []string {
	for _, name := range names {
		if refs := b.outputsOf(s, name, nil); len(refs) > 0 {
			return refs
		}
	}
	if format == "" {
		return nil
	}
	return b.outputsOf(s, "", func(p *connectors.Schema) bool { return p.Format == format })
}

func (b *builder) outputsOf(s *step, name string, is func(*connectors.Schema) bool) (refs []string) {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if b.loop != nil && o == b.loop.list && b.ofItem(name, is) != "" {
			return []string{b.ofItem(name, is)}
		}
		if o.t == nil || outputOf(o.t, name, is) == "" || o.cond != "" && o.cond != s.cond {
			continue
		}
		for _, one := range b.group(o) {
			refs = append(refs, "${"+one.id+"."+outputOf(one.t, name, is)+"}")
		}
		return refs
	}
	if b.trigger != nil && outputOf(b.trigger, name, is) != "" {
		return []string{"${trigger." + outputOf(b.trigger, name, is) + "}"}
	}
	return nil
}

// use puts a reference where it belongs: a file into a slot for files, all else into the text.
func (b *builder) use(s *step, text *slot, ref, format string, at int) {
	if format == connectors.FormatFile {
		for i := range s.t.slots {
			sl := &s.t.slots[i]
			have, _ := s.with[sl.name].([]any)
			if sl.role != roleFile || s.with[sl.name] != nil && (have == nil || slices.Contains(have, any(ref))) {
				continue
			}
			s.with[sl.name] = ref
			if sl.list {
				s.with[sl.name] = append(have, ref)
			}
			b.origin(s.id+"."+sl.name, at, at+1)
		}
		return
	}
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if sl.role == roleMoney && strings.Contains(ref, ".amount}") || sl.role == roleMoney && strings.Contains(ref, ".total}") {
			if s.with[sl.name] == nil {
				s.with[sl.name] = ref
				b.origin(s.id+"."+sl.name, at, at+1)
			}
			return
		}
	}
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.role == roleAny && sl.required { // what a model is to read
			if s.with[sl.name] == nil {
				s.with[sl.name] = ref
				b.origin(s.id+"."+sl.name, at, at+1)
			}
			return
		}
	}
	if text != nil {
		have, _ := s.with[text.name].(string)
		if strings.Contains(have, ref) {
			return
		}
		if have != "" {
			have += "\n"
		}
		s.with[text.name] = have + ref
		b.origin(s.id+"."+text.name, at, at+1)
	}
}

// attach adds a document that an earlier step made to a message that is about that document: one that names it, or says nothing
// of its own.
func (b *builder) attach(s *step) {
	var files *slot
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.role == roleFile && sl.list {
			files = sl
		}
	}
	if files == nil || s.with[files.name] != nil {
		return
	}
	doc := b.document(s)
	if doc == nil {
		return
	}
	named := b.namesObject(s, doc)
	if s.saysSomething() && !named {
		return
	}
	var list []any
	for _, d := range b.group(doc) {
		list = append(list, "${"+d.id+"."+outputOf(d.t, "", isFile)+"}")
	}
	s.with[files.name] = list
	for i := s.c.from; i < s.c.to && len(list) > 1; i++ {
		if b.items[i].word() && b.items[i].Is(plurals...) {
			s.from.mark(i, i+1, valued)
		}
	}
}

// document gives the latest step before s that makes a file.
func (b *builder) document(s *step) *step {
	i := slices.Index(b.steps, s)
	for _, d := range slices.Backward(b.steps[:max(i, 0)]) {
		if d.t != nil && outputOf(d.t, "", isFile) != "" {
			return d
		}
	}
	return nil
}

// saysSomething reports whether the words gave the message a text of its own.
func (s *step) saysSomething() bool {
	sl := s.textSlot()
	return sl != nil && s.with[sl.name] != nil
}

// namesObject reports whether the clause of a step names what another step makes, or says "it".
func (b *builder) namesObject(s, made *step) bool {
	for i := s.c.from; i < s.c.to; i++ {
		it := b.items[i]
		if it.Is("it", "sie", "ihn", "them", "both", "beide") {
			return true
		}
		for _, h := range it.nouns {
			if b.serves(h.lexeme, made.t) {
				s.from.mark(i, i+h.width, valued)
				return true
			}
		}
	}
	return false
}
