package sandbox

import (
	"net/http"
	"strconv"
	"strings"
)

// soqlQuery is a parsed query: the part of SOQL that reads one object, its parents, with conditions, an order and a limit.
type soqlQuery struct {
	columns []sfColumn
	count   bool // SELECT COUNT()
	object  sfObject
	where   func(sfRecord) bool
	order   []soqlOrder
	limit   int // -1 where there is none
	offset  int
}

type soqlOrder struct {
	column     sfColumn
	descending bool
	nullsLast  bool
}

// sfColumn is a field that a query names, through references where it is a parent's.
type sfColumn struct {
	path  []sfField // the references to go through
	field sfField
	names []string // as the answer shows them: "Account", "Name"
}

// soqlParser reads a query by recursive descent.
type soqlParser struct {
	s      *salesforce
	tokens []soqlToken
	query  string
	object sfObject
	depth  int
}

// parseSOQL reads a query.
func (s *salesforce) parseSOQL(text string) (soqlQuery, *sfFailure) {
	tokens, failure := soqlTokens(text)
	if failure != nil {
		return soqlQuery{}, failure
	}
	p := &soqlParser{s: s, tokens: tokens, query: text}
	q := soqlQuery{limit: -1, where: func(sfRecord) bool { return true }}
	names, failure := p.selected()
	if failure != nil {
		return q, failure
	}
	if failure := p.from(); failure != nil {
		return q, failure
	}
	q.object = p.object
	if len(names) == 1 && names[0].text == "COUNT()" {
		q.count, names = true, nil
	}
	for _, name := range names {
		column, failure := p.column(name)
		if failure != nil {
			return q, failure
		}
		q.columns = append(q.columns, column)
	}
	return q, p.clauses(&q)
}

func (p *soqlParser) peek() soqlToken { return p.tokens[0] }

func (p *soqlParser) next() soqlToken {
	t := p.tokens[0]
	if t.kind != soqlEnd {
		p.tokens = p.tokens[1:]
	}
	return t
}

// word takes the next token if it is this keyword or sign.
func (p *soqlParser) word(text string) bool {
	if t := p.peek(); (t.kind == soqlWord || t.kind == soqlSign) && strings.EqualFold(t.text, text) {
		p.next()
		return true
	}
	return false
}

func (p *soqlParser) unexpected() *sfFailure {
	return soqlMalformed("unexpected token: '%s'", p.peek().text)
}

// selected reads SELECT and the list of fields.
func (p *soqlParser) selected() ([]soqlToken, *sfFailure) {
	if !p.word("SELECT") {
		return nil, p.unexpected()
	}
	var names []soqlToken
	for {
		t := p.next()
		if t.kind != soqlWord {
			return nil, soqlMalformed("unexpected token: '%s'", t.text)
		}
		if strings.EqualFold(t.text, "COUNT") && p.word("(") {
			if !p.word(")") {
				return nil, p.unexpected()
			}
			t.text = "COUNT()"
		}
		names = append(names, t)
		if !p.word(",") {
			return names, nil
		}
	}
}

func (p *soqlParser) from() *sfFailure {
	if !p.word("FROM") {
		return p.unexpected()
	}
	t := p.next()
	o, ok := sfObjectNamed(t.text)
	if !ok {
		return sfRefuse(http.StatusBadRequest, "INVALID_TYPE",
			"sObject type '%s' is not supported. If you are attempting to use a custom object, "+
				"be sure to append the '__c' after the entity name. Please reference your WSDL or the describe call for the appropriate names.", t.text)
	}
	p.object = o
	return nil
}

// clauses reads what follows FROM.
func (p *soqlParser) clauses(q *soqlQuery) *sfFailure {
	var failure *sfFailure
	if p.word("WHERE") {
		if q.where, failure = p.condition(); failure != nil {
			return failure
		}
	}
	if p.word("ORDER") {
		if !p.word("BY") {
			return p.unexpected()
		}
		if q.order, failure = p.orders(); failure != nil {
			return failure
		}
	}
	if failure := p.number("LIMIT", &q.limit); failure != nil {
		return failure
	}
	if failure := p.number("OFFSET", &q.offset); failure != nil {
		return failure
	}
	if p.peek().kind != soqlEnd {
		return p.unexpected()
	}
	return nil
}

func (p *soqlParser) number(keyword string, into *int) *sfFailure {
	if !p.word(keyword) {
		return nil
	}
	t := p.next()
	n, err := strconv.Atoi(t.text)
	if err != nil || n < 0 {
		return soqlMalformed("unexpected token: '%s'", t.text)
	}
	*into = n
	return nil
}

func (p *soqlParser) orders() ([]soqlOrder, *sfFailure) {
	var list []soqlOrder
	for {
		column, failure := p.column(p.next())
		if failure != nil {
			return nil, failure
		}
		o := soqlOrder{column: column, descending: p.word("DESC")}
		if !o.descending {
			p.word("ASC")
		}
		if p.word("NULLS") {
			o.nullsLast = p.word("LAST")
			if !o.nullsLast && !p.word("FIRST") {
				return nil, p.unexpected()
			}
		}
		list = append(list, o)
		if !p.word(",") {
			return list, nil
		}
	}
}

// column finds the field that a name stands for.
func (p *soqlParser) column(t soqlToken) (sfColumn, *sfFailure) {
	if t.kind != soqlWord {
		return sfColumn{}, soqlMalformed("unexpected token: '%s'", t.text)
	}
	var c sfColumn
	parts := strings.Split(t.text, ".")
	object := p.object
	if len(parts) > 1 && strings.EqualFold(parts[0], object.name) {
		if _, isRelation := object.related(parts[0]); !isRelation {
			parts = parts[1:]
		}
	}
	for _, relation := range parts[:len(parts)-1] {
		ref, ok := object.related(relation)
		if !ok {
			return c, sfRefuse(http.StatusBadRequest, "INVALID_FIELD",
				"Didn't understand relationship '%s' in field path. If you are attempting to use a "+
					"custom relationship, be sure to append the '__r' after the custom relationship name.", relation)
		}
		c.path, c.names = append(c.path, ref), append(c.names, ref.relation)
		object, _ = sfObjectNamed(ref.refersTo[0])
	}
	last := parts[len(parts)-1]
	f, ok := object.field(last)
	if !ok {
		return c, p.noColumn(t, object, last)
	}
	c.field, c.names = f, append(c.names, f.name)
	return c, nil
}

// noColumn is the error for an unknown field, with the place as Salesforce shows it.
func (p *soqlParser) noColumn(t soqlToken, o sfObject, name string) *sfFailure {
	return sfRefuse(http.StatusBadRequest, "INVALID_FIELD",
		"\n%s\n%s^\nERROR at Row:1:Column:%d\nNo such column '%s' on entity '%s'. If you are attempting to use a "+
			"custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.",
		p.query, strings.Repeat(" ", t.at), t.at+1, name, o.name)
}

// value reads a column of a record, nil where there is none.
func (s *salesforce) value(c sfColumn, record sfRecord) any {
	for _, ref := range c.path {
		id, _ := record[ref.name].(string)
		object, ok := sfObjectOf(id)
		var parent sfRecord
		if !ok || !s.journal.get(object.name, id, &parent) {
			return nil
		}
		record = s.full(object, id, parent, false)
	}
	return record[c.field.name]
}
