package rules

import (
	"math"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// lexicon is all that the phrases of a registry say, by the words as they are met in prompts. It is built once and then only read.
type lexicon struct {
	reg       *connectors.Registry
	targets   []*target
	lexemes   []lexeme
	senses    map[string][]sense // by lower-case form; of several words with single spaces
	longest   int                // words in the longest form
	patterned map[string][]int   // targets by the first stem of a pattern
	apps      map[string][]string
	kinds     map[string][]string // kind by its words
	fetchers  []*target           // reads that get a file which is called by its name
	vocab     vocabulary
	labels    map[string]map[string]bool // what arguments are called, by language
	placing   map[string]int             // the lexemes of verbs that no list has, by language
	stands    map[string][]int           // verbs that a particle stands for behind a modal verb
	taking    map[string][]int           // the same where something is taken out of where it is
}

// target is what words can lead to: an action, or a trigger of an app.
type target struct {
	ref, app string
	index    int                   // among all targets
	op       *connectors.Operation // nil for an event
	event    *connectors.Event     // nil for an action
	in, out  *connectors.Schema
	asks     connectors.Phrases
	patterns []pattern
	slots    []slot
	openings map[string]map[opening]bool // of the words that announce them, by language
}

// lexeme is a verb or an object in its dictionary form, with the targets that list it.
type lexeme struct {
	text, lang string
	verb       bool
	light      bool  // says little by itself: "goes to", "kriegt"
	argument   bool  // is what arguments are called as well: "status"
	targets    []int // by their index, in order
	spare      []int // further ones, for which the thing has to be named beside it
	common     int   // how many of them are events that list it only since all of their sort are told by it
}

// sense is one thing a form can mean.
type sense struct {
	lexeme   int
	form     text.Form
	particle string // has to be found at the end of the clause
}

func newLexicon(reg *connectors.Registry) *lexicon {
	l := &lexicon{reg: reg, senses: map[string][]sense{}, patterned: map[string][]int{}, apps: map[string][]string{}, kinds: map[string][]string{}}
	known := map[string]int{}
	for _, app := range reg.Apps() {
		for _, name := range append([]string{app.App, app.Title}, app.Aliases...) {
			l.app(strings.ToLower(name), app.App)
		}
		for _, op := range app.Actions {
			l.add(known, &target{ref: op.Ref(), app: app.App, op: op, in: op.In, out: op.Out, asks: op.Asks})
		}
		for _, e := range app.Events {
			l.add(known, &target{ref: e.Ref(), app: app.App, event: e, in: e.In, out: e.Out, asks: e.Asks})
		}
	}
	l.loans(known)
	l.lights(known)
	l.nominalise(known)
	l.particles(known)
	l.newVerbs(known)
	for kind, names := range kinds {
		for _, n := range names {
			l.kinds[n] = append(l.kinds[n], kind)
			l.fit(n)
		}
	}
	l.vocab = newVocabulary(l)
	l.labels = map[string]map[string]bool{"en": labelWords("en"), "de": labelWords("de")}
	return l
}

func (l *lexicon) app(name, app string) {
	if !slices.Contains(l.apps[name], app) {
		l.apps[name] = append(l.apps[name], app)
	}
	l.fit(name)
}

// fit makes the search for forms look at as many words as a form has.
func (l *lexicon) fit(form string) { l.longest = max(l.longest, strings.Count(form, " ")+1) }

func (l *lexicon) add(known map[string]int, t *target) {
	index := len(l.targets)
	l.targets = append(l.targets, t)
	t.index, t.slots = index, slotsOf(t)
	t.openings = openings(t.slots)
	if t.fetches() {
		l.fetchers = append(l.fetchers, t)
	}
	for _, lang := range []string{"en", "de"} {
		asks := t.asks.In(lang)
		more, spare := kindred(lang, asks.Verbs, t.op)
		for _, v := range slices.Concat(asks.Verbs, more, speechVerbs(t, lang)) {
			l.lexeme(known, index, lang, v, true)
		}
		for _, v := range spare {
			if lx := l.entry(known, lang, v, true); !slices.Contains(lx.targets, index) {
				lx.spare = append(lx.spare, index)
			}
		}
		if t.event != nil {
			for _, v := range happeningVerbs(t.event.Name, lang) {
				if lx := l.entry(known, lang, v, true); !slices.Contains(lx.targets, index) {
					lx.targets = append(lx.targets, index)
					lx.common++
				}
			}
		}
		for _, o := range asks.Objects {
			l.lexeme(known, index, lang, o, false)
		}
		for _, p := range asks.Patterns {
			l.pattern(t, newPattern(lang, p))
		}
	}
}

// pattern adds a pattern to a target. One of a single part, or without a word of its own, leads nowhere by itself.
func (l *lexicon) pattern(t *target, p pattern) {
	t.patterns = append(t.patterns, p)
	first := slices.IndexFunc(p.parts, func(w part) bool { return w.slot == "" })
	if len(p.parts) < 2 || first < 0 {
		return
	}
	if stem := p.parts[first].stem; !slices.Contains(l.patterned[stem], t.index) {
		l.patterned[stem] = append(l.patterned[stem], t.index)
	}
}

// lexeme adds a verb or an object that a target lists.
func (l *lexicon) lexeme(known map[string]int, target int, lang, word string, verb bool) {
	if lx := l.entry(known, lang, word, verb); !slices.Contains(lx.targets, target) {
		lx.targets = append(lx.targets, target)
	}
}

// entry gives the lexeme of a word, which it makes where there is none.
func (l *lexicon) entry(known map[string]int, lang, word string, verb bool) *lexeme {
	key := lang + "/" + strings.ToLower(word)
	if verb {
		key += "/v"
	}
	i, ok := known[key]
	if !ok {
		i = len(l.lexemes)
		known[key] = i
		l.lexemes = append(l.lexemes, lexeme{text: strings.ToLower(word), lang: lang, verb: verb, argument: !verb &&
			isArgument(strings.ToLower(word), lang)})
		if verb {
			for _, f := range text.Verb(lang, word) {
				l.sense(f.Text, sense{i, f.Form, f.Particle})
			}
		} else {
			for _, f := range text.Noun(lang, word) {
				l.sense(f, sense{lexeme: i})
			}
		}
	}
	return &l.lexemes[i]
}

func (l *lexicon) sense(form string, s sense) {
	if slices.Contains(l.senses[form], s) {
		return
	}
	l.senses[form] = append(l.senses[form], s)
	l.fit(form)
}

// serves reports whether a target lists a lexeme.
func (l *lexicon) serves(lexeme int, t *target) bool {
	_, ok := slices.BinarySearch(l.lexemes[lexeme].targets, t.index)
	if !ok {
		_, ok = slices.BinarySearch(l.lexemes[lexeme].spare, t.index)
	}
	return ok
}

// weight is how much a lexeme tells: 1 for one that all apps list, 2 for one that only one target does.
func (l *lexicon) weight(lexeme int) float64 {
	lx := l.lexemes[lexeme]
	n := float64(max(1, len(lx.targets)-lx.common+len(lx.spare)))
	return 2 - math.Log(n)/math.Log(float64(len(l.targets)+2))
}
