package rules

import (
	"encoding/json"
	"slices"
	"strings"

	"sayso/connectors"
)

// complete fills what the words of its clause left open in a step: from its message, from earlier steps, from a look-up.
func (b *builder) complete(s *step) {
	b.fillMessage(s, s.c)
	b.briefs(s)
	b.condenses(s)
	b.selects(s)
	b.brought(s)
	b.columns(s)
	b.references(s)
	b.recordField(s)
	b.fromColumns(s)
	b.fillDrawn(s)
	for i := range s.t.slots {
		sl := &s.t.slots[i]
		if _, ok := s.with[sl.name]; ok || !sl.required {
			continue
		}
		if v := b.derive(s, sl); v != nil {
			s.with[sl.name] = v
			b.recalls(s, sl)
		}
	}
	if s.from != nil {
		b.sameAs(s)
	}
	b.appoints(s)
	b.theirs(s)
	b.along(s)
	b.extend(s)
	b.inThread(s)
	b.whole(s)
	b.leadsTo(s, s.c.verb)
	b.leftover(s)
	b.occasion(s)
}

// recalls takes the words by which a clause calls a record that was named before: "answer on the ticket".
func (b *builder) recalls(s *step, sl *slot) {
	if s.from == nil || sl.role != roleKey && sl.role != roleRecord && sl.role != roleName && sl.role != roleNumber {
		return
	}
	for i := s.c.from + 1; i < s.from.end; i++ {
		if s.from.taken[i] == free && determiners[b.items[i-1].Lower] && b.callsArgument(b.items[i], sl) {
			s.from.mark(i, i+1, act)
		}
	}
}

// derive gives a value for a required slot that the words left open, or nil.
func (b *builder) derive(s *step, sl *slot) any {
	if ref := b.itemFor(s.t, sl); ref != "" {
		return ref
	}
	if b.took != "" && s.t.meansField(sl, b.took, b.lang) && b.schemaless() != "" {
		return "${" + b.schemaless() + "." + b.took + "}"
	}
	switch sl.role {
	case roleOrg:
		return b.deriveOrg(s, sl)
	case roleKey, roleRecord:
		if ref := b.recordBefore(s); ref != "" {
			return ref
		}
	case roleChannel:
		if name := b.channel(s); name != "" {
			return name
		}
		if name := b.stated(s.t, sl); name != "" && b.there(s.t, s.c) {
			return name
		}
		if o := b.madeBy(s); o != nil && o.with[sl.name] != nil {
			return o.with[sl.name]
		}
		if b.trigger != nil && b.trigger.app == s.t.app && s.t.op.UndoBy != "archive" {
			if told, _ := b.triggered["channel"].(string); told != "" && b.refersBack(s) {
				return told
			}
			if b.refersBack(s) {
				return nilIfEmpty(b.triggerField("channel"))
			}
		}
	case roleState:
		if s.c.verb >= 0 && sl.name == "status" && closings[b.items[s.c.verb].Lower] {
			return "Done"
		}
	case rolePerson:
		if name := b.person(s.c); name != "" {
			return name
		}
	case roleEmail:
		if ref := b.address(s, sl); ref != "" {
			if sl.list {
				return []any{ref}
			}
			return ref
		}
	case roleFile:
		if files := b.filesBefore(s); files != "" && b.earlierField(s, "", isFile) == "" {
			if sl.list {
				return files
			}
			b.forEachFile(s, files)
			return eachFile
		}
		if ref := b.fileOfItem(s); ref != "" {
			if sl.list {
				return []any{ref}
			}
			return ref
		}
		if ref := b.earlierField(s, "", isFile); ref != "" {
			if sl.list {
				return []any{ref}
			}
			return ref
		}
	case roleName, roleNumber, roleMoney, roleAny:
		if sl.role == roleAny && s.from != nil {
			if ref := b.readRecord(s); ref != nil {
				return ref
			}
		}
		if v := b.handed(s.t, sl, b.steps[:max(0, slices.Index(b.steps, s))]); v != nil {
			return v
		}
		if name := b.antecedent(s.t, sl); name != "" {
			if sl.role == roleNumber {
				return json.Number(name)
			}
			return name
		}
	case roleTitle:
		if name := b.antecedent(s.t, sl); name != "" {
			return name
		}
	}
	return nil
}

