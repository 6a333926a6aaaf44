package salesforce

import (
	"context"
	"fmt"
	"regexp"
	"strings"
	"unicode"

	"sayso/connectors"
)

// object is a kind of record that a name or an id can stand for.
type object struct {
	api    string   // "Account"
	what   string   // in messages: "account"
	prefix string   // that its ids begin with
	fields []string // beside Id and Name
	tell   string   // the field that tells two of one name apart in a message
	email  bool     // it can be found by its Email too
}

func accounts() object {
	return object{api: "Account", what: "account", prefix: "001", fields: []string{"Phone", "BillingCity", "Owner.Name"},
		tell: "BillingCity"}
}

func contacts() object {
	return object{api: "Contact", what: "contact", prefix: "003", fields: []string{"Email", "Phone", "Account.Name"},
		tell: "Account.Name", email: true}
}

func leads() object {
	return object{api: "Lead", what: "lead", prefix: "00Q", fields: []string{"Email", "Company"}, tell: "Company", email: true}
}

func opportunities() object {
	return object{api: "Opportunity", what: "opportunity", prefix: "006",
		fields: []string{"StageName", "Amount", "Account.Name"}, tell: "Account.Name"}
}

// with adds fields to what is read.
func (o object) with(fields ...string) object {
	o.fields = append(append([]string{}, o.fields...), fields...)
	return o
}

var idForm = regexp.MustCompile(`^[0-9A-Za-z]{15}([0-9A-Za-z]{3})?$`)

// isID reports whether a text is an id of this kind of record rather than a name.
func (o object) isID(text string) bool {
	return idForm.MatchString(text) && strings.HasPrefix(text, o.prefix)
}

// mostMatches is how many records of one name are read, to list them.
const mostMatches = 11

// mostNames is how many names are read to offer the nearest of them.
const mostNames = 2000

// one finds the record that an id, a name or an e-mail stands for. within is a further condition, "" for none. No record and more than
// one are errors, which offer the nearest names and list the matches.
func (o object) one(ctx context.Context, c *connectors.Connection, ref, within string) (row, error) {
	matches, err := o.named(ctx, c, ref, within)
	if err != nil {
		return nil, err
	}
	var known []row
	if len(matches) == 0 && !o.isID(strings.TrimSpace(ref)) {
		if known, err = o.near(ctx, c, ref, within); err != nil {
			return nil, err
		}
		if matches, err = o.spelt(ctx, c, ref, known); err != nil {
			return nil, err
		}
	}
	switch len(matches) {
	case 0:
		return nil, connectors.NoSuch(o.what, ref, names(known))
	case 1:
		return matches[0], nil
	}
	list := make([]string, len(matches))
	for i, m := range matches {
		list[i] = o.told(m)
	}
	return nil, connectors.Several(o.what, ref, list)
}

// named reads the records that an id, a name or an e-mail stands for, as it is written.
func (o object) named(ctx context.Context, c *connectors.Connection, ref, within string) ([]row, error) {
	ref = strings.TrimSpace(ref)
	condition := "Name = " + quote(ref)
	switch {
	case ref == "":
		return nil, connectors.Errorf(connectors.Invalid, "the name of the %s is empty", o.what)
	case o.isID(ref):
		condition = "Id = " + quote(ref)
	case o.email && strings.Contains(ref, "@"):
		condition = "Email = " + quote(ref)
	}
	return o.all(ctx, c, condition, within)
}

// all reads the records that fit a condition.
func (o object) all(ctx context.Context, c *connectors.Connection, condition, within string) ([]row, error) {
	if within != "" {
		condition = "(" + condition + ") AND " + within
	}
	return ask(ctx, c, fmt.Sprintf("SELECT Id, Name, %s FROM %s WHERE %s ORDER BY Name LIMIT %d",
		strings.Join(o.fields, ", "), o.api, condition, mostMatches))
}

// near reads the names among which one that wasn't found may be: those that begin with the same letter or hold its longest word.
func (o object) near(ctx context.Context, c *connectors.Connection, name, within string) ([]row, error) {
	name = strings.TrimSpace(name)
	condition := "Name LIKE " + beginning(string([]rune(name)[:1]))
	if word := longestWord(name); word != "" {
		condition += " OR Name LIKE " + containing(word)
	}
	if within != "" {
		condition = "(" + condition + ") AND " + within
	}
	return ask(ctx, c, fmt.Sprintf("SELECT Id, Name FROM %s WHERE %s ORDER BY Name LIMIT %d", o.api, condition, mostNames))
}

// spelt reads those of the known records whose name is the same but for its spelling: "Mueller GmbH" for "Müller GmbH".
func (o object) spelt(ctx context.Context, c *connectors.Connection, name string, known []row) ([]row, error) {
	var ids []string
	for _, r := range known {
		if connectors.Fold(r.text("Name")) == connectors.Fold(name) && len(ids) < mostMatches {
			ids = append(ids, quote(r.text("Id")))
		}
	}
	if len(ids) == 0 {
		return nil, nil
	}
	return o.all(ctx, c, "Id IN ("+strings.Join(ids, ", ")+")", "")
}

// told names a record so that it can be told from another of the same name.
func (o object) told(r row) string {
	if more := r.text(o.tell); more != "" {
		return fmt.Sprintf("%s, %s (%s)", r.text("Name"), more, r.text("Id"))
	}
	return r.text("Name") + " (" + r.text("Id") + ")"
}

func names(rows []row) []string {
	list := make([]string, len(rows))
	for i, r := range rows {
		list[i] = r.text("Name")
	}
	return list
}

// longestWord gives the longest run of plain letters in a name, which a misspelling elsewhere leaves as it is.
func longestWord(name string) string {
	longest := ""
	for _, word := range strings.FieldsFunc(name, func(r rune) bool { return r > unicode.MaxASCII || !unicode.IsLetter(r) }) {
		if len(word) > len(longest) {
			longest = word
		}
	}
	if len(longest) < 3 {
		return ""
	}
	return longest
}
