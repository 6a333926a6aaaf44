package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/compile/rules/text"
)

// coordinate finds what is coordinated with the value of an argument that takes one: "post it in #a and #b", "DM Anna, Ben and
// Carla", "close PLAT-1 and PLAT-2". The action is done to each of them. What is named elsewhere in the clause is none of them:
// "close PLAT-1 as a duplicate of PLAT-2".
func (f *filling) coordinate(o filled) {
	if o.slot.list && o.slot.role == roleName {
		f.enlist(o)
		return
	}
	if !o.slot.required || o.slot.list || len(f.also) > 0 {
		return
	}
	switch o.slot.role {
	case roleChannel, roleKey, roleRecord, roleTitle, rolePerson:
	case roleNumber:
		if o.slot.name != "number" { // of an issue
			return
		}
	case roleName:
		if f.t.op == nil || o.slot.name == "table" {
			return
		}
	default:
		return
	}
	var chain []filled
	if e := f.items[o.from].ent; e != nil && o.to == o.from+1 {
		chain = f.entities(o, e.Type)
	} else if o.slot.role == rolePerson || o.slot.role == roleRecord && f.plural(o) {
		chain = f.people(o)
	} else if o.slot.role == roleName || o.slot.role == roleKey || o.slot.opens {
		chain = f.technicals(o)
	}
	if len(chain) < 2 {
		return
	}
	for _, v := range chain {
		f.mark(v.from, v.to, valued)
	}
	first := chain[0]
	first.score = o.score
	f.got[o.slot.name] = first
	f.also = chain[1:]
}

// entities lists the coordinated values of a type around one of them, in their order.
func (f *filling) entities(o filled, kind entity.Type) []filled {
	if o.slot.role == roleTitle && (kind != entity.Quote || o.slot.name == "subject") {
		return nil
	}
	chain, mine, last := []filled{}, false, -1
	for i := f.c.from; i < f.end; i++ {
		e := f.items[i].ent
		if e == nil || e.Type != kind {
			continue
		}
		if last >= 0 && !f.separates(last+1, i) {
			if mine {
				break
			}
			chain = nil
		}
		if f.taken[i] == valued && i != o.from {
			last = i
			continue
		}
		mine, last = mine || i == o.from, i
		if !slices.ContainsFunc(chain, func(v filled) bool { return v.value == e.Value }) {
			chain = append(chain, filled{slot: o.slot, value: f.value(o.slot, i, i+1), from: i, to: i + 1, quoted: o.quoted})
		}
	}
	return chain
}

// plural reports whether the word right before a name means several records: "die Leads Brandt und Yilmaz".
func (f *filling) plural(o filled) bool {
	if o.from <= f.c.from {
		return false
	}
	thing := f.items[o.from-1]
	return thing.word() && slices.ContainsFunc(thing.nouns, func(h hit) bool {
		one := f.lexemes[h.lexeme].text
		return thing.Lower != one && strings.HasPrefix(thing.Lower, one) && f.serves(h.lexeme, f.t)
	})
}

// separates reports whether nothing but a comma or "and" stands between two values, with the word that announces the second: "#a and
// to #b", "issue PLAT-1 and issue PLAT-2".
func (f *filling) separates(from, to int) bool {
	joined := false
	for i := from; i < to; i++ {
		it := f.items[i]
		switch {
		case it.Is(",", "and", "und", "&", "+", "sowie", "plus"):
			joined = true
		case it.Is("as") && i+2 < to && f.items[i+1].Is("well") && f.items[i+2].Is("as"), it.Is("als") && i+1 < to && f.items[i+1].Is("auch", "wie"):
			joined = true // "in #a as well as in #b", "sowohl in #a als auch in #b"
		case joined && it.Is("as", "well", "auch"):
		case joined && it.word() && (prepositions[it.Lower] || determiners[it.Lower] || it.Is("also", "auch") || f.object(i) && !f.starts[i]):
		default:
			return false
		}
	}
	return joined
}

// people lists the names that are coordinated behind a name. A comma alone may as well set apart what somebody is: "Anna, Sales".
func (f *filling) people(o filled) []filled {
	chain, joined := []filled{o}, false
	for i := o.to; i+1 < f.end; {
		j, and := i, false
		for j < f.end && f.items[j].Is(",", "and", "und", "&", "+", "sowie") {
			and = and || !f.items[j].Is(",")
			j++
		}
		if courtesies[f.items[min(j, f.end-1)].Lower] {
			j++
		}
		if j == i || j >= f.end || !f.named(j) {
			break
		}
		to := min(f.run(j, false), f.wholeName(j))
		if to <= j {
			break
		}
		chain = append(chain, filled{slot: o.slot, value: f.words(j, to), from: j, to: to})
		i, joined = to, and
	}
	if !joined {
		return nil
	}
	return chain
}

