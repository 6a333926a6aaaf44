package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// parting is the work on one sentence.
type parting struct {
	*lexicon
	lang     string
	items    []item
	sentence int
	out      []clause
	gist     gist // of a clause in out
}

// atom is a part of a sentence between two marks or conjunctions.
type atom struct{ from, to int }

func (p *parting) sentenceClauses(from, to int) []clause {
	for _, a := range p.atoms(from, to) {
		p.place(a)
	}
	return p.out
}

func (p *parting) atoms(from, to int) []atom {
	var atoms []atom
	start := from
	cut := func(i int) {
		if i > start {
			atoms = append(atoms, atom{start, i})
		}
		start = i
	}
	for i := from; i < to; i++ {
		it := p.items[i]
		if end := p.arrowHead(start, to); i == start && end > 0 {
			cut(end)
			i, start = end, end+1
			continue
		}
		if end := p.listAt(p.items, i+bracket(it), to); end > 0 {
			i = end - 1 + bracket(it)
			continue
		}
		if _, end := delayAt(p.items, i, to); end > i+1 { // "not before an hour has passed"
			i = end - 1
			continue
		}
		if n := max(phraseAt(sequels, p.items, i, to), phraseAt(priors, p.items, i, to)); n > 1 && it.word() { // "following that", "before that"
			if i > start && it.Is("before", "prior", "bevor") && p.hasVerb(i+n, to) && !p.restricts(start, i) {
				cut(i)
			}
			i += n - 1
			continue
		}
		if end := p.bracketed(i, to); end > 0 && i > start {
			i = end
			continue
		}
		if it.mark() && it.Is(":") {
			if end := p.sorts(start, i, to); end > 0 {
				i = end - 1
				continue
			}
		}
		switch {
		case it.mark() && it.Is(",") && (p.restricts(start, i) || p.supposes(start, i, to)):
		case it.mark() && it.Is("+") && i+1 < to && i > start && individual[typeOf(p.items[i-1])] && typeOf(p.items[i-1]) == typeOf(p.items[i+1]): // "SRE-5 + SRE-6 → Done"
		case it.mark() && it.Is(",", "–", "—", "(", ")", ":", "+", "→"), it.mark() && it.Is("-") && !it.Glued:
			cut(i)
			start = i + 1
		case it.word() && it.Is("and", "then", "und", "dann", "danach", "anschließend", "sowie", "plus", "n", "but", "aber",
			"sondern", "otherwise", "sonst", "ansonsten", "andernfalls", "&"):
			if it.Is("&") && i > from && p.items[i-1].Capital() && i+1 < to && p.items[i+1].Capital() ||
				it.Is("dann", "danach", "anschließend") && (p.midfield(start, i) || p.bare(start, i) || p.behindOrder(start, i)) || p.unfinished(start, i) ||
				it.Is("then", "dann") && i > start && p.items[i-1].Is("by", "until", "till", "before", "only", "erst") ||
				it.Is("aber") && i > start && !p.items[i-1].mark() && !p.starts(atom{i + 1, to}, p.skip(i+1, to)) {
				continue
			}
			cut(i)
		case it.word() && i > from:
			if _, n, _ := subordinator(p.items, i, to); n > 0 && p.hasVerb(i+n, to) {
				if !p.restricts(start, i) {
					cut(i)
				}
			} else if p.asked(start, i, to) || p.reported(start, i, to) || p.charge(start, i) || p.commands(start, i) {
				cut(i)
			}
		}
	}
	cut(to)
	return atoms
}

// unfinished reports whether the particle of a verb stands behind an item, and nothing but names before it: "starte zuerst kasse und danach lager neu".
func (p *parting) unfinished(start, i int) bool {
	tail := 0
	for _, it := range p.items[start:i] {
		for _, h := range it.verbs {
			tail = max(tail, h.tail)
		}
	}
	return tail > i && !slices.ContainsFunc(p.items[i:tail], func(it item) bool {
		return it.ent != nil || !it.word() || len(it.apps) > 0 || articles[it.Lower] || prepositions[it.Lower]
	})
}

