package plan

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"gopkg.in/yaml.v3"
)

var errTooDeep = errors.New("nested too deep")

// jsonNode reads JSON into the same nodes that YAML is read into, so that one strict reader serves both. It isn't left to the YAML
// parser, which doesn't know all escapes of JSON.
func jsonNode(src []byte) (*yaml.Node, error) {
	dec := json.NewDecoder(bytes.NewReader(src))
	dec.UseNumber()
	j := jsonReader{src: src, dec: dec, line: 1}
	n, err := j.value(1)
	if err != nil {
		return nil, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return nil, fmt.Errorf("something follows the plan")
	}
	return n, nil
}

// jsonReader walks tokens and keeps count of lines.
type jsonReader struct {
	src         []byte
	dec         *json.Decoder
	line, start int // of the last token: its line, and the offset where that line begins
	seen        int // offset up to which lines are counted
}

// place gives where the next token begins.
func (j *jsonReader) place() Place {
	offset := int(j.dec.InputOffset())
	for offset < len(j.src) && strings.IndexByte(" \t\r\n,:", j.src[offset]) >= 0 {
		offset++
	}
	for ; j.seen < offset; j.seen++ {
		if j.src[j.seen] == '\n' {
			j.line, j.start = j.line+1, j.seen+1
		}
	}
	at := placeOf(j.src[j.start:], offset-j.start)
	return Place{j.line, at.Column}
}

func (j *jsonReader) value(depth int) (*yaml.Node, error) {
	if depth > MaxDepth {
		return nil, errTooDeep
	}
	at := j.place()
	token, err := j.dec.Token()
	if err != nil {
		return nil, err
	}
	n := &yaml.Node{Kind: yaml.ScalarNode, Line: at.Line, Column: at.Column}
	switch t := token.(type) {
	case json.Delim:
		n.Kind = yaml.SequenceNode
		if t == '{' {
			n.Kind = yaml.MappingNode
		}
		for j.dec.More() {
			child, err := j.value(depth + 1) // keys come as strings, in turn with values
			if err != nil {
				return nil, err
			}
			n.Content = append(n.Content, child)
		}
		_, err = j.dec.Token()
		return n, err
	case string:
		n.Value, n.Style = t, yaml.DoubleQuotedStyle
	case json.Number:
		n.Value = t.String()
	case bool:
		n.Value = fmt.Sprint(t)
	case nil:
		n.Value = "null"
	}
	return n, nil
}
