package rules

import (
	"encoding/json"
	"maps"
	"regexp"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// pasted is a table that stands in a prompt: a line of names, and lines of values, with bars between them.
type pasted struct {
	rows []map[string]any
	at   text.Span
	used bool
}

var (
	plainNumber = regexp.MustCompile(`^-?(?:0|[1-9]\d*)(?:\.\d+)?$`)
	rule        = regexp.MustCompile(`^[\s:|+-]*$`)
)

// pastedIn takes a table out of a prompt. It takes time linear in the prompt.
func pastedIn(tokens []text.Token, prompt string) (rest []text.Token, table *pasted) {
	var names []string
	for i := 0; i < len(tokens); {
		end := i
		for end < len(tokens) && tokens[end].Kind != text.Break {
			end++
		}
		cells := cellsOf(tokens[i:end], prompt)
		switch {
		case cells == nil || table != nil && len(cells) > 0 && len(cells) != len(names):
			rest = append(rest, tokens[i:min(end+1, len(tokens))]...)
		case len(cells) == 0: // the rule below the names
		case table == nil:
			names, table = cells, &pasted{at: tokens[i].Span}
		default:
			row := map[string]any{}
			for k, c := range cells {
				row[names[k]] = cellValue(c)
			}
			table.rows, table.at.To = append(table.rows, row), tokens[end-1].Span.To
		}
		i = end + 1
	}
	if table == nil || len(table.rows) == 0 {
		return tokens, nil
	}
	return rest, table
}

// cellsOf parts a line of a table; nil where it is none, empty where it only rules it off.
func cellsOf(line []text.Token, prompt string) []string {
	bars := 0
	for _, t := range line {
		if t.Kind == text.Punct && t.Text == "|" {
			bars++
		}
	}
	if bars == 0 || len(line) < 3 {
		return nil
	}
	written := prompt[line[0].Span.From:line[len(line)-1].Span.To]
	if rule.MatchString(written) {
		return []string{}
	}
	cells := strings.Split(strings.Trim(strings.TrimSpace(written), "|"), "|")
	for k := range cells {
		cells[k] = strings.TrimSpace(cells[k])
	}
	if len(cells) < 2 {
		return nil
	}
	return cells
}

// cellValue reads a cell as a number where it is written as one.
func cellValue(cell string) any {
	if plainNumber.MatchString(cell) {
		return json.Number(cell)
	}
	return scalar(cell)
}

// fromTable gives a step that takes a row the rows of a table in the prompt: one step for each.
func (b *builder) fromTable(s *step, set *slot) bool {
	if b.table == nil || len(b.steps)+len(b.table.rows) > maxClauses {
		return false
	}
	b.table.used = true
	for i, row := range b.table.rows {
		if i == 0 {
			s.with[set.name] = row
			continue
		}
		o := &step{t: s.t, with: maps.Clone(s.with), c: s.c, cond: s.cond, like: s}
		o.with[set.name] = row
		o.id = b.name(o)
		b.steps = append(b.steps, o)
	}
	return true
}
