package rules

import "slices"

// Where a name stands may say that it is somebody's.

// goesToSomebody reports whether what a record goes to is more likely somebody than a state: a single name that means nothing else.
func (f *filling) goesToSomebody(c cued, i int) bool {
	return f.t.event == nil && f.c.kind == request && !c.noun && f.items[c.from].Is("to") && f.c.verb >= 0 && !f.items[f.c.verb].Is("moves", "becomes", "wandert") &&
		slices.ContainsFunc(f.items[f.c.verb].verbs, func(h hit) bool { return f.lexemes[h.lexeme].light }) &&
		f.named(i) && (i+1 == f.end || !f.items[i+1].Capital())
}

// receives reports whether a German name stands where the person stands who gets something: "gib es dem Henrik".
func (f *filling) receives(i int) bool {
	return f.lang == "de" && i > f.c.from && f.items[i-1].Is("dem", "der") && f.named(i)
}
