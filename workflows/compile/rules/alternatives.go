package rules

import "slices"

// What something is sorted into is told as a list of alternatives: "as complaint, question or praise", "entscheiden, ob es eine Störung, eine Frage oder
// Smalltalk ist", "let the AI decide: sales or support".

// longestAlternative is how many words one of them has at most.
const longestAlternative = 2

// alternativesAt reads a list of alternatives that begins at an item, as ranges of items; nil where none does. The verb of the clause is none of their words.
func alternativesAt(items []item, i, end, verb int) (list [][2]int) {
	last := false
	for {
		for i < end && items[i].word() && articles[items[i].Lower] {
			i++
		}
		from := i
		for i < end && i != verb && i < from+longestAlternative && (items[i].word() && !function(items[i].Lower) && !items[i].Is("or", "oder") || items[i].ent != nil && items[i].Capital()) {
			i++
		}
		if i == from {
			return nil
		}
		list = append(list, [2]int{from, i})
		switch {
		case last:
			return list
		case i+1 < end && items[i].mark() && items[i].Is(",") && items[i+1].Is("or", "oder"):
			i, last = i+2, true
		case i < end && items[i].word() && items[i].Is("or", "oder"):
			i, last = i+1, true
		case i < end && items[i].mark() && items[i].Is(",") && len(list) < maxChain:
			i++
		default:
			return nil
		}
	}
}

// offerAlternatives offers such a list to what something is sorted into, in place of any other words.
func (f *filling) offerAlternatives() {
	at := slices.IndexFunc(f.t.slots, func(s slot) bool { return s.name == "labels" && s.required && s.list })
	if at < 0 {
		return
	}
	slot := &f.t.slots[at]
	for i := f.c.from; i < f.end; i++ {
		if i == f.c.verb || f.items[i].word() && function(f.items[i].Lower) || slot.names(f.lang, f.items[i].Lower) {
			continue
		}
		list := alternativesAt(f.items, i, f.end, f.c.verb)
		if list == nil {
			continue
		}
		f.offers = slices.DeleteFunc(f.offers, func(o filled) bool { return o.slot == slot })
		for k, one := range list {
			o := filled{slot: slot, value: phrase(f.items[one[0]:one[1]]), from: one[0], to: one[1], score: 4 - 0.01*float64(k), named: true}
			f.offers = append(f.offers, o)
			if k > 0 {
				f.mark(list[k-1][1], one[0], soft)
			}
		}
		return
	}
}

// sorts gives the item behind a list of alternatives that a colon behind a verb of sorting announces; 0 where there is none.
func (p *parting) sorts(start, colon, to int) int {
	sorting := slices.ContainsFunc(p.items[start:colon], func(it item) bool {
		return slices.ContainsFunc(it.verbs, func(h hit) bool {
			return slices.ContainsFunc(p.lexemes[h.lexeme].targets, func(t int) bool {
				return slices.ContainsFunc(p.targets[t].slots, func(s slot) bool { return s.name == "labels" && s.required })
			})
		})
	})
	if !sorting {
		return 0
	}
	if list := alternativesAt(p.items, colon+1, to, -1); list != nil {
		return list[len(list)-1][1]
	}
	return 0
}
