package sandbox

import (
	"net/http"
	"regexp"
	"strings"
)

// soqlToken is a word, a literal or a sign of a query.
type soqlToken struct {
	kind soqlKind
	text string // of a string: what it says, its escapes resolved but for those of LIKE
	at   int
}

type soqlKind string

const (
	soqlWord   soqlKind = "word"
	soqlString soqlKind = "string"
	soqlNumber soqlKind = "number"
	soqlTime   soqlKind = "time" // a date or a point in time, written without quotes
	soqlSign   soqlKind = "sign"
	soqlEnd    soqlKind = "end"
)

var soqlPieces = []struct {
	kind soqlKind
	form *regexp.Regexp
}{
	{soqlTime, regexp.MustCompile(`^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:?\d{2}))?`)},
	{soqlNumber, regexp.MustCompile(`^-?\d+(\.\d+)?`)},
	{soqlWord, regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z][A-Za-z0-9_]*)*(:\d+)?`)},
	{soqlSign, regexp.MustCompile(`^(<=|>=|!=|<>|[=<>(),])`)},
	{soqlString, regexp.MustCompile(`^'(?:[^'\\]|\\.)*'`)},
}

func soqlMalformed(format string, args ...any) *sfFailure {
	return sfRefuse(http.StatusBadRequest, "MALFORMED_QUERY", format, args...)
}

// soqlTokens cuts a query up.
func soqlTokens(query string) ([]soqlToken, *sfFailure) {
	var tokens []soqlToken
	at := 0
next:
	for {
		at += len(query[at:]) - len(strings.TrimLeft(query[at:], " \t\r\n"))
		if at >= len(query) {
			return append(tokens, soqlToken{soqlEnd, "<EOF>", at}), nil
		}
		for _, piece := range soqlPieces {
			text := piece.form.FindString(query[at:])
			if text == "" {
				continue
			}
			token := soqlToken{piece.kind, text, at}
			if piece.kind == soqlString {
				said, failure := soqlUnescape(text[1 : len(text)-1])
				if failure != nil {
					return nil, failure
				}
				token.text = said
			}
			tokens = append(tokens, token)
			at += len(text)
			continue next
		}
		if query[at] == '\'' {
			return nil, soqlMalformed("line 1:%d mismatched character '<EOF>' expecting '''", len(query))
		}
		return nil, soqlMalformed("line 1:%d no viable alternative at character '%c'", at, query[at])
	}
}

// soqlUnescape resolves a string's escapes. \% and \_ are kept for LIKE, which alone knows what they mean.
func soqlUnescape(text string) (string, *sfFailure) {
	var b strings.Builder
	for i := 0; i < len(text); i++ {
		if text[i] != '\\' {
			b.WriteByte(text[i])
			continue
		}
		i++
		switch c := text[i]; c {
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case '\'', '"', '\\':
			b.WriteByte(c)
		case '%', '_':
			b.WriteString(`\` + string(c))
		default:
			return "", soqlMalformed(`Illegal character sequence '\%c' in string literal '%s'.`, c, text)
		}
	}
	return b.String(), nil
}
