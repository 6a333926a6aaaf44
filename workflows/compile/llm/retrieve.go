package llm

import (
	"cmp"
	"maps"
	"math"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// catalogue finds the actions and events that a prompt may be about, so that a model is shown a handful of them, not all. It looks at how
// people ask for them and at what they are called, in both languages at once. It is built once and then only read.
type catalogue struct {
	entries []entry
	weights map[string][]weight // by term: what it says of which entries
}

// entry is an action or an event.
type entry struct {
	app    string
	action *connectors.Operation // nil for an event
	event  *connectors.Event     // nil for an action
}

// weight is how much a term says of an entry: the place where it stands, times how rare it is.
type weight struct {
	entry int
	by    float64
}

// How much a word says, by where an entry has it.
const (
	ofApp     = 1.6 // what the app is called
	ofObject  = 1.5 // what is acted on
	ofName    = 1.2 // the action's own name
	ofVerb    = 1.0
	ofPattern = 0.8
	ofExample = 0.6
	ofDoc     = 0.6
	ofValue   = 0.4 // what an argument is called, and what announces it
	ofPiece   = 0.12
)

func newCatalogue(reg *connectors.Registry) *catalogue {
	c := &catalogue{weights: map[string][]weight{}}
	for _, app := range reg.Apps() {
		for _, op := range app.Actions {
			c.add(app, entry{app: app.App, action: op}, op.Name, op.Doc, op.Asks, op.In)
		}
		for _, e := range app.Events {
			c.add(app, entry{app: app.App, event: e}, e.Name, e.Doc, e.Asks, e.In)
		}
	}
	for term, list := range c.weights {
		rare := math.Log(1 + float64(len(c.entries))/float64(len(list)))
		for i := range list {
			c.weights[term][i].by *= rare
		}
	}
	return c
}

// add takes in one action or event. Of several places that a term has, the one that says most counts.
func (c *catalogue) add(app *connectors.Connector, e entry, name string, doc connectors.Doc, asks connectors.Phrases, in *connectors.Schema) {
	terms, words := map[string]float64{}, map[string]float64{}
	note := func(by float64, lang string, phrases ...string) {
		for _, phrase := range phrases {
			for _, word := range wordsOf(phrase) {
				if words[lang+word] >= by {
					continue // said before, and louder
				}
				words[lang+word] = by
				for term, share := range termsOf(lang, word) {
					terms[term] = max(terms[term], by*share)
				}
			}
		}
	}
	note(ofApp, "", append(append([]string{app.App, app.Title}, app.Aliases...), app.Kind...)...)
	note(ofName, "", strings.ReplaceAll(name, "_", " "))
	for argument := range in.Properties {
		note(ofValue, "", strings.ReplaceAll(argument, "_", " "))
	}
	for _, lang := range []string{"en", "de"} {
		a := asks.In(lang)
		note(ofDoc, lang, doc.In(lang))
		note(ofPattern, lang, a.Patterns...)
		note(ofExample, lang, a.Examples...)
		for _, cues := range a.Cues {
			note(ofValue, lang, cues...)
		}
		for _, o := range a.Objects {
			note(ofObject, lang, text.Noun(lang, o)...)
		}
		for _, v := range a.Verbs {
			for _, form := range text.Verb(lang, v) {
				note(ofVerb, lang, form.Text)
			}
		}
	}
	for term, by := range terms {
		c.weights[term] = append(c.weights[term], weight{len(c.entries), by})
	}
	c.entries = append(c.entries, e)
}

// retrieve gives the entries among some apps that suit a prompt best, best first: at most so many actions, and as many events. Each part of
// a prompt asks for something of its own, so that an entry is as good as it is for the part that it suits best.
func (c *catalogue) retrieve(prompt string, allowed func(app string) bool, most int) (actions []*connectors.Operation, events []*connectors.Event) {
	score := make([]float64, len(c.entries))
	if len(score) == 0 {
		return nil, nil
	}
	for _, part := range partsOf(prompt) {
		suits := c.score(part)
		for i, s := range suits {
			score[i] = max(score[i], s/(1+slices.Max(suits))) // a part of few words counts as much
		}
	}
	for i, s := range c.score(prompt) {
		score[i] += 0.01 * s
	}
	for _, word := range wordsOf(prompt) {
		for _, i := range c.meantBy(word) {
			score[i] += byWord
		}
	}
	order := make([]int, len(c.entries))
	for i := range order {
		order[i] = i
	}
	order = slices.DeleteFunc(order, func(i int) bool { return !allowed(c.entries[i].app) })
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	for _, i := range order {
		switch e := c.entries[i]; {
		case e.action != nil && len(actions) < most:
			actions = append(actions, e.action)
		case e.event != nil && len(events) < most:
			events = append(events, e.event)
		}
	}
	return actions, events
}

// What a word adds to the few entries that it is for, whatever else the prompt is about, and how few they are.
const (
	byWord    = 0.1
	fewByWord = 3
)

// meantBy gives the entries that a word by itself says most of: "summary"; none where these are many.
func (c *catalogue) meantBy(word string) (few []int) {
	score := c.score(word)
	most := slices.Max(score)
	for i, s := range score {
		if s > 0 && s >= 0.75*most {
			few = append(few, i)
		}
	}
	if len(few) > fewByWord {
		return nil
	}
	return few
}

// score tells how well each entry suits a text: what each of its words says of it, once.
func (c *catalogue) score(part string) []float64 {
	score := make([]float64, len(c.entries))
	seen := map[string]bool{}
	for _, word := range append(wordsOf(part), looksOf(part)...) {
		terms := termsOf("", word)
		for _, term := range slices.Sorted(maps.Keys(terms)) { // sums of fractions depend on their order
			if seen[term] {
				continue
			}
			seen[term] = true
			for _, w := range c.weights[term] {
				score[w.entry] += terms[term] * w.by
			}
		}
	}
	return score
}

// Index finds actions by what people say, for those who look for them without a prompt.
type Index struct{ all *catalogue }

// NewIndex makes an index of all apps.
func NewIndex(reg *connectors.Registry) *Index { return &Index{newCatalogue(reg)} }

// Actions gives those that suit a wish best, best first, so many at most; what comes late may not suit at all.
func (x *Index) Actions(wish string, most int) []*connectors.Operation {
	actions, _ := x.all.retrieve(wish, func(string) bool { return true }, most)
	return actions
}
