package rules

import (
	"encoding/json"
	"slices"

	"sayso/connectors"
)

// derivable reports whether a slot that the words of a clause left open can be had from what is known, looked up or drafted.
func (b *builder) derivable(t *target, s *slot, c clause) bool {
	if b.columnFor(s) != "" || b.took != "" && t.meansField(s, b.took, b.lang) || b.drawn(t, s, b.steps) != "" || b.itemFor(t, s) != "" {
		return true
	}
	switch s.role {
	case roleText:
		return true
	case roleFields:
		return !t.effect() && c.verb >= 0 || t.effect() && s.required && b.listsOutputs(c) // which words name
	case roleSQL:
		return s.name == "sql" && slices.ContainsFunc(b.items[c.from:c.to], isTable)
	case roleTitle:
		return s.name == "subject" || b.antecedent(t, s) != "" || t.tells(s) && (b.occurred(c) != nil || b.readTitle(nil) != "") || t.tells(s) && (c.message >= 0 || b.trigger != nil)
	case roleOrg:
		return b.org() != "" || b.triggerField(s.name, "account", "company", "customer") != ""
	case roleEmail:
		return b.spokenAddress(c, b.steps) != "" || b.org() != "" && b.lookupFor(func(p *connectors.Schema) bool { return p.Format == connectors.FormatEmail }, "") != nil
	case roleRecord:
		return b.record(t) != ""
	case roleKey:
		return b.record(t) != "" || len(b.records(t)) > 1 && b.several(c) || len(b.keys) > 0 && keyFits(s.name, b.keys) && b.mentions(c, plurals...)
	case roleChannel:
		return b.channel(&step{t: t, c: c}) != "" || b.stated(t, s) != "" && b.there(t, c)
	case rolePerson:
		return b.person(c) != ""
	case roleFile:
		return b.itemFetcher(t.app) != nil || b.field("", isFile) != "" || b.filesBefore(&step{}) != ""
	case roleName, roleNumber, roleMoney, roleAny:
		return b.handed(t, s, b.steps) != nil || b.antecedent(t, s) != ""
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
		if b.loop != nil && s == b.loop.list {
			if ref := b.ofItem(name, is); ref != "" {
				return ref
			}
		}
		if f := outputOf(s.t, name, is); f != "" {
			if !b.alone(s) {
				return ""
			}
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
	return fieldOf(t.out, name, is)
}

// fieldOf names the field of a record that has a name, or is of a kind; the first by name where several are.
func fieldOf(record *connectors.Schema, name string, is func(*connectors.Schema) bool) string {
	if is == nil {
		if record.Properties[name] == nil {
			return ""
		}
		return name
	}
	var found []string
	for n, p := range record.Properties {
		if name != "" && n == name || is(p) {
			found = append(found, n)
		}
	}
	if len(found) == 0 {
		return ""
	}
	slices.Sort(found)
	return found[0]
}

// record gives a reference to the record that an earlier step of the same app made or changed, that triggered the plan, or that was named
// before; "" where there are several.
func (b *builder) record(t *target) string {
	name, from := b.statedRecord(t)
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil || s.t.app != t.app {
			continue
		}
		if s.c.from < from {
			return name
		}
		if b.loop != nil && s == b.loop.list {
			return b.theItem(t)
		}
		if ref := recordOf(s, t); ref != "" {
			if !b.alone(s) {
				return ""
			}
			return ref
		}
	}
	if b.trigger != nil && b.trigger.app == t.app && (b.trigger.subject() == t.noun() || outputOf(b.trigger, "key", nil) != "") {
		for _, name := range []string{"key", "number", "id"} {
			if outputOf(b.trigger, name, nil) != "" {
				return "${trigger." + name + "}"
			}
		}
	}
	for i := range t.slots {
		if sl := &t.slots[i]; b.trigger != nil && b.trigger.app == t.app && sl.required && sl.name == b.trigger.subject() && outputOf(b.trigger, "id", nil) != "" {
			return "${trigger.id}"
		}
		if sl := &t.slots[i]; sl.required && (sl.role == roleKey || sl.role == roleRecord || sl.role == roleNumber) {
			return b.antecedent(t, sl)
		}
	}
	return ""
}

// recordOf gives the record that a step is about or makes, for an action of its app that takes one; "" where it has none.
func recordOf(s *step, t *target) string {
	for i := range t.slots {
		sl := &t.slots[i]
		if sl.role != roleKey && sl.role != roleRecord || !sl.required {
			continue
		}
		switch v := s.with[sl.name].(type) {
		case string:
			return v
		case json.Number:
			return v.String()
		}
	}
	if outputOf(s.t, "key", nil) != "" {
		return "${" + s.id + ".key}"
	}
	if s.t.noun() == t.noun() && outputOf(s.t, "id", nil) != "" && s.t.op.UndoBy == "delete" {
		return "${" + s.id + ".id}"
	}
	return ""
}
