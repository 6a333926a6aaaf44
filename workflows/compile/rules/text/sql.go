package text

import (
	"regexp"
	"strings"
)

var (
	statement = regexp.MustCompile(`^(?:SELECT\s.{1,1000}?\sFROM\s|select\s+(?:\*|count\(.{1,80}?\)|[\w.]+(?:, ?[\w.]+)*)\s+from\s+[\w.]+(?:$|[ .,]))`)
	joint     = regexp.MustCompile(`,? (?:and|und|then|dann|&) `)
	compares  = regexp.MustCompile(`(?i)[=<>]|\b(?:like|ilike|in|is|between|not)\b`)
)

// query reads an SQL query that stands in a prompt without quotation marks: "run SELECT id FROM orders and mail the rows". It ends with the
// line, at a semicolon, and before an "and" behind which nothing is compared.
func (l *lexer) query(r rune) bool {
	s := l.clean.Text[l.pos:]
	if r != 'S' && r != 's' || !strings.HasPrefix(s, "SELECT ") && !strings.HasPrefix(s, "select ") || l.pos > 0 && l.clean.Text[l.pos-1] != ' ' {
		return false
	}
	if end := strings.IndexAny(s, "\n;"); end >= 0 {
		s = s[:end]
	}
	if !statement.MatchString(s) || r == 's' && !announced(l.tokens) && !strings.HasPrefix(s, "select *") {
		return false
	}
	from := 0
	for {
		at := joint.FindStringIndex(s[from:])
		if at == nil {
			break
		}
		behind := s[from+at[1]:]
		if next := joint.FindStringIndex(behind); next != nil {
			behind = behind[:next[0]]
		}
		if !compares.MatchString(behind) {
			s = s[:from+at[0]]
			break
		}
		from += at[1]
	}
	s = strings.TrimRight(s, " .,!?")
	l.add(Quoted, l.pos, l.pos+len(s), s)
	l.pos += len(s)
	return true
}

// announced reports whether what comes next is what a colon or the word for a query announces: "select" is an everyday word.
func announced(before []Token) bool {
	return len(before) > 0 && before[len(before)-1].Is(":", "sql", "query", "abfrage", "statement", "run", "execute")
}
