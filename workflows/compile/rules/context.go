package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

// remember notes the companies and records that a clause names, so that later and earlier clauses can refer to them.
func (b *builder) remember(c clause) {
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if it.ent != nil && (it.ent.Type == entity.IssueKey || it.ent.Type == entity.DocNumber) && !c.negated {
			if key := it.ent.Value.(string); !slices.Contains(b.keys, key) {
				b.keys = append(b.keys, key)
			}
		}
	}
	if org := b.orgIn(c); org != "" {
		b.orgs = append(b.orgs, org)
	}
}

// keyFits reports whether named records can be what an argument takes: keys of issues for an issue, numbers of documents for an invoice.
func keyFits(arg string, keys []string) bool {
	issue := entity.IsIssueKey(keys[0])
	return issue == (arg == "issue" || arg == "ticket")
}

// orgIn finds a company that a clause names outright: by its legal form, or behind "customer", "Firma" or "with".
func (b *builder) orgIn(c clause) string {
	f := &filling{lexicon: b.lexicon, items: b.items, t: &target{}, lang: b.lang, c: c, end: c.to, taken: make([]claim, len(b.items)), starts: map[int]bool{}, small: b.small}
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		if !it.word() || i+1 >= c.to || !it.Is("with", "customer", "client", "company", "account", "kunde", "kunden", "kundin", "firma", "fa", "von", "bei", "für", "for", "from", "mit", "at") {
			continue
		}
		j := i + 1
		for j < c.to && (b.items[j].mark() && b.items[j].Is(".") || articles[b.items[j].Lower] || b.items[j].Is("customer", "client", "company", "account", "kunde", "kunden", "kundin", "firma", "fa")) {
			j++
		}
		if j >= c.to || !b.items[j].Capital() {
			continue
		}
		to := f.run(j, false)
		if to <= j {
			continue
		}
		if n := f.nameness(j, to); n >= 0.85 || n >= 0.3 && !prepositions[it.Lower] {
			return f.words(j, to)
		}
	}
	return ""
}

// org gives the company that is spoken of: the one that an earlier step is about, else the one that was named.
func (b *builder) org() string {
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil {
			continue
		}
		for i := range s.t.slots {
			sl := &s.t.slots[i]
			if sl.role != roleOrg {
				continue
			}
			if name, ok := s.with[sl.name].(string); ok && name != "" && !strings.Contains(name, "${") {
				return name
			}
		}
	}
	if len(b.orgs) > 0 {
		return b.orgs[0]
	}
	return ""
}

// derivable reports whether a slot that the words of a clause left open can be had from what is known, looked up or drafted.
func (b *builder) derivable(t *target, s *slot, c clause) bool {
	switch s.role {
	case roleText:
		return true
	case roleTitle:
		return s.name == "subject" || s.name == "summary" && c.message >= 0
	case roleOrg:
		return b.org() != "" || b.triggerField(s.name, "account", "company", "customer") != ""
	case roleEmail:
		return b.org() != "" && b.lookupFor(func(p *connectors.Schema) bool { return p.Format == connectors.FormatEmail }, "") != nil
	case roleRecord:
		return b.record(t) != ""
	case roleKey:
		return b.record(t) != "" || len(b.keys) > 0 && b.mentions(c, plurals...) && keyFits(s.name, b.keys)
	case rolePerson:
		return b.person(c) != ""
	case roleFile:
		return b.field("", isFile) != ""
	}
	return false
}

func isFile(p *connectors.Schema) bool {
	return p.Format == connectors.FormatFile
}

// field gives a reference to an output of the trigger or of an earlier step, the latest that has it: by its name, or by what it is.
func (b *builder) field(name string, is func(*connectors.Schema) bool) string {
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil {
			continue
		}
		if f := outputOf(s.t, name, is); f != "" {
			return "${" + s.id + "." + f + "}"
		}
	}
	if b.trigger != nil {
		if f := outputOf(b.trigger, name, is); f != "" {
			return "${trigger." + f + "}"
		}
	}
	return ""
}

