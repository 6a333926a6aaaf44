package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
)

// A condition compares what an earlier step or the trigger gives: by size, "if its total is over 10,000"; by value, "if the author is dependabot"; by
// whether there is anything at all, "if there are open issues in WEB", "falls ja".

// comparisons are the words that compare, with the operator. Those with after stand behind the number: "5 or more".
var comparisons = []struct {
	words string
	op    string
	after bool
}{
	{"more than", ">", false}, {"greater than", ">", false}, {"higher than", ">", false}, {"bigger than", ">", false}, {"over", ">", false},
	{"above", ">", false}, {"exceeds", ">", false}, {"exceed", ">", false}, {"beyond", ">", false}, {"mehr als", ">", false},
	{"größer als", ">", false}, {"höher als", ">", false}, {"über", ">", false}, {"oberhalb von", ">", false}, {"übersteigt", ">", false},
	{"at least", ">=", false}, {"no less than", ">=", false}, {"mindestens", ">=", false}, {"wenigstens", ">=", false}, {"ab", ">=", false},
	{"or more", ">=", true}, {"oder mehr", ">=", true}, {"and up", ">=", true}, {"übersteigt", ">", true}, {"überschreitet", ">", true},
	{"less than", "<", false}, {"fewer than", "<", false}, {"lower than", "<", false}, {"under", "<", false}, {"below", "<", false},
	{"weniger als", "<", false}, {"kleiner als", "<", false}, {"niedriger als", "<", false}, {"unter", "<", false},
	{"at most", "<=", false}, {"no more than", "<=", false}, {"up to", "<=", false}, {"höchstens", "<=", false}, {"maximal", "<=", false},
	{"bis zu", "<=", false}, {"or less", "<=", true}, {"oder weniger", "<=", true},
}

// compared reads a comparison by size; "" where the clause has none.
func (b *builder) compared(c clause) string {
	for i := c.from; i < c.to; i++ {
		n := ""
		if b.items[i].ent != nil {
			n = amountIn(*b.items[i].ent)
		}
		if n == "" {
			continue
		}
		for _, cmp := range comparisons {
			words := strings.Fields(cmp.words)
			at := i - len(words)
			if cmp.after {
				at = i + 1
			}
			if at < c.from || at+len(words) > c.to || !are(b.items[at:], words) {
				continue
			}
			if ref := b.measured(c, i); ref != "" {
				return ref + " " + cmp.op + " " + n
			}
		}
	}
	return ""
}

// measured gives what a number in a condition is compared with: what the clause names, how many there are of what was read, or the amount that is
// spoken of.
func (b *builder) measured(c clause, at int) string {
	if ref := b.subjectOf(c, at); ref != "" {
		return ref
	}
	money := func(p *connectors.Schema) bool { return p.Format == connectors.FormatMoney }
	if at+1 < c.to && b.items[at+1].word() && b.items[at].ent.Type == entity.Number { // "50 hits"
		if ref := b.countOf(b.items[at+1]); ref != "" {
			return ref
		}
	}
	if ref := b.field("amount", money); ref != "" {
		return bare(ref) + ".amount"
	}
	if b.items[at].ent.Type == entity.Number {
		return b.countOf(item{})
	}
	return ""
}

// bare takes a reference out of its braces.
func bare(ref string) string { return strings.TrimSuffix(strings.TrimPrefix(ref, "${"), "}") }

// countOf gives how many records the latest read found, of a noun that the read lists or that stands for whatever was found; "" where there is none.
func (b *builder) countOf(noun item) string {
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil || s.t.effect() || s.t.out == nil || s.lookup {
			continue
		}
		if noun.Lower != "" && !yields[noun.Lower] && !b.ofApp(noun, s.t.app) && len(noun.nouns) > 0 {
			return ""
		}
		if sql, _ := s.with["sql"].(string); strings.HasPrefix(sql, countsRows) {
			return "first(" + s.id + ".rows).count"
		}
		for _, name := range []string{"total", "count"} {
			if p := s.t.out.Properties[name]; p != nil && p.Type == "integer" {
				return s.id + "." + name
			}
		}
		for _, name := range sortedNames(s.t.out.Properties) {
			if s.t.out.Properties[name].Type == "array" {
				return "len(" + s.id + "." + name + ")"
			}
		}
	}
	return ""
}

var (
	// equals stand between what is compared and its value.
	equals = words(`is are = equals ist sind lautet heißt steht stehen was says`)
	// beforeValues may stand between those and the value.
	beforeValues = words(`to auf as als still noch schon already set gesetzt`)
	// assents say that what was looked for is there, without naming it: "if so", "falls ja".
	assents = words(`so yes ja any some something one fündig found gefunden da vorhanden exists exist gibt there treffer results hits wenigstens eine
		einer eines etwas welche was dabei`)
	// nothings say that it isn't.
	nothings = words(`none nothing nix nichts keine keiner keinen kein no empty leer`)
)

