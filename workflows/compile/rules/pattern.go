package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// pattern is a clause with slots, as connectors write them: "bill {customer} {amount}".
type pattern struct {
	lang  string
	parts []part
}

// part is one word of a pattern, or the name of a slot.
type part struct{ stem, slot string }

func newPattern(lang, s string) pattern {
	p := pattern{lang: lang}
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		w = strings.Trim(w, ",.:;")
		if strings.HasPrefix(w, "{") {
			p.parts = append(p.parts, part{slot: strings.Trim(w, "{}")})
			continue
		}
		if articles[w] && strings.Count(s, " ") > 2 {
			continue // which people say or leave out
		}
		p.parts = append(p.parts, part{stem: stemOf(lang, w)})
	}
	return p
}

// contracted are prepositions that have taken in an article.
var contracted = map[string]string{"vom": "von", "im": "in", "ins": "in", "zum": "zu", "zur": "zu", "beim": "bei", "am": "an", "ans": "an", "aufs": "auf"}

// stemOf gives the stem of a word, and of a contraction its preposition.
func stemOf(lang, word string) string {
	if p, ok := contracted[word]; ok && lang == "de" {
		return p
	}
	return text.Stem(lang, word)
}

// possible reports whether all words of one of a target's patterns are among some stems.
func (t *target) possible(lang string, stems map[string]bool) bool {
	return slices.ContainsFunc(t.patterns, func(p pattern) bool {
		return p.lang == lang && len(p.parts) > 1 && !slices.ContainsFunc(p.parts, func(w part) bool {
			return w.slot == "" &&
				!stems[w.stem]
		})
	})
}

// matchPatterns adds offers for the slots of the patterns that the clause follows, and remembers the longest of them.
func (f *filling) matchPatterns() {
	for _, p := range f.t.patterns {
		if p.lang != f.lang || len(p.parts) < 2 {
			continue
		}
		for i := f.c.from; i < f.end; i++ {
			offers, words, ok := f.follow(p, i)
			if !ok {
				continue
			}
			f.patterns = max(f.patterns, 0.5*float64(len(p.parts)))
			f.offers = append(f.offers, offers...)
			for _, j := range words {
				f.mark(j, j+1, act)
			}
			break
		}
	}
}

// follow matches a pattern from an item on. Function words that the pattern doesn't have are passed over.
func (f *filling) follow(p pattern, i int) (offers []filled, words []int, ok bool) {
	j := i
	for k, part := range p.parts {
		for j < f.end && k > 0 && f.passes(j, part) {
			j++
		}
		if k > 1 && k == len(p.parts)-1 && part.slot != "" && f.textual(part.slot) {
			return offers, words, true // what it says is read as the clause's message
		}
		if j >= f.end {
			return nil, nil, false
		}
		if part.slot == "" {
			if !f.items[j].word() || f.items[j].stem != part.stem {
				return nil, nil, false
			}
			words = append(words, j)
			j++
			continue
		}
		o, to := f.slotAt(part.slot, j)
		if to == 0 {
			return nil, nil, false
		}
		offers, j = append(offers, o), to
	}
	return offers, words, true
}

// textual reports whether a slot takes free text.
func (f *filling) textual(name string) bool {
	return slices.ContainsFunc(f.t.slots, func(s slot) bool { return s.name == name && s.role == roleText })
}

// passes reports whether an item may stand between the parts of a pattern.
func (f *filling) passes(j int, next part) bool {
	it := f.items[j]
	return it.word() && (articles[it.Lower] || fillers[it.Lower]) && it.stem != next.stem
}

// slotAt reads the value of a pattern's slot at an item.
func (f *filling) slotAt(name string, j int) (filled, int) {
	for s := range f.t.slots {
		slot := &f.t.slots[s]
		if slot.name != name {
			continue
		}
		if j+1 < f.end && (slot.role == roleName || slot.role == roleProject) && f.items[j].word() && slot.named(f.lang, f.items[j].Lower) {
			j++ // "the deployment basket"
		}
		from, to := j, j
		switch e := f.items[j].ent; {
		case e != nil && slot.fits(*e) > 0.3:
			to = j + 1
		case e != nil:
		case slot.role == roleName:
			if slot.takesName(f.items[j]) >= 0.5 || looks[slot.name] == nil && f.everyday(j) {
				to = j + 1
			}
		case slot.role == roleTitle && f.t.event != nil:
			to = f.run(j, false)
		case slot.role == roleOrg || slot.role == rolePerson || slot.role == roleProject || slot.role == roleRecord:
			if end := f.run(j, false); end > j && (f.nameness(j, end) >= 0.5 || slot.role == roleOrg && f.capitals(j, end) > 1) {
				to = end
			}
		}
		if to == from {
			return filled{}, 0
		}
		return filled{slot: slot, value: f.value(slot, from, to), from: from, to: to, score: 2.5 + f.nameness(from, to),
			quoted: f.items[from].Kind == text.Quoted}, to
	}
	return filled{}, 0
}

// capitals gives the number of words with a capital from an item to another, 0 where another stands among them.
func (f *filling) capitals(from, to int) int {
	for _, it := range f.items[from:to] {
		if !it.Capital() {
			return 0
		}
	}
	return to - from
}
