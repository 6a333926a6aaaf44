package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// People say where a value that is there already goes: "with the mail's subject as its name", "put the incident number into the summary",
// "requester = sender", "pass its number along as pr_number in the conf", "add it to the table with company and email".

// surroundings is what the words of a clause may refer to.
type surroundings interface {
	triggering(item) bool                     // whether a word names what triggers the plan
	source(i, end int) (ref string, to int)   // what an earlier step or the trigger has, as it is named at an item
	brings(field string) bool                 // whether something gives an output of a name
	isOpen(ref string) bool                   // whether it is a field of what has fields that no schema lists
	calledAs(i, end int) (ref string, to int) // what an earlier step's or the trigger's thing that is named at an item is called
}

// targeted are the words between a value and the argument that it is for.
var targeted = words(`as als into in ins im to zum zur`)

var (
	// passages are the words for that a value goes somewhere.
	passages = words(`along mit over on goes go comes belongs should kommt kommen gehört gehören soll sollen`)
	// becomes are those for that it becomes something.
	becomes = words(`becomes become wird werden`)
)

// findCarried fills arguments with what the clause says is carried into them.
func (f *filling) findCarried() {
	if f.around == nil {
		return
	}
	for i := f.c.from; i < f.end; i++ {
		if !f.items[i].word() || f.taken[i] == valued || targeted[f.items[i].Lower] || preposition(f.items[i].Lower, f.lang) {
			continue
		}
		if f.namedLike(i) {
			continue
		}
		ref, to := f.around.source(i, f.end)
		if to == 0 {
			continue
		}
		if k := f.carryList(i); k > 0 {
			i = k - 1
			continue
		}
		if f.carry(ref, i, to) || f.tellIt(ref, i, to) || f.readIt(ref, i, to) {
			i = to - 1
		}
	}
}

// carryList gives a text several references that are carried into it together, "the link and the author into the notes"; it gives the item behind, 0 where
// none are.
func (f *filling) carryList(i int) int {
	if i > f.c.from && f.items[i-1].Is("=", ":", "is", "ist") {
		return 0
	}
	var refs []string
	end := i
	for {
		ref, to := f.around.source(end, f.end)
		if to == 0 {
			return 0
		}
		refs, end = append(refs, ref), to
		if end+1 >= f.end || !joins(f.items[end]) {
			break
		}
		end++
	}
	if len(refs) < 2 || end+1 >= f.end || !f.items[end].word() || !targeted[f.items[end].Lower] {
		return 0
	}
	k := pastDeterminers(f.items, end+1, f.end)
	if k >= f.end {
		return 0
	}
	if s := f.argumentNamed(k); s == nil || s.role != roleText || !f.give(s, strings.Join(refs, "\n"), i, k+1) {
		return 0
	}
	return k + 1
}

// readIt gives a reference to what is to be read: "summarise its description".
func (f *filling) readIt(ref string, from, to int) bool {
	for s := range f.t.slots {
		if slot := &f.t.slots[s]; f.t.readsAnything() && slot.role == roleAny && slot.required && determiners[f.items[from].Lower] {
			return f.give(slot, ref, from, to)
		}
	}
	return false
}

// tellIt puts a reference into the text of a message that the clause has no other words for: "post its subject in #inbox", "den Link schicken".
func (f *filling) tellIt(ref string, from, to int) bool {
	sl := (&step{t: f.t}).textSlot()
	if f.c.message >= 0 || sl == nil || to < f.end && (f.items[to].ent != nil && f.items[to].Kind == text.Quoted || f.items[to].Is(":", "=")) {
		return false
	}
	listed := f.inList(sl, from, to)
	if !listed && !determiners[f.items[from].Lower] || !sl.required || sl.role != roleText || !listed && f.argumentNamed(to-1) != nil && f.argumentNamed(to-1) != sl {
		return false
	}
	f.aside(to)
	if have, there := f.got[sl.name]; there {
		if said, ok := have.value.(string); ok && strings.HasPrefix(said, "${") {
			have.value = said + "\n" + ref
			f.got[sl.name] = have
			f.mark(from, to, valued)
		}
		return false
	}
	return f.give(sl, ref, from, to)
}