// reported reports whether a word at an item begins what is told or why: "… that the offer stands", "… weil es eilt".
func (p *parting) reported(start, i, to int) bool {
	if i == start || !p.items[i].Is("that", "dass", "daß", "because", "weil", "since") || p.items[i].Is("since") && !p.hasVerb(i+1, to) || p.pointing(i, to) || p.relative(start, i, to) || p.items[i].Is("that") && p.qualifies(start, i) {
		return false
	}
	before := p.items[i-1]
	if before.Is("let", "lass", "lasse") { // "let that finish"
		return false
	}
	if p.supposes(start, i, to) {
		return false
	}
	return !before.Is("ohne", "außer") && !subordinate[before.Lower] && (!p.items[i].Is("that") || !prepositions[before.Lower] && !before.Is("before", "after"))
}

// supposes reports whether a comma at an item stands inside the words that begin a condition: "unter der Voraussetzung, dass …".
func (p *parting) supposes(start, i, to int) bool {
	for k := start; k < i; k++ {
		if _, n, _ := subordinator(p.items, k, to); n > 0 && k+n > i {
			return true
		}
	}
	return false
}

// restricts reports whether nothing stands between two items but what goes with the clause behind it: "but only", "aber erst".
func (p *parting) restricts(from, to int) bool {
	return to > from && !slices.ContainsFunc(p.items[from:to], func(it item) bool {
		return !it.mark() && !it.Is("but", "aber", "only", "erst", "nur", "and", "und", "bitte", "please", "allerdings", "jedoch", "frühestens", "though", "not", "nicht")
	}) && (p.items[from].Is("but", "aber", "allerdings", "jedoch", "only", "erst", "nur", "frühestens") || to > from+1)
}

// bracket is 1 for an opening bracket.
func bracket(it item) int {
	if it.mark() && it.Is("(", "[") {
		return 1
	}
	return 0
}

// commands reports whether an order begins at an item without a comma before it, behind a clause that says when: "when it fails tell #ops", "if it
// works don't do anything".
func (p *parting) commands(start, i int) bool {
	it := p.items[i]
	first := p.skip(start, i)
	if first >= i {
		return false
	}
	kind, width, behind := request, 0, 0
	for k := start; k <= first && width == 0; k++ {
		kind, width, _ = subordinator(p.items, k, i)
		behind = k + width
	}
	if width == 0 || kind == request && !p.items[behind-1].Is("after", "nachdem") || i < behind+2 || !p.predicated(behind, i) {
		return false
	}
	if it.Is("don't", "do") && it.word() && i+1 < len(p.items) && (it.Is("don't") || negators[p.items[i+1].Lower]) {
		return true
	}
	if p.lang == "de" && (i+1 == len(p.items) || p.items[i+1].Is(",")) {
		return false // what German says when something happens ends with its verb
	}
	before := p.items[i-1]
	return p.starts(atom{i, len(p.items)}, i) && (!it.Capital() || code.MatchString(it.Text)) && (len(it.nouns) == 0 || before.ent != nil || i+1 < len(p.items) && (determiners[p.items[i+1].Lower] || p.items[i+1].Kind == text.Quoted || len(p.items[i+1].nouns) > 0)) &&
		(!before.word() || !determiners[before.Lower] && !pronouns[before.Lower] && !prepositions[before.Lower] && !passive[before.Lower] && !actors[before.Lower] && !tellers[before.Lower] && !strings.HasSuffix(before.Lower, "n't"))
}

// predicated reports whether a verb that can be the one of a clause stands between two items.
func (p *parting) predicated(from, to int) bool {
	return slices.ContainsFunc(p.items[from:max(from, to)], func(it item) bool {
		return it.word() && (p.lang != "de" || !it.Capital()) && (passive[it.Lower] || strings.HasSuffix(it.Lower, "n't") || tellers[it.Lower] || failures[it.Lower] || successes[it.Lower] || contractions[it.Lower] ||
			slices.ContainsFunc(it.verbs, func(h hit) bool { return h.form&text.Finite != 0 }))
	})
}

