package rules

import "slices"

// A message may tell what the record has that was just dealt with, though nothing read it: "assign OPS-4 to Ravi and DM him the link", "post its subject". The
// record is read before it.

// recordField reads the record that the step before is about, and gives a message what it is to tell of it.
func (b *builder) recordField(s *step) {
	sl := s.textSlot()
	if s.from == nil || sl == nil || s.with[sl.name] != nil || !s.t.carriesMessages() || s.c.message >= 0 || b.loop != nil {
		return
	}
	for i := s.c.from + 1; i < s.from.end; i++ {
		names := b.fieldNames(b.items[i])
		if len(names) == 0 || messages[b.items[i].Lower] || s.from.taken[i] >= valued || i == s.c.verb || !determiners[b.items[i-1].Lower] {
			continue
		}
		if read := b.readBefore(s, names); read != nil {
			read.id = b.name(read)
			b.steps = slices.Insert(b.steps, max(0, slices.Index(b.steps, s)), read)
			s.with[sl.name] = fieldOfFirst([]owner{{id: read.id, out: read.t.out}}, names)
			s.from.mark(i, i+1, valued)
			b.origin(s.id+"."+sl.name, i, i+1)
			return
		}
	}
}

// readBefore gives the read that tells one of some outputs of the record that the step before is about; nil where there is none, or more than one.
func (b *builder) readBefore(s *step, names []string) (read *step) {
	i := slices.Index(b.steps, s) - 1
	if i < 0 || b.steps[i].t == nil {
		return nil
	}
	for _, t := range b.targets {
		if t.op == nil || t.effect() || t.app != b.steps[i].t.app || t.waits() || len(t.slots) != 1 || !slices.ContainsFunc(names, func(n string) bool { return outputOf(t, n, nil) != "" }) {
			continue
		}
		key := t.slots[0].name
		record, _ := b.steps[i].with[key].(string)
		if record == "" {
			continue
		}
		if read != nil {
			return nil
		}
		read = &step{t: t, with: map[string]any{key: record}, c: s.c, cond: s.cond}
	}
	return read
}
