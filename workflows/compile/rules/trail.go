package rules

import "slices"

// Behind what is said may stand further arguments, as a terse list: "task for Tom: book the room, due Friday", "… that the disk is full (urgent, label
// backup)", "… dass das Paket da ist, leo@firma.example in Kopie".

// maxTrails is at how many marks such a list is looked for.
const maxTrails = 4

// trail takes the arguments behind what is said, from the first mark on behind which nothing but arguments stands.
func (f *filling) trail() {
	if f.t.op == nil || f.c.message < 0 || f.c.message >= f.c.to || !f.says() {
		return
	}
	tries := 0
	for i := f.c.message + 1; i+1 < f.c.to && tries < maxTrails; i++ {
		if !f.items[i].mark() || !f.items[i].Is(",", "(", "–", "—", "-", ";") || f.items[i].Is("-") && f.items[i].Glued || !f.listed(i+1) {
			continue
		}
		tries++
		if f.takeTrail(i) {
			return
		}
	}
}

// says reports whether what is said behind the clause's own words is in no quotation marks, so that it has no end of its own.
func (f *filling) says() bool {
	said := f.items[f.c.message]
	return said.ent == nil && (f.t.says() || f.t.titled())
}

// listed reports whether an argument may begin at an item behind a mark: what it is called, a level, or a value of a type of its own.
func (f *filling) listed(i int) bool {
	end := f.end
	f.end = f.c.to
	defer func() { f.end = end }()
	it := f.items[i]
	if it.ent != nil {
		return f.suits(i)
	}
	if !it.word() {
		return false
	}
	if levels[it.Lower] != "" {
		return slices.ContainsFunc(f.t.slots, func(s slot) bool { return graded(&s) })
	}
	return f.tailQualifies(i) || slices.ContainsFunc(f.t.slots, func(s slot) bool {
		return s.role != roleText && s.role != roleTitle && slices.ContainsFunc(s.cues[f.lang], func(cue []string) bool { return f.matches(i, cue) > 0 }) ||
			s.names(f.lang, it.Lower)
	})
}

// takeTrail takes what stands behind a mark, if all of it are arguments that are still open and one of them is called by its name or is of a type of its
// own.
func (f *filling) takeTrail(mark int) bool {
	rest := f.fill(f.items, clause{from: mark + 1, to: f.c.to, verb: -1, message: -1, kind: f.c.kind}, f.t, f.lang, f.small, f.around)
	for i := mark + 1; i < f.c.to; i++ {
		if rest.taken[i] < cue && f.items[i].content() {
			return false
		}
	}
	values, said := rest.values(), (&step{t: f.t}).textSlot()
	for _, v := range values {
		if _, there := f.got[v.slot.name]; there || said != nil && v.slot.name == said.name || !v.quoted && v.from > mark+1 && f.items[v.from].word() &&
			!f.items[v.from-1].mark() && argumentWord(f.items[v.from].Lower, f.lang) {
			return false // "label text cut off" gives no label
		}
	}
	for _, v := range values {
		f.got[v.slot.name] = v
	}
	f.mark(mark, f.c.to, valued)
	f.c.to = mark
	return len(values) > 0
}

// textEnd gives the end of a text behind its label and a colon: the mark behind which the next argument is called by its name, or the bracket that closes
// what the label stands in.
func (f *filling) textEnd(i int) int {
	open := i > f.c.from+2 && f.bracketBefore(i)
	for j := i + 1; j < f.end; j++ {
		if open && f.items[j].mark() && f.items[j].Is(")") {
			return j
		}
		if f.items[j].mark() && f.items[j].Is(",", "–", "—") && f.tailQualifies(j+1) {
			return j
		}
		if j+2 < f.end && f.items[j].mark() && f.items[j].Is(",", ";", "–", "—") && f.starts[j+1] && !f.items[j+2].mark() && f.argumentAt(j+1) != nil {
			return j
		}
	}
	return f.end
}

// tailQualifies reports whether nothing stands from an item on but how the text is put where it goes: ", internally only".
func (f *filling) tailQualifies(i int) bool {
	said := false
	for ; i < f.end; i++ {
		if !f.qualified(i) && f.items[i].content() {
			return false
		}
		said = said || f.qualified(i)
	}
	return said
}

// bracketBefore reports whether a bracket stands open before an item.
func (f *filling) bracketBefore(i int) bool {
	for j := i - 1; j >= max(f.c.from, i-maxRun); j-- {
		if f.items[j].mark() && f.items[j].Is("(", ")") {
			return f.items[j].Is("(")
		}
	}
	return false
}
