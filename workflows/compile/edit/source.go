package edit

import (
	"bytes"
	"errors"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// errLayout is for a text that is laid out in a way that can't be edited in place.
var errLayout = errors.New("the text is laid out in a way that can't be edited in place")

// source is the text of a plan with the places of what is in it.
type source struct {
	text   string
	starts []int // of the lines, in bytes
	root   *yaml.Node
	eol    string
}

// readSource reads a text that is known to be a plan.
func readSource(text string) (*source, error) {
	var doc yaml.Node
	if err := yaml.NewDecoder(bytes.NewReader([]byte(text))).Decode(&doc); err != nil || len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		return nil, errLayout
	}
	if strings.ContainsAny(text, "\u0085\u2028\u2029") { // the parser may count lines by them
		return nil, errLayout
	}
	s := &source{text: text, starts: []int{0}, root: doc.Content[0], eol: "\n"}
	for i := range len(text) {
		if text[i] == '\n' {
			s.starts = append(s.starts, i+1)
		}
	}
	if strings.Contains(text, "\r\n") {
		s.eol = "\r\n"
	}
	return s, nil
}

// line gives a line by its number, counted from 0, with its end.
func (s *source) line(n int) string { return s.text[s.starts[n]:s.end(n)] }

// end gives where a line ends, behind its line break.
func (s *source) end(n int) int {
	if n+1 < len(s.starts) {
		return s.starts[n+1]
	}
	return len(s.text)
}

// offset gives the first byte of a node.
func (s *source) offset(n *yaml.Node) int {
	at := s.starts[n.Line-1]
	for range n.Column - 1 {
		_, size := utf8.DecodeRuneInString(s.text[at:])
		at += size
	}
	return at
}

// scalarEnd gives the byte behind a scalar that stands in one piece.
func (s *source) scalarEnd(n *yaml.Node) (int, error) {
	from := s.offset(n)
	switch {
	case n.Kind != yaml.ScalarNode || n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		return 0, errLayout
	case n.Style&yaml.DoubleQuotedStyle != 0:
		for i := from + 1; i < len(s.text); i++ {
			switch s.text[i] {
			case '\\':
				i++
			case '"':
				return i + 1, nil
			}
		}
		return 0, errLayout
	case n.Style&yaml.SingleQuotedStyle != 0:
		for i := from + 1; i < len(s.text); i++ {
			if s.text[i] != '\'' {
				continue
			}
			if !strings.HasPrefix(s.text[i+1:], "'") {
				return i + 1, nil
			}
			i++
		}
		return 0, errLayout
	case n.Value == "" || !strings.HasPrefix(s.text[from:], n.Value):
		return 0, errLayout
	}
	return from + len(n.Value), nil
}

// field gives the key and the value of a map, nil where it has none.
func field(n *yaml.Node, name string) (key, value *yaml.Node) {
	if n == nil || n.Kind != yaml.MappingNode {
		return nil, nil
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if n.Content[i].Value == name {
			return n.Content[i], n.Content[i+1]
		}
	}
	return nil, nil
}

// stepAt is where a step stands in the text.
type stepAt struct {
	list  *yaml.Node // the list that it is in
	index int
	node  *yaml.Node
}

// find gives the place of a step by its id.
func (s *source) find(id string) (stepAt, error) {
	_, list := field(s.root, "steps")
	if at, ok := findIn(list, id); ok {
		return at, nil
	}
	return stepAt{}, errLayout
}

func findIn(list *yaml.Node, id string) (stepAt, bool) {
	if list == nil || list.Kind != yaml.SequenceNode {
		return stepAt{}, false
	}
	for i, n := range list.Content {
		if _, v := field(n, "id"); v != nil && v.Value == id {
			return stepAt{list, i, n}, true
		}
		_, inner := field(n, "steps")
		if at, ok := findIn(inner, id); ok {
			return at, true
		}
		for _, key := range []string{"choose", "parallel"} {
			_, branches := field(n, key)
			if branches == nil {
				continue
			}
			for _, b := range branches.Content {
				_, inner := field(b, "steps")
				if at, ok := findIn(inner, id); ok {
					return at, true
				}
			}
		}
	}
	return stepAt{}, false
}

// lines gives the lines of an item of a list in block style, the last not included. Comments that stand at the list's own depth and empty
// lines behind it belong to what follows.
func (s *source) lines(at stepAt) (from, to int, err error) {
	if at.list.Style&yaml.FlowStyle != 0 {
		return 0, 0, errLayout
	}
	depth := at.list.Column - 1
	if from, err = s.dash(at.list.Content[at.index], depth); err != nil {
		return 0, 0, err
	}
	to = len(s.starts)
	if at.index+1 < len(at.list.Content) {
		if to, err = s.dash(at.list.Content[at.index+1], depth); err != nil {
			return 0, 0, err
		}
	} else {
		for n := from + 1; n < len(s.starts); n++ {
			if !s.blank(n) && !s.comment(n) && s.indent(n) <= depth {
				to = n
				break
			}
		}
	}
	for to > from+1 && (s.blank(to-1) || s.comment(to-1) && s.indent(to-1) <= depth) {
		to--
	}
	return from, to, nil
}

// dash gives the line where the item of a list begins.
func (s *source) dash(item *yaml.Node, depth int) (int, error) {
	for n := item.Line - 1; n >= 0; n-- {
		if s.indent(n) == depth && strings.HasPrefix(strings.TrimLeft(s.line(n), " "), "-") {
			return n, nil
		}
		if !s.blank(n) && !s.comment(n) && n < item.Line-1 {
			break
		}
	}
	return 0, errLayout
}

func (s *source) blank(n int) bool { return strings.TrimSpace(s.line(n)) == "" }

func (s *source) comment(n int) bool { return strings.HasPrefix(strings.TrimSpace(s.line(n)), "#") }

func (s *source) indent(n int) int {
	line := s.line(n)
	return len(line) - len(strings.TrimLeft(line, " "))
}

// above gives the first of the comment lines that stand directly above a line, at its depth, and belong to it.
func (s *source) above(n int) int {
	depth := s.indent(n)
	for n > 0 && s.comment(n-1) && s.indent(n-1) == depth {
		n--
	}
	return n
}
