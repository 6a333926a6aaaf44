package sandbox

import (
	"fmt"
	"net/http"
	"regexp"
	"slices"
	"strings"
)

// The part of JQL that the simulator knows: clauses of field, operator and value; AND, OR, NOT and brackets; ORDER BY. The
// fields are those of jiraFields, the operators = != ~ !~ > >= < <= IN, NOT IN, IS and IS NOT with EMPTY.

// jqlQuery is a parsed query. where is nil where it restricts nothing.
type jqlQuery struct {
	where jqlNode
	order []jqlOrder
}

type jqlOrder struct {
	field      string
	descending bool
}

// jqlNode is a condition.
type jqlNode interface {
	// check refuses values that the site doesn't have.
	check(*jira) error
	matches(*jira, jiraIssue) bool
}

type jqlAll []jqlNode

func (n jqlAll) check(s *jira) error { return checkEach(s, n) }

func (n jqlAll) matches(s *jira, i jiraIssue) bool {
	return !slices.ContainsFunc(n, func(c jqlNode) bool { return !c.matches(s, i) })
}

type jqlAny []jqlNode

func (n jqlAny) check(s *jira) error { return checkEach(s, n) }

func (n jqlAny) matches(s *jira, i jiraIssue) bool {
	return slices.ContainsFunc(n, func(c jqlNode) bool { return c.matches(s, i) })
}

type jqlNot struct{ node jqlNode }

func (n jqlNot) check(s *jira) error               { return n.node.check(s) }
func (n jqlNot) matches(s *jira, i jiraIssue) bool { return !n.node.matches(s, i) }
func checkEach[T ~[]jqlNode](s *jira, nodes T) error {
	for _, n := range nodes {
		if err := n.check(s); err != nil {
			return err
		}
	}
	return nil
}

var jqlToken = regexp.MustCompile(`^\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|!=|!~|>=|<=|[=~<>(),]|[^\s=~<>(),!"']+)`)

// jqlWord is a token; quoted ones are never keywords.
type jqlWord struct {
	text   string
	quoted bool
}

func (w jqlWord) is(keyword string) bool { return !w.quoted && strings.EqualFold(w.text, keyword) }

type jqlParser struct{ words []jqlWord }

func parseJQL(text string) (jqlQuery, error) {
	p := &jqlParser{}
	for rest := text; strings.TrimSpace(rest) != ""; {
		m := jqlToken.FindStringSubmatch(rest)
		if m == nil {
			return jqlQuery{}, jqlError("The character at '%.10s' is not allowed here.", strings.TrimSpace(rest))
		}
		rest = rest[len(m[0]):]
		if m[1][0] == '"' || m[1][0] == '\'' {
			p.words = append(p.words, jqlWord{jqlEscape.ReplaceAllString(m[1][1:len(m[1])-1], "$1"), true})
			continue
		}
		p.words = append(p.words, jqlWord{m[1], false})
	}
	q := jqlQuery{}
	var err error
	if len(p.words) > 0 && !p.peek("order") {
		if q.where, err = p.any(); err != nil {
			return q, err
		}
	}
	if p.take("order") {
		if q.order, err = p.orderBy(); err != nil {
			return q, err
		}
	}
	if len(p.words) > 0 {
		return q, jqlError("Expecting operator but got '%s'.", p.words[0].text)
	}
	return q, nil
}

var jqlEscape = regexp.MustCompile(`\\(.)`)

func jqlError(format string, args ...any) error {
	return jiraRefuse(http.StatusBadRequest, "Error in the JQL Query: %s", fmt.Sprintf(format, args...))
}

func (p *jqlParser) peek(keyword string) bool { return len(p.words) > 0 && p.words[0].is(keyword) }

func (p *jqlParser) take(keyword string) bool {
	if p.peek(keyword) {
		p.words = p.words[1:]
		return true
	}
	return false
}

