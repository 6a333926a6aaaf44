package rules

import (
	"slices"

	"sayso/workflows/compile/rules/text"
)

// What starts a plan may be told in more than one clause: "kommt eine Mail rein, in deren Betreff …", "somebody mails us and the text contains …".

// qualify joins the clause that says when a plan starts with those behind it that only say more of it.
func (b *builder) qualify() {
	for len(b.clauses) > 1 && (b.clauses[0].kind == event || b.clauses[0].kind == condition) && b.qualifies(b.clauses[0], b.clauses[1]) {
		b.clauses[0].to = b.clauses[1].to
		b.clauses = slices.Delete(b.clauses, 1, 2)
	}
}

// qualifies reports whether a clause only says more of what the clause before it tells of.
func (b *builder) qualifies(head, c clause) bool {
	if c.kind != request || c.sentence != head.sentence || c.from < head.to || c.from > head.to+1 || c.message >= 0 && c.message <= c.from {
		return false
	}
	i, joined := c.from, false
	for i < c.to && (b.items[i].mark() || b.items[i].word() && b.items[i].Is("and", "und", "but", "aber", "only", "nur", "also", "auch")) {
		joined = joined || b.items[i].word()
		i++
	}
	if i+1 >= c.to || !b.items[i].word() {
		return false
	}
	it, next := b.items[i], b.items[i+1]
	last := b.items[c.to-1]
	told := last.word() && (relators[last.Lower] || holdsIn[last.Lower] || closes[last.Lower] || slices.ContainsFunc(last.verbs, func(h hit) bool { return h.form&text.Finite != 0 }))
	switch {
	case it.Is("whose", "deren", "dessen"), it.Is("in", "bei", "mit", "with", "of", "von") && next.Is("deren", "dessen", "denen", "dem", "which", "whose"):
		return true
	case it.Is("die", "der", "das") && b.lang == "de" && !joined:
		return told
	case it.Is("which", "that", "who") && !joined:
		return true
	case joined && negators[it.Lower] && prepositions[next.Lower]: // "aber nicht aus Blocked"
		return true
	case joined && (determiners[it.Lower] || len(aspects[it.Lower])+len(holdings[it.Lower]) > 0):
		return slices.ContainsFunc(b.items[i:c.to], func(it item) bool {
			return it.word() && (holdsIn[it.Lower] || closes[it.Lower] || it.Is("is", "are", "ist", "sind", "liegt", "lautet", "steht", "exceeds", "beträgt", "hat", "has"))
		}) && !b.items[c.to-1].Is("soll", "sollen")
	}
	return false
}
