package text

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Kind is what a token is by its looks alone.
type Kind uint8

// The kinds of token.
const (
	Word    Kind = iota
	Number       // "1,200", "12.3.2027", "16:30", "19%"
	Punct        // one mark: , ; . : ! ? ( ) – →
	Quoted       // a text in quotation marks; Text is what stands between them
	Email        // an e-mail address
	URL          // a web address
	Channel      // "#sales"; Text is without the mark
	Mention      // "@anna"; Text is without the mark
	Break        // the end of a line
	Object       // a JSON object; Text is JSON, whatever was typed
)

// Token is a word, number, mark or quoted text of the prompt.
type Token struct {
	Kind  Kind
	Text  string // as typed, but for the marks of quotations, channels and mentions
	Lower string
	Span  Span
	Glued bool     // no space between it and the token before
	Parts []string // of a word with hyphens or slashes, in lower case
	// Mended says that Lower is not the word as typed but the one that was meant.
	Mended bool
}

// Capital reports whether the token begins with an upper-case letter.
func (t Token) Capital() bool {
	r, _ := utf8.DecodeRuneInString(t.Text)
	return t.Kind == Word && unicode.IsUpper(r)
}

// Is reports whether the token is one of some lower-case words or marks.
func (t Token) Is(words ...string) bool {
	if t.Kind == Quoted {
		return false
	}
	return slices.Contains(words, t.Lower)
}

// closers gives the marks that may close a quotation which a mark opens.
var closers = map[rune]string{
	'"': "\"”“", '“': "”“\"", '„': "“”\"", '”': "”", '«': "»", '»': "«", '‹': "›", '›': "‹",
	'‚': "‘’'", '‘': "’'", '\'': "'’", '`': "`´", '‟': "”",
}

// Tokens splits a cleaned prompt. It takes linear time.
func Tokens(c Clean) []Token {
	l := lexer{clean: c, open: map[rune]bool{}}
	for l.pos < len(c.Text) {
		l.next()
	}
	return l.tokens
}

type lexer struct {
	clean    Clean
	pos      int
	space    bool
	tokens   []Token
	open     map[rune]bool // opening marks that are known to have no closing one in the rest
	noObject int           // before this no brace begins an object
}

func (l *lexer) add(kind Kind, from, to int, text string) {
	if text == "" && kind != Quoted {
		return
	}
	t := Token{Kind: kind, Text: text, Lower: strings.ToLower(text), Span: l.clean.Span(from, to), Glued: !l.space &&
		len(l.tokens) > 0}
	if kind == Word && strings.ContainsAny(text, "-/") {
		t.Parts = strings.FieldsFunc(t.Lower, func(r rune) bool { return r == '-' || r == '/' })
	}
	l.tokens = append(l.tokens, t)
	l.space = false
}

func (l *lexer) next() {
	s := l.clean.Text
	r, n := utf8.DecodeRuneInString(s[l.pos:])
	switch {
	case r == '\n':
		l.space = true
		l.add(Break, l.pos, l.pos+1, "\n")
		l.pos++
	case r == ' ':
		l.space = true
		l.pos++
	case l.quotation(r, n), l.object(r), l.query(r):
	default:
		l.run()
	}
}

// quotation reads a quoted text. A straight or an English single mark opens one only at the start of a word and closes it only at
// an end, since it is an apostrophe elsewhere.
func (l *lexer) quotation(r rune, n int) bool {
	marks, ok := closers[r]
	if !ok || l.open[r] {
		return false
	}
	s := l.clean.Text
	single := r == '\'' || r == '‘' || r == '‚'
	if prev, _ := utf8.DecodeLastRuneInString(s[:l.pos]); l.pos > 0 && (unicode.IsLetter(prev) || unicode.IsDigit(prev)) {
		return false
	}
	start := l.pos + n
	for i, q := range s[start:] {
		if !strings.ContainsRune(marks, q) || single && i == 0 {
			continue
		}
		after, _ := utf8.DecodeRuneInString(s[start+i+utf8.RuneLen(q):])
		if single && (unicode.IsLetter(after) || unicode.IsDigit(after)) {
			continue
		}
		end := start + i + utf8.RuneLen(q)
		l.add(Quoted, l.pos, end, strings.TrimSpace(s[start:start+i]))
		l.pos = end
		return true
	}
	l.open[r] = true
	return false
}

var (
	owner    = regexp.MustCompile(`^(#?(?:[A-Z]{2,10}-?)?\d+)['’]s$`)
	email    = regexp.MustCompile(`^[A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*$`)
	webURL   = regexp.MustCompile(`^(?i:https?)://[^\s<>"]+$`)
	numbered = regexp.MustCompile(`^[\w.-]+/[\w.-]+#\d+$`)
	channel  = regexp.MustCompile(`^#[\p{L}][\p{L}\p{N}_-]*$`)
	mention  = regexp.MustCompile(`^@[\p{L}][\p{L}\p{N}._-]*$`)
	// assigned is a name with its equals sign: "status=sent".
	assigned = regexp.MustCompile(`^[\pL_][\pL\pN_.-]*=`)
	// file is the name of a file that begins with a figure: "2026-0418.pdf".
	file = regexp.MustCompile(`^\d[\d._-]*\.(?:pdf|csv|tsv|txt|xlsx?|docx?|pptx?|json|xml|ya?ml|html?|md|zip|gz|log|png|jpe?g|gif|svg|mp4|eml|ics)$`)
	// glued is a number with a currency or a unit at its side: "€1.2k", "1200EUR", "14d", "19%".
	glued = regexp.MustCompile(`^([$€£¥₹+-]*|[+-]?(?:US|CA|AU|NZ|HK|A|C|R|S)\$|[+-]?(?:EUR|USD|GBP|CHF|Fr\.|SFr\.))(\d[\d.,:'’/–-]*)([\p{L}$€£¥₹%]*)$`)
)