// carry finds the argument that a reference at some items is for: the one named behind "as" or "into", or before an equals sign.
func (f *filling) carry(ref string, from, to int) bool {
	if k := from - 2; k >= f.c.from && f.items[k].word() {
		set, where := f.objects()
		switch s := f.argumentNamed(k); {
		case f.items[k+1].Is("is", "ist", "=") && k > f.c.from && choosers[f.items[k-1].Lower] && where != nil: // "where email is the sender's address"
			return f.give(where, map[string]any{f.items[k].Text: ref}, k-1, to)
		case !f.items[k+1].Is("=", ":", "is", "ist"):
		case s != nil && f.give(s, ref, k, to):
			return true
		case f.items[k+1].Is("=") && set != nil && fieldWord(f.items[k]): // "done_by = the assignee"
			return f.give(set, map[string]any{f.items[k].Text: ref}, k, to)
		}
	}
	if k := from - 1; k > f.c.from && determiners[f.items[from].Lower] && (f.items[k-1].mark() || conjunctions[f.items[k-1].Lower]) { // ", Text das Feld text"
		if s := f.argumentNamed(k); s != nil && f.give(s, ref, k, to) {
			return true
		}
	}
	if s := f.namedFrom(from); s != nil && f.give(s, ref, from-2, to) { // "named after its subject", "title is its subject"
		return true
	}
	if s, first, last := f.keyed(ref, from, to); s != nil && f.give(s, ref, first, last) {
		return true
	}
	if s := f.recipient(from); s != nil && (person(ref) || slices.ContainsFunc(f.items[from:to], func(it item) bool { return receivers[it.Lower] })) && f.give(s, ref, from, to) {
		return true
	}
	k, as := to, false
	for k < f.end && f.items[k].word() && (passages[f.items[k].Lower] || becomes[f.items[k].Lower]) {
		as = as || becomes[f.items[k].Lower]
		k++
	}
	if k < f.end && f.items[k].word() && targeted[f.items[k].Lower] {
		as = as || f.items[k].Is("as", "als")
		k++
	} else if as = as || k == to && f.apposition(k); !as {
		return f.assign(ref, from, to)
	}
	k = pastDeterminers(f.items, k, f.end)
	if k >= f.end {
		return f.assign(ref, from, to)
	}
	if s := f.argumentNamed(k); s != nil && (as || s.role == roleText || s.role == roleTitle) {
		return f.give(s, ref, from, k+1)
	}
	return as && fieldWord(f.items[k]) && f.giveField(ref, from, k) || f.assign(ref, from, to)
}

// apposition reports whether the name of an argument stands right behind what it is to be, as in a list of such: "its subject becomes the title, its text
// the body".
func (f *filling) apposition(k int) bool {
	if k >= f.end || !f.items[k].word() || !articles[f.items[k].Lower] || len(f.carried) == 0 && f.c.verb >= 0 {
		return false
	}
	k = pastDeterminers(f.items, k, f.end)
	return k < f.end && f.argumentNamed(k) != nil && (k+1 == f.end || !f.items[k+1].word() || conjunctions[f.items[k+1].Lower])
}

// namedFrom gives the title of what is made, where the words before an item say that it is called so.
func (f *filling) namedFrom(from int) *slot {
	if from-2 < f.c.from {
		return nil
	}
	if it := f.items[from-1]; from-3 >= f.c.from && it.Is("in", "im", "under", "unter", "from", "aus") && lies[f.items[from-2].Lower] { // "the subject is in the column topic"
		from--
	}
	before, last := f.items[from-2], f.items[from-1]
	s := (&candidate{filling: f}).title()
	switch {
	case !before.word() || !last.word():
	case s != nil && before.Is("named", "called", "titled") && last.Is("after", "like", "by"):
		return s
	case last.Is("is", "ist", "sei", "wird", "becomes", "goes", "kommt", "kommen", "gehört", "comes", "steht", "stands"):
		if s := f.argumentNamed(from - 2); s != nil && (s.role == roleText || s.role == roleTitle) {
			return s
		}
	}
	return nil
}

// aside lets what is said of a reference behind it be: "the branch it failed on".
func (f *filling) aside(i int) {
	if i >= f.end || !f.items[i].Is("it", "they", "that", "which") || !f.items[i].word() {
		return
	}
	to := i + 1
	for to < f.end && f.items[to].word() && len(f.items[to].nouns) == 0 && !determiners[f.items[to].Lower] && (to+1 >= f.end || f.items[to+1].ent == nil) {
		to++
	}
	f.mark(i, to, cue)
}

// giveField puts a reference into a field of an object: "as pr_number in the conf".
func (f *filling) giveField(ref string, from, k int) bool {
	set, _ := f.objects()
	n := k + 1
	for n < f.end && f.items[n].word() && (f.items[n].Is("in", "im", "into", "to") || determiners[f.items[n].Lower]) {
		n++
	}
	if set == nil || n == k+1 || n >= f.end || f.argumentNamed(n) != set {
		return false
	}
	return f.give(set, map[string]any{f.items[k].Text: ref}, from, n+1)
}

// give sets an argument that is still open; fields of an object are added to those that are there.
func (f *filling) give(s *slot, value any, from, to int) bool {
	have, there := f.got[s.name]
	_, fields := value.(map[string]any)
	switch {
	case there && fields:
		value = joined(have.value, value)
	case there:
		return false
	case s.list:
		value = []any{value}
	}
	f.got[s.name] = filled{slot: s, value: value, from: from, to: to, score: 3}
	f.carried = append(f.carried, s.name)
	f.mark(from, to, valued)
	return true
}

// argumentNamed gives the argument that a word names, alone or with the words before it: "short description".
func (f *filling) argumentNamed(i int) (best *slot) {
	it, longest := f.items[i], 0
	if !it.word() || prepositions[it.Lower] {
		return nil
	}
	last := it.Lower
	if n := len(it.Parts); n > 1 {
		last = it.Parts[n-1]
	}
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		if slot.role == roleChannel || slot.role == roleOrg {
			continue
		}
		for _, cue := range slot.cues[f.lang] {
			n := len(cue)
			switch {
			case n > longest && i-n+1 >= f.c.from && are(f.items[i-n+1:], cue) && !function(cue[n-1]):
				best, longest = slot, n
			case longest == 0 && !function(cue[n-1]) && (sameWord(it.Lower, cue[n-1]) || sameWord(last, cue[n-1])):
				best, longest = slot, 1
			}
		}
	}
	return best
}
