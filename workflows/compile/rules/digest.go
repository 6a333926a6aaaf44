package rules

import (
	"slices"

	"sayso/workflows/compile/rules/entity"
)

// summaries and lists are the words for a text that is made of several records.
var (
	summaries = words(`summary digest overview zusammenfassung übersicht überblick`)
	lists     = words(`list liste auflistung`)
)

// digest is a text made of records that a clause names in passing: "post a summary of the open tickets to #ops".
type digest struct {
	from, to int // items
	text     string
	one      bool // is of one record, not of a list
}

// digests reads the records that a message tells of, puts their reading before it, and takes them out of the clause.
func (b *builder) digests(c *clause) *digest {
	if d := b.tally(c); d != nil {
		return d
	}
	if c.negated || c.kind != request || c.verb < 0 || c.message >= 0 {
		return nil
	}
	if d := b.particular(c); d != nil {
		return d
	}
	for i := c.from; i+2 < c.to; i++ {
		it := b.items[i]
		if !it.word() || !summaries[it.Lower] && !lists[it.Lower] || !b.items[i+1].Is("of", "von", "der", "aller", "über") {
			continue
		}
		noun := i + 2
		for noun < c.to && len(b.items[noun].nouns) == 0 && b.items[noun].word() {
			noun++
		}
		noun = b.lastNoun(noun, c.to, c.verb)
		if noun >= c.to || len(b.items[noun].nouns) == 0 || noun == c.verb {
			return nil
		}
		return b.gather(c, i, b.narrowed(*c, noun+1))
	}
	return b.bareDigest(c)
}

// bareDigest reads the records that a message tells of without a word for the message: "post the open incidents in #itsm", "schick die dringenden Tickets
// nach #support".
func (b *builder) bareDigest(c *clause) *digest {
	var message *target
	for noun := c.from; noun < c.to; noun++ {
		it := b.items[noun]
		if !it.word() || noun == c.verb || len(it.nouns) == 0 && !hits[it.Lower] {
			continue
		}
		noun = b.lastNoun(noun, c.to, c.verb)
		from := noun
		for from > c.from && from-1 != c.verb && b.narrowsBefore(from-1) {
			from--
		}
		if before := b.items[max(from-1, c.from)]; from > c.from && from-1 != c.verb && before.word() && prepositions[before.Lower] || b.oneOnly(from, noun) {
			continue
		}
		to := b.narrowed(*c, noun+1)
		if message == nil {
			if message = b.messageBeside(*c, from, to); message == nil {
				return nil
			}
		}
		head := *c
		head.from, head.to, head.verb, head.message = from, to, -1, -1
		says := func(it item) bool { return it.ent != nil || it.word() && !articles[it.Lower] }
		if to == noun+1 && !slices.ContainsFunc(b.items[from:noun], says) { // "the ticket" is no list
			continue
		}
		if c.verb >= from && c.verb < to || slices.ContainsFunc(b.items[noun].nouns, func(h hit) bool { return b.serves(h.lexeme, message) }) {
			continue
		}
		if cand, _ := b.lister(head); cand != nil && len(cand.got) > 0 && cand.t.app != message.app {
			return b.gather(c, from-1, to)
		}
	}
	return nil
}

// oneOnly reports whether the words before a noun mean one thing, each of them, or one that is there not yet.
func (b *builder) oneOnly(from, noun int) bool {
	return slices.ContainsFunc(b.items[from:noun], func(it item) bool {
		return it.word() && (singles[it.Lower] || fresh[it.Lower] || it.Is("a", "an", "ein", "eine", "einen", "einem", "this", "that", "dieses", "diesen"))
	})
}

// narrowsBefore reports whether an item before a noun may say which records are meant: an article, an adjective, how many.
func (b *builder) narrowsBefore(i int) bool {
	it := b.items[i]
	if it.ent != nil {
		return it.ent.Type == entity.Number
	}
	return it.word() && (determiners[it.Lower] || !function(it.Lower) && (len(it.verbs) == 0 || states[it.Lower] != "") && !conjunctions[it.Lower])
}

