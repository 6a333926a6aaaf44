package email

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// textOf turns HTML into plain text: what a reader sees, a line for each block, list items with a dash, and no addresses of links,
// which mostly serve to follow the reader.
func textOf(source string) string {
	var out flow
	z := html.NewTokenizer(strings.NewReader(source))
	hidden := 0
	for {
		switch kind := z.Next(); kind {
		case html.ErrorToken:
			return strings.TrimSpace(out.text.String())
		case html.TextToken:
			if hidden == 0 {
				out.write(string(z.Text()))
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			switch {
			case tag == atom.Body: // ends the head also where nobody said so
				hidden = 0
			case !invisible(tag):
				out.tag(tag, kind == html.EndTagToken)
			case kind == html.StartTagToken:
				hidden++
			case kind == html.EndTagToken && hidden > 0:
				hidden--
			}
		}
	}
}

// flow is text as it runs over a page.
type flow struct {
	text   strings.Builder
	breaks int    // line breaks due before the next word
	space  bool   // a space is due before the next word, if no break is
	mark   string // what the next line begins with
}

// write adds words; how they are spaced and broken in the source means nothing.
func (f *flow) write(text string) {
	for word := range strings.FieldsSeq(text) {
		at := strings.Index(text, word)
		f.word(word, at > 0)
		text = text[at+len(word):]
	}
	f.space = f.space || text != ""
}

func (f *flow) word(word string, spaced bool) {
	switch {
	case f.text.Len() == 0:
	case f.breaks > 0:
		f.text.WriteString(strings.Repeat("\n", f.breaks))
	case f.space || spaced:
		f.text.WriteByte(' ')
	}
	f.text.WriteString(f.mark + word)
	f.breaks, f.space, f.mark = 0, false, ""
}

// tag makes the breaks that a tag stands for. Those of tags that follow one another are made once.
func (f *flow) tag(tag atom.Atom, ends bool) {
	switch tag {
	case atom.Li:
		f.breaks, f.mark = max(f.breaks, 1), ""
		if !ends {
			f.mark = "- "
		}
	case atom.Td, atom.Th:
		f.space = true
	case atom.P, atom.H1, atom.H2, atom.H3, atom.H4, atom.H5, atom.H6, atom.Table, atom.Ul, atom.Ol, atom.Blockquote, atom.Pre:
		f.breaks, f.mark = 2, ""
	case atom.Div, atom.Tr, atom.Hr, atom.Section, atom.Article, atom.Header, atom.Footer:
		f.breaks = max(f.breaks, 1)
	case atom.Br:
		f.breaks = min(f.breaks+1, 2)
	}
}

func invisible(tag atom.Atom) bool {
	switch tag {
	case atom.Script, atom.Style, atom.Head, atom.Title, atom.Template, atom.Noscript:
		return true
	}
	return false
}
