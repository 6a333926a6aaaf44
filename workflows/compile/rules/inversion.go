package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// German sets a condition, or says when something is to be done, by beginning a sentence with its verb: "Kommt ein Lead rein, …", "Klappt er nicht, …",
// "gibt es mehr als 10 Treffer, …".

var (
	// inverting are the verbs that begin such a sentence whatever stands behind them.
	inverting = words(`ist sind hat wird werden liegt`)
	// provisos are verbs that begin a condition where their subject stands behind them.
	provisos = words(`ist sind hat haben wird werden klappt klingt wirkt gibt scheitert scheitern schlägt schlagen fehlt fehlen enthält enthalten steht stehen existiert liegt liegen
		hängt hängen sitzt sitzen steckt stecken befindet parkt wartet übersteigt überschreitet passt gelingt misslingt bleibt besteht betrifft lautet heißt beträgt findet finden geht läuft fällt stammt`)
	// subjectsAfter are words that stand at the beginning of a subject, or before it.
	subjectsAfter = words(`er sie es das die der dies dieses jemand einer eine ein kein keine keiner mehr weniger mindestens im in am dabei darin sich alles etwas nichts`)
)

// opens gives the first item of an atom behind what joins it to what stands before it.
func (p *parting) opens(a atom) int {
	i := a.from
	for i+1 < a.to && p.items[i].word() && (conjunctions[p.items[i].Lower] || p.items[i].Is("doch", "aber")) {
		i++
	}
	return i
}

// inverted reports whether a German sentence sets a condition by beginning with its verb.
func (p *parting) inverted(a atom) bool {
	i := p.opens(a)
	it := p.items[i]
	if p.lang != "de" || !it.word() || a.to >= len(p.items) {
		return false
	}
	comma := p.items[a.to].Is(",")
	if inverting[it.Lower] && a.to-i > 2 && comma {
		return true
	}
	if provisos[it.Lower] && a.to-i > 2 && (comma || p.items[a.to].Is("dann", "so")) && p.subjectAt(i+1) {
		return true
	}
	if comma && p.compares(a) && it.Is("kommen", "kommt", "sind", "werden", "tauchen", "finden") {
		return true
	}
	if a.to+1 < len(p.items) && comma && p.items[a.to+1].Is("dann", "so") && strings.HasSuffix(it.Lower, "t") && it.Lower != "bitte" && p.subjectAt(i+1) && a.to-i > 2 {
		return true
	}
	return (p.items[a.to].Is(",", "→", "–", "-", ":") || p.items[a.to].Is("und") && p.comma(a.to)) && strings.HasSuffix(it.Lower, "t") &&
		slices.ContainsFunc(it.verbs, func(h hit) bool {
			lx := p.lexemes[h.lexeme]
			return lx.lang == "de" && h.form&text.Finite != 0 &&
				slices.ContainsFunc(lx.targets, func(t int) bool { return p.targets[t].event != nil })
		})
}

// subjectAt reports whether the subject of a sentence may stand at an item.
func (p *parting) subjectAt(i int) bool {
	it := p.items[i]
	return it.ent != nil || it.Capital() || subjectsAfter[it.Lower] || determiners[it.Lower]
}

// compares reports whether an atom compares by size with a number: "kommen mehr als 30 Treffer raus".
func (p *parting) compares(a atom) bool {
	for i := a.from + 1; i+2 < a.to; i++ {
		if p.items[i].Is("mehr", "weniger") && p.items[i+1].Is("als") && quantity(p.items[i+2]) || p.items[i].Is("mindestens", "über", "höchstens") && quantity(p.items[i+1]) {
			return true
		}
	}
	return false
}
