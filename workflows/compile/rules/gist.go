package rules

// gist is what the words of a clause say of it, as far as the clauses behind it want to know. It grows with the clause, so that each word is
// looked at once, however many parts of a sentence ask.
type gist struct {
	from, to int
	tale     bool // it tells something, so that an order behind it doesn't belong to it
	denies   bool // it says that something is not to be done
	forbids  bool // it says so by its verb: "ich verbiete dir, …"
	guards   bool // it asks for an approval
	first    int  // the first item that isn't a filler, a conjunction, a mark or a pause; as of skip
	named    bool // it has the name of something behind the word for it
	value    int  // the last typed value, or -1
}

// of gives the gist of a clause. The parting keeps that of the latest one that was asked for.
func (p *parting) of(c clause) gist {
	g := &p.gist
	if g.from != c.from || g.to > c.to || g.to == 0 {
		*g = gist{from: c.from, to: c.from, first: c.from, value: -1}
	}
	if g.first == g.to {
		g.first = p.skip(g.first, c.to)
	}
	for ; g.to < c.to; g.to++ {
		it := &p.items[g.to]
		if it.ent != nil || it.technical() >= 0.7 {
			g.value = g.to
		}
		if !it.word() {
			continue
		}
		g.tale = g.tale || tellers[it.Lower] || speakers[it.Lower] || denials[it.Lower] || (g.value >= 0 || g.named) && predicate(*it, p.lang)
		g.named = g.named || g.to > g.from && len(p.items[g.to-1].nouns) > 0 && len(it.nouns) == 0 && !function(it.Lower)
		g.denies = g.denies || negators[it.Lower]
		g.forbids = g.forbids || prohibitions[it.Lower]
		g.guards = g.guards || approvals[it.Lower]
	}
	return *g
}
