package main

import (
	"bufio"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"
	"unicode"

	"golang.org/x/term"

	"sayso/connectors"
)

// terminal is where the program writes to and reads from.
type terminal struct {
	in       *bufio.Reader
	out, err io.Writer

	asks   bool // a person can be asked: both ends are a terminal
	live   bool // out can be redrawn
	colour bool
	hidden func() ([]byte, error) // reads a secret without an echo
	width  func() int             // of the screen, in characters
}

func newTerminal(in, out, err *os.File) *terminal {
	screen := term.IsTerminal(int(out.Fd()))
	return &terminal{
		in: bufio.NewReader(in), out: out, err: err,
		asks:   screen && term.IsTerminal(int(in.Fd())),
		live:   screen && os.Getenv("TERM") != "dumb",
		colour: screen && os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb",
		hidden: func() ([]byte, error) { return term.ReadPassword(int(in.Fd())) },
		width: func() int {
			if w, _, err := term.GetSize(int(out.Fd())); err == nil && w > 0 {
				return w
			}
			return 80
		},
	}
}

func (t *terminal) printf(format string, args ...any) { _, _ = fmt.Fprintf(t.out, format, args...) }

// json writes a value for programs.
func (t *terminal) json(v any) error {
	e := json.NewEncoder(t.out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// jsonLine writes a value as one line.
func (t *terminal) jsonLine(v any) error {
	e := json.NewEncoder(t.out)
	e.SetEscapeHTML(false)
	return e.Encode(v)
}

// ask reads a line from the person.
func (t *terminal) ask(question string) (string, error) {
	t.printf("%s ", question)
	line, err := t.in.ReadString('\n')
	if err != nil && line == "" {
		return "", errors.New("no answer was given")
	}
	return strings.TrimSpace(line), nil
}

// clean takes control characters out of a text that came from elsewhere: a vendor's message must not drive the terminal.
func clean(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsControl(r) && r != '\n' || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, text)
}

// fail says in words what went wrong and gives the exit code.
func (t *terminal) fail(err error) int {
	e := connectors.AsError(err)
	_, _ = fmt.Fprintln(t.err, t.paint(red, "sayso: ")+clean(e.Message))
	if e.Kind == connectors.Invalid || isUsage(err) {
		return int(exitUsage)
	}
	return e.Kind.Rule().Exit
}

type colour string

const (
	red    colour = "31"
	green  colour = "32"
	yellow colour = "33"
	grey   colour = "90"
	bold   colour = "1"
)

func (t *terminal) paint(c colour, text string) string {
	if !t.colour {
		return text
	}
	return "\x1b[" + string(c) + "m" + text + "\x1b[0m"
}