// midfield reports whether "dann" stands inside what it seems to part: behind a thing that nothing is said of yet, as in "das PDF dann
// hochladen".
func (p *parting) midfield(start, i int) bool {
	thing := false
	for _, it := range p.items[start:i] {
		if it.ent != nil || len(it.verbs) > 0 || conjunctions[it.Lower] {
			return false
		}
		thing = thing || len(it.nouns) > 0
	}
	return thing
}

// behindOrder reports whether nothing but an order and whom it is for stands between two items: "hol danach das PDF", "hol mir dann die Liste".
func (p *parting) behindOrder(start, i int) bool {
	first := p.skip(start, i)
	return first < i && p.starts(atom{start, i}, first) && !slices.ContainsFunc(p.items[first+1:i], func(it item) bool {
		return !it.word() || !pronouns[it.Lower] && !fillers[it.Lower]
	})
}

// longestAside is how many items in brackets may belong to what stands before them.
const longestAside = 16

// bracketed gives the item of the bracket that closes an aside which only adds values: "(hello@orchid.example)"; 0 where there is none.
func (p *parting) bracketed(i, to int) int {
	if !p.items[i].mark() || !p.items[i].Is("(") {
		return 0
	}
	for j := i + 1; j < min(to, i+longestAside); j++ {
		switch it := p.items[j]; {
		case it.mark() && it.Is(")"):
			return j
		case it.word() && (len(it.verbs) > 0 && len(it.nouns) == 0 && !it.Capital() && !columnWords[p.items[j-1].Lower] || tellers[it.Lower] || speakers[it.Lower]):
			return 0
		}
	}
	return 0
}

// closing gives the item behind the last word of an atom: what stands in brackets behind it, and marks, are none.
func (p *parting) closing(a atom) int {
	to := a.to
	for to > a.from && p.items[to-1].mark() {
		if p.items[to-1].Is(")") {
			for to > a.from && !p.items[to-1].Is("(") {
				to--
			}
		}
		to--
	}
	return max(to, a.from)
}

// bare reports whether nothing but words such as "dort" stands between two items, which what follows them needs: "dort dann posten".
func (p *parting) bare(from, to int) bool {
	return to > from && !slices.ContainsFunc(p.items[from:to], func(it item) bool { return !it.word() || !places[it.Lower] })
}

// places are the words that stand for where something was done before.
var places = words(`there dort da daraus darin dorthin`)

func (p *parting) hasVerb(from, to int) bool {
	for i := from; i < min(to, from+maxRun); i++ {
		if p.items[i].mark() {
			return false
		}
		if len(p.items[i].verbs) > 0 || passive[p.items[i].Lower] || contractions[p.items[i].Lower] || judgements[p.items[i].Lower] || p.items[i].Is("has", "hat", "have", "goes", "geht", "rausgeht") {
			return true
		}
	}
	return false
}

// charges are verbs behind which "to" begins what somebody is to do.
var charges = words(`remind ask tell remind invite urge request instruct`)

// nudges are verbs of sending somebody a message, behind which "to" may begin what he is to do as well as where something goes.
var nudges = words(`dm pm msg message ping nudge text mail email write poke`)

