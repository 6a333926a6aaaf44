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

// brings reports whether a step or the trigger gives an output of a name.
func (b *builder) brings(field string) bool { return b.held().fields[field] }

// isOpen reports whether a reference is to a field of what has fields that no schema lists.
func (b *builder) isOpen(ref string) bool {
	name, ok := strings.CutPrefix(ref, "${"+b.schemaless()+".")
	return ok && (b.loop == nil || b.loop.elem == nil || b.loop.elem.Properties[strings.TrimSuffix(name, "}")] == nil)
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
	if it.Is("value", "wert", "inhalt", "content") && belongings[next(j+1).Lower] { // "den Wert der Spalte grund"
		if k := pastDeterminers(b.items, j+2, end); k < end && columnWords[b.items[k].Lower] {
			return b.openField(k, end)
		}
		if columnWords[next(j+2).Lower] {
			return b.openField(j+2, end)
		}
	}
	switch {
	case next(j+1).Is("(") && columnWords[next(j+2).Lower] && fieldWord(next(j+3)) && next(j+4).Is(")") && it.word(): // "das Anschreiben (Spalte text)"
		return b.column(next(j + 3)), j + 5
	case bearers[it.Lower] && columnWords[next(j+1).Lower] && fieldWord(next(j+2)): // "the body field issue_key"
		return b.column(next(j + 2)), j + 3
	case columnWords[it.Lower] && fieldWord(next(j+1)):
		return b.column(next(j + 1)), j + 2
	case fieldWord(it) && next(j+1).word() && columnWords[next(j+1).Lower]:
		return b.column(it), j + 2
	}
	if k := pastDeterminers(b.items, j+2, end); fieldWord(it) && next(j+1).Is("in", "im", "from", "aus") && k+1 < end && columnWords[b.items[k].Lower] && fieldWord(b.items[k+1]) { // "die Zahl im Feld replicas"
		return b.column(b.items[k+1]), k + 2
	}
	if k := b.bearerBehind(j+1, end); k > 0 && fieldWord(it) {
		return b.column(it), k
	}
	if whose, k := b.lyingIn(j+1, end); k > 0 && fieldWord(it) && (whose == "" || bearers[whose]) {
		return b.column(it), k
	}
	if j > 0 && possessives[b.items[j-1].Lower] && fieldWord(it) && !b.triggering(it) && !messages[it.Lower] && b.fieldOfAny(holdings[it.Lower]) == "" {
		return b.column(it), j + 1
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

// possessives say that something is a field of what was named before.
var possessives = words(`its their dessen deren seine seinen ihre ihren`)

// lyingIn reads a relative clause that says where something is: "that's in there", "die dort steht", ", die bei dem Kontakt steht". whose is the word for
// what has it, "" where it is only pointed at; to is the item behind the clause, 0 where none stands at an item.
func (b *builder) lyingIn(k, end int) (whose string, to int) {
	if k < end && b.items[k].mark() && b.items[k].Is(",") {
		k++
	}
	if k >= end || !b.items[k].Is("that", "that's", "which", "die", "der", "das", "den") {
		return "", 0
	}
	placed, lying := false, b.items[k].Is("that's")
	for k++; k < end && b.items[k].word(); k++ {
		it := b.items[k]
		if !function(it.Lower) && !bearers[it.Lower] && !lies[it.Lower] && !it.Is("drinsteht", "dransteht", "dabeisteht") && len(it.nouns) == 0 || it.Is("and", "und") {
			break
		}
		switch {
		case it.Is("there", "dort", "drin", "darin"):
			placed = true
		case lies[it.Lower]:
			lying = true
		case it.Is("drinsteht", "dransteht", "dabeisteht"):
			placed, lying = true, true
		case bearers[it.Lower] || len(it.nouns) > 0:
			whose, placed = it.Lower, true
		}
	}
	if !placed || !lying {
		return "", 0
	}
	return whose, k
}

// fieldWord reports whether an item can be the name of a field.
func fieldWord(it item) bool {
	return it.word() && it.Text != "" && plainName.MatchString(it.Text) && !strings.ContainsAny(it.Text, ".-") && !designations[it.Lower] &&
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
		if b.meant[c] != "" && (b.meant[c] == it.Lower || slices.ContainsFunc(holdings[it.Lower], func(n string) bool { return slices.Contains(holdings[b.meant[c]], n) })) {
			name = c
			break
		}
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

// gettings are the orders to take a value from where it is.
var gettings = words(`take get read grab use fetch nimm nehmen lies hol hole holen lesen`)

// takesField notes a field that a clause only says is to be taken, for what is done with it next: "take the image from the body and set it on …".
func (b *builder) takesField(c clause) bool {
	if c.verb < 0 || c.message >= 0 || !gettings[b.items[c.verb].Lower] || b.schemaless() == "" {
		return false
	}
	took := ""
	for i := c.from; i < c.to; i++ {
		ref, to := b.source(i, c.to)
		switch {
		case i != c.verb && to > 0 && took == "" && b.isOpen(ref):
			took, i = strings.TrimSuffix(ref[strings.LastIndexByte(ref, '.')+1:], "}"), to-1
		case i != c.verb && b.items[i].content():
			return false
		}
	}
	if took != "" {
		b.took = took
	}
	return took != ""
}
