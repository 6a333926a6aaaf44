package rules

// tail finds the comma behind the title that a colon announces where further arguments follow: "task for Tom: book the room, due Friday"; 0 where
// none do.
func (f *filling) tail() int {
	if f.c.message < 0 || !f.t.titled() || f.c.message != f.end+1 {
		return 0
	}
	for i := f.c.message + 1; i+2 < f.c.to; i++ {
		if f.items[i].Is(",", "(", "–") && f.items[i].mark() {
			end := f.end
			f.end = f.c.to
			follows := f.arguments(i + 1)
			f.end = end
			if follows {
				return i
			}
		}
	}
	return 0
}

// trail takes the arguments behind such a comma, if all that stands there are arguments.
func (f *filling) trail(comma int) {
	if comma == 0 {
		return
	}
	rest := f.fill(f.items, clause{from: comma + 1, to: f.c.to, verb: -1, message: -1, kind: f.c.kind}, f.t, f.lang, f.small, f.around)
	for i := comma + 1; i < f.c.to; i++ {
		if rest.taken[i] == free && f.items[i].content() {
			return
		}
	}
	for _, v := range rest.values() {
		if _, there := f.got[v.slot.name]; there || v.slot.required {
			return
		}
	}
	for _, v := range rest.values() {
		f.got[v.slot.name] = v
	}
	f.mark(comma, f.c.to, valued)
	f.c.to = comma
}
