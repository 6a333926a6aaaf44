package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
	"sayso/workflows/plan"
)

// Some requests say themselves that they are meant to harm: to deceive, to extort, to get at passwords, to hide what was done. They are refused
// whatever app they name. What is only told or warned of, "tell #ops that a fake invoice is going round", is not.

// CodeHarmful is the code of a request that says that it is meant to harm.
const CodeHarmful = "harmful"

// harm is a way to say so: words in their order, with at most a few others between. A word may be one of several, and a star stands for any ending.
type harm struct {
	words []string
	said  bool // also where a message says it
}

var harms = []harm{
	{words: []string{"pretend|pretending|impersonate|impersonating|posing|masquerading|spoof|spoofing"}},
	{words: []string{"as", "if", "came|comes|coming|sent|were|was", "from|by"}},
	{words: []string{"gib|geben|gebe|gibst", "dich|mich|uns|sich", "als", "aus"}},
	{words: []string{"als", "käme|komme|wäre|stamme", "von|vom"}},
	{words: []string{"a|an|some|eine|einen|ein", "fake|fakes|forged|bogus|phony|phishing|phishing-mail|fake-*|gefälscht*|fingiert*|erfunden*"}},
	{words: []string{"fake|forge|fälsche|fälsch", "a|an|the|some|eine|einen|ein|die|den|das"}},
	{words: []string{"in", "name", "of", "ceo|cfo|boss|police|bank|management|director|president|government|hr"}},
	{words: []string{"im|in", "namen", "chefs|chefin|geschäftsführ*|vorstand*|polizei|bank|behörde|finanzamt*|direktor*|personalabteilung"}},
	{words: []string{"pay|pays|zahlen|zahlt|zahle|überweist|überweisen|transfer", "bitcoin|bitcoins|btc|ransom|lösegeld|krypto|monero"}, said: true},
	{words: []string{"bitcoin|bitcoins|btc|lösegeld|monero", "zahlen|zahlt|zahle|überweisen|überweist"}, said: true},
	{words: []string{"demand|demanding|fordere|fordern|verlange", "ransom|lösegeld"}},
	{words: []string{"blackmail|extort|erpress|erpresse|erpressen|threaten|droh|drohe|bedroh|bedrohe"}},
	{words: []string{"ask|asking|get|trick|collect|bitte|frag|frage", "for|to|nach|um|into", "password|passwords|credentials|pin|passwort|passwörter|zugangsdaten|kreditkartennummer"}},
	{words: []string{"cover|covers|covering|hide|erase|verwisch*|beseitig*", "tracks|traces|spuren"}},
	{words: []string{"spuren", "verwisch*|beseitig*|vertusch*"}},
	{words: []string{"so|that", "nobody|no-one|noone", "sees|notices|knows|learns|finds", "i|we|what|out|it|that"}},
	{words: []string{"damit|dass|sodass", "niemand|keiner", "merkt|mitbekommt|erfährt|sieht|weiß|nachweisen", "dass|was|wer|es|davon"}},
	{words: []string{"without", "anyone|anybody|them|him|her", "noticing|knowing"}},
	{words: []string{"ohne", "dass", "jemand|wer|einer", "merkt|mitbekommt|erfährt|sieht"}},
}

// stretch is how many words may stand between two of such words.
const stretch = 3

// harmful refuses a prompt that says that it is meant to harm.
func (b *builder) harmful() bool {
	reported := make([]bool, len(b.items)) // what a message tells
	for _, c := range b.clauses {
		if c.message >= 0 && b.items[c.message].Is("that", "dass", "daß", ":", "saying") {
			for i := c.message; i < c.to; i++ {
				reported[i] = true
			}
		}
	}
	for i := range b.items {
		for _, h := range harms {
			if reported[i] && !h.said {
				continue
			}
			to := b.harmAt(h, i)
			if to == 0 || b.disclaims(i) {
				continue
			}
			b.problems = append(b.problems, plan.Problem{Code: CodeHarmful, Severity: plan.Error,
				Message: b.in("“"+phrase(b.items[i:to])+"” says that this is to deceive or to harm somebody. Sayso doesn't help with that.",
					"„"+phrase(b.items[i:to])+"“ heißt, dass damit jemand getäuscht oder geschädigt werden soll. Dabei hilft Sayso nicht."),
				Fix: b.in("Say it openly and in your own name.", "Sage es offen und im eigenen Namen.")})
			return true
		}
	}
	return false
}

// harmAt gives the item behind the words of a harm that begin at an item, 0 where they don't stand there.
func (b *builder) harmAt(h harm, i int) (to int) {
	for n, word := range h.words {
		last := min(len(b.items), i+stretch+1)
		if n == 0 {
			last = i + 1
		}
		for i < last && (!b.items[i].word() || !oneOf(b.items[i].Lower, word)) {
			if b.items[i].Kind == text.Quoted || b.items[i].mark() && !b.items[i].Is(",") {
				return 0
			}
			i++
		}
		if i >= last {
			return 0
		}
		i++
	}
	return i
}

// oneOf reports whether a word is one of several with bars between them; a star stands for any ending.
func oneOf(word, list string) bool {
	for w := range strings.SplitSeq(list, "|") {
		if start, open := strings.CutSuffix(w, "*"); word == w || open && strings.HasPrefix(word, start) {
			return true
		}
	}
	return false
}

// disclaims reports whether the words right before an item say that it is only spoken of, or not to be done: "about a fake invoice", "don't
// pretend".
func (b *builder) disclaims(i int) bool {
	return slices.ContainsFunc(b.items[max(0, i-3):i], func(it item) bool {
		return it.word() && (topics[it.Lower] || negators[it.Lower]) && !it.Is("to", "zu", "zum")
	})
}
