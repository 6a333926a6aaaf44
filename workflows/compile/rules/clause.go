package rules

import (
	"slices"
	"unicode"
	"unicode/utf8"

	"sayso/workflows/compile/rules/text"
)

// clause is one thing that is asked for, told, or set as a condition. It is a range of items; what it says in quotation marks or
// behind "that" is its message.
type clause struct {
	from, to int
	sentence int
	kind     clauseKind
	verb     int  // the item of its main verb, or -1
	message  int  // the item where reported words begin, or -1
	negated  bool // asks for something not to be done
	later    bool // is to come after what follows it: "before you …", "bevor …"
	ahead    bool // was told behind what it is to come before
	elided   bool // goes on with the verb of the clause before
	leave    bool // only says whose leave what was asked for before it needs
	gapped   bool // repeats the clause before with other values: "… and Smith 300 EUR"
}

type clauseKind uint8

const (
	request   clauseKind = iota
	condition            // "if it is over 10,000"
	event                // "when a ticket comes in"
	narrative            // tells something and asks for nothing
	entry                // is one of a list that the request before it goes through
)

// subordinators begin a clause that isn't a request of its own.
var subordinators = []struct {
	words []string
	kind  clauseKind
	later bool
}{
	{[]string{"as", "soon", "as"}, event, false}, {[]string{"every", "time"}, event, false},
	{[]string{"the", "moment"}, event, false}, {[]string{"the", "minute"}, event, false}, {[]string{"the", "instant"}, event, false},
	{[]string{"each", "time"}, event, false}, {[]string{"immer", "wenn"}, event, false},
	{[]string{"jedes", "mal", ",", "wenn"}, event, false}, {[]string{"jedes", "mal", "wenn"}, event, false},
	{[]string{"whenever"}, event, false}, {[]string{"when"}, event, false}, {[]string{"once"}, event, false},
	{[]string{"sobald"}, event, false}, {[]string{"wenn"}, event, false},
	{[]string{"if"}, condition, false}, {[]string{"falls"}, condition, false}, {[]string{"unless"}, condition, false},
	{[]string{"provided"}, condition, false}, {[]string{"provided", "that"}, condition, false}, {[]string{"sofern"}, condition, false},
	{[]string{"only", "if"}, condition, false}, {[]string{"but", "only", "if"}, condition, false}, {[]string{"only", "when"}, condition, false},
	{[]string{"nur", "wenn"}, condition, false}, {[]string{"nur", "falls"}, condition, false}, {[]string{"aber", "nur", "wenn"}, condition, false},
	{[]string{"aber", "nur", "falls"}, condition, false}, {[]string{"except", "if"}, condition, false}, {[]string{"except", "when"}, condition, false},
	{[]string{"außer", "wenn"}, condition, false}, {[]string{"außer", "falls"}, condition, false}, {[]string{"es", "sei", "denn"}, condition, false},
	{[]string{"außer", "er"}, condition, false}, {[]string{"außer", "sie"}, condition, false}, {[]string{"außer", "es"}, condition, false},
	{[]string{"except", "it's"}, condition, false}, {[]string{"except", "it"}, condition, false},
	{[]string{"in", "case"}, condition, false}, {[]string{"as", "long", "as"}, condition, false}, {[]string{"solange"}, condition, false},
	{[]string{"given", "that"}, condition, false}, {[]string{"assuming"}, condition, false}, {[]string{"assuming", "that"}, condition, false},
	{[]string{"on", "condition", "that"}, condition, false}, {[]string{"on", "the", "condition", "that"}, condition, false},
	{[]string{"vorausgesetzt"}, condition, false}, {[]string{"vorausgesetzt", ",", "dass"}, condition, false}, {[]string{"angenommen"}, condition, false},
	{[]string{"unter", "der", "voraussetzung", ",", "dass"}, condition, false}, {[]string{"unter", "der", "bedingung", ",", "dass"}, condition, false},
	{[]string{"im", "fall", ",", "dass"}, condition, false}, {[]string{"im", "falle", ",", "dass"}, condition, false}, {[]string{"für", "den", "fall", ",", "dass"}, condition, false},
	{[]string{"prior", "to"}, request, true}, {[]string{"before"}, request, true}, {[]string{"bevor"}, request, true}, {[]string{"ehe"}, request, true},
	{[]string{"after"}, request, false}, {[]string{"nachdem"}, request, false},
}

