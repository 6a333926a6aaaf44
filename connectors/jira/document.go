package jira

import (
	"encoding/json"
	"regexp"
	"strconv"
	"strings"

	"sayso/connectors"
)

// node is a node of an Atlassian document (ADF), the only form in which Jira takes and gives formatted text.
type node struct {
	Type    string         `json:"type"`
	Version int            `json:"version,omitempty"`
	Text    string         `json:"text,omitempty"`
	Attrs   map[string]any `json:"attrs,omitempty"`
	Marks   []node         `json:"marks,omitempty"`
	Content []node         `json:"content,omitempty"`
}

var (
	blankLine  = regexp.MustCompile(`\n[ \t]*\n\s*`)
	emptyLines = regexp.MustCompile(`\n{3,}`)
	webAddress = regexp.MustCompile(`https?://[^\s<>"]+[^\s<>".,;:!?)\]]`)
)

// document writes plain text as a document: an empty line ends a paragraph, a line break stays one, web addresses become links.
// Nothing else in a text is read as formatting.
func document(text connectors.Text) node {
	doc := node{Type: "doc", Version: 1, Content: []node{}}
	plain := strings.TrimSpace(strings.ReplaceAll(string(text), "\r\n", "\n"))
	for _, paragraph := range blankLine.Split(plain, -1) {
		p := node{Type: "paragraph"}
		for i, line := range strings.Split(paragraph, "\n") {
			if i > 0 {
				p.Content = append(p.Content, node{Type: "hardBreak"})
			}
			p.Content = append(p.Content, inline(line)...)
		}
		doc.Content = append(doc.Content, p)
	}
	return doc
}

func inline(line string) []node {
	var nodes []node
	add := func(n node) {
		if n.Text != "" { // an empty text node is refused
			nodes = append(nodes, n)
		}
	}
	for {
		at := webAddress.FindStringIndex(line)
		if at == nil {
			add(node{Type: "text", Text: line})
			return nodes
		}
		address := line[at[0]:at[1]]
		add(node{Type: "text", Text: line[:at[0]]})
		add(node{Type: "text", Text: address, Marks: []node{{Type: "link", Attrs: map[string]any{"href": address}}}})
		line = line[at[1]:]
	}
}

// plainText gives a document's words, with its paragraphs, lists and line breaks. What is no text (a picture, a table's frame) is
// left out; what can't be read is "".
func plainText(raw json.RawMessage) connectors.Text {
	var doc node
	if json.Unmarshal(raw, &doc) != nil {
		return ""
	}
	var b strings.Builder
	doc.write(&b, "")
	return connectors.Text(strings.TrimSpace(emptyLines.ReplaceAllString(b.String(), "\n\n")))
}

func (n node) write(b *strings.Builder, indent string) {
	switch n.Type {
	case "text":
		b.WriteString(n.Text)
	case "hardBreak":
		b.WriteString("\n" + indent)
	case "mention", "status":
		b.WriteString(n.attr("text"))
	case "emoji":
		if text := n.attr("text"); text != "" {
			b.WriteString(text)
		} else {
			b.WriteString(n.attr("shortName"))
		}
	case "inlineCard", "blockCard":
		b.WriteString(n.attr("url"))
	case "bulletList", "orderedList":
		for i, item := range n.Content {
			bullet := "- "
			if n.Type == "orderedList" {
				bullet = strconv.Itoa(i+1) + ". "
			}
			b.WriteString(indent + bullet)
			item.write(b, indent+"  ")
		}
		b.WriteString("\n")
	case "listItem":
		for _, child := range n.Content {
			if child.Type == "paragraph" {
				child.inside(b, indent)
				b.WriteString("\n")
			} else {
				child.write(b, indent)
			}
		}
	case "tableCell", "tableHeader":
		var cell strings.Builder
		n.inside(&cell, "")
		b.WriteString(strings.TrimSpace(cell.String()) + " | ")
	case "tableRow":
		n.inside(b, indent)
		b.WriteString("\n")
	case "paragraph", "heading", "codeBlock", "rule", "table":
		n.inside(b, indent)
		b.WriteString("\n\n" + indent)
	default:
		n.inside(b, indent)
	}
}

func (n node) inside(b *strings.Builder, indent string) {
	for _, child := range n.Content {
		child.write(b, indent)
	}
}

func (n node) attr(name string) string {
	text, _ := n.Attrs[name].(string)
	return text
}
