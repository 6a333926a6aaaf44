package rules

import "sayso/workflows/compile/rules/entity"

// Terse lists give arguments by what these are called: "…, industry Biotech, email info@…", "…, bucket: archive". A value there orders nothing, though it
// may look like a verb.

// labelled reports whether an atom is the value of an argument that is called by its name before a colon, or an address behind the word for it.
func (p *parting) labelled(last clause, a atom) bool {
	if last.kind != request || a.from < 2 {
		return false
	}
	if i := a.from - 2; p.items[a.from-1].mark() && p.items[a.from-1].Is(":") && i >= last.from && p.items[i].word() && argumentWord(p.items[i].Lower, p.lang) {
		return i == last.from || p.items[i-1].mark() || p.items[i-1].Is("and", "und", "with", "mit")
	}
	return p.lists(a) && (p.labels(last, a.from-1) || a.to+1 < len(p.items) && p.items[a.to].Is(",") && isArgument(p.items[a.to+1].Lower, p.lang))
}

// lists reports whether an atom is nothing but the word for an address and one: "email info@orchid.example".
func (p *parting) lists(a atom) bool {
	i := a.from
	if p.items[i].Is("and", "und", "&") {
		i++
	}
	return i+2 == a.to && p.items[i].word() && p.items[i].Is("email", "mail", "e-mail") && p.items[i+1].ent != nil && p.items[i+1].ent.Type == entity.Email
}

// labels reports whether the part of a clause before an item gives an argument by its name: ", industry Biotech", "with industry Biotech".
func (p *parting) labels(last clause, i int) bool {
	for ; i >= last.from; i-- {
		it := p.items[i]
		begins := i == last.from || p.items[i-1].mark() || p.items[i-1].Is("with", "mit", "and", "und")
		if it.word() && begins && isArgument(it.Lower, p.lang) {
			return true
		}
		if it.mark() && i+1 < len(p.items) && i < last.to-1 || i < last.to-maxChain {
			return false
		}
	}
	return false
}
