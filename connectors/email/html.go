package email

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textOf turns HTML into plain text: what a reader sees, a line for each block, list items with a dash, and no addresses of links,
// which mostly serve to follow the reader.
func textOf(source string) string {
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(source))
	hidden := 0
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return tidy(b.String())
		case html.TextToken:
			if hidden == 0 {
				b.WriteString(strings.Join(spaced(string(z.Text())), " "))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			if invisible(tag) && kind != html.SelfClosingTagToken {
				if kind == html.StartTagToken {
					hidden++
				} else if hidden > 0 {
					hidden--
				}
				continue
			}
			b.WriteString(breakAt(tag, kind == html.EndTagToken))
		}
	}
}

// spaced splits a text at its white space, and keeps that there was some at either end.
func spaced(text string) []string {
	words := strings.Fields(text)
	if text != strings.TrimLeft(text, " \t\r\n") {
		words = append([]string{""}, words...)
	}
	if len(words) > 0 && words[len(words)-1] != "" && text != strings.TrimRight(text, " \t\r\n") {
		words = append(words, "")
	}
	return words
}

func invisible(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Noscript:
		return true
	}
	return false
}

// breakAt is what a tag does to the text around it.
func breakAt(tag atom.Atom, ends bool) string {
	switch tag {
	case atom.Li:
		if ends {
			return ""
		}
		return "\n- "
	case atom.Td, atom.Th:
		return " "
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre:
		return "\n\n"
	case atom.Br, atom.Div, atom.Tr, atom.Hr, atom.Section, atom.Article, atom.Header, atom.Footer:
		return "\n"
	}
	return ""
}

// tidy leaves at most one empty line between two lines, and no space at the end of one.
func tidy(text string) string {
	var lines []string
	for _, line := range strings.Split(text, "\n") {
		line = strings.Join(strings.Fields(line), " ")
		if line != "" || len(lines) > 0 && lines[len(lines)-1] != "" {
			lines = append(lines, line)
		}
	}
	return strings.TrimSpace(strings.Join(lines, "\n"))
}
