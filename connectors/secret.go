package connectors

import (
	"fmt"
	"log/slog"
)

const hidden = "[secret]"

// Secret is a text that never prints: not with fmt, not in JSON, YAML or logs. Only Reveal gives it away.
type Secret struct{ text string }

// NewSecret hides a text.
func NewSecret(text string) Secret { return Secret{text} }

// Reveal gives the text. Call it where it leaves for the vendor, and nowhere else.
func (s Secret) Reveal() string { return s.text }

// Empty reports whether there is nothing to hide.
func (s Secret) Empty() bool { return s.text == "" }

// String hides the text from fmt.
func (s Secret) String() string { return hidden }

// GoString hides the text from fmt's %#v.
func (s Secret) GoString() string { return hidden }

// Format hides the text from every verb of fmt.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = f.Write([]byte(hidden)) }

// MarshalText hides the text from encoding/json and its like.
func (s Secret) MarshalText() ([]byte, error) { return []byte(hidden), nil }

// MarshalYAML hides the text from yaml.v3.
func (s Secret) MarshalYAML() (any, error) { return hidden, nil }

// LogValue hides the text from log/slog.
func (s Secret) LogValue() slog.Value { return slog.StringValue(hidden) }
