package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
)

// Some conditions ask for a judgement that no field gives: "if it sounds negative", "klingt sie verärgert". What can sort texts is asked first.

// judgements are the verbs by which people ask for one.
var judgements = words(`sounds seems reads feels klingt wirkt`)

// longestLabel is how many words what is judged has at most: "a security problem".
const longestLabel = 3

// judged reads such a condition on the text that was read or brought; "" where the clause asks for none, or nothing can sort texts.
func (b *builder) judged(c clause) string {
	for i := c.from; i+1 < c.to; i++ {
		it := b.items[i]
		if !it.word() || !judgements[it.Lower] {
			continue
		}
		k := i + 1
		for k < c.to && b.items[k].word() && (pronouns[b.items[k].Lower] || articles[b.items[k].Lower] || b.items[k].Is("like", "nach", "very", "sehr", "rather", "eher")) {
			k++
		}
		t, input := b.sorter(), b.material(b.steps)
		if k >= c.to || c.to-k > longestLabel || t == nil || input == nil || slices.ContainsFunc(b.items[k:c.to], func(it item) bool { return !it.word() || function(it.Lower) }) {
			return ""
		}
		label := strings.ToLower(phrase(b.items[k:c.to]))
		s := &step{t: t, with: map[string]any{"input": input, "labels": []any{label, b.in("other", "anderes")}}, c: c}
		s.id = b.name(s)
		b.steps = append(b.steps, s)
		b.origin(s.id, c.from, c.to)
		return s.id + ".label" + b.sameOr(c) + fmt.Sprintf("%q", label)
	}
	return ""
}

// sorter gives the read that sorts a text under one of some labels, nil where no app that is connected has one.
func (b *builder) sorter() *target {
	i := slices.IndexFunc(b.targets, func(t *target) bool {
		return t.op != nil && !t.effect() && b.allowed[t.app] && outputOf(t, "label", nil) != "" && isList(t.in.Properties["labels"]) && t.in.Properties["input"] != nil
	})
	if i < 0 {
		return nil
	}
	return b.targets[i]
}

func isList(p *connectors.Schema) bool { return p != nil && p.Type == "array" }
