package api

import (
	"encoding/base64"

	"sayso/connectors"
)

// Page says which part of a list is wanted.
type Page struct {
	Cursor string // List.Next of the page before; "" for the first
	Limit  int    // how many at most; 0 for DefaultLimit
}

// Bounds of a page.
const (
	DefaultLimit = 20
	MaxLimit     = 100
)

// CodeCursor is that of a cursor which no list gave out.
const CodeCursor = "bad_cursor"

// List is a part of a list.
type List[T any] struct {
	Items []T    `json:"items"`
	Next  string `json:"next,omitempty"` // the cursor of what follows; "" at the end
}

// sound fills in the default and refuses what is out of bounds.
func (p Page) sound() (Page, error) {
	if p.Limit == 0 {
		p.Limit = DefaultLimit
	}
	if p.Limit < 1 || p.Limit > MaxLimit {
		return p, &connectors.Error{Kind: connectors.Invalid, Code: "bad_limit", Message: "a page has 1 to 100 items"}
	}
	return p, nil
}

// cursorOf hides what a list goes on after: nobody should build one.
func cursorOf(key string) string {
	if key == "" {
		return ""
	}
	return base64.RawURLEncoding.EncodeToString([]byte(key))
}

// after is what the page goes on after.
func (p Page) after() (string, error) {
	key, err := base64.RawURLEncoding.DecodeString(p.Cursor)
	if err != nil {
		return "", badCursor()
	}
	return string(key), nil
}

func badCursor() error {
	return &connectors.Error{Kind: connectors.Invalid, Code: CodeCursor, Message: "this cursor is none that a list gave out"}
}
