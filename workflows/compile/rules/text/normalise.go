package text

import (
	"errors"
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// Clean is a prompt in composed Unicode (NFC), without characters that can't be seen, with one kind of space. It knows where each
// of its bytes comes from.
type Clean struct {
	Text string
	at   []int // for each byte of Text, and for its end, the byte in the prompt
}

// Span gives the bytes of the prompt that bytes from..to of Text came from.
func (c Clean) Span(from, to int) Span { return Span{c.at[from], c.at[to]} }

// Span is a range of bytes in the prompt as it was typed.
type Span struct{ From, To int }

// Reasons why a prompt can't be read.
var (
	ErrEmpty   = errors.New("the prompt is empty; say what should happen")
	ErrNoText  = errors.New("the prompt has no letters in it; say in words what should happen")
	ErrNotUTF8 = errors.New("the prompt is not UTF-8 text")
)

// Normalise cleans a prompt. What is drawn like a Latin letter inside a Latin word is read as that letter, since what a person
// sees is what has to be understood; bidirectional and zero-width characters and what steers a terminal are dropped. It takes linear
// time.
func Normalise(prompt string, limit int) (Clean, error) {
	switch {
	case len(prompt) > limit:
		return Clean{}, fmt.Errorf("the prompt has %d bytes, more than the %d that are read; shorten it, or put the data into an input",
			len(prompt), limit)
	case !utf8.ValidString(prompt):
		return Clean{}, ErrNotUTF8
	case strings.TrimSpace(prompt) == "":
		return Clean{}, ErrEmpty
	}
	var b strings.Builder
	c := Clean{}
	var it norm.Iter
	it.InitString(norm.NFC, prompt)
	letters := false
	for !it.Done() {
		start := it.Pos()
		if n := escapeAt(prompt[start:]); n > 0 {
			_, _ = it.Seek(int64(start+n), io.SeekStart) // never before the start
			continue
		}
		for _, r := range string(it.Next()) {
			r = visible(r)
			if r < 0 {
				continue
			}
			letters = letters || unicode.IsLetter(r)
			n, _ := b.WriteRune(r)
			for range n {
				c.at = append(c.at, start)
			}
		}
	}
	c.at = append(c.at, len(prompt))
	if !letters {
		return Clean{}, ErrNoText
	}
	c.Text = unmask(b.String())
	if len(c.Text) != b.Len() { // letters were replaced by shorter ones
		c.at = realign(b.String(), c.Text, c.at)
	}
	return c, nil
}

// visible maps a character to the one that is read for it, and to -1 where it is dropped.
func visible(r rune) rune {
	switch {
	case r == '\n' || r == '\u2028' || r == '\u2029':
		return '\n'
	case unicode.IsSpace(r), unicode.Is(unicode.Zs, r):
		return ' '
	case r < ' ' || r >= 0x7f && r < 0xa0:
		return ' '
	case unicode.Is(unicode.Cf, r), unicode.Is(unicode.Co, r), unicode.Is(unicode.Variation_Selector, r), r == '\u034f',
		r == '\u115f', r == '\u1160', r == '\u3164':
		return -1
	case r >= 0xff01 && r <= 0xff5e: // full-width forms
		return r - 0xff01 + '!'
	}
	return r
}

// lookalikes are the Cyrillic and Greek letters that are drawn like Latin ones.
var lookalikes = map[rune]rune{
	'а': 'a', 'е': 'e', 'о': 'o', 'р': 'p', 'с': 'c', 'у': 'y', 'х': 'x', 'і': 'i', 'ј': 'j', 'ѕ': 's', 'ԁ': 'd', 'ӏ': 'l',
	'һ': 'h', 'ԛ': 'q', 'ԝ': 'w',
	'А': 'A', 'В': 'B', 'Е': 'E', 'К': 'K', 'М': 'M', 'Н': 'H', 'О': 'O', 'Р': 'P', 'С': 'C', 'Т': 'T', 'Х': 'X', 'І': 'I',
	'Ј': 'J', 'Ѕ': 'S',
	'ο': 'o', 'ν': 'v', 'α': 'a', 'ι': 'i', 'ρ': 'p', 'Α': 'A', 'Β': 'B', 'Ε': 'E', 'Ζ': 'Z', 'Η': 'H', 'Ι': 'I', 'Κ': 'K',
	'Μ': 'M', 'Ν': 'N', 'Ο': 'O',
	'Ρ': 'P', 'Τ': 'T', 'Υ': 'Y', 'Χ': 'X',
}

// unmask replaces lookalikes in every run of non-spaces that also has Latin letters.
func unmask(s string) string {
	if !strings.ContainsFunc(s, func(r rune) bool { _, ok := lookalikes[r]; return ok }) {
		return s
	}
	var b strings.Builder
	for len(s) > 0 {
		n := strings.IndexFunc(s, unicode.IsSpace)
		switch {
		case n < 0:
			n = len(s)
		case n == 0:
			_, n = utf8.DecodeRuneInString(s)
		}
		word := s[:n]
		if strings.ContainsFunc(word, func(r rune) bool { return unicode.Is(unicode.Latin, r) }) {
			word = strings.Map(func(r rune) rune {
				if l, ok := lookalikes[r]; ok {
					return l
				}
				return r
			}, word)
		}
		b.WriteString(word)
		s = s[n:]
	}
	return b.String()
}

// realign carries offsets over from one text to another that has the same number of characters.
func realign(old, text string, at []int) []int {
	out := make([]int, 0, len(text)+1)
	i := 0
	rest := old
	for _, r := range text {
		for range utf8.RuneLen(r) {
			out = append(out, at[i])
		}
		_, n := utf8.DecodeRuneInString(rest)
		rest, i = rest[n:], i+n
	}
	return append(out, at[len(old)])
}
