package rules

import (
	"slices"
	"strings"

	"sayso/workflows/compile/rules/text"
)

// A list need not stand in lines: "(a) Moss Ltd 400 EUR (b) Fern GmbH 650 EUR", "new leads: Ana Prado, Solara; Ben Cole, Windhub". Its entries are put
// on lines of their own with the mark of one, so that all lists are read alike.

// listed puts the entries of running lists on lines, and gives the mark of a list to lines behind a colon that each begin with a value.
func listed(tokens []text.Token) []text.Token {
	var out []text.Token
	for from := 0; from < len(tokens); {
		to := from
		for to < len(tokens) && tokens[to].Kind != text.Break {
			to++
		}
		line := tokens[from:to]
		switch marks := enumerators(line); {
		case len(marks) >= minRows:
			out = append(out, entries(line, marks)...)
		case behindColon(out) && opensRow(line):
			out = append(append(out, bullet(line[0])), line...)
		default:
			out = append(out, parted(line)...)
		}
		if to < len(tokens) {
			out = append(out, tokens[to])
		}
		from = to + 1
	}
	return out
}

// mark is where an entry of a list begins: the tokens that count it.
type mark struct{ from, to int }

// enumerators finds "(a)", "b)", "(1)", "2)" in a line that count from the first on.
func enumerators(line []text.Token) (marks []mark) {
	for i := 1; i < len(line); i++ {
		count := line[i-1].Lower
		if !line[i].Is(")") || !line[i].Glued || !countsTo(count, len(marks)) ||
			len(marks) > 0 && line[marks[0].to-2].Kind != line[i-1].Kind {
			continue
		}
		from := i - 1
		if from > 0 && line[from-1].Is("(") {
			from--
		}
		marks = append(marks, mark{from, i + 1})
	}
	if len(marks) > 0 && marks[0].from == 0 && len(marks) == 1 {
		return nil
	}
	return marks
}

// countsTo reports whether a token counts the entry behind n others: "a", "1" for the first.
func countsTo(count string, n int) bool {
	const letters, digits = "abcdefghijklmnopqrstuvwxyz", "123456789"
	return len(count) == 1 && (strings.Index(letters, count) == n || strings.Index(digits, count) == n)
}

// entries puts what the marks of a line count on lines of their own.
func entries(line []text.Token, marks []mark) []text.Token {
	out := append([]text.Token{}, line[:marks[0].from]...)
	for k, m := range marks {
		end := len(line)
		if k+1 < len(marks) {
			end = marks[k+1].from
		}
		if len(out) > 0 {
			out = append(out, lineBreak(line[m.from]))
		}
		out = append(append(out, bullet(line[m.from])), trimmed(line[m.to:end])...)
	}
	return out
}

// trimmed leaves out the marks and the "and" that an entry ends with.
func trimmed(entry []text.Token) []text.Token {
	for len(entry) > 0 && entry[len(entry)-1].Is(",", ";", "and", "und") {
		entry = entry[:len(entry)-1]
	}
	return entry
}

// parted puts what semicolons part behind a colon on lines of their own, where each part holds a value.
func parted(line []text.Token) []text.Token {
	colon := slices.IndexFunc(line, func(t text.Token) bool { return t.Kind == text.Punct && t.Is(":") })
	if colon < 0 || colon+1 >= len(line) {
		return line
	}
	end := colon + 1
	for end < len(line) && (!line[end].Is(".", "!", "?") || line[end].Kind != text.Punct || end+1 < len(line) && !line[end+1].Capital()) {
		end++
	}
	var marks []mark
	from := colon + 1
	for i := from; i <= end; i++ {
		if i < end && !line[i].Is(";") {
			continue
		}
		if !slices.ContainsFunc(line[from:i], holdsFigure) {
			return line
		}
		marks = append(marks, mark{from, from})
		from = i + 1
	}
	if len(marks) < minRows {
		return line
	}
	out := entries(line[:end], marks)
	if end+1 < len(line) {
		out = append(append(out, lineBreak(line[end])), line[end+1:]...)
	}
	return out
}

// holdsFigure reports whether a token is a value by its looks.
func holdsFigure(t text.Token) bool {
	return t.Kind == text.Quoted || t.Kind == text.Email || t.Kind == text.Number || strings.ContainsAny(t.Text, "0123456789")
}

// opensRow reports whether a line begins with a value and holds more.
func opensRow(line []text.Token) bool {
	return len(line) > 1 && holdsFigure(line[0]) && !line[1].Is(".", ")")
}

// behindColon reports whether tokens end with a line that a colon ends, or with a row of the list that such a line announces.
func behindColon(tokens []text.Token) bool {
	n := len(tokens)
	if n < 2 || tokens[n-1].Kind != text.Break {
		return false
	}
	if tokens[n-2].Is(":") {
		return true
	}
	for i := n - 2; i > 0 && tokens[i].Kind != text.Break; i-- {
		if tokens[i].Is("•") && tokens[i-1].Kind == text.Break && i+1 < n && tokens[i].Span == tokens[i+1].Span {
			return true // a row that was given its mark here
		}
	}
	return false
}

func bullet(at text.Token) text.Token {
	return text.Token{Kind: text.Punct, Text: "•", Lower: "•", Span: at.Span}
}

func lineBreak(at text.Token) text.Token { return text.Token{Kind: text.Break, Span: at.Span} }
