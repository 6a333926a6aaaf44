package connectors

import (
	"fmt"
	"log/slog"
	"unique"
)

const hidden = "[secret]"

// Secret is a text that never prints: not with fmt, not in JSON, YAML or logs. Only Reveal gives it away. Two secrets are equal
// when their texts are.
type Secret struct {
	// A handle, not the text: fmt walks into unexported fields without asking for their methods, and finds an address there.
	text unique.Handle[string]
}

// NewSecret hides a text.
func NewSecret(text string) Secret {
	if text == "" {
		return Secret{}
	}
	return Secret{unique.Make(text)}
}

// Reveal gives the text. Call it where it leaves for the vendor, and nowhere else.
func (s Secret) Reveal() string {
	if s.Empty() {
		return ""
	}
	return s.text.Value()
}

// Empty reports whether there is nothing to hide.
func (s Secret) Empty() bool { return s == Secret{} }

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
