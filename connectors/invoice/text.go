package invoice

import (
	_ "embed"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"
	"golang.org/x/text/unicode/norm"

	"sayso/connectors"
)

// Noto Sans, cut to Latin, Greek and Cyrillic; see font/README.md.
//
//go:embed font/NotoSans-Regular.ttf
var regularFont []byte

//go:embed font/NotoSans-Bold.ttf
var boldFont []byte

// letters knows what can be printed.
type letters struct{ font *sfnt.Font }

func newLetters() letters {
	f, err := sfnt.Parse(regularFont)
	if err != nil {
		panic(fmt.Sprintf("invoice: the embedded font is damaged: %v", err)) // built in, so only a programmer can cause it
	}
	return letters{f}
}

// line checks a text of one line: composed, trimmed, printable and no longer than limit characters. what names it in errors.
func (l letters) line(what, text string, limit int) (string, error) {
	if strings.ContainsAny(text, "\r\n") {
		return "", connectors.Errorf(connectors.Invalid, "%s has a line break in it; write it in one line", what)
	}
	return l.text(what, text, limit)
}

// text checks a text that may have several lines.
func (l letters) text(what, text string, limit int) (string, error) {
	if !utf8.ValidString(text) {
		return "", connectors.Errorf(connectors.Invalid, "%s is no text (not UTF-8)", what)
	}
	if len(text) > 8*limit { // before any work is done on it
		return "", tooLong(what, limit)
	}
	text = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\t", " ", "\u00ad", "").Replace(text)
	text = strings.TrimSpace(norm.NFC.String(text))
	if utf8.RuneCountInString(text) > limit {
		return "", tooLong(what, limit)
	}
	var buffer sfnt.Buffer
	for _, r := range text {
		switch {
		case r == '\n':
		case unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Zl, r) || unicode.Is(unicode.Zp, r):
			return "", connectors.Errorf(connectors.Invalid, "%s has the control character %U in it; take it out", what, r)
		default:
			glyph, err := l.font.GlyphIndex(&buffer, r)
			if err != nil || glyph == 0 || r > 0xffff {
				return "", connectors.Errorf(connectors.Invalid,
					"%s has the character %q (%U) in it, which can't be printed; Latin, Greek and Cyrillic can", what, r, r)
			}
		}
	}
	return text, nil
}

func tooLong(what string, limit int) error {
	return connectors.Errorf(connectors.Invalid, "%s is longer than %d characters", what, limit)
}

// lines splits a text into its lines, leaving out empty ones.
func lines(text string) []string {
	var list []string
	for l := range strings.SplitSeq(text, "\n") {
		if l = strings.TrimSpace(l); l != "" {
			list = append(list, l)
		}
	}
	return list
}
