package plan

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"
	"unicode"

	"gopkg.in/yaml.v3"
)

// Marshal writes a plan as YAML in one canonical form: keys in the order of the language, block style, quotes only where needed.
// Parse reads it back as the same plan.
func Marshal(p *Plan) ([]byte, error) {
	raw, err := json.Marshal(p)
	if err != nil {
		return nil, fmt.Errorf("the plan can't be written: %w", err)
	}
	n, err := jsonNode(raw)
	if err != nil {
		return nil, fmt.Errorf("the plan can't be written: %w", err)
	}
	style(n)
	var b bytes.Buffer
	enc := yaml.NewEncoder(&b)
	enc.SetIndent(2)
	if err := enc.Encode(n); err != nil {
		return nil, fmt.Errorf("the plan can't be written: %w", err)
	}
	return b.Bytes(), enc.Close()
}

// style turns nodes read from JSON, where structs give the order of keys, into readable YAML.
func style(n *yaml.Node) {
	for _, child := range n.Content {
		style(child)
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Style == 0 { // a number, a truth value or null
			return
		}
		n.Style = quotes(n.Value)
	case yaml.MappingNode, yaml.SequenceNode:
		n.Style = 0
		if len(n.Content) == 0 {
			n.Style = yaml.FlowStyle // {} and []
		}
	}
}

// quotes decides how a text is written: plain where every reader of YAML takes it for that text, as a block where it has lines.
func quotes(text string) yaml.Style {
	if strings.ContainsFunc(text, hard) {
		return yaml.DoubleQuotedStyle
	}
	if strings.Contains(text, "\n") {
		if text[0] == ' ' || text[0] == '\n' || strings.Contains(text, " \n") || strings.HasSuffix(text, " ") {
			return yaml.DoubleQuotedStyle
		}
		return yaml.LiteralStyle
	}
	written, err := yaml.Marshal(text) // quotes what YAML 1.1 would take for something else: no, 0171, 1:30
	if err != nil || written[0] == '"' || text == "<<" || resolve(text) != any(text) {
		return yaml.DoubleQuotedStyle
	}
	return 0
}

// hard reports whether a character can't be written as it is.
func hard(c rune) bool {
	return c != '\n' && c != ' ' && !unicode.IsPrint(c)
}