// clauses parts a prompt from an item on. It looks at each item a bounded number of times.
func (l *lexicon) clauses(items []item, from int, lang string) []clause {
	var all []clause
	from, sentence := marker(items, from), 0
	for i := from; i <= len(items); i++ {
		if i < len(items) && (!sentenceEnd(items, i) || items[i].Is("→") && (l.callsRecord(items[from:i]) || l.namesRecord(items, clause{from: behindComma(items, from, i), to: i}))) {
			continue
		}
		if i > from {
			p := parting{lexicon: l, lang: lang, items: items, sentence: sentence}
			all = append(all, p.sentenceClauses(from, i)...)
			sentence++
		}
		from = i + 1
		if i < len(items) && items[i].Kind == text.Break {
			from = marker(items, i+1)
			i = from - 1
		}
	}
	return all
}

// marker gives the item behind what marks a line as one of a list: "1.", "2)", "-", "•", "a)".
func marker(items []item, i int) int {
	for i < len(items) && items[i].Is("-", "–", "•", "*", "·") && items[i].Kind != text.Quoted {
		i++
	}
	if i+1 < len(items) && items[i+1].Is(".", ")") && items[i+1].Glued && len(items[i].Text) <= 2 && (items[i].Kind == text.Number ||
		len(items[i].Text) == 1 && items[i].Kind == text.Word) {
		return i + 2
	}
	return i
}

func sentenceEnd(items []item, i int) bool {
	if items[i].Kind == text.Break {
		return true
	}
	if items[i].Is(".") && !items[i].Glued && i+1 < len(items) && items[i+1].Glued {
		return false // ".edu"
	}
	if r, _ := utf8.DecodeRuneInString(items[i].Text); unicode.Is(unicode.So, r) && items[i].mark() { // "signed 🎉 Please …"
		return i+1 < len(items) && items[i+1].Capital()
	}
	return items[i].mark() && items[i].Is(".", "!", "?", ";", "→", "…") && !abbreviation(items, i)
}

// subordinator finds the word or words at an item that make a subordinate clause.
func subordinator(items []item, i, to int) (kind clauseKind, width int, later bool) {
	for _, s := range subordinators {
		if i+len(s.words) > to || len(s.words) <= width || s.words[0] == "once" && i+1 < to && items[i+1].Is("more", "again") || s.words[0] == "the" && i > 0 && items[i-1].word() && prepositions[items[i-1].Lower] { // "at the moment" says nothing of when
			continue
		}
		match := true
		for k, w := range s.words {
			match = match && items[i+k].Lower == w && items[i+k].Kind != text.Quoted
		}
		if match && (!s.later || !takesTurn(items, i, to)) {
			kind, width, later = s.kind, len(s.words), s.later
		}
	}
	return kind, width, later
}

// takesTurn reports whether what begins with "before" at an item is no clause of its own but says that what follows it comes first: "before that, mail Ann",
// "but before that comment on it".
func takesTurn(items []item, i, to int) bool {
	n := phraseAt(priors, items, i, to)
	if n < 2 {
		return false
	}
	rest := items[i+n : to]
	if len(rest) == 0 || rest[0].mark() {
		return true
	}
	ordered := slices.ContainsFunc(rest[0].verbs, func(h hit) bool { return h.form&(text.Imperative|text.Infinitive) != 0 })
	return ordered && !slices.ContainsFunc(rest[1:], func(it item) bool { return it.word() && (passive[it.Lower] || tellers[it.Lower]) })
}

// behindComma gives the item behind the last comma between two items, the first of them where there is none or where it parts what is listed.
func behindComma(items []item, from, to int) int {
	for i := to - 1; i > from; i-- {
		if items[i].mark() && items[i].Is("→") {
			for k := i + 1; k < to; k++ {
				if items[k].mark() && items[k].Is(",") {
					return k + 1
				}
			}
			return to
		}
	}
	return from
}