// messageBeside gives what sends the message that a clause asks for, whatever app it names for the records between two items.
func (b *builder) messageBeside(c clause, from, to int) *target {
	if len(b.namedApps(c)) == 0 || c.verb >= from && c.verb < to {
		return b.messageOf(c)
	}
	plain := b.items
	defer func() { b.items = plain }()
	b.items = slices.Clone(plain)
	b.hoist(&c, pause{from: from, to: to})
	return b.messageOf(c)
}

// messageOf gives what sends the message that a clause asks for, nil where it asks for something else or says what is in the message.
func (b *builder) messageOf(c clause) *target {
	list := b.candidates(c, nil, false)
	if len(list) == 0 || !list[0].t.effect() || !list[0].t.says() || list[0].t.recordSlot() != nil {
		return nil
	}
	goes := slices.ContainsFunc(list[0].values(), func(v filled) bool {
		return v.slot.required && (v.slot.role == roleChannel || v.slot.role == roleEmail || v.slot.role == rolePerson)
	})
	if !goes {
		return nil
	}
	return list[0].t
}

// gather adds the read of some records, and the step that sums them up where an app can.
func (b *builder) gather(c *clause, i, to int) *digest {
	head := *c
	head.from, head.to, head.verb, head.message = i+1, to, -1, -1
	cand, field := b.lister(head)
	if cand == nil {
		return nil
	}
	short := i >= c.from && summaries[b.items[i].Lower]
	from := i
	if !short && (i < c.from || !lists[b.items[i].Lower]) {
		from = i + 1 // the records themselves
	}
	if from > c.from && articles[b.items[from-1].Lower] {
		from--
	}
	if c.verb >= from && c.verb < to {
		return nil
	}
	n := to - from
	b.hoist(c, pause{from: from, to: to})
	head.from, head.to = c.from-n+(i+1-from), c.from
	b.relist(cand, head)
	b.place(cand, head)
	list := b.steps[len(b.steps)-1]
	d := &digest{from: c.from - n, to: c.from, text: b.enumerated(list, field)}
	if d.text == "" {
		d.text = "${" + list.id + "." + field + "}"
	}
	if t := b.summariser(); short && t != nil {
		s := &step{t: t, with: map[string]any{t.slots[0].name: "${" + list.id + "." + field + "}"}, c: head}
		s.id = b.name(s)
		b.steps = append(b.steps, s)
		b.origin(s.id, d.from, d.to)
		d.text = "${" + s.id + "." + outputOf(t, "text", nil) + "}"
	}
	return d
}

// gists are the words for what is short of something that was read.
var gists = words(`gist upshot tl;dr tldr summary recap essence essentials highlights kern quintessenz wesentliche wichtigste zusammenfassung kurzfassung`)

// condenses sums up what was read or brought for a message that is to give the gist of it, where an app can.
func (b *builder) condenses(s *step) {
	sl := s.textSlot()
	if s.from == nil || !s.t.effect() || sl == nil || !sl.required || s.with[sl.name] != nil || s.c.message >= 0 {
		return
	}
	at := slices.IndexFunc(b.items[s.c.from:s.from.end], func(it item) bool { return it.word() && gists[it.Lower] })
	if at < 0 {
		return
	}
	t, i := b.summariser(), max(0, slices.Index(b.steps, s))
	input := b.material(b.steps[:i])
	if t == nil || input == nil || b.summed(b.steps[:i]) {
		return
	}
	at += s.c.from
	short := &step{t: t, with: map[string]any{t.slots[0].name: input}, c: s.c, cond: s.cond}
	short.id = b.name(short)
	b.shorten(short, s)
	b.origin(short.id, at, at+1)
	b.steps = slices.Insert(b.steps, i, short)
	s.with[sl.name] = "${" + short.id + "." + outputOf(t, "text", nil) + "}"
	s.from.mark(at, at+1, valued)
}

