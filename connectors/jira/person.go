package jira

import (
	"context"
	"maps"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"sayso/connectors"
)

// person is an account of the site. Email is "" where its owner keeps it to themselves.
type person struct {
	ID     string `json:"accountId"`
	Name   string `json:"displayName"`
	Email  string `json:"emailAddress"`
	Active *bool  `json:"active"`
}

func whoAmI(ctx context.Context, c *connectors.Connection) (person, error) {
	var me person
	err := read(ctx, c, identity, nil, &me)
	if err == nil && me.ID == "" {
		err = unreadable(connectors.Unavailable, "who is signed in")
	}
	return me, err
}

var accountID = regexp.MustCompile(`^(?:[0-9a-f]{24}|\d{5,6}:[0-9a-f-]{36})$`)

// Words for oneself and for nobody.
var (
	myself = []string{"me", "myself", "mich", "mir", "ich", "currentuser()"}
	nobody = []string{"nobody", "no one", "none", "unassigned", "niemand", "niemandem", "niemanden", "keiner", "nicht zugewiesen"}
)

func isOneOf(word string, words []string) bool {
	return slices.Contains(words, strings.ToLower(strings.TrimSpace(word)))
}

// people is where to look for persons: /user/search, or /user/assignable/search with a project or an issue.
type people struct {
	path  string
	scope url.Values
}

func everybody() people { return people{path: "/user/search"} }

func assignable(by, to string) people {
	return people{path: "/user/assignable/search", scope: url.Values{by: {to}}}
}

// find gives the person who is called by name, first or last name, e-mail address or account id; the zero person stands for nobody.
func (p people) find(ctx context.Context, c *connectors.Connection, called string) (person, error) {
	called = strings.TrimPrefix(strings.TrimSpace(called), "@")
	switch {
	case isOneOf(called, nobody):
		return person{}, nil
	case isOneOf(called, myself):
		return whoAmI(ctx, c)
	case accountID.MatchString(called):
		return person{ID: called, Name: called}, nil
	}
	found, err := p.list(ctx, c, called)
	if err != nil {
		return person{}, err
	}
	if len(closest(found, called)) == 0 { // Jira goes by the beginnings of words as they are spelt; look at everybody
		if found, err = p.list(ctx, c, ""); err != nil {
			return person{}, err
		}
	}
	best := closest(found, called)
	switch len(best) {
	case 0:
		names := make([]string, len(found))
		for i, p := range found {
			names[i] = p.Name
		}
		return person{}, connectors.NoSuch("user", called, names)
	case 1:
		return best[0], nil
	}
	return person{}, connectors.Several("user", called, labels(best))
}

func (p people) list(ctx context.Context, c *connectors.Connection, query string) ([]person, error) {
	args := url.Values{"query": {query}, "maxResults": {"100"}}
	maps.Copy(args, p.scope)
	var found []person
	if err := read(ctx, c, p.path, args, &found); err != nil {
		return nil, err
	}
	if found == nil {
		return nil, unreadable(connectors.Unavailable, "which users there are")
	}
	return slices.DeleteFunc(found, func(p person) bool { return p.ID == "" || p.Active != nil && !*p.Active }), nil
}

// closest gives who is called exactly so, else those whose name holds all the words.
func closest(all []person, called string) []person {
	var whole, part []person
	for _, p := range all {
		switch {
		case strings.EqualFold(p.Email, called), connectors.Fold(p.Name) == connectors.Fold(called):
			whole = append(whole, p)
		case holds(p.Name, called):
			part = append(part, p)
		}
	}
	if len(whole) > 0 {
		return whole
	}
	return part
}

func holds(name, called string) bool {
	words := func(text string) []string {
		all := strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) })
		for i, w := range all {
			all[i] = connectors.Fold(w)
		}
		return all
	}
	own, wanted := words(name), words(called)
	for _, w := range wanted {
		if !slices.Contains(own, w) {
			return false
		}
	}
	return len(wanted) > 0
}

func labels(list []person) []string {
	all := make([]string, len(list))
	for i, p := range list {
		all[i] = p.Name
		if p.Email != "" {
			all[i] += " <" + p.Email + ">"
		}
	}
	return all
}