func outputOf(t *target, name string, is func(*connectors.Schema) bool) string {
	if t.out == nil {
		return ""
	}
	var found []string
	for n, p := range t.out.Properties {
		if name != "" && n == name || is != nil && is(p) {
			found = append(found, n)
		}
	}
	if len(found) == 0 {
		return ""
	}
	slices.Sort(found)
	return found[0]
}

// record gives a reference to the record that an earlier step of the same app made or changed, or that triggered the plan.
func (b *builder) record(t *target) string {
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil || s.t.app != t.app {
			continue
		}
		for i := range t.slots {
			sl := &t.slots[i]
			if sl.role != roleKey && sl.role != roleRecord || !sl.required {
				continue
			}
			if v, ok := s.with[sl.name].(string); ok {
				return v
			}
		}
		if s.t.noun() != t.noun() && outputOf(s.t, "key", nil) == "" {
			continue
		}
		if f := outputOf(s.t, "key", nil); f != "" {
			return "${" + s.id + "." + f + "}"
		}
		if outputOf(s.t, "id", nil) != "" && s.t.op.UndoBy == "delete" {
			return "${" + s.id + ".id}"
		}
	}
	if b.trigger != nil && b.trigger.app == t.app && (b.trigger.subject() == t.noun() || outputOf(b.trigger, "key", nil) != "") {
		for _, name := range []string{"key", "number", "id"} {
			if outputOf(b.trigger, name, nil) != "" {
				return "${trigger." + name + "}"
			}
		}
	}
	return ""
}

// lookupFor finds a read of a connected app that gives what is wanted for a name: one required argument, of a company or a person.
func (b *builder) lookupFor(gives func(*connectors.Schema) bool, app string) *target {
	for _, t := range b.targets {
		if t.op == nil || t.op.Effect != connectors.Read || !b.allowed[t.app] || app != "" && t.app != app || outputOf(t, "", gives) == "" {
			continue
		}
		if len(t.slots) > 0 && t.slots[0].required && t.slots[0].role == roleOrg && (len(t.slots) == 1 || !t.slots[1].required) && outputOf(t, "name", nil) != "" &&
			!slices.ContainsFunc(t.slots[1:], func(s slot) bool { return s.role == roleOrg }) {
			return t
		}
	}
	return nil
}

// prune takes out look-ups that nothing refers to any more.
func (b *builder) prune() {
	b.steps = slices.DeleteFunc(b.steps, func(l *step) bool {
		return l.lookup && !slices.ContainsFunc(b.steps, func(s *step) bool { return strings.Contains(fmt.Sprint(s.with), "${"+l.id+".") })
	})
}

// look gives the look-up of a company, which is put in front of all that writes if it isn't there yet.
func (b *builder) look(t *target, name string) *step {
	for _, s := range b.steps {
		if s.t == t && s.with[t.slots[0].name] == name {
			return s
		}
	}
	s := &step{t: t, with: map[string]any{t.slots[0].name: name}, lookup: true}
	s.id = b.name(s)
	at := slices.IndexFunc(b.steps, func(s *step) bool { return !s.lookup })
	b.steps = slices.Insert(b.steps, max(at, 0), s)
	return s
}

// person gives the person that "her" or "ihm" in a clause stands for: the one that an earlier step is for.
func (b *builder) person(c clause) string {
	if !b.mentions(c, "him", "her", "ihm", "ihr", "ihn", "them", "ihnen") {
		return ""
	}
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil {
			continue
		}
		for i := range s.t.slots {
			if sl := &s.t.slots[i]; sl.role == rolePerson {
				if name, ok := s.with[sl.name].(string); ok && !strings.Contains(name, "${") {
					return name
				}
			}
		}
	}
	return ""
}
