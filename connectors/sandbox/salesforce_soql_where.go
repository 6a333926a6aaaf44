package sandbox

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// soqlDepth bounds how deep conditions nest.
const soqlDepth = 50

// condition reads conditions joined by AND or by OR; a mixture needs brackets, as in Salesforce.
func (p *soqlParser) condition() (func(sfRecord) bool, *sfFailure) {
	if p.depth++; p.depth > soqlDepth {
		return nil, soqlMalformed("the query is nested too deeply")
	}
	defer func() { p.depth-- }()
	first, failure := p.negated()
	if failure != nil {
		return nil, failure
	}
	all := []func(sfRecord) bool{first}
	joint := ""
	for _, word := range []string{"AND", "OR"} {
		for (joint == "" || joint == word) && p.word(word) {
			joint = word
			more, failure := p.negated()
			if failure != nil {
				return nil, failure
			}
			all = append(all, more)
		}
	}
	if t := p.peek(); t.kind == soqlWord && (strings.EqualFold(t.text, "AND") || strings.EqualFold(t.text, "OR")) {
		return nil, p.unexpected()
	}
	return func(r sfRecord) bool {
		for _, holds := range all {
			if holds(r) == (joint == "OR") {
				return joint == "OR"
			}
		}
		return joint != "OR"
	}, nil
}

func (p *soqlParser) negated() (func(sfRecord) bool, *sfFailure) {
	not := p.word("NOT")
	var holds func(sfRecord) bool
	var failure *sfFailure
	if p.word("(") {
		holds, failure = p.condition()
		if failure == nil && !p.word(")") {
			failure = p.unexpected()
		}
	} else {
		holds, failure = p.comparison()
	}
	if failure != nil || !not {
		return holds, failure
	}
	return func(r sfRecord) bool { return !holds(r) }, nil
}

// comparison reads field, operator and value.
func (p *soqlParser) comparison() (func(sfRecord) bool, *sfFailure) {
	column, failure := p.column(p.next())
	if failure != nil {
		return nil, failure
	}
	if column.field.kind == sfTextarea && column.field.length > 255 {
		return nil, sfRefuse(http.StatusBadRequest, "INVALID_FIELD", "field '%s' can not be filtered in a query call", column.field.name)
	}
	value := func(r sfRecord) any { return p.s.value(column, r) }
	switch operator := p.next(); strings.ToUpper(operator.text) {
	case "LIKE":
		t := p.next()
		if t.kind != soqlString {
			return nil, soqlMalformed("unexpected token: '%s'", t.text)
		}
		like := soqlLike(t.text)
		return func(r sfRecord) bool { text, _ := value(r).(string); return text != "" && like.MatchString(text) }, nil
	case "NOT":
		if !p.word("IN") {
			return nil, p.unexpected()
		}
		in, failure := p.list(column)
		return func(r sfRecord) bool { return !in(value(r)) }, failure
	case "IN":
		in, failure := p.list(column)
		return func(r sfRecord) bool { return in(value(r)) }, failure
	case "=", "!=", "<>", "<", "<=", ">", ">=":
		want, failure := p.literal(column)
		if failure != nil {
			return nil, failure
		}
		return func(r sfRecord) bool { return soqlHolds(operator.text, column.field, value(r), want) }, nil
	default:
		return nil, soqlMalformed("unexpected token: '%s'", operator.text)
	}
}

// list reads the values of IN.
func (p *soqlParser) list(c sfColumn) (func(any) bool, *sfFailure) {
	if !p.word("(") {
		return nil, p.unexpected()
	}
	var values []any
	for {
		v, failure := p.literal(c)
		if failure != nil {
			return nil, failure
		}
		values = append(values, v)
		if p.word(")") {
			return func(have any) bool {
				return slices.ContainsFunc(values, func(v any) bool { return soqlHolds("=", c.field, have, v) })
			}, nil
		}
		if !p.word(",") {
			return nil, p.unexpected()
		}
	}
}

// soqlSpan is what a date literal stands for: from a point in time to another, exclusive.
type soqlSpan struct{ from, to time.Time }

// literal reads a value that fits a column.
func (p *soqlParser) literal(c sfColumn) (any, *sfFailure) {
	t := p.next()
	wrong := sfRefuse(http.StatusBadRequest, "INVALID_FIELD", "value of filter criterion for field '%s' must be of type %s",
		c.field.name, c.field.kind)
	if t.kind == soqlWord && strings.EqualFold(t.text, "null") {
		return nil, nil
	}
	switch c.field.kind {
	case sfDouble, sfCurrency, sfInt:
		n, err := strconv.ParseFloat(t.text, 64)
		if t.kind != soqlNumber || err != nil {
			return nil, wrong
		}
		return n, nil
	case sfBoolean:
		if t.kind != soqlWord || !strings.EqualFold(t.text, "true") && !strings.EqualFold(t.text, "false") {
			return nil, wrong
		}
		return strings.EqualFold(t.text, "true"), nil
	case sfDate, sfDatetime:
		if span, ok := soqlTimes(t, p.s.now().UTC()); ok {
			return span, nil
		}
		return nil, wrong
	case sfID, sfRef:
		if id, ok := sfLongID(t.text); ok && t.kind == soqlString {
			return id, nil
		}
		return nil, sfRefuse(http.StatusBadRequest, "INVALID_QUERY_FILTER_OPERATOR", "invalid ID field: %s", t.text)
	}
	if t.kind != soqlString {
		return nil, wrong
	}
	return t.text, nil
}

