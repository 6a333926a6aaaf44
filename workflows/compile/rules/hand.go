package rules

import (
	"maps"
	"slices"

	"sayso/connectors"
)

// handed gives what the steps before one hand on to a slot that the words left open: the deployment that was just restarted, the run
// that was started, the number of the invoice that was made; nil where there is nothing, or more than one.
func (b *builder) handed(t *target, sl *slot, before []*step) any {
	if sl.list {
		return nil
	}
	if sl.role == roleAny {
		return b.material(before)
	}
	if sl.role == roleNumber && sl.name != "number" {
		return nil // how many of something is never a matter of course
	}
	name, from := b.statedIn(t, sl)
	for _, s := range slices.Backward(before) {
		switch {
		case s.t == nil:
		case s.t.app == t.app && s.c.from < from:
			return name
		case s.t.app == t.app && s.with[sl.name] != nil:
			return b.only(s, s.with[sl.name])
		case alike(s.t.out, sl) && (s.t.app == t.app || s.t.effect()):
			return b.only(s, "${"+s.id+"."+sl.name+"}")
		}
	}
	if b.trigger != nil && b.trigger.app == t.app && b.triggered[sl.name] != nil {
		return b.triggered[sl.name]
	}
	if b.trigger != nil && alike(b.trigger.out, sl) && b.trigger.app == t.app {
		return "${trigger." + sl.name + "}"
	}
	return nil
}

// along takes over where something is from the step before that had to do with the same thing: its namespace, its bucket.
func (b *builder) along(s *step) {
	b.statedPlaces(s)
	for _, o := range slices.Backward(b.steps[:max(0, slices.Index(b.steps, s))]) {
		if o.t == nil || o.t.app != s.t.app {
			continue
		}
		for i := range s.t.slots {
			sl := &s.t.slots[i]
			switch {
			case sl.required && sl.role == roleName && o.with[sl.name] != nil && o.with[sl.name] != s.with[sl.name] && !b.refersTo(s.c, places):
				return
			case !sl.required && sl.role == roleName && !sl.list && s.with[sl.name] == nil && o.with[sl.name] != nil:
				s.with[sl.name] = o.with[sl.name]
			}
		}
		return
	}
}

// only gives a value of a step that stands for itself, nil where the step is one of several.
func (b *builder) only(s *step, value any) any {
	if !b.alone(s) {
		return nil
	}
	return value
}

// alike reports whether what an app gives has a field that is what a slot takes, under the same name.
func alike(out *connectors.Schema, sl *slot) bool {
	if out == nil || out.Properties[sl.name] == nil {
		return false
	}
	p := out.Properties[sl.name]
	return p.Type == sl.schema.Type && p.Format == sl.schema.Format
}

// material gives what there is to be read: the text that the latest step or the trigger brought, else its list, else what it is about.
func (b *builder) material(before []*step) any {
	for _, s := range slices.Backward(before) {
		if s.t == nil || s.t.effect() || s.lookup {
			continue
		}
		if name := readable(s.t.out); name != "" {
			return b.only(s, "${"+s.id+"."+name+"}")
		}
	}
	if b.trigger != nil {
		if name := readable(b.trigger.out); name != "" {
			return "${trigger." + name + "}"
		}
	}
	return nil
}

// readable names the output that holds the most to read; "" where none does.
func readable(out *connectors.Schema) string {
	best, rank := "", 0
	if out == nil {
		return ""
	}
	for _, name := range slices.Sorted(maps.Keys(out.Properties)) {
		p, r := out.Properties[name], 0
		switch {
		case p.Format == connectors.FormatText:
			r = 4
		case p.Type == "array" && p.Items != nil && p.Items.Type == "object" && p.Items.Format == "":
			r = 3
		case p.Type == "object" && p.Format == "" && len(p.Properties) == 0, p.Type == "":
			r = 2
		case p.Type == "string" && p.Format == "" && connectors.Gives(p) == connectors.Free:
			r = 1
		}
		if r > rank {
			best, rank = name, r
		}
	}
	return best
}
