package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// A condition may say how far a record is in the words of its app, without a word for what that is: "if it is still in Backlog", "steht er schon auf
// „Getestet“", "in case it sits in Negotiation".

var (
	// standings are the verbs of where a record is.
	standings = words(`is are was be sits sit sitting stands stand hangs remains stays stuck it's they're isn't aren't ist sind war steht stehen hängt hängen liegt liegen befindet sich steckt
		stecken sein been given granted`)
	// standingIn stand before where it is.
	standingIn = words(`in at on auf im als as zu`)
	// yets say since when, which changes nothing of it.
	yets = words(`still already yet currently now noch schon bereits immer gerade aktuell derzeit momentan weiterhin also`)
)

// stands reads such a clause as a comparison with the status that what was read, or what started the plan, has; "" where the clause says anything else.
func (b *builder) stands(c clause) string {
	ref := fieldOfFirst(b.held().owners, []string{"status", "state", "stage"})
	from, to, verb := -1, -1, false
	for i := c.from + b.subordinated(c); ref != "" && i < c.to; i++ {
		it := b.items[i]
		switch {
		case it.mark():
		case it.word() && (standings[it.Lower] || yets[it.Lower] || stateWords[it.Lower]):
			verb = verb || standings[it.Lower]
		case from >= 0 || !b.standingAt(i):
			if !b.unmistakable(i) && !quantity(it) && (!it.word() || it.state() || !function(it.Lower) && len(it.nouns)+len(it.apps) == 0) {
				return ""
			}
		default:
			from, to = i, i+1
			for it.word() && to < c.to && b.items[to].word() && b.items[to].Capital() && len(b.items[to].nouns) == 0 {
				to++
			}
			i = to - 1
		}
	}
	if from < 0 || !verb {
		return ""
	}
	return bare(ref) + b.sameOr(c) + fmt.Sprintf("%q", phrase(b.items[from:to]))
}

// standingAt reports whether an item can be where a record is: in quotation marks, or with a capital behind what stands before it.
func (b *builder) standingAt(i int) bool {
	it := b.items[i]
	if it.Kind == text.Quoted && it.ent != nil && it.ent.Type == entity.Quote {
		return true
	}
	if i == 0 {
		return false
	}
	before := b.items[i-1]
	if !it.word() || !it.Capital() || !before.word() || len(it.apps) > 0 {
		return false
	}
	return standingIn[before.Lower] || stateWords[before.Lower] || len(it.nouns) == 0 && !function(it.Lower) && (standings[before.Lower] || yets[before.Lower])
}

// takenUp gives as a condition what was asked before, where a clause only takes it up: "if it hasn't", "wenn sie es ist", "if they are"; "" where the
// clause says anything else.
func (b *builder) takenUp(c clause) string {
	width := b.subordinated(c)
	verb, denied := false, false
	for _, it := range b.items[c.from+width : c.to] {
		not := strings.HasSuffix(it.Lower, "n't")
		switch {
		case it.mark():
		case !it.word() || !not && !function(it.Lower) && !inversions[it.Lower]:
			return ""
		default:
			verb, denied = verb || not || inversions[it.Lower], denied || not || negators[it.Lower]
		}
	}
	if !verb || width == 0 {
		return ""
	}
	cond := b.wondered()
	if cond == "" && b.mentions(c, "there", "some", "any", "gibt", "welche") {
		if ref := b.countOf(item{}); ref != "" {
			cond = ref + " > 0"
		}
	}
	if denied && cond != "" {
		return "not (" + cond + ")"
	}
	return cond
}

// subordinated gives the number of items at the beginning of a clause that make it a subordinate one, 0 where none do.
func (b *builder) subordinated(c clause) int {
	for i := c.from; i < min(c.to, c.from+3); i++ {
		if _, width, _ := subordinator(b.items, i, c.to); width > 0 {
			return i - c.from + width
		}
		if !b.items[i].mark() && !conjunctions[b.items[i].Lower] && !restraints[b.items[i].Lower] && !b.items[i].Is("but", "aber") {
			break
		}
	}
	return 0
}

// anaphoric reports whether a clause says of something that was named before how it is, so that it tells of nothing that happens: "sofern er schon …".
func (b *builder) anaphoric(c clause) bool {
	width := b.subordinated(c)
	i := c.from + width
	return c.kind == condition && width > 0 && i < c.to && b.items[i].word() && b.items[i].Is("it", "it's", "they", "he", "she", "er", "sie", "dieser", "diese", "dieses") &&
		!slices.ContainsFunc(b.items[i:c.to], func(it item) bool { return it.Kind == text.Channel })
}

// aboutOne reports whether a condition names one record by its key, so that it tells of nothing that happens: "falls PAY-3 noch offen ist".
func (b *builder) aboutOne(c clause) bool {
	return c.kind == condition && b.subordinated(c) > 0 && slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.ent != nil && it.ent.Type == entity.IssueKey || it.word() && looks["incident"].MatchString(it.Text)
	})
}
