package rules

import "slices"

// A list of what is kept in a store holds no files but what they are called. What is to be done with each of them needs the file itself, which is read
// first: "upload each file under posters/ to the media library".

// itemFetcher gives the read of the file that the record of a loop is the entry of, for an action of another app; nil where there is none.
func (b *builder) itemFetcher(app string) *target {
	if b.loop == nil || b.loop.list.t.app == app {
		return nil
	}
	i := slices.IndexFunc(b.fetchers, func(t *target) bool {
		return t.app == b.loop.list.t.app && !slices.ContainsFunc(t.slots, func(sl slot) bool { return sl.required && b.itemFor(t, &sl) == "" })
	})
	if i < 0 {
		return nil
	}
	return b.fetchers[i]
}

// fileOfItem puts that read in front of a step, and gives a reference to the file; "" where there is none.
func (b *builder) fileOfItem(s *step) string {
	t := b.itemFetcher(s.t.app)
	if t == nil {
		return ""
	}
	get := &step{t: t, with: map[string]any{}, c: s.c, cond: s.cond, lookup: true}
	for i := range t.slots {
		sl := &t.slots[i]
		if ref := b.itemFor(t, sl); ref != "" {
			get.with[sl.name], get.trust = ref, append(get.trust, sl.name)
		} else if v := b.loop.list.with[sl.name]; v != nil {
			get.with[sl.name] = v
		}
	}
	get.id = b.name(get)
	b.steps = slices.Insert(b.steps, max(0, slices.Index(b.steps, s)), get)
	return "${" + get.id + "." + outputOf(t, "", isFile) + "}"
}
