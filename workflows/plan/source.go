package plan

import (
	"bytes"
	"errors"
	"io"
	"regexp"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"
)

// What the text of a plan may be.
const (
	MaxSize  = 1 << 20 // bytes
	MaxDepth = 64      // maps and lists inside each other
	MaxSteps = 1000
)

// document reads a text into nodes, YAML or JSON, and refuses what is no part of the plan language. It gives nil where the text
// can't be read any further.
func (r *report) document(src []byte) *yaml.Node {
	switch {
	case len(src) > MaxSize: // before anything looks at it
		r.at(CodeTooLarge, Place{}, nil)
		return nil
	case !utf8.Valid(src):
		r.at(CodeNotUTF8, placeOf(src, invalidAt(src)), nil)
		return nil
	}
	src = bytes.TrimPrefix(src, []byte("\ufeff"))
	body := bytes.TrimSpace(src)
	if bytes.HasPrefix(body, []byte("{")) {
		if n, err := jsonNode(src); err == nil {
			return r.whole(n)
		} else if errors.Is(err, errTooDeep) {
			r.at(CodeTooDeep, Place{1, 1}, nil)
			return nil
		}
	} else if i := bytes.IndexByte(src, '\t'); i >= 0 {
		r.at(CodeTab, placeOf(src, i), nil)
		return nil
	}
	return r.yaml(src)
}

func (r *report) yaml(src []byte) *yaml.Node {
	dec := yaml.NewDecoder(bytes.NewReader(src))
	var doc, more yaml.Node
	err := dec.Decode(&doc)
	if errors.Is(err, io.EOF) || err == nil && len(doc.Content) == 0 {
		r.at(CodeEmpty, Place{}, nil)
		return nil
	}
	if err != nil {
		r.unreadable(err)
		return nil
	}
	if err := dec.Decode(&more); err == nil {
		r.at(CodeManyDocuments, Place{more.Line, max(more.Column, 1)}, nil)
		return nil
	} else if !errors.Is(err, io.EOF) {
		r.unreadable(err)
		return nil
	}
	return r.whole(doc.Content[0])
}

// whole refuses the features of YAML that a plan doesn't use, wherever they stand.
func (r *report) whole(n *yaml.Node) *yaml.Node {
	if !r.plain(n, 1) {
		return nil
	}
	return n
}

func (r *report) plain(n *yaml.Node, depth int) bool {
	at := Place{n.Line, n.Column}
	switch {
	case depth > MaxDepth:
		r.at(CodeTooDeep, at, nil)
		return false
	case n.Kind == yaml.AliasNode || n.Anchor != "" || n.Tag == "!!merge":
		r.at(CodeAlias, at, nil)
		return false
	case n.Style&yaml.TaggedStyle != 0:
		r.at(CodeTag, at, args{"tag": n.Tag})
		return false
	}
	for _, child := range n.Content {
		if !r.plain(child, depth+1) {
			return false
		}
	}
	return true
}

func (r *report) at(code string, at Place, a args) {
	p := r.add(code, "", a)
	p.Line, p.Column = at.Line, at.Column
}

var yamlLine = regexp.MustCompile(`^yaml: (?:line (\d+): )?(.*)$`)

// unreadable reports what the YAML parser said.
func (r *report) unreadable(err error) {
	text, line := err.Error(), 0
	if m := yamlLine.FindStringSubmatch(text); m != nil {
		line, _ = strconv.Atoi(m[1]) // "" gives 0
		text = m[2]
	}
	column := min(line, 1)
	if strings.Contains(text, "exceeded max depth") {
		r.at(CodeTooDeep, Place{line, column}, nil)
		return
	}
	r.at(CodeSyntax, Place{line, column}, args{"detail": syntaxWords(text)})
}

func invalidAt(src []byte) int {
	for i := 0; i < len(src); {
		c, size := utf8.DecodeRune(src[i:])
		if c == utf8.RuneError && size == 1 {
			return i
		}
		i += size
	}
	return 0
}

func placeOf(src []byte, offset int) Place {
	before := src[:offset]
	line := bytes.Count(before, []byte("\n"))
	start := bytes.LastIndexByte(before, '\n') + 1
	return Place{line + 1, utf8.RuneCount(before[start:]) + 1}
}