// deriveOrg takes the company that is spoken of. Where the app can look it up, it is looked up first, so that a missing or
// doubled record shows before anything is written.
func (b *builder) deriveOrg(s *step, sl *slot) any {
	if b.loop != nil && b.loop.open && sl.name == "customer" {
		return "${item.name}" // whose row it is
	}
	if ref := b.triggerField(sl.name, "account", "company", "customer"); ref != "" && b.org() == "" {
		return ref
	}
	if name := b.subjectMatter(s, sl); name != "" {
		return name
	}
	name := b.orgBefore(s)
	if name == "" {
		return nil
	}
	if sl.name == "customer" { // which is a name, where an account is a record
		return name
	}
	id := func(p *connectors.Schema) bool { return p.Format == connectors.FormatEmail }
	if t := b.lookupFor(id, s.t.app); t != nil && outputOf(t, "id", nil) != "" && sl.name != "name" {
		return "${" + b.look(t, name).id + ".id}"
	}
	return name
}

// subjectMatter gives the record that an argument for one of any kind means where the clause doesn't say: the latest of the same app, by its name.
func (b *builder) subjectMatter(s *step, sl *slot) string {
	if sl.name != "about" {
		return ""
	}
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if o.t == nil || o.lookup || o.t.app != s.t.app || !b.alone(o) {
			continue
		}
		if account, _ := o.with["account"].(string); account != "" && !strings.Contains(account, "${") && b.mentions(s.c, "account", "company", "customer", "firma", "kunden") {
			return account
		}
		if last, _ := o.with["last_name"].(string); last != "" {
			first, _ := o.with["first_name"].(string)
			return strings.TrimSpace(first + " " + last)
		}
		for i := range o.t.slots {
			if sl := &o.t.slots[i]; sl.required && (sl.role == roleRecord || sl.role == roleOrg || sl.role == roleTitle && sl.name == "name") {
				if name, _ := o.with[sl.name].(string); name != "" && !strings.Contains(name, "${") {
					return name
				}
			}
		}
	}
	return ""
}

// refersBack reports whether a step is about the message that triggered the plan: "react to it", "answer in its thread".
func (b *builder) refersBack(s *step) bool {
	return b.mentions(s.c, "it", "its", "darauf", "thread", "message", "message's", "nachricht", "there", "dort", "them", "darunter", "drauf", "post", "reply")
}

// madeBy gives the step that made the record which a step is about: the message that is changed later.
func (b *builder) madeBy(s *step) *step {
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		for i := range s.t.slots {
			sl := &s.t.slots[i]
			if ref := b.recordBefore(s); o.t != nil && o.t.app == s.t.app && sl.role == roleKey && sl.required && ref != "" && strings.HasPrefix(ref, "${"+o.id+".") {
				return o
			}
		}
	}
	return nil
}

// inThread answers the message that triggered the plan where the clause says so: "in its thread".
func (b *builder) inThread(s *step) {
	if b.trigger != nil && b.trigger.app == s.t.app && s.t.in.Properties["thread"] != nil && s.with["thread"] == nil && b.mentions(s.c, "thread") {
		s.with["thread"] = b.triggerField("id")
	}
}

func nilIfEmpty(ref string) any {
	if ref == "" {
		return nil
	}
	return ref
}

// recordBefore gives the record that the steps before s are about.
func (b *builder) recordBefore(s *step) string {
	rest := b.steps
	if i := slices.Index(b.steps, s); i >= 0 {
		b.steps = rest[:i]
	}
	ref := b.record(s.t)
	b.steps = rest
	return ref
}

func (b *builder) orgBefore(s *step) string {
	i := slices.Index(b.steps, s)
	if i < 0 {
		return b.org()
	}
	rest := b.steps
	b.steps = rest[:i]
	name := b.org()
	b.steps = rest
	return name
}

// triggerField gives a reference to an output of the trigger, or "".
func (b *builder) triggerField(names ...string) string {
	if b.trigger == nil {
		return ""
	}
	for _, n := range names {
		if outputOf(b.trigger, n, nil) != "" {
			return "${trigger." + n + "}"
		}
	}
	return ""
}

// earlierField gives a reference to an output of a step before s, or of the trigger.
func (b *builder) earlierField(s *step, name string, is func(*connectors.Schema) bool) string {
	rest := b.steps
	if i := slices.Index(b.steps, s); i >= 0 {
		b.steps = rest[:i]
	}
	ref := b.field(name, is)
	b.steps = rest
	return ref
}

func (b *builder) mentions(c clause, list ...string) bool {
	return slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.word() && it.Is(list...) })
}