// run reads what stands between spaces: a word with the marks around it.
func (l *lexer) run() {
	s := l.clean.Text[l.pos:]
	n := strings.IndexAny(s, " \n\"“”„«»")
	if n < 0 {
		n = len(s)
	}
	if brace := strings.IndexByte(s[:n], '{'); brace > 0 && strings.IndexByte("=:(", s[brace-1]) >= 0 {
		n = brace // "conf={…}"
	}
	if quote := strings.Index(s[:n], "='"); quote > 0 {
		n = quote + 1
	}
	if n == 0 { // a mark that opens nothing
		_, n = utf8.DecodeRuneInString(s)
	}
	from, to := l.pos, l.pos+n
	l.pos = to
	for from < to {
		r, w := utf8.DecodeRuneInString(l.clean.Text[from:to])
		rest := l.clean.Text[from:to]
		if strings.HasPrefix(rest, "->") || strings.HasPrefix(rest, "=>") {
			l.add(Punct, from, from+2, "→")
			from += 2
			continue
		}
		if !leading(r, rest[w:]) {
			break
		}
		l.add(Punct, from, from+w, string(r))
		from += w
	}
	end := to
	for end > from {
		r, w := utf8.DecodeLastRuneInString(l.clean.Text[from:end])
		if !trailing(r, l.clean.Text[from:end-w]) {
			break
		}
		end -= w
	}
	l.core(from, end)
	for i, r := range l.clean.Text[end:to] {
		l.add(Punct, end+i, end+i+utf8.RuneLen(r), string(r))
	}
}

// leading reports whether a character before a word is a mark of its own.
func leading(r rune, rest string) bool {
	switch r {
	case '#', '@', '/', '_', ':': // ":bulb:" is a word
		return rest == ""
	case '$', '€', '£', '¥':
		return false
	case '-', '+':
		return rest == "" || !unicode.IsDigit(rune(rest[0])) && !unicode.IsLetter(rune(rest[0])) || r == '-' &&
			!unicode.IsDigit(rune(rest[0]))
	case '{', '&':
		return false
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r)
}

// trailing reports whether a character behind a word is a mark of its own.
func trailing(r rune, before string) bool {
	switch r {
	case '%', '$', '€', '£', '¥', '_', '/', '}', '&':
		return false
	case ':':
		return !strings.HasPrefix(before, ":")
	case '-': // "2350,-" and "Key-" stay whole
		return before == ""
	case '–': // and so do "2350,–" and "50.–"
		return !strings.HasSuffix(before, ",") && (!strings.HasSuffix(before, ".") || strings.Count(before, ".") != 1)
	case '.', '’', '\'':
		return true
	}
	return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !unicode.Is(unicode.Mn, r)
}

// core classifies what is left of a run when its marks are off.
func (l *lexer) core(from, to int) {
	text := l.clean.Text[from:to]
	switch {
	case text == "":
	case email.MatchString(text) && !strings.Contains(text, "="):
		l.add(Email, from, to, text)
	case webURL.MatchString(text):
		l.add(URL, from, to, text)
	case channel.MatchString(text):
		l.add(Channel, from, to, text[1:])
	case mention.MatchString(text):
		l.add(Mention, from, to, text[1:])
	case owner.MatchString(text): // "4711's", "WEB-1's"
		l.core(from, from+owner.FindStringSubmatchIndex(text)[3])
	default:
		if m := glued.FindStringSubmatchIndex(text); m != nil && !file.MatchString(text) {
			l.sides(from, text[:m[3]])
			l.add(Number, from+m[4], from+m[5], text[m[4]:m[5]])
			l.add(Word, from+m[6], from+m[7], text[m[6]:m[7]])
			return
		}
		if i := strings.IndexAny(text, "()→…;!?"); i > 0 { // "name(s)", "a→b"
			_, w := utf8.DecodeRuneInString(text[i:])
			l.core(from, from+i)
			l.add(Punct, from+i, from+i+w, text[i:i+w])
			l.core(from+i+w, to)
			return
		}
		if i := strings.IndexByte(text, '#'); i > 0 && numbered.MatchString(text) { // "mint/web#42"
			l.core(from, from+i)
			l.add(Punct, from+i, from+i+1, "#")
			l.core(from+i+1, to)
			return
		}
		if m := assigned.FindStringIndex(text); m != nil {
			l.add(Word, from, from+m[1]-1, text[:m[1]-1])
			l.add(Punct, from+m[1]-1, from+m[1], "=")
			l.core(from+m[1], to)
			return
		}
		l.add(Word, from, to, text)
	}
}

// sides adds the signs before a number: each is a mark of its own, but the letters of a currency are one word.
func (l *lexer) sides(from int, signs string) {
	for signs != "" {
		n := len(signs)
		if r, w := utf8.DecodeRuneInString(signs); !unicode.IsLetter(r) {
			n = w
		}
		l.add(Word, from, from+n, strings.TrimSuffix(signs[:n], "."))
		from, signs = from+n, signs[n:]
	}
}