// equalled reads a comparison by value: "if its priority is Highest", "unless the author is dependabot"; "" where the clause has none.
func (b *builder) equalled(c clause) string {
	set := slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool { return it.mark() && it.Is("=") })
	for i := c.from; i+1 < c.to; i++ {
		if !b.items[i].Is("=") && (set || !b.items[i].word() || !equals[b.items[i].Lower]) {
			continue
		}
		ref, to := b.subjectOf(c, i), i
		if ref == "" { // German puts the verb first: "ist die Priorität hoch"
			for k := i + 1; k < c.to && ref == "" && b.lang == "de"; k++ {
				var found string
				if found, to = b.source(k, c.to); to > 0 {
					ref, to = b.operand(found), to-1
				} else if found = b.outputCalled(b.items[k]); found != "" {
					ref, to = b.operand(found), k
				} else if found = b.aspectCalled(k); found != "" {
					ref, to = b.operand(found), k
				}
			}
		}
		if ref == "" {
			continue
		}
		if value := b.valueAt(to+1, c.to); value != "" {
			return ref + b.sameOr(c) + value
		}
	}
	return ""
}

// sameOr gives the operator for a clause that says that something is so, or isn't.
func (b *builder) sameOr(c clause) string {
	if b.denied(c) {
		return " != "
	}
	return " == "
}

// valueAt writes what stands at an item, up to the end of its clause, as a value; "" where it is more than a value.
func (b *builder) valueAt(i, end int) string {
	for i < end && b.items[i].word() && (beforeValues[b.items[i].Lower] || negators[b.items[i].Lower] || articles[b.items[i].Lower]) {
		i++
	}
	for end > i && (b.items[end-1].mark() || equals[b.items[end-1].Lower] && b.items[end-1].word()) {
		end--
	}
	if i >= end || end-i > 3 {
		return ""
	}
	if e := b.items[i].ent; e != nil && end == i+1 {
		if n := amountIn(*e); n != "" {
			return n
		}
		if s, ok := e.Value.(string); ok {
			return fmt.Sprintf("%q", s)
		}
	}
	if !b.items[i].word() && b.items[i].ent == nil {
		return ""
	}
	value := phrase(b.items[i:end])
	if level := levels[strings.ToLower(value)]; level != "" && b.lang == "de" && !b.items[i].Capital() {
		value = level
	}
	return fmt.Sprintf("%q", value)
}

// sorted reads "if it's spam" as what the latest step that sorts things found; "" where none has that among its labels.
func (b *builder) sorted(c clause) string {
	for _, s := range slices.Backward(b.steps) {
		if s.t == nil || s.t.effect() || outputOf(s.t, "label", nil) == "" {
			continue
		}
		list, _ := s.with["labels"].([]any)
		for _, label := range list {
			name, _ := label.(string)
			for _, it := range b.items[c.from:c.to] {
				if !b.sameLabel(it, name) {
					continue
				}
				return s.id + ".label" + b.sameOr(c) + fmt.Sprintf("%q", name)
			}
		}
	}
	return ""
}

// sameLabel reports whether a word is a label, in whatever form.
func (b *builder) sameLabel(it item, label string) bool {
	return (it.Kind == 0 || it.ent != nil) && (sameWord(it.Lower, strings.ToLower(label)) || sameWord(fold(it.Lower), fold(strings.ToLower(label))) || strings.EqualFold(it.Text, label))
}

// found reads a condition on whether there is anything: of what the clause names, which is looked for first, or of what was looked for; "" where the
// clause says something else.
func (b *builder) found(c clause) string {
	op := " > 0"
	assent := false
	rest := c
	for i := c.from; i < c.to; i++ {
		it := b.items[i]
		switch {
		case !it.word():
		case nothings[it.Lower]:
			op, assent = " == 0", true
			rest.from = i + 1
		case assents[it.Lower] && !it.Capital():
			assent = true
			rest.from = i + 1
		}
	}
	if !assent {
		return ""
	}
	if !slices.ContainsFunc(b.items[c.from:c.to], func(it item) bool {
		return it.content() && !assents[it.Lower] && !nothings[it.Lower] && (!it.word() || !yields[it.Lower] && !fillers[it.Lower])
	}) {
		if cond := b.wondered(); cond != "" {
			if op == " == 0" {
				return "not (" + cond + ")"
			}
			return cond
		}
		if ref := b.countOf(item{}); ref != "" {
			return ref + op
		}
		return ""
	}
	if rest.from >= rest.to || !slices.ContainsFunc(b.items[rest.from:rest.to], func(it item) bool { return len(it.nouns) > 0 }) {
		return ""
	}
	rest.verb, rest.message = -1, -1
	cand, field := b.lister(rest)
	if cand == nil || len(cand.got) == 0 {
		return ""
	}
	b.place(cand, rest)
	s := b.steps[len(b.steps)-1]
	if b.astray(s); s.t.out.Properties["total"] != nil {
		return s.id + ".total" + op
	}
	return "len(" + s.id + "." + field + ")" + op
}
