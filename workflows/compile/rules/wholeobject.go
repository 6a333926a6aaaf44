package rules

import (
	"slices"

	"sayso/connectors"
)

// A row, a document or what is sent may be all of what was read or brought: "the same data", "write the row into the index".

// sameFields gives what was given before as a whole: the values of the row that was just written where the clause says "the same", the object
// that was just read, or all that the trigger tells.
func (b *builder) sameFields(s *step, set *slot) any {
	before := b.steps[:max(0, slices.Index(b.steps, s))]
	f := s.from
	for i := s.c.from; i+1 < f.end; i++ {
		if !same[b.items[i].Lower] && !b.items[i].Is("this", "that", "these", "diese", "it") {
			continue
		}
		for _, o := range slices.Backward(before) {
			if o.from == nil {
				continue
			}
			if values, _ := o.from.objects(); values != nil && o.with[values.name] != nil && same[b.items[i].Lower] {
				f.mark(i, i+2, valued)
				b.origin(s.id+"."+set.name, i, i+2)
				return o.with[values.name]
			}
		}
	}
	return b.wholeObject(s, before)
}

// wholeObject gives the object that the latest read gave, else that of the trigger.
func (b *builder) wholeObject(s *step, before []*step) any {
	named := slices.ContainsFunc(b.items[s.c.from:s.from.end], yielded)
	for _, o := range slices.Backward(before) {
		if o.t == nil || o.lookup || named && o.t.effect() {
			continue
		}
		if o.t.effect() || !b.alone(o) {
			break
		}
		if name := freeObject(o.t.out); name != "" {
			for i := s.c.from; i < s.from.end; i++ {
				if it := b.items[i]; it.word() && (yielded(it) || it.Is("it", "both", "beides", "es", "body")) {
					s.from.mark(i, i+1, valued)
				}
			}
			known, _ := o.with[name].(map[string]any)
			if len(known) == 0 {
				return "${" + o.id + "." + name + "}"
			}
			values := map[string]any{}
			for field := range known {
				values[field] = "${" + o.id + "." + name + "." + field + "}"
			}
			return values
		}
	}
	if b.trigger == nil {
		return nil
	}
	if name := freeObject(b.trigger.out); name != "" {
		return "${trigger." + name + "}"
	}
	values := map[string]any{}
	for _, name := range sortedNames(b.trigger.out.Properties) {
		if p := b.trigger.out.Properties[name]; p.Type == "string" || p.Type == "integer" {
			values[name] = "${trigger." + name + "}"
		}
	}
	return values
}

// freeObject names the output that is an object of any fields; "" where there is none.
func freeObject(out *connectors.Schema) string {
	for _, name := range sortedNames(out.Properties) {
		if p := out.Properties[name]; p.Type == "object" && p.Format == "" && len(p.Properties) == 0 && name != "headers" {
			return name
		}
	}
	return ""
}
