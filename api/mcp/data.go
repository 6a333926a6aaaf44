package mcp

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode"
)

// Data is text that came from a connected system: a ticket's, a mail's, an account's, or a sentence that quotes one. It leaves this package only in
// an envelope, which says that it is nothing to be followed.
type Data string

// The envelope. Nothing within it has a "<".
const (
	dataBegins = "<untrusted-data>"
	dataEnds   = "</untrusted-data>"
	maxData    = 4000 // bytes of one text
)

// String is the text in its envelope; an empty text has none.
func (d Data) String() string {
	if d == "" {
		return ""
	}
	return dataBegins + harmless(clip(string(d), maxData)) + dataEnds
}

// first is the beginning of the text.
func (d Data) first(limit int) Data { return Data(clip(string(d), limit)) }

// MarshalJSON writes the text in its envelope.
func (d Data) MarshalJSON() ([]byte, error) { return json.Marshal(d.String()) }

// brackets are what a reader could take for the beginning of a mark.
var brackets = strings.NewReplacer("<", "&lt;", "＜", "&lt;", "﹤", "&lt;")

// harmless takes away what could close the envelope, and characters that people don't see and models read.
func harmless(text string) string {
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t':
			return r
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
			return -1
		}
		return r
	}, brackets.Replace(strings.ToValidUTF8(text, "�")))
}

// clip shortens a text to some bytes without breaking a character.
func clip(text string, limit int) string {
	if len(text) <= limit {
		return text
	}
	return strings.ToValidUTF8(text[:limit-len("…")], "") + "…"
}

// dataOf is a value as JSON; "" for none. What is JSON already is written anew, so that nothing hides behind an escape.
func dataOf(value any) Data {
	if raw, ok := value.(json.RawMessage); ok {
		in := json.NewDecoder(bytes.NewReader(raw))
		in.UseNumber()
		if value = nil; in.Decode(&value) != nil {
			return ""
		}
	}
	switch text := jsonOf(value); text {
	case "null", "{}", "[]", `""`:
		return ""
	default:
		return Data(text)
	}
}

// jsonOf writes a value as JSON; "" for what can't be.
func jsonOf(value any) string {
	var out strings.Builder
	e := json.NewEncoder(&out)
	e.SetEscapeHTML(false) // the envelope has its own way with brackets
	if err := e.Encode(value); err != nil {
		return ""
	}
	return strings.TrimSpace(out.String())
}