// named reports whether a word can only be a person's name: one that means nothing else, with a capital unless the prompt has none.
func (f *filling) named(i int) bool {
	it := f.items[i]
	if it.ent != nil || it.Kind != text.Word || f.taken[i] > soft || function(it.Lower) || interrogatives[it.Lower] || levels[it.Lower] != "" || states[it.Lower] != "" ||
		len(it.nouns)+len(it.verbs)+len(it.apps)+len(it.kinds) > 0 || audience[it.Lower] ||
		strings.HasSuffix(it.Lower, "'s") || strings.HasSuffix(it.Lower, "’s") {
		return false
	}
	if it.Capital() {
		return !code.MatchString(it.Text)
	}
	return f.small && (i+1 == f.end || f.items[i+1].mark() || conjunctions[f.items[i+1].Lower] || openers[f.items[i+1].Lower])
}

// technicals lists the technical names that are coordinated around one: "geo and tiles", "tmp/a.csv, tmp/b.csv", "INC0010021 und INC0010022".
func (f *filling) technicals(o filled) []filled {
	chain := []filled{o}
	for i := o.to; ; {
		j := f.joint(i)
		if j == i || j >= f.end || !f.another(o, j) {
			break
		}
		chain = append(chain, filled{slot: o.slot, value: f.value(o.slot, j, j+1), from: j, to: j + 1})
		i = j + 1
	}
	for i := o.from; i > f.c.from; { // the best of them need not be the first
		j := i - 1
		if j > f.c.from+1 && f.items[j].Is("then", "dann", "danach", "anschließend") && f.items[j-1].Is("and", "und") {
			j--
		}
		for j > f.c.from && f.items[j].Is(",", "and", "und", "&", "+", "sowie") {
			j--
		}
		if j == i-1 || !f.another(o, j) {
			break
		}
		chain = append([]filled{{slot: o.slot, value: f.value(o.slot, j, j+1), from: j, to: j + 1}}, chain...)
		i = j
	}
	return chain
}

// joint gives the item behind what joins two values, and behind the word for the second: "and the dag"; i where nothing joins them.
func (f *filling) joint(i int) int {
	j := i
	for j < f.end && f.items[j].Is(",", "and", "und", "&", "+", "sowie", "plus") {
		j++
	}
	if j == i {
		return i
	}
	for j+1 < f.end && f.items[j].word() && (articles[f.items[j].Lower] || f.object(j) || phraseAt(sequels, f.items, j, f.end) == 1) {
		j++
	}
	return j
}

// another reports whether a word is one more technical name of the kind of one. What could be a word of everyday has to be like the first, and may
// have nothing behind it that it governs.
func (f *filling) another(o filled, i int) bool {
	it := f.items[i]
	if it.Is("let", "lass", "lasse", "wait", "warte") {
		return false
	}
	if o.slot.takesName(it) >= 0.5 || o.slot.opens && it.technical() > 0 {
		return f.taken[i] <= soft
	}
	if f.cueAt(i) || looks[o.slot.name] != nil || o.slot.role != roleName || !f.everyday(i) && !f.thing(i) || it.Text != it.Lower || i == f.c.from {
		return false
	}
	return i+1 == f.end || i+1 == f.c.verb || f.items[i+1].mark() || f.taken[i+1] == cue || f.items[i+1].word() && (prepositions[f.items[i+1].Lower] || conjunctions[f.items[i+1].Lower])
}

// thing reports whether a word can only be a name beside another: it stands for something, but for nothing that is done, and nothing that is acted on.
func (f *filling) thing(i int) bool {
	return f.items[i].word() && f.taken[i] <= soft && !function(f.items[i].Lower) && !lets[f.items[i].Lower] && !f.object(i) && !f.acts(i)
}

// enlist adds to a list of words what is coordinated with the last of them: "tagged refund and vip", "Tags billing + refund", "tags 'a' and 'b'". An argument
// that begins with what it is called is none of it.
func (f *filling) enlist(o filled) {
	for i := o.to; ; {
		j := i
		for j < f.end && f.items[j].Is(",", "and", "und", "&", "+", "sowie") {
			j++
		}
		if j == i || j >= f.end || f.taken[j] == valued || !f.listable(o, j) {
			return
		}
		have := f.got[o.slot.name]
		have.value = append(have.value.([]any), f.value(o.slot, j, j+1))
		f.got[o.slot.name] = have
		f.mark(i, j+1, valued)
		i = j + 1
	}
}

// isChoice reports whether a word is one of the values of a closed list that an argument takes: ", Entwurf".
func (f *filling) isChoice(i int) bool {
	return slices.ContainsFunc(f.t.slots, func(s slot) bool { return s.role == roleEnum && !graded(&s) && enumValue(&s, f.items[i].Lower) != "" })
}

// listable reports whether an item can be one more word of a list, as the one before it is: in quotation marks, or a single word that is no argument's name.
func (f *filling) listable(o filled, j int) bool {
	it := f.items[j]
	if it.ent != nil || o.quoted {
		return it.ent != nil && it.ent.Type == entity.Quote && o.quoted
	}
	if !it.word() || function(it.Lower) || levels[it.Lower] != "" && !f.items[j-1].Is("and", "und") || j == f.c.verb || f.cueAt(j) || f.argumentAt(j) != nil || f.isChoice(j) {
		return false
	}
	return j+1 == f.end || f.items[j+1].mark() || j+1 == f.c.verb || f.items[j+1].word() && (function(f.items[j+1].Lower) || f.taken[j+1] >= act)
}
