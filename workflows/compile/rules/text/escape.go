package text

import "strings"

// Terminals take what follows an escape character as an order: a colour, a cursor movement, a window title. It shows nowhere, so it
// is not read. ECMA-48 has the forms.

const (
	escape          = '\x1b'
	controlSequence = '\u009b' // "\x1b[" in one character
)

// escapeAt gives the length in bytes of the terminal's escape sequence that a text begins with, 0 where it begins with none.
func escapeAt(s string) int {
	if rest, ok := strings.CutPrefix(s, string(controlSequence)); ok {
		return len(s) - len(rest) + parameters(rest)
	}
	if len(s) < 2 || s[0] != escape {
		return 0
	}
	switch c := s[1]; {
	case c == '[':
		return 2 + parameters(s[2:])
	case strings.IndexByte("]PX^_", c) >= 0: // a string up to its terminator: a title, a link
		return 2 + terminated(s[2:])
	case c >= ' ' && c <= '/': // a character set
		n := 2
		for n < len(s) && s[n] >= ' ' && s[n] <= '/' {
			n++
		}
		return min(n+1, len(s))
	case c >= '0' && c <= '~' && (len(s) <= 2 || !letter(s[2])): // but Esc and a word
		return 2
	}
	return 0
}

// parameters gives the length of a control sequence behind its introducer.
func parameters(s string) int {
	n := 0
	for n < len(s) && s[n] >= ' ' && s[n] <= '?' {
		n++
	}
	if n < len(s) && s[n] >= '@' && s[n] <= '~' {
		n++
	}
	return n
}

// terminated gives the length of a string with its terminator; up to the end of the line where it has none.
func terminated(s string) int {
	n := strings.IndexAny(s, "\x07\x1b\n")
	switch {
	case n < 0:
		return len(s)
	case s[n] == '\n':
		return n
	case s[n] == escape && n+1 < len(s) && s[n+1] == '\\':
		return n + 2
	}
	return n + 1
}

func letter(c byte) bool { return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' }