// charge reports whether "to" at an item begins what somebody is asked to do: "remind Anna to send it".
func (p *parting) charge(start, i int) bool {
	if !p.items[i].Is("to") || i+1 >= len(p.items) || !p.items[i+1].word() || p.items[i+1].Capital() ||
		function(p.items[i+1].Lower) && len(p.items[i+1].verbs) == 0 {
		return false
	}
	named := p.items[i-1].Capital() || addressed(p.items[i-1]) || personal[p.items[i-1].Lower] || len(p.items[i-1].apps)+len(p.items[i-1].kinds) > 0
	ordered := len(p.items[i+1].verbs) > 0 && len(p.items[i+1].nouns) == 0 || i+2 < len(p.items) && p.items[i+2].word() && (determiners[p.items[i+2].Lower] || pronouns[p.items[i+2].Lower])
	return slices.ContainsFunc(p.items[start:i], func(it item) bool { return it.word() && (charges[it.Lower] || nudges[it.Lower] && named && ordered) }) || p.taskFor(start, i)
}

// taskFor reports whether what stands before an item is a task for somebody: "an Asana task for Pavel".
func (p *parting) taskFor(start, i int) bool {
	return i-start > 2 && p.items[i-1].Capital() && p.items[i-2].Is("for") && slices.ContainsFunc(p.items[start:i-2], func(it item) bool {
		return slices.ContainsFunc(it.nouns, func(h hit) bool { return kept[p.lexemes[h.lexeme].text] == "tasks" })
	})
}

// pointing reports whether "that" points at a thing that was named: "mail that list to …".
func (p *parting) pointing(i, to int) bool {
	if i > 0 && i+1 < to && p.items[i].Is("that") && p.items[i+1].word() && (p.items[i+1].Is("as") || prepositions[p.items[i+1].Lower] && p.handles(i-1)) {
		return true // "put that on it", "leave that as a comment"
	}
	return p.items[i].Is("that") && i+1 < to && (yields[p.items[i+1].Lower] || len(p.items[i+1].nouns) > 0) &&
		(i+2 >= to || p.items[i+2].mark() || prepositions[p.items[i+2].Lower])
}

// handles reports whether a word is an order to do something with a thing, rather than to say something.
func (p *parting) handles(i int) bool {
	return p.acting(i, text.Imperative) && !tellings[p.items[i].Lower] && !charges[p.items[i].Lower] && !p.items[i].Is("note", "mention", "report", "announce", "confirm", "comment", "reply", "answer")
}

// relative reports whether "that" says more of the thing before it, rather than what somebody is told: "every incident that is reported".
func (p *parting) relative(start, i, to int) bool {
	if p.items[i].Is("that") && i > start && i+2 < to && (p.items[i+1].Is("are") || p.items[i+1].Is("get") && p.acting(i+2, text.Participle)) && len(p.items[start].nouns) > 0 && !p.starts(atom{start, to}, start) {
		return true // has no subject of its own: "incidents with urgency high that are opened in …"
	}
	generic := slices.ContainsFunc(p.items[start:i], func(it item) bool { return it.word() && (singles[it.Lower] || quantifiers[it.Lower] || it.Is("any")) })
	if !generic && i-start > 4 || !p.items[i].Is("that") || i == 0 || i+1 >= to || p.items[i-1].Kind != text.Channel && (!p.items[i-1].word() || len(p.items[i-1].nouns) == 0) {
		return false
	}
	next := p.items[i+1]
	return next.word() && (passive[next.Lower] || holdsIn[next.Lower] || next.Is("has", "have") || len(next.nouns) == 0 &&
		slices.ContainsFunc(next.verbs, func(h hit) bool {
			return (h.form&text.Finite != 0 || h.form&text.Imperative != 0 && i == start+1 && strings.HasSuffix(p.items[start].Lower, "s")) && p.lexemes[h.lexeme].lang == "en"
		}))
}

// qualifies reports whether "that" at an item says more about the thing that something is about: "a ticket about the printer that jams".
func (p *parting) qualifies(start, i int) bool {
	if i+1 >= len(p.items) || !p.items[i+1].word() || function(p.items[i+1].Lower) {
		return false
	}
	for j := i - 1; j >= start && j > i-maxChain && p.items[j].word(); j-- {
		if p.items[j].Is("about", "regarding", "concerning") {
			return j < i-1
		}
		if prepositions[p.items[j].Lower] {
			return false
		}
	}
	return false
}
