package sandbox

import (
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
)

func jiraFields() []string {
	return []string{"project", "status", "statuscategory", "priority", "issuetype", "type", "assignee", "reporter", "creator", "labels", "key", "issue", "issuekey", "id",
		"due", "duedate", "created", "updated", "text", "summary", "description"}
}

// jqlClause compares a field with values: with any of them where the operator is =, with none where it is !=.
type jqlClause struct {
	field    string
	operator string
	values   []string
	empty    bool // EMPTY is among the values
}

func (c jqlClause) check(s *jira) error {
	text := slices.Contains([]string{"text", "summary", "description"}, c.field)
	if strings.Contains(c.operator, "~") != text {
		return jiraRefuse(http.StatusBadRequest, "The operator '%s' is not supported by the '%s' field.", c.operator, c.field)
	}
	for _, v := range c.values {
		if !c.known(s, v) {
			return jiraRefuse(http.StatusBadRequest, "The value '%s' does not exist for the field '%s'.", v, c.field)
		}
	}
	return nil
}

// known reports whether a value can be one of the field's at this site.
func (c jqlClause) known(s *jira, value string) bool {
	among := func(names []jiraNamed) bool {
		_, byID := jiraPick(names, value, "")
		_, byName := jiraPick(names, "", value)
		return byID || byName
	}
	switch c.field {
	case "project":
		_, ok := s.project(value)
		return ok
	case "status":
		return among(jiraStatuses())
	case "statuscategory":
		return slices.Contains([]string{"to do", "in progress", "done", "new", "indeterminate"}, strings.ToLower(value))
	case "priority":
		return among(jiraPriorities())
	case "issuetype", "type":
		return among(jiraTypes())
	case "created", "updated", "due", "duedate":
		_, ok := jqlMoment(value, s.now())
		return ok
	}
	return true
}

func (c jqlClause) matches(s *jira, i jiraIssue) bool {
	switch c.operator {
	case "~":
		return slices.ContainsFunc(c.values, func(v string) bool { return holds(s.texts(i, c.field), v) })
	case "!~":
		return !slices.ContainsFunc(c.values, func(v string) bool { return holds(s.texts(i, c.field), v) })
	case "=":
		return c.among(s.values(i, c.field))
	case "!=":
		have := s.values(i, c.field)
		return (len(have) > 0 || c.empty) && !c.among(have) // as in Jira, what is empty is not unequal either
	}
	have := s.values(i, c.field)
	return len(have) > 0 && len(c.values) > 0 && c.compare(have[0], s.now())
}

func (c jqlClause) among(have []string) bool {
	if len(have) == 0 {
		return c.empty
	}
	return slices.ContainsFunc(have, func(h string) bool {
		return slices.ContainsFunc(c.values, func(v string) bool { return strings.EqualFold(h, v) })
	})
}

func (c jqlClause) compare(have string, now time.Time) bool {
	a, ok1 := jqlMoment(have, now)
	b, ok2 := jqlMoment(c.values[0], now)
	if !ok1 || !ok2 {
		return false
	}
	switch c.operator {
	case ">":
		return a.After(b)
	case ">=":
		return !a.Before(b)
	case "<":
		return a.Before(b)
	}
	return !a.After(b)
}

var jqlAgo = regexp.MustCompile(`^(-?\d{1,7})([wdhm])$`)

// jqlMoment reads a point in time as JQL writes it: a day, a minute, or a distance from now such as -7d.
func jqlMoment(text string, now time.Time) (time.Time, bool) {
	if m := jqlAgo.FindStringSubmatch(text); m != nil {
		n, _ := strconv.Atoi(m[1])
		unit := map[string]time.Duration{"w": 7 * 24 * time.Hour, "d": 24 * time.Hour, "h": time.Hour, "m": time.Minute}[m[2]]
		return now.Add(time.Duration(n) * unit), true
	}
	for _, layout := range []string{"2006-01-02T15:04:05.000-0700", "2006-01-02 15:04", "2006/01/02 15:04", "2006-01-02", "2006/01/02"} {
		if t, err := time.Parse(layout, text); err == nil {
			return t, true
		}
	}
	return time.Time{}, false
}

// holds reports whether a text has all words of a search; a search in quotation marks is for the words in a row.
func holds(text, search string) bool {
	words := func(t string) []string {
		return strings.FieldsFunc(strings.ToLower(t), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	}
	have := words(text)
	if phrase, ok := strings.CutPrefix(search, `"`); ok {
		return strings.Contains(" "+strings.Join(have, " ")+" ", " "+strings.Join(words(phrase), " ")+" ")
	}
	for _, w := range words(search) {
		if !slices.Contains(have, w) {
			return false
		}
	}
	return true
}
