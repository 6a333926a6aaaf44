package rules

import (
	"slices"
	"strings"
)

// Of some things no schema lists the fields: of a row, of the body of a call. People name them all the same: "the column email", "the email column",
// "order_id from the body".

// schemaless gives what has fields that no schema lists: the row that a loop is at, or the row or the body of a call that the trigger brings; "" where
// nothing has.
func (b *builder) schemaless() string {
	if b.loop != nil && b.loop.open {
		return "item"
	}
	if b.trigger == nil {
		return ""
	}
	for _, name := range []string{"row", "body"} {
		if p := b.trigger.out.Properties[name]; p != nil && p.Type == "object" && len(p.Properties) == 0 {
			return "trigger." + name
		}
	}
	return ""
}

// openField reads the name of a field that no schema lists: "the column email", "the email column", "order_id from the body", or one that the prompt
// declared.
func (b *builder) openField(j, end int) (ref string, to int) {
	open := b.schemaless()
	if open == "" || j >= end {
		return "", 0
	}
	it := b.items[j]
	next := func(k int) item {
		if k < end {
			return b.items[k]
		}
		return item{}
	}
	if whose, ok := genitive(it.Lower); ok && bearers[whose] && next(j+1).word() && fieldWord(next(j+1)) {
		return b.column(next(j + 1)), j + 2
	}
	switch {
	case columnWords[it.Lower] && fieldWord(next(j+1)):
		return b.column(next(j + 1)), j + 2
	case fieldWord(it) && next(j+1).word() && columnWords[next(j+1).Lower]:
		return b.column(it), j + 2
	}
	if k := b.bearerBehind(j+1, end); k > 0 && fieldWord(it) {
		return b.column(it), k
	}
	if ref, to = b.columnList(j, end); to > 0 {
		return ref, to
	}
	if fieldWord(it) && slices.Contains(b.fields, it.Lower) {
		return b.column(it), j + 1
	}
	return "", 0
}

// bearerBehind gives the item behind "from the body", "aus der Spalte email", "in the row"; 0 where nothing of that stands at an item.
func (b *builder) bearerBehind(k, end int) int {
	if k >= end || !b.items[k].word() || !belongings[b.items[k].Lower] {
		return 0
	}
	if k = pastDeterminers(b.items, k+1, end); k < end && b.items[k].word() && bearers[b.items[k].Lower] {
		return k + 1
	}
	return 0
}

// fieldWord reports whether an item can be the name of a field.
func fieldWord(it item) bool {
	return it.word() && it.Text != "" && plainName.MatchString(it.Text) && !strings.ContainsAny(it.Text, ".-") &&
		(!function(it.Lower) || len(holdings[it.Lower]) > 0)
}

// column gives a reference to a field that no schema lists: the one that was declared for what the word stands for, else the word.
func (b *builder) column(it item) string {
	name := it.Text
	if b.lang == "de" && it.Capital() && name[1:] == it.Lower[1:] {
		name = it.Lower // which German writes with a capital for being a noun
	}
	for _, c := range b.fields {
		called := func(name string) bool { return name == c || slices.Contains(holdings[c], name) }
		if c != it.Lower && !slices.Contains(b.fields, it.Lower) && slices.ContainsFunc(holdings[it.Lower], called) {
			name = c
			break
		}
	}
	if it.Is("address", "adresse", "mailadresse") && strings.EqualFold(name, it.Text) {
		name = "email"
	}
	return "${" + b.schemaless() + "." + name + "}"
}

// isField reports whether a word may name a field of something.
func (b *builder) isField(it item) bool {
	return len(holdings[it.Lower]) > 0 || b.held().fields[it.Lower]
}
