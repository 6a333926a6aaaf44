package rules

import "slices"

// What a new record is called may be a sentence, with a clause of its own that says when something happens: "a bug in APP: it crashes when the phone is
// rotated", "an issue titled Search breaks if the query is empty". Nothing is to be done then.

// titling are the words behind which a title stands without quotation marks.
var titling = words(`titled called named headed namens`)

// captioned reports whether an atom that says when or on what condition goes on with what a request calls a new record.
func (p *parting) captioned(a atom) bool {
	if kind, n, _ := subordinator(p.items, a.from, a.to); len(p.out) == 0 || n == 0 || kind == request {
		return false
	}
	last := p.out[len(p.out)-1]
	if last.kind != request || last.message >= 0 {
		return false
	}
	from := -1
	for i := last.from + 1; i < a.from && from < 0; i++ {
		if it := p.items[i]; it.mark() && it.Is(":") || it.word() && titling[it.Lower] {
			from = i + 1
		}
	}
	if from < 0 || from+1 >= a.from || !p.titles(last.from, from) {
		return false
	}
	return p.delivers(p.items, from, a.from) < 0 && !slices.ContainsFunc(p.items[from:a.from], func(it item) bool {
		return it.ent != nil && !it.ent.Weak || addressed(it) || len(it.apps) > 0
	})
}

// titles reports whether something is named between two items that is made with a title of its own.
func (p *parting) titles(from, to int) bool {
	return slices.ContainsFunc(p.items[from:to], func(it item) bool {
		return slices.ContainsFunc(it.nouns, func(h hit) bool {
			return slices.ContainsFunc(p.lexemes[h.lexeme].targets, func(t int) bool { return p.targets[t].titled() })
		})
	})
}
