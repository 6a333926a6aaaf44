package rules

import "slices"

// Before they ask for something people tell how things are: "people keep asking about the parking lot", "Good chat with Moss Ltd today", "basket hängt seit heute
// früh". Where nothing can be made of such words, nothing was meant to be.

var (
	// ratings begin what was good or bad, without a verb.
	ratings = words(`good great nice lovely fun tough bad rough busy crazy long quick short interesting super tolles gutes nettes schönes spannendes kurzes langes gute tolle nette`)
	// observed are those of whom somebody tells something, besides those who do things anyway.
	observed = words(`nobody everybody everyone noone niemand keiner alle boss chef chefin management team sales support marketing colleagues kollegen folks guys leute customers clients kunden`)
	// goings are German verbs by which it is told where somebody goes: "geht in Elternzeit".
	goings = words(`geht kommt fährt wechselt`)
)

// observes reports whether a clause that nothing was made of tells how things are, before something is asked for.
func (b *builder) observes(c clause) bool {
	if c.from >= b.clauses[len(b.clauses)-1].from || slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.word() && (obligations[it.Lower] || wishes[it.Lower] && !it.Is("will", "want", "wants"))
	}) {
		return false
	}
	i := pastDeterminers(b.items, b.leads(c), c.to)
	if i >= c.to || !b.items[i].word() {
		return false
	}
	first := b.items[i]
	return c.verb < 0 && ratings[first.Lower] && len(first.verbs) == 0 || (actors[first.Lower] || audience[first.Lower] || observed[first.Lower]) && i+1 < c.to && b.items[i+1].word()
}

// departs reports whether a clause tells that somebody goes into a time or place of his own: "Lena geht in Elternzeit".
func (b *builder) departs(c clause, i int) bool {
	return b.lang == "de" && i+3 < c.to+1 && goings[b.items[i+1].Lower] && i+3 < len(b.items) && b.items[i+2].Is("in", "nach", "zu", "zur", "zum") && (c.verb < 0 || c.verb == i+1) &&
		b.items[i].Capital() && b.items[i].word() && len(b.items[i].nouns)+len(b.items[i].apps) == 0 && !function(b.items[i].Lower) && !code.MatchString(b.items[i+3].Text) && b.items[i+3].ent == nil && c.to <= i+4
}