func (p *jqlParser) next() (jqlWord, error) {
	if len(p.words) == 0 {
		return jqlWord{}, jqlError("the query ends too early.")
	}
	w := p.words[0]
	p.words = p.words[1:]
	return w, nil
}

func (p *jqlParser) any() (jqlNode, error) {
	nodes, err := p.row("or", p.all)
	return jqlAny(nodes), err
}

func (p *jqlParser) all() (jqlNode, error) {
	nodes, err := p.row("and", p.one)
	return jqlAll(nodes), err
}

func (p *jqlParser) row(between string, part func() (jqlNode, error)) ([]jqlNode, error) {
	var nodes []jqlNode
	for {
		n, err := part()
		if err != nil {
			return nil, err
		}
		nodes = append(nodes, n)
		if !p.take(between) {
			return nodes, nil
		}
	}
}

func (p *jqlParser) one() (jqlNode, error) {
	if p.take("not") {
		n, err := p.one()
		return jqlNot{n}, err
	}
	if p.take("(") {
		n, err := p.any()
		if err == nil && !p.take(")") {
			err = jqlError("a closing bracket is missing.")
		}
		return n, err
	}
	return p.clause()
}

func (p *jqlParser) clause() (jqlNode, error) {
	field, err := p.next()
	if err != nil {
		return nil, err
	}
	c := jqlClause{field: strings.ToLower(field.text)}
	if !slices.Contains(jiraFields(), c.field) {
		return nil, jiraRefuse(http.StatusBadRequest, "Field '%s' does not exist or you do not have permission to view it.", field.text)
	}
	operator, err := p.next()
	if err != nil {
		return nil, err
	}
	switch {
	case operator.is("is"):
		c.operator = "="
		if p.take("not") {
			c.operator = "!="
		}
		w, err := p.next()
		if err == nil && !w.is("empty") && !w.is("null") {
			err = jqlError("Expecting EMPTY or NULL but got '%s'.", w.text)
		}
		c.empty = true
		return c, err
	case operator.is("in"), operator.is("not") && p.take("in"):
		c.operator = "="
		if operator.is("not") {
			c.operator = "!="
		}
		return c, p.listInto(&c)
	case !operator.quoted && slices.Contains([]string{"=", "!=", "~", "!~", ">", ">=", "<", "<="}, operator.text):
		c.operator = operator.text
		return c, p.valueInto(&c)
	}
	return nil, jqlError("Expecting operator but got '%s'.", operator.text)
}

func (p *jqlParser) listInto(c *jqlClause) error {
	if !p.take("(") {
		return jqlError("Expecting '(' after IN.")
	}
	for {
		if err := p.valueInto(c); err != nil {
			return err
		}
		if p.take(")") {
			return nil
		}
		if !p.take(",") {
			return jqlError("Expecting ',' or ')'.")
		}
	}
}

func (p *jqlParser) valueInto(c *jqlClause) error {
	w, err := p.next()
	if err != nil {
		return err
	}
	if w.is("empty") || w.is("null") {
		c.empty = true
		return nil
	}
	if w.is("currentUser") && p.take("(") {
		if !p.take(")") {
			return jqlError("Expecting ')'.")
		}
		w.text = jiraMe().ID
	}
	if !w.quoted && strings.ContainsAny(w.text, "(),=~<>") {
		return jqlError("Expecting either a value, list or function but got '%s'.", w.text)
	}
	c.values = append(c.values, w.text)
	return nil
}

func (p *jqlParser) orderBy() ([]jqlOrder, error) {
	if !p.take("by") {
		return nil, jqlError("Expecting BY after ORDER.")
	}
	var order []jqlOrder
	for {
		w, err := p.next()
		if err != nil {
			return nil, err
		}
		o := jqlOrder{field: strings.ToLower(w.text)}
		if p.take("desc") {
			o.descending = true
		} else {
			p.take("asc")
		}
		order = append(order, o)
		if !p.take(",") {
			return order, nil
		}
	}
}