// soqlTimes reads a date, a point in time or a date literal.
func soqlTimes(t soqlToken, now time.Time) (soqlSpan, bool) {
	day := now.Truncate(24 * time.Hour)
	word, number, _ := strings.Cut(strings.ToUpper(t.text), ":")
	n, _ := strconv.Atoi(number)
	switch {
	case t.kind == soqlTime && len(t.text) == len(time.DateOnly):
		at, err := time.Parse(time.DateOnly, t.text)
		return soqlSpan{at, at.AddDate(0, 0, 1)}, err == nil
	case t.kind == soqlTime:
		at, err := sfTime(t.text)
		return soqlSpan{at, at.Add(time.Nanosecond)}, err == nil
	case t.kind != soqlWord:
		return soqlSpan{}, false
	case word == "TODAY":
		return soqlSpan{day, day.AddDate(0, 0, 1)}, true
	case word == "YESTERDAY":
		return soqlSpan{day.AddDate(0, 0, -1), day}, true
	case word == "TOMORROW":
		return soqlSpan{day.AddDate(0, 0, 1), day.AddDate(0, 0, 2)}, true
	case word == "LAST_N_DAYS" && n > 0:
		return soqlSpan{day.AddDate(0, 0, -n), day.AddDate(0, 0, 1)}, true
	case word == "NEXT_N_DAYS" && n > 0:
		return soqlSpan{day.AddDate(0, 0, 1), day.AddDate(0, 0, n+1)}, true
	case word == "THIS_MONTH" || word == "LAST_MONTH":
		from := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, time.UTC)
		if word == "LAST_MONTH" {
			from = from.AddDate(0, -1, 0)
		}
		return soqlSpan{from, from.AddDate(0, 1, 0)}, true
	case word == "THIS_YEAR":
		from := time.Date(now.Year(), 1, 1, 0, 0, 0, 0, time.UTC)
		return soqlSpan{from, from.AddDate(1, 0, 0)}, true
	}
	return soqlSpan{}, false
}

// sfTime reads a point in time in the forms that Salesforce takes and gives.
func sfTime(text string) (time.Time, error) {
	at, err := time.Parse(time.RFC3339, text)
	if err != nil {
		at, err = time.Parse("2006-01-02T15:04:05.999-0700", text)
	}
	return at, err
}

// soqlHolds compares what a record has with what a query wants.
func soqlHolds(operator string, f sfField, have, want any) bool {
	if have == nil || want == nil {
		equal := have == nil && want == nil
		return operator == "=" && equal || (operator == "!=" || operator == "<>") && !equal
	}
	order := soqlOrderOf(f, have, want)
	switch operator {
	case "=":
		return order == 0
	case "<":
		return order < 0
	case "<=":
		return order <= 0
	case ">":
		return order > 0
	case ">=":
		return order >= 0
	}
	return order != 0
}

// soqlOrderOf compares two values of a field: texts without case, times with the span that a literal stands for.
func soqlOrderOf(f sfField, have, want any) int {
	switch want := want.(type) {
	case float64:
		n, _ := have.(float64)
		switch {
		case n < want:
			return -1
		case n > want:
			return 1
		}
		return 0
	case bool:
		if have == want {
			return 0
		}
		return 1
	case soqlSpan:
		text, _ := have.(string)
		at, err := sfTime(text)
		if f.kind == sfDate {
			at, err = time.Parse(time.DateOnly, text)
		}
		switch {
		case err != nil || at.Before(want.from):
			return -1
		case at.Before(want.to):
			return 0
		}
		return 1
	case string:
		text, _ := have.(string)
		if f.kind == sfID || f.kind == sfRef {
			return strings.Compare(text, want)
		}
		return strings.Compare(strings.ToLower(text), strings.ToLower(want))
	}
	return 1
}

// soqlLike makes a pattern of LIKE a regular expression: % is any text, _ one character, both plain after a backslash.
func soqlLike(pattern string) *regexp.Regexp {
	var b strings.Builder
	b.WriteString(`(?is)^`)
	for i := 0; i < len(pattern); {
		switch {
		case pattern[i] == '\\' && i+1 < len(pattern) && (pattern[i+1] == '%' || pattern[i+1] == '_'):
			b.WriteString(regexp.QuoteMeta(pattern[i+1 : i+2]))
			i += 2
			continue
		case pattern[i] == '%':
			b.WriteString(`.*`)
		case pattern[i] == '_':
			b.WriteString(`.`)
		default:
			end := i + 1
			for end < len(pattern) && !strings.ContainsRune(`%_\`, rune(pattern[end])) {
				end++
			}
			b.WriteString(regexp.QuoteMeta(pattern[i:end]))
			i = end
			continue
		}
		i++
	}
	return regexp.MustCompile(b.String() + `$`) // every part was quoted, so that it compiles
}
