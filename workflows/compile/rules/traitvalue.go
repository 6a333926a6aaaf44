package rules

import (
	"fmt"
	"slices"
	"strings"

	"sayso/connectors"
	"sayso/workflows/compile/rules/text"
)

// What is told of a record is written as a comparison with a value: of its very type, a level, a number, or whether there is anything.

// negated gives for a relation the one that says that it isn't so.
var negated = map[string]string{"==": "!=", "contains": "not contains", "endsWith": "not endsWith"}

// compare writes a relation between what the trigger puts out and a value.
func (p *trait) compare(path, op, value string) string {
	operand := "trigger." + path
	if out := p.trigger.out.Properties[path]; out != nil {
		switch {
		case out.Type == "array" && op == "==":
			op = "contains"
		case out.Type == "array" && op == "!=":
			op = "not contains"
		case out.Format == connectors.FormatMoney:
			operand += ".amount"
		}
	}
	if plain, ok := strings.CutPrefix(op, "not "); ok {
		return "not (" + operand + " " + plain + " " + value + ")"
	}
	return operand + " " + op + " " + value
}

// graded compares a level or a sort, which apps write in their own way.
func (p *trait) graded(path, level string) string {
	return inAnyCase("trigger."+path) + " == " + fmt.Sprintf("%q", level)
}

// present gives the condition that the trigger puts something out.
func (p *trait) present(path string) string {
	if out := p.trigger.out.Properties[path]; out != nil && out.Type == "array" {
		return "len(trigger." + path + ") > 0"
	}
	return fmt.Sprintf(`trigger.%[1]s != nil && trigger.%[1]s != ""`, path)
}

// literal writes the value that stands at an item: a quoted text, a number, a name of up to three capitals, or one word.
func (p *trait) literal(i int) (value string, to int) {
	for i < p.c.end && (p.items[i].mark() && p.items[i].Is(":", "=") || p.items[i].word() && articles[p.items[i].Lower]) {
		i++
	}
	if i >= p.c.end || p.c.taken[i] == valued {
		return "", 0
	}
	it := p.items[i]
	switch {
	case it.mark() && it.Is(".") && i+1 < p.c.end && p.items[i+1].word():
		return fmt.Sprintf("%q", "."+p.items[i+1].Text), i + 2
	case it.ent != nil:
		if n := amountIn(*it.ent); n != "" {
			return n, i + 1
		}
		if s, ok := it.ent.Value.(string); ok {
			return fmt.Sprintf("%q", s), i + 1
		}
		return "", 0
	case !it.word() && it.Kind != text.Mention && it.Kind != text.Quoted, it.Lower == "" || function(it.Lower) && !it.state() && !code.MatchString(it.Text):
		return "", 0
	case it.Is("true", "false"):
		return it.Lower, i + 1
	}
	if level := levels[it.Lower]; level != "" && it.Text == it.Lower {
		return fmt.Sprintf("%q", level), i + 1
	}
	to = i + 1
	for it.Capital() && to < min(p.c.end, i+3) && p.items[to].Capital() && p.items[to].word() && p.c.taken[to] < act && p.lang == "en" {
		to++
	}
	return fmt.Sprintf("%q", phrase(p.items[i:to])), to
}

// comparison gives the operator of a comparison by size at an item, "" where there is none.
func (p *trait) comparison(i int) string {
	for _, cmp := range comparisons {
		if !cmp.after && are(p.items[i:], strings.Fields(cmp.words)) && p.items[i].word() {
			return cmp.op
		}
	}
	return map[string]string{">": ">", "<": "<"}[p.items[i].Lower]
}

// against compares what the trigger puts out with the number behind the words that compare.
func (p *trait) against(path string, i int) (cond string, to int) {
	op := p.comparison(i)
	for k := i + 1; k < min(p.c.end, i+4); k++ {
		if p.items[k].ent == nil {
			continue
		}
		n := amountIn(*p.items[k].ent)
		if n == "" || p.c.taken[k] == valued {
			return "", 0
		}
		for to = k + 1; to < p.c.end && p.items[to].word() && (relators[p.items[to].Lower] && !prepositions[p.items[to].Lower]); {
			to++
		}
		return p.compare(path, op, n), to
	}
	return "", 0
}

// measure reads a comparison by size that doesn't name what is compared: the one amount that the trigger puts out.
func (p *trait) measure(i int) (cond string, to int) {
	if p.comparison(i) == "" {
		return "", 0
	}
	amounts := slices.DeleteFunc(sortedNames(p.trigger.out.Properties), func(name string) bool {
		return p.trigger.out.Properties[name].Format != connectors.FormatMoney
	})
	if len(amounts) != 1 {
		return "", 0
	}
	return p.against(amounts[0], i)
}
