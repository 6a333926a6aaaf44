package rules

import (
	"slices"
	"sync"

	"sayso/connectors"
	"sayso/workflows/compile/rules/entity"
	"sayso/workflows/plan"
)

// unavailable are the words that ask for control which nothing was made of, what has to stand behind them, and what to say of it.
var unavailable = []struct {
	words  map[string]bool
	behind func(item) bool
	says   connectors.Doc
}{
	{words("each every jede jeden jedes jedem"), func(it item) bool { return len(it.nouns) > 0 },
		connectors.Doc{En: "Said like this, the records that something is to be done for can't be listed",
			De: "So gesagt lassen sich die Datensätze, für die etwas geschehen soll, nicht auflisten"}},
	{words("wait warte warten abwarten"), func(it item) bool {
		return it.ent != nil && (it.ent.Type == entity.Duration || it.ent.Type == entity.Date) ||
			it.Is("until", "till", "for", "bis", "auf")
	}, connectors.Doc{En: "A plan can't wait for this", De: "Darauf kann ein Plan nicht warten"}},
}

// awaits reports whether a clause asks to wait for what an app can wait for: a rollout, a run.
func (b *builder) awaits(c clause) bool {
	return slices.ContainsFunc(b.candidates(c, nil, false), func(o *candidate) bool {
		return o.t.op.Long && !o.t.effect() && o.verb > 0 && o.noun+o.patterns > 0
	})
}

// control notes what a clause asks for that plans can't do, so that it isn't done in another way than was said.
func (b *builder) control(c clause) bool {
	end := c.to
	if c.message >= 0 {
		end = c.message
	}
	awaits := sync.OnceValue(func() bool { return b.awaits(c) })
	for i := c.from; i < end; i++ {
		for _, u := range unavailable {
			near := b.items[i+1 : min(i+5, end)]
			if !b.items[i].word() || !u.words[b.items[i].Lower] || b.apiece(i) || !slices.ContainsFunc(near, u.behind) {
				continue
			}
			if u.words["wait"] && awaits() || u.words["each"] && slices.ContainsFunc(near, fileWord) && b.filesBefore(&step{}) != "" {
				continue
			}
			b.problems = append(b.problems, plan.Problem{Code: CodeControl, Severity: plan.Error,
				Message: u.says.In(b.lang) + ": " + phrase(b.items[c.from:c.to]),
				Fix: b.in("Say it for one record, or as separate requests.",
					"Sag es für einen Datensatz oder als getrennte Anweisungen.")})
			return true
		}
	}
	return false
}