// wordUnits are the words for what the length of a text is counted in.
var wordUnits = words(`words wörter wörtern worte worten`)

// shorten tells a step that sums up how long the text may be which the clause of another step names: "the gist in 50 words at most".
func (b *builder) shorten(short, s *step) {
	for i := s.c.from; i+1 < s.from.end; i++ {
		if !quantity(b.items[i]) || !wordUnits[b.items[i+1].Lower] || short.t.in.Properties["max_words"] == nil {
			continue
		}
		short.with["max_words"] = b.items[i].ent.Value
		b.origin(short.id+".max_words", i, i+2)
		s.from.mark(i, i+2, valued)
		for k := max(s.c.from, i-2); k < min(s.from.end, i+4); k++ {
			if b.items[k].word() && (mosts[b.items[k].Lower] || b.items[k].Is("under", "unter", "than", "als")) {
				s.from.mark(k, k+1, cue)
			}
		}
		return
	}
}

// summed reports whether the latest of some steps has summed up already.
func (b *builder) summed(before []*step) bool {
	return len(before) > 0 && before[len(before)-1].t == b.summariser()
}

// tell gives the message that was asked for with a digest its text.
func (b *builder) tell(d *digest) {
	if d == nil {
		return
	}
	if d.one {
		b.tellOne(d)
		return
	}
	list := b.digested()
	if list == nil { // what was to be read was no list after all
		b.leftOut(d.from, d.to)
		return
	}
	b.astray(list)
	last := b.steps[len(b.steps)-1]
	if d.text == "" || last.t == nil || last.from == nil || last.textSlot() == nil || last.with[last.textSlot().name] != nil && last.with[last.textSlot().name] != d.text || b.loose(list, false) {
		b.leftOut(d.from, d.to)
		return
	}
	text := last.textSlot()
	last.with[text.name] = d.text
	b.origin(last.id+"."+text.name, d.from, d.to)
	b.entitle(last, d)
}

// entitle gives a message that needs a subject the words for what it tells.
func (b *builder) entitle(s *step, d *digest) {
	for i := range s.t.slots {
		if sl := &s.t.slots[i]; sl.name == "subject" && sl.required && s.with[sl.name] == nil && s.textSlot() != sl {
			from := d.from
			if articles[b.items[from].Lower] {
				from++
			}
			s.with[sl.name] = sentence(phrase(b.items[from:d.to]))
		}
	}
}

// digested gives the latest step that read a list.
func (b *builder) digested() *step {
	for _, s := range slices.Backward(b.steps) {
		if s.t != nil && s.from != nil && listOf(s.t) != "" {
			return s
		}
	}
	return nil
}

// summariser gives the read that makes a short text of anything, nil where no app that is connected has one.
func (b *builder) summariser() *target {
	for _, t := range b.targets {
		if t.op != nil && !t.effect() && b.allowed[t.app] && names(t.op.Name, "summarize") && len(t.slots) > 0 && t.slots[0].required &&
			outputOf(t, "text", nil) != "" {
			return t
		}
	}
	return nil
}

// enumerated writes the records of a list, a line each; "" where nothing tells one from another.
func (b *builder) enumerated(list *step, field string) string {
	record := list.t.out.Properties[field].Items
	line := ""
	for _, name := range []string{"key", "number", "id", "summary", "subject", "title", "name", "short_description"} {
		switch {
		case record.Properties[name] == nil || record.Properties[name].Type != "string":
		case line == "":
			line = "." + name
		default:
			line += ` + ": " + .` + name
		}
	}
	if line == "" {
		return ""
	}
	return "${join(map(" + list.id + "." + field + ", " + line + `), "\n")}`
}

// addressed reports whether an item says where a message goes.
func addressed(it item) bool {
	return it.ent != nil && (it.ent.Type == entity.Channel || it.ent.Type == entity.Email)
}
